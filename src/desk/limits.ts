/** What the calendar is asked for a clock: its limit, its pauses, a stricter limit of the level before, an extension. */

import { closeOfBusiness } from "../calendar/ask.ts";
import { dueAt } from "../calendar/due.ts";
import { warnings } from "../calendar/warnings.ts";
import { instantOf } from "../calendar/zone.ts";
import type { Calendar, Due, DueRequest, Pause, TimeLimit } from "../calendar/types.ts";
import type { Deadline, WaitingReason } from "../regulation/shape.ts";
import type { Case, Extension } from "./case.ts";
import type { Context } from "./context.ts";
import type { ClockKey } from "./events.ts";
import { applies, type Facts } from "./facts.ts";
import { factsOf } from "./known.ts";
import { lastStart, type Occurrence } from "./occurrences.ts";

/** A limit as it is counted: whose it is, what the calendar was asked, and its answer. */
export interface Counted {
  readonly rule: Deadline;
  readonly request: DueRequest;
  readonly due: Due;
  /** Under which level, where the limit depends on it. */
  readonly level?: string;
  /** It runs anew from the change of the level, not from the start of its clock. */
  readonly anew?: true;
}

/** When one run of a deadline ends. */
export interface Limits {
  readonly key: ClockKey;
  readonly due?: number;
  /** Before any extension. */
  readonly originalDue?: number;
  readonly provisional: boolean;
  readonly paused: boolean;
  /** The limit that binds: the deadline's own, or an earlier one of the level before. */
  readonly counted?: Counted;
}

export function calendarOf(rule: Deadline, context: Context): Calendar {
  return (rule.calendar === undefined ? undefined : context.calendars[rule.calendar]) ?? context.calendars.default;
}

/** Does this reason to wait stop the limit? Time promised to a customer never stops. */
export function stops(reason: WaitingReason, rule: Deadline): boolean {
  if (rule.limit.kind === "fact" || reason.stops === "nothing" || reason.but.includes(rule.id)) return false;
  return reason.stops === "all" || reason.stops.includes(rule.id);
}

/** Stretches in which a wait stops this clock. */
function pausesOf(rule: Deadline, current: Case, context: Context): readonly Pause[] {
  return current.waits.flatMap((wait) => {
    const reason = context.regulation.waiting.find((known) => known.id === wait.reason);
    if (reason === undefined || !stops(reason, rule)) return [];
    const to = wait.endedAt ?? (wait.until <= context.now ? wait.until : undefined);
    // A history that was put together wrongly may end a wait before it begins: that is no pause, and no reason to fail.
    return [{ from: wait.from, ...(to === undefined ? {} : { to: Math.max(wait.from, to) }) }];
  });
}

function limitOf(rule: Deadline, facts: Facts, calendar: Calendar): TimeLimit | undefined {
  switch (rule.limit.kind) {
    case "length":
      return rule.limit.length;
    case "moment":
      return rule.limit.moment;
    case "fact": {
      const value = facts[rule.limit.fact];
      if (typeof value === "number") return { at: value };
      // A date without a time means until business closes on it.
      if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
      return { at: closeOfBusiness(calendar, instantOf(calendar.zone, { date: value, time: "12:00" })) };
    }
    case "not given":
      return undefined;
  }
}

export function mentionsLevel(rule: Deadline): boolean {
  return (rule.when ?? []).some((tests) => tests.some((test) => test.fact === "level"));
}

/** `restart`: the limits of a new level run from the change. */
function startUnderLevel(rule: Deadline, startedAt: number, current: Case, context: Context): number {
  const restart =
    context.regulation.levelRules.runningClocks === "restart" && mentionsLevel(rule) && current.levels.length > 1;
  return restart ? Math.max(startedAt, current.level?.since ?? startedAt) : startedAt;
}

/** A deadline from a start of its clock; `undefined` where the regulation gives no time. */
function countedFrom(rule: Deadline, startedAt: number, current: Case, context: Context): Counted | undefined {
  const calendar = calendarOf(rule, context);
  const limit = limitOf(rule, factsOf(current, context), calendar);
  if (limit === undefined) return undefined;
  const request: DueRequest = {
    from: startedAt,
    limit,
    pauses: pausesOf(rule, current, context),
    now: context.now,
    ...(rule.count === undefined ? {} : { counting: rule.count }),
  };
  return { rule, request, due: dueAt(calendar, request) };
}

