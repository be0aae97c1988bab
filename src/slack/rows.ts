import type { Context } from "../desk/context.ts";
import type { CaseRow, DeskFile, ListedRow } from "../desk/service.ts";
import { dutyOfKind } from "../desk/duties.ts";
import type { Language } from "../regulation/shape.ts";
import { endTitle } from "../regulation/describe.ts";
import { literally, textIn } from "../regulation/text.ts";
import { dueText } from "./phrases.ts";
import { bold, boldWithin, escapeText, joined, ours, type Mrkdwn } from "./mrkdwn.ts";
import { levelTitle, matterTitle, nextWords, personName, shownNumber } from "./names.ts";
import type { Voice } from "./voice.ts";
import { md, t } from "./words.ts";

/** The desk of a row, for its words. Rows of a desk that is gone are shown with what they hold themselves. */
export function contextOf(row: CaseRow, desks: readonly DeskFile[]): Context | undefined {
  return desks.find(({ desk }) => desk.id === row.desk)?.context ?? desks[0]?.context;
}

/** What is to be done and by when: the end of every row. */
export function rowFact(row: CaseRow, context: Context, voice: Voice): Mrkdwn {
  const { language } = voice;
  if (row.ended !== undefined && row.nextStep === undefined)
    return escapeText(textIn(endTitle(context.regulation, row.ended), language));
  if (row.waiting) return md(language, "row.waiting");
  if (row.nextStep === undefined) return ours("");
  if (row.due === undefined) return md(language, "row.no-limit", { step: nextWords(row.nextStep, context, language) });
  const step = nextWords(row.dueStep ?? row.nextStep, context, language);
  const due = dueText(row.due, voice, context.desk.zone);
  return row.overdue
    ? md(language, "row.late", { due, step })
    : md(language, "row.due", { step, by: t(language, "due.by-plain", { time: due }) });
}

/** What the case is about: its matter, or the duty that it is an occurrence of. */
export function rowTitle(row: CaseRow, context: Context, language: Language): string {
  const duty = context.regulation.duties.find(({ id }) => id === dutyOfKind(row.kind ?? ""));
  return duty === undefined ? matterTitle(row.matter, context, language) : textIn(duty.title, language);
}

/** The row's number as people read it. */
export function rowNumber(row: CaseRow, language: Language): string {
  return shownNumber(row.number, row.kind ?? "", language);
}

/** The words of a search, longest first, so that none hides in another. */
function searched(match: string): readonly string[] {
  const words = match.normalize("NFKC").trim().split(/\s+/u);
  return words.filter((word) => word !== "").toSorted((a, b) => b.length - a.length);
}

function holdsAll(text: string, match: string): boolean {
  return searched(match).every((word) => text.toLowerCase().includes(word.toLowerCase()));
}

/** Marks each of the words wherever it stands, without letting anything come alive. */
function highlighted(text: string, match: string): Mrkdwn {
  const words = searched(match).map(literally);
  if (words.length === 0) return escapeText(text);
  // What is found stands at the odd places.
  const pieces = text.split(new RegExp(`((?:${words.join("|")})+)`, "iu"));
  const marked = pieces.map((piece, index) =>
    index % 2 === 0 ? escapeText(piece) : boldWithin(pieces[index - 1] ?? "", piece, pieces[index + 1] ?? ""),
  );
  return joined(marked, "");
}

/** What stands out about a case, once, at the start of its line; the words for it follow in the line. */
function markOf(row: CaseRow): readonly Mrkdwn[] {
  if (row.ended !== undefined) return row.restricted ? [ours(":lock:")] : [];
  if (row.waiting) return [ours(":double_vertical_bar:")];
  if (row.overdue) return [ours(":rotating_light:")];
  return row.restricted ? [ours(":lock:")] : [];
}

export interface RowWords {
  /** What is to be done and by when, where it is something else than the next step. */
  readonly fact?: Mrkdwn;
  /** What was searched for. */
  readonly match?: string;
}

/**
 * "*2026110042* · Important · Lift · Li Qiang · solve it by 18:00" for one reader. What a search has met is bold; where
 * that is not in the line itself, the passage of the text stands below.
 */
export function rowText(row: ListedRow, context: Context, voice: Voice, words: RowWords = {}): Mrkdwn {
  const { language } = voice;
  const level = row.level === undefined ? [] : [escapeText(levelTitle(row.level, context, language))];
  const owner = row.owner === undefined ? [] : [escapeText(personName(row.owner, context, language))];
  const { fact = rowFact(row, context, voice), match = "" } = words;
  const title = rowTitle(row, context, language);
  const met = row.passage === undefined || holdsAll(`${row.number} ${title}`, match) ? undefined : row.passage;
  const parts = joined([
    bold(escapeText(rowNumber(row, language))),
    ...level,
    highlighted(title, match),
    ...owner,
    ...(row.restricted ? [md(language, "row.restricted")] : []),
    ...(fact.mrkdwn === "" ? [] : [fact]),
  ]);
  const line = joined([...markOf(row), parts], " ");
  return met === undefined ? line : joined([line, joined([ours("> "), highlighted(met, match)], "")], "\n");
}
