import { alert } from "./blocks.ts";
import { FIRST_KEY, writeMeta, type Submission } from "./door.ts";
import { keepEntered } from "./keep-entered.ts";
import type { Modal } from "./modal.ts";

/**
 * The form as it was sent, with a word on top. Nothing typed is lost, and nothing is asked of anybody: it is drawn from
 * what Slack sent, while the database may be away. Sent again it is the same request, so that what was kept after all
 * is not kept twice.
 */
export function formAgain({ view, key }: Submission, words: string): Modal {
  const { sent, answers, meta } = view;
  const fields = sent.blocks.filter((block) => block.type !== "alert");
  return {
    type: "modal",
    callback_id: view.callbackId,
    ...sent,
    private_metadata: writeMeta({ ...meta, marks: { ...meta.marks, [FIRST_KEY]: key } }),
    blocks: [alert(words, "error"), ...keepEntered(fields, answers)],
  };
}
