import type { Command, Refusal, RefusalCode } from "../../desk/commands.ts";
import { decide } from "../../desk/decide.ts";
import type { CaseFile, Outcome } from "../../desk/service.ts";
import { nextStep } from "../../desk/next.ts";
import { maySeeContact, partakers } from "../../desk/rights.ts";
import { stepById } from "../../desk/steps.ts";
import { nameOf, targetOf, type Act } from "../acts.ts";
import { NO_ANSWERS } from "../answers.ts";
import { actions, button, section } from "../blocks.ts";
import { viewOf } from "../case-view.ts";
import { formView, type FormRequest } from "../forms/form.ts";
import { formOf } from "../forms/forms.ts";
import { wantsForm } from "../forms/step.ts";
import { escapeText } from "../mrkdwn.ts";
import { comingText } from "../next-text.ts";
import { INTAKE_ACTIONS } from "../intake/form.ts";
import { refusalText } from "../refusals.ts";
import type { Reader } from "../voice.ts";
import { changedSince } from "../news.ts";
import { actsFor } from "../window.ts";
import { t } from "../words.ts";
import { isWindow, openWindow, readCase, refreshWindow, sayNoCase } from "./case-windows.ts";
import type { Hand, PressHand } from "./hand.ts";
import { publishFor, refreshHome } from "./homes.ts";
import { opening } from "./opening.ts";
import { openLetter, printRecord } from "./records.ts";
import { openReport } from "./report.ts";

/** What one press is, where no form is wanted. */
function directCommand(act: Act): Command | undefined {
  const target = targetOf(act);
  switch (nameOf(act)) {
    case "do":
      return { type: "do", step: target };
    case "resume":
      return { type: "resume" };
    case "take-over":
      return { type: "take-over" };
    case "list":
      return { type: "list", list: target };
    case "take-back":
      return { type: "take-back", request: target };
    case "approve":
      return { type: "answer-request", request: target, yes: true };
    default:
      return undefined;
  }
}

export function formRequest(
  act: Act,
  file: CaseFile,
  reader: Reader,
  more: Partial<Pick<FormRequest, "answers" | "marks">> = {},
): FormRequest {
  return { act, file, view: viewOf(file), reader, answers: more.answers ?? NO_ANSWERS, marks: more.marks ?? {} };
}

/** Forms that show how to reach the customer: opening one is a look. */
function showsContact(act: Act, { context }: CaseFile): boolean {
  return act === "contact" || (nameOf(act) === "do" && stepById(targetOf(act), context)?.type === "callback");
}

export async function openForm(
  act: Act,
  file: CaseFile,
  hand: Hand,
  options: { readonly key: string; readonly marks?: FormRequest["marks"]; readonly seen?: number },
): Promise<void> {
  const form = formOf(act, file);
  if (form === undefined) return sayNoCase(hand);
  const request = formRequest(act, file, hand.reader, options.marks === undefined ? {} : { marks: options.marks });
  const changed = changedSince(options.seen, file, hand.reader);
  const word = { text: t(hand.reader.language, "window.updated"), level: "info" } as const;
  await hand.show(formView(form, request, changed ? word : undefined));
  if (showsContact(act, file) && maySeeContact(file.case, hand.reader.id, file.context))
    await hand.parts.service.submit(
      { command: { type: "look" }, by: hand.reader.id, key: `${options.key}:look` },
      file.id,
    );
}

/** Whose it is now and what comes next: said to whoever accepted. */
function acceptedText(file: CaseFile, reader: Reader): string {
  const next = nextStep(file.case, file.context);
  if (next === undefined || !next.people.includes(reader.id)) return t(reader.language, "done.yours-plain");
  const what = comingText({ ...next, step: next.step.id }, file.context, reader);
  return t(reader.language, "done.yours", { what });
}

async function sayText(text: string, hand: PressHand): Promise<void> {
  await hand.say({ text, blocks: [section(escapeText(text))] });
}

/** Why not; where the act is somebody else's, whose it is: whoever has a part in the case and could do it now. */
function refusedText(act: Act, { refusal, file }: Extract<Outcome, { ok: false }>, reader: Reader): string {
  if (refusal.code !== "not-allowed" || file === undefined) return refusalText(refusal, file?.context, reader);
  const people = partakers(file.case, file.context).filter((id) => actsFor(file, { ...reader, id }).includes(act));
  // Nobody is sent to themselves.
  const named = people.includes(reader.id) ? [] : people;
  return refusalText({ ...refusal, params: { ...refusal.params, people: named.join(",") } }, file.context, reader);
}

