import { compileCalendar } from "../../calendar/calendar.ts";
import { CalendarError } from "../../calendar/errors.ts";
import { holidaySource } from "../../calendar/holidays.ts";
import type { Report } from "../problem.ts";
import type { Regulation } from "../shape.ts";

/** Calendars that could not answer, in the calendar's own words, and shifts that no calendar has. */
export function checkCalendars(regulation: Regulation, line: number, report: Report): void {
  const { default: usual, ...named } = regulation.calendars;
  for (const [name, spec] of Object.entries(regulation.calendars)) {
    try {
      compileCalendar(spec, { holidays: holidaySource, others: name === "default" ? named : {} });
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      report(line, "calendar", { name, en: error.text.en, zh: error.text["zh-CN"] });
    }
  }
  for (const deadline of regulation.deadlines) {
    const needsShift = deadline.limit.kind === "moment" && deadline.limit.moment === "same shift";
    if (needsShift && Object.keys(usual?.shifts ?? {}).length === 0) report(deadline.line, "no-shifts");
  }
}
