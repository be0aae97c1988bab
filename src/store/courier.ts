import type { JobWithMetadata } from "pg-boss";
import { z } from "zod";
import type { Delivery, DeskPost } from "../desk/notices.ts";
import { DELIVERIES, POSTS, REJUDGING, type Queue, type QueueName } from "./queue.ts";

export interface Undeliverable {
  readonly id: string;
  readonly queue: QueueName;
  readonly caseId?: string;
  readonly payload: object;
  readonly reason: string;
  readonly tries: number;
}

export interface CourierWork {
  /** Resolves when sent or ended for good; rejects with `{ retryAfterSeconds }` to be called again later. */
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
  /** How long something is tried again that asks to be. A ping of yesterday helps nobody: the digest has it. */
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
const LONGEST_PAUSE_SECONDS = 300;

/** What a job carries besides its content: failures so far that named no time to try again. */
interface Counted {
  readonly caseId?: string;
  readonly failures?: number;
}

/** Works off the queues until the queue is stopped. */
export async function startCourier(queue: Queue, work: CourierWork, options: CourierOptions = {}): Promise<void> {
  const rules: Rules = {
    maxFailures: options.maxFailures ?? 6,
    patienceSeconds: options.patienceSeconds ?? 86_400,
    firstPauseSeconds: options.firstPauseSeconds ?? 1,
  };
  const hands = options.hands ?? 4;
  for (let hand = 0; hand < hands; hand++) {
    await addHand<Delivery & Counted>(queue, DELIVERIES, {
      work,
      rules,
      carry: (job) => work.deliver({ ...job.data, id: job.id }),
    });
  }
  await addHand<DeskPost & Counted>(queue, POSTS, { work, rules, carry: (job) => work.post(job.data) });
  await addHand<{ readonly caseId: string } & Counted>(queue, REJUDGING, {
    work,
    rules,
    carry: (job) => work.rejudge(job.data.caseId, `rejudge:${job.id}`),
  });
}

interface Hand<Data> {
  readonly work: CourierWork;
  readonly rules: Rules;
  readonly carry: (job: JobWithMetadata<Data>) => Promise<void>;
}

async function addHand<Data extends Counted>(queue: Queue, name: QueueName, hand: Hand<Data>): Promise<void> {
  const { boss } = queue;
  let own = "";
  const wake = () => boss.notifyWorker(own);
  own = await boss.work(
    name,
    { includeMetadata: true, batchSize: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 10 },
    async ([job]: JobWithMetadata<Data>[]) => {
      if (job === undefined) return;
      try {
        await hand.carry(job);
      } catch (error) {
        const pause = await afterFailure(queue, { name, job, error, work: hand.work, rules: hand.rules });
        if (pause !== undefined) setTimeout(wake, pause * 1000 + 50).unref();
      }
      // Notifications come once for a commit; what else it queued is fetched at once, and not at the next poll.
      wake();
    },
  );
}

interface Failure {
  readonly name: QueueName;
  readonly job: JobWithMetadata<Counted>;
  readonly error: unknown;
  readonly work: CourierWork;
  readonly rules: Rules;
}

/** Puts the job off, and says for how long, or gives it up, so that it never blocks what stands behind it. */
async function afterFailure(queue: Queue, failure: Failure): Promise<number | undefined> {
  const { name, job, error, work, rules } = failure;
  const asked = Later.safeParse(error);
  const failures = (job.data.failures ?? 0) + (asked.success ? 0 : 1);
  const ageSeconds = (Date.now() - job.createdOn.getTime()) / 1000;
  work.onTrouble(error, { queue: name, id: job.id, tries: job.retryCount + 1 });
  if (failures >= rules.maxFailures || ageSeconds > rules.patienceSeconds) {
    const { caseId } = job.data;
    const given: Undeliverable = {
      id: job.id,
      queue: name,
      payload: job.data,
      reason: reasonOf(error),
      tries: job.retryCount + 1,
      ...(caseId === undefined ? {} : { caseId }),
    };
    await work.giveUp(given);
    return undefined;
  }
  const pause = asked.success
    ? Math.ceil(asked.data.retryAfterSeconds)
    : Math.min(rules.firstPauseSeconds * 2 ** (failures - 1), LONGEST_PAUSE_SECONDS);
  await queue.boss.fail(name, { id: job.id, retryCount: job.retryCount }, { message: reasonOf(error) });
  await queue.boss.update(name, { ...job.data, failures }, { id: job.id, startAfter: pause });
  return pause;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : JSON.stringify(error);
}
