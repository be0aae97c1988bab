import type { Report } from "../problem.ts";
import type { Provenance, Regulation } from "../shape.ts";

function hasGround(line: Provenance): boolean {
  return line.basis.length > 0 || line.house !== undefined;
}

/** A built-in part of a regulation, which no line of the file states. */
function isWritten(line: Provenance & { readonly builtIn?: boolean }): boolean {
  return line.builtIn !== true;
}

/**
 * Every rule says where it comes from: a clause, or the company. Lines inside a table inherit from it, and fields,
 * forms, measures and roles have been given the clauses of the rules that use them. Source: language.md, section 7,
 * rules 3 and 5 (calendar, number and recusal without a ground are the company's).
 */
export function checkProvenance(regulation: Regulation, report: Report): void {
  const r = regulation;
  const inherited = r.levels.filter(
    (level) => !(level.when ?? []).every((tests) => tests.some(hasGround)) || level.when === undefined,
  );
  const lines: readonly Provenance[] = [
    ...r.about,
    ...r.words,
    ...r.roles,
    ...Object.values(r.parts).flat(),
    ...r.ladder,
    ...r.privacy,
    ...r.keep,
    ...r.kinds.filter((kind) => kind.line > 1),
    ...r.fields.filter(isWritten),
    ...r.forms,
    ...r.lists,
    ...r.counts,
    ...r.periods,
    ...r.waiting,
    ...inherited,
    ...(r.levelRules.line > 1 ? [r.levelRules] : []),
    ...r.steps.filter(isWritten),
    ...r.deadlines,
    ...r.approvals,
    ...r.whenever,
    ...r.consequences.filter((consequence) => consequence.first.length === 0 || !consequence.first.every(hasGround)),
    ...r.duties,
    ...r.measures,
    ...r.guides,
  ];
  for (const line of lines) if (!hasGround(line)) report(line.line, "no-ground");
  for (const finding of r.findings)
    if (!hasGround(finding) && !finding.first.every(hasGround)) report(finding.line, "no-ground");
}
