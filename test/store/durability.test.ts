import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";

/** Writes until it is killed; each line names what was acknowledged before it. */
const WRITER = join(import.meta.dirname, "../support/busy-writer.ts");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "complaint-desk-crash-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Acknowledged {
  readonly id: string;
  readonly version: number;
}

/** Lets the writer work until it has been acknowledged so often, then kills it without a warning. */
async function writeAndKill(times: number): Promise<ReadonlyMap<string, number>> {
  const writer = spawn(process.execPath, [WRITER, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(writer, "exit");
  const acknowledged = new Map<string, number>();
  let lines = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    const { id, version }: Acknowledged = JSON.parse(line);
    acknowledged.set(id, version);
    lines += 1;
    // Killed in the middle of whatever it does next.
    if (lines === times) writer.kill("SIGKILL");
  }
  await ended;
  expect(writer.signalCode).toBe("SIGKILL");
  return acknowledged;
}

// Each round opens a database in a process of its own, which takes its time on a busy machine.
const ROUNDS_MS = 150_000;

test(
  "killed at any moment, the embedded database comes back with everything that was acknowledged",
  { timeout: ROUNDS_MS },
  async () => {
    const all = new Map<string, number>();
    for (const times of [7, 12]) for (const [id, version] of await writeAndKill(times)) all.set(id, version);
    const database = await openDatabase({ dataDir: folder });
    try {
      const kept = await database.prisma.$queryRaw<{ case_id: string; events: number }[]>`
      SELECT case_id, count(*)::int AS events FROM case_event GROUP BY case_id`;
      const events = new Map(kept.map((row) => [row.case_id, row.events]));
      for (const [id, version] of all) expect(events.get(id)).toBeGreaterThanOrEqual(version);
      expect(all.size).toBeGreaterThanOrEqual(2);
      // What is there is whole: each row is the fold of as many events as it says, and numbers have no gaps.
      const rows = await database.prisma.caseRecord.findMany({ orderBy: { number: "asc" } });
      expect(rows.map((row) => row.version)).toEqual(rows.map((row) => events.get(row.id)));
      expect(rows.map((row) => row.number)).toEqual(
        rows.map((_, index) => `202611${String(index + 1).padStart(4, "0")}`),
      );
    } finally {
      await database.close();
    }
  },
);

const { fsyncSync } = fs;
afterEach(() => {
  fs.fsyncSync = fsyncSync;
  syncBuiltinESMExports();
});

test(
  "each commit of the embedded database reaches the disk before it is acknowledged",
  { timeout: ROUNDS_MS },
  async () => {
    let synced = 0;
    // Listens in on the file system; what is asked of it is still done.
    fs.fsyncSync = (file) => {
      synced += 1;
      fsyncSync(file);
    };
    syncBuiltinESMExports();
    const database = await openDatabase({ dataDir: join(folder, "synced") });
    for (const name of ["a", "b", "c"]) {
      const before = synced;
      await database.prisma.slot.create({ data: { name, filled: 1n } });
      expect(synced).toBeGreaterThan(before);
    }
    await database.close();
  },
);
