import fc from "fast-check";
import type { Case } from "../../src/desk/case.ts";
import type { Command } from "../../src/desk/commands.ts";
import type { Context } from "../../src/desk/context.ts";
import { decide, type Decision } from "../../src/desk/decide.ts";
import type { CaseEvent } from "../../src/desk/events.ts";
import type { Facts } from "../../src/desk/facts.ts";
import { NO_CASE } from "../../src/desk/fold.ts";
import { nextStep } from "../../src/desk/next.ts";
import { actionsFor, type Action } from "../../src/desk/rights.ts";
import { away, CALL, LEVEL } from "./given.ts";
import { at, contextAt, GUO, HE, LI, people, QIAN, SUN, WANG, ZHAO } from "./property-desk.ts";

/** One thing that happens to a random case: some time passes, then somebody does something. */
export interface Move {
  /** Milliseconds since the move before. */
  readonly gap: number;
  readonly who: string;
  /** 0: a command from nowhere. Up to 9: the next step, by whoever has to do it. Above: what this person is offered. */
  readonly pick: number;
  /** Chooses among the values that fit the action. */
  readonly salt: number;
  readonly command: Command;
}

export interface RandomCase {
  readonly start: number;
  readonly filing: Facts;
  readonly away: string;
  readonly moves: readonly Move[];
}

const EVERYBODY = [WANG, LI, SUN, ZHAO, QIAN, HE, GUO];
const MINUTE = 60_000;
const GAPS = [
  0,
  1000,
  7 * MINUTE,
  25 * MINUTE,
  40 * MINUTE,
  100 * MINUTE,
  180 * MINUTE,
  1440 * MINUTE,
  5 * 1440 * MINUTE,
];
const REASONS = ["The part is on order", "Because of the weather", "x"];
const STEPS = [
  "dispatch",
  "accept",
  "explain",
  "verify",
  "reply",
  "resolve",
  "report",
  "callback",
  "close",
  "penalise",
  "dance",
];

function pick<T>(list: readonly T[], salt: number, otherwise: T): T {
  return list[salt % list.length] ?? otherwise;
}

const yesNo = fc.constantFrom("yes", "no");

/** Answers as people may give them, also odd ones. */
const facts: fc.Arbitrary<Facts> = fc.record(
  {
    "our-fault": yesNo,
    "injury-or-loss": yesNo,
    "promise-broken": yesNo,
    "client-management": yesNo,
    "explain-needed": yesNo,
    "human-factor": yesNo,
    easy: yesNo,
    cause: fc.constantFrom("facility", "equipment", "standard", "management", "service"),
    solvable: fc.constantFrom("now", "today", "later"),
    accused: fc.constantFrom(...EVERYBODY, "", "", "", "", ""),
    "asked-time": fc.constantFrom(at("2026-11-25 12:00"), at("2026-12-01 09:00")),
    verified: yesNo,
    intent: fc.constantFrom("on-purpose", "without", "mistake"),
    harmed: fc.constantFrom("customer", "public", "nobody"),
    department: fc.constantFrom("engineering", "cleaning"),
  },
  { requiredKeys: [] },
);

const reason = fc.constantFrom(...REASONS);
const person = fc.constantFrom(...EVERYBODY);
const department = fc.constantFrom("engineering", "cleaning", "catering");
const instant = fc.integer({ min: at("2026-11-20 00:00"), max: at("2026-12-20 00:00") });

/** Commands from nowhere: every kind, whether it makes sense or not. */
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant("do" as const), step: fc.constantFrom(...STEPS), answers: facts }),
  fc.record({ type: fc.constant("do" as const), step: fc.constantFrom(...STEPS), doneAt: instant, lateReason: reason }),
  fc.record({ type: fc.constant("undo" as const), step: fc.constantFrom(...STEPS), reason }),
  fc.record({ type: fc.constant("skip" as const), step: fc.constantFrom(...STEPS), reason }),
  fc.record({ type: fc.constant("answer" as const), facts }),
  fc.record({ type: fc.constant("set-level" as const), facts, reason }),
  fc.record({
    type: fc.constant("set-level" as const),
    level: fc.constantFrom("minor", "important", "major", "cosmic"),
    reason,
  }),
  fc.record({
    type: fc.constant("find" as const),
    finding: fc.constant("valid"),
    value: fc.constantFrom("yes", "no", "?"),
    reason,
  }),
  fc.record({ type: fc.constant("escalate" as const), reason }),
  fc.record({
    type: fc.constant("decide" as const),
    choice: fc.constantFrom(
      "carry-on" as const,
      "take-over" as const,
      "give-to" as const,
      "grant-time" as const,
      "not-valid" as const,
    ),
    text: reason,
    department,
    person,
    until: instant,
  }),
  fc.record({ type: fc.constant("reassign" as const), department, reason }),
  fc.record({ type: fc.constant("reassign" as const), person, reason }),
  fc.record({ type: fc.constant("hand-over" as const), department, reason }),
  fc.constant<Command>({ type: "take-over" }),
  fc.record({ type: fc.constant("decline-hand-over" as const), reason }),
  fc.record({
    type: fc.constant("ask" as const),
    of: fc.constantFrom("extension", "close", "x"),
    detail: fc.record({ until: instant }),
    reason,
  }),
  fc.record({
    type: fc.constant("wait" as const),
    reason: fc.constantFrom("customer", "supplier", "x"),
    until: instant,
  }),
  fc.constant<Command>({ type: "resume" }),
  fc.record({ type: fc.constant("contact" as const), how: fc.constant("phone"), said: reason, promisedUntil: instant }),
  fc.constant<Command>({ type: "look" }),
  fc.record({ type: fc.constant("not-reached" as const), nextAt: instant }),
  fc.record({ type: fc.constant("postpone-call" as const), nextAt: instant }),
  fc.record({ type: fc.constant("withdraw" as const), reason }),
  fc.record({
    type: fc.constant("not-valid" as const),
    ground: fc.constant(""),
    facts: reason,
    customerTold: fc.boolean(),
  }),
  fc.record({ type: fc.constant("merge" as const), into: fc.constantFrom("2026110001", ""), reason }),
  fc.record({ type: fc.constant("reopen" as const), reason, sameOwner: fc.boolean() }),
  fc.record({ type: fc.constant("recuse" as const), person, reason }),
  fc.record({
    type: fc.constant("link" as const),
    other: fc.constant("2026110001"),
    how: fc.constant("related" as const),
  }),
  fc.record({ type: fc.constant("note" as const), text: reason }),
  fc.constant<Command>({ type: "tick" }),
  fc.constant<Command>({ type: "rejudge" }),
);

