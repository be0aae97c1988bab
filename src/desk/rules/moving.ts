import { dueAt } from "../../calendar/due.ts";
import type { Command } from "../commands.ts";
import type { Context } from "../context.ts";
import type { NewEvent } from "../events.ts";
import { isGiven } from "../facts.ts";
import { factsOf } from "../known.ts";
import { administratorsOf, partLine, holdersOf, isRecused, ladderOf, nextRung, ownerOf, type Rung } from "../people.ts";
import { belongsTo, departmentOf } from "../directory.ts";
import { DESK, extensionRule, mayTakeOver, toldOfMiss } from "../rights.ts";
import { isDone, stepApplies, stepById, stepsOf } from "../steps.ts";
import { answerRequest } from "./answering.ts";
import { decidesFor } from "./approvers.ts";
import { movableBy, openRequest } from "./asking.ts";
import { askedAt } from "./doing.ts";
import { notValid } from "./ending.ts";
import { askForMoney } from "./money.ts";
import { badReason, no, yes, type Ruling, type Situation } from "./ruling.ts";

const HAND_OVER_LIMIT = { amount: 2, unit: "working hours" } as const;

/** A hand-over that nobody answers within two working hours falls back to whoever offered it (a house rule). Instant. */
export function handOverUntil({ calendars, now }: Pick<Context, "calendars" | "now">): number {
  return dueAt(calendars.default, { from: now, limit: HAND_OVER_LIMIT }).at;
}

/** What a rule sends up once more goes above whoever had it before, and to the highest of them when nobody is. */
function nextFor({ current, by, context }: Situation): Rung | undefined {
  const from = [by, ...ownerOf(current, context).people];
  if (by !== DESK) return nextRung(current, context, { people: from });
  const before = current.escalations.filter(({ rung }) => ladderOf(current, context).includes(rung));
  const higher = nextRung(current, context, { people: [...from, ...before.flatMap(({ people }) => people)] });
  const highest = before.at(-1)?.rung;
  return higher ?? (highest === undefined ? undefined : holdersAt(highest, { current, by, context }));
}

function holdersAt(rung: string, { current, by, context }: Situation): Rung | undefined {
  const holders = holdersOf(rung, current, context);
  const people = holders.people.filter((person) => person !== by);
  return people.length === 0 ? undefined : { rung, people, groups: holders.groups, skipped: holders.skipped };
}

function rungFor(to: string | undefined, situation: Situation): Rung | undefined {
  return to === undefined || to === "next rung" ? nextFor(situation) : holdersAt(to, situation);
}

/** Telling the next rung (or a named one) and giving it the decision. The owner stays the owner. */
export function escalate(command: Extract<Command, { type: "escalate" }>, situation: Situation): Ruling {
  const { current, by, context } = situation;
  const bad = by === DESK ? undefined : badReason(command.reason);
  if (bad !== undefined) return bad;
  if (
    command.to !== undefined &&
    command.to !== "next rung" &&
    by !== DESK &&
    !ladderOf(current, context).includes(command.to)
  )
    return no("no-rung-above", "to");
  const rung = rungFor(command.to, situation);
  const how = by === DESK ? "rule" : "person";
  const needs = command.needs ?? [];
  if (rung === undefined) {
    const administrators = administratorsOf(current, context);
    if (administrators.length === 0 || by !== DESK) return no("no-rung-above", "to");
    return yes({
      type: "escalated",
      rung: "administrators",
      people: administrators,
      reason: command.reason,
      needs,
      how,
    });
  }
  const skipped = rung.skipped
    .slice(0, 1)
    .map((skip): NewEvent => ({ type: "nobody-in-role", role: skip.role, reason: skip.reason, went: rung.people }));
  return yes(
    { type: "escalated", rung: rung.rung, people: rung.people, reason: command.reason, needs, how },
    ...skipped,
  );
}

/** Whose decision is waited for: the rung escalated to, or the one told of a miss. */
function mayDecide({ current, by }: Situation): boolean {
  if (by === DESK) return true;
  const escalated = current.escalations.some(
    (escalation) => escalation.decided === undefined && escalation.people.includes(by),
  );
  return escalated || toldOfMiss(current, by);
}

