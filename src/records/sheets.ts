import { stringify } from "csv-stringify/sync";
import type { FigureRow } from "../desk/figures.ts";
import { applies } from "../desk/facts.ts";
import { factsOf } from "../desk/known.ts";
import { ownerOf } from "../desk/people.ts";
import type { RecordFile, RecordVoice } from "../desk/records.ts";
import type { Kept, Report, ReportCase, ReportGroup } from "../desk/report.ts";
import { endTitle } from "../regulation/describe.ts";
import type { Form, Measure } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import { answerText, isContact, masked, numberText, optionText, personText, sheetTime, titleText } from "./told.ts";
import { say, type RecordKey } from "./words.ts";

type Cell = string | number;
type Rows = readonly (readonly Cell[])[];

const HOUR_MS = 3_600_000;

/**
 * Text for spreadsheets. The mark at the start tells them that it is Unicode; what a customer wrote cannot become a
 * formula.
 */
export function sheetText(rows: Rows): string {
  return stringify(
    rows.map((row) => [...row]),
    { bom: true, record_delimiter: "windows", escape_formulas: true },
  );
}

function percent({ kept, of }: Kept): Cell {
  return of === 0 ? "" : Math.round((100 * kept) / of);
}

function hours(ms: number | undefined): Cell {
  return ms === undefined ? "" : Number((ms / HOUR_MS).toFixed(1));
}

/** A group of a line as people read it. */
export function groupText(by: string, group: string, { file: { context } }: Report, voice: RecordVoice): string {
  const { language } = voice;
  if (group === "") return say(language, "sheet.none");
  if (by === "owner") return personText(group, context, language);
  if (isContact(by)) return masked(group);
  if (["month", "day", "week", "quarter", "year"].includes(by)) return group;
  if (context.people.persons[group] !== undefined) return personText(group, context, language);
  return optionText(by, group, context, language);
}

const GROUPS: { readonly [by in ReportGroup]: RecordKey } = {
  department: "sheet.by-department",
  category: "sheet.by-category",
  level: "sheet.by-level",
  owner: "sheet.by-owner",
  source: "sheet.by-source",
};

function balanceRows({ balance }: Report, { language }: RecordVoice): Rows {
  const line = (key: RecordKey, value: number): readonly Cell[] => [say(language, key), value];
  return [
    line("sheet.open-at-start", balance.openAtStart),
    line("sheet.received", balance.received),
    line("sheet.closed", balance.closed),
    line("sheet.withdrawn", balance.withdrawn),
    line("sheet.not-valid", balance.notValid),
    line("sheet.other-ends", balance.otherEnds),
    line("sheet.open-at-end", balance.openAtEnd),
  ];
}

function measured({ form }: Measure, { value }: FigureRow): Cell {
  if (value === undefined) return "";
  if (form.verb === "share-of" || form.verb === "on-time") return Math.round(value * 1000) / 10;
  return form.verb === "time" ? hours(value) : Number(value.toFixed(2));
}

const UNITS: { readonly [verb in Measure["form"]["verb"]]: RecordKey } = {
  "number-of": "sheet.unit-number",
  "share-of": "sheet.unit-percent",
  "on-time": "sheet.unit-percent",
  "sum-of": "sheet.unit-sum",
  time: "sheet.unit-hours",
};

function figureRows(report: Report, voice: RecordVoice): Rows {
  const { language } = voice;
  return report.figures.flatMap(({ measure, total, rows }): Rows => {
    const title = textIn(measure.title, language);
    const unit = say(language, UNITS[measure.form.verb]);
    const target = measure.target ?? "";
    const line = (group: string, row: FigureRow): readonly Cell[] => [
      title,
      group,
      measured(measure, row),
      unit,
      row.of,
      target,
    ];
    return [
      line(say(language, "sheet.all"), total),
      ...rows.map((row) =>
        line(
          row.group.map((group, index) => groupText(measure.by[index] ?? "", group, report, voice)).join(" / "),
          row,
        ),
      ),
    ];
  });
}

