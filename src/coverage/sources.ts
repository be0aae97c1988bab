import { createHash } from "node:crypto";
import { glob, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Regulation } from "../regulation/shape.ts";
import type { StoryProblem } from "../story/problem.ts";
import { readStory } from "../story/read.ts";
import { readClauses, readRegulationText } from "./catalogue.ts";
import type { NamedStory } from "./prove.ts";

const ROOT = join(import.meta.dirname, "../..");
const STORIES = join(ROOT, "test/stories");
/** What decides how a story goes under a regulation, and what a surface shows of it. */
const ENGINE = ["src/{calendar,coverage,desk,regulation,records,slack,story}/**/*.ts", "locales/*.json"];

export interface StoryText {
  readonly name: string;
  readonly text: string;
}

/** The story files of a system; none where nobody has written any. */
export async function storyTexts(system: string): Promise<readonly StoryText[]> {
  const folder = join(STORIES, system);
  const names = await readdir(folder).catch((): string[] => []);
  const stories = names.filter((name) => name.endsWith(".yaml")).toSorted();
  return Promise.all(stories.map(async (name) => ({ name, text: await readFile(join(folder, name), "utf8") })));
}

export interface ReadStories {
  readonly stories: readonly NamedStory[];
  readonly unreadable: readonly { readonly name: string; readonly problem: StoryProblem }[];
}

/** Story files as stories under a regulation, and those that cannot be read. */
export function storiesFrom(texts: readonly StoryText[], regulation: Regulation): ReadStories {
  const stories: NamedStory[] = [];
  const unreadable: { name: string; problem: StoryProblem }[] = [];
  for (const { name, text } of texts) {
    const read = readStory(text, regulation);
    if ("story" in read) stories.push({ name, story: read.story });
    else if (read.problems[0] !== undefined) unreadable.push({ name, problem: read.problems[0] });
  }
  return { stories, unreadable };
}

function hashOf(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest("hex").slice(0, 16);
}

/** The hash of a system's own files: its clauses, its regulation, its stories. */
export async function contentHash(system: string): Promise<string> {
  const [clauses, { text }, stories] = await Promise.all([
    readClauses(system),
    readRegulationText(system),
    storyTexts(system),
  ]);
  return hashOf([JSON.stringify(clauses), text, ...stories.flatMap((story) => [story.name, story.text])]);
}

/** The hash of everything that plays stories and draws surfaces. */
export async function engineHash(): Promise<string> {
  const files: string[] = [];
  for (const pattern of ENGINE) for await (const file of glob(pattern, { cwd: ROOT })) files.push(file);
  const sorted = files.toSorted();
  const texts = await Promise.all(sorted.map((file) => readFile(join(ROOT, file), "utf8")));
  return hashOf(sorted.flatMap((file, index) => [file, texts[index] ?? ""]));
}
