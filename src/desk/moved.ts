/**
 * What a changed calendar does to a case: a holiday that is announced moves limits that run, and never those that have
 * ended. To know which moved, the ends are kept beside the case as they were when it was last judged.
 */

import { fingerprint } from "../calendar/changes.ts";
import { localDate } from "../calendar/zone.ts";
import type { Case } from "./case.ts";
import { clocksOf } from "./clocks.ts";
import type { Calendars, Context } from "./context.ts";
import type { ClockKey, NewEvent } from "./events.ts";

/** When a limit ends (ms since 1970), and whether that still hangs on holidays that are not published. */
export interface KeptDue {
  readonly at: number;
  readonly provisional?: true;
}

export type Dues = { readonly [clock: ClockKey]: KeptDue };

/** The years around a moment of which a mark tells; a limit that ends later is looked at again when they move on. */
export function markedYears(calendars: Calendars, now: number): { readonly from: number; readonly to: number } {
  const year = Number(localDate(calendars.default.zone, now).slice(0, 4));
  return { from: year - 1, to: year + 2 };
}

const marks = new WeakMap<Calendars, Map<number, string>>();

/**
 * A short text that changes when the calendars say something else of last year, this one or the next two, and when a
 * year has passed. Calendars are values, so it is worked out once.
 */
export function calendarMark(calendars: Calendars, now: number): string {
  const years = markedYears(calendars, now);
  const known = marks.get(calendars) ?? new Map<number, string>();
  marks.set(calendars, known);
  const before = known.get(years.from);
  if (before !== undefined) return before;
  const parts = Object.entries(calendars).map(([name, calendar]) => `${name} ${fingerprint(calendar, years)}`);
  const mark = [`${years.from}-${years.to}`, ...parts].join(", ");
  known.set(years.from, mark);
  return mark;
}

/** The ends of all limits that run or have ended. One that stands still has no end yet; it is told when it runs again. */
export function duesOf(current: Case, context: Context): Dues {
  const kept = clocksOf(current, context).flatMap(({ key, due, state, provisional }): readonly [string, KeptDue][] => {
    if (due === undefined || state === "paused" || state === "dropped") return [];
    return [[key, { at: due, ...(provisional ? { provisional: true as const } : {}) }]];
  });
  return Object.fromEntries(kept);
}

/**
 * What is on the record once the calendars have changed: every limit that runs and ends at another time has moved;
 * every limit that has ended keeps the end by which it was met or missed. A provisional end that became firm where it
 * was is no news.
 *
 * @param former the ends by the calendars as they were, of the very same state of the case
 */
export function movedDates(former: Dues, current: Case, context: Context): readonly NewEvent[] {
  return clocksOf(current, context).flatMap((clock): readonly NewEvent[] => {
    const from = former[clock.key]?.at;
    if (from === undefined || clock.due === undefined || clock.due === from) return [];
    const base = { clock: clock.key, deadline: clock.rule.id };
    if (clock.endedAt !== undefined) return [{ type: "dates-kept", ...base, due: from }];
    const runs = clock.state === "running" || clock.state === "asked";
    return runs ? [{ type: "dates-moved", ...base, from, to: clock.due }] : [];
  });
}

/** Cards say of a provisional end that it is one: do they have to be drawn again, although nothing moved? */
export function firmnessChanged(former: Dues, now: Dues): boolean {
  return Object.entries(now).some(([key, due]) => {
    const before = former[key];
    return before !== undefined && before.provisional !== due.provisional;
  });
}
