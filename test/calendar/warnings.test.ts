import { describe, expect, it } from "vitest";
import { dueAt } from "../../src/calendar/due.ts";
import { parseLength } from "../../src/calendar/length.ts";
import type { Warning } from "../../src/calendar/types.ts";
import { warnings } from "../../src/calendar/warnings.ts";
import { at, calendarOf, local } from "../support/calendars.ts";

const calendar = calendarOf();

function warned(from: string, limitText: string, warn?: readonly Warning[]): string[] {
  const limit = parseLength(limitText);
  const start = at(calendar, from);
  const due = dueAt(calendar, { from: start, limit }).at;
  return warnings(calendar, { from: start, due, limit, ...(warn ? { warn } : {}) }).map((one) => local(calendar, one));
}

describe("by default", () => {
  it.each`
    from                  | limit                | warns                                       | because
    ${"2026-11-24 10:00"} | ${"14 minutes"}      | ${[]}                                       | ${"too short"}
    ${"2026-11-24 10:00"} | ${"15 minutes"}      | ${["2026-11-24 10:12"]}                     | ${"80 %"}
    ${"2026-11-24 20:00"} | ${"10 hours"}        | ${["2026-11-25 04:00"]}                     | ${"hours run at night"}
    ${"2026-11-24 10:00"} | ${"5 working hours"} | ${["2026-11-24 15:30"]}                     | ${"4 of 5 working hours"}
    ${"2026-11-24 17:00"} | ${"5 working hours"} | ${["2026-11-25 13:30"]}                     | ${"never at night"}
    ${"2026-11-23 09:00"} | ${"4 working days"}  | ${["2026-11-27 09:00"]}                     | ${"30 of 37.5 hours end with Thursday, so on Friday's opening"}
    ${"2026-11-23 10:00"} | ${"4 working days"}  | ${["2026-11-27 09:00", "2026-11-27 09:12"]} | ${"the opening of the due day, and 80 % of 36.5 hours"}
    ${"2026-09-30 10:00"} | ${"1 working day"}   | ${["2026-10-08 09:00", "2026-10-08 15:12"]} | ${"over a long holiday, the opening comes first"}
    ${"2026-11-24 10:00"} | ${"1 working day"}   | ${["2026-11-25 15:12"]}                     | ${"up to 2 days, 80 % only"}
    ${"2026-11-20 20:00"} | ${"10 minutes"}      | ${[]}                                       | ${"after hours as well"}
  `(
    "a limit of $limit from $from warns at $warns: $because",
    (row: { from: string; limit: string; warns: string[] }) => {
      expect(warned(row.from, row.limit)).toEqual(row.warns);
    },
  );
});

describe("as the regulation says", () => {
  it.each`
    limit                | warn                                                          | warns
    ${"10 hours"}        | ${[{ share: 0.5 }]}                                           | ${["2026-11-24 15:00"]}
    ${"5 working hours"} | ${[{ share: 0.5 }, { share: 0.8 }]}                           | ${["2026-11-24 14:00", "2026-11-24 15:30"]}
    ${"5 working hours"} | ${[{ before: { amount: 2, unit: "working hours" } }]}         | ${["2026-11-24 14:30"]}
    ${"1 working day"}   | ${[{ before: { amount: 2, unit: "working hours" } }]}         | ${["2026-11-25 16:00"]}
    ${"1 working day"}   | ${[{ before: { amount: 9, unit: "working hours" } }]}         | ${["2026-11-24 16:30"]}
    ${"1 working day"}   | ${[{ before: { amount: 30, unit: "minutes" } }]}              | ${["2026-11-25 17:30"]}
    ${"3 working days"}  | ${[{ before: { amount: 1, unit: "working days" } }]}          | ${["2026-11-26 09:00"]}
    ${"10 working days"} | ${[{ before: { amount: 1, unit: "weeks" } }]}                 | ${["2026-12-01 09:00"]}
    ${"10 working days"} | ${[{ before: { amount: 2, unit: "days" } }]}                  | ${["2026-12-04 09:00"]}
    ${"2 months"}        | ${[{ before: { amount: 1, unit: "months" } }]}                | ${["2026-12-25 09:00"]}
    ${"10 hours"}        | ${[{ before: { amount: 11, unit: "hours" } }]}                | ${[]}
    ${"10 hours"}        | ${[{ share: 0.5 }, { before: { amount: 5, unit: "hours" } }]} | ${["2026-11-24 15:00"]}
    ${"10 hours"}        | ${[{ share: 0 }, { share: 1 }]}                               | ${[]}
  `(
    "$limit from Tue 24 Nov 10:00 with $warn warns at $warns",
    (row: { limit: string; warn: Warning[]; warns: string[] }) => {
      expect(warned("2026-11-24 10:00", row.limit, row.warn)).toEqual(row.warns);
    },
  );

  it("two days before a Monday is Friday's opening, because Saturday has none", () => {
    expect(warned("2026-11-19 10:00", "2 working days", [{ before: { amount: 2, unit: "days" } }])).toEqual([
      "2026-11-20 09:00",
    ]);
  });

  it("paused time does not run towards a share", () => {
    const from = at(calendar, "2026-11-24 10:00");
    const limit = { amount: 10, unit: "hours" } as const;
    const pauses = [{ from: at(calendar, "2026-11-24 12:00"), to: at(calendar, "2026-11-24 14:00") }];
    const due = dueAt(calendar, { from, limit, pauses }).at;
    const found = warnings(calendar, { from, due, limit, pauses, warn: [{ share: 0.1 }, { share: 0.5 }] });
    expect(found.map((one) => local(calendar, one))).toEqual(["2026-11-24 11:00", "2026-11-24 17:00"]);
  });

  it("for a fixed time a share runs by the clock", () => {
    const from = at(calendar, "2026-11-24 10:00");
    const due = at(calendar, "2026-11-24 20:00");
    const found = warnings(calendar, { from, due, limit: { at: due }, warn: [{ share: 0.5 }] });
    expect(found.map((one) => local(calendar, one))).toEqual(["2026-11-24 15:00"]);
  });

  it("a deadline that is not after its start warns of nothing", () => {
    const from = at(calendar, "2026-11-24 10:00");
    expect(warnings(calendar, { from, due: from })).toEqual([]);
  });

  it.each([
    { share: 1.5 },
    { share: -0.1 },
    { share: Number.NaN },
    { before: { amount: 0, unit: "hours" } },
    { before: { amount: -1, unit: "days" } },
  ] as const)("a warning %o is refused", (warn) => {
    expect(() => warned("2026-11-24 10:00", "10 hours", [warn])).toThrow(
      expect.objectContaining({ code: "bad-warning" }),
    );
  });
});
