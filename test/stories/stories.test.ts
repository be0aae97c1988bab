import { describe, expect, test } from "vitest";
import { playStory } from "../../src/story/play.ts";
import { loadFile } from "../support/property-desk.ts";
import { storiesOf, systemsWithStories } from "../support/stories.ts";

describe.each(systemsWithStories())("%s", (system) => {
  describe.each(storiesOf(system, loadFile(system)))("$name", ({ story }) => {
    test.each(
      story.cases.map((one, index) => ({ title: one.title === "" ? "as it goes" : `${index + 1}: ${one.title}`, one })),
    )("$title", async ({ one }) => {
      const played = await playStory({ ...story, cases: [one] });
      expect(played.failures).toEqual([]);
      expect(played.checks).toBeGreaterThan(0);
    });
  });
});
