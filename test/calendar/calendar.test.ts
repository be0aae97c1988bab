import { describe, expect, it } from "vitest";
import {
  addWorkingDays,
  addWorkingTime,
  closeOfBusiness,
  dateOf,
  isOpen,
  nextOpening,
  openingOf,
  workingDay,
  workingDaysBetween,
  workingTime,
} from "../../src/calendar/ask.ts";
import { compileCalendar, compileCalendars } from "../../src/calendar/calendar.ts";
import { holidaySource } from "../../src/calendar/holidays.ts";
import type { Calendar, CalendarSpec } from "../../src/calendar/types.ts";
import { at, calendarOf, local, OFFICE, specOf, week } from "../support/calendars.ts";

const HOUR = 3_600_000;

function openingFrom(calendar: Calendar): (time: string) => string {
  return (time) => local(calendar, nextOpening(calendar, at(calendar, time)));
}

function closeOn(calendar: Calendar): (time: string) => string {
  return (time) => local(calendar, closeOfBusiness(calendar, at(calendar, time)));
}

describe("hours", () => {
  const office = calendarOf();

  it.each`
    time                  | open     | because
    ${"2026-11-24 08:59"} | ${false} | ${"before the opening"}
    ${"2026-11-24 09:00"} | ${true}  | ${"the opening instant is open"}
    ${"2026-11-24 12:00"} | ${false} | ${"the closing instant is not"}
    ${"2026-11-24 13:30"} | ${true}  | ${"after lunch"}
    ${"2026-11-24 18:00"} | ${false} | ${"closed"}
    ${"2026-11-21 10:00"} | ${false} | ${"Saturday"}
    ${"2026-10-10 10:00"} | ${true}  | ${"a Saturday that is made up for"}
    ${"2026-10-01 10:00"} | ${false} | ${"National Day"}
  `("at $time the office is open: $open, $because", ({ time, open }: { time: string; open: boolean }) => {
    expect(isOpen(office, at(office, time))).toBe(open);
  });

  it("the next opening is the instant itself while it is open, else the next, over holidays", () => {
    const next = openingFrom(office);
    expect(next("2026-11-24 10:00")).toBe("2026-11-24 10:00");
    expect(next("2026-11-24 12:00")).toBe("2026-11-24 13:30");
    expect(next("2026-09-30 18:00")).toBe("2026-10-08 09:00");
  });

  it("business closes at the end of the last stretch, at 24:00 where there is none", () => {
    const close = closeOn(office);
    expect(close("2026-11-24 22:00")).toBe("2026-11-24 18:00");
    expect(close("2026-11-21 10:00")).toBe("2026-11-22 00:00");
  });

  it("24:00 is an instant: a day that ends there is 24 hours long", () => {
    const whole = calendarOf({ hours: week(["00:00-24:00"]), holidays: "none" });
    expect(workingTime(whole, at(whole, "2026-11-24 00:00"), at(whole, "2026-11-26 00:00"))).toBe(48 * HOUR);
    expect(isOpen(whole, at(whole, "2026-11-24 23:59:59"))).toBe(true);
  });

  it("a night shift belongs to the date on which it begins", () => {
    const nights = calendarOf({ hours: { fri: ["22:00-06:00"] }, holidays: "none" });
    expect(workingDay(nights, at(nights, "2026-11-20 10:00"))).toBe(true);
    expect(workingDay(nights, at(nights, "2026-11-21 03:00"))).toBe(false);
    expect(isOpen(nights, at(nights, "2026-11-21 03:00"))).toBe(true);
    expect(local(nights, closeOfBusiness(nights, at(nights, "2026-11-20 10:00")))).toBe("2026-11-21 06:00");
  });

  it("business does not close on a date before the night shift of the date before has ended", () => {
    const nights = calendarOf({
      hours: { thu: ["22:00-06:00"], mon: ["09:00-17:00"] },
      dates: { "2026-11-20": ["00:00-02:00"] },
    });
    expect(local(nights, closeOfBusiness(nights, at(nights, "2026-11-20 12:00")))).toBe("2026-11-20 06:00");
  });

  it("business begins with its own first stretch, not with the rest of last night's", () => {
    const nights = calendarOf({ hours: week(["08:00-12:00", "22:00-02:00"]), holidays: "none" });
    expect(openingOf(nights, at(nights, "2026-11-24 13:00"))).toBe(at(nights, "2026-11-24 08:00"));
    const always = calendarOf({ hours: "always" });
    expect(openingOf(always, at(always, "2026-11-24 13:00"))).toBe(at(always, "2026-11-24 00:00"));
    expect(openingOf(nights, at(nights, "2026-11-22 13:00"))).toBeUndefined();
  });
});

