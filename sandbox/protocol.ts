/**
 * The JSON that passes between the sandbox and whoever acts in it: the page in a browser, tests, other processes.
 *
 * - `GET  /_sandbox/workspace`            → {@link WorkspaceSeen}; whom one can be, before anybody is chosen.
 * - `WS   /_sandbox/see?as=U…[&traffic=1]` → one {@link Update} a frame; the first is a snapshot. The same socket takes
 *   {@link SocketRequest} frames and answers each with an update of type `result`.
 * - `POST /_sandbox/as/U…`                → body {@link Act}, answer {@link ActResults}[act.do].
 * - `POST /_sandbox/control`              → body {@link Deed}, answer {@link DeedResults}[deed.do].
 * - `GET  /_sandbox/clock`                → {@link ClockSeen}. `WS /_sandbox/clock` pushes it at each change.
 * - `GET  /_sandbox/traffic?since=N`      → {@link TrafficEntry}[] with an id above N.
 * - `GET  /_sandbox/files/F…?as=U…`       → the bytes of a file, for the page (an app must use `url_private` and its token).
 *
 * Instants are milliseconds since 1970 UTC of the sandbox's clock, except `ts`, which is Slack's own string.
 * A request that cannot be carried out at all (unknown person, unknown act) answers HTTP 400 with {@link Problem}.
 */
import type { KnownBlock, RichTextBlock } from "@slack/types";
import type { DataVisualizationBlock } from "./chart-block.ts";
import type { ClockSeen, Deed, DeedResults, Fault, TrafficEntry } from "./protocol-control.ts";

// ───────────────────────────── what a person sees ─────────────────────────────

export interface WorkspaceSeen {
  team: TeamSeen;
  /** People that can be acted as; no bots, no deactivated people. */
  people: PersonSeen[];
  clock: ClockSeen;
}

export interface TeamSeen {
  id: string;
  name: string;
  domain: string;
}

export interface PersonSeen {
  id: string;
  /** The handle, without @. */
  name: string;
  /** What Slack shows beside messages. */
  displayName: string;
  title: string;
  /** BCP-47 with region, as Slack gives it: "en-US", "zh-CN". */
  locale: string;
  /** IANA zone. */
  tz: string;
  admin: boolean;
  bot: boolean;
  deactivated: boolean;
  /** The app, when this is an app's bot user. */
  app?: string;
}

export interface GroupSeen {
  id: string;
  handle: string;
  name: string;
  members: string[];
}

export interface AppSeen {
  id: string;
  name: string;
  /** The user id of its bot. */
  botUser: string;
  homeTab: boolean;
  messagesTab: boolean;
  /** False when no app answers there: no open socket, or no request URL. */
  connected: boolean;
  commands: { command: string; description: string; usageHint: string }[];
  globalShortcuts: { callbackId: string; name: string; description: string }[];
  messageShortcuts: { callbackId: string; name: string; description: string }[];
}

export type ConversationKind = "public" | "private" | "dm" | "group-dm" | "app";

export interface ConversationSeen {
  id: string;
  kind: ConversationKind;
  /** Channel name without #; for DMs the other people's display names. */
  name: string;
  topic: string;
  purpose: string;
  archived: boolean;
  /** Whether this person is in it. Public channels are seen by everybody, private ones by their members. */
  member: boolean;
  members: string[];
  /** Messages (not thread replies) after `lastRead` by somebody else. */
  unread: number;
  /** How many of them mention this person; in DMs all of them. */
  mentions: number;
  lastRead: string;
  /** `ts` of the newest message, "" when there is none. */
  latest: string;
  /** For kind `app`. */
  app?: string;
  bookmarks: { id: string; title: string; link: string; emoji: string }[];
}

/** A block as Slack gives it back: checked against the limits, with `block_id` and `action_id` filled in. */
export type SeenBlock = (KnownBlock | DataVisualizationBlock) & { block_id?: string };

/** A legacy attachment; `blocks` inside it are checked as message blocks are. */
export interface SeenAttachment {
  id?: number;
  color?: string;
  fallback?: string;
  pretext?: string;
  title?: string;
  title_link?: string;
  text?: string;
  footer?: string;
  fields?: { title: string; value: string; short?: boolean }[];
  blocks?: SeenBlock[];
}

