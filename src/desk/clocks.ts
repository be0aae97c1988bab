import { closeOfBusiness } from "../calendar/ask.ts";
import { dueAt } from "../calendar/due.ts";
import { warnings } from "../calendar/warnings.ts";
import { instantOf } from "../calendar/zone.ts";
import type { Calendar, DueRequest, Pause, TimeLimit } from "../calendar/types.ts";
import { MILESTONES, type Deadline, type WaitingReason } from "../regulation/shape.ts";
import type { Case, Doing, Miss, Request } from "./case.ts";
import type { Context } from "./context.ts";
import type { ClockKey } from "./events.ts";
import { applies, isGiven, type Facts } from "./facts.ts";
import { factsOf } from "./known.ts";
import { counts, lastStart, occurrencesOf, type Occurrence } from "./occurrences.ts";
import { stepApplies, stepById } from "./steps.ts";

/**
 * running · paused: a wait stops it · asked: an extension asked in time holds the miss back · met · missed ·
 * dropped: no longer applies · no-limit: the regulation gives no time.
 */
export type ClockState = "running" | "paused" | "asked" | "met" | "missed" | "dropped" | "no-limit";

/** One run of a deadline, from its last start. */
export interface Clock {
  /** `id#n`, n counting the starts; `+k` after the k-th extension, so that an extension arms it anew. */
  readonly key: ClockKey;
  readonly rule: Deadline;
  /** The step whose doing ends it (the first of `until`). */
  readonly step: string;
  readonly startedAt: number;
  readonly due?: number;
  /** Before any extension. */
  readonly originalDue?: number;
  readonly provisional: boolean;
  readonly state: ClockState;
  /** Planned warnings, ascending. */
  readonly warnAt: readonly number[];
  readonly endedAt?: number;
  /** Who has to do it, where that is no matter of roles. */
  readonly people?: readonly string[];
  /** The miss recorded for this run, if any. */
  readonly miss?: Miss;
  /** Missed, but nothing more is asked of anybody: the limit no longer applies, or the case is over. */
  readonly rests?: true;
}

/** `first-received` runs through all rounds: a solution that the customer did not accept has not ended it. */
function runsThrough(rule: Deadline): boolean {
  return rule.from.every((event) => event === "first-received");
}

/** A form sent back has its own limit where the regulation gives one; then the first delivery has ended the old one. */
function isCorrectedUnderOwnLimit(doing: Doing, rule: Deadline, current: Case, context: Context): boolean {
  return context.regulation.deadlines.some(
    (other) =>
      other.id !== rule.id &&
      other.until.includes(doing.step) &&
      other.from.some((event) => occurrencesOf(event, current, context).some((at) => at >= doing.doneAt)),
  );
}

function ends(doing: Doing, rule: Deadline, current: Case, context: Context): boolean {
  if (doing.reopened === "round") return !runsThrough(rule);
  if (doing.reopened === "redo") return isCorrectedUnderOwnLimit(doing, rule, current, context);
  // Who takes a case over accepts it anew, but the case was accepted in time.
  return doing.stands || doing.reopened === "reassigned";
}

function endOf(rule: Deadline, startedAt: number, current: Case, context: Context): number | undefined {
  const all = rule.until.flatMap((event) => {
    const elsewhere = stepById(event, context) === undefined || event === "close" || event === "escalate";
    if (elsewhere) return occurrencesOf(event, current, context);
    return current.doings
      .filter((doing) => doing.step === event && ends(doing, rule, current, context))
      .map((doing) => doing.doneAt);
  });
  return all.filter((at) => at >= startedAt).toSorted((a, b) => a - b)[0];
}

/** The step it waits for was done before it started and need not be done again: there is nothing to wait for. */
function isPointless(rule: Deadline, startedAt: number, current: Case, context: Context): boolean {
  return rule.until.some((event) => {
    if (stepById(event, context)?.repeat === true) return false;
    return current.doings.some((doing) => doing.step === event && doing.stands && doing.doneAt < startedAt);
  });
}

export function calendarOf(rule: Deadline, context: Context): Calendar {
  return (rule.calendar === undefined ? undefined : context.calendars[rule.calendar]) ?? context.calendars.default;
}

