import type { Case } from "./case.ts";
import type { Context } from "./context.ts";

/**
 * The same question about the same case in the same context is answered once: both are values that never change, so the
 * answer cannot either. Kept only as long as somebody holds the case.
 */
export function remembered<Answer extends object>(
  answer: (current: Case, context: Context) => Answer,
): (current: Case, context: Context) => Answer {
  const answers = new WeakMap<Case, WeakMap<Context, Answer>>();
  return (current, context) => {
    const known = answers.get(current) ?? new WeakMap<Context, Answer>();
    answers.set(current, known);
    const before = known.get(context);
    if (before !== undefined) return before;
    const now = answer(current, context);
    known.set(context, now);
    return now;
  };
}
