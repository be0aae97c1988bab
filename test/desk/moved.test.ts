import { expect, test } from "vitest";
import { compileCalendars } from "../../src/calendar/calendar.ts";
import { holidaySource } from "../../src/calendar/holidays.ts";
import { parseHolidayList } from "../../src/calendar/lists.ts";
import type { Calendars } from "../../src/desk/context.ts";
import { decide } from "../../src/desk/decide.ts";
import { explainClock } from "../../src/desk/explanation.ts";
import { calendarMark, duesOf, firmnessChanged, movedDates } from "../../src/desk/moved.ts";
import {
  accepted,
  all,
  askTime,
  clock,
  fileAs,
  given,
  local,
  opened,
  REPORT,
  RESOLVE,
  types,
  type Story,
} from "../support/given.ts";
import { at, contextAt, LI, property, WANG, ZHAO } from "../support/property-desk.ts";

/** The desk's calendars once these dates were announced; the list is written as operators write it. */
function announced(list: string): Calendars {
  const { default: office } = property.calendars;
  if (office === undefined) throw new Error("property has no calendar");
  const extra = [parseHolidayList(list)];
  return compileCalendars({ default: office }, { holidays: (country) => holidaySource(country, { extra }) });
}

const WEDNESDAY_CLOSED = announced("closed:\n  2026-11-25: Day of mourning | 哀悼日\n");

/** The case as it stood is judged again once the calendars say something else. */
function announce(before: Story, time: string, calendars: Calendars): Story {
  const former = duesOf(before.case, before.context);
  return before.but({ calendars }).and(time, "desk", { type: "rejudge", former });
}

test("a limit that runs moves with a new holiday, and the thread says from when to when", () => {
  const told = announce(opened("minor"), "2026-11-24 09:30", WEDNESDAY_CLOSED);
  expect(told.events).toMatchObject([
    {
      type: "dates-moved",
      clock: "minor#1",
      deadline: "minor",
      from: at("2026-11-26 18:00"),
      to: at("2026-11-27 18:00"),
      by: "desk",
    },
  ]);
  expect(told.notices).toEqual([
    { kind: "card" },
    { kind: "line", event: told.case.version, broadcast: false },
    { kind: "settle-pings" },
  ]);
  expect(local(clock(told, "minor")?.due)).toBe("2026-11-27 18:00");
});

test("every limit that runs is moved by itself; those that count dates through are left where they are", () => {
  const told = announce(opened("major"), "2026-11-24 10:00", WEDNESDAY_CLOSED);
  expect(all(told.events, "dates-moved").map(({ clock: run, to }) => [run, local(to)])).toEqual([
    ["verification#1", "2026-11-27 18:00"],
  ]);
});

test("a limit in days moves when its last day becomes a holiday", () => {
  const told = announce(
    opened("important"),
    "2026-11-24 10:00",
    announced("closed:\n  2026-11-27: Closed | 放假\n  2026-11-25: Closed | 放假\n"),
  );
  expect(all(told.events, "dates-moved").map(({ clock: run, from, to }) => [run, local(from), local(to)])).toEqual([
    ["important#1", "2026-11-25 18:00", "2026-11-26 18:00"],
    ["important-limit#1", "2026-11-27 18:00", "2026-11-30 18:00"],
    ["verification#1", "2026-11-26 18:00", "2026-11-30 18:00"],
  ]);
});

test("judged again without a change of the calendar, nothing has moved", () => {
  const before = accepted("minor");
  const again = before.and("2026-11-24 10:00", "desk", {
    type: "rejudge",
    former: duesOf(before.case, before.context),
  });
  expect([again.events, again.notices]).toEqual([[], []]);
  expect(accepted("minor").and("2026-11-24 10:00", "desk", { type: "rejudge" }).events).toEqual([]);
});

test("warnings are given by the new date", () => {
  const told = announce(accepted("minor"), "2026-11-24 10:00", WEDNESDAY_CLOSED).until("2026-11-27 17:59");
  expect(all(told.events, "warned").map((event) => [local(event.planned), local(event.due)])).toEqual([
    ["2026-11-27 09:00", "2026-11-27 18:00"],
    ["2026-11-27 13:32:24", "2026-11-27 18:00"],
  ]);
});

