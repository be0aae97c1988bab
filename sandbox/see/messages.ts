import { elementsOf, stateOf } from "../blocks/elements.ts";
import { surfaceBlocks } from "../blocks/values.ts";
import { isObject, labelAt, type JsonObject } from "../json.ts";
import type {
  Author,
  FileSeen,
  HomeSeen,
  MessageSeen,
  ModalSeen,
  SeenAttachment,
  SeenBlock,
  ViewSeen,
} from "../protocol.ts";
import { repliesTo } from "../world/messages.ts";
import type { Message, StoredFile, View } from "../world/nouns.ts";
import type { World } from "../world/world.ts";
import { say } from "../words.ts";

/** Blocks in the store have been checked against the limits when they came in; this only gives them their type back. */
function areBlocks(blocks: unknown): blocks is SeenBlock[] {
  return Array.isArray(blocks) && blocks.every((block) => isObject(block) && typeof block["type"] === "string");
}

function seenBlocks(blocks: readonly JsonObject[]): SeenBlock[] {
  const copy: unknown = blocks;
  return areBlocks(copy) ? copy : [];
}

function areAttachments(value: unknown): value is SeenAttachment[] {
  return Array.isArray(value) && value.every(isObject);
}

function seenAttachments(attachments: readonly JsonObject[]): SeenAttachment[] {
  const copy: unknown = attachments;
  return areAttachments(copy) ? copy : [];
}

function authorOf(world: World, message: Message): Author {
  if (message.user === "USLACKBOT") return { kind: "slack", id: "USLACKBOT", name: "Slackbot" };
  const person = world.people.get(message.user);
  const app = message.app === undefined ? undefined : world.apps.get(message.app);
  if (!app) return { kind: "person", id: message.user, name: person?.displayName ?? message.user };
  return {
    kind: "app",
    id: message.user,
    name: message.username ?? app.name,
    app: app.id,
    botId: app.botId,
    ...(message.iconUrl === undefined ? {} : { iconUrl: message.iconUrl }),
    ...(message.iconEmoji === undefined ? {} : { iconEmoji: message.iconEmoji }),
  };
}

export function fileSeen(file: StoredFile): FileSeen {
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    size: file.bytes.length,
    url: `/_sandbox/files/${file.id}`,
  };
}

export function messageSeen(world: World, message: Message, viewer: string): MessageSeen {
  const channel = world.channels.get(message.channel);
  const replies = channel ? repliesTo(channel, message.ts) : [];
  const latest = replies.at(-1);
  const threadTs = message.threadTs ?? (latest ? message.ts : undefined);
  const trouble = message.trouble.get(viewer);
  const blocks = surfaceBlocks({ message, user: viewer });
  return {
    conversation: message.channel,
    ts: message.ts,
    ...(threadTs === undefined ? {} : { threadTs }),
    author: authorOf(world, message),
    text: message.text,
    mrkdwn: message.mrkdwn,
    ...(message.subtype === undefined ? {} : { subtype: message.subtype }),
    blocks: seenBlocks(message.blocks),
    attachments: seenAttachments(message.attachments),
    files: message.files.flatMap((id) => world.files.get(id) ?? []).map(fileSeen),
    reactions: message.reactions.map((one) => ({ name: one.name, users: [...one.users] })),
    edited: message.edited !== undefined,
    pinned: channel?.pins.some((pin) => pin.ts === message.ts) ?? false,
    ephemeral: message.ephemeralTo !== undefined,
    replyCount: replies.length,
    replyUsers: [...new Set(replies.map((reply) => reply.user))],
    ...(latest ? { latestReply: latest.ts } : {}),
    state: message.state.get(viewer) ?? (elementsOf(blocks).length > 0 ? stateOf(blocks) : {}),
    ...(trouble ? { trouble } : {}),
  };
}

function viewSeen(view: View): ViewSeen {
  return {
    id: view.id,
    app: view.app,
    callbackId: view.callbackId,
    externalId: view.externalId,
    hash: view.hash,
    blocks: seenBlocks(view.blocks),
    state: view.state,
    ...(view.trouble ? { trouble: view.trouble } : {}),
  };
}

export function modalSeen(world: World, view: View): ModalSeen {
  const submit = labelAt({ submit: view.submit }, "submit");
  const locale = world.people.get(view.user)?.locale ?? "en-US";
  return {
    ...viewSeen(view),
    title: labelAt({ title: view.title }, "title") ?? "",
    ...(submit === undefined ? {} : { submit }),
    close: labelAt({ close: view.close }, "close") ?? say(locale, submit === undefined ? "close" : "cancel"),
    clearOnClose: view.clearOnClose,
    root: view.root,
    previous: view.previous,
    errors: view.errors,
    loading: view.loading,
  };
}

export function homeSeen(world: World, app: string, viewer: string): HomeSeen {
  const view = world.views.get(world.homes.get(`${app}/${viewer}`) ?? "");
  if (!view) return { id: "", app, hash: "", blocks: [], state: {}, published: false };
  const { callbackId: _callback, externalId: _external, ...seen } = viewSeen(view);
  return { ...seen, published: true };
}
