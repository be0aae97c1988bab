import type { Context } from "../desk/context.ts";
import type { CaseRow, DeskFile } from "../desk/service.ts";
import { dutyOfKind } from "../desk/duties.ts";
import type { Language } from "../regulation/shape.ts";
import { endTitle } from "../regulation/describe.ts";
import { textIn } from "../regulation/text.ts";
import { dueText } from "./phrases.ts";
import { bold, escapeText, joined, ours, type Mrkdwn } from "./mrkdwn.ts";
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

/** Marks where the words stand, without letting them come alive. */
function highlighted(text: string, words: string | undefined): Mrkdwn {
  if (words === undefined || words.trim() === "") return escapeText(text);
  const at = text.toLowerCase().indexOf(words.trim().toLowerCase());
  if (at < 0) return escapeText(text);
  const end = at + words.trim().length;
  const parts = [escapeText(text.slice(0, at)), bold(escapeText(text.slice(at, end))), escapeText(text.slice(end))];
  return joined(parts, "");
}

/** "*2026110042* · Important · Lift · Li Qiang · solve it by 18:00" for one reader. */
export function rowText(row: CaseRow, context: Context, voice: Voice, match?: string): Mrkdwn {
  const { language } = voice;
  const level = row.level === undefined ? [] : [escapeText(levelTitle(row.level, context, language))];
  const owner = row.owner === undefined ? [] : [escapeText(personName(row.owner, context, language))];
  const fact = rowFact(row, context, voice);
  return joined([
    bold(escapeText(rowNumber(row, language))),
    ...level,
    highlighted(rowTitle(row, context, language), match),
    ...owner,
    ...(row.restricted ? [md(language, "row.restricted")] : []),
    ...(fact.mrkdwn === "" ? [] : [fact]),
  ]);
}
