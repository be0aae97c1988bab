/** Random calendars and questions, the same for the same seed, to be asked of the library and of the slow reference. */

import type {
  CalendarSpec,
  Counting,
  CountingName,
  CountingRule,
  DayFact,
  DueRequest,
  Pause,
  TimeLimit,
  WeekdayName,
} from "../../src/calendar/types.ts";
import { clockOf, nextDate, type Clock } from "./slow-calendar.ts";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

export type Random = () => number;

/** mulberry32: numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function whole(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

function pick<T>(random: Random, values: readonly [T, ...T[]]): T {
  return values[whole(random, 0, values.length - 1)] ?? values[0];
}

/** Zones with a window around something odd that their clocks do. */
export const WINDOWS: readonly (readonly [zone: string, start: string])[] = [
  ["Asia/Shanghai", "2026-09-01"],
  ["Asia/Shanghai", "2025-12-20"],
  ["Europe/Berlin", "2026-03-01"],
  ["Europe/Berlin", "2026-10-01"],
  ["America/New_York", "2026-02-20"],
  ["America/New_York", "2026-10-15"],
  ["Europe/London", "2027-12-10"],
  ["Asia/Kolkata", "2028-02-01"],
  ["Asia/Kathmandu", "2026-12-01"],
  ["Australia/Lord_Howe", "2026-03-10"],
  ["Australia/Lord_Howe", "2026-09-10"],
  ["America/St_Johns", "2010-10-10"],
  ["America/St_Johns", "2026-10-10"],
  ["America/Santiago", "2026-03-10"],
  ["America/Santiago", "2026-08-15"],
  ["Africa/Cairo", "2026-04-01"],
  ["Africa/Casablanca", "2026-02-01"],
  ["Asia/Gaza", "2026-02-20"],
  ["America/Havana", "2026-10-15"],
  ["Pacific/Apia", "2011-12-01"],
  ["Pacific/Kiritimati", "1994-12-10"],
  ["Pacific/Chatham", "2026-09-01"],
  ["America/Sao_Paulo", "2018-10-10"],
  ["UTC", "1999-12-10"],
];

const WINDOW_DAYS = 80;

/** The clock of a window, with ten days before its start. */
export function windowClock(zone: string, start: string): Clock {
  return clockOf(zone, Date.parse(`${start}T00:00:00Z`) - 10 * DAY, WINDOW_DAYS * 1440);
}

