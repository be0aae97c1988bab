import type { Modal } from "./modal.ts";
import type { KnownBlock } from "@slack/types";
import type { DeskFile } from "../desk/service.ts";
import { header, plain, section } from "./blocks.ts";
import { conductAt, phrasesAt, type Speaking } from "./guides-text.ts";
import { textInput } from "./inputs.ts";
import { LIMITS } from "./limits.ts";
import { escapeText } from "./mrkdwn.ts";
import type { Reader } from "./voice.ts";
import { t } from "./words.ts";

export const GUIDES_CALLBACK = "guides";
export const FIND_CALLBACK = "find";

/** All phrases of the desks' regulations, for reading outside a call. */
export function guidesView(desks: readonly DeskFile[], reader: Reader): Modal {
  const { language } = reader;
  const blocks: KnownBlock[] = desks.flatMap(({ context }) => {
    const speaking: Speaking = { context, reader, facts: {} };
    const groups = [
      { title: t(language, "guides.intake"), words: phrasesAt("intake", speaking) },
      {
        title: t(language, "guides.callback"),
        words: phrasesAt("callback", { ...speaking, facts: { complainant: "…", category: "…" } }),
      },
      { title: t(language, "guides.all"), words: conductAt("intake", speaking) },
    ];
    return groups
      .filter(({ words }) => words.length > 0)
      .flatMap(({ title, words }) => [header(title), ...words.map((one) => section(escapeText(one)))]);
  });
  return {
    type: "modal",
    callback_id: GUIDES_CALLBACK,
    title: plain(t(language, "guides.title"), LIMITS.modalTitle),
    close: plain(t(language, "modal.close"), LIMITS.modalTitle),
    blocks: blocks.length === 0 ? [section(escapeText("—"))] : blocks.slice(0, LIMITS.viewBlocks),
  };
}

/** One field; the answer is a list in the same modal. */
export function findView(reader: Reader): Modal {
  const { language } = reader;
  return {
    type: "modal",
    callback_id: FIND_CALLBACK,
    title: plain(t(language, "find.title"), LIMITS.modalTitle),
    submit: plain(t(language, "find.go"), LIMITS.modalTitle),
    close: plain(t(language, "modal.cancel"), LIMITS.modalTitle),
    blocks: [textInput({ id: "words", label: t(language, "find.words"), most: 100, focus: true })],
  };
}
