import { isDeepStrictEqual } from "node:util";
import type { Case } from "../desk/case.ts";
import type { Context } from "../desk/context.ts";
import { fold } from "../desk/fold.ts";
import { calendarMark, type Dues } from "../desk/moved.ts";
import { readEvents, saveCase } from "./cases.ts";
import { columnsOf, type Columns } from "./columns.ts";
import { knownOf, saveEntries } from "./counts.ts";
import { inTransaction, type Database, type Tx } from "./database.ts";
import type { Frames } from "./frames.ts";
import { asStored } from "./json.ts";
import { contextFor } from "./readable.ts";

export interface RebuildParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly now: () => number;
}

export interface Rebuilt {
  readonly id: string;
  /** Columns that were kept otherwise than events, people and counts of today say. */
  readonly changed: readonly string[];
}

interface Kept {
  readonly state: Case;
  readonly columns: Pick<Columns, "dues"> & {
    readonly calendarMark: string | null;
    readonly [name: string]: unknown;
  };
}

async function keptRow(tx: Tx, id: string): Promise<Kept | undefined> {
  const record = await tx.caseRecord.findUnique({ where: { id } });
  if (record === null) return undefined;
  const rows = await tx.$queryRaw<
    { state: Case; dues: Dues }[]
  >`SELECT state, dues FROM "case" WHERE id = ${id} FOR UPDATE`;
  const row = rows[0];
  if (row === undefined) return undefined;
  const { state, dues } = row;
  const { due, receivedAt, nextTick, ...rest } = record;
  const instants = {
    due: Number(due),
    receivedAt: Number(receivedAt),
    nextTick: nextTick === null ? null : Number(nextTick),
  };
  return { state, columns: { ...rest, dues, ...instants } };
}

function differences(kept: Kept, columns: Columns, state: Case): readonly string[] {
  const changed = Object.entries(asStored(columns)).filter(
    ([name, value]) => !isDeepStrictEqual(value, kept.columns[name]),
  );
  const names = changed.map(([name]) => name);
  return isDeepStrictEqual(asStored(state), kept.state) ? names : ["state", ...names];
}

/** Ends by calendars that have changed since stay beside the case until it is judged again: they tell what has moved. */
function unjudged({ columns }: Kept, context: Context): Partial<Columns> {
  const { dues, calendarMark: mark } = columns;
  return mark === null || mark === calendarMark(context.calendars, context.now) ? {} : { dues, calendarMark: mark };
}

async function rebuildIn(tx: Tx, id: string, { frames, now }: RebuildParts): Promise<Rebuilt | undefined> {
  const kept = await keptRow(tx, id);
  if (kept === undefined) return undefined;
  const state = fold(await readEvents(tx, id));
  const frame = await frames.of(tx, state);
  if (frame === undefined) throw new Error(`The case ${id} belongs to the desk ${state.desk}, which is not there`);
  const context = contextFor(frame, Math.max(now(), state.lastEventAt));
  const known = { ...context, ...(await knownOf(tx, id, state, context)) };
  const columns = { ...columnsOf(id, state, known), ...unjudged(kept, known) };
  const changed = differences(kept, columns, state);
  await saveEntries(tx, id, state, known);
  if (changed.length > 0) await saveCase(tx, columns, state);
  return { id, changed };
}

/** Makes a case's row anew from its events. Undefined when there is no such case. */
export function rebuildCase(parts: RebuildParts, id: string): Promise<Rebuilt | undefined> {
  return inTransaction(parts.database, (tx) => rebuildIn(tx, id, parts));
}

/** The same for every case, one after the other, while the app may run. */
export async function* rebuildAll(parts: RebuildParts): AsyncGenerator<Rebuilt> {
  const { prisma } = parts.database;
  let after = "";
  for (;;) {
    const page = await prisma.caseRecord.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      select: { id: true },
      take: 200,
    });
    for (const { id } of page) {
      const rebuilt = await rebuildCase(parts, id);
      if (rebuilt !== undefined) yield rebuilt;
      after = id;
    }
    if (page.length === 0) return;
  }
}
