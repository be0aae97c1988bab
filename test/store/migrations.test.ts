import { afterAll, describe, expect, test } from "vitest";
import { openDatabase, overPglite } from "../../src/store/database.ts";
import { readMigrations, type Migration } from "../../src/store/migrate.ts";
import { cloneDatabase, emptyPglite, KINDS, openTestDatabase } from "../support/database.ts";
import { sqlOfSchema } from "../support/schema-engine.ts";

interface Recorded {
  readonly migration_name: string;
  readonly checksum: string;
  readonly done: boolean;
  readonly applied_steps_count: number;
}

const RECORDED = `SELECT migration_name, checksum, finished_at IS NOT NULL AS done, applied_steps_count
                    FROM _prisma_migrations ORDER BY migration_name`;

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: name.padEnd(64, "0") };
}

const COLUMNS = `
  SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
   WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY table_name, column_name`;

const INDEXES = `
  SELECT indexname, indexdef FROM pg_indexes
   WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY indexname`;

/** Checks stand in the migrations alone: Prisma's schema has no words for them. */
const CONSTRAINTS = `
  SELECT conname, pg_get_constraintdef(oid) AS means FROM pg_constraint
   WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f', 'u')
     AND conrelid <> '_prisma_migrations'::regclass ORDER BY conname`;

test("schema.prisma and the migrations say the same", async () => {
  const { url, drop } = await cloneDatabase();
  const schema: Migration = migration("00000000000000_schema", await sqlOfSchema(url));
  await drop();
  const pglite = await emptyPglite();
  const fromSchema = await overPglite(pglite, [schema]);
  await using fromMigrations = await openTestDatabase("embedded");
  for (const catalog of [COLUMNS, INDEXES, CONSTRAINTS]) {
    const wanted = await fromSchema.prisma.$queryRawUnsafe<object[]>(catalog);
    expect(wanted.length).toBeGreaterThan(10);
    expect(await fromMigrations.prisma.$queryRawUnsafe(catalog)).toEqual(wanted);
  }
  await fromSchema.close();
  await pglite.close();
});

test("a server and the embedded database hold the very same tables", async () => {
  await using embedded = await openTestDatabase("embedded");
  await using server = await openTestDatabase("server");
  for (const catalog of [COLUMNS, INDEXES, CONSTRAINTS]) {
    expect(await embedded.prisma.$queryRawUnsafe(catalog)).toEqual(await server.prisma.$queryRawUnsafe(catalog));
  }
});

describe.each(KINDS)("migrations at start (%s)", (kind) => {
  const pglite = kind === "embedded" ? emptyPglite() : undefined;
  const cloned = kind === "server" ? cloneDatabase() : undefined;
  afterAll(async () => {
    await (await pglite)?.close();
    await (await cloned)?.drop();
  });

  async function openWith(migrations: readonly Migration[]) {
    const open = await pglite;
    return open === undefined
      ? openDatabase({ url: (await cloned)?.url, dataDir: "", migrations })
      : overPglite(open, migrations);
  }

  test("are recorded as Prisma's own tools record them, and applied once", async () => {
    const all = await readMigrations();
    const first = await openWith(all);
    const recorded = await first.prisma.$queryRawUnsafe<Recorded[]>(RECORDED);
    expect(recorded).toEqual(
      all.map(({ name, checksum }) => ({ migration_name: name, checksum, done: true, applied_steps_count: 1 })),
    );
    await first.close();
    const second = await openWith(all);
    expect(second.migrated).toEqual([]);
    expect(await second.prisma.$queryRawUnsafe(RECORDED)).toEqual(recorded);
    await second.close();
  });

  test("that were edited after they had been applied are refused", async () => {
    const all = await readMigrations();
    const edited = all.map((one, index) => (index === 0 ? { ...one, checksum: "other" } : one));
    await expect(openWith(edited)).rejects.toThrow("was changed after it had been applied");
  });

  test("that fail leave nothing of themselves, and what went before stays", async () => {
    const all = await readMigrations();
    const good = migration("90000000000000_good", "CREATE TABLE good (id int)");
    const bad = migration("90000000000001_bad", "CREATE TABLE half (id int); SELECT no_such_function();");
    await expect(openWith([...all, good, bad])).rejects.toThrow(
      "The migration 90000000000001_bad could not be applied",
    );
    const again = await openWith([...all, good]);
    expect(again.migrated).toEqual([]);
    const tables = await again.prisma.$queryRaw`
      SELECT table_name FROM information_schema.tables WHERE table_name IN ('good', 'half')`;
    expect(tables).toEqual([{ table_name: "good" }]);
    await again.close();
  });

  test("of a newer version of the app are left alone, with a word", async () => {
    const all = await readMigrations();
    await expect(openWith(all)).rejects.toThrow("a newer version of this app (it knows 90000000000000_good)");
  });
});

test("two copies that start together on one server apply each migration once", async () => {
  const { url, drop } = await cloneDatabase();
  const all = [...(await readMigrations()), migration("90000000000000_once", "CREATE TABLE once (id int)")];
  const both = await Promise.all([1, 2].map(() => openDatabase({ url, dataDir: "", migrations: all })));
  expect(both.flatMap((database) => database.migrated)).toEqual(["90000000000000_once"]);
  await Promise.all(both.map((database) => database.close()));
  await drop();
});