function giveTime(until: number | undefined, text: string, situation: Situation): Ruling {
  const { current, context } = situation;
  const open = openRequest(current, "extension");
  if (open !== undefined)
    return answerRequest(
      { type: "answer-request", request: open.id, yes: true, reason: text, ...(until === undefined ? {} : { until }) },
      situation,
    );
  const rule = extensionRule(current, context);
  if (rule === undefined) return no("no-extension", "until");
  if (!decidesFor(rule.by, situation)) return no("not-allowed", "until");
  const movable = movableBy(until, rule, situation);
  if ("refused" in movable) return movable;
  // Whoever decides was asked by the escalation, so this is nobody's own request.
  return yes(
    ...movable.clocks.map((clock): NewEvent => ({
      type: "extended",
      clock: clock.key,
      deadline: clock.rule.id,
      from: clock.due ?? movable.until,
      to: movable.until,
      request: `decided-${current.version}`,
    })),
  );
}

type Decision = Extract<Command, { type: "decide" }>;

/** Within the rung's authority at once; a larger sum goes on to whoever may grant it. */
function giveMoney({ amount, form, text }: Decision, situation: Situation): Ruling {
  const open = openRequest(situation.current, "compensation");
  if (open === undefined) {
    const detail = { ...(amount === undefined ? {} : { amount }), ...(form === undefined ? {} : { form }) };
    return askForMoney({ type: "ask", of: "compensation", reason: text, detail }, situation, true);
  }
  const answer = { type: "answer-request", request: open.id, yes: true, reason: text } as const;
  return answerRequest({ ...answer, ...(amount === undefined ? {} : { amount }) }, situation);
}

function decidedBy(command: Decision, situation: Situation): Ruling {
  const { current, by, context } = situation;
  switch (command.choice) {
    case "carry-on":
      return yes();
    case "take-over": {
      // Given by name, so that no table of parts gives it back; and whoever takes it over has accepted it.
      const open = stepsOf(current, context).some(({ step, state }) => step.id === "accept" && state === "open");
      const accept: NewEvent = { type: "step-done", step: "accept", doneAt: context.now, answers: {}, files: [] };
      return yes(
        { type: "reassigned", person: by, reason: command.text },
        { type: "named", part: "owner", person: by },
        ...(open ? [accept] : []),
      );
    }
    case "give-to":
      return reassign(
        {
          type: "reassign",
          reason: command.text,
          ...(command.department === undefined ? {} : { department: command.department }),
          ...(command.person === undefined ? {} : { person: command.person }),
        },
        situation,
      );
    case "grant-time":
      return giveTime(command.until, command.text, situation);
    case "grant-money":
      return giveMoney(command, situation);
    case "not-valid":
      return notValid({ type: "not-valid", ground: "", facts: command.text, asDecision: true }, situation);
  }
}

/** The rung answers in one form; its choice sets off what it means, by the same rules as if done by itself. */
export function decideEscalation(command: Decision, situation: Situation): Ruling {
  const { current } = situation;
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  if (!mayDecide(situation)) return no("no-escalation");
  const bad = badReason(command.text, "text");
  if (bad !== undefined) return bad;
  const ruling = decidedBy(command, situation);
  if ("refused" in ruling) return ruling;
  return yes({ type: "decided", choice: command.choice, text: command.text }, ...ruling.events);
}

function badReceiver(
  department: string | undefined,
  person: string | undefined,
  { current, context }: Situation,
): Ruling | undefined {
  if (department !== undefined && !context.desk.departments.some((known) => known.id === department))
    return no("no-such-department", "department");
  if (person === undefined) return undefined;
  if (context.people.persons[person]?.active !== true) return no("no-such-person", "person");
  return isRecused(current, person, context) ? no("accused-cannot", "person") : undefined;
}

/** Giving a case to its first department is dispatching it, and what that asks must be known. */
function dispatchLacks(department: string | undefined, { current, context }: Situation): Ruling | undefined {
  const dispatch = stepById("dispatch", context);
  if (dispatch === undefined || isDone(current, "dispatch") || !stepApplies(current, "dispatch", context))
    return undefined;
  const facts = factsOf(current, context);
  const lacks =
    department === undefined || askedAt(dispatch, facts).some((ask) => !ask.optional && !isGiven(facts[ask.field]));
  return lacks ? no("step-waits-for", "department", { step: "reassign", waitsFor: "dispatch" }) : undefined;
}

