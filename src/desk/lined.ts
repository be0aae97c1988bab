/** Which events the thread of the card tells. */

import type { Case } from "./case.ts";
import type { Context } from "./context.ts";
import type { CaseEvent, EventOf } from "./events.ts";

/** Events that stand in the thread as a line. Looks, recusals and what only repeats another line do not. */
const LINED: ReadonlySet<CaseEvent["type"]> = new Set([
  "received",
  "told",
  "step-done",
  "step-redated",
  "step-skipped",
  "contacted",
  "level-set",
  "warned",
  "missed",
  "miss-cleared",
  "rung-told",
  "nobody-in-role",
  "stood-in",
  "requested",
  "request-answered",
  "request-taken-back",
  "waiting-began",
  "waiting-ended",
  "escalated",
  "decided",
  "extended",
  "reassigned",
  "hand-over-offered",
  "hand-over-taken",
  "hand-over-declined",
  "hand-over-lapsed",
  "call-tried",
  "call-postponed",
  "round-began",
  "ended",
  "reopened",
  "dates-moved",
  "linked",
  "listed",
  "unlisted",
  "duty-opened",
  "correction-planned",
  "correction-done",
  "correction-checked",
  "kind-changed",
  "edition-moved",
]);

/** Was money promised or paid, rather than something corrected? */
export function isAboutMoney({ facts }: EventOf<"answered">): boolean {
  return facts["compensation-approved"] !== undefined || facts["compensation-paid"] !== undefined;
}

/** Does the event stand in the thread? */
export function isLined(event: CaseEvent): boolean {
  if (event.type === "noted") return event.message === undefined;
  if (event.type === "steps-reopened") return event.why === "undone" || event.why === "redo" || event.why === "refused";
  // Money is told; a correction of what is known stands in the history.
  if (event.type === "answered") return isAboutMoney(event);
  // The end says that it is closed; the step need not say it again.
  if (event.type === "step-done") return event.step !== "close";
  return LINED.has(event.type);
}

/** Two limits that end together are missed in one breath: the channel need not hear it twice. */
export function isSaidBefore(event: CaseEvent, before: readonly CaseEvent[]): boolean {
  return (
    event.type === "missed" &&
    before.some((other) => other.type === "missed" && other.step === event.step && other.due === event.due)
  );
}

/** Three things are called out in the channel, because an edited card notifies nobody. */
export function isCalledOut(event: CaseEvent, before: Case, { regulation }: Context): boolean {
  switch (event.type) {
    case "level-set":
      return before.level !== undefined && event.level === regulation.levels[0]?.id && before.level.id !== event.level;
    case "missed":
      return event.step === "resolve";
    case "round-began":
      return true;
    default:
      return false;
  }
}
