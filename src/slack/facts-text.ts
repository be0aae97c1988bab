import type { Context } from "../desk/context.ts";
import { isGiven, type FactValue, type FileRef } from "../desk/facts.ts";
import type { Field, Language } from "../regulation/shape.ts";
import { fieldTitle as titleOfField, optionTitle } from "../regulation/describe.ts";
import { moneyText, textIn } from "../regulation/text.ts";
import { momentText } from "./dates.ts";
import { departmentTitle, levelTitle, matterTitle, personName } from "./names.ts";
import type { Voice } from "./voice.ts";
import { t } from "./words.ts";

export function fieldById(id: string, { regulation }: Context): Field | undefined {
  return regulation.fields.find((field) => field.id === id);
}

export function fieldTitle(id: string, { regulation }: Context, language: Language): string {
  return textIn(titleOfField(regulation, id), language);
}

/** The title of an option: of the desk's departments and matters, else of the regulation's own choices. */
export function fieldOption(field: string, value: string, context: Context, language: Language): string {
  if (field === "department" || field === "departments-involved") return departmentTitle(value, context, language);
  if (field === "category") return matterTitle(value, context, language);
  if (field === "level") return levelTitle(value, context, language);
  return textIn(optionTitle(context.regulation, field, value), language);
}

const SLACK_ID = /^[UW][A-Z0-9]{4,}$/u;

function isFiles(value: readonly string[] | readonly FileRef[]): value is readonly FileRef[] {
  return typeof value[0] === "object";
}

function isList(value: FactValue): value is readonly string[] | readonly FileRef[] {
  return Array.isArray(value);
}

/** An answer as people read it. What was typed comes back as it was typed: show it as plain text only. */
export function answerText(id: string, value: FactValue | undefined, context: Context, voice: Voice): string {
  if (value === undefined || !isGiven(value)) return "";
  const field = fieldById(id, context);
  if (isList(value)) {
    if (isFiles(value)) return value.map((file) => file.name).join(t(voice.language, "between.list"));
    return value
      .map((one) =>
        field?.type === "people"
          ? personName(one, context, voice.language)
          : fieldOption(id, one, context, voice.language),
      )
      .join(t(voice.language, "between.list"));
  }
  if (typeof value === "object") return moneyText(value, voice.language);
  if (typeof value === "number") return field?.type === "time" ? momentText(value, voice, voice.now) : String(value);
  if (field?.type === "person")
    // A name that was typed stands as it is; an id never does.
    return context.people.persons[value] !== undefined || SLACK_ID.test(value)
      ? personName(value, context, voice.language)
      : value;
  return fieldOption(id, value, context, voice.language);
}
