/**
 * The words of the calendar library. Everything here is plain data: instants are milliseconds since 1970-01-01T00:00Z,
 * dates are ISO dates (`2026-10-08`) of the calendar's own zone, times of day are `HH:mm` with `24:00` as the end of
 * the day, zones are IANA names.
 */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** One sentence in both languages. */
export type Sentence = { readonly en: string; readonly "zh-CN": string };

// ── Lengths ────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * `seconds`, `minutes`, `hours` run by the clock, day and night. `working hours` run while the calendar is open.
 * Everything else counts dates. None is ever converted into another, except weeks (7 days), half months (15 days),
 * quarters (3 months), half years (6 months) and years (12 months), which are so defined.
 */
export type Unit =
  | "seconds"
  | "minutes"
  | "hours"
  | "working hours"
  | "days"
  | "working days"
  | "weeks"
  | "half months"
  | "months"
  | "quarters"
  | "half years"
  | "years";

export type Length = { readonly amount: number; readonly unit: Unit };

export type Moment = "same day" | "next day" | "next working day" | "same shift";

/** What a deadline may be limited by: a length, a moment, or a fixed time (a time of the case). */
export type TimeLimit = Length | Moment | { readonly at: Instant };

// ── Calendars ──────────────────────────────────────────────────────────────────────────────────────────────────────

export type WeekdayName = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** `HH:mm-HH:mm`; an end before its start runs over midnight; `24:00` is the end of the day. */
export type Interval = string;

export interface CalendarSpec {
  /** IANA zone. */
  readonly zone: string;
  /** Country code of the public holidays, or `none`. */
  readonly holidays: string;
  /** `always`: open day and night, every day a working day, holidays too; only `dates` can close a day. */
  readonly hours: "always" | { readonly [Day in WeekdayName]?: readonly Interval[] };
  /** Dates with hours of their own, before holidays and the week: an empty list closes the day. ISO dates. */
  readonly dates: { readonly [date: string]: readonly Interval[] };
  readonly shifts: { readonly [name: string]: Interval };
  /** Names of further calendars whose open hours are united with these (several sites). */
  readonly unite: readonly string[];
}

// ── Counting ───────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Named ways of counting dates; `docs/calendar.md` has one worked example for each.
 *
 * - `civil-code` (default): PRC Civil Code, articles 200 to 204. The day of receipt is not counted; the period ends at
 *   the close of business of its last day; a last day that is no working day moves to the next working day.
 * - `clock`: as `civil-code`, but it ends at the time of day at which it began.
 * - `first-day-counts`: as `civil-code`, but the day of receipt is day 1, unless business is already over.
 * - `no-roll`: as `civil-code`, but the last day stays where it is (24:00 where there are no business hours).
 * - `receipt-moves-on`: as `civil-code`, but what comes in on a closed day counts as received on the next working day.
 * - `midnight`: as `civil-code`, but the last day runs until 24:00.
 */
export type CountingName = "civil-code" | "clock" | "first-day-counts" | "no-roll" | "receipt-moves-on" | "midnight";

/** A way of counting, spelled out. What is left out is taken from `base` (default `civil-code`). */
export interface CountingRule {
  readonly base?: CountingName;
  readonly firstDay?: "not counted" | "counted";
  /** What a day of receipt that is no working day does. */
  readonly closedStart?: "stays" | "next working day";
  /** From this time of day on, the case counts as received on the next working day. */
  readonly cutOff?: "none" | "close of business" | `${number}:${number}`;
  readonly roll?: "next working day" | "none";
  readonly end?: "close of business" | "midnight" | "same time";
  /** A month without that date: its last day; or the days beyond run into the next month; or last stays last. */
  readonly monthEnd?: "last day" | "next month" | "last stays last";
}

/** How days are counted; the default is the PRC Civil Code, articles 200 to 204. */
export type Counting = CountingName | CountingRule;

// ── Questions and answers ──────────────────────────────────────────────────────────────────────────────────────────

/** The clock stood from `from` until `to`. Without `to` it still stands. */
export type Pause = { readonly from: Instant; readonly to?: Instant };

