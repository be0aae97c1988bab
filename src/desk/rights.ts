import type { Case } from "./case.ts";
import { clocksOf, openClocks, type Clock } from "./clocks.ts";
import type { Command, CommandType, Refusal } from "./commands.ts";
import type { Context } from "./context.ts";
import type { Actor } from "./events.ts";
import type { Approval } from "../regulation/shape.ts";
import { applies, firstThatFits } from "./facts.ts";
import { departmentsOf, factsOf } from "./known.ts";
import { deskPeople, followerOf, holdersOf, isRecused, ladderOf, ownerOf, partLine } from "./people.ts";
import { belongsTo, worksForAll } from "./directory.ts";
import { doersOf, doersToCome, goesOn, isAnswerable, mayDoStep, returnedForm, stepsOf } from "./steps.ts";

/** The app itself: timers and what follows from rules. */
export const DESK: Actor = "desk";

/**
 * How long after its closing a case may be opened again. The regulations are silent; after a month a new case linked
 * to the old one tells the story better.
 */
export const REOPEN_WINDOW_MS = 30 * 24 * 3_600_000;

function rungPeople(current: Case, context: Context): readonly string[] {
  return ladderOf(current, context).flatMap((rung) => holdersOf(rung, current, context).people);
}

function approversOf(current: Case): readonly string[] {
  return current.requests
    .filter((request) => request.answer === undefined && request.takenBack !== true)
    .flatMap((request) => request.approvers);
}

/** Whoever must take part beside the owner, by the table of parts or by an open step. */
function withOwner(current: Case, context: Context): readonly string[] {
  const beside = partLine("owner", current, context)?.with ?? [];
  const open = stepsOf(current, context).filter((view) => view.state === "open");
  const whos = [...beside, ...open.flatMap((view) => view.step.with)];
  return [
    ...whos.flatMap((who) => holdersOf(who, current, context).people),
    ...open.flatMap((view) => [
      ...doersOf(view.step, current, context).people,
      ...doersToCome(view, current, context).people,
    ]),
  ];
}

/** People who have something to do with this very case by their part in it. */
function concerned(current: Case, context: Context): readonly string[] {
  return [
    current.receiver,
    ...ownerOf(current, context).people,
    ...followerOf(current, context).people,
    ...deskPeople(current, context),
    ...rungPeople(current, context),
    ...approversOf(current),
    ...current.escalations.flatMap((escalation) => escalation.people),
    ...current.proposals.flatMap((proposal) => proposal.deciders),
    ...current.corrections.map((correction) => correction.owner),
    ...withOwner(current, context),
  ];
}

/** Everybody who has a part in the case, and those to whom it is offered. */
export function partakers(current: Case, context: Context): readonly string[] {
  const offered = current.handOver === undefined ? [] : Object.keys(context.people.persons);
  const takers = offered.filter((person) => mayTakeOver(current, person, context));
  return [...new Set([...concerned(current, context), ...takers])];
}

function readersByRegulation(current: Case, context: Context): readonly string[] {
  const facts = factsOf(current, context);
  return context.regulation.privacy
    .filter((line) => applies(line, facts))
    .flatMap((line) => line.readers.flatMap((who) => holdersOf(who, current, context).people));
}

/** Does the person belong to one of the departments that have a hand in the case? */
function takesPart(current: Case, person: string, context: Context): boolean {
  return departmentsOf(current).some((department) => belongsTo(person, department, context));
}

/**
 * May this person read the case? Never the recused. A restricted case: only its own readers. Else also everybody who
 * holds a role at the desk, the members of the departments concerned, and the administrators.
 */
export function mayRead(current: Case, person: string, context: Context): boolean {
  if (person === DESK) return true;
  if (isRecused(current, person, context)) return false;
  const byRegulation = readersByRegulation(current, context);
  if (byRegulation.length > 0) return byRegulation.includes(person) || concerned(current, context).includes(person);
  if (concerned(current, context).includes(person)) return true;
  if (current.restricted) return false;
  return (
    context.people.administrators.includes(person) ||
    worksForAll(person, context) ||
    takesPart(current, person, context) ||
    belongsTo(person, current.handOver?.department, context)
  );
}

