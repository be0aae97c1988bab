import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LI, SUN, WANG, ZHAO } from "../support/property-desk.ts";
import { done, openStoreDesk, type StoreDesk } from "../support/store-desk.ts";

describe("what waits for whoever stands above the owners", () => {
  let desk: StoreDesk;
  let asked: string;
  let late: string;

  beforeAll(async () => {
    desk = await openStoreDesk("embedded");
    asked = done(await desk.file()).file.id;
    late = done(await desk.file()).file.id;
    desk.setNow("2026-11-24 09:20");
    for (const id of [asked, late]) done(await desk.submit({ type: "do", step: "accept" }, LI, id));
    done(await desk.submit({ type: "escalate", reason: "No contractor is free", needs: ["people"] }, LI, asked));
  });
  afterAll(() => desk.close());

  test("a case that was escalated is theirs to decide, and still its owner's to solve", async () => {
    const zhao = await desk.reading.workload(ZHAO);
    expect(zhao.todo).toMatchObject([{ id: asked, owner: LI, deciders: [ZHAO] }]);
    expect(zhao.mine).toBe((await desk.reading.list({ of: "mine" }, ZHAO)).total);
    const li = await desk.reading.workload(LI);
    expect([...li.todo, ...li.later].map(({ id }) => id).toSorted()).toEqual([asked, late].toSorted());
  });

  test("a hold puts off the owner's step, not the decision that was asked for", async () => {
    const until = Date.parse("2026-11-26T10:00:00Z");
    done(await desk.submit({ type: "wait", reason: "supplier", until }, LI, asked));
    expect((await desk.reading.workload(ZHAO)).todo.map(({ id }) => id)).toEqual([asked]);
    const li = await desk.reading.workload(LI);
    expect([...li.todo, ...li.later].map(({ id }) => id)).toEqual([late]);
    expect([li.waiting, li.mine]).toEqual([1, 2]);
    expect((await desk.reading.list({ of: "mine" }, LI)).total).toBe(2);
  });

  test("what is overdue stands with those of the whole company and the department, and not with another", async () => {
    desk.setNow("2026-11-26 19:00");
    done(await desk.submit({ type: "rejudge" }, "desk", late));
    const overdue = async (person: string) =>
      (await desk.reading.workload(person)).overdueInMyDepartments.map(({ id }) => id);
    expect(await overdue(ZHAO)).toEqual([late]);
    expect(await overdue(WANG)).toEqual([late]);
    // The owner has it among what is to be done; another department's head has nothing to do with it.
    expect(await overdue(LI)).toEqual([]);
    expect(await overdue(SUN)).toEqual([]);
    expect((await desk.reading.workload(ZHAO)).overdueInMyDepartments[0]?.told).toEqual([ZHAO]);
  });
});
