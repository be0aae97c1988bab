import type { Case } from "../desk/case.ts";
import { evolve } from "../desk/fold.ts";
import { clocksOf, earliestClock, type Clock } from "../desk/clocks.ts";
import type { Context } from "../desk/context.ts";
import type { Facts } from "../desk/facts.ts";
import { factsOf, proposeLevel } from "../desk/known.ts";
import { groundsText } from "./lines/levels.ts";
import { levelTitle, nextWords } from "./names.ts";
import { byText } from "./phrases.ts";
import type { Voice } from "./voice.ts";
import { t } from "./words.ts";

/** What would be if these were the facts: the level that follows, and the limits under it. Nothing is kept. */
export interface Foretold {
  readonly after: Case;
  readonly level?: string;
  readonly noCriterion: boolean;
  readonly why: string;
  readonly solve?: Clock;
}

export function foretell(current: Case, facts: Facts, context: Context, voice: Voice, chosen?: string): Foretold {
  const at = { at: context.now, by: "desk" };
  const answered = evolve(current, { ...at, type: "answered", facts, cleared: [] });
  const proposal = proposeLevel(factsOf(answered, context), context);
  const level = chosen ?? proposal?.level.id;
  const same = level === undefined || level === answered.level?.id;
  const after = same
    ? answered
    : evolve(answered, { ...at, type: "level-set", level, how: "criteria", grounds: proposal?.grounds ?? [] });
  const clocks = clocksOf(after, context);
  const solve = earliestClock(clocks, "resolve") ?? earliestClock(clocks);
  return {
    after,
    noCriterion: proposal?.noCriterion ?? false,
    why: groundsText({ grounds: proposal?.grounds ?? [], facts: answered.facts }, { context, voice }),
    ...(level === undefined ? {} : { level }),
    ...(solve === undefined ? {} : { solve }),
  };
}

/** "Solve it by tomorrow 18:00." */
export function solveText(solve: Clock | undefined, context: Context, voice: Voice): string {
  if (solve?.due === undefined) return t(voice.language, "preview.no-limit");
  const sentence = t(voice.language, "preview.solve", {
    step: nextWords(solve.step, context, voice.language),
    by: byText(solve, voice, context.desk.zone),
  });
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** "→ Important: we made a mistake. Solve it by tomorrow 18:00." */
export function levelPreview({ level, noCriterion, why, solve }: Foretold, context: Context, voice: Voice): string {
  if (level === undefined) return solveText(solve, context, voice);
  const title = levelTitle(level, context, voice.language);
  const first = noCriterion
    ? t(voice.language, "preview.level-none-fits", { level: title })
    : why === ""
      ? t(voice.language, "preview.level-plain", { level: title })
      : t(voice.language, "preview.level", { level: title, why });
  return voice.language === "zh-CN"
    ? `${first}${solveText(solve, context, voice)}`
    : `${first} ${solveText(solve, context, voice)}`;
}
