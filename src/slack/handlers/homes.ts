import { horizonOf } from "../../desk/horizon.ts";
import { dayText } from "../dates.ts";
import { homeView } from "../home.ts";
import { publishHome } from "../showing.ts";
import type { CaseRow, DeskFile } from "../../desk/service.ts";
import { watchedDepartments } from "../home-team.ts";
import type { Reader } from "../voice.ts";
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

/** Cases of one department that the table counts; the rest is in the list. */
const MOST_ROWS = 200;

async function teamRows(
  desks: readonly DeskFile[],
  { parts, reader }: Pick<Hand, "parts" | "reader">,
): Promise<readonly CaseRow[]> {
  const pages = await Promise.all(
    watchedDepartments(desks, reader.id).map((department) =>
      parts.service.list({ of: "department", department }, reader.id, { size: MOST_ROWS }),
    ),
  );
  return pages.flatMap((page) => page.rows);
}

/** Draws the reader's Home tab from what waits for them now. */
export async function publishFor({ parts, reader }: Pick<Hand, "parts" | "reader">): Promise<void> {
  const desks = await parts.desks.all();
  const [workload, team] = await Promise.all([parts.service.workload(reader.id), teamRows(desks, { parts, reader })]);
  const request = { desks, workload, reader, team, holidays: horizonLines(desks, reader) };
  await publishHome((classic) => homeView({ ...request, classic }), reader.id, parts);
}
