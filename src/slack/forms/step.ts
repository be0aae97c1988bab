import type { KnownBlock } from "@slack/types";
import type { Context } from "../../desk/context.ts";
import { earliestClock } from "../../desk/clocks.ts";
import { formsAt, standingDoing, stepById } from "../../desk/steps.ts";
import { factsOf } from "../../desk/known.ts";
import { isGiven, type Facts } from "../../desk/facts.ts";
import type { Ask, Step } from "../../regulation/shape.ts";
import { targetOf } from "../acts.ts";
import { alert, contextIf, quote } from "../blocks.ts";
import { askedFields, decisive, factErrors, questionBlocks, readFacts, ticksBlock, type Asked } from "../facts-form.ts";
import { answerText, fieldTitle } from "../facts-text.ts";
import { guideBlocks, tickedLine, UNFOLDED, withTicked } from "../guides-blocks.ts";
import { pointsAt, type Speaking } from "../guides-text.ts";
import { fileInput, momentInput, personInput, textInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import { buttonWords, formTitle, roleTitle } from "../names.ts";
import { clip, clipWidth, oneLine } from "../clip.ts";
import { dayText } from "../dates.ts";
import { byText } from "../phrases.ts";
import { t } from "../words.ts";
import type { Form, FormRequest, FormResult } from "./form.ts";

/** A record made this soon after the act needs no words about the time. */
const AT_ONCE_MS = 5 * 60_000;

export function stepOf({ act, file }: FormRequest): Step | undefined {
  return stepById(targetOf(act), file.context);
}

/** An answer brings up a question whose answer brings up another: more than this in a row no form has. */
const MOST_IN_A_ROW = 6;

/** What is known, what stands in the form now, and the findings that follow from both. */
function factsNow({ file, answers }: FormRequest, asks: readonly Ask[]): Facts {
  const { case: current, context: of } = file;
  let facts = factsOf(current, of);
  let count = -1;
  for (let round = 0; round < MOST_IN_A_ROW; round += 1) {
    const asked = askedFields(asks, facts, of);
    const entered = readFacts(asked, answers, { context: of, noIsNo: true });
    facts = { ...factsOf({ ...current, facts: { ...current.facts, ...entered } }, of), ...entered };
    if (asked.length === count) break;
    count = asked.length;
  }
  return facts;
}

/** Fields whose change draws the form anew: those that another question names, itself or through a finding. */
function liveIn(asks: readonly Ask[], { regulation }: Context): ReadonlySet<string> {
  const named = decisive(asks);
  const through = regulation.findings
    .filter(({ id }) => named.has(id))
    .flatMap(({ first }) => first.flatMap((line) => [...(line.when ?? []), ...(line.unless ?? [])].flat()))
    .map((test) => test.fact);
  return new Set([...named, ...through]);
}

/**
 * The fields of a printed form that this step can still write: those that were answered in handling or by nobody.
 * What intake wrote is shown; what a later step asks is left to it.
 */
function formAsks(
  step: Step,
  { file }: FormRequest,
): { readonly write: readonly Ask[]; readonly read: readonly string[] } {
  const { regulation } = file.context;
  const at = regulation.steps.indexOf(step);
  const own = new Set(step.ask.map((ask) => ask.field));
  const forms = formsAt(step.fill, file.case, file.context);
  const fields = [...new Set(forms.flatMap((form) => form.fields))];
  const earlier = new Set(
    regulation.steps
      .slice(0, at)
      .flatMap((other) => (other.id === "dispatch" ? [] : other.ask.map((ask) => ask.field))),
  );
  const write =
    step.type === "callback"
      ? []
      : fields.filter((id) => earlier.has(id) && !own.has(id)).map((field): Ask => ({ field, optional: false }));
  const written = new Set(write.map((ask) => ask.field));
  return { write, read: fields.filter((id) => !own.has(id) && !written.has(id) && isGiven(file.case.facts[id])) };
}

/** Questions about what the customer knows: where the regulation asks one of them, it is not asked again. */
const TOLD = ["customer-told", "customer-reply", "answer-given"];

/** Everything that a step asks: its own questions, those of the form that it fills, and whether the customer knows. */
export function asksOf(step: Step, request: FormRequest): readonly Ask[] {
  const asks = [...formAsks(step, request).write, ...step.ask];
  const known = step.id !== "resolve" || asks.some(({ field }) => TOLD.includes(field));
  return known ? asks : [...asks, { field: "customer-told", optional: false }];
}

/** Solving says what was done: where the regulation asks for no words, the form does. */
function wantsWords(step: Step, request: FormRequest): boolean {
  const { fields } = request.file.context.regulation;
  const said = asksOf(step, request).some(
    (ask) =>
      !ask.optional &&
      (ask.when ?? ask.unless) === undefined &&
      fields.some(({ id, type }) => id === ask.field && (type === "text" || type === "long-text")),
  );
  return step.id === "resolve" && !said;
}

/** What intake wrote down, to read while filling in the form. Names and numbers stay masked here. */
function knownBlocks(step: Step, request: FormRequest): readonly KnownBlock[] {
  const { file, reader } = request;
  const { read } = formAsks(step, request);
  const solved = step.fill.length === 0 ? undefined : standingDoing(file.case, "resolve")?.doneAt;
  const shown = read.filter((id) => !["phone", "complainant", "what-happened", "number"].includes(id));
  const row = (title: string, value: string) => t(reader.language, "window.fact", { title, value });
  const rows = [
    ...(solved === undefined
      ? []
      : [row(t(reader.language, "label.finished-on"), dayText(solved, reader, reader.now))]),
    ...shown.map((id) =>
      row(
        fieldTitle(id, file.context, reader.language).replace(/[?？]$/u, ""),
        answerText(id, file.case.facts[id], file.context, reader),
      ),
    ),
  ];
  const said = file.case.facts["what-happened"];
  const words = read.includes("what-happened") && typeof said === "string" ? [quote(said)] : [];
  return [...contextIf(rows), ...words];
}

/** Why it came back, and until when it is due again, if this step was opened again by somebody. */
function sentBack(step: Step, { file, view, reader }: FormRequest): readonly KnownBlock[] {
  const back = file.events.findLast((event) => event.type === "steps-reopened" && event.steps.includes(step.id));
  if (back?.type !== "steps-reopened" || back.reason === undefined || back.why === "round" || back.why === "reassigned")
    return [];
  const { language } = reader;
  const clock = earliestClock(view.clocks, step.id);
  const reason = clip(oneLine(back.reason), LIMITS.ourThreadReason);
  const text =
    clock?.due === undefined
      ? t(language, "form.sent-back", { reason })
      : t(language, "form.sent-back-by", { reason, by: byText(clock, reader, file.context.desk.zone) });
  return [alert(text, "warning"), ...(reason === back.reason ? [] : [quote(back.reason)])];
}

function wordsBlocks(step: Step, request: FormRequest): readonly KnownBlock[] {
  if (!wantsWords(step, request)) return [];
  const { language } = request.reader;
  const [label, hint] = [t(language, "label.what-was-done"), t(language, "hint.what-was-done")];
  return [textInput({ id: "note", label, hint, multiline: true })];
}

function fileBlocks(step: Step, asked: readonly Asked[], { reader }: FormRequest): readonly KnownBlock[] {
  const wanted = step.evidence || step.id === "resolve" || step.fill.length > 0;
  // A file may be one of the questions.
  if (!wanted || asked.some(({ field }) => field.type === "file")) return [];
  return [fileInput({ id: "files", label: t(reader.language, "label.files"), optional: !step.evidence })];
}

function namesBlocks(step: Step, { file, reader }: FormRequest): readonly KnownBlock[] {
  // Where whom it names is one of its questions, it is asked there.
  if (step.names === undefined || step.ask.some((ask) => ask.field === step.names)) return [];
  return [personInput({ id: step.names, label: roleTitle(step.names, file.context, reader.language) })];
}

/** For phrases and points: the case, with what stands in the form. */
function speakingAt({ file, reader }: FormRequest, facts: Facts): Speaking {
  return { context: file.context, reader, facts, current: file.case };
}

/** Phrases and points of a step's form. */
export function stepGuides(step: Step, request: FormRequest, facts: Facts): readonly KnownBlock[] {
  return guideBlocks(step.id, speakingAt(request, facts), request.marks[UNFOLDED] === "yes");
}

/** When it was really done, and why it is recorded only now. */
function timeBlocks({ reader, answers }: FormRequest): readonly KnownBlock[] {
  const { language } = reader;
  const at = answers.moment("doneAt");
  const late = at !== undefined && reader.now - at > AT_ONCE_MS;
  return [
    momentInput({ id: "doneAt", label: t(language, "label.done-at"), optional: true, dispatch: true }),
    ...(late
      ? [
          textInput({
            id: "lateReason",
            label: t(language, "label.late-reason"),
            hint: t(language, "hint.late-reason"),
            most: LIMITS.ourReason,
            least: 4,
          }),
        ]
      : []),
  ];
}

export function askedNow(
  step: Step,
  request: FormRequest,
): { readonly asked: readonly Asked[]; readonly facts: Facts } {
  const asks = asksOf(step, request);
  const facts = factsNow(request, asks);
  return { asked: askedFields(asks, facts, request.file.context), facts };
}

export function readStep(request: FormRequest, more: Facts = {}): FormResult {
  const step = stepOf(request);
  const { answers, file, reader } = request;
  if (step === undefined) return { errors: {} };
  const { asked, facts: known } = askedNow(step, request);
  const facts = readFacts(asked, answers, { context: file.context, noIsNo: true });
  const errors = factErrors(asked, facts, reader);
  const doneAt = answers.moment("doneAt");
  if (doneAt !== undefined && doneAt > reader.now + 60_000) errors["doneAt"] = t(reader.language, "field.future");
  const lateReason = answers.text("lateReason");
  if (doneAt !== undefined && reader.now - doneAt > AT_ONCE_MS && answers.has("lateReason") && lateReason === undefined)
    errors["lateReason"] = t(reader.language, "field.reason-short");
  if (wantsWords(step, request) && answers.text("note") === undefined)
    errors["note"] = t(reader.language, "field.needed");
  if (Object.keys(errors).length > 0) return { errors };
  const named = step.names === undefined ? undefined : answers.person(step.names);
  const note = withTicked(answers.text("note"), tickedLine(step.id, speakingAt(request, known), answers));
  return {
    command: {
      type: "do",
      step: step.id,
      answers: {
        ...facts,
        ...(step.names === undefined || named === undefined ? {} : { [step.names]: named }),
        ...more,
      },
      files: [
        ...answers.files("files"),
        ...asked.flatMap(({ field }) => (field.type === "file" ? answers.files(field.id) : [])),
      ],
      ...(note === undefined ? {} : { note }),
      ...(doneAt === undefined ? {} : { doneAt }),
      ...(lateReason === undefined ? {} : { lateReason }),
    },
  };
}

function titleOf(request: FormRequest): string {
  const step = stepOf(request);
  const { language } = request.reader;
  if (step === undefined) return "—";
  return formTitle(step, request.file.context, language);
}

function submitOf(request: FormRequest): string {
  const step = stepOf(request);
  const { language } = request.reader;
  if (step !== undefined && step.fill.length > 0) return t(language, "form.fill-do");
  return clipWidth(
    step === undefined ? t(language, "modal.save") : buttonWords(step.id, request.file.context, language),
    LIMITS.modalTitle,
  );
}

/** Any step of a regulation: what it asks, the form that it fills, when it was done, files. */
export const stepForm: Form = {
  title: titleOf,
  submit: submitOf,
  blocks(request) {
    const step = stepOf(request);
    if (step === undefined) return [];
    const { file, reader } = request;
    const { asked, facts } = askedNow(step, request);
    // Whether the customer knows is said of this time, not of an earlier one.
    const { "customer-told": _, ...known } = facts;
    const live = liveIn(asksOf(step, request), file.context);
    const question = { asked, context: file.context, voice: reader, known, live };
    const note = textInput({ id: "note", label: t(reader.language, "label.note"), optional: true, multiline: true });
    return [
      ...sentBack(step, request),
      ...stepGuides(step, request, facts),
      ...knownBlocks(step, request),
      ...wordsBlocks(step, request),
      ...ticksBlock(question),
      ...questionBlocks(question),
      ...namesBlocks(step, request),
      ...fileBlocks(step, asked, request),
      ...(asked.length === 0 ? [note] : []),
      ...timeBlocks(request),
    ];
  },
  read: (request) => readStep(request),
};

/** Does the step want a form, or is one press enough? */
export function wantsForm(request: FormRequest): boolean {
  const step = stepOf(request);
  if (step === undefined) return true;
  const { asked, facts } = askedNow(step, request);
  return (
    asked.length > 0 ||
    // Taking a case is one press, whatever is to be kept in mind.
    (step.id !== "accept" && pointsAt(step.id, speakingAt(request, facts)).length > 0) ||
    step.names !== undefined ||
    step.evidence ||
    step.type === "callback" ||
    step.fill.length > 0 ||
    step.id === "dispatch"
  );
}
