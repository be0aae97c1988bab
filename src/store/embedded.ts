import { fsyncSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { lockFolder } from "./folder-lock.ts";

interface OpenFile {
  /** The file descriptor of the real file behind it. */
  readonly nfd: number;
  readonly stream_ops: { fsync?: (file: OpenFile) => number };
}

interface FileSystem {
  open(path: string, flags: string): OpenFile;
  close(file: OpenFile): void;
}

function isFileSystem(value: unknown): value is FileSystem {
  return typeof value === "object" && value !== null && "open" in value && "close" in value;
}

/**
 * PGlite's file system keeps no promise of fsync: PostgreSQL asks, and nothing reaches the disk. All open files share
 * one table of operations, so giving it an fsync once serves them all.
 */
function teachFsync(database: PGlite): void {
  const files: unknown = database.Module.FS;
  if (!isFileSystem(files)) throw new Error("The embedded database has no file system that could be made durable");
  const file = files.open(`${PGlite.paths.PGDATA}/PG_VERSION`, "r");
  file.stream_ops.fsync = (open) => {
    fsyncSync(open.nfd);
    return 0;
  };
  files.close(file);
}

export interface Embedded {
  readonly pglite: PGlite;
  close(): Promise<void>;
}

/** In place of a folder: a database that ends with the process. For the demo and for tests; nothing in it is kept. */
export const IN_MEMORY = "memory:";

async function openInMemory(): Promise<Embedded> {
  const pglite = await PGlite.create();
  return { pglite, close: () => pglite.close() };
}

/**
 * Opens the PostgreSQL that lives in a folder, made anew if there is none, so that what it has committed survives a
 * power cut. One process at a time.
 *
 * @throws FolderInUse when another process has it open
 */
export async function openEmbedded(folder: string): Promise<Embedded> {
  if (folder === IN_MEMORY) return openInMemory();
  const lock = await lockFolder(folder);
  try {
    const dataDir = resolve(join(folder, "postgres"));
    await mkdir(dataDir, { recursive: true });
    const pglite = await PGlite.create({
      dataDir,
      // It comes with -F, which is fsync off.
      startParams: PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
      postgresqlconf: ["wal_sync_method=fsync"],
    });
    teachFsync(pglite);
    return {
      pglite,
      async close() {
        await pglite.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
