import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addWorkingDays, addWorkingTime, dateOf, isOpen, workingTime } from "../../src/calendar/ask.ts";
import { compileCalendar } from "../../src/calendar/calendar.ts";
import { dueAt } from "../../src/calendar/due.ts";
import { explain } from "../../src/calendar/explain.ts";
import { elapsed, remaining } from "../../src/calendar/measure.ts";
import type {
  CalendarSpec,
  CountingName,
  DayFact,
  DueRequest,
  HolidaySource,
  Length,
  Pause,
  Unit,
} from "../../src/calendar/types.ts";
import { warnings } from "../../src/calendar/warnings.ts";
import { specOf, week } from "../support/calendars.ts";

const FROM = Date.UTC(2026, 0, 1);
const YEAR = 365 * 86_400_000;
const HOUR = 3_600_000;

const zones = fc.constantFrom(
  "Asia/Shanghai",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "America/Santiago",
);
const hours = fc.constantFrom<readonly string[]>(
  ["09:00-12:00", "13:30-18:00"],
  ["00:00-24:00"],
  ["08:15-16:45"],
  ["06:00-09:00", "22:00-02:00"],
  ["22:00-05:00"],
);
const weekends = fc.constantFrom<readonly string[]>([], [], ["10:00-14:00"]);
const dates = fc
  .uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 25 })
  .map((days) => days.map((day) => new Date(FROM + day * 86_400_000).toISOString().slice(0, 10)));
const instants = fc.integer({ min: 0, max: YEAR / 1000 }).map((seconds) => FROM + seconds * 1000);
const countings = fc.constantFrom<CountingName>(
  "civil-code",
  "clock",
  "first-day-counts",
  "no-roll",
  "receipt-moves-on",
  "midnight",
);
const pauses = fc
  .array(fc.tuple(instants, fc.integer({ min: 0, max: 40 * 86_400 })), { maxLength: 3 })
  .map((list) => list.map(([from, seconds]): Pause => ({ from, to: from + seconds * 1000 })));

const lengths: fc.Arbitrary<Length> = fc.oneof(
  fc.record({ amount: fc.integer({ min: 0, max: 20_000 }), unit: fc.constant<Unit>("minutes") }),
  fc.record({ amount: fc.integer({ min: 0, max: 400 }).map((n) => n / 4), unit: fc.constant<Unit>("working hours") }),
  fc.record({ amount: fc.integer({ min: 1, max: 60 }), unit: fc.constantFrom<Unit>("days", "working days") }),
  fc.record({
    amount: fc.integer({ min: 1, max: 5 }),
    unit: fc.constantFrom<Unit>("weeks", "half months", "months", "quarters"),
  }),
);

function sourceOf(closed: readonly string[]): HolidaySource {
  const days = new Map(
    closed.map((date): [string, DayFact] => [date, { kind: "holiday", name: { en: "Holiday", "zh-CN": "假期" } }]),
  );
  return { country: "XX", year: (year) => new Map([...days].filter(([date]) => date.startsWith(String(year)))) };
}

const specs: fc.Arbitrary<CalendarSpec> = fc
  .record({ zone: zones, hours, weekend: weekends })
  .map((one) => specOf({ zone: one.zone, hours: week(one.hours, one.weekend) }));
const calendars = fc.tuple(specs, dates).map(([spec, closed]) => compileCalendar(spec, { holidays: sourceOf(closed) }));

describe("for every calendar and every instant", () => {
  it("adding working time and measuring it gives back what was added", () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: -3_000_000, max: 3_000_000 }), (calendar, from, seconds) => {
        const to = addWorkingTime(calendar, from, seconds * 1000);
        expect(workingTime(calendar, from, to)).toBe(seconds * 1000);
      }),
    );
  });

  it("adding twice is adding the sum", () => {
    const parts = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(calendars, instants, parts, parts, (calendar, from, a, b) => {
        const once = addWorkingTime(calendar, from, (a + b) * 1000);
        expect(addWorkingTime(calendar, addWorkingTime(calendar, from, a * 1000), b * 1000)).toBe(once);
      }),
    );
  });

  it("adding forwards and backwards meet while it is open", () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 1_000_000 }), (calendar, from, seconds) => {
        fc.pre(isOpen(calendar, from));
        const to = addWorkingTime(calendar, from, seconds * 1000);
        expect(addWorkingTime(calendar, to, -seconds * 1000)).toBe(from);
      }),
    );
  });

  it("whole working days forwards and backwards meet on working days", () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 200 }), (calendar, from, days) => {
        const start = addWorkingDays(calendar, from, 1);
        const there = addWorkingDays(calendar, start, days);
        expect(dateOf(calendar, addWorkingDays(calendar, there, -days))).toBe(dateOf(calendar, start));
      }),
    );
  });
});

