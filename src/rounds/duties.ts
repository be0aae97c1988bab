import { DUTY_DUE, DUTY_PREFIX, occurrencesAt, owedTo, type Occurrence } from "../desk/duties.ts";
import { instantOf } from "../calendar/zone.ts";
import { applies } from "../desk/facts.ts";
import { DESK } from "../desk/rights.ts";
import { textIn } from "../regulation/text.ts";
import type { Frame } from "../store/frames.ts";
import { subjectsOf, type Subject } from "../store/subjects.ts";
import { slotFilled, takeSlot } from "../store/slots.ts";
import type { RoundParts } from "./parts.ts";

interface Opening {
  readonly occurrence: Occurrence;
  /** For whom, where the duty is owed to each of several. */
  readonly subject?: Subject;
}

async function open({ pipe }: RoundParts, { desk }: Frame, { occurrence, subject }: Opening): Promise<boolean> {
  const { duty, period, opensAt, dueAt } = occurrence;
  const key = subject === undefined ? occurrence.key : `${occurrence.key} ${subject.id}`;
  const about = subject === undefined ? "" : ` ${subject.id}`;
  const title = `${textIn(duty.title, desk.language)}${about}`;
  const outcome = await pipe.file(desk.id, {
    command: {
      type: "file",
      kind: `${DUTY_PREFIX}${duty.id}`,
      receivedAt: opensAt,
      number: key,
      facts: {
        ...subject?.facts,
        "what-happened": `${title} (${period.from} – ${period.to})`,
        "period-from": period.from,
        "period-to": period.to,
        ...(dueAt === undefined ? {} : { [DUTY_DUE]: dueAt }),
      },
    },
    by: DESK,
    key: `duty ${desk.id} ${key}`,
  });
  if (!outcome.ok) throw new Error(`The duty ${key} at ${desk.id} was refused: ${outcome.refusal.code}`);
  return !outcome.repeated;
}

/** One occurrence, or one for each that it is owed to and to whom its condition applies. */
async function openings(parts: RoundParts, frame: Frame, occurrence: Occurrence): Promise<readonly Opening[]> {
  const { period, key } = occurrence;
  const forEach = owedTo(occurrence.duty, frame.regulation);
  if (forEach === undefined) return [{ occurrence }];
  const duty = { ...occurrence.duty, forEach };
  const { zone } = frame.desk;
  const instants = {
    from: instantOf(zone, { date: period.from, time: "00:00" }),
    to: instantOf(zone, { date: period.to, time: "24:00" }),
  };
  const { desk, regulation } = frame;
  const subjects = await subjectsOf(parts.database.prisma, { desk, regulation, duty, period: instants, key });
  return subjects.filter(({ facts }) => applies(duty, facts)).map((subject) => ({ occurrence, subject }));
}

/**
 * Opens the present occurrence of every duty with a rhythm (the month's report, the year's review), each once. From
 * then on it is a case like any other: warned of, missed, taken up the ladder by ticks.
 *
 * @returns how many were opened
 */
export async function openDuties(parts: RoundParts, now: number): Promise<number> {
  const { database, frames, log } = parts;
  const { prisma } = database;
  let opened = 0;
  for (const frame of await frames.all(prisma)) {
    for (const occurrence of occurrencesAt(frame.regulation, frame.calendars.default, now)) {
      // The key of the filing is what makes it once; the slot only spares asking every minute.
      const slot = `duty ${frame.desk.id} ${occurrence.duty.id}`;
      const filled = await slotFilled(prisma, slot);
      if (filled === occurrence.opensAt) continue;
      // A desk that began after the limit owes nothing for a time before it: nobody's superior hears of that.
      const tooLate = filled === undefined && occurrence.dueAt !== undefined && occurrence.dueAt <= now;
      try {
        for (const opening of tooLate ? [] : await openings(parts, frame, occurrence))
          if (await open(parts, frame, opening)) opened += 1;
        await takeSlot(prisma, slot, occurrence.opensAt);
      } catch (error) {
        log.error({ err: error, desk: frame.desk.id, duty: occurrence.key }, "A duty could not be opened");
      }
    }
  }
  return opened;
}
