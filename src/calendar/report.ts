/**
 * The pure half of the operator's `calendar` command: what a calendar answers, as lines to print and as JSON.
 *
 * `--from 2026-09-29T10:00 --add "2 working days"` adds; `--from … --until …` measures.
 */

import { dateOf, isOpen, nextOpening, workingDay, workingTime } from "./ask.ts";
import { HOUR_MS } from "./dates.ts";
import { dueAt } from "./due.ts";
import { refuse } from "./errors.ts";
import { explain } from "./explain.ts";
import { localWords } from "./explain-lines.ts";
import { parseLength } from "./length.ts";
import { elapsed } from "./measure.ts";
import type { Calendar, Counting, DueRequest, ExplainLine, Instant, Sentence } from "./types.ts";
import { both, lengthWords, spanOfTimeWords } from "./words.ts";
import { checkedInstant, instantOf } from "./zone.ts";

export interface CalendarQuestion {
  /** ISO time; without an offset it is local time of the calendar's zone. */
  readonly from: string;
  /** A length as people write it. */
  readonly add?: string;
  /** ISO time until which to measure. */
  readonly until?: string;
  readonly counting?: Counting;
  readonly language?: keyof Sentence;
}

export interface CalendarReport {
  readonly lines: readonly string[];
  readonly json: { readonly [key: string]: unknown };
}

/** @throws CalendarError for times and lengths that cannot be read, and whatever `dueAt` refuses */
export function calendarReport(calendar: Calendar, question: CalendarQuestion): CalendarReport {
  const from = parseInstant(calendar.zone, question.from);
  if (question.add !== undefined) return added(calendar, from, { ...question, add: question.add });
  if (question.until !== undefined) return measured(calendar, from, { ...question, until: question.until });
  return refuse(
    "bad-question",
    "Say what to add (--add) or until when to measure (--until)",
    "请用 --add 或 --until 说明要计算什么",
  );
}

/**
 * Reads `2026-09-29T10:00`, `2026-09-29 10:00:30`, `2026-09-29` (its beginning) as local times of the zone, and the
 * same with `Z` or an offset as they are.
 *
 * @throws CalendarError `bad-date`, `bad-time`, `out-of-range`
 */
export function parseInstant(zone: string, text: string): Instant {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text.trim(),
  );
  if (!found) {
    return refuse(
      "bad-date",
      `"${text}" is not a time. Write it as 2026-09-29T10:00`,
      `“${text}”不是有效时间，请写成 2026-09-29T10:00`,
    );
  }
  const [, date = "", time = "00:00", offset] = found;
  const local = instantOf(offset === undefined ? zone : "UTC", { date, time });
  if (offset === undefined || offset === "Z") return local;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return checkedInstant(local - (offset.startsWith("-") ? -minutes : minutes) * 60_000);
}

/** `1 Received …`, `2 …`: an explanation as people read it. */
export function numberedLines(lines: readonly ExplainLine[], language: keyof Sentence): readonly string[] {
  return lines.map((line, index) => `${String(index + 1).padStart(2)} ${line.text[language]}`);
}

type Added = CalendarQuestion & { readonly add: string };

function added(calendar: Calendar, from: Instant, { add, counting, language = "en" }: Added): CalendarReport {
  const request: DueRequest = { from, limit: parseLength(add), ...(counting === undefined ? {} : { counting }) };
  const due = dueAt(calendar, request);
  const lines = explain(calendar, request);
  const result = localWords(calendar, due.at, true)[language];
  return {
    lines: [...numberedLines(lines, language), `= ${result}${due.provisional ? PROVISIONAL[language] : ""}`],
    json: {
      zone: calendar.zone,
      from: new Date(from).toISOString(),
      add: request.limit,
      due: new Date(due.at).toISOString(),
      local: { en: localWords(calendar, due.at, true).en, "zh-CN": localWords(calendar, due.at, true)["zh-CN"] },
      provisional: due.provisional,
      explanation: lines.map(({ at, kind, text }) => ({
        kind,
        ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
        text,
      })),
    },
  };
}

const PROVISIONAL = both(" (provisional)", "（暂定）");

type Measured = CalendarQuestion & { readonly until: string };

function measured(calendar: Calendar, from: Instant, { until, counting, language = "en" }: Measured): CalendarReport {
  const to = parseInstant(calendar.zone, until);
  const ask = { from, to, ...(counting === undefined ? {} : { counting }) };
  const open = workingTime(calendar, from, to);
  const facts = {
    hours: (to - from) / HOUR_MS,
    workingHours: open / HOUR_MS,
    days: elapsed(calendar, { ...ask, unit: "days" }),
    workingDays: elapsed(calendar, { ...ask, unit: "working days" }),
  };
  const days = lengthWords({ amount: facts.days, unit: "days" });
  const workingDays = lengthWords({ amount: facts.workingDays, unit: "working days" });
  const opening = isOpen(calendar, to) ? undefined : nextOpening(calendar, to);
  const lines: readonly Sentence[] = [
    both(`From ${localWords(calendar, from).en}`, `自${localWords(calendar, from)["zh-CN"]}`),
    both(`until ${localWords(calendar, to).en}`, `至${localWords(calendar, to)["zh-CN"]}`),
    both(
      `${spanOfTimeWords(Math.abs(to - from)).en} by the clock`,
      `自然时间${spanOfTimeWords(Math.abs(to - from))["zh-CN"]}`,
    ),
    both(
      `${spanOfTimeWords(Math.abs(open)).en} of working time`,
      `工作时间${spanOfTimeWords(Math.abs(open))["zh-CN"]}`,
    ),
    both(
      `${days.en} and ${workingDays.en} over, the first not counted`,
      `首日不计，已满${days["zh-CN"]}、${workingDays["zh-CN"]}`,
    ),
    ...(opening === undefined
      ? [both("It is open then", "届时营业")]
      : [
          both(
            `It is closed then and opens ${localWords(calendar, opening).en}`,
            `届时休息，${localWords(calendar, opening)["zh-CN"]}开始营业`,
          ),
        ]),
  ];
  return {
    lines: lines.map((line) => line[language]),
    json: {
      zone: calendar.zone,
      from: new Date(from).toISOString(),
      until: new Date(to).toISOString(),
      ...facts,
      workingDay: workingDay(calendar, to),
      date: dateOf(calendar, to),
      ...(opening === undefined ? { open: true } : { open: false, opens: new Date(opening).toISOString() }),
    },
  };
}
