/** How a limit in working hours came about: how much of it each date used. */

import { workingTime } from "./ask.ts";
import { clockChange, localWords, pauseLine } from "./explain-lines.ts";
import { indexOf, tableBetween, worksAt } from "./lookup.ts";
import type { Standing } from "./pauses.ts";
import { foldedRuns, ON_HOLD, reasonOf, runDates, runsOver, type Run } from "./runs.ts";
import type { Calendar, ExplainLine, Instant, Sentence } from "./types.ts";
import { both, spanOfTimeWords } from "./words.ts";

interface Open {
  readonly from: Instant;
  /** The budget in open milliseconds. */
  readonly ms: number;
  readonly due: Instant;
}

export function explainOpen(calendar: Calendar, open: Open, standing: readonly Standing[]): readonly ExplainLine[] {
  const { from, due, ms } = open;
  const table = tableBetween(calendar, from, due);
  const pauses = standing.filter((pause) => pause.from < due);
  const runs = runsOver(table, indexOf(table, from), indexOf(table, Math.max(from, due - 1)), (i) => {
    const begin = Math.max(from, table.dayStart[i] ?? 0);
    const end = Math.min(due, table.dayStart[i + 1] ?? 0);
    const gross = end > begin ? workingTime(calendar, begin, end) : 0;
    const held = end > begin ? heldTime(calendar, pauses, begin, end) : 0;
    const used = gross - held;
    const why = worksAt(table, i) ? (held > 0 ? ON_HOLD : OVER) : (reasonOf(calendar, table, i) ?? OVER);
    return used > 0 ? { used, counts: true } : { used: 0, counts: false, why };
  });
  let left = ms;
  const end = localWords(calendar, due, true);
  return [
    ...pauses
      .filter((pause) => !(pause.open && pause.to === pause.from))
      .map((pause) => pauseLine(calendar, pause, workingTime(calendar, pause.from, Math.min(pause.to, due)))),
    ...foldedRuns(runs).map((run) => {
      left -= run.used;
      return runLine(run, left);
    }),
    ...clockChange(calendar, from, due),
    { kind: "end", at: due, text: both(`It is used up: ${end.en}`, `至此届满：${end["zh-CN"]}`) },
  ];
}

const OVER = both("outside business hours", "非营业时间");

function heldTime(calendar: Calendar, pauses: readonly Standing[], begin: Instant, end: Instant): number {
  return pauses.reduce((sum, pause) => {
    const from = Math.max(begin, pause.from);
    const to = Math.min(end, pause.to);
    return to > from ? sum + workingTime(calendar, from, to) : sum;
  }, 0);
}

function runLine(run: Run, left: number): ExplainLine {
  const dates = runDates(run);
  if (run.counted === 0) {
    const why = run.why ?? OVER;
    return {
      kind: "skipped",
      used: 0,
      text: both(`${dates.en}: ${why.en}, not counted`, `${dates["zh-CN"]}：${why["zh-CN"]}，不计`),
    };
  }
  const used = spanOfTimeWords(run.used);
  const rest: Sentence = left > 0 ? spanOfTimeWords(left) : both("nothing", "0");
  const note =
    run.folded && run.why?.en ? both(`; not counted: ${run.why.en}`, `；不计：${run.why["zh-CN"]}`) : both("", "");
  return {
    kind: "counted",
    used: run.used,
    text: both(
      `${dates.en}: ${used.en} used, ${rest.en} left${note.en}`,
      `${dates["zh-CN"]}：计入${used["zh-CN"]}，剩余${rest["zh-CN"]}${note["zh-CN"]}`,
    ),
  };
}
