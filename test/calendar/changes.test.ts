import { describe, expect, it } from "vitest";
import { changedDue, extendedDue, movedDues, ownDate } from "../../src/calendar/changes.ts";
import { compileCalendar } from "../../src/calendar/calendar.ts";
import { holidaySource } from "../../src/calendar/holidays.ts";
import { parseHolidayList } from "../../src/calendar/lists.ts";
import { parseLength } from "../../src/calendar/length.ts";
import type { DueRequest } from "../../src/calendar/types.ts";
import { at, calendarOf, local, specOf } from "../support/calendars.ts";

const calendar = calendarOf();

function request(from: string, limit: string): DueRequest {
  return { from: at(calendar, from), limit: parseLength(limit) };
}

describe("another level mid-way", () => {
  const old = request("2026-11-24 10:00", "5 working days");
  const next = request("2026-11-24 10:00", "2 working days");
  const change = at(calendar, "2026-11-25 15:00");

  it.each`
    rule          | limit               | due                   | kept     | because
    ${"carry"}    | ${"2 working days"} | ${"2026-11-26 18:00"} | ${false} | ${"as if it had always applied"}
    ${"restart"}  | ${"2 working days"} | ${"2026-11-27 18:00"} | ${false} | ${"from the change"}
    ${"stricter"} | ${"2 working days"} | ${"2026-11-26 18:00"} | ${false} | ${"the new one is earlier"}
    ${"stricter"} | ${"9 working days"} | ${"2026-12-01 18:00"} | ${true}  | ${"the old one is earlier"}
    ${"carry"}    | ${"9 working days"} | ${"2026-12-07 18:00"} | ${false} | ${"a lighter level has more time"}
  `(
    "$rule to $limit ends $due: $because",
    (row: { rule: "carry" | "restart" | "stricter"; limit: string; due: string; kept: boolean }) => {
      const changed = changedDue(calendar, {
        rule: row.rule,
        at: change,
        old,
        next: { ...next, limit: parseLength(row.limit) },
      });
      expect([local(calendar, changed.due.at), changed.kept, local(calendar, changed.before.at)]).toEqual([
        row.due,
        row.kept,
        "2026-12-01 18:00",
      ]);
    },
  );

  it("keeps pauses when it carries", () => {
    const pauses = [{ from: at(calendar, "2026-11-25 09:00"), to: at(calendar, "2026-11-26 09:00") }];
    const changed = changedDue(calendar, { rule: "carry", at: change, old, next: { ...next, pauses } });
    expect(local(calendar, changed.due.at)).toBe("2026-11-27 18:00");
  });

  it("is missed at once when the carried deadline has already passed", () => {
    const late = at(calendar, "2026-11-30 15:00");
    const changed = changedDue(calendar, { rule: "carry", at: late, old, next });
    expect([local(calendar, changed.due.at), changed.missed]).toEqual(["2026-11-26 18:00", true]);
    expect(changedDue(calendar, { rule: "restart", at: late, old, next }).missed).toBe(false);
  });
});

describe("more time", () => {
  it.each`
    due                   | by                   | longest             | ends                  | because
    ${"2026-11-25 18:00"} | ${"2 working days"}  | ${undefined}        | ${"2026-11-27 18:00"} | ${"counted from the present deadline"}
    ${"2026-11-26 00:00"} | ${"1 day"}           | ${undefined}        | ${"2026-11-26 18:00"} | ${"24:00 belongs to the day that it ends"}
    ${"2026-11-25 18:00"} | ${"4 hours"}         | ${undefined}        | ${"2026-11-25 22:00"} | ${"hours run from the deadline"}
    ${"2026-11-25 18:00"} | ${"4 working hours"} | ${undefined}        | ${"2026-11-26 14:30"} | ${"working hours from the next opening"}
    ${"2026-11-25 18:00"} | ${"5 working days"}  | ${"5 working days"} | ${"2026-12-02 18:00"} | ${"the longest that is allowed"}
  `("$by on top of $due ends $ends: $because", (row: { due: string; by: string; longest?: string; ends: string }) => {
    const by = parseLength(row.by);
    const longest = row.longest === undefined ? undefined : parseLength(row.longest);
    if (typeof by === "string" || typeof longest === "string") throw new Error("a length is wanted");
    const due = extendedDue(calendar, { due: at(calendar, row.due), by, ...(longest ? { longest } : {}) });
    expect(local(calendar, due.at)).toBe(row.ends);
  });

  const due = at(calendar, "2026-11-25 18:00");

  it("may be a date, not earlier than the present deadline", () => {
    expect(extendedDue(calendar, { due, by: { at: at(calendar, "2026-11-29 10:00") } }).at).toBe(
      at(calendar, "2026-11-29 10:00"),
    );
    const earlier = { due, by: { at: due } };
    expect(() => extendedDue(calendar, earlier)).toThrow(expect.objectContaining({ code: "extension-earlier" }));
  });

  it("is capped", () => {
    const longest = { amount: 2, unit: "working days" } as const;
    const longer = { due, by: { amount: 3, unit: "working days" }, longest } as const;
    const later = { due, by: { at: at(calendar, "2026-11-28 10:00") }, longest } as const;
    expect(() => extendedDue(calendar, longer)).toThrow(expect.objectContaining({ code: "extension-too-long" }));
    expect(() => extendedDue(calendar, later)).toThrow(expect.objectContaining({ code: "extension-too-long" }));
  });
});

describe("the customer's own date", () => {
  it.each`
    wish  | follow       | is
    ${10} | ${"earlier"} | ${10}
    ${30} | ${"earlier"} | ${20}
    ${10} | ${"later"}   | ${20}
    ${30} | ${"later"}   | ${30}
    ${10} | ${"either"}  | ${10}
  `(
    "a wish for $wish against 20, following $follow, is $is",
    (row: { wish: number; follow: "earlier" | "later" | "either"; is: number }) => {
      expect(ownDate(20, row.wish, row.follow)).toBe(row.is);
    },
  );
});

describe("a calendar that changes", () => {
  const open = [
    request("2026-11-24 10:00", "2 working days"),
    request("2026-11-24 10:00", "48 hours"),
    request("2026-12-31 10:00", "1 working day"),
  ];

  it("moves what depends on the new holiday and nothing else", () => {
    const after = calendarOf({ dates: { "2026-11-25": [] } });
    const moved = movedDues(calendar, after, open);
    expect(moved.map((one) => [one.index, local(calendar, one.before.at), local(calendar, one.after.at)])).toEqual([
      [0, "2026-11-26 18:00", "2026-11-27 18:00"],
    ]);
  });

  it("makes provisional deadlines certain when the next year is published", () => {
    const list = parseHolidayList(
      "complete: 2027-01-01..2027-12-31\nclosed:\n  2027-01-01..2027-01-03: New Year | 元旦\n",
    );
    const after = compileCalendar(specOf(), { holidays: holidaySource("CN", { extra: [list] }) });
    expect(
      movedDues(calendar, after, open).map((one) => [
        one.index,
        one.before.provisional,
        one.after.provisional,
        local(calendar, one.after.at),
      ]),
    ).toEqual([[2, true, false, "2027-01-04 18:00"]]);
  });
});
