import type { KnownBlock } from "@slack/types";
import type { Context } from "../desk/context.ts";
import { isBody } from "../desk/rules/approvers.ts";
import type { Approval, CaseRow, DeskFile } from "../desk/service.ts";
import { ACT_PREFIX, type Act } from "./acts.ts";
import { actions, button, contextIf, header, section } from "./blocks.ts";
import { requestWords } from "./card-face.ts";
import { joined, type Mrkdwn } from "./mrkdwn.ts";
import { buttonWords, personName } from "./names.ts";
import { contextOf, rowFact, rowNumber, rowText } from "./rows.ts";
import type { Reader } from "./voice.ts";
import { md, t, type Key } from "./words.ts";

/** Rows that belong together, and whose step they show: the reader's own, an answer asked of them, another's. */
export type Group = { readonly title: Key } & (
  | { readonly of: "own" | "watched" | "later"; readonly rows: readonly CaseRow[] }
  | { readonly of: "asked"; readonly rows: readonly Approval[] }
);

export interface GroupRequest {
  readonly desks: readonly DeskFile[];
  readonly reader: Reader;
  /** Rows shown of one group; the title has the true count. */
  readonly most: number;
}

interface Shown {
  readonly row: CaseRow;
  readonly act: Act;
  readonly label: string;
  readonly text: Mrkdwn;
}

const DETAILS = (reader: Reader) => ({ act: "details", label: t(reader.language, "do.details") }) as const;

/** An escalation, or a miss that went up to this reader, wants their decision, whoever's the next step is. */
function deciding(row: CaseRow, context: Context, reader: Reader): Shown {
  const words = [md(reader.language, "row.decide"), rowFact(row, context, reader)];
  const fact = joined(words.filter(({ mrkdwn }) => mrkdwn !== ""));
  return { row, act: "decide", label: t(reader.language, "do.decide"), text: rowText(row, context, reader, { fact }) };
}

function own(row: CaseRow, context: Context, reader: Reader): Shown {
  if (row.deciders?.includes(reader.id) === true) return deciding(row, context, reader);
  const text = rowText(row, context, reader);
  if (row.nextStep === undefined || row.ended !== undefined) return { row, ...DETAILS(reader), text };
  return { row, act: `do/${row.nextStep}`, label: buttonWords(row.nextStep, context, reader.language), text };
}

/** One press says yes, except to money, which is looked at first, and for a meeting, whose record names who took part. */
function asked(row: Approval, context: Context, reader: Reader): Shown {
  const { language } = reader;
  const { request } = row;
  const who = personName(request.by, context, language);
  const fact = md(language, "tell.asks", { who, what: requestWords(request, { file: { context } }, reader) });
  const text = rowText(row, context, reader, { fact });
  return request.detail.amount !== undefined || isBody(request.role, context)
    ? { row, ...DETAILS(reader), text }
    : { row, act: `approve/${request.id}`, label: t(language, "do.approve"), text };
}

function watched(row: CaseRow, context: Context, reader: Reader): Shown {
  return row.ended === undefined && row.told?.includes(reader.id) === true
    ? deciding(row, context, reader)
    : { row, ...DETAILS(reader), text: rowText(row, context, reader) };
}

function rowBlock({ row, act, label, text }: Shown, { language }: Reader): KnownBlock {
  const spoken = t(language, "do.spoken", { act: label, number: rowNumber(row, language) });
  return section(text, button({ label, action: `${ACT_PREFIX}${act}`, value: row.id, spoken }));
}

function rowBlocks<Row extends CaseRow>(
  rows: readonly Row[],
  show: (row: Row, context: Context, reader: Reader) => Shown,
  { desks, reader }: GroupRequest,
): readonly KnownBlock[] {
  return rows.flatMap((row) => {
    const context = contextOf(row, desks);
    return context === undefined ? [] : [rowBlock(show(row, context, reader), reader)];
  });
}

/** The cases of each owner beneath their name, whoever is latest first. */
function byOwner(rows: readonly CaseRow[], request: GroupRequest): readonly KnownBlock[] {
  const { desks, reader } = request;
  const owners = Map.groupBy(rows, (row) => row.owner ?? "");
  const shown = new Set([...owners.values()].flat().slice(0, request.most));
  return [...owners].flatMap(([owner, all]) => {
    const theirs = all.filter((row) => shown.has(row));
    const context = theirs[0] === undefined ? undefined : contextOf(theirs[0], desks);
    if (context === undefined) return [];
    const name = owner === "" ? t(reader.language, "tell.nobody") : personName(owner, context, reader.language);
    return [
      ...contextIf([t(reader.language, "home.owner-count", { owner: name, count: all.length })]),
      ...rowBlocks(theirs, watched, request),
    ];
  });
}

function shownOf(group: Group, request: GroupRequest): readonly KnownBlock[] {
  switch (group.of) {
    case "own":
      return rowBlocks(group.rows.slice(0, request.most), own, request);
    case "asked":
      return rowBlocks(group.rows.slice(0, request.most), asked, request);
    case "watched":
      return byOwner(group.rows, request);
    case "later":
      return rowBlocks(group.rows.slice(0, request.most), watched, request);
  }
}

/** A group with its true count and the first of its rows; nothing where it is empty. `all` leads to the rest of them. */
export function groupBlocks(group: Group, request: GroupRequest, all?: string): readonly KnownBlock[] {
  const { language } = request.reader;
  const count = group.rows.length;
  if (count === 0) return [];
  const rest =
    group.of !== "watched" || all === undefined || count <= request.most
      ? []
      : [actions([button({ label: t(language, "digest.show-all"), action: all, value: "overdue" })])];
  return [header(t(language, group.title, { count })), ...shownOf(group, request), ...rest];
}
