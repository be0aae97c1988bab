import { localOf, zoneOf } from "../calendar/zone.ts";
import { clockWords, timeWords } from "../calendar/words.ts";
import { DAY_MS } from "../calendar/dates.ts";
import type { Case } from "../desk/case.ts";
import type { Context } from "../desk/context.ts";
import { CONTACT_FIELDS, isGiven, type FactValue, type FileRef } from "../desk/facts.ts";
import type { RecordVoice } from "../desk/records.ts";
import { fieldById, fieldTitle, optionTitle } from "../regulation/describe.ts";
import type { Language } from "../regulation/shape.ts";
import { moneyText, textIn } from "../regulation/text.ts";
import { say, type RecordKey } from "./words.ts";

/** `Wed 25 Nov 2026, 18:00`, `2026年11月25日（周三）18:00`; the end of a day is its 24:00. */
export function momentText(at: number, { language, zone }: RecordVoice, endOfDay = false): string {
  const { day, ms } = localOf(zoneOf(zone), at);
  return timeWords({ local: day * DAY_MS + ms, endOfDay })[language];
}

/** `2026-11-25 18:00`: what spreadsheets take for a time in either language. */
export function sheetTime(at: number, zone: string): string {
  const { day, ms } = localOf(zoneOf(zone), at);
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  return `${date} ${clockWords({ local: day * DAY_MS + ms })}`;
}

export function personText(id: string, context: Context, language: Language): string {
  if (id === "desk") return say(language, "record.by-the-desk");
  return context.people.persons[id]?.name ?? say(language, "record.somebody");
}

export function peopleText(ids: readonly string[], context: Context, language: Language): string {
  return ids.map((id) => personText(id, context, language)).join(say(language, "record.between"));
}

export function departmentText(id: string, { desk }: Context, language: Language): string {
  return textIn(desk.departments.find((department) => department.id === id)?.title, language) || id;
}

function matterText(id: string, { desk, regulation }: Context, language: Language): string {
  const matter = desk.matters.find((known) => known.id === id);
  return matter === undefined
    ? textIn(optionTitle(regulation, "category", id), language)
    : textIn(matter.title, language);
}

/** How a value of a field reads: of the desk's departments and matters, else of the regulation's own choices. */
export function optionText(field: string, value: string, context: Context, language: Language): string {
  if (field === "department" || field === "departments-involved") return departmentText(value, context, language);
  if (field === "category") return matterText(value, context, language);
  if (field === "level") {
    const level = context.regulation.levels.find(({ id }) => id === value);
    return level === undefined ? value : textIn(level.title, language);
  }
  return textIn(optionTitle(context.regulation, field, value), language);
}

function isFiles(value: readonly string[] | readonly FileRef[]): value is readonly FileRef[] {
  return typeof value[0] === "object";
}

function isList(value: FactValue): value is readonly string[] | readonly FileRef[] {
  return Array.isArray(value);
}

/** An answer as people read it; empty where there is none. */
export function answerText(id: string, value: FactValue | undefined, context: Context, voice: RecordVoice): string {
  if (value === undefined || !isGiven(value)) return "";
  const { language } = voice;
  const field = fieldById(context.regulation, id);
  const one = (each: string) => {
    if (field?.type === "person" || field?.type === "people")
      return context.people.persons[each] === undefined ? each : personText(each, context, language);
    const typed = field === undefined || ["text", "long-text", "entry", "date"].includes(field.type);
    return typed ? each : optionText(id, each, context, language);
  };
  if (isList(value)) {
    const each = isFiles(value) ? value.map((file) => file.name) : value.map(one);
    return each.join(say(language, "record.between"));
  }
  if (typeof value === "object") return moneyText(value, language);
  if (typeof value === "number") return field?.type === "time" ? momentText(value, voice) : String(value);
  return one(value);
}

/** Answers of the call itself, which no regulation has to declare. */
const OF_THE_CALL: { readonly [field: string]: RecordKey } = {
  "still-wrong": "record.still-wrong",
};

export function titleText(field: string, { regulation }: Context, language: Language): string {
  const own = OF_THE_CALL[field];
  if (own !== undefined && fieldById(regulation, field) === undefined) return say(language, own);
  return textIn(fieldTitle(regulation, field), language).replace(/[?？]$/u, "");
}

export function isContact(field: string): boolean {
  return CONTACT_FIELDS.some((contact) => contact === field);
}

/** What a sheet shows of how to reach somebody: that it is known, and of whom only the first letter. */
export function masked(value: string): string {
  const first = /^./u.exec(value.trim())?.[0];
  return first === undefined ? "" : `${first}**`;
}

/** The number, or what stands for it before one is given. */
export function numberText(current: Case, { language }: RecordVoice): string {
  return current.number ?? say(language, "record.no-number");
}
