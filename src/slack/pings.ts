import type { KnownBlock } from "@slack/types";
import type { Clock } from "../desk/clocks.ts";
import { plannedCall } from "../desk/agenda.ts";
import type { PlannedCall } from "../desk/case.ts";
import { dutyOfKind } from "../desk/duties.ts";
import type { CaseEvent, EventOf } from "../desk/events.ts";
import type { Notice } from "../desk/notices.ts";
import { isQuiet, runsInRealHours } from "../desk/quiet.ts";
import type { CaseFile } from "../desk/service.ts";
import { isDone } from "../desk/steps.ts";
import { actButton, known, type Act } from "./acts.ts";
import { basisText } from "./basis.ts";
import { actions, contextIf, quote, section } from "./blocks.ts";
import { leftText, viewOf, type CaseView } from "./case-view.ts";
import { pushHead, type Message } from "./card.ts";
import { clip } from "./clip.ts";
import { dayText } from "./dates.ts";
import { historyLine } from "./lines/lines.ts";
import { LIMITS } from "./limits.ts";
import { maskName } from "./masks.ts";
import { pushText, type Mrkdwn } from "./mrkdwn.ts";
import { comingText } from "./next-text.ts";
import { caseNumber, nextWords, peopleNames, personName } from "./names.ts";
import { byText, dueText, whenText } from "./phrases.ts";
import { solvedText } from "./said.ts";
import type { Reader } from "./voice.ts";
import { md, t, type Key, type MarkedParams } from "./words.ts";

export type PingNotice = Extract<Notice, { readonly kind: "ping" }>;

/** All that one ping is drawn from. */
export interface PingRequest {
  readonly file: CaseFile;
  readonly view: CaseView;
  readonly notice: PingNotice;
  readonly event: CaseEvent;
  readonly reader: Reader;
}

export function pingRequest(file: CaseFile, notice: PingNotice, reader: Reader): PingRequest | undefined {
  const event = file.events[notice.event - 1];
  return event === undefined ? undefined : { file, view: viewOf(file), notice, event, reader };
}

/** The clock that the ping is about, as it stands now. */
export function clockOf({ view, notice, event }: PingRequest): Clock | undefined {
  const key = notice.clock ?? ("clock" in event ? event.clock : undefined);
  return view.clocks.find((clock) => clock.key === key);
}

export interface Said {
  /** First line: number, fact, time. It names no customer, so that it can be the push, too. */
  readonly key: Key;
  readonly params?: MarkedParams;
  readonly more?: readonly KnownBlock[];
  readonly buttons: readonly Act[];
  /** What the first button says where it is more than the step's own verb. */
  readonly start?: Key;
}

function stepWords(step: string, { file, reader }: PingRequest): string {
  return nextWords(step, file.context, reader.language);
}

function headOf({ file, reader }: PingRequest): string {
  return pushHead(file, reader);
}

function words(request: PingRequest, key: Key, params: MarkedParams = {}): KnownBlock {
  return section(md(request.reader.language, key, params));
}

/** What everybody says about a clock: head, step, due time, clause. */
function clockParams(clock: Clock, request: PingRequest) {
  const { file, reader } = request;
  return {
    head: headOf(request),
    step: stepWords(clock.step, request),
    due: dueText(clock.due ?? 0, reader, file.context.desk.zone),
    basis: basisText(clock.rule.basis, file.context, reader.language),
  };
}

function turn(request: PingRequest, key: Key): Said | undefined {
  const { view, reader, file } = request;
  const { next, doers } = view;
  // Somebody else has done it, or it is somebody else's by now.
  if (next === undefined || doers?.people.includes(reader.id) !== true) return undefined;
  const what = comingText({ step: next.step.id, clock: view.clock, ahead: view.first }, file.context, reader);
  return {
    key,
    params: { head: headOf(request), step: stepWords(next.step.id, request), what },
    buttons: [`do/${next.step.id}`, "details"],
  };
}

