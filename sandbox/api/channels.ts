import { addMember, archive, isDirect, removeMember } from "../world/conversations.ts";
import { post } from "../world/messages.ts";
import type { Channel } from "../world/nouns.ts";
import { addChannel } from "../world/world.ts";
import { tidyText } from "../world/text.ts";
import {
  channelArg,
  done,
  flagArg,
  isGiven,
  listArg,
  missingScope,
  refuse,
  textArg,
  type Answer,
  type Call,
  type Methods,
} from "./call.ts";
import { slackChannel } from "./shapes.ts";

const MANAGE = ["channels:manage", "groups:write", "im:write", "mpim:write"];
const INVITE = ["channels:write.invites", "groups:write.invites", ...MANAGE];
const TOPIC = ["channels:write.topic", "groups:write.topic", "mpim:write.topic", "im:write.topic", ...MANAGE];
const NAME_LENGTH = 80;
const TOPIC_LENGTH = 250;
const PURPOSE = ["channels:write.topic", "groups:write.topic", ...MANAGE];

/** The methods that change channels. */
export const channelMethods: Methods = {
  "conversations.create": { scopes: ["channels:manage", "groups:write"], tier: 2, json: true, run: create },
  "conversations.join": { scopes: ["channels:join"], tier: 3, json: true, required: ["channel"], run: join },
  "conversations.leave": { scopes: MANAGE, tier: 3, json: true, required: ["channel"], run: leave },
  "conversations.invite": { scopes: INVITE, tier: 3, json: true, required: ["channel", "users"], run: invite },
  "conversations.kick": { scopes: MANAGE, tier: 3, json: true, required: ["channel", "user"], run: kick },
  "conversations.archive": { scopes: MANAGE, tier: 2, json: true, required: ["channel"], run: archiveNow },
  "conversations.unarchive": { scopes: MANAGE, tier: 2, json: true, required: ["channel"], run: unarchive },
  "conversations.rename": { scopes: MANAGE, tier: 2, json: true, required: ["channel", "name"], run: rename },
  "conversations.setPurpose": {
    scopes: PURPOSE,
    tier: 2,
    json: true,
    required: ["channel", "purpose"],
    run: setPurpose,
  },
  "conversations.setTopic": { scopes: TOPIC, tier: 2, json: true, required: ["channel", "topic"], run: setTopic },
};

/** A channel (no DM) that the bot is in and that is not archived; the scope depends on its kind. */
function changeable(call: Call, what: "manage" | "write.invites" | "write.topic"): Channel | { error: Answer } {
  const channel = channelArg(call);
  if (!channel) return { error: refuse("channel_not_found") };
  if (isDirect(channel)) return { error: refuse("method_not_supported_for_channel_type") };
  const family = channel.kind === "private" ? "groups" : "channels";
  const whole = family === "groups" ? "groups:write" : "channels:manage";
  const enough = [whole, ...(what === "manage" ? [] : [`${family}:${what}`])];
  if (!enough.some((scope) => call.token.scopes.has(scope))) return { error: missingScope(call, enough) };
  if (!channel.members.has(call.token.user)) return { error: refuse("not_in_channel") };
  return channel;
}

function create(call: Call): Answer {
  const { world, token } = call;
  const name = textArg(call, "name") ?? "";
  const closed = flagArg(call, "is_private");
  const scope = closed ? "groups:write" : "channels:manage";
  if (!token.scopes.has(scope)) return missingScope(call, [scope]);
  const wrong = nameProblem(name);
  if (wrong !== undefined) return refuse(wrong);
  if ([...world.channels.values()].some((channel) => channel.name === name)) return refuse("name_taken");
  const channel = addChannel(world, {
    id: world.ids.next("C"),
    kind: closed ? "private" : "public",
    name,
    members: new Set([token.user]),
    creator: token.user,
  });
  world.tell({ type: "conversation", channel: channel.id });
  return done({ channel: slackChannel(world, channel, token.user) });
}

function nameProblem(name: string): string | undefined {
  if (name === "") return "invalid_name_required";
  if (name.length > NAME_LENGTH) return "invalid_name_maxlength";
  if (/^[-_.]+$/.test(name)) return "invalid_name_punctuation";
  return /^[\p{Ll}\p{Lo}\p{M}\p{N}_-]+$/u.test(name) ? undefined : "invalid_name_specials";
}

