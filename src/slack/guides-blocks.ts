import type { KnownBlock } from "@slack/types";
import type { Answers } from "./answers.ts";
import { button, contextIf, section } from "./blocks.ts";
import { clipWords } from "./clip.ts";
import { conductAt, phrasesAt, pointsAt, type Speaking } from "./guides-text.ts";
import { choicesInput } from "./inputs.ts";
import { LIMITS } from "./limits.ts";
import { escapeText } from "./mrkdwn.ts";
import { t } from "./words.ts";

/** Unfolds the phrases and points of a form. */
export const UNFOLD_ACTION = "form:unfold";
export const UNFOLDED = "guides";

/** Input id of the points; a second list of them has a 2 behind it, and so on. */
const POINTS = "points";
/** More lines than these stand behind the button. */
const SHOWN = 3;
/** Lists of points in one form: thirty points are more than anybody ticks. */
const LISTS = 3;

/** A line of a note that holds what was ticked. */
const TICKED = "☑ ";

function listId(list: number): string {
  return list === 0 ? POINTS : `${POINTS}${list + 1}`;
}

function listsOf(points: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.min(LISTS, Math.ceil(points.length / LIMITS.radioOptions)) }, (_, list) =>
    points.slice(list * LIMITS.radioOptions, (list + 1) * LIMITS.radioOptions),
  );
}

/** The points as optional ticks, ten to a list. */
export function pointBlocks(place: string, speaking: Speaking): readonly KnownBlock[] {
  const label = t(speaking.reader.language, "label.points");
  return listsOf(pointsAt(place, speaking)).map((points, list) =>
    choicesInput({
      id: listId(list),
      label,
      optional: true,
      choices: points.map((point, place_) => ({ value: String(place_), label: clipWords(point, LIMITS.optionText) })),
    }),
  );
}

/** What to say and to see to at a form: the first phrase, the rest behind a button when it is more than three lines. */
export function guideBlocks(place: string, speaking: Speaking, unfolded: boolean): readonly KnownBlock[] {
  const { language } = speaking.reader;
  const phrases = phrasesAt(place, speaking);
  const points = pointsAt(place, speaking);
  const folds = phrases.length + points.length > SHOWN && !unfolded;
  const shown = folds ? phrases.slice(0, 1) : phrases.slice(0, 6);
  const more = button({ label: t(language, "say.phrases"), action: UNFOLD_ACTION, value: "yes" });
  const said = shown.map((words, index) =>
    section(escapeText(t(language, "say.phrase", { words })), folds && index === 0 ? more : undefined),
  );
  const head = folds && said.length === 0 ? [section(escapeText(t(language, "label.points")), more)] : said;
  return [
    ...head,
    ...(unfolded ? contextIf(conductAt(place, speaking)) : []),
    ...(folds ? [] : pointBlocks(place, speaking)),
  ];
}

/** The points that were ticked, as a line for the record; undefined when none was. */
export function tickedLine(place: string, speaking: Speaking, answers: Answers): string | undefined {
  const ticked = listsOf(pointsAt(place, speaking)).flatMap((points, list) =>
    (answers.choices(listId(list)) ?? []).flatMap((value) => points[Number(value)] ?? []),
  );
  return ticked.length === 0 ? undefined : `${TICKED}${ticked.join(" · ")}`;
}

/** A note with what was ticked in a line of its own. */
export function withTicked(note: string | undefined, ticked: string | undefined): string | undefined {
  const lines = [note, ticked].filter((line) => line !== undefined);
  return lines.length === 0 ? undefined : lines.join("\n").slice(0, LIMITS.ourLongText);
}

/** What somebody wrote, and what was ticked, apart. */
export function apart(note: string | undefined): { readonly said?: string; readonly ticked?: string } {
  const lines = (note ?? "").split("\n");
  const said = lines.filter((line) => !line.startsWith(TICKED)).join("\n");
  const ticked = lines.find((line) => line.startsWith(TICKED));
  return { ...(said.trim() === "" ? {} : { said }), ...(ticked === undefined ? {} : { ticked }) };
}
