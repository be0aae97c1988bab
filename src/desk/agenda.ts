import { addWorkingDays } from "../calendar/ask.ts";
import { dueAt } from "../calendar/due.ts";
import type { Case, Miss, PlannedCall } from "./case.ts";
import { clocksOf, openClocks, type Clock } from "./clocks.ts";
import { calendarOf } from "./limits.ts";
import type { Context } from "./context.ts";
import type { ClockKey, NewEvent } from "./events.ts";
import { administratorsOf, followerOf, holdersOf, nextRung, ownerOf, type Rung } from "./people.ts";
import { doersToCome, stepById, stepsOf } from "./steps.ts";

/** Something that happens to a case by itself when its time comes. */
export type Item =
  | { readonly what: "warn"; readonly at: number; readonly clock: Clock }
  | { readonly what: "miss"; readonly at: number; readonly clock: Clock }
  | { readonly what: "chase"; readonly at: number; readonly clock: Clock; readonly miss: Miss }
  | { readonly what: "tell-rung"; readonly at: number; readonly clock: Clock; readonly miss: Miss }
  | { readonly what: "end-wait"; readonly at: number }
  | { readonly what: "lapse-hand-over"; readonly at: number }
  | { readonly what: "remind-approver"; readonly at: number; readonly request: string }
  | { readonly what: "call-again"; readonly at: number; readonly clock: ClockKey };

/** Who still has to do the first of these that is a step. */
function peopleOf(steps: readonly string[], current: Case, context: Context): readonly string[] | undefined {
  const first = steps.find((id) => stepById(id, context) !== undefined);
  const view = stepsOf(current, context).find(({ step }) => step.id === first);
  return view === undefined ? undefined : doersToCome(view, current, context).people;
}

/** Who has to do what a clock waits for: the deadline's own `by`, else the doers of the step, else the owner. */
export function answerableFor(clock: Clock, current: Case, context: Context): readonly string[] {
  if (clock.people !== undefined) return clock.people;
  if (clock.rule.by !== undefined) return holdersOf(clock.rule.by, current, context).people;
  return peopleOf(clock.rule.until, current, context) ?? ownerOf(current, context).people;
}

function clockItems(clock: Clock, current: Case): readonly Item[] {
  if (clock.due === undefined || clock.state !== "running") return [];
  const given = current.warned[clock.key] ?? [];
  const lastGiven = given.at(-1) ?? Number.NEGATIVE_INFINITY;
  const warnings = clock.warnAt
    .filter((at) => at > lastGiven && at < (clock.due ?? 0))
    .map((at): Item => ({ what: "warn", at, clock }));
  return [...warnings, { what: "miss", at: clock.due, clock }];
}

/** One working day, or the limit itself where that is shorter (language.md section 3, point 13). */
function pace(clock: Clock, from: number, context: Context): number {
  const calendar = calendarOf(clock.rule, context);
  const workingDay = addWorkingDays(calendar, from, 1);
  const { limit } = clock.rule;
  if (limit.kind !== "length") return workingDay;
  return Math.min(workingDay, dueAt(calendar, { from, limit: limit.length }).at);
}

function missItems(clock: Clock, current: Case, context: Context): readonly Item[] {
  const miss = clock.miss;
  // A miss that was put right by an extension or a recorded doing binds nobody any more.
  if (miss === undefined || clock.state !== "missed" || clock.endedAt !== undefined) return [];
  const items: Item[] = [];
  if (miss.chasedAt === undefined)
    items.push({ what: "chase", at: addWorkingDays(calendarOf(clock.rule, context), miss.foundAt, 1), clock, miss });
  const lastTold = miss.told.at(-1);
  if (lastTold === undefined) return items;
  const at = pace(clock, lastTold.at, context);
  if (rungAt(at, clock, miss, current, context) !== undefined) items.push({ what: "tell-rung", at, clock, miss });
  return items;
}

/**
 * The rung whose turn comes at this moment. Judged by who is there then, not by who is there when somebody looks, so
 * that the next tick is known beforehand and nobody's return from leave wakes an old miss.
 */
function rungAt(at: number, clock: Clock, miss: Miss, current: Case, context: Context): Rung | undefined {
  const then: Context = { ...context, now: at };
  const told = miss.told.flatMap((rung) => rung.people);
  return nextRung(current, then, { people: [...answerableFor(clock, current, then), ...told] });
}

function caseItems(current: Case): readonly Item[] {
  const items: Item[] = [];
  const wait = current.waits.find((known) => known.endedAt === undefined);
  if (wait !== undefined) items.push({ what: "end-wait", at: wait.until });
  if (current.handOver !== undefined) items.push({ what: "lapse-hand-over", at: current.handOver.until });
  for (const request of current.requests) {
    const open = request.answer === undefined && request.takenBack !== true && request.remindedAt === undefined;
    // Half of the time that is left for the answer has gone by.
    if (open && request.answerBy !== undefined)
      items.push({
        what: "remind-approver",
        at: Math.round((request.askedAt + request.answerBy) / 2),
        request: request.id,
      });
  }
  return items;
}

/** The call to the customer, under whatever name the regulation has for it. */
export function callbackStep(context: Context): string {
  return context.regulation.steps.find((step) => step.type === "callback")?.id ?? "callback";
}

const PLANNED_CALL = "call#";

