import type { KnownBlock } from "@slack/types";
import {
  datesOf,
  REPORT_GROUPS,
  REPORT_PERIODS,
  type ReportAsked,
  type ReportGroup,
  type ReportPeriod,
} from "../desk/report.ts";
import type { DeskFile } from "../desk/service.ts";
import { textIn } from "../regulation/text.ts";
import type { Answers } from "./answers.ts";
import { plain } from "./blocks.ts";
import { spanText } from "./dates.ts";
import { writeMeta } from "./door.ts";
import { choiceInput, dateInput, radioInput, selectInput } from "./inputs.ts";
import { LIMITS } from "./limits.ts";
import type { Modal } from "./modal.ts";
import type { Reader } from "./voice.ts";
import { t, type Key } from "./words.ts";

export const REPORT_CALLBACK = "report";

/** More than this is no report that anybody reads, and long to count. */
const MOST_DAYS = 731;

export interface ReportFormRequest {
  /** Desks of which this reader may have figures; at least one. */
  readonly desks: readonly DeskFile[];
  readonly reader: Reader;
  readonly answers: Answers;
  /** What it begins with. */
  readonly begun?: ReportAsked | undefined;
}

const GROUP_KEYS: { readonly [by in ReportGroup]: Key } = {
  department: "report.group-department",
  category: "report.group-category",
  level: "report.group-level",
  owner: "report.group-owner",
  source: "report.group-source",
};

export function groupWords(by: ReportGroup, { language }: Pick<Reader, "language">): string {
  return t(language, GROUP_KEYS[by]);
}

function isPeriod(value: string | undefined): value is ReportPeriod {
  return REPORT_PERIODS.some((period) => period === value);
}

function isGroup(value: string | undefined): value is ReportGroup {
  return REPORT_GROUPS.some((group) => group === value);
}

function deskNow({ desks, answers, begun }: ReportFormRequest): DeskFile | undefined {
  const id = answers.choice("desk") ?? begun?.desk;
  return desks.find(({ desk }) => desk.id === id) ?? desks[0];
}

function periodNow({ answers, begun }: ReportFormRequest): ReportPeriod {
  const chosen = answers.choice("period");
  return isPeriod(chosen) ? chosen : begun === undefined ? "last-month" : "own";
}

function periodLabel(period: ReportPeriod, file: DeskFile, reader: Reader): string {
  if (period === "own") return t(reader.language, "report.period-own");
  const { from, to } = datesOf(period, reader.now, file.desk.zone);
  const keys = {
    "last-month": "report.period-last-month",
    "this-month": "report.period-this-month",
    "last-quarter": "report.period-last-quarter",
  } as const;
  return t(reader.language, keys[period], { period: spanText(from, to, reader.language) });
}

function blocks(request: ReportFormRequest): readonly KnownBlock[] {
  const { desks, reader, begun } = request;
  const { language } = reader;
  const file = deskNow(request);
  if (file === undefined) return [];
  const period = periodNow(request);
  const dates = begun ?? datesOf("this-month", reader.now, file.desk.zone);
  return [
    ...(desks.length === 1
      ? []
      : [
          selectInput({
            id: "desk",
            label: t(language, "report.desk"),
            choices: desks.map(({ desk }) => ({ value: desk.id, label: textIn(desk.name, language) })),
            chosen: file.desk.id,
          }),
        ]),
    radioInput({
      id: "period",
      label: t(language, "report.period"),
      dispatch: true,
      choices: REPORT_PERIODS.map((value) => ({ value, label: periodLabel(value, file, reader) })),
      chosen: period,
    }),
    ...(period === "own"
      ? [
          dateInput({ id: "from", label: t(language, "report.from"), value: dates.from }),
          dateInput({ id: "to", label: t(language, "report.to"), value: dates.to }),
        ]
      : []),
    choiceInput({
      id: "by",
      label: t(language, "report.by"),
      choices: REPORT_GROUPS.map((value) => ({ value, label: groupWords(value, reader) })),
      chosen: begun?.by ?? "department",
    }),
  ];
}

/** Which figures: of what time, split by what. */
export function reportForm(request: ReportFormRequest): Modal {
  const { reader, begun } = request;
  return {
    type: "modal",
    callback_id: REPORT_CALLBACK,
    title: plain(t(reader.language, "report.title"), LIMITS.modalTitle),
    submit: plain(t(reader.language, "report.go"), LIMITS.modalTitle),
    close: plain(t(reader.language, "modal.cancel"), LIMITS.modalTitle),
    private_metadata: writeMeta({ marks: begun === undefined ? {} : { report: writeAsked(begun) } }),
    blocks: [...blocks(request)],
  };
}

export type ReportRead = { readonly asked: ReportAsked } | { readonly errors: { readonly [input: string]: string } };

/** What was asked for; dates that make no sense get their error. */
export function readReport(request: ReportFormRequest): ReportRead {
  const { answers, reader } = request;
  const file = deskNow(request);
  const period = periodNow(request);
  const by = answers.choice("by");
  if (file === undefined) return { errors: {} };
  const dates =
    period === "own"
      ? { from: answers.date("from") ?? "", to: answers.date("to") ?? "" }
      : datesOf(period, reader.now, file.desk.zone);
  if (dates.to < dates.from) return { errors: { to: t(reader.language, "report.dates-wrong") } };
  if (Date.parse(dates.to) - Date.parse(dates.from) > MOST_DAYS * 86_400_000)
    return { errors: { to: t(reader.language, "report.dates-long") } };
  return { asked: { desk: file.desk.id, ...dates, by: isGroup(by) ? by : "department" } };
}

/** A report in a button's value: ids and dates only. */
export function writeAsked({ from, to, by, desk }: ReportAsked): string {
  return [from, to, by, desk].join(" ");
}

const DATE = /^\d{4}-\d{2}-\d{2}$/u;

export function readAsked(value: string): ReportAsked | undefined {
  const [from = "", to = "", by, ...desk] = value.split(" ");
  return DATE.test(from) && DATE.test(to) && isGroup(by) ? { from, to, by, desk: desk.join(" ") } : undefined;
}
