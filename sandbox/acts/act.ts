import { slackView } from "../api/shapes.ts";
import type { Surface } from "../blocks/values.ts";
import type { Act, ActResults, Failed, Place } from "../protocol.ts";
import type { Sandbox } from "../sandbox.ts";
import { homeSeen } from "../see/messages.ts";
import { openDm } from "../world/conversations.ts";
import { findMessage } from "../world/messages.ts";
import type { App, Person, View } from "../world/nouns.ts";
import { stackOf } from "../world/views.ts";
import { command } from "./command.ts";
import { upload } from "./files.ts";
import { close, submit } from "./modal.ts";
import { options } from "./options.ts";
import { shortcut } from "./shortcut.ts";
import * as talk from "./talk.ts";
import { enter, mayStand, use } from "./use.ts";

export type ActResult = ActResults[Act["do"]];

/** Does what a person does, and answers when it is done: when the app has acknowledged, or failed to. */
export async function perform(sandbox: Sandbox, person: Person, act: Act): Promise<ActResult> {
  const { world } = sandbox;
  switch (act.do) {
    case "look":
      return talk.look(world, person, act);
    case "thread":
      return talk.thread(world, person, act);
    case "read":
      return talk.markRead(world, person, act);
    case "say":
      return talk.writeMessage(world, person, act);
    case "edit":
      return talk.edit(world, person, act);
    case "delete":
      return talk.takeBack(world, person, act);
    case "join":
      return talk.join(world, person, act.conversation);
    case "leave":
      return talk.leave(world, person, act.conversation);
    case "invite":
      return talk.invite(world, person, act);
    case "open-dm":
      return talk.openConversation(sandbox, person, act.users);
    case "upload":
      return upload(world, person, act);
    case "react":
      return reactTo(sandbox, person, act);
    case "command": {
      const channel = talk.visible(world, person, act.conversation);
      if (!channel) return talk.failed(person, "channel_not_found", "gone");
      return command(sandbox, person, {
        channel,
        text: act.text,
        ...(act.thread === undefined ? {} : { thread: act.thread }),
      });
    }
    case "message-shortcut":
    case "global-shortcut":
      return useShortcut(sandbox, person, act);
    case "use":
    case "options":
      return onSurface(sandbox, person, act);
    case "submit":
    case "close":
      return onModal(sandbox, person, act);
    case "home":
      return openHome(sandbox, person, act.app);
  }
}

function reactTo({ world }: Sandbox, person: Person, act: Extract<Act, { do: "react" }>): ActResults["react"] {
  const channel = talk.visible(world, person, act.conversation);
  const message = channel && findMessage(world, channel.id, act.ts, person.id);
  if (!message || message.ephemeralTo !== undefined) return talk.failed(person, "message_not_found", "gone");
  talk.react(world, message, { user: person.id, name: act.name, remove: act.remove ?? false });
  return { ok: true };
}

async function useShortcut(
  sandbox: Sandbox,
  person: Person,
  act: Extract<Act, { do: "message-shortcut" | "global-shortcut" }>,
): Promise<ActResults["global-shortcut"]> {
  const { world } = sandbox;
  const app = world.apps.get(act.app);
  const type = act.do === "message-shortcut" ? "message" : "global";
  const known = app?.shortcuts.some((one) => one.type === type && one.callbackId === act.callbackId) ?? false;
  if (!app || !known) return talk.failed(person, "not_found", "gone");
  if (act.do === "global-shortcut") return shortcut(sandbox, person, { app, callbackId: act.callbackId });
  const channel = talk.visible(world, person, act.conversation);
  const message = channel?.byTs.get(act.ts);
  if (!channel || !message) return talk.failed(person, "message_not_found", "gone");
  return shortcut(sandbox, person, { app, callbackId: act.callbackId, on: { channel, message } });
}

/** The surface that an element stands on, as far as it is on this person's screen, and the app that it belongs to. */
function surfaceAt({ world }: Sandbox, person: Person, place: Place): { surface: Surface; app: App } | undefined {
  if ("view" in place) {
    const view = world.views.get(place.view);
    const app = view && world.apps.get(view.app);
    return view && app && view.user === person.id ? { surface: { view }, app } : undefined;
  }
  const message = findMessage(world, place.conversation, place.ts, person.id);
  const app = message?.app === undefined ? undefined : world.apps.get(message.app);
  if (!message || !app || !talk.visible(world, person, place.conversation)) return undefined;
  return { surface: { message, user: person.id }, app };
}

async function onSurface(
  sandbox: Sandbox,
  person: Person,
  act: Extract<Act, { do: "use" | "options" }>,
): Promise<ActResults["use"] | ActResults["options"]> {
  const found = surfaceAt(sandbox, person, act.place);
  if (!found) return talk.failed(person, "not_found", "gone");
  if (act.do === "use") return use(sandbox, person, { ...found, act });
  return options(sandbox, person, { ...found, block: act.block, action: act.action, query: act.query });
}

async function onModal(
  sandbox: Sandbox,
  person: Person,
  act: Extract<Act, { do: "submit" | "close" }>,
): Promise<ActResults["submit"] | ActResults["close"]> {
  const { world } = sandbox;
  const view: View | undefined = stackOf(world, person.id).find((one) => one.id === act.view);
  const app = view && world.apps.get(view.app);
  const gone: Failed = talk.failed(person, "not_found", "gone");
  if (!view || !app) return gone;
  if (act.do === "close") return close(sandbox, person, { view, app, all: act.all ?? false });
  if (act.state && !mayStand(world, { view }, act.state)) return talk.failed(person, "no_such_option", "noSuchOption");
  if (act.state) enter({ view }, act.state);
  return submit(sandbox, person, { view, app });
}

/** Opening the Home tab tells the app; what it publishes comes as an update. */
function openHome(sandbox: Sandbox, person: Person, id: string): ActResults["home"] {
  const { world } = sandbox;
  const app = world.apps.get(id);
  if (!app?.homeTab) return talk.failed(person, "not_enabled", "gone");
  const { channel } = openDm(world, [person.id, app.botUser]);
  const published = world.views.get(world.homes.get(`${app.id}/${person.id}`) ?? "");
  world.tell({
    type: "event",
    app: app.id,
    event: {
      type: "app_home_opened",
      user: person.id,
      channel: channel.id,
      tab: "home",
      ...(published ? { view: slackView(world, published) } : {}),
    },
  });
  return { ok: true, home: homeSeen(world, app.id, person.id) };
}