describe("precedence: the date's own hours, then holiday or make-up day, then the week", () => {
  const calendar = calendarOf({
    dates: {
      "2026-10-01": ["10:00-12:00"],
      "2026-10-10": [],
      "2026-11-24": ["09:00-12:00"],
      "2026-11-21": ["09:00-12:00"],
    },
  });

  it.each`
    date            | hours  | because
    ${"2026-10-01"} | ${2}   | ${"a holiday with hours of its own is worked"}
    ${"2026-10-02"} | ${0}   | ${"a holiday is not"}
    ${"2026-10-10"} | ${0}   | ${"a make-up day that the company keeps closed"}
    ${"2026-09-20"} | ${7.5} | ${"a make-up day has Monday's hours"}
    ${"2026-11-24"} | ${3}   | ${"a date with shorter hours"}
    ${"2026-11-21"} | ${3}   | ${"a Saturday that is worked"}
    ${"2026-11-25"} | ${7.5} | ${"the week"}
    ${"2026-11-22"} | ${0}   | ${"the week"}
  `("$date has $hours open hours: $because", ({ date, hours }: { date: string; hours: number }) => {
    expect(workingTime(calendar, at(calendar, date), at(calendar, `${date} 24:00`)) / HOUR).toBe(hours);
    expect(workingDay(calendar, at(calendar, `${date} 12:00`))).toBe(hours > 0);
  });

  it("a make-up day on which the week is open keeps that weekday's hours", () => {
    const shop = calendarOf({ hours: { mon: ["09:00-18:00"], sat: ["10:00-14:00"] } });
    expect(workingTime(shop, at(shop, "2026-10-10"), at(shop, "2026-10-11")) / HOUR).toBe(4);
  });

  it("a holiday that begins at noon ends business at noon", () => {
    const iceland = calendarOf({ zone: "Atlantic/Reykjavik", holidays: "IS" });
    const open = workingTime(iceland, at(iceland, "2026-12-24"), at(iceland, "2026-12-25"));
    expect(open / HOUR).toBe(3);
    expect(local(iceland, closeOfBusiness(iceland, at(iceland, "2026-12-24")))).toBe("2026-12-24 12:00");
  });
});

describe("adding and measuring", () => {
  const office = calendarOf();

  it("goes backwards as well as forwards", () => {
    const monday = at(office, "2026-11-23 10:00");
    expect(local(office, addWorkingTime(office, monday, -2 * HOUR))).toBe("2026-11-20 17:00");
    expect(local(office, addWorkingTime(office, monday, -HOUR))).toBe("2026-11-23 09:00");
    expect(local(office, addWorkingDays(office, monday, -1))).toBe("2026-11-20 10:00");
    expect(local(office, addWorkingDays(office, monday, 1))).toBe("2026-11-24 10:00");
    expect(addWorkingDays(office, monday, 0)).toBe(monday);
    expect(workingTime(office, monday, at(office, "2026-11-20 17:00"))).toBe(-2 * HOUR);
    expect(workingDaysBetween(office, monday, at(office, "2026-11-20 17:00"))).toBe(-1);
  });

  it("backwards from a Saturday the first working day is Friday, forwards Monday", () => {
    const saturday = at(office, "2026-11-21 10:00");
    expect(local(office, addWorkingDays(office, saturday, -1))).toBe("2026-11-20 10:00");
    expect(local(office, addWorkingDays(office, saturday, 1))).toBe("2026-11-23 10:00");
  });

  it("a part of a day is no number of working days", () => {
    const monday = at(office, "2026-11-23 10:00");
    expect(() => addWorkingDays(office, monday, 1.5)).toThrow(expect.objectContaining({ code: "not-whole" }));
  });

  it("ends at the first and the last year with an error, not with an endless search", () => {
    const early = at(office, "1970-01-05 10:00");
    expect(() => addWorkingTime(office, early, -1000 * HOUR)).toThrow(
      expect.objectContaining({ code: "out-of-range" }),
    );
    expect(() => addWorkingDays(office, early, -10)).toThrow(expect.objectContaining({ code: "out-of-range" }));
  });

  it("the weekday is that of the zone, not of UTC", () => {
    const francisco = calendarOf({ zone: "America/Los_Angeles", holidays: "none", hours: week(["09:00-18:00"]) });
    const friday = Date.parse("2023-02-04T01:00:00Z");
    expect(dateOf(francisco, friday)).toBe("2023-02-03");
    expect(isOpen(francisco, friday)).toBe(true);
  });

  it("answers the same whatever was asked before, near or far", () => {
    const asked = ["2026-11-24 10:00", "1999-03-03 10:00", "2071-05-05 10:00", "2026-01-02 10:00"];
    const fresh = asked.map((time) => addWorkingTime(calendarOf(), at(office, time), 100 * HOUR));
    const one = calendarOf();
    expect(asked.map((time) => addWorkingTime(one, at(one, time), 100 * HOUR))).toEqual(fresh);
    expect(asked.toReversed().map((time) => addWorkingTime(one, at(one, time), 100 * HOUR))).toEqual(
      fresh.toReversed(),
    );
  });
});

