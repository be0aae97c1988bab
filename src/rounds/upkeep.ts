import { instantOf } from "../calendar/zone.ts";
import { calendarMark, markedYears } from "../desk/moved.ts";
import { inTransaction, type Tx } from "../store/database.ts";
import { slotFilled, takeSlot } from "../store/slots.ts";
import { forgetSources } from "../store/sources.ts";
import type { RoundParts } from "./parts.ts";

const KEPT_KEYS_MS = 90 * 24 * 3_600_000;

interface Group {
  readonly desk: string;
  readonly edition: string;
  readonly mark: string | null;
}

/** What ended before the years of which marks tell cannot be touched by what they say: it takes the new mark as it is. */
async function passOver(tx: Tx, { desk, edition, mark }: Group, to: { readonly mark: string; readonly from: number }) {
  await tx.$executeRaw`
    UPDATE "case" SET calendar_mark = ${to.mark}
     WHERE desk = ${desk} AND edition = ${edition} AND calendar_mark IS NOT DISTINCT FROM ${mark} AND ended IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM jsonb_each(dues) clock WHERE (clock.value->>'at')::bigint >= ${to.from})`;
}

/**
 * A newly announced holiday moves limits that run and never those that are over: every case whose calendars say
 * something else than when it was last judged is judged again. Each edition has calendars of its own.
 *
 * @returns how many cases were queued for it
 */
export async function followCalendars({ database, frames, queue }: RoundParts, now: number): Promise<number> {
  const { prisma } = database;
  const groups = await prisma.$queryRaw<Group[]>`
    SELECT DISTINCT desk, edition, calendar_mark AS mark FROM "case" ORDER BY desk, edition, calendar_mark`;
  let queued = 0;
  for (const group of groups) {
    const frame = await frames.of(prisma, group);
    const mark = frame === undefined ? group.mark : calendarMark(frame.calendars, now);
    if (frame === undefined || mark === null || mark === group.mark) continue;
    const { from: year } = markedYears(frame.calendars, now);
    const from = instantOf(frame.calendars.default.zone, { date: `${year}-01-01`, time: "00:00" });
    queued += await inTransaction(database, async (tx) => {
      await passOver(tx, group, { mark, from });
      const stale = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM "case" WHERE desk = ${group.desk} AND edition = ${group.edition}
           AND calendar_mark IS NOT DISTINCT FROM ${group.mark} ORDER BY id`;
      await queue.rejudge(
        tx,
        stale.map((row) => row.id),
      );
      return stale.length;
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
 * at again, so that lists and the morning's messages know it, and their cards are drawn again.
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
    // Cards name people: one who has left stands there no longer, even where nothing else follows.
    await queue.deliver(
      tx,
      open.map((row) => ({ caseId: row.id, notice: { kind: "card" } })),
    );
    return open.length;
  });
}

/**
 * Forgets keys of filings that nobody can repeat any more, and what forms were opened from that nobody sends. Keys of
 * duties are kept as long as the duty's cases.
 */
export async function forgetKeys({ database }: RoundParts, now: number): Promise<number> {
  const sources = await forgetSources(database.prisma, now);
  return (
    sources +
    (await database.prisma.$executeRaw`
    DELETE FROM request WHERE at < ${now - KEPT_KEYS_MS} AND key NOT LIKE 'duty %'`)
  );
}
