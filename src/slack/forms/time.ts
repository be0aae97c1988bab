import { extendable, extensionRule } from "../../desk/rights.ts";
import { waitLine } from "../../desk/rules/ending.ts";
import { stops } from "../../desk/limits.ts";
import type { Approval, WaitingReason } from "../../regulation/shape.ts";
import { textIn } from "../../regulation/text.ts";
import { targetOf } from "../acts.ts";
import { basisText } from "../basis.ts";
import { contextIf } from "../blocks.ts";
import { leftText } from "../case-view.ts";
import { momentInput, radioInput, textInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import { nextWords } from "../names.ts";
import { byText, lengthText, listText } from "../phrases.ts";
import { t } from "../words.ts";
import { askedText } from "./asked.ts";
import type { Form, FormRequest } from "./form.ts";
import { hasErrors, readAhead, readReason, reasonInput, yesNoInput, type Errors } from "./parts.ts";

/** The limit now, who decides by which clause, and how often it was moved already. */
function moreTimeFacts(request: FormRequest): readonly string[] {
  const { file, reader } = request;
  const { case: current, context } = file;
  const { language } = reader;
  const rule = extensionRule(current, context);
  const first = extendable(current, context).toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0))[0];
  if (rule === undefined || first === undefined) return [];
  const params = {
    by: byText(first, reader, context.desk.zone),
    people: askedText(rule.by, request),
    basis: basisText(rule.basis, context, language),
  };
  return [
    t(language, rule.basis.length === 0 ? "tell.now-limit-house" : "tell.now-limit", params),
    t(language, "tell.nth-extension", { count: current.extensions.length + 1 }),
    ...(rule.longest === undefined
      ? []
      : [t(language, "tell.longest", { length: lengthText(rule.longest, language) })]),
    ...(first.due !== undefined && first.due <= context.now ? [t(language, "tell.late-ask")] : []),
  ];
}

export const moreTimeForm: Form = {
  title: ({ reader }) => t(reader.language, "form.more-time"),
  submit: ({ reader }) => t(reader.language, "form.more-time-do"),
  blocks: (request) => [
    momentInput({ id: "until", label: t(request.reader.language, "label.new-date") }),
    reasonInput(request, "label.reason-time"),
    yesNoInput(request, "customerTold", "label.customer-told"),
    ...contextIf(moreTimeFacts(request)),
  ],
  read({ answers, reader }) {
    const errors: Errors = {};
    const until = readAhead(answers, reader, errors, "until");
    const reason = readReason(answers, reader, errors);
    if (hasErrors(errors)) return { errors };
    return {
      command: {
        type: "ask",
        of: "extension",
        detail: { until, customerTold: answers.choice("customerTold") === "yes" },
        reason,
      },
    };
  },
};

function waitingReason({ file, answers }: FormRequest): WaitingReason | undefined {
  return file.context.regulation.waiting.find(({ id }) => id === answers.choice("reason"));
}

/** Whose yes the chosen wait takes; they decide by the reason that is given. */
function agreement(request: FormRequest): Approval | undefined {
  const { case: current, context } = request.file;
  const reason = waitingReason(request);
  return reason === undefined ? undefined : waitLine(reason, { current, context });
}

/** What stays on the clock, in its own unit, and which limits go on all the same. */
function holdFacts(request: FormRequest): readonly string[] {
  const { file, view, reader } = request;
  const { context } = file;
  const { language } = reader;
  const reason = waitingReason(request);
  const left = view.first === undefined ? undefined : leftText(view.first, file, language);
  const stays = left === undefined ? [] : [t(language, "tell.stays-on-clock", { length: left })];
  if (reason === undefined) return stays;
  const rule = agreement(request);
  const facts = view.first !== undefined && stops(reason, view.first.rule) ? stays : [];
  if (rule !== undefined) facts.push(t(language, "preview.must-agree", { people: askedText(rule.by, request) }));
  if (reason.longest !== undefined && reason.longest !== "not given")
    facts.push(t(language, "tell.longest-hold", { length: lengthText(reason.longest, language) }));
  const running = view.clocks.filter((clock) => clock.state === "running" && clock.due !== undefined);
  const stopped = running.filter((clock) => stops(reason, clock.rule));
  const names = (clocks: typeof running) =>
    listText([...new Set(clocks.map((clock) => nextWords(clock.step, context, language)))], language) || "—";
  return [
    ...facts,
    t(language, "tell.stops", {
      steps: names(stopped),
      others: names(running.filter((clock) => !stopped.includes(clock))),
    }),
  ];
}

export const holdForm: Form = {
  title: ({ reader }) => t(reader.language, "form.hold"),
  submit: ({ reader }) => t(reader.language, "form.hold-do"),
  blocks: (request) => [
    radioInput({
      id: "reason",
      label: t(request.reader.language, "label.waiting-for"),
      dispatch: true,
      choices: request.file.context.regulation.waiting.map(({ id, title }) => ({
        value: id,
        label: textIn(title, request.reader.language),
      })),
    }),
    momentInput({ id: "until", label: t(request.reader.language, "label.until-latest") }),
    textInput({
      id: "text",
      label: t(request.reader.language, agreement(request) === undefined ? "label.note" : "label.reason"),
      optional: agreement(request) === undefined,
      most: LIMITS.ourReason,
    }),
    ...contextIf(holdFacts(request)),
  ],
  read(request) {
    const { answers, reader } = request;
    const errors: Errors = {};
    const until = readAhead(answers, reader, errors, "until");
    const reason = answers.choice("reason");
    if (reason === undefined) errors["reason"] = t(reader.language, "field.needed");
    const text = agreement(request) === undefined ? answers.text("text") : readReason(answers, reader, errors, "text");
    if (hasErrors(errors) || reason === undefined) return { errors };
    return { command: { type: "wait", reason, until, ...(text === undefined ? {} : { text }) } };
  },
};

export const explainForm: Form = {
  title: ({ reader }) => t(reader.language, "form.explain"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: (request) => [reasonInput(request)],
  read({ act, answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    return hasErrors(errors) ? { errors } : { command: { type: "explain-miss", clock: targetOf(act), reason } };
  },
};
