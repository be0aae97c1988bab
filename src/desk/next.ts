import type { Step } from "../regulation/shape.ts";
import type { Case } from "./case.ts";
import { clocksOf, earliestClock, type Clock } from "./clocks.ts";
import type { Context } from "./context.ts";
import type { Skipped } from "./people.ts";
import { doersToCome, nextOpenStep } from "./steps.ts";

/** The one line that everybody reads: what comes next, by whom, by when. */
export interface NextStep {
  readonly step: Step;
  readonly people: readonly string[];
  readonly groups: readonly string[];
  /** The role that has to do it. */
  readonly role: string;
  readonly skipped: readonly Skipped[];
  /** The earliest clock that ends with this very step. */
  readonly clock?: Clock;
  /** The earliest clock of the case, perhaps of a later step. */
  readonly ahead?: Clock;
}

/** The next step of an open case; undefined when nothing is left that somebody must do. */
export function nextStep(current: Case, context: Context): NextStep | undefined {
  const view = nextOpenStep(current, context);
  if (view === undefined) return undefined;
  const doers = doersToCome(view, current, context);
  const clocks = clocksOf(current, context);
  const clock = earliestClock(clocks, view.step.id);
  const ahead = earliestClock(clocks);
  return {
    step: view.step,
    people: doers.people,
    groups: doers.groups,
    role: doers.role ?? doers.who,
    skipped: doers.skipped,
    ...(clock === undefined ? {} : { clock }),
    ...(ahead === undefined ? {} : { ahead }),
  };
}
