import type { KnownBlock } from "@slack/types";
import { dutyOfKind } from "../desk/duties.ts";
import type { ChannelDigest, PersonDigest } from "../desk/digest.ts";
import type { Context } from "../desk/context.ts";
import type { CaseRow } from "../desk/service.ts";
import { ACT_PREFIX } from "./acts.ts";
import { actions, button, contextIf, header, section } from "./blocks.ts";
import type { Message } from "./card.ts";
import { clip } from "./clip.ts";
import { clockText, longDayText, momentToken, shownDue } from "./dates.ts";
import { escapeText, joined, link, type Mrkdwn } from "./mrkdwn.ts";
import { writeList } from "./lists.ts";
import { LIMITS } from "./limits.ts";
import { departmentTitle, levelTitle, nextWords, peopleNames, personName } from "./names.ts";
import { dueText } from "./phrases.ts";
import { contextOf, rowFact, rowNumber, rowTitle } from "./rows.ts";
import type { Language } from "../regulation/shape.ts";
import type { Reader, Voice } from "./voice.ts";
import type { DeskFile } from "../desk/service.ts";
import { plainText } from "./mrkdwn.ts";
import { md, t, type Key, type MarkedParams } from "./words.ts";

export const DIGEST_ACTION = "digest:all";

/** Rows shown in each bucket; the rest is a number. */
const ROWS = 5;

export interface DigestRequest {
  readonly digest: ChannelDigest;
  readonly department?: string;
  readonly context: Context;
  readonly voice: Voice;
  /** Link to the card of a case, where one stands. */
  readonly linkTo: (caseId: string) => string | undefined;
}

function numberLink(row: CaseRow, { linkTo, voice }: DigestRequest): Mrkdwn {
  const url = linkTo(row.id);
  const number = escapeText(rowNumber(row, voice.language));
  return url === undefined ? number : link(url, number);
}

/** How long a row is for whoever reads it: links and times by their words. */
function shownLength({ mrkdwn }: Mrkdwn): number {
  return plainText(mrkdwn.replace(/<[^<>|]*\|([^<>]*)>/gu, "$1")).length;
}

/** Of the matter and of a name so much is left, however long the rest of the row is. */
const SHORTEST = 12;

/** The row, with its matter and then its names cut as far as it takes for a line that is read at a glance. */
function fitted(row: CaseRow, key: Key, rest: MarkedParams, request: DigestRequest): Mrkdwn {
  const { context, voice } = request;
  const { language } = voice;
  let words = {
    matter: rowTitle(row, context, language),
    owner: row.owner === undefined ? t(language, "tell.nobody") : personName(row.owner, context, language),
    told: peopleNames(row.told ?? [], context, language),
  };
  const fixed = { ...rest, number: numberLink(row, request), level: levelTitle(row.level, context, language) };
  const drawn = () => {
    const line = md(language, key, { ...fixed, ...words });
    return words.told === "" ? line : joined([line, md(language, "digest.told", { people: words.told })]);
  };
  for (const part of ["matter", "told", "owner"] as const) {
    const excess = shownLength(drawn()) - LIMITS.ourDigestRow;
    if (excess > 0) words = { ...words, [part]: clip(words[part], Math.max(SHORTEST, words[part].length - excess)) };
  }
  return drawn();
}

function lateRow(row: CaseRow, request: DigestRequest): Mrkdwn {
  const due =
    row.due === undefined ? escapeText("—") : momentToken(shownDue(row.due, request.context.desk.zone), request.voice);
  return fitted(row, "digest.row-late", { due }, request);
}

/** What the due time of a row is for. */
function dueWords({ dueStep, nextStep }: CaseRow, context: Context, language: Language): string {
  const step = dueStep ?? nextStep;
  return step === undefined ? "—" : nextWords(step, context, language);
}

function todayRow(row: CaseRow, request: DigestRequest): Mrkdwn {
  const { context, voice } = request;
  const time = row.due === undefined ? "" : clockText(shownDue(row.due, context.desk.zone), voice.zone);
  const step = dueWords(row, context, voice.language);
  return fitted({ ...row, told: [] }, "digest.row-today", { time, step }, request);
}

interface Bucket {
  readonly title: Key;
  readonly rows: readonly CaseRow[];
  readonly row: (row: CaseRow, request: DigestRequest) => Mrkdwn;
}

function bucketBlock({ title, rows, row }: Bucket, request: DigestRequest): readonly KnownBlock[] {
  if (rows.length === 0) return [];
  const { language } = request.voice;
  const shown = rows.slice(0, ROWS).map((each) => row(each, request));
  const more = rows.length > ROWS ? [md(language, "digest.more", { count: rows.length - ROWS })] : [];
  return [section(joined([md(language, title, { count: rows.length }), ...shown, ...more], "\n"))];
}

