import { warnings } from "../calendar/warnings.ts";
import type { Deadline } from "../regulation/shape.ts";
import type { Case, Doing, Miss, Request } from "./case.ts";
import type { Context } from "./context.ts";
import type { ClockKey } from "./events.ts";
import { applies, isGiven, type Facts } from "./facts.ts";
import { factsOf } from "./known.ts";
import { limitsOf, warningsOf, type Limits } from "./limits.ts";
import { counts, lastStart, occurrencesOf } from "./occurrences.ts";
import { remembered } from "./remember.ts";
import { instancesOf, stepApplies, stepById } from "./steps.ts";

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

/** When the doings of a step end a limit: each time, or with the last of those who each have a turn. */
function endings(event: string, rule: Deadline, startedAt: number, current: Case, context: Context): readonly number[] {
  const doings = current.doings.filter((doing) => doing.step === event && ends(doing, rule, current, context));
  const step = stepById(event, context);
  const turns = step === undefined ? [] : instancesOf(step, current, context);
  if (turns.length < 2) return doings.map((doing) => doing.doneAt);
  const times = turns.map(
    (turn) => doings.find((doing) => doing.instance === turn && doing.doneAt >= startedAt)?.doneAt,
  );
  return times.includes(undefined) ? [] : [Math.max(...times.map((time) => time ?? 0))];
}

function endOf(rule: Deadline, startedAt: number, current: Case, context: Context): number | undefined {
  const all = rule.until.flatMap((event) => {
    const elsewhere = stepById(event, context) === undefined || event === "close" || event === "escalate";
    const times = elsewhere
      ? occurrencesOf(event, current, context)
      : endings(event, rule, startedAt, current, context);
    // What starts the limit anew (each contact the next one) is not its own end.
    return times.filter((at) => (rule.from.includes(event) ? at > startedAt : at >= startedAt));
  });
  return all.toSorted((a, b) => a - b)[0];
}

/** The step it waits for was done before it started and need not be done again: there is nothing to wait for. */
function isPointless(rule: Deadline, startedAt: number, current: Case, context: Context): boolean {
  return rule.until.some((event) => {
    if (stepById(event, context)?.repeat === true) return false;
    return current.doings.some((doing) => doing.step === event && doing.stands && doing.doneAt < startedAt);
  });
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

/** What is over stays as it was: a miss keeps the end that was missed, a limit that was met the one it was met by. */
function settled(limits: Limits, endedAt: number | undefined, current: Case): Limits {
  const missed = current.misses.find((known) => known.clock === limits.key)?.due;
  const due = missed ?? (endedAt === undefined ? undefined : current.keptDues?.[limits.key]);
  return due === undefined ? limits : { ...limits, due, provisional: false };
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
  const counted = limitsOf(rule, start, current, context);
  const step = rule.until[0] ?? "";
  const miss = current.misses.find((known) => known.clock === counted.key);
  const endedAt = endOf(rule, start.at, current, context);
  const limits = settled(counted, endedAt, current);
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
    warnAt: running && !rule.silent ? warningsOf(limits, context) : [],
    ...(due === undefined ? {} : { due }),
    ...(originalDue === undefined ? {} : { originalDue }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(miss === undefined ? {} : { miss }),
    ...(over || !applicable ? { rests: true as const } : {}),
  };
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
  missed: { tell: [] },
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
  missed: { tell: [] },
};

function allClocks(current: Case, context: Context): readonly Clock[] {
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

/**
 * The present run of every deadline that applies or applied, in the file's order, and the promises given. A run that
 * a later start has replaced is found in `Case.misses` if it was missed.
 */
export const clocksOf = remembered(allClocks);

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
