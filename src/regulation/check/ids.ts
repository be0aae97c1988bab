import { ANY_TIME_STEPS, BUILT_IN_FIELDS, BUILT_IN_PARTS, CASE_PEOPLE, INTAKE_STEP, STATE_FACTS } from "../built-in.ts";
import type { Lines } from "../document.ts";
import type { Report } from "../problem.ts";
import type { Raw } from "../raw/raw.ts";

interface Declared {
  readonly id: string;
  readonly kind: string;
  readonly line: number;
}

function declared(items: readonly { readonly id: string }[] | undefined, kind: string, lines: Lines): Declared[] {
  return (items ?? []).map((item) => ({ id: item.id, kind, line: lines.of(item, "id") }));
}

function checkUnique(items: readonly Declared[], report: Report): void {
  const seen = new Map<string, Declared>();
  for (const item of items) {
    const other = seen.get(item.id);
    if (other === undefined) seen.set(item.id, item);
    else report(item.line, "duplicate-id", { id: item.id, other: other.line, kind: other.kind });
  }
}

const WORDS = ["otherwise", "named", "nobody", "cases", "all", "nothing", "given", "missing", "default"];

/**
 * Steps, duties, fields, findings, counts, periods and lists share one namespace, because conditions and events name
 * them alike; roles and parts share another. Source: language.md, section 7, rule 1.
 */
export function checkIds(raw: Raw, lines: Lines, report: Report): void {
  const of = (items: readonly { readonly id: string }[] | undefined, kind: string) => declared(items, kind, lines);
  const moments = [...of(raw.steps, "steps"), ...of(raw.duties, "duties")];
  const facts = [
    ...of(raw.findings, "findings"),
    ...of(raw.counts, "counts"),
    ...of(raw.periods, "periods"),
    ...of(raw.lists, "lists"),
  ];
  checkUnique([...moments, ...of(raw.fields, "fields"), ...facts], report);
  const roles = Object.keys(raw.roles).map((id) => ({ id, kind: "roles", line: lines.of(raw.roles, id) }));
  const parts = Object.keys(raw.parts ?? {}).map((id) => ({ id, kind: "parts", line: lines.of(raw.parts ?? {}, id) }));
  checkUnique([...roles, ...parts], report);
  const alone = {
    forms: raw.forms,
    levels: raw.levels,
    deadlines: raw.deadlines,
    measures: raw.measures,
    consequences: raw.consequences,
    waiting: raw.waiting,
    kinds: raw.kinds,
  };
  for (const [kind, items] of Object.entries(alone)) checkUnique(of(items, kind), report);

  const state: readonly string[] = STATE_FACTS;
  const builtIn = new Set([...Object.keys(BUILT_IN_FIELDS), ...state]);
  for (const { id, line, kind } of [...moments, ...facts, ...of(raw.fields, "fields")]) {
    const overrides = kind === "fields" || kind === "findings";
    if (state.includes(id) || WORDS.includes(id) || (builtIn.has(id) && !overrides))
      report(line, "reserved-id", { id });
    else if (kind === "duties" && (id === INTAKE_STEP || ANY_TIME_STEPS.has(id))) report(line, "reserved-id", { id });
  }
  const people: readonly string[] = [...BUILT_IN_PARTS, ...CASE_PEOPLE];
  for (const { id, line } of roles) if (people.includes(id) || WORDS.includes(id)) report(line, "reserved-id", { id });
  const everybody: readonly string[] = CASE_PEOPLE;
  for (const { id, line } of parts)
    if (everybody.includes(id) || WORDS.includes(id)) report(line, "reserved-id", { id });
}
