import type { KnownBlock } from "@slack/types";
import type { Case } from "../../desk/case.ts";
import { decide } from "../../desk/decide.ts";
import { departmentOf } from "../../desk/directory.ts";
import { holdersOf, ladderOf, orNextRung } from "../../desk/people.ts";
import { handOverUntil } from "../../desk/rules/moving.ts";
import { textIn } from "../../regulation/text.ts";
import { alert, context as small, contextIf } from "../blocks.ts";
import { choicesInput, personInput, selectInput, textInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import { peopleNames, personName, roleTitle } from "../names.ts";
import { dueText } from "../phrases.ts";
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

/** Whose it is meanwhile, and until when. */
function youAnswer({ file, reader }: FormRequest): KnownBlock {
  const until = dueText(handOverUntil(file.context), reader, file.context.desk.zone);
  return small([t(reader.language, "tell.you-answer", { until })]);
}

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
    youAnswer(request),
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

/** The case without that person, by the very rules that will keep them out; undefined where they refuse it. */
function caseWithout(person: string, { file, reader }: FormRequest): Case | undefined {
  const command = { type: "recuse", person, reason: "——————" } as const;
  const decision = decide(file.case, { command, by: reader.id, key: "" }, file.context);
  return "after" in decision ? decision.after : undefined;
}

/** Who takes each part and rung that the person holds now. */
function insteadOf(person: string, after: Case, { file, reader }: FormRequest): string {
  const { case: current, context } = file;
  const parts = [...new Set(["owner", "follower", "coordinator", ...ladderOf(current, context)])];
  const holding = (part: string, of: Case) => orNextRung(holdersOf(part, of, context), of, context).people;
  const roles = parts
    .filter((part) => holding(part, current).includes(person))
    .map((part) =>
      t(reader.language, "tell.rung-people", {
        role: roleTitle(part, context, reader.language),
        people: peopleNames(holding(part, after), context, reader.language) || t(reader.language, "tell.nobody"),
      }),
    );
  const who = personName(person, context, reader.language);
  return roles.length === 0
    ? t(reader.language, "tell.no-part", { who })
    : t(reader.language, "tell.instead", { who, roles: roles.join(" · ") });
}

/** The tick by which the case is kept to those named in it; not where it is so already, or will be by itself. */
function restrictInput({ file, reader }: FormRequest): KnownBlock {
  const { restrictedChannel } = file.context.desk;
  const label = t(reader.language, restrictedChannel === undefined ? "restrict.plain" : "restrict.channel");
  return choicesInput({
    id: "restrict",
    label: t(reader.language, "label.restrict"),
    optional: true,
    choices: [{ value: "yes", label }],
  });
}

/** Keeping a person out of the case from now on. */
export const recuseForm: Form = {
  title: ({ reader }) => t(reader.language, "form.recuse"),
  submit: ({ reader }) => t(reader.language, "form.recuse-do"),
  blocks(request) {
    const { answers, file, reader } = request;
    const person = answers.person("person");
    const after = person === undefined ? undefined : caseWithout(person, request);
    const byItself = !file.case.restricted && after?.restricted === true;
    const told = [
      ...(person === undefined || after === undefined ? [] : [insteadOf(person, after, request)]),
      ...(person !== undefined && byItself
        ? [t(reader.language, "tell.will-be-restricted", { who: personName(person, file.context, reader.language) })]
        : []),
    ];
    return [
      personInput({ id: "person", label: t(reader.language, "label.keep-out"), dispatch: true }),
      ...contextIf(told),
      reasonInput(request),
      alert(t(reader.language, "tell.posted-stays")),
      ...(file.case.restricted || byItself ? [] : [restrictInput(request)]),
    ];
  },
  read({ answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    const person = answers.person("person");
    const restrict = answers.choices("restrict")?.includes("yes") === true;
    if (person === undefined) errors["person"] = t(reader.language, "field.needed");
    return hasErrors(errors) || person === undefined
      ? { errors }
      : { command: { type: "recuse", person, reason, ...(restrict ? { restrict } : {}) } };
  },
};
