import type { Problem } from "../protocol.ts";
import { secret } from "../ids.ts";
import { isObject } from "../json.ts";
import type { Deed, DeedResults } from "../protocol-control.ts";
import type { Sandbox } from "../sandbox.ts";
import { addMember, archive, removeMember } from "../world/conversations.ts";
import type { World } from "../world/world.ts";

export type DeedResult = DeedResults[Deed["do"]] | Problem;

/** Does what nobody in the workspace does: time, faults, and an administrator's interventions. */
export async function carryOut(sandbox: Sandbox, deed: Deed): Promise<DeedResult> {
  const { world, faults } = sandbox;
  const { clock } = world;
  switch (deed.do) {
    case "clock-stop":
      clock.stop();
      return clock.seen();
    case "clock-start":
      clock.start();
      return clock.seen();
    case "clock-move":
      await clock.move(deed.by);
      return clock.seen();
    case "clock-set":
      await clock.set(deed.now);
      return clock.seen();
    case "fault":
      return faults.add(deed);
    case "lift":
      faults.lift(deed.id);
      return { ok: true };
    case "close-socket":
      return { ok: true, closed: sandbox.delivery.sockets.sayGoodbye(deed.app, deed.reason) };
    case "verify-url":
      return verifyUrl(sandbox, deed.app);
    case "rate-limits":
      world.rateLimits = deed.mode;
      return { ok: true };
    default:
      return intervene(world, deed);
  }
}

type Intervention = Exclude<
  Deed,
  {
    do:
      | "clock-stop"
      | "clock-start"
      | "clock-move"
      | "clock-set"
      | "fault"
      | "lift"
      | "close-socket"
      | "verify-url"
      | "rate-limits";
  }
>;

function intervene(world: World, deed: Intervention): DeedResult {
  switch (deed.do) {
    case "revoke-token":
      return revoke(world, deed.app);
    case "archive": {
      const channel = world.channels.get(deed.channel);
      if (!channel) return nothing(deed.channel);
      archive(world, channel, !deed.undo, "USLACKBOT");
      return { ok: true };
    }
    case "deactivate":
      return changePerson(world, deed.user, { deactivated: !deed.undo });
    case "set-person": {
      const { do: _do, user, ...changes } = deed;
      return changePerson(world, user, changes);
    }
    case "add-member":
    case "remove-member": {
      const channel = world.channels.get(deed.channel);
      if (!channel || !world.people.has(deed.user)) return nothing(`${deed.channel} or ${deed.user}`);
      if (deed.do === "add-member") addMember(world, channel, deed.user);
      else removeMember(world, channel, deed.user);
      return { ok: true };
    }
    case "set-app": {
      const { do: _do, app: id, ...changes } = deed;
      const app = world.apps.get(id);
      if (!app) return nothing(id);
      Object.assign(app, changes);
      world.tell({ type: "app", app: id });
      return { ok: true };
    }
    case "set-group": {
      const group = world.groups.get(deed.group);
      if (!group) return nothing(deed.group);
      group.members = deed.members;
      group.updated = world.clock.now();
      world.tell({ type: "group", group: group.id });
      return { ok: true };
    }
  }
}

async function verifyUrl(sandbox: Sandbox, id: string): Promise<DeedResult> {
  const app = sandbox.world.apps.get(id);
  if (!app) return nothing(id);
  const challenge = secret(16);
  const payload = { token: app.verificationToken, challenge, type: "url_verification" };
  const reply = await sandbox.delivery.send(app, { kind: "event", name: "url_verification", payload });
  const said = reply.ok ? reply.body : undefined;
  return { ok: true, verified: said === challenge || (isObject(said) && said["challenge"] === challenge) };
}

/** Every token of the app is revoked; it hears of it as Slack tells it. */
function revoke(world: World, id: string): DeedResult {
  const app = world.apps.get(id);
  if (!app) return nothing(id);
  for (const token of world.tokens.values()) {
    if (token.app === id && token.kind !== "app") token.state = "revoked";
  }
  world.tell({
    type: "event",
    app: id,
    event: { type: "tokens_revoked", tokens: { oauth: [], bot: [app.botUser] } },
  });
  return { ok: true };
}

function changePerson(
  world: World,
  id: string,
  changes: Partial<{ deactivated: boolean; locale: string; tz: string; title: string; displayName: string }>,
): DeedResult {
  const person = world.people.get(id);
  if (!person) return nothing(id);
  Object.assign(person, changes, { updated: world.clock.now() });
  world.tell({ type: "person", user: id });
  return { ok: true };
}

function nothing(id: string): Problem {
  return { ok: false, error: "not_found", words: `There is no ${id} in this workspace` };
}
