import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import { inject } from "vitest";
import { openDatabase, overPglite, type Database } from "../../src/store/database.ts";
import { readMigrations } from "../../src/store/migrate.ts";
import { openQueue } from "../../src/store/queue.ts";
import { openAdmin, TEMPLATE } from "./postgres.ts";
import { loud } from "./until.ts";

/** Every test of the store runs on both. */
export const KINDS = ["embedded", "server"] as const;
export type Kind = (typeof KINDS)[number];

export type TestDatabase = Database & AsyncDisposable;

const CACHE = join(import.meta.dirname, "../../node_modules/.cache/complaint-desk");

type Content = "empty" | "migrated";

async function templateFile(content: Content): Promise<string> {
  const migrations = content === "empty" ? [] : await readMigrations();
  const lock = await readFile(join(import.meta.dirname, "../../package-lock.json"), "utf8");
  const versions = ["@electric-sql/pglite", "pg-boss"].map(
    (name) => lock.match(new RegExp(`"node_modules/${name}": \\{\\s*"version": "([^"]+)"`))?.[1],
  );
  const facts = JSON.stringify([content, versions, migrations.map((migration) => migration.checksum)]);
  return join(CACHE, `${createHash("sha256").update(facts).digest("hex").slice(0, 16)}.tar`);
}

async function fill(pglite: PGlite): Promise<void> {
  const database = await overPglite(pglite, await readMigrations());
  const queue = await openQueue(database, { onError: loud, idle: true });
  await queue.stop();
  await database.close();
}

/** Making an embedded database takes seconds, unpacking one a fraction; so one of each content is kept packed. */
async function template(content: Content): Promise<Blob> {
  const file = await templateFile(content);
  if (!existsSync(file)) {
    const pglite = await PGlite.create();
    if (content === "migrated") await fill(pglite);
    const dump = await pglite.dumpDataDir("none");
    await pglite.close();
    await mkdir(CACHE, { recursive: true });
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, new Uint8Array(await dump.arrayBuffer()));
    await rename(draft, file);
  }
  return new Blob([new Uint8Array(await readFile(file))]);
}

/** An embedded database in memory with nothing in it. */
export async function emptyPglite(): Promise<PGlite> {
  return PGlite.create({ loadDataDir: await template("empty") });
}

/** An embedded database in memory, with all migrations. */
async function embedded(): Promise<TestDatabase> {
  const pglite = await PGlite.create({ loadDataDir: await template("migrated") });
  const database = await overPglite(pglite, await readMigrations());
  const close = async () => {
    await database.close();
    if (!pglite.closed) await pglite.close();
  };
  return { ...database, close, [Symbol.asyncDispose]: close };
}

async function templateIsReady(url: string): Promise<boolean> {
  try {
    const admin = await openAdmin(url);
    const rows = await admin.prisma.$queryRaw<object[]>`SELECT 1 FROM pg_database WHERE datname = ${TEMPLATE}`;
    await admin.close();
    return rows.length > 0;
  } catch {
    return false;
  }
}

/** The address of a database of one's own on the server of the run; `drop` removes it. */
export async function cloneDatabase(): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const server = inject("postgresUrl");
  while (!(await templateIsReady(server))) await pause(50);
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = await openAdmin(server);
  await admin.prisma.$executeRawUnsafe(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY file_copy`);
  await admin.close();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      const remover = await openAdmin(server);
      await remover.prisma.$executeRawUnsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await remover.close();
    },
  };
}

async function onServer(): Promise<TestDatabase> {
  const { url, drop } = await cloneDatabase();
  const database = await openDatabase({ url, dataDir: "" });
  const close = async () => {
    await database.close();
    await drop();
  };
  return { ...database, close, [Symbol.asyncDispose]: close };
}

/** A fresh database of this kind with all migrations, gone when closed. */
export function openTestDatabase(kind: Kind): Promise<TestDatabase> {
  return kind === "embedded" ? embedded() : onServer();
}

const KEPT_TABLES = ["case_event", "edition"];

/** Empties a database between tests, which is quicker than opening another. */
export async function clear({ prisma }: TestDatabase): Promise<void> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'directory')`;
  for (const table of KEPT_TABLES) await prisma.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await prisma.$executeRawUnsafe(`TRUNCATE ${tables.map(({ name }) => name).join(", ")}`);
  for (const table of KEPT_TABLES) await prisma.$executeRawUnsafe(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  await prisma.$executeRaw`UPDATE directory SET version = version + 1, holders = 1`;
  await prisma.$executeRaw`DELETE FROM pgboss.job`;
}
