import type { Delivery } from "../desk/notices.ts";
import type { Tx } from "./database.ts";
import { sortableId } from "./ids.ts";
import { toJson } from "./json.ts";

export type NewDelivery = Omit<Delivery, "id">;

interface HeldRow {
  readonly delivery: NewDelivery;
}

function notBefore({ notice }: NewDelivery): number | undefined {
  return "notBefore" in notice ? notice.notBefore : undefined;
}

/**
 * Lays aside what must wait for the end of quiet hours, by the app's own clock, which a job queue does not know.
 *
 * @returns what can go at once
 */
export async function hold(tx: Tx, deliveries: readonly NewDelivery[], now: number): Promise<readonly NewDelivery[]> {
  const held = deliveries.filter((delivery) => (notBefore(delivery) ?? now) > now);
  if (held.length > 0) {
    const rows = held.map((delivery) => ({
      id: sortableId(),
      case_id: delivery.caseId,
      not_before: notBefore(delivery) ?? now,
      delivery,
    }));
    await tx.$executeRaw`
      INSERT INTO held_delivery (id, case_id, not_before, delivery)
      SELECT id, case_id, not_before, delivery
        FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS new (id text, case_id text, not_before bigint, delivery jsonb)`;
  }
  return deliveries.filter((delivery) => !held.includes(delivery));
}

/** Takes what need not wait any longer, in the order in which it was laid aside; another copy gets none of it. */
export async function release(tx: Tx, now: number, most: number): Promise<readonly NewDelivery[]> {
  const rows = await tx.$queryRaw<(HeldRow & { readonly id: string })[]>`
    DELETE FROM held_delivery WHERE id IN
      (SELECT id FROM held_delivery WHERE not_before <= ${now} ORDER BY id LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING id, delivery`;
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((row) => row.delivery);
}
