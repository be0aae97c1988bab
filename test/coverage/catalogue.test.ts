import { describe, expect, test } from "vitest";
import { catalogued, readBeyond, readClauses, readRegulationText } from "../../src/coverage/catalogue.ts";
import { placesOf } from "../../src/coverage/prune.ts";
import { treeOf } from "../../src/coverage/tree.ts";

/** Of all clauses, at most so many may lie outside software. */
const MOST_BEYOND = 0.08;

async function allClauses(): Promise<readonly string[]> {
  const systems = await Promise.all((await catalogued()).map((system) => readClauses(system)));
  return systems.flat().map(({ id }) => id);
}

describe("the clauses of the 38 texts", () => {
  test("are 1,053, each once", async () => {
    expect(await catalogued()).toHaveLength(38);
    const ids = await allClauses();
    expect(ids).toHaveLength(1053);
    expect(new Set(ids).size).toBe(1053);
  });

  test("are facts and figures: no sentence of a text stands among them", async () => {
    const words = (value: unknown): readonly string[] => {
      if (typeof value === "string") return [value];
      return typeof value === "object" && value !== null ? Object.values(value).flatMap(words) : [];
    };
    const clauses = (await Promise.all((await catalogued()).map((system) => readClauses(system)))).flat();
    const long = clauses.flatMap(({ parameters }) => words(parameters)).filter((text) => text.length > 60);
    expect(long).toEqual([]);
  });

  test("each have a line in their regulation", async () => {
    for (const system of await catalogued()) {
      const tree = treeOf((await readRegulationText(system)).text) ?? {};
      const silent = (await readClauses(system)).filter(({ id }) => placesOf(id, tree).length === 0);
      expect(silent.map(({ id }) => id)).toEqual([]);
    }
  });
});

describe("what lies outside software", () => {
  test("is said once for each clause, in both languages, and is little", async () => {
    const known = new Set(await allClauses());
    const beyond = await readBeyond();
    const ids = beyond.map(({ clause }) => clause);
    expect(ids.filter((id) => !known.has(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeLessThanOrEqual(MOST_BEYOND * known.size);
    for (const { why } of beyond) {
      expect(why["zh-CN"]).toMatch(/\p{Script=Han}/u);
      expect(why.en).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
