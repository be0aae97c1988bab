import type {
  Condition,
  Count,
  Field,
  Finding,
  Form,
  Kind,
  Level,
  LevelRules,
  ListSpec,
  Option,
  Period,
  Text,
  WaitingReason,
} from "../shape.ts";
import {
  BUILT_IN_FIELDS,
  DEFAULT_KIND,
  NAMED_PERSON,
  PERSON_TITLES,
  VALUE_TITLES,
  builtInFields,
} from "../built-in.ts";
import { NOT_GIVEN } from "../raw/common.ts";
import type { Raw } from "../raw/raw.ts";
import { conditionOf, conditionalOf, type RawWhen } from "./condition.ts";
import { given, known, knownAll, listOf, type Context } from "./context.ts";
import { person, persons } from "./people.ts";
import { lengthOf, provenance, provenanceOf, text } from "./values.ts";

export function fieldNames(
  ctx: Context,
  line: number,
  names: string | readonly string[] | undefined,
): readonly string[] {
  return knownAll(ctx, line, listOf(names), ctx.names.fields, "unknown-field");
}

/** Fields and whatever else has a value that can be printed: findings and counts. */
function factNames(ctx: Context, line: number, names: string | readonly string[]): readonly string[] {
  return knownAll(ctx, line, listOf(names), ctx.names.facts.keys(), "unknown-field");
}

type RawField = NonNullable<Raw["fields"]>[number];

function optionsOf(ctx: Context, raw: RawField): Option[] {
  const options = raw.options ?? {};
  return Object.entries(options).map(([id, option]) => {
    const line = ctx.lines.of(options, id);
    if (typeof option === "string") return { id, title: text(ctx, line, option), line, basis: [] };
    return { id, title: text(ctx, line, option.title), ...provenance(ctx, option), line };
  });
}

function declaredField(ctx: Context, raw: RawField): Field {
  const builtIn = BUILT_IN_FIELDS[raw.id];
  if (raw.title === undefined && builtIn === undefined) ctx.report(ctx.lines.of(raw), "missing-key", { key: "title" });
  if ((raw.type === "choice" || raw.type === "choices") && raw.options === undefined && builtIn === undefined) {
    ctx.report(ctx.lines.of(raw), "missing-key", { key: "options" });
  }
  if (raw.of !== undefined)
    known(ctx, ctx.lines.of(raw, "of"), raw.of, ctx.names.lists, "unknown-name", { kind: "list", kindZh: "名单" });
  else if (raw.type === "entry") ctx.report(ctx.lines.of(raw), "missing-key", { key: "of" });
  return {
    id: raw.id,
    type: raw.type,
    title: raw.title === undefined ? (builtIn?.title ?? {}) : text(ctx, ctx.lines.of(raw, "title"), raw.title),
    options: optionsOf(ctx, raw),
    builtIn: false,
    ...given({ list: raw.of }),
    ...provenance(ctx, raw),
  };
}

function asOptions(items: readonly (Level | Kind)[]): Option[] {
  return items.map(({ id, title, line, basis }) => ({ id, title, line, basis }));
}

/** Whoever does a step with `names` is asked whom: a person's field called like the part. */
function namedParts(ctx: Context, known: ReadonlySet<string>): Field[] {
  const parts = new Set(ctx.raw.steps.flatMap((step) => step.names ?? []));
  return [...parts]
    .filter((part) => !known.has(part))
    .map((id) => ({
      id,
      type: "person",
      title: PERSON_TITLES[id] ?? NAMED_PERSON,
      options: [],
      builtIn: true,
      line: 1,
      basis: [],
    }));
}

/** Declared fields in the file's order, then the built-in ones that it has not declared. */
export function fieldsOf(ctx: Context, levels: readonly Level[], kinds: readonly Kind[]): Field[] {
  const declared = (ctx.raw.fields ?? []).map((raw) => declaredField(ctx, raw));
  const taken = new Set([
    ...declared.map((field) => field.id),
    ...(ctx.raw.findings ?? []).map((finding) => finding.id),
  ]);
  const builtIn = builtInFields(taken, { level: asOptions(levels), kind: asOptions(kinds) });
  const known = new Set([...taken, ...builtIn.map((field) => field.id)]);
  return [...declared, ...builtIn, ...namedParts(ctx, known)];
}

export function kindsOf(ctx: Context): Kind[] {
  if (ctx.raw.kinds === undefined) return [{ ...DEFAULT_KIND, line: 1, basis: [] }];
  return ctx.raw.kinds.map((raw) => ({
    id: raw.id,
    title: text(ctx, ctx.lines.of(raw, "title"), raw.title),
    ...provenance(ctx, raw),
  }));
}

