import type { FilingSource } from "../desk/service.ts";
import type { Database, Tx } from "./database.ts";
import { toJson } from "./json.ts";

/** A form stays open for hours at most; what was written in a message is not ours to keep longer than that. */
const KEPT_MS = 3 * 24 * 3_600_000;

type Connection = Database["prisma"] | Tx;

export interface KeptSource {
  readonly key: string;
  readonly source: FilingSource;
  readonly now: number;
}

/** Keeps what a form was opened from. What was kept under the key before stays where this one says nothing of it. */
export async function keepSource(prisma: Connection, { key, source, now }: KeptSource): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO intake_source (key, body, at) VALUES (${key}, ${toJson(source)}::jsonb, ${now})
    ON CONFLICT (key) DO UPDATE SET body = intake_source.body || excluded.body, at = excluded.at`;
}

export async function sourceOf(prisma: Connection, key: string): Promise<FilingSource | undefined> {
  const rows = await prisma.$queryRaw<{ body: FilingSource }[]>`SELECT body FROM intake_source WHERE key = ${key}`;
  return rows[0]?.body;
}

/** Deletes what belongs to forms that nobody sends any more. */
export async function forgetSources(prisma: Connection, now: number): Promise<number> {
  return prisma.$executeRaw`DELETE FROM intake_source WHERE at < ${now - KEPT_MS}`;
}
