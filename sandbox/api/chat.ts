import { appOf, openDm } from "../world/conversations.ts";
import { amend, findMessage, post, postEphemeral, remove, type Draft } from "../world/messages.ts";
import type { Channel, Message } from "../world/nouns.ts";
import { LIMITS } from "../limits.ts";
import {
  channelArg,
  done,
  flagArg,
  isGiven,
  missingScope,
  refuse,
  textArg,
  type Answer,
  type Call,
  type Methods,
} from "./call.ts";
import { readContent, saysSomething, type Content } from "./content.ts";
import { slackMessage } from "./shapes.ts";

export const chatMethods: Methods = {
  "chat.postMessage": {
    scopes: ["chat:write"],
    tier: "special",
    json: true,
    required: ["channel"],
    run: postMessage,
  },
  "chat.postEphemeral": {
    scopes: ["chat:write"],
    tier: 4,
    json: true,
    required: ["channel", "user"],
    run: sendEphemeral,
  },
  "chat.update": { scopes: ["chat:write"], tier: 3, json: true, required: ["channel", "ts"], run: update },
  "chat.delete": { scopes: ["chat:write"], tier: 3, json: true, required: ["channel", "ts"], run: deleteMessage },
  "chat.getPermalink": {
    scopes: [],
    tier: "special",
    json: false,
    required: ["channel", "message_ts"],
    run: getPermalink,
  },
};

function postMessage(call: Call): Answer {
  const place = placeToPost(call);
  if ("error" in place) return place.error;
  const content = readContent(call, { textLimit: { most: LIMITS.message.textTruncated, beyond: "truncate" } });
  if ("error" in content) return content.error;
  if (!saysSomething(content)) return refuse("no_text");
  const look = appearance(call);
  if ("error" in look) return look.error;
  const { channel, threadTs } = place;
  const message = post(call.world, channel, {
    ...draftOf(call, content),
    ...look,
    ...(threadTs === undefined ? {} : { threadTs, broadcast: flagArg(call, "reply_broadcast") }),
  });
  return done({
    channel: channel.id,
    ts: message.ts,
    message: slackMessage(call.world, message, "all"),
    ...warned(content),
  });
}

/** The conversation and thread that a message may go to, or why it may not. */
export function placeToPost(call: Call): { channel: Channel; threadTs?: string } | { error: Answer } {
  const channel = channelToPost(call);
  if ("error" in channel) return channel;
  if (channel.archived) return { error: refuse("is_archived") };
  const app = appOf(call.world, channel);
  if (app?.id === call.app.id && !app.messagesTab) return { error: refuse("messages_tab_disabled") };
  if (!isGiven(call, "thread_ts")) return { channel };
  const parent = channel.byTs.get(textArg(call, "thread_ts") ?? "");
  // A reply's own ts is no thread: Slack wants the parent's.
  if (!parent || (parent.threadTs !== undefined && parent.threadTs !== parent.ts)) {
    return { error: refuse("cannot_reply_to_message") };
  }
  return { channel, threadTs: parent.ts };
}

