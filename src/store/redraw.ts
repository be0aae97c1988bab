import { inTransaction, type Database } from "./database.ts";
import type { Queue } from "./queue.ts";

/**
 * Queues the cards that a channel once refused, for when it takes them again.
 *
 * @returns of how many cases
 */
export async function redrawAt(
  { database, queue }: { readonly database: Database; readonly queue: Queue },
  channel: string,
): Promise<number> {
  return inTransaction(database, async (tx) => {
    const cases = await tx.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT case_id AS id FROM post
       WHERE kind = 'card' AND state = 'ended' AND channel = ${channel} AND case_id IS NOT NULL ORDER BY 1`;
    await queue.deliver(
      tx,
      cases.map(({ id }) => ({ caseId: id, notice: { kind: "card" } })),
    );
    return cases.length;
  });
}
