/** How a deadline came about, line by line, in both languages. The lines add up to what `dueAt` answers. */

import { amountOf } from "./amounts.ts";
import { dateOf, workingTime } from "./ask.ts";
import { dayOfIso } from "./dates.ts";
import { dueAt } from "./due.ts";
import { explainDates } from "./explain-dates.ts";
import { clockChange, localWords, pauseLine } from "./explain-lines.ts";
import { explainOpen } from "./explain-open.ts";
import { orderly, type Standing } from "./pauses.ts";
import { shiftDue } from "./shifts.ts";
import type { Calendar, Due, DueRequest, ExplainLine, Instant, Sentence } from "./types.ts";
import { both, dateWords, lengthWords, momentWords } from "./words.ts";

export interface ExplainOptions {
  /** What the limit stands for, before it: `Important`; default "Limit". */
  readonly name?: Sentence;
  /** Clause of the limit, shown behind it: `property-20`. */
  readonly clause?: string;
  /** The number is the company's own: the clause gives none. */
  readonly house?: boolean;
  /** What started it; default "Start". */
  readonly start?: Sentence;
}

/**
 * One line for each cause: the start, the limit, the day that does not count, the dates that count and those skipped
 * with their reason, pauses, clock changes, rolling, the close of business, what is provisional. `at` of the last line
 * that has one is the deadline; `used` of all lines adds up to the limit. Long runs fold.
 *
 * @throws CalendarError as `dueAt`
 */
export function explain(calendar: Calendar, request: DueRequest, options: ExplainOptions = {}): readonly ExplainLine[] {
  const due = dueAt(calendar, request);
  const standing = orderly(request.pauses, request.from, request.now);
  return [
    startLine(calendar, request.from, options),
    limitLine(calendar, request, options),
    ...body(calendar, request, standing, due),
    ...pausedLine(calendar, standing, due),
    ...provisionalLine(calendar, due),
  ];
}

function body(
  calendar: Calendar,
  request: DueRequest,
  standing: readonly Standing[],
  due: Due,
): readonly ExplainLine[] {
  const { from, limit } = request;
  if (limit === "same shift") return shiftLines(calendar, request, standing);
  if (typeof limit === "string") return explainDates(calendar, request, standing);
  if ("at" in limit) return clockLines(calendar, { from, ms: limit.at - from, due, fixed: true }, standing);
  const amount = amountOf(limit);
  if (amount.by === "clock") return clockLines(calendar, { from, ms: amount.count, due, fixed: false }, standing);
  if (amount.by === "open") return explainOpen(calendar, { from, ms: amount.count, due: due.at }, standing);
  return explainDates(calendar, request, standing);
}

// ── Lines that every explanation has ───────────────────────────────────────────────────────────────────────────────

function startLine(calendar: Calendar, from: Instant, { start }: ExplainOptions): ExplainLine {
  const time = localWords(calendar, from);
  const word = start ?? both("Start", "开始");
  return { kind: "start", at: from, text: both(`${word.en}: ${time.en}`, `${word["zh-CN"]}：${time["zh-CN"]}`) };
}

function limitLine(calendar: Calendar, { limit }: DueRequest, options: ExplainOptions): ExplainLine {
  const { name = both("Limit", "时限"), clause, house = false } = options;
  const words = limitWords(calendar, limit);
  const own =
    clause === undefined ? both("house rule", "本公司约定") : both("number by house rule", "时长为本公司约定");
  const sources = [...(clause === undefined ? [] : [both(clause, clause)]), ...(house ? [own] : [])];
  const source = both(
    sources.length === 0 ? "" : ` (${sources.map(({ en }) => en).join("; ")})`,
    sources.length === 0 ? "" : `（${sources.map((one) => one["zh-CN"]).join("；")}）`,
  );
  return {
    kind: "limit",
    text: both(`${name.en}: ${words.en}${source.en}`, `${name["zh-CN"]}：${words["zh-CN"]}${source["zh-CN"]}`),
  };
}