export interface DueRequest {
  readonly from: Instant;
  readonly limit: TimeLimit;
  /** Default `civil-code`. Has no effect on seconds, minutes, hours and working hours. */
  readonly counting?: Counting;
  /** In any order; overlapping and doubled ones are united, what lies before `from` is ignored. */
  readonly pauses?: readonly Pause[];
  /** For `same shift`: the shift meant. Without it, the shift that runs at `from`, else the next one. */
  readonly shift?: string;
  /** Until when a pause without end has lasted so far. Without it, such a pause has only just begun. */
  readonly now?: Instant;
}

export interface Due {
  readonly at: Instant;
  /** The result depends on days for which no holidays are published yet. */
  readonly provisional: boolean;
  /** The clock stands; `at` is the deadline as it would be if it ran again at once. */
  readonly paused?: true;
}

/** A warning: at a share of the span (0 to 1), or a length before the end. */
export type Warning = { readonly share: number } | { readonly before: Length };

export type ExplainKind =
  | "start"
  | "limit"
  | "pause"
  | "paused"
  | "not counted"
  | "moved"
  | "counted"
  | "skipped"
  | "clock change"
  | "roll"
  | "end"
  | "provisional"
  | "shift"
  | "fixed";

export interface ExplainLine {
  /** The running date after this line, where the line moves it. */
  readonly at?: Instant;
  readonly kind: ExplainKind;
  /** How much of the budget this line used, in the limit's own unit (milliseconds for clock and working hours). */
  readonly used?: number;
  readonly text: Sentence;
}

// ── Holidays ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** What is special about a date: `holiday` closes it, `working` makes a working day of it (China's 调休). */
export interface DayFact {
  readonly kind: "holiday" | "working";
  readonly name: Sentence;
  /** A holiday that begins during the day: business ends then. `HH:mm`. */
  readonly closesAt?: string;
}

/** Public holidays of a country, as a value. Made by `holidaySource`. */
export interface HolidaySource {
  /** ISO 3166-1 country code, perhaps with a region (`DE-BY`); `none` for no holidays. */
  readonly country: string;
  /** ISO dates, both inclusive: outside, nothing has been published yet. Absent = no such limit. */
  readonly knownFrom?: string;
  readonly knownUntil?: string;
  /** The special dates of a year, by ISO date. */
  readonly year: (year: number) => ReadonlyMap<string, DayFact>;
}

// ── The compiled calendar ──────────────────────────────────────────────────────────────────────────────────────────

/**
 * A run of dates with sums of open time and of working days, so that every question is a look-up. Index i is the date
 * `firstDay + i` (days since 1970-01-01). A date begins at the first instant at which the local clock shows it.
 */
export interface Table {
  readonly firstDay: number;
  readonly days: number;
  /** Where each date begins; one more than `days`. A date that a zone skipped begins where the next one does. */
  readonly dayStart: Float64Array;
  /** When business ends on each date; where there is none, the end of the date (24:00). Never decreasing. */
  readonly close: Float64Array;
  /** How many working days lie before date i; one more than `days`. */
  readonly workBefore: Int32Array;
  /** Indexes of the working days. */
  readonly workDays: Int32Array;
  /** What made each date what it is: one of `DAY_KINDS`. */
  readonly kind: Uint8Array;
  /** Indexes of the dates that the zone skipped: almost always none. */
  readonly skipped: readonly number[];
  /** Open time as disjoint stretches, ascending. */
  readonly openStart: Float64Array;
  readonly openEnd: Float64Array;
  /** Open milliseconds before stretch i; one more than there are stretches. */
  readonly openBefore: Float64Array;
  /** First stretch that ends after the beginning of date i; one more than `days`. */
  readonly firstOpen: Int32Array;
}

/** A calendar that has been checked and can answer. Made by `compileCalendar`; ask it through the functions. */
export interface Calendar {
  readonly spec: CalendarSpec;
  readonly zone: string;
  /** Known holidays of the calendar and of all sites united in it, ISO dates, inclusive. */
  readonly knownFrom?: string;
  readonly knownUntil?: string;
  /** Open day and night without exception other than `dates`. */
  readonly always: boolean;
  readonly source: HolidaySource;
  /** Calendars united in this one. */
  readonly sites: readonly Calendar[];
  /** The table over these dates (days since 1970-01-01, inclusive) or more; it grows when asked for more. */
  readonly tableOver: (firstDay: number, lastDay: number) => Table;
}
