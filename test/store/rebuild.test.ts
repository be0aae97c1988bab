import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "../../src/store/database.ts";
import { saveAbsences } from "../../src/store/directory.ts";
import { rebuildAll, rebuildCase, type Rebuilt } from "../../src/store/rebuild.ts";
import { KINDS } from "../support/database.ts";
import { at, LI, SUN, WANG, ZHAO } from "../support/property-desk.ts";
import { done, LIFT, openStoreDesk, type StoreDesk } from "../support/store-desk.ts";

describe.each(KINDS)("rows made anew from events (%s)", (kind) => {
  let desk: StoreDesk;
  const ids: string[] = [];

  beforeAll(async () => {
    desk = await openStoreDesk(kind);
    const solved = done(await desk.file()).file.id;
    done(await desk.submit({ type: "do", step: "accept" }, LI, solved));
    done(await desk.submit({ type: "contact", how: "phone", said: "a fitter comes at two" }, LI, solved));
    const answers = { measures: "sensor replaced", outcome: "upheld" };
    done(await desk.submit({ type: "do", step: "resolve", answers }, LI, solved));
    const asking = done(await desk.file()).file.id;
    done(await desk.submit({ type: "do", step: "accept" }, LI, asking));
    const detail = { until: at("2026-11-30 18:00"), customerTold: true };
    done(await desk.submit({ type: "ask", of: "extension", detail, reason: "lamp on order" }, LI, asking));
    const escalated = done(await desk.file({ ...LIFT, accused: SUN })).file.id;
    done(await desk.submit({ type: "escalate", reason: "no contractor available" }, LI, escalated));
    const withdrawn = done(await desk.file()).file.id;
    done(await desk.submit({ type: "withdraw", reason: "the customer called it off" }, WANG, withdrawn));
    ids.push(solved, asking, escalated, withdrawn);
  });
  afterAll(() => desk.close());

  test("are the rows that were kept", async () => {
    const rebuilt: Rebuilt[] = [];
    for await (const one of rebuildAll(desk)) rebuilt.push(one);
    expect(rebuilt).toEqual(ids.map((id) => ({ id, changed: [] })));
  });

  test("mend what was damaged, and say what", async () => {
    const [solved = ""] = ids;
    const { prisma } = desk.database;
    const good = await prisma.caseRecord.findUniqueOrThrow({ where: { id: solved } });
    await prisma.caseRecord.update({
      where: { id: solved },
      data: { state: {}, owner: "U_NOBODY", todo: [], overdue: true, nextTick: null, words: "" },
    });
    const rebuilt = await rebuildCase(desk, solved);
    expect(rebuilt?.changed).toEqual(["state", "owner", "overdue", "nextTick", "todo", "words"]);
    expect(await prisma.caseRecord.findUniqueOrThrow({ where: { id: solved } })).toEqual(good);
  });

  test("know who stands in today", async () => {
    const [, asking = ""] = ids;
    await inTransaction(desk.database, (tx) =>
      saveAbsences(tx, LI, [{ from: 0, to: at("2027-01-01 00:00"), deputy: ZHAO }]),
    );
    expect((await rebuildCase(desk, asking))?.changed).toEqual(["row", "owner", "todo"]);
  });

  test("of a case that is not there are none", async () => {
    expect(await rebuildCase(desk, "no-such-id")).toBeUndefined();
  });
});
