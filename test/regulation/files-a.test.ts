import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Code } from "../../src/regulation/messages.ts";
import { loadRegulation } from "../../src/regulation/load.ts";

/** A file with the number of clauses of its text, and what that text really leaves to the company, in file order. */
interface File {
  readonly file: string;
  readonly clauses: number;
  readonly questions: readonly Code[];
}

const FILES: readonly File[] = [
  { file: "owner-run-dealer", clauses: 23, questions: ["not-given"] },
  { file: "dealer-full-response", clauses: 29, questions: ["not-given", "not-given"] },
  { file: "toyota-4s", clauses: 20, questions: ["not-given", "not-given", "not-given", "not-given"] },
  { file: "pcb-maker", clauses: 36, questions: ["not-given"] },
  { file: "repair-reception", clauses: 19, questions: ["not-given"] },
  { file: "repair-hotline", clauses: 19, questions: ["not-given", "not-given", "not-given", "not-given"] },
  { file: "general-company", clauses: 26, questions: ["not-given"] },
  { file: "club", clauses: 51, questions: ["not-given", "not-given", "not-given", "not-given", "not-given"] },
  // Who owns a case and who is told of a miss is a matter of the desk that adds the guide.
  { file: "guides/repair-etiquette", clauses: 18, questions: [] },
  { file: "guides/proposal-template", clauses: 14, questions: [] },
];

function load(file: string) {
  const text = readFileSync(join(import.meta.dirname, `../../regulations/${file}.yaml`), "utf8");
  return loadRegulation(text, basename(file));
}

/** Every `basis` anywhere in a compiled regulation. */
function basesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(basesOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "basis" && Array.isArray(inner)
      ? inner.filter((clause): clause is string => typeof clause === "string")
      : basesOf(inner),
  );
}

describe.each(FILES)("$file", ({ file, clauses, questions }) => {
  test("loads, and asks the company only what its text leaves open", () => {
    const { problems } = load(file);
    expect(problems.map((found) => found.code)).toEqual(questions);
    expect(problems.filter((found) => found.severity !== "question")).toEqual([]);
  });

  test(`names each of its ${clauses} clauses, and none that does not exist`, () => {
    const loaded = load(file);
    if (!("regulation" in loaded)) throw new Error(`${file} does not load`);
    const named = new Set(basesOf(loaded.regulation));
    const wanted = Array.from(
      { length: clauses },
      (_, index) => `${basename(file)}-${String(index + 1).padStart(2, "0")}`,
    );
    expect([...named].toSorted()).toEqual(wanted);
  });
});
