import { slackMessage, slackUser } from "../api/shapes.ts";
import { seconds } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import type { Change, Channel, Message } from "../world/nouns.ts";
import type { World } from "../world/world.ts";

/** An event before it is put into an app's envelope. */
export interface Announcement {
  /** The name under which apps subscribe: "message.channels", "app_mention", "user_change". */
  name: string;
  event: JsonObject;
  /** Any of these scopes; none: everybody may hear it. */
  needs: readonly string[];
  /** Only apps whose bot is in there. */
  channel?: string;
  /** This app only. */
  app?: string;
}

const FAMILY = { public: "channels", private: "groups", im: "im", mpim: "mpim" } as const;
const CHANNEL_TYPE = { public: "channel", private: "group", im: "im", mpim: "mpim" } as const;

/** The events that apps hear of a change. */
export function eventsOf(world: World, change: Change): Announcement[] {
  switch (change.type) {
    case "posted":
      return posted(world, change.message);
    case "changed":
      return changed(world, change.message, change.before);
    case "deleted":
      return deleted(world, change.message, change.before);
    case "reaction":
      return [reaction(world, change)];
    case "pin":
      return [pin(world, change)];
    case "event":
      return [generic(world, change)];
    case "person":
      return person(world, change.user);
    case "group":
      return group(world, change.group);
    default:
      return [];
  }
}

function inChannel(world: World, channel: Channel, event: JsonObject): Announcement {
  const family = FAMILY[channel.kind];
  return {
    name: `message.${family}`,
    event: { ...event, channel: channel.id, channel_type: CHANNEL_TYPE[channel.kind], event_ts: world.ids.ts() },
    needs: [`${family}:history`],
    channel: channel.id,
  };
}

function posted(world: World, message: Message): Announcement[] {
  const channel = world.channels.get(message.channel);
  if (!channel || message.ephemeralTo !== undefined) return [];
  const shape = slackMessage(world, message, "none");
  const all: Announcement[] = [inChannel(world, channel, { ...shape, event_ts: message.ts })];
  for (const app of world.apps.values()) {
    if (channel.kind === "im" || message.app === app.id || !message.text.includes(`<@${app.botUser}`)) continue;
    all.push({
      name: "app_mention",
      event: { ...shape, type: "app_mention", channel: channel.id, event_ts: message.ts },
      needs: ["app_mentions:read"],
      channel: channel.id,
      app: app.id,
    });
  }
  return [...all, ...metadataEvent(world, message, "posted"), ...filesShared(world, message)];
}

function filesShared(world: World, message: Message): Announcement[] {
  return message.files.map((id) => ({
    name: "file_shared",
    event: {
      type: "file_shared",
      file_id: id,
      user_id: message.user,
      file: { id },
      channel_id: message.channel,
      event_ts: world.ids.ts(),
    },
    needs: ["files:read"],
    channel: message.channel,
  }));
}

function changed(world: World, message: Message, before: Message): Announcement[] {
  const channel = world.channels.get(message.channel);
  if (!channel || message.ephemeralTo !== undefined) return [];
  const event = {
    type: "message",
    subtype: "message_changed",
    message: slackMessage(world, message, "none"),
    previous_message: slackMessage(world, before, "none"),
    hidden: true,
    ts: world.ids.ts(),
  };
  return [inChannel(world, channel, event), ...metadataEvent(world, message, "updated")];
}

function deleted(world: World, message: Message, before: Message): Announcement[] {
  const channel = world.channels.get(message.channel);
  if (!channel || message.ephemeralTo !== undefined) return [];
  const event = {
    type: "message",
    subtype: "message_deleted",
    previous_message: slackMessage(world, before, "none"),
    hidden: true,
    deleted_ts: message.ts,
    ts: world.ids.ts(),
  };
  return [inChannel(world, channel, event), ...metadataEvent(world, message, "deleted")];
}

function metadataEvent(world: World, message: Message, what: "posted" | "updated" | "deleted"): Announcement[] {
  if (!message.metadata) return [];
  const name = `message_metadata_${what}`;
  return [
    {
      name,
      event: {
        type: name,
        app_id: message.app,
        bot_id: message.botId,
        user_id: message.user,
        team_id: world.team.id,
        channel_id: message.channel,
        metadata: { ...message.metadata },
        message_ts: message.ts,
        event_ts: world.ids.ts(),
      },
      needs: ["metadata.message:read"],
      channel: message.channel,
    },
  ];
}

function reaction(world: World, change: Extract<Change, { type: "reaction" }>): Announcement {
  const name = change.added ? "reaction_added" : "reaction_removed";
  return {
    name,
    event: {
      type: name,
      user: change.user,
      reaction: change.name,
      item: { type: "message", channel: change.message.channel, ts: change.message.ts },
      item_user: change.message.user,
      event_ts: world.ids.ts(),
    },
    needs: ["reactions:read"],
    channel: change.message.channel,
  };
}

function pin(world: World, change: Extract<Change, { type: "pin" }>): Announcement {
  const name = change.added ? "pin_added" : "pin_removed";
  const item = { type: "message", channel: change.message.channel, message: slackMessage(world, change.message) };
  return {
    name,
    event: { type: name, user: change.user, channel_id: change.message.channel, item, event_ts: world.ids.ts() },
    needs: ["pins:read"],
    channel: change.message.channel,
  };
}

function generic(world: World, change: Extract<Change, { type: "event" }>): Announcement {
  return {
    name: change.event.type,
    event: { event_ts: world.ids.ts(), ...change.event },
    needs: change.needs ?? [],
    ...(change.channel === undefined ? {} : { channel: change.channel }),
    ...(change.app === undefined ? {} : { app: change.app }),
  };
}

function person(world: World, id: string): Announcement[] {
  const user = world.people.get(id);
  if (!user) return [];
  const event = {
    type: "user_change",
    user: slackUser(world, user, { locale: true }),
    cache_ts: seconds(world.clock.now()),
    event_ts: world.ids.ts(),
  };
  return [{ name: "user_change", event, needs: ["users:read"] }];
}

function group(world: World, id: string): Announcement[] {
  const found = world.groups.get(id);
  if (!found) return [];
  const event = {
    type: "subteam_updated",
    subteam: {
      id,
      team_id: world.team.id,
      is_usergroup: true,
      name: found.name,
      handle: found.handle,
      users: [...found.members],
      user_count: found.members.length,
      date_update: seconds(found.updated),
      date_delete: 0,
    },
    event_ts: world.ids.ts(),
  };
  return [{ name: "subteam_updated", event, needs: ["usergroups:read"] }];
}
