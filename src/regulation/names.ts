import {
  BUILT_IN_FIELDS,
  BUILT_IN_PARTS,
  DEFAULT_KIND,
  ENDS,
  INTAKE_STEP,
  STATE_FACTS,
  ANY_TIME_STEPS,
  BUILT_IN_EVENTS,
} from "./built-in.ts";
import type { Raw } from "./raw/raw.ts";

/** How a fact can be tested. `values` are all that it can be; undefined where only the directory or a person knows. */
export interface Fact {
  readonly id: string;
  readonly type: "yes-no" | "choice" | "choices" | "number" | "money" | "person" | "open" | "finding" | "state";
  readonly values?: readonly string[];
}

/** Every name that a file declares or the language knows, by what it can be used for. */
export interface Names {
  readonly roles: ReadonlySet<string>;
  readonly parts: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly steps: ReadonlySet<string>;
  readonly duties: ReadonlySet<string>;
  readonly deadlines: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
  readonly levels: ReadonlySet<string>;
  readonly measures: ReadonlySet<string>;
  readonly waiting: ReadonlySet<string>;
  readonly ends: ReadonlySet<string>;
  readonly calendars: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  /** Legal in `from`, `until`, `after`. */
  readonly events: ReadonlySet<string>;
}

const YES_NO = ["yes", "no"];

function ids(items: readonly { readonly id: string }[] | undefined): string[] {
  return (items ?? []).map((item) => item.id);
}

function fieldFact(raw: Raw, id: string, people: readonly string[]): Fact {
  const declared = raw.fields?.find((field) => field.id === id);
  const builtIn = BUILT_IN_FIELDS[id];
  const type = declared?.type ?? builtIn?.type ?? "text";
  const options = Object.keys(declared?.options ?? builtIn?.options ?? {});
  switch (type) {
    case "yes-no":
      return { id, type, values: YES_NO };
    case "choice":
    case "choices":
      return options.length > 0 ? { id, type, values: options } : { id, type };
    case "number":
    case "money":
      return { id, type };
    case "person":
    case "people":
      return { id, type: "person", values: people };
    default:
      return { id, type: "open" };
  }
}

function findingFact(finding: NonNullable<Raw["findings"]>[number]): Fact {
  return {
    id: finding.id,
    type: "finding",
    values: [...new Set([...finding.first.map((line) => String(line.is)), "by-hand"])],
  };
}

function stateFact(id: (typeof STATE_FACTS)[number], raw: Raw, steps: readonly string[]): Fact {
  const values: { readonly [F in (typeof STATE_FACTS)[number]]?: readonly string[] } = {
    done: [...steps, ...ids(raw.duties)],
    "next-step": steps,
    waiting: [...ids(raw.waiting), ...YES_NO],
    missed: ids(raw.deadlines),
    during: ids(raw.periods),
    listed: ids(raw.lists),
    "during-shift": Object.keys(raw.calendar?.shifts ?? {}),
  };
  if (id === "departments") return { id, type: "number" };
  if (id === "own-person" || id === "escalated" || id === "open") return { id, type: "yes-no", values: YES_NO };
  return { id, type: "state", values: values[id] ?? [] };
}

/** Collects the names of a file, so that every line can be checked against all the others whatever their order. */
export function collectNames(raw: Raw): Names {
  const roles = Object.keys(raw.roles);
  const parts = [...new Set([...BUILT_IN_PARTS, ...Object.keys(raw.parts ?? {})])];
  const people = [...roles, ...parts];
  const steps = [...new Set([...ids(raw.steps).filter((id) => id !== INTAKE_STEP), "close"])];
  const facts = new Map<string, Fact>();
  const fields = new Set([...Object.keys(BUILT_IN_FIELDS), ...ids(raw.fields)]);
  for (const id of fields) facts.set(id, fieldFact(raw, id, people));
  const kinds = raw.kinds === undefined ? [DEFAULT_KIND.id] : ids(raw.kinds);
  facts.set("kind", { id: "kind", type: "choice", values: kinds });
  facts.set("level", { id: "level", type: "choice", values: ids(raw.levels) });
  facts.set("department", { id: "department", type: "choice" });
  for (const id of STATE_FACTS) facts.set(id, stateFact(id, raw, steps));
  for (const finding of raw.findings ?? []) facts.set(finding.id, findingFact(finding));
  for (const id of ids(raw.counts)) facts.set(id, { id, type: "number" });
  const duties = ids(raw.duties);
  const calendars = Object.keys(raw.calendar ?? {}).filter(
    (key) => !["zone", "holidays", "hours", "dates", "shifts", "unite", "basis", "reading", "house"].includes(key),
  );
  return {
    roles: new Set(roles),
    parts: new Set(parts),
    facts,
    steps: new Set(steps),
    duties: new Set(duties),
    deadlines: new Set(ids(raw.deadlines)),
    forms: new Set(ids(raw.forms)),
    lists: new Set(ids(raw.lists)),
    levels: new Set(ids(raw.levels)),
    measures: new Set(ids(raw.measures)),
    waiting: new Set(ids(raw.waiting)),
    ends: new Set([...Object.keys(ENDS), ...Object.keys(raw.ends ?? {})]),
    calendars: new Set(calendars),
    fields,
    events: new Set([...BUILT_IN_EVENTS, ...steps, ...ANY_TIME_STEPS, ...duties, ...fields]),
  };
}
