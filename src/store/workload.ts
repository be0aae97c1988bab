import { addWorkingDays } from "../calendar/ask.ts";
import type { Case } from "../desk/case.ts";
import { stepById } from "../desk/steps.ts";
import type { CaseRow, Workload } from "../desk/service.ts";
import { Prisma } from "../../prisma/client/client.ts";
import { inForce } from "./directory.ts";
import { contextFor, readableRows, type ReadingParts } from "./readable.ts";

interface Mine {
  readonly row: CaseRow;
  readonly state: Case;
  /** The next step is this reader's to do. */
  readonly turn: boolean;
  readonly callback: boolean;
  /** Overdue, or due within two working days; a step without a limit waits for nobody and is for now. */
  readonly soon: boolean;
}

const WORKING_DAYS_AHEAD = 2;

function requestsFor(state: Case, reader: string): readonly string[] {
  return state.requests
    .filter(
      (request) => request.answer === undefined && request.takenBack !== true && request.approvers.includes(reader),
    )
    .map((request) => request.id);
}

async function departmentsOf({ database }: ReadingParts, reader: string): Promise<readonly string[]> {
  const held = inForce(await database.prisma.holding.findMany({ where: { department: { not: null } } }));
  const own = held.filter(({ person }) => person === reader);
  return [...new Set(own.flatMap((holding) => holding.department ?? []))];
}

async function minded(parts: ReadingParts, reader: string): Promise<readonly Mine[]> {
  const { database, frames, now } = parts;
  const me = Prisma.sql`ARRAY[${reader}]::text[]`;
  const where = Prisma.sql`NOT archived AND (todo @> ${me} OR approvers @> ${me} OR ((owner = ${reader} OR follower = ${reader}) AND ended IS NULL))`;
  const found = await readableRows(parts, where, reader);
  const mine: Mine[] = [];
  for (const { row, state, todo } of found) {
    const frame = await frames.of(database.prisma, state);
    if (frame === undefined) continue;
    const context = contextFor(frame, now());
    const horizon = addWorkingDays(context.calendars.default, now(), WORKING_DAYS_AHEAD);
    mine.push({
      row,
      state,
      turn: todo.includes(reader),
      callback: row.nextStep !== undefined && stepById(row.nextStep, context)?.type === "callback",
      soon: row.overdue || row.due === undefined || row.due <= horizon,
    });
  }
  return mine;
}

function rowsOf(some: readonly Mine[]): readonly CaseRow[] {
  return some.map((each) => each.row);
}

/** What waits for one person, as the Home tab and the morning's message show it. */
export async function readWorkload(parts: ReadingParts, reader: string): Promise<Workload> {
  const mine = await minded(parts, reader);
  const turn = mine.filter((each) => each.turn && !each.row.waiting);
  const departments = await departmentsOf(parts, reader);
  const late =
    departments.length === 0
      ? []
      : await readableRows(
          parts,
          Prisma.sql`overdue AND NOT archived AND department IN (${Prisma.join(departments)})`,
          reader,
        );
  const open = mine.filter((each) => each.row.ended === undefined);
  const handling = (each: Mine) => each.turn || each.row.owner === reader;
  return {
    todo: rowsOf(turn.filter((each) => !each.callback && each.soon)),
    callbacks: rowsOf(turn.filter((each) => each.callback)),
    toApprove: mine.flatMap(({ row, state }) => requestsFor(state, reader).map((request) => ({ ...row, request }))),
    later: rowsOf(
      mine.filter((each) => handling(each) && !each.row.waiting && !(each.turn && (each.callback || each.soon))),
    ),
    waiting: open.filter((each) => handling(each) && each.row.waiting).length,
    following: open.filter((each) => each.row.follower === reader && !handling(each)).length,
    open: open.length,
    overdueInMyDepartments: late.map((candidate) => candidate.row).filter((row) => row.owner !== reader),
  };
}
