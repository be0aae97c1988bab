import type { ActResults, Failed } from "../protocol.ts";
import type { Sandbox } from "../sandbox.ts";
import { addMember, appOf, canSee, isDirect, openDm, removeMember } from "../world/conversations.ts";
import { amend, findMessage, post, remove, repliesTo } from "../world/messages.ts";
import type { Channel, Message, Person } from "../world/nouns.ts";
import { richTextOf } from "../world/rich-text.ts";
import { typedText } from "../world/text.ts";
import type { World } from "../world/world.ts";
import { generatedId } from "../blocks/normalise.ts";
import { messageSeen } from "../see/messages.ts";
import { say, type Word } from "../words.ts";

const PAGE = 50;

export function failed(person: Person, error: string, word: Word): Failed {
  return { ok: false, error, words: say(person.locale, word) };
}

/** The conversation, where this person may look into it. */
export function visible(world: World, person: Person, id: string): Channel | undefined {
  const channel = world.channels.get(id);
  return channel && canSee(channel, person.id) ? channel : undefined;
}

export function look(
  world: World,
  person: Person,
  at: { conversation: string; before?: string | undefined; limit?: number | undefined },
): ActResults["look"] {
  const channel = visible(world, person, at.conversation);
  if (!channel) return failed(person, "channel_not_found", "gone");
  const { before } = at;
  const older = before === undefined ? channel.timeline : channel.timeline.filter((message) => message.ts < before);
  const shown = older.slice(-(at.limit ?? PAGE));
  return {
    ok: true,
    messages: shown.map((message) => messageSeen(world, message, person.id)),
    hasMore: shown.length < older.length,
  };
}

export function thread(world: World, person: Person, at: { conversation: string; ts: string }): ActResults["thread"] {
  const channel = visible(world, person, at.conversation);
  const parent = channel?.byTs.get(at.ts);
  if (!channel || !parent) return failed(person, "thread_not_found", "gone");
  const all = [parent, ...repliesTo(channel, parent.ts)];
  return { ok: true, messages: all.map((message) => messageSeen(world, message, person.id)) };
}

export function markRead(world: World, person: Person, at: { conversation: string; ts: string }): ActResults["read"] {
  const channel = visible(world, person, at.conversation);
  if (!channel) return failed(person, "channel_not_found", "gone");
  if ((channel.read.get(person.id) ?? "") >= at.ts) return { ok: true };
  channel.read.set(person.id, at.ts);
  world.tell({ type: "read", channel: channel.id, user: person.id });
  return { ok: true };
}

export interface Saying {
  conversation: string;
  text: string;
  thread?: string | undefined;
  broadcast?: boolean | undefined;
  files?: string[] | undefined;
}

/** A person writes: encoded as Slack stores it, with the rich_text block that its composer makes. */
export function writeMessage(world: World, person: Person, what: Saying): ActResults["say"] {
  const channel = visible(world, person, what.conversation);
  if (!channel) return failed(person, "channel_not_found", "gone");
  if (!channel.members.has(person.id)) return failed(person, "not_in_channel", "notMember");
  if (channel.archived) return failed(person, "is_archived", "archived");
  const files = what.files ?? [];
  if (what.text.trim() === "" && files.length === 0) return failed(person, "no_text", "nothingToSay");
  const parent = what.thread === undefined ? undefined : channel.byTs.get(what.thread);
  if (what.thread !== undefined && !parent) return failed(person, "thread_not_found", "gone");
  const text = typedText(world, what.text);
  const message = post(world, channel, {
    user: person.id,
    text,
    blocks: text === "" ? [] : [{ ...richTextOf(text), block_id: generatedId() }],
    files,
    ...(parent ? { threadTs: parent.threadTs ?? parent.ts, broadcast: what.broadcast ?? false } : {}),
    ...(files.length > 0 ? { subtype: "file_share" } : {}),
  });
  shareFiles(world, message);
  return { ok: true, ts: message.ts };
}

