import { secret } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import type { ResponseUrl, Trigger } from "./nouns.ts";
import type { World } from "./world.ts";

/** So many expired ones are remembered, to say "expired" rather than "invalid" of them. */
const REMEMBERED = 5_000;

export function issueTrigger(world: World, trigger: Omit<Trigger, "id" | "expires" | "used">): string {
  const id = world.ids.trigger();
  world.triggers.set(id, { ...trigger, id, expires: world.clock.now() + LIMITS.trigger.life, used: false });
  forgetOldest(world.triggers);
  return id;
}

function forgetOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size > REMEMBERED && oldest !== undefined) map.delete(oldest);
}

/** Uses a trigger up, or says in Slack's words why it cannot be. */
export function takeTrigger(world: World, app: string, id: string): Trigger | { error: string } {
  const trigger = world.triggers.get(id);
  if (!trigger || trigger.app !== app) return { error: "invalid_trigger_id" };
  if (trigger.used) return { error: "exchanged_trigger_id" };
  if (world.clock.now() >= trigger.expires) return { error: "expired_trigger_id" };
  trigger.used = true;
  return trigger;
}

/** Gives the absolute address. */
export function issueResponseUrl(world: World, url: Omit<ResponseUrl, "path" | "uses" | "expires">): string {
  const folder = url.kind === "command" ? "commands" : url.kind === "view" ? "app" : "actions";
  const path = `/${folder}/${world.team.id}/${secret(6)}/${secret(12)}`;
  world.responseUrls.set(path, { ...url, path, uses: 0, expires: world.clock.now() + LIMITS.responseUrl.life });
  forgetOldest(world.responseUrls);
  return world.url + path;
}

/** Counts a use, or says why there is none left. */
export function takeResponseUrl(world: World, path: string): ResponseUrl | { error: string } {
  const url = world.responseUrls.get(path);
  if (!url) return { error: "invalid_url" };
  if (world.clock.now() >= url.expires) return { error: "expired_url" };
  if (url.uses >= LIMITS.responseUrl.uses) return { error: "used_url" };
  url.uses += 1;
  return url;
}
