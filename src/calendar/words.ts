/** Dates, times and lengths in words, in both languages. No `Intl`: what people read must not depend on the platform. */

import { civilOf, DAY_MS, HOUR_MS, MINUTE_MS, two, weekdayOf } from "./dates.ts";
import type { Length, Moment, Sentence, Unit } from "./types.ts";

const WEEKDAYS_EN = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const WEEKDAYS_ZH = ["一", "二", "三", "四", "五", "六", "日"] as const;
const MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

const UNITS: { readonly [U in Unit]: { readonly one: string; readonly zh: string } } = {
  seconds: { one: "second", zh: "秒" },
  minutes: { one: "minute", zh: "分钟" },
  hours: { one: "hour", zh: "小时" },
  "working hours": { one: "working hour", zh: "个工作小时" },
  days: { one: "day", zh: "天" },
  "working days": { one: "working day", zh: "个工作日" },
  weeks: { one: "week", zh: "周" },
  "half months": { one: "half month", zh: "个“半个月”" },
  months: { one: "month", zh: "个月" },
  quarters: { one: "quarter", zh: "个季度" },
  "half years": { one: "half year", zh: "个“半年”" },
  years: { one: "year", zh: "年" },
};

const MOMENTS: { readonly [M in Moment]: Sentence } = {
  "same day": { en: "the same day", "zh-CN": "当日" },
  "next day": { en: "the next day", "zh-CN": "次日" },
  "next working day": { en: "the next working day", "zh-CN": "下一个工作日" },
  "same shift": { en: "the same shift", "zh-CN": "当班" },
};

export function both(en: string, zh: string): Sentence {
  return { en, "zh-CN": zh };
}

export function unitWords(unit: Unit): Sentence {
  return both(unit, UNITS[unit].zh);
}

/** `2 working days`, `2个工作日`. Halves are spelled out: “1个半月” would be read as a month and a half. */
export function lengthWords(length: Length): Sentence {
  const amount = Number(length.amount.toFixed(2));
  const { one, zh } = UNITS[length.unit];
  const en = `${amount} ${amount === 1 ? one : length.unit}`;
  if (length.unit === "half months") return both(`${en} (${amount * 15} days)`, `半个月×${amount}（${amount * 15}天）`);
  if (length.unit === "half years") return both(en, `半年×${amount}`);
  return both(en, `${amount}${zh}`);
}

export function momentWords(moment: Moment): Sentence {
  return MOMENTS[moment];
}

/** `Wed 25 Nov`, `11月25日（周三）`; with the year where asked. */
export function dateWords(dayNo: number, withYear = false): Sentence {
  const { year, month, day } = civilOf(dayNo);
  const weekday = weekdayOf(dayNo);
  return both(
    `${WEEKDAYS_EN[weekday]} ${day} ${MONTHS_EN[month - 1]}${withYear ? ` ${year}` : ""}`,
    `${withYear ? `${year}年` : ""}${month}月${day}日（周${WEEKDAYS_ZH[weekday]}）`,
  );
}

/** `Thu 1 – Wed 7 Oct`, `10月1日（周四）至7日（周三）`; one date where both are the same. */
export function spanWords(first: number, last: number): Sentence {
  if (first === last) return dateWords(first);
  const from = civilOf(first);
  const to = civilOf(last);
  const start = dateWords(first, from.year !== to.year);
  const end = dateWords(last, from.year !== to.year);
  if (from.year !== to.year || from.month !== to.month) {
    return both(`${start.en} – ${end.en}`, `${start["zh-CN"]}至${end["zh-CN"]}`);
  }
  return both(
    `${WEEKDAYS_EN[weekdayOf(first)]} ${from.day} – ${end.en}`,
    `${start["zh-CN"]}至${to.day}日（周${WEEKDAYS_ZH[weekdayOf(last)]}）`,
  );
}

/** A local time in milliseconds as if the zone were UTC. With `endOfDay`, midnight is 24:00 of the date before. */
export interface LocalTime {
  readonly local: number;
  readonly endOfDay?: boolean;
}

/** `09:12`, `24:00`; seconds only where there are any. */
export function clockWords({ local, endOfDay = false }: LocalTime): string {
  const ms = ((local % DAY_MS) + DAY_MS) % DAY_MS;
  if (ms === 0 && endOfDay) return "24:00";
  const seconds = Math.floor(ms / 1000) % 60;
  const hoursMinutes = `${two(Math.floor(ms / HOUR_MS))}:${two(Math.floor(ms / MINUTE_MS) % 60)}`;
  return seconds === 0 ? hoursMinutes : `${hoursMinutes}:${two(seconds)}`;
}

/** `Wed 25 Nov 2026, 18:00`, `2026年11月25日（周三）18:00`. */
export function timeWords(time: LocalTime, withYear = true): Sentence {
  const midnight = time.endOfDay === true && time.local % DAY_MS === 0;
  const date = dateWords(Math.floor(time.local / DAY_MS) - (midnight ? 1 : 0), withYear);
  return both(`${date.en}, ${clockWords(time)}`, `${date["zh-CN"]}${clockWords(time)}`);
}

/** `1 h 30 min`, `1小时30分钟`: milliseconds of time, exact to the second. */
export function spanOfTimeWords(ms: number): Sentence {
  const seconds = Math.round(ms / 1000);
  const parts: readonly (readonly [number, string, string])[] = [
    [Math.floor(seconds / 3600), "h", "小时"],
    [Math.floor(seconds / 60) % 60, "min", "分钟"],
    [seconds % 60, "s", "秒"],
  ];
  const shown = parts.filter(([count]) => count > 0);
  if (shown.length === 0) return both("0 min", "0分钟");
  return both(
    shown.map(([count, en]) => `${count} ${en}`).join(" "),
    shown.map(([count, , zh]) => `${count}${zh}`).join(""),
  );
}
