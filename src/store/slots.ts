import type { Tx } from "./database.ts";

/**
 * Takes a timer's slot: true for the one copy of the app that advances it, false for all others, and false again when
 * it comes round to it later. What the slot fires is queued in the same transaction.
 */
export async function takeSlot(tx: Tx, name: string, at: number): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    INSERT INTO slot (name, filled) VALUES (${name}, ${at})
    ON CONFLICT (name) DO UPDATE SET filled = excluded.filled WHERE slot.filled < excluded.filled
    RETURNING name`;
  return rows.length > 0;
}

/** Until when a timer has fired; undefined when it never has. */
export async function slotFilled(tx: Tx, name: string): Promise<number | undefined> {
  const row = await tx.slot.findUnique({ where: { name } });
  return row === null ? undefined : Number(row.filled);
}
