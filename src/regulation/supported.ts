import { inOrder, problem, type Problem } from "./problem.ts";
import type { Conditional, FactTest, Provenance, Regulation } from "./shape.ts";

/**
 * The one table of what the language can say and the engine does not carry out yet. A regulation that uses such a
 * thing is refused with its line, instead of being carried out in part. Carrying something out means removing its row.
 */
interface Feature {
  readonly en: string;
  readonly zh: string;
  /** The lines of a regulation that use it. */
  readonly uses: (r: Regulation) => readonly Provenance[];
}

function conditions(r: Regulation): readonly FactTest[] {
  const lines: readonly Conditional[] = [
    ...r.levels,
    ...Object.values(r.parts).flat(),
    ...r.steps,
    ...r.steps.flatMap((step) => [...step.ask, ...step.by]),
    ...r.findings.flatMap((finding) => finding.first),
    ...r.deadlines,
    ...r.approvals,
    ...r.whenever,
    ...r.guides,
    ...r.duties,
  ];
  return lines.flatMap((line) => [...(line.when ?? []), ...(line.unless ?? [])].flat());
}

function tests(facts: readonly string[]): Feature["uses"] {
  return (r) => conditions(r).filter((test) => facts.includes(test.fact));
}

const FEATURES: readonly Feature[] = [
  {
    en: "conditions that a person answers (`not given`)",
    zh: "由人回答的条件（`not given`）",
    uses: (r) => conditions(r).filter((test) => test.test === "ask"),
  },
  { en: "the fact `next-step`", zh: "事实 `next-step`", uses: tests(["next-step"]) },
];

/** Each line of a regulation that the engine does not carry out yet. Empty = the desk can open. */
export function whatTheEngineCannotDo(regulation: Regulation): readonly Problem[] {
  const refused = FEATURES.flatMap(({ en, zh, uses }) =>
    uses(regulation).map((line) => problem(line.line, "not-yet", { en, zh })),
  );
  return inOrder(refused);
}
