import type { KnownBlock } from "@slack/types";
import type { Command } from "../../desk/commands.ts";
import { holdersOf, ladderOf, nextRung, ownerOf } from "../../desk/people.ts";
import { extensionRule } from "../../desk/rights.ts";
import { targetOf } from "../acts.ts";
import { context as small, quote, section } from "../blocks.ts";
import { requestWords } from "../card-face.ts";
import { choicesInput, momentInput, personInput, radioInput, selectInput } from "../inputs.ts";
import { md, t } from "../words.ts";
import { peopleNames, personName, roleTitle } from "../names.ts";
import { textIn } from "../../regulation/text.ts";
import type { Form, FormRequest, FormResult } from "./form.ts";
import { hasErrors, readAhead, readReason, reasonInput, type Errors } from "./parts.ts";

/** Rungs above the asker and the owner that somebody holds. */
function rungsAbove({ file, reader }: FormRequest): readonly { readonly value: string; readonly label: string }[] {
  const { case: current, context } = file;
  const first = nextRung(current, context, { people: [reader.id, ...ownerOf(current, context).people] })?.rung;
  const rungs = ladderOf(current, context);
  const above = first === undefined ? [] : rungs.slice(rungs.indexOf(first));
  return above.map((rung) => {
    const people = holdersOf(rung, current, context).people.filter((person) => person !== reader.id);
    const params = {
      role: roleTitle(rung, context, reader.language),
      people: peopleNames(people, context, reader.language) || t(reader.language, "tell.nobody"),
    };
    return { value: rung, label: t(reader.language, "tell.rung-people", params) };
  });
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
      small([t(language, "tell.remain-owner")]),
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

const CHOICES = ["carry-on", "take-over", "give-to", "grant-time", "not-valid"] as const;
type Choice = (typeof CHOICES)[number];

function isChoice(text: string | undefined): text is Choice {
  return CHOICES.some((choice) => choice === text);
}

function decideBlocks(request: FormRequest): readonly KnownBlock[] {
  const { answers, file, reader } = request;
  const { case: current, context } = file;
  const { language } = reader;
  const choice = answers.choice("choice");
  const asked = current.escalations.findLast((escalation) => escalation.decided === undefined);
  const offered = CHOICES.filter((one) => one !== "grant-time" || extensionRule(current, context) !== undefined);
  const give =
    choice === "give-to"
      ? [
          selectInput({
            id: "department",
            label: t(language, "label.department"),
            choices: context.desk.departments.map(({ id, title }) => ({ value: id, label: textIn(title, language) })),
          }),
          personInput({ id: "person", label: t(language, "label.person"), optional: true }),
        ]
      : [];
  return [
    ...(asked === undefined ? [] : [small([personName(asked.by, context, language)]), quote(asked.reason)]),
    radioInput({
      id: "choice",
      label: t(language, "label.what-happens"),
      dispatch: true,
      choices: offered.map((value) => ({ value, label: t(language, `choice.${value}`) })),
    }),
    ...give,
    ...(choice === "grant-time" ? [momentInput({ id: "until", label: t(language, "label.new-date") })] : []),
    reasonInput(request, "label.to-owner", "text"),
  ];
}

function readDecide({ answers, reader }: FormRequest): FormResult {
  const errors: Errors = {};
  const text = readReason(answers, reader, errors, "text");
  const choice = answers.choice("choice");
  if (!isChoice(choice)) return { errors: { ...errors, choice: t(reader.language, "field.needed") } };
  const until = choice === "grant-time" ? readAhead(answers, reader, errors, "until") : undefined;
  const department = answers.choice("department");
  const person = answers.person("person");
  if (choice === "give-to" && department === undefined && person === undefined)
    errors["department"] = t(reader.language, "field.needed");
  if (hasErrors(errors)) return { errors };
  const given =
    choice === "give-to"
      ? { ...(department === undefined ? {} : { department }), ...(person === undefined ? {} : { person }) }
      : {};
  const command: Command = { type: "decide", choice, text, ...given, ...(until === undefined ? {} : { until }) };
  return { command };
}

export const decideForm: Form = {
  title: ({ reader }) => t(reader.language, "form.decide"),
  submit: ({ reader }) => t(reader.language, "form.decide"),
  blocks: decideBlocks,
  read: readDecide,
};

export function requestBlocks({ act, file, reader }: FormRequest): readonly KnownBlock[] {
  const request = file.case.requests.find(({ id }) => id === targetOf(act));
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

/** "Yes, but less": another time than asked for. */
export const approveOtherwiseForm: Form = {
  title: ({ reader }) => t(reader.language, "form.approve-otherwise"),
  submit: ({ reader }) => t(reader.language, "form.approve-do"),
  blocks: (request) => [
    ...requestBlocks(request),
    momentInput({ id: "until", label: t(request.reader.language, "label.new-date") }),
    reasonInput(request),
  ],
  read({ act, answers, reader }) {
    const errors: Errors = {};
    const until = readAhead(answers, reader, errors, "until");
    const reason = readReason(answers, reader, errors);
    return hasErrors(errors)
      ? { errors }
      : { command: { type: "answer-request", request: targetOf(act), yes: true, until, reason } };
  },
};
