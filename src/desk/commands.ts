import type { Money } from "../regulation/shape.ts";
import type { Actor, RequestDetail, RequestOf } from "./events.ts";
import type { Facts, FileRef } from "./facts.ts";
import type { Dues } from "./moved.ts";

/** What somebody wants done to a case. The pipe adds who, when and the key of the request. */
export type Command =
  | {
      readonly type: "file";
      readonly kind: string;
      /** When the customer spoke; now when absent. */
      readonly receivedAt?: number;
      readonly facts: Facts;
      readonly files?: readonly FileRef[];
      readonly source?: {
        readonly channel: string;
        readonly ts?: string;
        readonly permalink?: string;
        readonly text: string;
      };
      /** The number that the store has drawn for it. */
      readonly number?: string;
    }
  | { readonly type: "tick" }
  /** Judge again because a count, the calendar or the people changed; `former`: the ends by the calendar as it was. */
  | { readonly type: "rejudge"; readonly former?: Dues }
  | {
      readonly type: "do";
      readonly step: string;
      /** When it was really done, if earlier than now. */
      readonly doneAt?: number;
      readonly lateReason?: string;
      readonly answers?: Facts;
      readonly files?: readonly FileRef[];
      readonly note?: string;
      readonly instance?: string;
    }
  | { readonly type: "undo"; readonly step: string; readonly reason: string }
  | { readonly type: "skip"; readonly step: string; readonly reason: string }
  | { readonly type: "answer"; readonly facts: Facts; readonly cleared?: readonly string[]; readonly reason?: string }
  /** What applies now; `level` only to differ from the criteria, with a reason. */
  | {
      readonly type: "set-level";
      readonly facts?: Facts;
      readonly cleared?: readonly string[];
      readonly level?: string;
      readonly reason: string;
    }
  | { readonly type: "find"; readonly finding: string; readonly value: string; readonly reason: string }
  | { readonly type: "escalate"; readonly to?: string; readonly reason: string; readonly needs?: readonly string[] }
  | {
      readonly type: "decide";
      readonly choice: "carry-on" | "take-over" | "give-to" | "grant-time" | "grant-money" | "not-valid";
      readonly text: string;
      readonly department?: string;
      readonly person?: string;
      readonly until?: number;
      readonly amount?: Money;
      /** How the money is given. */
      readonly form?: string;
    }
  | { readonly type: "reassign"; readonly department?: string; readonly person?: string; readonly reason: string }
  | {
      readonly type: "hand-over";
      readonly department: string;
      readonly person?: string;
      readonly reason: string;
      readonly agreed?: string;
    }
  | { readonly type: "take-over" }
  | { readonly type: "decline-hand-over"; readonly reason: string }
  | { readonly type: "ask"; readonly of: RequestOf; readonly detail: RequestDetail; readonly reason: string }
  | {
      readonly type: "answer-request";
      readonly request: string;
      readonly yes: boolean;
      readonly reason?: string;
      /** Another time, or a smaller sum, than asked for. */
      readonly until?: number;
      readonly amount?: Money;
      /** Who took part in the decision of a body. */
      readonly present?: readonly string[];
    }
  | { readonly type: "take-back"; readonly request: string }
  | { readonly type: "wait"; readonly reason: string; readonly until: number; readonly text?: string }
  | { readonly type: "resume" }
  | {
      readonly type: "contact";
      readonly how: string;
      readonly when?: number;
      readonly said: string;
      readonly promisedUntil?: number;
    }
  | { readonly type: "look" }
  /** A call that reached nobody. A call that did is `do callback` with a verdict. */
  | { readonly type: "not-reached"; readonly nextAt: number; readonly note?: string }
  /** The call is made later than the reminder came: it comes again then. */
  | { readonly type: "postpone-call"; readonly nextAt: number; readonly note?: string }
  | { readonly type: "withdraw"; readonly reason: string; readonly how?: string; readonly files?: readonly FileRef[] }
  | { readonly type: "not-valid"; readonly ground: string; readonly facts: string; readonly customerTold?: boolean }
  | { readonly type: "merge"; readonly into: string; readonly reason: string }
  | { readonly type: "reopen"; readonly reason: string; readonly sameOwner: boolean }
  /** `restrict`: from now on only those named in the case may read it, and its card stands in the restricted channel. */
  | { readonly type: "recuse"; readonly person: string; readonly reason: string; readonly restrict?: boolean }
  | { readonly type: "link"; readonly other: string; readonly how: "related" | "duplicate" | "repeat" }
  | { readonly type: "comment-proposal"; readonly proposal: string; readonly text: string }
  | {
      readonly type: "decide-proposal";
      readonly proposal: string;
      readonly yes: boolean;
      readonly text: string;
      readonly amount?: number;
    }
  | { readonly type: "explain-miss"; readonly clock: string; readonly reason: string }
  | {
      readonly type: "note";
      readonly text: string;
      readonly files?: readonly FileRef[];
      readonly message?: { readonly channel: string; readonly ts: string };
    }
  | {
      readonly type: "change-note";
      readonly message: { readonly channel: string; readonly ts: string };
      readonly text?: string;
      readonly removed: boolean;
    }
  | { readonly type: "report-undelivered"; readonly what: string; readonly where: string; readonly reason: string }
  /** Putting the case's subject on a list by hand, or taking it off. */
  | { readonly type: "list"; readonly list: string }
  | { readonly type: "unlist"; readonly list: string; readonly reason: string }
  | { readonly type: "plan-correction"; readonly what: string; readonly owner: string; readonly due: number }
  | { readonly type: "do-correction"; readonly correction: string; readonly text: string }
  | { readonly type: "check-correction"; readonly correction: string; readonly works: boolean; readonly text: string }
  | { readonly type: "pay"; readonly amount: Money; readonly note?: string }
  | { readonly type: "change-kind"; readonly kind: string; readonly reason: string }
  /** The case goes on under another edition of its regulation; `former` is how its limits ended under the one before. */
  | { readonly type: "move-edition"; readonly edition: string; readonly reason: string; readonly former?: Dues };

