/** Lengths and moments as people and regulation files write them, in both languages. */

import { amountOf } from "./amounts.ts";
import { refuse } from "./errors.ts";
import type { Length, Moment, Unit } from "./types.ts";

/** The first pattern that fits counts: "half months" before "months", "working days" before "days". */
const UNITS: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:s|secs?|seconds?|秒钟?)$/, "seconds"],
  [/^(?:min|mins|minutes?|分钟?)$/, "minutes"],
  [/^(?:h|hrs?|hours?|个?小时|个?钟头)$/, "hours"],
  [/^(?:working|business|office) hours?$|^个?(?:工作|办公|营业)小时$/, "working hours"],
  [/^(?:working|business|office) days?$|^个?工作[日天]$/, "working days"],
  [/^(?:d|days?|天|日|个?自然日)$/, "days"],
  [/^(?:weeks?|周|个?星期|个?礼拜)$/, "weeks"],
  [/^half[ -]months?$/, "half months"],
  [/^(?:months?|个?月)$/, "months"],
  [/^(?:quarters?|个?季度?)$/, "quarters"],
  [/^half[ -]years?$/, "half years"],
  [/^(?:years?|年)$/, "years"],
];

const MOMENTS: readonly (readonly [RegExp, Moment])[] = [
  [/^(?:the )?same day$|^当[日天]$/, "same day"],
  [/^(?:the )?next day$|^[次翌]日$|^第二天$/, "next day"],
  [/^(?:the )?next (?:working|business) day$|^(?:下一?个?|次|第二个)工作日$/, "next working day"],
  [/^(?:the )?same shift$|^当班(?:次)?$|^本班(?:次)?$/, "same shift"],
];

/** Halves of something that is a unit of its own, or of which the half is a whole number of another. */
const HALVES: readonly (readonly [RegExp, Length])[] = [
  [/^(?:a )?half (?:an )?hour$|^半个?小时$/, { amount: 30, unit: "minutes" }],
  [/^(?:a )?half[ -](?:a )?month$|^半个?月$/, { amount: 1, unit: "half months" }],
  [/^(?:a )?half[ -](?:a )?year$|^半年$/, { amount: 1, unit: "half years" }],
];

const NUMBERS_EN: { readonly [word: string]: number } = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
};

const DIGITS_ZH = "零一二三四五六七八九";

/**
 * Reads `2 working days`, `1 week`, `half month`, `24 hours`, `same day`, `3个工作日`, `半个月`, `二十四小时`, `当日` …
 * Singular and plural, spaces and letter case do not matter; `within`, `内` and `以内` may stand around it.
 *
 * @throws CalendarError `unknown-length` for anything else, `negative`, `absurd`, `not-whole` for impossible amounts
 */
export function parseLength(text: string): Length | Moment {
  const cleaned = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/^within /, "")
    .replace(/(?:之|以)?内$/, "");
  const moment = MOMENTS.find(([pattern]) => pattern.test(cleaned.replaceAll(" ", " ")))?.[1];
  if (moment) return moment;
  const half = HALVES.find(([pattern]) => pattern.test(cleaned))?.[1];
  if (half) return half;
  const found = /^(-?[\d.]+|[a-z]+|[零一二两三四五六七八九十百]+) ?(.+)$/.exec(cleaned);
  const amount = numberOf(found?.[1] ?? "");
  const unit = UNITS.find(([pattern]) => pattern.test(found?.[2] ?? ""))?.[1];
  if (amount === undefined || unit === undefined) return refuseText(text);
  const length = { amount, unit };
  amountOf(length);
  return length;
}

function numberOf(word: string): number | undefined {
  if (/^-?\d+(?:\.\d+)?$/.test(word)) return Number(word);
  return Object.hasOwn(NUMBERS_EN, word) ? NUMBERS_EN[word] : chineseNumber(word);
}

/** 一 to 九百九十九. */
function chineseNumber(word: string): number | undefined {
  const found = /^(?:([一二两三四五六七八九])百零?)?(?:([一二三四五六七八九])?(十))?([一二两三四五六七八九])?$/.exec(
    word,
  );
  if (!found || word === "") return undefined;
  return digit(found[1]) * 100 + (found[3] ? (found[2] ? digit(found[2]) : 1) * 10 : 0) + digit(found[4]);
}

function digit(text: string | undefined): number {
  return text === "两" ? 2 : DIGITS_ZH.indexOf(text ?? "零");
}

function refuseText(text: string): never {
  return refuse(
    "unknown-length",
    `"${text}" is not a length of time. Write for example 2 working days, 24 hours, half month or same day`,
    `“${text}”不是时长，可写：2个工作日、24小时、半个月、当日`,
  );
}
