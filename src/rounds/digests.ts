import { workingDay } from "../calendar/ask.ts";
import { instantOf, localDate } from "../calendar/zone.ts";
import type { DeskPost } from "../desk/notices.ts";
import { inTransaction, type Tx } from "../store/database.ts";
import type { Frame } from "../store/frames.ts";
import { slotFilled, takeSlot } from "../store/slots.ts";
import type { RoundParts } from "./parts.ts";

/** Later than this it is nobody's morning any more: what is overdue is seen on the cards and in tomorrow's digest. */
const LATEST_MS = 4 * 3_600_000;
const FIRST_MS = 10 * 60_000;

interface Morning {
  readonly frame: Frame;
  /** ISO date at the desk. */
  readonly day: string;
  /** When the digest is due. */
  readonly at: number;
}

/** The morning of a working day, from the desk's hour of digests on; undefined before it and on closed days. */
export function morningOf(frame: Frame, now: number): Morning | undefined {
  const { zone, digestAt } = frame.desk;
  const day = localDate(zone, now);
  const at = instantOf(zone, { date: day, time: digestAt });
  return now >= at && workingDay(frame.calendars.default, now) ? { frame, day, at } : undefined;
}

async function peopleWithWork(tx: Tx, desk: string): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ person: string }[]>`
    SELECT DISTINCT unnest(todo || approvers) AS person FROM "case" WHERE desk = ${desk} AND NOT archived ORDER BY 1`;
  return rows.map((row) => row.person);
}

async function postsOf(tx: Tx, { frame, day }: Morning): Promise<readonly DeskPost[]> {
  const { desk } = frame;
  const places = [{}, ...desk.departments.map(({ id }) => ({ department: id }))];
  const posts: DeskPost[] = places.map((place) => ({ kind: "channel-digest", desk: desk.id, day, ...place }));
  const today = Date.parse(`${day}T00:00:00Z`);
  for (const person of await peopleWithWork(tx, desk.id)) {
    // Whoever works at two desks gets one morning message, with both in it.
    const first = await takeSlot(tx, `person-digest ${person}`, today);
    if (first) posts.push({ kind: "person-digest", desk: desk.id, person, day });
  }
  return posts;
}

/**
 * Queues the morning's digests of every desk whose hour has come on a working day, once, however many copies of the
 * app run. After an outage the present morning's is made up for, past ones are not.
 *
 * @returns how many posts were queued
 */
export async function queueDigests({ database, frames, queue }: RoundParts, now: number): Promise<number> {
  let queued = 0;
  for (const frame of await frames.all(database.prisma)) {
    const morning = morningOf(frame, now);
    const slot = `digest ${frame.desk.id}`;
    if (morning === undefined || (await slotFilled(database.prisma, slot)) === morning.at) continue;
    queued += await inTransaction(database, async (tx) => {
      const everBefore = await slotFilled(tx, slot);
      if (!(await takeSlot(tx, slot, morning.at))) return 0;
      // A desk set up during the day has its first digest tomorrow.
      if (now - morning.at > (everBefore === undefined ? FIRST_MS : LATEST_MS)) return 0;
      const posts = await postsOf(tx, morning);
      await queue.post(tx, posts);
      return posts.length;
    });
  }
  return queued;
}
