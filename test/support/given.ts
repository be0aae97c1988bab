import { nextTick } from "../../src/desk/agenda.ts";
import type { Case } from "../../src/desk/case.ts";
import { clocksOf, openClocks, type Clock } from "../../src/desk/clocks.ts";
import type { Command, Refusal } from "../../src/desk/commands.ts";
import type { Context } from "../../src/desk/context.ts";
import { decide } from "../../src/desk/decide.ts";
import type { CaseEvent, EventOf, EventType } from "../../src/desk/events.ts";
import { fold, NO_CASE } from "../../src/desk/fold.ts";
import type { Facts } from "../../src/desk/facts.ts";
import { factsOf } from "../../src/desk/known.ts";
import { nextStep, type NextStep } from "../../src/desk/next.ts";
import type { Notice, PingKind } from "../../src/desk/notices.ts";
import { noticesOf } from "../../src/desk/notify.ts";
import { ownerOf } from "../../src/desk/people.ts";
import { actionsFor } from "../../src/desk/rights.ts";
import { localDate, localTime } from "../../src/calendar/zone.ts";
import type { People, Person } from "../../src/desk/desk.ts";
import { at, contextAt, LI, people, WANG, ZONE } from "./property-desk.ts";

/** What differs from the usual property desk: people away, other holders, another file. */
export type Changes = Partial<Omit<Context, "now">>;

interface State {
  readonly changes: Changes;
  readonly current: Case;
  readonly history: readonly CaseEvent[];
  readonly now: number;
}

/** Events and notices of one turn. */
interface Turn {
  readonly refusal?: Refusal;
  readonly repeated?: true;
  readonly before: Case;
  readonly events: readonly CaseEvent[];
  readonly passed: readonly CaseEvent[];
  readonly notices: readonly Notice[];
}

/** A case so far, and what the last command or the last stretch of time did to it. */
export interface Story {
  readonly case: Case;
  readonly history: readonly CaseEvent[];
  /** As the desk was at the last moment. */
  readonly context: Context;
  readonly refusal: Refusal | undefined;
  readonly repeated: boolean;
  /** What the last command brought about, or all that happened in the time that passed. */
  readonly events: readonly CaseEvent[];
  /** What happened by itself before the last command. */
  readonly passed: readonly CaseEvent[];
  readonly notices: readonly Notice[];
  /** A command that must be carried out; throws when it is refused. */
  and(time: string, by: string, command: Command): Story;
  /** A command whose answer is looked at. */
  when(time: string, by: string, command: Command, key?: string): Story;
  /** Time passes, up to and including this moment. */
  until(time: string): Story;
  /** The app was down until this moment, and then looks once. */
  outage(time: string): Story;
  /** From now on the desk is different. */
  but(changes: Changes): Story;
}

const NOTHING: Omit<Turn, "before"> = { events: [], passed: [], notices: [] };

/** Let time pass: one tick at each moment at which something happens by itself. */
function pass(
  state: State,
  until: number,
  inclusive: boolean,
): { readonly state: State; readonly notices: readonly Notice[] } {
  let { current, history, now } = state;
  const notices: Notice[] = [];
  for (;;) {
    const due = current.version === 0 ? undefined : nextTick(current, contextAt(now, state.changes));
    if (due === undefined || due > until || (due === until && !inclusive)) break;
    const context = contextAt(Math.max(due, now), state.changes);
    const decision = decide(current, { command: { type: "tick" }, by: "desk", key: "" }, context);
    if (!("events" in decision) || decision.events.length === 0) throw new Error(`A tick at ${local(due)} did nothing`);
    notices.push(...noticesOf(current, decision.events, decision.after, context));
    current = decision.after;
    history = [...history, ...decision.events];
    now = context.now;
  }
  return { state: { ...state, current, history, now: Math.max(now, until) }, notices };
}