/** Limits of the levels before for the same step, still unmissed at the change. */
function formerLimits(rule: Deadline, current: Case, context: Context): readonly Counted[] {
  if (context.regulation.levelRules.runningClocks !== "stricter" || !mentionsLevel(rule)) return [];
  const since = current.level?.since ?? 0;
  const before = current.levels.filter((level) => level.id !== current.level?.id).map((level) => level.id);
  return before.flatMap((level) => {
    const then: Case = {
      ...current,
      level: { ...(current.level ?? { since, how: "criteria", grounds: [], noCriterion: false }), id: level },
    };
    const facts = factsOf(then, context);
    return context.regulation.deadlines
      .filter(
        (other) =>
          mentionsLevel(other) && other.until.some((event) => rule.until.includes(event)) && applies(other, facts),
      )
      .flatMap((other) => {
        const start = lastStart(other, current, context);
        const counted = start === undefined ? undefined : countedFrom(other, start.at, current, context);
        return counted !== undefined && counted.due.at > since ? [{ ...counted, level }] : [];
      });
  });
}

/**
 * The limit that binds from a start of its clock: the deadline's own, or, where the regulation says `stricter`, one of
 * the level before that ends earlier. Extensions are left out.
 */
export function countedLimit(rule: Deadline, startedAt: number, current: Case, context: Context): Counted | undefined {
  const from = startUnderLevel(rule, startedAt, current, context);
  const counted = countedFrom(rule, from, current, context);
  if (counted === undefined) return undefined;
  const level = mentionsLevel(rule) ? current.level?.id : undefined;
  const own: Counted = {
    ...counted,
    ...(level === undefined ? {} : { level }),
    ...(from === startedAt ? {} : { anew: true as const }),
  };
  return formerLimits(rule, current, context).reduce(
    (strictest, other) => (other.due.at < strictest.due.at ? other : strictest),
    own,
  );
}

/** Grants of more time for a run of a deadline, `id#n`, in their order. */
export function extensionsOf(run: ClockKey, current: Case): readonly Extension[] {
  return current.extensions.filter(({ clock }) => clock === run || clock.startsWith(`${run}+`));
}

/** The agreed date as it is counted. Waits after the yes move it as they moved the first one. */
export function agreedLimit(rule: Deadline, counted: Counted, { at, to }: Extension, context: Context): Counted {
  const pauses = (counted.request.pauses ?? [])
    .filter((pause) => (pause.to ?? Number.POSITIVE_INFINITY) > at)
    .map((pause) => ({ ...pause, from: Math.max(pause.from, at) }));
  const request: DueRequest = { ...counted.request, from: at, limit: { at: to }, pauses };
  return { rule, request, due: dueAt(calendarOf(rule, context), request) };
}

/** When the run of a deadline that began with this start ends, as things stand. */
export function limitsOf(rule: Deadline, start: Occurrence, current: Case, context: Context): Limits {
  const base = `${rule.id}#${start.ordinal}`;
  const counted = countedLimit(rule, start.at, current, context);
  if (counted === undefined) return { key: base, provisional: false, paused: false };
  const { due } = counted;
  // A wait that began after the limit had passed pauses nothing.
  const paused = due.paused === true && due.at > context.now;
  const common = { originalDue: due.at, paused, counted };
  const extensions = extensionsOf(base, current);
  const last = extensions.at(-1);
  if (last === undefined) return { key: base, due: due.at, provisional: due.provisional, ...common };
  const { due: agreed } = agreedLimit(rule, counted, last, context);
  return { key: `${base}+${extensions.length}`, due: agreed.at, provisional: agreed.provisional, ...common };
}

/**
 * When to warn of a limit: shares and lengths are measured on the calendar, in the unit, from the start and with the
 * pauses by which its end was counted.
 */
export function warningsOf({ due, counted }: Limits, context: Context): readonly number[] {
  if (due === undefined || counted === undefined) return [];
  const { rule, request } = counted;
  return warnings(calendarOf(rule, context), {
    from: request.from,
    due,
    limit: request.limit,
    pauses: request.pauses ?? [],
    warn: rule.warn,
    now: context.now,
  });
}
