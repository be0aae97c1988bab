import { MILESTONES, type Form, type Step } from "../regulation/shape.ts";
import type { Case, Doing, Request } from "./case.ts";
import type { Context } from "./context.ts";
import { accusedOf, involvedIn } from "./directory.ts";
import { applies, firstThatFits, reasonFor, type Facts } from "./facts.ts";
import { departmentsOf, factsOf } from "./known.ts";
import { holdersOf, inDepartment, orNextRung, type Holders } from "./people.ts";
import { remembered } from "./remember.ts";

/**
 * done: stands as recorded · presented: done, and waits for a yes · open: can be done now · later: waits for other
 * steps · skipped: answered "not done, because" · not-applicable: its condition does not hold.
 */
export type StepState = "done" | "presented" | "open" | "later" | "skipped" | "not-applicable";

export interface StepView {
  readonly step: Step;
  readonly state: StepState;
  /** The last time it was done, if that stands. */
  readonly doing?: Doing;
  /** Ids of the steps that it waits for. */
  readonly waitsFor: readonly string[];
  /** For a step that each department or person does: whose turn is still to come. */
  readonly missing: readonly string[];
}

export function stepById(id: string, context: Context): Step | undefined {
  return context.regulation.steps.find((step) => step.id === id);
}

export function standingDoing(current: Case, step: string, instance?: string): Doing | undefined {
  return current.doings.findLast(
    (doing) => doing.step === step && doing.stands && (instance === undefined || doing.instance === instance),
  );
}

export function isDone(current: Case, step: string): boolean {
  return standingDoing(current, step) !== undefined;
}

/** The first of these steps that this case still has to do before something else may be asked for. */
export function undoneNeed(needs: readonly string[], current: Case, context: Context): string | undefined {
  return needs.find(
    (step) => stepById(step, context) !== undefined && stepApplies(current, step, context) && !isDone(current, step),
  );
}

function isSkipped(current: Case, step: string): boolean {
  return current.skipped.some((skip) => skip.step === step && skip.stands);
}

