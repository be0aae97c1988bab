import type { Modal } from "../modal.ts";
import type { KnownBlock } from "@slack/types";
import { preview } from "../../desk/preview.ts";
import { accusedOf } from "../../desk/directory.ts";
import type { Facts } from "../../desk/facts.ts";
import type { DeskFile } from "../../desk/service.ts";
import { textIn } from "../../regulation/text.ts";
import { DEFAULT_KIND } from "../../regulation/built-in.ts";
import type { Answers } from "../answers.ts";
import { actions, alert, button, context as small, contextIf, plain, section } from "../blocks.ts";
import { writeMeta } from "../door.ts";
import { questionBlocks, ticksBlock, type Asked, type Question } from "../facts-form.ts";
import { choicesOf, fieldInput } from "../fields.ts";
import { fieldById, fieldTitle } from "../facts-text.ts";
import { levelPreview } from "../foretell.ts";
import { groundsText } from "../lines/levels.ts";
import { pointBlocks } from "../guides-blocks.ts";
import { conductAt, phrasesAt, pointsAt } from "../guides-text.ts";
import { radioInput, selectInput, textInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import { escapeText } from "../mrkdwn.ts";
import { departmentTitle, peopleNames, personName } from "../names.ts";
import type { Reader } from "../voice.ts";
import { t } from "../words.ts";
import { drafted, draftedDepartment, intakeAsks, liveFacts, typedAccused, type Drafted } from "./asked.ts";

export const INTAKE_CALLBACK = "intake";
export const INTAKE_ACTIONS = {
  phrases: "intake:phrases",
  department: "intake:department",
  details: "intake:details",
  linked: "intake:linked",
} as const;

export interface IntakeRequest {
  readonly file: DeskFile;
  /** All desks that the reader can file at. */
  readonly desks: readonly DeskFile[];
  readonly reader: Reader;
  readonly answers: Answers;
  /** What is unfolded (`phrases`, `details`, `department`: "yes"), and the key of the message it is filed from. */
  readonly marks: { readonly [mark: string]: string };
  readonly memory: { readonly [key: string]: string };
  /** What the form begins with. */
  readonly words?: string;
  readonly alert?: string;
}

/** Fields that stand behind “Add details” unless the regulation insists on them. */
const ALWAYS_SHOWN = ["what-happened", "category", "complainant", "phone", "remedy-sought", "source"];

export function kindOf({ file, answers, memory }: Pick<IntakeRequest, "file" | "answers" | "memory">): string {
  const { kinds } = file.regulation;
  const chosen = answers.choice("kind") ?? memory["kind"];
  return kinds.find((kind) => kind.id === chosen)?.id ?? kinds[0]?.id ?? DEFAULT_KIND.id;
}

function phraseBlocks(
  { file, reader, marks, memory }: IntakeRequest,
  draft: Drafted,
  department: string | undefined,
): readonly KnownBlock[] {
  const speaking = {
    context: file.context,
    reader,
    facts: draft.facts,
    ...(department === undefined ? {} : { department }),
  };
  const phrases = phrasesAt("intake", speaking);
  const shown = phrases.length === 0 ? [t(reader.language, "intake.default-phrase")] : phrases;
  const open = (marks["phrases"] ?? memory["phrases"]) === "yes";
  const points = pointsAt("intake", speaking).length;
  const folds = points > 0 && shown.length + points > 3;
  const toggle =
    shown.length < 2 && !folds
      ? undefined
      : button({
          label: t(reader.language, "say.phrases"),
          action: INTAKE_ACTIONS.phrases,
          value: open ? "no" : "yes",
        });
  const first = escapeText(t(reader.language, "say.phrase", { words: shown[0] ?? "" }));
  const rest = open ? shown.slice(1, 6) : [];
  return [
    section(first, toggle),
    ...rest.map((words) => section(escapeText(t(reader.language, "say.phrase", { words })))),
    ...(open ? contextIf(conductAt("intake", speaking)) : []),
    ...(folds && !open ? [] : pointBlocks("intake", speaking)),
  ];
}

function deskBlocks({ file, desks, reader, answers, memory }: IntakeRequest): readonly KnownBlock[] {
  const { language } = reader;
  const several = desks.map(({ desk }) => ({ value: desk.id, label: textIn(desk.name, language) }));
  const make = several.length <= LIMITS.radioOptions ? radioInput : selectInput;
  const which =
    several.length < 2
      ? []
      : [
          make({
            id: "desk",
            label: t(language, "intake.desk"),
            choices: several,
            chosen: file.desk.id,
            dispatch: true,
          }),
        ];
  const kinds = file.regulation.kinds.map(({ id, title }) => ({ value: id, label: textIn(title, language) }));
  const kind =
    kinds.length < 2
      ? []
      : [
          (kinds.length <= LIMITS.radioOptions ? radioInput : selectInput)({
            id: "kind",
            label: t(language, "intake.kind"),
            choices: kinds,
            chosen: kindOf({ file, answers, memory }),
            dispatch: true,
          }),
        ];
  return [...which, ...kind];
}

function routeBlocks(
  { file, reader, marks, answers, memory }: IntakeRequest,
  draft: Drafted,
  department: string | undefined,
): readonly KnownBlock[] {
  const { context } = file;
  const { language } = reader;
  const field = fieldById("department", context);
  if (context.desk.departments.length === 0 || field === undefined) return [];
  const { roles, steps } = context.regulation;
  // Without a category to tell the department by, whoever files may know it.
  const told = draft.asked.some((one) => one.field.id === "category")
    ? draft.facts["category"] !== undefined
    : roles.some((role) => role.at === "department");
  // Once chosen it stays: the choice stands in the select alone.
  const open = marks["department"] === "yes" || answers.has("department") || (department === undefined && told);
  if (open)
    return [
      selectInput({
        id: "department",
        label: fieldTitle("department", context, language),
        choices: choicesOf(field, context, reader),
        chosen: department,
        dispatch: true,
        optional: !draft.desk || !steps.some((step) => step.id === "dispatch"),
      }),
    ];
  if (department === undefined) return [];
  const filing = { kind: kindOf({ file, answers, memory }), facts: { ...draft.facts, department } };
  const title = departmentTitle(department, context, language);
  const people = preview(filing, reader.id, context)?.owner ?? [];
  const words =
    people.length === 0
      ? t(language, "preview.owner-nobody", { department: title })
      : t(language, "preview.owner", { department: title, people: peopleNames(people, context, language) });
  return [
    section(
      escapeText(words),
      button({ label: t(language, "intake.other-department"), action: INTAKE_ACTIONS.department, value: "yes" }),
    ),
  ];
}

/** The level that the answers give, why, and the time by which it is to be solved; who is kept out. */
function previewBlocks(request: IntakeRequest, draft: Drafted, department: string | undefined): readonly KnownBlock[] {
  const { file, reader, answers } = request;
  const { context } = file;
  const facts = typedAccused({ ...draft.facts, ...(department === undefined ? {} : { department }) }, answers);
  const receivedAt = answers.moment("received");
  const told = preview(
    { kind: kindOf(request), facts, ...(receivedAt === undefined ? {} : { receivedAt }) },
    reader.id,
    context,
  );
  if (told === undefined) return [];
  const accused = accusedOf(told.after).filter((person) => context.people.persons[person] !== undefined);
  const kept = accused.map((person) =>
    t(reader.language, "intake.kept-from", { person: personName(person, context, reader.language) }),
  );
  if (told.level === undefined) return contextIf(kept);
  const why = groundsText({ grounds: told.grounds, facts: told.after.facts }, { context, voice: reader });
  const words = levelPreview(
    {
      after: told.after,
      level: told.level,
      noCriterion: told.noCriterion,
      why,
      ...(told.solveBy === undefined ? {} : { solve: told.solveBy }),
    },
    context,
    reader,
  );
  return [small([words, ...kept])];
}

interface Laid {
  readonly early: readonly Asked[];
  readonly late: readonly Asked[];
  readonly behind: readonly Asked[];
}

/** Questions with a place of their own in the form. */
const PLACED = ["line", "what-happened", "category", "department"];
/** How many questions stand in the form itself; what it has to ask is asked in any case. */
const ROOM = 8;
/** Ways in which a complaint comes while nobody speaks: when it arrived has to be said. */
const SPOKEN = ["phone", "visit", "message"];

/** Has this to be in sight: asked of everybody, because of what was answered, or because it came in by letter? */
function inSight({ field, optional, because }: Asked, { source }: Facts): boolean {
  const arrived = field.id === "received" && typeof source === "string" && !SPOKEN.includes(source);
  return !optional || because || arrived || ALWAYS_SHOWN.includes(field.id);
}

/**
 * Where each question stands: what everybody is asked first, what the desk adds, what is behind the button. The trade's
 * own questions (room, vehicle) are asked before those of every trade (place, person), as far as there is room.
 */
function laidOut({ asked, added }: Drafted, known: Facts): Laid {
  const others = asked.filter((one) => !one.ticked && !PLACED.includes(one.field.id));
  const first = others.filter((one) => added.has(one.field.id) || inSight(one, known));
  const ofTrade = others.filter((one) => !one.field.builtIn && !first.includes(one));
  const fitting = ofTrade.slice(0, Math.max(0, ROOM - first.length));
  const shown = others.filter((one) => first.includes(one) || fitting.includes(one));
  // What is wanted, then how it came in: at the end of the call, whatever the file's own order.
  const late = ["remedy-sought", "source"].flatMap((id) => shown.filter(({ field }) => field.id === id));
  return {
    early: shown.filter((one) => !late.includes(one)),
    late,
    behind: others.filter((one) => !shown.includes(one)),
  };
}

function detailBlocks({ reader, marks }: IntakeRequest, question: Question, laid: Laid): readonly KnownBlock[] {
  const { language } = reader;
  if (laid.behind.length === 0) return [];
  const open = marks["details"] === "yes";
  const label = t(language, open ? "intake.fewer-details" : "intake.add-details");
  const toggle = actions([button({ label, action: INTAKE_ACTIONS.details, value: open ? "no" : "yes" })]);
  if (!open) return [toggle];
  return [...inputsFor(laid.behind, question), toggle];
}

/** Inputs of these questions. Somebody complained about need not be in Slack: a name can be written, too. */
function inputsFor(asked: readonly Asked[], question: Question): readonly KnownBlock[] {
  const label = t(question.voice.language, "intake.person-name");
  return questionBlocks({ ...question, asked }).flatMap((input) =>
    input.type === "input" && input.block_id === "accused"
      ? [input, textInput({ id: "accused-name", label, optional: true, most: 80 })]
      : [input],
  );
}

/** What was entered, and the line of business of last time as long as nobody has been asked for it. */
function remembering({ answers, memory }: IntakeRequest): Answers {
  return {
    ...answers,
    choice: (id) => answers.choice(id) ?? (id === "line" && !answers.has(id) ? memory[id] : undefined),
  };
}

/** All blocks of the form, in the order of the call: listen, about what, who, how bad, what is wanted. */
function blocks(request: IntakeRequest): KnownBlock[] {
  const { file, reader, memory, words } = request;
  const { context } = file;
  const answers = remembering(request);
  const draft = drafted(reader.id, answers, { context, kind: kindOf(request) });
  const department = draftedDepartment(draft.facts, answers, context);
  const { own, ofSteps } = intakeAsks(reader.id, { context, kind: kindOf(request) });
  const source = memory["source"];
  const known: Facts = {
    // Where the question is in sight: the call that is being written down.
    received: reader.now,
    ...draft.facts,
    ...(draft.facts["source"] === undefined && source !== undefined ? { source } : {}),
    ...(words === undefined ? {} : { "what-happened": words }),
  };
  const laid = laidOut(draft, known);
  const question: Question = {
    asked: draft.asked,
    context,
    voice: reader,
    known,
    live: liveFacts([...own, ...ofSteps], context),
  };
  const what = draft.asked.find(({ field }) => field.id === "what-happened");
  const category = draft.asked.find(({ field }) => field.id === "category");
  const line = draft.asked.filter(({ field }) => field.id === "line");
  const long = request.marks["long"] === "yes" ? [small([t(reader.language, "intake.whole-kept")])] : [];
  return [
    ...(request.alert === undefined ? [] : [alert(request.alert, "error")]),
    ...deskBlocks(request),
    ...questionBlocks({ ...question, asked: line, live: new Set(["line"]) }),
    ...phraseBlocks(request, draft, department),
    ...(what === undefined
      ? []
      : [fieldInput({ field: what.field, context, voice: reader, value: known["what-happened"], focus: true })]),
    ...long,
    ...(category === undefined ? [] : questionBlocks({ ...question, asked: [category] })),
    ...routeBlocks(request, draft, department),
    ...inputsFor(
      laid.early.filter(({ field }) => !draft.added.has(field.id)),
      question,
    ),
    ...ticksBlock(question),
    ...inputsFor(
      laid.early.filter(({ field }) => draft.added.has(field.id)),
      question,
    ),
    ...previewBlocks(request, draft, department),
    ...questionBlocks({ ...question, asked: laid.late }),
    ...detailBlocks(request, question, laid),
  ];
}

/** The intake form. Ids of inputs are the fields' own and never change, so that nothing typed is lost on a redraw. */
export function intakeView(request: IntakeRequest): Modal {
  const { file, reader, marks } = request;
  return {
    type: "modal",
    callback_id: INTAKE_CALLBACK,
    title: plain(t(reader.language, "intake.title"), LIMITS.modalTitle),
    submit: plain(t(reader.language, "intake.file"), LIMITS.modalTitle),
    close: plain(t(reader.language, "modal.cancel"), LIMITS.modalTitle),
    private_metadata: writeMeta({ desk: file.desk.id, marks }),
    blocks: blocks(request).slice(0, LIMITS.viewBlocks),
  };
}
