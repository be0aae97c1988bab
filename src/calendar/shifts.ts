/** Named shifts: "by the end of this shift". A shift takes place on every date on which the calendar is open. */

import { DAY_MS, MINUTE_MS } from "./dates.ts";
import { refuse } from "./errors.ts";
import { stretchOf } from "./hours.ts";
import { furtherTable, indexOf, tableAt, worksAt } from "./lookup.ts";
import type { Standing } from "./pauses.ts";
import type { Calendar, Instant, Table } from "./types.ts";
import { instantAt, zoneOf } from "./zone.ts";

/** One occurrence of a shift. */
export interface Shift {
  readonly name: string;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The shift that runs at an instant, else the next to begin; with `name`, only that shift. Of two that run at once, the
 * one that ends first; of two that begin at once, likewise.
 *
 * @throws CalendarError `no-shifts`, `unknown-shift`, `out-of-range`
 */
export function shiftAt(calendar: Calendar, at: Instant, name?: string): Shift {
  const names = shiftNames(calendar, name);
  let table = tableAt(calendar, at);
  const today = table.firstDay + indexOf(table, at);
  // Yesterday's night shift may still run.
  const running = [today - 1, today]
    .flatMap((day) => shiftsOn(calendar, table, day, names))
    .filter((shift) => shift.from <= at && shift.to > at)
    .toSorted((a, b) => a.to - b.to)[0];
  if (running) return running;
  for (let day = today; ; day += 1) {
    while (day >= table.firstDay + table.days) table = furtherTable(calendar, table, 1);
    const next = shiftsOn(calendar, table, day, names)
      .filter((shift) => shift.from > at)
      .toSorted((a, b) => a.from - b.from || a.to - b.to)[0];
    if (next) return next;
  }
}

/** The occurrences that begin on a date; none on a date that is not worked, none that the clocks skipped. */
function shiftsOn(calendar: Calendar, table: Table, day: number, names: readonly string[]): readonly Shift[] {
  const i = day - table.firstDay;
  if (i < 0 || !worksAt(table, i)) return [];
  const zone = zoneOf(calendar.zone);
  return names
    .map((name) => {
      const stretch = stretchOf(calendar.spec.shifts[name] ?? "");
      const [from, to] = [stretch.from, stretch.to].map((at) => instantAt(zone, day * DAY_MS + at * MINUTE_MS));
      return { name, from: from ?? 0, to: to ?? 0 };
    })
    .filter((shift) => shift.to > shift.from);
}

/** The end of the shift at `from`; an end that falls into a pause is no end, the next one is. */
export function shiftDue(
  calendar: Calendar,
  request: { readonly from: Instant; readonly shift?: string | undefined; readonly standing: readonly Standing[] },
): { readonly shift: Shift; readonly paused: boolean } {
  let shift = shiftAt(calendar, request.from, request.shift);
  let paused = false;
  for (const pause of request.standing) {
    if (shift.to <= pause.from) break;
    paused ||= pause.open;
    if (shift.to <= pause.to) shift = shiftAt(calendar, pause.to, request.shift);
  }
  return { shift, paused };
}

function shiftNames(calendar: Calendar, name: string | undefined): readonly string[] {
  const names = Object.keys(calendar.spec.shifts);
  if (names.length === 0) {
    refuse("no-shifts", "This calendar has no shifts, so nothing can end with one", "该日历未设班次，无法按班次计算");
  }
  if (name === undefined) return names;
  if (names.includes(name)) return [name];
  return refuse(
    "unknown-shift",
    `There is no shift "${name}". The shifts are ${names.join(", ")}`,
    `没有“${name}”这个班次，现有班次：${names.join("、")}`,
  );
}