const move: fc.Arbitrary<Move> = fc.record({
  gap: fc.constantFrom(...GAPS),
  // Owner and desk have most to do.
  who: fc.constantFrom(LI, LI, LI, LI, WANG, WANG, WANG, ...EVERYBODY),
  pick: fc.nat({ max: 22 }),
  salt: fc.nat({ max: 1000 }),
  command: anyCommand,
});

/** A case with up to 25 things that happen to it: mostly what people are offered, sometimes nonsense. */
export const randomCase: fc.Arbitrary<RandomCase> = fc.record({
  start: fc.constantFrom(
    at("2026-11-24 09:12"),
    at("2026-11-27 17:50"),
    at("2026-09-29 16:00"),
    at("2026-02-13 11:59"),
  ),
  filing: fc.oneof(
    facts,
    fc
      .tuple(fc.constantFrom("minor" as const, "important" as const, "major" as const), facts)
      .map(([level, some]) => ({ ...some, ...LEVEL[level], department: "engineering" })),
  ),
  away: fc.constantFrom("", LI, ZHAO, QIAN, WANG),
  moves: fc.array(move, { minLength: 4, maxLength: 25 }),
});

/** The desk at a moment, with somebody away for a week in the middle where the case says so. */
export function deskOf(of: RandomCase, now: number): Context {
  if (of.away === "") return contextAt(now);
  const day = 24 * 60 * MINUTE;
  const from = new Date(of.start + day + 8 * 60 * MINUTE).toISOString().slice(0, 16).replace("T", " ");
  const to = new Date(of.start + 8 * day + 8 * 60 * MINUTE).toISOString().slice(0, 16).replace("T", " ");
  return contextAt(now, { people: awayOf(of.away, from, to) });
}

const known = new Map<string, Context["people"]>();

/** The same people for the same absence: a context is compared by identity. */
function awayOf(who: string, from: string, to: string): Context["people"] {
  const key = `${who} ${from}`;
  const found = known.get(key) ?? away(who, from, to, undefined, people);
  known.set(key, found);
  return found;
}

/** Answers that let a step be done. */
function answersFor(step: string, salt: number): Facts {
  switch (step) {
    case "dispatch":
      return { ...pick([LEVEL.minor, LEVEL.important, LEVEL.major], salt, LEVEL.minor), department: "engineering" };
    case "verify":
      return { verified: pick(["yes", "no"], salt, "no"), "verified-by": "Desk" };
    case "reply":
      return { "answer-given": "A fitter comes" };
    case "resolve":
      return { measures: "Replaced", outcome: "upheld" };
    case "callback":
      return pick<Facts>(
        [
          { verdict: "satisfied", solved: "yes" },
          { verdict: "satisfied", solved: "no" },
          { verdict: "dissatisfied", opinion: "Still stops" },
        ],
        salt,
        {},
      );
    case "penalise":
      return { penalty: "A word" };
    default:
      return {};
  }
}

