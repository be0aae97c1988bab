/** When a deadline ends. Pure; instants are milliseconds since 1970 UTC. */

import { amountOf, type Amount } from "./amounts.ts";
import { addWorkingTime, workingTime } from "./ask.ts";
import { fullRule, type FullRule } from "./counting.ts";
import { dayOfIso } from "./dates.ts";
import { countDates, type DateCount } from "./days.ts";
import { refuse } from "./errors.ts";
import { furtherTable, indexOf, tableAt } from "./lookup.ts";
import { orderly, type Standing } from "./pauses.ts";
import { shiftDue } from "./shifts.ts";
import type { Calendar, Counting, Due, DueRequest, Instant, Moment } from "./types.ts";
import { checkedInstant } from "./zone.ts";

/**
 * When a deadline ends.
 *
 * Seconds, minutes and hours run from the moment, day and night. Working hours run while the calendar is open. Dates
 * are counted as `counting` says. Pauses are measured in the limit's own unit and added to its budget.
 *
 * @throws CalendarError `negative`, `absurd`, `not-whole`, `out-of-range`, `pause-backwards`, `unknown-counting`,
 *   `unknown-length`, `no-shifts`, `unknown-shift`
 */
export function dueAt(calendar: Calendar, request: DueRequest): Due {
  const from = checkedInstant(request.from);
  const standing = orderly(request.pauses, from, request.now);
  const { limit } = request;
  if (typeof limit === "object" && "at" in limit) {
    return answer(clockDue(checkedInstant(limit.at), standing), false);
  }
  if (limit === "same shift") {
    const { shift, paused } = shiftDue(calendar, { from, shift: request.shift, standing });
    return answer({ at: shift.to, paused }, isBeyond(calendar, from, shift.to));
  }
  const amount = typeof limit === "string" ? momentAmount(limit) : amountOf(limit);
  switch (amount.by) {
    case "clock":
      return answer(clockDue(checkedInstant(from + amount.count), standing), false);
    case "open": {
      const due = openDue(calendar, from, amount.count, standing);
      return answer(due, isBeyond(calendar, from, due.at));
    }
    default: {
      const count = dateCount(calendar, request, standing);
      return answer(count, isBeyondDays(calendar, count.table.firstDay + count.received, lastDay(count)));
    }
  }
}

function answer(due: { readonly at: Instant; readonly paused: boolean }, provisional: boolean): Due {
  const at = checkedInstant(due.at);
  return due.paused ? { at, provisional, paused: true } : { at, provisional };
}

// ── By the clock ───────────────────────────────────────────────────────────────────────────────────────────────────

interface Reached {
  readonly at: Instant;
  readonly paused: boolean;
}

function clockDue(end: Instant, standing: readonly Standing[]): Reached {
  let at = end;
  let paused = false;
  for (const pause of standing) {
    if (pause.from >= at) break;
    at += pause.to - pause.from;
    paused ||= pause.open;
  }
  return { at, paused };
}

function openDue(calendar: Calendar, from: Instant, ms: number, standing: readonly Standing[]): Reached {
  let budget = ms;
  let at = addWorkingTime(calendar, from, budget);
  let paused = false;
  for (const pause of standing) {
    if (pause.from >= at) break;
    budget += workingTime(calendar, pause.from, pause.to);
    at = addWorkingTime(calendar, from, budget);
    paused ||= pause.open;
  }
  return { at, paused };
}

// ── By dates ───────────────────────────────────────────────────────────────────────────────────────────────────────

const ONE_DATE: Amount = { by: "dates", count: 1 };
const ONE_WORKING_DAY: Amount = { by: "working", count: 1 };

function momentAmount(moment: Moment): Amount {
  switch (moment) {
    case "same day":
    case "next working day":
      return ONE_WORKING_DAY;
    case "next day":
      return ONE_DATE;
    case "same shift":
      return ONE_WORKING_DAY;
  }
  return refuse("unknown-length", `"${String(moment)}" is not a limit`, `“${String(moment)}”不是时限`);
}

/**
 * The rule for a moment. `same day` is one working day that counts from the first: what comes after hours or on a
 * closed day has the next working day. A moment never keeps the time of day.
 */
export function ruleFor(limit: DueRequest["limit"], counting: Counting | undefined): FullRule {
  const rule = fullRule(counting);
  if (typeof limit !== "string") return rule;
  const end = rule.end === "same time" ? "close of business" : rule.end;
  return { ...rule, end, firstDay: limit === "same day" ? "counted" : "not counted" };
}

/** The count of dates behind a deadline, for the deadline itself and for its explanation. */
export function dateCount(calendar: Calendar, request: DueRequest, standing: readonly Standing[]): DateCount {
  const { from, limit, counting } = request;
  const amount = typeof limit === "string" ? momentAmount(limit) : "at" in limit ? ONE_DATE : amountOf(limit);
  const question = { from, amount, rule: ruleFor(limit, counting), standing };
  let table = tableAt(calendar, from);
  for (;;) {
    const count = countDates(calendar, table, question);
    if (count) return count;
    table = furtherTable(calendar, table, 1);
  }
}

function lastDay(count: DateCount): number {
  return count.table.firstDay + count.last;
}

// ── The horizon of the holidays ────────────────────────────────────────────────────────────────────────────────────

/** Whether an answer over these instants depends on dates for which nothing has been published. */
export function isBeyond(calendar: Calendar, from: Instant, to: Instant): boolean {
  if (calendar.knownFrom === undefined && calendar.knownUntil === undefined) return false;
  const table = tableAt(calendar, from);
  const last = tableAt(calendar, to);
  return isBeyondDays(calendar, table.firstDay + indexOf(table, from), last.firstDay + indexOf(last, to));
}

function isBeyondDays(calendar: Calendar, first: number, last: number): boolean {
  const { knownFrom, knownUntil } = calendar;
  return (
    (knownUntil !== undefined && last > dayOfIso(knownUntil)) ||
    (knownFrom !== undefined && first < dayOfIso(knownFrom))
  );
}
