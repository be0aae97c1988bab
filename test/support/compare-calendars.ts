/** Asks random questions of the library and of the slow reference, and collects every answer that differs. */

import { closeOfBusiness, isOpen, nextOpening, workingDay, workingTime } from "../../src/calendar/ask.ts";
import { compileCalendar } from "../../src/calendar/calendar.ts";
import { fullRule } from "../../src/calendar/counting.ts";
import { dueAt } from "../../src/calendar/due.ts";
import { CalendarError } from "../../src/calendar/errors.ts";
import { explain } from "../../src/calendar/explain.ts";
import { elapsed } from "../../src/calendar/measure.ts";
import type { Calendar, HolidaySource } from "../../src/calendar/types.ts";
import {
  randomCalendar,
  randomFrom,
  randomQuestion,
  windowClock,
  WINDOWS,
  type RandomCalendar,
  type RandomQuestion,
} from "./random-calendars.ts";
import { slowDates, slowDay, slowDue, slowMinutes, slowNextOpening } from "./slow-answers.ts";
import { clockOf, slowCalendar, type Clock, type Slow } from "./slow-calendar.ts";

const MINUTE = 60_000;

export interface Comparison {
  readonly compared: number;
  /** Questions whose answer lay outside the reference's window. */
  readonly outside: number;
  readonly calendars: number;
  readonly differences: readonly string[];
}

/** Compares at least `wanted` answers, spread over the windows. */
export function compareCalendars(seed: number, wanted: number, windows = WINDOWS): Comparison {
  const random = randomFrom(seed);
  const differences: string[] = [];
  let compared = 0;
  let outside = 0;
  let calendars = 0;
  const perWindow = Math.ceil(wanted / windows.length);
  for (const [zone, start] of windows) {
    const clock = windowClock(zone, start);
    const clocks = clocksOf(clock);
    for (let done = 0; done < perWindow;) {
      const drawn = randomCalendar(random, zone, clock);
      const slow = slowCalendar(drawn.spec, { facts: () => drawn.facts, clocks, others: drawn.others });
      const fast = fastCalendar(drawn);
      calendars += 1;
      for (let k = 0; k < QUESTIONS; k += 1) {
        const question = randomQuestion(random, clock);
        for (const { name, is, should } of answers(fast, slow, question)) {
          if (should === undefined) outside += 1;
          else {
            compared += 1;
            done += 1;
            if (is !== should) differences.push(report(drawn, question, { name, is, should }));
          }
        }
      }
    }
  }
  return { compared, outside, calendars, differences };
}

/** The clocks of other zones over the same window, each asked once. */
function clocksOf(own: Clock): (zone: string) => Clock {
  const known = new Map([[own.zone, own]]);
  return (zone) => {
    const clock = known.get(zone) ?? clockOf(zone, own.start, own.shown.length);
    known.set(zone, clock);
    return clock;
  };
}

/** Enough questions to make the slow building of a reference calendar worth while. */
const QUESTIONS = 60;

function fastCalendar({ spec, others, facts }: RandomCalendar): Calendar {
  const holidays: HolidaySource = {
    country: "XX",
    year: (year) => new Map([...facts].filter(([date]) => date.startsWith(String(year)))),
  };
  return compileCalendar(spec, { holidays, others });
}

interface Answer {
  readonly name: string;
  readonly is: unknown;
  readonly should: unknown;
}

function answers(fast: Calendar, slow: Slow, { request, to }: RandomQuestion): readonly Answer[] {
  const rule = fullRule(request.counting);
  const due = tried(() => dueAt(fast, request).at);
  const should = slowDue(slow, request, rule);
  const measured = { ...request, to };
  const at = slowDay(slow, to);
  const minutes = (instant: number): number => (instant - slow.clock.start) / MINUTE;
  const pauses = request.pauses ?? [];
  const used = (unit: "minutes" | "days" | "working days"): number =>
    elapsed(fast, {
      from: request.from,
      to,
      unit,
      pauses,
      ...(request.counting === undefined ? {} : { counting: request.counting }),
    });
  const hours = elapsed(fast, { from: request.from, to, unit: "working hours", pauses });
  return [
    { name: "due", is: due, should },
    {
      name: "explained",
      is:
        should === undefined
          ? undefined
          : tried(() => explain(fast, request).findLast((line) => line.kind === "end")?.at),
      should,
    },
    { name: "minutes", is: used("minutes"), should: slowMinutes(slow, measured, false) },
    { name: "working minutes", is: Math.round(hours * 60 * 1e6) / 1e6, should: slowMinutes(slow, measured, true) },
    {
      name: "open minutes",
      is: workingTime(fast, request.from, to) / MINUTE,
      should: slowMinutes(slow, { ...measured, pauses: [] }, true),
    },
    { name: "days", is: used("days"), should: slowDates(slow, measured, rule, false) },
    { name: "working days", is: used("working days"), should: slowDates(slow, measured, rule, true) },
    { name: "open", is: isOpen(fast, to), should: slow.open[minutes(to)] === 1 },
    { name: "opening", is: nextOpening(fast, to), should: slowNextOpening(slow, to) },
    { name: "close", is: minutes(closeOfBusiness(fast, to)), should: at?.close },
    { name: "working day", is: workingDay(fast, to), should: at?.working },
  ];
}

function tried<T>(ask: () => T): T | string {
  try {
    return ask();
  } catch (error) {
    if (error instanceof CalendarError) return error.code;
    throw error;
  }
}

function report(drawn: RandomCalendar, question: RandomQuestion, { name, is, should }: Answer): string {
  const from = shown(question.request.from);
  const facts = [...drawn.facts].map(([date, fact]) => `${date} ${fact.kind}`);
  const asked = JSON.stringify({ ...question, from, spec: drawn.spec, site: drawn.others["site"]?.hours, facts });
  return `${name}: ${shown(is)} instead of ${shown(should)} for ${asked}`;
}

function shown(value: unknown): string {
  return typeof value === "number" && value > 1e9 ? new Date(value).toISOString() : String(value);
}
