import { secret, seconds } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { App, Channel } from "../world/nouns.ts";
import { eventsOf, type Announcement } from "./announcements.ts";
import type { Parcel } from "./delivery.ts";

/** At once, after a minute, after five. */
const RETRIES_AFTER = [0, 60_000, 300_000];
const HOUR = 3_600_000;
/** "Delayed Events": once an hour for a day. */
const DELAYED = 24;

/**
 * Tells the apps what happened: those subscribed, with the scope, and with their bot in the conversation. Failed deliveries are
 * repeated as Slack repeats them, by the sandbox's clock.
 */
export function startEvents(sandbox: Sandbox): () => void {
  const { world, delivery, faults } = sandbox;
  const held = new Map<string, Parcel[]>();

  async function attempt(app: App, parcel: Parcel): Promise<void> {
    const reply = await delivery.send(app, parcel);
    if (reply.ok || reply.noRetry) return;
    const number = (parcel.retry?.number ?? 0) + 1;
    const wait = RETRIES_AFTER[number - 1] ?? (app.delayedEvents && number <= 3 + DELAYED ? HOUR : undefined);
    if (wait === undefined) return;
    const again = (): Promise<void> => attempt(app, { ...parcel, retry: { number, reason: reply.reason } });
    if (wait === 0) await again();
    else world.clock.at(world.clock.now() + wait, again);
  }

  function dispatch(app: App, { event, name }: Announcement): void {
    const happening = { app: app.id, name };
    if (faults.strike("delivery", happening, ["lose"])) return;
    const parcel: Parcel = { kind: "event", name, payload: envelope(sandbox, app, event) };
    if (faults.strike("delivery", happening, ["reorder"])) {
      held.set(app.id, [...(held.get(app.id) ?? []), parcel]);
      return;
    }
    const late = held.get(app.id) ?? [];
    held.delete(app.id);
    const first = attempt(app, parcel);
    world.clock.awaits(first);
    if (faults.strike("delivery", happening, ["two-ids"])) {
      world.clock.awaits(attempt(app, { ...parcel, payload: envelope(sandbox, app, event) }));
    }
    for (const one of late) world.clock.awaits(first.then(() => attempt(app, one)));
  }

  return world.listen((change) => {
    for (const announcement of eventsOf(world, change)) {
      for (const app of world.apps.values()) {
        if (mayHear(app, announcement, world.channels.get(announcement.channel ?? ""))) dispatch(app, announcement);
      }
    }
  });
}

function mayHear(app: App, it: Announcement, channel: Channel | undefined): boolean {
  if (it.app !== undefined && it.app !== app.id) return false;
  if (!app.installed && it.name !== "tokens_revoked" && it.name !== "app_uninstalled") return false;
  if (!app.events.has(it.name)) return false;
  if (it.needs.length > 0 && !it.needs.some((scope) => app.scopes.has(scope))) return false;
  return channel === undefined || channel.members.has(app.botUser);
}

function envelope({ world }: Sandbox, app: App, event: JsonObject): JsonObject {
  return {
    token: app.verificationToken,
    team_id: world.team.id,
    context_team_id: world.team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: "event_callback",
    event_id: world.ids.next("Ev"),
    event_time: seconds(world.clock.now()),
    authorizations: [
      {
        enterprise_id: null,
        team_id: world.team.id,
        user_id: app.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${secret(20)}`,
  };
}
