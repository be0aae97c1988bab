/** Look-ups in a table: which date, how much open time, which working day. All are O(1) or binary searches. */

import { DAY_MS, FIRST_DAY, LAST_DAY } from "./dates.ts";
import { refuse } from "./errors.ts";
import type { Calendar, Instant, Table } from "./types.ts";
import { checkedInstant } from "./zone.ts";

/** A table is asked for with this many dates around, so that the night shift of the date before is in it. */
const MARGIN = 4;

/** Beyond the dates of a table not all that is open may be known: answers there need a further table. */
function covers({ dayStart, days }: Table, at: Instant): boolean {
  return at >= (dayStart[0] ?? 0) && at <= (dayStart[days] ?? 0);
}

/** A table that covers the date of this instant and its neighbours. */
export function tableAt(calendar: Calendar, at: Instant): Table {
  const day = Math.floor(checkedInstant(at) / DAY_MS);
  return calendar.tableOver(Math.max(FIRST_DAY, day - MARGIN), Math.min(LAST_DAY, day + MARGIN));
}

export function tableBetween(calendar: Calendar, a: Instant, b: Instant): Table {
  const first = Math.floor(checkedInstant(Math.min(a, b)) / DAY_MS);
  const last = Math.floor(checkedInstant(Math.max(a, b)) / DAY_MS);
  return calendar.tableOver(Math.max(FIRST_DAY, first - MARGIN), Math.min(LAST_DAY, last + MARGIN));
}

/** A table that reaches further, or an error where the library's years end. */
export function furtherTable(calendar: Calendar, table: Table, direction: 1 | -1): Table {
  const last = table.firstDay + table.days - 1;
  if (direction > 0 ? last >= LAST_DAY : table.firstDay <= FIRST_DAY) {
    return refuse("out-of-range", "The answer lies outside the years 1970 to 2099", "结果超出1970至2099年的范围");
  }
  return direction > 0 ? calendar.tableOver(table.firstDay, last + 1) : calendar.tableOver(table.firstDay - 1, last);
}

/** Index of the date on which an instant lies. */
export function indexOf(table: Table, at: Instant): number {
  const { dayStart, days } = table;
  let i = Math.floor((at - (dayStart[0] ?? 0)) / DAY_MS);
  if (i < 0) i = 0;
  else if (i >= days) i = days - 1;
  while (i > 0 && (dayStart[i] ?? 0) > at) i -= 1;
  while (i < days - 1 && (dayStart[i + 1] ?? 0) <= at) i += 1;
  return i;
}

/** Index of the first stretch that ends after an instant. */
export function stretchAfter(table: Table, at: Instant): number {
  const { openEnd } = table;
  let k = table.firstOpen[indexOf(table, at)] ?? 0;
  while (k < openEnd.length && (openEnd[k] ?? 0) <= at) k += 1;
  return k;
}

/** Open milliseconds from the beginning of the table until an instant. */
export function openUntil(table: Table, at: Instant): number {
  const k = stretchAfter(table, at);
  const before = table.openBefore[k] ?? 0;
  const start = table.openStart[k];
  return start !== undefined && start < at ? before + (at - start) : before;
}

/** The first instant by which that much open time has passed since the beginning; undefined beyond the table. */
export function instantOfOpen(table: Table, open: number): Instant | undefined {
  const { openBefore, openStart } = table;
  let low = 0;
  let high = openStart.length;
  if (open > (openBefore[high] ?? 0)) return undefined;
  // The last stretch with less open time before it than wanted.
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((openBefore[middle] ?? 0) < open) low = middle;
    else high = middle;
  }
  const at = (openStart[low] ?? 0) + open - (openBefore[low] ?? 0);
  return covers(table, at) ? at : undefined;
}

/** The last instant after which that much open time is left, counted from the beginning; for going backwards. */
export function lastInstantOfOpen(table: Table, open: number): Instant | undefined {
  const { openBefore, openStart } = table;
  let low = 0;
  let high = openStart.length;
  if (open < 0) return undefined;
  // The last stretch with no more open time before it than wanted.
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((openBefore[middle] ?? 0) <= open) low = middle;
    else high = middle;
  }
  const at = (openStart[low] ?? 0) + open - (openBefore[low] ?? 0);
  return covers(table, at) ? at : undefined;
}

export function worksAt(table: Table, i: number): boolean {
  return (table.workBefore[i + 1] ?? 0) > (table.workBefore[i] ?? 0);
}

/** A date that the zone skipped has no length. */
export function existsAt(table: Table, i: number): boolean {
  return (table.dayStart[i] ?? 0) < (table.dayStart[i + 1] ?? 0);
}
