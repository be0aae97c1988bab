import type { Logger } from "pino";
import type { Deliver, Notice, SendPost } from "./desk/notices.ts";
import { DESK } from "./desk/rights.ts";
import type { Pipe } from "./pipe.ts";
import type { CourierWork, Undeliverable } from "./store/courier.ts";
import type { Database } from "./store/database.ts";
import { saveUndelivered } from "./store/undelivered.ts";

export interface DeliveryParts {
  readonly database: Database;
  readonly pipe: Pipe;
  readonly deliver: Deliver;
  readonly sendPost: SendPost;
  readonly now: () => number;
  readonly log: Logger;
}

function noticeOf(payload: object): Notice["kind"] | "post" {
  const notice: unknown = "notice" in payload ? payload.notice : undefined;
  const kind: unknown = typeof notice === "object" && notice !== null && "kind" in notice ? notice.kind : undefined;
  const kinds: readonly Notice["kind"][] = ["card", "line", "ping", "group-ping", "settle-pings", "administrators"];
  return kinds.find((known) => known === kind) ?? "post";
}

/** What the courier does with each job, and with what cannot be delivered: it ends on the record of its case. */
export function courierWork({ database, pipe, deliver, sendPost, now, log }: DeliveryParts): CourierWork {
  async function giveUp(given: Undeliverable): Promise<void> {
    const what = noticeOf(given.payload);
    log.error({ queue: given.queue, caseId: given.caseId, what, tries: given.tries }, `Given up: ${given.reason}`);
    await saveUndelivered(database, { ...given, what, at: now() });
    // A word to the administrators that does not get through is not reported to them: that would never end.
    if (given.caseId === undefined || what === "administrators") return;
    const command = { type: "report-undelivered", what, where: "slack", reason: given.reason } as const;
    await pipe.submit({ command, by: DESK, key: `undelivered ${given.id}` }, given.caseId);
  }

  return {
    deliver,
    post: sendPost,
    async rejudge(caseId, key) {
      const outcome = await pipe.submit({ command: { type: "rejudge" }, by: DESK, key }, caseId);
      if (!outcome.ok) throw new Error(`A case could not be judged again: ${outcome.refusal.code}`);
    },
    giveUp,
    onTrouble: (error, job) => log.warn({ err: error, ...job }, "A delivery did not get through; it is tried again"),
  };
}
