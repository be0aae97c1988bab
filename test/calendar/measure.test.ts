import { describe, expect, it } from "vitest";
import { dueAt } from "../../src/calendar/due.ts";
import { elapsed, remaining } from "../../src/calendar/measure.ts";
import type { Counting, Unit } from "../../src/calendar/types.ts";
import { at, calendarOf, week } from "../support/calendars.ts";

const calendar = calendarOf();

describe("what has been used", () => {
  it.each`
    from                  | to                    | unit               | used   | because
    ${"2026-11-24 10:00"} | ${"2026-11-24 11:30"} | ${"hours"}         | ${1.5} | ${"by the clock"}
    ${"2026-11-24 10:00"} | ${"2026-11-24 10:45"} | ${"minutes"}       | ${45}  | ${"by the clock"}
    ${"2026-11-24 11:30"} | ${"2026-11-24 14:00"} | ${"working hours"} | ${1}   | ${"without lunch"}
    ${"2026-09-30 17:00"} | ${"2026-10-08 10:00"} | ${"working hours"} | ${2}   | ${"without the holiday"}
    ${"2026-11-24 10:00"} | ${"2026-11-24 20:00"} | ${"working days"}  | ${0}   | ${"the day of receipt does not count"}
    ${"2026-11-24 10:00"} | ${"2026-11-25 17:59"} | ${"working days"}  | ${0}   | ${"Wednesday is not over"}
    ${"2026-11-24 10:00"} | ${"2026-11-25 18:00"} | ${"working days"}  | ${1}   | ${"now it is"}
    ${"2026-09-30 10:00"} | ${"2026-10-12 17:00"} | ${"working days"}  | ${3}   | ${"8, 9 and, made up for, 10 October"}
    ${"2026-11-20 10:00"} | ${"2026-11-23 10:00"} | ${"days"}          | ${2}   | ${"Saturday and Sunday, each until 24:00"}
    ${"2026-11-02 10:00"} | ${"2026-11-15 23:59"} | ${"weeks"}         | ${1}   | ${"13 days"}
    ${"2026-11-02 10:00"} | ${"2026-11-16 18:00"} | ${"weeks"}         | ${2}   | ${"14 days"}
    ${"2026-11-02 10:00"} | ${"2026-11-17 18:00"} | ${"half months"}   | ${1}   | ${"15 days"}
    ${"2026-01-31 10:00"} | ${"2026-02-28 17:59"} | ${"months"}        | ${0}   | ${"until the close of its last day"}
    ${"2026-01-31 10:00"} | ${"2026-02-28 18:00"} | ${"months"}        | ${1}   | ${"February's last day is over"}
    ${"2025-08-31 10:00"} | ${"2026-03-31 18:00"} | ${"quarters"}      | ${2}   | ${"seven months"}
    ${"2024-02-29 10:00"} | ${"2026-02-28 18:00"} | ${"years"}         | ${2}   | ${"28 February where there is no 29th"}
    ${"2026-11-24 10:00"} | ${"2026-11-23 10:00"} | ${"hours"}         | ${0}   | ${"nothing before the start"}
  `("from $from to $to in $unit is $used: $because", (row: { from: string; to: string; unit: Unit; used: number }) => {
    expect(elapsed(calendar, { from: at(calendar, row.from), to: at(calendar, row.to), unit: row.unit })).toBe(
      row.used,
    );
  });

  it.each`
    counting              | to                    | used
    ${"first-day-counts"} | ${"2026-11-24 18:00"} | ${1}
    ${"clock"}            | ${"2026-11-25 10:00"} | ${1}
    ${"clock"}            | ${"2026-11-25 09:59"} | ${0}
    ${"midnight"}         | ${"2026-11-25 23:59"} | ${0}
    ${"midnight"}         | ${"2026-11-26 00:00"} | ${1}
  `(
    "working days under $counting until $to are $used",
    ({ counting, to, used }: { counting: Counting; to: string; used: number }) => {
      const request = {
        from: at(calendar, "2026-11-24 10:00"),
        to: at(calendar, to),
        unit: "working days",
        counting,
      } as const;
      expect(elapsed(calendar, request)).toBe(used);
    },
  );

  it("leaves out pauses, measured in the same unit", () => {
    const from = at(calendar, "2026-11-24 10:00");
    const to = at(calendar, "2026-11-27 18:00");
    const pauses = [{ from: at(calendar, "2026-11-25 10:00"), to: at(calendar, "2026-11-26 10:00") }];
    expect(elapsed(calendar, { from, to, unit: "hours", pauses })).toBe(80 - 24);
    expect(elapsed(calendar, { from, to, unit: "working hours", pauses })).toBe(6.5 + 3 * 7.5 - 7.5);
    expect(elapsed(calendar, { from, to, unit: "working days", pauses })).toBe(2);
  });
});