/** Which stretch between milestones each step lies in; a milestone ends its stretch. */
function stretches(steps: readonly Step[]): readonly number[] {
  let stretch = 0;
  return steps.map((step) => {
    const mine = stretch;
    if (isMilestone(step)) stretch += 1;
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

/** Who has to agree to what was done, in this order: as the step says, or as a line of `approvals` says of it. */
export function approvalChain(
  step: Step,
  current: Case,
  context: Context,
): readonly { readonly who: string; readonly each: boolean }[] {
  if (step.approve.length > 0) return step.approve;
  const line = firstThatFits(
    context.regulation.approvals.filter((approval) => approval.of === step.id),
    factsOf(current, context),
  );
  if (line === undefined || line.by === "nobody") return [];
  return [line.by, ...line.with].map((who) => ({ who, each: false }));
}

/** Whoever has done something in the case that stands before this step. */
function actedBefore(step: Step, current: Case, context: Context): readonly string[] {
  const ids = context.regulation.steps.map((known) => known.id);
  return involvedIn({
    ...current,
    doings: current.doings.filter((doing) => ids.indexOf(doing.step) < ids.indexOf(step.id)),
  });
}

/** Whose turns a step has: departments, persons, or what the list of `each` names. Empty = it is done once. */
export function instancesOf(step: Step, current: Case, context: Context): readonly string[] {
  if (step.each === undefined) return [];
  if (step.each === "department") return departmentsOf(current);
  if (typeof step.each !== "string")
    return step.each.filter((who) => who !== "accused" || accusedOf(current).length > 0);
  const involved = step.by.some(({ who }) => who === "everybody-involved");
  const people =
    factsOf(current, context)["people-involved"] ??
    (involved ? actedBefore(step, current, context) : current.facts["accused"]);
  if (typeof people === "string") return people === "" ? [] : [people];
  return Array.isArray(people) ? people.filter((id) => typeof id === "string") : [];
}

interface Progress {
  readonly current: Case;
  readonly facts: Facts;
  readonly context: Context;
}

function missingInstances({ current, context }: Progress, step: Step): readonly string[] {
  return instancesOf(step, current, context).filter(
    (instance) => standingDoing(current, step.id, instance) === undefined,
  );
}

function isAgreed({ current, context }: Progress, step: Step): boolean {
  return approvalChain(step, current, context).length === 0 || standingDoing(current, step.id)?.approved === true;
}

/** Done and agreed to: nothing that comes after has to wait for it. */
function isThrough(progress: Progress, step: Step): boolean {
  return isDone(progress.current, step.id) && missingInstances(progress, step).length === 0 && isAgreed(progress, step);
}

function settled(progress: Progress, step: Step): boolean {
  return isThrough(progress, step) || isSkipped(progress.current, step.id) || !applies(step, progress.facts);
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

/** What a step needs may be answered in its own form; only then is it judged there (see rules/doing.ts). */
function needsSomething(step: Step, facts: Facts): boolean {
  if (step.needs.length === 0 || reasonFor(step.needs, facts) !== undefined) return false;
  return !step.needs.some((tests) => tests.every((test) => step.ask.some((ask) => ask.field === test.fact)));
}

function viewOf(progress: Progress, step: Step, waitsFor: readonly string[]): StepView {
  const { current, facts } = progress;
  const doing = standingDoing(current, step.id);
  const missing = missingInstances(progress, step);
  const base = { step, missing, ...(doing === undefined ? {} : { doing }) };
  if (doing !== undefined && !step.repeat && missing.length === 0)
    return { ...base, state: isAgreed(progress, step) ? "done" : "presented", waitsFor: [] };
  if (isSkipped(current, step.id)) return { ...base, state: "skipped", waitsFor: [] };
  if (!applies(step, facts)) return { ...base, state: "not-applicable", waitsFor: [] };
  const open = waitsFor.length === 0 && !needsSomething(step, facts);
  return { ...base, state: open ? "open" : "later", waitsFor };
}

function viewAll(current: Case, context: Context): readonly StepView[] {
  const { steps } = context.regulation;
  const progress: Progress = { current, context, facts: factsOf(current, context) };
  const stretch = stretches(steps);
  return steps.map((step, index) => viewOf(progress, step, waitingFor(progress, index, stretch)));
}

/** All steps of the case in the file's order with what can be done about each. */
export const stepsOf = remembered(viewAll);

/** The regulation's own forms that are filled in at a step of this case. */
export function formsAt(fill: readonly string[], current: Case, context: Context): readonly Form[] {
  const facts = factsOf(current, context);
  return context.regulation.forms.filter((form) => fill.includes(form.id) && applies(form, facts));
}

/** Does the step apply to the case at all (done, open or to come)? */
export function stepApplies(current: Case, step: string, context: Context): boolean {
  const known = stepById(step, context);
  return known === undefined || applies(known, factsOf(current, context));
}

/**
 * Who may do a step: anyone of its `by` whose condition holds; the owner where the file names nobody; the next rung
 * where nobody is there.
 */
export function doersOf(step: Step, current: Case, context: Context, instance?: string): Holders {
  const facts = factsOf(current, context);
  const there = inDepartment(current, instance, context);
  const named = step.by.filter((by) => applies(by, facts));
  // Whom a case was given to by name accepts it himself.
  const given =
    step.id === "accept" && current.holders["owner"] !== undefined && current.holders["owner"].role === undefined;
  const whos = named.length > 0 && !given ? named.map((by) => by.who) : ["owner"];
  // `involved`: each of those named does his own.
  const all = whos.map((who) =>
    (who === "involved" || who === "everybody-involved") && instance !== undefined
      ? { who, people: [instance], groups: [], skipped: [] }
      : holdersOf(who, there, context),
  );
  const everyone = all.some((holders) => holders.everyone === true);
  const doers: Holders = {
    who: whos[0] ?? "owner",
    ...(all[0]?.role === undefined ? {} : { role: all[0].role }),
    ...(everyone ? { everyone } : {}),
    people: [...new Set(all.flatMap((holders) => holders.people))],
    groups: [...new Set(all.flatMap((holders) => holders.groups))],
    standIns: all.flatMap((holders) => holders.standIns ?? []),
    skipped:
      all.every((holders) => holders.people.length === 0) && !everyone ? all.flatMap((holders) => holders.skipped) : [],
  };
  return orNextRung(doers, there, context);
}

/** Who has to do each turn of the step that is still to come; of a step that is done once, the one turn. */
export function turnsToCome(view: StepView, current: Case, context: Context): readonly [Holders, ...Holders[]] {
  const [first, ...others] = view.missing;
  const doers = (turn?: string) => doersOf(view.step, current, context, turn);
  return [doers(first), ...others.map(doers)];
}

/** Who still has to do the step: where each of several has a turn, all of those whose turn is still to come. */
export function doersToCome(view: StepView, current: Case, context: Context): Holders {
  const all = turnsToCome(view, current, context);
  return {
    ...all[0],
    ...(all.some(({ everyone }) => everyone === true) ? { everyone: true as const } : {}),
    people: [...new Set(all.flatMap(({ people }) => people))],
    groups: [...new Set(all.flatMap(({ groups }) => groups))],
    skipped: all.flatMap(({ skipped }) => skipped),
  };
}

/** May this person do the step now, in any of its turns that are still to come? */
export function mayDoStep(view: StepView, person: string, current: Case, context: Context): boolean {
  const doers = doersToCome(view, current, context);
  return doers.everyone === true || doers.people.includes(person);
}

/**
 * Can the step still be done as far as the case's end is concerned? After closing, what is listed after `close` and
 * side steps go on; after any other end nothing does.
 */
export function goesOn(step: Step, current: Case, context: Context): boolean {
  if (current.ended === undefined) return true;
  const ids = context.regulation.steps.map((known) => known.id);
  return current.ended.how === "closed" && (step.anyTime || ids.indexOf(step.id) > ids.indexOf("close"));
}

/** Can the request still be answered? After the end only what belongs to a step that goes on. */
export function isAnswerable(request: Request, current: Case, context: Context): boolean {
  if (current.ended === undefined) return true;
  const step = request.detail.step === undefined ? undefined : stepById(request.detail.step, context);
  return step !== undefined && goesOn(step, current, context);
}

/**
 * The form that was returned after the solution and may be sent back to be filled in better. What was filled in before
 * (the register, the order) is no report of the solution.
 */
export function returnedForm(steps: readonly StepView[]): StepView | undefined {
  const solved = steps.findIndex(({ step, state }) => step.id === "resolve" && state === "done");
  if (solved < 0) return undefined;
  return steps.slice(solved + 1).findLast(({ step, state }) => state === "done" && step.fill.length > 0);
}

/** The first open step that somebody has to do: not a side step. */
export function nextOpenStep(current: Case, context: Context): StepView | undefined {
  return stepsOf(current, context).find(
    ({ step, state }) =>
      state === "open" && !step.anyTime && !step.repeat && !step.maySkip && goesOn(step, current, context),
  );
}

/** Steps that an end leaves undone. */
export function droppedSteps(current: Case, context: Context): readonly string[] {
  return stepsOf(current, context)
    .filter(
      ({ step, state }) => (state === "open" || state === "later") && !step.anyTime && !step.repeat && !step.maySkip,
    )
    .map(({ step }) => step.id);
}