/** A limit in words: `2 working days`, `the same day`, `Wed 25 Nov 2026, 18:00`. */
export function limitWords(calendar: Calendar, limit: DueRequest["limit"]): Sentence {
  if (typeof limit === "string") return momentWords(limit);
  return "at" in limit ? localWords(calendar, limit.at) : lengthWords(limit);
}

function pausedLine(calendar: Calendar, standing: readonly Standing[], due: Due): readonly ExplainLine[] {
  const open = standing.find((pause) => pause.open);
  if (!due.paused || !open) return [];
  const since = localWords(calendar, open.from);
  const at = localWords(calendar, due.at, true);
  return [
    {
      kind: "paused",
      text: both(
        `On hold since ${since.en}; if it ran again now, it would end ${at.en}`,
        `自${since["zh-CN"]}起暂停计时；如现在恢复，将于${at["zh-CN"]}到期`,
      ),
    },
  ];
}

function provisionalLine(calendar: Calendar, due: Due): readonly ExplainLine[] {
  if (!due.provisional) return [];
  const { knownFrom, knownUntil } = calendar;
  const beyond = knownUntil !== undefined && dateOf(calendar, due.at - 1) > knownUntil;
  const edge = (beyond ? knownUntil : knownFrom) ?? knownUntil ?? "";
  const date = edge === "" ? both("?", "?") : dateWords(dayOfIso(edge), true);
  const text = beyond
    ? both(
        `Provisional: holidays after ${date.en} are not published yet; it is counted again when they are`,
        `暂定：${date["zh-CN"]}以后的假期安排尚未公布，公布后重新计算`,
      )
    : both(`Provisional: no holidays are known before ${date.en}`, `暂定：没有${date["zh-CN"]}以前的假期数据`);
  return [{ kind: "provisional", text }];
}

// ── By the clock ───────────────────────────────────────────────────────────────────────────────────────────────────

interface ByClock {
  readonly from: Instant;
  readonly ms: number;
  readonly due: Due;
  readonly fixed: boolean;
}

function clockLines(calendar: Calendar, span: ByClock, standing: readonly Standing[]): readonly ExplainLine[] {
  const { from, ms, due, fixed } = span;
  const first = from + ms;
  const reached = localWords(calendar, first, true);
  const lines: ExplainLine[] = [
    fixed
      ? { kind: "fixed", at: first, text: both(`The time was fixed: ${reached.en}`, `已约定时间：${reached["zh-CN"]}`) }
      : {
          kind: "counted",
          at: first,
          used: ms,
          text: both(`It runs day and night, until ${reached.en}`, `昼夜连续计算，至${reached["zh-CN"]}`),
        },
  ];
  let at = first;
  for (const pause of standing) {
    if (pause.from >= at) break;
    at += pause.to - pause.from;
    lines.push(pauseLine(calendar, pause, pause.to - pause.from, at));
  }
  if (!fixed) lines.push(...clockChange(calendar, from, due.at));
  const end = localWords(calendar, due.at, true);
  lines.push({ kind: "end", at: due.at, text: both(`It ends ${end.en}`, `于${end["zh-CN"]}到期`) });
  return lines;
}

// ── By shifts ──────────────────────────────────────────────────────────────────────────────────────────────────────

function shiftLines(calendar: Calendar, request: DueRequest, standing: readonly Standing[]): readonly ExplainLine[] {
  const { shift } = shiftDue(calendar, { from: request.from, shift: request.shift, standing });
  const from = localWords(calendar, shift.from, false, false);
  const to = localWords(calendar, shift.to, true);
  const pauses = standing.filter((pause) => pause.from < shift.from && !pause.open);
  return [
    ...pauses.map((pause) => pauseLine(calendar, pause, workingTime(calendar, pause.from, pause.to), shift.to)),
    {
      kind: "shift",
      text: both(`The shift "${shift.name}" begins ${from.en}`, `班次“${shift.name}”：${from["zh-CN"]}开始`),
    },
    { kind: "end", at: shift.to, text: both(`It ends with the shift, ${to.en}`, `至交班时止：${to["zh-CN"]}`) },
  ];
}
