import { closeOfBusiness, nextOpening, workingDay } from "../calendar/ask.ts";
import { dueAt } from "../calendar/due.ts";
import type { Calendar } from "../calendar/types.ts";
import { instantOf, localDate } from "../calendar/zone.ts";
import type { Deadline, Duty, Regulation, Step } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import type { Case } from "./case.ts";
import type { Command } from "./commands.ts";
import type { Context } from "./context.ts";
import type { EventOf } from "./events.ts";
import { applies } from "./facts.ts";
import { NO_CASE } from "./fold.ts";
import { holdersOf } from "./people.ts";
import { dayOfYear, isDuring } from "./periods.ts";

/** A duty's occurrence is a case of this kind: the same pipe, the same clocks, the same pings. */
export const DUTY_PREFIX = "duty:";

/** The fact that holds when an occurrence is due. */
export const DUTY_DUE = "duty-due";

export interface Occurrence {
  readonly duty: Duty;
  /** Names the occurrence for ever: `monthly 2026-10`. */
  readonly key: string;
  /** The period that it looks back on, as dates of the desk; the last day is included. */
  readonly period: { readonly from: string; readonly to: string };
  readonly opensAt: number;
  /** Absent where the regulation gives no time. */
  readonly dueAt?: number;
}

/** The id of the duty behind a case's kind, if it is an occurrence of one. */
export function dutyOfKind(kind: string): string | undefined {
  return kind.startsWith(DUTY_PREFIX) ? kind.slice(DUTY_PREFIX.length) : undefined;
}

function stepFor(duty: Duty): Step {
  return {
    line: duty.line,
    basis: duty.basis,
    id: duty.id,
    title: duty.title,
    type: "plain",
    by: duty.by,
    with: duty.with,
    needs: [],
    after: [],
    ask: duty.ask,
    fill: duty.fill,
    evidence: duty.evidence,
    sign: false,
    approve: duty.approve,
    anyTime: false,
    anyOrder: false,
    repeat: false,
    maySkip: false,
    inPerson: false,
    attempts: 0,
    builtIn: false,
  };
}

function deadlineFor(duty: Duty): Deadline {
  return {
    line: duty.line,
    basis: duty.basis,
    id: `${duty.id}-due`,
    title: duty.title,
    from: ["received"],
    until: [duty.id],
    limit: { kind: "fact", fact: DUTY_DUE },
    firm: "firm",
    warn: [],
    silent: false,
    missed: { tell: [] },
  };
}

/**
 * The regulation as an occurrence of a duty sees it: one step, one deadline, the end with it. Everything else of a
 * case (levels, parts of customers, callbacks) does not concern a duty.
 */
export function regulationOf(kind: string, regulation: Regulation): Regulation {
  const id = dutyOfKind(kind);
  const duty = regulation.duties.find((known) => known.id === id);
  if (duty === undefined) return regulation;
  const by = duty.by[0]?.who;
  return {
    ...regulation,
    freeOrder: false,
    parts:
      by === undefined
        ? {}
        : { owner: [{ who: by, with: duty.with, inPerson: false, line: duty.line, basis: duty.basis }] },
    levels: [],
    findings: [],
    counts: [],
    waiting: [],
    steps: [stepFor(duty)],
    deadlines: [deadlineFor(duty)],
    approvals: regulation.approvals.filter((approval) => approval.of === duty.id),
    whenever: [{ line: duty.line, basis: duty.basis, after: [duty.id], effects: { tell: duty.to, end: "close" } }],
    consequences: [],
    guides: regulation.guides.filter((guide) => guide.at.includes(duty.id)),
    privacy: [],
  };
}

interface Span {
  readonly from: string;
  readonly to: string;
}

function isoDay(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** Months in a rhythm that counts in months. */
const MONTHS = { month: 1, quarter: 3, "half-year": 6, year: 12 } as const;

type Monthly = keyof typeof MONTHS;

function isMonthly(every: Duty["every"]): every is Monthly {
  return every === "month" || every === "quarter" || every === "half-year" || every === "year";
}

/** The period before the one that holds this date, for duties that look back, and the first day of the present one. */
function monthlySpan(
  every: Monthly,
  date: string,
): { readonly period: Span; readonly opens: string; readonly name: string } {
  const [year = 0, month = 1] = date.split("-").map(Number);
  const length = MONTHS[every];
  const start = Math.floor((month - 1) / length) * length + 1;
  const period = { from: isoDay(year, start - length, 1), to: isoDay(year, start, 0) };
  const names = {
    month: period.from.slice(0, 7),
    quarter: `${period.from.slice(0, 4)}-Q${Math.ceil(Number(period.from.slice(5, 7)) / 3)}`,
    "half-year": `${period.from.slice(0, 4)}-H${Number(period.from.slice(5, 7)) <= 6 ? 1 : 2}`,
    year: period.from.slice(0, 4),
  };
  return { period, opens: isoDay(year, start, 1), name: names[every] };
}

function previousDay(date: string, days = 1): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return isoDay(year, month, day - days);
}

function mondayOf(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const weekday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
  return previousDay(date, weekday);
}

interface Slot {
  readonly period: Span;
  readonly opens: string;
  readonly name: string;
}

