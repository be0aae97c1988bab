import fc from "fast-check";
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
    "Tue 24 Nov, 15:00: Minor became Important; the limit stays",
    "Minor: 8 hours (property-18)",
    "It runs day and night, until Tue 24 Nov 2026, 17:12",
    "It ends Tue 24 Nov 2026, 17:12",
  ]);
});

/** Solved by tomorrow evening, as important cases are; counted from the change where limits start anew. */
function explainedAfterRaise(runningClocks: Regulation["levelRules"]["runningClocks"], language: "en" | "zh-CN") {
  const story = raised({ regulation: withDeadlines([], { runningClocks }) });
  const important = clock(story, "important");
  if (important === undefined) throw new Error("no clock");
  return explainClock(important, story.case, story.context).map(({ text }) => text[language]);
}

test("a limit that depends on the level names it, and says what a change of level did to the date", () => {
  expect(explainedAfterRaise("carry", "en").slice(0, 3)).toEqual([
    "Received: Tue 24 Nov 2026, 09:12",
    "Tue 24 Nov, 15:00: Minor became Important; until then the limit was Thu 26 Nov, 18:00",
    "Important: 1 working day (property-20)",
  ]);
  expect(explainedAfterRaise("carry", "zh-CN").slice(1, 3)).toEqual([
    "11月24日（周二）15:00由轻微调整为重要，此前时限为11月26日（周四）18:00",
    "重要：1个工作日（property-20）",
  ]);
});

test("a limit that starts anew with its level is explained from the change, not as received then", () => {
  expect(explainedAfterRaise("restart", "en").slice(0, 3)).toEqual([
    "Level changed: Tue 24 Nov 2026, 15:00",
    "Tue 24 Nov, 15:00: Minor became Important; until then the limit was Thu 26 Nov, 18:00",
    "Important: 1 working day (property-20)",
  ]);
});

test("a limit missed under the level before is explained under that level", () => {
  const story = accepted("minor")
    .until("2026-11-26 18:00")
    .and("2026-11-27 09:00", WANG, { type: "set-level", level: "important", reason: "It concerns our own service" });
  const minor = clock(story, "minor");
  if (minor === undefined) throw new Error("no clock");
  const lines = explainClock(minor, story.case, story.context);
  expect(lines.map(({ text }) => text.en).slice(0, 2)).toEqual([
    "Received: Tue 24 Nov 2026, 09:12",
    "Minor: 2 working days (property-18)",
  ]);
  expect(lines.at(-1)?.at).toBe(minor.due);
});

test("a hold after more time was granted moves the agreed date in the lines as on the card", () => {
  const asked = accepted("minor").and("2026-11-24 10:00", LI, askTime("2026-11-30 12:00"));
  const request = asked.case.requests.at(-1)?.id ?? "";
  const story = asked
    .and("2026-11-24 11:00", ZHAO, { type: "answer-request", request, yes: true })
    .and("2026-11-25 10:00", LI, { type: "wait", reason: "customer", until: at("2026-11-27 18:00") })
    .and("2026-11-26 10:00", LI, { type: "resume" });
  const minor = clock(story, "minor");
  if (minor === undefined) throw new Error("no clock");
  expect(local(minor.due)).toBe("2026-12-01 12:00");
  expect(explainClock(minor, story.case, story.context).map(({ text }) => text.en)).toEqual([
    "Received: Tue 24 Nov 2026, 09:12",
    "Minor: 2 working days (property-18)",
    "The starting day, Tue 24 Nov, does not count",
    "Wed 25 – Thu 26 Nov: working days 1 to 2",
    "It ends when business closes: Thu 26 Nov 2026, 18:00",
    "More time was granted, until Mon 30 Nov 2026, 12:00",
    "On hold Wed 25 Nov, 10:00 – Thu 26 Nov, 10:00: 24 h added",
    "It ends Tue 1 Dec 2026, 12:00",
  ]);
});

test("holds before and after more time was granted add up to the date, however long they are", () => {
  const HOUR = 3_600_000;
  const hours = (most: number) => fc.integer({ min: 1, max: most });
  fc.assert(
    fc.property(hours(20), hours(30), hours(40), hours(40), (before, held, gap, heldAgain) => {
      const [first, granted] = [at("2026-11-24 10:00") + before * HOUR, at("2026-11-26 11:00")];
      const hold = (from: number, length: number, story: Story): Story =>
        story
          .and(local(from), LI, { type: "wait", reason: "customer", until: from + (length + 24) * HOUR })
          .and(local(from + length * HOUR), LI, { type: "resume" });
      const asked = hold(first, Math.min(held, Math.floor((granted - first) / HOUR) - 2), accepted("minor")).and(
        "2026-11-26 10:00",
        LI,
        askTime("2026-12-04 12:00"),
      );
      const request = asked.case.requests.at(-1)?.id ?? "";
      const yes = asked.and("2026-11-26 11:00", ZHAO, { type: "answer-request", request, yes: true });
      const story = hold(granted + gap * HOUR, heldAgain, yes);
      const minor = clock(story, "minor");
      if (minor === undefined) throw new Error("no clock");
      const lines = explainClock(minor, story.case, story.context);
      expect(local(minor.due)).toBe(local(at("2026-12-04 12:00") + heldAgain * HOUR));
      expect(lines.findLast((line) => line.at !== undefined)?.at).toBe(minor.due);
      expect(lines.filter(({ kind }) => kind === "pause")).toHaveLength(2);
      expect(lines.some(({ text }) => text.en.includes("before that changed"))).toBe(false);
    }),
    { numRuns: 20 },
  );
});

test("a number that the clause does not give is marked as the house's own", () => {
  const story = accepted("minor");
  const accept = clock(story, "accept");
  if (accept === undefined) throw new Error("no clock");
  const [, limit] = explainClock(accept, story.case, story.context);
  expect(limit?.text).toEqual({ en: "Limit: 30 minutes (house rule)", "zh-CN": "时限：30分钟（本公司约定）" });
  const own = { ...deadline("minor"), house: { en: "No number", "zh-CN": "未规定" } };
  const filed = opened("minor", {}, { regulation: withDeadlines([own]) });
  const minor = clock(filed, "minor");
  if (minor === undefined) throw new Error("no clock");
  expect(explainClock(minor, filed.case, filed.context)[1]?.text).toEqual({
    en: "Minor: 2 working days (property-18; number by house rule)",
    "zh-CN": "轻微：2个工作日（property-18；时长为本公司约定）",
  });
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
