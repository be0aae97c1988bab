import type { Facts, FactValue } from "../desk/facts.ts";
import { reportOf } from "../desk/report.ts";
import type { CaseFile } from "../desk/service.ts";
import { records } from "../records/records.ts";
import type { Ask, Conditional, Language, Regulation, Step } from "../regulation/shape.ts";
import type { Act } from "../slack/acts.ts";
import { readAnswers, ViewState, type Answers } from "../slack/answers.ts";
import { renderCard } from "../slack/card.ts";
import { viewOf } from "../slack/case-view.ts";
import { formView, type FormRequest } from "../slack/forms/form.ts";
import { formOf } from "../slack/forms/forms.ts";
import { wantsForm } from "../slack/forms/step.ts";
import { guidesView } from "../slack/guides-view.ts";
import { intakeView } from "../slack/intake/form.ts";
import { receiptView } from "../slack/intake/receipt.ts";
import { reportMessage } from "../slack/report-message.ts";
import { setupView } from "../slack/setup/views.ts";
import { caseWindow } from "../slack/window.ts";
import { allAnswers, caseWith, factsFor, occurrenceOf, sceneFor, type Scene } from "./scene.ts";

/** Something that people look at, and all words that stand on it. */
export interface Surface {
  /** For whoever reads the table: `intake form`, `form of resolve`, `report`. */
  readonly name: string;
  readonly words: string;
}

/** A surface that has not been drawn yet. */
export interface Drawing {
  readonly name: string;
  readonly draw: () => string;
}

/** Words as people read them, whatever was done so that Slack takes them for words only. */
export function plainWords(words: string): string {
  return words
    .replaceAll("\u200B", "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/gu, " ");
}

/** Everything that stands under `text` in blocks, views and messages. */
function wordsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "text" && typeof inner === "string" ? [inner] : wordsOf(inner),
  );
}

function wordsIn(view: object): string {
  return plainWords(wordsOf(view).join("\n"));
}

function enteredFor(value: FactValue): object | undefined {
  if (typeof value === "string") return { type: "select", value, selected_option: { value } };
  if (typeof value === "number") return { type: "number", value: String(value) };
  if (!Array.isArray(value)) return undefined;
  const chosen = value.flatMap((one) => (typeof one === "string" ? [{ value: one }] : []));
  return { type: "select", selected_options: chosen };
}

/** A form that is filled in so. */
function answersFrom(facts: Facts): Answers {
  const entered = Object.entries(facts).flatMap(([id, value]): [string, object][] => {
    const input = enteredFor(value);
    return input === undefined ? [] : [[id, { [id]: input }]];
  });
  const yes = Object.keys(facts).filter((id) => facts[id] === "yes");
  const ticks = { ticks: { type: "checkboxes", selected_options: yes.map((value) => ({ value })) } };
  return readAnswers(ViewState.parse({ values: { ...Object.fromEntries(entered), ticks } }));
}

/** What may be known when a form is opened: nothing, and whatever its conditional questions and guides wait for. */
function knownAt(lines: readonly Conditional[], regulation: Regulation): readonly Facts[] {
  const known = [{}, ...lines.flatMap((line) => factsFor(line, regulation))];
  return [...new Map(known.map((facts) => [JSON.stringify(facts), facts])).values()];
}

const UNFOLDED = { phrases: "yes", details: "yes", department: "yes", guides: "yes" };

function intakeDrawings(scene: Scene, language: Language): readonly Drawing[] {
  const { desk, reader } = scene;
  const { regulation } = desk;
  const asks: readonly Ask[] = [...regulation.intake.ask, ...regulation.steps.slice(0, 2).flatMap((step) => step.ask)];
  const kinds = regulation.kinds.map(({ id }) => ({ kind: id }));
  const known = [...kinds, ...knownAt([...asks, ...regulation.guides], regulation)];
  return known.map((facts) => ({
    name: "intake form",
    draw: () =>
      wordsIn(
        intakeView({
          file: desk,
          desks: [desk],
          reader: reader(language),
          memory: {},
          answers: answersFrom(facts),
          marks: UNFOLDED,
        }),
      ),
  }));
}

