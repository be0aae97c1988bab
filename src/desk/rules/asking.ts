import { addWorkingDays } from "../../calendar/ask.ts";
import { dueAt } from "../../calendar/due.ts";
import type { Case, Request } from "../case.ts";
import type { Clock } from "../clocks.ts";
import { clocksOf } from "../clocks.ts";
import type { Command } from "../commands.ts";
import type { Context } from "../context.ts";
import type { Money } from "../../regulation/shape.ts";
import type { NewEvent } from "../events.ts";
import { firstThatFits, type Facts } from "../facts.ts";
import { factsOf, proposeLevel } from "../known.ts";
import { administratorsOf, deskPeople, followerOf, holdersOf, nextRung, ownerOf } from "../people.ts";
import { DESK, extendable, extensionRule } from "../rights.ts";
import { isDone, stepById, stepsOf } from "../steps.ts";
import { admitted } from "./lists.ts";
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
  // A yes from outside is recorded by the one who asked for it.
  if (isOutside(who, context)) return { role: who, people: [by], notice: [] };
  const people = holders.people.filter((person) => person !== by);
  if (people.length > 0) return { role: holders.role ?? who, people, notice: [] };
  // Where everybody else is concerned himself, the regulation may name a body of last resort.
  const last = context.regulation.recusal.atLast;
  const body = last === undefined ? [] : holdersOf(last, current, context).people.filter((person) => person !== by);
  if (last !== undefined && body.length > 0)
    return {
      role: last,
      people: body,
      notice: [{ type: "nobody-in-role", role: holders.role ?? who, went: body, reason: "recused" }],
    };
  const rung = nextRung(current, context, { people: [by, ...holders.people] });
  const instead = rung?.people ?? administratorsOf(current, context).filter((person) => person !== by);
  const reason = holders.skipped[0]?.reason ?? "recused";
  return {
    role: rung?.rung ?? who,
    people: instead,
    notice: [{ type: "nobody-in-role", role: holders.role ?? who, went: instead, reason }],
  };
}

export function isOutside(role: string, context: Context): boolean {
  return context.regulation.roles.some((known) => known.id === role && known.at === "outside");
}

