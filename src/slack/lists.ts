import type { Modal } from "./modal.ts";
import type { KnownBlock } from "@slack/types";
import type { DeskFile, ListedRow, ListOf, Page } from "../desk/service.ts";
import { textIn } from "../regulation/text.ts";
import { ACT_PREFIX } from "./acts.ts";
import { actions, button, context as small, menu, plain, section } from "./blocks.ts";
import { clip } from "./clip.ts";
import { writeMeta } from "./door.ts";
import { LIMITS } from "./limits.ts";
import { escapeText } from "./mrkdwn.ts";
import { contextOf, rowText } from "./rows.ts";
import type { Reader } from "./voice.ts";
import { t } from "./words.ts";

export const LIST_CALLBACK = "list";
export const LIST_ACTIONS = { filter: "list:filter", page: "list:page" } as const;

/** Stands for the key of the first page: a button must carry something. */
export const FIRST_PAGE = "first";

export interface ListRequest {
  readonly what: ListOf;
  readonly page: Page<ListedRow>;
  /** How many rows stand before this page. */
  readonly before: number;
  readonly desks: readonly DeskFile[];
  readonly reader: Reader;
  /** Said instead of rows where there are none. */
  readonly empty: string;
}

/** The list as one word, for a select's option and for private_metadata. */
export function writeList(what: ListOf): string {
  switch (what.of) {
    case "find":
      return `find ${clip(what.words, 120)}`;
    case "number":
      return `number ${clip(what.number, 40)}`;
    case "at-desk":
      return `at-desk ${what.desk}`;
    case "department":
      return `department ${what.desk} ${what.department}`;
    default:
      return what.of;
  }
}

export function readList(text: string): ListOf {
  const [of = "", first = "", ...more] = text.split(" ");
  const rest = [first, ...more].join(" ");
  switch (of) {
    case "find":
      return { of, words: rest };
    case "number":
      return { of, number: rest };
    case "at-desk":
      return { of, desk: rest };
    case "department":
      return { of, desk: first, department: more.join(" ") };
    case "overdue":
    case "open":
      return { of };
    default:
      return { of: "mine" };
  }
}

function titleOf(what: ListOf, { reader }: ListRequest): string {
  return t(reader.language, `list.${what.of}`);
}

/** Lists to choose from: one's own, those of all, each department, called by its desk where there are several. */
function filterBlock({ what, desks, reader }: ListRequest): KnownBlock {
  const { language } = reader;
  const departments = desks.flatMap(({ desk }) =>
    desk.departments.map(({ id, title }) => {
      const department = textIn(title, language);
      return {
        value: writeList({ of: "department", desk: desk.id, department: id }),
        label: desks.length === 1 ? department : `${textIn(desk.name, language)} · ${department}`,
      };
    }),
  );
  const choices = [
    ...(["mine", "overdue", "open"] as const).map((of) => ({ value: of, label: t(language, `list.of-${of}`) })),
    ...departments,
  ];
  return actions(
    [menu({ action: LIST_ACTIONS.filter, placeholder: t(language, "list.filter"), choices, chosen: writeList(what) })],
    "list-filter",
  );
}

function pageBlocks({ page, before, reader }: ListRequest): readonly KnownBlock[] {
  const { language } = reader;
  const count = t(language, "list.count", { from: before + 1, to: before + page.rows.length, total: page.total });
  const buttons = [
    ...(before > 0
      ? [
          button({
            label: t(language, "list.previous"),
            action: `${LIST_ACTIONS.page}:previous`,
            value: page.previous || FIRST_PAGE,
          }),
        ]
      : []),
    ...(page.next === undefined
      ? []
      : [button({ label: t(language, "list.next"), action: `${LIST_ACTIONS.page}:next`, value: page.next })]),
  ];
  return [small([count]), ...(buttons.length === 0 ? [] : [actions(buttons)])];
}

function rowBlocks({ page, what, desks, reader, empty }: ListRequest): readonly KnownBlock[] {
  if (page.rows.length === 0) return [section(escapeText(empty))];
  const match = what.of === "find" ? what.words : "";
  const several = what.of === "number" ? [small([t(reader.language, "list.several", { number: what.number })])] : [];
  const rows = page.rows.flatMap((row) => {
    const context = contextOf(row, desks);
    if (context === undefined) return [];
    const label = t(reader.language, "do.details");
    const details = button({
      label,
      action: `${ACT_PREFIX}details`,
      value: row.id,
      spoken: t(reader.language, "do.spoken", { act: label, number: row.number }),
    });
    return [section(rowText(row, context, reader, { match }), details)];
  });
  return [...several, ...rows];
}

/** Cases in a modal: private to the reader, fifteen at a time. The key of the page is that of its last row. */
export function listView(request: ListRequest): Modal {
  const { what, page, before, reader } = request;
  return {
    type: "modal",
    callback_id: LIST_CALLBACK,
    title: plain(titleOf(what, request), LIMITS.modalTitle),
    close: plain(t(reader.language, "modal.close"), LIMITS.modalTitle),
    private_metadata: writeMeta({ marks: { list: writeList(what), before: String(before) } }),
    blocks: [filterBlock(request), ...rowBlocks(request), ...(page.rows.length === 0 ? [] : pageBlocks(request))],
  };
}
