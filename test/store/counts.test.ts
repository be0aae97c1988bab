import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Facts } from "../../src/desk/facts.ts";
import { startCourier } from "../../src/store/courier.ts";
import { readCase } from "../../src/store/cases.ts";
import { inTransaction } from "../../src/store/database.ts";
import { saveListEntries } from "../../src/store/lists.ts";
import { clear, KINDS, openTestDatabase, type TestDatabase } from "../support/database.ts";
import { LI, WANG } from "../support/property-desk.ts";
import { done, openStoreDesk, type StoreDesk } from "../support/store-desk.ts";
import { until } from "../support/until.ts";

/** Three complaints of different people about one thing within a month make all of them heavy. */
function regulation(count: string): { readonly id: string; readonly text: string } {
  const text = `
id: mini
title: "Small | 小型"
languages: [en, zh-CN]
calendar: { zone: Asia/Shanghai, holidays: none, hours: { mon-fri: [09:00-18:00] }, house: "Office hours | 办公时间" }
roles:
  desk: { at: company, title: "Desk | 受理台", basis: [01] }
  head: { at: department, title: "Head | 经理", basis: [01] }
parts:
  owner: { who: head, basis: [01] }
ladder: { rungs: [head], basis: [01] }
lists:
  - { id: key-people, title: "Key people | 重要客户", of: complainant, kept-by: desk, basis: [01] }
counts:
  - { id: alike, of: cases, same: [category, place], ${count}, basis: [01] }
levels:
  - { id: major, title: "Major | 重大", when: [{ alike: at least 3 }, { listed: key-people }], basis: [01] }
  - { id: minor, title: "Minor | 轻微", when: otherwise, basis: [01] }
level-rules: { set-by: desk, running-clocks: carry, house: "House rule | 内部约定" }
steps:
  - { id: dispatch, by: desk, ask: [category, { ask: place, may-skip: yes }], basis: [01] }
  - { id: accept, by: head, basis: [01] }
  - { id: resolve, by: owner, basis: [01] }
  - { id: close, by: desk, basis: [01] }
deadlines:
  - { id: solve, from: received, until: resolve, within: 2 working days, basis: [01] }
`;
  return { id: "mini", text };
}

const MONTH = "different: complainant, in: 1 month";

function about(complainant: string, changes: Facts = {}): Facts {
  return {
    "what-happened": "It smells",
    category: "dirt",
    place: "Tower 2",
    complainant,
    department: "cleaning",
    ...changes,
  };
}