function daily(hours: readonly string[], own: Partial<CalendarSpec>): CalendarSpec {
  return specOf({ holidays: "none", hours: week(hours, hours), ...own });
}

describe("the edges of what has been computed so far", () => {
  // What the sites do on the last and the first date of a year lies beyond that year here.
  const spec = daily(["08:00-16:00", "22:00-05:00"], { unite: ["behind", "ahead"] });
  const others = {
    behind: daily(["23:00-24:00"], { zone: "Pacific/Honolulu" }),
    ahead: daily(["00:00-01:00"], { zone: "Pacific/Kiritimati" }),
  };
  const fresh = (): Calendar => compileCalendar(spec, { holidays: holidaySource, others });
  const grown = fresh();
  grown.tableOver(18_000, 23_000);

  it.each([
    { from: "2026-02-01 12:00", hours: -1, edge: "2026-01-01" },
    { from: "2026-11-25 12:00", hours: 1, edge: "2027-01-01" },
  ])("do not show: from $from by $hours and $hours hour over $edge", ({ from, hours, edge }) => {
    const start = at(grown, from);
    const over = Math.abs(workingTime(grown, start, at(grown, edge))) / HOUR;
    for (let count = Math.floor(over) - 40; count < over + 40; count += 1) {
      expect(addWorkingTime(fresh(), start, hours * count * HOUR)).toBe(
        addWorkingTime(grown, start, hours * count * HOUR),
      );
    }
  });
});

describe("a night at the beginning of what has been computed", () => {
  it("is open although its shift began in the year before", () => {
    const nights = compileCalendar(daily(["22:00-05:00"], { zone: "America/New_York" }), { holidays: holidaySource });
    expect(isOpen(nights, at(nights, "2026-02-01 03:00"))).toBe(true);
    expect(isOpen(nights, at(nights, "2026-01-01 03:00"))).toBe(true);
  });
});

describe("several sites", () => {
  const others = {
    morning: specOf({ hours: week(["06:00-13:00"]) }),
    berlin: specOf({ zone: "Europe/Berlin", holidays: "DE", hours: week(["09:00-17:00"]) }),
  };
  const united = (own: Partial<CalendarSpec>): Calendar =>
    compileCalendar(specOf({ hours: {}, ...own }), { holidays: holidaySource, others });

  it("are open when any of them is, and no hour counts twice", () => {
    const both = united({ hours: week(["09:00-18:00"]), unite: ["morning"] });
    expect(workingTime(both, at(both, "2026-11-24"), at(both, "2026-11-25")) / HOUR).toBe(12);
    expect(local(both, closeOfBusiness(both, at(both, "2026-11-24 12:00")))).toBe("2026-11-24 18:00");
  });

  it("may lie in other zones with other holidays", () => {
    const both = united({ hours: week(["09:00-18:00"]), unite: ["berlin"] });
    // 09:00-18:00 in Shanghai and 09:00-17:00 in Berlin, which is 16:00-24:00 in Shanghai.
    expect(workingTime(both, at(both, "2026-11-24"), at(both, "2026-11-25")) / HOUR).toBe(15);
    // National Day in China: Berlin works, and the date is a working day.
    expect(workingDay(both, at(both, "2026-10-01 12:00"))).toBe(true);
    expect(isOpen(both, at(both, "2026-10-01 12:00"))).toBe(false);
    expect(isOpen(both, at(both, "2026-10-01 16:00"))).toBe(true);
  });

  it("need no hours of their own", () => {
    const only = united({ unite: ["morning"] });
    expect(workingTime(only, at(only, "2026-11-24"), at(only, "2026-11-25")) / HOUR).toBe(7);
  });

  it("know the holidays only as far as each of them does", () => {
    const none = specOf({ holidays: "none", hours: week(OFFICE) });
    const both = compileCalendar(specOf({ holidays: "none", unite: ["morning"] }), { holidays: holidaySource, others });
    expect(compileCalendar(none, { holidays: holidaySource }).knownUntil).toBeUndefined();
    expect(both.knownUntil).toBe("2026-12-31");
  });
});

