import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, civilOf, dayNumber, dayOfIso, isoOf, weekdayOf } from "../../src/calendar/dates.ts";
import type { CountingRule } from "../../src/calendar/types.ts";

describe("dates as numbers", () => {
  it("agree with the platform's calendar on every day", () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 60_000 }), (day) => {
        const date = new Date(day * 86_400_000);
        const { year, month, day: dayOfMonth } = civilOf(day);
        expect([year, month, dayOfMonth]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
        expect(dayNumber(year, month, dayOfMonth)).toBe(day);
        expect((weekdayOf(day) + 1) % 7).toBe(date.getUTCDay());
        expect(isoOf(day)).toBe(date.toISOString().slice(0, 10));
        expect(dayOfIso(isoOf(day))).toBe(day);
      }),
    );
  });

  it.each(["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "1 January", ""])("“%s” is no date", (text) => {
    expect(() => dayOfIso(text)).toThrow(expect.objectContaining({ code: "bad-date" }));
  });
});

describe("months later", () => {
  it.each`
    from            | months | end                  | to
    ${"2026-01-31"} | ${1}   | ${"last day"}        | ${"2026-02-28"}
    ${"2024-01-31"} | ${1}   | ${"last day"}        | ${"2024-02-29"}
    ${"2026-01-31"} | ${2}   | ${"last day"}        | ${"2026-03-31"}
    ${"2026-12-15"} | ${1}   | ${"last day"}        | ${"2027-01-15"}
    ${"2026-03-31"} | ${-1}  | ${"last day"}        | ${"2026-02-28"}
    ${"2026-01-15"} | ${-1}  | ${"last day"}        | ${"2025-12-15"}
    ${"2024-02-29"} | ${12}  | ${"last day"}        | ${"2025-02-28"}
    ${"2024-02-29"} | ${48}  | ${"last day"}        | ${"2028-02-29"}
    ${"2026-01-31"} | ${1}   | ${"next month"}      | ${"2026-03-03"}
    ${"2026-01-28"} | ${1}   | ${"next month"}      | ${"2026-02-28"}
    ${"2026-02-28"} | ${1}   | ${"last stays last"} | ${"2026-03-31"}
    ${"2026-02-27"} | ${1}   | ${"last stays last"} | ${"2026-03-27"}
    ${"2026-01-31"} | ${1}   | ${"last stays last"} | ${"2026-02-28"}
  `(
    "$from and $months months, $end, is $to",
    (row: { from: string; months: number; end: NonNullable<CountingRule["monthEnd"]>; to: string }) => {
      expect(isoOf(addMonths(dayOfIso(row.from), row.months, row.end))).toBe(row.to);
    },
  );
});
