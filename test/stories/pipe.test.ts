import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Regulation } from "../../src/regulation/shape.ts";
import { playStory } from "../../src/story/play.ts";
import { openPipeHouse, type PipeHouse } from "../support/pipe-runner.ts";
import { loadFile } from "../support/property-desk.ts";
import { storyFiles, storyOf, systemsWithStories } from "../support/stories.ts";

/** Of a table every sixth row: what tells rows apart is decided by the rules, which play all of them. */
const EVERY = 6;

/** All stories of property; of every other regulation the one that walks from receipt to the end. */
const STORIES = systemsWithStories().flatMap((system) =>
  storyFiles(system)
    .filter((name) => system === "property" || name === "workflow.yaml")
    .map((name) => ({ system, name })),
);

const regulations = new Map<string, Regulation>();

/** Loaded once, because an edition is kept in the database once. */
function regulationOf(system: string): Regulation {
  const regulation = regulations.get(system) ?? loadFile(system);
  regulations.set(system, regulation);
  return regulation;
}

describe("what the rules alone decide is what the pipe keeps in the database", () => {
  let house: PipeHouse;
  beforeAll(async () => {
    house = await openPipeHouse();
  });
  afterAll(() => house.close());

  test.each(STORIES)("$system/$name", async ({ system, name }) => {
    const story = storyOf(system, name, regulationOf(system));
    const cases = story.cases.filter((_, index) => index % EVERY === 0);
    const played = await playStory({ ...story, cases }, { runnerFor: (stage) => house.runnerFor(stage) });
    expect(played.failures).toEqual([]);
    expect(played.checks).toBeGreaterThan(0);
  });
});
