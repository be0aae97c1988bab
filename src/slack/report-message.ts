import type { DataTableBlock, KnownBlock } from "@slack/types";
import type { FigureRow } from "../desk/figures.ts";
import type { Kept, Report, ReportLine } from "../desk/report.ts";
import type { Measure } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import { actions, button, columns, context as small, header, section } from "./blocks.ts";
import type { Message } from "./card.ts";
import { clip } from "./clip.ts";
import { momentText, spanText } from "./dates.ts";
import { fieldById, fieldOption, fieldTitle } from "./facts-text.ts";
import { escapeText, joined, type Mrkdwn } from "./mrkdwn.ts";
import { personName } from "./names.ts";
import { groupWords, writeAsked } from "./report-form.ts";
import type { Reader } from "./voice.ts";
import { md, t, type Key } from "./words.ts";

export const REPORT_ACTIONS = { sheet: "report:sheet", again: "report:again" } as const;

const HOUR_MS = 3_600_000;
/** Rows of the table; Slack takes 201, people read fewer. The spreadsheet holds all. */
const ROWS = 30;
const LINES = 12;
const MEASURES = 12;

/** "88 %", or a dash where nothing was decided yet: 0 of 0 is no share. */
function shareText({ kept, of }: Kept, { language }: Reader): string {
  return of === 0
    ? t(language, "report.nothing")
    : t(language, "report.percent", { percent: Math.round((100 * kept) / of) });
}

function hoursText(ms: number | undefined, { language }: Reader): string {
  return ms === undefined ? t(language, "report.nothing") : String(Number((ms / HOUR_MS).toFixed(1)));
}

/** What a line stands for: a department, a person …, by its title. */
function groupText(by: string, group: string, { file: { context } }: Report, { language }: Reader): string {
  if (group === "") return t(language, "report.no-group");
  if (by === "owner") return personName(group, context, language);
  return fieldOption(by, group, context, language);
}

function shareBlock(report: Report, reader: Reader): KnownBlock {
  const { language } = reader;
  const share = (kept: Kept) => ({ percent: shareText(kept, reader), kept: kept.kept, of: kept.of });
  return columns([
    md(language, report.onTime.of === 0 ? "report.on-time-none" : "report.on-time", share(report.onTime)),
    ...(report.worked === undefined
      ? []
      : [md(language, "report.worked", { hours: hoursText(report.worked, reader) })]),
    ...(report.satisfied.of === 0 ? [] : [md(language, "report.satisfied", share(report.satisfied))]),
  ]);
}

function text(words: string) {
  return { type: "raw_text" as const, text: clip(words || "—", 100) };
}

function number(value: number, words = String(value)) {
  return { type: "raw_number" as const, value, text: words };
}

function tableBlock(report: Report, reader: Reader): DataTableBlock {
  const { language } = reader;
  const { by } = report.asked;
  const share = (kept: Kept) =>
    kept.of === 0 ? text("—") : number(Math.round((100 * kept.kept) / kept.of), shareText(kept, reader));
  const head = [
    groupWords(by, reader),
    t(language, "report.column-received"),
    t(language, "report.column-ended"),
    t(language, "report.column-on-time"),
    t(language, "report.column-overdue"),
    t(language, "report.column-worked"),
  ];
  const row = (line: ReportLine) => [
    text(groupText(by, line.group, report, reader)),
    number(line.received),
    number(line.ended),
    share(line.onTime),
    number(line.overdue),
    line.worked === undefined
      ? text("—")
      : number(Number((line.worked / HOUR_MS).toFixed(1)), hoursText(line.worked, reader)),
  ];
  return {
    type: "data_table",
    caption: t(language, "report.caption", { by: groupWords(by, reader) }),
    page_size: 10,
    rows: [head.map((words) => text(words)), ...report.lines.slice(0, ROWS).map(row)],
  };
}

/** The table in words, for workspaces that do not have that kind of block yet. */
function lineBlocks(report: Report, reader: Reader): readonly KnownBlock[] {
  const words = report.lines.slice(0, LINES).map((line) =>
    md(reader.language, "report.line", {
      group: groupText(report.asked.by, line.group, report, reader),
      received: line.received,
      ended: line.ended,
      onTime: shareText(line.onTime, reader),
      overdue: line.overdue,
    }),
  );
  return [section(joined(words, "\n"))];
}

function valueText({ form }: Measure, { value }: FigureRow, reader: Reader): string {
  if (value === undefined) return t(reader.language, "report.nothing");
  if (form.verb === "share-of" || form.verb === "on-time")
    return t(reader.language, "report.percent", { percent: Math.round(value * 100) });
  return form.verb === "time" ? hoursText(value, reader) : String(Number(value.toFixed(2)));
}

const BOUNDS: { readonly [words: string]: Key } = {
  "at most": "report.at-most",
  "at least": "report.at-least",
  "more than": "report.more-than",
  "less than": "report.less-than",
};

/** A target in words: a bound, or the field in which somebody sets it. */
function targetText(target: string, { file: { context } }: Report, language: Reader["language"]): string {
  const [, bound = "", value = ""] = /^(at most|at least|more than|less than) (.+)$/u.exec(target) ?? [];
  const key = BOUNDS[bound];
  if (key !== undefined) return t(language, key, { value });
  return fieldById(target, context) === undefined ? target : fieldTitle(target, context, language);
}

/** The regulation's own figures, each as one number; how they split stands in the spreadsheet. */
function measureBlocks(report: Report, reader: Reader): readonly KnownBlock[] {
  const { language } = reader;
  const { figures } = report;
  if (figures.length === 0) return [];
  const lines = figures.slice(0, MEASURES).map(({ measure, total }): Mrkdwn => {
    const params = { title: textIn(measure.title, language), value: valueText(measure, total, reader) };
    return measure.target === undefined
      ? md(language, "report.measure", params)
      : md(language, "report.measure-target", { ...params, target: targetText(measure.target, report, language) });
  });
  const rest = figures.length - MEASURES;
  const more = rest > 0 ? [md(language, "report.measures-more", { count: rest })] : [];
  return [section(joined([md(language, "report.measures"), ...lines, ...more], "\n"))];
}

/** The figures as a direct message to whoever asked. `classic`: without the kind of block that not all have. */
export function reportMessage(report: Report, reader: Reader, classic = false): Message {
  const { language } = reader;
  const { asked, balance, file } = report;
  const period = spanText(asked.from, asked.to, language);
  const value = writeAsked(asked);
  const sentence = t(language, "report.text", {
    period,
    received: balance.received,
    closed: balance.closed,
    open: balance.openAtEnd,
    onTime: shareText(report.onTime, reader),
  });
  const again = button({ label: t(language, "report.again"), action: REPORT_ACTIONS.again, value });
  if (report.cases.length === 0) {
    const none = t(language, "report.none", { period });
    return { text: none, blocks: [section(escapeText(none)), actions([again])] };
  }
  return {
    text: sentence,
    blocks: [
      header(t(language, "report.head", { period, desk: textIn(file.desk.name, language) })),
      section(md(language, "report.balance", { ...balance })),
      shareBlock(report, reader),
      ...(report.lines.length === 0 ? [] : classic ? lineBlocks(report, reader) : [tableBlock(report, reader)]),
      ...measureBlocks(report, reader),
      small([t(language, "report.as-of", { time: momentText(report.at, reader, reader.now) })]),
      actions([
        button({ label: t(language, "report.sheet"), action: REPORT_ACTIONS.sheet, value, primary: true }),
        again,
      ]),
    ],
  };
}
