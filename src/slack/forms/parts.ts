import type { InputBlock } from "@slack/types";
import type { Answers } from "../answers.ts";
import { radioInput, textInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import type { Voice } from "../voice.ts";
import { t, type Key } from "../words.ts";
import type { FormRequest } from "./form.ts";

export type Errors = { [input: string]: string };

/** A reason: at least four characters, at most five hundred, with one example. */
export function reasonInput({ reader, marks }: FormRequest, label: Key = "label.reason", id = "reason"): InputBlock {
  return textInput({
    id,
    label: t(reader.language, label),
    hint: t(reader.language, "hint.reason"),
    multiline: true,
    most: LIMITS.ourReason,
    ...(marks[id] === undefined ? {} : { value: marks[id] }),
  });
}

export function readReason(answers: Answers, voice: Voice, errors: Errors, id = "reason"): string {
  const reason = answers.text(id) ?? "";
  if (Array.from(reason).length < 4) errors[id] = t(voice.language, "field.reason-short");
  return reason;
}

/** A moment that must lie ahead. */
export function readAhead(answers: Answers, voice: Voice, errors: Errors, id: string): number {
  const at = answers.moment(id);
  if (at === undefined) errors[id] = t(voice.language, "field.needed");
  else if (at <= voice.now) errors[id] = t(voice.language, "field.past");
  return at ?? 0;
}

export function yesNoInput({ reader }: FormRequest, id: string, label: Key, chosen?: "yes" | "no"): InputBlock {
  return radioInput({
    id,
    label: t(reader.language, label),
    choices: [
      { value: "yes", label: t(reader.language, "label.yes") },
      { value: "no", label: t(reader.language, "label.no") },
    ],
    chosen,
  });
}

export function hasErrors(errors: Errors): boolean {
  return Object.keys(errors).length > 0;
}
