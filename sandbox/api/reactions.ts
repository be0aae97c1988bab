import { react } from "../acts/talk.ts";
import { isEmojiName } from "../emoji.ts";
import type { Message } from "../world/nouns.ts";
import { channelArg, done, refuse, textArg, type Answer, type Call, type Methods } from "./call.ts";
import { slackMessage } from "./shapes.ts";

const required = ["channel", "timestamp"];

export const reactionMethods: Methods = {
  "reactions.add": {
    scopes: ["reactions:write"],
    tier: 3,
    json: true,
    required: ["name"],
    run: (call) => change(call, false),
  },
  "reactions.remove": {
    scopes: ["reactions:write"],
    tier: 2,
    json: true,
    required: ["name"],
    run: (call) => change(call, true),
  },
  "reactions.get": { scopes: ["reactions:read"], tier: 3, json: false, run: get },
};

/** The message that `channel` and `timestamp` name. */
export function messageArg(call: Call): Message | { error: Answer } {
  const given = required.filter((name) => textArg(call, name) !== undefined);
  if (given.length === 0) return { error: refuse("no_item_specified") };
  const channel = channelArg(call);
  if (!channel) return { error: refuse("channel_not_found") };
  const ts = textArg(call, "timestamp") ?? "";
  if (!/^\d+\.\d{6}$/.test(ts)) return { error: refuse("bad_timestamp") };
  return channel.byTs.get(ts) ?? { error: refuse("message_not_found") };
}

function change(call: Call, remove: boolean): Answer {
  const name = (textArg(call, "name") ?? "").replaceAll(":", "");
  if (!isEmojiName(name)) return refuse("invalid_name");
  const message = messageArg(call);
  if ("error" in message) return message.error;
  if (!remove && call.world.channels.get(message.channel)?.archived) return refuse("is_archived");
  const changed = react(call.world, message, { user: call.token.user, name, remove });
  if (changed) return done();
  return refuse(remove ? "no_reaction" : "already_reacted");
}

function get(call: Call): Answer {
  const message = messageArg(call);
  if ("error" in message) return message.error;
  return done({ type: "message", channel: message.channel, message: slackMessage(call.world, message) });
}