function dueSoon(request: PingRequest): Said | undefined {
  const { file, reader, event } = request;
  const clock = clockOf(request);
  if (clock === undefined)
    return event.type === "warned" && event.deadline === "callback" ? callback(request) : undefined;
  if (clock.due === undefined || clock.state === "missed" || clock.endedAt !== undefined) return undefined;
  const params = clockParams(clock, request);
  const left = leftText(clock, file, reader.language);
  const buttons: readonly Act[] = [...ownStep(clock, request), "ask", "details"];
  return left === undefined
    ? { key: "ping.due-soon", params, buttons }
    : { key: "ping.due-soon-left", params: { ...params, left }, buttons };
}

/** The step that the clock waits for, if it can be done now; else the next one. */
function ownStep(clock: Clock, { view }: PingRequest): readonly Act[] {
  const open = view.steps.find(({ step, state }) => clock.rule.until.includes(step.id) && state === "open");
  const step = open?.step.id ?? view.next?.step.id;
  return step === undefined ? [] : [`do/${step}`];
}

function stillMissed(request: PingRequest): Clock | undefined {
  const clock = clockOf(request);
  return clock?.due !== undefined && clock.state === "missed" && clock.endedAt === undefined ? clock : undefined;
}

function missedOwner(request: PingRequest): Said | undefined {
  const clock = stillMissed(request);
  if (clock === undefined) return undefined;
  const { file, reader } = request;
  const told = [...new Set(clock.miss?.told.flatMap((rung) => rung.people) ?? [])].filter(
    (person) => person !== reader.id,
  );
  const params = clockParams(clock, request);
  const asks =
    told.length === 0
      ? words(request, "ping.missed-ask")
      : words(request, "ping.missed-told", {
          people: peopleNames(told, file.context, reader.language),
          count: told.length,
        });
  return {
    key: params.basis === "" ? "ping.missed-house" : "ping.missed",
    params,
    more: [asks],
    buttons: [...ownStep(clock, request), "ask", "details"],
  };
}

/** The last thing that a person did, for whoever has to decide. */
function lastNews(request: PingRequest): readonly KnownBlock[] {
  const { file, reader } = request;
  const place = file.events.findLastIndex((event) => event.by !== "desk" && event.type !== "looked") + 1;
  const line = place === 0 ? undefined : historyLine(file, place, reader);
  const at = file.events[place - 1]?.at;
  if (line === undefined || at === undefined) return [];
  return [words(request, "ping.last-news", { line, time: whenText(at, reader) })];
}

function missedRung(request: PingRequest): Said | undefined {
  const clock = stillMissed(request);
  const { file, reader, event } = request;
  if (clock === undefined || event.type !== "missed") return undefined;
  const owner = peopleNames(event.people, file.context, reader.language) || t(reader.language, "tell.nobody");
  return {
    key: "ping.missed-rung",
    params: { ...clockParams(clock, request), owner },
    more: lastNews(request),
    buttons: ["decide", "details"],
  };
}

function stillLateOwner(request: PingRequest): Said | undefined {
  const clock = stillMissed(request);
  if (clock === undefined) return undefined;
  const { file, reader } = request;
  // A duty has no customer behind it, and who has the answer is not waiting for the paper.
  if (dutyOfKind(file.case.kind) !== undefined || isDone(file.case, "resolve"))
    return {
      key: "ping.still-late",
      params: clockParams(clock, request),
      more: [words(request, "ping.still-late-do")],
      buttons: [...ownStep(clock, request), "details"],
    };
  const heard = Math.max(file.case.firstReceivedAt, ...file.case.contacts.map((contact) => contact.when));
  const more = [words(request, "ping.nothing-heard", { since: dayText(heard, reader, reader.now) })];
  return { key: "ping.still-late", params: clockParams(clock, request), more, buttons: ["contact", "details"] };
}

function stillLateRung(request: PingRequest): Said | undefined {
  const clock = stillMissed(request);
  return clock === undefined
    ? undefined
    : {
        key: "ping.still-late-rung",
        params: clockParams(clock, request),
        more: lastNews(request),
        buttons: ["decide", "details"],
      };
}

