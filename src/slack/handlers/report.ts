import { mayReport } from "../../desk/rights.ts";
import { reportOf, spanOf, type Report, type ReportAsked } from "../../desk/report.ts";
import type { DeskFile } from "../../desk/service.ts";
import { NO_ANSWERS } from "../answers.ts";
import { section } from "../blocks.ts";
import { slackError } from "../clients.ts";
import { spanText } from "../dates.ts";
import type { Submission } from "../door.ts";
import { md, t } from "../words.ts";
import { sentenceView } from "../notice.ts";
import { peopleNames } from "../names.ts";
import { readAsked, readReport, reportForm, type ReportFormRequest } from "../report-form.ts";
import { reportMessage } from "../report-message.ts";
import { showView } from "../showing.ts";
import { sendFiles } from "./files.ts";
import type { Hand, PressHand } from "./hand.ts";
import { sayNoDesk } from "./no-desk.ts";
import type { ViewResponseAction } from "./view-response.ts";

async function reportable({ parts, reader }: Pick<Hand, "parts" | "reader">): Promise<readonly DeskFile[]> {
  return (await parts.desks.all()).filter(({ context }) => mayReport(reader.id, context));
}

/** Asks which figures; whoever has no part in any desk is told whom to ask. */
export async function openReport(hand: Hand, begun?: ReportAsked): Promise<void> {
  const { reader } = hand;
  const desks = await reportable(hand);
  if (desks.length > 0) {
    await hand.show(reportForm({ desks, reader, answers: NO_ANSWERS, begun }));
    return;
  }
  const [first] = await hand.parts.desks.all();
  if (first === undefined) return sayNoDesk(hand);
  const names = peopleNames(first.people.administrators, first.context, reader.language);
  const people = names || t(reader.language, "tell.nobody");
  const text = t(reader.language, "report.no-right", { people });
  await hand.say({ text, blocks: [section(md(reader.language, "report.no-right", { people }))] });
}

async function requestFor(view: Submission["view"], hand: Hand): Promise<ReportFormRequest> {
  const begun = readAsked(view.meta.marks?.["report"] ?? "");
  return { desks: await reportable(hand), reader: hand.reader, answers: view.answers, begun };
}

/** Draws the form anew: own dates bring two more fields. */
export async function redrawReport(hand: PressHand): Promise<void> {
  const { view, parts } = hand;
  if (view === undefined) return;
  await showView(reportForm(await requestFor(view, hand)), { update: view.id, hash: view.hash }, parts);
}

/** The figures that this reader may have; undefined without the right. */
async function makeReport(asked: ReportAsked, { parts, reader }: Hand): Promise<Report | undefined> {
  const file = await parts.service.desk(asked.desk);
  if (file === undefined || !mayReport(reader.id, file.context)) return undefined;
  const cases = await parts.service.casesIn(asked.desk, spanOf(asked, file.desk.zone), reader.id);
  return reportOf(cases, asked, file);
}

async function post(report: Report, { parts, reader }: Hand): Promise<void> {
  const send = (classic: boolean) =>
    parts.clients.once.chat.postMessage({ channel: reader.id, ...reportMessage(report, reader, classic) });
  try {
    await send(false);
  } catch (error) {
    const code = slackError(error);
    if (code !== "invalid_blocks" && code !== "invalid_arguments") throw error;
    parts.log.warn({ err: error }, "Slack refused a report's table; it is sent in words");
    await send(true);
  }
}

/** The form was sent: the figures go to whoever asked, as a direct message. */
export async function submitReport(submission: Submission, hand: Hand): Promise<ViewResponseAction | undefined> {
  const { view } = submission;
  const read = readReport(await requestFor(view, hand));
  if ("errors" in read) {
    const errors = Object.entries(read.errors).map(([id, text]) => [view.answers.blockOf(id), text]);
    return { response_action: "errors", errors: Object.fromEntries(errors) };
  }
  const { language } = hand.reader;
  const report = await makeReport(read.asked, hand);
  if (report !== undefined) await post(report, hand);
  const text = report === undefined ? t(language, "refusal.not-allowed") : t(language, "report.made");
  return { response_action: "update", view: sentenceView(text, hand.reader) };
}

/** "Spreadsheet": the same figures as files, counted anew. */
export async function sendSheets(hand: PressHand): Promise<void> {
  const asked = readAsked(hand.value);
  const report = asked === undefined ? undefined : await makeReport(asked, hand);
  const { language, zone } = hand.reader;
  if (report === undefined) {
    const text = t(language, "refusal.not-allowed");
    return hand.say({ text, blocks: [section(md(language, "refusal.not-allowed"))] });
  }
  const period = spanText(report.asked.from, report.asked.to, language);
  await sendFiles(
    hand.parts.records.sheets(report, { language, zone }),
    t(language, "report.sheets-sent", { period }),
    hand,
  );
}

/** "Change": the form with what was asked for. */
export async function changeReport(hand: PressHand): Promise<void> {
  await openReport(hand, readAsked(hand.value));
}
