import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { holidaySource } from "../../src/calendar/holidays.ts";
import { parseHolidayList } from "../../src/calendar/lists.ts";
import { createPipe, type Pipe } from "../../src/pipe.ts";
import { tellHorizon } from "../../src/rounds/horizon.ts";
import type { RoundParts } from "../../src/rounds/parts.ts";
import { tickDueCases } from "../../src/rounds/ticks.ts";
import { followCalendars } from "../../src/rounds/upkeep.ts";
import { readCase } from "../../src/store/cases.ts";
import { inTransaction } from "../../src/store/database.ts";
import { saveDesk, storeEdition } from "../../src/store/desks.ts";
import { readFrames } from "../../src/store/frames.ts";
import { rebuildCase } from "../../src/store/rebuild.ts";
import { clear, KINDS, openTestDatabase, type TestDatabase } from "../support/database.ts";
import { at, desk as riverside, LI, property, WANG } from "../support/property-desk.ts";
import { done, openStoreDesk, type StoreDesk } from "../support/store-desk.ts";

const log = pino({ level: "silent" });
const WEDNESDAY_CLOSED = "closed:\n  2026-11-25: Day of mourning | 哀悼日\n";

function rejudge(pipe: Pipe, id: string) {
  return pipe.submit({ command: { type: "rejudge" }, by: "desk", key: "rejudge:1" }, id);
}

