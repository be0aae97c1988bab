import type {
  CalendarSpec,
  Edition,
  Interval,
  KeepLine,
  LadderLine,
  NumberSpec,
  PartLine,
  Parts,
  Privacy,
  Recusal,
  Regulation,
  Role,
  WeekdayName,
} from "../shape.ts";
import { NOT_GIVEN } from "../raw/common.ts";
import { CASE_PEOPLE } from "../built-in.ts";
import type { Raw } from "../raw/raw.ts";
import { nearest } from "../nearest.ts";
import { conditionalOf } from "./condition.ts";
import { given, known, knownAll, listOf, type Context } from "./context.ts";
import { clauses, lengthOf, meaning, parseMoney, provenance, text } from "./values.ts";

/** A role or part, or one of the further words that this place allows. */
export function person(ctx: Context, line: number, name: string, also: readonly string[] = []): string {
  return known(ctx, line, name, [...ctx.names.roles, ...ctx.names.parts, ...also], "unknown-role");
}

export function persons(
  ctx: Context,
  line: number,
  names: string | readonly string[] | undefined,
  also: readonly string[] = [],
): readonly string[] {
  return listOf(names).map((name) => person(ctx, line, name, also));
}

function role(ctx: Context, line: number, name: string): string {
  return known(ctx, line, name, ctx.names.roles, "unknown-role");
}

export function editionOf(ctx: Context): Edition {
  const raw = ctx.raw.edition ?? {};
  return {
    silent: listOf(raw.silent),
    basis: clauses(ctx, raw.basis),
    ...given({
      status: raw.status,
      text: raw.text,
      inForce: raw["in-force"] === undefined ? undefined : String(raw["in-force"]),
      replaces: raw.replaces,
      approvedBy: raw["approved-by"],
    }),
  };
}

// ── Calendars ──────────────────────────────────────────────────────────────────────────────────────────────────────

const WEEK: readonly WeekdayName[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

function weekdays(days: string): readonly WeekdayName[] | undefined {
  const [from, to, ...more] = days.split("-").map((day) => WEEK.findIndex((name) => name === day));
  if (from === undefined || from < 0 || more.length > 0) return undefined;
  if (to === undefined) return WEEK.slice(from, from + 1);
  return to < from ? undefined : WEEK.slice(from, to + 1);
}

function intervals(ctx: Context, line: number, raw: string | readonly string[]): readonly Interval[] {
  return listOf(raw).map((value) => {
    if (!/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value))
      ctx.report(line, "bad-hours", { value });
    return value;
  });
}

type RawHours = { [days: string]: string | string[] };

function hoursOf(ctx: Context, raw: "always" | RawHours): CalendarSpec["hours"] {
  if (raw === "always") return raw;
  const hours: { [Day in WeekdayName]?: readonly Interval[] } = {};
  for (const [days, value] of Object.entries(raw)) {
    const line = ctx.lines.of(raw, days);
    const names = weekdays(days);
    if (names === undefined) ctx.report(line, "bad-days", { value: days });
    for (const name of names ?? []) hours[name] = intervals(ctx, line, value);
  }
  return hours;
}

/** The default calendar and the named ones, which share its zone and holidays. */
export function calendarsOf(ctx: Context): Regulation["calendars"] {
  const raw = ctx.raw.calendar;
  if (raw === undefined) return {};
  const shared = { zone: raw.zone, holidays: raw.holidays };
  const dates = Object.entries(raw.dates ?? {}).map(([date, hours]) => {
    const line = ctx.lines.of(raw.dates ?? {}, date);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) ctx.report(line, "bad-date", { value: date, expected: "2026-10-01" });
    return [date, intervals(ctx, line, hours)] as const;
  });
  const shifts = Object.entries(raw.shifts ?? {}).map(
    ([name, hours]) => [name, intervals(ctx, ctx.lines.of(raw.shifts ?? {}, name), hours)[0] ?? ""] as const,
  );
  const named = [...ctx.names.calendars].flatMap((name): [string, CalendarSpec][] => {
    const hours = raw[name];
    if (hours !== "always" && (typeof hours !== "object" || Array.isArray(hours))) return [];
    return [[name, { ...shared, hours: hoursOf(ctx, hours), dates: Object.fromEntries(dates), shifts: {}, unite: [] }]];
  });
  const unite = knownAll(ctx, ctx.lines.of(raw, "unite"), listOf(raw.unite), ctx.names.calendars, "unknown-name", {
    kind: "calendar",
    kindZh: "日历",
  });
  return {
    ...Object.fromEntries(named),
    default: {
      ...shared,
      hours: hoursOf(ctx, raw.hours),
      dates: Object.fromEntries(dates),
      shifts: Object.fromEntries(shifts),
      unite,
    },
  };
}

export function numberOf(ctx: Context): NumberSpec | undefined {
  const written = ctx.raw.number;
  if (written === undefined) return undefined;
  const line = ctx.lines.of(ctx.raw, "number");
  const raw = typeof written === "string" ? { pattern: written } : written;
  const rest = raw.pattern.replaceAll(/\{(yyyy|yy|MM|dd|half|seq:\d{1,2})\}/g, "");
  if (raw.pattern.match(/\{seq:\d{1,2}\}/g)?.length !== 1 || /[{}]/.test(rest))
    ctx.report(line, "bad-number-pattern", { pattern: raw.pattern });
  const full = typeof written === "string" ? undefined : written;
  const givenAt = full?.["given-at"];
  if (givenAt !== undefined) known(ctx, line, givenAt, ctx.names.steps, "unknown-step");
  return {
    pattern: raw.pattern,
    dated: full?.dated ?? "received",
    ...given({ restart: full?.restart, givenAt }),
    ...(full === undefined ? { line, basis: [] } : { ...provenance(ctx, full), line }),
  };
}

