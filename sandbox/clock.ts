import type { ClockSeen } from "./protocol-control.ts";

type Timer = { due: number; run: () => unknown };

/** Somebody who lives by this clock, such as an app with timers of its own: a moved clock stops wherever it has something to do. */
export interface Companion {
  /** When it next has something to do after an instant; undefined when nothing is in sight. */
  next(after: number): Promise<number | undefined>;
  /** The clock stands there; resolves when what was due has been done. */
  arrive(at: number): Promise<void>;
}

export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  seen(): ClockSeen;
  /** Runs `run` when the clock reaches `due`; a move over it waits for what `run` promises. Gives the way to call it off. */
  at(due: number, run: () => unknown): () => void;
  /** A move waits for what is under way, so that what it leads to is timed before the clock goes on. */
  awaits(work: Promise<unknown>): void;
  stop(): void;
  start(): void;
  /** Forward by milliseconds, stopping at each timer on the way. Negative moves are taken as zero. */
  move(by: number): Promise<void>;
  /** To an instant; going back runs no timers. */
  set(now: number): Promise<void>;
  onChange(listener: (seen: ClockSeen) => void): () => void;
  /** Gives the way to go alone again. */
  goAlong(companion: Companion): () => void;
  /** Ends the real timer that drives a running clock. */
  close(): void;
}

// setTimeout takes 32 bits; a timer further away is simply looked at again.
const LONGEST_REAL_TIMER = 2_000_000_000;

/**
 * A clock that runs with real time, stands still, or is moved: everything dated in the sandbox (ts, trigger and response_url
 * lives, the schedule of retries and of scheduled messages) asks this one. It stands while it is being moved.
 */
export function createClock(options: { now?: number; running?: boolean } = {}): Clock {
  let base = options.now ?? Date.now();
  let since = Date.now();
  let running = options.running ?? true;
  let moving = false;
  let timers: Timer[] = [];
  let driver: NodeJS.Timeout | undefined;
  let queue: Promise<void> = Promise.resolve();
  const listeners = new Set<(seen: ClockSeen) => void>();
  const companions = new Set<Companion>();
  const underWay = new Set<Promise<unknown>>();

  const goes = (): boolean => running && !moving;
  const now = (): number => (goes() ? base + (Date.now() - since) : base);
  const seen = (): ClockSeen => ({ now: now(), running: goes() });
  const tell = (): void => listeners.forEach((listener) => listener(seen()));

  function stand(at: number): void {
    base = at;
    since = Date.now();
  }

  function drive(): void {
    clearTimeout(driver);
    const next = timers[0];
    if (!goes() || !next) return;
    driver = setTimeout(runDue, Math.min(Math.max(next.due - now(), 0), LONGEST_REAL_TIMER));
    driver.unref();
  }

  function runDue(): void {
    while (timers[0] && timers[0].due <= now()) timers.shift()?.run();
    drive();
  }

  async function pass(to: number): Promise<void> {
    stand(now());
    moving = true;
    clearTimeout(driver);
    try {
      await Promise.allSettled(underWay);
      for (let stop = await nextStop(to); stop !== undefined; stop = await nextStop(to)) {
        stand(Math.max(base, stop));
        await ring();
        if (companions.size > 0) tell();
        for (const companion of companions) await companion.arrive(base);
      }
      stand(to);
      for (const companion of companions) await companion.arrive(to);
    } finally {
      stand(to);
      moving = false;
      drive();
      tell();
    }
  }

  /** The next instant on the way to `to` at which a timer rings or a companion has something to do. */
  async function nextStop(to: number): Promise<number | undefined> {
    const wishes = await Promise.all([...companions].map((companion) => companion.next(base)));
    const stop = Math.min(timers[0]?.due ?? Infinity, ...wishes.map((at) => at ?? Infinity));
    return stop <= to ? stop : undefined;
  }

  async function ring(): Promise<void> {
    while (timers[0] && timers[0].due <= base) {
      await timers.shift()?.run();
      await Promise.allSettled(underWay);
    }
  }

  function change(how: () => void): void {
    stand(now());
    how();
    since = Date.now();
    drive();
    tell();
  }

  function inTurn(job: () => Promise<void>): Promise<void> {
    const turn = queue.then(job);
    queue = turn.catch(() => undefined);
    return turn;
  }

  return {
    now,
    seen,
    at(due, run) {
      const timer = { due, run };
      const place = timers.findLastIndex((other) => other.due <= due) + 1;
      timers.splice(place, 0, timer);
      drive();
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    awaits(work) {
      underWay.add(work);
      void work.finally(() => underWay.delete(work)).catch(() => undefined);
    },
    stop: () => change(() => (running = false)),
    start: () => change(() => (running = true)),
    move: (by) => inTurn(() => pass(now() + Math.max(by, 0))),
    set: (to) => inTurn(() => (to >= now() ? pass(to) : Promise.resolve(change(() => (base = to))))),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    goAlong(companion) {
      companions.add(companion);
      return () => companions.delete(companion);
    },
    close() {
      timers = [];
      running = false;
      clearTimeout(driver);
    },
  };
}
