import type { Measure } from "../regulation/shape.ts";
import type { Case } from "./case.ts";
import { clocksOf } from "./clocks.ts";
import type { Context } from "./context.ts";
import { dutyOfKind } from "./duties.ts";
import { reasonFor, type Facts } from "./facts.ts";
import { factsOf } from "./known.ts";

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

/** Open at start + received + reopened − ended = open at the end: it must add up, or something was lost. */
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

export function balanceOf(cases: readonly Case[], span: Span): Balance {
  const complaints = cases.filter((current) => dutyOfKind(current.kind) === undefined);
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

interface Judged {
  readonly current: Case;
  readonly facts: Facts;
  readonly context: Context;
}

/** Was each of these limits kept? One answer for each limit that has been decided; running ones are not counted. */
function keptLimits({ current, context }: Judged, deadlines: readonly string[]): readonly boolean[] {
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

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
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
      return row(cases.length, cases.length);
    case "share-of":
      return row(all.length === 0 ? undefined : cases.length / all.length, all.length);
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

function groupOf(by: readonly string[], { current, facts }: Judged): readonly string[] {
  return by.map((name) => {
    const value = name === "month" ? new Date(current.firstReceivedAt).toISOString().slice(0, 7) : facts[name];
    if (value === undefined) return "";
    return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
  });
}

function fits(measure: Measure, facts: Facts): boolean {
  if (measure.which !== undefined && reasonFor(measure.which, facts) === undefined) return false;
  if (measure.when !== undefined && reasonFor(measure.when, facts) === undefined) return false;
  return measure.unless === undefined || reasonFor(measure.unless, facts) === undefined;
}

function figureOf(measure: Measure, cases: readonly Judged[]): Figure {
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

/**
 * The measures of the regulation over the cases received in the span. A case's clocks are judged as of
 * `context.now`; a limit still running counts neither way. Shares are of all cases received.
 */
export function figuresOf(cases: readonly Case[], span: Span, context: Context): readonly Figure[] {
  const judged = cases
    .filter((current) => dutyOfKind(current.kind) === undefined && inSpan(current.firstReceivedAt, span))
    .map((current): Judged => ({ current, context, facts: factsOf(current, context) }));
  return context.regulation.measures.map((measure) => figureOf(measure, judged));
}
