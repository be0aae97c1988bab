/**
 * Builds the table of a calendar over a run of dates: where each date begins, when business ends on it, which dates are
 * working days, and the open time as stretches with running sums. About 60 bytes a day: 30 years take well under 1 MB.
 */

import { civilOf, DAY_MS, isoOf, MINUTE_MS, weekdayOf } from "./dates.ts";
import { minutesOf, type Stretch } from "./hours.ts";
import type { DayFact, HolidaySource, Table } from "./types.ts";
import { instantAt, type Zone } from "./zone.ts";

/** What made a date what it is. The index is what `Table.kind` holds. */
export const DAY_KINDS = ["working", "weekend", "holiday", "make-up", "own-hours", "closed", "skipped"] as const;
export type DayKind = (typeof DAY_KINDS)[number];

const CODE = {
  working: 0,
  weekend: 1,
  holiday: 2,
  "make-up": 3,
  "own-hours": 4,
  closed: 5,
  skipped: 6,
} as const satisfies { readonly [K in DayKind]: number };

/** A calendar's hours, parsed and checked. */
export interface Hours {
  readonly zone: Zone;
  readonly always: boolean;
  /** Monday first. */
  readonly week: readonly (readonly Stretch[])[];
  /** By ISO date. */
  readonly dates: ReadonlyMap<string, readonly Stretch[]>;
  /** Hours of a make-up working day on which the week is closed. */
  readonly makeUp: readonly Stretch[];
  readonly source: HolidaySource;
}

const WHOLE_DAY: readonly Stretch[] = [{ from: 0, to: 1440 }];

interface Day {
  readonly kind: DayKind;
  readonly stretches: readonly Stretch[];
}

/** Precedence: the date's own hours, then holiday or make-up day, then the week. */
function dayOn(hours: Hours, dayNo: number, iso: string, fact: DayFact | undefined): Day {
  const own = hours.dates.get(iso);
  if (own) return { kind: own.length > 0 ? "own-hours" : "closed", stretches: own };
  if (hours.always) return { kind: "working", stretches: WHOLE_DAY };
  const usual = hours.week[weekdayOf(dayNo)] ?? [];
  if (fact?.kind === "holiday") {
    const stretches = fact.closesAt === undefined ? [] : until(usual, minutesOf(fact.closesAt));
    return { kind: "holiday", stretches };
  }
  if (fact?.kind === "working" && usual.length === 0) return { kind: "make-up", stretches: hours.makeUp };
  return { kind: usual.length > 0 ? "working" : "weekend", stretches: usual };
}

function until(stretches: readonly Stretch[], end: number): readonly Stretch[] {
  return stretches.filter((one) => one.from < end).map((one) => ({ from: one.from, to: Math.min(one.to, end) }));
}

/** The table of these hours and of the sites united with them, dates inclusive. */
export function buildTable(hours: Hours, sites: readonly Table[], span: { first: number; last: number }): Table {
  const days = span.last - span.first + 1;
  const dayStart = new Float64Array(days + 1);
  for (let i = 0; i <= days; i += 1) dayStart[i] = instantAt(hours.zone, (span.first + i) * DAY_MS);
  const kind = new Uint8Array(days);
  const close = new Float64Array(days);
  const open: number[] = [];
  let year = Number.NaN;
  let facts: ReadonlyMap<string, DayFact> = new Map();
  for (let i = 0; i < days; i += 1) {
    const dayNo = span.first + i;
    const iso = isoOf(dayNo);
    if (civilOf(dayNo).year !== year) {
      year = civilOf(dayNo).year;
      facts = hours.source.year(year);
    }
    const day = dayOn(hours, dayNo, iso, facts.get(iso));
    const skipped = dayStart[i] === dayStart[i + 1];
    kind[i] = skipped ? CODE.skipped : CODE[day.kind];
    if (!skipped) close[i] = addStretches(open, hours.zone, dayNo, day.stretches);
  }
  const work = workIn(kind, close, sites);
  const stretches = united(open, sites, dayStart);
  return {
    firstDay: span.first,
    days,
    dayStart,
    close: closing(close, dayStart, sites),
    kind,
    skipped: [...kind.keys()].filter((i) => kind[i] === CODE.skipped),
    ...countWork(work),
    ...stretches,
    firstOpen: firstOpenOf(dayStart, stretches.openEnd),
  };
}

