/** Lines and words that all explanations share. */

import { DAY_MS } from "./dates.ts";
import type { Standing } from "./pauses.ts";
import type { Calendar, ExplainLine, Instant, Sentence } from "./types.ts";
import { both, clockWords, spanOfTimeWords, timeWords } from "./words.ts";
import { localOf, offsetAt, zoneOf } from "./zone.ts";

/** An instant as the calendar's clock shows it. With `endOfDay`, midnight is 24:00 of the date before. */
export function localWords(calendar: Calendar, at: Instant, endOfDay = false, withYear = true): Sentence {
  const zone = zoneOf(calendar.zone);
  const local = at + offsetAt(zone, at);
  // Where the clocks skip midnight, the date before still ends at its 24:00.
  const before = at + offsetAt(zone, at - 1);
  return timeWords({ local: endOfDay && before % DAY_MS === 0 ? before : local, endOfDay }, withYear);
}

/** `Mon 5 Oct, 10:00 – Tue 6 Oct, 12:00`; within one date `Mon 5 Oct, 10:00 – 12:00`. */
export function pauseWords(calendar: Calendar, pause: Standing): Sentence {
  const zone = zoneOf(calendar.zone);
  const from = localWords(calendar, pause.from, false, false);
  if (localOf(zone, pause.from).day === localOf(zone, pause.to).day) {
    const to = clockWords({ local: pause.to + offsetAt(zone, pause.to) });
    return both(`${from.en} – ${to}`, `${from["zh-CN"]}至${to}`);
  }
  const to = localWords(calendar, pause.to, false, false);
  return both(`${from.en} – ${to.en}`, `${from["zh-CN"]}至${to["zh-CN"]}`);
}

/** `On hold Mon 5 Oct, 10:00 – Tue 6 Oct, 12:00: 26 h added`. */
export function pauseLine(calendar: Calendar, pause: Standing, ms: number, at?: Instant): ExplainLine {
  const added = spanOfTimeWords(ms);
  const time = pauseWords(calendar, pause);
  return {
    kind: "pause",
    ...(at === undefined ? {} : { at }),
    text: both(`On hold ${time.en}: ${added.en} added`, `暂停计时 ${time["zh-CN"]}：顺延${added["zh-CN"]}`),
  };
}

/** Why the local clock shows another time of day than one would add up. */
export function clockChange(calendar: Calendar, from: Instant, to: Instant): readonly ExplainLine[] {
  const zone = zoneOf(calendar.zone);
  const shift = offsetAt(zone, to) - offsetAt(zone, from);
  if (shift === 0) return [];
  const by = spanOfTimeWords(Math.abs(shift));
  const later = shift > 0;
  return [
    {
      kind: "clock change",
      text: both(
        `The clocks go ${later ? "forward" : "back"} in between: the local time shows ${by.en} ${later ? "more" : "less"}`,
        `期间时钟${later ? "拨快" : "拨慢"}：当地时间${later ? "多" : "少"}显示${by["zh-CN"]}`,
      ),
    },
  ];
}
