import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { followingClock } from "../../src/clock.ts";
import { createPipe } from "../../src/pipe.ts";
import { queueDigests } from "../../src/rounds/digests.ts";
import { openDuties } from "../../src/rounds/duties.ts";
import type { RoundParts } from "../../src/rounds/parts.ts";
import { releaseHeld, tickDueCases } from "../../src/rounds/ticks.ts";
import { followPeople, forgetKeys } from "../../src/rounds/upkeep.ts";
import { watch } from "../../src/rounds/watch.ts";
import { createLog } from "../../src/log.ts";
import { readCase } from "../../src/store/cases.ts";
import { inTransaction } from "../../src/store/database.ts";
import { saveAbsences } from "../../src/store/directory.ts";
import { readFrames } from "../../src/store/frames.ts";
import { troubledCases } from "../../src/store/ticks.ts";
import { startTimers } from "../../src/timers.ts";
import { clear, KINDS, openTestDatabase, type TestDatabase } from "../support/database.ts";
import { at, LI, SUN, WANG, ZHAO } from "../support/property-desk.ts";
import { done, LIFT, openStoreDesk, type StoreDesk } from "../support/store-desk.ts";

const log = pino({ level: "silent" });

async function eventsOf(desk: StoreDesk, id: string): Promise<readonly string[]> {
  return (await readCase(desk.database.prisma, id))?.events.map((event) => event.type) ?? [];
}

async function waitingPosts({ database }: StoreDesk): Promise<readonly object[]> {
  const rows = await database.prisma.$queryRaw<{ data: object }[]>`
    SELECT data FROM pgboss.job WHERE name = 'posts' ORDER BY created_on, id`;
  return rows.map((row) => row.data);
}

