import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caseAtMessage, postBook } from "../../src/store/posts.ts";
import { KINDS, openTestDatabase, type TestDatabase } from "../support/database.ts";

describe.each(KINDS)("the book of posts (%s)", (kind) => {
  let database: TestDatabase;
  let now = 1000;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  const book = () => postBook(database, () => now);

  test("a key is taken once; whoever comes second learns of the first", async () => {
    const first = await book().begin({ key: "card c1 C_ENG", kind: "card", channel: "C_ENG", caseId: "c1" });
    expect(first).toMatchObject({ fresh: true, state: "begun", at: 1000, caseId: "c1", channel: "C_ENG" });
    const second = await book().begin({ key: "card c1 C_ENG", kind: "card", channel: "C_OTHER", caseId: "c1" });
    expect(second).toEqual({ ...first, fresh: false });
  });

  test("of ten that take a key at the same moment one is the first", async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () => book().begin({ key: "same", kind: "line", channel: "C" })),
    );
    expect(all.filter((post) => post.fresh)).toHaveLength(1);
    expect(new Set(all.map((post) => post.id)).size).toBe(1);
  });

  test("a post that was sent is found by its message, and its case with it", async () => {
    const { id } = await book().begin({ key: "card c2", kind: "card", channel: "C_ENG", caseId: "c2" });
    await book().sent(id, { channel: "C_ENG", ts: "1795484520.000100", fingerprint: "abc" });
    expect(await caseAtMessage(database, "C_ENG", "1795484520.000100")).toBe("c2");
    expect(await caseAtMessage(database, "C_ENG", "1795484520.000101")).toBeUndefined();
    expect(await book().byKey("card c2")).toMatchObject({
      id,
      state: "sent",
      ts: "1795484520.000100",
      fingerprint: "abc",
    });
    await book().change(id, { state: "ended", reason: "is_archived" });
    expect((await book().ofCase("c2")).map(({ state, reason }) => [state, reason])).toEqual([["ended", "is_archived"]]);
  });

  test("pings to one person since an instant come oldest first, and nobody else's", async () => {
    const ping = (key: string, person: string) =>
      book().begin({ key, kind: "ping", channel: person, person, ping: "due-soon", caseId: "c3" });
    now = 2000;
    await ping("p1", "U1");
    now = 3000;
    await ping("p2", "U1");
    await ping("p3", "U2");
    await book().begin({ key: "list", kind: "ping-list", channel: "U1", person: "U1" });
    expect((await book().pingsTo("U1", 2000)).map((post) => post.key)).toEqual(["p1", "p2", "list"]);
    expect((await book().pingsTo("U1", 2001)).map((post) => post.key)).toEqual(["p2", "list"]);
  });
});
