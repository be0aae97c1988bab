import { randomUUID } from "node:crypto";
import type { JsonObject } from "../json.ts";
import type { Channel, Message } from "./nouns.ts";
import type { World } from "./world.ts";

/** What a message is made of, before it has a place and a time. */
export interface Draft {
  user: string;
  app?: string;
  botId?: string;
  username?: string;
  iconUrl?: string;
  iconEmoji?: string;
  subtype?: string;
  text: string;
  mrkdwn?: boolean;
  blocks?: JsonObject[];
  attachments?: JsonObject[];
  files?: string[];
  metadata?: { event_type: string; event_payload: JsonObject };
  threadTs?: string;
  broadcast?: boolean;
}

function messageOf(world: World, channel: string, draft: Draft): Message {
  const { broadcast, ...rest } = draft;
  return {
    mrkdwn: true,
    blocks: [],
    attachments: [],
    files: [],
    ...rest,
    ...(broadcast ? { subtype: "thread_broadcast" } : {}),
    ...(draft.app === undefined && draft.subtype === undefined ? { clientMsgId: randomUUID() } : {}),
    channel,
    ts: world.ids.ts(),
    named: namedIn(draft.text, draft.blocks ?? []),
    reactions: [],
    state: new Map(),
    trouble: new Map(),
  };
}

/** Puts a message into a conversation (or a thread of it) and tells everybody who may hear of it. */
export function post(world: World, channel: Channel, draft: Draft): Message {
  const message = messageOf(world, channel.id, draft);
  channel.byTs.set(message.ts, message);
  const parent = message.threadTs === undefined ? undefined : channel.byTs.get(message.threadTs);
  if (parent) {
    const replies = channel.threads.get(parent.ts) ?? [];
    channel.threads.set(parent.ts, [...replies, message]);
  }
  if (!parent || draft.broadcast) {
    channel.timeline.push(message);
    channel.read.set(message.user, message.ts);
  }
  world.tell({ type: "posted", message });
  if (parent) world.tell({ type: "touched", message: parent });
  return message;
}

export function postEphemeral(world: World, channel: Channel, draft: Draft & { to: string }): Message {
  const { to, ...rest } = draft;
  const message: Message = { ...messageOf(world, channel.id, rest), ephemeralTo: to };
  world.ephemerals.set(`${channel.id}/${message.ts}`, message);
  world.tell({ type: "posted", message });
  return message;
}

/** A word from Slack itself to one person. */
export function slackSays(world: World, channel: Channel, to: string, text: string, threadTs?: string): Message {
  return postEphemeral(world, channel, {
    to,
    user: "USLACKBOT",
    subtype: "bot_message",
    text,
    ...(threadTs === undefined ? {} : { threadTs }),
  });
}

/** Changes what a message says; `how` is given the message to change in place. */
export function amend(world: World, message: Message, how: (message: Message) => void): void {
  const before = { ...message };
  how(message);
  message.named = namedIn(message.text, message.blocks);
  world.tell({ type: "changed", message, before });
}

export function remove(world: World, channel: Channel, message: Message): void {
  const before = { ...message };
  world.ephemerals.delete(`${channel.id}/${message.ts}`);
  channel.byTs.delete(message.ts);
  channel.timeline = channel.timeline.filter((other) => other !== message);
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  const siblings = message.threadTs === undefined ? undefined : channel.threads.get(message.threadTs);
  if (siblings && message.threadTs !== undefined) {
    channel.threads.set(
      message.threadTs,
      siblings.filter((other) => other !== message),
    );
  }
  world.tell({ type: "deleted", message, before });
  const parent = message.threadTs === undefined ? undefined : channel.byTs.get(message.threadTs);
  if (parent) world.tell({ type: "touched", message: parent });
}

export function repliesTo(channel: Channel, ts: string): Message[] {
  return channel.threads.get(ts) ?? [];
}

/** Any message this person can see at this place: one of history or an ephemeral one of his. */
export function findMessage(world: World, channel: string, ts: string, viewer?: string): Message | undefined {
  const ephemeral = world.ephemerals.get(`${channel}/${ts}`);
  if (ephemeral && (viewer === undefined || ephemeral.ephemeralTo === viewer)) return ephemeral;
  return world.channels.get(channel)?.byTs.get(ts);
}

/** Messages of others after what the person has read, and how many of them mention him. */
export function unreadOf(world: World, channel: Channel, person: string): { unread: number; mentions: number } {
  const read = channel.read.get(person) ?? "0";
  const direct = channel.kind === "im" || channel.kind === "mpim";
  let unread = 0;
  let mentions = 0;
  for (let at = channel.timeline.length - 1; at >= 0; at -= 1) {
    const message = channel.timeline[at];
    if (!message || message.ts <= read) break;
    if (message.user === person || message.subtype === "channel_join" || message.subtype === "channel_leave") continue;
    unread += 1;
    if (direct || mentionsPerson(world, message, person)) mentions += 1;
  }
  return { unread, mentions };
}

/** Whom a message names: ids of people and groups, "!channel" and its like. Read once, and again when it changes. */
function namedIn(text: string, blocks: readonly JsonObject[]): Set<string> {
  const said = blocks.length > 0 ? text + JSON.stringify(blocks) : text;
  const named = new Set<string>();
  for (const [, entity, json] of said.matchAll(NAMED)) named.add(entity ?? json ?? "");
  return named;
}

const NAMED =
  /<(?:@|!subteam\^)?(!?(?:channel|here|everyone)|[UWS][A-Z0-9]+)(?:\|[^>]*)?>|"(?:user_id|usergroup_id|range)":"([^"]+)"/g;
const EVERYBODY = ["!channel", "!here", "!everyone", "channel", "here", "everyone"];

function mentionsPerson(world: World, message: Message, person: string): boolean {
  const { named } = message;
  if (named.size === 0) return false;
  if (named.has(person) || EVERYBODY.some((one) => named.has(one))) return true;
  return [...world.groups.values()].some((group) => named.has(group.id) && group.members.includes(person));
}
