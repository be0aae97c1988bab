import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Facts } from "../../src/desk/facts.ts";
import { forgetSources } from "../../src/store/sources.ts";
import { KINDS } from "../support/database.ts";
import { at, GUO, HE, LI, SUN, WANG, ZHAO } from "../support/property-desk.ts";
import { done, LIFT, openStoreDesk, type StoreDesk } from "../support/store-desk.ts";

const DIRT: Facts = {
  ...LIFT,
  "what-happened": "Nobody has mopped the stairs of Tower 2",
  category: "dirt",
  place: "Tower 2",
  phone: "none",
  cause: "standard",
  department: "cleaning",
};

function numbers(rows: readonly { readonly number: string }[]): readonly string[] {
  return rows.map((row) => row.number);
}

/** The department's list as its manager turns its pages. */
function page({ reading }: StoreDesk, after?: string) {
  const place = after === undefined ? {} : { after };
  return reading.list({ of: "department", desk: "riverside", department: "engineering" }, LI, { size: 3, ...place });
}

describe.each(KINDS)("what people read (%s)", (kind) => {
  let desk: StoreDesk;
  let lift: string;
  let dirt: string;
  let sealed: string;

  beforeAll(async () => {
    desk = await openStoreDesk(kind);
    lift = done(await desk.file()).file.id;
    dirt = done(await desk.file(DIRT)).file.id;
    sealed = done(
      await desk.file({ ...LIFT, "what-happened": "The manager shouted at me", accused: LI, phone: "137 0000 1111" }),
    ).file.id;
    desk.setNow("2026-11-24 10:00");
  });
  afterAll(() => desk.close());

  test("a case is found by its whole number and by its serial of this month", async () => {
    const [row] = await desk.reading.byNumber("2026110001", WANG);
    expect(row).toMatchObject({ id: lift, number: "2026110001", department: "engineering", owner: LI, overdue: false });
    expect(await desk.reading.byNumber("1", WANG)).toEqual([row]);
    expect(await desk.reading.byNumber("２０２６１１０００１", WANG)).toEqual([row]);
    expect(await desk.reading.byNumber("9999", WANG)).toEqual([]);
  });

  test("a case that somebody may not see is as if it were not there, wherever they look", async () => {
    expect(await desk.reading.read(dirt, GUO)).toBeUndefined();
    expect(await desk.reading.byNumber("2026110002", GUO)).toEqual([]);
    expect((await desk.reading.list({ of: "find", words: "stairs" }, GUO)).rows).toEqual([]);
    expect((await desk.reading.list({ of: "department", desk: "riverside", department: "cleaning" }, GUO)).total).toBe(
      0,
    );
    expect(await desk.reading.similar({ category: "dirt" }, "riverside", GUO)).toEqual([]);
    expect((await desk.reading.read(dirt, SUN))?.case.number).toBe("2026110002");
  });

  test("whoever is complained about sees nothing of the case, members of the department neither, the desk does", async () => {
    for (const reader of [LI, GUO, HE]) {
      expect(await desk.reading.read(sealed, reader)).toBeUndefined();
      expect((await desk.reading.list({ of: "find", words: "shouted" }, reader)).total).toBe(0);
      expect(numbers((await desk.reading.list({ of: "mine" }, reader)).rows)).not.toContain("2026110003");
    }
    expect((await desk.reading.read(sealed, WANG))?.case.restricted).toBe(true);
    expect((await desk.reading.list({ of: "find", words: "shouted" }, ZHAO)).rows).toMatchObject([
      { id: sealed, restricted: true },
    ]);
  });

  test("the deliverer reads every case, for the masked surfaces that it draws", async () => {
    expect((await desk.reading.readForDelivery(sealed))?.case.facts["accused"]).toBe(LI);
    expect(await desk.reading.readForDelivery("no-such-id")).toBeUndefined();
  });

  test.each([
    ["words of what happened, in any order and case", "FLOORS lift", ["2026110001"]],
    ["half a word", "mopp", ["2026110002"]],
    ["the title of the matter, in either language", "电梯停运", ["2026110001", "2026110003"]],
    ["the title of an answer", "设备", ["2026110001", "2026110003"]],
    ["the department", "cleaning", ["2026110002"]],
    ["part of a number", "110002", ["2026110002"]],
    ["a telephone number, exactly and however it is written", "+86 138-1234-5678", ["2026110001"]],
    ["a percent sign as itself", "100%", []],
    ["part of a telephone number, which finds nobody", "1234 5678", []],
    ["the customer's name, which is no way to find anybody", "Chen", []],
    ["nothing", "  ", []],
  ])("find goes by %s", async (_, words, found) => {
    const { rows, total } = await desk.reading.list({ of: "find", words }, WANG);
    expect(numbers(rows).toSorted((a, b) => a.localeCompare(b))).toEqual(found);
    expect(total).toBe(found.length);
  });

  test("a search shows what was written where it met its words, and no passage where it met a title", async () => {
    const found = async (words: string) => (await desk.reading.list({ of: "find", words }, WANG)).rows;
    expect(await found("STAIRS")).toMatchObject([{ number: "2026110002", passage: expect.stringContaining("stairs") }]);
    expect((await found("110002"))[0]).not.toHaveProperty("passage");
    expect((await found("电梯停运"))[0]).not.toHaveProperty("passage");
  });

  test("the open list holds what the reader may see, by what is due first", async () => {
    const open = async (reader: string) => numbers((await desk.reading.list({ of: "open" }, reader)).rows);
    expect(await open(ZHAO)).toEqual(["2026110001", "2026110002", "2026110003"]);
    expect(await open(SUN)).toEqual(["2026110002"]);
  });

  test("the list of a short number holds the cases that go by it, not those whose text names it", async () => {
    expect(numbers((await desk.reading.list({ of: "number", number: "2" }, WANG)).rows)).toEqual(["2026110002"]);
  });

  test("a department is one of its desk: another desk's of the same name is another", async () => {
    const elsewhere = { of: "department", desk: "hillside", department: "engineering" } as const;
    expect((await desk.reading.list(elsewhere, LI)).total).toBe(0);
  });

  test("similar cases with their reason: one telephone, one customer, one matter at one place while it is open", async () => {
    const similar = async (facts: Facts) =>
      (await desk.reading.similar(facts, "riverside", WANG)).map(({ number, alike }) => [number, alike]);
    expect(await similar({ ...DIRT, phone: "138 1234 5678" })).toEqual([
      ["2026110001", "phone"],
      ["2026110002", "person"],
      ["2026110003", "person"],
    ]);
    expect(await similar({ category: "dirt", place: "ｔower 2", complainant: "Mr Zhou" })).toEqual([
      ["2026110002", "matter"],
    ]);
    // Two people may well complain of dirt: the same matter alone is no reason.
    expect(await similar({ category: "dirt", complainant: "Mr Zhou" })).toEqual([]);
    expect(await similar({ phone: "none" })).toEqual([]);
  });

  test("a workload: whose turn it is, who only follows, and who must say yes", async () => {
    const li = await desk.reading.workload(LI);
    expect(numbers([...li.todo, ...li.later])).toEqual(["2026110001"]);
    const before = await desk.reading.workload(WANG);
    expect(before.following).toBe(3);
    done(await desk.submit({ type: "do", step: "accept" }, LI, lift));
    const until = at("2026-11-30 18:00");
    done(
      await desk.submit(
        { type: "ask", of: "extension", detail: { until, customerTold: true }, reason: "lamp on order until Friday" },
        LI,
        lift,
      ),
    );
    expect((await desk.reading.workload(ZHAO)).toApprove).toMatchObject([{ id: lift, request: { of: "extension" } }]);
    expect((await desk.reading.workload(LI)).toApprove).toEqual([]);
  });

  test("rows of a digest: a department's open cases, and apart what lies at the desk itself", async () => {
    const atDesk = done(await desk.file({ "what-happened": "The garden lamp is out", category: "lift" }, GUO)).file;
    expect((await desk.reading.digestRows("riverside")).map((row) => row.id)).toEqual([atDesk.id]);
    expect((await desk.reading.digestRows("riverside", "cleaning")).map((row) => row.id)).toEqual([dirt]);
  });

  test("what is remembered of a person's choices is theirs alone", async () => {
    await desk.reading.remember(WANG, { source: "phone", desk: "riverside" });
    await desk.reading.remember(WANG, { source: "visit" });
    expect(await desk.reading.memory(WANG)).toEqual({ source: "visit", desk: "riverside" });
    expect(await desk.reading.memory(LI)).toEqual({});
  });

  test("what a form was opened from waits for whichever copy of the app receives the form, for three days", async () => {
    const message = { channel: "C1", ts: "2.3", text: "Whole 🛗 text\u0000", files: [] };
    const permalink = "https://example.slack.com/archives/C1/p23";
    await desk.reading.keepSource("C1:2.3", { ...message, permalink });
    // The message itself may be kept after its link, which stays.
    await desk.reading.keepSource("C1:2.3", message);
    expect(await desk.reading.source("C1:2.3")).toEqual({ ...message, text: "Whole 🛗 text", permalink });
    expect(await desk.reading.source("C1:9.9")).toBeUndefined();
    const { prisma } = desk.database;
    expect(await forgetSources(prisma, at("2026-11-27 09:59"))).toBe(0);
    expect(await forgetSources(prisma, at("2026-11-27 10:01"))).toBe(1);
    expect(await desk.reading.source("C1:2.3")).toBeUndefined();
  });
});

