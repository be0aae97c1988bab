import { agenda, comeTrue, settleClocks, type Item } from "./agenda.ts";
import type { Case } from "./case.ts";
import { evolve } from "./fold.ts";
import type { Command, Order, Refusal } from "./commands.ts";
import type { Context } from "./context.ts";
import type { Actor, CaseEvent, NewEvent } from "./events.ts";
import { movedDates } from "./moved.ts";
import { isRecused } from "./people.ts";
import { DESK, mayDo } from "./rights.ts";
import { agreed, disagreed, present } from "./rules/approving.ts";
import { answerRequest, takeBack, toldOfExtension } from "./rules/answering.ts";
import { ask } from "./rules/asking.ts";
import { notReached, postponeCall } from "./rules/calling.ts";
import { doStep, skipStep, undoStep } from "./rules/doing.ts";
import { closeAfterCall, dutiesAfter, missedEffects, mustBeRestricted, wheneverAfter } from "./rules/effects.ts";
import { moveEdition } from "./rules/editions.ts";
import { merge, notValid, reopen, resume, wait, withdraw } from "./rules/ending.ts";
import { fileCase } from "./rules/filing.ts";
import { answerFacts, find, judgeLevel, setLevel } from "./rules/judging.ts";
import { changeKind, checkCorrection, doCorrection, pay, planCorrection } from "./rules/putting-right.ts";
import { putOnList, settleLists, takeOffList } from "./rules/lists.ts";
import { decideEscalation, declineHandOver, escalate, handOver, reassign, recuse, takeOver } from "./rules/moving.ts";
import { droppedSteps, isDone, stepById, stepsOf } from "./steps.ts";
import { deputies, nobodyThere } from "./rules/stand-ins.ts";
import { no, yes, type Ruling, type Situation } from "./rules/ruling.ts";
import { commentProposal, decideProposal, explainMiss, settleProposals } from "./rules/sanctions.ts";
import { changeNote, contact, link, look, note, reportUndelivered } from "./rules/talking.ts";

/** What a command brings about. `after` is the case with the events folded in. */
export type Decision =
  | { readonly events: readonly CaseEvent[]; readonly after: Case }
  | { readonly refused: Refusal }
  /** The same request was carried out before; the record holds what it did. */
  | { readonly repeated: true };

/** More events than any honest command brings about; a regulation that goes round in circles ends here, loudly. */
const MOST_EVENTS = 300;

function rule(command: Command, situation: Situation): Ruling {
  switch (command.type) {
    case "file":
      return fileCase(command, situation);
    case "tick":
      return yes();
    case "rejudge":
      // Calendars, counts, lists and who sits in which channel may have changed without a word in this case: what
      // follows is judged anew.
      return yes(
        ...restrictingNow(situation),
        ...movedDates(command.former ?? {}, situation.current, situation.context),
        ...(situation.current.ended === undefined ? judgeLevel(situation.current, situation) : []),
      );
    case "do":
      return doStep(command, situation);
    case "undo":
      return undoStep(command, situation);
    case "skip":
      return skipStep(command, situation);
    case "answer":
      return answerFacts(command, situation);
    case "set-level":
      return setLevel(command, situation);
    case "find":
      return find(command, situation);
    case "escalate":
      return situation.current.ended === undefined
        ? escalate(command, situation)
        : no("already-ended", undefined, { how: situation.current.ended.how });
    case "decide":
      return decideEscalation(command, situation);
    case "reassign":
      return reassign(command, situation);
    case "hand-over":
      return handOver(command, situation);
    case "take-over":
      return takeOver(situation);
    case "decline-hand-over":
      return declineHandOver(command.reason, situation);
    case "ask":
      return ask(command, situation);
    case "answer-request":
      return answerRequest(command, situation);
    case "take-back":
      return takeBack(command, situation);
    case "wait":
      return wait(command, situation);
    case "resume":
      return resume(situation);
    case "contact":
      return contact(command, situation);
    case "look":
      return look();
    case "not-reached":
      return notReached(command, situation);
    case "postpone-call":
      return postponeCall(command, situation);
    case "withdraw":
      return withdraw(command, situation);
    case "not-valid":
      return notValid(command, situation);
    case "merge":
      return merge(command, situation);
    case "reopen":
      return reopen(command, situation);
    case "recuse":
      return recuse(command, situation);
    case "link":
      return link(command, situation);
    case "list":
      return putOnList(command, situation);
    case "unlist":
      return takeOffList(command, situation);
    case "plan-correction":
      return planCorrection(command, situation);
    case "do-correction":
      return doCorrection(command, situation);
    case "check-correction":
      return checkCorrection(command, situation);
    case "pay":
      return pay(command, situation);
    case "change-kind":
      return changeKind(command, situation);
    case "move-edition":
      return moveEdition(command, situation);
    case "comment-proposal":
      return commentProposal(command, situation);
    case "decide-proposal":
      return decideProposal(command, situation);
    case "explain-miss":
      return explainMiss(command, situation);
    case "note":
      return note(command);
    case "change-note":
      return changeNote(command);
    case "report-undelivered":
      return reportUndelivered(command);
  }
}