/** The command that this action stands for, with values that fit. */
export function commandFor(action: Action, salt: number, now: number): Command | undefined {
  const text = REASONS[0] ?? "";
  const later = now + (1 + (salt % 4)) * 24 * 60 * MINUTE;
  switch (action.kind) {
    case "do":
      return { type: "do", step: action.step ?? "", answers: answersFor(action.step ?? "", salt) };
    case "undo":
      return { type: "undo", step: action.step ?? "", reason: text };
    case "set-level":
      return { type: "set-level", level: pick(["minor", "important", "major"], salt, "minor"), reason: text };
    case "escalate":
      return { type: "escalate", reason: text };
    case "decide":
      return {
        type: "decide",
        choice: pick(["carry-on", "take-over", "give-to", "not-valid"] as const, salt, "carry-on"),
        text,
        department: "cleaning",
      };
    case "reassign":
      return { type: "reassign", department: pick(["engineering", "cleaning"], salt, "cleaning"), reason: text };
    case "hand-over":
      return { type: "hand-over", department: "cleaning", reason: text };
    case "take-over":
      return { type: "take-over" };
    case "decline-hand-over":
      return { type: "decline-hand-over", reason: text };
    case "ask":
      return { type: "ask", of: "extension", detail: { until: now + 20 * 24 * 60 * MINUTE }, reason: text };
    case "answer-request":
      return {
        type: "answer-request",
        request: action.request ?? "",
        yes: salt % 2 === 0,
        reason: text,
        ...(salt % 2 === 0 ? { until: later + 30 * 24 * 60 * MINUTE } : {}),
      };
    case "take-back":
      return { type: "take-back", request: action.request ?? "" };
    case "wait":
      return { type: "wait", reason: pick(["customer", "supplier"], salt, "customer"), until: now + 60 * MINUTE };
    case "resume":
      return { type: "resume" };
    case "contact":
      return { type: "contact", how: "phone", said: text, ...(salt % 2 === 0 ? { promisedUntil: later } : {}) };
    case "look":
      return { type: "look" };
    case "not-reached":
      return { type: "not-reached", nextAt: later };
    case "postpone-call":
      return { type: "postpone-call", nextAt: later };
    case "withdraw":
      return { type: "withdraw", reason: text };
    case "not-valid":
      return { type: "not-valid", ground: "", facts: text, customerTold: true };
    case "merge":
      return { type: "merge", into: "2026110001", reason: text };
    case "reopen":
      return { type: "reopen", reason: text, sameOwner: salt % 2 === 0 };
    case "recuse":
      return { type: "recuse", person: pick(EVERYBODY, salt, GUO), reason: text };
    case "note":
      return { type: "note", text };
    default:
      return undefined;
  }
}

export interface Turn {
  readonly before: Case;
  readonly command: Command;
  readonly by: string;
  readonly offered: boolean;
  readonly context: Context;
  readonly decision: Decision;
  readonly after: Case;
}

export interface Run {
  readonly turns: readonly Turn[];
  readonly history: readonly CaseEvent[];
  readonly current: Case;
  readonly now: number;
}

/** What rarely matters while a case goes on is offered, too, but taken seldom: else most cases end early. */
const SELDOM: readonly Command["type"][] = ["withdraw", "merge", "not-valid", "recuse"];

interface Choice {
  readonly command: Command;
  readonly by: string;
  readonly offered: boolean;
}

/** The next step by whoever has to do it, so that cases get on; a call may reach nobody. */
function nextStepOf(current: Case, turn: Move, context: Context): Choice | undefined {
  const next = nextStep(current, context);
  const by = next?.people[0];
  if (next === undefined || by === undefined) return undefined;
  const missed = next.step.type === "callback" && turn.salt % 5 === 0;
  const action: Action = { kind: missed ? "not-reached" : "do", step: next.step.id };
  const command = commandFor(action, turn.salt, context.now);
  return command === undefined ? undefined : { command, by, offered: true };
}

function offeredTo(current: Case, turn: Move, context: Context): Choice | undefined {
  const actions = actionsFor(current, turn.who, context).filter(
    (action) => !SELDOM.includes(action.kind) || turn.salt % 9 === 0,
  );
  const action = actions[turn.salt % Math.max(1, actions.length)];
  const command = action === undefined ? undefined : commandFor(action, turn.salt, context.now);
  return command === undefined ? undefined : { command, by: turn.who, offered: true };
}

function chosen(current: Case, turn: Move, context: Context): Choice {
  const choice =
    turn.pick === 0
      ? undefined
      : turn.pick < 10
        ? nextStepOf(current, turn, context)
        : offeredTo(current, turn, context);
  return choice ?? { command: turn.command, by: turn.who, offered: false };
}

/** Plays a random case. `look` sees each turn; by default nobody ticks but what the moves say. */
export function run(of: RandomCase): Run {
  let current: Case = NO_CASE;
  let now = of.start;
  const turns: Turn[] = [];
  const history: CaseEvent[] = [];
  function give(command: Command, by: string, offered: boolean, context: Context): void {
    const before = current;
    const decision = decide(before, { command, by, key: `key-${turns.length}` }, context);
    if ("events" in decision) {
      current = decision.after;
      history.push(...decision.events);
    }
    turns.push({ before, command, by, offered, context, decision, after: current });
  }
  const filing: Command = { type: "file", kind: "complaint", facts: { ...CALL, ...of.filing }, number: "2026110042" };
  give(filing, WANG, false, deskOf(of, now));
  for (const one of of.moves) {
    now += one.gap;
    const context = deskOf(of, now);
    give({ type: "tick" }, "desk", false, context);
    const { command, by, offered } = chosen(current, one, context);
    give(command, by, offered, context);
  }
  return { turns, history, current, now };
}
