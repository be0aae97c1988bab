/** Others than those whose turn it is: said on the record, so that everybody knows why somebody else answers. */

import type { Case } from "../case.ts";
import type { Context } from "../context.ts";
import type { CaseEvent, NewEvent } from "../events.ts";
import { holdersOf, type Holders } from "../people.ts";
import { nextOpenStep, turnsToCome } from "../steps.ts";

/** What a command, or time, has made of a case. */
interface Outcome {
  readonly before: Case;
  readonly current: Case;
  readonly events: readonly CaseEvent[];
}

/** The next step has fallen to others because nobody is there whose step it is: said once, when it comes to that. */
export function nobodyThere({ before, current }: Outcome, context: Context): readonly NewEvent[] {
  const next = nextOpenStep(current, context);
  if (next === undefined) return [];
  const turns = turnsToCome(next, current, context);
  const doers = turns.find(({ people, skipped }) => people.length > 0 && skipped.length > 0);
  const missing = doers?.skipped[0];
  if (doers === undefined || missing === undefined) return [];
  const last = before.version === 0 ? undefined : nextOpenStep(before, context);
  const known = last?.step.id === next.step.id ? turnsToCome(last, before, context) : [];
  if (known.some(({ people }) => String(people) === String(doers.people))) return [];
  const { role, reason } = missing;
  return [{ type: "nobody-in-role", role, reason, went: doers.people }];
}

/** Whoever is called now: for the next step, by a miss, for a decision or an answer. */
function calledNow({ current, events }: Outcome, context: Context): readonly Holders[] {
  const next = nextOpenStep(current, context);
  const roles = events.flatMap((event) => {
    if (event.type === "requested") return [event.role];
    return "rung" in event && event.rung !== undefined ? [event.rung] : [];
  });
  return [
    ...(next === undefined ? [] : turnsToCome(next, current, context)),
    ...roles.map((role) => holdersOf(role, current, context)),
  ];
}

/** A deputy who steps in is named once; nothing happens by the mere looking. */
export function deputies(outcome: Outcome, context: Context): readonly NewEvent[] {
  const { current, events } = outcome;
  if (events.length === 0) return [];
  const said = new Map(Object.entries(current.standIns ?? {}));
  return calledNow(outcome, context).flatMap(({ standIns = [] }) =>
    standIns.flatMap(({ person, deputy }): readonly NewEvent[] => {
      if (said.get(person) === deputy) return [];
      said.set(person, deputy);
      return [{ type: "stood-in", person, deputy }];
    }),
  );
}
