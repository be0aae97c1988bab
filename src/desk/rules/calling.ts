import type { Command } from "../commands.ts";
import { firstThatFits } from "../facts.ts";
import { factsOf } from "../known.ts";
import { followerOf, nextRung, ownerOf } from "../people.ts";
import { DESK } from "../rights.ts";
import { doersOf, stepsOf, type StepView } from "../steps.ts";
import { approversFor } from "./approvers.ts";
import { isAsked } from "./ending.ts";
import { no, yes, type Ruling, type Situation } from "./ruling.ts";

/** The call to the customer that this person may make now, or why they may not. */
function openCall({ current, by, context }: Situation): StepView | Ruling {
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  const open = stepsOf(current, context).find(({ step, state }) => step.type === "callback" && state === "open");
  if (open === undefined) return no("step-not-open", undefined, { step: "callback" });
  const doers = doersOf(open.step, current, context);
  if (by !== DESK && !doers.people.includes(by))
    return no("not-yours", undefined, {
      step: open.step.id,
      people: doers.people.join(","),
      role: doers.role ?? doers.who,
    });
  return isAsked("close-unreached", current) ? no("request-open") : open;
}

function noteOf({ note }: { readonly note?: string }) {
  return note === undefined || note === "" ? {} : { note };
}

/** A call that reached nobody; after the last attempt somebody above the follower decides how it goes on. */
export function notReached(command: Extract<Command, { type: "not-reached" }>, situation: Situation): Ruling {
  const { current, context } = situation;
  const open = openCall(situation);
  if (!("step" in open)) return open;
  const attempt = attemptsUsed(situation) + 1;
  const note = noteOf(command);
  if (attempt < open.step.attempts) {
    if (command.nextAt <= context.now) return no("time-before-now", "nextAt");
    return yes({ type: "call-tried", attempt, nextAt: command.nextAt, ...note });
  }
  const rule = firstThatFits(
    context.regulation.approvals.filter((approval) => approval.of === "close-unreached"),
    factsOf(current, context),
  );
  const approvers = approversFor(rule?.by ?? superiorOfFollower(situation), situation);
  return yes(
    { type: "call-tried", attempt, ...note },
    {
      type: "requested",
      request: `close-unreached-${current.version}`,
      of: "close-unreached",
      detail: {},
      reason: command.note ?? "",
      role: approvers.role,
      approvers: approvers.people,
      late: false,
    },
    ...approvers.notice,
  );
}

/**
 * The call is put off to a time that suits the customer or the caller. No limit moves: a call after the limit is late
 * all the same.
 */
export function postponeCall(command: Extract<Command, { type: "postpone-call" }>, situation: Situation): Ruling {
  const open = openCall(situation);
  if (!("step" in open)) return open;
  if (command.nextAt <= situation.context.now) return no("time-before-now", "nextAt");
  return yes({ type: "call-postponed", nextAt: command.nextAt, ...noteOf(command) });
}

/** Whoever stands above the follower; not the owner, whose work the call is about. */
function superiorOfFollower({ current, context }: Situation): string {
  const people = [...followerOf(current, context).people, ...ownerOf(current, context).people];
  return nextRung(current, context, { people })?.rung ?? "administrators";
}

/** Attempts of this round since somebody last asked for more. */
export function attemptsUsed({ current }: Pick<Situation, "current">): number {
  const refused =
    current.requests.findLast((request) => request.of === "close-unreached" && request.answer?.yes === false)?.answer
      ?.at ?? 0;
  return current.calls.filter((call) => call.round === current.round && call.at > refused).length;
}
