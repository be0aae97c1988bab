import type { JsonObject } from "../json.ts";
import type { ActResults, Trouble } from "../protocol.ts";
import type { Sandbox } from "../sandbox.ts";
import type { App, Channel, Message, Person } from "../world/nouns.ts";
import { issueResponseUrl, issueTrigger } from "../world/triggers.ts";
import { actionTrouble } from "../words.ts";
import { basePayload, channelPart, messagePart } from "./payloads.ts";

/** A person chooses a shortcut of an app, on a message or from the list of global ones. */
export async function shortcut(
  sandbox: Sandbox,
  person: Person,
  what: { app: App; callbackId: string; on?: { channel: Channel; message: Message } },
): Promise<ActResults["global-shortcut"]> {
  const { world } = sandbox;
  const { app, callbackId, on } = what;
  const ts = world.ids.ts();
  const at = on ? { channel: on.channel.id } : {};
  const payload: JsonObject = {
    type: on ? "message_action" : "shortcut",
    ...basePayload(world, app, person),
    callback_id: callbackId,
    action_ts: ts,
    trigger_id: issueTrigger(world, { app: app.id, user: person.id, ...at }),
    ...(on ? onMessage(sandbox, { app, person }, on) : {}),
  };
  const reply = await sandbox.delivery.send(app, {
    kind: "interaction",
    name: callbackId,
    payload,
    by: person.id,
  });
  if (reply.ok) return { ok: true };
  const trouble: Trouble = actionTrouble(person.locale, reply.error);
  world.tell({ type: "toast", user: person.id, trouble });
  return { ok: false, ...trouble };
}

function onMessage(
  { world }: Sandbox,
  who: { app: App; person: Person },
  on: { channel: Channel; message: Message },
): JsonObject {
  const { channel, message } = on;
  return {
    channel: channelPart(channel),
    message: messagePart(world, message),
    message_ts: message.ts,
    response_url: issueResponseUrl(world, {
      app: who.app.id,
      user: who.person.id,
      channel: channel.id,
      kind: "action",
      // The message belongs to somebody else: an answer can follow it, not replace it.
      ...(message.app === who.app.id ? { source: { ts: message.ts, ephemeral: false } } : {}),
    }),
  };
}
