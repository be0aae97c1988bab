import { fromPglite, fromPrisma, PgBoss, type Job, type JobInsert } from "pg-boss";
import type { Delivery, DeskPost } from "../desk/notices.ts";
import type { Database, Tx } from "./database.ts";
import { asStored } from "./json.ts";
import { sortableId } from "./ids.ts";

/** One queue for what is due to people about a case: first in, first out for each case. */
export const DELIVERIES = "deliveries";
/** Cases to be judged again; a case waits in it once, however many reasons there are. */
export const REJUDGING = "rejudging";
/** Posts of a desk that belong to no single case: digests, reminders of duties, words to administrators. */
export const POSTS = "posts";

export const QUEUES = [DELIVERIES, REJUDGING, POSTS] as const;
export type QueueName = (typeof QUEUES)[number];

/** All that one commit has for the people of a case, in its order: one job, so that the queue is asked once for it. */
export interface Parcel {
  readonly caseId: string;
  readonly deliveries: readonly Omit<Delivery, "id">[];
}

/** Counted in deliveries, not in jobs. */
export interface Figures {
  readonly queue: QueueName;
  readonly waiting: number;
  readonly underWay: number;
  /** Tried and put off. */
  readonly putOff: number;
  readonly failed: number;
  /** When the oldest that waits was queued (ms since 1970). */
  readonly oldest?: number;
}

export interface Queue {
  readonly boss: PgBoss;
  /** Queued with the transaction, in the order given; sent, or gone, with it. */
  deliver(tx: Tx, deliveries: readonly Omit<Delivery, "id">[]): Promise<void>;
  rejudge(tx: Tx, caseIds: readonly string[]): Promise<void>;
  /** Posts to the same place or person keep their order. */
  post(tx: Tx, posts: readonly DeskPost[]): Promise<void>;
  figures(): Promise<readonly Figures[]>;
  stop(): Promise<void>;
}

export interface QueueOptions {
  readonly onError: (error: unknown) => void;
  readonly onWarning?: (message: string, data: unknown) => void;
  /** Where nobody works on it (operators' commands), no maintenance is done either. */
  readonly idle?: boolean;
}

// A job is only ever failed to be tried again; the courier itself decides when enough is enough (see courier.ts).
const TRIES_WITHOUT_END = 1_000_000;
// A copy of the app that died leaves its jobs; after this long without a sign of life others take them.
const SIGN_OF_LIFE_SECONDS = 20;
const DAY_SECONDS = 86_400;

const COMMON = {
  retryLimit: TRIES_WITHOUT_END,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 300,
  heartbeatSeconds: SIGN_OF_LIFE_SECONDS,
  // Nothing queued is ever dropped for its age by the queue: whether it still makes sense is judged when it is sent.
  retentionSeconds: 400 * DAY_SECONDS,
  deleteAfterSeconds: DAY_SECONDS,
  notify: true,
} as const;

/** Starts the job queue in the app's own database. Workers are added by `startCourier`. */
export async function openQueue(database: Database, options: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    ...("pglite" in database.queueBy
      ? { db: fromPglite(database.queueBy.pglite), backend: "pglite" as const }
      : { connectionString: database.queueBy.connectionString, max: 6, application_name: "complaint-desk-queue" }),
    useListenNotify: true,
    schedule: false,
    supervise: options.idle !== true,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 60,
    monitorVacuum: database.kind === "server",
    reindex: database.kind === "server",
  });
  boss.on("error", options.onError);
  boss.on("warning", (warning) => options.onWarning?.(warning.message, warning.data));
  await boss.start();
  await boss.createQueue(DELIVERIES, { ...COMMON, policy: "key_strict_fifo" });
  await boss.createQueue(REJUDGING, { ...COMMON, policy: "short" });
  await boss.createQueue(POSTS, { ...COMMON, policy: "key_strict_fifo" });
  // The first use of a queue looks it up on pg-boss's own connection, which inside a transaction on the embedded
  // database would wait for that transaction for ever.
  for (const queue of QUEUES) await boss.getQueueStats(queue);
  for (const queue of QUEUES) await boss.insert(queue, []);
  if (database.kind === "embedded") await takeBackOrphans(boss);
  return {
    boss,
    deliver: (tx, deliveries) =>
      insertInOrder(boss, tx, {
        queue: DELIVERIES,
        jobs: parcelsOf(deliveries).map((parcel) => ({ key: parcel.caseId, data: parcel })),
      }),
    post: (tx, posts) =>
      insertInOrder(boss, tx, { queue: POSTS, jobs: posts.map((post) => ({ key: placeOf(post), data: post })) }),
    async rejudge(tx, caseIds) {
      const jobs = [...new Set(caseIds)].toSorted().map((caseId) => ({ data: { caseId }, singletonKey: caseId }));
      if (jobs.length > 0) await boss.insert(REJUDGING, jobs, { db: fromPrisma(tx) });
    },
    figures: () => figuresOf(boss),
    stop: () => boss.stop({ graceful: true, close: true, timeout: 10_000 }),
  };
}