function changesFacts(event: CaseEvent): boolean {
  return event.type === "received" || event.type === "answered" || event.type === "step-done" || event.type === "found";
}

/** The language's own facts (`round`, `escalated`) change by these without an answer. */
const ROUNDS_AND_RUNGS: readonly CaseEvent["type"][] = ["round-began", "reopened", "escalated"];

/** Does the step wait for somebody's yes now that it is done? */
function isPresentedOnly(event: Extract<CaseEvent, { type: "step-done" }>, { current, context }: Situation): boolean {
  return stepsOf(current, context).some((view) => view.step.id === event.step && view.state === "presented");
}

function presented(event: Extract<CaseEvent, { type: "step-done" }>, situation: Situation): readonly NewEvent[] {
  const step = stepById(event.step, situation.context);
  if (step === undefined) return [];
  return present(
    { step, ...(event.instance === undefined ? {} : { instance: event.instance }) },
    { ...situation, by: event.by },
  );
}

function afterAnswer(
  event: Extract<CaseEvent, { type: "request-answered" }>,
  situation: Situation,
): readonly NewEvent[] {
  const request = situation.current.requests.find((known) => known.id === event.request);
  if (request?.of !== "step") return [];
  return event.yes ? agreed(request, situation) : disagreed(request, event.reason);
}

/** Is the step through (done, and agreed to where somebody must) by this very event? */
function isThrough(step: string, event: CaseEvent, { current, context }: Situation): boolean {
  if ((event.type !== "step-done" && event.type !== "step-approved") || event.step !== step) return false;
  return stepsOf(current, context).some((view) => view.step.id === step && view.state === "done");
}

type FollowUp = (event: CaseEvent, situation: Situation, before: Case) => readonly NewEvent[];

function closing(event: CaseEvent, situation: Situation): readonly NewEvent[] {
  const { current, context } = situation;
  if (!isThrough("close", event, situation) || current.ended !== undefined) return [];
  return [
    { type: "ended", how: "closed", dropped: droppedSteps(current, context).filter((step) => step !== "archive") },
  ];
}

/** Not only by what happens to the case: somebody may have come to sit where its card stands. */
function restrictingNow(situation: Situation): readonly NewEvent[] {
  const reason = mustBeRestricted(situation.current, situation);
  return reason === undefined ? [] : [{ type: "restricted", reason }];
}

/** The owner has become the person complained about: whoever answers now has to accept. */
function replacingOwner(event: CaseEvent, { current, context }: Situation, before: Case): readonly NewEvent[] {
  const owner = current.holders["owner"]?.person;
  if (!changesFacts(event) || owner === undefined || current.ended !== undefined || !isDone(current, "accept"))
    return [];
  if (!isRecused(current, owner, context) || isRecused(before, owner, context)) return [];
  return [{ type: "steps-reopened", steps: ["accept"], why: "reassigned" }];
}

/**
 * What follows from one event by the regulation. Each line sees the case as the lines before it have left it: what is
 * told after a step sees the level that the step has set, and a call that began a new round closes nothing.
 */
const FOLLOW_UPS: readonly FollowUp[] = [
  (event, situation) =>
    event.type === "step-done" && isPresentedOnly(event, situation) ? presented(event, situation) : [],
  (event, situation) => (event.type === "request-answered" ? afterAnswer(event, situation) : []),
  (event, situation) => (event.type === "contacted" ? toldOfExtension(situation) : []),
  closing,
  (event, situation) => (isThrough("archive", event, situation) ? [{ type: "archived" }] : []),
  (event, situation, before) =>
    (changesFacts(event) || ROUNDS_AND_RUNGS.includes(event.type)) && situation.current.ended === undefined
      ? judgeLevel(before, situation)
      : [],
  (_, situation) => restrictingNow(situation),
  replacingOwner,
  (event, situation) => (event.type === "missed" ? missedEffects(event, situation) : []),
  dutiesAfter,
  wheneverAfter,
  closeAfterCall,
  (event, situation) =>
    changesFacts(event) && situation.context.regulation.lists.length > 0 ? settleLists(situation) : [],
];

