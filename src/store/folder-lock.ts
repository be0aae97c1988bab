import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, stat, unlink, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";

const Holder = z.object({
  pid: z.number().int(),
  host: z.string(),
  /** Clock ticks since boot at which the process began: tells a process from a later one with the same number. */
  began: z.string().optional(),
  since: z.string(),
});
type Holder = z.infer<typeof Holder>;

/** The folder is in use by another process. `message` says which and what to do. */
export class FolderInUse extends Error {
  readonly code = "folder-in-use";
}

export interface FolderLock {
  release(): Promise<void>;
}

/** Field 22 of /proc/PID/stat; the name in field 2 may hold spaces and brackets. Undefined where there is no /proc. */
async function beganAt(pid: number): Promise<string | undefined> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, "utf8");
    return line.slice(line.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Of a process on another machine, or in a container that is gone, nothing can be seen but that it renews its lock. */
const RENEWED_EVERY_MS = 15_000;
const BELIEVED_FOR_MS = 90_000;

async function stillHeld(path: string, holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) {
    const file = await stat(path).catch(() => undefined);
    return file !== undefined && Date.now() - file.mtimeMs < BELIEVED_FOR_MS;
  }
  if (!isAlive(holder.pid)) return false;
  return holder.began === undefined || holder.began === (await beganAt(holder.pid));
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return Holder.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return undefined;
  }
}

async function take(path: string): Promise<boolean> {
  const began = await beganAt(process.pid);
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    ...(began === undefined ? {} : { began }),
  };
  // Written beside and linked into place, so that nobody ever reads half a lock.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(holder)}\n`);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** Takes a stale lock away under a second lock, so that of two processes that find it only one does. */
async function removeStale(path: string, seen: Holder | undefined): Promise<void> {
  const broom = `${path}.stale`;
  if (!(await take(broom))) {
    const sweeping = await readHolder(broom);
    if (sweeping !== undefined && (await stillHeld(broom, sweeping))) return;
    await rm(broom, { force: true });
    return;
  }
  try {
    const now = await readHolder(path);
    if (JSON.stringify(now) === JSON.stringify(seen)) await rm(path, { force: true });
  } finally {
    await rm(broom, { force: true });
  }
}

async function hold(path: string): Promise<FolderLock> {
  const mine = await stat(path);
  const renewal = setInterval(() => {
    const now = new Date();
    void utimes(path, now, now).catch(() => undefined);
  }, RENEWED_EVERY_MS);
  renewal.unref();
  return {
    async release() {
      clearInterval(renewal);
      const now = await stat(path).catch(() => undefined);
      if (now?.ino === mine.ino) await rm(path, { force: true });
    },
  };
}

/**
 * Makes this process the only one that uses a folder, until `release` or its end. A lock left by a process that died
 * is taken over.
 *
 * @throws FolderInUse when a living process holds it
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, "in-use.json");
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await take(path)) return hold(path);
    const holder = await readHolder(path);
    if (holder !== undefined && (await stillHeld(path, holder))) throw inUse(folder, holder);
    await removeStale(path, holder);
  }
  throw new FolderInUse(`Cannot take the folder ${folder}: other processes keep taking it. Stop them and start again`);
}

function inUse(folder: string, holder: Holder): FolderInUse {
  const here = holder.host === hostname();
  const who = here ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
  const what = here
    ? "Stop it, or set DATA_DIR to another folder"
    : `Stop it there. If that machine is gone, its claim on the folder lapses ${BELIEVED_FOR_MS / 1000} seconds after it died`;
  return new FolderInUse(`The folder ${folder} is in use by ${who} since ${holder.since}. ${what}`);
}