test("a date that moves into the past is told first and missed then", () => {
  // Received on Friday; that the Saturday after was a working day becomes known on Tuesday.
  const { case: current, context } = solvedInTime(false);
  const order = { command: { type: "rejudge", former: duesOf(current, context) }, by: "desk", key: "" } as const;
  const decision = decide(current, order, contextAt("2026-11-24 09:30", { calendars: SATURDAY_WORKED }));
  if (!("events" in decision)) throw new Error("refused");
  expect(types(decision.events)).toEqual(["dates-moved", "missed"]);
  expect(all(decision.events, "missed")[0]).toMatchObject({ due: at("2026-11-23 18:00"), deadline: "minor" });
});

// ── What is over ───────────────────────────────────────────────────────────────────────────────────────────────────

const SATURDAY_WORKED = announced("working:\n  2026-11-21: Make-up day | 补班\n");

/** Received on Friday, due on Tuesday 24 November 18:00, solved that morning: in time. */
function solvedInTime(solved = true): Story {
  const taken = given()
    .and("2026-11-20 10:00", WANG, fileAs("minor"))
    .and("2026-11-20 10:10", LI, { type: "do", step: "accept" });
  return solved ? taken.and("2026-11-24 10:00", LI, RESOLVE) : taken;
}

test("what was done in time stays in time, although the date would now lie before it", () => {
  const told = announce(solvedInTime(), "2026-11-24 11:00", SATURDAY_WORKED);
  expect(told.events).toMatchObject([{ type: "dates-kept", clock: "minor#1", due: at("2026-11-24 18:00") }]);
  expect(told.notices).toEqual([]);
  expect(clock(told, "minor")).toMatchObject({ state: "met", due: at("2026-11-24 18:00") });
  const later = told.and("2026-11-24 14:00", LI, REPORT);
  expect(types(later.history)).not.toContain("missed");
  expect(clock(later, "minor")?.state).toBe("met");
});

test("without the word on the record the same case would be late: the date really is another", () => {
  const told = solvedInTime().but({ calendars: SATURDAY_WORKED });
  expect(local(clock(told, "minor")?.due)).toBe("2026-11-23 18:00");
});

test("a limit that runs again after all runs by the calendar as it is now", () => {
  const undone = announce(solvedInTime(), "2026-11-24 11:00", SATURDAY_WORKED).and("2026-11-24 11:30", LI, {
    type: "undo",
    step: "resolve",
    reason: "It stopped again",
  });
  expect(clock(undone, "minor")).toMatchObject({ state: "missed", due: at("2026-11-23 18:00") });
});

test("a miss stays a miss, open or put right, at the date that was missed", () => {
  const late = accepted("minor").until("2026-11-26 18:00");
  const told = announce(late, "2026-11-27 09:00", WEDNESDAY_CLOSED);
  expect(told.events).toEqual([]);
  expect(clock(told, "minor")).toMatchObject({ state: "missed", due: at("2026-11-26 18:00") });
  const solved = told.and("2026-11-27 10:00", LI, RESOLVE);
  expect(types(solved.events)).not.toContain("miss-cleared");
  expect(clock(solved, "minor")).toMatchObject({ state: "missed", due: at("2026-11-26 18:00") });
  const afterwards = announce(late.and("2026-11-27 10:00", LI, RESOLVE), "2026-11-27 11:00", WEDNESDAY_CLOSED);
  expect(afterwards.events).toEqual([]);
  expect(clock(afterwards, "minor")).toMatchObject({ state: "missed", due: at("2026-11-26 18:00") });
});

test("the explanation of a miss says that the date has changed since", () => {
  const told = announce(accepted("minor").until("2026-11-26 18:00"), "2026-11-27 09:00", WEDNESDAY_CLOSED);
  const late = clock(told, "minor");
  if (late === undefined) throw new Error("no clock");
  expect(explainClock(late, told.case, told.context).at(-1)?.text).toEqual({
    en: "It was missed before that changed: the limit was Thu 26 Nov 2026, 18:00",
    "zh-CN": "变动之前已超时：当时的时限为2026年11月26日（周四）18:00",
  });
});

