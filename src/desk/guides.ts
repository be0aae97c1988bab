import type { Guide, Regulation } from "../regulation/shape.ts";
import { applies, type Facts } from "./facts.ts";

/** Steps that belong to a phase of the language by their name, wherever the file puts them. */
const PHASES: { readonly [phase: string]: readonly string[] } = {
  intake: ["receive", "record", "register", "assess", "dispatch"],
  handling: ["accept", "resolve", "investigate", "report"],
  answer: ["reply", "answer", "holding"],
};

/**
 * The phase in which a step of the file's own lies: until it is somebody's, intake; until it is solved, handling. The
 * solution is the answer where the file has no step for one.
 */
function phasesOf(place: string, { steps }: Regulation): readonly string[] {
  const named = Object.keys(PHASES).filter((phase) => PHASES[phase]?.includes(place) === true);
  const ids = steps.map((step) => step.id);
  const answered = ids.some((id) => PHASES["answer"]?.includes(id) === true);
  const answer = place === "resolve" && !answered ? ["answer"] : [];
  const at = ids.indexOf(place);
  if (named.length > 0 || at < 0) return [...named, ...answer];
  const begins = Math.max(ids.indexOf("dispatch"), ids.indexOf("accept"));
  if (at < begins) return ["intake"];
  return at <= ids.indexOf("resolve") ? ["handling", ...answer] : answer;
}

/** Phrases and tick lists that belong at this form whatever is known, in the file's order; `all` stands at every one. */
export function guidesOf(place: string, regulation: Regulation): readonly Guide[] {
  const phases = phasesOf(place, regulation);
  return regulation.guides.filter((guide) =>
    guide.at.some((at) => at === place || at === "all" || phases.includes(at)),
  );
}

/** Those of them that apply to what is known. */
export function guidesAt(place: string, facts: Facts, regulation: Regulation): readonly Guide[] {
  return guidesOf(place, regulation).filter((guide) => applies(guide, facts));
}
