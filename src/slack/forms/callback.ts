import type { KnownBlock } from "@slack/types";
import { addWorkingDays } from "../../calendar/ask.ts";
import { instantOf, localDate, localTime } from "../../calendar/zone.ts";
import { decide } from "../../desk/decide.ts";
import type { Facts } from "../../desk/facts.ts";
import { earliestClock, clocksOf } from "../../desk/clocks.ts";
import { factsOf } from "../../desk/known.ts";
import { nextStep } from "../../desk/next.ts";
import { followerOf, ownerOf } from "../../desk/people.ts";
import { maySeeContact } from "../../desk/rights.ts";
import { attemptsUsed } from "../../desk/rules/calling.ts";
import type { Field, Language, Step } from "../../regulation/shape.ts";
import { textIn } from "../../regulation/text.ts";
import { context as small, contextIf, quote, section } from "../blocks.ts";
import { contactText } from "../contact.ts";
import { dayText } from "../dates.ts";
import { askedFields, decisive, factErrors, questionBlocks, readFacts, ticksBlock } from "../facts-form.ts";
import { fieldById, fieldOption, fieldTitle } from "../facts-text.ts";
import { pointBlocks, tickedLine, withTicked } from "../guides-blocks.ts";
import { conductAt, phrasesAt } from "../guides-text.ts";
import { momentInput, radioInput, textInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import { escapeText } from "../mrkdwn.ts";
import { caseTitle, levelTitle, nextWords, peopleNames } from "../names.ts";
import { byText } from "../phrases.ts";
import { solvedText } from "../said.ts";
import { t } from "../words.ts";
import type { Form, FormRequest, FormResult } from "./form.ts";
import { hasErrors, readAhead, type Errors } from "./parts.ts";
import { stepOf } from "./step.ts";

const VERDICTS = ["satisfied", "dissatisfied", "unreached"];

/** The next working day, in the other half of the day: whoever did not answer in the morning may in the afternoon. */
export function proposedCall(request: FormRequest): number {
  const { context } = request.file;
  const { zone } = context.desk;
  const next = addWorkingDays(context.calendars.default, context.now, 1);
  const morning = localTime(zone, context.now) < "12:00";
  return instantOf(zone, { date: localDate(zone, next), time: morning ? "15:00" : "10:00" });
}

function attemptOf(step: Step, { file }: FormRequest): { readonly attempt: number; readonly last: boolean } {
  const attempt = attemptsUsed({ current: file.case }) + 1;
  return { attempt, last: attempt >= step.attempts };
}

/** Who decides after the last call that reached nobody, by the very rule that will ask them. */
function decider({ file, reader }: FormRequest): string {
  const { case: current, context } = file;
  const command = { type: "not-reached", nextAt: context.now + 1 } as const;
  const decision = decide(current, { command, by: reader.id, key: "" }, context);
  const asked = "events" in decision ? decision.events.find((event) => event.type === "requested") : undefined;
  return peopleNames(asked?.approvers ?? context.people.administrators, context, reader.language);
}

function isText({ type }: Field): boolean {
  return type === "text" || type === "long-text";
}

function askedFor(step: Step, verdict: string, { file, answers }: FormRequest) {
  const { context } = file;
  const given: Facts = { ...factsOf(file.case, context), verdict };
  const known = { ...given, ...readFacts(askedFields(step.ask, given, context), answers, { context, noIsNo: true }) };
  return { asked: askedFields(step.ask, known, context).filter(({ field }) => field.id !== "verdict"), known };
}

/** What stands in the form, with what is most likely where nothing stands yet: words never decide what follows. */
function likelyAnswers(step: Step, verdict: string, request: FormRequest): Facts {
  const { asked } = askedFor(step, verdict, request);
  const likely = asked.flatMap(({ field }): readonly (readonly [string, string])[] => {
    if (field.type === "yes-no") return [[field.id, verdict === "satisfied" ? "yes" : "no"]];
    return isText(field) ? [[field.id, "…"]] : [];
  });
  const entered = readFacts(asked, request.answers, { context: request.file.context, noIsNo: true });
  return { ...Object.fromEntries(likely), ...entered, verdict, "still-wrong": "…" };
}

/** What will follow from the result, judged by the very rules that will judge it. */
function effect(step: Step, verdict: string, request: FormRequest): string {
  const { file, reader } = request;
  const { context } = file;
  const answers = likelyAnswers(step, verdict, request);
  const decision = decide(
    file.case,
    { command: { type: "do", step: step.id, answers }, by: reader.id, key: "" },
    context,
  );
  if (!("after" in decision)) return "";
  const { after } = decision;
  if (after.ended !== undefined) return t(reader.language, "tell.closes");
  const next = nextStep(after, context);
  const people = peopleNames(
    next === undefined ? ownerOf(after, context).people : next.people,
    context,
    reader.language,
  );
  if (after.round > file.case.round)
    return t(reader.language, "tell.opens-round", {
      round: after.round,
      people,
      by: byText(earliestClock(clocksOf(after, context), "resolve"), reader, context.desk.zone),
      level: levelTitle(after.level?.id, context, reader.language),
    });
  return next === undefined
    ? ""
    : t(reader.language, "tell.goes-on", { step: nextWords(next.step.id, context, reader.language), people });
}

/** A contented customer may have something to say all the same; most regulations ask for it themselves. */
function suggestions(language: Language): KnownBlock {
  const label = t(language, "label.suggestions");
  return textInput({ id: "suggestions", label, optional: true, multiline: true, most: LIMITS.ourReason });
}

function resultBlocks(step: Step, verdict: string | undefined, request: FormRequest): readonly KnownBlock[] {
  const { reader, file } = request;
  const { language } = reader;
  if (verdict === undefined) return [];
  if (verdict === "unreached") {
    const { attempt, last } = attemptOf(step, request);
    return [
      ...(last
        ? []
        : [momentInput({ id: "nextAt", label: t(language, "label.next-call"), value: proposedCall(request) })]),
      textInput({ id: "note", label: t(language, "label.call-note"), optional: true, most: LIMITS.ourReason }),
      small([
        t(language, "tell.attempt", { attempt, attempts: step.attempts }),
        ...(last ? [t(language, "tell.last-attempt", { people: decider(request) })] : []),
      ]),
    ];
  }
  const { asked, known } = askedFor(step, verdict, request);
  const question = {
    asked,
    context: file.context,
    voice: reader,
    known: { ...known, opinion: "" },
    live: new Set([
      ...decisive(step.ask),
      ...asked.filter(({ field }) => field.type === "yes-no").map(({ field }) => field.id),
    ]),
  };
  const wrong =
    verdict === "dissatisfied"
      ? [
          textInput({
            id: "still-wrong",
            label: t(language, "label.still-wrong"),
            multiline: true,
            most: LIMITS.ourReason,
          }),
          textInput({
            id: "remedy-sought",
            label: t(language, "label.wanted-now"),
            optional: true,
            most: LIMITS.ourReason,
          }),
        ]
      : [];
  return [
    ...wrong,
    ...ticksBlock(question),
    ...questionBlocks(question),
    ...(verdict === "satisfied" && !asked.some(({ field }) => isText(field)) ? [suggestions(language)] : []),
    ...contextIf([effect(step, verdict, request)]),
  ];
}

/** What to begin the call with where the regulation has no words for it. */
function greeting({ file, reader }: FormRequest, named: boolean): string {
  const { case: current, context } = file;
  const { zone } = context.desk;
  const { complainant } = current.facts;
  const params = {
    me: reader.name,
    desk: textIn(context.desk.name, reader.language),
    day: dayText(current.firstReceivedAt, { ...reader, zone }, reader.now),
    matter: caseTitle(current, context, reader.language),
  };
  return named && typeof complainant === "string" && complainant.trim() !== ""
    ? t(reader.language, "say.callback", { ...params, customer: complainant.trim() })
    : t(reader.language, "say.callback-nameless", params);
}

function blocks(request: FormRequest): readonly KnownBlock[] {
  const step = stepOf(request);
  const verdictField = fieldById("verdict", request.file.context);
  if (step === undefined || verdictField === undefined) return [];
  const { file, reader, answers } = request;
  const { case: current, context } = file;
  const verdict = answers.choice("verdict");
  const speaking = { context, reader, facts: current.facts, current };
  const may = maySeeContact(current, reader.id, context);
  const asker = peopleNames(followerOf(current, context).people, context, reader.language);
  const contact = may
    ? t(reader.language, "tell.contact-recorded", { contact: contactText(current, reader.language) })
    : t(reader.language, "tell.ask-contact", { people: asker });
  const solved = solvedText(file, reader);
  const own = phrasesAt("callback", speaking);
  const phrases = own.length > 0 ? own : [greeting(request, may)];
  const said = current.facts["what-happened"];
  return [
    section(escapeText(contact)),
    ...phrases.map((words) => section(escapeText(t(reader.language, "say.phrase", { words })))),
    ...contextIf(conductAt("callback", speaking)),
    ...(typeof said === "string" ? [quote(said)] : []),
    ...contextIf(solved === undefined ? [] : [solved]),
    radioInput({
      id: "verdict",
      label: fieldTitle("verdict", context, reader.language),
      dispatch: true,
      choices: VERDICTS.map((value) => ({ value, label: fieldOption("verdict", value, context, reader.language) })),
    }),
    ...resultBlocks(step, verdict, request),
    ...(verdict === undefined || verdict === "unreached" ? [] : pointBlocks("callback", speaking)),
  ];
}

function read(request: FormRequest): FormResult {
  const step = stepOf(request);
  const { answers, reader, file } = request;
  const verdict = answers.choice("verdict");
  const errors: Errors = {};
  if (step === undefined || verdict === undefined) return { errors: { verdict: t(reader.language, "field.needed") } };
  const note = answers.text("note");
  if (verdict === "unreached") {
    const { last } = attemptOf(step, request);
    const nextAt = last ? reader.now + 1 : readAhead(answers, reader, errors, "nextAt");
    if (hasErrors(errors)) return { errors };
    return { command: { type: "not-reached", nextAt, ...(note === undefined ? {} : { note }) } };
  }
  const { asked } = askedFor(step, verdict, request);
  const facts = readFacts(asked, answers, { context: file.context, noIsNo: true });
  Object.assign(errors, factErrors(asked, facts, reader));
  const wrong = answers.text("still-wrong");
  if (verdict === "dissatisfied" && (wrong === undefined || Array.from(wrong).length < 2))
    errors["still-wrong"] = t(reader.language, "field.needed");
  if (hasErrors(errors)) return { errors };
  const wanted = answers.text("remedy-sought");
  const speaking = { context: file.context, reader, facts: file.case.facts, current: file.case };
  const said = withTicked(answers.text("suggestions"), tickedLine("callback", speaking, answers));
  return {
    command: {
      type: "do",
      step: step.id,
      answers: {
        ...facts,
        verdict,
        ...(wrong === undefined ? {} : { "still-wrong": wrong }),
        ...(wanted === undefined ? {} : { "remedy-sought": wanted }),
      },
      ...(said === undefined ? {} : { note: said }),
    },
  };
}

/** The call after the solution: script, three answers, and what each will bring about. */
export const callbackForm: Form = {
  title: ({ reader }) => t(reader.language, "form.callback"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks,
  read,
};
