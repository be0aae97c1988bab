import { nextTick } from "../desk/agenda.ts";
import type { Case } from "../desk/case.ts";
import type { Order, Refusal } from "../desk/commands.ts";
import type { Context } from "../desk/context.ts";
import { decide, type Decision } from "../desk/decide.ts";
import { regulationOf } from "../desk/duties.ts";
import type { People } from "../desk/desk.ts";
import type { CaseEvent } from "../desk/events.ts";
import { evolve, NO_CASE } from "../desk/fold.ts";
import type { Notice } from "../desk/notices.ts";
import { noticesOf } from "../desk/notify.ts";
import { caseNumber, HOUSE_PATTERN } from "../desk/numbers.ts";
import { DESK } from "../desk/rights.ts";
import type { Stage } from "./story.ts";

/** What one command or one look at the clock did. */
export interface Turn {
  /** Instant, ms since 1970. */
  readonly at: number;
  readonly events: readonly CaseEvent[];
  readonly notices: readonly Notice[];
  readonly refused?: Refusal;
  readonly repeated?: true;
}

/** The case as it stands, with all that is needed to judge it. */
export interface Standing {
  readonly current: Case;
  readonly context: Context;
}

/**
 * Where one case of a story happens: in memory, or through the pipe and a database. A runner is made for one case and
 * thrown away after it.
 */
export interface Runner {
  /** Carries out a command at an instant; the first one files the case. */
  submit(order: Order, at: number): Promise<Turn>;
  /** When the case does something by itself next, as things stand; undefined before it exists and when nothing will. */
  nextTick(): Promise<number | undefined>;
  /** Looks at the case at this instant, and lets come true what is due. */
  tick(at: number): Promise<Turn>;
  standing(at: number): Promise<Standing>;
  /** From now on these are the people; the case is judged again. */
  change(people: People, at: number): Promise<Turn>;
  /** From now on this is known of other cases; the case is judged again. Only where no store counts for itself. */
  learn?(known: Partial<Known>, at: number): Promise<Turn>;
}

/** What a case knows of others: how many are alike, and the lists on which its subject stands. */
export type Known = Pick<Context, "counts" | "listed">;

/** What a command has brought about, and the case as it leaves it. */
type Decided = Pick<Extract<Decision, { readonly after: Case }>, "after" | "events">;

/** A case in memory: the rules alone, without database, Slack or waiting. */
export function rulesAlone(stage: Stage): Runner {
  let current: Case = NO_CASE;
  let people = stage.people;
  let known: Known = { counts: {}, listed: [] };
  let now = 0;

  /** Whatever list the case has put its subject on, the next look at it knows, as the store would. */
  function contextAt(at: number, kind: string = current.kind): Context {
    const listed = [...new Set([...known.listed, ...current.onLists])].toSorted();
    return { ...stage, regulation: regulationOf(kind, stage.regulation), people, ...known, listed, now: at };
  }

  function give(order: Order, at: number): Turn {
    now = Math.max(now, at);
    const context = contextAt(now, order.command.type === "file" ? order.command.kind : current.kind);
    const decision = decide(current, order, context);
    if ("refused" in decision) return { at: now, events: [], notices: [], refused: decision.refused };
    if ("repeated" in decision) return { at: now, events: [], notices: [], repeated: true };
    const before = current;
    const { after, events } = withNumber(decision, context);
    current = after;
    const gone = events.flatMap((event) => (event.type === "unlisted" ? [event.list] : []));
    known = { ...known, listed: known.listed.filter((list) => !gone.includes(list)) };
    return { at: now, events, notices: noticesOf(before, events, current, context) };
  }

  /** A regulation may give the number only at a step; then it comes when that step is done. */
  function withNumber({ after, events }: Decided, { now: at, desk }: Context): Decided {
    const spec = stage.regulation.number;
    const given = events.findLast((event) => event.type === "step-done" && event.step === spec?.givenAt);
    if (spec === undefined || given === undefined || after.number !== undefined) return { after, events };
    const number = caseNumber(spec, {
      serial: 1,
      at: spec.dated === "received" ? after.firstReceivedAt : at,
      zone: desk.zone,
    });
    const event: CaseEvent = { type: "numbered", number, at, by: given.by };
    return { after: evolve(after, event), events: [...events, event] };
  }

  function rejudged(at: number): Turn {
    if (current.version === 0) return { at, events: [], notices: [] };
    return give({ command: { type: "rejudge" }, by: DESK, key: "" }, at);
  }

  function numbered(order: Order, at: number): Order {
    const { command } = order;
    const spec = stage.regulation.number ?? { pattern: HOUSE_PATTERN };
    const later = "givenAt" in spec && spec.givenAt !== undefined;
    if (command.type !== "file" || command.number !== undefined || later) return order;
    const number = caseNumber(spec, { serial: 1, at: command.receivedAt ?? at, zone: stage.desk.zone });
    return { ...order, command: { ...command, number } };
  }

  return {
    submit: async (order, at) => give(numbered(order, at), at),
    nextTick: async () => (current.version === 0 ? undefined : nextTick(current, contextAt(now))),
    tick: async (at) => give({ command: { type: "tick" }, by: DESK, key: "" }, at),
    standing: async (at) => ({ current, context: contextAt(Math.max(now, at)) }),
    change: async (changed, at) => {
      people = changed;
      return rejudged(at);
    },
    learn: async (learnt, at) => {
      known = { ...known, ...learnt };
      return rejudged(at);
    },
  };
}