describe("for every deadline", () => {
  const asked = fc.record({ from: instants, limit: lengths, counting: countings, pauses });

  it("a longer limit and a later start never end earlier", () => {
    fc.assert(
      fc.property(calendars, asked, fc.integer({ min: 1, max: 90 * 86_400 }), (calendar, request, seconds) => {
        const { at } = dueAt(calendar, request);
        const longer = { ...request, limit: { ...request.limit, amount: request.limit.amount + 1 } };
        expect(dueAt(calendar, longer).at).toBeGreaterThanOrEqual(at);
        // With pauses a later start may fall behind them, so they are left out.
        const plain = { ...request, pauses: [] };
        const later = { ...plain, from: request.from + seconds * 1000 };
        // A clock count keeps the time of day, which may be earlier on the same day.
        fc.pre(request.counting !== "clock");
        expect(dueAt(calendar, later).at).toBeGreaterThanOrEqual(dueAt(calendar, plain).at);
      }),
    );
  });

  it("another holiday never makes it earlier", () => {
    fc.assert(
      fc.property(specs, dates, dates, asked, (spec, closed, more, request) => {
        // A closed day ends at 24:00, which comes before the end of a night shift; only without rolling it shows.
        fc.pre(request.counting !== "no-roll" || !JSON.stringify(spec.hours).includes("22:00"));
        const before = compileCalendar(spec, { holidays: sourceOf(closed) });
        const after = compileCalendar(spec, { holidays: sourceOf([...closed, ...more]) });
        expect(dueAt(after, { ...request, pauses: [] }).at).toBeGreaterThanOrEqual(
          dueAt(before, { ...request, pauses: [] }).at,
        );
      }),
    );
  });

  it("another pause never makes it earlier", () => {
    fc.assert(
      fc.property(calendars, asked, pauses, (calendar, request, more) => {
        const { at } = dueAt(calendar, request);
        expect(dueAt(calendar, { ...request, pauses: [...request.pauses, ...more] }).at).toBeGreaterThanOrEqual(at);
      }),
    );
  });

  it("at the deadline the whole limit is used and nothing is left", () => {
    const exact = asked.filter(({ limit }) => ["minutes", "working hours", "working days"].includes(limit.unit));
    fc.assert(
      fc.property(calendars, exact, (calendar, request) => {
        const { at } = dueAt(calendar, request);
        const { unit, amount } = request.limit;
        expect(elapsed(calendar, { ...request, to: at, unit })).toBeCloseTo(amount, 9);
        expect(remaining(calendar, { ...request, due: at, at, unit })).toBe(0);
      }),
    );
  });

  it("used and left add up to the limit at any time before", () => {
    const exact = asked.filter(({ limit }) => ["minutes", "working hours", "working days"].includes(limit.unit));
    fc.assert(
      fc.property(calendars, exact, fc.double({ min: 0, max: 1, noNaN: true }), (calendar, request, share) => {
        const { at: due } = dueAt(calendar, request);
        const at = Math.floor(request.from + (due - request.from) * share);
        const { unit, amount } = request.limit;
        const used = elapsed(calendar, { ...request, to: at, unit });
        expect(used + remaining(calendar, { ...request, due, at, unit })).toBeCloseTo(amount, 9);
      }),
    );
  });

  it("the explanation ends at the deadline and its lines add up to the limit", () => {
    fc.assert(
      fc.property(calendars, asked, (calendar, request) => {
        const lines = explain(calendar, request);
        const sum = lines.reduce((total, line) => total + (line.used ?? 0), 0);
        expect(lines.findLast((line) => line.at !== undefined)?.at).toBe(dueAt(calendar, request).at);
        expect(sum).toBe(budget(request));
        expect(lines.length).toBeLessThanOrEqual(25);
        expect(lines.every((line) => line.text.en !== "" && /[\u4e00-\u9fff]/.test(line.text["zh-CN"]))).toBe(true);
      }),
    );
  });

  it("warnings lie between start and end, in order", () => {
    fc.assert(
      fc.property(calendars, asked, (calendar, request) => {
        const { at: due } = dueAt(calendar, request);
        const found = warnings(calendar, { ...request, due });
        expect(found).toEqual([...new Set(found)].toSorted((a, b) => a - b));
        expect(found.every((one) => one > request.from && one < due)).toBe(true);
      }),
    );
  });
});

describe("for every union of two sites", () => {
  it("no working hour ends later than at either site alone, and no working day on a later date", () => {
    fc.assert(
      fc.property(specs, specs, dates, instants, fc.integer({ min: 1, max: 60 }), (a, b, closed, from, amount) => {
        const options = { holidays: sourceOf(closed), others: { b: { ...b, zone: a.zone } } };
        const sites = [compileCalendar(a, options), compileCalendar(options.others.b, options)];
        const both = compileCalendar({ ...a, unite: ["b"] }, options);
        for (const site of sites) {
          expect(addWorkingTime(both, from, amount * HOUR)).toBeLessThanOrEqual(
            addWorkingTime(site, from, amount * HOUR),
          );
          const day = (calendar: typeof both) => dateOf(calendar, addWorkingDays(calendar, from, amount));
          expect(day(both) <= day(site)).toBe(true);
        }
      }),
    );
  });
});

/** What the lines of an explanation must add up to: milliseconds, dates or months. */
function budget({ limit }: { readonly limit: Length } & Pick<DueRequest, "from">): number {
  const each: { readonly [U in Unit]?: number } = {
    minutes: 60_000,
    "working hours": HOUR,
    weeks: 7,
    "half months": 15,
    quarters: 3,
  };
  return limit.amount * (each[limit.unit] ?? 1);
}
