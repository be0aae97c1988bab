import { localDate, localTime } from "../calendar/zone.ts";
import { DESK } from "../desk/rights.ts";
import type { Outcome } from "../desk/service.ts";
import { stepTitle } from "../regulation/describe.ts";
import { textIn } from "../regulation/text.ts";
import { createPipe } from "../pipe.ts";
import type { StoreSettings } from "../settings.ts";
import { readFrames } from "../store/frames.ts";
import { idOf, withStore, type Opened } from "./database.ts";
import { Stop } from "./regulation-file.ts";
import { WORDS, type Terminal } from "./words.ts";

interface Standing {
  readonly desk: string;
  readonly edition: string;
  readonly current: boolean;
  readonly open: number;
}

/** Under which editions open cases go on, desk by desk; the one for new cases first. */
async function standings({ database }: Opened): Promise<readonly Standing[]> {
  return database.prisma.$queryRaw<Standing[]>`
    SELECT d.id AS desk, e.edition, e.edition = d.edition AS current, e.open::int AS open
      FROM desk d
      JOIN LATERAL (
        SELECT edition, count(*) FILTER (WHERE ended IS NULL AND NOT archived) AS open FROM "case" WHERE desk = d.id GROUP BY edition
        UNION ALL SELECT d.edition, 0 WHERE NOT EXISTS (SELECT 1 FROM "case" WHERE desk = d.id AND edition = d.edition)
      ) e ON true
     WHERE d.open AND (e.open > 0 OR e.edition = d.edition)
     ORDER BY d.id, current DESC, e.edition`;
}

function sayMoved(terminal: Terminal, number: string, outcome: Extract<Outcome, { ok: true }>): void {
  const { context } = outcome.file;
  const { language } = terminal;
  const { zone } = context.desk;
  const moment = (at: number) => `${localDate(zone, at)} ${localTime(zone, at)}`;
  terminal.say(WORDS.movedEdition, { number, edition: outcome.file.case.edition });
  for (const event of outcome.events) {
    if (event.type === "dates-moved") {
      const rule = context.regulation.deadlines.find(({ id }) => id === event.deadline);
      const step = textIn(stepTitle(context.regulation, rule?.until[0] ?? event.deadline), language);
      terminal.say(WORDS.movedDate, { step, from: moment(event.from), to: moment(event.to) });
    } else if (event.type === "level-set") {
      const level = context.regulation.levels.find(({ id }) => id === event.level);
      terminal.say(WORDS.movedLevel, { level: textIn(level?.title, language) });
    }
  }
}

async function moveCase(
  terminal: Terminal,
  opened: Opened,
  asked: { readonly number: string; readonly because: string },
) {
  const { database, queue } = opened;
  const { number, because } = asked;
  const id = await idOf(database, number);
  const pipe = createPipe({ database, queue, frames: readFrames(), now: () => Date.now() });
  const { currentEdition } = await database.prisma.desk.findFirstOrThrow({
    where: { id: (await database.prisma.caseRecord.findUniqueOrThrow({ where: { id } })).desk },
    select: { currentEdition: { select: { id: true } } },
  });
  const command = { type: "move-edition", edition: currentEdition.id, reason: because } as const;
  const key = `edition ${id} ${currentEdition.id}`;
  const outcome = await pipe.submit({ command, by: DESK, key }, id);
  if (outcome.ok && !outcome.repeated) return sayMoved(terminal, number, outcome);
  const code = outcome.ok ? "same-edition" : outcome.refusal.code;
  const why = {
    "same-edition": WORDS.sameEdition,
    "already-ended": WORDS.endedAlready,
    "reason-missing": WORDS.editionWhy,
    "kind-unknown": WORDS.kindGone,
  }[code as string];
  throw new Stop(why ?? WORDS.notMovedEdition, { number, code });
}

/**
 * Which editions open cases go by; with numbers, moves these cases to the edition that new cases have. A case that is
 * not moved keeps the one it was opened under.
 */
export function editions(
  terminal: Terminal,
  settings: StoreSettings,
  { numbers, because }: { readonly numbers: readonly string[]; readonly because?: string | undefined },
): Promise<number> {
  return withStore(settings, async (opened) => {
    if (numbers.length === 0) {
      for (const standing of await standings(opened))
        terminal.say(standing.current ? WORDS.currentEdition : WORDS.formerEdition, { ...standing, current: "" });
      return 0;
    }
    if (because === undefined) throw new Stop(WORDS.editionWhy);
    for (const number of numbers) await moveCase(terminal, opened, { number, because });
    return 0;
  });
}
