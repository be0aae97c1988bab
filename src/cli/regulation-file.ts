import { readdir, readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { horizonOf } from "../desk/horizon.ts";
import { loadRegulation } from "../regulation/load.ts";
import type { Problem } from "../regulation/problem.ts";
import type { Regulation } from "../regulation/shape.ts";
import { calendarsOf } from "../store/frames.ts";
import { WORDS, type Sentence, type Terminal } from "./words.ts";

/** A command that cannot go on; the sentence says why. */
export class Stop extends Error {
  readonly sentence: Sentence;
  readonly gaps: { readonly [name: string]: string | number };

  constructor(sentence: Sentence, gaps: { readonly [name: string]: string | number } = {}) {
    super(sentence.en);
    this.sentence = sentence;
    this.gaps = gaps;
  }
}

/** Where a regulation gives no calendar, the desk does; a file alone has no desk. */
export const NO_DESK = { zone: "Asia/Shanghai" };

const REGULATIONS = join(import.meta.dirname, "../../regulations");

/** A file by its path, or a regulation that comes with the app by its name. */
export async function pathOf(name: string): Promise<string> {
  if (name.includes("/") || extname(name) !== "") return name;
  const files = await readdir(REGULATIONS);
  const names = files.filter((file) => extname(file) === ".yaml").map((file) => basename(file, ".yaml"));
  if (!names.includes(name)) throw new Stop(WORDS.noSuchRegulation, { name, names: names.toSorted().join(", ") });
  return join(REGULATIONS, `${name}.yaml`);
}

async function load(name: string | undefined) {
  if (name === undefined) throw new Stop(WORDS.fileMissing);
  const file = await pathOf(name);
  const text = await readFile(file, "utf8").catch(() => {
    throw new Stop(WORDS.cannotRead, { file });
  });
  return loadRegulation(text, basename(file, extname(file)));
}

/** A regulation file that has no errors. */
export async function readRegulation(file: string | undefined): Promise<Regulation> {
  const loaded = await load(file);
  if (!("regulation" in loaded)) throw new Stop(WORDS.unusable, { file: file ?? "" });
  return loaded.regulation;
}

function countOf(problems: readonly Problem[], severity: Problem["severity"]): number {
  return problems.filter((problem) => problem.severity === severity).length;
}

/**
 * Prints what there is to say about a regulation file, by line, and when the holidays that it counts by run out. Exit
 * code 1 when it cannot be used.
 */
export async function check(terminal: Terminal, file: string | undefined, now: number): Promise<number> {
  const loaded = await load(file);
  const { problems } = loaded;
  for (const { line, severity, message } of problems) {
    terminal.print(`${file ?? ""}:${line}: ${severity}: ${message[terminal.language]}`);
  }
  const errors = countOf(problems, "error");
  if (problems.length === 0) terminal.say(WORDS.nothingWrong, { file: file ?? "" });
  else
    terminal.say(WORDS.counted, {
      errors,
      warnings: countOf(problems, "warning"),
      questions: countOf(problems, "question"),
    });
  if ("regulation" in loaded) {
    const notice = horizonOf(calendarsOf(loaded.regulation, NO_DESK), now)?.notice;
    if (notice !== undefined) terminal.print(notice.text[terminal.language]);
  }
  return errors > 0 ? 1 : 0;
}