/** Stretches in which a wait stops this clock. Time promised to a customer never stops. */
function pausesOf(rule: Deadline, current: Case, context: Context): readonly Pause[] {
  return current.waits.flatMap((wait) => {
    const reason = context.regulation.waiting.find((known) => known.id === wait.reason);
    if (reason === undefined || !stops(reason, rule)) return [];
    const to = wait.endedAt ?? (wait.until <= context.now ? wait.until : undefined);
    return [{ from: wait.from, ...(to === undefined ? {} : { to }) }];
  });
}

/** Does this reason to wait stop the limit? Time promised to a customer never stops. */
export function stops(reason: WaitingReason, rule: Deadline): boolean {
  if (rule.limit.kind === "fact" || reason.stops === "nothing" || reason.but.includes(rule.id)) return false;
  return reason.stops === "all" || reason.stops.includes(rule.id);
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

/** The question that the calendar answers for a run; `undefined` where the regulation gives no time. */
export function dueRequest(rule: Deadline, startedAt: number, current: Case, context: Context): DueRequest | undefined {
  const limit = limitOf(rule, factsOf(current, context), calendarOf(rule, context));
  if (limit === undefined) return undefined;
  return {
    from: startedAt,
    limit,
    pauses: pausesOf(rule, current, context),
    now: context.now,
    ...(rule.count === undefined ? {} : { counting: rule.count }),
  };
}

function mentionsLevel(rule: Deadline): boolean {
  return (rule.when ?? []).some((tests) => tests.some((test) => test.fact === "level"));
}

/** `restart`: the limits of a new level run from the change. */
export function startUnderLevel(rule: Deadline, startedAt: number, current: Case, context: Context): number {
  const restart =
    context.regulation.levelRules.runningClocks === "restart" && mentionsLevel(rule) && current.levels.length > 1;
  return restart ? Math.max(startedAt, current.level?.since ?? startedAt) : startedAt;
}

/** `stricter`: a limit of the level before, still unmissed at the change, goes on binding if it is earlier. */
function stricterDue(rule: Deadline, due: number, current: Case, context: Context): number {
  if (context.regulation.levelRules.runningClocks !== "stricter" || !mentionsLevel(rule)) return due;
  const since = current.level?.since ?? 0;
  const before = current.levels.filter((level) => level.id !== current.level?.id).map((level) => level.id);
  const dues = before.flatMap((level) => {
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
        const request = start === undefined ? undefined : dueRequest(other, start.at, current, context);
        const earlier = request === undefined ? undefined : dueAt(calendarOf(other, context), request).at;
        return earlier !== undefined && earlier > since ? [earlier] : [];
      });
  });
  return Math.min(due, ...dues);
}

/** More time asked for before this very limit was over; what else was asked about with it does not count. */
function openExtension(key: ClockKey, due: number, current: Case): Request | undefined {
  return current.requests.find(
    (request) =>
      request.of === "extension" &&
      request.answer === undefined &&
      request.takenBack !== true &&
      request.askedAt < due &&
      request.detail.clocks?.includes(key) === true,
  );
}

interface Limits {
  readonly key: ClockKey;
  readonly due?: number;
  readonly originalDue?: number;
  readonly provisional: boolean;
  readonly paused: boolean;
}

function limitsOf(rule: Deadline, start: Occurrence, current: Case, context: Context): Limits {
  const base = `${rule.id}#${start.ordinal}`;
  const request = dueRequest(rule, startUnderLevel(rule, start.at, current, context), current, context);
  if (request === undefined) return { key: base, provisional: false, paused: false };
  const calendar = calendarOf(rule, context);
  const original = dueAt(calendar, request);
  const originalDue = stricterDue(rule, original.at, current, context);
  const extensions = current.extensions.filter(
    (extension) => extension.clock === base || extension.clock.startsWith(`${base}+`),
  );
  const last = extensions.at(-1);
  // A wait that began after the limit had passed pauses nothing.
  const paused = original.paused === true && original.at > context.now;
  if (last === undefined)
    return { key: base, due: originalDue, originalDue, provisional: original.provisional, paused };
  // Waits after the yes move the agreed date as they moved the first one.
  const later = (request.pauses ?? [])
    .filter((pause) => (pause.to ?? Number.POSITIVE_INFINITY) > last.at)
    .map((pause) => ({ ...pause, from: Math.max(pause.from, last.at) }));
  const agreed = dueAt(calendar, { ...request, from: last.at, limit: { at: last.to }, pauses: later });
  return { key: `${base}+${extensions.length}`, due: agreed.at, originalDue, provisional: agreed.provisional, paused };
}

