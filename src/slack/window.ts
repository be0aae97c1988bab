import type { Modal } from "./modal.ts";
import type { KnownBlock } from "@slack/types";
import { followerOf, ownerOf } from "../desk/people.ts";
import { departmentOf } from "../desk/directory.ts";
import { dutyOfKind } from "../desk/duties.ts";
import { actionsFor, mayReport, maySeeContact, type Action } from "../desk/rights.ts";
import { mayKeep, mayTakeOff, subjectFor } from "../desk/rules/lists.ts";
import type { CaseFile } from "../desk/service.ts";
import { actButton, actChoice, confirmOf, isAct, known, MENU_ACTION, nameOf, type Act } from "./acts.ts";
import { actions, alert, button, columns, context as small, contextIf, menu, plain, section } from "./blocks.ts";
import { viewOf, type CaseView } from "./case-view.ts";
import { faceOf } from "./card-face.ts";
import { contactText, maskedContact } from "./contact.ts";
import { momentText } from "./dates.ts";
import { writeMeta } from "./door.ts";
import { groundsText } from "./lines/levels.ts";
import { historyLine } from "./lines/lines.ts";
import { LIMITS } from "./limits.ts";
import { escapeText, joined, typed, type Mrkdwn } from "./mrkdwn.ts";
import { changedSince } from "./news.ts";
import { caseNumber, caseTitle, departmentTitle, levelTitle, nextWords, peopleNames, stepTitle } from "./names.ts";
import { byText, limitText } from "./phrases.ts";
import type { Reader } from "./voice.ts";
import { factBlocks, saidBlocks } from "./window-facts.ts";
import { md, t } from "./words.ts";

export const WINDOW_CALLBACK = "window";
export const WINDOW_ACTIONS = { contact: "window:contact", why: "window:why", history: "window:history" } as const;

export interface WindowRequest {
  readonly file: CaseFile;
  readonly reader: Reader;
  /** The contact details are shown in this window; the look is on the record. */
  readonly looked: boolean;
  /** The version of the case that the reader had before their eyes until now. */
  readonly seen?: number;
  readonly word?: { readonly text: string; readonly level: "info" | "warning" | "error" | "success" };
}

/** Acts for which no button stands elsewhere in the window. */
function actOf({ kind, step, request, correction, proposal, of: asked }: Action, file: CaseFile): readonly Act[] {
  switch (kind) {
    case "ask":
      return [asked === "compensation" ? "compensate" : "ask"];
    case "do-correction":
    case "check-correction":
      return correction === undefined ? [] : [`${kind}/${correction}`];
    case "decide-proposal":
    case "comment-proposal":
      return proposal === undefined ? [] : [`${kind}/${proposal}`];
    case "do":
      return step === undefined ? [] : [`do/${step}`];
    case "undo":
      return step === undefined ? [] : [`undo/${step}`];
    case "answer-request": {
      if (request === undefined) return [];
      const of = file.case.requests.find(({ id }) => id === request)?.of;
      if (of === "close-unreached") return [`approve/${request}`, `more-calls/${request}`];
      const otherwise: readonly Act[] =
        of === "extension" || of === "compensation" ? [`approve-otherwise/${request}`] : [];
      return [`approve/${request}`, `refuse/${request}`, ...otherwise];
    }
    case "take-back":
      return request === undefined ? [] : [`take-back/${request}`];
    // Offered below, with what they are about; contact details have a button of their own.
    case "explain-miss":
    case "find":
    case "skip":
    case "link":
      return [];
    default:
      return isAct(kind) ? [kind] : [];
  }
}

/** What can be printed: figures for a duty that reports them, else the record and letters, for who may see contacts. */
function paperActs({ case: current, context }: CaseFile, reader: Reader): readonly Act[] {
  const duty = dutyOfKind(current.kind);
  if (duty !== undefined) {
    const reports = context.regulation.duties.some(({ id, report }) => id === duty && report.length > 0);
    return reports && mayReport(reader.id, context) ? ["report"] : [];
  }
  return maySeeContact(current, reader.id, context) ? ["print", "letter"] : [];
}

