import { addWorkingDays, closeOfBusiness, workingDay } from "../src/calendar/ask.ts";
import type { Calendar } from "../src/calendar/types.ts";
import { instantOf, localDate } from "../src/calendar/zone.ts";
import type { Case } from "../src/desk/case.ts";
import type { Command } from "../src/desk/commands.ts";
import type { FactValue } from "../src/desk/facts.ts";
import type { Field } from "../src/regulation/shape.ts";
import { answerFrom, fileNamed } from "../src/story/answers.ts";
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

interface Scenery {
  readonly calendar: Calendar;
  readonly fields: readonly Field[];
  /** Ids by handle. */
  readonly people: ReadonlyMap<string, string>;
}

/** `15:00` on the act's day, `+2 12:00` two working days after it; a date is `+2` alone. */
function relative(field: Field, value: string, at: number, calendar: Calendar): FactValue | undefined {
  const [, days = "0", time] = /^(?:\+(\d+))?\s*(\d{2}:\d{2})?$/.exec(value) ?? [];
  if (value === "" || (field.type !== "time" && field.type !== "date")) return undefined;
  const day = days === "0" ? at : addWorkingDays(calendar, at, Number(days));
  const date = localDate(calendar.zone, day);
  if (field.type === "date") return /^\+\d+$/.test(value) ? date : undefined;
  return time === undefined ? undefined : instantOf(calendar.zone, { date, time });
}

function facts(given: Act["file"], at: number, { calendar, fields, people }: Scenery): Record<string, FactValue> {
  const entries = Object.entries(given ?? {}).map(([id, value]): [string, FactValue] => {
    const field = fields.find((known) => known.id === id);
    if (typeof value === "boolean" || field === undefined)
      return [id, typeof value === "boolean" ? (value ? "yes" : "no") : value];
    if (typeof value === "string" && value.startsWith("@")) {
      const person = people.get(value.slice(1)) ?? value;
      return [id, field.type === "people" ? [person] : person];
    }
    const then = typeof value === "string" ? relative(field, value, at, calendar) : undefined;
    return [id, then ?? answerFrom(field, value, calendar.zone)];
  });
  return Object.fromEntries(entries);
}

/** The request of this kind, or about this step, that still waits for an answer. */
function openRequest(of: string, current: Case | undefined): string {
  const open = current?.requests.findLast(
    (request) => request.answer === undefined && [request.of, request.detail.step].includes(of),
  );
  if (open === undefined) throw new Error(`Nobody has asked for "${of}"`);
  return open.id;
}

function commandOf(act: Act, at: number, scenery: Scenery, current: Case | undefined): Command {
  const { calendar } = scenery;
  const reason = act.reason ?? "";
  if (act.approve !== undefined)
    return { type: "answer-request", request: openRequest(act.approve, current), yes: true, reason };
  if (act.file !== undefined) return { type: "file", kind: act.kind, facts: facts(act.file, at, scenery) };
  if (act.contact !== undefined) return { type: "contact", ...act.contact };
  if (act.withdraw !== undefined) return { type: "withdraw", reason: act.withdraw, how: "phone" };
  if (act.escalate !== undefined) return { type: "escalate", reason: act.escalate };
  const later = closeOfBusiness(calendar, addWorkingDays(calendar, at, act["working-days"] ?? 1));
  if (act.ask !== undefined) return { type: "ask", of: act.ask, detail: { until: later }, reason };
  if (act.wait !== undefined)
    return { type: "wait", reason: act.wait, until: later, ...(act.note === undefined ? {} : { text: act.note }) };
  if (act.do !== undefined)
    return {
      type: "do",
      step: act.do,
      answers: facts(act.answers, at, scenery),
      ...(act.evidence.length === 0 ? {} : { files: act.evidence.map(fileNamed) }),
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
  const people = new Map((house.workspace.people ?? []).map((person) => [person.name, person.id]));
  const scenery = { calendar, fields: desk.regulation.fields, people };
  const cases = new Map<string, string>();
  const acts = house.acts.map((act) => ({ act, at: momentOf(act, morning, calendar) })).toSorted((a, b) => a.at - b.at);
  for (const [index, { act, at }] of acts.entries()) {
    await passTo(at);
    const by = people.get(act.who) ?? act.who;
    const caseId = cases.get(act.case);
    const current = caseId === undefined ? undefined : (await service.readForDelivery(caseId))?.case;
    const order = { command: commandOf(act, at, scenery, current), by, key: `demo ${index}` };
    const outcome =
      caseId === undefined ? await service.file(desk.desk.id, order) : await service.submit(order, caseId);
    if (!outcome.ok)
      throw new Error(`${act.who} at ${act.time}, ${act.case}: refused, ${JSON.stringify(outcome.refusal)}`);
    cases.set(act.case, outcome.file.id);
  }
  await passTo(morning);
}
