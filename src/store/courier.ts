import type { JobWithMetadata } from "pg-boss";
import { z } from "zod";
import type { Delivery, DeskPost } from "../desk/notices.ts";
import { DELIVERIES, POSTS, REJUDGING, type Parcel, type Queue, type QueueName } from "./queue.ts";

export interface Undeliverable {
  readonly id: string;
  readonly queue: QueueName;
  readonly caseId?: string;
  readonly payload: object;
  readonly reason: string;
  readonly tries: number;
}

export interface CourierWork {
  /**
   * Resolves when sent or ended for good; rejects with `{ retryAfterSeconds }` to be called again later, and with
   * `{ away: true }` when nobody answered: then it is called again for as long as patience lasts.
   */
  deliver(delivery: Delivery): Promise<void>;
  /** The same for posts that belong to no single case. */
  post(post: DeskPost): Promise<void>;
  rejudge(caseId: string, key: string): Promise<void>;
  /** Told of what is given up, before the next of the same case is tried. */
  giveUp(what: Undeliverable): Promise<void>;
  onTrouble(error: unknown, job: { readonly queue: QueueName; readonly id: string; readonly tries: number }): void;
}

export interface CourierOptions {
  /** How many cases are served at once. */
  readonly hands?: number;
  /** Failures for which nobody named a time to try again, until it is given up. */
  readonly maxFailures?: number;
  /** How long something is tried again that asks to be, or that finds nobody. A ping of yesterday helps nobody: the digest has it. */
  readonly patienceSeconds?: number;
  /** The first pause after a failure; it doubles up to five minutes. */
  readonly firstPauseSeconds?: number;
}

interface Rules {
  readonly maxFailures: number;
  readonly patienceSeconds: number;
  readonly firstPauseSeconds: number;
}

const Later = z.object({ retryAfterSeconds: z.number().nonnegative() });
const Away = z.object({ away: z.literal(true) });
const LONGEST_PAUSE_SECONDS = 300;
/** Whoever was away is back at some moment, and people wait: not much longer than a minute after it. */
const LONGEST_PAUSE_AWAY_SECONDS = 60;

/** How far a job has come: what is done of it, and failures so far at the next that named no time to try again. */
interface Progress {
  readonly done?: number;
  readonly failures?: number;
  /** How often nobody answered, one time after the other: no failure of what is to be sent, but pauses grow. */
  readonly unanswered?: number;
}

/** One thing of a job to be carried out. */
interface Item {
  readonly id: string;
  readonly payload: object;
  readonly caseId?: string;
  run(): Promise<void>;
}

interface Hand<Data> {
  readonly work: CourierWork;
  readonly rules: Rules;
  /** What the job holds, in its order. */
  readonly items: (job: JobWithMetadata<Data>) => readonly Item[];
}

/** Works off the queues until the queue is stopped. */
export async function startCourier(queue: Queue, work: CourierWork, options: CourierOptions = {}): Promise<void> {
  const rules: Rules = {
    maxFailures: options.maxFailures ?? 6,
    patienceSeconds: options.patienceSeconds ?? 86_400,
    firstPauseSeconds: options.firstPauseSeconds ?? 1,
  };
  const hands = options.hands ?? 3;
  for (let hand = 0; hand < hands; hand++) {
    await addHand<Parcel>(queue, DELIVERIES, {
      work,
      rules,
      items: ({ id, data: { caseId, deliveries } }) =>
        deliveries.map((delivery, index) => ({
          id: `${id}.${index}`,
          payload: delivery,
          caseId,
          run: () => work.deliver({ ...delivery, id: `${id}.${index}` }),
        })),
    });
  }
  await addHand<DeskPost>(queue, POSTS, {
    work,
    rules,
    items: ({ id, data }) => [{ id, payload: data, run: () => work.post(data) }],
  });
  await addHand<{ readonly caseId: string }>(queue, REJUDGING, {
    work,
    rules,
    items: ({ id, data }) => [
      { id, payload: data, caseId: data.caseId, run: () => work.rejudge(data.caseId, `rejudge:${id}`) },
    ],
  });
}

