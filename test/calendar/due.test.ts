import { describe, expect, it } from "vitest";
import { fullRule } from "../../src/calendar/counting.ts";
import { dueAt } from "../../src/calendar/due.ts";
import { parseLength } from "../../src/calendar/length.ts";
import type { CalendarSpec, Counting } from "../../src/calendar/types.ts";
import { at, calendarOf, local, OFFICE, specOf, week } from "../support/calendars.ts";

function due(spec: Partial<CalendarSpec>, from: string, limit: string, counting?: Counting): string {
  const calendar = calendarOf(spec);
  const request = {
    from: at(calendar, from),
    limit: parseLength(limit),
    ...(counting === undefined ? {} : { counting }),
  };
  return local(calendar, dueAt(calendar, request).at);
}

describe("a limit under the Civil Code, office Monday to Friday in China", () => {
  it.each`
    from                  | limit                 | ends                  | because
    ${"2026-11-24 09:12"} | ${"1 working day"}    | ${"2026-11-25 18:00"} | ${"the day of receipt does not count"}
    ${"2026-11-24 23:59"} | ${"1 working day"}    | ${"2026-11-25 18:00"} | ${"nor after hours"}
    ${"2026-11-21 10:00"} | ${"1 working day"}    | ${"2026-11-23 18:00"} | ${"Saturday is not counted, Monday is day 1"}
    ${"2026-02-13 10:00"} | ${"3 working days"}   | ${"2026-02-25 18:00"} | ${"Sat 14 Feb is made up for, 15 to 23 Feb is Spring Festival"}
    ${"2026-09-30 10:00"} | ${"2 working days"}   | ${"2026-10-09 18:00"} | ${"1 to 7 Oct is National Day"}
    ${"2026-09-30 10:00"} | ${"3 working days"}   | ${"2026-10-10 18:00"} | ${"Sat 10 Oct is made up for"}
    ${"2026-09-18 17:00"} | ${"1 working day"}    | ${"2026-09-20 18:00"} | ${"Sun 20 Sep is made up for"}
    ${"2025-01-24 17:00"} | ${"2 working days"}   | ${"2025-01-27 18:00"} | ${"Sun 26 Jan 2025 is made up for"}
    ${"2025-01-27 17:00"} | ${"1 working day"}    | ${"2025-02-05 18:00"} | ${"Spring Festival 2025 is 28 Jan to 4 Feb"}
    ${"2025-09-30 10:00"} | ${"2 working days"}   | ${"2025-10-10 18:00"} | ${"National Day and Mid-autumn 2025 end on 8 Oct"}
    ${"2025-09-30 10:00"} | ${"3 working days"}   | ${"2025-10-11 18:00"} | ${"Sat 11 Oct 2025 is made up for"}
    ${"2025-12-30 10:00"} | ${"2 working days"}   | ${"2026-01-04 18:00"} | ${"1 to 3 Jan is New Year, Sun 4 Jan is made up for"}
    ${"2026-03-10 10:00"} | ${"3 days"}           | ${"2026-03-13 18:00"} | ${"the last day ends with business"}
    ${"2026-03-12 10:00"} | ${"2 days"}           | ${"2026-03-16 18:00"} | ${"Saturday moves on to Monday"}
    ${"2026-09-29 10:00"} | ${"3 days"}           | ${"2026-10-08 18:00"} | ${"2 Oct moves on to the day after the holiday"}
    ${"2026-09-17 10:00"} | ${"2 weeks"}          | ${"2026-10-08 18:00"} | ${"1 Oct is a holiday"}
    ${"2026-03-10 10:00"} | ${"half month"}       | ${"2026-03-25 18:00"} | ${"half a month is 15 days"}
    ${"2026-02-01 10:00"} | ${"1 half month"}     | ${"2026-02-24 18:00"} | ${"16 Feb lies in Spring Festival"}
    ${"2026-03-10 10:00"} | ${"1 month"}          | ${"2026-04-10 18:00"} | ${"the corresponding day"}
    ${"2026-01-31 10:00"} | ${"1 month"}          | ${"2026-02-28 18:00"} | ${"no 31 Feb; Sat 28 Feb is made up for"}
    ${"2023-12-31 10:00"} | ${"2 months"}         | ${"2024-02-29 18:00"} | ${"leap year"}
    ${"2024-02-29 10:00"} | ${"1 year"}           | ${"2025-02-28 18:00"} | ${"no 29 Feb 2025"}
    ${"2024-02-29 10:00"} | ${"12 months"}        | ${"2025-02-28 18:00"} | ${"12 months are a year"}
    ${"2025-11-30 10:00"} | ${"1 quarter"}        | ${"2026-02-28 18:00"} | ${"a quarter is three months"}
    ${"2025-08-31 10:00"} | ${"half a year"}      | ${"2026-02-28 18:00"} | ${"half a year is six months"}
    ${"2026-09-30 20:00"} | ${"24 hours"}         | ${"2026-10-01 20:00"} | ${"hours run day and night, holidays too"}
    ${"2026-09-30 23:50"} | ${"30 minutes"}       | ${"2026-10-01 00:20"} | ${"and over midnight"}
    ${"2026-09-30 17:00"} | ${"1 working hour"}   | ${"2026-09-30 18:00"} | ${"used up at the close, it stays there"}
    ${"2026-09-30 17:00"} | ${"2 working hours"}  | ${"2026-10-08 10:00"} | ${"an hour before and an hour after the holiday"}
    ${"2026-09-30 11:30"} | ${"1 working hour"}   | ${"2026-09-30 14:00"} | ${"lunch does not count"}
    ${"2026-10-09 16:00"} | ${"4 working hours"}  | ${"2026-10-10 11:00"} | ${"a make-up Saturday has Monday's hours"}
    ${"2026-09-30 20:00"} | ${"15 working hours"} | ${"2026-10-09 18:00"} | ${"two whole days"}
  `("$limit from $from end $ends: $because", ({ from, limit, ends }: Record<"from" | "limit" | "ends", string>) => {
    expect(due({}, from, limit)).toBe(ends);
  });
});

