import { z } from "zod";
import { valueAt, type Source } from "../document.ts";
import { MESSAGES, type Code } from "../messages.ts";
import { nearest } from "../nearest.ts";
import type { Report } from "../problem.ts";
import { RawRegulation } from "./raw.ts";

type Issue = z.core.$ZodIssue;

function isCode(word: string): word is Code {
  return Object.hasOwn(MESSAGES, word);
}

/** Of the forms that a value may have, the one that it came nearest to: the complaint that lies deepest. */
function bestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) =>
    Math.max(
      ...issues.map((issue) => (issue.code === "invalid_type" && issue.path.length === 0 ? -1 : issue.path.length)),
    );
  return branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

/** Unions replaced by the complaint of their best branch, with full paths. */
function flatten(issue: Issue, above: readonly PropertyKey[] = []): { issue: Issue; path: readonly PropertyKey[] }[] {
  const path = [...above, ...issue.path];
  if (issue.code !== "invalid_union") return [{ issue, path }];
  const best = bestBranch(issue.errors);
  if (best.length === 0 || best.some((inner) => inner.path.length === 0 && inner.code === "invalid_type"))
    return [{ issue, path }];
  return best.flatMap((inner) => flatten(inner, path));
}

/** The keys that a strict object at this path knows, found in the schema itself. */
function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  let candidates: unknown[] = [RawRegulation];
  for (const key of path) candidates = candidates.flatMap(unwrap).flatMap((schema) => child(schema, key));
  return [
    ...new Set(
      candidates.flatMap(unwrap).flatMap((schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])),
    ),
  ];
}

function unwrap(schema: unknown): unknown[] {
  if (schema instanceof z.ZodOptional) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrap);
  return [schema];
}

function child(schema: unknown, key: PropertyKey): unknown[] {
  if (schema instanceof z.ZodObject) return [schema.shape[String(key)]];
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return [];
}

const FORMS: { readonly [expected: string]: readonly [string, string] } = {
  string: ["a text; put it in quotes if it looks like a number", "文字；若看起来像数字请加引号"],
  number: ["a number", "数字"],
  int: ["a whole number", "整数"],
  array: ["a list: [a, b], or lines that begin with `-`", "列表：[a, b]，或以 `-` 开头的多行"],
  object: ["a map: { key: value }", "映射：{ 键: 值 }"],
  record: ["a map: { key: value }", "映射：{ 键: 值 }"],
};

function wrongForm(report: Report, line: number, key: string, expected: string): void {
  const [en, zh] = FORMS[expected] ?? [
    "written in one of the forms of the language; see docs/regulation-file.md",
    "本语言允许的写法，见 docs/regulation-file.md",
  ];
  report(line, "wrong-form", { key, expected: en, expectedZh: zh });
}

function sayIssue(report: Report, source: Source, issue: Issue, path: readonly PropertyKey[]): void {
  const line = source.lines.at(path);
  const key = String(path.findLast((step) => typeof step === "string" && !/^\d+$/.test(step)) ?? "id");
  const value = valueAt(source.value, path);
  const written = typeof value === "string" || typeof value === "number" ? String(value) : "…";
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(path);
    for (const name of issue.keys) {
      report(source.lines.at([...path, name]), "unknown-key", {
        key: name,
        nearest: nearest(name, known),
        known: known.join(", "),
      });
    }
    return;
  }
  if (value === undefined) return report(line, "missing-key", { key: String(path.at(-1)) });
  if (value === null || value === "") return report(line, "empty-value", { key });
  if (issue.code === "invalid_value") {
    const known = issue.values.map(String);
    return report(line, "unknown-word", {
      key,
      value: written,
      nearest: nearest(written, known),
      known: known.join(", "),
    });
  }
  if (issue.code === "invalid_format" && isCode(issue.message))
    return report(line, issue.message, { key, value: written });
  // A record's key that is no id: the key itself is what is wrong.
  if (issue.code === "invalid_key") return report(line, "bad-id", { value: String(path.at(-1)) });
  wrongForm(report, line, key, issue.code === "invalid_type" ? issue.expected : "");
}

/** Says what does not have the form of the language, each on its line. */
export function reportForm(source: Source, report: Report): void {
  const result = RawRegulation.safeParse(source.value);
  for (const issue of result.error?.issues ?? []) {
    for (const { issue: inner, path } of flatten(issue)) sayIssue(report, source, inner, path);
  }
}
