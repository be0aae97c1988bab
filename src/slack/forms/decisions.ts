import type { KnownBlock } from "@slack/types";
import type { Command } from "../../desk/commands.ts";
import { holdersOf, ladderOf, nextRung, ownerOf } from "../../desk/people.ts";
import { extensionRule } from "../../desk/rights.ts";
import { decidesFor } from "../../desk/rules/approvers.ts";
import { known, targetOf } from "../acts.ts";
import { requestById } from "../approvals.ts";
import { context as small, contextIf, quote, section } from "../blocks.ts";
import { openRequests } from "../case-view.ts";
import { requestWords } from "../card-face.ts";
import { choicesInput, momentInput, personInput, radioInput, selectInput } from "../inputs.ts";
import { md, t } from "../words.ts";
import { peopleNames, personName, roleTitle } from "../names.ts";
import type { Language, Money } from "../../regulation/shape.ts";
import { moneyText, textIn } from "../../regulation/text.ts";
import type { Form, FormRequest, FormResult } from "./form.ts";
import { amountInput, authorityText, moneyInputs, readAmount, sentForApproval } from "./money.ts";
import { hasErrors, readAhead, readReason, reasonInput, type Errors } from "./parts.ts";

/** Rungs above the asker and the owner that somebody holds. */
function rungsAbove({ file, reader }: FormRequest): readonly { readonly value: string; readonly label: string }[] {
  const { case: current, context } = file;
  const first = nextRung(current, context, { people: [reader.id, ...ownerOf(current, context).people] })?.rung;
  const rungs = ladderOf(current, context);
  const above = first === undefined ? [] : rungs.slice(rungs.indexOf(first));
  return above.flatMap((rung) => {
    const held = holdersOf(rung, current, context).people.filter((person) => person !== reader.id);
    const people = peopleNames(held, context, reader.language);
    const params = { role: roleTitle(rung, context, reader.language), people };
    return people === "" ? [] : [{ value: rung, label: t(reader.language, "tell.rung-people", params) }];
  });
}

/** Escalating does not change whose case it is. */
function ownerText({ file, reader }: FormRequest): string {
  const { people } = ownerOf(file.case, file.context);
  if (people.includes(reader.id)) return t(reader.language, "tell.remain-owner");
  const names = peopleNames(people, file.context, reader.language);
  return names === "" ? "" : t(reader.language, "tell.remains-owner", { people: names });
}

const NEEDS = ["decision", "people", "money"] as const;

