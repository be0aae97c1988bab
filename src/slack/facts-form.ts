import type { KnownBlock } from "@slack/types";
import type { Context } from "../desk/context.ts";
import { applies, isGiven, type FactValue, type Facts } from "../desk/facts.ts";
import type { Ask, Field } from "../regulation/shape.ts";
import type { Answers } from "./answers.ts";
import { fieldById, fieldTitle } from "./facts-text.ts";
import { fieldError, fieldInput, readField } from "./fields.ts";
import { choicesInput } from "./inputs.ts";
import type { Voice } from "./voice.ts";
import { t } from "./words.ts";

/** A field that a form asks. */
export interface Asked {
  readonly field: Field;
  readonly optional: boolean;
  /** One of the list of ticks. It stays what it is while further questions come and go, so that no answer is lost. */
  readonly ticked: boolean;
  /** Asked because of what was answered: it belongs to the matter at hand. */
  readonly because: boolean;
}

/** From this many yes-or-no questions on they become one list of ticks. */
const TICKS_FROM = 3;
/** Input id of the ticks. */
export const TICKS = "ticks";

/** Does something follow from a no? Then it has to be said: a tick that was overlooked says nothing. */
function hangsOnNo(field: string, { regulation }: Context): boolean {
  return regulation.whenever.some(({ when }) =>
    (when ?? []).flat().some((test) => test.fact === field && test.test === "one-of" && test.values.includes("no")),
  );
}

/** The fields asked under what is known and being answered, each once. */
export function askedFields(asks: readonly Ask[], facts: Facts, context: Context): readonly Asked[] {
  const found = new Map<string, Asked>();
  const all = [...new Set(asks.map((ask) => ask.field))].flatMap((id) => fieldById(id, context) ?? []);
  const ticking = all.filter((field) => field.type === "yes-no" && !hangsOnNo(field.id, context));
  const ticks = ticking.length >= TICKS_FROM ? new Set(ticking.map(({ id }) => id)) : new Set();
  for (const ask of asks) {
    const field = fieldById(ask.field, context);
    if (field === undefined || !applies(ask, facts)) continue;
    const before = found.get(field.id);
    found.set(field.id, {
      field,
      optional: ask.optional && before?.optional !== false,
      ticked: ticks.has(field.id),
      because: ask.when !== undefined || before?.because === true,
    });
  }
  return [...found.values()];
}

/** Fields that a condition of another question names: answering them changes what is asked. */
export function decisive(asks: readonly Ask[]): ReadonlySet<string> {
  const tests = asks.flatMap((ask) => [...(ask.when ?? []), ...(ask.unless ?? [])]).flat();
  return new Set(tests.map((test) => test.fact));
}

export interface Question {
  readonly asked: readonly Asked[];
  readonly context: Context;
  readonly voice: Voice;
  /** What is known: proposed in the inputs. */
  readonly known: Facts;
  /** Fields whose change draws the form anew. */
  readonly live: ReadonlySet<string>;
}

/** The ticks for all yes-or-no questions, where there are enough of them. */
export function ticksBlock({ asked, context, voice, known, live }: Question): KnownBlock[] {
  const ticked = asked.filter((one) => one.ticked);
  if (ticked.length === 0) return [];
  return [
    choicesInput({
      id: TICKS,
      label: t(voice.language, "label.what-applies"),
      optional: true,
      dispatch: ticked.some(({ field }) => live.has(field.id)),
      choices: ticked.map(({ field }) => ({ value: field.id, label: fieldTitle(field.id, context, voice.language) })),
      chosen: ticked.filter(({ field }) => known[field.id] === "yes").map(({ field }) => field.id),
    }),
  ];
}

/** Inputs for the fields that are no ticks. */
export function questionBlocks(question: Question): KnownBlock[] {
  const { asked, context, voice, known, live } = question;
  return asked
    .filter((one) => !one.ticked)
    .map(({ field, optional }) =>
      fieldInput({ field, context, voice, optional, value: known[field.id], dispatch: live.has(field.id) }),
    );
}

/**
 * The facts that were answered. `noIsNo`: a tick left out is a no, because whoever fills in the form is the one who
 * has to say; otherwise it stays unanswered.
 */
export function readFacts(
  asked: readonly Asked[],
  answers: Answers,
  { context, noIsNo }: { context: Context; noIsNo: boolean },
): Facts {
  const facts: Record<string, FactValue> = {};
  const ticks = answers.choices(TICKS);
  for (const { field, ticked } of asked) {
    if (ticked) {
      if (ticks?.includes(field.id) === true) facts[field.id] = "yes";
      else if (noIsNo && ticks !== undefined) facts[field.id] = "no";
      continue;
    }
    const value = readField(field, answers, context);
    if (value !== undefined && isGiven(value)) facts[field.id] = value;
  }
  return facts;
}

/** Errors by input id, in the reader's words. */
export function factErrors(asked: readonly Asked[], facts: Facts, voice: Voice): { [input: string]: string } {
  const errors: { [input: string]: string } = {};
  for (const { field } of asked) {
    const wrong = fieldError(field, facts[field.id], voice);
    if (wrong !== undefined) errors[field.id] = t(voice.language, wrong);
  }
  return errors;
}
