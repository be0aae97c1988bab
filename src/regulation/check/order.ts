import { BUILT_IN_FIELDS, KNOWN_WITHOUT_ASKING } from "../built-in.ts";
import type { Report } from "../problem.ts";
import {
  MILESTONES,
  type Condition,
  type Conditional,
  type Deadline,
  type FactTest,
  type Regulation,
  type Step,
} from "../shape.ts";
import { testsOf } from "./answers.ts";

/** Where steps stand, and which facts have been asked when. */
interface Order {
  readonly steps: readonly Step[];
  readonly place: (id: string) => number;
  /** Can the first be done before the second, although it stands after it? */
  readonly free: (first: Step, second: Step) => boolean;
}

function makeOrder(regulation: Regulation): Order {
  const { steps } = regulation;
  const places = new Map(steps.map((step, index) => [step.id, index]));
  const milestones = steps.flatMap((step, index) => (MILESTONES.some((id) => id === step.id) ? [index] : []));
  const segment = (id: string) => milestones.filter((index) => index < (places.get(id) ?? 0)).length;
  function free(first: Step, second: Step): boolean {
    if (first.anyTime || first.repeat || second.anyTime || second.repeat) return true;
    return (regulation.freeOrder || first.anyOrder || second.anyOrder) && segment(first.id) === segment(second.id);
  }
  return { steps, place: (id) => places.get(id) ?? -1, free };
}

function checkMilestones(order: Order, report: Report): void {
  let last: Step | undefined;
  for (const id of MILESTONES) {
    const step = order.steps[order.place(id)];
    if (step === undefined) continue;
    if (last !== undefined && order.place(last.id) > order.place(id))
      report(step.line, "milestone-order", { id, other: last.id });
    else last = step;
  }
}

function checkSequence(regulation: Regulation, order: Order, report: Report): void {
  for (const step of order.steps) {
    for (const before of step.after) {
      const other = order.steps[order.place(before)];
      if (other !== undefined && order.place(before) >= order.place(step.id) && !order.free(other, step))
        report(step.line, "after-later", { id: before });
    }
  }
  for (const rule of regulation.whenever) {
    const triggers = rule.after.map(order.place).filter((place) => place >= 0);
    for (const target of [rule.effects.redo, rule.effects.nextRound]) {
      const step = target === undefined ? undefined : order.steps[order.place(target)];
      if (step === undefined || triggers.length === 0 || step.anyTime) continue;
      if (order.place(step.id) > Math.max(...triggers)) report(rule.line, "back-to-later", { id: step.id });
    }
  }
}

// ── Deadlines that cannot run ──────────────────────────────────────────────────────────────────────────────────────

/** Why a deadline that begins with `from` can never end with `until`. */
function cannotRun(from: string, until: string, order: Order): boolean {
  const start = order.steps[order.place(from)];
  const end = order.steps[order.place(until)];
  if (until === "received" || until === "first-received") return true;
  if (end === undefined) return false;
  if (from === until) return !end.repeat && end.each === undefined;
  if (start === undefined) return false;
  return order.place(until) < order.place(from) && !order.free(start, end);
}

function checkDeadline(deadline: Deadline, regulation: Regulation, order: Order, report: Report): void {
  const dead = deadline.until.every((until) => deadline.from.every((from) => cannotRun(from, until, order)));
  if (dead) report(deadline.line, "cannot-run", { from: deadline.from.join(", "), until: deadline.until.join(", ") });
  if (deadline.limit.kind === "fact") {
    const { fact } = deadline.limit;
    const type = regulation.fields.find((field) => field.id === fact)?.type;
    if (type !== "time" && type !== "date") report(deadline.line, "no-time", { id: fact });
  }
  const ends = deadline.until.map(order.place).filter((place) => place >= 0);
  if (ends.length < deadline.until.length || ends.length === 0) return;
  const last = order.steps[Math.max(...ends)];
  for (const test of testsOf(deadline))
    if (last !== undefined) readBefore(test, last, { regulation, order, report, sameStep: false });
}

// ── Facts that are read before they are asked ──────────────────────────────────────────────────────────────────────

interface Reading {
  readonly regulation: Regulation;
  readonly order: Order;
  readonly report: Report;
  /** Does the step that reads it count as one that may ask it? */
  readonly sameStep: boolean;
}

function isOwnField(id: string, regulation: Regulation): boolean {
  if (KNOWN_WITHOUT_ASKING.has(id) && regulation.fields.find((field) => field.id === id)?.builtIn !== false)
    return false;
  return regulation.fields.some((field) => field.id === id);
}

function asksFor(
  step: { readonly ask: Step["ask"]; readonly fill: readonly string[] },
  field: string,
  regulation: Regulation,
): boolean {
  const formed = step.fill.flatMap((id) => regulation.forms.find((form) => form.id === id)?.fields ?? []);
  return step.ask.some((ask) => ask.field === field) || formed.includes(field);
}