/** What the presser sees after a press that was a whole act. */
async function afterwards(act: Act, outcome: Outcome, hand: PressHand): Promise<void> {
  const { reader, view } = hand;
  const file = outcome.file;
  const word = outcome.ok ? undefined : { text: refusedText(act, outcome, reader), level: "warning" as const };
  if (isWindow(view) && file !== undefined) {
    const { seen, marks } = view.meta;
    const more = { ...(word === undefined ? {} : { word }), ...(seen === undefined ? {} : { seen }) };
    await refreshWindow(view.id, { file, reader, looked: marks?.["looked"] === "yes", ...more }, hand);
    return refreshHome(view, hand);
  }
  // Refused too: what the row told was overtaken.
  if (view?.home === true) await publishFor(hand);
  if (word !== undefined) return sayText(word.text, hand);
  if (act === "do/accept" && file !== undefined && hand.channel !== undefined)
    return sayText(acceptedText(file, reader), hand);
}

function asksFirst(act: Act, file: CaseFile, reader: Reader): boolean {
  return nameOf(act) === "approve" ? formOf(act, file) !== undefined : wantsForm(formRequest(act, file, reader));
}

/** The figures of the time that a duty looks back on. */
async function reportFor(caseId: string, hand: Hand): Promise<void> {
  const file = await readCase(caseId, hand);
  if (file === undefined) return sayNoCase(hand);
  const { desk, facts } = file.case;
  const [from, to] = [facts["period-from"], facts["period-to"]];
  const begun =
    typeof from === "string" && typeof to === "string" ? { desk, from, to, by: "department" as const } : undefined;
  await openReport(hand, begun);
}

async function fillIn(act: Act, file: CaseFile, hand: PressHand): Promise<void> {
  if (await notTheirs(act, file, hand)) return;
  // Whoever opens a form from a window has read the case there.
  const seen = isWindow(hand.view) ? hand.view.meta.seen : undefined;
  await openForm(act, file, hand, { key: hand.key, ...(seen === undefined ? {} : { seen }) });
}

/** A button, a menu or a list entry that acts on a case: opens what has to be filled in, or does it at once. */
export async function perform(act: Act, caseId: string, hand: PressHand): Promise<void> {
  if (act === "details") return opening(hand, (soon) => openWindow(caseId, soon));
  if (act === "print") return printRecord(caseId, hand);
  if (act === "letter") return opening(hand, (soon) => openLetter(caseId, soon));
  if (act === "report") return opening(hand, (soon) => reportFor(caseId, soon));
  const command = directCommand(act);
  if (command === undefined) {
    return opening(hand, async (soon) => {
      const file = await readCase(caseId, soon);
      return file === undefined ? sayNoCase(soon) : fillIn(act, file, soon);
    });
  }
  // A step may ask something, and the decision of a meeting asks who took part.
  if (nameOf(act) === "do" || nameOf(act) === "approve") {
    const file = await readCase(caseId, hand);
    if (file === undefined) return sayNoCase(hand);
    if (asksFirst(act, file, hand.reader)) return fillIn(act, file, hand);
  }
  const outcome = await hand.parts.service.submit({ command, by: hand.reader.id, key: hand.key }, caseId);
  await afterwards(act, outcome, hand);
}

/** Refusals that nothing written into the form would change. */
const STANDING: readonly RefusalCode[] = [
  "not-yours",
  "step-already-done",
  "step-waits-for",
  "step-not-applicable",
  "already-ended",
  "archived",
  "no-such-step",
  "no-such-case",
];

/** Why this reader cannot do this to the case as it stands; undefined when they can. */
function forbidden(act: Act, file: CaseFile, reader: Reader): Refusal | undefined {
  const { case: current, context } = file;
  if (act === "reopen") {
    // Why not is a matter of its own: too late, not theirs, not ended at all.
    const asked = { command: { type: "reopen", reason: "", sameOwner: true }, by: reader.id, key: "" } as const;
    const decision = decide(current, asked, context);
    return "refused" in decision && decision.refused.code !== "reason-missing" ? decision.refused : undefined;
  }
  if (nameOf(act) !== "do") {
    const allowed = actsFor(file, reader).includes(act);
    return allowed
      ? undefined
      : {
          code: current.ended === undefined ? "not-allowed" : "already-ended",
          params: { how: current.ended?.how ?? "" },
        };
  }
  const decision = decide(current, { command: { type: "do", step: targetOf(act) }, by: reader.id, key: "" }, context);
  return "refused" in decision && STANDING.includes(decision.refused.code) ? decision.refused : undefined;
}

/**
 * A form that somebody could never send is not opened: they are told at once whose step it is. Only what cannot
 * change by what they would write is judged here.
 */
async function notTheirs(act: Act, file: CaseFile, hand: PressHand): Promise<boolean> {
  const refusal = forbidden(act, file, hand.reader);
  if (refusal === undefined) return false;
  if (refusal.code === "reopen-window-over" && file.case.number !== undefined) {
    const text = refusalText(refusal, file.context, hand.reader);
    const label = t(hand.reader.language, "do.file-linked");
    const linked = button({ label, action: INTAKE_ACTIONS.linked, value: file.case.number, primary: true });
    await hand.say({ text, blocks: [section(escapeText(text)), actions([linked])] });
    return true;
  }
  await afterwards(act, { ok: false, refusal, file }, hand);
  return true;
}
