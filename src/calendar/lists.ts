import type { DayFact } from "./types.ts";

/** A holiday list of one's own. */
export interface HolidayList {
  /** Only this list counts, the country's data are left aside. */
  readonly replace: boolean;
  /** ISO dates, inclusive: the list is complete between them. */
  readonly knownFrom?: string;
  readonly knownUntil?: string;
  readonly days: ReadonlyMap<string, DayFact>;
}
