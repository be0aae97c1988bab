import type { Command } from "../commands.ts";
import { movedDates } from "../moved.ts";
import { DESK } from "../rights.ts";
import { judgeLevel } from "./judging.ts";
import { badReason, no, yes, type Ruling, type Situation } from "./ruling.ts";

/**
 * The regulation was corrected, and an open case goes on under the corrected text (language.md section 3, point 23).
 * What was done and missed stays as it was; limits that run end by the new text, and the level is judged anew.
 *
 * @param situation judged by the edition that the case moves to
 */
export function moveEdition(command: Extract<Command, { type: "move-edition" }>, situation: Situation): Ruling {
  const { current, by, context } = situation;
  if (by !== DESK && !context.people.administrators.includes(by)) return no("not-allowed");
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  if (current.edition === command.edition) return no("same-edition");
  if (!context.regulation.kinds.some(({ id }) => id === current.kind)) return no("kind-unknown");
  const moved = { type: "edition-moved", from: current.edition, to: command.edition, reason: command.reason } as const;
  return (
    badReason(command.reason) ??
    yes(moved, ...movedDates(command.former ?? {}, current, context), ...judgeLevel(current, situation))
  );
}
