import type { JsonObject } from "../json.ts";
import type { EnteredState, Trouble } from "../protocol.ts";

/** The things that a workspace holds, as the sandbox keeps them. Slack's shapes of them are made in api/shapes.ts, a person's view of them in see/. */

export interface Team {
  id: string;
  name: string;
  domain: string;
}

export interface Person {
  id: string;
  name: string;
  realName: string;
  displayName: string;
  title: string;
  email: string;
  locale: string;
  tz: string;
  admin: boolean;
  deactivated: boolean;
  /** The app whose bot user this is. */
  app?: string;
  updated: number;
}

export interface Group {
  id: string;
  handle: string;
  name: string;
  members: string[];
  updated: number;
}

export interface App {
  id: string;
  name: string;
  botUser: string;
  botId: string;
  appToken?: string;
  signingSecret: string;
  verificationToken: string;
  clientId: string;
  clientSecret: string;
  redirectUrls: string[];
  scopes: Set<string>;
  socketMode: boolean;
  requestUrl?: string;
  commands: {
    command: string;
    description: string;
    usageHint: string;
    shouldEscape: boolean;
    url?: string | undefined;
  }[];
  shortcuts: { type: "message" | "global"; callbackId: string; name: string; description: string }[];
  events: Set<string>;
  homeTab: boolean;
  messagesTab: boolean;
  delayedEvents: boolean;
  tokenRotation: boolean;
  /** False after a revocation of its last token or an uninstallation. */
  installed: boolean;
}

export interface Token {
  value: string;
  app: string;
  kind: "bot" | "app" | "user";
  user: string;
  scopes: Set<string>;
  state: "good" | "revoked";
  /** Instant from which it is `token_expired`. */
  expires?: number;
}

/** What oauth.v2.access exchanges for a token. */
export interface Code {
  code: string;
  app: string;
  user: string;
  redirectUri: string;
  scopes: string[];
  expires: number;
}

export interface Channel {
  id: string;
  kind: "public" | "private" | "im" | "mpim";
  name: string;
  topic: string;
  purpose: string;
  general: boolean;
  archived: boolean;
  created: number;
  creator: string;
  members: Set<string>;
  /** What stands in the channel itself: no thread replies but broadcast ones. Oldest first. */
  timeline: Message[];
  /** Parent ts → replies, oldest first. */
  threads: Map<string, Message[]>;
  byTs: Map<string, Message>;
  /** Person → ts up to which he has read. */
  read: Map<string, string>;
  pins: { ts: string; by: string; at: number }[];
  bookmarks: { id: string; title: string; link: string; emoji: string; by: string; at: number }[];
}

export interface Message {
  channel: string;
  ts: string;
  threadTs?: string;
  user: string;
  /** Set when an app wrote it. */
  app?: string;
  botId?: string;
  username?: string;
  iconUrl?: string;
  iconEmoji?: string;
  subtype?: string;
  text: string;
  mrkdwn: boolean;
  blocks: JsonObject[];
  attachments: JsonObject[];
  files: string[];
  metadata?: { event_type: string; event_payload: JsonObject };
  /** Ids of people and groups, and "!channel" and its like, that it names. */
  named: Set<string>;
  reactions: { name: string; users: string[] }[];
  edited?: { user: string; ts: string };
  /** Human messages carry one. */
  clientMsgId?: string;
  /** Seen by this person only and kept in no history. */
  ephemeralTo?: string;
  /** Person → what he has entered in the message's elements. */
  state: Map<string, EnteredState>;
  trouble: Map<string, Trouble>;
}

export interface View {
  id: string;
  type: "modal" | "home";
  app: string;
  /** Whose screen it is on. */
  user: string;
  callbackId: string;
  externalId: string;
  privateMetadata: string;
  hash: string;
  title?: JsonObject;
  submit?: JsonObject;
  close?: JsonObject;
  blocks: JsonObject[];
  clearOnClose: boolean;
  notifyOnClose: boolean;
  root: string;
  previous: string | null;
  state: EnteredState;
  errors: Record<string, string>;
  loading: boolean;
  trouble?: Trouble;
  /** The conversation in front of which it was opened, for `default_to_current_conversation`. */
  channel?: string;
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  user: string;
  app?: string;
  bytes: Buffer;
  /** Waiting for its bytes, for completeUploadExternal, or there. */
  stage: "waiting" | "uploaded" | "complete" | "deleted";
  expectedLength?: number;
  altText?: string;
  created: number;
  channels: Set<string>;
  shares: { channel: string; ts: string; threadTs?: string }[];
  /** Apps that got it in a file_input: they may read it, though it is shared nowhere. */
  givenTo: Set<string>;
  /** The secret part of its upload address. */
  ticket: string;
}

export interface Trigger {
  id: string;
  app: string;
  user: string;
  expires: number;
  used: boolean;
  channel?: string;
  /** The view that the gesture was made in: only then is there something to push on. */
  view?: string;
}

export interface ResponseUrl {
  path: string;
  app: string;
  user: string;
  channel: string;
  kind: "command" | "action" | "view";
  /** The message whose element was used; commands have none. */
  source?: { ts: string; ephemeral: boolean; threadTs?: string };
  uses: number;
  expires: number;
}

export interface Scheduled {
  id: string;
  app: string;
  channel: string;
  postAt: number;
  created: number;
  text: string;
  cancel: () => void;
}

/** Something that happened in the world; the people's sockets and the apps' event queues listen to it. */
export type Change =
  | { type: "posted"; message: Message }
  | { type: "changed"; message: Message; before: Message }
  /** What a viewer sees of it differs (replies, reactions, pins, trouble, state), but no app hears of it as message_changed. */
  | { type: "touched"; message: Message; only?: string }
  | { type: "deleted"; message: Message; before: Message }
  | { type: "reaction"; added: boolean; message: Message; user: string; name: string }
  | { type: "pin"; added: boolean; message: Message; user: string }
  | { type: "conversation"; channel: string }
  | { type: "event"; channel?: string; event: JsonObject & { type: string }; needs?: string[]; app?: string }
  | { type: "read"; channel: string; user: string }
  | { type: "modals"; user: string }
  | { type: "home"; user: string; app: string }
  | { type: "person"; user: string }
  | { type: "group"; group: string }
  | { type: "app"; app: string }
  | { type: "toast"; user: string; trouble: Trouble };
