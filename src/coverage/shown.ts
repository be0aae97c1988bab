import { valueAt } from "../regulation/document.ts";
import type { Language, Regulation, Text } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
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

/** Titles of the questions that are asked at intake only because the file says so: by the form, which refuses nobody. */
function askedAtIntake({ intake, steps, fields }: Regulation, left: Regulation): readonly Text[] {
  const asking = [left.intake, ...steps];
  const elsewhere = new Set(asking.flatMap(({ ask }) => ask.map(({ field }) => field)));
  const own = new Set(intake.ask.map(({ field }) => field).filter((field) => !elsewhere.has(field)));
  return fields.filter(({ id }) => own.has(id)).map(({ title }) => title);
}

function isIntake(entry: unknown): boolean {
  return isBranch(entry) && entry["id"] === "receive";
}

/** What an entry says to people. */
function textsOf(entry: unknown, { tree, regulation }: Showing, left: Regulation): readonly Text[] {
  const written = writtenIn(entry).map((text) => ({
    en: inLanguage(text, "en", tree),
    "zh-CN": inLanguage(text, "zh-CN", tree),
  }));
  return isIntake(entry) ? [...written, ...askedAtIntake(regulation, left)] : written;
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

export interface Showing {
  readonly tree: Branch;
  readonly regulation: Regulation;
  /** What people see of the whole file. */
  readonly whole: Surfaces;
  /** See `drawn`. */
  readonly host?: Regulation;
}

/**
 * Where people read what a clause says: only for clauses that decide nothing, and only where everything they say is
 * read, in both languages, and is gone from there when the clause is taken out of the file.
 *
 * @param pruned the file without the clause
 * @returns the names of the surfaces; undefined where that is not so
 */
export function shownOn(pruned: Pruned, showing: Showing): readonly string[] | undefined {
  const { tree, whole, host } = showing;
  const { regulation: without } = pruned;
  const entries = pruned.places.map((path) => ({ section: String(path[0]), entry: valueAt(tree, path) }));
  const decides = entries.some(({ section, entry }) => !TEXTS.has(section) && !isIntake(entry));
  if (without === undefined || decides) return undefined;
  const said = entries.map(({ entry }) => textsOf(entry, showing, without)).filter((texts) => texts.length > 0);
  if (said.length === 0) return undefined;
  const left = drawn(without, host);
  const names = said.flatMap((texts) =>
    LANGUAGES.map((language) =>
      surfaceOf(
        texts.map((text) => textIn(text, language)),
        whole[language],
        left[language],
      ),
    ),
  );
  return names.includes(undefined) ? undefined : [...new Set(names.flatMap((name) => name ?? []))];
}
