/** How a limit in dates came about: which dates counted, which did not, and why. */

import { amountOf } from "./amounts.ts";
import { civilOf } from "./dates.ts";
import { type FullRule } from "./counting.ts";
import { swallowedBy, datesIn, workIn, type DateCount } from "./days.ts";
import { dateCount, ruleFor } from "./due.ts";
import { localWords, pauseWords } from "./explain-lines.ts";
import { existsAt, worksAt } from "./lookup.ts";
import type { Standing } from "./pauses.ts";
import { foldedRuns, ON_HOLD, reasonOf, runDates, runsOver, type Run, type Told } from "./runs.ts";
import type { Calendar, DueRequest, ExplainLine, Sentence } from "./types.ts";
import { both, dateWords, lengthWords } from "./words.ts";

export function explainDates(
  calendar: Calendar,
  request: DueRequest,
  standing: readonly Standing[],
): readonly ExplainLine[] {
  const count = dateCount(calendar, request, standing);
  const rule = ruleFor(request.limit, request.counting);
  return [
    ...movedLines(calendar, count, rule),
    beginLine(count, rule, request),
    ...pauseLines(calendar, count, request, standing),
    ...countedLines(calendar, count, request, standing),
    ...rollLines(calendar, count, rule),
    endLine(calendar, count, rule),
  ];
}

// ── The beginning ──────────────────────────────────────────────────────────────────────────────────────────────────

function movedLines(calendar: Calendar, count: DateCount, rule: FullRule): readonly ExplainLine[] {
  const { table, received, start } = count;
  if (start === received) return [];
  const to = dateWords(table.firstDay + start);
  const closed = worksAt(table, received) ? undefined : reasonOf(calendar, table, received);
  const hour = rule.cutOff === "close of business" ? both("business had closed", "已过下班时间") : cutOffWords(rule);
  const why = closed ? both(`it came in on a closed day (${closed.en})`, `休息日收到（${closed["zh-CN"]}）`) : hour;
  const text = both(`Because ${why.en}, it counts as received on ${to.en}`, `${why["zh-CN"]}，视为${to["zh-CN"]}收到`);
  return [{ kind: "moved", at: table.dayStart[start] ?? 0, text }];
}

function cutOffWords(rule: FullRule): Sentence {
  return both(`it came in after ${rule.cutOff}`, `${rule.cutOff}之后收到`);
}

function beginLine({ table, start, first, received }: DateCount, rule: FullRule, { limit }: DueRequest): ExplainLine {
  const day = dateWords(table.firstDay + start);
  const works = worksAt(table, start);
  if (first === start && (works || !countsWork(limit))) {
    return { kind: "counted", text: both(`The starting day, ${day.en}, counts`, `起算当天${day["zh-CN"]}计入`) };
  }
  const over = both("business was over", "已下班");
  const closed = both("it is no working day", "为休息日");
  const why = rule.firstDay === "counted" && start === received ? (works ? over : closed) : undefined;
  return {
    kind: "not counted",
    text: why
      ? both(`The starting day, ${day.en}, does not count: ${why.en}`, `起算当天${day["zh-CN"]}${why["zh-CN"]}，不计`)
      : both(`The starting day, ${day.en}, does not count`, `起算当天${day["zh-CN"]}不计`),
  };
}

// ── Pauses ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function pauseLines(
  calendar: Calendar,
  count: DateCount,
  { limit }: DueRequest,
  standing: readonly Standing[],
): readonly ExplainLine[] {
  const { table, marks, first, at } = count;
  const working = countsWork(limit);
  return standing
    .filter((pause) => pause.from < at && !(pause.open && pause.to === pause.from))
    .map((pause): ExplainLine => {
      const gone = swallowedBy(table, marks, pause, first);
      const days = (working ? workIn : datesIn)(table, gone.from, gone.to);
      const lost = lengthWords({ amount: days, unit: working ? "working days" : "days" });
      const span = pauseWords(calendar, pause);
      return {
        kind: "pause",
        text: both(
          `On hold ${span.en}: ${days === 0 ? "no day ended meanwhile, none is added" : `${lost.en} added`}`,
          `暂停计时 ${span["zh-CN"]}：${days === 0 ? "期间无一日届满，不顺延" : `顺延${lost["zh-CN"]}`}`,
        ),
      };
    });
}

function countsWork(limit: DueRequest["limit"]): boolean {
  if (typeof limit === "string") return limit !== "next day";
  return !("at" in limit) && amountOf(limit).by === "working";
}

// ── The dates ──────────────────────────────────────────────────────────────────────────────────────────────────────

function countedLines(
  calendar: Calendar,
  count: DateCount,
  request: DueRequest,
  standing: readonly Standing[],
): readonly ExplainLine[] {
  const { limit } = request;
  const { table, marks, first, counted } = count;
  if (typeof limit === "object" && !("at" in limit) && amountOf(limit).by === "months") {
    return [monthsLine(count, request)];
  }
  const working = countsWork(limit);
  const held = standing.map((pause) => swallowedBy(table, marks, pause, first));
  const runs = runsOver(table, first, counted, (i): Told => {
    if (held.some((gone) => i >= gone.from && i < gone.to)) return { used: 0, counts: false, why: ON_HOLD };
    const counts = working ? worksAt(table, i) : existsAt(table, i);
    const why = working || !counts ? reasonOf(calendar, table, i) : undefined;
    return { used: counts ? 1 : 0, counts, why };
  });
  let number = 0;
  return foldedRuns(runs).map((run) => {
    const from = number + 1;
    number += run.counted;
    return runLine(count, run, { from, to: number, working });
  });
}

