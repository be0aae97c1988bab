/**
 * A second calendar, deliberately simple and slow: it walks minute by minute and date by date and shares no code with
 * `src/calendar`. Whatever it answers can be checked by reading it once. It works within a window of whole minutes;
 * questions whose answer lies outside are answered `undefined`.
 */

import type { CalendarSpec, DayFact } from "../../src/calendar/types.ts";

export const MINUTE = 60_000;
const NAMES = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** What the clocks of a zone show at each minute of a window. */
export interface Clock {
  readonly zone: string;
  readonly start: number;
  /** `2026-10-08 09:30` at each minute: text that sorts like time. */
  readonly shown: readonly string[];
  readonly found: Map<string, number>;
}

/** Asks the platform for every single minute. */
export function clockOf(zone: string, start: number, minutes: number): Clock {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const shown = Array.from({ length: minutes }, (_, m) => format.format(start + m * MINUTE));
  return { zone, start, shown, found: new Map() };
}

export function nextDate(date: string): string {
  return isoDate(Date.parse(`${date}T00:00:00Z`) + 86_400_000);
}

/** The first minute at which the clock shows this text or later. Remembered, because it reads from the beginning. */
export function firstMinute(clock: Clock, text: string): number {
  const known = clock.found.get(text);
  if (known !== undefined) return known;
  // Not before its own date, and no date in a window before the window.
  let found = text.endsWith(" 00:00") ? 0 : firstMinute(clock, `${text.slice(0, 10)} 00:00`);
  while (found < clock.shown.length && (clock.shown[found] ?? "") < text) found += 1;
  clock.found.set(text, found);
  return found;
}

export interface Day {
  readonly date: string;
  /** Minutes from which and until which the date lasts; the same where the zone skipped it. */
  readonly begin: number;
  readonly end: number;
  readonly working: boolean;
  readonly close: number;
}

export interface Slow {
  readonly clock: Clock;
  readonly spec: CalendarSpec;
  readonly days: readonly Day[];
  /** 1 for each minute at which it is open. */
  readonly open: Uint8Array;
}

export interface SlowSources {
  readonly facts: (country: string) => ReadonlyMap<string, DayFact>;
  readonly clocks: (zone: string) => Clock;
  readonly others: { readonly [name: string]: CalendarSpec };
}

/** @param margin dates at the end of the window that are left out: night shifts and sites elsewhere reach over it */
export function slowCalendar(spec: CalendarSpec, sources: SlowSources, margin = 4): Slow {
  const clock = sources.clocks(spec.zone);
  const open = new Uint8Array(clock.shown.length);
  const sites = spec.unite.map((name) => slowCalendar(sources.others[name] ?? spec, sources, 1));
  for (const site of sites) site.open.forEach((value, m) => (open[m] = value || (open[m] ?? 0)));
  const facts = sources.facts(spec.holidays);
  const days: Day[] = [];
  let latest = 0;
  // The first date of the window is only half there.
  const lastDate = isoDate(clock.start + clock.shown.length * MINUTE - margin * 86_400_000);
  for (let date = nextDate((clock.shown[0] ?? "").slice(0, 10)); date < lastDate; date = nextDate(date)) {
    const begin = firstMinute(clock, `${date} 00:00`);
    const end = firstMinute(clock, `${nextDate(date)} 00:00`);
    let close = -1;
    if (begin < end) {
      for (const [from, to] of hoursOn(spec, facts.get(date), date)) {
        const opens = firstMinute(clock, `${date} ${from}`);
        const closes = firstMinute(
          clock,
          to === "24:00" ? `${nextDate(date)} 00:00` : to <= from ? `${nextDate(date)} ${to}` : `${date} ${to}`,
        );
        for (let m = opens; m < closes; m += 1) open[m] = 1;
        if (closes > opens) close = Math.max(close, closes);
      }
    }
    for (const site of sites) {
      const there = site.days.find((day) => day.date === date);
      if (begin < end && there?.working)
        close = Math.max(close, (site.clock.start - clock.start) / MINUTE + there.close);
    }
    latest = Math.max(latest, close < 0 ? end : close);
    days.push({ date, begin, end, working: close >= 0, close: latest });
  }
  return { clock, spec, days, open };
}

type Hours = readonly (readonly [from: string, to: string])[];

function hoursOn(spec: CalendarSpec, fact: DayFact | undefined, date: string): Hours {
  const own = spec.dates[date];
  if (own) return own.map((interval) => split(interval));
  if (spec.hours === "always") return [["00:00", "24:00"]];
  const { hours } = spec;
  const weekday = (name: (typeof NAMES)[number]): Hours => (hours[name] ?? []).map((interval) => split(interval));
  const usual = weekday(NAMES[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? "sun");
  if (fact?.kind === "holiday") {
    const { closesAt } = fact;
    if (closesAt === undefined) return [];
    // Business that would have gone on ends then, also business over midnight.
    return usual
      .filter(([from]) => from < closesAt)
      .map(([from, to]) => [from, to > from && to < closesAt ? to : closesAt]);
  }
  if (fact?.kind === "working" && usual.length === 0) {
    return (
      (["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const).map(weekday).find((day) => day.length > 0) ?? []
    );
  }
  return usual;
}

export function split(interval: string): readonly [string, string] {
  const [from = "", to = ""] = interval.split("-");
  return [from, to];
}

export function isoDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