describe("moments", () => {
  it.each`
    from                  | limit                 | ends                  | because
    ${"2026-09-29 11:00"} | ${"same day"}         | ${"2026-09-29 18:00"} | ${"by the close of business"}
    ${"2026-09-29 06:00"} | ${"same day"}         | ${"2026-09-29 18:00"} | ${"also before the opening"}
    ${"2026-09-29 17:59"} | ${"same day"}         | ${"2026-09-29 18:00"} | ${"to the last minute"}
    ${"2026-09-29 18:00"} | ${"same day"}         | ${"2026-09-30 18:00"} | ${"at the close it is after hours"}
    ${"2026-09-30 19:00"} | ${"same day"}         | ${"2026-10-08 18:00"} | ${"after hours, then a holiday"}
    ${"2026-11-21 10:00"} | ${"same day"}         | ${"2026-11-23 18:00"} | ${"on a Saturday"}
    ${"2026-09-20 10:00"} | ${"same day"}         | ${"2026-09-20 18:00"} | ${"on a Sunday that is made up for"}
    ${"2026-11-24 10:00"} | ${"next day"}         | ${"2026-11-25 18:00"} | ${"one day"}
    ${"2026-09-24 10:00"} | ${"next day"}         | ${"2026-09-28 18:00"} | ${"25 to 27 Sep is Mid-autumn"}
    ${"2026-09-24 10:00"} | ${"next working day"} | ${"2026-09-28 18:00"} | ${"the first working day after"}
    ${"2026-09-24 20:00"} | ${"next working day"} | ${"2026-09-28 18:00"} | ${"also after hours"}
  `("$limit from $from ends $ends: $because", ({ from, limit, ends }: Record<"from" | "limit" | "ends", string>) => {
    expect(due({}, from, limit)).toBe(ends);
  });

  it("the same day after hours is the next day's close, whatever the time of day that a clock count would keep", () => {
    expect(due({}, "2026-09-29 19:00", "same day", "clock")).toBe("2026-09-30 18:00");
  });
});

