import { setImmediate as turn } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Delivery } from "../../src/desk/notices.ts";
import { startCourier, type CourierOptions, type CourierWork, type Undeliverable } from "../../src/store/courier.ts";
import { inTransaction } from "../../src/store/database.ts";
import { openQueue, type Queue } from "../../src/store/queue.ts";
import { clear, KINDS, openTestDatabase, type TestDatabase } from "../support/database.ts";
import { loud, until } from "../support/until.ts";

function line(caseId: string, event: number): Omit<Delivery, "id"> {
  return { caseId, notice: { kind: "line", event, broadcast: false } };
}

function eventOf({ notice }: Delivery): number {
  return notice.kind === "line" ? notice.event : 0;
}

const IDLE: CourierWork = {
  deliver: async () => undefined,
  post: async () => undefined,
  rejudge: async () => undefined,
  giveUp: async () => undefined,
  onTrouble: () => undefined,
};

describe.each(KINDS)("the courier (%s)", (kind) => {
  let database: TestDatabase;
  let queue: Queue;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await clear(database);
    queue = await openQueue(database, { onError: loud });
  });
  afterEach(() => queue.stop());

  const deliver = (...deliveries: Omit<Delivery, "id">[]) =>
    inTransaction(database, (tx) => queue.deliver(tx, deliveries));

  function start(work: Partial<CourierWork>, options: CourierOptions = {}) {
    return startCourier(queue, { ...IDLE, ...work }, options);
  }

  test("what a transaction queued goes with it, and is gone when it fails", async () => {
    const failing = inTransaction(database, async (tx) => {
      await queue.deliver(tx, [line("a", 1)]);
      await queue.rejudge(tx, ["a"]);
      await queue.post(tx, [{ kind: "channel-digest", desk: "d", day: "2026-11-24" }]);
      throw new Error("stop here");
    });
    await expect(failing).rejects.toThrow("stop here");
    expect((await queue.figures()).map((figure) => figure.waiting)).toEqual([0, 0, 0]);
    await inTransaction(database, async (tx) => {
      await queue.deliver(tx, [line("a", 1)]);
      await queue.rejudge(tx, ["a", "b", "a"]);
      await queue.post(tx, [{ kind: "channel-digest", desk: "d", day: "2026-11-24" }]);
    });
    expect((await queue.figures()).map(({ queue: name, waiting }) => [name, waiting])).toEqual([
      ["deliveries", 1],
      ["rejudging", 2],
      ["posts", 1],
    ]);
  });

  test("deliveries of one case come one after the other in their order, those of others beside them", async () => {
    const seen: string[] = [];
    const busy = new Set<string>();
    const overlaps: string[] = [];
    for (let event = 1; event <= 6; event++) await deliver(line("a", event), line("b", event));
    await start({
      async deliver(delivery) {
        if (busy.has(delivery.caseId)) overlaps.push(delivery.caseId);
        busy.add(delivery.caseId);
        // Long enough for another to come between, if it could.
        for (let turns = 0; turns < 20; turns++) await turn();
        busy.delete(delivery.caseId);
        seen.push(`${delivery.caseId}${eventOf(delivery)}`);
      },
    });
    await until(() => seen.length === 12);
    expect(overlaps).toEqual([]);
    expect(seen.filter((one) => one.startsWith("a"))).toEqual(["a1", "a2", "a3", "a4", "a5", "a6"]);
    expect(seen.filter((one) => one.startsWith("b"))).toEqual(["b1", "b2", "b3", "b4", "b5", "b6"]);
  });

  test("what asks to come again later does, and only its own case waits for it", async () => {
    const seen: string[] = [];
    let refused = 0;
    await start({
      async deliver(delivery) {
        if (delivery.caseId === "a" && eventOf(delivery) === 1 && refused < 2) {
          refused += 1;
          throw Object.assign(new Error("rate limited"), { retryAfterSeconds: 1 });
        }
        seen.push(`${delivery.caseId}${eventOf(delivery)}`);
      },
    });
    await deliver(line("a", 1), line("a", 2), line("b", 1));
    await until(() => seen.length === 3);
    expect(seen).toEqual(["b1", "a1", "a2"]);
  });

  test("what fails again and again is given up with its reason, and what is behind it goes on", async () => {
    const seen: number[] = [];
    const given: Undeliverable[] = [];
    await start(
      {
        async deliver(delivery) {
          if (eventOf(delivery) === 1) throw new Error("the card cannot be drawn");
          seen.push(eventOf(delivery));
        },
        async giveUp(what) {
          given.push(what);
        },
      },
      { maxFailures: 2, firstPauseSeconds: 0 },
    );
    await deliver(line("a", 1), line("a", 2));
    await until(() => seen.length === 1);
    expect(seen).toEqual([2]);
    expect(given).toEqual([
      expect.objectContaining({ queue: "deliveries", caseId: "a", reason: "the card cannot be drawn", tries: 2 }),
    ]);
    await until(async () =>
      (await queue.figures()).every(
        ({ waiting, underWay, putOff, failed }) => waiting + underWay + putOff + failed === 0,
      ),
    );
  });

  test("even what asks to come again is given up when patience has run out", async () => {
    const given: Undeliverable[] = [];
    await start(
      {
        deliver: () => Promise.reject(Object.assign(new Error("away"), { retryAfterSeconds: 0 })),
        async giveUp(what) {
          given.push(what);
        },
      },
      { patienceSeconds: 0 },
    );
    await deliver(line("a", 1));
    await until(() => given.length === 1);
    expect(given[0]?.reason).toBe("away");
  });

  test("an outage is no fault of what is to be sent: it is tried until somebody answers", async () => {
    const given: Undeliverable[] = [];
    let tries = 0;
    await start(
      {
        async deliver() {
          tries += 1;
          if (tries <= 8) throw Object.assign(new Error("Slack cannot be reached"), { away: true });
        },
        async giveUp(what) {
          given.push(what);
        },
      },
      { maxFailures: 2, firstPauseSeconds: 0 },
    );
    await deliver(line("a", 1));
    await until(() => tries === 9);
    await until(async () => (await queue.figures()).every(({ waiting, underWay }) => waiting + underWay === 0));
    expect(given).toEqual([]);
  });

  test("a case that is to be judged again for many reasons waits once", async () => {
    const judged: string[] = [];
    for (let reason = 0; reason < 5; reason++) await inTransaction(database, (tx) => queue.rejudge(tx, ["a", "b"]));
    await start({
      async rejudge(caseId) {
        judged.push(caseId);
      },
    });
    await until(() => judged.length === 2);
    await until(async () => (await queue.figures()).every(({ waiting, underWay }) => waiting + underWay === 0));
    expect(judged.toSorted((a, b) => a.localeCompare(b))).toEqual(["a", "b"]);
  });
});

