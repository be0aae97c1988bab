/** What a length amounts to, and which lengths are refused. */

import { HOUR_MS, MINUTE_MS } from "./dates.ts";
import { refuse } from "./errors.ts";
import type { Length, Unit } from "./types.ts";
import { unitWords } from "./words.ts";

/**
 * - `clock`: milliseconds by the clock; `open`: milliseconds of open time.
 * - `dates`: so many dates; `working`: so many working days; `months`: so many months by the corresponding date.
 */
export interface Amount {
  readonly by: "clock" | "open" | "dates" | "working" | "months";
  readonly count: number;
}

const MEANING: { readonly [U in Unit]: Amount } = {
  seconds: { by: "clock", count: 1000 },
  minutes: { by: "clock", count: MINUTE_MS },
  hours: { by: "clock", count: HOUR_MS },
  "working hours": { by: "open", count: HOUR_MS },
  days: { by: "dates", count: 1 },
  "working days": { by: "working", count: 1 },
  weeks: { by: "dates", count: 7 },
  "half months": { by: "dates", count: 15 },
  months: { by: "months", count: 1 },
  quarters: { by: "months", count: 3 },
  "half years": { by: "months", count: 6 },
  years: { by: "months", count: 12 },
};

/** Nothing that a regulation may mean is longer than fifty years. */
const MOST = {
  clock: 50 * 366 * 24 * HOUR_MS,
  open: 50 * 366 * 24 * HOUR_MS,
  dates: 50 * 366,
  working: 50 * 366,
  months: 50 * 12,
} as const satisfies { readonly [By in Amount["by"]]: number };

export function meaningOf(unit: Unit): Amount {
  return Object.hasOwn(MEANING, unit) ? MEANING[unit] : refuseUnit(unit);
}

/**
 * A length in what it is counted by.
 *
 * @throws CalendarError `negative`, `absurd` (not finite, above fifty years, or no date at all), `not-whole` for parts
 *   of a date, `unknown-length` for an unknown unit
 */
export function amountOf(length: Length): Amount {
  const { by, count } = meaningOf(length.unit);
  const total = by === "clock" || by === "open" ? Math.round(length.amount * count) : length.amount * count;
  const written = `${length.amount} ${length.unit}`;
  const chinese = `${length.amount}${unitWords(length.unit)["zh-CN"]}`;
  if (length.amount < 0) {
    return refuse("negative", `${written} is negative. A limit must lie ahead`, `${chinese}为负数，时限必须在将来`);
  }
  if (!(total <= MOST[by]) || (total === 0 && by !== "clock" && by !== "open")) {
    return refuse("absurd", `${written} is no length of time that a limit can have`, `${chinese}不是合理的时限`);
  }
  if (by !== "clock" && by !== "open" && !Number.isInteger(length.amount)) {
    return refuse(
      "not-whole",
      `${written} is no whole number of dates`,
      `${chinese}不是整数，按日期计算的时限必须为整数`,
    );
  }
  return { by, count: total };
}

function refuseUnit(unit: string): never {
  return refuse("unknown-length", `"${unit}" is not a unit of time`, `“${unit}”不是时间单位`);
}
