import type { KnownBlock } from "@slack/types";
import type { Facts } from "../../desk/facts.ts";
import { factsOf, levelById } from "../../desk/known.ts";
import type { Ask } from "../../regulation/shape.ts";
import { textIn } from "../../regulation/text.ts";
import { targetOf } from "../acts.ts";
import { contextIf } from "../blocks.ts";
import { askedFields, factErrors, questionBlocks, readFacts, ticksBlock, type Asked } from "../facts-form.ts";
import { fieldById, fieldOption } from "../facts-text.ts";
import { foretell, solveText } from "../foretell.ts";
import { choiceInput, selectInput } from "../inputs.ts";
import { levelTitle } from "../names.ts";
import { t } from "../words.ts";
import { askedText } from "./asked.ts";
import type { Form, FormRequest, FormResult } from "./form.ts";
import { hasErrors, readReason, reasonInput, type Errors } from "./parts.ts";

/** Every fact that a level's criteria name and that people answer. */
function criteria({ file }: FormRequest): readonly Asked[] {
  const { context } = file;
  const facts = context.regulation.levels.flatMap((level) =>
    [...(level.when ?? []), ...(level.unless ?? [])].flat().map((test) => test.fact),
  );
  const asks = [...new Set(facts)]
    .filter((fact) => fieldById(fact, context) !== undefined)
    .map((field): Ask => ({ field, optional: true }));
  return askedFields(asks, factsOf(file.case, context), context);
}

function factsNow(request: FormRequest): Facts {
  const asked = criteria(request);
  return readFacts(asked, request.answers, { context: request.file.context, noIsNo: true });
}

/** "Important → Major; solve it by 4 Dec", and who must agree to a lighter one. */
function previewText(request: FormRequest): readonly string[] {
  const { file, reader, answers } = request;
  const { case: current, context } = file;
  const told = foretell(current, factsNow(request), context, reader, answers.choice("level"));
  const level = levelTitle(told.level, context, reader.language);
  if (told.level === current.level?.id) return [t(reader.language, "preview.same", { level })];
  const change = t(reader.language, "preview.change", {
    from: levelTitle(current.level?.id, context, reader.language),
    to: level,
    limit: solveText(told.solve, context, reader),
  });
  const lower = (levelById(told.level, context)?.weight ?? 0) < (levelById(current.level?.id, context)?.weight ?? -1);
  const approver = context.regulation.levelRules.lowerApprovedBy;
  if (!lower || approver === undefined) return [change];
  return [
    change,
    t(reader.language, "preview.must-agree", {
      people: askedText(approver, request),
    }),
  ];
}

function blocks(request: FormRequest): readonly KnownBlock[] {
  const { file, reader } = request;
  const { context } = file;
  const asked = criteria(request);
  const question = {
    asked,
    context,
    voice: reader,
    known: factsOf(file.case, context),
    live: new Set(asked.map(({ field }) => field.id)),
  };
  return [
    ...ticksBlock(question),
    ...questionBlocks(question),
    ...contextIf(previewText(request)),
    selectInput({
      id: "level",
      label: t(reader.language, "label.other-level"),
      optional: true,
      dispatch: true,
      choices: context.regulation.levels.map(({ id }) => ({
        value: id,
        label: levelTitle(id, context, reader.language),
      })),
    }),
    reasonInput(request, "label.reason-for-change"),
  ];
}

function read(request: FormRequest): FormResult {
  const { reader, answers } = request;
  const facts = factsNow(request);
  const errors: Errors = factErrors(criteria(request), facts, reader);
  const reason = readReason(answers, reader, errors);
  if (hasErrors(errors)) return { errors };
  const level = answers.choice("level");
  return { command: { type: "set-level", facts, reason, ...(level === undefined ? {} : { level }) } };
}

/** What applies now; the level follows from it. */
export const levelForm: Form = {
  title: ({ reader }) => t(reader.language, "form.level"),
  submit: ({ reader }) => t(reader.language, "form.level-do"),
  blocks,
  read,
};

/** Deciding a finding otherwise than its table gives. */
export const findForm: Form = {
  title: ({ reader }) => t(reader.language, "form.find"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks(request) {
    const { act, file, reader } = request;
    const finding = file.context.regulation.findings.find(({ id }) => id === targetOf(act));
    if (finding === undefined) return [];
    const values = [
      ...new Set([
        ...finding.first.map((line) => line.is),
        ...(finding.otherwise === undefined ? [] : [finding.otherwise]),
      ]),
    ].filter((value) => value !== "by-hand");
    const label = textIn(finding.title, reader.language) || t(reader.language, "label.finding");
    return [
      choiceInput({
        id: "finding",
        label,
        choices: values.map((value) => ({
          value,
          label: fieldOption(finding.id, value, file.context, reader.language),
        })),
      }),
      reasonInput(request),
    ];
  },
  read({ act, reader, answers }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    const value = answers.choice("finding");
    if (value === undefined) errors["finding"] = t(reader.language, "field.needed");
    return hasErrors(errors) || value === undefined
      ? { errors }
      : { command: { type: "find", finding: targetOf(act), value, reason } };
  },
};