export function formsOf(ctx: Context): Form[] {
  return (ctx.raw.forms ?? []).map((raw) => ({
    id: raw.id,
    title: text(ctx, ctx.lines.of(raw, "title"), raw.title),
    list: raw.list === "yes",
    fields: factNames(ctx, ctx.lines.of(raw, "fields"), raw.fields),
    ...given({ code: raw.code }),
    ...conditionalOf(ctx, raw),
    ...provenance(ctx, raw),
  }));
}

/** The cases of one line; its clauses go to each of its tests, because a condition has no place for them. */
function candidateOf(ctx: Context, raw: { readonly when?: RawWhen | undefined }): Condition {
  const from = provenance(ctx, raw);
  const when = conditionalOf(ctx, raw).when ?? [];
  return when.map((tests) =>
    tests.map((test) => ({ ...from, ...test, basis: test.basis.length > 0 ? test.basis : from.basis })),
  );
}

const LISTED = ["complainant", "customer", "outlet", "organisation"];

export function listsOf(ctx: Context): ListSpec[] {
  return (ctx.raw.lists ?? []).map((raw) => {
    const someone = (key: "admit" | "kept-by" | "remove") =>
      raw[key] === undefined ? undefined : person(ctx, ctx.lines.of(raw, key), raw[key]);
    return {
      id: raw.id,
      title: text(ctx, ctx.lines.of(raw, "title"), raw.title),
      of: known(ctx, ctx.lines.of(raw, "of"), raw.of, [...LISTED, ...ctx.names.fields], "unknown-field"),
      candidates: listOf(raw.candidates).map((candidate) => candidateOf(ctx, candidate)),
      giveTo: persons(ctx, ctx.lines.of(raw, "give-to"), raw["give-to"]),
      fields: fieldNames(ctx, ctx.lines.of(raw, "fields"), raw.fields),
      tick: (raw.tick ?? []).map((point) => text(ctx, ctx.lines.of(raw, "tick"), point)),
      entries: (raw.entries ?? []).map((entry) =>
        Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, String(value)])),
      ),
      ...given({ admit: someone("admit"), keptBy: someone("kept-by"), remove: someone("remove") }),
      ...provenance(ctx, raw),
    };
  });
}

function windowOf(ctx: Context, line: number, raw: string): Count["in"] {
  switch (raw) {
    case "calendar week":
    case "calendar month":
    case "calendar quarter":
    case "calendar year":
    case "ever":
      return raw;
    default:
      return lengthOf(ctx, line, raw);
  }
}

export function countsOf(ctx: Context): Count[] {
  const groups = [...ctx.names.facts.keys(), ...ctx.names.parts, ...ctx.names.roles];
  return (ctx.raw.counts ?? []).map((raw) => ({
    id: raw.id,
    of: known(ctx, ctx.lines.of(raw, "of"), raw.of, ["cases", ...ctx.names.steps], "unknown-step"),
    same: knownAll(ctx, ctx.lines.of(raw, "same"), listOf(raw.same), groups, "unknown-field"),
    in: windowOf(ctx, ctx.lines.of(raw, "in"), raw.in),
    earlier: raw.earlier === "yes",
    ...given({
      different:
        raw.different === undefined
          ? undefined
          : known(ctx, ctx.lines.of(raw, "different"), raw.different, groups, "unknown-field"),
      only: raw.only === undefined ? undefined : conditionOf(ctx, raw.only, ctx.lines.of(raw, "only")),
    }),
    ...provenance(ctx, raw),
  }));
}

/** A field or event of the case, or a day of the year such as `20 February`. */
function edge(ctx: Context, line: number, raw: string): string {
  return /^\d{1,2} [A-Z][a-z]+$/.test(raw) || raw === NOT_GIVEN
    ? raw
    : known(ctx, line, raw, ctx.names.events, "unknown-event");
}

export function periodsOf(ctx: Context): Period[] {
  return (ctx.raw.periods ?? []).map((raw) => {
    if ((raw.for === undefined) === (raw.until === undefined))
      ctx.report(ctx.lines.of(raw), "both-or-neither", { one: "`for`", other: "`until`" });
    const length = raw.for === undefined ? undefined : lengthOf(ctx, ctx.lines.of(raw, "for"), raw.for);
    return {
      id: raw.id,
      from: edge(ctx, ctx.lines.of(raw, "from"), raw.from),
      ...given({
        for: length === NOT_GIVEN ? undefined : length,
        until: raw.until === undefined ? undefined : edge(ctx, ctx.lines.of(raw, "until"), raw.until),
      }),
      ...provenance(ctx, raw),
    };
  });
}