/** May this person see how to reach the customer? Each look is recorded. */
export function maySeeContact(current: Case, person: string, context: Context): boolean {
  return mayRead(current, person, context) && concerned(current, context).includes(person);
}

/**
 * May this person have figures of the desk? Whoever administers it or holds a role in it; a report then counts only the
 * cases that they may read.
 */
export function mayReport(person: string, { people }: Pick<Context, "people">): boolean {
  return (
    people.administrators.includes(person) ||
    people.holdings.some(
      (holding) =>
        holding.person === person ||
        (holding.group !== undefined && people.groups[holding.group]?.includes(person) === true),
    )
  );
}

/** Something that a person may do to the case now: what the window offers. */
export interface Action {
  readonly kind: CommandType;
  readonly step?: string;
  readonly request?: string;
  readonly proposal?: string;
  readonly correction?: string;
  /** For `ask`: what may be asked for. */
  readonly of?: string;
}

interface Standing {
  readonly owner: boolean;
  readonly follower: boolean;
  readonly desk: boolean;
  readonly rung: boolean;
  readonly member: boolean;
  readonly receiver: boolean;
}

function standingOf(current: Case, person: string, context: Context): Standing {
  return {
    owner: ownerOf(current, context).people.includes(person),
    follower: followerOf(current, context).people.includes(person),
    desk: deskPeople(current, context).includes(person),
    rung: rungPeople(current, context).includes(person),
    member: takesPart(current, person, context),
    receiver: current.receiver === person,
  };
}

/** The line of `approvals` that says who must agree; `by: nobody` where the regulation knows no such way. */
export function approvalLine(of: string, current: Case, context: Context): Approval | undefined {
  const lines = context.regulation.approvals.filter((approval) => approval.of === of);
  return firstThatFits(lines, factsOf(current, context));
}

/** May a complaint turn out to have no ground? Some regulations turn nobody away. */
export function mayBeNotValid(current: Case, context: Context): boolean {
  return approvalLine("not-valid", current, context)?.by !== "nobody";
}

/** The approval that an extension needs under this regulation; undefined where there is no such way. */
export function extensionRule(current: Case, context: Context) {
  const line = approvalLine("extension", current, context);
  return line === undefined || line.by === "nobody" ? undefined : line;
}

/**
 * Deadlines that more time would move: those for solving, else those that bind earliest. Only limits of our own making,
 * not the customer's own time nor a raise by time.
 */
export function extendable(current: Case, context: Context): readonly Clock[] {
  const own = openClocks(clocksOf(current, context)).filter(
    ({ due, rule }) => due !== undefined && rule.limit.kind !== "fact" && rule.missed.raise === undefined,
  );
  const solving = own.filter((clock) => clock.rule.until.includes("resolve"));
  if (solving.length > 0) return solving;
  const first = own.toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0))[0];
  return first === undefined
    ? []
    : own.filter((clock) => clock.rule.until.some((event) => first.rule.until.includes(event)));
}