function stateOf(
  limits: Limits,
  endedAt: number | undefined,
  current: Case,
  over = current.ended !== undefined,
): ClockState {
  const miss = current.misses.find((known) => known.clock === limits.key);
  if (endedAt !== undefined) {
    if (limits.due === undefined) return "met";
    return endedAt <= limits.due ? "met" : "missed";
  }
  if (over) return miss === undefined ? "dropped" : "missed";
  if (miss !== undefined) return "missed";
  if (limits.due === undefined) return "no-limit";
  if (limits.paused) return "paused";
  return openExtension(limits.key, limits.due, current) === undefined ? "running" : "asked";
}

/** A step after closing goes on although the customer's matter has ended. */
function outlivesClose(rule: Deadline, current: Case, context: Context): boolean {
  if (current.ended?.how !== "closed") return false;
  const ids = context.regulation.steps.map((step) => step.id);
  return rule.until.some((event) => ids.indexOf(event) > ids.indexOf("close"));
}

function clockOf(rule: Deadline, current: Case, context: Context): Clock | undefined {
  const start = lastStart(rule, current, context);
  if (start === undefined) return undefined;
  const facts = factsOf(current, context);
  const limits = limitsOf(rule, start, current, context);
  const step = rule.until[0] ?? "";
  const miss = current.misses.find((known) => known.clock === limits.key);
  const endedAt = endOf(rule, start.at, current, context);
  const applicable =
    applies(rule, facts) &&
    rule.until.some((event) => stepApplies(current, event, context)) &&
    (endedAt !== undefined || !isPointless(rule, start.at, current, context));
  const over = current.ended !== undefined && !outlivesClose(rule, current, context);
  const state = stateOf(limits, endedAt, current, over);
  if (!applicable && miss === undefined) return undefined;
  const { due, originalDue, key, provisional } = limits;
  const running = state === "running" || state === "asked";
  return {
    key,
    rule,
    step,
    startedAt: start.at,
    provisional,
    state: applicable || state === "met" || state === "missed" ? state : "dropped",
    warnAt: running && due !== undefined && !rule.silent ? warnAt(rule, { from: start.at, due }, current, context) : [],
    ...(due === undefined ? {} : { due }),
    ...(originalDue === undefined ? {} : { originalDue }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(miss === undefined ? {} : { miss }),
    ...(over || !applicable ? { rests: true as const } : {}),
  };
}

function warnAt(
  rule: Deadline,
  span: { readonly from: number; readonly due: number },
  current: Case,
  context: Context,
): readonly number[] {
  if (span.due <= span.from) return [];
  const request = dueRequest(rule, span.from, current, context);
  return warnings(calendarOf(rule, context), {
    ...span,
    warn: rule.warn,
    now: context.now,
    ...(request === undefined ? {} : { limit: request.limit, pauses: request.pauses ?? [] }),
  });
}

/** A promise given to the customer is a deadline of its own: kept by another contact or by solving the case. */
function promiseClocks(current: Case, context: Context): readonly Clock[] {
  return current.contacts.flatMap((contact, index) => {
    const due = contact.promisedUntil;
    if (due === undefined) return [];
    const key = `promise#${index + 1}`;
    const miss = current.misses.find((known) => known.clock === key);
    const later = current.contacts.slice(index + 1).map((known) => known.when);
    const resolved = current.doings
      .filter((doing) => doing.step === "resolve" && counts(doing))
      .map((doing) => doing.doneAt);
    const endedAt = [...later, ...resolved].filter((at) => at >= contact.when).toSorted((a, b) => a - b)[0];
    const state = stateOf({ key, due, provisional: false, paused: false }, endedAt, current);
    const rule = PROMISE;
    return [
      {
        key,
        rule,
        step: "contact",
        startedAt: contact.when,
        due,
        originalDue: due,
        provisional: false,
        state,
        warnAt:
          state === "running" && due > contact.when
            ? warnings(context.calendars.default, { from: contact.when, due, limit: { at: due } })
            : [],
        ...(endedAt === undefined ? {} : { endedAt }),
        ...(miss === undefined ? {} : { miss }),
        ...(current.ended === undefined ? {} : { rests: true as const }),
      },
    ];
  });
}

/** What is to be put right has its own date and goes on after the customer's matter has ended. */
function correctionClocks(current: Case, context: Context): readonly Clock[] {
  return current.corrections.map((correction): Clock => {
    const key = `correction#${correction.id}`;
    const miss = current.misses.find((known) => known.clock === key);
    const endedAt = correction.done?.at;
    const state = stateOf({ key, due: correction.due, provisional: false, paused: false }, endedAt, current, false);
    const span = { from: correction.plannedAt, due: correction.due };
    return {
      key,
      rule: CORRECTION,
      step: "correction",
      startedAt: correction.plannedAt,
      due: correction.due,
      originalDue: correction.due,
      provisional: false,
      state,
      people: [correction.owner],
      warnAt: state === "running" ? warnings(context.calendars.default, { ...span, limit: { at: span.due } }) : [],
      ...(endedAt === undefined ? {} : { endedAt }),
      ...(miss === undefined ? {} : { miss }),
    };
  });
}

const PROMISE: Deadline = {
  id: "promise",
  line: 0,
  basis: [],
  house: { en: "A time promised to the customer counts like a limit", "zh-CN": "对客户承诺的时间视同时限" },
  title: { en: "Keep the promise", "zh-CN": "兑现承诺" },
  from: ["contact"],
  until: ["contact", "resolve"],
  limit: { kind: "fact", fact: "promised-time" },
  firm: "firm",
  warn: [],
  silent: false,
  missed: { tell: [], open: [] },
};

const CORRECTION: Deadline = {
  id: "correction",
  line: 0,
  basis: [],
  house: { en: "What is to be put right by a date counts like a limit", "zh-CN": "整改期限视同时限" },
  title: { en: "Put it right", "zh-CN": "落实整改" },
  from: ["correction"],
  until: ["correction"],
  limit: { kind: "fact", fact: "promised-time" },
  firm: "firm",
  warn: [],
  silent: false,
  missed: { tell: [], open: [] },
};

/**
 * The present run of every deadline that applies or applied, in the file's order, and the promises given. A run that
 * a later start has replaced is found in `Case.misses` if it was missed.
 */
export function clocksOf(current: Case, context: Context): readonly Clock[] {
  if (current.version === 0) return [];
  const facts = factsOf(current, context);
  const ruled = context.regulation.deadlines.flatMap((rule) => {
    // A limit that could only raise the case to a level it has already reached says nothing.
    if (rule.missed.raise !== undefined && alreadyAt(rule.missed.raise, facts, context)) {
      const known = current.misses.some((miss) => miss.deadline === rule.id);
      if (!known) return [];
    }
    return clockOf(rule, current, context) ?? [];
  });
  return [...ruled, ...promiseClocks(current, context), ...correctionClocks(current, context)];
}

function alreadyAt(level: string, facts: Facts, context: Context): boolean {
  const { levels } = context.regulation;
  const target = levels.find((known) => known.id === level)?.weight;
  const now = isGiven(facts["level"]) ? levels.find((known) => known.id === facts["level"])?.weight : undefined;
  return target !== undefined && now !== undefined && now >= target;
}

/**
 * Clocks that still bind somebody: they run, are held or paused, or were missed and the step is still not done. A miss
 * that has raised the level has said all it had to say, and so has one whose limit no longer applies.
 */
export function openClocks(clocks: readonly Clock[]): readonly Clock[] {
  return clocks.filter(({ state, endedAt, rule, rests }) => {
    if (state === "missed") return endedAt === undefined && rests !== true && rule.missed.raise === undefined;
    return state === "running" || state === "asked" || state === "paused";
  });
}

function byDue(a: Clock, b: Clock): number {
  return (a.due ?? Number.POSITIVE_INFINITY) - (b.due ?? Number.POSITIVE_INFINITY);
}

/** The earliest open clock that ends with this step; without a step, of the whole case. */
export function earliestClock(clocks: readonly Clock[], step?: string): Clock | undefined {
  return openClocks(clocks)
    .filter((clock) => clock.due !== undefined && (step === undefined || clock.rule.until.includes(step)))
    .toSorted(byDue)[0];
}

/** Is this event a milestone of the language? */
export function isMilestoneEvent(event: string): boolean {
  return MILESTONES.some((milestone) => milestone === event);
}
