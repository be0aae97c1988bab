/**
 * Holiday lists of one's own, as YAML or as iCal. They add to a country's dates, replace them, or tell of a year that
 * the country's source does not know yet.
 *
 * ```yaml
 * replace: no                       # yes: leave the country's dates aside
 * complete: 2027-01-01..2027-12-31  # between these dates nothing is missing: moves the horizon
 * closed:
 *   2027-02-05..2027-02-11: Spring Festival | 春节
 *   2027-12-24 from 12:00: Christmas Eve | 平安夜
 * working:                          # make-up working days
 *   2027-01-31: Spring Festival | 春节
 * ```
 *
 * In iCal every all-day event closes its dates. An event makes working days of them if it is a make-up day: its summary
 * ends with 班 in brackets or contains 补班, 调休上班 or "make-up", or it carries `X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY`.
 */

import ICAL from "ical.js";
import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import { dayOfIso, isoOf, LAST_DAY } from "./dates.ts";
import { atLine, CalendarError, refuse } from "./errors.ts";
import { minutesOf } from "./hours.ts";
import type { DayFact, Sentence } from "./types.ts";

/** A holiday list of one's own. */
export interface HolidayList {
  /** Only this list counts, the country's data are left aside. */
  readonly replace: boolean;
  /** ISO dates, inclusive: the list is complete between them. */
  readonly knownFrom?: string;
  readonly knownUntil?: string;
  readonly days: ReadonlyMap<string, DayFact>;
}

/** No list needs more dates, and a slip in a year must not fill the memory. */
const MOST_DATES = 20_000;

/**
 * Reads a list; which of the two formats it is shows in its first line.
 *
 * @param options.replace,options.complete for iCal, which cannot say so itself; in YAML the file's own words count
 * @throws CalendarError `bad-list`, `bad-date`, `bad-time`, with the line wherever it is known
 */
export function parseHolidayList(
  text: string,
  options: { readonly replace?: boolean; readonly complete?: string } = {},
): HolidayList {
  return /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text) ? fromICal(text, options) : fromYaml(text);
}

// ── YAML ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const KEYS = ["replace", "complete", "closed", "working"];

/** A word of the list, or a date, with what stands behind it. */
interface Entry {
  readonly key: string;
  readonly value: unknown;
  /** From 1. */
  readonly line: number;
}

function fromYaml(text: string): HolidayList {
  const lines = new LineCounter();
  // Version 1.2 and no merge keys or tags: dates stay text.
  const document = parseDocument(text, { version: "1.2", schema: "core", merge: false, lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) {
    const why = error.message.split("\n")[0] ?? "";
    return atLine(lines.linePos(error.pos[0]).line, () => refuseList(why, why));
  }
  const list = entriesOf(document.contents, "", lines);
  for (const { key, line } of list) {
    if (KEYS.includes(key)) continue;
    atLine(line, () =>
      refuseList(`unknown word "${key}"; a list has ${KEYS.join(", ")}`, `无法识别“${key}”，可用 ${KEYS.join("、")}`),
    );
  }
  const word = <Value>(key: string, read: (value: unknown) => Value): Value => {
    const entry = list.find((known) => known.key === key);
    return atLine(entry?.line ?? 1, () => read(entry?.value));
  };
  const days = new Map<string, DayFact>();
  const kinds = { closed: "holiday", working: "working" } as const;
  for (const [key, kind] of Object.entries(kinds)) {
    const dates = word(key, (value) => entriesOf(value, key, lines));
    for (const { key: when, value, line } of dates) atLine(line, () => addDates(days, kind, when, plain(value)));
  }
  return {
    replace: word("replace", (value) => yes(plain(value))),
    ...word("complete", (value) => knownRange(plain(value))),
    days,
  };
}

function entriesOf(node: unknown, where: string, lines: LineCounter): readonly Entry[] {
  const empty = node === undefined || node === null || (isScalar(node) && node.value === null);
  if (empty && where !== "") return [];
  if (empty) return refuseList("it is empty", "文件为空");
  if (!isMap(node)) return refuseList(`${where || "the list"} must be a map`, `${where || "清单"}应为键值对`);
  return node.items.map(({ key, value }) => {
    const start = isNode(key) ? key.range?.[0] : undefined;
    return { key: String(plain(key)), value, line: start === undefined ? 1 : lines.linePos(start).line };
  });
}

/** A map stays a node: wherever a list has one, it is read by its entries. */
function plain(node: unknown): unknown {
  return isScalar(node) ? node.value : node;
}

function yes(value: unknown): boolean {
  if (value === undefined || value === false || value === "no") return false;
  if (value === true || value === "yes") return true;
  return refuseList("replace is yes or no", `replace 只能为 yes 或 no`);
}

function addDates(days: Map<string, DayFact>, kind: DayFact["kind"], when: string, title: unknown): void {
  const [dates = "", closesAt] = when.split(/\s+from\s+/);
  const [from, to] = rangeOf(dates);
  if (closesAt !== undefined) minutesOf(closesAt);
  const part = kind === "holiday" && closesAt !== undefined ? { closesAt } : {};
  for (let day = from; day <= to; day += 1) {
    if (days.size > MOST_DATES) refuseList("too many dates", "日期过多");
    days.set(isoOf(day), { kind, name: sentenceOf(title, kind), ...part });
  }
}

/** `2027-02-05` or `2027-02-05..2027-02-11`, as day numbers. */
function rangeOf(text: string): readonly [number, number] {
  const [first = "", last = first] = text.trim().split(/\s*\.\.\s*/);
  const range = [dayOfIso(first), dayOfIso(last)] as const;
  if (range[1] < range[0] || range[1] > LAST_DAY)
    refuseList(`"${text}" ends before it starts or too late`, `“${text}”的起止日期有误`);
  return range;
}

function knownRange(complete: unknown): Pick<HolidayList, "knownFrom" | "knownUntil"> {
  if (complete === undefined) return {};
  if (typeof complete !== "string")
    return refuseList("complete needs two dates, 2027-01-01..2027-12-31", "complete 应为起止日期");
  const [from, to] = rangeOf(complete);
  return { knownFrom: isoOf(from), knownUntil: isoOf(to) };
}

/** `English | 中文`; one text serves both. */
function sentenceOf(title: unknown, kind: DayFact["kind"]): Sentence {
  if (title === null || title === undefined) {
    return kind === "holiday" ? { en: "Closed", "zh-CN": "放假" } : { en: "Make-up day", "zh-CN": "调休" };
  }
  if (typeof title !== "string") return refuseList("a date needs a text behind it", "日期后应为名称");
  const [en = "", zh = en] = title.split(/\s*\|\s*/);
  return { en, "zh-CN": zh };
}

// ── iCal ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function fromICal(text: string, options: { readonly replace?: boolean; readonly complete?: string }): HolidayList {
  const known = knownRange(options.complete);
  const days = new Map<string, DayFact>();
  const lines = linesOf(text, /^BEGIN:VEVENT/i);
  for (const [index, event] of eventsOf(text).entries()) {
    atLine(lines[index] ?? 1, () => addEvent(days, event, known.knownUntil ?? isoOf(LAST_DAY)));
  }
  return { replace: options.replace ?? false, ...known, days };
}