/** For when a call is planned, and by whom. */
export function plannedWords(
  { at, by }: Pick<PlannedCall, "by"> & { readonly at: number },
  key: Key,
  { file, reader }: Pick<PingRequest, "file" | "reader">,
): string {
  const params = { time: whenText(at, reader), who: personName(by, file.context, reader.language) };
  return t(reader.language, key, params);
}

function callback(request: PingRequest): Said | undefined {
  const { view, file, reader } = request;
  const { next, doers } = view;
  if (next?.step.type !== "callback" || doers?.people.includes(reader.id) !== true) return undefined;
  const planned = plannedCall(file.case, file.context);
  // Somebody chose another time since: the next reminder comes then.
  if (planned !== undefined && planned.event > request.notice.event) return undefined;
  const { complainant } = file.case.facts;
  const said = file.case.facts["what-happened"];
  const params = {
    head: headOf(request),
    customer: typeof complainant === "string" ? maskName(complainant) : "—",
    by: byText(view.clock, reader, file.context.desk.zone),
    day: dayText(file.case.firstReceivedAt, reader, reader.now),
  };
  const solved = solvedText(file, reader);
  const agreed = planned === undefined ? [] : contextIf([plannedWords(planned, "ping.call-planned-now", request)]);
  return {
    key: view.clock?.due === undefined ? "ping.callback-open" : "ping.callback",
    params,
    more: [
      ...contextIf(solved === undefined ? [] : [solved]),
      ...(typeof said === "string" ? [quote(said)] : []),
      ...agreed,
    ],
    buttons: [`do/${next.step.id}`, "postpone-call", "details"],
    start: "do.start-call",
  };
}

function decideOn(request: PingRequest): Said | undefined {
  const { file, reader, event, view } = request;
  if (event.type !== "escalated") return undefined;
  const open = file.case.escalations.find(
    (escalation) => escalation.at === event.at && escalation.decided === undefined,
  );
  if (open?.people.includes(reader.id) !== true) return undefined;
  const needs = event.needs.map((need) =>
    t(reader.language, need === "people" ? "need.people" : need === "money" ? "need.money" : "need.decision"),
  );
  return {
    key: "ping.decide",
    params: {
      who: personName(event.by, file.context, reader.language),
      head: headOf(request),
      by: byText(view.first, reader, file.context.desk.zone),
    },
    more: [
      ...(event.reason === "" ? [] : [quote(event.reason)]),
      ...(needs.length === 0
        ? []
        : contextIf([t(reader.language, "ping.needs", { needs: needs.join(t(reader.language, "between.list")) })])),
    ],
    buttons: ["decide", "details"],
  };
}

function handOver(request: PingRequest): Said | undefined {
  const { file, reader } = request;
  const offer = file.case.handOver;
  if (offer === undefined) return undefined;
  const params = {
    head: headOf(request),
    who: personName(offer.by, file.context, reader.language),
    by: dueText(offer.until, reader, file.context.desk.zone),
  };
  return {
    key: "ping.hand-over",
    params,
    more: [
      quote(offer.reason),
      ...(offer.agreed === undefined ? [] : contextIf([t(reader.language, "tell.agreed", { agreed: offer.agreed })])),
    ],
    buttons: ["take-over", "decline-hand-over", "details"],
  };
}

function informed(request: PingRequest): Said | undefined {
  const line = historyLine(request.file, request.notice.event, request.reader);
  return line === undefined
    ? undefined
    : { key: "ping.informed", params: { head: headOf(request), line }, buttons: ["details"] };
}

function sentBack(request: PingRequest): Said | undefined {
  const said = turn(request, "ping.sent-back");
  const { event } = request;
  const reason = "reason" in event ? event.reason : undefined;
  return said === undefined || reason === undefined ? said : { ...said, more: [quote(reason)] };
}

/** Something to put right is this person's, until it is done. */
function toPutRight(planned: EventOf<"correction-planned">, request: PingRequest): Said | undefined {
  const { file, reader } = request;
  const { correction: id, what, due } = planned;
  const open = file.case.corrections.find((correction) => correction.id === id && correction.done === undefined);
  if (open === undefined) return undefined;
  return {
    key: "ping.put-right",
    params: { head: headOf(request), by: dueText(due, reader, file.context.desk.zone) },
    more: [quote(what)],
    buttons: [`do-correction/${id}`, "details"],
  };
}

