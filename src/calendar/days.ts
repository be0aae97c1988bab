/**
 * Counting dates. A date is used up at its *mark*: the close of business, 24:00 or the time of day of the start, as the
 * rule says. A pause swallows the dates whose mark lies in it; so a pause is measured in the unit that it stops.
 */

import { addMonths, civilOf, DAY_MS, MINUTE_MS } from "./dates.ts";
import type { Amount } from "./amounts.ts";
import type { FullRule } from "./counting.ts";
import { minutesOf } from "./hours.ts";
import { existsAt, indexOf, worksAt } from "./lookup.ts";
import type { Standing } from "./pauses.ts";
import type { Calendar, Instant, Table } from "./types.ts";
import { instantAt, localOf, zoneOf } from "./zone.ts";

/** When the date at an index of the table is used up. */
export type Marks = (i: number) => Instant;

export interface DateQuestion {
  readonly from: Instant;
  /** `dates`, `working` or `months`. */
  readonly amount: Amount;
  readonly rule: FullRule;
  readonly standing: readonly Standing[];
}

/** How a count of dates went. All numbers are indexes of `table`. */
export interface DateCount {
  readonly table: Table;
  readonly marks: Marks;
  /** The date of the start as it came. */
  readonly received: number;
  /** The date of the start after cut-off and closed day. */
  readonly start: number;
  /** The first date that may count. */
  readonly first: number;
  /** The last date of the period, before rolling. */
  readonly counted: number;
  /** The date on which it ends. */
  readonly last: number;
  readonly at: Instant;
  readonly paused: boolean;
}

export function marksOf(calendar: Calendar, table: Table, end: FullRule["end"], from: Instant): Marks {
  if (end === "close of business") return (i) => table.close[i] ?? 0;
  if (end === "midnight") return (i) => table.dayStart[i + 1] ?? 0;
  const zone = zoneOf(calendar.zone);
  const { ms } = localOf(zone, from);
  return (i) => instantAt(zone, (table.firstDay + i) * DAY_MS + ms);
}

/** Counts; undefined where the table does not reach far enough. */
export function countDates(calendar: Calendar, table: Table, question: DateQuestion): DateCount | undefined {
  const { from, rule, standing } = question;
  const marks = marksOf(calendar, table, rule.end, from);
  const begin = beginOf(calendar, table, marks, { from, rule });
  if (!begin) return undefined;
  const { received, start, first } = begin;
  let counted = lastOf(table, question, start, first);
  if (counted === undefined || counted >= table.days) return undefined;
  const working = question.amount.by === "working";
  let paused = false;
  let k = 0;
  for (; k < standing.length; k += 1) {
    const pause = standing[k];
    if (!pause || marks(counted) <= pause.from) break;
    const swallowed = swallowedBy(table, marks, pause, first);
    const next = shifted(table, counted, swallowed, working);
    if (next === undefined) return undefined;
    counted = next;
    paused ||= pause.open;
  }
  let last: number | undefined = counted;
  if (rule.roll === "next working day" && !worksAt(table, counted)) {
    last = nextWorking(table, counted);
    // A pause may have swallowed the very day on which it would have ended.
    for (k = 0; k < standing.length && last !== undefined; k += 1) {
      const pause = standing[k];
      if (!pause || marks(last) <= pause.from) break;
      paused ||= pause.open;
      if (marks(last) <= pause.to) last = nextWorking(table, markAfter(table, marks, pause.to));
    }
  }
  if (last === undefined || last >= table.days) return undefined;
  return { table, marks, received, start, first, counted, last, at: marks(last), paused };
}

/**
 * Where a count begins: what comes after the cut-off or on a closed day may move on; the day of receipt counts only
 * where the rule says so and business is not over. Undefined beyond the table.
 */
