import { dueAt } from "../../calendar/due.ts";
import type { Case } from "../case.ts";
import { clocksOf, openClocks } from "../clocks.ts";
import { stops } from "../limits.ts";
import type { Command } from "../commands.ts";
import type { NewEvent } from "../events.ts";
import type { Approval, WaitingReason } from "../../regulation/shape.ts";
import { deskPeople, followerOf, holdersOf, ladderOf, ownerOf } from "../people.ts";
import { approvalLine, DESK, REOPEN_WINDOW_MS } from "../rights.ts";
import { droppedSteps, stepById, undoneNeed } from "../steps.ts";
import { approversFor, decidesFor } from "./approvers.ts";
import { fromStepOn } from "./doing.ts";
import { badReason, no, yes, type Ruling, type Situation } from "./ruling.ts";

type Wait = Extract<Command, { type: "wait" }>;

/**
 * Does waiting for this reason change anything? A reason that stops nothing says so on purpose: the case waits, and
 * nobody is excused. A limit without a time of its own cannot run out, but is what the case waits with.
 */
function makesSense(reason: WaitingReason, { current, context }: Situation): boolean {
  if (reason.stops === "nothing") return true;
  const clocks = clocksOf(current, context);
  const waited = [
    ...openClocks(clocks).filter((clock) => clock.state !== "missed"),
    ...clocks.filter((clock) => clock.state === "no-limit"),
  ];
  return waited.some((clock) => stops(reason, clock.rule));
}

/** Who must agree to the wait. One that stops no clock takes nothing from the customer: nobody has to. */
export function waitLine(
  reason: Pick<WaitingReason, "stops">,
  { current, context }: Pick<Situation, "current" | "context">,
): Approval | undefined {
  return reason.stops === "nothing" ? undefined : approvalLine("waiting", current, context);
}

/** Where the regulation wants somebody's yes before a case may wait, that is asked for. */
function askToWait(command: Wait, rule: Approval, situation: Situation): Ruling {
  const { current, context } = situation;
  if (rule.by === "nobody") return no("not-allowed");
  const undone = undoneNeed(rule.needs, current, context);
  if (undone !== undefined) return no("step-waits-for", undefined, { step: "waiting", waitsFor: undone });
  if (isAsked("waiting", current)) return no("request-open");
  const approvers = approversFor(rule.by, situation);
  return yes(
    {
      type: "requested",
      request: `waiting-${current.version}`,
      of: "waiting",
      detail: { value: command.reason, until: command.until },
      reason: command.text ?? "",
      role: approvers.role,
      approvers: approvers.people,
      late: false,
    },
    ...approvers.notice,
  );
}

/** Putting the clock on hold for a reason of the regulation, until a day at the latest. */
export function wait(command: Wait, situation: Situation): Ruling {
  const { current, by, context } = situation;
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  if (by !== DESK && ![...ownerOf(current, context).people, ...deskPeople(current, context)].includes(by))
    return no("not-allowed");
  const reason = context.regulation.waiting.find((known) => known.id === command.reason);
  if (reason === undefined) return no("no-such-waiting-reason", "reason");
  if (current.waits.some((known) => known.endedAt === undefined)) return no("already-waiting");
  if (command.until <= context.now) return no("time-before-now", "until");
  if (reason.longest !== undefined && reason.longest !== "not given") {
    const cap = dueAt(context.calendars.default, { from: context.now, limit: reason.longest }).at;
    if (command.until > cap) return no("waiting-too-long", "until", { cap });
  }
  if (!makesSense(reason, situation)) return no("nothing-to-pause", "reason");
  const rule = waitLine(reason, situation);
  if (rule !== undefined) return askToWait(command, rule, situation);
  return yes({
    type: "waiting-began",
    reason: command.reason,
    until: command.until,
    ...(command.text === undefined || command.text === "" ? {} : { text: command.text }),
  });
}

export function resume({ current, by, context }: Situation): Ruling {
  if (!current.waits.some((known) => known.endedAt === undefined)) return no("not-waiting");
  const allowed = [
    ...ownerOf(current, context).people,
    ...followerOf(current, context).people,
    ...deskPeople(current, context),
  ];
  return by === DESK || allowed.includes(by) ? yes({ type: "waiting-ended", how: "resumed" }) : no("not-allowed");
}

