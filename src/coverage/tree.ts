import { stringify } from "yaml";
import { readDocument } from "../regulation/document.ts";
import { makeReport } from "../regulation/problem.ts";

/** A place in a regulation file, as keys and indices from its top. */
export type Path = readonly (string | number)[];

export interface Branch {
  readonly [key: string]: unknown;
}

export function isBranch(value: unknown): value is Branch {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What the loader sees of a file: strings, numbers, lists and maps. Undefined where it is no YAML of ours. */
export function treeOf(text: string): Branch | undefined {
  const source = readDocument(text, makeReport());
  return isBranch(source?.value) ? source.value : undefined;
}

/** The tree as a file in which every line says one thing, so that a problem's line names its place. */
export function textOf(tree: Branch): string {
  return stringify(tree, { lineWidth: 0, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" });
}

function placesIn(value: unknown, path: Path, visit: (container: object, key: string | number, path: Path) => void) {
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) {
      visit(value, index, [...path, index]);
      placesIn(item, [...path, index], visit);
    }
  else if (isBranch(value))
    for (const [key, item] of Object.entries(value)) {
      visit(value, key, [...path, key]);
      placesIn(item, [...path, key], visit);
    }
}

/** What begins on each line of `textOf(tree)`: an entry of a list rather than the first key of it. */
export function placesByLine(text: string): ReadonlyMap<number, Path> {
  const places = new Map<number, Path>();
  const source = readDocument(text, makeReport());
  if (source === undefined) return places;
  placesIn(source.value, [], (container, key, path) => {
    const line = source.lines.of(container, key);
    if (!places.has(line)) places.set(line, path);
  });
  return places;
}

const PROVENANCE: ReadonlySet<string> = new Set(["basis", "reading", "house"]);
/** Conditions without which a rule would say more than before: whoever loses one goes. */
const NEEDED: ReadonlySet<string> = new Set(["when", "which", "only", "first"]);
const CONDITIONS: ReadonlySet<string> = new Set(["when", "unless", "which", "only"]);
/** Sections that a file must have, even if nothing is left in them. */
const KEPT: ReadonlySet<string> = new Set(["roles", "steps"]);

/** Set of paths as text, for looking up. */
export function keyOf(path: Path): string {
  return path.join("\u0000");
}

function listWithout(list: readonly unknown[], path: Path, gone: ReadonlySet<string>, inside: boolean): unknown {
  const left = list.flatMap((item, index) => {
    const kept = without(item, [...path, index], gone, inside);
    return kept === undefined ? [] : [kept];
  });
  return left.length === 0 && list.length > 0 ? undefined : left;
}

function branchWithout(branch: Branch, path: Path, gone: ReadonlySet<string>, inside: boolean): unknown {
  const left: [string, unknown][] = [];
  for (const [key, value] of Object.entries(branch)) {
    const kept = without(value, [...path, key], gone, inside || CONDITIONS.has(key));
    if (kept !== undefined) left.push([key, kept]);
    else if (inside && !PROVENANCE.has(key)) return undefined;
    else if (NEEDED.has(key) && path.length > 0) return undefined;
    else if (path.length === 0 && KEPT.has(key)) left.push([key, Array.isArray(value) ? [] : {}]);
  }
  return left.length === 0 && path.length > 0 && Object.keys(branch).length > 0 ? undefined : Object.fromEntries(left);
}

/**
 * The tree without the places named. What loses its last entry goes, too. A condition holds only while all that it
 * asks for exists, and a rule whose conditions can no longer hold goes with them; an exception that can no longer hold
 * is left out.
 *
 * @param gone places by `keyOf`
 */
function without(value: unknown, path: Path, gone: ReadonlySet<string>, inside: boolean): unknown {
  if (gone.has(keyOf(path))) return undefined;
  if (Array.isArray(value)) return listWithout(value, path, gone, inside);
  return isBranch(value) ? branchWithout(value, path, gone, inside) : value;
}

export function treeWithout(tree: Branch, paths: readonly Path[]): Branch {
  const left = without(tree, [], new Set(paths.map(keyOf)), false);
  return isBranch(left) ? left : {};
}