function sayOther(request: PingRequest): Said | undefined {
  switch (request.notice.ping) {
    case "new-for-you":
      if (request.event.type === "correction-planned") return toPutRight(request.event, request);
      return turn(request, request.view.phase === "new" ? "ping.new" : "ping.turn");
    case "due-soon":
    case "promise":
      return dueSoon(request);
    case "missed-owner":
      return missedOwner(request);
    case "missed-rung":
      return missedRung(request);
    case "still-late-owner":
      return stillLateOwner(request);
    case "still-late-rung":
      return stillLateRung(request);
    case "callback":
      return callback(request);
    case "decide":
      return decideOn(request);
    case "hand-over":
      return handOver(request);
    case "informed":
      return informed(request);
    case "sent-back":
      return sentBack(request);
    case "restricted":
      return turn(request, "ping.restricted");
    case "approval":
    case "approval-reminder":
    case "approval-answered":
      return undefined;
  }
}

/** Why somebody is rung up in quiet hours. */
function nightWord(request: PingRequest): readonly KnownBlock[] {
  const clock = clockOf(request);
  const { file, reader } = request;
  if (clock === undefined || !runsInRealHours(clock.rule) || !isQuiet(reader.zone, clock.rule, file.context)) return [];
  const { basis } = clock.rule;
  const clause = basisText(basis, file.context, reader.language);
  return contextIf([
    clause === "" ? t(reader.language, "ping.night-house") : t(reader.language, "ping.night", { basis: clause }),
  ]);
}

/** What is pushed to the phone: the first line without formatting. For a callback it leaves out the name. */
function pushOf(said: Said, request: PingRequest): string {
  const { reader, file, view } = request;
  if (said.key === "ping.callback-open")
    return t(reader.language, "ping.callback-push-open", { number: caseNumber(file.case, file.context, reader) });
  if (said.key === "ping.callback")
    return t(reader.language, "ping.callback-push", {
      number: caseNumber(file.case, file.context, reader),
      by: byText(view.clock, reader, file.context.desk.zone),
    });
  const params: Record<string, string | number> = {};
  // The line of an informed ping may quote somebody: the push only says which case.
  if (said.key === "ping.informed") return headOf(request);
  for (const [name, value] of Object.entries(said.params ?? {})) params[name] = typeof value === "object" ? "" : value;
  return pushText(t(reader.language, said.key, params)).replace(/[*]/gu, "");
}

export function buttonsFor(
  { buttons, start }: Pick<Said, "buttons" | "start">,
  file: CaseFile,
  reader: Reader,
): KnownBlock {
  const number = caseNumber(file.case, file.context, reader);
  const shown = buttons.filter((act) => known(act, file));
  return actions(
    shown.map((act, index) =>
      actButton(act, file, {
        language: reader.language,
        number,
        primary: index === 0 && act !== "details",
        ...(index === 0 && start !== undefined ? { label: t(reader.language, start) } : {}),
      }),
    ),
  );
}

/** The message for what was said, with buttons for this very reader; in a thread it calls a whole group. */
export function pingMessage(said: Said, request: PingRequest, group?: Mrkdwn): Message {
  const { file, reader } = request;
  const fact: Mrkdwn = md(reader.language, said.key, said.params ?? {});
  const push = pushOf(said, request);
  const first = group === undefined ? fact : md(reader.language, "group.ping", { group, fact });
  const text = group === undefined ? push : t(reader.language, "group.ping", { group: group.mrkdwn, fact: push });
  return {
    text: clip(text, LIMITS.messageText),
    blocks: [section(first), ...(said.more ?? []), ...nightWord(request), buttonsFor(said, file, reader)],
  };
}

/** A ping as it should read now; undefined when it has lost its sense and must not be sent any more. */
export function sayPing(request: PingRequest): Said | undefined {
  const { file, notice } = request;
  if (file.case.ended !== undefined && !["informed", "approval-answered", "new-for-you"].includes(notice.ping))
    return undefined;
  return sayOther(request);
}
