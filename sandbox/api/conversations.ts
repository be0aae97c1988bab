import { isDirect, openDm } from "../world/conversations.ts";
import { repliesTo } from "../world/messages.ts";
import type { Channel, Message } from "../world/nouns.ts";
import {
  channelArg,
  done,
  flagArg,
  isGiven,
  listArg,
  missingScope,
  page,
  refuse,
  scopeFor,
  textArg,
  type Answer,
  type Call,
  type Methods,
} from "./call.ts";
import { LIMITS } from "../limits.ts";
import { slackChannel, slackMessage } from "./shapes.ts";

const READ = ["channels:read", "groups:read", "im:read", "mpim:read"];
const HISTORY = ["channels:history", "groups:history", "im:history", "mpim:history"];
const OPEN = ["im:write", "mpim:write", "groups:write", "channels:manage"];

export const conversationMethods: Methods = {
  "conversations.info": { scopes: READ, tier: 3, json: false, required: ["channel"], run: info },
  "conversations.list": { scopes: READ, tier: 2, json: false, run: list },
  "conversations.members": { scopes: READ, tier: 4, json: false, required: ["channel"], run: members },
  "conversations.history": { scopes: HISTORY, tier: 3, json: true, required: ["channel"], run: history },
  "conversations.replies": { scopes: HISTORY, tier: 3, json: false, required: ["channel", "ts"], run: replies },
  "conversations.open": { scopes: OPEN, tier: 3, json: true, run: open },
  "conversations.close": {
    scopes: [...OPEN, "channels:write"],
    tier: 2,
    json: true,
    required: ["channel"],
    run: close,
  },
  "users.conversations": { scopes: READ, tier: 3, json: false, run: usersConversations },
};

/** The channel, where the token may use this family of methods on its kind. */
export function permitted(call: Call, what: string): Channel | { error: Answer } {
  const channel = channelArg(call);
  if (!channel) return { error: refuse("channel_not_found") };
  const scope = scopeFor(channel, what);
  return call.token.scopes.has(scope) ? channel : { error: missingScope(call, [scope]) };
}

function info(call: Call): Answer {
  const channel = permitted(call, "read");
  if ("error" in channel) return channel.error;
  const shape = slackChannel(call.world, channel, call.token.user);
  return done({
    channel: {
      ...shape,
      ...(call.args["include_locale"] === undefined ? {} : { locale: "en-US" }),
      ...(flagArg(call, "include_num_members") ? { num_members: channel.members.size } : {}),
    },
  });
}

const KINDS = { public_channel: "public", private_channel: "private", im: "im", mpim: "mpim" } as const;

function isKind(name: string): name is keyof typeof KINDS {
  return name in KINDS;
}

/** The conversations that a token may list, by `types` and `exclude_archived`. */
function listable(call: Call, of: string): Channel[] | { error: Answer } {
  const wanted = isGiven(call, "types") ? listArg(call, "types") : ["public_channel"];
  const kinds = wanted.filter(isKind).map((name) => KINDS[name]);
  if (kinds.length !== wanted.length) return { error: refuse("invalid_types") };
  const needed = kinds.map((kind) => scopeFor({ kind }, "read")).filter((scope) => !call.token.scopes.has(scope));
  if (needed.length > 0) return { error: missingScope(call, needed) };
  return [...call.world.channels.values()].filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      (channel.kind === "public" || channel.members.has(of)) &&
      !(flagArg(call, "exclude_archived") && channel.archived),
  );
}

function list(call: Call): Answer {
  const all = listable(call, call.token.user);
  if ("error" in all) return all.error;
  const some = page(call, all, { standard: 100, most: 1000 });
  if ("error" in some) return some.error;
  return done({
    channels: some.items.map((channel) => ({
      ...slackChannel(call.world, channel, call.token.user),
      ...(isDirect(channel) ? {} : { num_members: channel.members.size }),
    })),
    response_metadata: { next_cursor: some.next },
  });
}

function usersConversations(call: Call): Answer {
  const user = textArg(call, "user") ?? call.token.user;
  if (!call.world.people.has(user)) return refuse("user_not_found");
  const all = listable(call, user);
  if ("error" in all) return all.error;
  const theirs = all.filter(
    (channel) => channel.members.has(user) && (channel.kind === "public" || channel.members.has(call.token.user)),
  );
  const some = page(call, theirs, { standard: 100, most: 999 });
  if ("error" in some) return some.error;
  return done({
    channels: some.items.map((channel) => slackChannel(call.world, channel, call.token.user)),
    response_metadata: { next_cursor: some.next },
  });
}

