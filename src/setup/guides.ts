import { basename, dirname, extname, resolve } from "node:path";
import { isGuide } from "../regulation/describe.ts";
import { loadRegulation } from "../regulation/load.ts";
import type { AddedGuides } from "../store/desks.ts";

interface Asking {
  /** Of the desks' file. */
  readonly path: string;
  readonly desk: string;
  readonly read: (path: string, what: string) => Promise<string>;
  /** Collects what is wrong. */
  readonly troubles: string[];
}

/** The guides that a desk adds to its own regulation. Nothing but phrases, points and advice is taken from their files. */
export async function readGuides(
  files: readonly string[],
  { path, desk, read, troubles }: Asking,
): Promise<AddedGuides | undefined> {
  const guides: AddedGuides["guides"][number][] = [];
  const about: AddedGuides["about"][number][] = [];
  for (const name of files) {
    const file = resolve(dirname(path), name);
    const text = await read(file, `The desk "${desk}" names a guide that cannot be read`);
    const loaded = loadRegulation(text, basename(file, extname(file)));
    const errors = loaded.problems.filter((problem) => problem.severity === "error");
    troubles.push(...errors.map(({ line, message }) => `${file}:${line}: ${message.en}`));
    if (!("regulation" in loaded)) continue;
    if (!isGuide(loaded.regulation))
      troubles.push(`${file}: is a regulation, no guide. The desk "${desk}" can name it as its regulation`);
    guides.push(...loaded.regulation.guides);
    about.push(...loaded.regulation.about);
  }
  return files.length === 0 ? undefined : { guides, about };
}
