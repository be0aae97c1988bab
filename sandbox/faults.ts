import type { Fault, FaultKind, FaultMatch } from "./protocol-control.ts";

export interface Faults {
  add(fault: { where: Fault["where"]; match?: FaultMatch; what: FaultKind; times?: number | null }): Fault;
  lift(id?: string): void;
  all(): Fault[];
  /** The first fault that fits, used up by one; of the kinds named only, where any are named. */
  strike(where: Fault["where"], happening: FaultMatch, kinds?: FaultKind["kind"][]): FaultKind | undefined;
  onChange(listener: (faults: Fault[]) => void): () => void;
}

/** Faults that somebody asked for, waiting for something to strike. */
export function createFaults(): Faults {
  let count = 0;
  let faults: Fault[] = [];
  const listeners = new Set<(faults: Fault[]) => void>();
  const changeTo = (next: Fault[]): void => {
    faults = next;
    for (const listener of listeners) listener(faults);
  };
  return {
    add({ where, match = {}, what, times = 1 }) {
      count += 1;
      const fault: Fault = { id: `fault-${count}`, where, match, what, left: times };
      changeTo([...faults, fault]);
      return fault;
    },
    lift: (id) => changeTo(id === undefined ? [] : faults.filter((fault) => fault.id !== id)),
    all: () => faults,
    strike(where, happening, kinds) {
      const found = faults.find(
        (fault) => fault.where === where && (kinds?.includes(fault.what.kind) ?? true) && fits(fault.match, happening),
      );
      if (!found) return undefined;
      if (found.left !== null) {
        const left = found.left - 1;
        changeTo(faults.flatMap((fault) => (fault !== found ? fault : left > 0 ? { ...fault, left } : [])));
      }
      return found.what;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function fits(match: FaultMatch, happening: FaultMatch): boolean {
  if (match.app !== undefined && match.app !== happening.app) return false;
  if (match.channel !== undefined && match.channel !== happening.channel) return false;
  if (match.name !== undefined && match.name !== happening.name) return false;
  if (match.method === undefined) return true;
  const method = happening.method ?? "";
  return match.method.endsWith("*") ? method.startsWith(match.method.slice(0, -1)) : method === match.method;
}
