import { addWorkingDays, closeOfBusiness, workingDay } from "../src/calendar/ask.ts";
import type { Calendar } from "../src/calendar/types.ts";
import { instantOf, localDate } from "../src/calendar/zone.ts";
import type { Command } from "../src/desk/commands.ts";
import type { FactValue } from "../src/desk/facts.ts";
import type { DeskFile, DeskService } from "../src/desk/service.ts";
import type { Act, House } from "./houses/houses.ts";

/** A demo begins on a working morning, when there is something to do. */
const MORNING = "09:40";

/** The last working morning at or before `now`. */
export function demoMorning(calendar: Calendar, now: number): number {
  const at = (instant: number) => instantOf(calendar.zone, { date: localDate(calendar.zone, instant), time: MORNING });
  const today = at(now);
  return workingDay(calendar, today) ? today : at(addWorkingDays(calendar, today, -1));
}

function momentOf(act: Act, morning: number, calendar: Calendar): number {
  const day = act.day === 0 ? morning : addWorkingDays(calendar, morning, -act.day);
  return instantOf(calendar.zone, { date: localDate(calendar.zone, day), time: act.time });
}

function facts(given: Act["file"]): Record<string, FactValue> {
  const entries = Object.entries(given ?? {});
  return Object.fromEntries(
    entries.map(([field, value]) => [field, typeof value === "boolean" ? (value ? "yes" : "no") : value]),
  );
}

function commandOf(act: Act, at: number, calendar: Calendar): Command {
  const reason = act.reason ?? "";
  if (act.file !== undefined) return { type: "file", kind: act.kind, facts: facts(act.file) };
  if (act.contact !== undefined) return { type: "contact", ...act.contact };
  if (act.escalate !== undefined) return { type: "escalate", reason: act.escalate };
  const later = closeOfBusiness(calendar, addWorkingDays(calendar, at, act["working-days"] ?? 1));
  if (act.ask !== undefined) return { type: "ask", of: act.ask, detail: { until: later }, reason };
  if (act.wait !== undefined)
    return { type: "wait", reason: act.wait, until: later, ...(act.note === undefined ? {} : { text: act.note }) };
  if (act.do !== undefined)
    return {
      type: "do",
      step: act.do,
      answers: facts(act.answers),
      ...(act.note === undefined ? {} : { note: act.note }),
    };
  throw new Error(`The act of ${act.who} at ${act.time} says nothing that can be done`);
}

export interface Stage {
  readonly service: DeskService;
  readonly desk: DeskFile;
  /** Lets the time pass to an instant; resolves when everything that falls due on the way has happened. */
  readonly passTo: (at: number) => Promise<void>;
}

/**
 * Plays what has happened at the house through the front door of the app, at its own times, so that the demo begins in
 * the middle of a working week.
 *
 * @throws Error when the app refuses an act: the house does not fit its regulation
 */
export async function playHistory(house: House, morning: number, { service, desk, passTo }: Stage): Promise<void> {
  const calendar = desk.context.calendars.default;
  const ids = new Map((house.workspace.people ?? []).map((person) => [person.name, person.id]));
  const cases = new Map<string, string>();
  const acts = house.acts.map((act) => ({ act, at: momentOf(act, morning, calendar) })).toSorted((a, b) => a.at - b.at);
  for (const [index, { act, at }] of acts.entries()) {
    await passTo(at);
    const by = ids.get(act.who) ?? act.who;
    const order = { command: commandOf(act, at, calendar), by, key: `demo ${index}` };
    const caseId = cases.get(act.case);
    const outcome =
      caseId === undefined ? await service.file(desk.desk.id, order) : await service.submit(order, caseId);
    if (!outcome.ok)
      throw new Error(`${act.who} at ${act.time}, ${act.case}: refused, ${JSON.stringify(outcome.refusal)}`);
    cases.set(act.case, outcome.file.id);
  }
  await passTo(morning);
}