interface Numbers {
  readonly from: number;
  readonly to: number;
  readonly working: boolean;
}

function runLine({ table, marks }: DateCount, run: Run, { from, to, working }: Numbers): ExplainLine {
  const dates = runDates(run);
  const day = working ? both("working day", "个工作日") : both("day", "天");
  const why = run.why;
  if (run.counted === 0) {
    const text = both(
      `${dates.en}: ${why?.en ?? "closed"}, not counted`,
      `${dates["zh-CN"]}：${why?.["zh-CN"] ?? "休息"}，不计`,
    );
    return { kind: "skipped", used: 0, text };
  }
  const ordinals = both(
    from === to ? `${day.en} ${from}` : `${day.en}s ${from} to ${to}`,
    from === to ? `第${from}${day["zh-CN"]}` : `第${from}至${to}${day["zh-CN"]}`,
  );
  const note = noteOf(run);
  const verb = run.first === run.last && note.en === "" ? [" is ", "为"] : [": ", "："];
  return {
    kind: "counted",
    at: marks(run.last - table.firstDay),
    used: run.used,
    text: both(
      `${dates.en}${verb[0]}${ordinals.en}${note.en}`,
      `${dates["zh-CN"]}${verb[1]}${ordinals["zh-CN"]}${note["zh-CN"]}`,
    ),
  };
}

function noteOf({ why, folded }: Run): Sentence {
  if (!why || why.en === "") return both("", "");
  return folded
    ? both(`; not counted: ${why.en}`, `；不计：${why["zh-CN"]}`)
    : both(` (${why.en})`, `（${why["zh-CN"]}）`);
}

function monthsLine(count: DateCount, request: DueRequest): ExplainLine {
  const { table, start, counted, marks } = count;
  const { limit } = request;
  const date = dateWords(table.firstDay + counted, true);
  const { day } = civilOf(table.firstDay + start);
  const held = (request.pauses ?? []).length > 0;
  const missing = !held && Math.abs(civilOf(table.firstDay + counted).day - day) > 1;
  const text = missing
    ? both(
        `That month has no day ${day}; its last day by the calendar is ${date.en}`,
        `该月没有${day}日，按日历推算最后一日为${date["zh-CN"]}`,
      )
    : both(`Its last day by the calendar is ${date.en}`, `按日历推算，最后一日为${date["zh-CN"]}`);
  const used = typeof limit === "object" && !("at" in limit) ? amountOf(limit).count : 0;
  return { kind: "counted", at: marks(counted), used, text };
}

// ── The end ────────────────────────────────────────────────────────────────────────────────────────────────────────

function rollLines(calendar: Calendar, count: DateCount, rule: FullRule): readonly ExplainLine[] {
  const { table, counted, last, marks } = count;
  if (worksAt(table, counted)) return [];
  const date = dateWords(table.firstDay + counted);
  const why = reasonOf(calendar, table, counted) ?? both("closed", "休息");
  if (rule.roll === "none") {
    const text = both(
      `${date.en} is no working day (${why.en}); this limit does not move on`,
      `${date["zh-CN"]}不是工作日，因${why["zh-CN"]}；本时限不顺延`,
    );
    return [{ kind: "roll", text }];
  }
  const to = dateWords(table.firstDay + last);
  const runs = runsOver(table, counted, last - 1, (i) => {
    const works = worksAt(table, i);
    return { used: 0, counts: false, why: works ? ON_HOLD : (reasonOf(calendar, table, i) ?? both("closed", "休息")) };
  });
  const list = foldedRuns(runs).map((run) =>
    both(`${runDates(run).en}: ${run.why?.en ?? ""}`, `${runDates(run)["zh-CN"]}${run.why?.["zh-CN"] ?? ""}`),
  );
  const text = both(
    `The last day is no working day (${list.map((one) => one.en).join("; ")}): it moves on to ${to.en}`,
    `最后一日不是工作日：${list.map((one) => one["zh-CN"]).join("，")}，顺延至${to["zh-CN"]}`,
  );
  return [{ kind: "roll", at: marks(last), text }];
}

function endLine(calendar: Calendar, { table, last, at }: DateCount, rule: FullRule): ExplainLine {
  const time = localWords(calendar, at, rule.end !== "same time");
  if (rule.end === "same time") {
    const text = both(
      `It ends at the time of day at which it began: ${time.en}`,
      `至开始时的同一时刻止：${time["zh-CN"]}`,
    );
    return { kind: "end", at, text };
  }
  if (rule.end === "close of business" && worksAt(table, last) && !calendar.always) {
    return { kind: "end", at, text: both(`It ends when business closes: ${time.en}`, `至下班时止：${time["zh-CN"]}`) };
  }
  return { kind: "end", at, text: both(`It ends with the day: ${time.en}`, `至当日24时止：${time["zh-CN"]}`) };
}