describe.each(KINDS)("lists by pages (%s)", (kind) => {
  let desk: StoreDesk;
  beforeAll(async () => {
    desk = await openStoreDesk(kind);
    // Received at different times, so due at different times; two without a limit of their own come last.
    for (let index = 0; index < 7; index++) {
      desk.setNow(`2026-11-2${index + 2 > 6 ? 6 : index + 2} ${index < 5 ? "09" : `1${index - 5}`}:12`);
      done(await desk.file());
    }
  });
  afterAll(() => desk.close());

  test("go forward and back by due time and number, and never repeat a row", async () => {
    const first = await page(desk);
    const second = await page(desk, first.next);
    const third = await page(desk, second.next);
    expect([first, second, third].map((one) => one.rows.length)).toEqual([3, 3, 1]);
    expect([first, second, third].map((one) => one.total)).toEqual([7, 7, 7]);
    const all = [first, second, third].flatMap((one) => one.rows);
    expect(new Set(all.map((row) => row.id)).size).toBe(7);
    const dues = all.map((row) => row.due ?? Number.POSITIVE_INFINITY);
    expect(dues).toEqual(dues.toSorted((a, b) => a - b));
    expect(third.next).toBeUndefined();
    expect(first.previous).toBeUndefined();
    expect((await page(desk, third.previous)).rows).toEqual(second.rows);
    expect((await page(desk, second.previous)).rows).toEqual(first.rows);
  });

  test("a case that leaves the list meanwhile neither hides nor repeats another", async () => {
    const first = await page(desk);
    const leaving = first.rows[2];
    const expected = (await page(desk, first.next)).rows;
    done(await desk.submit({ type: "withdraw", reason: "the customer called it off" }, WANG, leaving?.id ?? ""));
    expect((await page(desk, first.next)).rows).toEqual(expected);
    expect((await page(desk)).total).toBe(6);
  });
});
