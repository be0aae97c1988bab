import type { InputBlock } from "@slack/types";
import { nameOf } from "../acts.ts";
import type { Answers } from "../answers.ts";
import { radioInput, textInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import type { Voice } from "../voice.ts";
import { t, type Key } from "../words.ts";
import type { FormRequest } from "./form.ts";

export type Errors = { [input: string]: string };

/** An example of a reason, as each act has its own. */
const EXAMPLES: { readonly [act: string]: Key } = {
  recuse: "hint.reason-recuse",
  withdraw: "hint.reason-withdraw",
  "not-valid": "hint.reason-not-valid",
  merge: "hint.reason-merge",
  reopen: "hint.reason-reopen",
  reassign: "hint.reason-hand-over",
  "hand-over": "hint.reason-hand-over",
  "decline-hand-over": "hint.reason-decline",
  undo: "hint.reason-undo",
  skip: "hint.reason-skip",
  escalate: "hint.reason-escalate",
  decide: "hint.reason-decide",
  refuse: "hint.reason-refuse",
  "more-calls": "hint.reason-more-calls",
  "set-level": "hint.reason-level",
  find: "hint.reason-find",
  compensate: "hint.reason-compensate",
  unlist: "hint.reason-unlist",
  "change-kind": "hint.reason-kind",
  "explain-miss": "hint.reason-explain",
};

/** A reason: at least four characters, at most five hundred, with one example of this act. */
export function reasonInput(
  { act, reader, marks }: FormRequest,
  label: Key = "label.reason",
  id = "reason",
): InputBlock {
  return textInput({
    id,
    label: t(reader.language, label),
    hint: t(reader.language, EXAMPLES[nameOf(act)] ?? "hint.reason"),
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
