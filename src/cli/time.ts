import { dueAt } from "../calendar/due.ts";
import { explain } from "../calendar/explain.ts";
import { localWords } from "../calendar/explain-lines.ts";
import { calendarReport, numberedLines, parseInstant } from "../calendar/report.ts";
import type { Calendar, DueRequest, TimeLimit } from "../calendar/types.ts";
import type { Calendars } from "../desk/context.ts";
import type { Deadline } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import { calendarsFor, type HolidayOptions } from "./holidays.ts";
import { readRegulation, Stop } from "./regulation-file.ts";
import { filled, WORDS, type Terminal } from "./words.ts";

function calendarNamed(calendars: Calendars, name = "default"): Calendar {
  const calendar = calendars[name];
  if (calendar === undefined) throw new Stop(WORDS.noSuchCalendar, { name, names: Object.keys(calendars).join(", ") });
  return calendar;
}

export interface CalendarOptions extends HolidayOptions {
  readonly from?: string | undefined;
  readonly add?: string | undefined;
  readonly until?: string | undefined;
  readonly calendar?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Counts with a regulation's calendar: adds a length, or measures between two times. */
export async function countTime(
  terminal: Terminal,
  file: string | undefined,
  options: CalendarOptions,
): Promise<number> {
  const regulation = await readRegulation(file);
  const counted = calendarNamed(await calendarsFor(regulation, options), options.calendar);
  const { lines, json } = calendarReport(counted, {
    from: options.from ?? new Date().toISOString(),
    language: terminal.language,
    ...(options.add === undefined ? {} : { add: options.add }),
    ...(options.until === undefined ? {} : { until: options.until }),
  });
  if (options.json === true) terminal.print(JSON.stringify(json, null, 2));
  else for (const line of lines) terminal.print(line);
  return 0;
}

function limitOf({ limit }: Deadline): TimeLimit | undefined {
  if (limit.kind === "length") return limit.length;
  return limit.kind === "moment" ? limit.moment : undefined;
}

interface Dated {
  readonly deadline: Deadline;
  readonly calendar: Calendar;
  /** Absent where the limit is a time of the case, or not given. */
  readonly request?: DueRequest;
}

function dated(calendars: Calendars, deadline: Deadline, from: number): Dated {
  const limit = limitOf(deadline);
  const calendar = calendarNamed(calendars, deadline.calendar);
  if (limit === undefined) return { deadline, calendar };
  return {
    deadline,
    calendar,
    request: { from, limit, ...(deadline.count === undefined ? {} : { counting: deadline.count }) },
  };
}

function lineFor({ deadline, calendar, request }: Dated, { language }: Terminal): string {
  const due = request === undefined ? undefined : localWords(calendar, dueAt(calendar, request).at, true)[language];
  const { limit } = deadline;
  const other =
    limit.kind === "fact" ? filled(WORDS.factLimit[language], { fact: limit.fact }) : WORDS.noLimit[language];
  const way = `${deadline.from.join("/")} → ${deadline.until.join("/")}`;
  const basis = deadline.basis.length === 0 ? "" : ` (${deadline.basis.join(", ")})`;
  return `${deadline.id}: ${textIn(deadline.title, language)}, ${way}: ${due ?? other}${basis}`;
}

export interface DeadlineOptions extends HolidayOptions {
  readonly from?: string | undefined;
  readonly explain?: string | undefined;
  readonly json?: boolean | undefined;
}

/** The deadlines of a regulation and what each comes to when its clock starts at `from`; one of them step by step. */
export async function listDeadlines(
  terminal: Terminal,
  file: string | undefined,
  options: DeadlineOptions,
): Promise<number> {
  const regulation = await readRegulation(file);
  const calendars = await calendarsFor(regulation, options);
  const { zone } = calendars.default;
  const from = parseInstant(zone, options.from ?? new Date().toISOString());
  const all = regulation.deadlines.map((deadline) => dated(calendars, deadline, from));
  if (options.explain !== undefined) return explained(terminal, all, options.explain);
  if (options.json === true) {
    const rows = all.map(({ deadline, calendar, request }) => ({
      id: deadline.id,
      from: deadline.from,
      until: deadline.until,
      basis: deadline.basis,
      ...(request === undefined ? {} : { due: new Date(dueAt(calendar, request).at).toISOString() }),
    }));
    terminal.print(JSON.stringify(rows, null, 2));
    return 0;
  }
  for (const one of all) terminal.print(lineFor(one, terminal));
  return 0;
}

function explained(terminal: Terminal, all: readonly Dated[], id: string): number {
  const one = all.find(({ deadline }) => deadline.id === id);
  if (one === undefined) {
    throw new Stop(WORDS.noSuchDeadline, { id, ids: all.map(({ deadline }) => deadline.id).join(", ") });
  }
  terminal.print(lineFor(one, terminal));
  const clause = one.deadline.basis[0];
  const lines =
    one.request === undefined ? [] : explain(one.calendar, one.request, clause === undefined ? {} : { clause });
  for (const line of numberedLines(lines, terminal.language)) terminal.print(line);
  return 0;
}
