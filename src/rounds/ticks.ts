import { inTransaction } from "../store/database.ts";
import { release } from "../store/held.ts";
import { dueCases, putOffTick } from "../store/ticks.ts";
import type { RoundParts } from "./parts.ts";

const BATCH = 100;

/**
 * Lets time do to every case what is due, the longest due first, each in a transaction of its own, until nothing is
 * due any more. A case that cannot be served is put off and stops no other.
 *
 * @param batch how many are looked up at a time
 * @returns how many were served, and how many could not be
 */
export async function tickDueCases({ database, pipe, log }: RoundParts, now: number, batch = BATCH) {
  let served = 0;
  let troubled = 0;
  for (;;) {
    const due = await dueCases(database, now, batch);
    if (due.length === 0) return { served, troubled };
    for (const caseId of due) {
      try {
        await pipe.tick(caseId);
        served += 1;
      } catch (error) {
        troubled += 1;
        log.error({ err: error, caseId }, "What is due in a case could not be carried out; it is put off");
        await putOffTick(database, caseId, { reason: error instanceof Error ? error.message : String(error), now });
      }
    }
  }
}

/** Sends on its way what waited for the end of quiet hours. */
export async function releaseHeld({ database, queue }: RoundParts, now: number): Promise<number> {
  let released = 0;
  for (;;) {
    const count = await inTransaction(database, async (tx) => {
      const deliveries = await release(tx, now, BATCH);
      await queue.deliver(tx, deliveries);
      return deliveries.length;
    });
    released += count;
    if (count < BATCH) return released;
  }
}
