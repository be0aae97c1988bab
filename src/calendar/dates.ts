/**
 * Dates without zones. A day is a whole number: days since 1970-01-01. Gregorian throughout. The two conversions are
 * Howard Hinnant's `days_from_civil` and `civil_from_days`.
 */

import { refuse } from "./errors.ts";
import type { CountingRule } from "./types.ts";

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

/** The library answers for instants from 1970 up to the end of 2099, in every zone. */
export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2099;
export const FIRST_DAY = 0;
export const LAST_DAY = dayNumber(LAST_YEAR, 12, 31);

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

/** Days since 1970-01-01. `month` is 1 to 12. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civilOf(dayNo: number): CivilDate {
  const z = dayNo + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

export function isoOf(dayNo: number): string {
  const { year, month, day } = civilOf(dayNo);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** @throws CalendarError `bad-date` for anything but an existing `YYYY-MM-DD`. */
export function dayOfIso(text: string): number {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found) {
    const dayNo = dayNumber(Number(found[1]), Number(found[2]), Number(found[3]));
    if (isoOf(dayNo) === text) return dayNo;
  }
  return refuse(
    "bad-date",
    `"${text}" is not a date. Write it as YYYY-MM-DD`,
    `“${text}”不是有效日期，请写成 YYYY-MM-DD`,
  );
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(dayNo: number): number {
  return (((dayNo + 3) % 7) + 7) % 7;
}

export function daysInMonth(year: number, month: number): number {
  return month === 12 ? 31 : dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);
}

/**
 * The corresponding date `months` later (or earlier). Where that month has no such date, `monthEnd` decides: its last
 * day (PRC Civil Code, article 202), the days beyond run on into the next month, or, with `last stays last`, the last
 * day of a month always leads to the last day of a month.
 */
export function addMonths(dayNo: number, months: number, monthEnd: NonNullable<CountingRule["monthEnd"]>): number {
  const { year, month, day } = civilOf(dayNo);
  const count = year * 12 + (month - 1) + months;
  const toYear = Math.floor(count / 12);
  const toMonth = count - toYear * 12 + 1;
  const length = daysInMonth(toYear, toMonth);
  if (monthEnd === "last stays last" && day === daysInMonth(year, month)) return dayNumber(toYear, toMonth, length);
  if (day <= length || monthEnd === "next month") return dayNumber(toYear, toMonth, 1) + day - 1;
  return dayNumber(toYear, toMonth, length);
}

export function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
