import type { KnownBlock } from "@slack/types";
import { departmentOf } from "../../desk/directory.ts";
import { textIn } from "../../regulation/text.ts";
import { context as small } from "../blocks.ts";
import { personInput, selectInput, textInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import { t } from "../words.ts";
import { ownerPreview } from "./dispatch.ts";
import type { Form, FormRequest } from "./form.ts";
import { hasErrors, readReason, reasonInput, type Errors } from "./parts.ts";

function departments({ file, reader }: FormRequest, without?: string) {
  return file.context.desk.departments
    .filter(({ id }) => id !== without)
    .map(({ id, title }) => ({ value: id, label: textIn(title, reader.language) }));
}

function departmentBlocks(request: FormRequest, label: string, without?: string): readonly KnownBlock[] {
  const { file, answers, reader } = request;
  const chosen = answers.choice("department");
  const preview = chosen === undefined ? "" : ownerPreview(file.case, chosen, file.context, reader);
  return [
    selectInput({ id: "department", label, choices: departments(request, without), dispatch: true }),
    ...(preview === "" ? [] : [small([preview])]),
  ];
}

/** The desk or a rung gives the case to somebody else; it takes effect at once. */
export const reassignForm: Form = {
  title: ({ reader }) => t(reader.language, "form.reassign"),
  submit: ({ reader }) => t(reader.language, "form.reassign"),
  blocks: (request) => [
    ...departmentBlocks(request, t(request.reader.language, "label.department")),
    personInput({ id: "person", label: t(request.reader.language, "label.person"), optional: true }),
    reasonInput(request),
    small([t(request.reader.language, "tell.clocks-run")]),
  ],
  read({ answers, reader, file }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    const department = answers.choice("department");
    const person = answers.person("person");
    if (department === undefined) errors["department"] = t(reader.language, "field.needed");
    if (hasErrors(errors) || department === undefined) return { errors };
    // Staying in the department, only the person changes.
    const elsewhere = department === departmentOf(file.case) && person !== undefined ? {} : { department };
    return { command: { type: "reassign", ...elsewhere, reason, ...(person === undefined ? {} : { person }) } };
  },
};

/** Offering the case to another department, which has to take it. */
export const handOverForm: Form = {
  title: ({ reader }) => t(reader.language, "form.hand-over"),
  submit: ({ reader }) => t(reader.language, "form.hand-over"),
  blocks: (request) => [
    ...departmentBlocks(request, t(request.reader.language, "label.hand-to"), departmentOf(request.file.case)),
    reasonInput(request),
    textInput({
      id: "agreed",
      label: t(request.reader.language, "label.agreed"),
      optional: true,
      multiline: true,
      most: LIMITS.ourReason,
    }),
    small([t(request.reader.language, "tell.you-answer")]),
  ],
  read({ answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    const department = answers.choice("department");
    const agreed = answers.text("agreed");
    if (department === undefined) errors["department"] = t(reader.language, "field.needed");
    if (hasErrors(errors) || department === undefined) return { errors };
    return { command: { type: "hand-over", department, reason, ...(agreed === undefined ? {} : { agreed }) } };
  },
};

export const declineForm: Form = {
  title: ({ reader }) => t(reader.language, "form.decline"),
  submit: ({ reader }) => t(reader.language, "form.decline"),
  blocks: (request) => [reasonInput(request)],
  read({ answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    return hasErrors(errors) ? { errors } : { command: { type: "decline-hand-over", reason } };
  },
};

/** Keeping a person out of the case from now on. */
export const recuseForm: Form = {
  title: ({ reader }) => t(reader.language, "form.recuse"),
  submit: ({ reader }) => t(reader.language, "form.recuse-do"),
  blocks: (request) => [
    personInput({ id: "person", label: t(request.reader.language, "label.keep-out") }),
    reasonInput(request),
    small([t(request.reader.language, "tell.posted-stays")]),
  ],
  read({ answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    const person = answers.person("person");
    if (person === undefined) errors["person"] = t(reader.language, "field.needed");
    return hasErrors(errors) || person === undefined ? { errors } : { command: { type: "recuse", person, reason } };
  },
};