test("a date that was agreed on stays agreed", () => {
  const asked = accepted("minor").and("2026-11-24 10:00", LI, askTime("2026-11-27 12:00"));
  const request = asked.case.requests.at(-1)?.id ?? "";
  const before = asked.and("2026-11-24 11:00", ZHAO, { type: "answer-request", request, yes: true });
  const told = announce(before, "2026-11-24 12:00", WEDNESDAY_CLOSED);
  expect(told.events).toEqual([]);
  expect(local(clock(told, "minor")?.due)).toBe("2026-11-27 12:00");
});

test("a limit that waits for more time moves, too", () => {
  const before = accepted("minor").and("2026-11-24 10:00", LI, askTime("2026-11-30 12:00"));
  expect(clock(before, "minor")?.state).toBe("asked");
  expect(types(announce(before, "2026-11-24 11:00", WEDNESDAY_CLOSED).events)).toEqual(["dates-moved"]);
});

test("a limit that stands still says nothing until it runs again", () => {
  const before = accepted("minor").and("2026-11-24 10:00", LI, {
    type: "wait",
    reason: "customer",
    until: at("2026-11-27 12:00"),
  });
  expect(duesOf(before.case, before.context)["minor#1"]).toBeUndefined();
  const told = announce(before, "2026-11-24 11:00", WEDNESDAY_CLOSED);
  expect(all(told.events, "dates-moved").map((event) => event.clock)).not.toContain("minor#1");
});

// ── Provisional dates ──────────────────────────────────────────────────────────────────────────────────────────────

/** Received on the last day of which holidays are known: due on 4 January, if nothing is announced. */
function beyond(): Story {
  return given()
    .and("2026-12-30 10:00", WANG, fileAs("minor"))
    .and("2026-12-30 10:10", LI, { type: "do", step: "accept" });
}

test("a provisional date that becomes firm where it was says nothing, but its card is drawn again", () => {
  const before = beyond();
  expect(clock(before, "minor")).toMatchObject({ provisional: true, due: at("2027-01-01 18:00") });
  const calendars = announced("complete: 2027-01-01..2027-12-31\n");
  const told = announce(before, "2026-12-31 09:00", calendars);
  expect([told.events, told.notices]).toEqual([[], []]);
  const was = duesOf(before.case, before.context);
  expect(was["minor#1"]).toEqual({ at: at("2027-01-01 18:00"), provisional: true });
  expect(firmnessChanged(was, duesOf(told.case, told.context))).toBe(true);
  expect(firmnessChanged(was, was)).toBe(false);
});

test("a provisional date that moves says so", () => {
  const calendars = announced("complete: 2027-01-01..2027-12-31\nclosed:\n  2027-01-01..2027-01-03: New Year | 元旦\n");
  const told = announce(beyond(), "2026-12-31 09:00", calendars);
  expect(all(told.events, "dates-moved").map(({ from, to }) => [local(from), local(to)])).toEqual([
    ["2027-01-01 18:00", "2027-01-04 18:00"],
  ]);
  expect(clock(told, "minor")?.provisional).toBe(false);
});

// ── The mark ───────────────────────────────────────────────────────────────────────────────────────────────────────

test("the mark of calendars changes with what they say, and with the year", () => {
  const { calendars, now } = opened().context;
  const mark = calendarMark(calendars, now);
  expect(calendarMark(announced("closed: {}\n"), now)).toBe(mark);
  expect(calendarMark(WEDNESDAY_CLOSED, now)).not.toBe(mark);
  expect(calendarMark(calendars, now + 30 * 86_400_000)).toBe(mark);
  expect(calendarMark(calendars, at("2027-01-01 00:00"))).not.toBe(mark);
});

test("a limit of which nothing was kept has not moved", () => {
  const story = opened("minor").but({ calendars: WEDNESDAY_CLOSED });
  expect(movedDates({}, story.case, story.context)).toEqual([]);
});
