import { addWorkingDays } from "../calendar/ask.ts";
import type { Case, Request } from "../desk/case.ts";
import { watchedBy } from "../desk/directory.ts";
import { stepById } from "../desk/steps.ts";
import type { CaseRow, Workload } from "../desk/service.ts";
import { Prisma } from "../../prisma/client/client.ts";
import { contextFor, readableRows, type ReadingParts } from "./readable.ts";

interface Mine {
  readonly row: CaseRow;
  readonly state: Case;
  /** The next step is this reader's to do. */
  readonly turn: boolean;
  /** It was escalated to this reader, which no hold puts off. */
  readonly decides: boolean;
  readonly callback: boolean;
  /** Overdue, or due within two working days; a step without a limit waits for nobody and is for now. */
  readonly soon: boolean;
}

const WORKING_DAYS_AHEAD = 2;

function requestsFor(state: Case, reader: string): readonly Request[] {
  return state.requests.filter(
    (request) => request.answer === undefined && request.takenBack !== true && request.approvers.includes(reader),
  );
}

/** Cases of the departments that the reader watches, desk by desk. */
async function watched({ database, frames, now }: ReadingParts, reader: string): Promise<Prisma.Sql | undefined> {
  const places = (await frames.all(database.prisma)).flatMap((frame) => {
    const departments = watchedBy(reader, contextFor(frame, now()));
    return departments.length === 0
      ? []
      : [Prisma.sql`(desk = ${frame.desk.id} AND department IN (${Prisma.join([...departments])}))`];
  });
  return places.length === 0 ? undefined : Prisma.join(places, " OR ");
}

async function overdueFor(parts: ReadingParts, reader: string): Promise<readonly CaseRow[]> {
  const places = await watched(parts, reader);
  if (places === undefined) return [];
  const late = await readableRows(parts, Prisma.sql`overdue AND NOT archived AND (${places})`, reader);
  return rowsOf(late).filter((row) => row.owner !== reader);
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
    const decides = row.deciders?.includes(reader) === true;
    mine.push({
      row,
      state,
      turn: todo.includes(reader),
      decides,
      callback: !decides && row.nextStep !== undefined && stepById(row.nextStep, context)?.type === "callback",
      soon: decides || row.overdue || row.due === undefined || row.due <= horizon,
    });
  }
  return mine;
}

function rowsOf(some: readonly { readonly row: CaseRow }[]): readonly CaseRow[] {
  return some.map((each) => each.row);
}

function held({ row, decides }: Mine): boolean {
  return row.waiting && !decides;
}

/** What waits for one person, as the Home tab and the morning's message show it. */
export async function readWorkload(parts: ReadingParts, reader: string): Promise<Workload> {
  const mine = await minded(parts, reader);
  const turn = mine.filter((each) => each.turn && !held(each));
  const open = mine.filter((each) => each.row.ended === undefined);
  const handling = (each: Mine) => each.turn || each.row.owner === reader;
  return {
    todo: rowsOf(turn.filter((each) => !each.callback && each.soon)),
    callbacks: rowsOf(turn.filter((each) => each.callback)),
    toApprove: mine.flatMap(({ row, state }) => requestsFor(state, reader).map((request) => ({ ...row, request }))),
    later: rowsOf(mine.filter((each) => handling(each) && !held(each) && !(each.turn && (each.callback || each.soon)))),
    waiting: open.filter((each) => handling(each) && held(each)).length,
    following: open.filter((each) => each.row.follower === reader && !handling(each)).length,
    mine: mine.filter((each) => handling(each) || requestsFor(each.state, reader).length > 0).length,
    overdueInMyDepartments: await overdueFor(parts, reader),
  };
}
