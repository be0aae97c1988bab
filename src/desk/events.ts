import type { Money } from "../regulation/shape.ts";
import type { Facts, FileRef } from "./facts.ts";

/** A person's id, or `desk` for what the app did by itself. */
export type Actor = string;

/** A miss, warning or extension belongs to one run of a deadline: `id#n`, n counting the starts of its clock. */
export type ClockKey = string;

/** Why a level holds: the clauses and the answers that fitted, for people to read. */
export interface LevelGround {
  readonly facts: readonly string[];
  readonly basis: readonly string[];
}

export type EndHow = "closed" | "withdrawn" | "not-valid" | "merged" | "closed-by-time" | (string & {});

/** `close-unreached`: yes closes without having reached the customer, no asks for more attempts. */
export type RequestOf = "extension" | "not-valid" | "lower-level" | "late-record" | "close-unreached" | (string & {});

/** What is asked for; which of these stand in it depends on `of`. */
export interface RequestDetail {
  /** extension: the runs of deadlines it moves, and the new due time. */
  readonly clocks?: readonly ClockKey[];
  readonly until?: number;
  readonly customerTold?: boolean;
  /** lower-level: the facts as they are now. */
  readonly facts?: Facts;
  readonly level?: string;
  /** not-valid: the ground. */
  readonly ground?: string;
  /** late-record, or the approval of a step: which step, and when it was done. */
  readonly step?: string;
  readonly instance?: string;
  /** Approvals in a row: which stage this is, from 0. */
  readonly stage?: number;
  /** compensation: the sum, and how it is given. */
  readonly amount?: Money;
  readonly form?: string;
  /** What the customer himself asked for. */
  readonly wanted?: Money;
  /** A finding decided otherwise than its table. */
  readonly finding?: string;
  readonly value?: string;
  /** The subject of a list. */
  readonly list?: string;
  readonly subject?: string;
  readonly doneAt?: number;
}

