import type { Context } from "../desk/context.ts";
import type { Facts, FileRef } from "../desk/facts.ts";
import type { Text } from "../regulation/shape.ts";
import type { ActName, RawChecks, RawEntry } from "./raw.ts";

/** Everything that stands while a story is played: a desk with its people under a regulation. */
export type Stage = Omit<Context, "now" | "counts" | "listed">;

/** One entry of a story, with names found, times as instants and answers as their fields hold them. */
export interface Entry {
  /** 1-based line in the file. */
  readonly line: number;
  /** Instant, ms since 1970. */
  readonly at: number;
  /** Id of the person who acts, or `desk`. */
  readonly by: string;
  readonly act?: ActName;
  readonly raw: RawEntry;
  readonly facts: Facts;
  readonly files: readonly FileRef[];
  /** The further times of the entry, by key. */
  /** Ids of the people that are named beside the act, by key. */
  readonly people: { readonly [key in "person" | "reassign" | "recuse" | "away" | "leaves" | "deputy"]?: string };
  readonly times: {
    readonly [key in "received" | "done" | "until" | "promise" | "spoken" | "not-reached" | "call-later"]?: number;
  };
  readonly expects: readonly Expectation[];
}

/** Something that must be so, or must not be so, after the entry. */
export interface Expectation {
  readonly line: number;
  readonly check: keyof RawChecks;
  readonly wanted: RawChecks;
  readonly not: boolean;
}

/** One case from its beginning: the walk itself, or the walk with one row put into it. */
export interface StoryCase {
  readonly line: number;
  /** What tells this row from the others. */
  readonly title: string;
  readonly entries: readonly Entry[];
}

export interface Story {
  readonly title: Text;
  readonly clauses: readonly string[];
  readonly stage: Stage;
  readonly cases: readonly StoryCase[];
}
