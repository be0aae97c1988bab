import { horizonNotice } from "../calendar/changes.ts";
import type { Figures } from "../store/queue.ts";
import { troubledCases } from "../store/ticks.ts";
import type { RoundParts } from "./parts.ts";

/** Longer than any pause that Slack asks for: something is wrong with Slack, the network or the app. */
const LONG_MS = 15 * 60_000;

function stuck(figures: readonly Figures[]): readonly Figures[] {
  return figures.filter(({ oldest }) => oldest !== undefined && Date.now() - oldest > LONG_MS);
}

/**
 * Looks after what nobody looks at: deliveries that do not get away, cases whose timers fail, holidays that run out.
 * Each is a line in the log, every hour until it is mended.
 *
 * @returns how many things there were to say
 */
export async function watch({ database, frames, queue, log }: RoundParts, now: number): Promise<number> {
  const waiting = stuck(await queue.figures());
  for (const { queue: name, waiting: count, putOff } of waiting) {
    log.error({ queue: name, waiting: count, putOff }, 'Deliveries do not get away. "desk -- queue" says more');
  }
  const troubled = await troubledCases(database);
  for (const { id, number, failures } of troubled) {
    log.error({ caseId: id, number, failures }, 'The timer of a case fails. "desk -- queue" says why');
  }
  const ending = (await frames.all(database.prisma)).flatMap(({ desk, calendars }) =>
    Object.entries(calendars).flatMap(([calendar, counted]) => {
      const notice = horizonNotice(counted, now);
      return notice === undefined ? [] : [{ desk: desk.id, calendar, days: notice.daysLeft, words: notice.text.en }];
    }),
  );
  for (const { words, ...where } of ending) log.warn(where, words);
  return waiting.length + troubled.length + ending.length;
}
