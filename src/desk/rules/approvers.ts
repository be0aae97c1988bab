import type { Context } from "../context.ts";
import type { NewEvent } from "../events.ts";
import { administratorsOf, holdersOf, nextRung, ownerOf } from "../people.ts";
import type { Situation } from "./ruling.ts";

export interface Approvers {
  readonly role: string;
  readonly people: readonly string[];
  /** Said on the record when the role that should answer could not. */
  readonly notice: readonly NewEvent[];
}

/**
 * Who must answer: the holders of the role without the asker; nobody answers what he asked for. If that leaves nobody,
 * the next rung above the asker, and last the administrators.
 */
export function approversFor(who: string, { current, by, context }: Situation): Approvers {
  const holders = holdersOf(who, current, context);
  // A yes from outside is recorded by the one who asked for it.
  if (isOutside(who, context)) return { role: who, people: [by], notice: [] };
  const people = holders.people.filter((person) => person !== by);
  if (people.length > 0) return { role: holders.role ?? who, people, notice: [] };
  // Nobody answers what he asked for himself; else whoever was passed over says why.
  const why = holders.people.includes(by) ? "own-request" : (holders.skipped[0]?.reason ?? "recused");
  // Where everybody else is concerned himself, the regulation may name a body of last resort.
  const last = context.regulation.recusal.atLast;
  const body = last === undefined ? [] : holdersOf(last, current, context).people.filter((person) => person !== by);
  if (last !== undefined && body.length > 0)
    return {
      role: last,
      people: body,
      notice: [{ type: "nobody-in-role", role: holders.role ?? who, went: body, reason: why }],
    };
  const rung = nextRung(current, context, { people: [by, ...holders.people] });
  const instead = rung?.people ?? administratorsOf(current, context).filter((person) => person !== by);
  return {
    role: rung?.rung ?? who,
    people: instead,
    notice: [{ type: "nobody-in-role", role: holders.role ?? who, went: instead, reason: why }],
  };
}

/**
 * May this person, asked to decide, give the yes of `who`? Whoever would be asked for it if the owner asked. What takes
 * the yes of somebody outside, or of a meeting, nobody gives alone.
 */
export function decidesFor(who: string, { current, by, context }: Situation): boolean {
  if (isOutside(who, context) || isBody(who, context)) return false;
  if (holdersOf(who, current, context).people.includes(by)) return true;
  return ownerOf(current, context).people.some((owner) =>
    approversFor(who, { current, by: owner, context }).people.includes(by),
  );
}

export function isOutside(role: string, context: Context): boolean {
  return context.regulation.roles.some((known) => known.id === role && known.at === "outside");
}

export function isBody(role: string, context: Context): boolean {
  return context.regulation.roles.some((known) => known.id === role && known.at === "body");
}
