import { dueAt } from "../calendar/due.ts";
import type { Calendar } from "../calendar/types.ts";
import { instantOf, localDate, localTime } from "../calendar/zone.ts";
import type { Period } from "../regulation/shape.ts";
import type { Case } from "./case.ts";
import type { Context } from "./context.ts";

const MONTH_NAMES = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** `20 February` as `02-20`; undefined for anything else. */
export function dayOfYear(text: string): string | undefined {
  const match = /^(\d{1,2}) ([A-Za-z]+)$/.exec(text);
  const month = MONTH_NAMES.indexOf(match?.[2]?.toLowerCase() ?? "") + 1;
  if (match?.[1] === undefined || month === 0) return undefined;
  return `${String(month).padStart(2, "0")}-${match[1].padStart(2, "0")}`;
}

function yearly(period: Period, at: number, zone: string): boolean | undefined {
  const from = dayOfYear(period.from);
  const until = period.until === undefined ? undefined : dayOfYear(period.until);
  if (from === undefined || until === undefined) return undefined;
  const day = localDate(zone, at).slice(5);
  // A season may run over New Year.
  return from <= until ? from <= day && day <= until : day >= from || day <= until;
}

function instantOfFact(current: Case, fact: string, zone: string): number | undefined {
  if (fact === "received") return current.roundStarts.at(-1);
  if (fact === "first-received") return current.firstReceivedAt;
  const value = current.facts[fact];
  if (typeof value === "number") return value;
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return instantOf(zone, { date: value, time: "00:00" });
  return current.doings.findLast((doing) => doing.step === fact && doing.stands)?.doneAt;
}

/** Is the instant in the period of this case? Undefined while the period has no beginning. */
export function isDuring(period: Period, at: number, current: Case, calendar: Calendar): boolean | undefined {
  const season = yearly(period, at, calendar.zone);
  if (season !== undefined) return season;
  const from = instantOfFact(current, period.from, calendar.zone);
  if (from === undefined) return undefined;
  if (period.for !== undefined)
    return from <= at && at <= dueAt(calendar, { from, limit: period.for, counting: "no-roll" }).at;
  // A length that is not given is none: until the company fills it in, a person decides.
  if (period.until === undefined) return undefined;
  const until = instantOfFact(current, period.until, calendar.zone);
  return until === undefined ? from <= at : from <= at && at <= until;
}

/**
 * The periods of the regulation in which the case was received (an occurrence of a duty: in which it opened). A period
 * that begins in the course of the case, such as the year after a proposal was put into practice, is judged by today.
 */
export function periodsOf(current: Case, context: Context): readonly string[] {
  const received = current.roundStarts.at(-1) ?? current.firstReceivedAt;
  const calendar = context.calendars.default;
  return context.regulation.periods
    .filter((period) => {
      const begins = instantOfFact(current, period.from, calendar.zone);
      const at = begins !== undefined && begins > received ? context.now : received;
      return isDuring(period, at, current, calendar) === true;
    })
    .map((period) => period.id);
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}

/** The named shifts that run at an instant. */
export function shiftsAt(at: number, calendar: Calendar): readonly string[] {
  const now = minutes(localTime(calendar.zone, at));
  return Object.entries(calendar.spec.shifts).flatMap(([name, interval]) => {
    const [from = 0, to = 0] = interval.split("-").map(minutes);
    const inside = from <= to ? from <= now && now < to : now >= from || now < to;
    return inside ? [name] : [];
  });
}
