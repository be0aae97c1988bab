import { workingTime } from "../calendar/ask.ts";
import { dayOfIso, isoOf, weekdayOf } from "../calendar/dates.ts";
import { localDate } from "../calendar/zone.ts";
import type { Condition, Measure } from "../regulation/shape.ts";
import type { Case } from "./case.ts";
import { clocksOf } from "./clocks.ts";
import type { Context } from "./context.ts";
import { dutyOfKind } from "./duties.ts";
import { isGiven, reasonFor, type Facts } from "./facts.ts";
import { factsOf } from "./known.ts";
import { isDuring } from "./periods.ts";

/** Instants; `from` included, `to` not. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One line of a measure: the group (empty for the whole), its value and how many cases stand behind it. */
export interface FigureRow {
  readonly group: readonly string[];
  /** A count, a share from 0 to 1, a sum in the field's unit, or milliseconds. Undefined when nothing can be counted. */
  readonly value?: number;
  readonly of: number;
}

export interface Figure {
  readonly measure: Measure;
  readonly total: FigureRow;
  readonly rows: readonly FigureRow[];
}

/** A case under the regulation, people and calendars that it is judged by. */
export interface Counted {
  readonly case: Case;
  readonly context: Context;
}

/**
 * Open at the start + received − ended = open at the end: it must add up, or something was lost. A case that was opened
 * again counts as one that never ended.
 */
export interface Balance {
  readonly openAtStart: number;
  readonly received: number;
  readonly closed: number;
  readonly withdrawn: number;
  readonly notValid: number;
  readonly otherEnds: number;
  readonly openAtEnd: number;
}

function inSpan(at: number, span: Span): boolean {
  return span.from <= at && at < span.to;
}

/** How a case stood at an instant: not yet there, open, or ended (its last end before that instant). */
function stoodAt(current: Case, at: number): "absent" | "open" | "ended" {
  if (current.recordedAt >= at) return "absent";
  return current.ended !== undefined && current.ended.at < at ? "ended" : "open";
}

export function balanceOf(cases: readonly Counted[], span: Span): Balance {
  const complaints = cases.map((one) => one.case).filter(({ kind }) => dutyOfKind(kind) === undefined);
  const ended = complaints.filter((current) => current.ended !== undefined && inSpan(current.ended.at, span));
  const how = (...hows: readonly string[]) => ended.filter((current) => hows.includes(current.ended?.how ?? "")).length;
  return {
    openAtStart: complaints.filter((current) => stoodAt(current, span.from) === "open").length,
    received: complaints.filter((current) => inSpan(current.recordedAt, span)).length,
    closed: how("closed"),
    withdrawn: how("withdrawn"),
    notValid: how("not-valid"),
    otherEnds: ended.length - how("closed", "withdrawn", "not-valid"),
    openAtEnd: complaints.filter((current) => stoodAt(current, span.to) === "open").length,
  };
}

export interface Judged {
  readonly current: Case;
  readonly facts: Facts;
  readonly context: Context;
}

