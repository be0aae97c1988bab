import type { Command } from "../commands.ts";
import { deskPeople, followerOf, ladderOf, holdersOf, ownerOf } from "../people.ts";
import { DESK } from "../rights.ts";
import { badReason, no, yes, type Ruling, type Situation } from "./ruling.ts";

function inCharge({ current, by, context }: Situation): boolean {
  const rungs = ladderOf(current, context).flatMap((rung) => holdersOf(rung, current, context).people);
  return (
    by === DESK ||
    [
      ...ownerOf(current, context).people,
      ...followerOf(current, context).people,
      ...deskPeople(current, context),
      ...rungs,
    ].includes(by)
  );
}

/** So that it does not happen again: what, by whom, until when. Goes on after the customer's matter is closed. */
export function planCorrection(command: Extract<Command, { type: "plan-correction" }>, situation: Situation): Ruling {
  const { current, context } = situation;
  if (!inCharge(situation)) return no("not-allowed");
  const bad = badReason(command.what, "what");
  if (bad !== undefined) return bad;
  if (context.people.persons[command.owner]?.active !== true) return no("no-such-person", "owner");
  if (command.due <= context.now) return no("time-before-now", "due");
  return yes({
    type: "correction-planned",
    correction: `c${current.corrections.length + 1}`,
    what: command.what,
    owner: command.owner,
    due: command.due,
  });
}

export function doCorrection(command: Extract<Command, { type: "do-correction" }>, situation: Situation): Ruling {
  const { current, by } = situation;
  const correction = current.corrections.find((known) => known.id === command.correction);
  if (correction === undefined) return no("no-such-correction");
  if (correction.done !== undefined)
    return no("step-already-done", undefined, { step: "correction", by: correction.done.by, at: correction.done.at });
  if (by !== correction.owner && !inCharge(situation))
    return no("not-yours", undefined, { step: "correction", people: correction.owner, role: "owner" });
  return (
    badReason(command.text, "text") ??
    yes({ type: "correction-done", correction: command.correction, text: command.text })
  );
}

/** Did it help? Never judged by whoever did it. */
export function checkCorrection(command: Extract<Command, { type: "check-correction" }>, situation: Situation): Ruling {
  const { current, by } = situation;
  const correction = current.corrections.find((known) => known.id === command.correction);
  if (correction?.done === undefined) return no("no-such-correction");
  if (correction.checked !== undefined)
    return no("step-already-done", undefined, {
      step: "correction",
      by: correction.checked.by,
      at: correction.checked.at,
    });
  if (by === correction.owner || by === correction.done.by) return no("own-request");
  if (!inCharge(situation)) return no("not-allowed");
  return (
    badReason(command.text, "text") ??
    yes({ type: "correction-checked", correction: command.correction, works: command.works, text: command.text })
  );
}

/** Money goes out only as far as it was approved. */
export function pay(command: Extract<Command, { type: "pay" }>, situation: Situation): Ruling {
  const { current, by, context } = situation;
  if (by !== DESK && !inCharge(situation)) return no("not-allowed");
  const approved = current.facts["compensation-approved"];
  const { amount } = command;
  if (
    typeof approved !== "object" ||
    !("amount" in approved) ||
    approved.currency !== amount.currency ||
    amount.amount > approved.amount
  )
    return no("amount-not-approved", "amount");
  if (!(amount.amount > 0)) return no("answer-missing", "amount");
  const known = context.regulation.fields.some((field) => field.id === "compensation-paid");
  return known
    ? yes({
        type: "answered",
        facts: { "compensation-paid": amount },
        cleared: [],
        ...(command.note === undefined ? {} : { reason: command.note }),
      })
    : no("answer-unfit", "amount");
}

/** A need turns out to be a complaint, a complaint a proposal: the case goes on as the other kind. */
export function changeKind(command: Extract<Command, { type: "change-kind" }>, situation: Situation): Ruling {
  const { current, by, context } = situation;
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  if (by !== DESK && ![...deskPeople(current, context), ...followerOf(current, context).people].includes(by))
    return no("not-allowed");
  if (command.kind === current.kind || !context.regulation.kinds.some((kind) => kind.id === command.kind))
    return no("kind-unknown", "kind");
  return badReason(command.reason) ?? yes({ type: "kind-changed", kind: command.kind, reason: command.reason });
}