export const escalateForm: Form = {
  title: ({ reader }) => t(reader.language, "form.escalate"),
  submit: ({ reader }) => t(reader.language, "form.escalate"),
  blocks(request) {
    const { language } = request.reader;
    const rungs = rungsAbove(request);
    const to: readonly KnownBlock[] =
      rungs.length === 0
        ? []
        : [radioInput({ id: "to", label: t(language, "label.to"), choices: rungs, chosen: rungs[0]?.value })];
    return [
      ...to,
      reasonInput(request),
      choicesInput({
        id: "needs",
        label: t(language, "label.needed"),
        optional: true,
        choices: NEEDS.map((need) => ({ value: need, label: t(language, `need.${need}`) })),
      }),
      ...contextIf([ownerText(request)]),
    ];
  },
  read({ answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    const to = answers.choice("to");
    return hasErrors(errors)
      ? { errors }
      : {
          command: {
            type: "escalate",
            reason,
            needs: answers.choices("needs") ?? [],
            ...(to === undefined ? {} : { to }),
          },
        };
  },
};

type Decision = Extract<Command, { type: "decide" }>;

const CHOICES = ["carry-on", "take-over", "give-to", "grant-time", "grant-money", "not-valid"] as const;
type Choice = (typeof CHOICES)[number];

function isChoice(text: string | undefined): text is Choice {
  return CHOICES.some((choice) => choice === text);
}

/** What the regulation knows, and leaves to this person. */
function offered({ file, reader }: FormRequest): readonly Choice[] {
  const { case: current, context } = file;
  const rule = extensionRule(current, context);
  const grants = rule !== undefined && decidesFor(rule.by, { current, context, by: reader.id });
  const asked = openRequests(file).find(({ of }) => of === "extension");
  const ways: { readonly [choice in Choice]?: boolean } = {
    "grant-time": asked === undefined ? grants : asked.approvers.includes(reader.id),
    "grant-money": known("compensate", file),
    "not-valid": known("not-valid", file),
  };
  return CHOICES.filter((choice) => ways[choice] ?? true);
}

/** What else has to be said for a choice. */
function choiceBlocks(choice: string | undefined, request: FormRequest): readonly KnownBlock[] {
  const { context } = request.file;
  const { language } = request.reader;
  switch (choice) {
    case "give-to":
      return [
        selectInput({
          id: "department",
          label: t(language, "label.department"),
          choices: context.desk.departments.map(({ id, title }) => ({ value: id, label: textIn(title, language) })),
        }),
        personInput({ id: "person", label: t(language, "label.person"), optional: true }),
      ];
    case "grant-time":
      return [momentInput({ id: "until", label: t(language, "label.new-date") })];
    case "grant-money":
      return [
        ...moneyInputs(request),
        ...contextIf(authorityText(request, (amount) => ({ type: "decide", choice, amount, text: choice }))),
      ];
    default:
      return [];
  }
}

function decideBlocks(request: FormRequest): readonly KnownBlock[] {
  const { answers, file, reader } = request;
  const { language } = reader;
  const asked = file.case.escalations.findLast((escalation) => escalation.decided === undefined);
  return [
    ...(asked === undefined ? [] : [small([personName(asked.by, file.context, language)]), quote(asked.reason)]),
    radioInput({
      id: "choice",
      label: t(language, "label.what-happens"),
      dispatch: true,
      choices: offered(request).map((value) => ({ value, label: t(language, `choice.${value}`) })),
    }),
    ...choiceBlocks(answers.choice("choice"), request),
    reasonInput(request, "label.to-owner", "text"),
  ];
}

/** What stands in the inputs that the choice brought. */
function choiceAnswers(choice: Choice, request: FormRequest, errors: Errors): Partial<Decision> {
  const { answers, reader } = request;
  switch (choice) {
    case "give-to": {
      const [department, person] = [answers.choice("department"), answers.person("person")];
      if (department === undefined && person === undefined) errors["department"] = t(reader.language, "field.needed");
      return { ...(department === undefined ? {} : { department }), ...(person === undefined ? {} : { person }) };
    }
    case "grant-time":
      return { until: readAhead(answers, reader, errors, "until") };
    case "grant-money": {
      const form = answers.choice("form");
      return { amount: readAmount(request, errors), ...(form === undefined ? {} : { form }) };
    }
    default:
      return {};
  }
}

function readDecide(request: FormRequest): FormResult {
  const { answers, reader } = request;
  const errors: Errors = {};
  const text = readReason(answers, reader, errors, "text");
  const choice = answers.choice("choice");
  if (!isChoice(choice)) return { errors: { ...errors, choice: t(reader.language, "field.needed") } };
  const given = choiceAnswers(choice, request, errors);
  return hasErrors(errors) ? { errors } : { command: { ...given, type: "decide", choice, text } };
}

export const decideForm: Form = {
  title: ({ reader }) => t(reader.language, "form.decide"),
  submit: ({ reader }) => t(reader.language, "form.decide"),
  blocks: decideBlocks,
  read: readDecide,
  told: sentForApproval,
};

export function requestBlocks({ act, file, reader }: FormRequest): readonly KnownBlock[] {
  const request = requestById(targetOf(act), file);
  if (request === undefined) return [];
  const what = requestWords(request, { file }, reader);
  return [
    section(md(reader.language, "tell.asks", { who: personName(request.by, file.context, reader.language), what })),
    quote(request.reason),
  ];
}

export const refuseForm: Form = {
  title: ({ reader }) => t(reader.language, "form.refuse"),
  submit: ({ reader }) => t(reader.language, "form.refuse-do"),
  blocks: (request) => [...requestBlocks(request), reasonInput(request)],
  read({ act, answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    return hasErrors(errors)
      ? { errors }
      : { command: { type: "answer-request", request: targetOf(act), yes: false, reason } };
  },
};

/** "Yes, but less": another time, or a smaller sum, than asked for. */
export const approveOtherwiseForm: Form = {
  title: ({ reader }) => t(reader.language, "form.approve-otherwise"),
  submit: ({ reader }) => t(reader.language, "form.approve-do"),
  blocks(request) {
    const { language } = request.reader;
    const sum = requestById(targetOf(request.act), request.file)?.detail.amount;
    return [
      ...requestBlocks(request),
      ...(sum === undefined
        ? [momentInput({ id: "until", label: t(language, "label.new-date") })]
        : [amountInput("label.amount", request, { value: sum.amount, hint: askedFor(sum, language) })]),
      reasonInput(request),
    ];
  },
  read(request) {
    const { act, answers, reader, file } = request;
    const errors: Errors = {};
    const sum = requestById(targetOf(act), file)?.detail.amount;
    const granted =
      sum === undefined
        ? { until: readAhead(answers, reader, errors, "until") }
        : { amount: { ...sum, amount: readAmount(request, errors).amount } };
    const reason = readReason(answers, reader, errors);
    return hasErrors(errors)
      ? { errors }
      : { command: { type: "answer-request", request: targetOf(act), yes: true, ...granted, reason } };
  },
};

function askedFor(sum: Money, language: Language): string {
  return t(language, "hint.asked-sum", { sum: moneyText(sum, language) });
}
