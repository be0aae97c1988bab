/** Quiet hours: from when on a ping may reach its reader. */

import { closeOfBusiness, isOpen, nextOpening, openingOf, workingDay } from "../calendar/ask.ts";
import { DAY_MS, MINUTE_MS } from "../calendar/dates.ts";
import type { Calendar } from "../calendar/types.ts";
import { instantOf, localDate } from "../calendar/zone.ts";
import type { Deadline } from "../regulation/shape.ts";
import type { Context } from "./context.ts";
import { calendarOf } from "./limits.ts";

/** When people may be rung up, wherever they are: desks that never close have people who sleep. */
const AWAKE = { from: "08:00", to: "20:00" } as const;

const REAL_HOURS = ["seconds", "minutes", "hours"];

function unitOf(rule: Deadline | undefined): string | undefined {
  return rule?.limit.kind === "length" ? rule.limit.length.unit : undefined;
}

/** Does this limit run in real hours, by night as by day? Then so do its pings. */
export function runsInRealHours(rule: Deadline): boolean {
  return REAL_HOURS.includes(unitOf(rule) ?? "");
}

/** Lunch is no pause, and the minute after closing still belongs to the day, for limits that end with it. */
function inBusiness(calendar: Calendar, at: number): number {
  const opening = workingDay(calendar, at) ? openingOf(calendar, at) : undefined;
  const within = opening !== undefined && at >= opening && at <= closeOfBusiness(calendar, at) + MINUTE_MS;
  return within || isOpen(calendar, at) ? at : nextOpening(calendar, at);
}

function awake(zone: string, at: number): number {
  const date = localDate(zone, at);
  const morning = instantOf(zone, { date, time: AWAKE.from });
  if (at <= morning) return morning;
  if (at <= instantOf(zone, { date, time: AWAKE.to }) + MINUTE_MS) return at;
  return instantOf(zone, { date: localDate(zone, at + DAY_MS), time: AWAKE.from });
}

/** So long a reminder waits for the morning's digest, and so long the digest takes to arrive. */
const DIGEST = { ahead: 2 * 3_600_000, takes: 5 * MINUTE_MS } as const;

/** A reminder that waits for the morning comes after the digest of that morning, which may have said it. */
export function afterDigest(at: number, { desk, calendars }: Context): number {
  const digest = instantOf(desk.zone, { date: localDate(desk.zone, at), time: desk.digestAt });
  const soon = at < digest + DIGEST.takes && digest - at <= DIGEST.ahead;
  return soon && workingDay(calendars.default, at) ? digest + DIGEST.takes : at;
}

/** When the desk works and the reader is awake, from now on. */
function goodTime(zone: string, rule: Deadline | undefined, context: Context): number {
  const { now } = context;
  // Calendar days run on closed days, too, but not by night.
  if (unitOf(rule) === "days") return awake(zone, now);
  const calendar = rule === undefined ? context.calendars.default : calendarOf(rule, context);
  const first = awake(zone, inBusiness(calendar, now));
  // An evening's ping must not come on the free morning after it.
  return workingDay(calendar, first) ? first : awake(zone, inBusiness(calendar, first));
}

/** Would a ping about this limit have to wait, if it could? `zone` is the reader's. */
export function isQuiet(zone: string, rule: Deadline | undefined, context: Context): boolean {
  return goodTime(zone, rule, context) > context.now;
}

/**
 * A ping outside the desk's business, or outside its reader's own day, waits for the next opening in which its reader
 * is awake. A limit in real hours waits for nobody.
 *
 * @param zone the reader's
 * @param rule the limit that the ping is about
 * @returns not before this instant; undefined = now
 */
export function quietUntil(zone: string, rule: Deadline | undefined, context: Context): number | undefined {
  if (rule !== undefined && runsInRealHours(rule)) return undefined;
  const at = goodTime(zone, rule, context);
  return at > context.now ? at : undefined;
}
