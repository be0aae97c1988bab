import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The number under which Prisma's own tools lock, so that `prisma migrate deploy` and an app that starts wait for each other. */
const LOCK = 72_707_369;

export const MIGRATIONS = join(import.meta.dirname, "../../prisma/migrations");

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, as Prisma records it. */
  readonly checksum: string;
}

/** One connection on which whole scripts can be run. */
export interface ScriptRunner {
  /** Several statements, no parameters. */
  script(sql: string): Promise<void>;
  query<Row extends object>(sql: string, values?: readonly (string | number)[]): Promise<readonly Row[]>;
}

export async function readMigrations(folder = MIGRATIONS): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

// As Prisma's own tools create it.
const TABLE = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"              VARCHAR(64) NOT NULL,
    "finished_at"           TIMESTAMPTZ,
    "migration_name"        VARCHAR(255) NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        TIMESTAMPTZ,
    "started_at"            TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count"   INTEGER NOT NULL DEFAULT 0
)`;

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/**
 * Brings a database to the state that this app needs. Each migration is one transaction and is recorded in
 * `_prisma_migrations` in the format of Prisma's own tools; two copies that start together wait for each other.
 *
 * @returns the names of the migrations applied now
 * @throws when a migration that was applied has since been edited, failed half-way elsewhere, or when the database is
 * newer than the app
 */
export async function migrate(runner: ScriptRunner, migrations: readonly Migration[]): Promise<readonly string[]> {
  const applied: string[] = [];
  for (const migration of migrations) {
    await runner.script(`BEGIN; SELECT pg_advisory_xact_lock(${LOCK}); ${TABLE}`);
    try {
      if (!(await isApplied(runner, migration, migrations))) {
        await runner.script(migration.sql);
        await runner.query(
          `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
           VALUES ($1, $2, $3, clock_timestamp(), 1)`,
          [randomUUID(), migration.checksum, migration.name],
        );
        applied.push(migration.name);
      }
      await runner.script("COMMIT");
    } catch (error) {
      await runner.script("ROLLBACK");
      throw error instanceof MigrationTrouble
        ? error
        : new MigrationTrouble(`The migration ${migration.name} could not be applied, and nothing of it was kept`, {
            cause: error,
          });
    }
  }
  return applied;
}

export class MigrationTrouble extends Error {
  readonly code = "migration-trouble";
}

async function isApplied(runner: ScriptRunner, migration: Migration, all: readonly Migration[]): Promise<boolean> {
  const rows = await runner.query<Applied>(
    `SELECT "migration_name", "checksum", "finished_at" IS NOT NULL AS "finished"
       FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
  );
  const newer = rows.find((row) => !all.some((known) => known.name === row.migration_name));
  if (newer !== undefined) {
    throw new MigrationTrouble(
      `The database was last used by a newer version of this app (it knows ${newer.migration_name}). Start that version`,
    );
  }
  const row = rows.find((known) => known.migration_name === migration.name);
  if (row === undefined) return false;
  if (!row.finished) {
    throw new MigrationTrouble(
      `The migration ${migration.name} was begun by another tool and never finished. Restore the database, or run "prisma migrate resolve"`,
    );
  }
  if (row.checksum !== migration.checksum) {
    throw new MigrationTrouble(
      `The migration ${migration.name} was changed after it had been applied to this database. Put the original file back`,
    );
  }
  return true;
}
