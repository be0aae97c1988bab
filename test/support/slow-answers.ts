/** What the slow reference answers: deadlines, measures and single questions, each by walking. */

import type { CountingRule, DueRequest, TimeLimit } from "../../src/calendar/types.ts";
import { firstMinute, isoDate, MINUTE, nextDate, split, type Day, type Slow } from "./slow-calendar.ts";

// ── Questions ──────────────────────────────────────────────────────────────────────────────────────────────────────

export type FullRule = Required<Omit<CountingRule, "base">>;

interface Question {
  readonly from: number;
  readonly limit: TimeLimit;
  readonly rule: FullRule;
  readonly pauses: readonly { readonly from: number; readonly to: number }[];
  readonly shift?: string | undefined;
}

/** All instants as minutes of the window. */
function questionOf(slow: Slow, request: DueRequest, rule: FullRule): Question {
  const { limit, shift } = request;
  return { from: minuteOf(slow, request.from), limit, rule, pauses: pausesOf(slow, request), shift };
}

function minuteOf(slow: Slow, at: number): number {
  return (at - slow.clock.start) / MINUTE;
}

/** Open pauses last until `now`, or no time at all. */
function pausesOf(slow: Slow, { pauses = [], now }: DueRequest): Question["pauses"] {
  return pauses.map((pause) => ({
    from: minuteOf(slow, pause.from),
    to: minuteOf(slow, pause.to ?? Math.max(pause.from, now ?? pause.from)),
  }));
}

/** When the deadline ends, as an instant. */
export function slowDue(slow: Slow, request: DueRequest, rule: FullRule): number | undefined {
  const question = questionOf(slow, request, rule);
  const minute = slowMinute(slow, question);
  return minute === undefined ? undefined : slow.clock.start + minute * MINUTE;
}

function slowMinute(slow: Slow, question: Question): number | undefined {
  const { limit, from } = question;
  if (limit === "same shift") return shiftEnd(slow, question);
  if (typeof limit === "string")
    return datesEnd(slow, momentRule(question), limit === "next day" ? "dates" : "working", 1);
  if ("at" in limit) return walk(slow, question, () => true, (limit.at - slow.clock.start) / MINUTE - from);
  switch (limit.unit) {
    case "seconds":
      return walk(slow, question, () => true, limit.amount / 60);
    case "minutes":
      return walk(slow, question, () => true, limit.amount);
    case "hours":
      return walk(slow, question, () => true, limit.amount * 60);
    case "working hours":
      return walk(slow, question, (m) => slow.open[m] === 1, limit.amount * 60);
    case "working days":
      return datesEnd(slow, question, "working", limit.amount);
    case "days":
      return datesEnd(slow, question, "dates", limit.amount);
    case "weeks":
      return datesEnd(slow, question, "dates", limit.amount * 7);
    case "half months":
      return datesEnd(slow, question, "dates", limit.amount * 15);
    case "months":
      return monthsEnd(slow, question, limit.amount);
    case "quarters":
      return monthsEnd(slow, question, limit.amount * 3);
    case "half years":
      return monthsEnd(slow, question, limit.amount * 6);
    case "years":
      return monthsEnd(slow, question, limit.amount * 12);
  }
}

/** Goes on minute by minute until so many minutes have run that count and are not paused. */
function walk(
  slow: Slow,
  { from, pauses }: Question,
  runs: (minute: number) => boolean,
  minutes: number,
): number | undefined {
  let left = minutes;
  let m = from;
  for (; left > 0; m += 1) {
    if (m >= slow.clock.shown.length) return undefined;
    if (runs(m) && !pauses.some((pause) => pause.from <= m && m < pause.to)) left -= 1;
  }
  return m;
}

// ── Dates ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The moment at which a date is used up. */
function markOf(slow: Slow, { rule, from }: Question, day: Day): number {
  if (rule.end === "close of business") return day.close;
  if (rule.end === "midnight") return day.end;
  return firstMinute(slow.clock, `${day.date} ${(slow.clock.shown[from] ?? "").slice(11)}`);
}

function isPaused({ pauses, from }: Question, minute: number): boolean {
  return pauses.some((pause) => Math.max(pause.from, from) < minute && minute <= pause.to);
}

function momentRule(question: Question): Question {
  const end = question.rule.end === "same time" ? "close of business" : question.rule.end;
  const firstDay = question.limit === "same day" ? "counted" : "not counted";
  return { ...question, rule: { ...question.rule, end, firstDay } };
}

function received(slow: Slow, { from }: Question): number {
  return slow.days.findIndex((day) => day.begin <= from && from < day.end);
}

/** Where counting begins: the date of the start after cut-off and closed day, and the first date that may count. */
function beginOf(slow: Slow, question: Question): { readonly start: number; readonly first: number } | undefined {
  const { rule, from } = question;
  let start = received(slow, question);
  const day = slow.days[start];
  if (!day) return undefined;
  const cutOff =
    rule.cutOff === "close of business" ? day.close : firstMinute(slow.clock, `${day.date} ${rule.cutOff}`);
  const late = rule.cutOff !== "none" && day.working && from >= cutOff;
  if (late || (rule.closedStart === "next working day" && !day.working)) {
    do start += 1;
    while (start < slow.days.length && !slow.days[start]?.working);
  }
  const begins = slow.days[start];
  if (!begins) return undefined;
  return { start, first: rule.firstDay === "counted" && markOf(slow, question, begins) > from ? start : start + 1 };
}

