import { loadRegulation } from "../regulation/load.ts";
import { valueAt } from "../regulation/document.ts";
import type { Problem } from "../regulation/problem.ts";
import type { Regulation } from "../regulation/shape.ts";
import { isBranch, placesByLine, textOf, treeOf, treeWithout, type Branch, type Path } from "./tree.ts";

/** Rounds of taking out what refers to what is gone; honest files need two or three. */
const MOST_ROUNDS = 12;
/** Without these there is no file at all. */
const FRAME: ReadonlySet<string> = new Set(["id", "title", "languages"]);

/** What is left of a regulation when a clause is taken out of it. */
export interface Pruned {
  /** The places that name the clause, outermost only. */
  readonly places: readonly Path[];
  /** How many further places had to go because they spoke of those. */
  readonly followed: number;
  /** Undefined when nothing that loads is left. */
  readonly regulation?: Regulation;
}

function clauseId(written: unknown, system: string): string {
  const number = typeof written === "number" ? String(written).padStart(2, "0") : String(written);
  return /^\d+$/.test(number) ? `${system}-${number}` : number;
}

function names(branch: Branch, clause: string, system: string): boolean {
  const { basis } = branch;
  return basis !== undefined && [basis].flat().some((written) => clauseId(written, system) === clause);
}

/** The places of a file whose basis names the clause; what lies inside such a place is not listed again. */
export function placesOf(clause: string, tree: Branch): readonly Path[] {
  const system = String(tree["id"]);
  function within(value: unknown, path: Path): readonly Path[] {
    if (Array.isArray(value)) return value.flatMap((item, index) => within(item, [...path, index]));
    if (!isBranch(value)) return [];
    if (path.length > 0 && names(value, clause, system)) return [path];
    return Object.entries(value).flatMap(([key, inner]) => within(inner, [...path, key]));
  }
  return within(tree, []);
}

/** The names that a problem speaks of. */
function namesIn({ message }: Problem): ReadonlySet<string> {
  return new Set([...message.en.matchAll(/`([^`]+)`/gu)].map((match) => match[1] ?? ""));
}

/** The words and keys at a place that are among these names. */
function wordsAt(place: Path, value: unknown, wanted: ReadonlySet<string>): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => wordsAt([...place, index], item, wanted));
  if (isBranch(value))
    return Object.entries(value).flatMap(([key, inner]) =>
      wanted.has(key) ? [[...place, key]] : wordsAt([...place, key], inner, wanted),
    );
  return typeof value === "string" && wanted.has(value) ? [place] : [];
}

/** What has to go where a file does not load: the very words that lead nowhere, else whatever stands on the line. */
function troubledPlaces(tree: Branch): readonly Path[] | Regulation {
  const text = textOf(tree);
  const loaded = loadRegulation(text, String(tree["id"]), { sense: "no" });
  if ("regulation" in loaded) return loaded.regulation;
  const places = placesByLine(text);
  return loaded.problems
    .filter(({ severity }) => severity === "error")
    .flatMap((problem) => {
      const place = places.get(problem.line);
      if (place === undefined || (place.length === 1 && FRAME.has(String(place[0])))) return [];
      const words = problem.code === "missing-key" ? [] : wordsAt(place, valueAt(tree, place), namesIn(problem));
      return words.length > 0 ? words : [place];
    });
}

function isList<T>(value: readonly T[] | object): value is readonly T[] {
  return Array.isArray(value);
}

/**
 * Takes a clause out of a regulation: every entry whose basis names it, alone or with others. Where the rest does not
 * load, because it speaks of what is gone, the places that the loader complains of go as well, round by round: first
 * the single word, and when its line cannot do without it, the line.
 *
 * @param tree the whole file, as the loader sees it
 */
export function withoutClause(clause: string, tree: Branch): Pruned {
  const places = placesOf(clause, tree);
  let left = treeWithout(tree, places);
  let followed = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const found = troubledPlaces(left);
    if (!isList(found)) return { places, followed, regulation: found };
    if (found.length === 0) break;
    followed += found.length;
    left = treeWithout(left, found);
  }
  return { places, followed };
}

/** A regulation file as a tree, and as it loads. Undefined where it has errors. */
export function wholeOf(
  text: string,
  name: string,
): { readonly tree: Branch; readonly regulation: Regulation } | undefined {
  const tree = treeOf(text);
  const loaded = loadRegulation(text, name);
  return tree === undefined || !("regulation" in loaded) ? undefined : { tree, regulation: loaded.regulation };
}