function story(state: State, turn: Turn): Story {
  const { current, history, changes, now } = state;
  function when(time: string, by: string, command: Command, key?: string): Story {
    const passed = pass(state, at(time), false).state;
    const context = contextAt(at(time), changes);
    const before = passed.current;
    const decision = decide(before, { command, by, key: key ?? `key-${passed.history.length}-${time}` }, context);
    const since = passed.history.slice(history.length);
    if ("refused" in decision)
      return story({ ...passed, now: at(time) }, { ...NOTHING, before, passed: since, refusal: decision.refused });
    if ("repeated" in decision)
      return story({ ...passed, now: at(time) }, { ...NOTHING, before, passed: since, repeated: true });
    return story(
      { ...passed, current: decision.after, history: [...passed.history, ...decision.events], now: at(time) },
      {
        before,
        events: decision.events,
        passed: since,
        notices: noticesOf(before, decision.events, decision.after, context),
      },
    );
  }
  return {
    case: current,
    history,
    context: contextAt(now, changes),
    refusal: turn.refusal,
    repeated: turn.repeated === true,
    events: turn.events,
    passed: turn.passed,
    notices: turn.notices,
    when,
    and(time, by, command) {
      const told = when(time, by, command);
      if (told.refusal !== undefined)
        throw new Error(`${time} ${by} ${command.type} was refused: ${JSON.stringify(told.refusal)}`);
      return told;
    },
    until(time) {
      const { state: later, notices } = pass(state, at(time), true);
      return story(later, { before: current, events: later.history.slice(history.length), passed: [], notices });
    },
    outage(time) {
      const there = contextAt(at(time), changes);
      const decision = decide(current, { command: { type: "tick" }, by: "desk", key: "" }, there);
      if (!("events" in decision)) throw new Error("A tick was refused");
      const { events, after } = decision;
      return story(
        { ...state, current: after, history: [...history, ...events], now: at(time) },
        { before: current, events, passed: [], notices: noticesOf(current, events, after, there) },
      );
    },
    but(more) {
      return story({ ...state, changes: { ...changes, ...more } }, { ...NOTHING, before: current });
    },
  };
}

/** The property desk before anything happened, or a case with this history. */
export function given(changes: Changes = {}, history: readonly CaseEvent[] = []): Story {
  const current = history.length === 0 ? NO_CASE : fold(history);
  return story({ changes, current, history, now: current.lastEventAt }, { ...NOTHING, before: current });
}

// ── Commands in few words ──────────────────────────────────────────────────────────────────────────────────────────

/** What every customer says on the phone. */
export const CALL: Facts = {
  "what-happened": "The lift in tower 3 stopped between two floors",
  category: "lift",
  complainant: "Ms Chen",
  phone: "13812345678",
  source: "phone",
};

const NO_FACTS: Facts = {
  cause: "facility",
  "human-factor": "no",
  easy: "yes",
  "our-fault": "no",
  "injury-or-loss": "no",
  "promise-broken": "no",
  "client-management": "no",
};

/** The answers of the dispatch form that make a case of this level. */
export const LEVEL: { readonly [level in "minor" | "important" | "major"]: Facts } = {
  minor: NO_FACTS,
  important: { ...NO_FACTS, cause: "service", "our-fault": "yes", easy: "no" },
  major: { ...NO_FACTS, "injury-or-loss": "yes", easy: "no" },
};

export function file(facts: Facts = {}): Command {
  return { type: "file", kind: "complaint", facts: { ...CALL, ...facts } };
}

/** Filed by the desk with all that dispatch asks: it goes to Engineering at once. */
export function fileAs(level: keyof typeof LEVEL, facts: Facts = {}): Command {
  return file({ ...LEVEL[level], department: "engineering", ...facts });
}

export function dispatch(facts: Facts = {}): Command {
  return { type: "do", step: "dispatch", answers: { department: "engineering", ...NO_FACTS, ...facts } };
}

export const ACCEPT: Command = { type: "do", step: "accept" };
export const RESOLVE: Command = {
  type: "do",
  step: "resolve",
  answers: { measures: "Door sensor replaced", outcome: "upheld" },
};
export const REPORT: Command = { type: "do", step: "report" };
export const VERIFY: Command = {
  type: "do",
  step: "verify",
  answers: { verified: "yes", "verified-by": "Desk, no. 7" },
};
export const REPLY: Command = { type: "do", step: "reply", answers: { "answer-given": "A fitter comes at two" } };
export const SATISFIED: Command = { type: "do", step: "callback", answers: { verdict: "satisfied", solved: "yes" } };
export const DISSATISFIED: Command = {
  type: "do",
  step: "callback",
  answers: { verdict: "dissatisfied", opinion: "It still stops at five" },
};

