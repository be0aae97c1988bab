import type { Calendar } from "../calendar/types.ts";
import type { Regulation } from "../regulation/shape.ts";
import type { Desk, People } from "./desk.ts";

/** The calendars of an edition, compiled with the holidays known today. */
export interface Calendars {
  readonly default: Calendar;
  readonly [name: string]: Calendar;
}

/** Everything that a rule may know besides the case: read inside the transaction, after the lock. */
export interface Context {
  readonly regulation: Regulation;
  readonly calendars: Calendars;
  readonly desk: Desk;
  readonly people: People;
  /** How many alike, by count id, this case included where it counts. */
  readonly counts: { readonly [count: string]: number };
  /** Lists on which this case's complainant, vehicle … stands. */
  readonly listed: readonly string[];
  /** Instant, ms since 1970. */
  readonly now: number;
}