/** Was each of these limits kept? One answer for each limit that has been decided; running ones are not counted. */
export function keptLimits({ current, context }: Judged, deadlines: readonly string[]): readonly boolean[] {
  const missed = current.misses.filter((miss) => deadlines.includes(miss.deadline) && miss.wrong === undefined);
  const met = clocksOf(current, context).filter(
    (clock) => deadlines.includes(clock.rule.id) && clock.state === "met" && clock.due !== undefined,
  );
  return [...met.map(() => true), ...missed.filter((miss) => !miss.cleared).map(() => false)];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function numberIn(facts: Facts, field: string): number {
  const value = facts[field];
  if (typeof value === "number") return value;
  return typeof value === "object" && "amount" in value ? value.amount : 0;
}

function momentOf({ current }: Judged, event: string): number | undefined {
  if (event === "received" || event === "first-received") return current.firstReceivedAt;
  if (event === "close") return current.ended?.how === "closed" ? current.ended.at : undefined;
  return current.doings.findLast((doing) => doing.step === event && doing.stands)?.doneAt;
}

export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** How often the step stands as done; a case or an occurrence of a duty counts once. */
function timesDone({ current }: Judged, of: string): number {
  if (of === "cases" || dutyOfKind(current.kind) !== undefined) return 1;
  return current.doings.filter((doing) => doing.step === of && doing.stands).length;
}

/** Can it be said whether this holds? A customer who was not called yet is neither satisfied nor dissatisfied. */
function isKnown(condition: Condition | undefined, { facts }: Judged): boolean {
  return condition === undefined || condition.flat().every((test) => isGiven(facts[test.fact]));
}

function measured(
  measure: Measure,
  group: readonly string[],
  cases: readonly Judged[],
  all: readonly Judged[],
): FigureRow {
  const { form } = measure;
  const row = (value: number | undefined, of: number): FigureRow => ({
    group,
    of,
    ...(value === undefined ? {} : { value }),
  });
  switch (form.verb) {
    case "number-of":
      return row(sumOf(cases.map((judged) => timesDone(judged, form.of))), cases.length);
    case "share-of": {
      const known = all.filter((judged) => isKnown(measure.which, judged));
      return row(known.length === 0 ? undefined : cases.length / known.length, known.length);
    }
    case "on-time": {
      const kept = cases.flatMap((judged) => keptLimits(judged, form.deadlines));
      return row(kept.length === 0 ? undefined : kept.filter(Boolean).length / kept.length, kept.length);
    }
    case "sum-of":
      return row(sumOf(cases.map(({ facts }) => numberIn(facts, form.field))) * form.times, cases.length);
    case "time": {
      const spans = cases.flatMap((judged) => {
        const from = momentOf(judged, form.from);
        const to = momentOf(judged, form.to);
        return from === undefined || to === undefined ? [] : [to - from];
      });
      return row(median(spans), spans.length);
    }
  }
}

/** The stretch of time in which a local date lies, `2026-11`, `2026-Q4`; a week is named by its Monday. */
function timeGroup(name: string, date: string): string | undefined {
  switch (name) {
    case "day":
      return date;
    case "week": {
      const day = dayOfIso(date);
      return isoOf(day - weekdayOf(day));
    }
    case "month":
      return date.slice(0, 7);
    case "quarter":
      return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
    case "year":
      return date.slice(0, 4);
    default:
      return undefined;
  }
}

function groupOf(by: readonly string[], { current, facts, context }: Judged): readonly string[] {
  return by.map((name) => {
    const value = timeGroup(name, localDate(context.desk.zone, current.firstReceivedAt)) ?? facts[name];
    if (value === undefined) return "";
    return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
  });
}

function fits(measure: Measure, facts: Facts): boolean {
  if (measure.which !== undefined && reasonFor(measure.which, facts) === undefined) return false;
  if (measure.when !== undefined && reasonFor(measure.when, facts) === undefined) return false;
  return measure.unless === undefined || reasonFor(measure.unless, facts) === undefined;
}

/**
 * What is asked again and again (the gain of each period) counts each time, and by the day on which it was answered: the
 * periods of a measure are those of the answer, not of the case.
 */
function answered({ form }: Measure, cases: readonly Judged[]): readonly Judged[] {
  if (form.verb !== "sum-of") return cases;
  const { field } = form;
  return cases.flatMap((judged): readonly Judged[] => {
    const { current, context, facts } = judged;
    const { periods, steps } = context.regulation;
    const again = steps.filter(({ repeat, ask }) => repeat && ask.some((one) => one.field === field));
    const doings = current.doings.filter(({ step, stands }) => stands && again.some(({ id }) => id === step));
    if (doings.length === 0) return [judged];
    return doings.map((doing) => {
      const during = periods.filter((period) => isDuring(period, doing.doneAt, current, context.calendars.default));
      return { ...judged, facts: { ...facts, ...doing.answers, during: during.map(({ id }) => id) } };
    });
  });
}

function figureOf(measure: Measure, all: readonly Judged[]): Figure {
  const cases = answered(measure, all);
  const chosen = cases.filter(({ facts }) => fits(measure, facts));
  const keys =
    measure.by.length === 0 ? [] : [...new Set(cases.map((judged) => JSON.stringify(groupOf(measure.by, judged))))];
  const rows = keys.map((key) => {
    const group: readonly string[] = JSON.parse(key);
    const same = (judged: Judged) => JSON.stringify(groupOf(measure.by, judged)) === key;
    return measured(measure, group, chosen.filter(same), cases.filter(same));
  });
  return {
    measure,
    total: measured(measure, [], chosen, cases),
    rows: rows.filter((row) => row.of > 0).toSorted((a, b) => b.of - a.of),
  };
}

function receivedIn(cases: readonly Counted[], span: Span, duty?: string): readonly Judged[] {
  return cases
    .filter(({ case: current }) => dutyOfKind(current.kind) === duty && inSpan(current.firstReceivedAt, span))
    .map(({ case: current, context }): Judged => ({ current, context, facts: factsOf(current, context) }));
}

/** The complaints received in the span, with what is known of each. Occurrences of duties are none. */
export function judgedIn(cases: readonly Counted[], span: Span): readonly Judged[] {
  return receivedIn(cases, span);
}

/** Cases, or the occurrences of a duty that were carried out. */
function counted({ form }: Measure, cases: readonly Counted[], span: Span): readonly Judged[] {
  const of = form.verb === "number-of" ? form.of : "cases";
  const isDuty = cases.some(({ context }) => context.regulation.duties.some(({ id }) => id === of));
  if (!isDuty) return receivedIn(cases, span);
  return receivedIn(cases, span, of).filter(({ current }) => current.ended?.how === "closed");
}

/** Working time from the receipt to the solution that stands; undefined while there is none. */
export function workedOn({ current, context }: Judged): number | undefined {
  const solved = current.doings.findLast((doing) => doing.step === "resolve" && doing.stands)?.doneAt;
  if (solved === undefined || solved < current.firstReceivedAt) return undefined;
  return workingTime(context.calendars.default, current.firstReceivedAt, solved);
}

/**
 * The measures of a regulation over the cases received in the span. A case's clocks are judged as of its context's
 * `now`; a limit still running counts neither way. Shares are of the cases of which it can be said. `cases` may hold
 * occurrences of duties, for measures that count these.
 */
export function figuresOf(cases: readonly Counted[], span: Span, measures: readonly Measure[]): readonly Figure[] {
  return measures.map((measure) => figureOf(measure, counted(measure, cases, span)));
}