function channelToPost(call: Call): Channel | { error: Answer } {
  const { world, token } = call;
  const wanted = textArg(call, "channel") ?? "";
  const person = world.people.get(wanted);
  if (person) {
    if (person.deactivated || person.id === token.user) return { error: refuse("channel_not_found") };
    return openDm(world, [token.user, person.id]).channel;
  }
  const name = wanted.replace(/^#/, "");
  const channel =
    world.channels.get(wanted) ?? [...world.channels.values()].find((one) => one.name === name && name !== "");
  if (!channel) return { error: refuse("channel_not_found") };
  if (channel.members.has(token.user)) return channel;
  if (channel.kind !== "public") return { error: refuse("channel_not_found") };
  if (token.scopes.has("chat:write.public") || channel.archived) return channel;
  return { error: refuse("not_in_channel") };
}

type Appearance = Pick<Draft, "username" | "iconUrl" | "iconEmoji">;

/** Another name or picture for one message, where the app may choose one. */
function appearance(call: Call): Appearance | { error: Answer } {
  const username = textArg(call, "username");
  const iconUrl = textArg(call, "icon_url");
  const iconEmoji = textArg(call, "icon_emoji");
  if (username === undefined && iconUrl === undefined && iconEmoji === undefined) return {};
  if (!call.token.scopes.has("chat:write.customize")) return { error: missingScope(call, ["chat:write.customize"]) };
  return {
    ...(username === undefined ? {} : { username }),
    ...(iconUrl === undefined ? {} : { iconUrl }),
    ...(iconEmoji === undefined ? {} : { iconEmoji }),
  };
}

export function draftOf(call: Pick<Call, "app">, content: Content): Draft {
  return {
    user: call.app.botUser,
    app: call.app.id,
    botId: call.app.botId,
    text: content.text ?? "",
    blocks: content.blocks ?? [],
    attachments: content.attachments ?? [],
    ...(content.metadata ? { metadata: content.metadata } : {}),
  };
}

export function warned(content: Content): Partial<Answer> {
  if (content.warnings.length === 0) return {};
  return { warning: content.warnings.join(","), response_metadata: { warnings: content.warnings } };
}

function sendEphemeral(call: Call): Answer {
  const place = placeToPost(call);
  if ("error" in place) return place.error;
  const content = readContent(call, { textLimit: { most: LIMITS.message.text, beyond: "refuse" } });
  if ("error" in content) return content.error;
  if (!saysSomething(content)) return refuse("no_text");
  const look = appearance(call);
  if ("error" in look) return look.error;
  const to = textArg(call, "user") ?? "";
  if (!place.channel.members.has(to)) return refuse("user_not_in_channel");
  const message = postEphemeral(call.world, place.channel, {
    ...draftOf(call, { ...content, metadata: null }),
    ...look,
    to,
    ...(place.threadTs === undefined ? {} : { threadTs: place.threadTs }),
  });
  return done({ message_ts: message.ts, ...warned(content) });
}

function update(call: Call): Answer {
  const found = ownMessage(call, "cant_update_message");
  if ("error" in found) return found.error;
  if (found.channel.archived) return refuse("is_inactive");
  const content = readContent(call, { textLimit: { most: LIMITS.message.text, beyond: "refuse" } });
  if ("error" in content) return content.error;
  const { message } = found;
  const given = content.text !== undefined || content.blocks !== undefined || content.attachments !== undefined;
  if (!given && content.metadata === undefined) return refuse("no_text");
  const after = contentAfter(message, content);
  if (!saysSomething(after)) return refuse("no_text");
  amend(call.world, message, (changing) => applyContent(call, changing, { content, after }));
  return done({
    channel: found.channel.id,
    ts: message.ts,
    text: message.text,
    message: slackMessage(call.world, message, "all"),
    ...warned(content),
  });
}

/** Text given without blocks takes the blocks away; attachments and metadata stay until they are given. */
function contentAfter(message: Message, content: Content): Pick<Message, "text" | "blocks" | "attachments"> {
  const textOnly = content.text !== undefined && content.blocks === undefined;
  return {
    text: content.text ?? (content.blocks === undefined ? message.text : ""),
    blocks: content.blocks ?? (textOnly ? [] : message.blocks),
    attachments: content.attachments ?? message.attachments,
  };
}

function applyContent(
  call: Call,
  message: Message,
  change: { content: Content; after: Pick<Message, "text" | "blocks" | "attachments"> },
): void {
  Object.assign(message, change.after);
  message.state.clear();
  message.trouble.clear();
  if (change.content.metadata === null) delete message.metadata;
  if (change.content.metadata) message.metadata = change.content.metadata;
  // Slack shows "(edited)" only where the text path was taken.
  if (change.content.text !== undefined && change.content.blocks === undefined) {
    message.edited = { user: call.app.botUser, ts: call.world.ids.ts() };
  }
}

function ownMessage(call: Call, otherwise: string): { channel: Channel; message: Message } | { error: Answer } {
  const channel = channelArg(call);
  if (!channel) return { error: refuse("channel_not_found") };
  const message = channel.byTs.get(textArg(call, "ts") ?? "");
  if (!message) return { error: refuse("message_not_found") };
  if (message.app !== call.app.id) return { error: refuse(otherwise) };
  return { channel, message };
}

function deleteMessage(call: Call): Answer {
  const found = ownMessage(call, "cant_delete_message");
  if ("error" in found) return found.error;
  remove(call.world, found.channel, found.message);
  return done({ channel: found.channel.id, ts: found.message.ts });
}

function getPermalink(call: Call): Answer {
  const channel = channelArg(call);
  if (!channel) return refuse("channel_not_found");
  const ts = textArg(call, "message_ts") ?? "";
  const message = findMessage(call.world, channel.id, ts);
  if (!message || message.ephemeralTo !== undefined) return refuse("message_not_found");
  const thread = message.threadTs === undefined ? "" : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
  const permalink = `${call.world.url}/archives/${channel.id}/p${ts.replace(".", "")}${thread}`;
  return done({ channel: channel.id, permalink });
}
