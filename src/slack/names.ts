import type { Case } from "../desk/case.ts";
import type { Context } from "../desk/context.ts";
import type { Department } from "../desk/desk.ts";
import { departmentOf } from "../desk/directory.ts";
import { dutyOfKind } from "../desk/duties.ts";
import { stepById } from "../desk/steps.ts";
import { roleTitle as titleOfRole, stepTitle as titleOfStep } from "../regulation/describe.ts";
import { MILESTONES, type Language, type Step } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import { clipWidth } from "./clip.ts";
import { momentText } from "./dates.ts";
import { LIMITS } from "./limits.ts";
import { escapeText, joined, mention, mentionGroup, type Mrkdwn } from "./mrkdwn.ts";
import { listText } from "./phrases.ts";
import type { Voice } from "./voice.ts";
import { hasWords, t } from "./words.ts";

/** What people are called. Ids that nobody knows are shown as “somebody”, never as an id. */
export function personName(id: string, context: Context, language: Language): string {
  if (id === "desk") return t(language, "actor.desk");
  if (id === "complainant") return textIn(titleOfRole(context.regulation, id), language);
  return context.people.persons[id]?.name ?? t(language, "actor.somebody");
}

export function peopleNames(ids: readonly string[], context: Context, language: Language): string {
  return listText(
    ids.map((id) => personName(id, context, language)),
    language,
  );
}

export function departmentById(id: string | undefined, context: Context): Department | undefined {
  return context.desk.departments.find((department) => department.id === id);
}

export function departmentTitle(id: string | undefined, context: Context, language: Language): string {
  const department = departmentById(id, context);
  return department === undefined ? t(language, "department.none") : textIn(department.title, language);
}

export function levelTitle(id: string | undefined, context: Context, language: Language): string {
  const level = context.regulation.levels.find((known) => known.id === id);
  return level === undefined ? t(language, "level.none") : textIn(level.title, language);
}

export function roleTitle(id: string, context: Context, language: Language): string {
  return textIn(titleOfRole(context.regulation, id), language);
}

/** Whose turn it is of a step that several do: a department, a person, or a part such as the customer's. */
export function turnTitle(turn: string, context: Context, language: Language): string {
  if (departmentById(turn, context) !== undefined) return departmentTitle(turn, context, language);
  return context.people.persons[turn] === undefined
    ? roleTitle(turn, context, language)
    : personName(turn, context, language);
}

/** The step's own title, as lists show it: "Return the record form". */
export function stepTitle(id: string, context: Context, language: Language): string {
  return textIn(titleOfStep(context.regulation, id), language);
}

function ownWords(step: Step | undefined): boolean {
  return (
    step !== undefined &&
    !step.builtIn &&
    !MILESTONES.some((milestone) => milestone === step.id) &&
    step.id !== "assess"
  );
}

/** Our own words for a step that every regulation knows; undefined for a step that the file has named itself. */
function ourWords(prefix: "next" | "do" | "form", id: string, context: Context, language: Language) {
  const key = `${prefix}.${id}`;
  return !ownWords(stepById(id, context)) && hasWords(key) ? t(language, key) : undefined;
}

/** The step as the rest of a sentence that begins with “Next:”. */
export function nextWords(id: string, context: Context, language: Language): string {
  const words = ourWords("next", id, context, language);
  if (words !== undefined) return words;
  const title = stepTitle(id, context, language);
  // "Return the form" continues a sentence in small letters; abbreviations (CRM) stay.
  return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** The step as a verb on a button. */
export function buttonWords(id: string, context: Context, language: Language): string {
  return ourWords("do", id, context, language) ?? clipWidth(stepTitle(id, context, language), 30);
}

/** The step as the title of its form. */
export function formTitle(step: Step, context: Context, language: Language): string {
  const words = ourWords("form", step.id, context, language);
  if (words !== undefined) return words;
  if (step.fill.length > 0) return t(language, "form.fill");
  return clipWidth(stepTitle(step.id, context, language), LIMITS.modalTitle);
}

/** What the complaint is about, in the company's own words, never in those of the person who typed it. */
export function matterTitle(matter: string | undefined, context: Context, language: Language): string {
  const known = context.desk.matters.find(({ id }) => id === matter);
  if (known !== undefined) return clipWidth(textIn(known.title, language), LIMITS.ourTitleWidth);
  const option = context.regulation.fields.find(({ id }) => id === "category")?.options.find(({ id }) => id === matter);
  return option === undefined
    ? t(language, "matter.none")
    : clipWidth(textIn(option.title, language), LIMITS.ourTitleWidth);
}

export function caseMatter(current: Case): string | undefined {
  const category = current.facts["category"];
  return typeof category === "string" ? category : undefined;
}

export function caseTitle(current: Case, context: Context, language: Language): string {
  const duty = context.regulation.duties.find(({ id }) => id === dutyOfKind(current.kind));
  if (duty !== undefined) return clipWidth(textIn(duty.title, language), LIMITS.ourTitleWidth);
  return matterTitle(caseMatter(current), context, language);
}

/** The number as people read it: an occurrence of a duty is called by its time, which its own title stands beside. */
export function shownNumber(number: string, kind: string, language: Language): string {
  const duty = dutyOfKind(kind);
  if (duty === undefined || !number.startsWith(`${duty} `)) return number;
  const rest = number.slice(duty.length + 1).replace(/ week$/u, "");
  return rest === "once" ? t(language, "case.once") : rest;
}

/** The number; before one is given the case is called by its time and department. */
export function caseNumber(current: Case, context: Context, voice: Voice): string {
  if (current.number !== undefined) return shownNumber(current.number, current.kind, voice.language);
  const time = momentText(current.firstReceivedAt, voice, voice.now);
  const department = departmentOf(current);
  const unnumbered = t(voice.language, "case.unnumbered", { time });
  return department === undefined
    ? unnumbered
    : `${unnumbered} · ${departmentTitle(department, context, voice.language)}`;
}

/** Mentions of whoever must act; a group instead of its members, at most three. */
export function mentions(holders: {
  readonly people: readonly string[];
  readonly groups: readonly string[];
}): Mrkdwn | undefined {
  const who = holders.groups.length > 0 ? holders.groups.map(mentionGroup) : holders.people.map(mention);
  if (who.length === 0) return undefined;
  const more = who.length > 3 ? [escapeText(`+${who.length - 3}`)] : [];
  return joined([...who.slice(0, 3), ...more], " ");
}