/** Is it the reminder of a call at a time that somebody chose? */
export function isPlannedCall(clock: ClockKey): boolean {
  return clock.startsWith(PLANNED_CALL);
}

function callersOf(current: Case, context: Context): readonly string[] {
  return peopleOf([callbackStep(context)], current, context) ?? followerOf(current, context).people;
}

/** The call that somebody planned and nobody has made yet. */
export function plannedCall(current: Case, context: Context): (PlannedCall & { readonly at: number }) | undefined {
  const planned = current.plannedCall;
  if (planned?.at === undefined || planned.round !== current.round || current.ended !== undefined) return undefined;
  const step = callbackStep(context);
  const made = current.doings.some((doing) => doing.stands && doing.round === current.round && doing.step === step);
  return made ? undefined : { ...planned, at: planned.at };
}

function callItems(current: Case, context: Context): readonly Item[] {
  const planned = plannedCall(current, context);
  if (planned === undefined) return [];
  const key = `${PLANNED_CALL}${planned.nth}`;
  return current.warned[key] === undefined ? [{ what: "call-again", at: planned.at, clock: key }] : [];
}

/**
 * All that will happen to the case by itself as things stand, earliest first. The next tick is the first item's time;
 * nothing else happens because time passes.
 */
export function agenda(current: Case, context: Context): readonly Item[] {
  if (current.version === 0 || current.archivedAt !== undefined) return [];
  const clocks = clocksOf(current, context);
  const ended = current.ended !== undefined;
  const items = [
    ...clocks.flatMap((clock) => clockItems(clock, current)),
    ...openClocks(clocks).flatMap((clock) => missItems(clock, current, context)),
    ...(ended ? [] : [...caseItems(current), ...callItems(current, context)]),
  ];
  return items.toSorted((a, b) => a.at - b.at);
}

/** When the case must be looked at again; undefined when nothing more happens by itself. */
export function nextTick(current: Case, context: Context): number | undefined {
  return agenda(current, context)[0]?.at;
}

function missed(clock: Clock, at: number, current: Case, context: Context): readonly NewEvent[] {
  const people = answerableFor(clock, current, context);
  const rung = nextRung(current, context, { people });
  const late = clock.due !== undefined && at - clock.due > 60_000;
  return [
    {
      type: "missed",
      clock: clock.key,
      deadline: clock.rule.id,
      step: clock.step,
      due: clock.due ?? at,
      people,
      rungPeople: rung?.people ?? [],
      ...(rung === undefined ? {} : { rung: rung.rung }),
      ...(late ? { known: at } : {}),
    },
    ...(rung === undefined
      ? [nobody("next rung", administratorsOf(current, context))]
      : rung.skipped.slice(0, 1).map((skip) => nobody(skip.role, rung.people, skip.reason))),
  ];
}

function nobody(role: string, went: readonly string[], reason: "vacant" | "absent" | "recused" = "vacant"): NewEvent {
  return { type: "nobody-in-role", role, reason, went };
}

/** What the coming of an item's time means: the events, without the effects that the regulation ties to a miss. */
export function comeTrue(item: Item, current: Case, context: Context): readonly NewEvent[] {
  switch (item.what) {
    case "warn": {
      const { clock } = item;
      const people = answerableFor(clock, current, context);
      return [
        {
          type: "warned",
          clock: clock.key,
          deadline: clock.rule.id,
          step: clock.step,
          due: clock.due ?? item.at,
          planned: item.at,
          people,
        },
      ];
    }
    case "miss":
      return missed(item.clock, context.now, current, context);
    case "chase": {
      const { clock } = item;
      return [
        {
          type: "chased",
          clock: clock.key,
          deadline: clock.rule.id,
          step: clock.step,
          people: answerableFor(clock, current, context),
        },
      ];
    }
    case "tell-rung": {
      const { clock, miss } = item;
      const rung = rungAt(item.at, clock, miss, current, context);
      if (rung === undefined) return [];
      return [
        {
          type: "rung-told",
          clock: clock.key,
          deadline: clock.rule.id,
          step: clock.step,
          rung: rung.rung,
          people: rung.people,
        },
      ];
    }
    case "end-wait":
      return [{ type: "waiting-ended", how: "limit" }];
    case "lapse-hand-over":
      return [{ type: "hand-over-lapsed" }];
    case "remind-approver": {
      const request = current.requests.find((known) => known.id === item.request);
      return [{ type: "request-reminded", request: item.request, people: request?.approvers ?? [] }];
    }
    case "call-again":
      return [
        {
          type: "warned",
          clock: item.clock,
          deadline: "callback",
          step: callbackStep(context),
          due: item.at,
          planned: item.at,
          people: callersOf(current, context),
        },
      ];
  }
}

/** A clock that ended late or in time without the record saying so: found when the step is recorded, not at a tick. */
export function settleClocks(current: Case, context: Context): readonly NewEvent[] {
  return clocksOf(current, context).flatMap((clock): readonly NewEvent[] => {
    if (clock.endedAt === undefined || clock.due === undefined) return [];
    if (clock.state === "missed" && clock.miss === undefined) return missed(clock, context.now, current, context);
    if (clock.state === "met" && clock.miss !== undefined && !clock.miss.cleared)
      return [{ type: "miss-cleared", clock: clock.key, deadline: clock.rule.id }];
    return [];
  });
}
