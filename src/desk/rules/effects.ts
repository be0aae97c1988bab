import { dueAt } from "../../calendar/due.ts";
import type { Effects, Whenever } from "../../regulation/shape.ts";
import { callbackStep } from "../agenda.ts";
import type { Case } from "../case.ts";
import { droppedSteps, isDone, standingDoing, stepById, stepsOf, doersOf } from "../steps.ts";
import { occurrencesOf } from "../occurrences.ts";
import type { CaseEvent, NewEvent } from "../events.ts";
import { applies, type Facts } from "../facts.ts";
import { departmentsOf, factsOf, levelById, proposeLevel } from "../known.ts";
import { administratorsOf, holdersOf, isRecused } from "../people.ts";
import { accusedOf, belongsTo, worksForAll } from "../directory.ts";
import { DESK } from "../rights.ts";
import { fromStepOn } from "./doing.ts";
import { escalate } from "./moving.ts";
import type { Situation } from "./ruling.ts";

/** What in the language of `whenever` and deadlines this event is. */
export function eventNames(event: CaseEvent, situation: Situation): readonly string[] {
  switch (event.type) {
    case "received":
      return ["first-received", "received", ...Object.keys(event.facts)];
    case "round-began":
      return ["received"];
    case "step-done":
      return [...(isThroughNow(event.step, situation) ? [event.step] : []), ...Object.keys(event.answers)];
    case "step-approved":
      return isThroughNow(event.step, situation) ? [event.step] : [];
    case "answered":
      return Object.keys(event.facts);
    case "level-set":
      return ["level"];
    case "escalated":
      return ["escalate"];
    case "ended":
      return event.how === "closed" ? ["close"] : [event.how];
    default:
      return [];
  }
}

/** A step that others must agree to, or that several must do, has happened when the last of them is through. */
function isThroughNow(step: string, { current, context }: Situation): boolean {
  const view = stepsOf(current, context).find((known) => known.step.id === step);
  return view === undefined || view.step.repeat || view.state === "done";
}

function told(effects: Effects, basis: readonly string[], { current, context }: Situation): readonly NewEvent[] {
  if (effects.tell.length === 0) return [];
  const all = effects.tell.map((who) => holdersOf(who, current, context));
  const people = [...new Set(all.flatMap((holders) => holders.people))];
  return people.length === 0
    ? all.flatMap((holders): readonly NewEvent[] => [
        {
          type: "nobody-in-role",
          role: holders.role ?? holders.who,
          reason: holders.skipped[0]?.reason ?? "vacant",
          went: administratorsOf(current, context),
        },
      ])
    : [{ type: "told", roles: effects.tell, people, basis }];
}

function raised(
  level: string | undefined,
  clock: string | undefined,
  basis: readonly string[],
  { current, context }: Situation,
): readonly NewEvent[] {
  const target = levelById(level, context);
  const now = levelById(current.level?.id, context);
  if (target === undefined || (now !== undefined && now.weight >= target.weight)) return [];
  const proposed = proposeLevel(factsOf(current, context), context)?.level.id;
  return [
    {
      ...(proposed === undefined ? {} : { proposed }),
      type: "level-set",
      level: target.id,
      how: clock === undefined ? "rule" : "missed",
      grounds: [{ facts: [], basis }],
      ...(clock === undefined ? {} : { clock }),
    },
  ];
}

/** A round begins with what has brought it about: the call that found it unsolved, the return to the department. */
function nextRound(step: string, from: Cause, { current, context }: Situation): readonly NewEvent[] {
  const { reason } = from;
  const startedAt = from.at ?? standingDoing(current, callbackStep(context))?.doneAt ?? context.now;
  return [
    { type: "steps-reopened", steps: fromStepOn(step, current, context), why: "round" },
    { type: "round-began", round: current.round + 1, startedAt, step, ...(reason === undefined ? {} : { reason }) },
  ];
}

interface Cause {
  readonly basis: readonly string[];
  /** The run whose miss it was. */
  readonly clock?: string;
  readonly reason?: string;
  /** When what brought it about was done, instant. */
  readonly at?: number;
}

/** The six effects as events. */
export function carryOut(effects: Effects, from: Cause, situation: Situation): readonly NewEvent[] {
  const { current, context } = situation;
  const events: NewEvent[] = [
    ...told(effects, from.basis, situation),
    ...raised(effects.raise, from.clock, from.basis, situation),
  ];
  if (effects.escalate !== undefined) {
    const ruling = escalate(
      { type: "escalate", to: effects.escalate, reason: from.reason ?? "" },
      { ...situation, by: DESK },
    );
    if ("events" in ruling) events.push(...ruling.events);
  }
  if (effects.redo !== undefined)
    events.push({
      type: "steps-reopened",
      steps: fromStepOn(effects.redo, current, context),
      why: "redo",
      ...(from.reason === undefined ? {} : { reason: from.reason }),
    });
  if (effects.nextRound !== undefined) events.push(...nextRound(effects.nextRound, from, situation));
  if (effects.end !== undefined && current.ended === undefined)
    events.push({
      type: "ended",
      how: effects.end === "close" ? "closed" : effects.end,
      dropped: droppedSteps(current, context),
    });
  return events;
}

