/** Why each date of a period counted or not, as runs of dates with one reason; long lists of runs fold. */

import { isoOf } from "./dates.ts";
import { DAY_KINDS, type DayKind } from "./table.ts";
import type { Calendar, Sentence, Table } from "./types.ts";
import { worksAt } from "./lookup.ts";
import { both, spanWords } from "./words.ts";

/** Consecutive dates (day numbers, inclusive) that share one reason. */
export interface Run {
  readonly first: number;
  readonly last: number;
  /** How much of the budget they used; 0 where they did not count. */
  readonly used: number;
  /** Dates that counted. */
  readonly counted: number;
  /** What made them count or not; absent for an ordinary working day. */
  readonly why?: Sentence;
  /** Several runs in one; then `why` tells what did not count among them. */
  readonly folded: boolean;
}

const WHY: { readonly [K in DayKind]: Sentence | undefined } = {
  working: undefined,
  weekend: both("closed on this weekday", "每周休息日"),
  holiday: both("public holiday", "公共假期"),
  "make-up": both("make-up working day", "调休上班"),
  "own-hours": both("own hours on this date", "当日另有营业时间"),
  closed: both("closed on this date", "当日停业"),
  skipped: both("the clocks of this zone skipped this date", "该时区跳过了这一天"),
};
const WEEKEND = both("weekend", "周末");
export const ON_HOLD = both("on hold", "暂停计时");

/** What makes the date at an index what it is; absent for an ordinary working day. */
export function reasonOf(calendar: Calendar, table: Table, i: number): Sentence | undefined {
  const dayNo = table.firstDay + i;
  const kind = DAY_KINDS[table.kind[i] ?? 0] ?? "working";
  if (worksAt(table, i) && kind !== "make-up" && kind !== "own-hours") return undefined;
  if (kind === "holiday" || kind === "make-up") {
    const iso = isoOf(dayNo);
    const name = calendar.source.year(Number(iso.slice(0, 4))).get(iso)?.name;
    const why = WHY[kind];
    if (!name || kind === "holiday") return name ?? why;
    return both(`make-up working day for ${name.en}`, `${name["zh-CN"]}调休上班`);
  }
  return kind === "weekend" && (dayNo + 3) % 7 > 4 ? WEEKEND : WHY[kind];
}

/** What happened to one date. */
export interface Told {
  readonly used: number;
  readonly counts: boolean;
  readonly why?: Sentence | undefined;
}

/** Runs over the dates from index `first` to `last`. */
export function runsOver(table: Table, first: number, last: number, tell: (i: number) => Told): readonly Run[] {
  const runs: Run[] = [];
  for (let i = first; i <= last; i += 1) {
    const { used, counts, why } = tell(i);
    const dayNo = table.firstDay + i;
    const before = runs.at(-1);
    if (before && before.why?.en === why?.en && before.counted > 0 === counts) {
      const counted = before.counted + (counts ? 1 : 0);
      runs[runs.length - 1] = { ...before, last: dayNo, used: before.used + used, counted };
    } else {
      runs.push({ first: dayNo, last: dayNo, used, counted: counts ? 1 : 0, ...(why ? { why } : {}), folded: false });
    }
  }
  return runs;
}

/** Above this, the runs in the middle become one. */
const MOST_RUNS = 14;
const KEPT = 5;

/** Keeps the first and the last runs and folds those between, if there are too many to read. */
export function foldedRuns(runs: readonly Run[]): readonly Run[] {
  if (runs.length <= MOST_RUNS) return runs;
  const middle = runs.slice(KEPT, -KEPT);
  const [first] = middle;
  const last = middle.at(-1);
  if (!first || !last) return runs;
  const sum = (of: (run: Run) => number): number => middle.reduce((total, run) => total + of(run), 0);
  const fold: Run = {
    first: first.first,
    last: last.last,
    used: sum((run) => run.used),
    counted: sum((run) => run.counted),
    why: withoutWords(middle.filter((run) => run.counted === 0)),
    folded: true,
  };
  return [...runs.slice(0, KEPT), fold, ...runs.slice(-KEPT)];
}

/** `weekend 8 days, National Day 7 days`. */
function withoutWords(runs: readonly Run[]): Sentence {
  const days = new Map<string, { readonly why: Sentence; readonly count: number }>();
  for (const run of runs) {
    const why = run.why ?? both("closed", "休息");
    days.set(why.en, { why, count: (days.get(why.en)?.count ?? 0) + run.last - run.first + 1 });
  }
  const parts = [...days.values()];
  return both(
    parts.map(({ why, count }) => `${why.en} ${count} ${count === 1 ? "day" : "days"}`).join(", "),
    parts.map(({ why, count }) => `${why["zh-CN"]}${count}天`).join("、"),
  );
}

export function runDates(run: Run): Sentence {
  return spanWords(run.first, run.last);
}
