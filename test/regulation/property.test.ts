import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadRegulation } from "../../src/regulation/load.ts";
import type { Regulation } from "../../src/regulation/shape.ts";

const text = readFileSync(join(import.meta.dirname, "../../regulations/property.yaml"), "utf8");

function property(): Regulation {
  const loaded = loadRegulation(text, "property");
  expect(loaded.problems).toEqual([]);
  if (!("regulation" in loaded)) throw new Error("property.yaml does not load");
  return loaded.regulation;
}

test("a valid complaint unsolved for a week becomes major", () => {
  const deadline = property().deadlines.find((found) => found.id === "one-week");
  expect(deadline).toMatchObject({
    from: ["first-received"],
    until: ["resolve"],
    limit: { kind: "length", length: { amount: 1, unit: "weeks" } },
    when: [[{ fact: "valid", test: "one-of", values: ["yes"] }]],
    missed: { raise: "major", tell: [] },
    basis: ["property-12", "property-13"],
  });
});

test("'at once' is thirty minutes and still says that it was a word", () => {
  const deadline = property().deadlines.find((found) => found.id === "forward");
  expect(deadline?.limit).toEqual({ kind: "length", length: { amount: 30, unit: "minutes" }, word: "at once" });
});

test("levels stand heaviest first and the lightest catches what no criterion fits", () => {
  const levels = property().levels.map(({ id, weight, otherwise }) => ({ id, weight, otherwise }));
  expect(levels).toEqual([
    { id: "major", weight: 2, otherwise: undefined },
    { id: "important", weight: 1, otherwise: undefined },
    { id: "minor", weight: 0, otherwise: true },
  ]);
});

test("the filing is no step, and its questions are those of the intake form", () => {
  const { intake, steps } = property();
  expect(steps[0]?.id).toBe("dispatch");
  expect(intake.ask.filter((ask) => !ask.optional).map((ask) => ask.field)).toEqual([
    "what-happened",
    "category",
    "complainant",
    "phone",
    "source",
  ]);
});

test("every clause of the regulation is the basis of something", () => {
  const clauses = new Set(JSON.stringify(property()).match(/property-\d\d/g));
  const all = Array.from({ length: 43 }, (_, index) => `property-${String(index + 1).padStart(2, "0")}`);
  expect([...clauses].toSorted()).toEqual(all);
});
