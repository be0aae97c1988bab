import { instantOf } from "../calendar/zone.ts";
import type { Deadline } from "../regulation/shape.ts";
import type { Case, Doing } from "./case.ts";
import type { Context } from "./context.ts";
import { stepById } from "./steps.ts";

export interface Occurrence {
  readonly at: number;
  readonly ordinal: number;
}

/** A doing still counts for clocks if it stands, was ended by a new round, or only changed hands. */
export function counts(doing: Doing): boolean {
  return doing.stands || doing.reopened === "round" || doing.reopened === "reassigned";
}

/** Hand-overs do not start a clock anew: of each round the first accept counts. */
function starts(current: Case, step: string, repeat: boolean): readonly number[] {
  const doings = current.doings.filter((doing) => doing.step === step && counts(doing));
  if (repeat) return doings.map((doing) => doing.doneAt);
  const rounds = new Map<number, number>();
  for (const doing of doings) if (!rounds.has(doing.round)) rounds.set(doing.round, doing.doneAt);
  return [...rounds.values()];
}

function levelStarts(current: Case): readonly number[] {
  return current.levels
    .filter((level, index) => level.id !== current.levels[index - 1]?.id)
    .map((level) => level.since);
}

/** Every time that an event of the language (`from`, `until`, `after`) has happened, ascending. */
export function occurrencesOf(event: string, current: Case, context: Context): readonly number[] {
  const field = context.regulation.fields.find((known) => known.id === event);
  switch (event) {
    case "first-received":
      // An ended case that is opened again begins anew: what was long over has not run all the while.
      return [current.firstReceivedAt, ...current.reopenings.map((reopening) => reopening.at)];
    case "received":
      return current.roundStarts;
    case "level":
      return levelStarts(current);
    case "escalate":
      return current.escalations.map((escalation) => escalation.at);
    case "contact":
      if (stepById("contact", context) === undefined) return current.contacts.map((contact) => contact.when);
  }
  const step = stepById(event, context);
  if (event === "close" && current.ended?.how === "closed") return [current.ended.at];
  if (step !== undefined) return starts(current, event, step.repeat);
  if (field === undefined) return [];
  const value = current.facts[event];
  if (field.type === "time" && typeof value === "number") return [value];
  if (field.type === "date" && typeof value === "string")
    return [instantOf(context.desk.zone, { date: value, time: "00:00" })];
  return current.answeredAt[event] ?? [];
}

/** The last start of a clock. Starts that were taken back are counted too, so that no run ever takes another's name. */
export function lastStart(rule: Deadline, current: Case, context: Context): Occurrence | undefined {
  const all = rule.from.flatMap((event) => occurrencesOf(event, current, context)).toSorted((a, b) => a - b);
  const at = all.at(-1);
  if (at === undefined) return undefined;
  const takenBack = current.doings.filter(
    (doing) => rule.from.includes(doing.step) && !counts(doing) && doing.doneAt <= at,
  );
  return { at, ordinal: all.length + takenBack.length };
}
