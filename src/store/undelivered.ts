import type { Undeliverable } from "./courier.ts";
import type { Database } from "./database.ts";
import { toJson } from "./json.ts";

export interface Undelivered extends Undeliverable {
  /** The kind of notice, or `post`. */
  readonly what: string;
  readonly at: number;
}

/** Keeps, for operators, what was given up. */
export async function saveUndelivered({ prisma }: Database, undelivered: Undelivered): Promise<void> {
  const { id, caseId, what, payload, reason, at, tries } = undelivered;
  await prisma.$executeRaw`
    INSERT INTO undelivered (id, case_id, what, payload, reason, at, tries)
    VALUES (${id}, ${caseId ?? null}, ${what}, ${toJson(payload)}::jsonb, ${reason}, ${at}, ${tries})
    ON CONFLICT (id) DO NOTHING`;
}

export interface UndeliveredLine {
  readonly what: string;
  readonly reason: string;
  readonly count: number;
  /** The latest (ms since 1970). */
  readonly last: number;
}

/** What was given up, by kind and reason, the latest first. */
export async function undeliveredLines({ prisma }: Database): Promise<readonly UndeliveredLine[]> {
  return prisma.$queryRaw<UndeliveredLine[]>`
    SELECT what, reason, count(*)::int AS count, max(at)::float8 AS last FROM undelivered
     GROUP BY what, reason ORDER BY max(at) DESC`;
}