/** One line of numbers for a bucket that nobody has to act on this morning. */
function countLine(title: Key, rows: readonly CaseRow[], request: DigestRequest): readonly Mrkdwn[] {
  if (rows.length === 0) return [];
  return [
    joined([
      md(request.voice.language, title, { count: rows.length }),
      ...rows.slice(0, 8).map((row) => numberLink(row, request)),
    ]),
  ];
}

/** What a department's channel reads in the morning. Names are not mentioned: a digest calls nobody. */
export function channelDigestMessage(request: DigestRequest): Message {
  const { digest, department, context, voice } = request;
  const { language } = voice;
  const title = department === undefined ? "" : departmentTitle(department, context, language);
  const day = longDayText(voice.now, voice);
  const lines = [
    ...countLine("digest.soon", digest.soon, request),
    ...countLine("digest.waiting", digest.waiting, request),
  ];
  const counts = {
    overdue: digest.overdue.length,
    today: digest.today.length,
    soon: digest.soon.length,
    waiting: digest.waiting.length,
  };
  const desk = context.desk.id;
  const list = writeList(department === undefined ? { of: "at-desk", desk } : { of: "department", desk, department });
  return {
    text:
      department === undefined
        ? t(language, "digest.text-desk", counts)
        : t(language, "digest.text", { department: title, ...counts }),
    blocks: [
      header(
        department === undefined
          ? t(language, "digest.head-desk", { day })
          : t(language, "digest.head", { department: title, day }),
      ),
      ...bucketBlock({ title: "digest.overdue", rows: digest.overdue, row: lateRow }, request),
      ...bucketBlock({ title: "digest.today", rows: digest.today, row: todayRow }, request),
      ...(lines.length === 0 ? [] : [section(joined(lines, "\n"))]),
      actions([button({ label: t(language, "digest.show-all"), action: DIGEST_ACTION, value: list })]),
    ],
  };
}

function firstLine(row: CaseRow, context: Context, reader: Reader): Mrkdwn {
  const { language } = reader;
  const number = rowNumber(row, language);
  const decides = row.deciders?.includes(reader.id) === true;
  const step = decides ? t(language, "row.decide") : dueWords(row, context, language);
  if (row.due === undefined || (decides && !row.overdue))
    return md(language, "digest.first", { number, what: decides ? step : t(language, "due.step-none", { step }) });
  const due = dueText(row.due, reader, context.desk.zone);
  if (row.overdue) return md(language, "digest.first-late", { number, step, due });
  const by = t(language, "due.by-plain", { time: due });
  return md(language, "digest.first", { number, what: t(language, "due.step", { step, by }) });
}

/** Cases that one person reads of by their number, beside the first. */
const REST = 6;

/** The cases that the digest tells a person to do something about. */
export function casesIn({ first, approve, rest }: PersonDigest): readonly string[] {
  return [...(approve ? [] : [first]), ...rest.slice(0, REST)].map((row) => row.id);
}

/** Is it an occurrence of a duty that looks back on figures? */
function reports({ kind = "" }: CaseRow, context: Context | undefined): boolean {
  const duty = context?.regulation.duties.find(({ id }) => id === dutyOfKind(kind));
  return duty !== undefined && duty.report.length > 0;
}

/** What one person reads: the one thing to start with, then the rest in one breath. */
export function personDigestMessage(
  digest: PersonDigest,
  desks: readonly DeskFile[],
  reader: Reader,
): Message | undefined {
  const { language } = reader;
  const context = contextOf(digest.first, desks);
  if (context === undefined) return undefined;
  const asked = digest.approve || digest.first.nextStep === undefined;
  const first = asked
    ? md(language, "digest.first-approve", { number: rowNumber(digest.first, language) })
    : firstLine(digest.first, context, reader);
  const label = t(language, "do.details");
  const details = button({
    label,
    action: `${ACT_PREFIX}details`,
    value: digest.first.id,
    primary: true,
    spoken: t(language, "do.spoken", { act: label, number: rowNumber(digest.first, language) }),
  });
  const rest = digest.rest
    .slice(0, REST)
    .map((row) =>
      joined([escapeText(rowNumber(row, language)), rowFact(row, contextOf(row, desks) ?? context, reader)], " "),
    );
  const counts =
    digest.callbacks + digest.toApprove === 0
      ? []
      : [t(language, "digest.counts", { callbacks: digest.callbacks, approvals: digest.toApprove })];
  const owed = [digest.first, ...digest.rest].find((row) => reports(row, contextOf(row, desks)));
  const report = t(language, "do.report");
  return {
    text: plainText(first.mrkdwn).replace(/[*]/gu, ""),
    blocks: [
      section(first, details),
      ...(rest.length === 0 ? [] : [section(md(language, "digest.then", { rows: joined(rest) }))]),
      ...contextIf(counts),
      ...(owed === undefined
        ? []
        : [actions([button({ label: report, action: `${ACT_PREFIX}report`, value: owed.id })])]),
    ],
  };
}
