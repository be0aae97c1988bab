import { valueAt } from "../regulation/document.ts";
import type { Language, Regulation } from "../regulation/shape.ts";
import type { Pruned } from "./prune.ts";
import { plainWords, surfacesOf, type Surface } from "./surfaces.ts";
import { isBranch, type Branch } from "./tree.ts";

/** Sections whose entries say something to people and decide nothing about a case. */
const TEXTS: ReadonlySet<string> = new Set([
  "about",
  "duties",
  "edition",
  "fields",
  "forms",
  "guides",
  "kinds",
  "measures",
  "roles",
]);
const LANGUAGES: readonly Language[] = ["en", "zh-CN"];

/** Surfaces of a regulation by language; drawn once. */
export type Surfaces = { readonly [language in Language]: readonly Surface[] };

/**
 * What people see of a regulation. Guides are no desk by themselves: they are looked at on one that adds them.
 *
 * @param host the desk's own regulation, where this one is a guide
 */
export function drawn(regulation: Regulation, host?: Regulation): Surfaces {
  const { guides, about } = regulation;
  const whole = host === undefined ? regulation : { ...host, guides, about };
  return { en: surfacesOf(whole, "en"), "zh-CN": surfacesOf(whole, "zh-CN") };
}

/** The texts of an entry, as they are written: both languages in one. */
function writtenIn(entry: unknown): readonly string[] {
  if (typeof entry === "string") return [entry];
  if (!isBranch(entry)) return [];
  const { title, say, tick, options } = entry;
  const ticks = Array.isArray(tick) ? tick : [tick];
  const choices = isBranch(options) ? Object.values(options).flatMap(writtenIn) : [];
  return [...[title, say, ...ticks].filter((text) => typeof text === "string"), ...choices];
}

function inLanguage(written: string, language: Language, { languages }: Branch): string {
  const place = Array.isArray(languages) ? languages.indexOf(language) : 0;
  return written.split(" | ")[place] ?? "";
}

/** Does a surface say this, whatever stands in the gaps? */
export function says(words: string, text: string): boolean {
  const fragments = plainWords(text)
    .split(/\{[\w-]+\}/u)
    .map((fragment) => fragment.trim())
    .filter((fragment) => fragment.length > 1);
  return fragments.length > 0 && fragments.every((fragment) => words.includes(fragment));
}

/** The surface that says all of it while the clause is in the file, and none of it without. */
function surfaceOf(texts: readonly string[], whole: readonly Surface[], left: readonly Surface[]): string | undefined {
  const found = whole.find(({ name, words }) => {
    const without = left.find((surface) => surface.name === name)?.words ?? "";
    return texts.every((text) => says(words, text)) && !texts.some((text) => says(without, text));
  });
  return found?.name;
}

/**
 * Where people read what a clause says: only for clauses that decide nothing, and only where everything they say is
 * read, in both languages, and is gone from there when the clause is taken out of the file.
 *
 * @param pruned the file without the clause
 * @param whole what people see with it
 * @param host see `drawn`
 * @returns the names of the surfaces; undefined where that is not so
 */
export function shownOn(
  pruned: Pruned,
  { tree, whole, host }: { readonly tree: Branch; readonly whole: Surfaces; readonly host?: Regulation },
): readonly string[] | undefined {
  const { places, regulation } = pruned;
  if (regulation === undefined || !places.every(([section]) => TEXTS.has(String(section)))) return undefined;
  const entries = places.map((path) => writtenIn(valueAt(tree, path))).filter((texts) => texts.length > 0);
  if (entries.length === 0) return undefined;
  const left = drawn(regulation, host);
  const names = entries.flatMap((texts) =>
    LANGUAGES.map((language) =>
      surfaceOf(
        texts.map((text) => inLanguage(text, language, tree)),
        whole[language],
        left[language],
      ),
    ),
  );
  return names.includes(undefined) ? undefined : [...new Set(names.flatMap((name) => name ?? []))];
}
