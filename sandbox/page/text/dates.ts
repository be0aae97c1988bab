/** Where and when a reader reads: IANA zone, BCP-47 locale and the sandbox's time in ms since 1970 UTC. */
export interface Reader {
  zone: string;
  locale: string;
  now: number;
}

const DAY = 86_400_000;
const HALF_YEAR = 182 * DAY;

interface Words {
  today: string;
  yesterday: string;
  tomorrow: string;
}

const ENGLISH: Words = { today: "today", yesterday: "yesterday", tomorrow: "tomorrow" };
const CHINESE: Words = { today: "今天", yesterday: "昨天", tomorrow: "明天" };

/**
 * Fills a `<!date^…>` token string as Slack does, in the reader's zone and language.
 * `seconds` since 1970; unknown tokens make the answer undefined, so that the caller shows the fallback.
 * Source: docs.slack.dev/messaging/formatting-message-text#date-formatting and the rich text date element.
 */
export function fillDate(seconds: number, format: string, reader: Reader): string | undefined {
  const at = seconds * 1000;
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return undefined;
  let unknown = false;
  const filled = format.replace(/\{(\w+)\}/g, (_, token: string, position: number) => {
    const value = valueOf(token, at, reader);
    if (value === undefined) unknown = true;
    return position === 0 ? capital(value ?? "") : (value ?? "");
  });
  return unknown ? undefined : filled;
}

function valueOf(token: string, at: number, reader: Reader): string | undefined {
  switch (token) {
    case "date_num":
      return dayKey(at, reader.zone);
    case "date_slash":
      return dayKey(at, reader.zone).split("-").toReversed().join("/");
    case "date":
    case "date_long_full":
      return longDate(at, { weekday: false, year: token === "date_long_full" || isFar(at, reader), reader });
    case "date_short":
      return shortDate(at, reader);
    case "date_long":
      return longDate(at, { weekday: true, year: isFar(at, reader), reader });
    case "date_pretty":
      return relativeDay(at, reader) ?? longDate(at, { weekday: false, year: isFar(at, reader), reader });
    case "date_short_pretty":
      return relativeDay(at, reader) ?? shortDate(at, reader);
    case "date_long_pretty":
      return relativeDay(at, reader) ?? longDate(at, { weekday: true, year: isFar(at, reader), reader });
    case "day_divider_pretty":
      return dividerDay(at, reader);
    case "time":
      return clockTime(at, reader);
    case "time_secs":
      return clockTime(at, reader, { seconds: true });
    case "ago":
      return ago(at, reader);
    default:
      return undefined;
  }
}

/* Making a formatter costs a hundred times what formatting does, and a list of messages needs some for each of them. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const relatives = new Map<string, Intl.RelativeTimeFormat>();

/** The one formatter of a locale and options. */
export function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, known);
  return known;
}

function relativeFormatter(locale: string): Intl.RelativeTimeFormat {
  const known = relatives.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  relatives.set(locale, known);
  return known;
}

