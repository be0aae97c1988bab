import type { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { Pool, type PoolClient } from "pg";
import { Prisma, PrismaClient } from "../../prisma/client/client.ts";
import { openEmbedded } from "./embedded.ts";
import { sqlState } from "./errors.ts";
import { folderTrouble, serverTrouble } from "./trouble.ts";
import { migrate, readMigrations, type Migration, type ScriptRunner } from "./migrate.ts";

/** A transaction. Inside one, nothing may touch the database but through it: the embedded database has one connection. */
export type Tx = Prisma.TransactionClient;

export interface Database {
  readonly kind: "embedded" | "server";
  readonly prisma: PrismaClient;
  /** How the job queue connects: through the same embedded database, or by connections of its own. */
  readonly queueBy: { readonly pglite: PGlite } | { readonly connectionString: string };
  /** Names of the migrations applied when it was opened. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL server; the embedded database when absent. */
  readonly url?: string | undefined;
  /** Folder of the embedded database. */
  readonly dataDir: string;
  readonly migrations?: readonly Migration[];
  /** Told of connections that break while idle; the pool replaces them. */
  readonly onTrouble?: (error: Error) => void;
}

// A case waits at most this long for another command on it, or for the embedded database's one connection.
const MAX_WAIT_MS = 30_000;
const TIMEOUT_MS = 30_000;
/** Connections to a server, beside those of the job queue. */
const POOL_SIZE = 10;
/** A server that takes longer to let anybody in is not there. */
const CONNECT_MS = 10_000;

/**
 * Opens the database that the settings name, with all migrations applied.
 *
 * @throws DatabaseTrouble, FolderInUse, MigrationTrouble with a sentence for whoever runs it
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, dataDir } = options;
  const migrations = options.migrations ?? (await readMigrations());
  try {
    return await (url === undefined
      ? openInFolder(dataDir, migrations)
      : openOnServer(url, { migrations, onTrouble: options.onTrouble ?? (() => undefined) }));
  } catch (error) {
    throw url === undefined ? folderTrouble(error, dataDir) : serverTrouble(error, url);
  }
}

async function openInFolder(folder: string, migrations: readonly Migration[]): Promise<Database> {
  const embedded = await openEmbedded(folder);
  try {
    const database = await overPglite(embedded.pglite, migrations);
    return {
      ...database,
      async close() {
        await database.prisma.$disconnect();
        await embedded.close();
      },
    };
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

/** For an embedded database that is open already; `close` leaves it open. */
export async function overPglite(pglite: PGlite, migrations: readonly Migration[]): Promise<Database> {
  const migrated = await migrate(runnerOfPglite(pglite), migrations);
  const prisma = client(new PrismaPGlite(pglite));
  return { kind: "embedded", prisma, queueBy: { pglite }, migrated, close: () => prisma.$disconnect() };
}

async function openOnServer(
  url: string,
  options: { readonly migrations: readonly Migration[]; readonly onTrouble: (error: Error) => void },
): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: "complaint-desk",
  });
  pool.on("error", options.onTrouble);
  try {
    const migrated = await migrateServer(pool, options.migrations);
    const prisma = client(new PrismaPg(pool));
    return {
      kind: "server",
      prisma,
      queueBy: { connectionString: url },
      migrated,
      async close() {
        await prisma.$disconnect();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

function client(adapter: PrismaPg | PrismaPGlite): PrismaClient {
  return new PrismaClient({ adapter, transactionOptions: { maxWait: MAX_WAIT_MS, timeout: TIMEOUT_MS } });
}

async function migrateServer(pool: Pool, migrations: readonly Migration[]): Promise<readonly string[]> {
  const connection = await pool.connect();
  try {
    return await migrate(runnerOfServer(connection), migrations);
  } finally {
    connection.release();
  }
}

function runnerOfPglite(pglite: PGlite): ScriptRunner {
  return {
    async script(sql) {
      await pglite.exec(sql);
    },
    async query<Row extends object>(sql: string, values: readonly (string | number)[] = []) {
      return (await pglite.query<Row>(sql, [...values])).rows;
    },
  };
}

function runnerOfServer(connection: PoolClient): ScriptRunner {
  return {
    async script(sql) {
      await connection.query(sql);
    },
    async query<Row extends object>(sql: string, values: readonly (string | number)[] = []) {
      return (await connection.query<Row>(sql, [...values])).rows;
    },
  };
}

const DEADLOCK = "40P01";
const CANNOT_SERIALIZE = "40001";

/** PostgreSQL ended one of two transactions that got into each other's way; it can be carried out again as it was. */
function isCollision(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034") return true;
  return [DEADLOCK, CANNOT_SERIALIZE].includes(sqlState(error) ?? "");
}

const ATTEMPTS = 5;

/**
 * Carries out `work` in one transaction. Where the database ended it in favour of another one (a deadlock), it is
 * carried out again from the start, so `work` must do nothing outside of the transaction.
 */
export async function inTransaction<Result>(database: Database, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.prisma.$transaction(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isCollision(error)) throw error;
    }
  }
}
