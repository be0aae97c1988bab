/** Compiling: a calendar as it is written becomes one that can answer, or is refused with a reason. */

import { civilOf, dayNumber, dayOfIso, FIRST_DAY, FIRST_YEAR, LAST_DAY, LAST_YEAR } from "./dates.ts";
import { refuse } from "./errors.ts";
import { stretchesOf, stretchOf, weekOf, type Stretch } from "./hours.ts";
import { buildTable, type Hours } from "./table.ts";
import type { Calendar, CalendarSpec, HolidaySource, Table } from "./types.ts";
import { zoneOf } from "./zone.ts";

export interface CompileOptions {
  /** The holidays for `spec.holidays`, or a function that finds them by country (needed where sites differ). */
  readonly holidays: HolidaySource | ((country: string) => HolidaySource);
  /** The calendars that `unite` may name. */
  readonly others?: { readonly [name: string]: CalendarSpec };
}

/**
 * Checks a calendar and makes it answer. Its table is built when first asked and grows by itself, year by year, up to
 * the years 1970 to 2099; it holds no other state.
 *
 * @throws CalendarError `unknown-zone`, `unknown-country`, `unknown-calendar`, `circle`, `bad-interval`, `bad-time`,
 *   `bad-date`, `overlap`, `never-open`
 */
export function compileCalendar(spec: CalendarSpec, options: CompileOptions): Calendar {
  return compile(spec, options, []);
}

/** Compiles all calendars of a regulation; each may unite others by name. Errors as `compileCalendar`. */
export function compileCalendars(
  specs: { readonly default: CalendarSpec; readonly [name: string]: CalendarSpec },
  options: Pick<CompileOptions, "holidays">,
): { readonly default: Calendar; readonly [name: string]: Calendar } {
  const one = (spec: CalendarSpec, name: string): Calendar => compile(spec, { ...options, others: specs }, [name]);
  const all = Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, one(spec, name)]));
  return { ...all, default: all["default"] ?? one(specs.default, "default") };
}

function compile(spec: CalendarSpec, options: CompileOptions, path: readonly string[]): Calendar {
  const { holidays } = options;
  const source = typeof holidays === "function" ? holidays(spec.holidays) : holidays;
  const sites = spec.unite.map((name) => {
    if (path.includes(name)) {
      refuse(
        "circle",
        `The calendars ${[...path, name].join(", ")} unite one another in a circle`,
        `日历 ${[...path, name].join("、")} 互相合并，形成循环`,
      );
    }
    const other = options.others?.[name];
    if (!other) {
      return refuse("unknown-calendar", `There is no calendar "${name}" to unite with`, `没有可合并的日历“${name}”`);
    }
    return compile(other, options, [...path, name]);
  });
  const hours = hoursOf(spec, source);
  refuseNeverOpen(hours, sites);
  for (const interval of Object.values(spec.shifts)) stretchOf(interval);
  const knownFrom = latest([source.knownFrom, ...sites.map((site) => site.knownFrom)]);
  const knownUntil = earliest([source.knownUntil, ...sites.map((site) => site.knownUntil)]);
  return {
    spec,
    zone: hours.zone.name,
    ...(knownFrom === undefined || hours.always ? {} : { knownFrom }),
    ...(knownUntil === undefined || hours.always ? {} : { knownUntil }),
    always: hours.always,
    source,
    sites,
    tableOver: growingTable(hours, sites),
  };
}

function hoursOf(spec: CalendarSpec, source: HolidaySource): Hours {
  const always = spec.hours === "always";
  const week = spec.hours === "always" ? [] : weekOf(spec.hours);
  const dates = new Map<string, readonly Stretch[]>();
  for (const [date, intervals] of Object.entries(spec.dates)) {
    dayOfIso(date);
    dates.set(date, stretchesOf(intervals, date));
  }
  const makeUp = week.find((day) => day.length > 0) ?? [];
  return { zone: zoneOf(spec.zone), always, week, dates, makeUp, source };
}

function refuseNeverOpen(hours: Hours, sites: readonly Calendar[]): void {
  if (hours.always || sites.length > 0 || hours.week.some((day) => day.length > 0)) return;
  refuse(
    "never-open",
    "This calendar has no open hour in any week, so no working time can be counted. Give it hours",
    "该日历每周都没有营业时间，无法计算工作时间，请填写营业时间",
  );
}

/** Asks for a table are answered from one table that at least doubles whenever it must grow. */
function growingTable(hours: Hours, sites: readonly Calendar[]): Calendar["tableOver"] {
  let table: Table | undefined;
  return (firstDay, lastDay) => {
    if (table && firstDay >= table.firstDay && lastDay < table.firstDay + table.days) return table;
    // A margin of a week, because a night shift of the day before and sites in other zones reach over.
    const wanted = { first: yearStart(firstDay - 7), last: yearEnd(lastDay + 7) };
    const old = table && { first: table.firstDay, last: table.firstDay + table.days - 1 };
    const more = old ? old.last - old.first : 0;
    const span = old
      ? {
          first: wanted.first < old.first ? yearStart(Math.min(wanted.first, old.first - more)) : old.first,
          last: wanted.last > old.last ? yearEnd(Math.max(wanted.last, old.last + more)) : old.last,
        }
      : wanted;
    table = buildTable(
      hours,
      sites.map((site) => exactly(site.tableOver(span.first, span.last), span)),
      span,
    );
    return table;
  };
}

/** The part of a site's table that covers exactly these dates, so that the indexes agree. */
function exactly(table: Table, span: { readonly first: number; readonly last: number }): Table {
  const from = span.first - table.firstDay;
  const to = from + span.last - span.first + 1;
  if (from === 0 && to === table.days) return table;
  return {
    ...table,
    firstDay: span.first,
    days: to - from,
    dayStart: table.dayStart.subarray(from, to + 1),
    close: table.close.subarray(from, to),
    kind: table.kind.subarray(from, to),
    workBefore: table.workBefore.subarray(from, to + 1),
  };
}

function yearStart(day: number): number {
  return Math.max(FIRST_DAY, dayNumber(Math.max(FIRST_YEAR, civilOf(day).year), 1, 1));
}

function yearEnd(day: number): number {
  return Math.min(LAST_DAY, dayNumber(Math.min(LAST_YEAR, civilOf(day).year), 12, 31));
}

function latest(dates: readonly (string | undefined)[]): string | undefined {
  return dates.reduce((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a), undefined);
}

function earliest(dates: readonly (string | undefined)[]): string | undefined {
  return dates.reduce((a, b) => (a === undefined || (b !== undefined && b < a) ? b : a), undefined);
}
