import type { World } from "../world/world.ts";
import type { Method, Tier } from "./call.ts";

/** Calls a minute and method; `special` ones (chat.postMessage has its own rule for channels) count as tier 4 for the workspace. */
const PER_MINUTE: Record<Tier, number> = { 1: 1, 2: 20, 3: 50, 4: 100, special: 300, none: Number.POSITIVE_INFINITY };

const MINUTE = 60_000;
/** A channel takes about one message a second; Slack tolerates short bursts. */
const CHANNEL_BURST = 5;
const CHANNEL_EACH = 1_000;

/** Real time, because whoever was told to wait waits in real time, whatever the sandbox's clock does. */
const calls = new WeakMap<World, Map<string, number[]>>();

/** Seconds to wait (for Retry-After) where this call is one too many; `undefined` where it may pass. It counts only then. */
export function overLimit(
  world: World,
  method: Method,
  call: { name: string; app: string; channel: string | undefined },
): number | undefined {
  if (world.rateLimits === "off") return undefined;
  const now = performance.now();
  const key = `${call.app}/${call.name}`;
  const wait = tooMany(recent(world, key, now - MINUTE), { now, most: PER_MINUTE[method.tier], span: MINUTE });
  if (wait !== undefined) return wait;
  if (call.name !== "chat.postMessage") return note(world, [key], now);
  const channelKey = `${key}/${call.channel ?? ""}`;
  const span = CHANNEL_BURST * CHANNEL_EACH;
  const burst = tooMany(recent(world, channelKey, now - span), { now, most: CHANNEL_BURST, span });
  return burst ?? note(world, [key, channelKey], now);
}

function recent(world: World, key: string, after: number): number[] {
  return (calls.get(world)?.get(key) ?? []).filter((at) => at > after);
}

function tooMany(before: number[], rule: { now: number; most: number; span: number }): number | undefined {
  if (before.length < rule.most) return undefined;
  const oldest = before[before.length - rule.most] ?? rule.now;
  return Math.max(1, Math.ceil((oldest + rule.span - rule.now) / 1000));
}

function note(world: World, keys: string[], now: number): undefined {
  const book = calls.get(world) ?? new Map<string, number[]>();
  calls.set(world, book);
  for (const key of keys) book.set(key, [...recent(world, key, now - MINUTE), now]);
}