async function addHand<Data extends object>(queue: Queue, name: QueueName, hand: Hand<Data>): Promise<void> {
  const { boss } = queue;
  let own = "";
  const wake = () => boss.notifyWorker(own);
  own = await boss.work(
    name,
    { includeMetadata: true, batchSize: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 10 },
    async ([job]: JobWithMetadata<Data & Progress>[]) => {
      if (job === undefined) return;
      const pause = await carryOut(queue, { name, job, hand });
      if (pause !== undefined) setTimeout(wake, pause * 1000 + 50).unref();
      // Notifications come once for a commit; what else waits is fetched at once, and not at the next poll.
      wake();
    },
  );
}

interface Carrying<Data extends object> {
  readonly name: QueueName;
  readonly job: JobWithMetadata<Data & Progress>;
  readonly hand: Hand<Data>;
}

/** Carries out what is left of a job; says for how long it was put off, if it was. */
async function carryOut<Data extends object>(queue: Queue, carrying: Carrying<Data>): Promise<number | undefined> {
  const { job, hand } = carrying;
  const items = hand.items(job);
  const begun = job.data.done ?? 0;
  for (const [index, item] of items.entries()) {
    if (index < begun) continue;
    try {
      await item.run();
    } catch (error) {
      const { failures = 0, unanswered = 0 } = index === begun ? job.data : {};
      const progress = { done: index, failures, unanswered };
      const pause = await afterFailure(queue, { ...carrying, item, error, progress });
      if (pause !== undefined) return pause;
    }
  }
  return undefined;
}

interface Failure<Data extends object> extends Carrying<Data> {
  readonly item: Item;
  readonly error: unknown;
  readonly progress: Required<Progress>;
}

/** What a failure adds to those before it, and how long to wait after it. */
function judge(error: unknown, { failures, unanswered }: Required<Progress>, { firstPauseSeconds }: Rules) {
  const asked = Later.safeParse(error);
  if (asked.success) return { failures, unanswered: 0, pause: Math.ceil(asked.data.retryAfterSeconds) };
  const growing = (times: number, longest: number) => Math.min(firstPauseSeconds * 2 ** (times - 1), longest);
  if (Away.safeParse(error).success)
    return { failures, unanswered: unanswered + 1, pause: growing(unanswered + 1, LONGEST_PAUSE_AWAY_SECONDS) };
  return { failures: failures + 1, unanswered: 0, pause: growing(failures + 1, LONGEST_PAUSE_SECONDS) };
}

/** Puts the rest of the job off, and says for how long, or gives the item up, so that nothing blocks what is behind. */
async function afterFailure<Data extends object>(queue: Queue, failure: Failure<Data>): Promise<number | undefined> {
  const { name, job, item, error, progress, hand } = failure;
  const { work, rules } = hand;
  const { failures, unanswered, pause } = judge(error, progress, rules);
  const ageSeconds = (Date.now() - job.createdOn.getTime()) / 1000;
  const tries = job.retryCount + 1;
  work.onTrouble(error, { queue: name, id: item.id, tries });
  if (failures >= rules.maxFailures || ageSeconds > rules.patienceSeconds) {
    const { id, payload, caseId } = item;
    await work.giveUp({
      id,
      queue: name,
      payload,
      reason: reasonOf(error),
      tries,
      ...(caseId === undefined ? {} : { caseId }),
    });
    return undefined;
  }
  await queue.boss.fail(name, { id: job.id, retryCount: job.retryCount }, { message: reasonOf(error) });
  await queue.boss.update(
    name,
    { ...job.data, done: progress.done, failures, unanswered },
    { id: job.id, startAfter: pause },
  );
  return pause;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : JSON.stringify(error);
}