/** Everything that this reader may do now, the most urgent first. */
export function actsFor(file: CaseFile, reader: Reader): readonly Act[] {
  const { case: current, context } = file;
  const allowed = actionsFor(current, reader.id, context);
  const acts = allowed.flatMap((action) => actOf(action, file));
  const setsLevel = allowed.some(({ kind }) => kind === "set-level");
  const decides = setsLevel || allowed.some(({ kind }) => kind === "find");
  const findings: readonly Act[] = decides ? context.regulation.findings.map(({ id }): Act => `find/${id}`) : [];
  const skippable: readonly Act[] = allowed.flatMap(({ kind, step }): readonly Act[] => {
    const found = context.regulation.steps.find(({ id }) => id === step);
    return kind === "do" && found !== undefined && (found.maySkip || found.anyTime) ? [`skip/${found.id}`] : [];
  });
  const owns = ownerOf(current, context).people.includes(reader.id);
  const misses: readonly Act[] = owns
    ? current.misses
        .filter((miss) => miss.explained === undefined && !miss.cleared)
        .map((miss): Act => `explain-miss/${miss.clock}`)
    : [];
  const keeping = { current, context, by: reader.id };
  const lists = allowed.some(({ kind }) => kind === "note")
    ? context.regulation.lists
        .filter((list) => subjectFor(list, current) !== undefined)
        .flatMap((list): readonly Act[] => {
          if (context.listed.includes(list.id)) return mayTakeOff(list, keeping) ? [`unlist/${list.id}`] : [];
          return mayKeep(list, keeping) ? [`list/${list.id}`] : [];
        })
    : [];
  const link: readonly Act[] = allowed.some(({ kind }) => kind === "note") ? ["link"] : [];
  return [
    ...new Set([...acts, ...skippable, ...findings, ...misses, ...lists, ...link, ...paperActs(file, reader)]),
  ].filter((act) => known(act, file));
}

/** Acts that carry the case on: what the button beside the next step is for. */
function isTurn(act: Act): boolean {
  return ["do", "approve", "decide", "resume", "take-over"].includes(nameOf(act));
}

/** Line 2 as on the card, with this reader's own button beside it. */
function nextBlock(view: CaseView, { file, reader }: WindowRequest, acts: readonly Act[]): KnownBlock {
  const face = faceOf(view, reader);
  const first = face.buttons.find((act) => isTurn(act) && acts.includes(act)) ?? acts.find(isTurn);
  const number = caseNumber(file.case, file.context, reader);
  return section(
    face.line,
    first === undefined ? undefined : actButton(first, file, { language: reader.language, number, primary: true }),
  );
}

function levelText({ file, reader }: WindowRequest): string {
  const { case: current, context } = file;
  const { level } = current;
  if (level === undefined) return t(reader.language, "level.none");
  const title = levelTitle(level.id, context, reader.language);
  if (level.noCriterion) return t(reader.language, "window.none-fits", { level: title });
  if (level.how === "person" && level.reason !== undefined)
    return t(reader.language, "window.because-person", { level: title, why: level.reason });
  const why = groundsText({ grounds: level.grounds, facts: current.facts }, { context, voice: reader });
  return why === "" ? title : t(reader.language, "window.because", { level: title, why });
}

function whoBlocks({ file, reader }: WindowRequest): readonly KnownBlock[] {
  const { case: current, context } = file;
  const { language } = reader;
  const names = (people: readonly string[]) => peopleNames(people, context, language) || t(language, "tell.nobody");
  const department = departmentOf(current);
  const fields: Mrkdwn[] = [
    escapeText(t(language, "window.owner", { who: names(ownerOf(current, context).people) })),
    escapeText(t(language, "window.follower", { who: names(followerOf(current, context).people) })),
    ...(department === undefined
      ? []
      : [escapeText(t(language, "window.department", { department: departmentTitle(department, context, language) }))]),
    escapeText(t(language, "window.received", { time: momentText(current.firstReceivedAt, reader, reader.now) })),
    ...(current.round > 1 ? [escapeText(t(language, "window.round", { round: current.round }))] : []),
  ];
  return [
    section(
      escapeText(levelText({ file, reader, looked: false })),
      button({ label: t(language, "window.why-date"), action: WINDOW_ACTIONS.why, value: file.id }),
    ),
    columns(fields),
  ];
}

function contactBlocks({ file, reader, looked }: WindowRequest): readonly KnownBlock[] {
  const { case: current, context } = file;
  const { language } = reader;
  if (!maySeeContact(current, reader.id, context)) {
    const people = peopleNames(followerOf(current, context).people, context, language);
    return [section(escapeText(t(language, "window.ask-contact", { people })))];
  }
  if (looked) return [section(escapeText(t(language, "window.looked", { contact: contactText(current, language) })))];
  const words = escapeText(t(language, "window.customer", { contact: maskedContact(current, language) }));
  return [
    section(
      words,
      button({ label: t(language, "window.show-contact"), action: WINDOW_ACTIONS.contact, value: file.id }),
    ),
  ];
}

