import { post } from "../world/messages.ts";
import type { Scheduled } from "../world/nouns.ts";
import { LIMITS } from "../limits.ts";
import { seconds } from "../ids.ts";
import { toJsonObject } from "../json.ts";
import { done, isGiven, numberArg, page, refuse, textArg, type Answer, type Call, type Methods } from "./call.ts";
import { draftOf, placeToPost, warned } from "./chat.ts";
import { readContent, saysSomething } from "./content.ts";

export const scheduleMethods: Methods = {
  "chat.scheduleMessage": {
    scopes: ["chat:write"],
    tier: 3,
    json: true,
    required: ["channel", "post_at"],
    run: schedule,
  },
  "chat.scheduledMessages.list": { scopes: [], tier: 3, json: true, run: list },
  "chat.deleteScheduledMessage": {
    scopes: ["chat:write"],
    tier: 3,
    json: true,
    required: ["channel", "scheduled_message_id"],
    run: cancel,
  },
};

/** Slack takes nothing back in the last minute. */
const TOO_NEAR = 60_000;

function schedule(call: Call): Answer {
  const { world } = call;
  const at = numberArg(call, "post_at");
  if (at === undefined || Number.isNaN(at)) return refuse("invalid_time");
  const postAt = at * 1000;
  if (postAt <= world.clock.now()) return refuse("time_in_past");
  if (postAt > world.clock.now() + LIMITS.scheduled.ahead) return refuse("time_too_far");
  const place = placeToPost(call);
  if ("error" in place) return place.error;
  const content = readContent(call, { textLimit: { most: LIMITS.message.text, beyond: "refuse" } });
  if ("error" in content) return content.error;
  if (!saysSomething(content)) return refuse("no_text");
  const { channel, threadTs } = place;
  if (tooMany(call, channel.id, postAt)) return refuse("restricted_too_many");
  const id = world.ids.next("Q");
  const draft = { ...draftOf(call, content), ...(threadTs === undefined ? {} : { threadTs }) };
  const callOff = world.clock.at(postAt, () => {
    world.scheduled.delete(id);
    // A documented bug of Slack's: a scheduled message with metadata is accepted and never posted.
    if (draft.metadata || channel.archived || !world.channels.has(channel.id)) return;
    post(world, channel, draft);
  });
  const scheduled: Scheduled = {
    id,
    app: call.app.id,
    channel: channel.id,
    postAt,
    created: world.clock.now(),
    text: draft.text,
    cancel: callOff,
  };
  world.scheduled.set(id, scheduled);
  return done({
    channel: channel.id,
    scheduled_message_id: id,
    post_at: at,
    message: {
      text: draft.text,
      username: call.app.name,
      bot_id: call.app.botId,
      type: "delayed_message",
      subtype: "bot_message",
      ...(draft.blocks && draft.blocks.length > 0 ? { blocks: draft.blocks } : {}),
    },
    ...warned(content),
  });
}

/** Thirty in one channel within five minutes. */
function tooMany(call: Call, channel: string, postAt: number): boolean {
  const near = [...call.world.scheduled.values()].filter(
    (one) => one.channel === channel && Math.abs(one.postAt - postAt) < LIMITS.scheduled.window,
  );
  return near.length >= LIMITS.scheduled.perChannel;
}

function list(call: Call): Answer {
  const channel = textArg(call, "channel");
  if (isGiven(call, "channel") && !call.world.channels.has(channel ?? "")) return refuse("invalid_channel");
  const own = [...call.world.scheduled.values()]
    .filter((one) => one.app === call.app.id && (channel === undefined || one.channel === channel))
    .toSorted((a, b) => a.postAt - b.postAt);
  const some = page(call, own, { standard: 100, most: 100 });
  if ("error" in some) return some.error;
  return done({
    scheduled_messages: some.items.map((one) =>
      toJsonObject({
        id: one.id,
        channel_id: one.channel,
        post_at: seconds(one.postAt),
        date_created: seconds(one.created),
        text: one.text,
      }),
    ),
    response_metadata: { next_cursor: some.next },
  });
}

function cancel(call: Call): Answer {
  const { world } = call;
  const channel = world.channels.get(textArg(call, "channel") ?? "");
  if (!channel) return refuse("channel_not_found");
  const found = world.scheduled.get(textArg(call, "scheduled_message_id") ?? "");
  const gone = !found || found.app !== call.app.id || found.channel !== channel.id;
  if (gone || found.postAt - world.clock.now() < TOO_NEAR) return refuse("invalid_scheduled_message_id");
  found.cancel();
  world.scheduled.delete(found.id);
  return done();
}
