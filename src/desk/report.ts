import { civilOf, dayNumber, dayOfIso, isoOf } from "../calendar/dates.ts";
import { instantOf, localDate } from "../calendar/zone.ts";
import { balanceOf, figuresOf, judgedIn, keptLimits, median, workedOn } from "./figures.ts";
import type { Balance, Counted, Figure, Judged, Span } from "./figures.ts";
import type { DeskFile } from "./service.ts";
import { dutyOfKind } from "./duties.ts";
import { ownerOf } from "./people.ts";

export const REPORT_GROUPS = ["department", "category", "level", "owner", "source"] as const;
export type ReportGroup = (typeof REPORT_GROUPS)[number];

/** What somebody wants figures of: dates of the desk, both included. */
export interface ReportAsked {
  readonly desk: string;
  readonly from: string;
  readonly to: string;
  readonly by: ReportGroup;
}

/** A case that a report counts. */
export interface ReportCase extends Counted {
  readonly id: string;
}

/** How many limits were decided, and how many of them were kept. */
export interface Kept {
  readonly kept: number;
  readonly of: number;
}

export interface ReportLine {
  /** Id of the department, level, person …; empty where the case has none. */
  readonly group: string;
  readonly received: number;
  readonly ended: number;
  readonly onTime: Kept;
  /** Open now and past a limit. */
  readonly overdue: number;
  /** Median of working time from receipt to solution, in milliseconds. */
  readonly worked?: number;
}

/** The figures of a span over the cases that one reader may see. */
export interface Report {
  readonly asked: ReportAsked;
  readonly file: DeskFile;
  readonly balance: Balance;
  readonly onTime: Kept;
  readonly worked?: number;
  readonly satisfied: Kept;
  readonly lines: readonly ReportLine[];
  readonly figures: readonly Figure[];
  /** Received, open or ended in the span. */
  readonly cases: readonly ReportCase[];
  /** As of when limits were judged. */
  readonly at: number;
}

/** The instants of the dates asked for, in the zone of the desk. */
export function spanOf({ from, to }: Pick<ReportAsked, "from" | "to">, zone: string): Span {
  return { from: instantOf(zone, { date: from, time: "00:00" }), to: instantOf(zone, { date: to, time: "24:00" }) };
}

export const REPORT_PERIODS = ["last-month", "this-month", "last-quarter", "own"] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

/** The dates of a month or quarter as the desk sees them at `now`; the present month ends today. */
export function datesOf(period: Exclude<ReportPeriod, "own">, now: number, zone: string) {
  const today = localDate(zone, now);
  const { year, month } = civilOf(dayOfIso(today));
  // Months before January and after December are those of the neighbouring year.
  const first = (months: number) => {
    const count = year * 12 + (month - 1) + months;
    return dayNumber(Math.floor(count / 12), (count % 12) + 1, 1);
  };
  switch (period) {
    case "this-month":
      return { from: isoOf(first(0)), to: today };
    case "last-month":
      return { from: isoOf(first(-1)), to: isoOf(first(0) - 1) };
    case "last-quarter": {
      const started = -((month - 1) % 3);
      return { from: isoOf(first(started - 3)), to: isoOf(first(started) - 1) };
    }
  }
}

/** Limits of the solution; where a regulation sets none, all of its limits. */
function solving({ context }: Judged): readonly string[] {
  const { deadlines } = context.regulation;
  const own = deadlines.filter((deadline) => deadline.until.includes("resolve"));
  return (own.length > 0 ? own : deadlines).map(({ id }) => id);
}

function keptIn(cases: readonly Judged[]): Kept {
  const kept = cases.flatMap((judged) => keptLimits(judged, solving(judged)));
  return { kept: kept.filter(Boolean).length, of: kept.length };
}

function workedIn(cases: readonly Judged[]): { readonly worked?: number } {
  const worked = median(cases.flatMap((judged) => workedOn(judged) ?? []));
  return worked === undefined ? {} : { worked };
}

function groupOf(by: ReportGroup, { current, context, facts }: Judged): string {
  if (by === "owner") return ownerOf(current, context).people[0] ?? "";
  const value = by === "level" ? current.level?.id : facts[by];
  return typeof value === "string" ? value : "";
}

function isOverdue({ current }: Judged): boolean {
  return current.ended === undefined && current.misses.some(({ cleared, wrong }) => !cleared && wrong === undefined);
}

function lineOf(group: string, cases: readonly Judged[]): ReportLine {
  return {
    group,
    received: cases.length,
    ended: cases.filter(({ current }) => current.ended !== undefined).length,
    onTime: keptIn(cases),
    overdue: cases.filter(isOverdue).length,
    ...workedIn(cases),
  };
}

/**
 * The report over cases and occurrences of duties that the caller has read: those received in the span make the lines and shares, all of them the
 * balance. Whoever may not see a case must not hand it in.
 */
export function reportOf(cases: readonly ReportCase[], asked: ReportAsked, file: DeskFile): Report {
  const span = spanOf(asked, file.desk.zone);
  const judged = judgedIn(cases, span);
  const verdicts = judged.flatMap(({ facts }) => (typeof facts["verdict"] === "string" ? [facts["verdict"]] : []));
  const groups = Map.groupBy(judged, (one) => groupOf(asked.by, one));
  const complaints = cases.filter(({ case: current }) => dutyOfKind(current.kind) === undefined);
  return {
    asked,
    file,
    balance: balanceOf(cases, span),
    onTime: keptIn(judged),
    ...workedIn(judged),
    satisfied: { kept: verdicts.filter((verdict) => verdict === "satisfied").length, of: verdicts.length },
    lines: [...groups]
      .map(([group, members]) => lineOf(group, members))
      .toSorted((a, b) => b.received - a.received || (a.group < b.group ? -1 : 1)),
    figures: figuresOf(cases, span, file.regulation.measures),
    cases: complaints,
    at: file.context.now,
  };
}
