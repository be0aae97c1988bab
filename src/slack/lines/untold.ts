import type { Tellers } from "./telling.ts";

function untold(): undefined {
  return undefined;
}

/** Events that have no line anywhere, on purpose. What is neither told nor here does not compile. */
export const UNTOLD = {
  // The step that was accepted says who took it.
  taken: untold,
  // The last yes says which step was agreed to.
  "step-approved": untold,
  // The dates of what is over stay as they were: for people nothing has happened.
  "dates-kept": untold,
} satisfies Tellers;
