import type { KnownBlock } from "@slack/types";
import type { Request } from "../desk/case.ts";
import { extensionRule } from "../desk/rights.ts";
import { asGranted } from "../desk/rules/answering.ts";
import type { CaseFile } from "../desk/service.ts";
import { moneyText } from "../regulation/text.ts";
import type { Act } from "./acts.ts";
import { basisOrHouse } from "./basis.ts";
import { contextIf, quote, section } from "./blocks.ts";
import { requestWords } from "./card-face.ts";
import { answerText, fieldOption, fieldTitle } from "./facts-text.ts";
import { plainText, type Mrkdwn } from "./mrkdwn.ts";
import { pushHead } from "./card.ts";
import { personName } from "./names.ts";
import { dueText, whenText } from "./phrases.ts";
import type { PingRequest, Said } from "./pings.ts";
import type { Reader } from "./voice.ts";
import { md, t } from "./words.ts";

/** Answers of a whole step take more room than a reason. */
const DONE = { lines: 12, length: 900 };

export function requestById(id: string | undefined, file: CaseFile): Request | undefined {
  return file.case.requests.find((request) => request.id === id);
}

/** What is asked, as words without date tokens: one reader, one zone. */
function whatText(request: Request, file: CaseFile, reader: Reader): string {
  const { until, doneAt } = request.detail;
  const words: Mrkdwn = requestWords(request, { file }, reader);
  const time =
    until === undefined ? whenText(doneAt ?? reader.now, reader) : dueText(until, reader, file.context.desk.zone);
  // The token's fallback names the zone of the reader already.
  return plainText(words.mrkdwn.replace(/<!date[^|]*\|[^>]*>/u, time));
}

/** The rule beside the request: what changes, how often already, by which clause. */
function askLine(request: Request, { file, reader, view }: PingRequest): Mrkdwn {
  const { case: current, context } = file;
  const who = personName(request.by, context, reader.language);
  const what = whatText(request, file, reader);
  const rule = extensionRule(current, context);
  const from = view.clocks.find((clock) => clock.key === request.detail.clocks?.[0])?.due;
  if (request.of !== "extension" || rule === undefined || from === undefined)
    return md(reader.language, "ping.approval-asks-plain", { who, what });
  return md(reader.language, "ping.approval-asks", {
    who,
    what,
    from: dueText(from, reader, context.desk.zone),
    count: current.extensions.length + 1,
    basis: basisOrHouse(rule.basis, context, reader.language),
  });
}

function details(request: Request, file: CaseFile, reader: Reader): readonly KnownBlock[] {
  const { language } = reader;
  const { customerTold: told, form, wanted } = request.detail;
  return contextIf([
    ...(form === undefined ? [] : [fieldOption("compensation-form", form, file.context, language)]),
    ...(wanted === undefined ? [] : [t(language, "ping.customer-asked", { sum: moneyText(wanted, language) })]),
    ...(told === undefined
      ? []
      : [t(language, "ping.customer-told", { answer: t(language, told ? "label.yes" : "label.no") })]),
    // A record of an earlier time is always late, and a yes to it clears the miss.
    ...(request.late && request.of === "extension" ? [t(language, "ping.late-request")] : []),
    ...(request.answerBy === undefined
      ? []
      : [t(language, "ping.answer-by", { by: dueText(request.answerBy, reader, file.context.desk.zone) })]),
  ]);
}

/** What was done at a step, answer by answer, as whoever did it entered it: that is what the yes is about. */
function doneText(request: Request, { case: current, context }: CaseFile, reader: Reader): string {
  const { step, instance } = request.detail;
  const doing = current.doings.findLast((one) => one.step === step && one.instance === instance && one.stands);
  if (doing === undefined) return "";
  const answers = Object.entries(doing.answers).flatMap(([id, given]) => {
    const value = answerText(id, given, context, reader);
    const title = fieldTitle(id, context, reader.language);
    return value === "" ? [] : [title === "" ? value : t(reader.language, "window.fact", { title, value })];
  });
  return [...answers, doing.note ?? ""].filter((line) => line !== "").join("\n");
}

/** The words on which to decide: what was done, the ground found, or the reason given. */
function grounds(request: Request, file: CaseFile, reader: Reader): readonly KnownBlock[] {
  const words = request.of === "step" ? doneText(request, file, reader) : (request.detail.ground ?? request.reason);
  return words === "" ? [] : [quote(words, request.of === "step" ? DONE : undefined)];
}

function answerActs(request: Request): readonly Act[] {
  return request.of === "close-unreached"
    ? [`approve/${request.id}`, `more-calls/${request.id}`, "details"]
    : [`approve/${request.id}`, `refuse/${request.id}`, "details"];
}

function askedOf(ping: PingRequest): Said | undefined {
  const { file, reader, notice, event } = ping;
  const head = pushHead(file, reader);
  if (event.type === "proposed") return { key: "ping.proposed", params: { head }, buttons: ["details"] };
  const request = requestById(notice.request ?? ("request" in event ? event.request : undefined), file);
  if (
    request === undefined ||
    request.answer !== undefined ||
    request.takenBack === true ||
    !request.approvers.includes(reader.id)
  )
    return undefined;
  if (notice.ping === "approval-reminder")
    return {
      key: "ping.approval-reminder",
      params: { who: personName(request.by, file.context, reader.language), head },
      buttons: answerActs(request),
    };
  return {
    key: "ping.approval",
    params: { what: whatText(request, file, reader), head },
    more: [section(askLine(request, ping)), ...grounds(request, file, reader), ...details(request, file, reader)],
    buttons: answerActs(request),
  };
}

function answeredOf(ping: PingRequest): Said | undefined {
  const { file, reader, notice, event } = ping;
  const request = requestById(notice.request ?? ("request" in event ? event.request : undefined), file);
  if (request?.answer === undefined) return undefined;
  const { yes, by, reason } = request.answer;
  const params = {
    head: pushHead(file, reader),
    who: personName(by, file.context, reader.language),
    what: whatText(asGranted(request), file, reader),
  };
  return {
    key: yes ? "ping.approved" : "ping.refused",
    params,
    more: reason === undefined ? [] : [quote(reason)],
    buttons: ["details"],
  };
}

/** What an approver or asker is told; undefined once it has been answered or taken back. */
export function sayApproval(ping: PingRequest): Said | undefined {
  return ping.notice.ping === "approval-answered" ? answeredOf(ping) : askedOf(ping);
}

/** How a decided request reads on the messages that asked for it. */
export function decidedWords(request: Request, file: CaseFile, reader: Reader): string {
  const { language } = reader;
  if (request.takenBack === true) return t(language, "ping.taken-back");
  const { answer } = request;
  if (answer === undefined) return t(language, "ping.over");
  const params = { who: personName(answer.by, file.context, language), time: whenText(answer.at, reader) };
  return t(language, answer.yes ? "ping.approved-at" : "ping.refused-at", params);
}
