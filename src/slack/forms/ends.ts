import { approvalLine, REOPEN_WINDOW_MS } from "../../desk/rights.ts";
import { context as small } from "../blocks.ts";
import { dayText } from "../dates.ts";
import { fileInput, radioInput, textInput } from "../inputs.ts";
import { t } from "../words.ts";
import { askedText } from "./asked.ts";
import type { Form, FormRequest } from "./form.ts";
import { hasErrors, readReason, reasonInput, yesNoInput, type Errors } from "./parts.ts";

export const withdrawForm: Form = {
  title: ({ reader }) => t(reader.language, "form.withdraw"),
  submit: ({ reader }) => t(reader.language, "form.withdraw-do"),
  blocks: (request) => [
    textInput({ id: "how", label: t(request.reader.language, "label.how-withdrawn"), most: 200 }),
    // Nobody has to say why they take a complaint back.
    { ...reasonInput(request, "label.reason-withdrawn"), optional: true },
    fileInput({ id: "files", label: t(request.reader.language, "label.proof"), optional: true }),
  ],
  read({ answers, reader }) {
    const errors: Errors = {};
    const files = answers.files("files");
    const how = readReason(answers, reader, errors, "how");
    const reason = answers.text("reason") === undefined ? undefined : readReason(answers, reader, errors);
    if (hasErrors(errors)) return { errors };
    return { command: { type: "withdraw", files, ...(reason === undefined ? { reason: how } : { reason, how }) } };
  },
};

const GROUNDS = ["not-ours", "no-fault", "double", "other"] as const;

/** Who has to agree before a complaint counts as not valid, where the regulation names somebody. */
function agreeing(request: FormRequest): readonly string[] {
  const { case: current, context } = request.file;
  const rule = approvalLine("not-valid", current, context);
  if (rule === undefined) return [];
  return [t(request.reader.language, "tell.to-approval", { people: askedText(rule.by, request) })];
}

export const notValidForm: Form = {
  title: ({ reader }) => t(reader.language, "form.not-valid"),
  submit: ({ reader }) => t(reader.language, "form.not-valid-do"),
  blocks(request) {
    const { language } = request.reader;
    const who = agreeing(request);
    return [
      radioInput({
        id: "ground",
        label: t(language, "label.ground"),
        choices: GROUNDS.map((ground) => ({ value: ground, label: t(language, `ground.${ground}`) })),
      }),
      reasonInput(request, "label.facts-found", "facts"),
      yesNoInput(request, "customerTold", "label.explained"),
      ...(who.length === 0 ? [] : [small(who)]),
    ];
  },
  read({ answers, reader, file }) {
    const errors: Errors = {};
    const facts = readReason(answers, reader, errors, "facts");
    const ground = GROUNDS.find((one) => one === answers.choice("ground"));
    if (ground === undefined) errors["ground"] = t(reader.language, "field.needed");
    if (hasErrors(errors) || ground === undefined) return { errors };
    // The record is read by many: the ground stands in the desk's language.
    const words = ground === "other" ? "" : t(file.context.desk.language, `ground.${ground}`);
    return {
      command: { type: "not-valid", ground: words, facts, customerTold: answers.choice("customerTold") === "yes" },
    };
  },
};

export const mergeForm: Form = {
  title: ({ reader }) => t(reader.language, "form.merge"),
  submit: ({ reader }) => t(reader.language, "form.merge-do"),
  blocks: (request) => [
    textInput({ id: "into", label: t(request.reader.language, "label.into"), most: 40 }),
    reasonInput(request),
  ],
  read({ answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    const into = answers.text("into");
    if (into === undefined) errors["into"] = t(reader.language, "field.needed");
    return hasErrors(errors) || into === undefined ? { errors } : { command: { type: "merge", into, reason } };
  },
};

export const reopenForm: Form = {
  title: ({ reader }) => t(reader.language, "form.reopen"),
  submit: ({ reader }) => t(reader.language, "form.reopen"),
  blocks(request) {
    const { file, reader } = request;
    const last = (file.case.ended?.at ?? 0) + REOPEN_WINDOW_MS;
    return [
      reasonInput(request, "label.what-new"),
      yesNoInput(request, "sameOwner", "label.same-owner", "yes"),
      small([t(reader.language, "tell.reopen-until", { day: dayText(last, reader, reader.now) })]),
    ];
  },
  read({ answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    return hasErrors(errors)
      ? { errors }
      : { command: { type: "reopen", reason, sameOwner: answers.choice("sameOwner") !== "no" } };
  },
};