/** Words of the person whose answer brought it about: what is still wrong, why it is sent back. */
function reasonIn(event: CaseEvent): string | undefined {
  if (event.type !== "step-done") return undefined;
  const said = event.answers["still-wrong"] ?? event.answers["opinion"] ?? event.note;
  return typeof said === "string" && said !== "" ? said : undefined;
}

function hasHappened(after: string, situation: Situation): boolean {
  const { current, context } = situation;
  if (occurrencesOf(after, current, context).length > 0) return true;
  return current.ended?.how === after;
}

function fires(line: Whenever, names: readonly string[], facts: Facts, situation: Situation): boolean {
  if (!line.after.some((after) => names.includes(after))) return false;
  return applies(line, facts) && line.after.every((after) => names.includes(after) || hasHappened(after, situation));
}

/** What the regulation's `whenever` lines say to one event. */
export function wheneverAfter(event: CaseEvent, situation: Situation): readonly NewEvent[] {
  const names = eventNames(event, situation);
  if (names.length === 0) return [];
  const facts = factsOf(situation.current, situation.context);
  const reason = reasonIn(event);
  const cause = {
    ...(reason === undefined ? {} : { reason }),
    ...(event.type === "step-done" ? { at: event.doneAt } : {}),
  };
  return situation.context.regulation.whenever
    .filter((line) => fires(line, names, facts, situation))
    .flatMap((line) => carryOut(line.effects, { basis: line.basis, ...cause }, situation));
}

/** Duties that follow a step, the end or another duty of this case. */
export function dutiesAfter(event: CaseEvent, situation: Situation): readonly NewEvent[] {
  const names = eventNames(event, situation);
  const { current, context } = situation;
  if (names.length === 0) return [];
  const facts = factsOf(current, context);
  return context.regulation.duties
    .filter((duty) => duty.after.some((after) => names.includes(after)) && applies(duty, facts))
    .flatMap((duty) => openDuty(duty.id, situation));
}

/** The occurrence's key holds the case, so that the same event never opens it twice. */
function openDuty(id: string, { current, context }: Situation): readonly NewEvent[] {
  const duty = context.regulation.duties.find((known) => known.id === id);
  if (duty === undefined) return [];
  const { due } = duty;
  const length = typeof due === "object" && "unit" in due ? due : undefined;
  const dueTime =
    length === undefined ? {} : { dueAt: dueAt(context.calendars.default, { from: context.now, limit: length }).at };
  return [
    {
      type: "duty-opened",
      duty: id,
      key: `${id} ${current.number ?? current.recordedAt} ${current.round}`,
      ...dueTime,
    },
  ];
}

/** What a miss brings about beside its ping: the deadline's own effects, and whoever hears of every miss. */
export function missedEffects(
  event: Extract<CaseEvent, { type: "missed" }>,
  situation: Situation,
): readonly NewEvent[] {
  const rule = situation.context.regulation.deadlines.find((known) => known.id === event.deadline);
  const own = rule === undefined ? [] : carryOut(rule.missed, { basis: rule.basis, clock: event.clock }, situation);
  const everyMiss = told({ tell: situation.context.regulation.overdueTell }, [], situation);
  return [...own, ...everyMiss];
}

/** Is the person complained about among those who would see the card? Then it may not stand there. */
export function mustBeRestricted(current: Case, situation: Situation): "accused" | "regulation" | undefined {
  const { context } = situation;
  if (current.version === 0 || current.restricted) return undefined;
  const facts = factsOf(current, context);
  if (context.regulation.privacy.some((line) => line.readers.length > 0 && applies(line, facts))) return "regulation";
  const kept = [...accusedOf(current), ...current.recused.map((recusal) => recusal.person)].filter((person) =>
    isRecused(current, person, context),
  );
  const departments = [...departmentsOf(current), current.handOver?.department];
  const proposed = current.facts["proposed-department"];
  if (typeof proposed === "string") departments.push(proposed);
  return kept.some(
    // New cases stand in the desk's own channel, where those with a role for the whole company may sit, too.
    (person) =>
      departments.some((department) => belongsTo(person, department, context)) ||
      worksForAll(person, context) ||
      context.people.atDesk?.includes(person) === true,
  )
    ? "accused"
    : undefined;
}

/**
 * A satisfied customer and nothing left to ask: whoever has called and may close has closed. Saves the press that
 * would only repeat what the call has said.
 */
export function closeAfterCall(event: CaseEvent, situation: Situation): readonly NewEvent[] {
  if (event.type !== "step-done" || stepById(event.step, situation.context)?.type !== "callback") return [];
  const { current, context } = situation;
  if (
    current.ended !== undefined ||
    factsOf(current, context)["verdict"] !== "satisfied" ||
    !isDone(current, event.step)
  )
    return [];
  const close = stepsOf(current, context).find(({ step }) => step.id === "close");
  if (
    close?.state !== "open" ||
    close.step.ask.length > 0 ||
    !doersOf(close.step, current, context).people.includes(event.by)
  )
    return [];
  return [{ type: "step-done", step: "close", doneAt: context.now, answers: {}, files: [] }];
}
