import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderInUse, lockFolder } from "../../src/store/folder-lock.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "complaint-desk-lock-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function leaveLock(holder: { readonly pid: number; readonly host?: string; readonly began?: string }) {
  const lock = { host: hostname(), since: "2026-11-24T01:12:00.000Z", ...holder };
  await writeFile(join(folder, "in-use.json"), JSON.stringify(lock));
}

/** The id of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return child.pid ?? 0;
}

test("a second opener is told who holds the folder and what to do", async () => {
  const lock = await lockFolder(folder);
  const second = lockFolder(folder);
  await expect(second).rejects.toThrow(FolderInUse);
  await expect(second).rejects.toThrow(`is in use by process ${process.pid} since`);
  await expect(second).rejects.toThrow("Stop it, or set DATA_DIR to another folder");
  await lock.release();
});

test("a released folder can be taken again, and nothing of the lock stays", async () => {
  const first = await lockFolder(folder);
  await first.release();
  const second = await lockFolder(folder);
  await second.release();
  expect(await readdir(folder)).toEqual([]);
});

test("the lock of a process that died is taken over", async () => {
  await leaveLock({ pid: await deadProcess() });
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`process ${process.pid} `);
  await lock.release();
});

test.runIf(process.platform === "linux")("a process that only has the same number holds nothing", async () => {
  await leaveLock({ pid: process.pid, began: "1" });
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
  await lock.release();
});

test("a machine that renews its lock is believed, one that stopped is not", async () => {
  await leaveLock({ pid: 1, host: "elsewhere" });
  await expect(lockFolder(folder)).rejects.toThrow("process 1 on elsewhere");
  const longAgo = new Date(Date.now() - 10 * 60_000);
  await utimes(join(folder, "in-use.json"), longAgo, longAgo);
  const lock = await lockFolder(folder);
  await lock.release();
});

test("of many that find a stale lock together exactly one takes it", async () => {
  await leaveLock({ pid: await deadProcess() });
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
  const taken = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(taken).toHaveLength(1);
  await taken[0]?.release();
});

test("half a lock, left by a full disk, is no lock", async () => {
  await writeFile(join(folder, "in-use.json"), '{"pid":');
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
  await lock.release();
});
