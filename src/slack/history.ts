import type { Modal } from "./modal.ts";
import type { KnownBlock } from "@slack/types";
import type { CaseFile } from "../desk/service.ts";
import { actions, button, context as small, plain, section, wholeText } from "./blocks.ts";
import { momentText } from "./dates.ts";
import { writeMeta } from "./door.ts";
import { historyEntry } from "./lines/lines.ts";
import { LIMITS } from "./limits.ts";
import { escapeText } from "./mrkdwn.ts";
import type { Reader } from "./voice.ts";
import { md, t } from "./words.ts";

export const HISTORY_CALLBACK = "history";
export const HISTORY_ACTION = "history:page";

/** What one page holds: lines to read, and what Slack takes of what was typed. */
const PAGE = { lines: 40, blocks: LIMITS.viewBlocks - 5, characters: 50_000 } as const;

interface Told {
  readonly blocks: readonly KnownBlock[];
  /** The part of a page that it fills. */
  readonly share: number;
}

/** An event's line; what was typed and did not fit into it stands whole beneath. */
function toldLines(file: CaseFile, reader: Reader): readonly Told[] {
  const { language } = reader;
  return file.events.flatMap((event, index) => {
    const entry = historyEntry(file, index + 1, reader);
    if (entry === undefined) return [];
    const time = momentText(event.at, reader, reader.now);
    const line = md(language, "window.history-line", { time, line: entry.line });
    const more = t(language, "window.more-text");
    const blocks = [section(line), ...entry.cut.flatMap((text) => wholeText(text, more))];
    const characters = [line.mrkdwn, ...entry.cut].join("").length;
    return [{ blocks, share: Math.max(1 / PAGE.lines, blocks.length / PAGE.blocks, characters / PAGE.characters) }];
  });
}

function pagesOf(lines: readonly Told[]): readonly (readonly Told[])[] {
  const pages: Told[][] = [[]];
  let filled = 0;
  for (const line of lines) {
    filled += line.share;
    // A little over one is a sum of fortieths.
    if (filled > 1.001) {
      pages.push([]);
      filled = line.share;
    }
    pages.at(-1)?.push(line);
  }
  return pages;
}

/** The whole history, newest first, a page at a time. `page` counts from 0. */
export function historyView(file: CaseFile, reader: Reader, page: number): Modal {
  const { language } = reader;
  const lines = toldLines(file, reader).toReversed();
  const pages = pagesOf(lines);
  const here = Math.min(page, pages.length - 1);
  const from = pages.slice(0, here).flat().length;
  const shown = pages[here] ?? [];
  const turn = [
    ...(here > 0
      ? [button({ label: t(language, "history.newer"), action: `${HISTORY_ACTION}:newer`, value: String(here - 1) })]
      : []),
    ...(here + 1 < pages.length
      ? [button({ label: t(language, "history.older"), action: `${HISTORY_ACTION}:older`, value: String(here + 1) })]
      : []),
  ];
  const blocks: KnownBlock[] = [
    ...shown.flatMap((line) => line.blocks),
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
