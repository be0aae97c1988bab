import { dayOfIso } from "../calendar/dates.ts";
import { dueAt } from "../calendar/due.ts";
import { localDate } from "../calendar/zone.ts";
import type { Case } from "../desk/case.ts";
import type { Context } from "../desk/context.ts";
import { isGiven, reasonFor, type Facts, type FactValue } from "../desk/facts.ts";
import { factsOf } from "../desk/known.ts";
import { holdersOf } from "../desk/people.ts";
import type { Count } from "../regulation/shape.ts";
import { folded, phoneDigits } from "./columns.ts";

/** What stands in a count: a case, or one doing of a step. */
export interface Entry {
  readonly caseId: string;
  readonly count: string;
  /** 0 for a case; the doing's place for a step. */
  readonly ref: number;
  readonly key: string;
  readonly at: number;
  /** What must differ, where the count says so. */
  readonly different?: string;
}

/** Ends that say: this was no case of its own. Source: language.md section 7, rule 16. */
const NOT_COUNTED = ["merged", "not-valid"];

function comparable(field: string, value: FactValue): string {
  if (field === "phone" && typeof value === "string") return phoneDigits(value);
  return typeof value === "string" ? folded(value) : JSON.stringify(value);
}

/** Counts that other cases have a part in. Steps with nothing that must be the same are counted within the case. */
export function sharedCounts(context: Context): readonly Count[] {
  return context.regulation.counts.filter((count) => count.of === "cases" || count.same.length > 0);
}

/** What must be the same: an answer, or whoever holds a part or role in the case ("per manager's team"). */
function sameIn(name: string, facts: Facts, current: Case, context: Context): FactValue | undefined {
  const { regulation } = context;
  const isHeld = regulation.parts[name] !== undefined || regulation.roles.some((role) => role.id === name);
  return isGiven(facts[name]) || !isHeld ? facts[name] : holdersOf(name, current, context).people.toSorted();
}

function keyOf(count: Count, facts: Facts, current: Case, context: Context): string | undefined {
  const values = count.same.map((name) => sameIn(name, facts, current, context));
  if (!values.every(isGiven)) return undefined;
  return JSON.stringify(count.same.map((field, index) => comparable(field, values[index] ?? "")));
}

function differentOf(count: Count, facts: Facts, caseId: string): Pick<Entry, "different"> {
  if (count.different === undefined) return {};
  const value = facts[count.different];
  return { different: isGiven(value) ? comparable(count.different, value) : caseId };
}

function entriesIn(count: Count, caseId: string, current: Case, context: Context): readonly Entry[] {
  const facts = factsOf(current, { ...context, counts: {} });
  if (current.ended !== undefined && NOT_COUNTED.includes(current.ended.how)) return [];
  if (count.only !== undefined && reasonFor(count.only, facts) === undefined) return [];
  const key = keyOf(count, facts, current, context);
  if (key === undefined) return [];
  const entry = { caseId, count: count.id, key, ...differentOf(count, facts, caseId) };
  if (count.of === "cases") return [{ ...entry, ref: 0, at: current.firstReceivedAt }];
  return current.doings.flatMap((doing, ref) => (doing.step === count.of ? [{ ...entry, ref, at: doing.doneAt }] : []));
}

/** Where the case stands in the regulation's counts. */
export function entriesOf(caseId: string, current: Case, context: Context): readonly Entry[] {
  if (current.version === 0) return [];
  return sharedCounts(context).flatMap((count) => entriesIn(count, caseId, current, context));
}

function periodOf(at: number, span: string, zone: string): string {
  const date = localDate(zone, at);
  const [year = "", month = ""] = date.split("-");
  switch (span) {
    case "calendar week":
      // Day 0 of the count of days, 1 January 1970, was a Thursday.
      return `week ${Math.floor((dayOfIso(date) + 3) / 7)}`;
    case "calendar month":
      return `${year}-${month}`;
    case "calendar quarter":
      return `${year} quarter ${Math.ceil(Number(month) / 3)}`;
    default:
      return year;
  }
}

function size(entries: readonly Entry[], count: Count): number {
  return count.different === undefined ? entries.length : new Set(entries.map((entry) => entry.different)).size;
}

/**
 * How many are alike, this case included. A rolling length counts the fullest stretch of that length in which this
 * case lies, so that every case of a group learns of the whole group, the first as well as the last. `earlier` counts
 * only what came before, at most that length before.
 */
function numberOf(count: Count, own: Entry, all: readonly Entry[], context: Context): number {
  const span = count.in;
  if (span === "not given") return 0;
  const earlier = all.filter((entry) => entry.at < own.at && entry.caseId !== own.caseId);
  if (span === "ever") return size(count.earlier ? earlier : all, count);
  if (typeof span === "string") {
    const period = periodOf(own.at, span, context.desk.zone);
    const among = count.earlier ? earlier : all;
    return size(
      among.filter((entry) => periodOf(entry.at, span, context.desk.zone) === period),
      count,
    );
  }
  const endOf = (at: number) =>
    dueAt(context.calendars.default, { from: at, limit: span, counting: { base: "no-roll", end: "same time" } }).at;
  if (count.earlier)
    return size(
      earlier.filter((entry) => endOf(entry.at) >= own.at),
      count,
    );
  const starts = all.filter((entry) => entry.at <= own.at && endOf(entry.at) > own.at);
  return Math.max(
    0,
    ...starts.map((start) => {
      const end = endOf(start.at);
      return size(
        all.filter((entry) => entry.at >= start.at && entry.at < end),
        count,
      );
    }),
  );
}

/**
 * `Context.counts` of a case. A count in which the case does not stand is 0.
 *
 * @param own the case's entries
 * @param others entries of other cases under the same keys
 */
export function countsFrom(own: readonly Entry[], others: readonly Entry[], context: Context): Context["counts"] {
  return Object.fromEntries(
    sharedCounts(context).map((count) => {
      const mine = own.filter((entry) => entry.count === count.id);
      const last = mine.at(-1);
      if (last === undefined) return [count.id, 0];
      const alike = others.filter((entry) => entry.count === count.id && entry.key === last.key);
      return [count.id, numberOf(count, last, [...alike, ...mine], context)];
    }),
  );
}
