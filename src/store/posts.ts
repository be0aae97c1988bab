import type { PingKind, Post, PostBook } from "../desk/notices.ts";
import type { PostRecord } from "../../prisma/client/client.ts";
import type { Database } from "./database.ts";
import { sortableId } from "./ids.ts";

// Written as records, so that a kind added to the type and forgotten here does not compile.
const KINDS: { readonly [kind in Post["kind"]]: true } = {
  card: true,
  line: true,
  ping: true,
  "ping-list": true,
  "group-ping": true,
  digest: true,
  administrators: true,
  report: true,
};
const STATES: { readonly [state in Post["state"]]: true } = { begun: true, sent: true, ended: true, settled: true };
const PINGS: { readonly [ping in PingKind]: true } = {
  "new-for-you": true,
  "due-soon": true,
  "missed-owner": true,
  "missed-rung": true,
  "still-late-owner": true,
  "still-late-rung": true,
  callback: true,
  decide: true,
  approval: true,
  "approval-reminder": true,
  "approval-answered": true,
  "hand-over": true,
  promise: true,
  informed: true,
  "sent-back": true,
  restricted: true,
};

function isOneOf<Value extends string>(values: { readonly [value in Value]: true }, text: string): text is Value {
  return Object.hasOwn(values, text);
}

function oneOf<Value extends string>(
  values: { readonly [value in Value]: true },
  text: string | null,
): Value | undefined {
  return text !== null && isOneOf(values, text) ? text : undefined;
}

function postOf(row: PostRecord): Post {
  const ping = oneOf(PINGS, row.ping);
  return {
    id: row.id,
    key: row.key,
    kind: oneOf(KINDS, row.kind) ?? "report",
    channel: row.channel,
    at: Number(row.at),
    state: oneOf(STATES, row.state) ?? "ended",
    ...(row.caseId === null ? {} : { caseId: row.caseId }),
    ...(row.ts === null ? {} : { ts: row.ts }),
    ...(row.person === null ? {} : { person: row.person }),
    ...(ping === undefined ? {} : { ping }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.fingerprint === null ? {} : { fingerprint: row.fingerprint }),
  };
}

/** The account that the deliverer keeps of its posts. */
export function postBook({ prisma }: Database, now: () => number): PostBook {
  return {
    async begin({ caseId, key, kind, channel, person, ping }) {
      // One statement, so that whoever comes second gets the row of the first. Only a new row has no older version.
      const rows = await prisma.$queryRaw<(PostRecord & { readonly fresh: boolean })[]>`
        INSERT INTO post (id, key, kind, channel, case_id, person, ping, at, state)
        VALUES (${sortableId()}, ${key}, ${kind}, ${channel}, ${caseId ?? null}, ${person ?? null}, ${ping ?? null}, ${now()}, 'begun')
        ON CONFLICT (key) DO UPDATE SET key = excluded.key
        RETURNING id, case_id AS "caseId", key, kind, channel, ts, person, ping, at, state, reason, fingerprint, xmax = 0 AS fresh`;
      const row = rows[0];
      if (row === undefined) throw new Error(`The post ${key} could not be begun`);
      return { ...postOf(row), fresh: row.fresh };
    },
    async sent(id, { channel, ts, fingerprint }) {
      await prisma.$executeRaw`
        UPDATE post SET channel = ${channel}, ts = ${ts}, state = 'sent', fingerprint = coalesce(${fingerprint ?? null}, fingerprint)
         WHERE id = ${id}`;
    },
    async change(id, { state, reason, fingerprint }) {
      const data = {
        ...(state === undefined ? {} : { state }),
        ...(reason === undefined ? {} : { reason }),
        ...(fingerprint === undefined ? {} : { fingerprint }),
      };
      await prisma.postRecord.update({ where: { id }, data });
    },
    async ofCase(caseId) {
      const rows = await prisma.postRecord.findMany({ where: { caseId }, orderBy: { id: "asc" } });
      return rows.map(postOf);
    },
    async byKey(key) {
      const row = await prisma.postRecord.findUnique({ where: { key } });
      return row === null ? undefined : postOf(row);
    },
    async pingsTo(person, since) {
      const where = { person, at: { gte: BigInt(since) }, kind: { in: ["ping", "ping-list"] } };
      const rows = await prisma.postRecord.findMany({ where, orderBy: { id: "asc" } });
      return rows.map(postOf);
    },
  };
}

/** The case whose card, thread or ping stands at this message. */
export async function caseAtMessage({ prisma }: Database, channel: string, ts: string): Promise<string | undefined> {
  const row = await prisma.postRecord.findFirst({
    where: { channel, ts, caseId: { not: null } },
    select: { caseId: true },
  });
  return row?.caseId ?? undefined;
}
