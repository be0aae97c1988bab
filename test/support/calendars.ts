/** Calendars that many tests ask, and times as people write them. */

import { compileCalendar } from "../../src/calendar/calendar.ts";
import { holidaySource } from "../../src/calendar/holidays.ts";
import { localDate, localTime } from "../../src/calendar/zone.ts";
import { parseInstant } from "../../src/calendar/report.ts";
import type { Calendar, CalendarSpec, Interval } from "../../src/calendar/types.ts";

export const OFFICE: readonly Interval[] = ["09:00-12:00", "13:30-18:00"];

export function week(
  intervals: readonly Interval[],
  weekend: readonly Interval[] = [],
): Exclude<CalendarSpec["hours"], "always"> {
  return {
    mon: intervals,
    tue: intervals,
    wed: intervals,
    thu: intervals,
    fri: intervals,
    sat: weekend,
    sun: weekend,
  };
}

export function specOf(own: Partial<CalendarSpec> = {}): CalendarSpec {
  return {
    zone: "Asia/Shanghai",
    holidays: "CN",
    hours: week(OFFICE),
    dates: {},
    shifts: {},
    unite: [],
    ...own,
  };
}

export function calendarOf(own: Partial<CalendarSpec> = {}): Calendar {
  return compileCalendar(specOf(own), { holidays: holidaySource });
}

/** The instant of a local time, `2026-09-29 10:00`. */
export function at(calendar: { readonly zone: string }, time: string): number {
  return parseInstant(calendar.zone, time);
}

/** A local time as people write it. */
export function local(calendar: { readonly zone: string }, instant: number): string {
  return `${localDate(calendar.zone, instant)} ${localTime(calendar.zone, instant)}`;
}