export function beginOf(
  calendar: Calendar,
  table: Table,
  marks: Marks,
  { from, rule }: { readonly from: Instant; readonly rule: FullRule },
): Pick<DateCount, "received" | "start" | "first"> | undefined {
  const received = indexOf(table, from);
  const works = worksAt(table, received);
  const late = rule.cutOff !== "none" && works && from >= cutOffAt(calendar, table, rule.cutOff, received);
  const closed = rule.closedStart === "next working day" && !works;
  const start = late || closed ? nextWorking(table, received + 1) : received;
  if (start === undefined) return undefined;
  return { received, start, first: rule.firstDay === "counted" && marks(start) > from ? start : start + 1 };
}

function cutOffAt(calendar: Calendar, table: Table, cutOff: string, i: number): Instant {
  if (cutOff === "close of business") return table.close[i] ?? 0;
  return instantAt(zoneOf(calendar.zone), (table.firstDay + i) * DAY_MS + minutesOf(cutOff) * MINUTE_MS);
}

function lastOf(table: Table, question: DateQuestion, start: number, first: number): number | undefined {
  const { amount, rule } = question;
  switch (amount.by) {
    case "working":
      return table.workDays[(table.workBefore[first] ?? 0) + amount.count - 1];
    case "months": {
      const last = lastOfMonths(table.firstDay + start, amount.count, rule, first === start) - table.firstDay;
      return last < table.days && !existsAt(table, last) ? last + 1 : last;
    }
    default:
      return datesOn(table, first, amount.count - 1);
  }
}

/** The last day of so many months from a day, which itself counts or not. */
function lastOfMonths(start: number, months: number, rule: FullRule, counted: boolean): number {
  const corresponding = addMonths(start, months, rule.monthEnd);
  if (!counted) return corresponding;
  // Counted from its beginning, the period ends on the day before the corresponding one; without one, at month's end.
  const missing = rule.monthEnd !== "next month" && civilOf(corresponding).day < civilOf(start).day;
  return missing ? corresponding : corresponding - 1;
}

/** So many existing dates later. */
export function datesOn(table: Table, i: number, count: number): number {
  let to = i + count;
  for (const gap of table.skipped) if (gap >= i && gap <= to) to += 1;
  return to;
}

/** Existing dates from i up to, but without, j. */
export function datesIn(table: Table, i: number, j: number): number {
  let count = Math.max(0, j - i);
  for (const gap of table.skipped) if (gap >= i && gap < j) count -= 1;
  return count;
}

/** Working days from i up to, but without, j. */
export function workIn(table: Table, i: number, j: number): number {
  return j <= i ? 0 : (table.workBefore[Math.min(j, table.days)] ?? 0) - (table.workBefore[i] ?? 0);
}

/** The dates from `first` on whose marks lie in a pause, as indexes from (inclusive) and to (exclusive). */
export function swallowedBy(
  table: Table,
  marks: Marks,
  pause: Standing,
  first: number,
): { readonly from: number; readonly to: number } {
  const from = Math.max(first, markAfter(table, marks, pause.from));
  return { from, to: Math.max(from, markAfter(table, marks, pause.to)) };
}

/** The first date whose mark lies after an instant. */
export function markAfter(table: Table, marks: Marks, at: Instant): number {
  let i = Math.max(0, indexOf(table, at) - 2);
  while (i < table.days && marks(i) <= at) i += 1;
  return i;
}

function shifted(
  table: Table,
  counted: number,
  swallowed: { readonly from: number; readonly to: number },
  working: boolean,
): number | undefined {
  if (working) {
    const rank = (table.workBefore[counted] ?? 0) + workIn(table, swallowed.from, swallowed.to);
    return swallowed.to > table.days ? undefined : table.workDays[rank];
  }
  const to = datesOn(table, counted, datesIn(table, swallowed.from, swallowed.to));
  return to < table.days ? to : undefined;
}

/** The first working day at or after i; undefined beyond the table. */
export function nextWorking(table: Table, i: number): number | undefined {
  return i > table.days ? undefined : table.workDays[table.workBefore[i] ?? 0];
}