test("what a dead embedded app had under way is taken up by the next", async () => {
  await using database = await openTestDatabase("embedded");
  const first = await openQueue(database, { onError: loud, idle: true });
  await inTransaction(database, (tx) => first.deliver(tx, [line("a", 1)]));
  expect(await first.boss.fetch("deliveries")).toHaveLength(1);
  const second = await openQueue(database, { onError: loud, idle: true });
  expect((await second.figures())[0]).toMatchObject({ underWay: 0, putOff: 1, failed: 0 });
  await second.stop();
  await first.stop();
});

test("two copies of the app on one server deliver everything once", async () => {
  await using database = await openTestDatabase("server");
  const copies = await Promise.all([1, 2].map(() => openQueue(database, { onError: loud })));
  const seen: string[] = [];
  for (const queue of copies) {
    await startCourier(queue, {
      ...IDLE,
      async deliver(delivery) {
        seen.push(`${delivery.caseId}${eventOf(delivery)}`);
      },
    });
  }
  const cases = Array.from({ length: 20 }, (_, index) => `case-${index}-`);
  await Promise.all(
    cases.map((caseId, index) =>
      inTransaction(database, async (tx) =>
        copies[index % 2]?.deliver(tx, [line(caseId, 1), line(caseId, 2), line(caseId, 3)]),
      ),
    ),
  );
  await until(() => seen.length >= 60);
  const figures = await Promise.all(copies.map((queue) => queue.figures()));
  expect(figures.flat().every(({ waiting, failed }) => waiting + failed === 0)).toBe(true);
  for (const caseId of cases)
    expect(seen.filter((one) => one.startsWith(caseId))).toEqual([1, 2, 3].map((event) => `${caseId}${event}`));
  await Promise.all(copies.map((queue) => queue.stop()));
});
