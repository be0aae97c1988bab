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

/** The names of a system's story files. */
export function storyFiles(system: string): readonly string[] {
  const folder = new URL(`${system}/`, STORIES);
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".yaml")) : [];
}

/** One story of a system, read for its regulation. */
export function storyOf(system: string, name: string, regulation: Regulation): Story {
  const read = readStory(readFileSync(new URL(`${system}/${name}`, STORIES), "utf8"), regulation);
  if ("problems" in read)
    throw new Error(read.problems.map(({ line, message }) => `${name}:${line}: ${message.en}`).join("\n"));
  return read.story;
}

/** The stories of one system, each read for its regulation. */
export function storiesOf(system: string, regulation: Regulation): readonly StoryFile[] {
  return storyFiles(system).map((name) => ({ name, story: storyOf(system, name, regulation) }));
}