describe.each(KINDS)("a calendar that changes (%s)", (kind) => {
  let database: TestDatabase;
  let desk: StoreDesk;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await clear(database);
    desk = await openStoreDesk(kind, { database });
  });
  afterEach(() => desk.close());

  /** The app as it is started again once this list is known. */
  function after(list: string): RoundParts & { readonly pipe: Pipe } {
    const { queue } = desk;
    const extra = [parseHolidayList(list)];
    const frames = readFrames({ holidays: (country) => holidaySource(country, { extra }) });
    const pipe = createPipe({ database, queue, frames, now: () => desk.now() });
    return { database, queue, frames, pipe, log };
  }

  const before = (): RoundParts => {
    const { queue, frames, pipe } = desk;
    return { database, queue, frames, pipe, log };
  };

  async function eventsOf(id: string): Promise<readonly string[]> {
    return (await readCase(database.prisma, id))?.events.map((event) => event.type) ?? [];
  }

  async function waiting(queue: "deliveries" | "rejudging" | "posts"): Promise<readonly object[]> {
    const rows = await database.prisma.$queryRaw<{ data: object }[]>`
      SELECT data FROM pgboss.job WHERE name = ${queue} ORDER BY created_on, id`;
    return rows.map((row) => row.data);
  }

  async function rowOf(id: string) {
    const { due, nextTick } = await database.prisma.caseRecord.findUniqueOrThrow({ where: { id } });
    return { due: Number(due), nextTick: Number(nextTick) };
  }

  async function accepted(): Promise<string> {
    const { id } = done(await desk.file()).file;
    done(await desk.submit({ type: "do", step: "accept" }, LI, id));
    return id;
  }

  test("as long as it says the same, nobody is judged again", async () => {
    await accepted();
    expect(await followCalendars(before(), desk.now())).toBe(0);
    expect(await followCalendars(before(), desk.now() + 86_400_000)).toBe(0);
    expect(await followCalendars(after("closed: {}\n"), desk.now())).toBe(0);
  });

  test("a holiday is announced: open cases are judged again, say so, and stand in lists by the new date", async () => {
    const id = await accepted();
    const parts = after(WEDNESDAY_CLOSED);
    expect(await followCalendars(parts, desk.now())).toBe(1);
    expect(await waiting("rejudging")).toEqual([{ caseId: id }]);
    expect((await rowOf(id)).due).toBe(at("2026-11-26 18:00"));
    const { events } = done(await rejudge(parts.pipe, id)).file;
    expect(events.at(-1)).toMatchObject({
      type: "dates-moved",
      clock: "minor#1",
      from: at("2026-11-26 18:00"),
      to: at("2026-11-27 18:00"),
    });
    expect(await rowOf(id)).toEqual({ due: at("2026-11-27 18:00"), nextTick: at("2026-11-27 09:00") });
    expect((await waiting("deliveries")).at(-1)).toMatchObject({
      caseId: id,
      deliveries: [
        { notice: { kind: "card" } },
        { notice: { kind: "line", event: events.length, broadcast: false } },
        { notice: { kind: "settle-pings" } },
      ],
    });
    expect(await followCalendars(parts, desk.now())).toBe(0);
    expect(done(await rejudge(parts.pipe, id)).events).toEqual([]);
  });

  test("whatever reaches a case first, it is judged by the new calendar before", async () => {
    const { id } = done(await desk.file()).file;
    const { pipe } = after(WEDNESDAY_CLOSED);
    const order = { command: { type: "do", step: "accept" }, by: LI, key: "accept" } as const;
    const outcome = done(await pipe.submit(order, id));
    expect(outcome.file.events.slice(-3).map((event) => event.type)).toEqual(["dates-moved", "step-done", "taken"]);
    expect(outcome.events.map((event) => event.type)).toEqual(["step-done", "taken"]);
    expect(outcome.file.case.version).toBe((await eventsOf(id)).length);
  });

  test("a tick that was due by the old calendar finds nothing missed", async () => {
    const id = await accepted();
    const parts = after(WEDNESDAY_CLOSED);
    desk.setNow("2026-11-26 18:00");
    await tickDueCases(parts, desk.now());
    expect(await eventsOf(id)).not.toContain("missed");
    expect(await eventsOf(id)).toContain("dates-moved");
    desk.setNow("2026-11-27 18:00");
    await tickDueCases(parts, desk.now());
    expect(await eventsOf(id)).toContain("missed");
  });

  test("what was met stays met in a case that has ended, and one that ended long ago is not even looked at", async () => {
    const id = await accepted();
    done(await desk.submit({ type: "withdraw", reason: "It works again" }, WANG, id));
    const recent = done(await desk.file()).file.id;
    done(await desk.submit({ type: "do", step: "accept" }, LI, recent));
    desk.setNow("2026-11-24 11:00");
    const answers = { measures: "Door sensor replaced", outcome: "upheld" };
    done(await desk.submit({ type: "do", step: "resolve", answers }, LI, recent));
    await database.prisma.$executeRaw`
      UPDATE "case" SET dues = '{"minor#1": {"at": 1700000000000}}'::jsonb WHERE id = ${id}`;
    const parts = after(WEDNESDAY_CLOSED);
    expect(await followCalendars(parts, desk.now())).toBe(1);
    expect(await waiting("rejudging")).toEqual([{ caseId: recent }]);
    done(await rejudge(parts.pipe, recent));
    expect((await eventsOf(recent)).slice(-2)).toEqual(["dates-kept", "dates-moved"]);
    expect(await followCalendars(parts, desk.now())).toBe(0);
  });

  test("a provisional date that becomes firm where it was only draws the card again", async () => {
    desk.setNow("2026-12-30 10:00");
    const id = await accepted();
    const told = (await waiting("deliveries")).length;
    const { pipe } = after("complete: 2027-01-01..2027-12-31\n");
    expect(done(await rejudge(pipe, id)).events).toEqual([]);
    expect((await waiting("deliveries")).slice(told)).toMatchObject([
      { caseId: id, deliveries: [{ notice: { kind: "card" } }] },
    ]);
  });

  test("cases from before ends were kept are judged again without a word", async () => {
    const id = await accepted();
    await database.prisma.$executeRaw`UPDATE "case" SET calendar_mark = NULL, dues = '{}'::jsonb`;
    expect(await followCalendars(before(), desk.now())).toBe(1);
    expect(done(await rejudge(desk.pipe, id)).events).toEqual([]);
    expect(await followCalendars(before(), desk.now())).toBe(0);
  });

  test("a case goes by the calendars of its own edition", async () => {
    await accepted();
    const { default: office } = property.calendars;
    if (office === undefined) throw new Error("property has no calendar");
    const regulation = { ...property, calendars: { default: { ...office, dates: { "2026-11-25": [] } } } };
    const { edition: _, ...settings } = riverside;
    await inTransaction(database, async (tx) =>
      saveDesk(tx, settings, await storeEdition(tx, { regulation, text: "the next edition" }, desk.now())),
    );
    expect(await followCalendars(before(), desk.now())).toBe(0);
    expect((await rowOf(done(await desk.file()).file.id)).due).toBe(at("2026-11-24 09:42"));
  });

  test("making rows anew does not hide what has moved", async () => {
    const id = await accepted();
    const { frames, pipe } = after(WEDNESDAY_CLOSED);
    const rebuilt = await rebuildCase({ database: database, frames, now: () => desk.now() }, id);
    expect(rebuilt?.changed).toEqual(["row", "due", "nextTick"]);
    expect(done(await rejudge(pipe, id)).file.events.at(-1)?.type).toBe("dates-moved");
    expect(await rebuildCase({ database: database, frames, now: () => desk.now() }, id)).toEqual({
      id,
      changed: [],
    });
  });

  test("the end of the published holidays is told once, on a working morning of the last 60 days", async () => {
    // Friday, 61 days ahead; Sunday; Monday before and at the desk's hour.
    const looks = ["2026-10-30 09:00", "2026-11-01 09:00", "2026-11-02 08:29", "2026-11-02 08:30", "2026-11-03 08:30"];
    const counts = [];
    for (const local of looks) counts.push(await tellHorizon(before(), at(local)));
    expect(counts).toEqual([0, 0, 0, 1, 0]);
    expect(await waiting("posts")).toEqual([{ kind: "horizon", desk: "riverside", until: "2026-12-31" }]);
    const parts = after("complete: 2027-01-01..2027-12-31\n");
    expect(await tellHorizon(parts, at("2027-01-04 09:00"))).toBe(0);
    expect(await tellHorizon(parts, at("2027-11-08 09:00"))).toBe(1);
  });
});