function openActions(current: Case, person: string, context: Context, standing: Standing): readonly Action[] {
  const { owner, follower, desk, rung, member, receiver } = standing;
  const actions: Action[] = [];
  const steps = stepsOf(current, context);
  for (const view of steps)
    if (view.state === "open" && mayDoStep(view, person, current, context))
      actions.push({ kind: "do", step: view.step.id });
  const waiting = current.waits.some((wait) => wait.endedAt === undefined);
  const resolved = steps.some(({ step, state }) => step.id === "resolve" && state === "done");
  // Where the regulation knows no acceptance, nobody has to wait for one.
  const accepted = !steps.some(
    ({ step, state }) => step.id === "accept" && (state === "open" || state === "later" || state === "presented"),
  );
  const inCharge = owner || follower || desk || rung;
  const offer = current.handOver;
  if (offer !== undefined && mayTakeOver(current, person, context))
    actions.push({ kind: "take-over" }, { kind: "decline-hand-over" });
  if (current.calls.length > 0 || steps.some(({ step, state }) => step.type === "callback" && state === "open")) {
    const callback = steps.find(({ step }) => step.type === "callback");
    if (callback?.state === "open" && doersOf(callback.step, current, context).people.includes(person))
      actions.push({ kind: "not-reached", step: callback.step.id }, { kind: "postpone-call", step: callback.step.id });
  }
  if (resolved && (owner || desk || follower)) {
    actions.push({ kind: "undo", step: "resolve" });
    const form = returnedForm(steps);
    if (form !== undefined) actions.push({ kind: "undo", step: form.step.id });
  }
  if (inCharge || member) actions.push({ kind: "escalate" });
  if (
    current.escalations.some((escalation) => escalation.decided === undefined && escalation.people.includes(person)) ||
    toldOfMiss(current, person)
  )
    actions.push({ kind: "decide" });
  if (
    (owner || desk) &&
    !resolved &&
    extensionRule(current, context) !== undefined &&
    extendable(current, context).length > 0 &&
    !requestOpen(current, "extension")
  )
    actions.push({ kind: "ask", of: "extension" });
  if (
    (owner || desk || follower) &&
    context.regulation.approvals.some((approval) => approval.of === "compensation" && approval.by !== "nobody") &&
    !requestOpen(current, "compensation")
  )
    actions.push({ kind: "ask", of: "compensation" });
  if ((owner || desk) && !resolved && accepted && !waiting && context.regulation.waiting.length > 0)
    actions.push({ kind: "wait" });
  if (waiting && (owner || desk || follower)) actions.push({ kind: "resume" });
  if (owner && accepted && offer === undefined && !resolved) actions.push({ kind: "hand-over" });
  const undispatched = steps.some(
    ({ step, state }) => step.id === "dispatch" && (state === "open" || state === "later"),
  );
  if ((desk || rung) && !undispatched) actions.push({ kind: "reassign" });
  if ((desk || follower) && context.regulation.levels.length > 1) actions.push({ kind: "set-level" });
  // Where there are levels, whoever sets them also decides findings; without levels that is an act of its own.
  else if ((desk || follower) && context.regulation.findings.length > 0) actions.push({ kind: "find" });
  if (owner || follower || desk) actions.push({ kind: "contact" });
  if ((desk || follower || rung) && mayBeNotValid(current, context)) actions.push({ kind: "not-valid" });
  if (desk || follower || receiver) actions.push({ kind: "withdraw" }, { kind: "merge" });
  if (desk || rung || context.people.administrators.includes(person)) actions.push({ kind: "recuse" });
  if ((desk || follower) && context.regulation.kinds.length > 1) actions.push({ kind: "change-kind" });
  if (inCharge && current.facts["compensation-approved"] !== undefined) actions.push({ kind: "pay" });
  return actions;
}

/** Was this person told, as a rung, of a miss that stands? Then the decision is theirs. */
export function toldOfMiss(current: Case, person: string): boolean {
  return current.misses.some(
    (miss) => !miss.cleared && miss.wrong === undefined && miss.told.some((told) => told.people.includes(person)),
  );
}

function requestOpen(current: Case, of: string): boolean {
  return current.requests.some(
    (request) => request.of === of && request.answer === undefined && request.takenBack !== true,
  );
}

function requestActions(current: Case, person: string, context: Context): readonly Action[] {
  return current.requests
    .filter((request) => request.answer === undefined && request.takenBack !== true)
    .filter((request) => isAnswerable(request, current, context))
    .flatMap((request): readonly Action[] => {
      if (request.approvers.includes(person) && request.by !== person)
        return [{ kind: "answer-request", request: request.id }];
      return request.by === person ? [{ kind: "take-back", request: request.id }] : [];
    });
}

function correctionActions(current: Case, person: string, inCharge: boolean): readonly Action[] {
  const plan: readonly Action[] = inCharge ? [{ kind: "plan-correction" }] : [];
  const own = current.corrections.flatMap((correction): readonly Action[] => {
    if (correction.done === undefined)
      return correction.owner === person || inCharge ? [{ kind: "do-correction", correction: correction.id }] : [];
    return correction.checked === undefined && inCharge && correction.owner !== person && correction.done.by !== person
      ? [{ kind: "check-correction", correction: correction.id }]
      : [];
  });
  return [...own, ...plan];
}

function proposalActions(current: Case, person: string): readonly Action[] {
  return current.proposals
    .filter((proposal) => proposal.decision === undefined && proposal.withdrawn === undefined)
    .flatMap((proposal): readonly Action[] => {
      if (proposal.deciders.includes(person)) return [{ kind: "decide-proposal", proposal: proposal.id }];
      return proposal.about.includes(person) ? [{ kind: "comment-proposal", proposal: proposal.id }] : [];
    });
}

