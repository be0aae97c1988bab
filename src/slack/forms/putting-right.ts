import { textIn } from "../../regulation/text.ts";
import { targetOf } from "../acts.ts";
import { quote, section } from "../blocks.ts";
import { choiceInput, momentInput, personInput, textInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import { peopleNames } from "../names.ts";
import { escapeText } from "../mrkdwn.ts";
import { t, type Key } from "../words.ts";
import type { Form, FormRequest } from "./form.ts";
import { hasErrors, readAhead, readReason, reasonInput, yesNoInput, type Errors } from "./parts.ts";

function said({ reader }: FormRequest, label: Key) {
  return textInput({ id: "text", label: t(reader.language, label), multiline: true, most: LIMITS.ourReason });
}

/** What is to be put right, as it was planned. */
function planned({ act, file, reader }: FormRequest) {
  const correction = file.case.corrections.find(({ id }) => id === targetOf(act));
  if (correction === undefined) return [];
  return [section(escapeText(peopleNames([correction.owner], file.context, reader.language))), quote(correction.what)];
}

/** So that it does not happen again: what, by whom, until when. */
export const planCorrectionForm: Form = {
  title: ({ reader }) => t(reader.language, "form.plan-correction"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: ({ reader }) => [
    textInput({ id: "what", label: t(reader.language, "label.put-right"), multiline: true, most: LIMITS.ourReason }),
    personInput({ id: "owner", label: t(reader.language, "label.person") }),
    momentInput({ id: "due", label: t(reader.language, "label.put-right-by") }),
  ],
  read({ answers, reader }) {
    const errors: Errors = {};
    const what = readReason(answers, reader, errors, "what");
    const owner = answers.person("owner");
    const due = readAhead(answers, reader, errors, "due");
    if (owner === undefined) errors["owner"] = t(reader.language, "field.needed");
    return hasErrors(errors) || owner === undefined
      ? { errors }
      : { command: { type: "plan-correction", what, owner, due } };
  },
};

export const doCorrectionForm: Form = {
  title: ({ reader }) => t(reader.language, "form.do-correction"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: (request) => [...planned(request), said(request, "label.done-what")],
  read({ act, answers, reader }) {
    const errors: Errors = {};
    const text = readReason(answers, reader, errors, "text");
    return hasErrors(errors) ? { errors } : { command: { type: "do-correction", correction: targetOf(act), text } };
  },
};

/** Did it help? Asked of somebody else than whoever did it. */
export const checkCorrectionForm: Form = {
  title: ({ reader }) => t(reader.language, "form.check-correction"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: (request) => [
    ...planned(request),
    yesNoInput(request, "works", "label.works"),
    said(request, "label.seen-by"),
  ],
  read({ act, answers, reader }) {
    const errors: Errors = {};
    const text = readReason(answers, reader, errors, "text");
    const works = answers.choice("works");
    if (works === undefined) errors["works"] = t(reader.language, "field.needed");
    return hasErrors(errors)
      ? { errors }
      : { command: { type: "check-correction", correction: targetOf(act), works: works === "yes", text } };
  },
};

export const changeKindForm: Form = {
  title: ({ reader }) => t(reader.language, "form.change-kind"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: (request) => {
    const { file, reader } = request;
    const kinds = file.context.regulation.kinds.filter(({ id }) => id !== file.case.kind);
    return [
      choiceInput({
        id: "kind",
        label: t(reader.language, "label.kind"),
        choices: kinds.map(({ id, title }) => ({ value: id, label: textIn(title, reader.language) })),
      }),
      reasonInput(request),
    ];
  },
  read({ answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    const kind = answers.choice("kind");
    if (kind === undefined) errors["kind"] = t(reader.language, "field.needed");
    return hasErrors(errors) || kind === undefined ? { errors } : { command: { type: "change-kind", kind, reason } };
  },
};

export const unlistForm: Form = {
  title: ({ reader }) => t(reader.language, "form.unlist"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: (request) => [reasonInput(request)],
  read({ act, answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    return hasErrors(errors) ? { errors } : { command: { type: "unlist", list: targetOf(act), reason } };
  },
};
