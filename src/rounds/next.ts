import { workingDay } from "../calendar/ask.ts";
import { DAY_MS } from "../calendar/dates.ts";
import { instantOf, localDate } from "../calendar/zone.ts";
import type { Frame } from "../store/frames.ts";
import type { RoundParts } from "./parts.ts";

/** Longer than any run of closed days that a calendar of working days has. */
const DAYS_AHEAD = 21;

/** The desk's next digest after an instant, on a working day. */
function nextMorning({ desk, calendars }: Frame, after: number): number | undefined {
  for (let days = 0; days <= DAYS_AHEAD; days++) {
    const at = instantOf(desk.zone, { date: localDate(desk.zone, after + days * DAY_MS), time: desk.digestAt });
    if (at > after && workingDay(calendars.default, at)) return at;
  }
  return undefined;
}

/**
 * When the timers next have something to do: a case that falls due, a delivery whose quiet hours end, a morning.
 *
 * @param after what is due at or before this instant does not count
 */
export async function nextDue({ database, frames }: RoundParts, after: number): Promise<number | undefined> {
  const { prisma } = database;
  const rows = await prisma.$queryRaw<{ at: bigint | null }[]>`
    SELECT min(next_tick) AS at FROM "case" WHERE next_tick > ${after}
    UNION ALL SELECT min(not_before) FROM held_delivery WHERE not_before > ${after}`;
  const found = rows.flatMap((row) => (row.at === null ? [] : [Number(row.at)]));
  for (const frame of await frames.all(prisma)) {
    const morning = nextMorning(frame, after);
    if (morning !== undefined) found.push(morning);
  }
  return found.length === 0 ? undefined : Math.min(...found);
}
