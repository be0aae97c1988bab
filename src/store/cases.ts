import type { Case } from "../desk/case.ts";
import type { CaseEvent } from "../desk/events.ts";
import type { Dues } from "../desk/moved.ts";
import { Prisma } from "../../prisma/client/client.ts";
import type { Columns } from "./columns.ts";
import type { Tx } from "./database.ts";
import { toJson } from "./json.ts";

/** A case as it is stored, and held fast until the end of the transaction. */
export interface Locked {
  readonly state: Case;
  /** When the kept row says that time does something next. */
  readonly nextTick: number | undefined;
  /** When its limits end, by the calendars by which it was last judged, and the mark of those. */
  readonly dues: Dues;
  readonly calendarMark: string | undefined;
}

/** A case with its whole history, of one moment. */
export interface StoredCase {
  readonly id: string;
  readonly state: Case;
  readonly events: readonly CaseEvent[];
}

/** Waits until no other command is under way on the case, and keeps others waiting until this one has committed. */
export async function lockCase(tx: Tx, id: string): Promise<Locked | undefined> {
  const rows = await tx.$queryRaw<
    { state: Case; next_tick: bigint | null; dues: Dues; calendar_mark: string | null }[]
  >`SELECT state, next_tick, dues, calendar_mark FROM "case" WHERE id = ${id} FOR UPDATE`;
  const row = rows[0];
  if (row === undefined) return undefined;
  const { state, dues } = row;
  const nextTick = row.next_tick === null ? undefined : Number(row.next_tick);
  return { state, dues, nextTick, calendarMark: row.calendar_mark ?? undefined };
}

// One statement, so that state and history are of one moment.
const HISTORY = Prisma.sql`(SELECT jsonb_agg(event.body ORDER BY event.seq) FROM case_event event WHERE event.case_id = "case".id) AS events`;

export async function readCase(tx: Tx, id: string): Promise<StoredCase | undefined> {
  const rows = await tx.$queryRaw<StoredCase[]>`SELECT id, state, ${HISTORY} FROM "case" WHERE id = ${id}`;
  return rows[0];
}

export async function readEvents(tx: Tx, id: string): Promise<readonly CaseEvent[]> {
  const rows = await tx.$queryRaw<
    { body: CaseEvent }[]
  >`SELECT body FROM case_event WHERE case_id = ${id} ORDER BY seq`;
  return rows.map((row) => row.body);
}

/** All that one request brought about on a case. */
export async function readEventsOf(tx: Tx, caseId: string, key: string): Promise<readonly CaseEvent[]> {
  const rows = await tx.$queryRaw<{ body: CaseEvent }[]>`
    SELECT body FROM case_event WHERE case_id = ${caseId} AND request_key = ${key} ORDER BY seq`;
  return rows.map((row) => row.body);
}

export interface Appending {
  readonly caseId: string;
  /** How many events the case had. */
  readonly after: number;
  readonly events: readonly CaseEvent[];
  /** Key of the request that brought them about, those that followed by rule included; empty for timers. */
  readonly key: string;
  /** Version of the directory by which they were decided. */
  readonly people: number;
}

/** Adds to the history. The key (case, place) refuses a second event at the same place, whatever else goes wrong. */
export async function appendEvents(tx: Tx, { caseId, after, events, key, people }: Appending): Promise<void> {
  const rows = events.map((body, index) => ({ seq: after + index + 1, body }));
  await tx.$executeRaw`
    INSERT INTO case_event (case_id, seq, type, at, by, body, request_key, people)
    SELECT ${caseId}, seq, body->>'type', (body->>'at')::bigint, body->>'by', body, nullif(${key}, ''), ${people}
      FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS new (seq integer, body jsonb)`;
}

const COLUMN_NAMES = [
  "desk",
  "edition",
  "kind",
  "number",
  "version",
  "row",
  "department",
  "matter",
  "owner",
  "follower",
  "restricted",
  "overdue",
  "ended",
  "archived",
  "due",
  "received_at",
  "next_tick",
  "todo",
  "todo_groups",
  "approvers",
  "phones",
  "words",
  "dues",
  "calendar_mark",
] as const;

const NAMES = Prisma.raw(COLUMN_NAMES.map((name) => `"${name}"`).join(", "));
const EXCLUDED = Prisma.raw(COLUMN_NAMES.map((name) => `"${name}" = excluded."${name}"`).join(", "));

function list(values: readonly string[]): Prisma.Sql {
  return Prisma.sql`ARRAY(SELECT jsonb_array_elements_text(${toJson(values)}::jsonb))`;
}

/** Keeps the fold of a case; whatever kept its timer from being served is forgotten, because it has been served. */
export async function saveCase(tx: Tx, columns: Columns, state: Case): Promise<void> {
  const c = columns;
  await tx.$executeRaw`
    INSERT INTO "case" (id, state, ${NAMES})
    VALUES (${c.id}, ${toJson(state)}::jsonb, ${c.desk}, ${c.edition}, ${c.kind}, ${c.number}, ${c.version},
      ${toJson(c.row)}::jsonb, ${c.department}, ${c.matter}, ${c.owner}, ${c.follower}, ${c.restricted}, ${c.overdue},
      ${c.ended}, ${c.archived}, ${c.due}, ${c.receivedAt}, ${c.nextTick}, ${list(c.todo)}, ${list(c.todoGroups)},
      ${list(c.approvers)}, ${list(c.phones)}, ${c.words}, ${toJson(c.dues)}::jsonb, ${c.calendarMark})
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, ${EXCLUDED},
      tick_trouble = NULL, tick_failures = 0, tick_retry_at = NULL`;
}

/** Where a filing with this key was recorded before. */
export async function filedBefore(tx: Tx, key: string): Promise<string | undefined> {
  const rows = await tx.$queryRaw<{ case_id: string }[]>`SELECT case_id FROM request WHERE key = ${key}`;
  return rows[0]?.case_id;
}

/** Takes a filing's key; waits for another filing with it that is under way. False when it was taken before. */
export async function takeKey(
  tx: Tx,
  request: { readonly key: string; readonly caseId: string; readonly at: number },
): Promise<boolean> {
  const { key, caseId, at } = request;
  const taken = await tx.$executeRaw`
    INSERT INTO request (key, case_id, at) VALUES (${key}, ${caseId}, ${at}) ON CONFLICT (key) DO NOTHING`;
  return taken === 1;
}

/**
 * The next number of a scope. Nobody else draws from it until this transaction has ended, and where it comes to
 * nothing the number is drawn again: numbers have no gaps and no doubles.
 */
export async function drawSerial(tx: Tx, scope: string): Promise<number> {
  const rows = await tx.$queryRaw<{ given: number }[]>`
    INSERT INTO serial (scope, given) VALUES (${scope}, 1)
    ON CONFLICT (scope) DO UPDATE SET given = serial.given + 1 RETURNING given`;
  const given = rows[0]?.given;
  if (given === undefined) throw new Error(`No number could be drawn for ${scope}`);
  return given;
}
