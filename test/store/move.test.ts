import { afterAll, beforeAll, expect, test } from "vitest";
import { moveAll } from "../../src/store/move.ts";
import { openQueue, type Queue } from "../../src/store/queue.ts";
import { createPipe } from "../../src/pipe.ts";
import { readFrames } from "../../src/store/frames.ts";
import { createReading } from "../../src/store/reading.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { LI, WANG } from "../support/property-desk.ts";
import { done, openStoreDesk, type StoreDesk } from "../support/store-desk.ts";
import { loud } from "../support/until.ts";

let from: StoreDesk;
let database: TestDatabase;
let queue: Queue;
beforeAll(async () => {
  from = await openStoreDesk("embedded");
  database = await openTestDatabase("server");
  queue = await openQueue(database, { onError: loud, idle: true });
});
afterAll(async () => {
  await from.close();
  await queue.stop();
  await database.close();
});

async function waiting({ boss }: Queue): Promise<readonly object[]> {
  const { rows } = await boss.getDb().executeSql("SELECT name, data FROM pgboss.job ORDER BY created_on, id");
  return rows;
}

test("an embedded database goes to a server with everything in it, and work goes on there", async () => {
  const { id } = done(await from.file()).file;
  done(await from.submit({ type: "do", step: "accept" }, LI, id));
  const moved = await moveAll(from, { database, queue });
  expect(moved.find(({ table }) => table === "case_event")?.rows).toBeGreaterThan(4);
  expect(await waiting(queue)).toEqual(await waiting(from.queue));

  const parts = { database, queue, frames: readFrames(), now: () => from.now() };
  const there = createReading(parts);
  const [before, after] = [await from.reading.read(id, LI), await there.read(id, LI)];
  expect([after?.case, after?.events, after?.context.people]).toEqual([
    before?.case,
    before?.events,
    before?.context.people,
  ]);
  const pipe = createPipe(parts);
  const filed = done(
    await pipe.file("riverside", {
      command: { type: "file", kind: "complaint", facts: { "what-happened": "It drips" } },
      by: WANG,
      key: "there",
    }),
  );
  expect(filed.file.case.number).toBe("2026110002");
});

test("a database that is in use is not moved into, and nothing of it is touched", async () => {
  const before = await database.prisma.caseRecord.count();
  await expect(moveAll(from, { database, queue })).rejects.toThrow("There are desks or cases in that database already");
  expect(await database.prisma.caseRecord.count()).toBe(before);
});