interface Draft {
  current: Case;
  readonly events: CaseEvent[];
}

function append(draft: Draft, event: CaseEvent, context: Context): void {
  if (draft.events.length >= MOST_EVENTS)
    throw new Error(
      `More than ${MOST_EVENTS} events from one command in ${context.regulation.id}: its rules run in a circle`,
    );
  const before = draft.current;
  draft.current = evolve(before, event);
  draft.events.push(event);
  const by = event.by;
  for (const followUp of FOLLOW_UPS) {
    for (const next of followUp(event, { current: draft.current, by, context }, before)) {
      // Only what was done by hand closes by hand; everything else follows from rules and is the desk's.
      const doneBy = next.type === "step-done" || next.type === "ended" ? by : DESK;
      append(draft, { ...next, at: context.now, by: doneBy }, context);
    }
  }
}

/** What comes true next. Of several warnings of one clock only the last is given, and a miss overtakes them all. */
function nextDue(items: readonly Item[], now: number): Item | undefined {
  const due = items.filter((item) => item.at <= now);
  const first = due[0];
  if (first?.what !== "warn") return first;
  return due.findLast((item) => (item.what === "warn" || item.what === "miss") && item.clock.key === first.clock.key);
}

/** Lets everything come true whose time has come, each thing once: an outage gives one ping, not five. */
function runAgenda(draft: Draft, context: Context): void {
  for (;;) {
    const item = nextDue(agenda(draft.current, context), context.now);
    if (item === undefined) return;
    const events = comeTrue(item, draft.current, context);
    if (events.length === 0)
      throw new Error(
        `Nothing came of "${item.what}" in a case of ${context.regulation.id}: it would come due for ever`,
      );
    for (const event of events) append(draft, { ...event, at: context.now, by: DESK }, context);
  }
}

function settle(draft: Draft, context: Context): void {
  for (const event of settleClocks(draft.current, context))
    append(draft, { ...event, at: context.now, by: DESK }, context);
}

function propose(draft: Draft, context: Context): void {
  if (context.regulation.consequences.length === 0 || draft.current.version === 0) return;
  const situation: Situation = { current: draft.current, by: DESK, context };
  for (const event of settleProposals(situation)) append(draft, { ...event, at: context.now, by: DESK }, context);
}

function stampOf(
  by: Actor,
  key: string,
  context: Context,
): { readonly at: number; readonly by: Actor; readonly requestKey?: string } {
  return { at: context.now, by, ...(key === "" ? {} : { requestKey: key }) };
}

/**
 * Judges one command: what happens, why not, or that it has been done already. Pure: the same case, order and context
 * give the same answer. Events come stamped with `context.now`; what follows from rules is by `desk`.
 */
export function decide(current: Case, order: Order, context: Context): Decision {
  const { command, by, key } = order;
  if (key !== "" && current.done.includes(key)) return { repeated: true };
  if (current.version === 0 && command.type !== "file") return { refused: { code: "no-such-case" } };
  const refused = mayDo(current, command, by, context);
  if (refused !== undefined) return { refused };
  if (
    current.archivedAt !== undefined &&
    !["note", "tick", "rejudge", "report-undelivered", "look"].includes(command.type)
  )
    return { refused: { code: "archived" } };
  const ruling = rule(command, { current, by, context });
  if ("refused" in ruling) return { refused: ruling.refused };
  const draft: Draft = { current, events: [] };
  const stamp = stampOf(by, key, context);
  for (const event of ruling.events) append(draft, { ...event, ...stamp }, context);
  settle(draft, context);
  runAgenda(draft, context);
  propose(draft, context);
  for (const say of [nobodyThere, deputies])
    for (const event of say({ before: current, current: draft.current, events: draft.events }, context))
      append(draft, { ...event, at: context.now, by: DESK }, context);
  return { events: draft.events, after: draft.current };
}
