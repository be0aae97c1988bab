import { horizonOf } from "../../desk/horizon.ts";
import { datesOf, reportOf, spanOf, type Kept } from "../../desk/report.ts";
import { mayReport } from "../../desk/rights.ts";
import { dayText } from "../dates.ts";
import type { SeenView } from "../door.ts";
import { homeView } from "../home.ts";
import { noDeskText } from "../no-desk.ts";
import { publishHome } from "../showing.ts";
import type { CaseRow, DeskFile } from "../../desk/service.ts";
import { watchedDepartments } from "../home-team.ts";
import type { Reader } from "../voice.ts";
import type { Surroundings } from "../surroundings.ts";
import { t } from "../words.ts";
import type { Hand } from "./hand.ts";

/** How far the holidays of a desk are known, where they end at all; with what follows from it once that is near. */
export function horizonLines(
  desks: readonly DeskFile[],
  { language }: Pick<Reader, "language">,
): { [desk: string]: string } {
  const found: { [desk: string]: string } = {};
  for (const { desk, context } of desks) {
    const horizon = horizonOf(context.calendars, context.now);
    if (horizon === undefined) continue;
    // Always with its year: the end of a year is read at the beginning of the next.
    const day = dayText(Date.parse(`${horizon.until}T00:00:00Z`), { language, zone: "UTC" }, 0);
    found[desk.id] =
      horizon.notice === undefined
        ? t(language, "home.desk-holidays", { day })
        : t(language, "home.desk-notice", { notice: horizon.notice.text[language] });
  }
  return found;
}

/** All that are open in a department: counts are the true ones. */
const ALL = Number.MAX_SAFE_INTEGER;

async function teamRows(
  desks: readonly DeskFile[],
  { parts, reader }: Pick<Hand, "parts" | "reader">,
): Promise<readonly CaseRow[]> {
  const pages = await Promise.all(
    watchedDepartments(desks, reader.id).map((watched) =>
      parts.service.list({ of: "department", ...watched }, reader.id, { size: ALL }),
    ),
  );
  return pages.flatMap((page) => page.rows);
}

/** How long a share of the month is as good as new: whoever opens Home ten times need not be counted for ten times. */
const FRESH_MS = 10 * 60_000;

interface Counted {
  readonly at: number;
  readonly kept: Kept;
}

const counted = new WeakMap<Surroundings, Map<string, Counted>>();

/** How many limits of this month were kept, over the desks whose figures this reader may have. */
async function onTime(
  desks: readonly DeskFile[],
  { parts, reader }: Pick<Hand, "parts" | "reader">,
): Promise<Kept | undefined> {
  const shares = counted.get(parts) ?? new Map<string, Counted>();
  counted.set(parts, shares);
  const known = shares.get(reader.id);
  if (known !== undefined && Math.abs(reader.now - known.at) < FRESH_MS) return known.kept;
  const mine = desks.filter(({ context }) => mayReport(reader.id, context));
  if (mine.length === 0) return undefined;
  let [kept, of] = [0, 0];
  for (const file of mine) {
    const { id, zone } = file.desk;
    const asked = { desk: id, ...datesOf("this-month", reader.now, zone), by: "department" } as const;
    const report = reportOf(await parts.service.casesIn(id, spanOf(asked, zone), reader.id), asked, file);
    kept += report.onTime.kept;
    of += report.onTime.of;
  }
  shares.set(reader.id, { at: reader.now, kept: { kept, of } });
  return { kept, of };
}

/** Draws the reader's Home tab from what waits for them now. */
export async function publishFor({ parts, reader }: Pick<Hand, "parts" | "reader">): Promise<void> {
  const desks = await parts.desks.all();
  const [workload, team] = await Promise.all([parts.service.workload(reader.id), teamRows(desks, { parts, reader })]);
  const share = team.length === 0 ? undefined : await onTime(desks, { parts, reader });
  const request = {
    desks,
    workload,
    reader,
    team,
    holidays: horizonLines(desks, reader),
    ...(share === undefined ? {} : { onTime: share }),
    ...(desks.length === 0 ? { noDesk: await noDeskText(reader, parts) } : {}),
  };
  await publishHome((classic) => homeView({ ...request, classic }), reader.id, parts);
}

/** Views that were opened from a Home tab, the latest last: what is done in them, or above them, changes that tab. */
const opened = new WeakMap<Surroundings, Set<string>>();

/** As many as people may have open at once; whoever is forgotten sees their Home anew on opening it. */
const REMEMBERED = 1000;

/** Remembers that this view stands on the reader's Home tab. */
export function openedAtHome(viewId: string, parts: Surroundings): void {
  const views = opened.get(parts) ?? new Set<string>();
  opened.set(parts, views.add(viewId));
  for (const view of views) {
    if (views.size <= REMEMBERED) break;
    views.delete(view);
  }
}

/** Draws the Home tab again beneath a view that was opened from it; nothing for views from elsewhere. */
export async function refreshHome(view: Pick<SeenView, "rootId">, hand: Pick<Hand, "parts" | "reader">): Promise<void> {
  if (opened.get(hand.parts)?.has(view.rootId) === true) await publishFor(hand);
}