describe("ways of counting", () => {
  it.each`
    from                  | limit                 | counting                                | ends                  | because
    ${"2026-09-29 10:15"} | ${"2 working days"}   | ${"clock"}                              | ${"2026-10-08 10:15"} | ${"the same time on the 2nd working day"}
    ${"2026-09-29 22:15"} | ${"1 working day"}    | ${"clock"}                              | ${"2026-09-30 22:15"} | ${"also at night"}
    ${"2026-11-20 10:15"} | ${"1 day"}            | ${"clock"}                              | ${"2026-11-23 10:15"} | ${"Saturday moves on"}
    ${"2026-09-29 10:00"} | ${"2 days"}           | ${"first-day-counts"}                   | ${"2026-09-30 18:00"} | ${"Tuesday is day 1"}
    ${"2026-09-29 19:00"} | ${"2 days"}           | ${"first-day-counts"}                   | ${"2026-10-08 18:00"} | ${"after hours Tuesday is not counted"}
    ${"2026-09-29 10:00"} | ${"1 working day"}    | ${"first-day-counts"}                   | ${"2026-09-29 18:00"} | ${"today is day 1"}
    ${"2026-03-02 10:00"} | ${"1 month"}          | ${"first-day-counts"}                   | ${"2026-04-01 18:00"} | ${"the day before the corresponding one"}
    ${"2026-01-31 10:00"} | ${"1 month"}          | ${"first-day-counts"}                   | ${"2026-02-28 18:00"} | ${"no corresponding day: the month's last"}
    ${"2026-09-29 10:00"} | ${"3 days"}           | ${"no-roll"}                            | ${"2026-10-03 00:00"} | ${"Fri 2 Oct, 24:00"}
    ${"2026-03-10 10:00"} | ${"3 days"}           | ${"no-roll"}                            | ${"2026-03-13 18:00"} | ${"a working day ends with business"}
    ${"2026-11-21 10:00"} | ${"1 working day"}    | ${"receipt-moves-on"}                   | ${"2026-11-24 18:00"} | ${"Saturday's mail is Monday's"}
    ${"2026-11-23 10:00"} | ${"1 working day"}    | ${"receipt-moves-on"}                   | ${"2026-11-24 18:00"} | ${"Monday's is Monday's"}
    ${"2026-11-24 09:12"} | ${"1 working day"}    | ${"midnight"}                           | ${"2026-11-26 00:00"} | ${"Wed 25 Nov, 24:00"}
    ${"2026-11-23 15:59"} | ${"1 working day"}    | ${{ cutOff: "16:00" }}                  | ${"2026-11-24 18:00"} | ${"before the cut-off"}
    ${"2026-11-23 16:00"} | ${"1 working day"}    | ${{ cutOff: "16:00" }}                  | ${"2026-11-25 18:00"} | ${"from the cut-off on it is tomorrow's"}
    ${"2026-11-20 18:30"} | ${"next working day"} | ${{ cutOff: "close of business" }}      | ${"2026-11-24 18:00"} | ${"Friday evening counts as Monday"}
    ${"2026-01-31 10:00"} | ${"1 month"}          | ${{ monthEnd: "next month" }}           | ${"2026-03-03 18:00"} | ${"31 Feb is 3 March"}
    ${"2026-02-28 10:00"} | ${"1 month"}          | ${{ monthEnd: "last stays last" }}      | ${"2026-03-31 18:00"} | ${"the last stays the last"}
    ${"2026-02-28 10:00"} | ${"1 month"}          | ${"civil-code"}                         | ${"2026-03-30 18:00"} | ${"28 March is a Saturday"}
    ${"2026-09-29 10:00"} | ${"3 days"}           | ${{ base: "no-roll", end: "midnight" }} | ${"2026-10-03 00:00"} | ${"parts combine"}
  `(
    "$limit from $from under $counting end $ends: $because",
    ({ from, limit, counting, ends }: { from: string; limit: string; counting: Counting; ends: string }) => {
      expect(due({}, from, limit, counting)).toBe(ends);
    },
  );

  it.each`
    counting              | ends                  | rule
    ${"civil-code"}       | ${"2020-01-31 17:00"} | ${"Alaveteli and the MoJ: Saturday itself is day 0"}
    ${"receipt-moves-on"} | ${"2020-02-03 17:00"} | ${"HOCS: Saturday first moves to Monday, day 0"}
  `(
    "20 working days from Sat 4 Jan 2020 in England end $ends as in $rule",
    ({ counting, ends }: { counting: Counting; ends: string }) => {
      const spec = { zone: "Europe/London", holidays: "GB-ENG", hours: week(["09:00-17:00"]) };
      expect(due(spec, "2020-01-04 12:00", "20 working days", counting)).toBe(ends);
    },
  );
});

