import { dueAt } from "../calendar/due.ts";
import { explain } from "../calendar/explain.ts";
import { localWords } from "../calendar/explain-lines.ts";
import type { Calendar, DueRequest, ExplainLine, Sentence } from "../calendar/types.ts";
import type { Deadline, Regulation } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import type { Case, Extension } from "./case.ts";
import type { Clock } from "./clocks.ts";
import type { Context } from "./context.ts";
import { asOfLevel, lastLevelOf, levelLines } from "./level-changes.ts";
import { agreedLimit, calendarOf, countedLimit, extensionsOf, type Counted } from "./limits.ts";
import { stepById } from "./steps.ts";

/**
 * How a clock's date arose, line by line in both languages, with its clause; see calendar/explain.ts. The changes of
 * level stand before the count, what is not the calendar's doing behind it: more time, holds since, a date that stayed
 * although the calendar has changed. `at` of the last line that has one is the clock's date.
 */
export function explainClock(clock: Clock, current: Case, context: Context): readonly ExplainLine[] {
  const { rule } = clock;
  if (rule.limit.kind === "fact" && rule.line === 0)
    // Promises and corrections are dates that a person has given.
    return explain(calendarOf(rule, context), { from: clock.startedAt, limit: { at: clock.due ?? clock.startedAt } });
  const level = lastLevelOf(rule, current, context);
  const then = level === undefined ? current : asOfLevel(level, current);
  const counted = countedLimit(rule, clock.startedAt, then, context);
  if (counted === undefined) return [];
  const calendar = calendarOf(counted.rule, context);
  const extensions = extensionsOf(clock.key.split("+")[0] ?? clock.key, current);
  const request = beforeExtensions(counted.request, extensions);
  const [start, ...count] = explain(calendar, request, namesOf(counted, then, context));
  const last = extensions.at(-1);
  const agreed = last === undefined ? undefined : agreedLimit(rule, counted, last, context);
  return [
    ...(start === undefined ? [] : [start]),
    ...levelLines(clock, level, current, context),
    ...count,
    ...extensions.map((extension) => extensionLine(extension, calendar)),
    ...(agreed === undefined || last === undefined ? [] : holdLines(agreed, last, context)),
    ...stayedLine(clock, agreed?.due.at ?? dueAt(calendar, request).at, calendar),
  ];
}

/** Is the number of a limit the company's own, because its clause gives none? */
export function isHouseNumber({ limit, house }: Deadline, { words }: Regulation): boolean {
  if (limit.kind !== "length" && limit.kind !== "moment") return false;
  return house !== undefined || words.some(({ word, house: own }) => word === limit.word && own !== undefined);
}

function namesOf({ rule, level, anew }: Counted, current: Case, context: Context) {
  const { regulation } = context;
  const [clause] = rule.basis;
  const title = regulation.levels.find(({ id }) => id === level)?.title;
  const start = anew === true ? LEVEL_CHANGED : startSentence(rule, current, context);
  return {
    house: isHouseNumber(rule, regulation),
    ...(clause === undefined ? {} : { clause }),
    ...(title === undefined ? {} : { name: inBoth(title) }),
    ...(start === undefined ? {} : { start }),
  };
}

/** More time sets another date: what held the clock after it was granted belongs to that one. */
function beforeExtensions(request: DueRequest, [first]: readonly Extension[]): DueRequest {
  if (first === undefined) return request;
  const pauses = (request.pauses ?? [])
    .filter(({ from }) => from < first.at)
    .map((pause) => ({ ...pause, to: Math.min(pause.to ?? first.at, first.at) }));
  return { ...request, pauses };
}

function extensionLine({ to }: Extension, calendar: Calendar): ExplainLine {
  const time = localWords(calendar, to, true);
  return {
    kind: "fixed",
    at: to,
    text: { en: `More time was granted, until ${time.en}`, "zh-CN": `已批准延期至${time["zh-CN"]}` },
  };
}

/** Holds since the date was agreed on, and where they have moved it. */
function holdLines({ rule, request, due }: Counted, { to }: Extension, context: Context): readonly ExplainLine[] {
  if (due.paused !== true && due.at === to) return [];
  const kinds = new Set<ExplainLine["kind"]>(["pause", "paused", "end"]);
  return explain(calendarOf(rule, context), request).filter(({ kind }) => kinds.has(kind));
}

/** What was over keeps its date, although a holiday announced since would have moved it. */
function stayedLine({ miss, due }: Clock, counted: number, calendar: Calendar): readonly ExplainLine[] {
  if (due === undefined || due === counted) return [];
  const time = localWords(calendar, due, true);
  const [en, zh] = miss === undefined ? ["over", "了结"] : ["missed", "超时"];
  return [
    {
      kind: "fixed",
      at: due,
      text: {
        en: `It was ${en} before that changed: the limit was ${time.en}`,
        "zh-CN": `变动之前已${zh}：当时的时限为${time["zh-CN"]}`,
      },
    },
  ];
}

const LEVEL_CHANGED: Sentence = { en: "Level changed", "zh-CN": "级别调整" };

function inBoth(text: Parameters<typeof textIn>[0]): Sentence {
  return { en: textIn(text, "en"), "zh-CN": textIn(text, "zh-CN") };
}

/** What started the clock, in words: the step's title, or receipt. */
function startSentence(rule: Deadline, current: Case, context: Context): Sentence | undefined {
  const event = rule.from[0] ?? "";
  if (event === "received" || event === "first-received") {
    if (event === "first-received" && current.reopenings.length > 0) return { en: "Opened again", "zh-CN": "重新办理" };
    return current.round > 1 && event === "received"
      ? { en: `Round ${current.round} began`, "zh-CN": `第${current.round}轮开始` }
      : { en: "Received", "zh-CN": "收到" };
  }
  if (event === "level") return { en: "Level set", "zh-CN": "级别确定" };
  const step = stepById(event, context);
  return step === undefined ? undefined : inBoth(step.title);
}
