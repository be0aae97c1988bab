import { createHash } from "node:crypto";
import { fingerprint } from "../calendar/changes.ts";
import { localDate } from "../calendar/zone.ts";
import type { Calendars } from "../desk/context.ts";
import { inTransaction, type Tx } from "../store/database.ts";
import { slotFilled, takeSlot } from "../store/slots.ts";
import type { RoundParts } from "./parts.ts";

const KEPT_KEYS_MS = 90 * 24 * 3_600_000;

/** What the calendars say of last year, this one and the next two: another text when a holiday is announced. */
function markOf(calendars: Calendars, now: number): string {
  const year = Number(localDate(calendars.default.zone, now).slice(0, 4));
  const marks = Object.entries(calendars).map(([name, calendar]) => [
    name,
    fingerprint(calendar, { from: year - 1, to: year + 2 }),
  ]);
  return createHash("sha256")
    .update(JSON.stringify([year, marks]))
    .digest("hex")
    .slice(0, 16);
}

/**
 * A newly announced holiday moves open deadlines and never closed ones: where the calendars say something else than
 * when open cases were last judged, all open cases of the desk are judged again.
 *
 * @returns how many cases were queued for it
 */
export async function followCalendars({ database, frames, queue }: RoundParts, now: number): Promise<number> {
  let queued = 0;
  for (const { desk, calendars } of await frames.all(database.prisma)) {
    const mark = markOf(calendars, now);
    queued += await inTransaction(database, async (tx) => {
      const changed = await tx.$queryRaw<{ before: string | null }[]>`
        UPDATE desk SET calendar_mark = ${mark} FROM (SELECT id, calendar_mark FROM desk WHERE id = ${desk.id} FOR UPDATE) old
         WHERE desk.id = old.id AND desk.calendar_mark IS DISTINCT FROM ${mark} RETURNING old.calendar_mark AS before`;
      // The first mark of a desk: its cases were judged by these very calendars.
      if (changed[0]?.before === undefined || changed[0].before === null) return 0;
      const open = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM "case" WHERE desk = ${desk.id} AND ended IS NULL ORDER BY id`;
      await queue.rejudge(
        tx,
        open.map((row) => row.id),
      );
      return open.length;
    });
  }
  return queued;
}

const HOLDERS = "holders";
const ABSENCES = "absences";

async function absenceTurned(tx: Tx, now: number): Promise<boolean> {
  const since = (await slotFilled(tx, ABSENCES)) ?? now;
  if (!(await takeSlot(tx, ABSENCES, now))) return false;
  const rows = await tx.$queryRaw<object[]>`
    SELECT id FROM absence WHERE (starts_at > ${since} AND starts_at <= ${now}) OR (ends_at > ${since} AND ends_at <= ${now})`;
  return rows.length > 0;
}

/**
 * When somebody takes over a role, leaves, goes away or comes back, it is another's turn in open cases: they are looked
 * at again, so that lists and the morning's messages know it.
 *
 * @returns how many cases were queued for it
 */
export async function followPeople({ database, queue }: RoundParts, now: number): Promise<number> {
  return inTransaction(database, async (tx) => {
    const { holders } = await tx.directory.findUniqueOrThrow({ where: { id: 1 } });
    const known = await slotFilled(tx, HOLDERS);
    const changed = (await takeSlot(tx, HOLDERS, holders)) && known !== undefined;
    const turned = await absenceTurned(tx, now);
    if (!changed && !turned) return 0;
    const open = await tx.$queryRaw<
      { id: string }[]
    >`SELECT id FROM "case" WHERE NOT archived AND ended IS NULL ORDER BY id`;
    await queue.rejudge(
      tx,
      open.map((row) => row.id),
    );
    return open.length;
  });
}

/** Forgets keys of filings that nobody can repeat any more; those of duties are kept as long as the duty's cases. */
export async function forgetKeys({ database }: RoundParts, now: number): Promise<number> {
  return database.prisma.$executeRaw`
    DELETE FROM request WHERE at < ${now - KEPT_KEYS_MS} AND key NOT LIKE 'duty %'`;
}
