import type { Money } from "../regulation/shape.ts";
import type { Actor, ClockKey, EndHow, EventOf, LevelGround, RequestDetail, RequestOf } from "./events.ts";
import type { Facts, FileRef } from "./facts.ts";

/** One time that a step was done. Undone and reopened ones stay, marked. */
export interface Doing {
  readonly step: string;
  /** When it was done. */
  readonly doneAt: number;
  readonly recordedAt: number;
  readonly by: Actor;
  readonly round: number;
  readonly answers: Facts;
  readonly note?: string;
  readonly instance?: string;
  /** False once the step was opened again. */
  readonly stands: boolean;
  readonly reopened?: EventOf<"steps-reopened">["why"];
  /** Everybody who had to agree has agreed. */
  readonly approved?: true;
}

export interface Level {
  readonly id: string;
  readonly since: number;
  readonly how: EventOf<"level-set">["how"];
  readonly grounds: readonly LevelGround[];
  readonly reason?: string;
  readonly clock?: ClockKey;
  /** What the criteria gave when it was set otherwise. */
  readonly proposed?: string;
  readonly noCriterion: boolean;
}

export interface Miss {
  readonly clock: ClockKey;
  readonly deadline: string;
  readonly step: string;
  readonly due: number;
  /** Who had to do it when it was missed. */
  readonly people: readonly string[];
  readonly foundAt: number;
  /** Recorded late, but done in time. */
  readonly cleared: boolean;
  readonly wrong?: string;
  readonly explained?: string;
  /** People told so far, rung by rung. */
  readonly told: readonly { readonly rung: string; readonly people: readonly string[]; readonly at: number }[];
  readonly chasedAt?: number;
}

export interface Request {
  readonly id: string;
  readonly of: RequestOf;
  readonly by: Actor;
  readonly askedAt: number;
  readonly detail: RequestDetail;
  readonly reason: string;
  readonly role: string;
  readonly approvers: readonly string[];
  readonly answerBy?: number;
  readonly late: boolean;
  readonly remindedAt?: number;
  readonly answer?: {
    readonly yes: boolean;
    readonly present?: readonly string[];
    readonly by: Actor;
    readonly at: number;
    readonly reason?: string;
    readonly until?: number;
    readonly amount?: Money;
  };
  readonly takenBack?: true;
}

export interface Waiting {
  readonly reason: string;
  readonly from: number;
  readonly until: number;
  readonly text?: string;
  readonly endedAt?: number;
}

export interface Extension {
  readonly clock: ClockKey;
  readonly from: number;
  readonly to: number;
  readonly request: string;
  readonly at: number;
}

export interface HandOver {
  readonly department: string;
  readonly person?: string;
  readonly by: Actor;
  readonly reason: string;
  /** What the customer was told or promised so far. */
  readonly agreed?: string;
  readonly offeredAt: number;
  readonly until: number;
}

export interface CallTry {
  readonly attempt: number;
  readonly at: number;
  readonly by: Actor;
  readonly round: number;
  readonly nextAt?: number;
  readonly note?: string;
}

/** When the customer is to be called, as somebody chose: after a call that reached nobody, or because it suits better. */
export interface PlannedCall {
  /** Absent after the last attempt: somebody above decides whether there will be another. */
  readonly at?: number;
  readonly by: Actor;
  readonly round: number;
  /** Place in the history, from 1, of the event that planned it. */
  readonly event: number;
  /** How many calls were planned so far: the reminder of each comes once. */
  readonly nth: number;
}

export interface Contact {
  readonly how: string;
  readonly when: number;
  readonly said: string;
  readonly by: Actor;
  readonly promisedUntil?: number;
}

/** A sanction or reward proposed to the role that decides. */
export interface Proposal {
  readonly id: string;
  readonly consequence: string;
  readonly about: readonly string[];
  readonly decides: string;
  readonly deciders: readonly string[];
  readonly clock?: ClockKey;
  /** The line of the consequence's bands that fitted when it was proposed. */
  readonly band?: number;
  readonly at: number;
  readonly comments: readonly { readonly by: Actor; readonly at: number; readonly text: string }[];
  readonly withdrawn?: string;
  readonly decision?: {
    readonly yes: boolean;
    readonly by: Actor;
    readonly at: number;
    readonly text: string;
    readonly amount?: number;
  };
}

