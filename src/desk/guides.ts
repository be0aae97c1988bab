import type { Guide, Regulation } from "../regulation/shape.ts";
import { applies, type Facts } from "./facts.ts";

/** Phases of the language that take in several steps. */
const PHASES: { readonly [phase: string]: readonly string[] } = {
  intake: ["receive", "record", "register", "assess", "dispatch"],
  handling: ["accept", "resolve", "investigate", "report"],
  answer: ["reply", "answer", "holding"],
};

/** Phrases and tick lists that belong at this form, in the file's order; `all` stands at every one. */
export function guidesAt(place: string, facts: Facts, regulation: Regulation): readonly Guide[] {
  return regulation.guides.filter((guide) => {
    const here = guide.at.some((at) => at === place || at === "all" || PHASES[at]?.includes(place) === true);
    return here && applies(guide, facts);
  });
}
