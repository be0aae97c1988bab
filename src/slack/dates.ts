import type { Language } from "../regulation/shape.ts";
import { ours, type Mrkdwn } from "./mrkdwn.ts";

/** Whose clock a time is told by. */
export interface Told {
  readonly language: Language;
  /** IANA zone. */
  readonly zone: string;
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: string;
  readonly minute: string;
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const LONG_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const DAYS_ZH = ["日", "一", "二", "三", "四", "五", "六"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONG_MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  clocks.set(zone, made);
  return made;
}

function partsOf(instant: number, zone: string): Parts {
  const found = Object.fromEntries(
    clockIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const [year, month, day] = [Number(found["year"]), Number(found["month"]), Number(found["day"])];
  // The weekday of a civil date does not depend on a zone any more.
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return { year, month, day, weekday, hour: found["hour"] ?? "00", minute: found["minute"] ?? "00" };
}

/** The civil date of an instant, `YYYY-MM-DD`. */
export function dateIn(instant: number, zone: string): string {
  const { year, month, day } = partsOf(instant, zone);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** A due time at 24:00 is told as 23:59 of its day, so that nobody reads the next day's date. `zone` is the desk's. */
export function shownDue(due: number, zone: string): number {
  const { hour, minute } = partsOf(due, zone);
  return hour === "00" && minute === "00" ? due - 60_000 : due;
}

/** "18:05". */
export function clockText(instant: number, zone: string): string {
  const { hour, minute } = partsOf(instant, zone);
  return `${hour}:${minute}`;
}

/** "24 Nov" / "11月24日"; with the year where `now` lies in another one. */
export function dayText(instant: number, { language, zone }: Told, now = instant): string {
  const { year, month, day } = partsOf(instant, zone);
  const otherYear = partsOf(now, zone).year !== year;
  if (language === "zh-CN") return `${otherYear ? `${year}年` : ""}${month}月${day}日`;
  return `${day} ${MONTHS[month - 1]}${otherYear ? ` ${year}` : ""}`;
}

/** "Wednesday 25 November" / "11月25日 星期三": the head of a digest. */
export function longDayText(instant: number, { language, zone }: Told): string {
  const { month, day, weekday } = partsOf(instant, zone);
  return language === "zh-CN"
    ? `${month}月${day}日 星期${DAYS_ZH[weekday]}`
    : `${LONG_DAYS[weekday]} ${day} ${LONG_MONTHS[month - 1]}`;
}

/** Two dates of a report: "November 2026", "1 – 20 November 2026", "2026年11月", "2026年11月1日至20日". */
export function spanText(from: string, to: string, language: Language): string {
  const [first, last] = [from, to].map((date) => partsOf(Date.parse(`${date}T12:00:00Z`), "UTC"));
  if (first === undefined || last === undefined) return "";
  const sameMonth = first.year === last.year && first.month === last.month;
  const whole = sameMonth && first.day === 1 && new Date(Date.UTC(last.year, last.month, 0)).getUTCDate() === last.day;
  if (language === "zh-CN") {
    const start = `${first.year}年${first.month}月`;
    if (whole) return start;
    const end = sameMonth ? "" : `${first.year === last.year ? "" : `${last.year}年`}${last.month}月`;
    return `${start}${first.day}日至${end}${last.day}日`;
  }
  const end = `${LONG_MONTHS[last.month - 1]} ${last.year}`;
  if (whole) return end;
  const start = sameMonth ? "" : ` ${LONG_MONTHS[first.month - 1]}${first.year === last.year ? "" : ` ${first.year}`}`;
  return `${first.day}${start} – ${last.day} ${end}`;
}

/** "Wed 25 Nov 18:00" / "11月25日（周三）18:00". */
export function momentText(instant: number, told: Told, now = instant): string {
  const { weekday, hour, minute } = partsOf(instant, told.zone);
  const date = dayText(instant, told, now);
  return told.language === "zh-CN"
    ? `${date}（周${DAYS_ZH[weekday]}）${hour}:${minute}`
    : `${DAYS[weekday]} ${date} ${hour}:${minute}`;
}

/** As people say it: "today 18:00", "tomorrow 18:00", else the moment. */
export function nearText(instant: number, told: Told, now: number): string {
  const days = civilDays(instant, told.zone) - civilDays(now, told.zone);
  const near =
    told.language === "zh-CN"
      ? { [-1]: "昨天", 0: "今天", 1: "明天" }
      : { [-1]: "yesterday ", 0: "today ", 1: "tomorrow " };
  const word = days === -1 || days === 0 || days === 1 ? near[days] : undefined;
  return word === undefined ? momentText(instant, told, now) : `${word}${clockText(instant, told.zone)}`;
}

function civilDays(instant: number, zone: string): number {
  const { year, month, day } = partsOf(instant, zone);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/** The zone as people call it: "北京时间", "北美东部时间"; in English by its own name, "Asia/Shanghai". */
export function zoneWords({ language, zone }: Told): string {
  if (language === "en") return zone;
  if (zone === "Asia/Shanghai") return "北京时间";
  const parts = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(0);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

/** What Slack shows where it cannot show a date token: weekday, time and zone. */
function zoneName(told: Told): string {
  return told.language === "zh-CN" ? `（${zoneWords(told)}）` : ` (${zoneWords(told)})`;
}

/** A moment for many readers: each sees it in the own zone. `told` is the zone and language of the fallback. */
export function momentToken(instant: number, told: Told): Mrkdwn {
  const fallback = `${momentText(instant, told)}${zoneName(told)}`;
  return ours(`<!date^${Math.floor(instant / 1000)}^{date_short_pretty} {time}|${fallback}>`);
}

/** A day for many readers. */
export function dayToken(instant: number, told: Told): Mrkdwn {
  return ours(`<!date^${Math.floor(instant / 1000)}^{date_short_pretty}|${dayText(instant, told)}>`);
}