function join(call: Call): Answer {
  const channel = channelArg(call);
  if (!channel) return refuse("channel_not_found");
  if (channel.kind !== "public") return refuse("method_not_supported_for_channel_type");
  if (channel.archived) return refuse("is_archived");
  const already = channel.members.has(call.token.user);
  addMember(call.world, channel, call.token.user);
  return done({
    channel: slackChannel(call.world, channel, call.token.user),
    ...(already ? { warning: "already_in_channel", response_metadata: { warnings: ["already_in_channel"] } } : {}),
  });
}

function leave(call: Call): Answer {
  const channel = changeable(call, "manage");
  if ("error" in channel)
    return channel.error["error"] === "not_in_channel" ? done({ not_in_channel: true }) : channel.error;
  if (channel.general) return refuse("cant_leave_general");
  removeMember(call.world, channel, call.token.user);
  return done();
}

function invite(call: Call): Answer {
  const { world, token } = call;
  const channel = changeable(call, "write.invites");
  if ("error" in channel) return channel.error;
  if (channel.archived) return refuse("is_archived");
  const users = listArg(call, "users");
  if (users.length === 0) return refuse("no_user");
  if (users.includes(token.user)) return refuse("cant_invite_self");
  const problems = users.flatMap((user) => {
    const person = world.people.get(user);
    if (!person || person.deactivated) return [{ user, ok: false, error: "user_not_found" }];
    return channel.members.has(user) ? [{ user, ok: false, error: "already_in_channel" }] : [];
  });
  const [first] = problems;
  if (first) return refuse(first.error, { errors: problems });
  for (const user of users) addMember(world, channel, user, token.user);
  return done({ channel: slackChannel(world, channel, token.user) });
}

function kick(call: Call): Answer {
  const channel = changeable(call, "manage");
  if ("error" in channel) return channel.error;
  const user = textArg(call, "user") ?? "";
  if (user === call.token.user) return refuse("cant_kick_self");
  if (channel.general) return refuse("cant_kick_from_general");
  if (!call.world.people.has(user)) return refuse("user_not_found");
  if (!channel.members.has(user)) return refuse("not_in_channel");
  removeMember(call.world, channel, user);
  return done();
}

function archiveNow(call: Call): Answer {
  const channel = changeable(call, "manage");
  if ("error" in channel) return channel.error;
  if (channel.general) return refuse("cant_archive_general");
  if (channel.archived) return refuse("already_archived");
  archive(call.world, channel, true, call.token.user);
  return done();
}

function unarchive(call: Call): Answer {
  const channel = changeable(call, "manage");
  if ("error" in channel) return channel.error;
  if (!channel.archived) return refuse("not_archived");
  archive(call.world, channel, false, call.token.user);
  return done();
}

function rename(call: Call): Answer {
  const { world, token } = call;
  const channel = changeable(call, "manage");
  if ("error" in channel) return channel.error;
  if (channel.archived) return refuse("is_archived");
  const name = textArg(call, "name") ?? "";
  const wrong = nameProblem(name);
  if (wrong !== undefined) return refuse(wrong);
  if ([...world.channels.values()].some((one) => one.name === name && one !== channel)) return refuse("name_taken");
  channel.name = name;
  world.tell({ type: "conversation", channel: channel.id });
  const family = channel.kind === "private" ? "group" : "channel";
  const created = Math.floor(channel.created / 1000);
  world.tell({
    type: "event",
    channel: channel.id,
    event: { type: `${family}_rename`, channel: { id: channel.id, name, created } },
    needs: [`${family}s:read`],
  });
  return done({ channel: slackChannel(world, channel, token.user) });
}

function setPurpose(call: Call): Answer {
  const channel = changeable(call, "write.topic");
  if ("error" in channel) return channel.error;
  if (channel.archived) return refuse("is_archived");
  const purpose = tidyText(textArg(call, "purpose") ?? "");
  if (purpose.length > TOPIC_LENGTH) return refuse("too_long");
  channel.purpose = purpose;
  call.world.tell({ type: "conversation", channel: channel.id });
  return done({ purpose });
}

function setTopic(call: Call): Answer {
  const { world, app } = call;
  const channel = changeable(call, "write.topic");
  if ("error" in channel) return channel.error;
  if (channel.archived) return refuse("is_archived");
  const topic = isGiven(call, "topic") ? tidyText(textArg(call, "topic") ?? "") : "";
  if (topic.length > TOPIC_LENGTH) return refuse("too_long");
  channel.topic = topic;
  post(world, channel, {
    user: app.botUser,
    app: app.id,
    botId: app.botId,
    subtype: "channel_topic",
    text: `<@${app.botUser}> set the channel topic: ${topic}`,
  });
  world.tell({ type: "conversation", channel: channel.id });
  return done({ channel: slackChannel(world, channel, call.token.user), topic });
}
