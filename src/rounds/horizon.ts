import type { DeskPost } from "../desk/notices.ts";
import { horizonOf } from "../desk/horizon.ts";
import { inTransaction } from "../store/database.ts";
import { takeSlot } from "../store/slots.ts";
import { morningOf } from "./digests.ts";
import type { RoundParts } from "./parts.ts";

/**
 * From 60 days before the published holidays end on, the administrators of each desk are told so on a working morning:
 * once, and once more for each later end.
 *
 * @returns how many posts were queued
 */
export async function tellHorizon({ database, frames, queue }: RoundParts, now: number): Promise<number> {
  let queued = 0;
  for (const frame of await frames.all(database.prisma)) {
    const horizon = horizonOf(frame.calendars, now);
    if (horizon?.notice === undefined || morningOf(frame, now) === undefined) continue;
    const post: DeskPost = { kind: "horizon", desk: frame.desk.id, until: horizon.until };
    queued += await inTransaction(database, async (tx) => {
      const first = await takeSlot(tx, `horizon ${post.desk}`, Date.parse(`${post.until}T00:00:00Z`));
      if (!first) return 0;
      await queue.post(tx, [post]);
      return 1;
    });
  }
  return queued;
}
