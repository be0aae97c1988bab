import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { loadRegulation } from "../regulation/load.ts";
import type { Problem } from "../regulation/problem.ts";
import type { Regulation } from "../regulation/shape.ts";
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

async function load(file: string | undefined) {
  if (file === undefined) throw new Stop(WORDS.fileMissing);
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

/** Prints what there is to say about a regulation file, by line. Exit code 1 when it cannot be used. */
export async function check(terminal: Terminal, file: string | undefined): Promise<number> {
  const { problems } = await load(file);
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
  return errors > 0 ? 1 : 0;
}