/** Somebody of the department that has or gets the case, or of the ladder above it. */
function mayBeGivenTo(person: string, department: string | undefined, { current, context }: Situation): boolean {
  if (belongsTo(person, department ?? departmentOf(current), context)) return true;
  return ladderOf(current, context).some((rung) => holdersOf(rung, current, context).people.includes(person));
}

/** The desk or a rung gives the case to another department or person. It takes effect at once; the clocks run on. */
export function reassign(command: Extract<Command, { type: "reassign" }>, situation: Situation): Ruling {
  const { current, context } = situation;
  const { department, person, reason } = command;
  const bad = badReason(reason) ?? badReceiver(department, person, situation);
  if (bad !== undefined) return bad;
  if (department === undefined && person === undefined) return no("answer-missing", "department");
  if (person !== undefined && !mayBeGivenTo(person, department, situation)) return no("no-such-person", "person");
  const waits = dispatchLacks(department, situation);
  if (waits !== undefined) return waits;
  const accepted = isDone(current, "accept");
  const named: readonly NewEvent[] = person === undefined ? [] : [{ type: "named", part: "owner", person }];
  // The new holder accepts for himself.
  const again: readonly NewEvent[] = accepted ? [{ type: "steps-reopened", steps: ["accept"], why: "reassigned" }] : [];
  const dispatched: readonly NewEvent[] =
    department !== undefined &&
    !isDone(current, "dispatch") &&
    context.regulation.steps.some((step) => step.id === "dispatch")
      ? [{ type: "step-done", step: "dispatch", doneAt: context.now, answers: { department }, files: [] }]
      : [];
  const moved: NewEvent = {
    type: "reassigned",
    reason,
    ...(department === undefined ? {} : { department }),
    ...(person === undefined ? {} : { person }),
  };
  return yes(...again, moved, ...dispatched, ...named);
}

/** Offering the case to another department. Whoever offers answers for it until it is taken. */
export function handOver(command: Extract<Command, { type: "hand-over" }>, situation: Situation): Ruling {
  const { current, context } = situation;
  const { department, person, reason, agreed } = command;
  const bad = badReason(reason) ?? badReceiver(department, person, situation);
  if (bad !== undefined) return bad;
  // Some parts cannot be handed on: whoever has them answers in person.
  if (partLine("owner", current, context)?.inPerson === true) return no("in-person");
  if (department === departmentOf(current)) return no("no-such-department", "department");
  if (person !== undefined && !belongsTo(person, department, context)) return no("no-such-person", "person");
  const until = handOverUntil(context);
  return yes({
    type: "hand-over-offered",
    department,
    reason,
    until,
    ...(person === undefined ? {} : { person }),
    ...(agreed === undefined || agreed === "" ? {} : { agreed }),
  });
}

export function takeOver(situation: Situation): Ruling {
  const { current, by, context } = situation;
  if (current.handOver === undefined) return no("no-hand-over");
  return mayTakeOver(current, by, context) ? yes({ type: "hand-over-taken" }) : no("not-allowed");
}

export function declineHandOver(reason: string, situation: Situation): Ruling {
  const { current, by, context } = situation;
  if (current.handOver === undefined) return no("no-hand-over");
  if (!mayTakeOver(current, by, context)) return no("not-allowed");
  return badReason(reason) ?? yes({ type: "hand-over-declined", reason });
}

/** Keeping a person out of the case from now on. What that person has seen already is said on the record. */
export function recuse(command: Extract<Command, { type: "recuse" }>, situation: Situation): Ruling {
  const { current, context } = situation;
  const bad = badReason(command.reason);
  if (bad !== undefined) return bad;
  if (context.people.persons[command.person] === undefined) return no("no-such-person", "person");
  if (isRecused(current, command.person, context)) return no("same-case", "person");
  const owns = ownerOf(current, context).people.includes(command.person) && isDone(current, "accept");
  const seenBefore = belongsTo(command.person, departmentOf(current), context);
  const again: readonly NewEvent[] = owns
    ? [
        { type: "steps-reopened", steps: ["accept"], why: "reassigned" },
        { type: "reassigned", reason: command.reason },
      ]
    : [];
  const kept: readonly NewEvent[] =
    command.restrict === true && !current.restricted ? [{ type: "restricted", reason: "person" }] : [];
  return yes(...again, ...kept, { type: "recused", person: command.person, reason: command.reason, seenBefore });
}
