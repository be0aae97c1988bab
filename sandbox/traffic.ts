import type { Clock } from "./clock.ts";
import type { TrafficEntry } from "./protocol-control.ts";

/** How many entries are kept; older ones are forgotten, their ids are not reused. */
const KEPT = 5000;

export type Opening = Omit<TrafficEntry, "id" | "at" | "took" | "response" | "status" | "verdict">;
export type Closing = Pick<TrafficEntry, "response" | "status" | "verdict" | "fault">;

export interface Traffic {
  /** Writes down a request; the function it gives writes down the answer. */
  open(entry: Opening): (closing: Closing) => void;
  since(id: number): TrafficEntry[];
  onEntry(listener: (entry: TrafficEntry) => void): () => void;
}

/** The record of everything that passes between the sandbox and the apps, for the inspector and for tests. */
export function createTraffic(clock: Clock): Traffic {
  let entries: TrafficEntry[] = [];
  let lastId = 0;
  const listeners = new Set<(entry: TrafficEntry) => void>();
  const tell = (entry: TrafficEntry): void => {
    for (const listener of listeners) listener({ ...entry });
  };
  return {
    open(opening) {
      const started = performance.now();
      lastId += 1;
      const entry: TrafficEntry = { id: lastId, at: clock.now(), ...opening };
      entries.push(entry);
      if (entries.length > KEPT * 2) entries = entries.slice(-KEPT);
      tell(entry);
      return (closing) => {
        Object.assign(entry, closing, { took: Math.round((performance.now() - started) * 10) / 10 });
        tell(entry);
      };
    },
    since: (id) => entries.slice(-KEPT).filter((entry) => entry.id > id),
    onEntry(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