describe.each(KINDS)("counts over cases (%s)", (kind) => {
  let database: TestDatabase;
  let desk: StoreDesk;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  afterEach(() => desk.close());

  async function openWith(count: string) {
    await clear(database);
    desk = await openStoreDesk(kind, { database, regulation: regulation(count) });
    await startCourier(desk.queue, {
      deliver: async () => undefined,
      post: async () => undefined,
      async rejudge(caseId, key) {
        await desk.submit({ type: "rejudge" }, "desk", caseId, key);
      },
      giveUp: async () => undefined,
      onTrouble: () => undefined,
    });
  }

  const file = async (facts: Facts) => done(await desk.file(facts)).file;
  const levelOf = async (id: string) => (await readCase(desk.database.prisma, id))?.state.level?.id;

  describe("of different people within a month", () => {
    beforeEach(() => openWith(MONTH));

    test("the third makes itself heavy at once, and the two before it by being judged again", async () => {
      const first = await file(about("Chen"));
      const second = await file(about("Liu"));
      expect([first, second].map((each) => each.case.level?.id)).toEqual(["minor", "minor"]);
      const third = await file(about("Wu"));
      expect(third.case.level?.id).toBe("major");
      expect(third.context.counts).toEqual({ alike: 3 });
      await until(async () => (await levelOf(first.id)) === "major" && (await levelOf(second.id)) === "major");
    });

    test("three at the same moment all learn of one another", async () => {
      const all = await Promise.all(["Chen", "Liu", "Wu"].map((name) => file(about(name))));
      const levels = () => Promise.all(all.map(({ id }) => levelOf(id)));
      await until(async () => (await levels()).every((level) => level === "major"));
      expect(await levels()).toEqual(["major", "major", "major"]);
    });

    test("the same person again is counted once, another place not at all, spelling does not matter", async () => {
      await file(about("Chen"));
      await file(about("ｃｈｅｎ"));
      await file(about("Liu", { place: "Tower 9" }));
      expect((await file(about("Wu"))).context.counts).toEqual({ alike: 2 });
      expect((await file(about("Zhou", { place: " tower  2 " }))).context.counts).toEqual({ alike: 3 });
    });

    test("what is older than a month does not count, and one in between counts with both sides", async () => {
      desk.setNow("2026-09-01 09:00");
      await file(about("Chen"));
      desk.setNow("2026-09-25 09:00");
      expect((await file(about("Liu"))).context.counts).toEqual({ alike: 2 });
      desk.setNow("2026-10-10 09:00");
      expect((await file(about("Wu"))).context.counts).toEqual({ alike: 2 });
    });

    test("an answer given later brings a case into the count", async () => {
      await file(about("Chen"));
      await file(about("Liu"));
      const { id } = await file(about("Wu", { place: "unknown" }));
      expect(await levelOf(id)).toBe("minor");
      const moved = done(
        await desk.submit(
          { type: "set-level", facts: { place: "Tower 2" }, reason: "the caller corrected it" },
          WANG,
          id,
        ),
      );
      expect(moved.file.case.level?.id).toBe("major");
    });

    test("a case that was withdrawn still counts, one that became part of another does not", async () => {
      const first = await file(about("Chen"));
      const second = await file(about("Liu"));
      done(await desk.submit({ type: "withdraw", reason: "they called it off" }, WANG, first.id));
      done(await desk.submit({ type: "merge", into: first.id, reason: "the same household" }, WANG, second.id));
      expect((await file(about("Wu"))).context.counts).toEqual({ alike: 2 });
    });

    test("a customer on a list is known by it, however the name is written", async () => {
      await inTransaction(desk.database, (tx) =>
        saveListEntries(tx, "riverside", { lists: { "key-people": ["Ms Bai", "138 0000 9999"] }, source: "file" }),
      );
      expect((await file(about("ms  bai"))).case.level?.id).toBe("major");
      expect((await file(about("somebody", { phone: "+86 13800009999" }))).context.listed).toEqual(["key-people"]);
      expect((await file(about("Ms Baily", { place: "Tower 9" }))).case.level?.id).toBe("minor");
    });
  });

  test("in a calendar month the month counts, not thirty days", async () => {
    await openWith("in: calendar month");
    desk.setNow("2026-10-30 09:00");
    await file(about("Chen"));
    desk.setNow("2026-11-02 09:00");
    await file(about("Liu"));
    desk.setNow("2026-11-27 09:00");
    expect((await file(about("Wu"))).context.counts).toEqual({ alike: 2 });
  });

  test("in a calendar week it is Monday that begins anew", async () => {
    await openWith("in: calendar week");
    desk.setNow("2026-11-22 12:00");
    await file(about("Chen"));
    desk.setNow("2026-11-23 09:00");
    await file(about("Liu"));
    desk.setNow("2026-11-29 12:00");
    expect((await file(about("Wu"))).context.counts).toEqual({ alike: 2 });
  });

  test("counting only earlier cases judges nobody again", async () => {
    await openWith("in: ever, earlier: yes");
    for (const [hour, name] of ["Chen", "Liu", "Wu"].entries()) {
      desk.setNow(`2026-11-24 1${hour}:00`);
      await file(about(name));
    }
    desk.setNow("2026-11-24 14:00");
    const last = await file(about("Zhou"));
    expect(last.context.counts).toEqual({ alike: 3 });
    expect(last.case.level?.id).toBe("major");
    const jobs = await desk.database.prisma.$queryRaw`SELECT id FROM pgboss.job WHERE name = 'rejudging'`;
    expect(jobs).toEqual([]);
    expect((await desk.reading.read(last.id, LI))?.context.counts).toEqual(undefined);
  });
});