describe("clocks that change, half-hour zones and skipped days", () => {
  const berlin = { zone: "Europe/Berlin", holidays: "none", hours: week(["09:00-17:00"]) };
  const nights = { zone: "Europe/Berlin", holidays: "none", hours: week(["22:00-06:00"], ["22:00-06:00"]) };
  it.each`
    zone                     | spec                                                                   | from                  | limit                 | counting     | ends
    ${"Europe/Berlin"}       | ${berlin}                                                              | ${"2026-03-27 16:00"} | ${"4 working hours"}  | ${undefined} | ${"2026-03-30T10:00:00.000Z"}
    ${"Europe/Berlin"}       | ${berlin}                                                              | ${"2026-10-23 16:00"} | ${"4 working hours"}  | ${undefined} | ${"2026-10-26T11:00:00.000Z"}
    ${"Europe/Berlin"}       | ${berlin}                                                              | ${"2026-03-28 12:00"} | ${"24 hours"}         | ${undefined} | ${"2026-03-29T11:00:00.000Z"}
    ${"Europe/Berlin"}       | ${berlin}                                                              | ${"2026-10-24 12:00"} | ${"24 hours"}         | ${undefined} | ${"2026-10-25T10:00:00.000Z"}
    ${"Europe/Berlin"}       | ${berlin}                                                              | ${"2026-03-27 10:00"} | ${"1 working day"}    | ${undefined} | ${"2026-03-30T15:00:00.000Z"}
    ${"Europe/Berlin"}       | ${berlin}                                                              | ${"2026-10-23 10:00"} | ${"1 working day"}    | ${undefined} | ${"2026-10-26T16:00:00.000Z"}
    ${"Europe/Berlin"}       | ${nights}                                                              | ${"2026-03-28 22:00"} | ${"7 working hours"}  | ${undefined} | ${"2026-03-29T04:00:00.000Z"}
    ${"Europe/Berlin"}       | ${nights}                                                              | ${"2026-10-24 22:00"} | ${"9 working hours"}  | ${undefined} | ${"2026-10-25T05:00:00.000Z"}
    ${"Europe/Berlin"}       | ${nights}                                                              | ${"2026-03-28 02:30"} | ${"1 day"}            | ${"clock"}   | ${"2026-03-29T01:00:00.000Z"}
    ${"Europe/Berlin"}       | ${nights}                                                              | ${"2026-10-24 02:30"} | ${"1 day"}            | ${"clock"}   | ${"2026-10-25T00:30:00.000Z"}
    ${"Asia/Kolkata"}        | ${{ hours: week(["09:30-17:30"]), holidays: "none" }}                  | ${"2026-03-06 17:00"} | ${"1 working hour"}   | ${undefined} | ${"2026-03-09T04:30:00.000Z"}
    ${"Australia/Lord_Howe"} | ${{ hours: week(["00:00-24:00"], ["00:00-24:00"]), holidays: "none" }} | ${"2026-04-04 12:00"} | ${"24 working hours"} | ${undefined} | ${"2026-04-05T01:00:00.000Z"}
    ${"Australia/Lord_Howe"} | ${{ hours: week(["00:00-24:00"], ["00:00-24:00"]), holidays: "none" }} | ${"2026-04-04 12:00"} | ${"1 day"}            | ${undefined} | ${"2026-04-05T13:30:00.000Z"}
    ${"America/Santiago"}    | ${{ hours: "always", holidays: "none" }}                               | ${"2026-09-04 12:00"} | ${"1 day"}            | ${undefined} | ${"2026-09-06T04:00:00.000Z"}
    ${"Pacific/Apia"}        | ${{ hours: week(["09:00-17:00"], ["09:00-17:00"]), holidays: "none" }} | ${"2011-12-28 10:00"} | ${"3 days"}           | ${undefined} | ${"2012-01-01T03:00:00.000Z"}
    ${"Pacific/Apia"}        | ${{ hours: week(["09:00-17:00"], ["09:00-17:00"]), holidays: "none" }} | ${"2011-12-29 10:00"} | ${"1 working day"}    | ${undefined} | ${"2011-12-31T03:00:00.000Z"}
    ${"Pacific/Apia"}        | ${{ hours: week(["09:00-17:00"], ["09:00-17:00"]), holidays: "none" }} | ${"2011-11-30 10:00"} | ${"1 month"}          | ${undefined} | ${"2011-12-31T03:00:00.000Z"}
  `(
    "in $zone $limit from $from end at $ends",
    (row: {
      zone: string;
      spec: Partial<CalendarSpec>;
      from: string;
      limit: string;
      counting?: Counting;
      ends: string;
    }) => {
      const calendar = calendarOf({ ...row.spec, zone: row.zone });
      const counting = row.counting === undefined ? {} : { counting: row.counting };
      const answer = dueAt(calendar, { from: at(calendar, row.from), limit: parseLength(row.limit), ...counting });
      expect(new Date(answer.at).toISOString()).toBe(row.ends);
    },
  );
});

