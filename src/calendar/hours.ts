/** Opening hours as they are written: `09:00-12:00`, `22:00-06:00`, `00:00-24:00`. */

import { two } from "./dates.ts";
import { refuse } from "./errors.ts";
import type { CalendarSpec, Interval, WeekdayName } from "./types.ts";

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const satisfies readonly WeekdayName[];

/** Minutes since midnight; `to` is above 1440 where the stretch runs over midnight. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Minutes since midnight of `HH:mm`, `24:00` included. @throws CalendarError `bad-time` */
export function minutesOf(text: string): number {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  const minutes = Number(found?.[1]) * 60 + Number(found?.[2]);
  if (found && Number(found[2]) < 60 && minutes <= 1440) return minutes;
  return refuse(
    "bad-time",
    `"${text}" is not a time of day. Write it as HH:mm, from 00:00 to 24:00`,
    `“${text}”不是有效时刻，请写成 HH:mm（00:00至24:00）`,
  );
}

/** @throws CalendarError `bad-interval`, `bad-time` */
export function stretchOf(interval: Interval): Stretch {
  const parts = interval.split(/\s*[-–—~]\s*/);
  if (parts.length !== 2) {
    return refuse(
      "bad-interval",
      `"${interval}" is not a stretch of time. Write it as HH:mm-HH:mm`,
      `“${interval}”不是时间段，请写成 HH:mm-HH:mm`,
    );
  }
  const from = minutesOf(parts[0] ?? "");
  const to = minutesOf(parts[1] ?? "");
  if (from === to || from === 1440) {
    return refuse(
      "bad-interval",
      `"${interval}" ends where it starts. Write 00:00-24:00 for a whole day`,
      `“${interval}”的起止相同；全天请写 00:00-24:00`,
    );
  }
  return { from, to: to > from ? to : to + 1440 };
}

/** The stretches of one date, ascending. @throws CalendarError `bad-interval`, `bad-time`, `overlap` */
export function stretchesOf(intervals: readonly Interval[], where: string): readonly Stretch[] {
  const stretches = intervals.map(stretchOf).toSorted((a, b) => a.from - b.from);
  for (const [index, stretch] of stretches.entries()) {
    const before = stretches[index - 1];
    if (before && stretch.from < before.to) refuseOverlap(where, before, stretch);
  }
  return stretches;
}

/** The stretches of each weekday, Monday first. @throws CalendarError `overlap`, also over midnight into the next day */
export function weekOf(hours: Exclude<CalendarSpec["hours"], "always">): readonly (readonly Stretch[])[] {
  const week = WEEKDAYS.map((name) => stretchesOf(hours[name] ?? [], name));
  for (const [index, today] of week.entries()) {
    const last = today.at(-1);
    const tomorrow = week[(index + 1) % 7]?.[0];
    if (last && tomorrow && last.to - 1440 > tomorrow.from) {
      refuseOverlap(WEEKDAYS[index] ?? "", last, { from: tomorrow.from, to: tomorrow.to });
    }
  }
  return week;
}

function refuseOverlap(where: string, a: Stretch, b: Stretch): never {
  return refuse(
    "overlap",
    `The hours ${writtenStretch(a)} and ${writtenStretch(b)} (${where}) overlap`,
    `营业时间 ${writtenStretch(a)} 与 ${writtenStretch(b)}（${where}）重叠`,
  );
}

export function writtenStretch(stretch: Stretch): string {
  return `${writtenMinutes(stretch.from)}-${writtenMinutes(stretch.to > 1440 ? stretch.to - 1440 : stretch.to)}`;
}

export function writtenMinutes(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
