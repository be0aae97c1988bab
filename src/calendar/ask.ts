/** The simple questions to a calendar. All instants are milliseconds since 1970 UTC; dates are the calendar's own. */

import { DAY_MS, isoOf } from "./dates.ts";
import { refuse } from "./errors.ts";
import {
  furtherTable,
  indexOf,
  instantOfOpen,
  lastInstantOfOpen,
  openUntil,
  stretchAfter,
  tableAt,
  tableBetween,
  worksAt,
} from "./lookup.ts";
import type { Calendar, Instant, Table } from "./types.ts";
import { instantAt, localOf, zoneOf } from "./zone.ts";

/** Whether the calendar is open. The opening instant is open, the closing instant is not. */
export function isOpen(calendar: Calendar, at: Instant): boolean {
  const table = tableAt(calendar, at);
  const start = table.openStart[stretchAfter(table, at)];
  return start !== undefined && start <= at;
}

/** The first instant from `at` on (`at` itself included) at which the calendar is open. @throws `out-of-range` */
export function nextOpening(calendar: Calendar, at: Instant): Instant {
  let table = tableAt(calendar, at);
  for (;;) {
    const start = table.openStart[stretchAfter(table, at)];
    if (start !== undefined) return Math.max(start, at);
    table = furtherTable(calendar, table, 1);
  }
}

/** When business ends on the date of `at`; its 24:00 where there are no business hours. */
export function closeOfBusiness(calendar: Calendar, at: Instant): Instant {
  const table = tableAt(calendar, at);
  return table.close[indexOf(table, at)] ?? 0;
}

/** When business begins on the date of `at`; undefined where nothing opens on that date. */
export function openingOf(calendar: Calendar, at: Instant): Instant | undefined {
  const table = tableAt(calendar, at);
  return openingAt(table, indexOf(table, at));
}

/** The first opening that lies on date i; where the calendar is open over midnight, the beginning of the date. */
export function openingAt(table: Table, i: number): Instant | undefined {
  const start = table.openStart[table.firstOpen[i] ?? 0];
  const begins = table.dayStart[i] ?? 0;
  if (!worksAt(table, i) || start === undefined) return undefined;
  // A night shift of the day before does not open this date unless nothing else does.
  const next = table.openStart[(table.firstOpen[i] ?? 0) + 1];
  if (start < begins && next !== undefined && next < (table.dayStart[i + 1] ?? 0)) return next;
  return start < (table.dayStart[i + 1] ?? 0) ? Math.max(start, begins) : undefined;
}

/** Whether the date of `at` is a working day: it has business hours of its own. */
export function workingDay(calendar: Calendar, at: Instant): boolean {
  const table = tableAt(calendar, at);
  return worksAt(table, indexOf(table, at));
}

/** The calendar's date at an instant, `YYYY-MM-DD`. */
export function dateOf(calendar: Calendar, at: Instant): string {
  const table = tableAt(calendar, at);
  return isoOf(table.firstDay + indexOf(table, at));
}

/** Open milliseconds between two instants; negative when `to` lies before `from`. */
export function workingTime(calendar: Calendar, from: Instant, to: Instant): number {
  const table = tableBetween(calendar, from, to);
  return openUntil(table, to) - openUntil(table, from);
}

/**
 * The instant by which `ms` of open time have passed since `from`; backwards for a negative `ms`. Exactly used up at the
 * end of business, it stays there and does not jump to the next opening; backwards, it stays at the opening.
 */
export function addWorkingTime(calendar: Calendar, from: Instant, ms: number): Instant {
  if (ms === 0) return from;
  let table = tableAt(calendar, from);
  for (;;) {
    const open = openUntil(table, from) + ms;
    const at = ms > 0 ? instantOfOpen(table, open) : lastInstantOfOpen(table, open);
    if (at !== undefined) return at;
    table = furtherTable(calendar, table, ms > 0 ? 1 : -1);
  }
}

/**
 * The same local time on the n-th working day after the date of `at`, or before it for a negative `days`; 0 answers
 * `at` itself. @throws CalendarError `not-whole`, `out-of-range`
 */
export function addWorkingDays(calendar: Calendar, at: Instant, days: number): Instant {
  if (!Number.isInteger(days)) refuse("not-whole", `${days} is no whole number of days`, `${days}不是整数天`);
  if (days === 0) return at;
  let table = tableAt(calendar, at);
  for (;;) {
    const i = indexOf(table, at);
    const rank = days > 0 ? (table.workBefore[i + 1] ?? 0) + days - 1 : (table.workBefore[i] ?? 0) + days;
    const found = table.workDays[rank];
    if (found !== undefined && rank >= 0) return sameTime(calendar, table, found, at);
    table = furtherTable(calendar, table, days > 0 ? 1 : -1);
  }
}

/** Working days after the date of `from` up to and including the date of `to`; negative the other way. */
export function workingDaysBetween(calendar: Calendar, from: Instant, to: Instant): number {
  const table = tableBetween(calendar, from, to);
  return (table.workBefore[indexOf(table, to) + 1] ?? 0) - (table.workBefore[indexOf(table, from) + 1] ?? 0);
}

/** The local time of day of `at` on date i of the table, by the rule of `zone.ts` for skipped and doubled times. */
export function sameTime(calendar: Calendar, table: Table, i: number, at: Instant): Instant {
  const zone = zoneOf(calendar.zone);
  return instantAt(zone, (table.firstDay + i) * DAY_MS + localOf(zone, at).ms);
}