/** Writes into the files where they have been shared. */
export function shareFiles(world: World, message: Message): void {
  for (const id of message.files) {
    const file = world.files.get(id);
    file?.channels.add(message.channel);
    file?.shares.push({
      channel: message.channel,
      ts: message.ts,
      ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }),
    });
  }
}

type At = { conversation: string; ts: string };

function own(world: World, person: Person, at: At): { channel: Channel; message: Message } | Failed {
  const channel = visible(world, person, at.conversation);
  const message = findMessage(world, at.conversation, at.ts, person.id);
  if (!channel || !message) return failed(person, "message_not_found", "gone");
  if (message.user !== person.id) return failed(person, "cant_update_message", "notYours");
  return { channel, message };
}

export function edit(world: World, person: Person, at: At & { text: string }): ActResults["edit"] {
  const found = own(world, person, at);
  if ("ok" in found) return found;
  if (at.text.trim() === "") return failed(person, "no_text", "nothingToSay");
  const text = typedText(world, at.text);
  amend(world, found.message, (message) => {
    message.text = text;
    message.blocks = [{ ...richTextOf(text), block_id: generatedId() }];
    message.edited = { user: person.id, ts: world.ids.ts() };
  });
  return { ok: true };
}

export function takeBack(world: World, person: Person, at: At): ActResults["delete"] {
  const found = own(world, person, at);
  if ("ok" in found) return found;
  remove(world, found.channel, found.message);
  return { ok: true };
}

/** Adds or takes back a reaction; `false` where it was so already. */
export function react(world: World, message: Message, by: { user: string; name: string; remove: boolean }): boolean {
  const found = message.reactions.find((one) => one.name === by.name);
  const has = found?.users.includes(by.user) ?? false;
  if (has !== by.remove) return false;
  if (by.remove && found) found.users = found.users.filter((user) => user !== by.user);
  else if (found) found.users = [...found.users, by.user];
  else message.reactions.push({ name: by.name, users: [by.user] });
  message.reactions = message.reactions.filter((one) => one.users.length > 0);
  world.tell({ type: "reaction", added: !by.remove, message, user: by.user, name: by.name });
  return true;
}

export function join(world: World, person: Person, id: string): ActResults["join"] {
  const channel = visible(world, person, id);
  if (!channel || isDirect(channel)) return failed(person, "channel_not_found", "gone");
  if (channel.archived) return failed(person, "is_archived", "archived");
  addMember(world, channel, person.id);
  return { ok: true };
}

export function leave(world: World, person: Person, id: string): ActResults["leave"] {
  const channel = visible(world, person, id);
  if (!channel || isDirect(channel)) return failed(person, "channel_not_found", "gone");
  removeMember(world, channel, person.id);
  return { ok: true };
}

export function invite(
  world: World,
  person: Person,
  at: { conversation: string; users: string[] },
): ActResults["invite"] {
  const channel = visible(world, person, at.conversation);
  if (!channel || isDirect(channel)) return failed(person, "channel_not_found", "gone");
  if (!channel.members.has(person.id)) return failed(person, "not_in_channel", "notMember");
  if (channel.archived) return failed(person, "is_archived", "archived");
  for (const user of at.users) if (world.people.has(user)) addMember(world, channel, user, person.id);
  return { ok: true };
}

/** Opens a DM; an app on the other side hears that its Messages tab was opened. */
export function openConversation(sandbox: Sandbox, person: Person, users: string[]): ActResults["open-dm"] {
  const { world } = sandbox;
  if (users.length === 0 || users.some((user) => !world.people.has(user))) {
    return failed(person, "user_not_found", "gone");
  }
  const { channel } = openDm(world, [person.id, ...users]);
  const app = appOf(world, channel);
  if (app) {
    const event = { type: "app_home_opened", user: person.id, channel: channel.id, tab: "messages" };
    world.tell({ type: "event", event, app: app.id });
  }
  return { ok: true, conversation: channel.id };
}