describe("round the clock", () => {
  const always = { hours: "always" } as const;

  it.each`
    from                  | limit                 | ends                  | because
    ${"2026-09-29 10:00"} | ${"3 working days"}   | ${"2026-10-03 00:00"} | ${"every day is a working day, holidays too"}
    ${"2026-09-29 10:00"} | ${"3 days"}           | ${"2026-10-03 00:00"} | ${"nothing rolls"}
    ${"2026-10-03 22:00"} | ${"same day"}         | ${"2026-10-04 00:00"} | ${"never after hours"}
    ${"2026-10-03 22:00"} | ${"30 working hours"} | ${"2026-10-05 04:00"} | ${"every hour is worked"}
  `("$limit from $from end $ends: $because", ({ from, limit, ends }: Record<"from" | "limit" | "ends", string>) => {
    expect(due(always, from, limit)).toBe(ends);
  });

  it("only a date of its own closes it", () => {
    expect(due({ ...always, dates: { "2026-10-04": [] } }, "2026-10-03 22:00", "3 working hours")).toBe(
      "2026-10-05 01:00",
    );
    expect(due({ ...always, dates: { "2026-10-04": [] } }, "2026-10-03 10:00", "1 day")).toBe("2026-10-06 00:00");
  });

  it("is never provisional", () => {
    const calendar = calendarOf(always);
    expect(
      dueAt(calendar, { from: at(calendar, "2027-05-01 10:00"), limit: { amount: 3, unit: "days" } }).provisional,
    ).toBe(false);
  });
});

describe("shifts", () => {
  const hotel = {
    hours: "always",
    shifts: { early: "07:00-15:00", late: "15:00-23:00", night: "23:00-07:00" },
  } as const;

  it.each`
    from                  | shift        | ends                  | because
    ${"2026-10-03 08:00"} | ${undefined} | ${"2026-10-03 15:00"} | ${"the early shift runs"}
    ${"2026-10-03 15:00"} | ${undefined} | ${"2026-10-03 23:00"} | ${"at the change the next one has begun"}
    ${"2026-10-03 23:30"} | ${undefined} | ${"2026-10-04 07:00"} | ${"over midnight"}
    ${"2026-10-04 03:00"} | ${undefined} | ${"2026-10-04 07:00"} | ${"yesterday's night shift still runs"}
    ${"2026-10-03 08:00"} | ${"late"}    | ${"2026-10-03 23:00"} | ${"a shift that is named"}
    ${"2026-10-04 03:00"} | ${"night"}   | ${"2026-10-04 07:00"} | ${"named and running"}
  `(
    "the shift of $from ends $ends: $because",
    ({ from, shift, ends }: { from: string; shift: string | undefined; ends: string }) => {
      const calendar = calendarOf(hotel);
      const request = {
        from: at(calendar, from),
        limit: "same shift",
        ...(shift === undefined ? {} : { shift }),
      } as const;
      expect(local(calendar, dueAt(calendar, request).at)).toBe(ends);
    },
  );

  it("outside all shifts and on closed days, the next shift counts", () => {
    const factory = { hours: week(["06:00-14:00"]), shifts: { morning: "06:00-14:00" } };
    expect(due(factory, "2026-11-20 15:00", "same shift")).toBe("2026-11-23 14:00");
  });

  it("of two shifts that overlap, the one that ends first counts", () => {
    const overlap = { hours: "always", shifts: { long: "06:00-18:00", short: "08:00-12:00" } } as const;
    expect(due(overlap, "2026-11-20 09:00", "same shift")).toBe("2026-11-20 12:00");
  });
});

describe("a time of the case", () => {
  it("is the deadline, on whatever day it lies", () => {
    const calendar = calendarOf();
    const promised = at(calendar, "2026-10-03 20:00");
    expect(dueAt(calendar, { from: at(calendar, "2026-09-29 10:00"), limit: { at: promised } })).toEqual({
      at: promised,
      provisional: false,
    });
  });
});

