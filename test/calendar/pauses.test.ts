import { describe, expect, it } from "vitest";
import { dueAt } from "../../src/calendar/due.ts";
import { parseLength } from "../../src/calendar/length.ts";
import type { Pause } from "../../src/calendar/types.ts";
import { at, calendarOf, local } from "../support/calendars.ts";

const calendar = calendarOf({ shifts: { early: "07:00-15:00", late: "15:00-23:00" } });

/** `2026-11-24 10:00 … 2026-11-24 12:00`; without an end the clock still stands. */
function pause(text: string): Pause {
  const [from = "", to] = text.split(" … ");
  return to === undefined || to === ""
    ? { from: at(calendar, from) }
    : { from: at(calendar, from), to: at(calendar, to) };
}

function due(from: string, limit: string, pauses: readonly string[], now?: string): string {
  const answer = dueAt(calendar, {
    from: at(calendar, from),
    limit: parseLength(limit),
    pauses: pauses.map(pause),
    ...(now === undefined ? {} : { now: at(calendar, now) }),
  });
  return `${local(calendar, answer.at)}${answer.paused ? " paused" : ""}`;
}

describe("a pause is added in the limit's own unit", () => {
  it.each`
    limit                | pauses                                     | ends                  | because
    ${"24 hours"}        | ${["2026-11-24 20:00 … 2026-11-25 08:00"]} | ${"2026-11-25 22:00"} | ${"12 hours by the clock"}
    ${"4 working hours"} | ${["2026-11-24 11:00 … 2026-11-24 14:00"]} | ${"2026-11-24 17:00"} | ${"an hour before and half an hour after lunch"}
    ${"4 working hours"} | ${["2026-11-24 18:00 … 2026-11-25 09:00"]} | ${"2026-11-24 15:30"} | ${"it began after the end"}
    ${"8 working hours"} | ${["2026-11-24 18:00 … 2026-11-25 09:00"]} | ${"2026-11-25 10:30"} | ${"a night costs no working time"}
    ${"2 working days"}  | ${["2026-11-25 10:00 … 2026-11-25 17:00"]} | ${"2026-11-26 18:00"} | ${"no close of business lies in it"}
    ${"2 working days"}  | ${["2026-11-25 10:00 … 2026-11-26 09:00"]} | ${"2026-11-27 18:00"} | ${"one close lies in it"}
    ${"2 working days"}  | ${["2026-11-25 10:00 … 2026-11-29 09:00"]} | ${"2026-12-01 18:00"} | ${"three closes; Saturday is none"}
    ${"2 working days"}  | ${["2026-11-25 10:00 … 2026-11-25 18:00"]} | ${"2026-11-27 18:00"} | ${"it stood when business closed"}
    ${"2 working days"}  | ${["2026-11-25 18:00 … 2026-11-26 08:00"]} | ${"2026-11-26 18:00"} | ${"Wednesday was used up before it began"}
    ${"3 days"}          | ${["2026-11-25 10:00 … 2026-11-26 09:00"]} | ${"2026-11-30 18:00"} | ${"Sat 28 Nov moves on"}
    ${"1 month"}         | ${["2026-11-30 10:00 … 2026-12-02 10:00"]} | ${"2026-12-28 18:00"} | ${"two days on top of 24 Dec, Saturday moves on"}
    ${"same day"}        | ${["2026-11-24 15:00 … 2026-11-25 10:00"]} | ${"2026-11-25 18:00"} | ${"today's close lies in it"}
    ${"same shift"}      | ${["2026-11-24 14:00 … 2026-11-24 16:00"]} | ${"2026-11-24 23:00"} | ${"the shift ended meanwhile, the next one counts"}
  `(
    "$limit from Tue 24 Nov 10:00, on hold $pauses, end $ends: $because",
    (row: { limit: string; pauses: string[]; ends: string }) => {
      expect(due("2026-11-24 10:00", row.limit, row.pauses)).toBe(row.ends);
    },
  );
});

describe("a disorderly history", () => {
  const once = due("2026-11-24 10:00", "24 hours", ["2026-11-24 12:00 … 2026-11-24 15:00"]);

  it.each`
    pauses                                                                            | what
    ${["2026-11-24 12:00 … 2026-11-24 14:00", "2026-11-24 13:00 … 2026-11-24 15:00"]} | ${"overlapping pauses"}
    ${["2026-11-24 12:00 … 2026-11-24 15:00", "2026-11-24 12:00 … 2026-11-24 15:00"]} | ${"a pause recorded twice"}
    ${["2026-11-24 14:00 … 2026-11-24 15:00", "2026-11-24 12:00 … 2026-11-24 14:00"]} | ${"touching pauses in the wrong order"}
    ${["2026-11-24 12:00 … 2026-11-24 15:00", "2026-11-24 13:00 … 2026-11-24 13:00"]} | ${"an empty pause"}
    ${["2026-11-24 12:00 … 2026-11-24 15:00", "2026-11-20 12:00 … 2026-11-24 10:00"]} | ${"a pause before the start"}
  `("$what count once", ({ pauses }: { pauses: string[] }) => {
    expect(due("2026-11-24 10:00", "24 hours", pauses)).toBe(once);
  });

  it("a pause that was back-dated before the start counts from the start", () => {
    expect(due("2026-11-24 10:00", "24 hours", ["2026-11-23 10:00 … 2026-11-24 13:00"])).toBe(once);
  });

  it("a pause that ends before it begins is refused", () => {
    const backwards = ["2026-11-24 15:00 … 2026-11-24 12:00"];
    expect(() => due("2026-11-24 10:00", "24 hours", backwards)).toThrow(
      expect.objectContaining({ code: "pause-backwards" }),
    );
  });
});

describe("a clock that still stands", () => {
  it("has the deadline that it would have if it ran again now", () => {
    expect(due("2026-11-24 10:00", "24 hours", ["2026-11-24 12:00"], "2026-11-24 20:00")).toBe(
      "2026-11-25 18:00 paused",
    );
    expect(due("2026-11-24 10:00", "2 working days", ["2026-11-25 12:00"], "2026-11-27 12:00")).toBe(
      "2026-11-30 18:00 paused",
    );
  });

  it("without a now has only just begun to stand", () => {
    expect(due("2026-11-24 10:00", "24 hours", ["2026-11-24 12:00"])).toBe("2026-11-25 10:00 paused");
  });

  it("after the deadline stops nothing any more", () => {
    expect(due("2026-11-24 10:00", "24 hours", ["2026-11-25 10:00"], "2026-11-28 10:00")).toBe("2026-11-25 10:00");
    expect(due("2026-11-24 10:00", "1 working day", ["2026-11-25 18:00"], "2026-11-28 10:00")).toBe("2026-11-25 18:00");
    expect(due("2026-11-24 10:00", "1 working hour", ["2026-11-24 11:00"], "2026-11-28 10:00")).toBe(
      "2026-11-24 11:00",
    );
  });

  it("on the day to which a deadline had rolled keeps that day open", () => {
    const rolled = ["2026-11-30 09:00 … 2026-12-02 15:00"];
    expect(due("2026-11-25 10:00", "3 days", [])).toBe("2026-11-30 18:00");
    expect(due("2026-11-25 10:00", "3 days", rolled)).toBe("2026-12-02 18:00");
    // Standing still at the very close, the day is not over either.
    expect(due("2026-11-25 10:00", "3 days", ["2026-11-30 09:00 … 2026-11-30 18:00"])).toBe("2026-12-01 18:00");
  });
});