describe("several calendars of one regulation", () => {
  it("compile together and may unite one another by name", () => {
    const calendars = compileCalendars(
      { default: specOf({ hours: "always" }), office: specOf(), all: specOf({ hours: {}, unite: ["office"] }) },
      { holidays: holidaySource },
    );
    expect(Object.keys(calendars)).toEqual(["default", "office", "all"]);
    expect(calendars.default.always).toBe(true);
    expect(calendars["office"]?.always).toBe(false);
  });
});

describe("refusals", () => {
  it.each`
    spec                                                           | code                  | what
    ${{ zone: "Beijing" }}                                         | ${"unknown-zone"}     | ${"a zone that is none"}
    ${{ holidays: "XX" }}                                          | ${"unknown-country"}  | ${"a country without data"}
    ${{ holidays: "DE-XX" }}                                       | ${"unknown-country"}  | ${"a region without data"}
    ${{ hours: {} }}                                               | ${"never-open"}       | ${"no hours at all"}
    ${{ hours: week([]) }}                                         | ${"never-open"}       | ${"a week of closed days"}
    ${{ hours: {}, dates: { "2026-11-24": ["09:00-17:00"] } }}     | ${"never-open"}       | ${"one open date in all years"}
    ${{ hours: { mon: ["09:00-13:00", "12:00-17:00"] } }}          | ${"overlap"}          | ${"hours that overlap"}
    ${{ hours: { mon: ["22:00-06:00"], tue: ["05:00-09:00"] } }}   | ${"overlap"}          | ${"a night that overlaps the next morning"}
    ${{ hours: { sun: ["22:00-06:00"], mon: ["05:00-09:00"] } }}   | ${"overlap"}          | ${"also over the end of the week"}
    ${{ dates: { "2026-11-24": ["09:00-13:00", "12:00-17:00"] } }} | ${"overlap"}          | ${"a date's hours that overlap"}
    ${{ hours: { mon: ["09:00-09:00"] } }}                         | ${"bad-interval"}     | ${"a stretch that ends where it starts"}
    ${{ hours: { mon: ["24:00-09:00"] } }}                         | ${"bad-interval"}     | ${"a stretch that starts at 24:00"}
    ${{ hours: { mon: ["09:00"] } }}                               | ${"bad-interval"}     | ${"no stretch"}
    ${{ hours: { mon: ["9-17"] } }}                                | ${"bad-time"}         | ${"hours without minutes"}
    ${{ hours: { mon: ["09:00-25:00"] } }}                         | ${"bad-time"}         | ${"25 o'clock"}
    ${{ dates: { "2026-02-30": [] } }}                             | ${"bad-date"}         | ${"a date that does not exist"}
    ${{ shifts: { early: "07:00-07:00" } }}                        | ${"bad-interval"}     | ${"a shift of no length"}
    ${{ unite: ["annex"] }}                                        | ${"unknown-calendar"} | ${"a site that is not there"}
  `("refuses $what as $code", ({ spec, code }: { spec: Partial<CalendarSpec>; code: string }) => {
    expect(() => calendarOf(spec)).toThrow(expect.objectContaining({ code }));
  });

  it("refuses calendars that unite one another in a circle", () => {
    const specs = { default: specOf(), a: specOf({ unite: ["b"] }), b: specOf({ unite: ["a"] }) };
    expect(() => compileCalendars(specs, { holidays: holidaySource })).toThrow(
      "The calendars a, b, a unite one another in a circle",
    );
  });

  it("says why in both languages", () => {
    expect(() => calendarOf({ hours: {} })).toThrow(
      expect.objectContaining({
        text: {
          en: "This calendar has no open hour in any week, so no working time can be counted. Give it hours",
          "zh-CN": "该日历每周都没有营业时间，无法计算工作时间，请填写营业时间",
        },
      }),
    );
  });
});
