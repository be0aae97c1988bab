import { expect, test } from "vitest";
import { occurrencesAt } from "../../src/desk/duties.ts";
import type { Duty } from "../../src/regulation/shape.ts";
import { local } from "../support/given.ts";
import { at, contextAt, property } from "../support/property-desk.ts";

function duty(every: NonNullable<Duty["every"]>): Duty {
  return {
    line: 1,
    basis: [],
    id: "visits",
    title: { en: "Visits" },
    every,
    after: [],
    due: "last day",
    by: [{ who: "desk" }],
    with: [],
    ask: [],
    fill: [],
    report: [],
    to: [],
    approve: [],
    evidence: false,
  };
}

function dueOn(every: NonNullable<Duty["every"]>, now: string): string {
  const { calendars } = contextAt(at(now));
  const [found] = occurrencesAt({ ...property, duties: [duty(every)] }, calendars.default, at(now));
  return local(found?.dueAt);
}

test("what must be done within a month, quarter … is due on its last day, which does not move on", () => {
  expect(dueOn("month", "2026-11-24 10:00")).toBe("2026-11-30 18:00");
  expect(dueOn("month", "2026-02-10 10:00")).toBe("2026-02-28 18:00");
  // A Saturday: until it is over
  expect(dueOn("month", "2026-10-12 10:00")).toBe("2026-11-01 00:00");
  expect(dueOn("quarter", "2026-11-24 10:00")).toBe("2026-12-31 18:00");
  expect(dueOn("half-year", "2026-02-10 10:00")).toBe("2026-06-30 18:00");
  expect(dueOn("year", "2026-02-10 10:00")).toBe("2026-12-31 18:00");
});
