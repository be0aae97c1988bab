import type { ClockKey } from "./events.ts";

/** What a direct message is about; it decides wording and buttons. */
export type PingKind =
  | "new-for-you"
  | "due-soon"
  | "missed-owner"
  | "missed-rung"
  | "still-late-owner"
  | "still-late-rung"
  | "callback"
  | "decide"
  | "approval"
  | "approval-reminder"
  | "approval-answered"
  | "hand-over"
  | "promise"
  | "informed"
  | "sent-back"
  | "restricted";

const REMINDERS: readonly PingKind[] = ["due-soon", "promise", "missed-owner", "still-late-owner"];

/** Says only what the morning's digest says as well; nobody waits for an answer to it. */
export function isReminder(ping: PingKind): boolean {
  return REMINDERS.includes(ping);
}

/**
 * Something that somebody must get. Notices carry no words: they are drawn from the record when they are sent, so
 * that a late delivery shows the truth and one that has lost its sense is dropped.
 */
export type Notice =
  /** Draw the case's cards anew: post where one is missing, update where one stands, mark where it has left. */
  | { readonly kind: "card" }
  /** One line in the thread for the event with this number (1-based place in the history). */
  | { readonly kind: "line"; readonly event: number; readonly broadcast: boolean }
  | {
      readonly kind: "ping";
      readonly ping: PingKind;
      readonly person: string;
      /** The event that it stands for; with kind, person and case it makes the key by which it is sent once. */
      readonly event: number;
      readonly clock?: ClockKey;
      readonly request?: string;
      /** Not before this instant (quiet hours). */
      readonly notBefore?: number;
    }
  /** A role held by a user group: one mention in the thread instead of many direct messages. */
  | {
      readonly kind: "group-ping";
      readonly group: string;
      readonly event: number;
      readonly ping: PingKind;
      readonly clock?: ClockKey;
      readonly notBefore?: number;
    }
  /** Pings of this case that are answered, overtaken or finished lose their buttons and say so. */
  | { readonly kind: "settle-pings" }
  | { readonly kind: "administrators"; readonly about: "nobody-in-role" | "not-delivered"; readonly event: number };

/** One message that the app has sent or is about to send. */
export interface Post {
  /** Stamped into the message's metadata, so that a lost answer can be looked up before sending again. */
  readonly id: string;
  /** Absent for digests and other posts of the desk. */
  readonly caseId?: string;
  /** Unique: the same key is never posted twice. */
  readonly key: string;
  readonly kind: "card" | "line" | "ping" | "ping-list" | "group-ping" | "digest" | "administrators" | "report";
  /** Where it stands; for direct messages the person's id until the conversation's id is known. */
  readonly channel: string;
  readonly ts?: string;
  readonly person?: string;
  readonly ping?: PingKind;
  /** When it was begun (ms since 1970). */
  readonly at: number;
  /** begun = perhaps sent; sent = its ts is known; ended = given up, with the reason; settled = its buttons are gone. */
  readonly state: "begun" | "sent" | "ended" | "settled";
  readonly reason?: string;
  /** Of the content last sent, so that nothing is updated for nothing. */
  readonly fingerprint?: string;
}

/** Where the deliverer keeps account of its posts. The store implements it. */
export interface PostBook {
  /** Takes the key; `fresh` is false when it was taken before (then a begun post may have been sent already). */
  begin(
    post: Pick<Post, "caseId" | "key" | "kind" | "channel" | "person" | "ping">,
  ): Promise<Post & { readonly fresh: boolean }>;
  sent(
    id: string,
    where: { readonly channel: string; readonly ts: string; readonly fingerprint?: string },
  ): Promise<void>;
  change(
    id: string,
    change: { readonly state?: Post["state"]; readonly reason?: string; readonly fingerprint?: string },
  ): Promise<void>;
  ofCase(caseId: string): Promise<readonly Post[]>;
  byKey(key: string): Promise<Post | undefined>;
  /** Pings and lists of pings to one person begun at or after an instant, oldest first: three of them become one list. */
  pingsTo(person: string, since: number): Promise<readonly Post[]>;
}

/** A notice on its way: what the queue holds. First in, first out for each case. */
export interface Delivery {
  readonly id: string;
  readonly caseId: string;
  readonly notice: Notice;
}

/**
 * Sends one delivery. Resolves when it is sent or has ended for good (recorded on the case); rejects with
 * `{ retryAfterSeconds }` when it should be tried again later, with `{ away: true }` when nobody answered.
 */
export type Deliver = (delivery: Delivery) => Promise<void>;

/** A post that belongs to no single case: what the timers queue in the morning. It is drawn when it is sent. */
export type DeskPost =
  /** Without a department: what still lies at the desk itself. `day` (`YYYY-MM-DD`) makes the key: once a day. */
  | { readonly kind: "channel-digest"; readonly desk: string; readonly department?: string; readonly day: string }
  | { readonly kind: "person-digest"; readonly desk: string; readonly person: string; readonly day: string }
  /** To the administrators: holidays are known until this day (`YYYY-MM-DD`) only. */
  | { readonly kind: "horizon"; readonly desk: string; readonly until: string };

/** Sends one post of the desk, on the same terms as `Deliver`. */
export type SendPost = (post: DeskPost) => Promise<void>;
