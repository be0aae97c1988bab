/**
 * How much of a limit has been used and how much is left, in the limit's own unit and with its own way of counting:
 * what `dueAt` adds, `elapsed` measures. At the deadline exactly nothing remains.
 */

import { meaningOf, type Amount } from "./amounts.ts";
import { workingTime } from "./ask.ts";
import { fullRule, type FullRule } from "./counting.ts";
import { addMonths, civilOf } from "./dates.ts";
import { beginOf, countDates, datesIn, markAfter, marksOf, swallowedBy, workIn, type Marks } from "./days.ts";
import { indexOf, tableBetween } from "./lookup.ts";
import { orderly, type Standing } from "./pauses.ts";
import type { Calendar, Counting, Instant, Pause, Table, Unit } from "./types.ts";

export interface ElapsedRequest {
  readonly from: Instant;
  readonly to: Instant;
  readonly unit: Unit;
  readonly pauses?: readonly Pause[];
  readonly counting?: Counting;
}

export interface RemainingRequest {
  readonly due: Instant;
  readonly at: Instant;
  readonly unit: Unit;
  readonly pauses?: readonly Pause[];
  readonly counting?: Counting;
  /** The start of the limit: before its first counted date, no more than the whole limit is left. */
  readonly from?: Instant;
}

/**
 * What has been used of a limit between its start and `to`, without pauses.
 *
 * Seconds, minutes, hours and working hours come as exact numbers (1.5 hours). Dates are used up at their mark, the
 * close of business under the Civil Code, so `days` and `working days` come as whole numbers; of weeks, half months,
 * months, quarters, half years and years only full ones count. 0 when `to` is not after `from`.
 *
 * @throws CalendarError as `dueAt`
 */
export function elapsed(calendar: Calendar, request: ElapsedRequest): number {
  const { from, to, unit } = request;
  if (to <= from) return 0;
  const meaning = meaningOf(unit);
  const standing = orderly(request.pauses, from, to);
  if (meaning.by === "clock" || meaning.by === "open") {
    return milliseconds(calendar, meaning.by, { from, to, standing }) / meaning.count;
  }
  const rule = fullRule(request.counting);
  if (meaning.by === "months") {
    return Math.floor(fullMonths(calendar, { from, to, standing }, rule) / meaning.count);
  }
  const table = tableBetween(calendar, from, to);
  const marks = marksOf(calendar, table, rule.end, from);
  const first = beginOf(calendar, table, marks, { from, rule })?.first ?? table.days;
  return Math.floor(datesUsed({ table, marks, meaning, first }, { from, to, standing }) / meaning.count);
}

/**
 * What is left of a limit at an instant; 0 at the deadline, negative when it has passed (what is overdue, in the same
 * unit). Dates that have begun count as left until their mark: on the morning of the last day, 1 day is left. Weeks and
 * longer units likewise count begun ones.
 */
export function remaining(calendar: Calendar, request: RemainingRequest): number {
  const { due, at, unit } = request;
  const meaning = meaningOf(unit);
  const [from, to] = at <= due ? [at, due] : [due, at];
  const sign = at <= due ? 1 : -1;
  const standing = orderly(request.pauses, from, to);
  if (from === to) return 0;
  if (meaning.by === "clock" || meaning.by === "open") {
    return (sign * milliseconds(calendar, meaning.by, { from, to, standing })) / meaning.count;
  }
  const rule = fullRule(request.counting);
  if (meaning.by === "months") return sign * Math.ceil(monthsLeft(calendar, from, to, rule) / meaning.count);
  const table = tableBetween(calendar, request.from ?? from, to);
  const marks = marksOf(calendar, table, rule.end, due);
  const begin = request.from === undefined ? undefined : beginOf(calendar, table, marks, { from: request.from, rule });
  const dates = datesUsed({ table, marks, meaning, first: begin?.first ?? 0 }, { from, to, standing });
  return sign * Math.ceil(dates / meaning.count);
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
  readonly standing: readonly Standing[];
}

function milliseconds(calendar: Calendar, by: "clock" | "open", { from, to, standing }: Span): number {
  const measure = (a: Instant, b: Instant): number => (by === "clock" ? b - a : workingTime(calendar, a, b));
  return standing
    .filter((pause) => pause.from < to)
    .reduce((left, pause) => left - measure(pause.from, Math.min(pause.to, to)), measure(from, to));
}

interface Dates {
  readonly table: Table;
  readonly marks: Marks;
  readonly meaning: Amount;
  /** Index of the first date that counts. */
  readonly first: number;
}

/** Dates (or working days) whose mark lies in (from, to] and in no pause. */
function datesUsed({ table, marks, meaning, first }: Dates, { from, to, standing }: Span): number {
  const count = meaning.by === "working" ? workIn : datesIn;
  const begin = Math.max(first, markAfter(table, marks, from));
  const end = markAfter(table, marks, to);
  return standing
    .filter((pause) => pause.from < to)
    .map((pause) => swallowedBy(table, marks, { ...pause, to: Math.min(pause.to, to) }, begin))
    .reduce((left, gone) => left - count(table, gone.from, gone.to), count(table, begin, end));
}

/** The most months whose period has ended by `to`. */
function fullMonths(calendar: Calendar, { from, to, standing }: Span, rule: FullRule): number {
  const table = tableBetween(calendar, from, to);
  let months = monthsApart(table, from, to) + 1;
  for (; months > 0; months -= 1) {
    const amount: Amount = { by: "months", count: months };
    const count = countDates(calendar, table, { from, amount, rule: { ...rule, roll: "none" }, standing });
    if (count && count.at <= to) break;
  }
  return Math.max(0, months);
}

/** The fewest months from the date of `from` whose corresponding date is not before that of `to`. */
function monthsLeft(calendar: Calendar, from: Instant, to: Instant, rule: FullRule): number {
  const table = tableBetween(calendar, from, to);
  const start = table.firstDay + indexOf(table, from);
  const end = table.firstDay + indexOf(table, to - 1);
  let months = Math.max(1, monthsApart(table, from, to) - 1);
  while (addMonths(start, months, rule.monthEnd) < end) months += 1;
  return months;
}

function monthsApart(table: Table, from: Instant, to: Instant): number {
  const [a, b] = [from, to].map((at) => civilOf(table.firstDay + indexOf(table, at)));
  return a && b ? (b.year - a.year) * 12 + b.month - a.month : 0;
}