describe.each(KINDS)("the rounds of the timers (%s)", (kind) => {
  let database: TestDatabase;
  let desk: StoreDesk;
  let parts: RoundParts;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await clear(database);
    desk = await openStoreDesk(kind, { database });
    const { frames, queue, pipe } = desk;
    parts = { database, frames, queue, pipe, log };
  });
  afterEach(() => desk.close());

  test("a tick a minute before the limit warns nobody twice, one after it finds the miss once", async () => {
    const { id } = done(await desk.file()).file;
    done(await desk.submit({ type: "do", step: "accept" }, LI, id));
    desk.setNow("2026-11-26 17:59");
    await tickDueCases(parts, desk.now());
    expect((await eventsOf(desk, id)).filter((type) => type === "missed")).toEqual([]);
    desk.setNow("2026-11-26 18:00");
    expect(await tickDueCases(parts, desk.now())).toEqual({ served: 1, troubled: 0 });
    expect((await eventsOf(desk, id)).filter((type) => type === "missed")).toEqual(["missed"]);
    expect(await tickDueCases(parts, desk.now())).toEqual({ served: 0, troubled: 0 });
  });

  test("all that is due is served in one round, however much it is", async () => {
    for (let index = 0; index < 7; index++) done(await desk.file({ ...LIFT, place: `Tower ${index}` }));
    desk.setNow("2026-11-26 18:30");
    expect(await tickDueCases(parts, desk.now(), 3)).toEqual({ served: 7, troubled: 0 });
    const [late] = await desk.database.prisma.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM "case" WHERE overdue`;
    expect(late?.count).toBe(7);
  });

  test("a case that cannot be served stops no other, is named to operators and tried again later", async () => {
    const bad = done(await desk.file()).file;
    const good = done(await desk.file()).file;
    // A damaged row: its desk is not there.
    await desk.database.prisma.$executeRaw`
      UPDATE "case" SET state = jsonb_set(state, '{edition}', '"lost@000"') WHERE id = ${bad.id}`;
    desk.setNow("2026-11-26 18:00");
    expect(await tickDueCases(parts, desk.now())).toEqual({ served: 1, troubled: 1 });
    expect(await eventsOf(desk, good.id)).toContain("missed");
    expect(await troubledCases(desk.database)).toEqual([
      { id: bad.id, number: bad.case.number, trouble: "The edition lost@000 is not in the database", failures: 1 },
    ]);
    expect(await tickDueCases(parts, desk.now() + 14_000)).toEqual({ served: 0, troubled: 0 });
    expect(await tickDueCases(parts, desk.now() + 15_000)).toEqual({ served: 0, troubled: 1 });
    await desk.database.prisma.$executeRaw`
      UPDATE "case" SET state = jsonb_set(state, '{edition}', to_jsonb(edition)) WHERE id = ${bad.id}`;
    expect(await tickDueCases(parts, desk.now() + 60_000)).toEqual({ served: 1, troubled: 0 });
    expect(await troubledCases(desk.database)).toEqual([]);
  });

  test("a ping held over night goes out with the morning, once", async () => {
    const { id } = done(await desk.file()).file;
    done(await desk.submit({ type: "do", step: "accept" }, LI, id));
    desk.setNow("2026-11-24 22:40");
    done(await desk.submit({ type: "escalate", reason: "no contractor for lifts available" }, LI, id));
    expect(await releaseHeld(parts, at("2026-11-25 08:59"))).toBe(0);
    expect(await releaseHeld(parts, at("2026-11-25 09:00"))).toBe(1);
    expect(await releaseHeld(parts, at("2026-11-25 09:00"))).toBe(0);
    const rows = await desk.database.prisma.$queryRaw<{ person: string }[]>`
      SELECT delivery->'notice'->>'person' AS person FROM pgboss.job, jsonb_array_elements(data->'deliveries') delivery
       WHERE name = 'deliveries' AND delivery->'notice'->>'ping' = 'decide'`;
    expect(rows).toEqual([{ person: ZHAO }]);
  });

  test("digests come at the desk's hour on working days, once, for channels and for people with work", async () => {
    done(await desk.file());
    desk.setNow("2026-11-25 08:29");
    expect(await queueDigests(parts, desk.now())).toBe(0);
    desk.setNow("2026-11-25 08:30");
    expect(await queueDigests(parts, desk.now())).toBe(4);
    expect(await queueDigests(parts, desk.now() + 60_000)).toBe(0);
    const day = "2026-11-25";
    expect(await waitingPosts(desk)).toEqual([
      { kind: "channel-digest", desk: "riverside", day },
      { kind: "channel-digest", desk: "riverside", department: "engineering", day },
      { kind: "channel-digest", desk: "riverside", department: "cleaning", day },
      { kind: "person-digest", desk: "riverside", person: LI, day },
    ]);
    // Saturday and Sunday.
    expect(await queueDigests(parts, at("2026-11-28 08:30"))).toBe(0);
    expect(await queueDigests(parts, at("2026-11-29 08:30"))).toBe(0);
    expect(await queueDigests(parts, at("2026-11-30 08:31"))).toBe(4);
  });

  test("a make-up working day has its digest, a public holiday none", async () => {
    // 2026: 1 to 3 January are holidays, Sunday 4 January is worked for them.
    expect(await queueDigests(parts, at("2026-01-02 08:31"))).toBe(0);
    expect(await queueDigests(parts, at("2026-01-04 08:31"))).toBe(3);
  });

  test("after an outage the present morning is made up for, and a desk set up in the afternoon waits for the next", async () => {
    expect(await queueDigests(parts, at("2026-11-24 14:00"))).toBe(0);
    expect(await queueDigests(parts, at("2026-11-25 11:00"))).toBe(3);
    expect(await queueDigests(parts, at("2026-11-27 17:00"))).toBe(0);
    expect(await queueDigests(parts, at("2026-11-30 08:30"))).toBe(3);
  });

  test("the month's figures open on the first working day, once, due on the 15th, and go up the ladder when missed", async () => {
    desk.setNow("2026-12-01 09:00");
    expect(await openDuties(parts, desk.now())).toBe(1);
    expect(await openDuties(parts, desk.now() + 60_000)).toBe(0);
    const [row] = await desk.reading.byNumber("monthly 2026-11", WANG);
    expect(row).toMatchObject({ desk: "riverside", nextStep: "monthly", due: at("2026-12-15 18:00"), owner: WANG });
    const id = row?.id ?? "";
    desk.setNow("2026-12-15 18:01");
    await tickDueCases(parts, desk.now());
    const stored = await readCase(desk.database.prisma, id);
    expect(stored?.events.find((event) => event.type === "missed")).toMatchObject({ step: "monthly", people: [WANG] });
    desk.setNow("2027-01-04 09:00");
    expect(await openDuties(parts, desk.now())).toBe(1);
    expect((await desk.reading.byNumber("monthly 2026-12", WANG))[0]?.due).toBe(at("2027-01-15 18:00"));
  });

  test("a desk that began after the limit owes nothing for the time before it, and its first figures come next time", async () => {
    desk.setNow("2026-12-16 09:00");
    expect(await openDuties(parts, desk.now())).toBe(0);
    desk.setNow("2027-01-04 09:00");
    expect(await openDuties(parts, desk.now())).toBe(1);
  });

  test("complaints keep their numbers: duties take none of them", async () => {
    desk.setNow("2026-12-01 09:00");
    await openDuties(parts, desk.now());
    expect(done(await desk.file()).file.case.number).toBe("2026120001");
  });

  test("when somebody goes away, their open cases are looked at again", async () => {
    const { id } = done(await desk.file()).file;
    await followPeople(parts, desk.now());
    expect((await desk.reading.workload(LI)).todo.map((each) => each.id)).toEqual([id]);
    await inTransaction(desk.database, (tx) =>
      saveAbsences(tx, LI, [{ from: at("2026-11-24 12:00"), to: at("2026-11-30 00:00"), deputy: SUN }]),
    );
    expect(await followPeople(parts, desk.now())).toBe(1);
    expect(await followPeople(parts, at("2026-11-24 11:59"))).toBe(0);
    expect(await followPeople(parts, at("2026-11-24 12:00"))).toBe(1);
    desk.setNow("2026-11-24 12:00");
    done(await desk.submit({ type: "rejudge" }, "desk", id));
    expect((await desk.reading.workload(SUN)).todo.map((each) => each.id)).toEqual([id]);
    expect((await desk.reading.workload(LI)).todo).toEqual([]);
  });

  test("keys of filings are forgotten when nobody can repeat them any more, those of duties are not", async () => {
    done(await desk.file(LIFT, WANG, "view-old"));
    desk.setNow("2026-12-01 09:00");
    await openDuties(parts, desk.now());
    await forgetKeys(parts, at("2027-12-01 09:00"));
    const left = await desk.database.prisma.request.findMany({ select: { key: true } });
    expect(left).toEqual([{ key: "duty riverside monthly 2026-11" }]);
  });

  test("what nobody looks at is looked after: stuck deliveries, failing timers, holidays that run out", async () => {
    const lines: string[] = [];
    const watching = { ...parts, log: createLog("warn", { write: (line) => void lines.push(line) }) };
    // The holidays of the year after are published in its November.
    expect(await watch(watching, at("2026-06-01 09:00"))).toBe(0);
    const { id } = done(await desk.file()).file;
    await database.prisma.$executeRaw`UPDATE pgboss.job SET created_on = now() - interval '16 minutes'`;
    await database.prisma.$executeRaw`UPDATE "case" SET tick_trouble = 'no desk', tick_failures = 2 WHERE id = ${id}`;
    expect(await watch(watching, at("2026-12-01 09:00"))).toBe(3);
    const said = lines.map((line): unknown => JSON.parse(line));
    expect(said).toMatchObject([
      { level: 50, queue: "deliveries" },
      { level: 50, caseId: id, failures: 2 },
      { level: 40, desk: "riverside", calendar: "default", days: 30 },
    ]);
  });

  test("a clock that is moved lets everything happen on the way, in order and at its time", async () => {
    const { id } = done(await desk.file()).file;
    done(await desk.submit({ type: "do", step: "accept" }, LI, id));
    const clock = followingClock({ now: desk.now(), running: false });
    const now = () => clock.now();
    const pipe = createPipe({ database: desk.database, queue: desk.queue, frames: desk.frames, now });
    const timers = startTimers({ ...parts, pipe }, clock);
    await timers.catchUp();
    await clock.learn({ now: at("2026-12-02 12:00"), running: false });
    await timers.stop();
    const stored = await readCase(desk.database.prisma, id);
    const passed = stored?.events.filter((event) => ["warned", "missed", "chased", "rung-told"].includes(event.type));
    expect(passed?.map((event) => [event.type, event.at])).toEqual([
      // The morning of the day, and four fifths of the time.
      ["warned", at("2026-11-26 09:00")],
      ["warned", at("2026-11-26 13:32") + 24_000],
      ["missed", at("2026-11-26 18:00")],
      ["chased", at("2026-11-27 18:00")],
      ["rung-told", at("2026-11-27 18:00")],
    ]);
    const days = (await waitingPosts(desk)).flatMap((post) =>
      "day" in post && !("department" in post) && !("person" in post) ? [post.day] : [],
    );
    expect(days).toEqual(["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02"]);
    expect(clock.now()).toBe(at("2026-12-02 12:00"));
  });
});

test("two copies on one server: each miss, digest and duty once", async () => {
  const desk = await openStoreDesk("server");
  const { database, queue, frames: ownFrames, pipe: ownPipe } = desk;
  for (let index = 0; index < 10; index++) done(await desk.file());
  expect(await queueDigests({ database, queue, frames: ownFrames, pipe: ownPipe, log }, at("2026-11-25 08:30"))).toBe(
    4,
  );
  desk.setNow("2026-12-01 09:00");
  const now = () => desk.now();
  // Each copy has its own memory and its own clock; the database is what they share.
  const copies = [1, 2].map(() => {
    const frames = readFrames();
    const pipe = createPipe({ database, queue, frames, now });
    const clock = followingClock({ now: desk.now(), running: false });
    return startTimers({ database, frames, queue, pipe, log }, clock);
  });
  await Promise.all(copies.map((timers) => timers.catchUp()));
  const misses = await database.prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM case_event WHERE type = 'missed' AND body->>'deadline' = 'minor' GROUP BY case_id`;
  expect(misses).toEqual(Array.from({ length: 10 }, () => ({ count: 1 })));
  const posts = (await waitingPosts(desk)).map((post) => JSON.stringify(post));
  expect(new Set(posts).size).toBe(posts.length);
  expect(posts.filter((post) => post.includes("2026-12-01")).length).toBeGreaterThan(3);
  expect(await database.prisma.caseRecord.count({ where: { kind: "duty:monthly" } })).toBe(1);
  await Promise.all(copies.map((timers) => timers.stop()));
  await desk.close();
});
