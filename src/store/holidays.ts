import { holidaySource } from "../calendar/holidays.ts";
import type { HolidayList } from "../calendar/lists.ts";
import type { DayFact, HolidaySource } from "../calendar/types.ts";

/** A holiday list as it is kept with a desk, so that every copy of the app counts by it. */
export interface StoredHolidays {
  /** The file that it came from, as the desk's file names it. */
  readonly file: string;
  /** For calendars of this country alone; for all that go by public holidays when absent. */
  readonly country?: string;
  readonly replace: boolean;
  readonly knownFrom?: string;
  readonly knownUntil?: string;
  readonly days: readonly (readonly [date: string, fact: DayFact])[];
}

export function storedHolidays(file: string, list: HolidayList, country?: string): StoredHolidays {
  const { days, ...rest } = list;
  const dates = [...days].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { file, ...rest, days: dates, ...(country === undefined ? {} : { country }) };
}

/** Lists that count for a country, as the calendar reads them. A calendar without public holidays has none. */
function listsFor(country: string, stored: readonly StoredHolidays[]): readonly HolidayList[] {
  if (country === "none") return [];
  return stored
    .filter((list) => list.country === undefined || list.country === country)
    .map((list) => ({ ...list, days: new Map(list.days) }));
}

/**
 * Where the public holidays of a desk's calendars come from: the country's own, with the desk's lists over them.
 *
 * @param from a country's own dates
 */
export function holidaysAt(
  stored: readonly StoredHolidays[],
  from: (country: string) => HolidaySource,
): (country: string) => HolidaySource {
  return (country) => {
    const extra = listsFor(country, stored);
    return extra.length === 0 ? from(country) : holidaySource(country, { extra, from });
  };
}
