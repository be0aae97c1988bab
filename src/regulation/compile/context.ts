import type { Lines } from "../document.ts";
import type { Code } from "../messages.ts";
import type { Names } from "../names.ts";
import { nearest } from "../nearest.ts";
import type { Report } from "../problem.ts";
import type { Raw } from "../raw/raw.ts";

/** What every part of the compiler needs to know about the file. */
export interface Context {
  readonly raw: Raw;
  readonly names: Names;
  readonly lines: Lines;
  readonly report: Report;
}

type Given<T> = { [K in keyof T]?: T[K] & ({} | null) };

/** Drops the keys without a value, so that an optional key is absent rather than undefined. */
export function given<T extends object>(values: T): Given<T> {
  const kept: Given<T> = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined) kept[key] = value;
  }
  return kept;
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** One or several, as a list. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

/** A name must be one of the known ones, or the report says so on the key's line. Returns the name. */
export function known(
  ctx: Context,
  line: number,
  name: string,
  options: Iterable<string>,
  code: Code = "unknown-name",
  params: { [name: string]: string } = {},
): string {
  const all = [...options];
  if (!all.includes(name)) ctx.report(line, code, { id: name, nearest: nearest(name, all), ...params });
  return name;
}

export function knownAll(
  ctx: Context,
  line: number,
  names: readonly string[],
  options: Iterable<string>,
  code: Code = "unknown-name",
  params: { [name: string]: string } = {},
): readonly string[] {
  const all = [...options];
  return names.map((name) => known(ctx, line, name, all, code, params));
}
