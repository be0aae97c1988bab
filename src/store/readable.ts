import type { Case } from "../desk/case.ts";
import type { Context } from "../desk/context.ts";
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

/** Cases for which the condition holds and that the reader may see, in the order of lists. */
export async function readableRows(
  { database, frames, now }: ReadingParts,
  where: Prisma.Sql,
  reader: string,
): Promise<readonly Candidate[]> {
  const { prisma } = database;
  const found = await prisma.$queryRaw<Candidate[]>`
    SELECT row, state, todo FROM "case" WHERE ${where} ORDER BY due, number, id LIMIT ${MOST_ROWS}`;
  const contexts = new Map<string, Context>();
  const seen: Candidate[] = [];
  for (const candidate of found) {
    const { desk, edition, kind } = candidate.state;
    const key = `${desk} ${edition} ${kind}`;
    const known = contexts.get(key);
    const frame = known ?? (await frames.of(prisma, candidate.state));
    if (frame === undefined) continue;
    const context = known ?? contextFor(frame, now());
    contexts.set(key, context);
    if (mayRead(candidate.state, reader, context)) seen.push(candidate);
  }
  return seen;
}