/** Something that is put right so that it does not happen again: by whom, until when, and whether it helped. */
export interface Correction {
  readonly id: string;
  readonly what: string;
  readonly owner: string;
  readonly due: number;
  readonly plannedAt: number;
  readonly done?: { readonly at: number; readonly by: Actor; readonly text: string };
  readonly checked?: { readonly at: number; readonly by: Actor; readonly works: boolean; readonly text: string };
}

/**
 * A case as its events tell it. Everything here is folded from events; deadlines, parts and the next step are
 * computed from it (see clocks.ts, people.ts, steps.ts).
 */
export interface Case {
  /** Number of events folded: what a form was opened on. */
  readonly version: number;
  readonly desk: string;
  readonly edition: string;
  readonly kind: string;
  readonly number?: string;
  readonly recordedAt: number;
  readonly recordedBy: Actor;
  readonly receiver: Actor;
  /** Start of the first round: when the customer first spoke. */
  readonly firstReceivedAt: number;
  /** Starts of all rounds, the first included. */
  readonly roundStarts: readonly number[];
  readonly round: number;
  readonly facts: Facts;
  readonly files: readonly FileRef[];
  readonly source?: EventOf<"received">["source"];
  readonly level?: Level;
  readonly levels: readonly Level[];
  readonly findings: {
    readonly [finding: string]: {
      readonly value: string;
      readonly how: "table" | "person";
      readonly at: number;
      readonly reason?: string;
    };
  };
  readonly doings: readonly Doing[];
  readonly skipped: readonly {
    readonly step: string;
    readonly reason: string;
    readonly at: number;
    readonly stands: boolean;
  }[];
  /** When a field was answered, each time. */
  readonly answeredAt: { readonly [field: string]: readonly number[] };
  /** Who holds a part in person, because they accepted, were named or took over. */
  readonly holders: {
    readonly [part: string]: { readonly person: Actor; readonly role?: string; readonly since: number };
  };
  readonly handOver?: HandOver;
  /** How often another department has taken it over. */
  readonly handOvers: number;
  /** Who was last said to stand in for somebody who is away. */
  readonly standIns?: { readonly [person: Actor]: Actor };
  readonly recused: readonly { readonly person: string; readonly reason: string; readonly at: number }[];
  readonly restricted: boolean;
  readonly warned: { readonly [clock: ClockKey]: readonly number[] };
  readonly misses: readonly Miss[];
  readonly movedDates: { readonly [clock: ClockKey]: number };
  /** Ends of limits that were over when the calendar changed. */
  readonly keptDues?: { readonly [clock: ClockKey]: number };
  readonly waits: readonly Waiting[];
  readonly requests: readonly Request[];
  readonly extensions: readonly Extension[];
  readonly escalations: readonly {
    readonly rung: string;
    readonly people: readonly string[];
    readonly reason: string;
    readonly needs: readonly string[];
    readonly by: Actor;
    readonly at: number;
    readonly decided?: { readonly choice: string; readonly text: string; readonly by: Actor; readonly at: number };
  }[];
  readonly proposals: readonly Proposal[];
  readonly corrections: readonly Correction[];
  /** Lists that this case has put its subject on. */
  readonly onLists: readonly string[];
  readonly contacts: readonly Contact[];
  readonly calls: readonly CallTry[];
  readonly plannedCall?: PlannedCall;
  readonly ended?: {
    readonly how: EndHow;
    readonly at: number;
    readonly by: Actor;
    readonly reason?: string;
    readonly into?: string;
    readonly dropped: readonly string[];
  };
  readonly reopenings: readonly { readonly at: number; readonly by: Actor; readonly reason: string }[];
  readonly archivedAt?: number;
  readonly links: readonly { readonly other: string; readonly how: "related" | "duplicate" | "repeat" }[];
  /** Keys of the requests that have been carried out on this case. */
  readonly done: readonly string[];
  readonly lastEventAt: number;
}
