import { expect, test } from "vitest";
import { compileCalendars } from "../../src/calendar/calendar.ts";
import { holidaySource } from "../../src/calendar/holidays.ts";
import type { CalendarSpec } from "../../src/calendar/types.ts";
import { explainClock } from "../../src/desk/explanation.ts";
import type { Deadline, Regulation } from "../../src/regulation/shape.ts";
import { accepted, askTime, clock, local, opened, type Changes, type Story } from "../support/given.ts";
import { at, LI, property, WANG, ZHAO } from "../support/property-desk.ts";

function deadline(id: string): Deadline {
  const found = property.deadlines.find((known) => known.id === id);
  if (found === undefined) throw new Error(`There is no deadline ${id}`);
  return found;
}

/** The property regulation with some of its deadlines written otherwise. */
function withDeadlines(changed: readonly Deadline[], rules: Partial<Regulation["levelRules"]> = {}): Regulation {
  const deadlines = property.deadlines.map((rule) => changed.find(({ id }) => id === rule.id) ?? rule);
  return { ...property, deadlines, levelRules: { ...property.levelRules, ...rules } };
}

const OFFICE = property.calendars.default;

/** A second calendar, of a counter that is open every day from eight to eight. */
function withCounter(): Changes["calendars"] {
  if (OFFICE === undefined) throw new Error("property has no calendar");
  const daily = ["08:00-20:00"];
  const counter: CalendarSpec = {
    ...OFFICE,
    holidays: "none",
    hours: { mon: daily, tue: daily, wed: daily, thu: daily, fri: daily, sat: daily, sun: daily },
  };
  return compileCalendars({ default: OFFICE, counter }, { holidays: holidaySource });
}

function warned(story: Story, id: string): readonly string[] {
  return clock(story, id)?.warnAt.map(local) ?? [];
}

function raised(changes: Changes): Story {
  return opened("minor", {}, changes).and("2026-11-24 15:00", WANG, {
    type: "set-level",
    level: "important",
    reason: "It concerns our own service",
  });
}

test("a share of a limit runs while the deadline's own calendar is open", () => {
  const minor: Deadline = { ...deadline("minor"), calendar: "counter", warn: [{ share: 0.5 }] };
  const calendars = withCounter();
  if (calendars === undefined) throw new Error("no calendars");
  const story = opened("minor", {}, { regulation: withDeadlines([minor]), calendars });
  // From Tuesday 09:12 to Thursday 20:00 the counter is open for 34 h 48 min; half of it is left at 14:36 on Wednesday.
  expect(local(clock(story, "minor")?.due)).toBe("2026-11-26 20:00");
  expect(warned(story, "minor")).toEqual(["2026-11-25 14:36"]);
});

test("a share of days and nights runs by the clock, whatever the hours of the desk", () => {
  const minor: Deadline = {
    ...deadline("minor"),
    limit: { kind: "length", length: { amount: 20, unit: "hours" } },
    warn: [{ share: 0.5 }],
  };
  expect(warned(opened("minor", {}, { regulation: withDeadlines([minor]) }), "minor")).toEqual(["2026-11-24 19:12"]);
});

test("a length before the end is counted back on the same calendar", () => {
  const minor: Deadline = { ...deadline("minor"), warn: [{ before: { amount: 2, unit: "working hours" } }] };
  expect(warned(opened("minor", {}, { regulation: withDeadlines([minor]) }), "minor")).toEqual(["2026-11-26 16:00"]);
});

test("a limit that starts anew with its level is warned of within its own span", () => {
  const important: Deadline = {
    ...deadline("important"),
    limit: { kind: "length", length: { amount: 4, unit: "working hours" } },
    warn: [{ share: 0.5 }],
  };
  const story = raised({ regulation: withDeadlines([important], { runningClocks: "restart" }) });
  expect(local(clock(story, "important")?.due)).toBe("2026-11-25 10:00");
  expect(warned(story, "important")).toEqual(["2026-11-24 17:00"]);
});

test("where the limit of the level before is stricter, it is warned of and explained as it was counted", () => {
  const minor: Deadline = {
    ...deadline("minor"),
    limit: { kind: "length", length: { amount: 8, unit: "hours" } },
    warn: [{ share: 0.5 }],
  };
  const story = raised({ regulation: withDeadlines([minor], { runningClocks: "stricter" }) });
  const important = clock(story, "important");
  if (important === undefined) throw new Error("no clock");
  expect(local(important.due)).toBe("2026-11-24 17:12");
  expect(warned(story, "important")).toEqual(["2026-11-24 13:12"]);
  expect(explainClock(important, story.case, story.context).map(({ text }) => text.en)).toEqual([
    "Received: Tue 24 Nov 2026, 09:12",
    "Limit: 8 hours (property-18)",
    "It runs day and night, until Tue 24 Nov 2026, 17:12",
    "It ends Tue 24 Nov 2026, 17:12",
    "The limit of the level before ends earlier and stays",
  ]);
});

test("an agreed date is warned of in the limit's own time, and explained with the date", () => {
  const asked = accepted("minor").and("2026-11-24 10:00", LI, askTime("2026-11-30 12:00"));
  const request = asked.case.requests.at(-1)?.id ?? "";
  const story = asked.and("2026-11-24 11:00", ZHAO, { type: "answer-request", request, yes: true });
  const minor = clock(story, "minor");
  if (minor === undefined) throw new Error("no clock");
  expect(minor.due).toBe(at("2026-11-30 12:00"));
  // 32 h 48 min of working time in all; a fifth of it is left on Friday at 14:26.
  expect(warned(story, "minor")).toEqual(["2026-11-27 14:26:24", "2026-11-30 09:00"]);
  expect(explainClock(minor, story.case, story.context).at(-1)?.text).toEqual({
    en: "More time was granted, until Mon 30 Nov 2026, 12:00",
    "zh-CN": "已批准延期至2026年11月30日（周一）12:00",
  });
});