/** Everything that asks a field: the filing, steps, duties. */
function isAsked(field: string, regulation: Regulation): boolean {
  const { intake, steps, duties, lists } = regulation;
  return (
    [intake, ...steps, ...duties].some((step) => asksFor(step, field, regulation)) ||
    lists.some((list) => list.fields.includes(field))
  );
}

function readBefore(test: FactTest, reader: Step, reading: Reading): void {
  const { regulation, order, report } = reading;
  const field = test.fact;
  if (!isOwnField(field, regulation) || !isAsked(field, regulation) || test.test === "missing") return;
  if (reader.anyTime || asksFor(regulation.intake, field, regulation)) return;
  if (regulation.lists.some((list) => list.fields.includes(field))) return;
  const early = order.steps.some((step) => {
    if (!asksFor(step, field, regulation)) return false;
    if (step.id === reader.id) return reading.sameStep;
    return order.place(step.id) < order.place(reader.id) || order.free(step, reader);
  });
  if (!early) report(test.line, "asked-too-late", { fact: field, step: reader.id });
}

function also(condition: Condition | undefined): Conditional {
  return condition === undefined ? {} : { when: condition };
}

/** Every condition of the file. */
function conditionsOf(regulation: Regulation): readonly Conditional[] {
  const {
    levels,
    ladder,
    privacy,
    keep,
    forms,
    steps,
    deadlines,
    approvals,
    whenever,
    consequences,
    duties,
    measures,
    guides,
    findings,
    intake,
  } = regulation;
  return [
    ...levels,
    ...ladder,
    ...privacy,
    ...keep,
    ...forms,
    ...steps,
    ...deadlines,
    ...approvals,
    ...whenever,
    ...consequences,
    ...duties,
    ...measures,
    ...guides,
    ...intake.ask,
    ...findings.flatMap((finding) => finding.first),
    ...Object.values(regulation.parts).flat(),
    ...steps.flatMap((step) => [...step.ask, ...step.by, also(step.needs)]),
    ...duties.flatMap((duty) => duty.ask),
    ...consequences.flatMap((consequence) => consequence.first),
    ...measures.map((measure) => also(measure.which)),
    ...regulation.counts.map((count) => also(count.only)),
    ...regulation.lists.flatMap((list) => list.candidates.map(also)),
  ];
}

function checkFacts(regulation: Regulation, order: Order, report: Report): void {
  for (const test of conditionsOf(regulation).flatMap(testsOf)) {
    const asked = isAsked(test.fact, regulation);
    const builtIn = Object.hasOwn(BUILT_IN_FIELDS, test.fact);
    if (isOwnField(test.fact, regulation) && !asked && !(builtIn && test.fact !== "valid"))
      report(test.line, "never-asked", { fact: test.fact });
  }
  const before = { regulation, order, report, sameStep: false };
  for (const step of order.steps) {
    for (const test of testsOf(step)) readBefore(test, step, before);
    for (const test of step.ask.flatMap(testsOf)) readBefore(test, step, { ...before, sameStep: true });
    for (const test of step.needs.flat()) readBefore(test, step, { ...before, sameStep: true });
  }
  for (const rule of [...regulation.whenever, ...regulation.consequences]) {
    const triggers = rule.after.map(order.place);
    const last = order.steps[Math.max(-1, ...triggers)];
    if (last === undefined || triggers.some((place) => place < 0)) continue;
    for (const test of testsOf(rule)) readBefore(test, last, { ...before, sameStep: true });
  }
}

/** Moments that are the answer to a question that nobody asks. */
function checkMoments(regulation: Regulation, report: Report): void {
  const silent = (event: string) => isOwnField(event, regulation) && !isAsked(event, regulation);
  const due = regulation.deadlines.map(({ limit, line }) => ({
    line,
    events: limit.kind === "fact" ? [limit.fact] : [],
  }));
  const moments = [
    ...due,
    ...regulation.deadlines.flatMap(({ line, from, until }) => [
      { line, events: from },
      { line, events: until },
    ]),
    ...regulation.periods.map(({ line, from }) => ({ line, events: [from] })),
    ...[...regulation.whenever, ...regulation.consequences, ...regulation.duties].flatMap(({ line, after }) =>
      after.map((event) => ({ line, events: [event] })),
    ),
  ];
  for (const { line, events } of moments) {
    const [first] = events;
    if (first !== undefined && events.every(silent)) report(line, "never-answered", { fact: first });
  }
}

/** The order of the work: milestones, what waits for what, limits that can run, facts that are known when they are read. */
export function checkOrder(regulation: Regulation, report: Report): void {
  const order = makeOrder(regulation);
  checkMilestones(order, report);
  checkSequence(regulation, order, report);
  for (const deadline of regulation.deadlines) checkDeadline(deadline, regulation, order, report);
  checkFacts(regulation, order, report);
  checkMoments(regulation, report);
}