function deadlineNames(ctx: Context, line: number, names: readonly string[]): readonly string[] {
  return knownAll(ctx, line, names, ctx.names.deadlines, "unknown-name", { kind: "deadline", kindZh: "时限" });
}

export function waitingOf(ctx: Context): WaitingReason[] {
  return (ctx.raw.waiting ?? []).map((raw) => {
    if (raw.title === undefined) ctx.report(ctx.lines.of(raw), "missing-key", { key: "title" });
    const { stops } = raw;
    return {
      id: raw.id,
      title: raw.title === undefined ? {} : text(ctx, ctx.lines.of(raw, "title"), raw.title),
      stops:
        stops === "all" || stops === "nothing" ? stops : deadlineNames(ctx, ctx.lines.of(raw, "stops"), listOf(stops)),
      but: deadlineNames(ctx, ctx.lines.of(raw, "but"), listOf(raw.but)),
      ...given({
        longest: raw.longest === undefined ? undefined : lengthOf(ctx, ctx.lines.of(raw, "longest"), raw.longest),
      }),
      ...provenance(ctx, raw),
    };
  });
}

/** Heaviest first, as in the file. */
export function levelsOf(ctx: Context): Level[] {
  const raw = ctx.raw.levels ?? [];
  return raw.map((level, index) => ({
    id: level.id,
    title: text(ctx, ctx.lines.of(level, "title"), level.title),
    weight: raw.length - 1 - index,
    ...conditionalOf(ctx, level),
    ...provenance(ctx, level),
  }));
}

export function levelRulesOf(ctx: Context): LevelRules {
  const raw = ctx.raw["level-rules"];
  const lowering = ctx.raw.approvals?.find((approval) => approval.of === "lower-level")?.by;
  const confirmAt = raw?.confirm ?? ["assess", "dispatch"].find((step) => ctx.names.steps.has(step));
  if (raw?.confirm !== undefined)
    known(ctx, ctx.lines.of(raw, "confirm"), raw.confirm, ctx.names.steps, "unknown-step");
  return {
    runningClocks: raw?.["running-clocks"] ?? "carry",
    ...given({
      setBy: raw?.["set-by"] === undefined ? undefined : person(ctx, ctx.lines.of(raw, "set-by"), raw["set-by"]),
      confirmAt,
      lowerApprovedBy: lowering,
    }),
    ...(raw === undefined ? provenanceOf(ctx, 1, {}) : provenance(ctx, raw)),
  };
}

type RawFinding = NonNullable<Raw["findings"]>[number];

function valuesOf(ctx: Context, raw: RawFinding): { [value: string]: Text } {
  const values: { [value: string]: Text } = {};
  for (const line of raw.first) {
    const value = String(line.is);
    const title = line.say === undefined ? VALUE_TITLES[value] : text(ctx, ctx.lines.of(line, "say"), line.say);
    if (title !== undefined) values[value] = title;
    else if (
      values[value] === undefined &&
      !raw.first.some((other) => String(other.is) === value && other.say !== undefined)
    ) {
      ctx.report(ctx.lines.of(line, "is"), "missing-key", { key: "say" });
    }
  }
  return values;
}

export function findingsOf(ctx: Context): Finding[] {
  return (ctx.raw.findings ?? []).map((raw) => {
    const builtIn = BUILT_IN_FIELDS[raw.id];
    if (raw.title === undefined && builtIn === undefined)
      ctx.report(ctx.lines.of(raw), "missing-key", { key: "title" });
    const first = raw.first.map((line) => ({
      is: String(line.is),
      ...conditionalOf(ctx, line),
      ...provenance(ctx, line),
    }));
    const fallback = first.find(
      (line) =>
        line.otherwise === true || (line.when === undefined && line.unless === undefined && line.byHand !== true),
    );
    return {
      id: raw.id,
      title: raw.title === undefined ? (builtIn?.title ?? {}) : text(ctx, ctx.lines.of(raw, "title"), raw.title),
      first,
      values: valuesOf(ctx, raw),
      ...given({
        otherwise: fallback?.is,
        confirm:
          raw.confirm === undefined
            ? undefined
            : known(ctx, ctx.lines.of(raw, "confirm"), raw.confirm, ctx.names.steps, "unknown-step"),
      }),
      ...provenance(ctx, raw),
    };
  });
}
