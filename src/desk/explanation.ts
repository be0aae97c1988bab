import { explain } from "../calendar/explain.ts";
import { localWords } from "../calendar/explain-lines.ts";
import type { Calendar, ExplainLine } from "../calendar/types.ts";
import type { Deadline } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import type { Case } from "./case.ts";
import type { Clock } from "./clocks.ts";
import type { Context } from "./context.ts";
import { calendarOf, countedLimit } from "./limits.ts";
import { stepById } from "./steps.ts";

/**
 * How a clock's date arose, line by line in both languages, with its clause; see calendar/explain.ts. What is not the
 * calendar's doing stands behind it: an earlier limit of the level before, more time, a miss that stays where it was.
 */
export function explainClock(clock: Clock, current: Case, context: Context): readonly ExplainLine[] {
  const { rule } = clock;
  if (rule.limit.kind === "fact" && rule.line === 0)
    // Promises and corrections are dates that a person has given.
    return explain(calendarOf(rule, context), { from: clock.startedAt, limit: { at: clock.due ?? clock.startedAt } });
  const counted = countedLimit(rule, clock.startedAt, current, context);
  if (counted === undefined) return [];
  const calendar = calendarOf(counted.rule, context);
  const clause = counted.rule.basis[0];
  const start = startSentence(counted.rule, current, context);
  return [
    ...explain(calendar, counted.request, {
      ...(clause === undefined ? {} : { clause }),
      ...(start === undefined ? {} : { start }),
    }),
    ...(counted.rule.id === rule.id ? [] : [STRICTER]),
    ...extensionLines(clock, current, calendar),
    ...missLine(clock, counted.due.at, calendar),
  ];
}

const STRICTER: ExplainLine = {
  kind: "fixed",
  text: { en: "The limit of the level before ends earlier and stays", "zh-CN": "调整级别前的时限更早，继续有效" },
};

function extensionLines(clock: Clock, current: Case, calendar: Calendar): readonly ExplainLine[] {
  const run = clock.key.split("+")[0] ?? clock.key;
  const extensions = current.extensions.filter((extension) => extension.clock.split("+")[0] === run);
  return extensions.map(({ to }): ExplainLine => {
    const time = localWords(calendar, to, true);
    return {
      kind: "fixed",
      at: to,
      text: { en: `More time was granted, until ${time.en}`, "zh-CN": `已批准延期至${time["zh-CN"]}` },
    };
  });
}

/** A miss stays where it was found, although a holiday announced since would have moved the limit. */
function missLine({ miss, due, key }: Clock, counted: number, calendar: Calendar): readonly ExplainLine[] {
  if (miss === undefined || due === undefined || due === counted || key.includes("+")) return [];
  const time = localWords(calendar, due, true);
  return [
    {
      kind: "fixed",
      at: due,
      text: {
        en: `It was missed before that changed: the limit was ${time.en}`,
        "zh-CN": `变动之前已超时：当时的时限为${time["zh-CN"]}`,
      },
    },
  ];
}

/** What started the clock, in words: the step's title, or receipt. */
function startSentence(
  rule: Deadline,
  current: Case,
  context: Context,
): { readonly en: string; readonly "zh-CN": string } | undefined {
  const event = rule.from[0] ?? "";
  if (event === "received" || event === "first-received") {
    if (event === "first-received" && current.reopenings.length > 0) return { en: "Opened again", "zh-CN": "重新办理" };
    return current.round > 1 && event === "received"
      ? { en: `Round ${current.round} began`, "zh-CN": `第${current.round}轮开始` }
      : { en: "Received", "zh-CN": "收到" };
  }
  if (event === "level") return { en: "Level set", "zh-CN": "级别确定" };
  const step = stepById(event, context);
  return step === undefined ? undefined : { en: textIn(step.title, "en"), "zh-CN": textIn(step.title, "zh-CN") };
}
