import type { Clock } from "../desk/clocks.ts";
import type { Language, Length, Limit } from "../regulation/shape.ts";
import { momentText, momentToken, nearText, shownDue } from "./dates.ts";
import type { Mrkdwn } from "./mrkdwn.ts";
import type { Voice } from "./voice.ts";
import { md, t, type Key } from "./words.ts";

const UNIT_KEYS: { readonly [U in Length["unit"]]: Key } = {
  seconds: "length.seconds",
  minutes: "length.minutes",
  hours: "length.hours",
  "working hours": "length.working-hours",
  days: "length.days",
  "working days": "length.working-days",
  weeks: "length.weeks",
  "half months": "length.half-months",
  months: "length.months",
  quarters: "length.quarters",
  "half years": "length.half-years",
  years: "length.years",
};

/** A length in its own unit, never converted: "2 working hours" / "2个工作小时". */
export function lengthText({ amount, unit }: Length, language: Language): string {
  return t(language, UNIT_KEYS[unit], { count: amount });
}

const MOMENT_KEYS = {
  "same day": "moment.same-day",
  "next day": "moment.next-day",
  "next working day": "moment.next-working-day",
  "same shift": "moment.same-shift",
} as const;

/** A limit as the regulation states it: "within 3 working days". */
export function limitText(limit: Limit, language: Language): string {
  switch (limit.kind) {
    case "length":
      return t(language, "limit.within", { length: lengthText(limit.length, language) });
    case "moment":
      return t(language, MOMENT_KEYS[limit.moment]);
    case "fact":
      return t(language, "limit.agreed");
    case "not given":
      return t(language, "limit.none");
  }
}

/** A stretch of time by the clock, in the unit that people would use, from seconds to days. */
export function spanText(ms: number, language: Language): string {
  if (ms < 60_000) return t(language, "length.seconds", { count: Math.max(1, Math.round(ms / 1000)) });
  const minutes = Math.round(ms / 60_000);
  if (minutes < 90) return t(language, "length.minutes", { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? t(language, "length.hours", { count: hours })
    : t(language, "length.days", { count: Math.round(hours / 24) });
}

/** "today 18:00" where it is read now, "Wed 25 Nov 18:00" where it stays. */
export function whenText(instant: number, voice: Voice): string {
  return voice.stays === true ? momentText(instant, voice, voice.now) : nearText(instant, voice, voice.now);
}

/** "by <token>" for many readers; honest where the date is provisional or the regulation gives none. */
export function byToken(clock: Pick<Clock, "due" | "provisional"> | undefined, voice: Voice, zone: string): Mrkdwn {
  if (clock?.due === undefined) return md(voice.language, "due.none");
  const time = momentToken(shownDue(clock.due, zone), voice);
  return md(voice.language, clock.provisional ? "due.about" : "due.by", { time });
}

/** "by tomorrow 18:00" for one reader. `zone` is the desk's, by which 24:00 is told. */
export function byText(clock: Pick<Clock, "due" | "provisional"> | undefined, voice: Voice, zone: string): string {
  if (clock?.due === undefined) return t(voice.language, "due.none");
  const time = whenText(shownDue(clock.due, zone), voice);
  return t(voice.language, clock.provisional ? "due.about" : "due.by-plain", { time });
}

/** A due time by itself, as one reader says it: "tomorrow 18:00". */
export function dueText(due: number, voice: Voice, zone: string): string {
  return whenText(shownDue(due, zone), voice);
}

/** "a, b and c" / "a、b和c". */
export function listText(items: readonly string[], language: Language): string {
  if (items.length < 2) return items[0] ?? "";
  const list = items.slice(0, -1).join(t(language, "between.list"));
  return t(language, "between.and", { list, last: items.at(-1) ?? "" });
}