/** The occurrence whose time has come on this date, if the rhythm has one. */
function slotOn(duty: Duty, date: string, isWorkingDay: boolean): Slot | undefined {
  const { every } = duty;
  if (isMonthly(every)) return monthlySpan(every, date);
  if (every === "day" || (every === "working day" && isWorkingDay))
    return { period: { from: previousDay(date), to: previousDay(date) }, opens: date, name: date };
  if (every === "week") {
    const monday = mondayOf(date);
    return { period: { from: previousDay(monday, 7), to: previousDay(monday) }, opens: monday, name: `${monday} week` };
  }
  if (every === "once") return { period: { from: date, to: date }, opens: date, name: "once" };
  if (typeof every === "object" && dayOfYear(every.date) !== undefined) {
    const opens = `${date.slice(0, 4)}-${dayOfYear(every.date)}`;
    return date >= opens ? { period: { from: opens, to: opens }, opens, name: opens } : undefined;
  }
  if (typeof every === "object")
    return date >= every.date
      ? { period: { from: every.date, to: every.date }, opens: every.date, name: every.date }
      : undefined;
  return undefined;
}

/** The end of the last day of the month, quarter … in which it opens: what must be done within it does not move on. */
function lastDayOf(duty: Duty, opens: string, calendar: Calendar): number | undefined {
  if (!isMonthly(duty.every)) return undefined;
  const [year = 0, month = 1] = opens.split("-").map(Number);
  const last = isoDay(year, month + MONTHS[duty.every], 0);
  const eve = instantOf(calendar.zone, { date: previousDay(last), time: "12:00" });
  return dueAt(calendar, { from: eve, limit: { amount: 1, unit: "days" }, counting: "no-roll" }).at;
}

/** Day n of the month in which it opens; a day that is no working day moves on (PRC Civil Code, article 203). */
function dueOf(duty: Duty, opens: string, opensAt: number, calendar: Calendar): number | undefined {
  const { due } = duty;
  if (due === "not given") return undefined;
  const eve = instantOf(calendar.zone, { date: previousDay(opens), time: "12:00" });
  if (due === undefined) return isMonthly(duty.every) ? undefined : closeOfBusiness(calendar, opensAt);
  if (due === "first working day") return dueAt(calendar, { from: eve, limit: { amount: 1, unit: "working days" } }).at;
  if (due === "last day") return lastDayOf(duty, opens, calendar);
  if ("day" in due) return dueAt(calendar, { from: eve, limit: { amount: due.day, unit: "days" } }).at;
  return dueAt(calendar, { from: opensAt, limit: due }).at;
}

/** The periods of the year in which an instant lies. */
function seasonsAt(regulation: Regulation, now: number, calendar: Calendar): readonly string[] {
  return regulation.periods
    .filter((period) => isDuring(period, now, NO_CASE, calendar) === true)
    .map((period) => period.id);
}

/**
 * The occurrence of every duty with a rhythm that is open at `now`. The caller opens each key once. A duty without a
 * rhythm (`not given`) sleeps; one that follows a step or another duty (`after`) is opened by that.
 */
export function occurrencesAt(regulation: Regulation, calendar: Calendar, now: number): readonly Occurrence[] {
  const date = localDate(calendar.zone, now);
  return regulation.duties.flatMap((duty): readonly Occurrence[] => {
    // A duty for each open case is a line of the digest, not a case of its own.
    if (duty.forEach === "open case") return [];
    const slot = slotOn(duty, date, workingDay(calendar, now));
    if (slot === undefined) return [];
    // What a duty without a case can know is the season; anything else is asked of each entry or case.
    if (duty.forEach === undefined && !applies(duty, { during: seasonsAt(regulation, now, calendar) })) return [];
    const midnight = instantOf(calendar.zone, { date: slot.opens, time: "00:00" });
    const opensAt = nextOpening(calendar, midnight);
    if (opensAt > now) return [];
    const due = dueOf(duty, slot.opens, opensAt, calendar);
    return [
      {
        duty,
        key: `${duty.id} ${slot.name}`,
        period: slot.period,
        opensAt,
        ...(due === undefined ? {} : { dueAt: due }),
      },
    ];
  });
}

/**
 * For whom each occurrence is done anew. What a role of each department has to do is due from every department
 * (language.md section 7, rule 18).
 */
export function owedTo(duty: Duty, regulation: Regulation): string | undefined {
  const roles = duty.by.map(({ who }) => regulation.roles.find((role) => role.id === who));
  const everywhere = roles.length > 0 && roles.every((role) => role?.at === "department");
  return duty.forEach ?? (everywhere ? "department" : undefined);
}

/** The facts of a case that its duties must know: whom and what they are about. */
const HANDED_ON = ["department", "category", "complainant", "organisation", "accused", "area"];

/** The filing of a duty that a case has opened; undefined when the regulation no longer knows it. */
export function filingOf(
  event: EventOf<"duty-opened">,
  parent: Case,
  context: Context,
): Extract<Command, { type: "file" }> | undefined {
  const duty = context.regulation.duties.find((known) => known.id === event.duty);
  if (duty === undefined) return undefined;
  const known = Object.entries(parent.facts).filter(([field]) => HANDED_ON.includes(field));
  const roles = new Set(context.regulation.roles.map((role) => role.id));
  const parts = duty.by
    .filter(({ who }) => !roles.has(who))
    .flatMap(({ who }) =>
      holdersOf(who, parent, context)
        .people.slice(0, 1)
        .map((person): [string, string] => [`part:${who}`, person]),
    );
  return {
    type: "file",
    kind: `${DUTY_PREFIX}${duty.id}`,
    number: event.key,
    facts: {
      ...Object.fromEntries([...known, ...parts]),
      "what-happened": `${textIn(duty.title, context.desk.language)} (${parent.number ?? ""})`,
      ...(parent.number === undefined ? {} : { "duty-of": parent.number }),
      ...(event.dueAt === undefined ? {} : { [DUTY_DUE]: event.dueAt }),
    },
  };
}
