import type { Logger } from "pino";
import { z } from "zod";

/** The time was set forward. Until the listeners are through, the clock shows what they let it pass to. */
export interface Jump {
  readonly from: number;
  /** Where it is going; still runs on meanwhile. */
  to(): number;
  passTo(at: number): void;
}

/** The one place from which the app takes the time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Whoever listens lets the time pass step by step, so that what falls due on the way happens at its time. */
  onJump(listener: (jump: Jump) => Promise<void>): void;
  stop(): void;
}

export function systemClock(): Clock {
  return { now: () => Date.now(), onJump: () => undefined, stop: () => undefined };
}

const Seen = z.object({ now: z.number(), running: z.boolean() });
type Seen = z.infer<typeof Seen>;

/** Two clocks that were only looked at one after the other differ by less. */
const NO_JUMP_MS = 1000;
const AGAIN_AFTER_MS = 1000;

/**
 * A clock that can also be told by hand; resolves when everything due on the way has happened: true when its listeners
 * were called for that, false when it was no jump.
 */
export type ToldClock = Clock & { learn(seen: { readonly now: number; readonly running: boolean }): Promise<boolean> };

/** A clock that is told where somebody else's clock stands. */
export function followingClock(first: Seen): ToldClock {
  let seen = first;
  let seenAt = performance.now();
  let standing: number | undefined;
  let walking: Promise<void> | undefined;
  const listeners: ((jump: Jump) => Promise<void>)[] = [];
  const there = () => Math.round(seen.now + (seen.running ? performance.now() - seenAt : 0));
  const now = () => standing ?? there();

  async function walk(from: number): Promise<void> {
    standing = from;
    const jump: Jump = {
      from,
      to: there,
      passTo: (at) => (standing = Math.max(standing ?? at, Math.min(at, there()))),
    };
    try {
      for (const listener of listeners) await listener(jump);
    } finally {
      standing = undefined;
      walking = undefined;
    }
  }

  return {
    now,
    onJump: (listener) => void listeners.push(listener),
    stop: () => undefined,
    async learn(next) {
      const before = now();
      seen = next;
      seenAt = performance.now();
      if (standing !== undefined) {
        // A walk under way goes on to the new goal; set back behind it, the clock just stands there.
        standing = Math.min(standing, there());
        await walking;
        return true;
      }
      if (there() - before <= NO_JUMP_MS) return false;
      walking = walk(before);
      await walking;
      return true;
    },
  };
}

/**
 * A clock that somebody else holds, e.g. the sandbox's, which can be stopped and moved. Between two words from it, it
 * goes at the pace of real time, or stands. While it cannot be reached, the last that was known counts on.
 *
 * @param url answers with `{ now, running }`; as a WebSocket, tells every change
 * @throws when it cannot be read at the start
 */
export async function remoteClock(url: string, log: Logger): Promise<ToldClock> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The clock at ${url} answered ${response.status}`);
  const clock = followingClock(Seen.parse(await response.json()));
  let stopped = false;
  let socket: WebSocket | undefined;

  function connect(): void {
    if (stopped) return;
    socket = new WebSocket(url.replace(/^http/, "ws"));
    socket.addEventListener("message", (event) => {
      const next = Seen.safeParse(parsed(event.data));
      if (!next.success) return;
      clock.learn(next.data).catch((error: unknown) => log.error({ err: error }, "Catching up with the clock failed"));
    });
    socket.addEventListener("error", () => log.debug({ url }, "The clock cannot be reached"));
    socket.addEventListener("close", () => {
      if (!stopped) setTimeout(connect, AGAIN_AFTER_MS).unref();
    });
  }

  connect();
  return {
    ...clock,
    stop() {
      stopped = true;
      socket?.close();
    },
  };
}

function parsed(text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
