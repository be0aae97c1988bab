import type { Logger } from "pino";
import type { ViewResponseAction } from "./handlers/view-response.ts";
import type { Modal } from "./modal.ts";

/** Slack waits three seconds for the answer to a modal; this much of it is ours. */
const BUSY_AFTER_MS = 2500;

export interface Answering {
  /** Answers Slack; at most once. */
  readonly ack: (response?: ViewResponseAction) => Promise<void>;
  readonly work: () => Promise<ViewResponseAction | undefined>;
  /** Shown when the work takes longer than Slack waits. */
  readonly busy: Modal;
  /** Shown in the place of `busy` when the work is done and the form would have closed. */
  readonly done: Modal;
  readonly show: (view: Modal) => Promise<void>;
  /** What is said when the work fails for a reason that is not the person's: nothing typed is lost. */
  readonly failed: ViewResponseAction;
  /** The form anew with all that was typed: errors that come too late for their fields stand above it. */
  readonly again: (words: string) => Modal;
  readonly log: Logger;
}

const LATE = Symbol("late");

/** Where the answer of a late result is shown: the modal has been answered already. */
function lateView(response: ViewResponseAction | undefined, { done, again }: Answering): Modal {
  if (response === undefined || response.response_action === "clear") return done;
  if (response.response_action === "update") return response.view;
  return again([...new Set(Object.values(response.errors))].join("\n"));
}

/**
 * Answers a submitted modal in time: with what came of it, or after 2.5 seconds with a word that it takes longer, and
 * the result in its place when it is there: what was wrong brings the form back.
 */
export async function answerInTime(answering: Answering): Promise<void> {
  const { ack, work, busy, show, failed, log } = answering;
  const { promise: late, resolve } = Promise.withResolvers<typeof LATE>();
  const timer = setTimeout(() => resolve(LATE), BUSY_AFTER_MS);
  const result = work().catch((error: unknown) => {
    log.error({ err: error }, "A form could not be carried out");
    return failed;
  });
  const first = await Promise.race([result, late]);
  clearTimeout(timer);
  if (first !== LATE) return ack(first);
  await ack({ response_action: "update", view: busy });
  await show(lateView(await result, answering));
}
