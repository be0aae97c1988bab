import { Prisma } from "../../prisma/client/client.ts";
import type { DeskPost } from "../desk/notices.ts";
import type { Database, Tx } from "./database.ts";
import { DELIVERIES, POSTS, REJUDGING, type Parcel, type Queue } from "./queue.ts";

/** In an order in which nothing points to what is not there yet. */
const TABLES = [
  "edition",
  "desk",
  "directory",
  "person",
  "absence",
  "holding",
  "administrator",
  "membership",
  "group_member",
  "list_entry",
  "case",
  "case_event",
  "request",
  "intake_source",
  "serial",
  "post",
  "slot",
  "held_delivery",
  "undelivered",
  "memory",
  "count_key",
  "count_entry",
] as const;

const BATCH = 500;
const HOURS_MS = 6 * 3_600_000;

export interface MovedTable {
  readonly table: string;
  readonly rows: number;
}

export class MoveTrouble extends Error {
  readonly code = "move-trouble";
}

async function countRows(tx: Tx, table: string): Promise<number> {
  const rows = await tx.$queryRaw<{ rows: number }[]>`SELECT count(*)::int AS rows FROM ${Prisma.raw(`"${table}"`)}`;
  return rows[0]?.rows ?? 0;
}

/** The same text for the same rows, whatever database holds them. */
async function sumOf(tx: Tx, table: string): Promise<string> {
  const rows = await tx.$queryRaw<{ sum: string | null }[]>`
    SELECT md5(string_agg(line, ',' ORDER BY line)) AS sum
      FROM (SELECT md5(to_jsonb(whole)::text) AS line FROM ${Prisma.raw(`"${table}"`)} whole) lines`;
  return rows[0]?.sum ?? "";
}

async function copyTable(from: Tx, to: Tx, table: string): Promise<number> {
  const name = Prisma.raw(`"${table}"`);
  let copied = 0;
  let after = "(0,0)";
  for (;;) {
    // Nobody else has the embedded database open, so its rows stay where they are. As text from end to end: numbers
    // beyond what JavaScript counts exactly stay what they are.
    const page = await from.$queryRaw<{ rows: string | null; count: number; last: string | null }[]>`
      SELECT jsonb_agg(line)::text AS rows, count(*)::int AS count, max(place)::text AS last
        FROM (SELECT to_jsonb(whole) AS line, whole.ctid AS place FROM ${name} whole
               WHERE whole.ctid > ${after}::tid ORDER BY whole.ctid LIMIT ${BATCH}) page`;
    const { rows, count, last } = page[0] ?? { rows: null, count: 0, last: null };
    if (rows === null || last === null) return copied;
    await to.$executeRaw`INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, ${rows}::jsonb)`;
    copied += count;
    after = last;
  }
}

interface Waiting {
  readonly name: string;
  readonly data: unknown;
}

function isParcel(data: unknown): data is Parcel & { readonly done?: number } {
  return typeof data === "object" && data !== null && "deliveries" in data && "caseId" in data;
}

function isPost(data: unknown): data is DeskPost {
  return typeof data === "object" && data !== null && "kind" in data && "desk" in data;
}

/** What waits in the queues goes along, in its order. */
async function moveJobs(from: Queue, to: Queue, tx: Tx): Promise<number> {
  const { rows } = await from.boss.getDb().executeSql(
    `SELECT name, data FROM pgboss.job WHERE state IN ('created', 'retry', 'active') AND name = ANY($1::text[])
      ORDER BY created_on, id`,
    [[DELIVERIES, POSTS, REJUDGING]],
  );
  const waiting: readonly Waiting[] = rows;
  const parcels = waiting.map((job) => job.data).filter(isParcel);
  for (const { deliveries, done = 0 } of parcels) await to.deliver(tx, deliveries.slice(done));
  await to.post(tx, waiting.map((job) => job.data).filter(isPost));
  return waiting.length;
}

export interface Side {
  readonly database: Database;
  readonly queue: Queue;
}

/**
 * Takes everything from one database to another that is empty, in one transaction, and compares both before it is
 * kept. The old one stays as it is.
 *
 * @throws MoveTrouble when there is something in the new one, or the two are not alike in the end
 */
export async function moveAll(from: Side, to: Side): Promise<readonly MovedTable[]> {
  return to.database.prisma.$transaction(
    async (tx) => {
      if ((await countRows(tx, "case")) + (await countRows(tx, "desk")) > 0) {
        throw new MoveTrouble("There are desks or cases in that database already. Name one that is empty");
      }
      await tx.$executeRaw`DELETE FROM directory`;
      const moved: MovedTable[] = [];
      for (const table of TABLES) {
        const rows = await copyTable(from.database.prisma, tx, table);
        if ((await sumOf(from.database.prisma, table)) !== (await sumOf(tx, table))) {
          throw new MoveTrouble(`The table ${table} did not arrive as it left. Nothing was moved`);
        }
        moved.push({ table, rows });
      }
      moved.push({ table: "queued", rows: await moveJobs(from.queue, to.queue, tx) });
      return moved;
    },
    { timeout: HOURS_MS, maxWait: 10_000 },
  );
}
