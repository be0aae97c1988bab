/**
 * Working time against its peers, in one run, with the same two calendars for all. The peers count in the process's own
 * zone, so ours does too. No peer knows make-up working days, so neither calendar has any.
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { addWorkingDays, isOpen } from "../src/calendar/ask.ts";
import { compileCalendar } from "../src/calendar/calendar.ts";
import { movedDues } from "../src/calendar/changes.ts";
import { dayOfIso, weekdayOf } from "../src/calendar/dates.ts";
import { dueAt } from "../src/calendar/due.ts";
import { factsBetween, holidaySource } from "../src/calendar/holidays.ts";
import type { Calendar, CalendarSpec, DueRequest } from "../src/calendar/types.ts";
import { randomFrom } from "../test/support/random-calendars.ts";
import { setUpPeers, wholeDayPeers, workingTimePeers, type PeerCalendar, type Starts } from "./peers.ts";
import { count, printed, ratesOf, type Contestant } from "./rates.ts";

const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const random = randomFrom(20_261_121);

/** Holidays on weekdays only, as few as possible, because some peers look through all of them. */
const HOLIDAYS = factsBetween(holidaySource("CN"), "2024-01-01", "2026-12-31").filter(
  ([iso, fact]) => fact.kind === "holiday" && weekdayOf(dayOfIso(iso)) < 5,
);

interface Setting extends PeerCalendar {
  readonly name: string;
  readonly hoursADay: number;
}

const SETTINGS: readonly Setting[] = [
  {
    name: "with lunch and holidays",
    hours: ["09:00-12:00", "13:00-18:00"],
    hoursADay: 8,
    holidays: HOLIDAYS.map(([iso]) => iso),
  },
  { name: "plain 09:00-17:00", hours: ["09:00-17:00"], hoursADay: 8, holidays: [] },
];

/** In working days. */
const SPANS = [
  { name: "2 hours", days: 0.25 },
  { name: "3 days", days: 3 },
  { name: "30 days", days: 30 },
  { name: "1 year", days: 250 },
] as const;

function calendarOf({ hours, holidays }: PeerCalendar, zone = ZONE): Calendar {
  const spec: CalendarSpec = {
    zone,
    holidays: "CN",
    hours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
    dates: {},
    shifts: {},
    unite: [],
  };
  const days = new Map(HOLIDAYS.filter(([iso]) => holidays.includes(iso)));
  return compileCalendar(spec, { holidays: holidaySource("CN", { extra: [{ replace: true, days }] }) });
}

/** Whole minutes within business hours of 2024, never on the hour, so that no edge decides. */
function startsIn(calendar: Calendar): Starts {
  const from = Date.UTC(2024, 0, 2);
  const found: number[] = [];
  while (found.length < 512) {
    const at = from + Math.floor(random() * 360 * 1440) * 60_000;
    if (at % 3_600_000 !== 0 && isOpen(calendar, at)) found.push(at);
  }
  return (index) => found[index % found.length] ?? 0;
}

interface Result {
  readonly task: string;
  readonly name: string;
  readonly perSecond: number;
  /** How many times as fast ours is. */
  readonly ratio: number;
  /** Answers that are the same as ours, and of how many. */
  readonly same: number;
  readonly of: number;
}

const CHECKS = 60;

function compared(task: string, ours: Contestant, peers: readonly Contestant[]): readonly Result[] {
  const rates = ratesOf([ours, ...peers], random);
  const own = rates.get(ours.name) ?? 0;
  return [ours, ...peers].map(({ name, ask }) => {
    const same = Array.from({ length: CHECKS }, (_, index) => ask(index) === ours.ask(index)).filter(Boolean).length;
    const perSecond = rates.get(name) ?? 0;
    return { task, name, perSecond, ratio: own / perSecond, same, of: CHECKS };
  });
}

function resultsIn(setting: Setting): readonly Result[] {
  setUpPeers(setting);
  const calendar = calendarOf(setting);
  const start = startsIn(calendar);
  const added = SPANS.flatMap((span) => {
    const limit = { amount: span.days * setting.hoursADay, unit: "working hours" } as const;
    const ours = { name: "complaint-desk", ask: (index: number) => dueAt(calendar, { from: start(index), limit }).at };
    return compared(`${setting.name}: ${span.name}`, ours, workingTimePeers(start, limit.amount));
  });
  const ours = { name: "complaint-desk", ask: (index: number) => addWorkingDays(calendar, start(index), 22) };
  return [...added, ...compared(`${setting.name}: 22 whole days`, ours, wholeDayPeers(start, 22, setting))];
}