type Body =
  // Intake
  | {
      readonly type: "received";
      readonly kind: string;
      readonly desk: string;
      readonly edition: string;
      /** When the customer spoke. */
      readonly receivedAt: number;
      readonly receiver: string;
      readonly facts: Facts;
      readonly files: readonly FileRef[];
      /** The message it was filed from, whole; of a long text typed after a command there is no message. */
      readonly source?: {
        readonly channel: string;
        readonly ts?: string;
        readonly permalink?: string;
        readonly text: string;
      };
    }
  | { readonly type: "numbered"; readonly number: string }
  // Facts and judgements
  | { readonly type: "answered"; readonly facts: Facts; readonly cleared: readonly string[]; readonly reason?: string }
  | {
      readonly type: "level-set";
      readonly level: string;
      /** criteria = proposed and confirmed by the answers; person = chosen with a reason; missed = raised by a miss. */
      readonly how: "criteria" | "person" | "missed" | "rule";
      readonly grounds: readonly LevelGround[];
      readonly reason?: string;
      /** The clock whose miss raised it. */
      readonly clock?: ClockKey;
      /** What the criteria gave at that time, where somebody or something else decided. */
      readonly proposed?: string;
      /** No criterion fitted; the lightest was proposed. */
      readonly noCriterion?: true;
    }
  | {
      readonly type: "found";
      readonly finding: string;
      readonly value: string;
      readonly how: "table" | "person";
      readonly reason?: string;
    }
  // Steps
  | {
      readonly type: "step-done";
      readonly step: string;
      /** When it was done; `at` is when it was recorded. */
      readonly doneAt: number;
      readonly answers: Facts;
      readonly files: readonly FileRef[];
      readonly note?: string;
      /** Why it is recorded for an earlier time. */
      readonly lateReason?: string;
      readonly instance?: string;
    }
  /** Everybody who had to agree to what was done has agreed. */
  | { readonly type: "step-approved"; readonly step: string; readonly instance?: string }
  /** The coordinator allowed the earlier time that was stated. */
  | { readonly type: "step-redated"; readonly step: string; readonly doneAt: number }
  | { readonly type: "step-skipped"; readonly step: string; readonly reason: string }
  | {
      readonly type: "steps-reopened";
      readonly steps: readonly string[];
      readonly why: "redo" | "undone" | "round" | "refused" | "reassigned";
      readonly reason?: string;
    }
  // People
  | { readonly type: "taken"; readonly part: string; readonly person: string; readonly role: string }
  | { readonly type: "named"; readonly part: string; readonly person: string }
  | { readonly type: "reassigned"; readonly department?: string; readonly person?: string; readonly reason: string }
  | {
      readonly type: "hand-over-offered";
      readonly department: string;
      readonly person?: string;
      readonly reason: string;
      readonly agreed?: string;
      readonly until: number;
    }
  | { readonly type: "hand-over-taken" }
  | { readonly type: "hand-over-declined"; readonly reason: string }
  | { readonly type: "hand-over-lapsed" }
  | { readonly type: "recused"; readonly person: string; readonly reason: string; readonly seenBefore: boolean }
  | { readonly type: "restricted"; readonly reason: "accused" | "regulation" | "person" }
  | {
      readonly type: "told";
      readonly roles: readonly string[];
      readonly people: readonly string[];
      readonly basis: readonly string[];
    }
  | {
      readonly type: "nobody-in-role";
      readonly role: string;
      readonly went: readonly string[];
      readonly reason: "vacant" | "absent" | "recused" | "own-request";
    }
  /** A deputy does what would be somebody's who is away. */
  | { readonly type: "stood-in"; readonly person: string; readonly deputy: string }
  // Clocks
  | {
      readonly type: "warned";
      readonly clock: ClockKey;
      readonly deadline: string;
      readonly step: string;
      readonly due: number;
      readonly planned: number;
      readonly people: readonly string[];
    }
  | {
      readonly type: "missed";
      readonly clock: ClockKey;
      readonly deadline: string;
      readonly step: string;
      readonly due: number;
      readonly people: readonly string[];
      readonly rungPeople: readonly string[];
      readonly rung?: string;
      readonly known?: number;
    }
  | { readonly type: "miss-cleared"; readonly clock: ClockKey; readonly deadline: string }
  | { readonly type: "miss-found-wrong"; readonly clock: ClockKey; readonly deadline: string; readonly reason: string }
  | {
      readonly type: "chased";
      readonly clock: ClockKey;
      readonly deadline: string;
      readonly step: string;
      readonly people: readonly string[];
    }
  | {
      readonly type: "rung-told";
      readonly clock: ClockKey;
      readonly deadline: string;
      readonly step: string;
      readonly rung: string;
      readonly people: readonly string[];
    }
  | { readonly type: "miss-explained"; readonly clock: ClockKey; readonly reason: string }
  | {
      readonly type: "dates-moved";
      readonly clock: ClockKey;
      readonly deadline: string;
      readonly from: number;
      readonly to: number;
    }
  /** The calendar changed after this limit had ended: what counts is the end that it had. */
  | { readonly type: "dates-kept"; readonly clock: ClockKey; readonly deadline: string; readonly due: number }
  | { readonly type: "waiting-began"; readonly reason: string; readonly until: number; readonly text?: string }
  | { readonly type: "waiting-ended"; readonly how: "resumed" | "limit" | "ended" }
  // Decisions
  | {
      readonly type: "requested";
      /** Who asks, where that is not who caused the event (the doer of a step, the first asker of a row of approvals). */
      readonly asker?: Actor;
      readonly request: string;
      readonly of: RequestOf;
      readonly detail: RequestDetail;
      readonly reason: string;
      readonly role: string;
      readonly approvers: readonly string[];
      readonly answerBy?: number;
      readonly late: boolean;
    }
  | { readonly type: "request-reminded"; readonly request: string; readonly people: readonly string[] }
  | {
      readonly type: "request-answered";
      readonly request: string;
      readonly yes: boolean;
      readonly present?: readonly string[];
      readonly reason?: string;
      /** Granted otherwise than asked: another time, a smaller sum. */
      readonly until?: number;
      readonly amount?: Money;
    }
  | { readonly type: "request-taken-back"; readonly request: string }
  | {
      readonly type: "extended";
      readonly clock: ClockKey;
      readonly deadline: string;
      readonly from: number;
      readonly to: number;
      readonly request: string;
    }
  | {
      readonly type: "escalated";
      readonly rung: string;
      readonly people: readonly string[];
      readonly reason: string;
      readonly needs: readonly string[];
      readonly how: "person" | "rule";
    }
  | { readonly type: "decided"; readonly choice: string; readonly text: string }
  // Customer
  | {
      readonly type: "contacted";
      readonly how: string;
      readonly when: number;
      readonly said: string;
      readonly promisedUntil?: number;
    }
  | { readonly type: "looked"; readonly what: "contact" }
  | { readonly type: "call-tried"; readonly attempt: number; readonly nextAt?: number; readonly note?: string }
  | { readonly type: "call-postponed"; readonly nextAt: number; readonly note?: string }
  // Rounds, ends
  | {
      readonly type: "round-began";
      readonly round: number;
      readonly startedAt: number;
      readonly step: string;
      readonly reason?: string;
    }
  /** A sanction or reward that the regulation names, for the role that decides; the app carries none out. */
  | {
      readonly type: "proposed";
      readonly proposal: string;
      readonly consequence: string;
      readonly about: readonly string[];
      readonly decides: string;
      readonly deciders: readonly string[];
      readonly clock?: ClockKey;
      /** Which line of the consequence's bands fitted then, from 0: later cases do not change what was proposed. */
      readonly band?: number;
    }
  | { readonly type: "proposal-withdrawn"; readonly proposal: string; readonly reason: string }
  | { readonly type: "proposal-commented"; readonly proposal: string; readonly text: string }
  | {
      readonly type: "proposal-decided";
      readonly proposal: string;
      readonly yes: boolean;
      readonly text: string;
      readonly amount?: number;
    }
  | {
      readonly type: "ended";
      readonly how: EndHow;
      readonly reason?: string;
      readonly into?: string;
      readonly dropped: readonly string[];
      /** Was the customer told of it? */
      readonly customerTold?: boolean;
      /** What proves it: the customer's letter, a message. */
      readonly files?: readonly FileRef[];
    }
  | { readonly type: "reopened"; readonly reason: string; readonly sameOwner: boolean }
  | { readonly type: "archived" }
  | { readonly type: "linked"; readonly other: string; readonly how: "related" | "duplicate" | "repeat" }
  // Lists, duties, correction
  /** The case's vehicle, customer … was put on a list, or taken off. `subject` is its value in the list's own field. */
  | { readonly type: "listed"; readonly list: string; readonly subject: string }
  | { readonly type: "unlisted"; readonly list: string; readonly subject: string; readonly reason: string }
  /** A duty that follows from this case. The pipe opens its occurrence in the same commit. */
  | { readonly type: "duty-opened"; readonly duty: string; readonly key: string; readonly dueAt?: number }
  | {
      readonly type: "correction-planned";
      readonly correction: string;
      readonly what: string;
      readonly owner: string;
      readonly due: number;
    }
  | { readonly type: "correction-done"; readonly correction: string; readonly text: string }
  | { readonly type: "correction-checked"; readonly correction: string; readonly works: boolean; readonly text: string }
  | { readonly type: "kind-changed"; readonly kind: string; readonly reason: string }
  | { readonly type: "edition-moved"; readonly from: string; readonly to: string; readonly reason: string }
  // Record
  | {
      readonly type: "noted";
      readonly text: string;
      readonly files: readonly FileRef[];
      readonly message?: { readonly channel: string; readonly ts: string };
    }
  | {
      readonly type: "note-changed";
      readonly message: { readonly channel: string; readonly ts: string };
      readonly text?: string;
      readonly removed: boolean;
    }
  | { readonly type: "not-delivered"; readonly what: string; readonly where: string; readonly reason: string };

/**
 * What happened to a case, in the past tense. `at` is when it was recorded (ms since 1970), `by` who did it.
 * `requestKey` is the key of the Slack request (or timer) that caused it; every event of a command carries it.
 */
export type CaseEvent = Body & { readonly at: number; readonly by: Actor; readonly requestKey?: string };

export type EventType = CaseEvent["type"];
export type EventOf<T extends EventType> = Extract<CaseEvent, { readonly type: T }>;

/** An event before the pipe has stamped it. */
export type NewEvent = Body;
