import type { Case } from "../desk/case.ts";
import type { Context } from "../desk/context.ts";
import type { Span } from "../desk/figures.ts";
import type { ReportCase } from "../desk/report.ts";
import { mayRead } from "../desk/rights.ts";
import type { CaseFile, CaseRow } from "../desk/service.ts";
import { Prisma } from "../../prisma/client/client.ts";
import { readCase } from "./cases.ts";
import { knownOf } from "./counts.ts";
import type { Database, Tx } from "./database.ts";
import type { Frame, Frames } from "./frames.ts";

export interface ReadingParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly now: () => number;
}

/** More than this is no list that anybody reads to its end; the words of the search can be made narrower. */
const MOST_ROWS = 2000;

/** What a rule may know beside counts and lists, which only a single case's own reading looks up. */
export function contextFor(frame: Frame, now: number): Context {
  return { ...frame, counts: {}, listed: [], now };
}

/** A case with all that is needed to judge or show it, without a lock. */
export async function fileOf(
  parts: Pick<ReadingParts, "frames" | "now">,
  tx: Tx,
  caseId: string,
): Promise<CaseFile | undefined> {
  const stored = await readCase(tx, caseId);
  if (stored === undefined) return undefined;
  const frame = await parts.frames.of(tx, stored.state);
  if (frame === undefined) return undefined;
  const context = contextFor(frame, Math.max(parts.now(), stored.state.lastEventAt));
  const known = await knownOf(tx, caseId, stored.state, context);
  return { id: caseId, case: stored.state, events: stored.events, context: { ...context, ...known } };
}

/** A case of a list before it is shown. */
export interface Candidate {
  readonly row: CaseRow;
  readonly state: Case;
  /** Whose turn it is. */
  readonly todo: readonly string[];
}

/** One that its reader may see, with what its words mean. */
export interface Readable extends Candidate {
  readonly context: Context;
}

/** The surroundings of cases, worked out once for each desk, edition and kind. */
function contexts({ database, frames, now }: ReadingParts) {
  const known = new Map<string, Context>();
  return async (state: Case): Promise<Context | undefined> => {
    const key = `${state.desk} ${state.edition} ${state.kind}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const frame = await frames.of(database.prisma, state);
    if (frame === undefined) return undefined;
    const context = contextFor(frame, now());
    known.set(key, context);
    return context;
  };
}

/** Cases for which the condition holds and that the reader may see, in the order of lists. */
export async function readableRows(
  parts: ReadingParts,
  where: Prisma.Sql,
  reader: string,
): Promise<readonly Readable[]> {
  const found = await parts.database.prisma.$queryRaw<Candidate[]>`
    SELECT row, state, todo FROM "case" WHERE ${where} ORDER BY due, number, id LIMIT ${MOST_ROWS}`;
  const contextOf = contexts(parts);
  const seen: Readable[] = [];
  for (const candidate of found) {
    const context = await contextOf(candidate.state);
    if (context !== undefined && mayRead(candidate.state, reader, context)) seen.push({ ...candidate, context });
  }
  return seen;
}

/** Cases that were open, received or ended in the span, as the reader may see them, in the order of receipt. */
export async function readCasesIn(
  parts: ReadingParts,
  { desk, span, reader }: { readonly desk: string; readonly span: Span; readonly reader: string },
): Promise<readonly ReportCase[]> {
  const found = await parts.database.prisma.$queryRaw<{ id: string; state: Case }[]>`
    SELECT id, state FROM "case"
     WHERE desk = ${desk} AND received_at < ${span.to}
       AND (ended IS NULL OR (state->'ended'->>'at')::bigint >= ${span.from})
     ORDER BY received_at, number, id`;
  const contextOf = contexts(parts);
  const seen: ReportCase[] = [];
  for (const { id, state } of found) {
    const context = await contextOf(state);
    if (context !== undefined && mayRead(state, reader, context)) seen.push({ id, case: state, context });
  }
  return seen;
}
