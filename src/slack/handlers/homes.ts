import { dayText } from "../dates.ts";
import { homeView } from "../home.ts";
import { publishHome } from "../showing.ts";
import type { DeskFile } from "../../desk/service.ts";
import type { Reader } from "../voice.ts";
import type { Hand } from "./hand.ts";

/** How far the holidays of a desk are known, where they end at all. */
function horizons(desks: readonly DeskFile[], reader: Reader): { [desk: string]: string } {
  const found: { [desk: string]: string } = {};
  for (const { desk, context } of desks) {
    const until = context.calendars.default.knownUntil;
    if (until !== undefined)
      found[desk.id] = dayText(
        Date.parse(`${until}T00:00:00Z`),
        { language: reader.language, zone: "UTC" },
        reader.now,
      );
  }
  return found;
}

/** Draws the reader's Home tab from what waits for them now. */
export async function publishFor({ parts, reader }: Pick<Hand, "parts" | "reader">): Promise<void> {
  const desks = await parts.desks.all();
  const workload = await parts.service.workload(reader.id);
  await publishHome(homeView({ desks, workload, reader, holidaysUntil: horizons(desks, reader) }), reader.id, parts);
}
