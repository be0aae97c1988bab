import { horizonNotice } from "../calendar/changes.ts";
import type { Sentence } from "../calendar/types.ts";
import type { Calendars } from "./context.ts";

/** Until when holidays are known, and what to tell those who run the desk once that is near or over. */
export interface Horizon {
  /** ISO date, included. */
  readonly until: string;
  /** From 60 days before on. */
  readonly notice?: { readonly daysLeft: number; readonly text: Sentence };
}

/** The horizon of the calendar that ends first; undefined where none of them ends. */
export function horizonOf(calendars: Calendars, now: number): Horizon | undefined {
  const [first] = Object.values(calendars).toSorted((a, b) => ((a.knownUntil ?? "~") < (b.knownUntil ?? "~") ? -1 : 1));
  if (first?.knownUntil === undefined) return undefined;
  const notice = horizonNotice(first, now);
  return { until: first.knownUntil, ...(notice === undefined ? {} : { notice }) };
}
