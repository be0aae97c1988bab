import { expect, test } from "vitest";
import { clocksOf } from "../../src/desk/clocks.ts";
import { playStory } from "../../src/story/play.ts";
import { rulesAlone, type Runner } from "../../src/story/runner.ts";
import { property } from "../support/property-desk.ts";
import { storiesOf } from "../support/stories.ts";

const STORIES = storiesOf("property", property);

/** The aims: no case shows them. */
const NOT_PLAYED = ["property-01"];

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
