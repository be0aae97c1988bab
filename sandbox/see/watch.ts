import type { Snapshot, Update } from "../protocol.ts";
import type { Sandbox } from "../sandbox.ts";
import { activePeople, canSee } from "../world/conversations.ts";
import type { Change, Message } from "../world/nouns.ts";
import { stackOf } from "../world/views.ts";
import { appSeen, conversationSeen, groupSeen, personSeen } from "./conversations.ts";
import { homeSeen, messageSeen, modalSeen } from "./messages.ts";

/** Everything a person sees at this moment, without the messages: those are asked for by conversation. */
export function snapshotOf(sandbox: Sandbox, viewer: string): Snapshot | undefined {
  const { world } = sandbox;
  const me = world.people.get(viewer);
  if (!me) return undefined;
  return {
    team: { ...world.team },
    me: personSeen(me),
    people: [...world.people.values()].map(personSeen),
    groups: [...world.groups.values()].map(groupSeen),
    apps: [...world.apps.values()].filter((app) => app.installed).map((app) => appSeen(sandbox, app)),
    conversations: [...world.channels.values()]
      .filter((channel) => canSee(channel, viewer))
      .map((channel) => conversationSeen(world, channel, viewer)),
    modals: stackOf(world, viewer).map((view) => modalSeen(world, view)),
    clock: world.clock.seen(),
    faults: sandbox.faults.all(),
  };
}

/** Sends a snapshot, and after it whatever changes for this person. Gives the way to stop. */
export function watch(
  sandbox: Sandbox,
  viewer: string,
  how: { send: (update: Update) => void; traffic: boolean },
): () => void {
  const { world, faults, traffic } = sandbox;
  const snapshot = snapshotOf(sandbox, viewer);
  if (!snapshot) return () => undefined;
  how.send({ type: "snapshot", ...snapshot });
  const stops = [
    world.listen((change) => {
      for (const update of updatesOf(sandbox, viewer, change)) how.send(update);
    }),
    world.clock.onChange((clock) => how.send({ type: "clock", clock })),
    faults.onChange((all) => how.send({ type: "faults", faults: all })),
    how.traffic ? traffic.onEntry((entry) => how.send({ type: "traffic", entry })) : (): void => undefined,
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function updatesOf(sandbox: Sandbox, viewer: string, change: Change): Update[] {
  const { world } = sandbox;
  switch (change.type) {
    case "posted":
      return [...ifSeen(sandbox, viewer, change.message), ...ofConversation(sandbox, viewer, change.message)];
    case "changed":
    case "reaction":
    case "pin":
      return ifSeen(sandbox, viewer, change.message);
    case "touched":
      return change.only === undefined || change.only === viewer ? ifSeen(sandbox, viewer, change.message) : [];
    case "deleted": {
      const { channel, ts, ephemeralTo } = change.message;
      if (!mayRead(sandbox, viewer, channel) || (ephemeralTo ?? viewer) !== viewer) return [];
      return [{ type: "gone", conversation: channel, ts }, ...conversation(sandbox, viewer, channel)];
    }
    case "conversation":
      return conversation(sandbox, viewer, change.channel);
    case "read":
      return change.user === viewer ? conversation(sandbox, viewer, change.channel) : [];
    case "modals":
      if (change.user !== viewer) return [];
      return [{ type: "modals", modals: stackOf(world, viewer).map((view) => modalSeen(world, view)) }];
    case "home":
      return change.user === viewer ? [{ type: "home", home: homeSeen(world, change.app, viewer) }] : [];
    case "person": {
      const person = world.people.get(change.user);
      return person ? [{ type: "person", person: personSeen(person) }] : [];
    }
    case "group": {
      const group = world.groups.get(change.group);
      return group ? [{ type: "group", group: groupSeen(group) }] : [];
    }
    case "app": {
      const app = world.apps.get(change.app);
      return app ? [{ type: "app", app: appSeen(sandbox, app) }] : [];
    }
    case "toast":
      return change.user === viewer ? [{ type: "toast", trouble: change.trouble }] : [];
    default:
      return [];
  }
}

function mayRead({ world }: Sandbox, viewer: string, channel: string): boolean {
  const found = world.channels.get(channel);
  return found !== undefined && canSee(found, viewer);
}

function ifSeen(sandbox: Sandbox, viewer: string, message: Message): Update[] {
  if (!mayRead(sandbox, viewer, message.channel)) return [];
  if (message.ephemeralTo !== undefined && message.ephemeralTo !== viewer) return [];
  return [{ type: "message", message: messageSeen(sandbox.world, message, viewer) }];
}

/** Unread counts move with what stands in the channel itself; a reply in a thread or an ephemeral message moves none. */
function ofConversation(sandbox: Sandbox, viewer: string, message: Message): Update[] {
  const inThread = message.threadTs !== undefined && message.subtype !== "thread_broadcast";
  return message.ephemeralTo !== undefined || inThread ? [] : conversation(sandbox, viewer, message.channel);
}

function conversation(sandbox: Sandbox, viewer: string, id: string): Update[] {
  const channel = sandbox.world.channels.get(id);
  if (!channel) return [];
  if (!canSee(channel, viewer)) return [{ type: "left", conversation: id }];
  return [{ type: "conversation", conversation: conversationSeen(sandbox.world, channel, viewer) }];
}

export function whoCanBe(sandbox: Sandbox): { people: ReturnType<typeof personSeen>[] } {
  return { people: activePeople(sandbox.world).map(personSeen) };
}