export type Author =
  | { kind: "person"; id: string; name: string }
  | { kind: "app"; id: string; name: string; app: string; botId: string; iconUrl?: string; iconEmoji?: string }
  /** Slack itself, e.g. "/x failed with the error …". Only ever seen in ephemeral messages. */
  | { kind: "slack"; id: "USLACKBOT"; name: "Slackbot" };

export interface FileSeen {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  /** Where the page can read it, relative to the sandbox's address (ask for it with `?as=`). */
  url: string;
}

export interface MessageSeen {
  conversation: string;
  ts: string;
  /** The parent's ts; equal to `ts` on a parent that has replies. */
  threadTs?: string;
  author: Author;
  /** mrkdwn, entities encoded, as Slack stores it. Shown when there are no blocks. */
  text: string;
  mrkdwn: boolean;
  /** e.g. "channel_join", "me_message", "thread_broadcast", "bot_message". */
  subtype?: string;
  blocks: SeenBlock[];
  attachments: SeenAttachment[];
  files: FileSeen[];
  reactions: { name: string; users: string[] }[];
  edited: boolean;
  pinned: boolean;
  /** Seen by this person only; gone after a reload (a new snapshot). */
  ephemeral: boolean;
  replyCount: number;
  replyUsers: string[];
  latestReply?: string;
  /** What this person has chosen in the message's own elements. */
  state: EnteredState;
  /** An action of this person on it failed: what Slack shows beside the message until the next action. */
  trouble?: Trouble;
}

export interface ViewSeen {
  id: string;
  app: string;
  callbackId: string;
  externalId: string;
  hash: string;
  blocks: SeenBlock[];
  /** What is in the fields now. After a views.update Slack keeps what stood where block_id and action_id are unchanged. */
  state: EnteredState;
  trouble?: Trouble;
}

export interface ModalSeen extends ViewSeen {
  title: string;
  /** Absent: no submit button. */
  submit?: string;
  /** "Cancel"/"Close" in this person's language when the app gave none. */
  close: string;
  clearOnClose: boolean;
  root: string;
  previous: string | null;
  /** Sentences beside input blocks, by block_id: from the app, or from Slack itself (required fields). */
  errors: Record<string, string>;
  /** A submission is under way: fields locked, spinner on the submit button. */
  loading: boolean;
}

export interface HomeSeen extends Omit<ViewSeen, "callbackId" | "externalId"> {
  /** False: the app never published a view for this person. */
  published: boolean;
}

/** What Slack says when an app does not do its part. */
export interface Trouble {
  /** Slack's own code: "operation_timeout", "dispatch_failed", "http_service_error", … */
  error: string;
  /** The sentence, in the person's language. */
  words: string;
}

export interface Snapshot {
  team: TeamSeen;
  me: PersonSeen;
  people: PersonSeen[];
  groups: GroupSeen[];
  apps: AppSeen[];
  conversations: ConversationSeen[];
  /** Open modal, bottom to top; at most three. Empty: no modal. */
  modals: ModalSeen[];
  clock: ClockSeen;
  faults: Fault[];
}

export type Update =
  | ({ type: "snapshot" } & Snapshot)
  /** New or changed; the same conversation and ts replaces. Thread replies come here too (threadTs ≠ ts). */
  | { type: "message"; message: MessageSeen }
  | { type: "gone"; conversation: string; ts: string }
  | { type: "conversation"; conversation: ConversationSeen }
  | { type: "left"; conversation: string }
  /** The whole stack, at each change of any part of it. */
  | { type: "modals"; modals: ModalSeen[] }
  | { type: "home"; home: HomeSeen }
  | { type: "person"; person: PersonSeen }
  | { type: "group"; group: GroupSeen }
  | { type: "app"; app: AppSeen }
  /** A word from Slack that belongs to no message or modal: a shortcut that failed, and the like. */
  | { type: "toast"; trouble: Trouble }
  | { type: "clock"; clock: ClockSeen }
  | { type: "faults"; faults: Fault[] }
  /** Only when the socket was opened with traffic=1; an entry comes again, with the same id, when it is answered. */
  | { type: "traffic"; entry: TrafficEntry }
  | { type: "result"; id: number; result: ActResults[Act["do"]] | DeedResults[Deed["do"]] | Problem };

export type SocketRequest = { id: number; act: Act } | { id: number; deed: Deed };