/** What comes after the next step, with the limits that will run then. */
function laterBlocks(view: CaseView, { file, reader }: WindowRequest): readonly KnownBlock[] {
  const { context } = file;
  const { language } = reader;
  if (file.case.ended !== undefined) return [];
  const later = view.steps
    .filter(({ step, state }) => state === "later" && !step.anyTime && step.id !== "archive")
    .slice(0, 5);
  const steps = later.map(({ step }) => {
    const rule = context.regulation.deadlines.find(
      (deadline) =>
        deadline.until.includes(step.id) && deadline.limit.kind !== "not given" && deadline.when === undefined,
    );
    const words = nextWords(step.id, context, language);
    return rule === undefined
      ? t(language, "window.then-step-plain", { step: words })
      : t(language, "window.then-step", { step: words, limit: limitText(rule.limit, language) });
  });
  return steps.length === 0 ? [] : [small([t(language, "window.then", { steps: steps.join(" · ") })])];
}

function clockBlocks(view: CaseView, { file, reader }: WindowRequest): readonly KnownBlock[] {
  const shown = view.clock ?? view.first;
  const others = view.clocks.filter(
    (clock) => clock !== shown && clock.due !== undefined && ["running", "asked", "paused"].includes(clock.state),
  );
  const words = others.slice(0, 4).map((clock) =>
    t(reader.language, "why.clock-plain", {
      step: stepTitle(clock.step, file.context, reader.language),
      by: byText(clock, reader, file.context.desk.zone),
    }),
  );
  return words.length === 0 ? [] : [small([t(reader.language, "window.also", { clocks: words.join(" · ") })])];
}

/** Lines of the history that stand in the window itself. */
const LAST_LINES = 4;

/** The last few lines of the history, newest first; the rest behind the button. */
function historyBlocks({ file, reader }: WindowRequest): readonly KnownBlock[] {
  const { language } = reader;
  const lines = file.events.flatMap((event, index) => {
    const line = historyLine(file, index + 1, reader);
    return line === undefined ? [] : [{ time: momentText(event.at, reader, reader.now), line }];
  });
  const last = lines.slice(-LAST_LINES).toReversed();
  const all = button({
    label: t(language, "window.all", { count: lines.length }),
    action: WINDOW_ACTIONS.history,
    value: file.id,
  });
  const shown = last.map((told) => md(language, "window.history-line", told));
  return [section(joined([escapeText(t(language, "window.history")), ...shown], "\n"), all)];
}

function otherActs(every: readonly Act[], { file, reader }: WindowRequest): readonly KnownBlock[] {
  // An entry of a menu cannot ask once more: what must, stands as a button or opens a form.
  const acts = every.filter((act) => confirmOf(act, file, reader.language) === undefined);
  if (acts.length === 0) return [];
  const choices = acts.map((act) => actChoice(act, file, reader.language));
  // A new block id on every drawing, else Slack goes on showing the last choice.
  return [
    actions(
      [menu({ action: MENU_ACTION, placeholder: t(reader.language, "window.other"), choices })],
      `other~${file.case.version}-${Math.floor(reader.now / 1000)}`,
    ),
  ];
}

function titleText({ file, reader }: WindowRequest): string {
  const number = caseNumber(file.case, file.context, reader);
  const whole = t(reader.language, "window.title", { number });
  return whole.length <= LIMITS.modalTitle ? whole : number;
}

/** What became of a press; else that others have changed the case before the reader's eyes. */
function alertBlocks({ file, reader, seen, word }: WindowRequest): readonly KnownBlock[] {
  if (word !== undefined) return [alert(word.text, word.level)];
  return changedSince(seen, file, reader) ? [alert(t(reader.language, "window.updated"), "info")] : [];
}

/** The case as one reader sees it: rights, contact, history, every act. Shared surfaces never show this much. */
export function caseWindow(request: WindowRequest): Modal {
  const { file, reader, looked } = request;
  const { case: current, context } = file;
  const view = viewOf(file);
  const acts = actsFor(file, reader);
  const restricted = current.restricted ? [t(reader.language, "window.restricted")] : [];
  const undelivered = file.events.some((event) => event.type === "not-delivered")
    ? [t(reader.language, "window.undelivered")]
    : [];
  const blocks: KnownBlock[] = [
    ...alertBlocks(request),
    section(typed(caseTitle(current, context, reader.language), 80)),
    nextBlock(view, request, acts),
    ...contextIf([...restricted, ...undelivered]),
    ...whoBlocks(request),
    ...saidBlocks(file, reader),
    ...contactBlocks(request),
    ...factBlocks(file, reader),
    ...clockBlocks(view, request),
    ...laterBlocks(view, request),
    ...otherActs(acts, request),
    ...historyBlocks(request),
  ];
  return {
    type: "modal",
    callback_id: WINDOW_CALLBACK,
    title: plain(titleText(request), LIMITS.modalTitle),
    close: plain(t(reader.language, "modal.close"), LIMITS.modalTitle),
    private_metadata: writeMeta({ caseId: file.id, seen: current.version, marks: looked ? { looked: "yes" } : {} }),
    blocks: blocks.slice(0, LIMITS.viewBlocks),
  };
}
