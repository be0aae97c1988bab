import type { Database } from "./database.ts";

const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** Open cases for which time has something to do, the longest due first; those in trouble only when tried again. */
export async function dueCases({ prisma }: Database, now: number, most: number): Promise<readonly string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT id FROM "case" WHERE next_tick <= ${now} AND (tick_retry_at IS NULL OR tick_retry_at <= ${now})
     ORDER BY next_tick, id LIMIT ${most}`;
  return rows.map((row) => row.id);
}

/** Puts a case whose timer cannot be served off, longer each time, so that it stands in nobody's way. */
export async function putOffTick(
  { prisma }: Database,
  id: string,
  trouble: { readonly reason: string; readonly now: number },
): Promise<void> {
  const { reason, now } = trouble;
  await prisma.$executeRaw`
    UPDATE "case" SET tick_trouble = ${reason}, tick_failures = tick_failures + 1,
      tick_retry_at = ${now} + least(${FIRST_PAUSE_MS}::bigint * (2 ^ least(tick_failures, 10))::bigint, ${LONGEST_PAUSE_MS}::bigint)
     WHERE id = ${id}`;
}

export interface TroubledCase {
  readonly id: string;
  readonly number: string | null;
  readonly trouble: string;
  readonly failures: number;
}

/** Cases whose timers could not be served. */
export async function troubledCases({ prisma }: Database): Promise<readonly TroubledCase[]> {
  return prisma.$queryRaw<TroubledCase[]>`
    SELECT id, number, tick_trouble AS trouble, tick_failures AS failures FROM "case"
     WHERE tick_trouble IS NOT NULL ORDER BY tick_failures DESC, id`;
}
