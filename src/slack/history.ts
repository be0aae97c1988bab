import type { Modal } from "./modal.ts";
import type { KnownBlock } from "@slack/types";
import type { CaseFile } from "../desk/service.ts";
import { actions, button, context as small, plain, section } from "./blocks.ts";
import { momentText } from "./dates.ts";
import { writeMeta } from "./door.ts";
import { historyLine } from "./lines/lines.ts";
import { LIMITS } from "./limits.ts";
import { escapeText, type Mrkdwn } from "./mrkdwn.ts";
import type { Reader } from "./voice.ts";
import { md, t } from "./words.ts";

export const HISTORY_CALLBACK = "history";
export const HISTORY_ACTION = "history:page";

/** Lines on one page; each is a block. */
const PAGE = 40;

interface Told {
  readonly place: number;
  readonly line: Mrkdwn;
}

function toldLines(file: CaseFile, reader: Reader): readonly Told[] {
  return file.events.flatMap((event, index) => {
    const line = historyLine(file, index + 1, reader);
    if (line === undefined) return [];
    return [
      {
        place: index + 1,
        line: md(reader.language, "window.history-line", { time: momentText(event.at, reader, reader.now), line }),
      },
    ];
  });
}

/** The whole history, newest first, a page at a time. `page` counts from 0. */
export function historyView(file: CaseFile, reader: Reader, page: number): Modal {
  const { language } = reader;
  const lines = toldLines(file, reader).toReversed();
  const from = Math.min(page, Math.max(0, Math.ceil(lines.length / PAGE) - 1)) * PAGE;
  const shown = lines.slice(from, from + PAGE);
  const turn = [
    ...(from > 0
      ? [button({ label: t(language, "history.newer"), action: `${HISTORY_ACTION}:newer`, value: String(page - 1) })]
      : []),
    ...(from + PAGE < lines.length
      ? [button({ label: t(language, "history.older"), action: `${HISTORY_ACTION}:older`, value: String(page + 1) })]
      : []),
  ];
  const blocks: KnownBlock[] = [
    ...shown.map(({ line }) => section(line)),
    ...(lines.length === 0
      ? [section(escapeText("—"))]
      : [small([t(language, "history.page", { from: from + 1, to: from + shown.length, total: lines.length })])]),
    ...(turn.length === 0 ? [] : [actions(turn)]),
  ];
  return {
    type: "modal",
    callback_id: HISTORY_CALLBACK,
    title: plain(t(language, "history.title"), LIMITS.modalTitle),
    close: plain(t(language, "modal.back"), LIMITS.modalTitle),
    private_metadata: writeMeta({ caseId: file.id, seen: file.case.version }),
    blocks,
  };
}