function formWords(act: Act, file: CaseFile, request: Pick<FormRequest, "reader" | "answers">): string {
  const form = formOf(act, file);
  const whole = { act, file, view: viewOf(file), marks: UNFOLDED, ...request };
  // What is done with one press shows no form.
  if (form === undefined || !wantsForm(whole)) return "";
  return wordsIn(formView(form, whole));
}

function stepDrawings(step: Step, scene: Scene, language: Language): readonly Drawing[] {
  const { regulation } = scene.desk;
  const verdicts = step.type === "callback" ? [{ verdict: "satisfied" }, { verdict: "dissatisfied" }] : [];
  const known = [...verdicts, ...knownAt([...step.ask, ...regulation.guides], regulation)];
  return known.map((facts) => ({
    name: `form of ${step.id}`,
    draw: () =>
      formWords(`do/${step.id}`, caseWith({ complainant: "…", category: "…", ...facts }, scene), {
        reader: scene.reader(language),
        answers: answersFrom(facts),
      }),
  }));
}

function dutyDrawings(duty: string, scene: Scene, language: Language): readonly Drawing[] {
  const draw = (words: (file: CaseFile) => string) => () => words(occurrenceOf(duty, scene));
  const reader = scene.reader(language);
  return [
    {
      name: `form of ${duty}`,
      draw: draw((file) => formWords(`do/${duty}`, file, { reader, answers: answersFrom({}) })),
    },
    { name: `window of ${duty}`, draw: draw((file) => wordsIn(caseWindow({ file, reader, looked: true }))) },
  ];
}

/** A case in which everything was answered, on every surface that shows a whole case, and in figures. */
function wholeDrawings(scene: Scene, language: Language): readonly Drawing[] {
  const reader = scene.reader(language);
  const { regulation, desk } = scene.desk;
  const levels = [{}, ...regulation.levels.map(({ id }) => ({ level: id }))];
  const file = (facts: Facts = {}) => caseWith({ ...allAnswers(regulation), ...facts }, scene);
  const report = () => {
    const one = file();
    const asked = { desk: desk.id, from: "2026-11-01", to: "2026-11-30", by: "department" } as const;
    return reportOf([{ id: one.id, case: one.case, context: one.context }], asked, scene.desk);
  };
  return [
    ...levels.flatMap((level): readonly Drawing[] => [
      { name: "window", draw: () => wordsIn(caseWindow({ file: file(level), reader, looked: true })) },
      { name: "card", draw: () => wordsIn(renderCard(file(level), "home", reader)) },
    ]),
    { name: "receipt", draw: () => wordsIn(receiptView({ file: file(), reader, repeated: false, similar: [] })) },
    ...knownAt(regulation.forms, regulation).map((facts) => ({
      name: "case record",
      draw: () => plainWords(records.caseRecord(file(facts), reader).content),
    })),
    { name: "report", draw: () => wordsIn(reportMessage(report(), reader)) },
    {
      name: "figures",
      draw: () =>
        plainWords(
          records
            .sheets(report(), reader)
            .map(({ name, content }) => `${name}\n${content}`)
            .join("\n"),
        ),
    },
  ];
}

/** Everything that people see of a regulation, each surface to be drawn when it is wanted. */
export function drawingsOf(regulation: Regulation, language: Language): readonly Drawing[] {
  const scene = sceneFor(regulation);
  return [
    ...intakeDrawings(scene, language),
    ...regulation.steps.flatMap((step) => stepDrawings(step, scene, language)),
    ...regulation.duties.flatMap(({ id }) => dutyDrawings(id, scene, language)),
    ...wholeDrawings(scene, language),
    { name: "setup", draw: () => wordsIn(setupView(scene.desk, scene.reader(language))) },
    { name: "guides", draw: () => wordsIn(guidesView([scene.desk], scene.reader(language))) },
  ];
}

/** All surfaces of a regulation, drawn. One that cannot be drawn shows nothing. */
export function surfacesOf(regulation: Regulation, language: Language): readonly Surface[] {
  const drawn = drawingsOf(regulation, language).map(({ name, draw }) => ({ name, words: draw() }));
  const names = [...new Set(drawn.map(({ name }) => name))];
  return names.map((name) => ({
    name,
    words: drawn.flatMap((one) => (one.name === name ? [one.words] : [])).join("\n"),
  }));
}