function datesEnd(slow: Slow, question: Question, what: "dates" | "working", count: number): number | undefined {
  const begin = beginOf(slow, question);
  if (!begin) return undefined;
  let left = count;
  for (let i = begin.first; i < slow.days.length; i += 1) {
    const day = slow.days[i];
    if (!day || (what === "working" ? !day.working : day.begin === day.end)) continue;
    if (isPaused(question, markOf(slow, question, day))) continue;
    left -= 1;
    if (left === 0) return rolled(slow, question, i);
  }
  return undefined;
}

function rolled(slow: Slow, question: Question, last: number): number | undefined {
  const day = slow.days[last];
  if (!day) return undefined;
  if (question.rule.roll === "none" || day.working) return markOf(slow, question, day);
  const next = slow.days.slice(last).find((one) => one.working && !isPaused(question, markOf(slow, question, one)));
  return next && markOf(slow, question, next);
}

function monthsEnd(slow: Slow, question: Question, months: number): number | undefined {
  const begin = beginOf(slow, question);
  const start = slow.days[begin?.start ?? -1];
  if (!begin || !start) return undefined;
  const target = monthsLater(start.date, months, question.rule, begin.first === begin.start);
  let last = slow.days.findIndex((day) => day.date >= target && day.begin < day.end);
  if (last < 0) return undefined;
  // Every date that a pause swallowed pushes the end one date on.
  for (let i = begin.first; i <= last; i += 1) {
    const day = slow.days[i];
    if (!day || day.begin === day.end || !isPaused(question, markOf(slow, question, day))) continue;
    do last += 1;
    while (last < slow.days.length && slow.days[last]?.begin === slow.days[last]?.end);
    if (last >= slow.days.length) return undefined;
  }
  return rolled(slow, question, last);
}

function monthsLater(date: string, months: number, rule: FullRule, counted: boolean): string {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const here = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const there = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const target = (dayOfMonth: number): string => isoDate(Date.UTC(year, month - 1 + months, dayOfMonth));
  if (rule.monthEnd === "last stays last" && day === here) return target(counted && there >= day ? there - 1 : there);
  if (rule.monthEnd === "next month" || day <= there) return target(counted ? day - 1 : day);
  return target(there);
}

// ── Shifts ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function shiftEnd(slow: Slow, question: Question): number | undefined {
  let end = shiftFrom(slow, question.from, question.shift);
  for (const pause of question.pauses.toSorted((a, b) => a.from - b.from)) {
    if (end !== undefined && Math.max(pause.from, question.from) < end && end <= pause.to)
      end = shiftFrom(slow, pause.to, question.shift);
  }
  return end;
}

function shiftFrom(slow: Slow, from: number, name: string | undefined): number | undefined {
  const all = slow.days
    .filter((day) => day.working)
    .flatMap((day) =>
      Object.entries(slow.spec.shifts)
        .filter(([shift]) => name === undefined || shift === name)
        .map(([, interval]) => {
          const [opens, closes] = split(interval);
          const date = closes <= opens ? nextDate(day.date) : day.date;
          return {
            from: firstMinute(slow.clock, `${day.date} ${opens}`),
            to: firstMinute(slow.clock, `${date} ${closes}`),
          };
        }),
    )
    .filter((shift) => shift.to > shift.from);
  const running = all.filter((shift) => shift.from <= from && from < shift.to).toSorted((a, b) => a.to - b.to)[0];
  const next = all.filter((shift) => shift.from > from).toSorted((a, b) => a.from - b.from || a.to - b.to)[0];
  return (running ?? next)?.to;
}

// ── Measures ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Minutes of open (or of all) time in a stretch that are not paused. */
export function slowMinutes(slow: Slow, request: DueRequest & { readonly to: number }, open: boolean): number {
  const pauses = pausesOf(slow, { ...request, now: request.to });
  let minutes = 0;
  for (let m = minuteOf(slow, request.from); m < (request.to - slow.clock.start) / MINUTE; m += 1) {
    if ((!open || slow.open[m] === 1) && !pauses.some((pause) => pause.from <= m && m < pause.to)) minutes += 1;
  }
  return minutes;
}

/** Dates (or working days) used up after the start until `to`. */
export function slowDates(
  slow: Slow,
  request: DueRequest & { readonly to: number },
  rule: FullRule,
  working: boolean,
): number | undefined {
  const question = questionOf(slow, { ...request, now: request.to }, rule);
  const to = (request.to - slow.clock.start) / MINUTE;
  const begin = beginOf(slow, question);
  if (!begin) return undefined;
  return slow.days.slice(begin.first).filter((day) => {
    const mark = markOf(slow, question, day);
    return (
      (working ? day.working : day.begin < day.end) && question.from < mark && mark <= to && !isPaused(question, mark)
    );
  }).length;
}

export function slowNextOpening(slow: Slow, at: number): number | undefined {
  const found = slow.open.indexOf(1, (at - slow.clock.start) / MINUTE);
  return found < 0 ? undefined : slow.clock.start + found * MINUTE;
}

export function slowDay(slow: Slow, at: number): Day | undefined {
  const minute = (at - slow.clock.start) / MINUTE;
  return slow.days.find((day) => day.begin <= minute && minute < day.end);
}