describe("what is left", () => {
  it.each`
    at                    | due                   | unit               | left    | because
    ${"2026-11-24 17:00"} | ${"2026-11-25 10:00"} | ${"working hours"} | ${2}    | ${"one this evening, one tomorrow"}
    ${"2026-11-25 09:00"} | ${"2026-11-25 18:00"} | ${"working days"}  | ${1}    | ${"on the morning of the last day"}
    ${"2026-11-25 17:59"} | ${"2026-11-25 18:00"} | ${"working days"}  | ${1}    | ${"until its close"}
    ${"2026-11-25 18:00"} | ${"2026-11-25 18:00"} | ${"working days"}  | ${0}    | ${"at the deadline"}
    ${"2026-11-25 18:00"} | ${"2026-11-25 18:00"} | ${"working hours"} | ${0}    | ${"at the deadline"}
    ${"2026-11-25 18:00"} | ${"2026-11-25 18:00"} | ${"months"}        | ${0}    | ${"at the deadline"}
    ${"2026-11-25 18:30"} | ${"2026-11-25 18:00"} | ${"hours"}         | ${-0.5} | ${"overdue"}
    ${"2026-11-27 18:00"} | ${"2026-11-25 18:00"} | ${"working days"}  | ${-2}   | ${"two working days overdue"}
    ${"2026-11-20 10:00"} | ${"2026-11-30 18:00"} | ${"weeks"}         | ${2}    | ${"eleven days are two begun weeks"}
    ${"2026-11-25 10:00"} | ${"2026-12-25 18:00"} | ${"months"}        | ${1}    | ${"exactly one"}
    ${"2026-11-24 10:00"} | ${"2026-12-25 18:00"} | ${"months"}        | ${2}    | ${"a day more is a second one begun"}
  `("at $at of $due is $left $unit: $because", (row: { at: string; due: string; unit: Unit; left: number }) => {
    expect(remaining(calendar, { due: at(calendar, row.due), at: at(calendar, row.at), unit: row.unit })).toBe(
      row.left,
    );
  });

  it("is never more than the limit while the day of receipt lasts", () => {
    const from = at(calendar, "2026-11-24 10:00");
    const { at: due } = dueAt(calendar, { from, limit: { amount: 1, unit: "working days" } });
    expect(remaining(calendar, { due, at: from, unit: "working days", from })).toBe(1);
    expect(remaining(calendar, { due, at: at(calendar, "2026-11-25 10:00"), unit: "working days", from })).toBe(1);
  });

  it("is 60 minutes, not 90, on a Sunday evening in San Francisco with an hour of Monday to go", () => {
    const office = calendarOf({ zone: "America/Los_Angeles", holidays: "US", hours: week(["09:00-17:00"]) });
    const request = {
      due: Date.UTC(2022, 11, 12, 18),
      at: Date.UTC(2022, 11, 12, 0, 30),
      unit: "working hours",
    } as const;
    expect(remaining(office, request)).toBe(1);
  });

  it("stands while the clock stands", () => {
    const due = at(calendar, "2026-11-26 18:00");
    const pauses = [{ from: at(calendar, "2026-11-24 17:00"), to: at(calendar, "2026-11-25 18:00") }];
    const left = (time: string) => remaining(calendar, { due, at: at(calendar, time), unit: "working hours", pauses });
    expect(left("2026-11-24 17:00")).toBe(7.5);
    expect(left("2026-11-25 12:00")).toBe(7.5);
    expect(left("2026-11-26 10:00")).toBe(6.5);
  });
});
