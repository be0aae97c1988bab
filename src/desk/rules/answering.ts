import type { Request } from "../case.ts";
import { clocksOf } from "../clocks.ts";
import type { Command } from "../commands.ts";
import type { NewEvent } from "../events.ts";
import { factsOf, proposeLevel } from "../known.ts";
import { holdersOf } from "../people.ts";
import { approvalLine, DESK, extensionRule } from "../rights.ts";
import { droppedSteps, isAnswerable } from "../steps.ts";
import { movableBy } from "./asking.ts";
import { isBody, isOutside } from "./approvers.ts";
import { endAsNotValid } from "./ending.ts";
import { admitted } from "./lists.ts";
import { promised } from "./money.ts";
import { badReason, no, yes, type Ruling, type Situation } from "./ruling.ts";

function grantTime(request: Request, until: number, { current, context }: Situation): readonly NewEvent[] {
  const clocks = clocksOf(current, context);
  return (request.detail.clocks ?? []).flatMap((key) => {
    const clock = clocks.find((known) => known.key === key);
    return clock?.due === undefined || clock.due >= until
      ? []
      : [
          {
            type: "extended" as const,
            clock: key,
            deadline: clock.rule.id,
            from: clock.due,
            to: until,
            request: request.id,
          },
        ];
  });
}

/** What was granted in place of what was asked for. */
type Otherwise = Pick<Extract<Command, { type: "answer-request" }>, "until" | "amount">;

/** The request as it was granted: another time, or a smaller sum, than asked for. */
export function asGranted(request: Request): Request {
  const { until, amount } = request.answer ?? {};
  const otherwise = { ...(until === undefined ? {} : { until }), ...(amount === undefined ? {} : { amount }) };
  return { ...request, detail: { ...request.detail, ...otherwise } };
}

/** What a yes brings about. */
function granted(request: Request, { until, amount }: Otherwise, situation: Situation): readonly NewEvent[] {
  const { current, context } = situation;
  switch (request.of) {
    case "extension":
      // Where the customer must be told first, the new date holds from that contact on (see toldOfExtension).
      if (
        extensionRule(current, context)?.needs.includes("tell-customer") === true &&
        request.detail.customerTold !== true
      )
        return [];
      return grantTime(request, until ?? request.detail.until ?? context.now, situation);
    case "late-record": {
      const { step, doneAt } = request.detail;
      if (step === undefined || doneAt === undefined) return [];
      // Meanwhile it may have been opened and done again; the yes was for what was recorded with the request.
      const recorded = current.doings.findLast((doing) => doing.step === step && doing.stands)?.recordedAt;
      return recorded === request.askedAt ? [{ type: "step-redated", step, doneAt }] : [];
    }
    case "lower-level": {
      const { facts, level } = request.detail;
      const answered: readonly NewEvent[] =
        facts === undefined ? [] : [{ type: "answered", facts, cleared: [], reason: request.reason }];
      if (level === undefined) return answered;
      const proposed = proposeLevel({ ...factsOf(current, context), ...facts }, context)?.level.id;
      return [
        {
          type: "level-set",
          level,
          how: "person",
          grounds: [],
          reason: request.reason,
          ...(proposed === undefined ? {} : { proposed }),
        },
        ...answered,
      ];
    }
    case "waiting":
      return [
        {
          type: "waiting-began",
          reason: request.detail.value ?? "",
          until: until ?? request.detail.until ?? context.now,
          ...(request.reason === "" ? {} : { text: request.reason }),
        },
      ];
    case "not-valid":
      return [endAsNotValid(request.detail.ground ?? request.reason, request.detail.customerTold, situation)];
    case "compensation":
      return promised(request.detail, amount, request.reason);
    case "list":
      return admitted(request.detail.list, request.detail.subject, situation);
    case "finding":
      return request.detail.finding === undefined || request.detail.value === undefined
        ? []
        : [
            {
              type: "found",
              finding: request.detail.finding,
              value: request.detail.value,
              how: "person",
              reason: request.reason,
            },
          ];
    case "close-unreached":
      return [
        { type: "answered", facts: { verdict: "unreached" }, cleared: [] },
        { type: "ended", how: "closed", reason: request.reason, dropped: droppedSteps(current, context) },
      ];
    default:
      return [];
  }
}

/** More time was granted on condition that the customer knows; now he has been told. */
export function toldOfExtension(situation: Situation): readonly NewEvent[] {
  const { current, context } = situation;
  if (extensionRule(current, context)?.needs.includes("tell-customer") !== true) return [];
  return current.requests
    .filter(
      (request) =>
        request.of === "extension" &&
        request.answer?.yes === true &&
        !current.extensions.some((extension) => extension.request === request.id),
    )
    .flatMap((request) => grantTime(request, request.answer?.until ?? request.detail.until ?? context.now, situation));
}

