import type { Ask, Intake, Step, StepBy, Text } from "../shape.ts";
import {
  ANY_TIME_STEPS,
  CASE_PEOPLE,
  DEFAULT_INTAKE,
  DEFAULT_INTAKE_OPTIONAL,
  INTAKE_STEP,
  STEP_TITLES,
} from "../built-in.ts";
import { NOT_GIVEN } from "../raw/common.ts";
import type { Raw } from "../raw/raw.ts";
import { conditionOf, conditionalOf, type RawWhen } from "./condition.ts";
import { given, known, knownAll, listOf, type Context } from "./context.ts";
import { fieldNames } from "./facts.ts";
import { person, persons } from "./people.ts";
import { provenance, text } from "./values.ts";

type RawStep = Raw["steps"][number];

/** `by`: one word, several, or a table. Empty when nobody is named: then the owner does it. */
export function byOf(ctx: Context, line: number, raw: RawStep["by"]): StepBy[] {
  return listOf<string | { who: string; when?: RawWhen | undefined; unless?: RawWhen | undefined }>(raw).flatMap(
    (item): StepBy[] => {
      if (typeof item !== "string")
        return [{ who: person(ctx, ctx.lines.of(item, "who"), item.who, CASE_PEOPLE), ...conditionalOf(ctx, item) }];
      return item === NOT_GIVEN ? [] : [{ who: person(ctx, line, item, CASE_PEOPLE) }];
    },
  );
}

export function asksOf(ctx: Context, line: number, raw: RawStep["ask"]): Ask[] {
  return listOf<string | Extract<RawStep["ask"], unknown[]>[number]>(raw).map((item) => {
    if (typeof item === "string") return { field: fieldNames(ctx, line, item)[0] ?? item, optional: false };
    const field = fieldNames(ctx, ctx.lines.of(item, "ask"), item.ask)[0] ?? item.ask;
    return { field, optional: item["may-skip"] === "yes", ...conditionalOf(ctx, item) };
  });
}

export function formNames(ctx: Context, line: number, raw: string | string[] | undefined): readonly string[] {
  return knownAll(ctx, line, listOf(raw), ctx.names.forms, "unknown-name", { kind: "form", kindZh: "表单" });
}

export function approveOf(ctx: Context, line: number, raw: string | string[] | undefined): Step["approve"] {
  return listOf(raw).map((who) => {
    const each = who.startsWith("each ");
    return { who: person(ctx, line, each ? who.slice(5) : who), each };
  });
}

export function stepNames(ctx: Context, line: number, raw: string | string[] | undefined): readonly string[] {
  return knownAll(ctx, line, listOf(raw), ctx.names.steps, "unknown-step");
}

function stepTitle(ctx: Context, raw: RawStep): Text {
  if (raw.title !== undefined) return text(ctx, ctx.lines.of(raw, "title"), raw.title);
  const builtIn = STEP_TITLES[raw.id];
  if (builtIn === undefined) ctx.report(ctx.lines.of(raw), "missing-key", { key: "title" });
  return builtIn ?? {};
}

/** A step that names somebody asks whom, unless the file asks it there itself. */
function namedIn(ctx: Context, raw: RawStep): Ask[] {
  const { names } = raw;
  const asked = listOf<string | { ask: string }>(raw.ask).map((item) => (typeof item === "string" ? item : item.ask));
  return names === undefined || !ctx.names.parts.has(names) || asked.includes(names)
    ? []
    : [{ field: names, optional: false }];
}

function step(ctx: Context, raw: RawStep): Step {
  const at = (key: keyof RawStep) => ctx.lines.of(raw, key);
  const each =
    raw.each === undefined
      ? undefined
      : knownAll(ctx, at("each"), listOf(raw.each), ["department", "person", "complainant", "accused"]);
  return {
    id: raw.id,
    title: stepTitle(ctx, raw),
    type: raw.type ?? (raw.id === "callback" ? "callback" : "plain"),
    by: byOf(ctx, at("by"), raw.by),
    with: persons(ctx, at("with"), raw.with, CASE_PEOPLE),
    needs: raw.needs === undefined ? [] : conditionOf(ctx, raw.needs, at("needs")),
    after: stepNames(ctx, at("after"), raw.after),
    ask: [...asksOf(ctx, at("ask"), raw.ask), ...namedIn(ctx, raw)],
    fill: formNames(ctx, at("fill"), raw.fill),
    evidence: raw.evidence === "yes",
    sign: raw.sign === "yes",
    approve: approveOf(ctx, at("approve"), raw.approve),
    anyTime: raw["any-time"] === "yes" || (ANY_TIME_STEPS.has(raw.id) && raw["any-time"] !== "no"),
    anyOrder: raw["any-order"] === "yes",
    repeat: raw.repeat === "yes",
    maySkip: raw["may-skip"] === "yes",
    inPerson: raw["in-person"] === "yes",
    attempts: raw.attempts ?? 3,
    builtIn: false,
    ...given({
      names: raw.names === undefined ? undefined : known(ctx, at("names"), raw.names, ctx.names.parts, "unknown-part"),
      each: each === undefined || each.length > 1 ? each : each[0],
    }),
    ...conditionalOf(ctx, raw),
    ...provenance(ctx, raw),
  };
}

/** A case always closes: a file that does not say by whom leaves it to the coordinator. */
function closing(line: number): Step {
  return {
    id: "close",
    title: STEP_TITLES["close"] ?? {},
    type: "plain",
    by: [{ who: "coordinator" }],
    with: [],
    needs: [],
    after: [],
    ask: [],
    fill: [],
    evidence: false,
    sign: false,
    approve: [],
    anyTime: false,
    anyOrder: false,
    repeat: false,
    maySkip: false,
    inPerson: false,
    attempts: 3,
    builtIn: true,
    line,
    basis: [],
  };
}

/** The steps in the file's order, without the filing, with `close` before `archive` or at the end if it is missing. */
export function stepsOf(ctx: Context): Step[] {
  const steps = ctx.raw.steps.filter((raw) => raw.id !== INTAKE_STEP).map((raw) => step(ctx, raw));
  if (steps.some((found) => found.id === "close")) return steps;
  const archive = steps.findIndex((found) => found.id === "archive");
  return steps.toSpliced(archive < 0 ? steps.length : archive, 0, closing(ctx.lines.of(ctx.raw, "steps")));
}

/** What the intake form asks: the step `receive`, or the questions that every desk has. */
export function intakeOf(ctx: Context): Intake {
  const raw = ctx.raw.steps.find((candidate) => candidate.id === INTAKE_STEP);
  if (raw === undefined) {
    const ask = [
      ...DEFAULT_INTAKE.map((field) => ({ field, optional: false })),
      ...DEFAULT_INTAKE_OPTIONAL.map((field) => ({ field, optional: true })),
    ];
    return {
      title: STEP_TITLES[INTAKE_STEP] ?? {},
      by: [],
      ask,
      fill: [],
      evidence: false,
      line: ctx.lines.of(ctx.raw, "steps"),
      basis: [],
    };
  }
  return {
    title: stepTitle(ctx, raw),
    by: byOf(ctx, ctx.lines.of(raw, "by"), raw.by),
    ask: asksOf(ctx, ctx.lines.of(raw, "ask"), raw.ask),
    fill: formNames(ctx, ctx.lines.of(raw, "fill"), raw.fill),
    evidence: raw.evidence === "yes",
    ...provenance(ctx, raw),
  };
}
