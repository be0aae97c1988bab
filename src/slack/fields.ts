import type { InputBlock } from "@slack/types";
import type { Context } from "../desk/context.ts";
import { isGiven, type FactValue } from "../desk/facts.ts";
import type { Field, Money } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import type { Answers } from "./answers.ts";
import type { Choice } from "./blocks.ts";
import { fieldTitle } from "./facts-text.ts";
import {
  choiceInput,
  choicesInput,
  dateInput,
  externalInput,
  fileInput,
  momentInput,
  numberInput,
  peopleInput,
  personInput,
  selectInput,
  textInput,
} from "./inputs.ts";
import { LIMITS } from "./limits.ts";
import { isPhone } from "./masks.ts";
import type { Voice } from "./voice.ts";
import { t, type Key } from "./words.ts";

/** The company's own lists and the regulation's: what can be chosen in a field. */
export function choicesOf(field: Field, context: Context, voice: Voice): readonly Choice[] {
  const { desk } = context;
  const { language } = voice;
  if (field.id === "department" || field.id === "departments-involved")
    return desk.departments.map(({ id, title }) => ({ value: id, label: textIn(title, language) }));
  if (field.id === "category" && desk.matters.length > 0)
    return desk.matters.map(({ id, title }) => ({ value: id, label: textIn(title, language) }));
  if (field.type === "yes-no")
    return [
      { value: "yes", label: t(language, "label.yes") },
      { value: "no", label: t(language, "label.no") },
    ];
  return field.options.map(({ id, title }) => ({ value: id, label: textIn(title, language) }));
}

export interface FieldInput {
  readonly field: Field;
  readonly context: Context;
  readonly voice: Voice;
  readonly value?: FactValue | undefined;
  readonly optional?: boolean;
  readonly dispatch?: boolean;
  readonly focus?: boolean;
}

/** The currency in which the company reckons: the one that its regulation names, else yuan. */
export function currencyOf({ regulation }: Context): string {
  const promised = regulation.roles
    .map((role) => role.mayPromise)
    .find((limit): limit is Money => typeof limit === "object");
  return promised?.currency ?? "CNY";
}

/** The input in which a field is answered. Its id is the field's, so that errors and answers find each other. */
export function fieldInput({ field, context, voice, value, optional, dispatch, focus }: FieldInput): InputBlock {
  const title = fieldTitle(field.id, context, voice.language);
  const spec = {
    id: field.id,
    label: title,
    optional: optional === true,
    ...(dispatch === true ? { dispatch: true } : {}),
  };
  const text = typeof value === "string" ? { value } : {};
  switch (field.type) {
    case "text":
    case "entry":
      return textInput({
        ...spec,
        dispatch: false,
        ...text,
        ...(field.id === "phone" ? { hint: t(voice.language, "hint.phone") } : {}),
        ...(focus === true ? { focus } : {}),
      });
    case "long-text":
      return textInput({
        ...spec,
        dispatch: false,
        multiline: true,
        ...text,
        ...(field.id === "what-happened" ? { hint: t(voice.language, "hint.own-words") } : {}),
        ...(focus === true ? { focus } : {}),
      });
    case "yes-no":
      return choiceInput({
        ...spec,
        choices: choicesOf(field, context, voice),
        chosen: typeof value === "string" ? value : undefined,
      });
    case "choice": {
      const choices = choicesOf(field, context, voice);
      // A choice without options would be refused by Slack: it is written instead.
      if (choices.length === 0) return textInput({ ...spec, dispatch: false, ...text });
      const chosen = { chosen: typeof value === "string" ? value : undefined };
      if (choices.length > LIMITS.options) return externalInput({ ...spec, choices, ...chosen });
      return field.builtIn
        ? selectInput({ ...spec, choices, ...chosen })
        : choiceInput({ ...spec, choices, ...chosen });
    }
    case "choices":
      return choicesInput({
        ...spec,
        choices: choicesOf(field, context, voice),
        chosen: Array.isArray(value) ? value.filter((one) => typeof one === "string") : [],
      });
    case "number":
      return numberInput({ ...spec, dispatch: false, ...(typeof value === "number" ? { value } : {}) });
    case "money":
      return numberInput({
        ...spec,
        dispatch: false,
        label: `${title} (${currencyOf(context)})`,
        least: 0,
        ...(typeof value === "object" && "amount" in value ? { value: value.amount } : {}),
      });
    case "date":
      return dateInput({ ...spec, ...text });
    case "time":
      return momentInput({ ...spec, ...(typeof value === "number" ? { value } : {}) });
    case "person":
      return personInput({
        ...spec,
        ...(typeof value === "string" && context.people.persons[value] !== undefined ? { person: value } : {}),
      });
    case "people":
      return peopleInput({
        ...spec,
        ...(Array.isArray(value) ? { people: value.filter((one) => typeof one === "string") } : {}),
      });
    case "file":
      return fileInput({ ...spec, dispatch: false });
  }
}

/** What somebody has answered in a field's input; undefined when nothing. */
export function readField(field: Field, answers: Answers, context: Context): FactValue | undefined {
  switch (field.type) {
    case "text":
    case "long-text":
    case "entry":
      // Digits typed in full width are the same digits.
      return field.id === "phone" ? answers.text(field.id)?.normalize("NFKC") : answers.text(field.id);
    case "yes-no":
    case "choice":
      return answers.choice(field.id) ?? answers.text(field.id);
    case "choices":
      return answers.choices(field.id);
    case "number":
      return answers.number(field.id);
    case "money": {
      const amount = answers.number(field.id);
      return amount === undefined ? undefined : { amount, currency: currencyOf(context) };
    }
    case "date":
      return answers.date(field.id);
    case "time":
      return answers.moment(field.id);
    case "person":
      return answers.person(field.id);
    case "people":
      return answers.people(field.id);
    case "file": {
      const files = answers.files(field.id);
      return files.length === 0 ? undefined : files;
    }
  }
}

const NO_PHONE = /^(none|no|无|没有|不详|unknown|-|n\/a)$/iu;

/** What is wrong with an answer that Slack itself lets pass; undefined when it is fine. */
export function fieldError(field: Field, value: FactValue | undefined, voice: Voice): Key | undefined {
  if (value === undefined || !isGiven(value)) return undefined;
  if (field.id === "phone" && typeof value === "string")
    return isPhone(value) || NO_PHONE.test(value) ? undefined : "field.phone-wrong";
  if (field.id === "what-happened" && typeof value === "string")
    return Array.from(value.trim()).length < 4 ? "field.what-short" : undefined;
  if (field.id === "received" && typeof value === "number")
    return value > voice.now + 60_000 ? "field.received-future" : undefined;
  if (field.id === "asked-time" && typeof value === "number") return value < voice.now ? "field.past" : undefined;
  return undefined;
}
