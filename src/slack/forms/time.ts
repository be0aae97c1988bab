import { holdersOf } from "../../desk/people.ts";
import { extendable, extensionRule } from "../../desk/rights.ts";
import { textIn } from "../../regulation/text.ts";
import { targetOf } from "../acts.ts";
import { basisText } from "../basis.ts";
import { contextIf } from "../blocks.ts";
import { leftText } from "../case-view.ts";
import { momentInput, radioInput, textInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import { nextWords, peopleNames } from "../names.ts";
import { byText, lengthText, listText } from "../phrases.ts";
import { t } from "../words.ts";
import type { Form, FormRequest } from "./form.ts";
import { hasErrors, readAhead, readReason, reasonInput, yesNoInput, type Errors } from "./parts.ts";

/** The limit now, who decides by which clause, and how often it was moved already. */
function moreTimeFacts({ file, reader }: FormRequest): readonly string[] {
  const { case: current, context } = file;
  const { language } = reader;
  const rule = extensionRule(current, context);
  const first = extendable(current, context).toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0))[0];
  if (rule === undefined || first === undefined) return [];
  const people =
    peopleNames(holdersOf(rule.by, current, context).people, context, language) || t(language, "tell.nobody");
  const params = {
    by: byText(first, reader, context.desk.zone),
    people,
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

/** What stays on the clock, in its own unit, and which limits go on all the same. */
function holdFacts({ file, view, reader, answers }: FormRequest): readonly string[] {
  const { context } = file;
  const { language } = reader;
  const reason = context.regulation.waiting.find(({ id }) => id === answers.choice("reason"));
  const left = view.first === undefined ? undefined : leftText(view.first, file, language);
  const facts = left === undefined ? [] : [t(language, "tell.stays-on-clock", { length: left })];
  if (reason === undefined) return facts;
  if (reason.longest !== undefined && reason.longest !== "not given")
    facts.push(t(language, "tell.longest-hold", { length: lengthText(reason.longest, language) }));
  const { stops, but } = reason;
  const running = view.clocks.filter((clock) => clock.state === "running" && clock.due !== undefined);
  const stopped = running.filter(({ rule }) =>
    stops === "all" ? !but.includes(rule.id) : stops !== "nothing" && stops.includes(rule.id) && !but.includes(rule.id),
  );
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
    textInput({ id: "text", label: t(request.reader.language, "label.note"), optional: true, most: LIMITS.ourReason }),
    ...contextIf(holdFacts(request)),
  ],
  read({ answers, reader }) {
    const errors: Errors = {};
    const until = readAhead(answers, reader, errors, "until");
    const reason = answers.choice("reason");
    if (reason === undefined) errors["reason"] = t(reader.language, "field.needed");
    const text = answers.text("text");
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
