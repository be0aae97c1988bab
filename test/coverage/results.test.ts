import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  isStale,
  keepResult,
  ratedClauses,
  readResult,
  rowOf,
  totalOf,
  type SystemResult,
} from "../../src/coverage/results.ts";

const RESULT: SystemResult = {
  system: "small",
  made: { content: "c1", engine: "e1" },
  clauses: [
    { clause: "small-01", state: "held", by: "due.yaml" },
    { clause: "small-02", state: "shown", by: "intake form" },
    { clause: "small-03", state: "open", unproved: true },
    { clause: "small-04", state: "open" },
  ],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "complaint-desk-coverage-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a kept proof", () => {
  test("is read as it was kept; a system without one has none", async () => {
    await keepResult(RESULT, folder);
    expect(await readResult("small", folder)).toEqual(RESULT);
    expect(await readResult("other", folder)).toBeUndefined();
  });

  test("goes stale with the system's files and with the engine", () => {
    expect(isStale(RESULT, { content: "c1", engine: "e1" })).toBe(false);
    expect(isStale(RESULT, { content: "c2", engine: "e1" })).toBe(true);
    expect(isStale(RESULT, { content: "c1", engine: "e2" })).toBe(true);
    expect(isStale(undefined, { content: "c1", engine: "e1" })).toBe(true);
  });
});

describe("the table", () => {
  const ids = ["small-01", "small-02", "small-03", "small-04", "small-05"];

  test("counts what is proved before what is said to lie outside, and the rest as open", () => {
    const rated = ratedClauses(ids, RESULT, new Set(["small-01", "small-04"]));
    expect(rated.map(({ state }) => state)).toEqual(["held", "shown", "open", "beyond", "open"]);
    expect(rowOf("small", rated)).toEqual({ system: "small", clauses: 5, held: 1, shown: 1, beyond: 1, open: 2 });
  });

  test("has everything open where nothing was proved", () => {
    expect(rowOf("small", ratedClauses(ids, undefined, new Set()))).toMatchObject({ held: 0, open: 5 });
  });

  test("sums up", () => {
    const row = { system: "a", clauses: 4, held: 1, shown: 1, beyond: 1, open: 1 };
    expect(totalOf([row, { ...row, system: "b", clauses: 5, open: 2 }])).toEqual({
      clauses: 9,
      held: 2,
      shown: 2,
      beyond: 2,
      open: 3,
    });
  });
});
