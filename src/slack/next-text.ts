import type { Clock } from "../desk/clocks.ts";
import type { Context } from "../desk/context.ts";
import { nextWords } from "./names.ts";
import { byText } from "./phrases.ts";
import type { Voice } from "./voice.ts";
import { t } from "./words.ts";

/** What comes next: the step, the limit of its own, and the earliest limit of the case, perhaps of a later step. */
export interface Coming {
  readonly step: string;
  readonly clock?: Clock | undefined;
  readonly ahead?: Clock | undefined;
}

function stepBy(step: string, clock: Clock, context: Context, voice: Voice): string {
  const words = nextWords(step, context, voice.language);
  return t(voice.language, "due.step", { step: words, by: byText(clock, voice, context.desk.zone) });
}

/**
 * "accept by tomorrow 09:42". A step without a limit of its own is never told with that of another step: then both
 * stand there, each with its own words, or it is said that the regulation sets none.
 */
export function comingText({ step, clock, ahead }: Coming, context: Context, voice: Voice): string {
  if (clock?.due !== undefined) return stepBy(step, clock, context, voice);
  const words = nextWords(step, context, voice.language);
  return ahead?.due === undefined
    ? t(voice.language, "due.step-none", { step: words })
    : t(voice.language, "due.step-later", { step: words, later: stepBy(ahead.step, ahead, context, voice) });
}