export function askTime(until: string, reason = "The part is on order"): Command {
  return { type: "ask", of: "extension", detail: { until: at(until) }, reason };
}

/** Tuesday 24 November 2026, 09:12: received by the desk and sent to Engineering. */
export function opened(level: keyof typeof LEVEL = "important", facts: Facts = {}, changes: Changes = {}): Story {
  return given(changes).and("2026-11-24 09:12", WANG, fileAs(level, facts));
}

/** The same, accepted by Li Qiang at 09:20. */
export function accepted(level: keyof typeof LEVEL = "important", facts: Facts = {}, changes: Changes = {}): Story {
  return opened(level, facts, changes).and("2026-11-24 09:20", LI, ACCEPT);
}

/** A minor case solved at 11:00 and with its record form back at 14:00. */
export function reported(facts: Facts = {}, changes: Changes = {}): Story {
  return accepted("minor", facts, changes).and("2026-11-24 11:00", LI, RESOLVE).and("2026-11-24 14:00", LI, REPORT);
}

/** People of the desk with one of them changed: away, gone. */
export function withPerson(who: string, change: Partial<Person>, among: People = people): People {
  const person = among.persons[who];
  if (person === undefined) throw new Error(`There is no ${who}`);
  return { ...among, persons: { ...among.persons, [who]: { ...person, ...change } } };
}

/** Somebody is away from one moment of the desk's wall until another, perhaps with a deputy. */
export function away(who: string, from: string, to: string, deputy?: string, among: People = people): People {
  const absence = { from: at(from), to: at(to), ...(deputy === undefined ? {} : { deputy }) };
  return withPerson(who, { absences: [absence] }, among);
}

// ── What is looked at ──────────────────────────────────────────────────────────────────────────────────────────────

/** `2026-11-24 09:12` as the desk's wall clock shows it, with seconds where there are any. */
export function local(instant: number | undefined): string {
  if (instant === undefined) return "-";
  const seconds = Math.floor(instant / 1000) % 60;
  const text = `${localDate(ZONE, instant)} ${localTime(ZONE, instant)}`;
  return seconds === 0 ? text : `${text}:${String(seconds).padStart(2, "0")}`;
}

export function types(events: readonly CaseEvent[]): readonly EventType[] {
  return events.map((event) => event.type);
}

export function all<T extends EventType>(events: readonly CaseEvent[], type: T): readonly EventOf<T>[] {
  return events.filter((event): event is EventOf<T> => event.type === type);
}

/** The only event of this type; throws when there is none or more than one. */
export function one<T extends EventType>(events: readonly CaseEvent[], type: T): EventOf<T> {
  const found = all(events, type);
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`Expected one ${type}, found ${found.length} in ${types(events).join(", ")}`);
  return found[0];
}

/** The present run of a deadline. */
export function clock(from: Story, deadline: string): Clock | undefined {
  return clocksOf(from.case, from.context).find((known) => known.rule.id === deadline);
}

/** Due times of what still binds, by deadline. */
export function dues(from: Story): { readonly [deadline: string]: string } {
  return Object.fromEntries(
    openClocks(clocksOf(from.case, from.context)).map((known) => [known.rule.id, local(known.due)]),
  );
}

export function next(from: Story): NextStep | undefined {
  return nextStep(from.case, from.context);
}

export function owner(from: Story): readonly string[] {
  return ownerOf(from.case, from.context).people;
}

export function fact(from: Story, field: string): unknown {
  return factsOf(from.case, from.context)[field];
}

/** Who is pinged, by kind of ping. */
export function pings(from: Story): { readonly [kind in PingKind]?: readonly string[] } {
  const found: { [kind in PingKind]?: string[] } = {};
  for (const notice of from.notices)
    if (notice.kind === "ping") found[notice.ping] = [...(found[notice.ping] ?? []), notice.person];
  return found;
}

/** Everything that this person may do, as words: `do accept`, `escalate`. */
export function actions(from: Story, person: string): readonly string[] {
  return actionsFor(from.case, person, from.context).map((action) =>
    action.step === undefined ? action.kind : `${action.kind} ${action.step}`,
  );
}