// ── Roles and parts ────────────────────────────────────────────────────────────────────────────────────────────────

function mayPromise(ctx: Context, line: number, raw: string): NonNullable<Role["mayPromise"]> {
  if (raw === "any amount" || raw === NOT_GIVEN) return raw;
  const money = parseMoney(meaning(ctx, raw).value);
  if (money === undefined) ctx.report(line, "bad-money", { value: raw, or: "/ `any amount`" });
  return money ?? NOT_GIVEN;
}

export function rolesOf(ctx: Context): Role[] {
  return Object.entries(ctx.raw.roles).map(([id, raw]) => {
    const line = ctx.lines.of(ctx.raw.roles, id);
    const others = (key: "any-of" | "absent") =>
      listOf(raw[key]).map((name) => role(ctx, ctx.lines.of(raw, key), name));
    const list = raw.of;
    if (list !== undefined)
      known(ctx, ctx.lines.of(raw, "of"), list, ctx.names.lists, "unknown-name", { kind: "list", kindZh: "名单" });
    return {
      id,
      at: raw.at ?? "company",
      title: text(ctx, ctx.lines.of(raw, "title"), raw.title),
      anyOf: others("any-of"),
      absent: others("absent"),
      ...given({
        list,
        mayPromise:
          raw["may-promise"] === undefined
            ? undefined
            : mayPromise(ctx, ctx.lines.of(raw, "may-promise"), raw["may-promise"]),
      }),
      ...provenance(ctx, raw),
      line,
    };
  });
}

type RawPart = NonNullable<Raw["parts"]>[string];

function partWho(ctx: Context, line: number, part: string, who: string): string {
  // Departments are named by the company's directory, which the file cannot know.
  if (part === "department" && !ctx.names.roles.has(who)) return who;
  if (ctx.names.facts.get(who)?.type === "choice") {
    for (const option of ctx.names.facts.get(who)?.values ?? []) role(ctx, line, option);
    return who;
  }
  return person(ctx, line, who, ["named"]);
}

function partLines(ctx: Context, part: string, raw: RawPart, line: number): PartLine[] {
  if (typeof raw === "string")
    return [{ who: partWho(ctx, line, part, raw), with: [], inPerson: false, line, basis: [] }];
  return (Array.isArray(raw) ? raw : [raw]).map((item) => ({
    who: partWho(ctx, ctx.lines.of(item, "who"), part, item.who),
    with: persons(ctx, ctx.lines.of(item, "with"), item.with),
    inPerson: item["in-person"] === "yes",
    ...conditionalOf(ctx, item),
    ...provenance(ctx, item),
  }));
}

export function partsOf(ctx: Context): Parts {
  const raw = ctx.raw.parts ?? {};
  return Object.fromEntries(
    Object.entries(raw).map(([part, lines]) => [part, partLines(ctx, part, lines, ctx.lines.of(raw, part))]),
  );
}

export function ladderOf(ctx: Context): LadderLine[] {
  const raw = ctx.raw.ladder;
  if (raw === undefined) return [];
  const line = ctx.lines.of(ctx.raw, "ladder");
  const bare = Array.isArray(raw) ? raw.filter((item) => typeof item === "string") : [];
  if (bare.length > 0) return [{ rungs: persons(ctx, line, bare), line, basis: [] }];
  return (Array.isArray(raw) ? raw : [raw]).flatMap((item) =>
    typeof item === "string"
      ? []
      : [
          {
            rungs: persons(ctx, ctx.lines.of(item, "rungs"), item.rungs),
            ...conditionalOf(ctx, item),
            ...provenance(ctx, item),
          },
        ],
  );
}

/** On in every regulation, unless it says that nobody steps aside. */
export function recusalOf(ctx: Context): Recusal {
  const raw = ctx.raw.recusal;
  if (raw === undefined) return { who: "accused", apart: [], line: 1, basis: [] };
  const line = ctx.lines.of(raw, "apart");
  const atLast = raw["at-last"];
  return {
    who: raw.who,
    apart: (raw.apart ?? []).map((parts) => knownAll(ctx, line, parts, ctx.names.parts, "unknown-part")),
    ...given({ atLast: atLast === undefined ? undefined : role(ctx, ctx.lines.of(raw, "at-last"), atLast) }),
    ...provenance(ctx, raw),
  };
}

export function privacyOf(ctx: Context): Privacy[] {
  return listOf(ctx.raw.privacy).map((raw) => ({
    readers: persons(ctx, ctx.lines.of(raw, "readers"), raw.readers, CASE_PEOPLE),
    ...conditionalOf(ctx, raw),
    ...provenance(ctx, raw),
  }));
}

const KEPT = ["case", "callback-records", "forms", "evidence", "contact", "thread", "reports", "letters"];

export function keepOf(ctx: Context): KeepLine[] {
  return listOf(ctx.raw.keep).map((raw) => {
    const line = ctx.lines.of(raw, "what");
    const things = [...KEPT, ...ctx.names.forms, ...ctx.names.lists];
    if (!things.includes(raw.what)) {
      ctx.report(line, "unknown-word", {
        key: "what",
        value: raw.what,
        nearest: nearest(raw.what, things),
        known: things.join(", "),
      });
    }
    return {
      what: raw.what,
      for: raw.for === "ever" ? "ever" : lengthOf(ctx, ctx.lines.of(raw, "for"), raw.for),
      by: persons(ctx, ctx.lines.of(raw, "by"), raw.by),
      ...conditionalOf(ctx, raw),
      ...provenance(ctx, raw),
    };
  });
}