function time(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Up to three stretches, perhaps the last over midnight up to `until` minutes of the next day. */
function randomHours(random: Random, until: number): string[] {
  const cuts = Array.from({ length: 2 * pick(random, [1, 1, 2, 2, 3]) }, () => whole(random, 0, 48) * 30);
  const sorted = [...new Set(cuts)].toSorted((a, b) => a - b);
  const hours: string[] = [];
  for (let k = 0; k + 1 < sorted.length; k += 2) hours.push(`${time(sorted[k] ?? 0)}-${time(sorted[k + 1] ?? 0)}`);
  const last = sorted.at(-1) ?? 0;
  if (until > 0 && random() < 0.3 && last < 1380) {
    const end = Math.min(until, last > 60 ? 1440 : 0);
    const opens = last + 30;
    if (end > 0 && end < opens) hours.push(`${time(opens)}-${time(end)}`);
  }
  return hours;
}

const WEEK: readonly WeekdayName[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

function randomWeek(random: Random): CalendarSpec["hours"] {
  if (random() < 0.08) return "always";
  const hours: { [Day in WeekdayName]?: string[] } = {};
  const open = WEEK.filter((_, index) => random() < (index < 5 ? 0.9 : 0.25));
  const nights = random() < 0.3;
  for (const day of open.length > 0 ? open : WEEK.slice(0, 1)) hours[day] = randomHours(random, 0);
  // Night shifts only before days on which nothing opens early, so that nothing overlaps.
  for (const [index, day] of WEEK.entries()) {
    const next = hours[WEEK[(index + 1) % 7] ?? "mon"]?.[0]?.slice(0, 5) ?? "12:00";
    const opens = hours[day]?.at(-1)?.slice(6) ?? "24:00";
    if (nights && hours[day] && next >= "02:00" && opens <= "21:30" && random() < 0.7) hours[day].push(`22:00-02:00`);
  }
  return WEEK.some((day) => (hours[day]?.length ?? 0) > 0) ? hours : { mon: ["09:00-17:00"] };
}

export interface RandomCalendar {
  readonly spec: CalendarSpec;
  readonly others: { readonly [name: string]: CalendarSpec };
  readonly facts: ReadonlyMap<string, DayFact>;
}

/** Where a second site may lie; its clock needs to be asked for the same window. */
export const SITE_ZONES = ["Europe/Berlin", "Asia/Shanghai", "America/New_York"] as const;

export function randomCalendar(random: Random, zone: string, clock: Clock): RandomCalendar {
  const first = (clock.shown[0] ?? "").slice(0, 10);
  const facts = new Map<string, DayFact>();
  const dates: { [date: string]: string[] } = {};
  for (let date = first, k = 0; k < WINDOW_DAYS; date = nextDate(date), k += 1) {
    const draw = random();
    const name = { en: "Special", "zh-CN": "特殊" };
    if (draw < 0.06) facts.set(date, { kind: "holiday", name });
    else if (draw < 0.08)
      facts.set(date, { kind: "holiday", name, closesAt: pick(random, ["12:00", "09:15", "23:30"]) });
    else if (draw < 0.11) facts.set(date, { kind: "working", name });
    if (random() < 0.03) dates[date] = random() < 0.5 ? [] : randomHours(random, 0);
  }
  const sites = random() < 0.15 ? ["site"] : [];
  const spec = { ...plain(zone, randomWeek(random)), dates, shifts: randomShifts(random), unite: sites };
  return { spec, others: { site: plain(random() < 0.6 ? zone : pick(random, SITE_ZONES), randomWeek(random)) }, facts };
}

function plain(zone: string, hours: CalendarSpec["hours"]): CalendarSpec {
  return { zone, holidays: "XX", hours, dates: {}, shifts: {}, unite: [] };
}

function randomShifts(random: Random): { [name: string]: string } {
  const start = whole(random, 0, 16) * 30;
  return {
    early: `${time(start)}-${time(start + 480)}`,
    late: `${time(start + 420)}-${time((start + 930) % 1440 || 30)}`,
    night: `23:00-${time(whole(random, 1, 14) * 30)}`,
  };
}

const NAMES: readonly [CountingName, ...CountingName[]] = [
  "civil-code",
  "clock",
  "first-day-counts",
  "no-roll",
  "receipt-moves-on",
  "midnight",
];

function randomCounting(random: Random): Counting {
  if (random() < 0.6) return pick(random, NAMES);
  const rule: { -readonly [Key in keyof CountingRule]: CountingRule[Key] } = {
    base: pick(random, NAMES),
    monthEnd: pick(random, ["last day", "next month", "last stays last"]),
  };
  if (random() < 0.5) rule.cutOff = pick(random, ["none", "close of business", "16:00", "09:30"]);
  if (random() < 0.3) rule.roll = pick(random, ["none", "next working day"]);
  if (random() < 0.3) rule.firstDay = "counted";
  return rule;
}

function randomLimit(random: Random, from: number): TimeLimit {
  switch (whole(random, 0, 13)) {
    case 0:
      return { amount: whole(random, 0, 60) * 60, unit: "seconds" };
    case 1:
      return { amount: whole(random, 0, 3000), unit: "minutes" };
    case 2:
      return { amount: whole(random, 0, 200), unit: "hours" };
    case 3:
    case 4:
      return { amount: whole(random, 0, 160) / 2, unit: "working hours" };
    case 5:
    case 6:
      return { amount: whole(random, 1, 20), unit: "working days" };
    case 7:
      return { amount: whole(random, 1, 30), unit: "days" };
    case 8:
      return { amount: whole(random, 1, 4), unit: "weeks" };
    case 9:
      return { amount: whole(random, 1, 2), unit: "half months" };
    case 10:
      return { amount: 1, unit: "months" };
    case 11:
      return pick(random, ["same day", "next day", "next working day"]);
    case 12:
      return "same shift";
    default:
      return { at: from + whole(random, 0, 20_000) * MINUTE };
  }
}

export interface RandomQuestion {
  readonly request: DueRequest;
  /** Another instant, for measuring: within three weeks of the start. */
  readonly to: number;
}

export function randomQuestion(random: Random, clock: Clock): RandomQuestion {
  const from = clock.start + whole(random, 8 * 1440, 50 * 1440) * MINUTE;
  const to = from + whole(random, 0, 21 * 1440) * MINUTE;
  const request: DueRequest = {
    from,
    limit: randomLimit(random, from),
    counting: randomCounting(random),
    pauses: Array.from({ length: random() < 0.5 ? 0 : whole(random, 1, 4) }, () => randomPause(random, from)),
    ...(random() < 0.5 ? { now: from + whole(random, 0, 6 * 1440) * MINUTE } : {}),
    ...(random() < 0.3 ? { shift: pick(random, ["early", "late", "night"]) } : {}),
  };
  return { request, to };
}

function randomPause(random: Random, from: number): Pause {
  const start = from + whole(random, -1440, 10 * 1440) * MINUTE;
  if (random() < 0.1) return { from: start };
  return { from: start, to: start + (random() < 0.1 ? 0 : whole(random, 0, 4 * 1440)) * MINUTE };
}
