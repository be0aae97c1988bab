import type { KnownBlock } from "@slack/types";
import { plain, section } from "./blocks.ts";
import { LIMITS } from "./limits.ts";
import type { Modal } from "./modal.ts";
import { escapeText } from "./mrkdwn.ts";
import type { Reader } from "./voice.ts";
import { t } from "./words.ts";

/** Words that nobody asked to keep: a small modal where no message can be answered. */
export function noticeView(blocks: KnownBlock[], reader: Reader): Modal {
  return {
    type: "modal",
    callback_id: "notice",
    title: plain(t(reader.language, "notice.title"), LIMITS.modalTitle),
    close: plain(t(reader.language, "modal.close"), LIMITS.modalTitle),
    blocks,
  };
}

export function sentenceView(text: string, reader: Reader): Modal {
  return noticeView([section(escapeText(text))], reader);
}

/** What follows from a form that went through, in its place. */
export function toldView({ title, text }: { readonly title: string; readonly text: string }, reader: Reader): Modal {
  return { ...sentenceView(text, reader), title: plain(title, LIMITS.modalTitle) };
}

/** Holds the place of a modal that takes longer: a trigger lives three seconds. */
export function loadingView(reader: Reader): Modal {
  return sentenceView(t(reader.language, "loading.moment"), reader);
}
