import { localDate, localTime } from "../calendar/zone.ts";
import type { CaseEvent } from "../desk/events.ts";
import type { Notice } from "../desk/notices.ts";
import type { Standing, Turn } from "./runner.ts";

/** What an entry brought about, with all that happened by itself since the entry before. */
export interface Seen {
  readonly events: readonly CaseEvent[];
  readonly notices: readonly Notice[];
  readonly turn?: Turn;
  readonly standing: Standing;
}

export interface Answer {
  readonly holds: boolean;
  readonly actual: string;
}

/** `2026-11-24 09:12`, with seconds where there are any. */
export function wallClock(zone: string, at: number): string {
  const seconds = Math.floor(at / 1000) % 60;
  const minutes = `${localDate(zone, at)} ${localTime(zone, at)}`;
  return seconds === 0 ? minutes : `${minutes}:${String(seconds).padStart(2, "0")}`;
}

export function clockText(at: number | undefined, { standing }: Seen): string {
  return at === undefined ? "none" : wallClock(standing.context.desk.zone, at);
}

export function listed(words: readonly string[]): string {
  return words.length === 0 ? "none" : [...new Set(words)].toSorted().join(", ");
}

export function named(ids: readonly string[], { standing }: Seen): readonly string[] {
  return ids.map((id) => standing.context.people.persons[id]?.name ?? id);
}

/** Exactly these; under `not`, none of these. */
export function these(wanted: readonly string[], actual: readonly string[], not: boolean): Answer {
  const holds = not ? wanted.some((word) => actual.includes(word)) : listed(wanted) === listed(actual);
  return { holds, actual: listed(actual) };
}

/** At least these; under `not`, none of these. */
export function among(wanted: readonly string[], actual: readonly string[], not: boolean): Answer {
  const holds = not ? wanted.some((word) => actual.includes(word)) : wanted.every((word) => actual.includes(word));
  return { holds, actual: listed(actual) };
}

export function same(wanted: string, actual: string): Answer {
  return { holds: wanted === actual, actual };
}

/** Each named thing has the value wanted. */
export function each(wanted: { readonly [name: string]: string }, actual: (name: string) => string): Answer {
  const found = Object.keys(wanted).map((name) => ({ name, value: actual(name) }));
  return {
    holds: found.every(({ name, value }) => value === wanted[name]),
    actual: found.map(({ name, value }) => `${name}: ${value}`).join(", "),
  };
}

export function isList(value: readonly string[] | object): value is readonly string[] {
  return Array.isArray(value);
}
