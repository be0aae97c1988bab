import { slackMessage, slackView } from "../api/shapes.ts";
import { stateValues, type Surface } from "../blocks/values.ts";
import { objectsAt, type JsonObject } from "../json.ts";
import type { App, Channel, Message, Person } from "../world/nouns.ts";
import { issueResponseUrl, issueTrigger } from "../world/triggers.ts";
import type { World } from "../world/world.ts";

/** What every interaction payload starts with. */
export function basePayload(world: World, app: App, person: Person): JsonObject {
  return {
    team: { id: world.team.id, domain: world.team.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: person.id, username: person.name, name: person.name, team_id: world.team.id },
    api_app_id: app.id,
    token: app.verificationToken,
  };
}

export function channelPart(channel: Channel): JsonObject {
  return { id: channel.id, name: channelName(channel) };
}

/** Commands and actions name DMs and private channels so. */
export function channelName(channel: Channel): string {
  if (channel.kind === "im") return "directmessage";
  if (channel.kind === "mpim") return channel.name;
  return channel.kind === "private" ? "privategroup" : channel.name;
}

/** The message as an interaction carries it; ephemeral ones are not carried whole. */
export function messagePart(world: World, message: Message): JsonObject {
  return slackMessage(world, message, "none");
}

/** What is the same in every block_actions: where the element stands, and the two keys for answering. */
export function surfacePart(world: World, app: App, surface: Surface, block: JsonObject): JsonObject {
  if ("view" in surface) {
    const { view } = surface;
    const trigger = issueTrigger(world, {
      app: app.id,
      user: view.user,
      view: view.id,
      ...(view.channel === undefined ? {} : { channel: view.channel }),
    });
    return {
      trigger_id: trigger,
      container: { type: "view", view_id: view.id },
      view: slackView(world, view),
    };
  }
  const { message, user } = surface;
  const channel = world.channels.get(message.channel);
  const ephemeral = message.ephemeralTo !== undefined;
  const thread = message.threadTs === undefined ? {} : { thread_ts: message.threadTs };
  const attachment = message.attachments.find((one) => objectsAt(one, "blocks").includes(block));
  return {
    trigger_id: issueTrigger(world, { app: app.id, user, channel: message.channel }),
    container: {
      ...(attachment ? { type: "message_attachment", attachment_id: attachment["id"] } : { type: "message" }),
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: ephemeral,
      ...(attachment ? { is_app_unfurl: false } : {}),
      ...thread,
    },
    ...(channel ? { channel: channelPart(channel) } : {}),
    ...(ephemeral ? {} : { message: messagePart(world, message) }),
    state: { values: stateValues(world, surface) },
    response_url: issueResponseUrl(world, {
      app: app.id,
      user,
      channel: message.channel,
      kind: "action",
      source: { ts: message.ts, ephemeral, ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }) },
    }),
  };
}