// ── What users feel ────────────────────────────────────────────────────────────────────────────────────────────────

/** A holiday is announced: the calendar is compiled anew, and 10,000 open deadlines are judged before and after. */
function judgedAgain(): { readonly deadlines: number; readonly moved: number; readonly milliseconds: number } {
  const holidays = holidaySource("CN");
  const { spec } = calendarOf({ hours: ["09:00-12:00", "13:30-18:00"], holidays: [] }, "Asia/Shanghai");
  const before = compileCalendar(spec, { holidays });
  const requests = Array.from({ length: 10_000 }, openDeadline);
  const start = performance.now();
  const after = compileCalendar({ ...spec, dates: { "2026-09-03": [] } }, { holidays });
  const moved = movedDues(before, after, requests);
  return { deadlines: requests.length, moved: moved.length, milliseconds: performance.now() - start };
}

const LIMITS = [
  { amount: 24, unit: "hours" },
  { amount: 16, unit: "working hours" },
  { amount: 3, unit: "working days" },
  { amount: 30, unit: "days" },
  { amount: 1, unit: "months" },
  "same day",
] as const satisfies readonly DueRequest["limit"][];

/** Received at some second of the days around the end of August 2026; a third was on hold for a while. */
function openDeadline(): DueRequest {
  const from = Date.UTC(2026, 7, 25) + Math.floor(random() * 8 * 86_400) * 1000;
  const held = from + 3_600_000;
  const pauses = random() < 0.3 ? [{ from: held, to: held + Math.floor(random() * 90) * 3_600_000 }] : [];
  return { from, limit: LIMITS[Math.floor(random() * LIMITS.length)] ?? "same day", pauses };
}

/** Bytes in use after the garbage is gone. */
function bytesInUse(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  runInNewContext("gc")();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** What a calendar holds once its table covers 30 years, holidays and all. Measured first, while nothing else moves. */
function memory(): { readonly years: number; readonly bytes: number; readonly buildMilliseconds: number } {
  const { spec } = calendarOf({ hours: ["09:00-12:00", "13:30-18:00"], holidays: [] }, "Asia/Shanghai");
  // A first one brings code and zone into memory, which all calendars share.
  const build = (): Calendar => {
    const calendar = compileCalendar(spec, { holidays: holidaySource("CN") });
    calendar.tableOver(dayOfIso("2000-01-10"), dayOfIso("2029-12-20"));
    return calendar;
  };
  build();
  const before = bytesInUse();
  const start = performance.now();
  const calendar = build();
  const buildMilliseconds = performance.now() - start;
  const bytes = bytesInUse() - before;
  return {
    years: calendar.tableOver(dayOfIso("2000-01-10"), dayOfIso("2029-12-20")).days / 365.25,
    bytes,
    buildMilliseconds,
  };
}

export function benchCalendar({ json }: { readonly json: boolean }): void {
  const held = memory();
  const results = SETTINGS.flatMap(resultsIn);
  const again = judgedAgain();
  if (json) {
    console.log(JSON.stringify({ zone: ZONE, results, judgedAgain: again, memory: held }, null, 2));
    return;
  }
  const rows = results.map((one) => [
    one.task,
    one.name,
    count(one.perSecond),
    `${count(one.ratio)}×`,
    `${one.same}/${one.of}`,
  ]);
  console.log(`Zone ${ZONE}. Median of 7 rounds in random order. “same” counts answers equal to ours.\n`);
  console.log(printed(["task", "library", "per second", "ours is", "same"], rows));
  console.log(
    `\n${again.deadlines} open deadlines judged again after a new holiday: ${again.milliseconds.toFixed(0)} ms, ${again.moved} moved`,
  );
  const megabytes = (held.bytes / 1024 / 1024).toFixed(2);
  console.log(
    `A calendar over ${held.years.toFixed(0)} years: ${megabytes} MB, built in ${held.buildMilliseconds.toFixed(0)} ms`,
  );
}
