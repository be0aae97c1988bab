import type { ClockSeen, Deed, DeedResults, Fault, FaultKind, FaultMatch, TrafficEntry } from "../protocol-control.ts";
import { remoteLink, type Link } from "./link.ts";
import { createPerson, type PersonControl } from "./person.ts";

/** The one who holds the sandbox: acts as anybody, holds the clock, makes faults, reads the traffic. */
export interface Control {
  /** The same person each time; what passes his screen is kept from the first call on. */
  as(user: string): PersonControl;
  clock: {
    now(): Promise<number>;
    stop(): Promise<ClockSeen>;
    start(): Promise<ClockSeen>;
    /** Forward by milliseconds; what falls due on the way has happened when it resolves. */
    move(by: number): Promise<ClockSeen>;
    set(now: number): Promise<ClockSeen>;
  };
  fault(where: Fault["where"], what: FaultKind, match?: FaultMatch, times?: number | null): Promise<Fault>;
  lift(id?: string): Promise<void>;
  /** Any other deed. */
  do<D extends Deed>(deed: D): Promise<DeedResults[D["do"]]>;
  traffic(filter?: TrafficFilter): Promise<TrafficEntry[]>;
  /** Waits for an answered exchange that fits, one that has been included. */
  untilTraffic(filter: TrafficFilter, within?: number): Promise<TrafficEntry>;
}

export interface TrafficFilter {
  kind?: TrafficEntry["kind"];
  name?: string;
  app?: string;
  verdict?: string;
  since?: number;
  /** How many of them there must be before the last is given; 1 unless told. */
  count?: number;
}

export function createControl(link: Link): Control {
  const people = new Map<string, PersonControl>();
  return {
    as(user) {
      const known = people.get(user) ?? createPerson(link, user);
      people.set(user, known);
      return known;
    },
    clock: {
      now: () => link.now(),
      stop: () => link.deed({ do: "clock-stop" }),
      start: () => link.deed({ do: "clock-start" }),
      move: (by) => link.deed({ do: "clock-move", by }),
      set: (now) => link.deed({ do: "clock-set", now }),
    },
    fault: (where, what, match = {}, times = 1) => link.deed({ do: "fault", where, what, match, times }),
    async lift(id) {
      await link.deed({ do: "lift", ...(id === undefined ? {} : { id }) });
    },
    do: (deed) => link.deed(deed),
    traffic: async (filter = {}) => (await link.traffic(filter.since ?? 0)).filter((entry) => fits(entry, filter)),
    untilTraffic: (filter, within) => untilTraffic(link, filter, within),
  };
}

/** The control of a sandbox in another process. */
export function connectControl(url: string): Control {
  return createControl(remoteLink(url.replace(/\/$/, "")));
}

function fits(entry: TrafficEntry, filter: TrafficFilter): boolean {
  return (
    (filter.kind === undefined || entry.kind === filter.kind) &&
    (filter.name === undefined || entry.name === filter.name) &&
    (filter.app === undefined || entry.app === filter.app) &&
    (filter.verdict === undefined || entry.verdict === filter.verdict)
  );
}

async function untilTraffic(link: Link, filter: TrafficFilter, within = 5_000): Promise<TrafficEntry> {
  const { promise, resolve, reject } = Promise.withResolvers<TrafficEntry>();
  const wanted = filter.count ?? 1;
  const check = async (): Promise<void> => {
    const all = (await link.traffic(filter.since ?? 0)).filter(
      (entry) => fits(entry, filter) && entry.verdict !== undefined,
    );
    const found = all[wanted - 1];
    if (found) resolve(found);
  };
  const stop = await link.onTraffic(() => void check());
  const timer = setTimeout(() => reject(new Error(`Waited ${within} ms for ${JSON.stringify(filter)}`)), within);
  try {
    await check();
    return await promise;
  } finally {
    clearTimeout(timer);
    stop();
  }
}
