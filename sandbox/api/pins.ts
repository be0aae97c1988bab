import { isEmojiName } from "../emoji.ts";
import { seconds } from "../ids.ts";
import { toJsonObject } from "../json.ts";
import type { Channel } from "../world/nouns.ts";
import { channelArg, done, refuse, textArg, type Answer, type Call, type Methods } from "./call.ts";
import { messageArg } from "./reactions.ts";
import { slackMessage } from "./shapes.ts";

const MOST = 100;
const bookmarks = { scopes: ["bookmarks:write"], tier: 2, json: true } as const;

/** What hangs at the top of a channel: pinned messages and bookmarks. */
export const pinMethods: Methods = {
  "pins.add": { scopes: ["pins:write"], tier: 2, json: true, required: ["channel"], run: addPin },
  "pins.remove": { scopes: ["pins:write"], tier: 2, json: true, required: ["channel"], run: removePin },
  "pins.list": { scopes: ["pins:read"], tier: 2, json: false, required: ["channel"], run: listPins },
  "bookmarks.add": { ...bookmarks, required: ["channel_id", "title", "type"], run: addBookmark },
  "bookmarks.edit": { ...bookmarks, required: ["channel_id", "bookmark_id"], run: editBookmark },
  "bookmarks.remove": { ...bookmarks, required: ["channel_id", "bookmark_id"], run: removeBookmark },
  "bookmarks.list": { scopes: ["bookmarks:read"], tier: 3, json: true, required: ["channel_id"], run: listBookmarks },
};

function pinnable(call: Call): Channel | { error: Answer } {
  const channel = channelArg(call);
  if (!channel) return { error: refuse("channel_not_found") };
  return channel.members.has(call.token.user) ? channel : { error: refuse("not_in_channel") };
}

function addPin(call: Call): Answer {
  const channel = pinnable(call);
  if ("error" in channel) return channel.error;
  const message = messageArg(call);
  if ("error" in message) return message.error;
  if (channel.pins.some((pin) => pin.ts === message.ts)) return refuse("already_pinned");
  if (channel.pins.length >= MOST) return refuse("too_many_pins");
  channel.pins.push({ ts: message.ts, by: call.token.user, at: call.world.clock.now() });
  call.world.tell({ type: "pin", added: true, message, user: call.token.user });
  return done();
}

function removePin(call: Call): Answer {
  const channel = pinnable(call);
  if ("error" in channel) return channel.error;
  const message = messageArg(call);
  if ("error" in message) return message.error;
  if (!channel.pins.some((pin) => pin.ts === message.ts)) return refuse("no_pin");
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  call.world.tell({ type: "pin", added: false, message, user: call.token.user });
  return done();
}

function listPins(call: Call): Answer {
  const channel = pinnable(call);
  if ("error" in channel) return channel.error;
  return done({
    items: channel.pins.flatMap((pin) => {
      const message = channel.byTs.get(pin.ts);
      const common = { type: "message", channel: channel.id, created: seconds(pin.at), created_by: pin.by };
      return message ? [{ ...common, message: slackMessage(call.world, message) }] : [];
    }),
  });
}

function shape(channel: Channel, bookmark: Channel["bookmarks"][number]): Answer["bookmark"] {
  return toJsonObject({
    id: bookmark.id,
    channel_id: channel.id,
    title: bookmark.title,
    link: bookmark.link,
    emoji: bookmark.emoji,
    icon_url: null,
    type: "link",
    entity_id: null,
    date_created: seconds(bookmark.at),
    date_updated: seconds(bookmark.at),
    rank: "i",
    last_updated_by_user_id: bookmark.by,
    last_updated_by_team_id: null,
    shortcut_id: null,
    app_id: null,
  });
}

function addBookmark(call: Call): Answer {
  const channel = channelArg(call, "channel_id");
  if (!channel) return refuse("channel_not_found");
  if (textArg(call, "type") !== "link") return refuse("invalid_bookmark_type");
  const link = textArg(call, "link") ?? "";
  if (!/^https?:\/\//.test(link)) return refuse("invalid_link");
  const emoji = textArg(call, "emoji") ?? "";
  if (emoji !== "" && !isEmojiName(emoji.replaceAll(":", ""))) return refuse("invalid_emoji");
  if (channel.bookmarks.length >= MOST) return refuse("too_many_bookmarks");
  const bookmark = {
    id: call.world.ids.next("Bk"),
    title: textArg(call, "title") ?? "",
    link,
    emoji,
    by: call.token.user,
    at: call.world.clock.now(),
  };
  channel.bookmarks.push(bookmark);
  call.world.tell({ type: "conversation", channel: channel.id });
  return done({ bookmark: shape(channel, bookmark) });
}

function bookmarkArg(call: Call): { channel: Channel; bookmark: Channel["bookmarks"][number] } | { error: Answer } {
  const channel = channelArg(call, "channel_id");
  if (!channel) return { error: refuse("channel_not_found") };
  const bookmark = channel.bookmarks.find((one) => one.id === textArg(call, "bookmark_id"));
  return bookmark ? { channel, bookmark } : { error: refuse("not_found") };
}

function editBookmark(call: Call): Answer {
  const found = bookmarkArg(call);
  if ("error" in found) return found.error;
  const link = textArg(call, "link");
  if (link !== undefined && !/^https?:\/\//.test(link)) return refuse("invalid_link");
  found.bookmark.title = textArg(call, "title") ?? found.bookmark.title;
  found.bookmark.link = link ?? found.bookmark.link;
  found.bookmark.emoji = textArg(call, "emoji") ?? found.bookmark.emoji;
  call.world.tell({ type: "conversation", channel: found.channel.id });
  return done({ bookmark: shape(found.channel, found.bookmark) });
}

function removeBookmark(call: Call): Answer {
  const found = bookmarkArg(call);
  if ("error" in found) return found.error;
  found.channel.bookmarks = found.channel.bookmarks.filter((one) => one !== found.bookmark);
  call.world.tell({ type: "conversation", channel: found.channel.id });
  return done();
}

function listBookmarks(call: Call): Answer {
  const channel = channelArg(call, "channel_id");
  if (!channel) return refuse("channel_not_found");
  return done({ bookmarks: channel.bookmarks.map((bookmark) => shape(channel, bookmark) ?? null) });
}
