import { departmentOf } from "../desk/directory.ts";
import type { CaseFile } from "../desk/service.ts";
import { doersOf, standingDoing } from "../desk/steps.ts";
import { faceOf, turnFace, type Face } from "./card-face.ts";
import { viewOf, type CaseView } from "./case-view.ts";
import { joined, type Mrkdwn } from "./mrkdwn.ts";
import { departmentTitle, nextWords } from "./names.ts";
import { byToken } from "./phrases.ts";
import type { Voice } from "./voice.ts";
import { md, t } from "./words.ts";

function hasTurn({ next }: CaseView, department: string): boolean {
  return next?.step.each === "department" && next.missing.includes(department);
}

/** The case as a department sees it that takes part beside the one that has it: its own turn, its own people. */
export function partnerView(file: CaseFile, department: string): CaseView {
  const { late, ...view } = viewOf(file);
  if (view.next === undefined || !hasTurn(view, department)) return view;
  const doers = doersOf(view.next.step, file.case, file.context, department);
  // What is late elsewhere is for those there.
  return { ...view, doers, ...(late?.step === view.next.step.id ? { late } : {}) };
}

/** What the department has done already, of the steps that each department does. */
function doneHere({ file: { case: current, context } }: CaseView, department: string): string | undefined {
  const own = context.regulation.steps.filter((step) => step.each === "department");
  return own.findLast((step) => standingDoing(current, step.id, department) !== undefined)?.id;
}

/** Whoever has no turn now reads who leads, and how it goes on there. */
function besideLine(view: CaseView, department: string, voice: Voice): Mrkdwn {
  const { case: current, context } = view.file;
  const { language } = voice;
  const who = departmentTitle(departmentOf(current), context, language);
  const done = doneHere(view, department);
  const step = done === undefined ? undefined : nextWords(done, context, language);
  const head =
    step === undefined ? md(language, "card.beside", { who }) : md(language, "card.beside-done", { who, step });
  if (view.next === undefined) return head;
  const by = byToken(view.clock, voice, context.desk.zone);
  return joined([head, md(language, "due.then", { step: nextWords(view.next.step.id, context, language), by })]);
}

/** Line 2 and buttons of the card in the channel of a department that takes part. */
export function partnerFace(view: CaseView, department: string, voice: Voice): Face {
  const { case: current, context } = view.file;
  if (current.ended !== undefined) return { ...faceOf(view, voice), buttons: ["details"], menu: [] };
  if (hasTurn(view, department)) return turnFace(view, voice);
  const who = departmentTitle(departmentOf(current), context, voice.language);
  return {
    line: besideLine(view, department, voice),
    state: t(voice.language, "state.beside", { who }),
    buttons: ["details"],
    menu: [],
  };
}