function eventsOf(text: string): readonly ICAL.Event[] {
  try {
    const root = new ICAL.Component(ICAL.parse(text));
    return root.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
  } catch (error) {
    if (error instanceof CalendarError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    // Its message quotes the line that it stumbled over.
    const line = linesOf(text, (one) => one.length > 1 && why.includes(one))[0];
    return line === undefined ? refuseList(why, why) : atLine(line, () => refuseList(why, why));
  }
}

/** The lines, from 1, that look like this. */
function linesOf(text: string, wanted: RegExp | ((line: string) => boolean)): readonly number[] {
  const fits = typeof wanted === "function" ? wanted : (line: string) => wanted.test(line);
  return text.split(/\r?\n/).flatMap((line, index) => (fits(line.trim()) ? [index + 1] : []));
}

/** Yearly rules are followed for this many years at most. */
const MOST_REPEATS = 130;

function addEvent(days: Map<string, DayFact>, event: ICAL.Event, until: string): void {
  const { startDate, summary } = event;
  if (!startDate?.isDate) {
    refuseList(`"${summary}" is no all-day event; holidays are whole dates`, `“${summary}”不是全天事件，假期应为整日`);
  }
  const length = Math.max(1, Math.round(event.duration.toSeconds() / 86_400));
  const fact = factOf(event);
  const dates = event.iterator();
  for (let count = 0; count < (event.isRecurring() ? MOST_REPEATS : 1); count += 1) {
    const next = dates.next();
    if (!next) break;
    const first = dayOfIso(next.toString().slice(0, 10));
    if (isoOf(first) > until) break;
    for (let day = first; day < first + length; day += 1) {
      if (days.size > MOST_DATES) refuseList("too many dates", "日期过多");
      days.set(isoOf(day), fact);
    }
  }
}

function factOf(event: ICAL.Event): DayFact {
  const summary = (event.summary ?? "").trim();
  const special = String(event.component.getFirstPropertyValue("x-apple-special-day") ?? "");
  const working = /[（(]班[)）]$|补班|调休上班|make-?up/i.test(summary) || special === "ALTERNATE-WORKDAY";
  const kind = working ? "working" : "holiday";
  const name = summary.replace(/\s*[（(][休班][)）]$/, "");
  return { kind, name: sentenceOf(name === "" ? undefined : name, kind) };
}

function refuseList(en: string, zh: string): never {
  return refuse("bad-list", `This holiday list cannot be read: ${en}`, `无法读取假期清单：${zh}`);
}