/** Where the regulation wants a second person's yes beside the first (`with`), he is asked next; his is the last. */
function secondPerson(request: Request, { until, amount }: Otherwise, situation: Situation): readonly NewEvent[] {
  const { current, by, context } = situation;
  if (request.of === "step" || (request.detail.stage ?? 0) > 0) return [];
  const rule = approvalLine(request.of, current, context);
  const people = (rule?.with ?? [])
    .flatMap((who) => holdersOf(who, current, context).people)
    .filter((person) => person !== by && person !== request.by);
  if (people.length === 0) return [];
  return [
    {
      type: "requested",
      asker: request.by,
      request: `${request.id}-2`,
      of: request.of,
      detail: {
        ...request.detail,
        ...(until === undefined ? {} : { until }),
        ...(amount === undefined ? {} : { amount }),
        stage: 1,
      },
      reason: request.reason,
      role: rule?.with[0] ?? request.role,
      approvers: [...new Set(people)],
      late: request.late,
      ...(request.answerBy === undefined ? {} : { answerBy: request.answerBy }),
    },
  ];
}

/** Never more money than was asked for: whoever was asked, was asked for so much. */
function badSum({ amount }: Otherwise, { detail }: Request): Ruling | undefined {
  if (amount === undefined) return undefined;
  if (!(amount.amount > 0)) return no("answer-missing", "amount");
  return detail.amount?.currency === amount.currency && amount.amount <= detail.amount.amount
    ? undefined
    : no("amount-above-asked", "amount");
}

/** Another time than asked for stays within what the regulation allows. */
function badTime({ until }: Otherwise, { of }: Request, situation: Situation): Ruling | undefined {
  const rule = extensionRule(situation.current, situation.context);
  if (until === undefined || of !== "extension" || rule === undefined) return undefined;
  const movable = movableBy(until, rule, situation);
  return "refused" in movable ? movable : undefined;
}

/** Yes or no by one of those asked. `until` grants another time than asked for, `amount` a smaller sum. */
export function answerRequest(command: Extract<Command, { type: "answer-request" }>, situation: Situation): Ruling {
  const { current, by, context } = situation;
  const request = current.requests.find((known) => known.id === command.request);
  if (request === undefined || request.takenBack === true) return no("no-such-request");
  if (request.answer !== undefined)
    return no("request-answered", undefined, { by: request.answer.by, at: request.answer.at });
  if (request.by === by && !isOutside(request.role, context)) return no("own-request");
  if (by !== DESK && !request.approvers.includes(by))
    return no("not-yours", undefined, { people: request.approvers.join(","), role: request.role, step: request.of });
  if (current.ended !== undefined && !isAnswerable(request, current, context))
    return no("already-ended", undefined, { how: current.ended.how });
  if (!command.yes) {
    const bad = badReason(command.reason ?? "");
    if (bad !== undefined) return bad;
  }
  // A date that has passed while the request lay there helps nobody: another one has to be given.
  const until =
    command.until ?? (request.of === "extension" || request.of === "waiting" ? request.detail.until : undefined);
  if (command.yes && until !== undefined && until <= context.now) return no("time-before-now", "until");
  const unfit = command.yes ? (badSum(command, request) ?? badTime(command, request, situation)) : undefined;
  if (unfit !== undefined) return unfit;
  // The decision of a meeting stands on the record with those who took part.
  if (isBody(request.role, context) && (command.present ?? []).length === 0) return no("answer-missing", "present");
  const answer: NewEvent = {
    type: "request-answered",
    request: request.id,
    yes: command.yes,
    ...(command.reason === undefined || command.reason === "" ? {} : { reason: command.reason }),
    ...(command.until === undefined ? {} : { until: command.until }),
    ...(command.amount === undefined ? {} : { amount: command.amount }),
    ...(command.present === undefined ? {} : { present: command.present }),
  };
  if (!command.yes) return yes(answer);
  const second = secondPerson(request, command, situation);
  return yes(answer, ...(second.length > 0 ? second : granted(request, command, situation)));
}

export function takeBack(command: Extract<Command, { type: "take-back" }>, { current, by }: Situation): Ruling {
  const request = current.requests.find((known) => known.id === command.request);
  if (request === undefined || request.takenBack === true) return no("no-such-request");
  if (request.answer !== undefined)
    return no("request-answered", undefined, { by: request.answer.by, at: request.answer.at });
  return request.by === by ? yes({ type: "request-taken-back", request: request.id }) : no("not-allowed");
}
