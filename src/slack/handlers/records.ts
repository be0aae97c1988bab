import { maySeeContact } from "../../desk/rights.ts";
import type { CaseFile } from "../../desk/service.ts";
import { NO_ANSWERS } from "../answers.ts";
import { section } from "../blocks.ts";
import type { SeenView, Submission } from "../door.ts";
import { letterForm, letterWords, readLetter, type LetterRequest } from "../letter-form.ts";
import { escapeText } from "../mrkdwn.ts";
import { caseNumber } from "../names.ts";
import { sentenceView } from "../notice.ts";
import { showView } from "../showing.ts";
import { t } from "../words.ts";
import { readCase, sayNoCase } from "./case-windows.ts";
import { sendFiles } from "./files.ts";
import type { Hand, PressHand } from "./hand.ts";
import type { ViewResponseAction } from "./view-response.ts";

/** The case, if this reader may see how to reach the customer: what is printed names them. */
async function printable(caseId: string | undefined, hand: Hand): Promise<CaseFile | undefined> {
  const file = caseId === undefined ? undefined : await readCase(caseId, hand);
  return file !== undefined && maySeeContact(file.case, hand.reader.id, file.context) ? file : undefined;
}

/** The look is on the record before the paper is in anybody's hand. */
async function look(file: CaseFile, key: string, { parts, reader }: Hand): Promise<boolean> {
  const outcome = await parts.service.submit({ command: { type: "look" }, by: reader.id, key: `${key}:look` }, file.id);
  return outcome.ok;
}

/** "Print record": the whole case as a page, to whoever asked alone. */
export async function printRecord(caseId: string, hand: PressHand): Promise<void> {
  const file = await printable(caseId, hand);
  if (file === undefined || !(await look(file, hand.key, hand))) return sayNoCase(hand);
  const { reader, parts } = hand;
  const number = caseNumber(file.case, file.context, reader);
  const page = parts.records.caseRecord(file, { language: reader.language, zone: file.context.desk.zone });
  await sendFiles([page], t(reader.language, "print.comment", { number }), hand);
  const text = t(reader.language, "print.sent");
  await hand.say({ text, blocks: [section(escapeText(text))] });
}

export async function openLetter(caseId: string, hand: Hand): Promise<void> {
  const file = await printable(caseId, hand);
  if (file === undefined) return sayNoCase(hand);
  await hand.show(letterForm({ file, reader: hand.reader, answers: NO_ANSWERS, records: hand.parts.records }));
}

async function requestFor(view: SeenView, hand: Hand): Promise<LetterRequest | undefined> {
  const file = await printable(view.meta.caseId, hand);
  const { reader, parts } = hand;
  return file === undefined ? undefined : { file, reader, answers: view.answers, records: parts.records };
}

/** Another letter or another language: its words in place of those that stand there. */
export async function redrawLetter(hand: PressHand): Promise<void> {
  const { view, parts } = hand;
  const request = view === undefined ? undefined : await requestFor(view, hand);
  if (view === undefined || request === undefined) return;
  await showView(letterForm(request), { update: view.id, hash: view.hash }, parts);
}

/** The letter as it was gone over, as a page to print; the look at the customer's name is on the record. */
export async function submitLetter(submission: Submission, hand: Hand): Promise<ViewResponseAction | undefined> {
  const { reader, parts } = hand;
  const { language } = reader;
  const request = await requestFor(submission.view, hand);
  if (request === undefined || !(await look(request.file, submission.key, hand)))
    return { response_action: "update", view: sentenceView(t(language, "window.no-case-plain"), reader) };
  const { file } = request;
  const asked = readLetter(request);
  const page = parts.records.letter(file, { ...asked, zone: file.context.desk.zone });
  const number = caseNumber(file.case, file.context, reader);
  const title = letterWords(asked.kind, reader);
  await sendFiles([page], t(language, "letterform.comment", { title, number }), hand);
  return { response_action: "update", view: sentenceView(t(language, "letterform.sent"), reader) };
}
