/** Warnings before a deadline, computed backwards on the same calendar. */

import { meaningOf } from "./amounts.ts";
import { addWorkingTime, openingAt, workingTime } from "./ask.ts";
import { addMonths, DAY_MS, MINUTE_MS } from "./dates.ts";
import { refuse } from "./errors.ts";
import { indexOf, tableBetween, worksAt } from "./lookup.ts";
import { orderly } from "./pauses.ts";
import type { Calendar, Instant, Length, Pause, Table, TimeLimit, Warning } from "./types.ts";

export interface WarningRequest {
  readonly from: Instant;
  readonly due: Instant;
  /** What the limit is counted in decides how a share is measured; without it, in open time. */
  readonly limit?: TimeLimit;
  /** Empty or absent: the language's default. */
  readonly warn?: readonly Warning[];
  readonly pauses?: readonly Pause[];
  readonly now?: Instant;
}

/** Spans below this have no warning by default: the first ping is the warning. */
const TOO_SHORT = 15 * MINUTE_MS;
/** Spans above this are also warned of on the morning of the due day. */
const LONG = 2 * DAY_MS;
const DEFAULT_SHARE = 0.8;

/**
 * The instants at which to warn, ascending, each once, all after `from` and before `due`.
 *
 * - A share counts what runs: real time for limits in seconds, minutes, hours and for fixed times; open time for
 *   everything else (real time where none lies between). Paused time does not count.
 * - A length before the end: seconds to hours by the clock; working hours in open time; dates lead to the opening of the
 *   working day that lies at least so many dates (working days, months …) before the due day.
 * - By default: at 80 %; for spans over 2 days also at the opening of the due day; none for spans under 15 minutes.
 *
 * @throws CalendarError `bad-warning` for a share outside 0 to 1 or a length that is not positive, `out-of-range`
 */
export function warnings(calendar: Calendar, request: WarningRequest): readonly Instant[] {
  const { from, due, warn } = request;
  if (due <= from) return [];
  const wanted =
    warn && warn.length > 0 ? warn.map((one) => instantOfWarning(calendar, request, one)) : usual(calendar, request);
  return [...new Set(wanted)].filter((at) => at > from && at < due).toSorted((a, b) => a - b);
}

function usual(calendar: Calendar, request: WarningRequest): readonly Instant[] {
  const { from, due } = request;
  if (due - from < TOO_SHORT) return [];
  const share = atShare(calendar, request, DEFAULT_SHARE);
  if (due - from <= LONG) return [share];
  const table = tableBetween(calendar, from, due);
  const morning = openingAt(table, dueIndex(table, due));
  return morning === undefined ? [share] : [share, morning];
}

function instantOfWarning(calendar: Calendar, request: WarningRequest, warning: Warning): Instant {
  if ("share" in warning) {
    if (!(warning.share >= 0 && warning.share <= 1)) refuseWarning(`${warning.share * 100} %`);
    return atShare(calendar, request, warning.share);
  }
  if (!(warning.before.amount > 0)) refuseWarning(`${warning.before.amount} ${warning.before.unit}`);
  return before(calendar, request, warning.before);
}

/** When that share of the span has run, without pauses: counted backwards, so that it never lands on a close. */
function atShare(calendar: Calendar, request: WarningRequest, share: number): Instant {
  const { from, due, limit } = request;
  const standing = orderly(request.pauses, from, request.now ?? due)
    .filter((pause) => pause.from < due)
    .map((pause) => ({ from: pause.from, to: Math.min(pause.to, due) }));
  const byClock = runsByClock(limit) || workingTime(calendar, from, due) === 0;
  const measure = (a: Instant, b: Instant): number => (byClock ? b - a : workingTime(calendar, a, b));
  const back = (ms: number): Instant => (byClock ? due - ms : addWorkingTime(calendar, due, -ms));
  const runs = standing.reduce((sum, pause) => sum - measure(pause.from, pause.to), measure(from, due));
  let left = Math.round(runs * (1 - share));
  for (const pause of standing.toReversed()) {
    if (pause.to <= back(left)) break;
    left += measure(pause.from, pause.to);
  }
  return back(left);
}

function runsByClock(limit: TimeLimit | undefined): boolean {
  if (limit === undefined || typeof limit === "string") return false;
  return "at" in limit || meaningOf(limit.unit).by === "clock";
}

function before(calendar: Calendar, { from, due }: WarningRequest, length: Length): Instant {
  const { by, count } = meaningOf(length.unit);
  const amount = length.amount * count;
  if (by === "clock") return due - Math.round(amount);
  if (by === "open") return addWorkingTime(calendar, due, -Math.round(amount));
  const table = tableBetween(calendar, Math.min(from, due - (amount + 7) * 31 * DAY_MS), due);
  const last = dueIndex(table, due);
  if (by === "working") return openingBefore(table, table.workDays[(table.workBefore[last] ?? 0) - amount] ?? -1, due);
  const back = by === "dates" ? last - amount : addMonths(table.firstDay + last, -amount, "last day") - table.firstDay;
  return openingBefore(table, back, due);
}

/** The opening of the last working day not after i; warnings at night help nobody. */
function openingBefore(table: Table, i: number, due: Instant): Instant {
  for (let j = i; j >= 0 && j > i - 60; j -= 1) {
    if (worksAt(table, j)) return openingAt(table, j) ?? due;
  }
  return table.dayStart[Math.max(0, i)] ?? due;
}

/** The date on which a deadline ends: at 24:00 that is the date before. */
function dueIndex(table: Table, due: Instant): number {
  return indexOf(table, due - 1);
}

function refuseWarning(what: string): never {
  return refuse(
    "bad-warning",
    `A warning at "${what}" is impossible. Write a share between 0 and 100 % or a length before the end`,
    `“${what}”不能作为提醒时间，请写0至100%的比例或到期前的时长`,
  );
}
