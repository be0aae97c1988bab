import { checkSense } from "./check/check.ts";
import { checkIds } from "./check/ids.ts";
import { compile } from "./compile/compile.ts";
import { readDocument } from "./document.ts";
import { inheritGrounds } from "./inherit.ts";
import { collectNames } from "./names.ts";
import { inOrder, makeReport, type Problem } from "./problem.ts";
import { isRaw } from "./raw/raw.ts";
import { reportForm } from "./raw/problems.ts";
import type { Regulation } from "./shape.ts";

export type Loaded =
  | { readonly regulation: Regulation; readonly problems: readonly Problem[] }
  | { readonly problems: readonly Problem[] };

export interface LoadOptions {
  /**
   * `no`: whatever can be read is taken, although lines in it may never be reached or say nothing of where they come
   * from. For trying what a rule is good for by taking it out; a desk never opens so. `yes` when absent.
   */
  readonly sense?: "yes" | "no";
}

function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((found) => found.severity === "error");
}

/**
 * Reads a regulation file: form first, then names, then sense.
 *
 * @param text the file's content, YAML 1.2
 * @param name the file's name without folder and ending; its id should be the same, so that people find it
 * @returns the compiled regulation when nothing in it is an error, and in any case what there is to say about the
 *   file, by line. Never throws, whatever the text.
 */
export function loadRegulation(text: string, name: string, { sense = "yes" }: LoadOptions = {}): Loaded {
  const report = makeReport();
  const source = readDocument(text, report);
  if (source === undefined) return { problems: inOrder(report.problems) };
  const { value, lines } = source;
  if (!isRaw(value)) {
    reportForm(source, report);
    return { problems: inOrder(report.problems) };
  }
  if (value.id !== name) report(lines.of(value, "id"), "other-name", { id: value.id, name });
  const names = collectNames(value);
  checkIds(value, lines, report);
  const regulation = inheritGrounds(compile({ raw: value, names, lines, report }));
  // Sense is only looked for where every name is right: one slip would otherwise be said many times.
  if (sense === "yes" && !hasErrors(report.problems)) checkSense(regulation, { raw: value, names, lines }, report);
  const problems = inOrder(report.problems);
  return hasErrors(problems) ? { problems } : { regulation, problems };
}