/** Adds the open time of one date (as pairs); answers when the last of it ends, 0 where there is none. */
function addStretches(open: number[], zone: Zone, dayNo: number, stretches: readonly Stretch[]): number {
  let close = 0;
  for (const stretch of stretches) {
    const from = instantAt(zone, dayNo * DAY_MS + stretch.from * MINUTE_MS);
    const to = instantAt(zone, dayNo * DAY_MS + stretch.to * MINUTE_MS);
    // The clocks may have skipped the whole of it.
    if (to > from) {
      open.push(from, to);
      close = to;
    }
  }
  return close;
}

/** A date is a working day where it has open time of its own, here or at a site. */
function workIn(kind: Uint8Array, close: Float64Array, sites: readonly Table[]): Uint8Array {
  return kind.map((code, i) =>
    code !== CODE.skipped && ((close[i] ?? 0) > 0 || sites.some((site) => worksOn(site, i))) ? 1 : 0,
  );
}

function worksOn(site: Table, i: number): boolean {
  return (site.workBefore[i + 1] ?? 0) > (site.workBefore[i] ?? 0);
}

function closing(own: Float64Array, dayStart: Float64Array, sites: readonly Table[]): Float64Array {
  let before = 0;
  return own.map((close, i) => {
    let latest = close;
    for (const site of sites) if (worksOn(site, i)) latest = Math.max(latest, site.close[i] ?? 0);
    before = Math.max(before, latest > 0 ? latest : (dayStart[i + 1] ?? 0));
    return before;
  });
}

function countWork(work: Uint8Array): Pick<Table, "workBefore" | "workDays"> {
  const workBefore = new Int32Array(work.length + 1);
  for (let i = 0; i < work.length; i += 1) workBefore[i + 1] = (workBefore[i] ?? 0) + (work[i] ?? 0);
  const workDays = new Int32Array(workBefore[work.length] ?? 0);
  for (let i = 0; i < work.length; i += 1) if (work[i]) workDays[workBefore[i] ?? 0] = i;
  return { workBefore, workDays };
}

/** All open time as disjoint stretches: what touches or overlaps becomes one, so nothing is counted twice. */
function united(
  own: readonly number[],
  sites: readonly Table[],
  dayStart: Float64Array,
): Pick<Table, "openStart" | "openEnd" | "openBefore"> {
  const pairs: (readonly [number, number])[] = [];
  for (let k = 0; k < own.length; k += 2) pairs.push([own[k] ?? 0, own[k + 1] ?? 0]);
  const first = dayStart[0] ?? 0;
  const last = dayStart[dayStart.length - 1] ?? 0;
  for (const site of sites) {
    site.openStart.forEach((from, k) => {
      const to = site.openEnd[k] ?? 0;
      if (to > first && from < last) pairs.push([from, to]);
    });
  }
  if (sites.length > 0) pairs.sort((a, b) => a[0] - b[0]);
  const starts: number[] = [];
  const ends: number[] = [];
  for (const [from, to] of pairs) {
    const end = ends.at(-1);
    if (end !== undefined && from <= end) ends[ends.length - 1] = Math.max(end, to);
    else {
      starts.push(from);
      ends.push(to);
    }
  }
  const openBefore = new Float64Array(starts.length + 1);
  for (const [k, from] of starts.entries()) openBefore[k + 1] = (openBefore[k] ?? 0) + ((ends[k] ?? 0) - from);
  return { openStart: Float64Array.from(starts), openEnd: Float64Array.from(ends), openBefore };
}

function firstOpenOf(dayStart: Float64Array, openEnd: Float64Array): Int32Array {
  let k = 0;
  return Int32Array.from(dayStart, (at) => {
    while (k < openEnd.length && (openEnd[k] ?? 0) <= at) k += 1;
    return k;
  });
}
