import type { Language } from "./shape.ts";
import { MESSAGES, type Code } from "./messages.ts";

/**
 * `error`: the file cannot be used. `warning`: it can, but something in it will surprise. `question`: the company has
 * to answer it, because the regulation does not.
 */
export type Severity = "error" | "warning" | "question";

/** What is wrong with a regulation file, where (1-based line), and what to do about it. */
export interface Problem {
  readonly line: number;
  readonly severity: Severity;
  readonly code: Code;
  readonly message: { readonly [L in Language]: string };
}

export type Params = { readonly [name: string]: string | number | undefined };

/** Fills `{name}`; a part in `[[…]]` disappears when one of its names has no value. */
function fill(template: string, params: Params): string {
  const filled = template.replaceAll(/\[\[(.*?)\]\]/g, (_, part: string) => {
    const names = [...part.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
    return names.every((name) => params[name] !== undefined) ? part : "";
  });
  return filled.replaceAll(/\{(\w+)\}/g, (gap, name: string) => String(params[name] ?? gap));
}

/** One problem with its sentence in both languages. */
export function problem(line: number, code: Code, params: Params = {}): Problem {
  const { severity, en, zh } = MESSAGES[code];
  return { line, severity, code, message: { en: fill(en, params), "zh-CN": fill(zh, params) } };
}

/** Collects problems while a file is read; the same sentence on the same line is said once. */
export interface Report {
  (line: number, code: Code, params?: Params): void;
  readonly problems: readonly Problem[];
}

export function makeReport(): Report {
  const problems: Problem[] = [];
  const said = new Set<string>();
  function report(line: number, code: Code, params: Params = {}): void {
    const found = problem(line, code, params);
    const key = `${line} ${code} ${found.message.en}`;
    if (said.has(key)) return;
    said.add(key);
    problems.push(found);
  }
  return Object.assign(report, { problems });
}

/** By line, errors before warnings before questions. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const rank = { error: 0, warning: 1, question: 2 };
  return problems.toSorted((a, b) => a.line - b.line || rank[a.severity] - rank[b.severity]);
}
