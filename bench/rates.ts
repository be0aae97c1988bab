/** Rates of several contestants in one run: in random order, several rounds, the median of each. */

export interface Contestant {
  readonly name: string;
  /** Does the work once; the number says which of the prepared questions. */
  readonly ask: (index: number) => number;
}

/** Operations per second, by contestant. */
export type Rates = ReadonlyMap<string, number>;

const ROUNDS = 7;
/** Each turn lasts at least this long, so that the clock's grain does not matter. */
const TURN_MS = 60;

/** What the work answers is added up here, so that no engine may leave it out. */
export const kept = { sum: 0 };

export function ratesOf(contestants: readonly Contestant[], random: () => number): Rates {
  const seen = new Map<string, number[]>(contestants.map((one) => [one.name, []]));
  for (const one of contestants) turn(one, TURN_MS / 2);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of shuffled(contestants, random)) seen.get(one.name)?.push(turn(one, TURN_MS));
  }
  return new Map([...seen].map(([name, rates]) => [name, median(rates)]));
}

function turn({ ask }: Contestant, ms: number): number {
  let done = 0;
  // A batch grows until the turn is long enough; slow ones stay at one.
  let batch = 1;
  const start = performance.now();
  let spent = 0;
  while (spent < ms) {
    for (let k = 0; k < batch; k += 1) kept.sum += ask(done + k);
    done += batch;
    spent = performance.now() - start;
    if (spent < ms / 8) batch *= 2;
  }
  return (done / spent) * 1000;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function shuffled<T>(values: readonly T[], random: () => number): readonly T[] {
  return values
    .map((value) => ({ value, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}

/** A table with a head, columns as wide as they must be, numbers to the right. */
export function printed(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** `1,234,567`, `12.3`. */
export function count(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(3);
}
