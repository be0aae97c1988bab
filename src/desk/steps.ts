import { MILESTONES, type Step } from "../regulation/shape.ts";
import type { Case, Doing } from "./case.ts";
import type { Context } from "./context.ts";
import { applies, reasonFor, type Facts } from "./facts.ts";
import { factsOf } from "./known.ts";
import { holdersOf, type Holders } from "./people.ts";

/**
 * done: stands as recorded · open: can be done now · later: waits for other steps · skipped: answered "not done,
 * because" · not-applicable: its condition does not hold.
 */
export type StepState = "done" | "open" | "later" | "skipped" | "not-applicable";

export interface StepView {
  readonly step: Step;
  readonly state: StepState;
  /** The last time it was done, if that stands. */
  readonly doing?: Doing;
  /** Ids of the steps that it waits for. */
  readonly waitsFor: readonly string[];
}

export function stepById(id: string, context: Context): Step | undefined {
  return context.regulation.steps.find((step) => step.id === id);
}

export function standingDoing(current: Case, step: string): Doing | undefined {
  return current.doings.findLast((doing) => doing.step === step && doing.stands);
}

export function isDone(current: Case, step: string): boolean {
  return standingDoing(current, step) !== undefined;
}

function isSkipped(current: Case, step: string): boolean {
  return current.skipped.some((skip) => skip.step === step && skip.stands);
}

/** Which stretch between milestones each step lies in; a milestone ends its stretch. */
function stretches(steps: readonly Step[]): readonly number[] {
  let stretch = 0;
  return steps.map((step) => {
    const mine = stretch;
    if (MILESTONES.some((milestone) => milestone === step.id)) stretch += 1;
    return mine;
  });
}

function isMilestone(step: Step): boolean {
  return MILESTONES.some((milestone) => milestone === step.id);
}

/** Does an unfinished earlier step hold this one back? Side steps never do; free order frees within a stretch. */
function holdsBack(earlier: Step, later: Step, sameStretch: boolean, context: Context): boolean {
  if (earlier.anyTime || earlier.repeat || earlier.maySkip) return false;
  const free = context.regulation.freeOrder || earlier.anyOrder || later.anyOrder;
  return !(free && sameStretch && !isMilestone(later));
}

interface Progress {
  readonly current: Case;
  readonly facts: Facts;
  readonly context: Context;
}

function settled({ current, facts }: Progress, step: Step): boolean {
  return isDone(current, step.id) || isSkipped(current, step.id) || !applies(step, facts);
}

function waitingFor(progress: Progress, index: number, stretch: readonly number[]): readonly string[] {
  const { steps } = progress.context.regulation;
  const step = steps[index];
  if (step === undefined) return [];
  const named = step.after.filter((id) => {
    const other = stepById(id, progress.context);
    return other !== undefined && !settled(progress, other);
  });
  // A side step is free from receipt on; only what it names itself holds it back.
  if (step.anyTime) return named;
  const earlier = steps
    .slice(0, index)
    .filter(
      (other, at) =>
        holdsBack(other, step, stretch[at] === stretch[index], progress.context) && !settled(progress, other),
    )
    .map((other) => other.id);
  return [...new Set([...earlier, ...named])];
}

function viewOf(progress: Progress, step: Step, waitsFor: readonly string[]): StepView {
  const { current, facts } = progress;
  const doing = standingDoing(current, step.id);
  const base = doing === undefined ? { step } : { step, doing };
  if (doing !== undefined && !step.repeat) return { ...base, state: "done", waitsFor: [] };
  if (isSkipped(current, step.id)) return { ...base, state: "skipped", waitsFor: [] };
  if (!applies(step, facts)) return { ...base, state: "not-applicable", waitsFor: [] };
  const needed = step.needs.length > 0 && reasonFor(step.needs, facts) === undefined;
  // What a step needs may be answered in its own form; only then is it judged (see rules/doing.ts).
  const askedHere =
    needed && step.needs.some((tests) => tests.every((test) => step.ask.some((ask) => ask.field === test.fact)));
  const open = waitsFor.length === 0 && (!needed || askedHere);
  return { ...base, state: open ? "open" : "later", waitsFor };
}

/** All steps of the case in the file's order with what can be done about each. */
export function stepsOf(current: Case, context: Context): readonly StepView[] {
  const { steps } = context.regulation;
  const progress: Progress = { current, context, facts: factsOf(current, context) };
  const stretch = stretches(steps);
  return steps.map((step, index) => viewOf(progress, step, waitingFor(progress, index, stretch)));
}

/** Does the step apply to the case at all (done, open or to come)? */
export function stepApplies(current: Case, step: string, context: Context): boolean {
  const known = stepById(step, context);
  return known === undefined || applies(known, factsOf(current, context));
}

/** Who may do a step: anyone of its `by` whose condition holds; the owner where the file names nobody. */
export function doersOf(step: Step, current: Case, context: Context): Holders {
  const facts = factsOf(current, context);
  const named = step.by.filter((by) => applies(by, facts));
  const whos = named.length > 0 ? named.map((by) => by.who) : ["owner"];
  const all = whos.map((who) => holdersOf(who, current, context));
  return {
    who: whos[0] ?? "owner",
    ...(all[0]?.role === undefined ? {} : { role: all[0].role }),
    people: [...new Set(all.flatMap((holders) => holders.people))],
    groups: [...new Set(all.flatMap((holders) => holders.groups))],
    skipped: all.every((holders) => holders.people.length === 0) ? all.flatMap((holders) => holders.skipped) : [],
  };
}

/** The first open step that somebody has to do: not a side step. */
export function nextOpenStep(current: Case, context: Context): StepView | undefined {
  if (current.ended !== undefined && current.ended.how !== "closed") return undefined;
  const open = stepsOf(current, context).filter(({ state }) => state === "open");
  return open.find(({ step }) => !step.anyTime && !step.repeat && !step.maySkip) ?? undefined;
}
