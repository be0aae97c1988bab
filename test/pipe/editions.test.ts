import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { DESK } from "../../src/desk/rights.ts";
import { rebuildCase } from "../../src/store/rebuild.ts";
import { KINDS } from "../support/database.ts";
import { at, LI, WANG, ZHAO } from "../support/property-desk.ts";
import { done, openStoreDesk, setUpDesk, type StoreDesk } from "../support/store-desk.ts";

const TEXT = readFileSync(new URL("../../regulations/property.yaml", import.meta.url), "utf8");
/** As if clause 29 had been read wrongly: minor complaints have three working days. */
const CORRECTED = TEXT.replace(
  "{ id: minor, from: received, until: resolve, within: 2 working days",
  "{ id: minor, from: received, until: resolve, within: 3 working days",
);

describe.each(KINDS)("a corrected regulation (%s)", (kind) => {
  let desk: StoreDesk;
  beforeEach(async () => {
    desk = await openStoreDesk(kind);
  });
  afterEach(() => desk.close());

  async function correct(): Promise<string> {
    await setUpDesk(desk.database, { regulation: { id: "property", text: CORRECTED } }, desk.now());
    const { edition } = await desk.database.prisma.desk.findFirstOrThrow();
    return edition;
  }

  test("leaves a case its edition until somebody moves it; then its limits end by the new one", async () => {
    const id = done(await desk.file()).file.id;
    done(await desk.submit({ type: "do", step: "accept" }, LI, id));
    const edition = await correct();
    const before = done(await desk.submit({ type: "note", text: "nothing else" }, WANG, id));
    expect(before.file.case.edition).not.toBe(edition);

    const why = "clause 29 was read wrongly";
    const refused = await desk.submit({ type: "move-edition", edition, reason: why }, LI, id);
    expect(refused).toMatchObject({ ok: false, refusal: { code: "not-allowed" } });
    const moved = done(await desk.submit({ type: "move-edition", edition, reason: why }, DESK, id));
    expect(moved.events).toMatchObject([
      { type: "edition-moved", from: before.file.case.edition, to: edition, reason: why },
      { type: "dates-moved", clock: "minor#1", from: at("2026-11-26 18:00"), to: at("2026-11-27 18:00") },
    ]);
    expect((await desk.reading.read(id, LI))?.case.edition).toBe(edition);
    expect(await rebuildCase(desk, id)).toEqual({ id, changed: [] });

    const again = await desk.submit({ type: "move-edition", edition, reason: why }, DESK, id);
    expect(again).toMatchObject({ ok: false, refusal: { code: "same-edition" } });
  });

  test("a miss by the old edition stays, and what has ended is not moved", async () => {
    const late = done(await desk.file()).file.id;
    const ended = done(await desk.file()).file.id;
    done(await desk.submit({ type: "withdraw", reason: "settled with a neighbour" }, WANG, ended));
    desk.setNow("2026-11-26 18:30");
    await desk.pipe.tick(late);
    const edition = await correct();
    const moved = done(await desk.submit({ type: "move-edition", edition, reason: "read wrongly" }, DESK, late));
    expect(moved.file.case.misses.map(({ clock }) => clock)).toContain("minor#1");
    expect(await desk.submit({ type: "move-edition", edition, reason: "read wrongly" }, DESK, ended)).toMatchObject({
      ok: false,
      refusal: { code: "already-ended" },
    });
    expect(await desk.submit({ type: "move-edition", edition, reason: "" }, ZHAO, late)).toMatchObject({ ok: false });
  });
});
