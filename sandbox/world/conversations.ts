import { post } from "./messages.ts";
import type { App, Channel, Person } from "./nouns.ts";
import { addChannel, type World } from "./world.ts";

/** Public channels are seen by everybody, the others by those in them. */
export function canSee(channel: Channel, person: string): boolean {
  return channel.kind === "public" || channel.members.has(person);
}

export function isDirect(channel: Channel): boolean {
  return channel.kind === "im" || channel.kind === "mpim";
}

/** The DM of exactly these people (two: im, more: mpim), if it has been opened before. */
export function findDm(world: World, users: readonly string[]): Channel | undefined {
  const wanted = new Set(users);
  return [...world.channels.values()].find(
    (channel) =>
      isDirect(channel) &&
      channel.members.size === wanted.size &&
      [...wanted].every((user) => channel.members.has(user)),
  );
}

/** Opens the DM of these people; the same people have one DM only. */
export function openDm(world: World, users: readonly string[]): { channel: Channel; opened: boolean } {
  const found = findDm(world, users);
  if (found) return { channel: found, opened: false };
  const members = new Set(users);
  const many = members.size > 2;
  const names = [...members].map((id) => world.people.get(id)?.name ?? id);
  const channel = addChannel(world, {
    id: world.ids.next(many ? "G" : "D"),
    kind: many ? "mpim" : "im",
    name: many ? `mpdm-${names.join("--")}-1` : "",
    members,
    creator: users[0] ?? "",
  });
  world.tell({ type: "conversation", channel: channel.id });
  return { channel, opened: true };
}

/** The app on the other side of a DM, when this is a DM with an app's bot user. */
export function appOf(world: World, channel: Channel): App | undefined {
  if (channel.kind !== "im") return undefined;
  const bot = [...channel.members].map((id) => world.people.get(id)).find((person) => person?.app !== undefined);
  return bot?.app === undefined ? undefined : world.apps.get(bot.app);
}

export function botApp(world: World, person: string): App | undefined {
  const app = world.people.get(person)?.app;
  return app === undefined ? undefined : world.apps.get(app);
}

/** Adds a member with the line that Slack writes into the channel. */
export function addMember(world: World, channel: Channel, person: string, inviter?: string): void {
  if (channel.members.has(person)) return;
  channel.members.add(person);
  world.tell({ type: "conversation", channel: channel.id });
  const subtype = channel.kind === "private" ? "group_join" : "channel_join";
  post(world, channel, { user: person, subtype, text: `<@${person}> has joined the ${noun(channel)}` });
  world.tell({
    type: "event",
    channel: channel.id,
    event: {
      type: "member_joined_channel",
      user: person,
      channel: channel.id,
      channel_type: letter(channel),
      team: world.team.id,
      ...(inviter === undefined ? {} : { inviter }),
    },
    needs: [channel.kind === "private" ? "groups:read" : "channels:read"],
  });
}

export function removeMember(world: World, channel: Channel, person: string): void {
  if (!channel.members.has(person)) return;
  const subtype = channel.kind === "private" ? "group_leave" : "channel_leave";
  post(world, channel, { user: person, subtype, text: `<@${person}> has left the ${noun(channel)}` });
  world.tell({
    type: "event",
    channel: channel.id,
    event: {
      type: "member_left_channel",
      user: person,
      channel: channel.id,
      channel_type: letter(channel),
      team: world.team.id,
    },
    needs: [channel.kind === "private" ? "groups:read" : "channels:read"],
  });
  channel.members.delete(person);
  world.tell({ type: "conversation", channel: channel.id });
}

export function archive(world: World, channel: Channel, archived: boolean, by: string): void {
  if (channel.archived === archived) return;
  channel.archived = archived;
  world.tell({ type: "conversation", channel: channel.id });
  const group = channel.kind === "private";
  world.tell({
    type: "event",
    channel: channel.id,
    event: {
      type: `${group ? "group" : "channel"}_${archived ? "archive" : "unarchive"}`,
      channel: channel.id,
      user: by,
    },
    needs: [group ? "groups:read" : "channels:read"],
  });
}

export function activePeople(world: World): Person[] {
  return [...world.people.values()].filter((person) => person.app === undefined && !person.deactivated);
}

function noun(channel: Channel): string {
  return channel.kind === "private" ? "private channel" : "channel";
}

/** Slack's one-letter channel type in member events. */
function letter(channel: Channel): string {
  return channel.kind === "private" ? "G" : "C";
}
