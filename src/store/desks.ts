import { createHash } from "node:crypto";
import type { CalendarSpec } from "../calendar/types.ts";
import type { Desk } from "../desk/desk.ts";
import type { AboutLine, Guide, Regulation } from "../regulation/shape.ts";
import type { Tx } from "./database.ts";
import type { StoredHolidays } from "./holidays.ts";
import { toJson } from "./json.ts";

/** Phrases, points and advice that a desk has beside those of its regulation. */
export interface AddedGuides {
  readonly guides: readonly Guide[];
  readonly about: readonly AboutLine[];
}

/** What is kept of a desk. Its edition changes alone and stands in a column of its own. */
export interface DeskSettings extends Omit<Desk, "edition"> {
  /** Hours where the regulation gives none. */
  readonly calendar?: CalendarSpec;
  readonly added?: AddedGuides;
  /** Holidays of one's own, in rank: the last list that names a date counts. */
  readonly holidays?: readonly StoredHolidays[];
}

export interface StoredDesk {
  readonly settings: DeskSettings;
  readonly edition: string;
  readonly version: number;
}

/** A regulation's file as it stands, with what the loader made of it. */
export interface NewEdition {
  readonly regulation: Regulation;
  readonly text: string;
}

/** Keeps an edition for good. The same text is the same edition, so it is kept once. */
export async function storeEdition(tx: Tx, edition: NewEdition, now: number): Promise<string> {
  const hash = createHash("sha256").update(edition.text).digest("hex");
  const id = `${edition.regulation.id}@${hash.slice(0, 12)}`;
  await tx.$executeRaw`
    INSERT INTO edition (id, regulation, text, hash, stored_at)
    VALUES (${id}, ${toJson(edition.regulation)}::jsonb, ${edition.text}, ${hash}, ${now})
    ON CONFLICT (id) DO NOTHING`;
  return id;
}

export async function readEdition(tx: Tx, id: string): Promise<Regulation | undefined> {
  const rows = await tx.$queryRaw<{ regulation: Regulation }[]>`SELECT regulation FROM edition WHERE id = ${id}`;
  return rows[0]?.regulation;
}

/** Sets a desk up, or changes it. Says whether anything changed. */
export async function saveDesk(tx: Tx, settings: DeskSettings, edition: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO desk (id, settings, edition) VALUES (${settings.id}, ${toJson(settings)}::jsonb, ${edition})
    ON CONFLICT (id) DO UPDATE
      SET settings = excluded.settings, edition = excluded.edition, open = true, version = desk.version + 1
      WHERE desk.settings <> excluded.settings OR desk.edition <> excluded.edition OR NOT desk.open
    RETURNING id`;
  return rows.length > 0;
}

export async function readDesk(tx: Tx, id: string): Promise<StoredDesk | undefined> {
  const rows = await tx.$queryRaw<StoredDesk[]>`SELECT settings, edition, version FROM desk WHERE id = ${id}`;
  return rows[0];
}
