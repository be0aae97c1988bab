import { expect, it } from "vitest";
import { compareCalendars } from "../support/compare-calendars.ts";
import { WINDOWS } from "../support/random-calendars.ts";

// The full run, over 200,000 answers, is `npm run -s bench -- calendar-reference`.
it.each([
  { seed: 101, windows: WINDOWS.slice(0, 4) },
  { seed: 202, windows: WINDOWS.slice(11, 14) },
  { seed: 303, windows: WINDOWS.slice(19, 21) },
])("random calendars answer as a calendar that walks minute by minute (seed $seed)", ({ seed, windows }) => {
  const { compared, differences } = compareCalendars(seed, 2000, windows);
  expect(differences).toEqual([]);
  expect(compared).toBeGreaterThan(2000);
});
