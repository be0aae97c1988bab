import { explain } from "../calendar/explain.ts";
import type { ExplainLine } from "../calendar/types.ts";
import type { Deadline } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import type { Case } from "./case.ts";
import { calendarOf, dueRequest, startUnderLevel, type Clock } from "./clocks.ts";
import type { Context } from "./context.ts";
import { stepById } from "./steps.ts";

/** How a clock's date arose, line by line in both languages, with its clause; see calendar/explain.ts. */
export function explainClock(clock: Clock, current: Case, context: Context): readonly ExplainLine[] {
  const calendar = calendarOf(clock.rule, context);
  if (clock.rule.limit.kind === "fact" && clock.rule.line === 0)
    // Promises and corrections are dates that a person has given.
    return explain(calendar, { from: clock.startedAt, limit: { at: clock.due ?? clock.startedAt } });
  const from = startUnderLevel(clock.rule, clock.startedAt, current, context);
  const request = dueRequest(clock.rule, from, current, context);
  if (request === undefined) return [];
  const clause = clock.rule.basis[0];
  const start = startSentence(clock.rule, current, context);
  const lines = explain(calendar, request, {
    ...(clause === undefined ? {} : { clause }),
    ...(start === undefined ? {} : { start }),
  });
  const extensions = current.extensions.filter(
    (extension) =>
      extension.clock.startsWith(`${clock.rule.id}#`) && clock.key.startsWith(extension.clock.split("+")[0] ?? ""),
  );
  return [
    ...lines,
    ...extensions.map((extension): ExplainLine => ({
      kind: "fixed",
      at: extension.to,
      text: { en: "More time was granted", "zh-CN": "已批准延期" },
    })),
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
    return current.round > 1 && event === "received"
      ? { en: `Round ${current.round} began`, "zh-CN": `第${current.round}轮开始` }
      : { en: "Received", "zh-CN": "收到" };
  }
  if (event === "level") return { en: "Level set", "zh-CN": "级别确定" };
  const step = stepById(event, context);
  return step === undefined ? undefined : { en: textIn(step.title, "en"), "zh-CN": textIn(step.title, "zh-CN") };
}
