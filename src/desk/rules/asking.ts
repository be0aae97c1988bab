import { addWorkingDays } from "../../calendar/ask.ts";
import { dueAt } from "../../calendar/due.ts";
import type { Case, Request } from "../case.ts";
import type { Clock } from "../clocks.ts";
import { clocksOf } from "../clocks.ts";
import type { Command } from "../commands.ts";
import type { Context } from "../context.ts";
import type { NewEvent } from "../events.ts";
import { deskPeople, holdersOf, nextRung, ownerOf } from "../people.ts";
import { DESK, extendable, extensionRule } from "../rights.ts";
import { stepsOf } from "../steps.ts";
import { badReason, no, yes, type Ruling, type Situation } from "./ruling.ts";

type Ask = Extract<Command, { type: "ask" }>;

export interface Approvers {
  readonly role: string;
  readonly people: readonly string[];
  /** Said on the record when the role that should answer could not. */
  readonly notice: readonly NewEvent[];
}

/**
 * Who must answer: the holders of the role without the asker; nobody answers what he asked for. If that leaves nobody,
 * the next rung above the asker, and last the administrators.
 */
export function approversFor(who: string, { current, by, context }: Situation): Approvers {
  const holders = holdersOf(who, current, context);
  const people = holders.people.filter((person) => person !== by);
  if (people.length > 0) return { role: holders.role ?? who, people, notice: [] };
  const rung = nextRung(current, context, { people: [by, ...holders.people] });
  const instead = rung?.people ?? context.people.administrators.filter((person) => person !== by);
  const reason = holders.skipped[0]?.reason ?? "recused";
  return {
    role: rung?.rung ?? who,
    people: instead,
    notice: [{ type: "nobody-in-role", role: holders.role ?? who, went: instead, reason }],
  };
}

/** An answer is wanted before the limit that is asked about, or by the end of the next working day. */
function answerBy(clocks: readonly Clock[], { context }: Situation): number {
  const { now } = context;
  const limits = clocks.flatMap((clock) => (clock.due !== undefined && clock.due > now ? [clock.due] : []));
  return limits.length > 0 ? Math.min(...limits) : addWorkingDays(context.calendars.default, now, 1);
}

function openRequest(current: Case, of: string): Request | undefined {
  return current.requests.find(
    (request) => request.of === of && request.answer === undefined && request.takenBack !== true,
  );
}

function askForTime(command: Ask, situation: Situation): Ruling {
  const { current, by, context } = situation;
  const rule = extensionRule(current, context);
  if (rule === undefined) return no("no-extension", "until");
  if (![...ownerOf(current, context).people, ...deskPeople(current, context)].includes(by)) return no("not-allowed");
  const until = command.detail.until;
  if (until === undefined) return no("answer-missing", "until");
  if (until <= context.now) return no("time-before-now", "until");
  const clocks = extendable(current, context).filter((clock) => clock.due !== undefined && clock.due < until);
  const first = clocks.toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0))[0];
  if (first?.due === undefined) return no("extension-not-later", "until");
  if (rule.once && current.extensions.length > 0) return no("extension-once", "until");
  if (rule.longest !== undefined) {
    const cap = dueAt(context.calendars.default, { from: first.due, limit: rule.longest }).at;
    if (until > cap) return no("extension-too-long", "until", { cap });
  }
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

/** Asking for something that somebody else must grant. */
export function ask(command: Ask, situation: Situation): Ruling {
  const { current } = situation;
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  const bad = badReason(command.reason);
  if (bad !== undefined) return bad;
  if (openRequest(current, command.of) !== undefined) return no("request-open");
  return command.of === "extension" ? askForTime(command, situation) : no("not-allowed");
}

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

/** What a yes brings about. */
function granted(request: Request, until: number | undefined, situation: Situation): readonly NewEvent[] {
  const { current, context } = situation;
  switch (request.of) {
    case "extension":
      return grantTime(request, until ?? request.detail.until ?? context.now, situation);
    case "late-record":
      return request.detail.step === undefined || request.detail.doneAt === undefined
        ? []
        : [{ type: "step-redated", step: request.detail.step, doneAt: request.detail.doneAt }];
    case "lower-level": {
      const { facts, level } = request.detail;
      const answered: readonly NewEvent[] =
        facts === undefined ? [] : [{ type: "answered", facts, cleared: [], reason: request.reason }];
      return level === undefined
        ? answered
        : [...answered, { type: "level-set", level, how: "person", grounds: [], reason: request.reason }];
    }
    case "not-valid":
      return [
        {
          type: "ended",
          how: "not-valid",
          reason: request.detail.ground ?? request.reason,
          dropped: droppedSteps(current, context),
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

/** Steps that an end leaves undone. */
export function droppedSteps(current: Case, context: Context): readonly string[] {
  return stepsOf(current, context)
    .filter(
      ({ step, state }) => (state === "open" || state === "later") && !step.anyTime && !step.repeat && !step.maySkip,
    )
    .map(({ step }) => step.id);
}

/** Yes or no by one of those asked. `until` grants another time than asked for. */
export function answerRequest(command: Extract<Command, { type: "answer-request" }>, situation: Situation): Ruling {
  const { current, by, context } = situation;
  const request = current.requests.find((known) => known.id === command.request);
  if (request === undefined || request.takenBack === true) return no("no-such-request");
  if (request.answer !== undefined)
    return no("request-answered", undefined, { by: request.answer.by, at: request.answer.at });
  if (request.by === by) return no("own-request");
  if (by !== DESK && !request.approvers.includes(by))
    return no("not-yours", undefined, { people: request.approvers.join(","), role: request.role, step: request.of });
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  if (!command.yes) {
    const bad = badReason(command.reason ?? "");
    if (bad !== undefined) return bad;
  }
  if (command.yes && command.until !== undefined && command.until <= context.now) return no("time-before-now", "until");
  const answer: NewEvent = {
    type: "request-answered",
    request: request.id,
    yes: command.yes,
    ...(command.reason === undefined || command.reason === "" ? {} : { reason: command.reason }),
    ...(command.until === undefined ? {} : { until: command.until }),
  };
  return yes(answer, ...(command.yes ? granted(request, command.until, situation) : []));
}

export function takeBack(command: Extract<Command, { type: "take-back" }>, { current, by }: Situation): Ruling {
  const request = current.requests.find((known) => known.id === command.request);
  if (request === undefined || request.takenBack === true) return no("no-such-request");
  if (request.answer !== undefined)
    return no("request-answered", undefined, { by: request.answer.by, at: request.answer.at });
  return request.by === by ? yes({ type: "request-taken-back", request: request.id }) : no("not-allowed");
}
