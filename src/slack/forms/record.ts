import { maySeeContact } from "../../desk/rights.ts";
import { targetOf } from "../acts.ts";
import { section } from "../blocks.ts";
import { contactText } from "../contact.ts";
import { fileInput, momentInput, radioInput, textInput } from "../inputs.ts";
import { escapeText } from "../mrkdwn.ts";
import { stepTitle } from "../names.ts";
import { t } from "../words.ts";
import type { Form } from "./form.ts";
import { hasErrors, readReason, reasonInput, type Errors } from "./parts.ts";

const HOW = ["phone", "in-person", "letter", "message"] as const;

/** Somebody spoke with the customer. A promise becomes a limit of its own. */
export const contactForm: Form = {
  title: ({ reader }) => t(reader.language, "form.contact"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks({ file, reader }) {
    const { language } = reader;
    const may = maySeeContact(file.case, reader.id, file.context);
    return [
      ...(may
        ? [section(escapeText(t(language, "tell.contact-recorded", { contact: contactText(file.case, language) })))]
        : []),
      radioInput({
        id: "how",
        label: t(language, "label.how-contacted"),
        choices: HOW.map((how) => ({ value: how, label: t(language, `how.${how}`) })),
        chosen: "phone",
      }),
      momentInput({ id: "when", label: t(language, "label.when"), value: reader.now }),
      textInput({ id: "said", label: t(language, "label.said"), multiline: true }),
      momentInput({ id: "promisedUntil", label: t(language, "label.promised"), optional: true }),
    ];
  },
  read({ answers, reader }) {
    const errors: Errors = {};
    const said = answers.text("said");
    const how = HOW.find((one) => one === answers.choice("how"));
    const when = answers.moment("when");
    const promisedUntil = answers.moment("promisedUntil");
    if (said === undefined) errors["said"] = t(reader.language, "field.needed");
    if (how === undefined) errors["how"] = t(reader.language, "field.needed");
    if (when !== undefined && when > reader.now + 60_000) errors["when"] = t(reader.language, "field.future");
    if (promisedUntil !== undefined && promisedUntil <= reader.now)
      errors["promisedUntil"] = t(reader.language, "field.past");
    if (hasErrors(errors) || said === undefined || how === undefined) return { errors };
    return {
      command: {
        type: "contact",
        how,
        said,
        ...(when === undefined ? {} : { when }),
        ...(promisedUntil === undefined ? {} : { promisedUntil }),
      },
    };
  },
};

export const noteForm: Form = {
  title: ({ reader }) => t(reader.language, "form.note"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: ({ reader, marks }) => [
    textInput({
      id: "text",
      label: t(reader.language, "label.note"),
      multiline: true,
      ...(marks["text"] === undefined ? {} : { value: marks["text"] }),
    }),
    fileInput({ id: "files", label: t(reader.language, "label.files"), optional: true }),
  ],
  read({ answers, reader }) {
    const text = answers.text("text");
    return text === undefined
      ? { errors: { text: t(reader.language, "field.needed") } }
      : { command: { type: "note", text, files: answers.files("files") } };
  },
};

export const linkForm: Form = {
  title: ({ reader }) => t(reader.language, "form.link"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: ({ reader }) => [textInput({ id: "other", label: t(reader.language, "label.into"), most: 40 })],
  read({ answers, reader }) {
    const other = answers.text("other");
    return other === undefined
      ? { errors: { other: t(reader.language, "field.needed") } }
      : { command: { type: "link", other, how: "related" } };
  },
};

/** "Not solved", "Send back": what was recorded as done is opened again. */
export const undoForm: Form = {
  title({ act, file, reader }) {
    if (targetOf(act) === "resolve") return t(reader.language, "form.undo-resolve");
    const step = file.context.regulation.steps.find(({ id }) => id === targetOf(act));
    return t(reader.language, (step?.fill.length ?? 0) > 0 ? "form.send-back" : "form.undo");
  },
  submit: (request) => undoForm.title(request),
  blocks: (request) => [
    section(escapeText(stepTitle(targetOf(request.act), request.file.context, request.reader.language))),
    reasonInput(request),
  ],
  read({ act, answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    return hasErrors(errors) ? { errors } : { command: { type: "undo", step: targetOf(act), reason } };
  },
};

export const skipForm: Form = {
  title: ({ reader }) => t(reader.language, "form.skip"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: (request) => [
    section(escapeText(stepTitle(targetOf(request.act), request.file.context, request.reader.language))),
    reasonInput(request),
  ],
  read({ act, answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    return hasErrors(errors) ? { errors } : { command: { type: "skip", step: targetOf(act), reason } };
  },
};
