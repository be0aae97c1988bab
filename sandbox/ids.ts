import { randomBytes, randomInt } from "node:crypto";
import type { Clock } from "./clock.ts";

export interface Ids {
  /** "C0000000A1B": a letter for the kind, then digits and capitals, never given twice in one workspace. */
  next(kind: "U" | "B" | "C" | "G" | "D" | "S" | "F" | "V" | "Q" | "Ev" | "Bk"): string;
  /** A message's ts: the clock in seconds with six digits, unique and rising, also where the clock stands or goes back. */
  ts(): string;
  /** "156772938.1827394": changes at every update of a view. */
  hash(): string;
  /** "132456.7890123.abcdef…" */
  trigger(): string;
}

export function createIds(clock: Clock): Ids {
  let count = 0;
  let lastTs = 0;
  return {
    next(kind) {
      count += 1;
      return `${kind}0${count.toString(36).toUpperCase().padStart(8, "0")}`;
    },
    ts() {
      lastTs = Math.max(clock.now() * 1000, lastTs + 1);
      return `${Math.floor(lastTs / 1_000_000)}.${String(lastTs % 1_000_000).padStart(6, "0")}`;
    },
    hash: () => `${Math.floor(clock.now() / 1000)}.${randomBytes(4).toString("hex")}`,
    trigger: () => `${randomInt(1e9, 1e10)}.${randomInt(1e9, 1e10)}.${secret(16)}`,
  };
}

/** Unguessable hexadecimal, `bytes` bytes of it. */
export function secret(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}

/** An event's time of a ts or the other way round: whole seconds. */
export function seconds(instant: number): number {
  return Math.floor(instant / 1000);
}
