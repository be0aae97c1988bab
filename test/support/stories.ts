import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Regulation } from "../../src/regulation/shape.ts";
import { readStory } from "../../src/story/read.ts";
import type { Story } from "../../src/story/story.ts";

const STORIES = new URL("../stories/", import.meta.url);

export interface StoryFile {
  readonly name: string;
  readonly story: Story;
}

/** Systems that have stories: the folders of test/stories. */
export function systemsWithStories(): readonly string[] {
  return readdirSync(STORIES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** The stories of one system, each read for its regulation. */
export function storiesOf(system: string, regulation: Regulation): readonly StoryFile[] {
  const folder = new URL(`${system}/`, STORIES);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => {
      const read = readStory(readFileSync(new URL(name, folder), "utf8"), regulation);
      if ("problems" in read)
        throw new Error(read.problems.map(({ line, message }) => `${name}:${line}: ${message.en}`).join("\n"));
      return { name, story: read.story };
    });
}
