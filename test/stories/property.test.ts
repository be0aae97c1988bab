import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { clocksOf } from "../../src/desk/clocks.ts";
import { playStory } from "../../src/story/play.ts";
import { readStory } from "../../src/story/read.ts";
import { rulesAlone, type Runner } from "../../src/story/runner.ts";
import type { Story } from "../../src/story/story.ts";
import { property } from "../support/property-desk.ts";

const FOLDER = new URL("property/", import.meta.url);

function readAll(): readonly { readonly name: string; readonly story: Story }[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => {
      const read = readStory(readFileSync(new URL(name, FOLDER), "utf8"), property);
      if ("problems" in read)
        throw new Error(read.problems.map(({ line, message }) => `${name}:${line}: ${message.en}`).join("\n"));
      return { name, story: read.story };
    });
}

const STORIES = readAll();

describe.each(STORIES)("$name", ({ story }) => {
  test.each(
    story.cases.map((one, index) => ({ title: one.title === "" ? "as it goes" : `${index + 1}: ${one.title}`, one })),
  )("$title", async ({ one }) => {
    const played = await playStory({ ...story, cases: [one] });
    expect(played.failures).toEqual([]);
    expect(played.checks).toBeGreaterThan(0);
  });
});

/** Phrases, manners, aims and the monthly report: no case shows them. */
const NOT_PLAYED = ["01", "06", "08", "24", "25", "37", "39", "40"].map((number) => `property-${number}`);

test("every clause that asks something of a case has a story that names it", () => {
  const named = new Set(STORIES.flatMap(({ story }) => story.clauses));
  const clauses = Array.from({ length: 43 }, (_, index) => `property-${String(index + 1).padStart(2, "0")}`);
  expect(clauses.filter((clause) => !named.has(clause))).toEqual(NOT_PLAYED);
});

test("every deadline of the regulation is met in one story and missed in another", async () => {
  const seen = new Set<string>();
  for (const { story } of STORIES)
    await playStory(story, {
      runnerFor: (stage): Runner => {
        const rules = rulesAlone(stage);
        return {
          ...rules,
          standing: async (at) => {
            const standing = await rules.standing(at);
            for (const clock of clocksOf(standing.current, standing.context))
              seen.add(`${clock.rule.id} ${clock.state}`);
            return standing;
          },
        };
      },
    });
  const wanted = property.deadlines.flatMap(({ id }) => [`${id} met`, `${id} missed`]);
  expect(wanted.filter((both) => !seen.has(both))).toEqual([]);
});