export type CommandType = Command["type"];

/** A command with who gave it, and the key by which a repeat is known. */
export interface Order {
  readonly command: Command;
  /** A person's id, or `desk` for timers. */
  readonly by: Actor;
  /** View id + hash, event id, action ts, timer slot. */
  readonly key: string;
  /** `Case.version` that the person saw; absent for presses on cards, which are always drawn from the record. */
  readonly seen?: number;
}

/** Why nothing was done. The texts are in locales under `refusal.<code>`; `params` fill their gaps. */
export type RefusalCode =
  | "no-such-case"
  | "same-edition"
  | "not-yours"
  | "not-allowed"
  | "no-such-step"
  | "step-not-open"
  | "step-already-done"
  | "step-waits-for"
  | "step-not-applicable"
  | "already-ended"
  | "not-ended"
  | "archived"
  | "moved-on"
  | "answer-missing"
  | "answer-unfit"
  | "time-in-future"
  | "time-before-start"
  | "time-before-now"
  | "late-reason-missing"
  | "reason-missing"
  | "too-long"
  | "no-such-level"
  | "level-unchanged"
  | "no-such-department"
  | "no-such-person"
  | "accused-cannot"
  | "no-extension"
  | "extension-not-later"
  | "extension-too-long"
  | "extension-once"
  | "request-open"
  | "no-such-request"
  | "request-answered"
  | "own-request"
  | "not-waiting"
  | "already-waiting"
  | "no-such-waiting-reason"
  | "waiting-too-long"
  | "nothing-to-pause"
  | "no-rung-above"
  | "no-escalation"
  | "no-hand-over"
  | "must-be-satisfied"
  | "reopen-window-over"
  | "same-case"
  | "kind-unknown"
  | "no-such-proposal"
  | "no-such-list"
  | "already-listed"
  | "no-such-correction"
  | "in-person"
  | "amount-not-approved"
  | "amount-above-asked";

export interface Refusal {
  readonly code: RefusalCode;
  /** The field of the form that it belongs to: a field id, `doneAt`, `reason`, `until`, `department`, … */
  readonly field?: string;
  readonly params?: { readonly [name: string]: string | number };
}