function isBody(role: string, context: Context): boolean {
  return context.regulation.roles.some((known) => known.id === role && known.at === "body");
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

/** The largest sum that somebody may promise alone, by the roles held in this case. */
export function authorityOf(
  person: string,
  currency: string,
  { current, context }: Pick<Situation, "current" | "context">,
): number {
  const limits = context.regulation.roles
    .filter((role) => role.mayPromise !== undefined && holdersOf(role.id, current, context).people.includes(person))
    .map((role) => {
      if (role.mayPromise === "any amount") return Number.POSITIVE_INFINITY;
      if (role.mayPromise === undefined || role.mayPromise === "not given") return 0;
      return role.mayPromise.currency === currency ? role.mayPromise.amount : 0;
    });
  return Math.max(0, ...limits);
}

/** Up the ladder to the first rung that may promise so much; the highest one where nobody's limit is given. */
function rungWithAuthority(amount: Money, situation: Situation): string | undefined {
  const { current, by, context } = situation;
  const told: string[] = [];
  for (;;) {
    const rung = nextRung(current, context, { people: [by], told });
    if (rung === undefined) return undefined;
    const able = rung.people.some((person) => authorityOf(person, amount.currency, situation) >= amount.amount);
    const last = nextRung(current, context, { people: [by], told: [...told, ...rung.people] }) === undefined;
    if (able || last) return rung.rung;
    told.push(...rung.people);
  }
}

function askForMoney(command: Ask, situation: Situation): Ruling {
  const { current, by, context } = situation;
  const { amount } = command.detail;
  if (amount === undefined || !(amount.amount > 0)) return no("answer-missing", "amount");
  const offered: Facts = { ...factsOf(current, context), "compensation-offered": amount };
  const rule = firstThatFits(
    context.regulation.approvals.filter((approval) => approval.of === "compensation"),
    offered,
  );
  if (rule?.by === "nobody") return no("not-allowed", "amount");
  const undone = rule?.needs.find((step) => stepById(step, context) !== undefined && !isDone(current, step));
  // No promise before the decision.
  if (undone !== undefined) return no("step-waits-for", "amount", { step: "compensation", waitsFor: undone });
  const alone = rule === undefined || rule.by === "next rung";
  if (alone && authorityOf(by, amount.currency, situation) >= amount.amount)
    return yes({
      type: "answered",
      facts: { "compensation-approved": amount, "compensation-offered": amount },
      cleared: [],
      reason: command.reason,
    });
  const who = rule === undefined || rule.by === "next rung" ? rungWithAuthority(amount, situation) : rule.by;
  const approvers = approversFor(who ?? "administrators", situation);
  const asked: NewEvent = {
    type: "requested",
    request: `compensation-${current.version}`,
    of: "compensation",
    detail: { amount, ...(command.detail.form === undefined ? {} : { form: command.detail.form }) },
    reason: command.reason,
    role: approvers.role,
    approvers: approvers.people,
    late: false,
  };
  return yes(asked, ...approvers.notice);
}

/** Anything else that the regulation lets somebody ask for: a line of `approvals` with its own name. */
function askByRule(command: Ask, situation: Situation): Ruling {
  const { current, by, context } = situation;
  const rule = firstThatFits(
    context.regulation.approvals.filter((approval) => approval.of === command.of),
    factsOf(current, context),
  );
  if (rule === undefined || rule.by === "nobody") return no("not-allowed");
  if (
    ![
      ...ownerOf(current, context).people,
      ...deskPeople(current, context),
      ...followerOf(current, context).people,
    ].includes(by)
  )
    return no("not-allowed");
  const undone = rule.needs.find((step) => stepById(step, context) !== undefined && !isDone(current, step));
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
    case "not-valid":
      return [
        {
          type: "ended",
          how: "not-valid",
          reason: request.detail.ground ?? request.reason,
          dropped: droppedSteps(current, context),
        },
      ];
    case "compensation":
      return request.detail.amount === undefined
        ? []
        : [
            {
              type: "answered",
              facts: { "compensation-approved": request.detail.amount, "compensation-offered": request.detail.amount },
              cleared: [],
              reason: request.reason,
            },
          ];
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

/** Steps that an end leaves undone. */
export function droppedSteps(current: Case, context: Context): readonly string[] {
  return stepsOf(current, context)
    .filter(
      ({ step, state }) => (state === "open" || state === "later") && !step.anyTime && !step.repeat && !step.maySkip,
    )
    .map(({ step }) => step.id);
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
function secondPerson(request: Request, situation: Situation): readonly NewEvent[] {
  const { current, by, context } = situation;
  if (request.of === "step" || (request.detail.stage ?? 0) > 0) return [];
  const rule = firstThatFits(
    context.regulation.approvals.filter((approval) => approval.of === request.of),
    factsOf(current, context),
  );
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
      detail: { ...request.detail, stage: 1 },
      reason: request.reason,
      role: rule?.with[0] ?? request.role,
      approvers: [...new Set(people)],
      late: request.late,
      ...(request.answerBy === undefined ? {} : { answerBy: request.answerBy }),
    },
  ];
}

/** Yes or no by one of those asked. `until` grants another time than asked for. */
export function answerRequest(command: Extract<Command, { type: "answer-request" }>, situation: Situation): Ruling {
  const { current, by, context } = situation;
  const request = current.requests.find((known) => known.id === command.request);
  if (request === undefined || request.takenBack === true) return no("no-such-request");
  if (request.answer !== undefined)
    return no("request-answered", undefined, { by: request.answer.by, at: request.answer.at });
  if (request.by === by && !isOutside(request.role, context)) return no("own-request");
  if (by !== DESK && !request.approvers.includes(by))
    return no("not-yours", undefined, { people: request.approvers.join(","), role: request.role, step: request.of });
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  if (!command.yes) {
    const bad = badReason(command.reason ?? "");
    if (bad !== undefined) return bad;
  }
  // A date that has passed while the request lay there helps nobody: another one has to be given.
  const until = command.until ?? (request.of === "extension" ? request.detail.until : undefined);
  if (command.yes && until !== undefined && until <= context.now) return no("time-before-now", "until");
  // The decision of a meeting stands on the record with those who took part.
  if (isBody(request.role, context) && (command.present ?? []).length === 0) return no("answer-missing", "present");
  const answer: NewEvent = {
    type: "request-answered",
    request: request.id,
    yes: command.yes,
    ...(command.reason === undefined || command.reason === "" ? {} : { reason: command.reason }),
    ...(command.until === undefined ? {} : { until: command.until }),
    ...(command.present === undefined ? {} : { present: command.present }),
  };
  if (!command.yes) return yes(answer);
  const second = secondPerson(request, situation);
  return yes(answer, ...(second.length > 0 ? second : granted(request, command.until, situation)));
}

export function takeBack(command: Extract<Command, { type: "take-back" }>, { current, by }: Situation): Ruling {
  const request = current.requests.find((known) => known.id === command.request);
  if (request === undefined || request.takenBack === true) return no("no-such-request");
  if (request.answer !== undefined)
    return no("request-answered", undefined, { by: request.answer.by, at: request.answer.at });
  return request.by === by ? yes({ type: "request-taken-back", request: request.id }) : no("not-allowed");
}
