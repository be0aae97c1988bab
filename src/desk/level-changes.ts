/** How changes of the level have moved a limit, for its explanation. */

import { localWords } from "../calendar/explain-lines.ts";
import type { ExplainLine, Sentence } from "../calendar/types.ts";
import type { Deadline } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import type { Case } from "./case.ts";
import type { Clock } from "./clocks.ts";
import type { Context } from "./context.ts";
import { applies } from "./facts.ts";
import { factsOf } from "./known.ts";
import { calendarOf, countedLimit, mentionsLevel } from "./limits.ts";
import { lastStart } from "./occurrences.ts";

/** The case as it stood when its level was set for the time of this place, from 0. */
export function asOfLevel(place: number, current: Case): Case {
  const level = current.levels[place];
  return level === undefined ? current : { ...current, level, levels: current.levels.slice(0, place + 1) };
}

/** Place of the last level under which a limit that depends on the level applied. */
export function lastLevelOf(rule: Deadline, current: Case, context: Context): number | undefined {
  if (!mentionsLevel(rule)) return undefined;
  const place = current.levels.findLastIndex((_, index) => applies(rule, factsOf(asOfLevel(index, current), context)));
  return place === -1 ? undefined : place;
}

/** When what ends with the same step was due under the level of this place. */
function dueUnder(place: number, rule: Deadline, current: Case, context: Context): number | undefined {
  const then = asOfLevel(place, current);
  const facts = factsOf(then, context);
  const dues = context.regulation.deadlines.flatMap((other) => {
    const same = mentionsLevel(other) && other.until.some((event) => rule.until.includes(event));
    const start = same && applies(other, facts) ? lastStart(other, then, context) : undefined;
    const counted = start === undefined ? undefined : countedLimit(other, start.at, then, context);
    return counted === undefined ? [] : [counted.due.at];
  });
  return dues.length === 0 ? undefined : Math.min(...dues);
}

function effect(before: number | undefined, after: number | undefined, wordsOf: (at: number) => Sentence): Sentence {
  if (before === undefined) return { en: "there was no limit before", "zh-CN": "此前没有时限" };
  if (before === after) return { en: "the limit stays", "zh-CN": "时限不变" };
  const time = wordsOf(before);
  return { en: `until then the limit was ${time.en}`, "zh-CN": `此前时限为${time["zh-CN"]}` };
}

/**
 * A line for each change of level while the clock ran, up to the level under which the limit counts: what the limit
 * was until then, or that it stayed. The count that follows is that of the last of them.
 */
export function levelLines(
  { rule, startedAt }: Clock,
  last: number | undefined,
  current: Case,
  context: Context,
): readonly ExplainLine[] {
  if (last === undefined) return [];
  const calendar = calendarOf(rule, context);
  const titleOf = (id: string | undefined) => context.regulation.levels.find((level) => level.id === id)?.title;
  return current.levels.slice(0, last + 1).flatMap(({ id, since }, place): readonly ExplainLine[] => {
    const former = current.levels[place - 1];
    if (former === undefined || former.id === id || since <= startedAt) return [];
    const [from, to] = [titleOf(former.id), titleOf(id)];
    const time = localWords(calendar, since, false, false);
    const [before, after] = [dueUnder(place - 1, rule, current, context), dueUnder(place, rule, current, context)];
    const words = effect(before, after, (at) => localWords(calendar, at, true, false));
    const en = `${time.en}: ${textIn(from, "en")} became ${textIn(to, "en")}; ${words.en}`;
    const zh = `${time["zh-CN"]}由${textIn(from, "zh-CN")}调整为${textIn(to, "zh-CN")}，${words["zh-CN"]}`;
    return [{ kind: "fixed", text: { en, "zh-CN": zh } }];
  });
}
