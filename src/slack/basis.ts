import type { Context } from "../desk/context.ts";
import type { Language } from "../regulation/shape.ts";
import { t } from "./words.ts";

/** The clauses of a rule as a label: "property-20, -30". The system's own name is said once. */
export function basisText(basis: readonly string[], { regulation }: Context, language: Language): string {
  const prefix = `${regulation.id}-`;
  const short = basis.map((clause, index) =>
    index > 0 && clause.startsWith(prefix) ? `-${clause.slice(prefix.length)}` : clause,
  );
  return short.join(t(language, "between.list"));
}

/** The same, where every rule has a source: one without a clause is the house's own. */
export function basisOrHouse(basis: readonly string[], context: Context, language: Language): string {
  return basis.length === 0 ? t(language, "basis.house") : basisText(basis, context, language);
}
