import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isDeepStrictEqual } from "node:util";
import { fold } from "../../src/desk/fold.ts";
import { readCase } from "../../src/store/cases.ts";
import { KINDS } from "../support/database.ts";
import { at, GUO, LI, WANG, ZHAO } from "../support/property-desk.ts";
import { done, LIFT, openStoreDesk, type StoreDesk } from "../support/store-desk.ts";

/** What the queue holds, in the order in which it will be worked off. */
async function queued({ database }: StoreDesk, caseId: string) {
  const rows = await database.prisma.$queryRaw<{ notice: { readonly kind: string; readonly event?: number } }[]>`
    SELECT delivery->'notice' AS notice
      FROM pgboss.job, jsonb_array_elements(data->'deliveries') WITH ORDINALITY AS parcel (delivery, place)
     WHERE name = 'deliveries' AND data->>'caseId' = ${caseId} ORDER BY created_on, id, place`;
  return rows.map((row) => row.notice);
}

describe.each(KINDS)("the pipe (%s)", (kind) => {
  let desk: StoreDesk;
  beforeAll(async () => {
    desk = await openStoreDesk(kind);
  });
  afterAll(() => desk.close());

  test("a filing is a case with a number, its history, its row and its deliveries, in one commit", async () => {
    const { file, events, repeated } = done(await desk.file());
    expect(repeated).toBe(false);
    expect(file.case.number).toMatch(/^202611\d{4}$/);
    expect(events.map((event) => event.type)).toEqual(["received", "level-set", "numbered", "step-done"]);
    const stored = await readCase(desk.database.prisma, file.id);
    expect(stored?.events).toEqual(events);
    expect(isDeepStrictEqual(fold(stored?.events ?? []), stored?.state)).toBe(true);
    expect((await queued(desk, file.id))[0]).toEqual({ kind: "card" });
  });

  test("the same filing sent again is the same case, with what it did then", async () => {
    const first = done(await desk.file(LIFT, WANG, "view-1 hash-1"));
    const again = done(await desk.file({ ...LIFT, "what-happened": "Something else" }, WANG, "view-1 hash-1"));
    expect(again.repeated).toBe(true);
    expect(again.file.id).toBe(first.file.id);
    expect(again.file.case.facts["what-happened"]).toBe(LIFT["what-happened"]);
    expect(again.events).toEqual(first.events);
  });

  test("the same filing sent twice at the same moment is one case", async () => {
    const both = await Promise.all([1, 2, 3].map(() => desk.file(LIFT, WANG, "view-2 hash-2")));
    expect(new Set(both.map((outcome) => done(outcome).file.id)).size).toBe(1);
    expect(both.filter((outcome) => !done(outcome).repeated)).toHaveLength(1);
  });

  test("a refused filing leaves nothing: no case, no key, no number", async () => {
    const before = done(await desk.file()).file.case.number;
    const refused = await desk.file({ ...LIFT, "what-happened": " " }, WANG, "view-3 hash-3");
    expect(refused).toEqual({ ok: false, refusal: { code: "answer-missing", field: "what-happened" } });
    const corrected = done(await desk.file(LIFT, WANG, "view-3 hash-3"));
    expect(corrected.repeated).toBe(false);
    expect(Number(corrected.file.case.number)).toBe(Number(before) + 1);
  });

  test("fifty filings at once get fifty numbers without a gap or a double", async () => {
    const first = Number(done(await desk.file()).file.case.number);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => desk.file()));
    const numbers = outcomes.map((outcome) => Number(done(outcome).file.case.number)).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => first + 1 + index));
  });

  test("two accepts at the same moment: one is carried out, the other hears why not", async () => {
    const { id } = done(await desk.file()).file;
    const outcomes = await Promise.all([
      desk.submit({ type: "do", step: "accept" }, LI, id),
      desk.submit({ type: "do", step: "accept" }, LI, id),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const refused = outcomes.find((outcome) => !outcome.ok);
    expect(refused).toMatchObject({ refusal: { code: "step-already-done" }, file: { id } });
    const stored = await readCase(desk.database.prisma, id);
    expect(stored?.events.filter((event) => event.type === "step-done" && event.step === "accept")).toHaveLength(1);
  });

  test("the same press sent again does nothing and tells what it did", async () => {
    const { id } = done(await desk.file()).file;
    const first = done(await desk.submit({ type: "do", step: "accept" }, LI, id, "press-1"));
    const again = done(await desk.submit({ type: "do", step: "accept" }, LI, id, "press-1"));
    expect(again).toMatchObject({ repeated: true, events: first.events });
    expect(again.file.events).toEqual(first.file.events);
  });

  test("twenty notes at once on one case all stand in its history", async () => {
    const { id } = done(await desk.file()).file;
    const notes = Array.from({ length: 20 }, (_, index) => `note ${index}`);
    await Promise.all(notes.map((text) => desk.submit({ type: "note", text }, LI, id)));
    const stored = await readCase(desk.database.prisma, id);
    const kept = stored?.events.flatMap((event) => (event.type === "noted" ? [event.text] : [])) ?? [];
    expect(kept.toSorted()).toEqual(notes.toSorted());
    expect(stored?.state.version).toBe(stored?.events.length);
  });

  test("deliveries of one case keep the order of their events, whichever command began first", async () => {
    const { id } = done(await desk.file()).file;
    done(await desk.submit({ type: "do", step: "accept" }, LI, id));
    const said = ["spoke once", "spoke twice", "spoke again", "and again", "at last"];
    await Promise.all(said.map((text) => desk.submit({ type: "contact", how: "phone", said: text }, LI, id)));
    const lines = (await queued(desk, id)).flatMap((notice) => (notice.kind === "line" ? [notice.event] : []));
    expect(lines).toEqual(lines.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    expect(lines.length).toBeGreaterThanOrEqual(said.length);
  });

  test("an unknown case, or an unknown desk, is refused", async () => {
    expect(await desk.submit({ type: "note", text: "hello" }, LI, "no-such-id")).toEqual({
      ok: false,
      refusal: { code: "no-such-case" },
    });
    const order = { command: { type: "file", kind: "complaint", facts: LIFT }, by: WANG, key: "elsewhere" } as const;
    expect(await desk.pipe.file("elsewhere", order)).toEqual({ ok: false, refusal: { code: "no-such-case" } });
  });

  test("somebody who may not read a case is told that there is none", async () => {
    const { id } = done(await desk.file({ ...LIFT, category: "dirt", department: "cleaning" })).file;
    expect(await desk.submit({ type: "note", text: "hello" }, GUO, id)).toEqual({
      ok: false,
      refusal: { code: "no-such-case" },
    });
  });

  test("what people type may hold anything, also what a database cannot", async () => {
    const broken = "half an emoji \uD83D and a nul \u0000 end";
    const { id } = done(await desk.file({ ...LIFT, "what-happened": broken })).file;
    const stored = await readCase(desk.database.prisma, id);
    expect(stored?.state.facts["what-happened"]).toBe("half an emoji \uFFFD and a nul  end");
  });

  test("a ping in the night waits for the morning, everything else goes at once", async () => {
    const { id } = done(await desk.file()).file;
    done(await desk.submit({ type: "do", step: "accept" }, LI, id));
    desk.setNow("2026-11-24 22:40");
    done(await desk.submit({ type: "escalate", reason: "no contractor for lifts available" }, LI, id));
    const held = await desk.database.prisma.heldDelivery.findMany({ where: { caseId: id } });
    expect(held.map((row) => [Number(row.notBefore), row.delivery])).toEqual([
      [
        at("2026-11-25 09:00"),
        expect.objectContaining({ notice: expect.objectContaining({ ping: "decide", person: ZHAO }) }),
      ],
    ]);
    expect((await queued(desk, id)).filter((notice) => notice.kind === "ping")).toEqual([]);
    desk.setNow("2026-11-24 09:12");
  });

  test("the clock set back does not make a case's history run backwards", async () => {
    desk.setNow("2026-11-24 10:00");
    const { id } = done(await desk.file()).file;
    desk.setNow("2026-11-24 09:12");
    const { events } = done(await desk.submit({ type: "note", text: "hello" }, ZHAO, id));
    expect(events[0]?.at).toBe(at("2026-11-24 10:00"));
  });

  test("nobody files an occurrence of a duty", async () => {
    const order = {
      command: { type: "file", kind: "duty:monthly", facts: { "what-happened": "figures" } },
      by: WANG,
      key: "duty by hand",
    } as const;
    expect(await desk.pipe.file("riverside", order)).toEqual({
      ok: false,
      refusal: { code: "kind-unknown", field: "kind" },
    });
  });
});
