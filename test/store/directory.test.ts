import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "../../src/store/database.ts";
import { directoryBook, readPeople, saveAbsences, saveRoles } from "../../src/store/directory.ts";
import { KINDS, openTestDatabase, type TestDatabase } from "../support/database.ts";

const ALICE = { id: "U1", name: "Alice", language: "en", zone: "Asia/Shanghai", active: true } as const;
const DESK = { id: "d", departments: [{ id: "eng", channel: "C_ENG" }] };

describe.each(KINDS)("the directory (%s)", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  const versions = () => database.prisma.directory.findUniqueOrThrow({ where: { id: 1 } });

  /** How far `version` and `holders` move by something. */
  async function moved(work: () => Promise<unknown>): Promise<readonly [number, number]> {
    const before = await versions();
    await work();
    const after = await versions();
    return [after.version - before.version, after.holders - before.holders];
  }

  test("only what really changes is a change", async () => {
    const book = directoryBook(database);
    expect(await moved(() => book.savePersons([ALICE]))).toEqual([1, 1]);
    expect(await moved(() => book.savePersons([ALICE]))).toEqual([0, 0]);
    expect(await moved(() => book.savePersons([{ ...ALICE, name: "Alice L" }]))).toEqual([1, 0]);
    expect(await moved(() => book.saveMembers("C_ENG", ["U1", "U2"]))).toEqual([1, 0]);
    expect(await moved(() => book.saveMembers("C_ENG", ["U2", "U1", "U1"]))).toEqual([0, 0]);
    expect(await moved(() => book.changeMember("C_ENG", "U2", false))).toEqual([1, 0]);
    expect(await moved(() => book.changeMember("C_ENG", "U2", false))).toEqual([0, 0]);
    expect(await moved(() => book.saveGroup("S1", ["U1"]))).toEqual([1, 1]);
    expect(await moved(() => book.saveGroup("S1", ["U1"]))).toEqual([0, 0]);
  });

  test("who left is another's turn, a new name is not", async () => {
    const book = directoryBook(database);
    expect(await moved(() => book.savePersons([{ ...ALICE, active: false }]))).toEqual([1, 1]);
    expect((await book.persons()).map(({ id, active }) => [id, active])).toEqual([["U1", false]]);
    await book.savePersons([ALICE]);
  });

  test("roles of the file replace those of the file and leave what was set up by hand", async () => {
    const save = (source: "file" | "setup", person: string) =>
      inTransaction(database, (tx) =>
        saveRoles(tx, "d", {
          source,
          roles: { holdings: [{ role: "head", department: "eng", person }], administrators: [person] },
        }),
      );
    expect(await save("setup", "U9")).toBe(true);
    expect(await save("file", "U1")).toBe(true);
    expect(await save("file", "U1")).toBe(false);
    expect(await save("file", "U2")).toBe(true);
    const people = await readPeople(database.prisma, DESK, 1);
    expect(people.holdings.map((holding) => holding.person)).toEqual(["U9"]);
    expect(people.administrators).toEqual(["U2", "U9"]);
  });

  test("whom administrators choose stands in place of the file's for that role and place, until nobody is chosen", async () => {
    const book = directoryBook(database);
    const place = { role: "head", department: "eng" };
    const heads = async () =>
      (await readPeople(database.prisma, DESK, 1)).holdings.flatMap(({ person }) => person ?? []).toSorted();
    expect(await moved(() => book.saveHolders("d", place, ["U5", "U6", "U5"]))).toEqual([1, 1]);
    expect(await heads()).toEqual(["U5", "U6"]);
    await book.saveHolders("d", { role: "head", department: "cleaning" }, ["U7"]);
    expect(await heads()).toEqual(["U5", "U6", "U7"]);
    await book.saveHolders("d", place, []);
    expect(await heads()).toEqual(["U2", "U7"]);
  });

  test("people of a desk: persons with absences, members by department, groups", async () => {
    const absence = { from: 1, to: 2, deputy: "U2" };
    expect(await moved(() => inTransaction(database, (tx) => saveAbsences(tx, "U1", [absence])))).toEqual([1, 1]);
    const people = await readPeople(database.prisma, DESK, 7);
    expect(people).toMatchObject({
      version: 7,
      persons: { U1: { ...ALICE, absences: [absence] } },
      members: { eng: ["U1"] },
      groups: { S1: ["U1"] },
    });
  });

  test("changes made at the same moment are all counted", async () => {
    const book = directoryBook(database);
    const change = () =>
      Promise.all(Array.from({ length: 10 }, (_, index) => book.changeMember("C_ALL", `U${index}`, true)));
    expect(await moved(change)).toEqual([10, 0]);
  });
});