/** The customer takes the complaint back. Handling ends the same day. */
export function withdraw(command: Extract<Command, { type: "withdraw" }>, { current, context }: Situation): Ruling {
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  const bad = badReason(command.reason);
  if (bad !== undefined) return bad;
  const reason =
    command.how === undefined || command.how === "" ? command.reason : `${command.how} · ${command.reason}`;
  const dropped = droppedSteps(current, context);
  const files = command.files ?? [];
  return yes({ type: "ended", how: "withdrawn", reason, dropped, ...(files.length === 0 ? {} : { files }) });
}

export function isAsked(of: string, current: Case): boolean {
  return current.requests.some(
    (request) => request.of === of && request.answer === undefined && request.takenBack !== true,
  );
}

/** The end, and whether the customer was told of it, where that was asked. */
export function endAsNotValid(
  ground: string,
  customerTold: boolean | undefined,
  { current, context }: Situation,
): NewEvent {
  const dropped = droppedSteps(current, context);
  const told = customerTold === undefined ? {} : { customerTold };
  return { type: "ended", how: "not-valid", reason: ground, dropped, ...told };
}

/** The complaint has no ground. Where the regulation names somebody to agree, it waits for that yes. */
export function notValid(
  command: Extract<Command, { type: "not-valid" }> & { readonly asDecision?: true },
  situation: Situation,
): Ruling {
  const { current, context } = situation;
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  const bad = badReason(command.facts, "facts");
  if (bad !== undefined) return bad;
  const ground = command.ground === "" ? command.facts : `${command.ground} · ${command.facts}`;
  const rule = approvalLine("not-valid", current, context);
  // A rung that decides was asked by the escalation: if the yes is its own to give, nobody else has to be asked.
  const decides = command.asDecision === true && rule !== undefined && decidesFor(rule.by, situation);
  if (rule === undefined || decides) return yes(endAsNotValid(ground, command.customerTold, situation));
  if (rule.by === "nobody") return no("not-allowed");
  if (isAsked("not-valid", current)) return no("request-open");
  const approvers = approversFor(rule.by, situation);
  return yes(
    {
      type: "requested",
      request: `not-valid-${current.version}`,
      of: "not-valid",
      detail: { ground, ...(command.customerTold === undefined ? {} : { customerTold: command.customerTold }) },
      reason: command.facts,
      role: approvers.role,
      approvers: approvers.people,
      late: false,
    },
    ...approvers.notice,
  );
}

export function merge(command: Extract<Command, { type: "merge" }>, { current, context }: Situation): Ruling {
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  const bad = badReason(command.reason);
  if (bad !== undefined) return bad;
  if (command.into === "" || command.into === current.number) return no("same-case", "into");
  return yes(
    { type: "linked", other: command.into, how: "duplicate" },
    {
      type: "ended",
      how: "merged",
      reason: command.reason,
      into: command.into,
      dropped: droppedSteps(current, context),
    },
  );
}

/** The step at which handling begins anew: solving, or what the regulation has instead. */
function handlingStep(situation: Situation): string {
  const { context } = situation;
  return (
    stepById("resolve", context)?.id ??
    context.regulation.steps.find((step) => !step.anyTime && step.id !== "dispatch" && step.id !== "accept")?.id ??
    "resolve"
  );
}

/** Opening an ended case again: a new round from the handling step on. */
export function reopen(command: Extract<Command, { type: "reopen" }>, situation: Situation): Ruling {
  const { current, by, context } = situation;
  if (current.ended === undefined) return no("not-ended");
  const rungs = ladderOf(current, context).flatMap((rung) => holdersOf(rung, current, context).people);
  const allowed = [...followerOf(current, context).people, ...deskPeople(current, context), ...rungs];
  if (by !== DESK && !allowed.includes(by)) return no("not-allowed");
  if (current.ended.how === "merged") return no("not-ended");
  const last = current.ended.at + REOPEN_WINDOW_MS;
  if (context.now > last) return no("reopen-window-over", undefined, { last });
  const bad = badReason(command.reason);
  if (bad !== undefined) return bad;
  const step = handlingStep(situation);
  const events: NewEvent[] = [
    { type: "reopened", reason: command.reason, sameOwner: command.sameOwner },
    { type: "steps-reopened", steps: fromStepOn(step, current, context), why: "round" },
    { type: "round-began", round: current.round + 1, startedAt: context.now, step, reason: command.reason },
  ];
  if (!command.sameOwner)
    events.push(
      { type: "steps-reopened", steps: ["accept"], why: "reassigned" },
      { type: "reassigned", reason: command.reason },
    );
  return yes(...events);
}
