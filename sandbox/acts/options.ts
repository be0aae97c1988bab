import { slackView } from "../api/shapes.ts";
import { findElement } from "../blocks/elements.ts";
import { surfaceBlocks, surfaceKey, type Surface } from "../blocks/values.ts";
import { isObject, objectAt, objectsAt, textAt, textsAt, type JsonObject } from "../json.ts";
import type { ActResults, OptionSeen } from "../protocol.ts";
import type { Sandbox } from "../sandbox.ts";
import { canSee } from "../world/conversations.ts";
import type { App, Channel, Person } from "../world/nouns.ts";
import type { World } from "../world/world.ts";
import { say } from "../words.ts";
import { conversationName } from "../see/conversations.ts";
import { basePayload, channelPart, messagePart } from "./payloads.ts";

interface Asked {
  surface: Surface;
  app: App;
  block: string;
  action: string;
  query: string;
}

/** What a select offers for these words: its own options, the workspace's people or conversations, or what the app answers. */
export async function options(sandbox: Sandbox, person: Person, asked: Asked): Promise<ActResults["options"]> {
  const { world } = sandbox;
  const element = findElement(surfaceBlocks(asked.surface), asked.block, asked.action)?.element;
  if (!element) return failed(person, "not_found");
  const type = textAt(element, "type") ?? "";
  if (type.endsWith("external_select")) return askApp(sandbox, person, asked);
  const fits = (option: OptionSeen): boolean => option.text.toLowerCase().includes(asked.query.toLowerCase());
  if (type.endsWith("users_select")) return { ok: true, options: people(world).filter(fits), groups: [] };
  if (type.endsWith("conversations_select") || type.endsWith("channels_select")) {
    return { ok: true, options: conversations(world, person, element).filter(fits), groups: [] };
  }
  const groups = objectsAt(element, "option_groups").map(seenGroup);
  return {
    ok: true,
    options: objectsAt(element, "options").map(seenOption).filter(fits),
    groups: groups.map((group) => ({ ...group, options: group.options.filter(fits) })),
  };
}

async function askApp(sandbox: Sandbox, person: Person, asked: Asked): Promise<ActResults["options"]> {
  const { world } = sandbox;
  const payload: JsonObject = {
    type: "block_suggestion",
    ...basePayload(world, asked.app, person),
    ...placePart(world, asked.surface),
    action_id: asked.action,
    block_id: asked.block,
    value: asked.query,
    action_ts: world.ids.ts(),
  };
  const reply = await sandbox.delivery.send(asked.app, {
    kind: "options",
    name: asked.action,
    payload,
    by: person.id,
  });
  if (!reply.ok) return failed(person, reply.error);
  const body = isObject(reply.body) ? reply.body : {};
  const groups = objectsAt(body, "option_groups");
  const all = [...objectsAt(body, "options"), ...groups.flatMap((group) => objectsAt(group, "options"))];
  if (all.length > 100 || groups.length > 100) return failed(person, "too_many_options");
  const key = `${surfaceKey(asked.surface)}/${asked.block}/${asked.action}`;
  world.offered.set(key, [...(world.offered.get(key) ?? []), ...all]);
  return { ok: true, options: objectsAt(body, "options").map(seenOption), groups: groups.map(seenGroup) };
}

function failed(person: Person, error: string): ActResults["options"] {
  return { ok: false, error, words: say(person.locale, "optionsFailed") };
}

function people(world: World): OptionSeen[] {
  return [...world.people.values()]
    .filter((one) => !one.deactivated)
    .map((one) => ({ value: one.id, text: one.displayName, description: one.title }));
}

const KIND_IN_FILTER = { public: "public", private: "private", im: "im", mpim: "mpim" } as const;

/** channels_select offers public ones; conversations_select what its filter includes. */
function conversations(world: World, person: Person, element: JsonObject): OptionSeen[] {
  const filter = objectAt(element, "filter");
  const include = textsAt(filter, "include");
  const publicOnly = (textAt(element, "type") ?? "").endsWith("channels_select");
  const wanted = (channel: Channel): boolean => {
    if (publicOnly) return channel.kind === "public";
    if (filter["exclude_bot_users"] === true && [...channel.members].some((id) => world.people.get(id)?.app)) {
      if (channel.kind === "im") return false;
    }
    return include.length === 0 || include.includes(KIND_IN_FILTER[channel.kind]);
  };
  return [...world.channels.values()]
    .filter((channel) => canSee(channel, person.id) && !channel.archived && wanted(channel))
    .map((channel) => ({ value: channel.id, text: conversationName(world, channel, person.id) }));
}

function seenGroup(group: JsonObject): { label: string; options: OptionSeen[] } {
  return {
    label: textAt(objectAt(group, "label"), "text") ?? "",
    options: objectsAt(group, "options").map(seenOption),
  };
}

function seenOption(option: JsonObject): OptionSeen {
  const description = textAt(objectAt(option, "description"), "text");
  return {
    value: textAt(option, "value") ?? "",
    text: textAt(objectAt(option, "text"), "text") ?? "",
    ...(description === undefined ? {} : { description }),
  };
}

function placePart(world: World, surface: Surface): JsonObject {
  if ("view" in surface) {
    return { container: { type: "view", view_id: surface.view.id }, view: slackView(world, surface.view) };
  }
  const { message } = surface;
  const channel = world.channels.get(message.channel);
  const ephemeral = message.ephemeralTo !== undefined;
  return {
    container: { type: "message", message_ts: message.ts, channel_id: message.channel, is_ephemeral: ephemeral },
    ...(channel ? { channel: channelPart(channel) } : {}),
    ...(ephemeral ? {} : { message: messagePart(world, message) }),
  };
}
