import type { Command } from "./commands.ts";
import type { CaseEvent } from "./events.ts";

/**
 * Did what happened since a form was opened make its answers speak of something else? A solution written for one round
 * is none for the next, and ticks that were drawn from the facts of then would take back what others found since.
 * Everything else that a form no longer fits is refused by the rules themselves, in words of their own.
 *
 * @param since what happened after the version of the case that the form was drawn from
 */
export function isOvertaken(command: Command, since: readonly CaseEvent[]): boolean {
  switch (command.type) {
    case "do":
    case "skip":
      return since.some(
        (event) =>
          event.type === "round-began" || (event.type === "steps-reopened" && event.steps.includes(command.step)),
      );
    case "not-reached":
    case "postpone-call":
      return since.some((event) => event.type === "round-began");
    case "set-level":
      return since.some(
        (event) =>
          event.type === "level-set" ||
          (event.type === "answered" && Object.keys(event.facts).some((field) => field in (command.facts ?? {}))),
      );
    default:
      return false;
  }
}
