/**
 * Public holidays as values. Each source knows from when until when something has been published: silence beyond that
 * is never taken for "no holidays".
 *
 * - China: chinese-days, with the make-up working days (调休) of the State Council's yearly notices.
 * - Elsewhere: date-holidays, public holidays only; no observances, bank or school days, no clock changes. Its dates
 *   follow from rules and have no end of their own; a holiday that begins at noon ends business at noon.
 * - Lists of one's own (`parseHolidayList`) extend or replace either.
 */

import chineseDays from "chinese-days";
import Holidays from "date-holidays";
import { DAY_MS, dayNumber, dayOfIso, FIRST_YEAR, isoOf, LAST_YEAR } from "./dates.ts";
import { refuse } from "./errors.ts";
import type { HolidayList } from "./lists.ts";
import type { DayFact, HolidaySource } from "./types.ts";

type Year = ReadonlyMap<string, DayFact>;

const NOTHING: Year = new Map();

/**
 * @param country ISO 3166-1 code, with a region where the country has them (`DE-BY`, `GB-SCT`); `none` for no holidays
 * @param options.extra own lists, later ones first in rank: each adds to the country's dates, or replaces them where it
 *   says so, and may know more years than the country's source does
 * @param options.from where a country's own dates come from, if not from the libraries
 * @throws CalendarError `unknown-country`
 */
export function holidaySource(
  country: string,
  options: { readonly extra?: readonly HolidayList[]; readonly from?: (country: string) => HolidaySource } = {},
): HolidaySource {
  const { extra = [], from = countrySource } = options;
  const replaced = extra.findLastIndex((list) => list.replace);
  const base = country === "none" || replaced >= 0 ? { country, year: () => NOTHING } : from(country);
  return extra.slice(Math.max(replaced, 0)).reduce<HolidaySource>(withList, base);
}

function countrySource(country: string): HolidaySource {
  return country === "CN" ? china() : byRules(country);
}

// ── China ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A year has been published when its National Day is in the data: the package answers for any year. */
function publishedInChina(year: number): boolean {
  const { work, name } = chineseDays.getDayDetail(`${year}-10-01`);
  return !work && name.includes(",");
}

function china(): HolidaySource {
  const years = range(FIRST_YEAR, LAST_YEAR).filter(publishedInChina);
  return {
    country: "CN",
    knownFrom: `${years[0] ?? LAST_YEAR}-01-01`,
    knownUntil: `${years.at(-1) ?? FIRST_YEAR}-12-31`,
    year: remembered((year) => (publishedInChina(year) ? yearInChina(year) : NOTHING)),
  };
}

function yearInChina(year: number): Year {
  const facts = new Map<string, DayFact>();
  for (const iso of datesOf(year)) {
    const { work, name } = chineseDays.getDayDetail(iso);
    const [en, zh] = name.split(",");
    // Without a comma the name is only that of the weekday.
    if (en && zh) facts.set(iso, { kind: work ? "working" : "holiday", name: { en, "zh-CN": zh } });
  }
  return facts;
}

// ── Elsewhere ──────────────────────────────────────────────────────────────────────────────────────────────────────

function byRules(code: string): HolidaySource {
  const [country = "", state, region] = code.split("-");
  // Regions of China share its list; from the rules they would silently lack the make-up days.
  const holidays = country === "CN" ? undefined : holidaysOf(country, state, region);
  if (!holidays) {
    return refuse(
      "unknown-country",
      `No public holidays are known for "${code}". Write a country code such as CN or DE-BY, or none`,
      `没有“${code}”的公共假期数据，请写国家代码（如 CN、DE-BY）或 none`,
    );
  }
  return { country: code, year: remembered((year) => yearByRules(holidays, year)) };
}

/** Undefined where the country, its state or region has no rules. */
function holidaysOf(country: string, state?: string, region?: string): Holidays | undefined {
  const all = new Holidays();
  if (!(country in all.getCountries())) return undefined;
  if (state !== undefined && !(state in (all.getStates(country) ?? {}))) return undefined;
  if (region !== undefined && !(region in (all.getRegions(country, state ?? "") ?? {}))) return undefined;
  if (region !== undefined) return new Holidays(country, state ?? "", region, { types: ["public"] });
  return state === undefined
    ? new Holidays(country, { types: ["public"] })
    : new Holidays(country, state, { types: ["public"] });
}

function yearByRules(holidays: Holidays, year: number): Year {
  const facts = new Map<string, DayFact>();
  for (const around of [year - 1, year]) {
    const inEnglish = new Map(holidays.getHolidays(around, "en").map((one) => [one.rule + one.date, one.name]));
    for (const { date, start, end, name, rule, type } of holidays.getHolidays(around, "zh")) {
      if (type !== "public") continue;
      const both = { en: inEnglish.get(rule + date) ?? name, "zh-CN": name };
      const first = dayOfIso(date.slice(0, 10));
      // "2026-12-24 14:00:00" begins in the afternoon; "… 00:00:00 -0600" began on the evening before.
      const time = date.slice(11, 16);
      const days = Math.max(1, Math.floor((end.getTime() - start.getTime()) / DAY_MS));
      for (let day = first; day < first + days; day += 1) {
        const iso = isoOf(day);
        if (!iso.startsWith(String(year)) || facts.has(iso)) continue;
        const part = day === first && time !== "00:00" ? { closesAt: time } : {};
        facts.set(iso, { kind: "holiday", name: both, ...part });
      }
    }
  }
  return facts;
}

// ── Own lists ──────────────────────────────────────────────────────────────────────────────────────────────────────

function withList(base: HolidaySource, list: HolidayList): HolidaySource {
  const knownFrom = earlier(base.knownFrom, list.knownFrom);
  const knownUntil = later(base, list);
  return {
    country: base.country,
    ...(knownFrom === undefined ? {} : { knownFrom }),
    ...(knownUntil === undefined ? {} : { knownUntil }),
    year: remembered((year) => {
      const own = [...list.days].filter(([iso]) => iso.startsWith(String(year)));
      return own.length === 0 ? base.year(year) : new Map([...base.year(year), ...own]);
    }),
  };
}

function earlier(base: string | undefined, list: string | undefined): string | undefined {
  if (base === undefined || list === undefined) return base;
  return list < base ? list : base;
}

/** A list extends the horizon only where it continues what is known; a replacing list brings its own. */
function later(base: HolidaySource, list: HolidayList): string | undefined {
  if (list.replace) return list.knownUntil;
  if (base.knownUntil === undefined || list.knownUntil === undefined) return base.knownUntil;
  const follows = list.knownFrom === undefined || dayOfIso(list.knownFrom) <= dayOfIso(base.knownUntil) + 1;
  return follows && list.knownUntil > base.knownUntil ? list.knownUntil : base.knownUntil;
}

// ── Helpers ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The special dates of these years, ascending; for lists, checks and fingerprints. */
export function factsBetween(source: HolidaySource, from: string, to: string): readonly (readonly [string, DayFact])[] {
  return range(Number(from.slice(0, 4)), Number(to.slice(0, 4)))
    .flatMap((year) => [...source.year(year)])
    .filter(([iso]) => iso >= from && iso <= to)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function remembered(read: (year: number) => Year): (year: number) => Year {
  const years = new Map<number, Year>();
  return (year) => {
    let facts = years.get(year);
    if (!facts) {
      facts = read(year);
      years.set(year, facts);
    }
    return facts;
  };
}

function datesOf(year: number): string[] {
  return range(dayNumber(year, 1, 1), dayNumber(year, 12, 31)).map(isoOf);
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