/** Year, month and day in a zone as `2026-11-24`: for grouping messages by day and for date_num. */
export function dayKey(at: number, zone: string): string {
  return formatter("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

/** Time of day as the reader's locale writes it: `9:12 AM` for en-US, `09:12` for en-GB and zh-CN. */
export function clockTime(
  at: number,
  reader: Pick<Reader, "zone" | "locale">,
  options: { seconds?: boolean } = {},
): string {
  return formatter(reader.locale, {
    timeZone: reader.zone,
    hour: isTwelveHour(reader.locale) ? "numeric" : "2-digit",
    minute: "2-digit",
    ...(options.seconds ? { second: "2-digit" } : {}),
  })
    .format(at)
    .replace("\u202F", " ");
}

/** The line between two days of messages: Today, Yesterday, else weekday and date. */
export function dividerDay(at: number, reader: Reader): string {
  const near = relativeDay(at, reader);
  if (near !== undefined && near !== wordsOf(reader.locale).tomorrow) return capital(near);
  return longDate(at, {
    weekday: true,
    year: dayKey(at, reader.zone).slice(0, 4) !== dayKey(reader.now, reader.zone).slice(0, 4),
    reader,
  });
}

/** Full date and time with seconds, for titles that appear on hover and for screen readers. */
export function fullTime(at: number, reader: Pick<Reader, "zone" | "locale">): string {
  return formatter(reader.locale, { timeZone: reader.zone, dateStyle: "full", timeStyle: "medium" })
    .format(at)
    .replace("\u202F", " ");
}

/** A distance in time in words: `3 minutes ago`, `in 2 days`. */
export function ago(at: number, reader: Reader): string {
  const seconds = Math.round((at - reader.now) / 1000);
  const relative = relativeFormatter(reader.locale);
  const steps: [number, Intl.RelativeTimeFormatUnit][] = [
    [60, "second"],
    [60, "minute"],
    [24, "hour"],
    [30, "day"],
    [12, "month"],
  ];
  let value = seconds;
  for (const [size, unit] of steps) {
    if (Math.abs(value) < size) return relative.format(value, unit);
    value = Math.round(value / size);
  }
  return relative.format(value, "year");
}

function relativeDay(at: number, { zone, locale, now }: Reader): string | undefined {
  const words = wordsOf(locale);
  const day = dayKey(at, zone);
  if (day === dayKey(now, zone)) return words.today;
  if (day === nextDay(dayKey(now, zone), -1)) return words.yesterday;
  if (day === nextDay(dayKey(now, zone), 1)) return words.tomorrow;
  return undefined;
}

/* Counting on the calendar and not in hours: a day with a clock change has 23 or 25 of them. */
function nextDay(key: string, by: number): string {
  return new Date(Date.parse(`${key}T00:00:00Z`) + by * DAY).toISOString().slice(0, 10);
}

interface LongDate {
  weekday: boolean;
  year: boolean;
  reader: Reader;
}

function longDate(at: number, { weekday, year, reader }: LongDate): string {
  const parts = partsOf(at, reader, "long");
  if (isChinese(reader.locale))
    return `${year ? `${parts.year}年` : ""}${parts.month}${parts.day}日${weekday ? ` ${parts.weekday}` : ""}`;
  return `${weekday ? `${parts.weekday}, ` : ""}${parts.month} ${ordinal(Number(parts.day))}${year ? `, ${parts.year}` : ""}`;
}

function shortDate(at: number, reader: Reader): string {
  const parts = partsOf(at, reader, "short");
  const year = isFar(at, reader);
  if (isChinese(reader.locale)) return `${year ? `${parts.year}年` : ""}${parts.month}${parts.day}日`;
  return `${parts.month} ${parts.day}${year ? `, ${parts.year}` : ""}`;
}

interface Parts {
  year: string;
  month: string;
  day: string;
  weekday: string;
}

function partsOf(at: number, { zone, locale }: Reader, month: "long" | "short"): Parts {
  const read = (options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes): string =>
    formatter(locale, { timeZone: zone, ...options })
      .formatToParts(at)
      .find((part) => part.type === type)?.value ?? "";
  const monthOfChinese = `${dayKey(at, zone).slice(5, 7).replace(/^0/, "")}月`;
  return {
    year: dayKey(at, zone).slice(0, 4),
    month: isChinese(locale) ? monthOfChinese : read({ month }, "month"),
    day: dayKey(at, zone).slice(8).replace(/^0/, ""),
    weekday: read({ weekday: "long" }, "weekday"),
  };
}

/* Slack leaves the year out within six months of now. */
function isFar(at: number, { now }: Reader): boolean {
  return Math.abs(at - now) > HALF_YEAR;
}

function isTwelveHour(locale: string): boolean {
  return formatter(locale, { hour: "numeric" }).resolvedOptions().hour12 === true;
}

/** Whether a locale reads Chinese; every other reader gets English. */
export function isChinese(locale: string): boolean {
  return /^zh\b/i.test(locale);
}

function wordsOf(locale: string): Words {
  return isChinese(locale) ? CHINESE : ENGLISH;
}

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return `${day}th`;
  return `${day}${["th", "st", "nd", "rd"][day % 10] ?? "th"}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