function parcelsOf(deliveries: readonly Omit<Delivery, "id">[]): readonly Parcel[] {
  const byCase = Map.groupBy(deliveries, (delivery) => delivery.caseId);
  return [...byCase].map(([caseId, of]) => ({ caseId, deliveries: of }));
}

function placeOf(post: DeskPost): string {
  switch (post.kind) {
    case "person-digest":
      return post.person;
    case "channel-digest":
      return `${post.desk} ${post.department ?? ""}`;
    case "horizon":
      return `horizon ${post.desk}`;
  }
}

interface Insertion {
  readonly queue: QueueName;
  readonly jobs: readonly { readonly key: string; readonly data: object }[];
}

/**
 * pg-boss dates a job by the start of its transaction. Of two commands on one case the one that began first may get
 * the lock last; so the jobs are dated again, by the time at which they are really queued, and in one transaction they
 * follow each other by their ids.
 */
async function insertInOrder(boss: PgBoss, tx: Tx, { queue, jobs }: Insertion): Promise<void> {
  if (jobs.length === 0) return;
  const db = fromPrisma(tx);
  const rows: JobInsert[] = jobs.map(({ key, data }) => ({
    id: sortableId(),
    data: asStored(data),
    singletonKey: key,
  }));
  await boss.insert(queue, rows, { db, returnId: false });
  await db.executeSql(
    `UPDATE pgboss.job SET created_on = (SELECT clock_timestamp()) WHERE name = $1 AND id = ANY($2::text[]::uuid[])`,
    [queue, rows.map((row) => row.id)],
  );
}

/** The embedded database has one process: whatever is under way when it starts was left by one that died. */
async function takeBackOrphans(boss: PgBoss): Promise<void> {
  for (const queue of QUEUES) {
    const { rows } = await boss
      .getDb()
      .executeSql("SELECT id FROM pgboss.job WHERE name = $1 AND state = 'active'", [queue]);
    const ids = rows.map((row: Pick<Job, "id">) => row.id);
    if (ids.length > 0) await boss.fail(queue, ids, { message: "The app ended while this was under way" });
  }
}

interface StateCount {
  readonly name: string;
  readonly state: string;
  readonly jobs: number;
  readonly oldest: number;
}

async function figuresOf(boss: PgBoss): Promise<readonly Figures[]> {
  const { rows } = await boss.getDb().executeSql(
    `SELECT name, state::text AS state,
            sum(coalesce(jsonb_array_length(data->'deliveries') - coalesce((data->>'done')::int, 0), 1))::int AS jobs, (extract(epoch FROM min(created_on)) * 1000)::float8 AS oldest
       FROM pgboss.job WHERE state IN ('created', 'retry', 'active', 'failed') AND name = ANY($1::text[]) GROUP BY name, state`,
    [[...QUEUES]],
  );
  const counts: readonly StateCount[] = rows;
  return QUEUES.map((queue) => {
    const of = (state: string) => counts.find((row) => row.name === queue && row.state === state);
    const oldest = [of("created"), of("retry")].flatMap((row) => (row === undefined ? [] : [row.oldest]));
    return {
      queue,
      waiting: of("created")?.jobs ?? 0,
      underWay: of("active")?.jobs ?? 0,
      putOff: of("retry")?.jobs ?? 0,
      failed: of("failed")?.jobs ?? 0,
      ...(oldest.length === 0 ? {} : { oldest: Math.min(...oldest) }),
    };
  });
}