function figuresSheet(report: Report, voice: RecordVoice): string {
  const { language } = voice;
  const w = (key: RecordKey) => say(language, key);
  const { from, to, by } = report.asked;
  const rows: Rows = [
    [textIn(report.file.desk.name, language), `${from} – ${to}`],
    [w("sheet.as-of"), sheetTime(report.at, voice.zone)],
    [],
    ...balanceRows(report, voice),
    [w("sheet.on-time"), percent(report.onTime), w("sheet.unit-percent"), report.onTime.of],
    [w("sheet.worked"), hours(report.worked), w("sheet.unit-working-hours")],
    [w("sheet.satisfied"), percent(report.satisfied), w("sheet.unit-percent"), report.satisfied.of],
    [],
    [
      w(GROUPS[by]),
      w("sheet.received"),
      w("sheet.ended"),
      w("sheet.on-time-percent"),
      w("sheet.overdue"),
      w("sheet.worked-hours"),
    ],
    ...report.lines.map((line) => [
      groupText(by, line.group, report, voice),
      line.received,
      line.ended,
      percent(line.onTime),
      line.overdue,
      hours(line.worked),
    ]),
    [],
    [w("sheet.figure"), w("sheet.group"), w("sheet.value"), w("sheet.unit"), w("sheet.cases"), w("sheet.target")],
    ...figureRows(report, voice),
  ];
  return sheetText(rows);
}

function doneAt({ case: current }: ReportCase, step: string, zone: string): string {
  const at = current.doings.findLast((doing) => doing.step === step && doing.stands)?.doneAt;
  return at === undefined ? "" : sheetTime(at, zone);
}

const CASE_HEAD: readonly RecordKey[] = [
  "sheet.number",
  "sheet.kind",
  "sheet.by-level",
  "sheet.by-department",
  "sheet.by-category",
  "sheet.by-source",
  "sheet.by-owner",
  "sheet.received-at",
  "sheet.accepted-at",
  "sheet.solved-at",
  "sheet.ended-at",
  "sheet.how",
  "sheet.outcome",
  "sheet.verdict",
  "sheet.round",
  "sheet.missed",
  "sheet.paid",
];

/** One row a case; nothing in it says how to reach a customer. */
function caseRow(one: ReportCase, voice: RecordVoice): readonly Cell[] {
  const { case: current, context } = one;
  const { language, zone } = voice;
  const answer = (id: string) => answerText(id, current.facts[id], context, voice);
  const kind = context.regulation.kinds.find(({ id }) => id === current.kind);
  const missed = current.misses.filter((miss) => !miss.cleared && miss.wrong === undefined);
  const owner = ownerOf(current, context).people[0];
  return [
    numberText(current, voice),
    textIn(kind?.title, language),
    current.level === undefined ? "" : optionText("level", current.level.id, context, language),
    answer("department"),
    answer("category"),
    answer("source"),
    owner === undefined ? "" : personText(owner, context, language),
    sheetTime(current.firstReceivedAt, zone),
    doneAt(one, "accept", zone),
    doneAt(one, "resolve", zone),
    current.ended === undefined ? "" : sheetTime(current.ended.at, zone),
    current.ended === undefined ? "" : textIn(endTitle(context.regulation, current.ended.how), language),
    answer("outcome"),
    answer("verdict"),
    current.round,
    missed.length,
    answer("compensation-paid"),
  ];
}

function register(form: Form, report: Report, voice: RecordVoice): string {
  const { language } = voice;
  const { context } = report.file;
  const rows = report.cases.flatMap(({ case: current, context: own }): Rows => {
    const facts = factsOf(current, own);
    if (!applies(form, facts)) return [];
    return [
      form.fields.map((id): Cell => {
        if (id === "number") return numberText(current, voice);
        if (id === "received") return sheetTime(current.firstReceivedAt, voice.zone);
        const value = answerText(id, facts[id], own, voice);
        return isContact(id) ? masked(value) : value;
      }),
    ];
  });
  return sheetText([form.fields.map((id) => titleText(id, context, language)), ...rows]);
}

/**
 * The figures and the cases of a report, and one sheet for each register of the regulation. Names and numbers by which
 * customers are reached are masked: a sheet goes from hand to hand, a look at a case is on its record.
 */
export function sheets(report: Report, voice: RecordVoice): readonly RecordFile[] {
  const { from, to } = report.asked;
  const span = `${from}_${to}`;
  const registers = report.file.regulation.forms.filter((form) => form.list);
  return [
    { name: `figures_${span}.csv`, content: figuresSheet(report, voice) },
    {
      name: `cases_${span}.csv`,
      content: sheetText([
        CASE_HEAD.map((key) => say(voice.language, key)),
        ...report.cases.map((one) => caseRow(one, voice)),
      ]),
    },
    ...registers.map((form) => ({ name: `${form.id}_${span}.csv`, content: register(form, report, voice) })),
  ];
}