describe("provisional deadlines", () => {
  it.each`
    from                  | limit               | provisional | because
    ${"2026-12-30 10:00"} | ${"1 working day"}  | ${false}    | ${"31 Dec 2026 is known"}
    ${"2026-12-31 10:00"} | ${"1 working day"}  | ${true}     | ${"1 Jan 2027 is not"}
    ${"2026-12-31 10:00"} | ${"3 days"}         | ${true}     | ${"rolling depends on it too"}
    ${"2026-12-31 17:30"} | ${"1 working hour"} | ${true}     | ${"half an hour falls into 2027"}
    ${"2026-12-31 16:30"} | ${"1 working hour"} | ${false}    | ${"used up in 2026"}
    ${"2026-12-31 10:00"} | ${"48 hours"}       | ${false}    | ${"hours need no holidays"}
    ${"2003-12-29 10:00"} | ${"1 working day"}  | ${true}     | ${"nothing is known before 2004"}
  `(
    "$limit from $from: provisional $provisional, because $because",
    ({ from, limit, provisional }: { from: string; limit: string; provisional: boolean }) => {
      const calendar = calendarOf();
      expect(dueAt(calendar, { from: at(calendar, from), limit: parseLength(limit) }).provisional).toBe(provisional);
    },
  );

  it("without holidays nothing is provisional", () => {
    const calendar = calendarOf({ holidays: "none" });
    expect(
      dueAt(calendar, { from: at(calendar, "2040-01-01 10:00"), limit: { amount: 1, unit: "working days" } })
        .provisional,
    ).toBe(false);
  });
});

describe("refusals", () => {
  it.each`
    limit                                                 | code
    ${{ amount: -1, unit: "hours" }}                      | ${"negative"}
    ${{ amount: -1, unit: "working days" }}               | ${"negative"}
    ${{ amount: Number.NaN, unit: "hours" }}              | ${"absurd"}
    ${{ amount: Number.POSITIVE_INFINITY, unit: "days" }} | ${"absurd"}
    ${{ amount: 51, unit: "years" }}                      | ${"absurd"}
    ${{ amount: 1e9, unit: "working hours" }}             | ${"absurd"}
    ${{ amount: 0, unit: "days" }}                        | ${"absurd"}
    ${{ amount: 1.5, unit: "working days" }}              | ${"not-whole"}
    ${{ amount: 0.5, unit: "months" }}                    | ${"not-whole"}
    ${{ at: Number.NaN }}                                 | ${"out-of-range"}
    ${"same shift"}                                       | ${"no-shifts"}
  `("a limit of $limit is refused as $code", ({ limit, code }: { limit: { at: number }; code: string }) => {
    const calendar = calendarOf();
    expect(() => dueAt(calendar, { from: at(calendar, "2026-11-20 10:00"), limit })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it.each([Date.UTC(1969, 11, 31), Date.UTC(2100, 0, 2), Number.NaN])("a start at %d is out of range", (from) => {
    const refused = () => dueAt(calendarOf(), { from, limit: { amount: 1, unit: "hours" } });
    expect(refused).toThrow(expect.objectContaining({ code: "out-of-range" }));
  });

  it("a deadline after the last year is out of range, not an endless search", () => {
    const calendar = calendarOf();
    const from = at(calendar, "2099-12-20 10:00");
    for (const unit of ["days", "working days", "working hours", "hours", "months"] as const) {
      const refused = () => dueAt(calendar, { from, limit: { amount: 400, unit } });
      expect(refused).toThrow(expect.objectContaining({ code: "out-of-range" }));
    }
  });

  it("an unknown shift or way of counting is refused with what there is", () => {
    const calendar = calendarOf({ shifts: { early: "07:00-15:00" } });
    const from = at(calendar, "2026-11-20 10:00");
    expect(() => dueAt(calendar, { from, limit: "same shift", shift: "late" })).toThrow(
      'There is no shift "late". The shifts are early',
    );
    expect(() => Reflect.apply(fullRule, undefined, ["backwards"])).toThrow(
      '"backwards" is no way of counting. There are civil-code, clock, first-day-counts, no-roll, receipt-moves-on, midnight',
    );
    expect(() => dueAt(calendar, { from, limit: "next day", counting: { cutOff: "25:00" } })).toThrow(
      expect.objectContaining({ code: "bad-time" }),
    );
  });
});

describe("fractions", () => {
  it("of an hour are exact to the millisecond", () => {
    const calendar = calendarOf(specOf({ hours: week(OFFICE) }));
    const from = at(calendar, "2026-11-20 10:00");
    expect(dueAt(calendar, { from, limit: { amount: 1.5, unit: "hours" } }).at - from).toBe(5_400_000);
    expect(dueAt(calendar, { from, limit: { amount: 1 / 3, unit: "working hours" } }).at - from).toBe(1_200_000);
    expect(dueAt(calendar, { from, limit: { amount: 0, unit: "minutes" } }).at).toBe(from);
  });
});
