import type { AppSeen, ConversationKind, ConversationSeen, GroupSeen, PersonSeen } from "../protocol.ts";
import type { Sandbox } from "../sandbox.ts";
import { appOf } from "../world/conversations.ts";
import { unreadOf } from "../world/messages.ts";
import type { App, Channel, Group, Person } from "../world/nouns.ts";
import type { World } from "../world/world.ts";

export function personSeen(person: Person): PersonSeen {
  return {
    id: person.id,
    name: person.name,
    displayName: person.displayName,
    title: person.title,
    locale: person.locale,
    tz: person.tz,
    admin: person.admin,
    bot: person.app !== undefined,
    deactivated: person.deactivated,
    ...(person.app === undefined ? {} : { app: person.app }),
  };
}

export function groupSeen(group: Group): GroupSeen {
  return { id: group.id, handle: group.handle, name: group.name, members: [...group.members] };
}

export function appSeen(sandbox: Sandbox, app: App): AppSeen {
  const shortcuts = (type: "message" | "global"): AppSeen["globalShortcuts"] =>
    app.shortcuts
      .filter((one) => one.type === type)
      .map(({ callbackId, name, description }) => ({ callbackId, name, description }));
  return {
    id: app.id,
    name: app.name,
    botUser: app.botUser,
    homeTab: app.homeTab,
    messagesTab: app.messagesTab,
    connected: sandbox.delivery.isConnected(app),
    commands: app.commands.map(({ command, description, usageHint }) => ({ command, description, usageHint })),
    globalShortcuts: shortcuts("global"),
    messageShortcuts: shortcuts("message"),
  };
}

/** A channel's name; of a DM, the names of the others. */
export function conversationName(world: World, channel: Channel, viewer: string): string {
  if (channel.kind === "public" || channel.kind === "private") return channel.name;
  const others = [...channel.members].filter((id) => id !== viewer);
  const names = (others.length > 0 ? others : [viewer]).map((id) => world.people.get(id)?.displayName ?? id);
  return names.join(", ");
}

function kindOf(world: World, channel: Channel): ConversationKind {
  if (channel.kind === "im") return appOf(world, channel) ? "app" : "dm";
  return channel.kind === "mpim" ? "group-dm" : channel.kind;
}

export function conversationSeen(world: World, channel: Channel, viewer: string): ConversationSeen {
  const member = channel.members.has(viewer);
  const app = appOf(world, channel);
  return {
    id: channel.id,
    kind: kindOf(world, channel),
    name: conversationName(world, channel, viewer),
    topic: channel.topic,
    purpose: channel.purpose,
    archived: channel.archived,
    member,
    members: [...channel.members],
    ...(member ? unreadOf(world, channel, viewer) : { unread: 0, mentions: 0 }),
    lastRead: channel.read.get(viewer) ?? "",
    latest: channel.timeline.at(-1)?.ts ?? "",
    ...(app ? { app: app.id } : {}),
    bookmarks: channel.bookmarks.map(({ id, title, link, emoji }) => ({ id, title, link, emoji })),
  };
}