export interface Problem {
  ok: false;
  error: string;
  words: string;
}

// ───────────────────────────── what a person does ─────────────────────────────

/**
 * What stands in an element: text; an option's `value`; options' values; a date "2026-11-02"; a time "09:30"; a date and time
 * in seconds; an id or ids of people, channels, files; rich text. `null` (or []) when empty.
 */
export type Entered = string | number | string[] | RichTextBlock | null;

/** block_id → action_id → what stands there. */
export type EnteredState = Record<string, Record<string, Entered>>;

/** Where an element stands: a message (ephemeral ones too) or a view (modal or Home) by its id. */
export type Place = { conversation: string; ts: string } | { view: string };

export interface OptionSeen {
  value: string;
  text: string;
  description?: string;
}

export type Act =
  /** The newest messages, or those before `before`; oldest first. Public channels can be looked at without joining. */
  | { do: "look"; conversation: string; before?: string; limit?: number }
  | { do: "thread"; conversation: string; ts: string }
  | { do: "read"; conversation: string; ts: string }
  | { do: "say"; conversation: string; text: string; thread?: string; broadcast?: boolean; files?: string[] }
  | { do: "edit"; conversation: string; ts: string; text: string }
  | { do: "delete"; conversation: string; ts: string }
  | { do: "react"; conversation: string; ts: string; name: string; remove?: boolean }
  /** The whole line: "/complaint the lift stops". `thread` only to be told that Slack takes no commands in threads. */
  | { do: "command"; conversation: string; text: string; thread?: string }
  | { do: "message-shortcut"; conversation: string; ts: string; app: string; callbackId: string }
  | { do: "global-shortcut"; app: string; callbackId: string }
  /**
   * Press a button or choose in an element. The sandbox sends block_actions when Slack would: always outside input blocks;
   * inside them with `dispatch_action` (for texts, as the element's config says about `by`). `state`: what stands in all the
   * surface's elements, when the actor kept it to himself. Confirm dialogs have been answered before.
   */
  | {
      do: "use";
      place: Place;
      block: string;
      action: string;
      value?: Entered;
      by?: "enter" | "character";
      state?: EnteredState;
    }
  /** What an external select offers for the words typed so far; users and conversations too. */
  | { do: "options"; place: Place; block: string; action: string; query: string }
  | { do: "submit"; view: string; state?: EnteredState }
  /** `all`: the ✕ that closes the whole stack; otherwise the Cancel button of this view. */
  | { do: "close"; view: string; all?: boolean }
  | { do: "home"; app: string }
  /** Opens the DM with these people (or an app's bot user); an app hears app_home_opened with tab `messages`. */
  | { do: "open-dm"; users: string[] }
  /** Bytes for `say` or for a file_input; belongs to nobody until used. */
  | { do: "upload"; name: string; mimetype: string; base64: string }
  | { do: "join"; conversation: string }
  | { do: "leave"; conversation: string }
  | { do: "invite"; conversation: string; users: string[] };

export type Done = { ok: true };
export type Failed = { ok: false } & Trouble;

export interface ActResults {
  look: { ok: true; messages: MessageSeen[]; hasMore: boolean } | Failed;
  thread: { ok: true; messages: MessageSeen[] } | Failed;
  read: Done | Failed;
  say: { ok: true; ts: string } | Failed;
  edit: Done | Failed;
  delete: Done | Failed;
  react: Done | Failed;
  /** `ok` when the app acknowledged in time. */
  command: Done | Failed;
  "message-shortcut": Done | Failed;
  "global-shortcut": Done | Failed;
  /** `sent`: whether a block_actions went to the app. */
  use: { ok: true; sent: boolean } | Failed;
  options: { ok: true; options: OptionSeen[]; groups: { label: string; options: OptionSeen[] }[] } | Failed;
  /** `outcome`: what the app answered; `errors` stay in the modal. `invalid`: Slack itself held it back, nothing was sent. */
  submit: { ok: true; outcome: "closed" | "errors" | "invalid" | "update" | "push" | "clear" } | Failed;
  close: Done | Failed;
  home: { ok: true; home: HomeSeen } | Failed;
  "open-dm": { ok: true; conversation: string } | Failed;
  upload: { ok: true; file: FileSeen } | Failed;
  join: Done | Failed;
  leave: Done | Failed;
  invite: Done | Failed;
}
