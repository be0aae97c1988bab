import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tidyUp } from "../../src/rounds/tidy.ts";
import { inTransaction } from "../../src/store/database.ts";
import { sqlState } from "../../src/store/errors.ts";
import { KINDS, openTestDatabase, type TestDatabase } from "../support/database.ts";

describe.each(KINDS)("a database (%s)", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    const { prisma } = database;
    await prisma.$executeRaw`INSERT INTO edition (id, regulation, text, hash, stored_at) VALUES ('e', '{}', '', '', 0)`;
    await prisma.$executeRaw`
      INSERT INTO "case" (id, desk, edition, kind, version, state, row, restricted, overdue, archived, due, received_at, words)
      VALUES ('c', 'd', 'e', 'complaint', 1, '{}', '{}', false, false, false, 0, 0, '')`;
    await prisma.$executeRaw`
      INSERT INTO case_event (case_id, seq, type, at, by, body, people) VALUES ('c', 1, 'received', 0, 'U1', '{}', 1)`;
  });
  afterAll(() => database.close());

  test.each([
    ["changing an event", "UPDATE case_event SET type = 'other'", "are kept as they were written"],
    ["removing an event", "DELETE FROM case_event", "are kept as they were written"],
    ["emptying the events", "TRUNCATE case_event", "are kept as they were written"],
    ["changing an edition", "UPDATE edition SET text = 'other'", "are kept as they were written"],
    ["removing an edition", "DELETE FROM edition", "are kept as they were written"],
    ["emptying the editions", "TRUNCATE edition CASCADE", "are kept as they were written"],
    ["removing a case with events", `DELETE FROM "case"`, "violates"],
    ["moving events to another case", `UPDATE "case" SET id = 'other'`, "are kept as they were written"],
  ])("%s is refused by the database itself", async (_, sql, reason) => {
    await expect(database.prisma.$executeRawUnsafe(sql)).rejects.toThrow(reason);
    const rows = await database.prisma.$queryRaw`SELECT case_id, seq, type FROM case_event`;
    expect(rows).toEqual([{ case_id: "c", seq: 1, type: "received" }]);
    expect(await database.prisma.$queryRaw`SELECT id, text FROM edition`).toEqual([{ id: "e", text: "" }]);
  });

  test("a second event at the same place of a history is refused", async () => {
    const second = database.prisma.$executeRaw`
      INSERT INTO case_event (case_id, seq, type, at, by, body, people) VALUES ('c', 1, 'noted', 0, 'U1', '{}', 1)`;
    await expect(second).rejects.toSatisfy((error) => sqlState(error) === "23505");
  });

  test("a transaction that fails leaves nothing", async () => {
    const failed = inTransaction(database, async (tx) => {
      await tx.$executeRaw`INSERT INTO slot (name, filled) VALUES ('half', 1)`;
      throw new Error("stop here");
    });
    await expect(failed).rejects.toThrow("stop here");
    expect(await database.prisma.slot.findMany({ where: { name: "half" } })).toEqual([]);
  });

  test("a holding is somebody's or a group's, never both and never nobody's", async () => {
    const row = { desk: "d", role: "head", source: "file" };
    const { holding } = database.prisma;
    const both = { ...row, id: "both", person: "U1", group: "S1" };
    await expect(holding.create({ data: { ...row, id: "none" } })).rejects.toThrow("holding_has_one_holder");
    await expect(holding.create({ data: both })).rejects.toThrow("holding_has_one_holder");
    await holding.create({ data: { ...row, id: "one", person: "U1" } });
    expect(await holding.count()).toBe(1);
  });
});

describe("a server", () => {
  test("two transactions that get into each other's way are both carried out", async () => {
    await using database = await openTestDatabase("server");
    await database.prisma.$executeRaw`INSERT INTO slot (name, filled) VALUES ('a', 0), ('b', 0)`;
    const bothHold = barrier(2);
    const add = (first: string, second: string) => {
      let again = false;
      return inTransaction(database, async (tx) => {
        await tx.$executeRaw`UPDATE slot SET filled = filled + 1 WHERE name = ${first}`;
        // The first time both hold what the other wants next; the one that is ended comes again alone.
        if (!again) await bothHold();
        again = true;
        await tx.$executeRaw`UPDATE slot SET filled = filled + 1 WHERE name = ${second}`;
      });
    };
    await Promise.all([add("a", "b"), add("b", "a")]);
    const rows = await database.prisma.slot.findMany({ orderBy: { name: "asc" } });
    expect(rows).toEqual([
      { name: "a", filled: 2n },
      { name: "b", filled: 2n },
    ]);
  });
});

/** Lets nobody pass until so many have come. */
function barrier(size: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    come += 1;
    if (come === size) resolve();
    return promise;
  };
}

test("tidying gives the embedded database its room back and its planner figures", async () => {
  await using database = await openTestDatabase("embedded");
  const { prisma } = database;
  await prisma.$executeRaw`INSERT INTO slot (name, filled) SELECT i::text, i FROM generate_series(1, 2000) i`;
  await prisma.$executeRaw`DELETE FROM slot WHERE filled > 10`;
  await tidyUp({ database });
  const [after] = await prisma.$queryRaw<{ rows: number; pages: number }[]>`
    SELECT reltuples::int AS rows, relpages AS pages FROM pg_class WHERE relname = 'slot'`;
  expect(after).toEqual({ rows: 10, pages: 1 });
});