/** May this person take over what was offered to another department? Whoever would own the case there. */
export function mayTakeOver(current: Case, person: string, context: Context): boolean {
  const offer = current.handOver;
  if (offer === undefined || offer.until <= context.now) return false;
  if (offer.person !== undefined) return offer.person === person;
  const { owner: _, ...holders } = current.holders;
  const there: Case = { ...current, holders, facts: { ...current.facts, department: offer.department } };
  return ownerOf(there, context).people.includes(person);
}

/** Everything that this person may do to the case in its present state, the most urgent first. */
export function actionsFor(current: Case, person: string, context: Context): readonly Action[] {
  if (current.version === 0 || current.archivedAt !== undefined || !mayRead(current, person, context))
    return proposalActions(current, person);
  const standing = standingOf(current, person, context);
  const inCharge = standing.owner || standing.follower || standing.desk || standing.rung;
  const always: Action[] = [
    ...proposalActions(current, person),
    ...correctionActions(current, person, inCharge),
    { kind: "note" },
  ];
  if (maySeeContact(current, person, context)) always.push({ kind: "look" });
  if (current.ended !== undefined) {
    const late = context.now - current.ended.at > REOPEN_WINDOW_MS;
    const after = stepsOf(current, context).filter(
      (view) =>
        view.state === "open" && goesOn(view.step, current, context) && mayDoStep(view, person, current, context),
    );
    const reopen: readonly Action[] =
      !late && current.ended.how !== "merged" && (standing.desk || standing.follower || standing.rung)
        ? [{ kind: "reopen" }]
        : [];
    const requests = requestActions(current, person, context);
    return [...after.map(({ step }): Action => ({ kind: "do", step: step.id })), ...requests, ...reopen, ...always];
  }
  return [...openActions(current, person, context, standing), ...requestActions(current, person, context), ...always];
}

const KIND_OF: { readonly [type in CommandType]?: CommandType } = {
  answer: "set-level",
  find: "set-level",
  skip: "do",
  "change-note": "note",
  link: "note",
};

function fits(action: Action, command: Command): boolean {
  if (action.kind === "find" && command.type === "find") return true;
  if (action.kind !== (KIND_OF[command.type] ?? command.type)) return false;
  if ((command.type === "do" || command.type === "skip" || command.type === "undo") && action.step !== undefined)
    return action.step === command.step;
  if (command.type === "answer-request" || command.type === "take-back") return action.request === command.request;
  if (command.type === "decide-proposal" || command.type === "comment-proposal")
    return action.proposal === command.proposal;
  return true;
}

/** Commands whose rule itself says who may, or why it cannot be done now, better than a plain "not yours". */
const JUDGED_BY_RULE: readonly CommandType[] = [
  "file",
  "tick",
  "rejudge",
  "do",
  "report-undelivered",
  "answer-request",
  "take-back",
  "decide-proposal",
  "comment-proposal",
  "ask",
  "reopen",
  "resume",
  "wait",
  "not-reached",
  "postpone-call",
  "undo",
  "decide",
  "take-over",
  "decline-hand-over",
  "list",
  "unlist",
  "plan-correction",
  "do-correction",
  "check-correction",
  "pay",
  "change-kind",
  "move-edition",
];

/** Why this person may not give this command; undefined when they may. */
export function mayDo(current: Case, command: Command, person: Actor, context: Context): Refusal | undefined {
  if (person === DESK || command.type === "file") return undefined;
  const partOfProposal = command.type === "comment-proposal" || command.type === "decide-proposal";
  if (!partOfProposal && !mayRead(current, person, context)) return { code: "no-such-case" };
  if (JUDGED_BY_RULE.includes(command.type)) return undefined;
  if (command.type === "explain-miss")
    return ownerOf(current, context).people.includes(person) || deskPeople(current, context).includes(person)
      ? undefined
      : { code: "not-allowed" };
  return actionsFor(current, person, context).some((action) => fits(action, command))
    ? undefined
    : current.ended === undefined
      ? { code: "not-allowed" }
      : { code: "already-ended", params: { how: current.ended.how } };
}