function members(call: Call): Answer {
  const channel = permitted(call, "read");
  if ("error" in channel) return channel.error;
  const some = page(call, [...channel.members], { standard: 100, most: 999 });
  if ("error" in some) return some.error;
  return done({ members: some.items, response_metadata: { next_cursor: some.next } });
}

/** `oldest`/`latest`/`inclusive` on messages that stand oldest first. */
function within(call: Call, messages: readonly Message[]): Message[] | { error: Answer } {
  const oldest = isGiven(call, "oldest") ? Number(textArg(call, "oldest")) : 0;
  const latest = isGiven(call, "latest") ? Number(textArg(call, "latest")) : Number.POSITIVE_INFINITY;
  if (Number.isNaN(oldest)) return { error: refuse("invalid_ts_oldest") };
  if (Number.isNaN(latest)) return { error: refuse("invalid_ts_latest") };
  const edges = flagArg(call, "inclusive");
  return messages.filter((message) => {
    const at = Number(message.ts);
    if (at === oldest || at === latest) return edges;
    return at > oldest && at < latest;
  });
}

function history(call: Call): Answer {
  const channel = permitted(call, "history");
  if ("error" in channel) return channel.error;
  if (!channel.members.has(call.token.user)) return refuse("not_in_channel");
  const all = within(call, channel.timeline);
  if ("error" in all) return all.error;
  const some = page(call, all.toReversed(), { standard: 100, most: 999 });
  if ("error" in some) return some.error;
  const metadata = flagArg(call, "include_all_metadata") ? "all" : "type";
  return done({
    messages: some.items.map((message) => slackMessage(call.world, message, metadata)),
    has_more: some.hasMore,
    pin_count: channel.pins.length,
    ...(isGiven(call, "oldest") ? { oldest: textArg(call, "oldest") } : {}),
    ...(some.hasMore ? { response_metadata: { next_cursor: some.next } } : {}),
  });
}

function replies(call: Call): Answer {
  const channel = permitted(call, "history");
  if ("error" in channel) return channel.error;
  if (!channel.members.has(call.token.user)) return refuse("not_in_channel");
  const asked = channel.byTs.get(textArg(call, "ts") ?? "");
  if (!asked) return refuse("thread_not_found");
  // Asked for by a reply's ts, Slack gives that reply alone.
  const isReply = asked.threadTs !== undefined;
  const answers = isReply ? [] : within(call, repliesTo(channel, asked.ts));
  if ("error" in answers) return answers.error;
  const some = page(call, [asked, ...answers], { standard: 1000, most: 1000 });
  if ("error" in some) return some.error;
  const metadata = flagArg(call, "include_all_metadata") ? "all" : "type";
  return done({
    messages: some.items.map((message) => slackMessage(call.world, message, metadata)),
    has_more: some.hasMore,
    ...(some.hasMore ? { response_metadata: { next_cursor: some.next } } : {}),
  });
}

function open(call: Call): Answer {
  const { world, token } = call;
  const detail = (channel: Channel): Answer["channel"] =>
    flagArg(call, "return_im") ? slackChannel(world, channel, token.user) : { id: channel.id };
  if (isGiven(call, "channel")) {
    const channel = channelArg(call);
    if (!channel) return refuse("channel_not_found");
    if (!isDirect(channel)) return refuse("method_not_supported_for_channel_type");
    return done({ no_op: true, already_open: true, channel: detail(channel) });
  }
  const users = [...new Set(listArg(call, "users"))].filter((id) => id !== token.user);
  if (users.length === 0) return refuse("users_list_not_supplied");
  if (users.length > LIMITS.dmPeople) return refuse("too_many_users");
  const people = users.map((id) => world.people.get(id));
  if (people.some((person) => person === undefined)) return refuse("user_not_found");
  if (people.some((person) => person?.deactivated)) return refuse("user_disabled");
  const scope = users.length > 1 ? "mpim:write" : "im:write";
  if (!token.scopes.has(scope)) return missingScope(call, [scope]);
  const { channel, opened } = openDm(world, [token.user, ...users]);
  return done({ channel: detail(channel), ...(opened ? {} : { no_op: true, already_open: true }) });
}

function close(call: Call): Answer {
  const channel = channelArg(call);
  if (!channel) return refuse("channel_not_found");
  if (!isDirect(channel)) return refuse("method_not_supported_for_channel_type");
  return done();
}
