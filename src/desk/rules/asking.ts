import type { Approval } from "../../regulation/shape.ts";
import { addWorkingDays } from "../../calendar/ask.ts";
import { dueAt } from "../../calendar/due.ts";
import type { Case, Request } from "../case.ts";
import type { Clock } from "../clocks.ts";
import type { Command } from "../commands.ts";
import { deskPeople, followerOf, ownerOf } from "../people.ts";
import { approvalLine, extendable, extensionRule } from "../rights.ts";
import { undoneNeed } from "../steps.ts";
import { approversFor } from "./approvers.ts";
import { askForMoney } from "./money.ts";
import { badReason, no, yes, type Refused, type Ruling, type Situation } from "./ruling.ts";

type Ask = Extract<Command, { type: "ask" }>;

/** An answer is wanted before the limit that is asked about, or by the end of the next working day. */
function answerBy(clocks: readonly Clock[], { context }: Situation): number {
  const { now } = context;
  const limits = clocks.flatMap((clock) => (clock.due !== undefined && clock.due > now ? [clock.due] : []));
  return limits.length > 0 ? Math.min(...limits) : addWorkingDays(context.calendars.default, now, 1);
}

export function openRequest(current: Case, of: string): Request | undefined {
  return current.requests.find(
    (request) => request.of === of && request.answer === undefined && request.takenBack !== true,
  );
}

/** The limits that a new date would move, or why the regulation does not let it be so late. */
export function movableBy(
  until: number | undefined,
  rule: Approval,
  { current, context }: Situation,
): Refused | { readonly until: number; readonly clocks: readonly Clock[] } {
  if (until === undefined) return no("answer-missing", "until");
  if (until <= context.now) return no("time-before-now", "until");
  const clocks = extendable(current, context).filter((clock) => clock.due !== undefined && clock.due < until);
  const first = clocks.toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0))[0];
  if (first?.due === undefined) return no("extension-not-later", "until");
  const undone = undoneNeed(rule.needs, current, context);
  if (undone !== undefined) return no("step-waits-for", undefined, { step: "extension", waitsFor: undone });
  if (rule.once && current.extensions.length > 0) return no("extension-once", "until");
  if (rule.longest !== undefined) {
    const cap = dueAt(context.calendars.default, { from: first.due, limit: rule.longest }).at;
    if (until > cap) return no("extension-too-long", "until", { cap });
  }
  return { until, clocks };
}

function askForTime(command: Ask, situation: Situation): Ruling {
  const { current, by, context } = situation;
  const rule = extensionRule(current, context);
  if (rule === undefined) return no("no-extension", "until");
  if (![...ownerOf(current, context).people, ...deskPeople(current, context)].includes(by)) return no("not-allowed");
  const movable = movableBy(command.detail.until, rule, situation);
  if ("refused" in movable) return movable;
  const { until, clocks } = movable;
  const approvers = approversFor(rule.by, situation);
  return yes(
    {
      type: "requested",
      request: `extension-${current.version}`,
      of: "extension",
      detail: {
        clocks: clocks.map((clock) => clock.key),
        until,
        ...(command.detail.customerTold === undefined ? {} : { customerTold: command.detail.customerTold }),
      },
      reason: command.reason,
      role: approvers.role,
      approvers: approvers.people,
      answerBy: answerBy(clocks, situation),
      late: clocks.some((clock) => clock.due !== undefined && clock.due <= context.now),
    },
    ...approvers.notice,
  );
}

/** Anything else that the regulation lets somebody ask for: a line of `approvals` with its own name. */
function askByRule(command: Ask, situation: Situation): Ruling {
  const { current, by, context } = situation;
  const rule = approvalLine(command.of, current, context);
  if (rule === undefined || rule.by === "nobody") return no("not-allowed");
  if (
    ![
      ...ownerOf(current, context).people,
      ...deskPeople(current, context),
      ...followerOf(current, context).people,
    ].includes(by)
  )
    return no("not-allowed");
  const undone = undoneNeed(rule.needs, current, context);
  if (undone !== undefined) return no("step-waits-for", undefined, { step: command.of, waitsFor: undone });
  const approvers = approversFor(rule.by, situation);
  return yes(
    {
      type: "requested",
      request: `${command.of}-${current.version}`,
      of: command.of,
      detail: command.detail,
      reason: command.reason,
      role: approvers.role,
      approvers: approvers.people,
      late: false,
    },
    ...approvers.notice,
  );
}

/** Asking for something that somebody else must grant. */
export function ask(command: Ask, situation: Situation): Ruling {
  const { current } = situation;
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  const bad = badReason(command.reason);
  if (bad !== undefined) return bad;
  if (openRequest(current, command.of) !== undefined) return no("request-open");
  if (command.of === "extension") return askForTime(command, situation);
  if (command.of === "compensation") return askForMoney(command, situation);
  return askByRule(command, situation);
}
