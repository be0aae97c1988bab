import type { Case } from "./case.ts";
import { clocksOf, openClocks, type Clock } from "./clocks.ts";
import type { Context } from "./context.ts";

/**
 * The clock by which the customer gets an answer: the earliest open one of a step between acceptance and solution.
 * Undefined where the regulation sets none: then nobody may be told an hour.
 */
export function answerClock(current: Case, context: Context): Clock | undefined {
  const ids = context.regulation.steps.map((step) => step.id);
  const from = Math.max(ids.indexOf("dispatch"), ids.indexOf("accept"));
  const to = ids.indexOf("resolve");
  return openClocks(clocksOf(current, context))
    .filter(
      (clock) =>
        clock.due !== undefined &&
        clock.rule.until.some(
          (step) =>
            ids.indexOf(step) > from &&
            ids.indexOf(step) <= to &&
            context.regulation.steps[ids.indexOf(step)]?.anyTime !== true,
        ),
    )
    .toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0))[0];
}
