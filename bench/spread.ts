import { loadavg } from "node:os";
import { median } from "./rates.ts";

/** Of many waits in milliseconds: the middle one, and the one that 95 in 100 do not exceed. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
  return { median: round(median(values)), p95: round(p95) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** What else the machine has to do, of the last 1, 5 and 15 minutes: measurements say it along with themselves. */
export function loads(): string {
  return loadavg()
    .map((load) => load.toFixed(1))
    .join(" ");
}

/** One printed line, with the word whether the goal was reached. */
export function line(what: string, { median: middle, p95 }: Spread, goal?: number): void {
  const reached = goal === undefined ? "" : `   goal p95 < ${goal} ms: ${p95 < goal ? "met" : "missed"}`;
  console.log(`  ${what.padEnd(42)} ${String(middle).padStart(7)} ms  ${String(p95).padStart(7)} ms${reached}`);
}
