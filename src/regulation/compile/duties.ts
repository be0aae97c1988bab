import type { AboutLine, Duty, Guide, ListSpec, Measure, Regulation, Text } from "../shape.ts";
import { PHASES, PLACEHOLDERS, TIME_GROUPS } from "../built-in.ts";
import { NOT_GIVEN } from "../raw/common.ts";
import type { Raw } from "../raw/raw.ts";
import { nearest } from "../nearest.ts";
import { conditionOf, conditionalOf } from "./condition.ts";
import { given, known, knownAll, listOf, type Context } from "./context.ts";
import { persons, person } from "./people.ts";
import { lengthOf, provenance, rhythmOf, text } from "./values.ts";
import { eventNames } from "./rules.ts";
import { approveOf, asksOf, byOf, formNames } from "./steps.ts";

export function wordsOf(ctx: Context): Regulation["words"] {
  const raw = ctx.raw.words ?? {};
  return Object.entries(raw).map(([word, entry]) => ({
    word,
    means: String(entry.means),
    ...provenance(ctx, entry),
    line: ctx.lines.of(raw, word),
  }));
}

export function aboutOf(ctx: Context): AboutLine[] {
  return (ctx.raw.about ?? []).map((raw) => ({
    say: text(ctx, ctx.lines.of(raw, "say"), raw.say),
    ...provenance(ctx, raw),
  }));
}

type RawDuty = NonNullable<Raw["duties"]>[number];

function dueOf(ctx: Context, raw: RawDuty): Duty["due"] {
  if (raw.within !== undefined) return lengthOf(ctx, ctx.lines.of(raw, "within"), raw.within);
  if (raw.due === undefined || raw.due === "first working day" || raw.due === "last day") return raw.due;
  if (raw.due === NOT_GIVEN) return NOT_GIVEN;
  const day = Number(/^day ([1-9]|[12]\d|3[01])$/.exec(raw.due)?.[1]);
  if (Number.isNaN(day)) ctx.report(ctx.lines.of(raw, "due"), "bad-due", { value: raw.due });
  return Number.isNaN(day) ? NOT_GIVEN : { day };
}

const EACH_OF = ["open case", "complainant of the month", "department", "unit"];

function forEachOf(ctx: Context, line: number, raw: string): string {
  if (/^sample of \d+ cases$/.test(raw)) return raw;
  return known(ctx, line, raw, [...EACH_OF, ...ctx.names.lists, ...ctx.names.roles], "unknown-name", {
    kind: "list",
    kindZh: "名单",
  });
}

export function dutiesOf(ctx: Context): Duty[] {
  return (ctx.raw.duties ?? []).map((raw) => {
    const at = (key: keyof RawDuty) => ctx.lines.of(raw, key);
    if (raw.title === undefined) ctx.report(ctx.lines.of(raw), "missing-key", { key: "title" });
    if ((raw.every === undefined) === (raw.after === undefined))
      ctx.report(ctx.lines.of(raw), "both-or-neither", { one: "`every`", other: "`after`" });
    if (raw.due !== undefined && raw.within !== undefined)
      ctx.report(at("due"), "both-or-neither", { one: "`due`", other: "`within`" });
    const forEach = raw["for-each"];
    return {
      id: raw.id,
      title: raw.title === undefined ? {} : text(ctx, at("title"), raw.title),
      after: raw.after === undefined ? [] : eventNames(ctx, at("after"), raw.after),
      by: byOf(ctx, at("by"), raw.by),
      with: persons(ctx, at("with"), raw.with),
      ask: asksOf(ctx, at("ask"), raw.ask),
      fill: formNames(ctx, at("fill"), raw.fill),
      report: knownAll(ctx, at("report"), listOf(raw.report), ctx.names.measures, "unknown-name", {
        kind: "measure",
        kindZh: "指标",
      }),
      to: persons(ctx, at("to"), raw.to),
      approve: approveOf(ctx, at("approve"), raw.approve),
      evidence: raw.evidence === "yes",
      ...given({
        every: raw.every === undefined ? undefined : rhythmOf(ctx, at("every"), raw.every),
        due: dueOf(ctx, raw),
        forEach: forEach === undefined ? undefined : forEachOf(ctx, at("for-each"), forEach),
      }),
      ...conditionalOf(ctx, raw),
      ...provenance(ctx, raw),
    };
  });
}

type RawMeasure = NonNullable<Raw["measures"]>[number];

const VERBS = ["number-of", "share-of", "on-time", "sum-of", "time"] as const;

function timesOf(ctx: Context, raw: RawMeasure): number {
  if (raw.times === undefined) return 1;
  const match = /^(\d+(?:\.\d+)?) ?(%?)$/.exec(String(raw.times));
  if (match === null)
    ctx.report(ctx.lines.of(raw, "times"), "wrong-form", {
      key: "times",
      expected: "a number or a share such as `60 %`",
      expectedZh: "数字或 `60 %` 这样的比例",
    });
  return match === null ? 1 : Number(match[1]) / (match[2] === "%" ? 100 : 1);
}

function formOf(ctx: Context, raw: RawMeasure): Measure["form"] {
  const at = (key: keyof RawMeasure) => ctx.lines.of(raw, key);
  const counted = ["cases", ...ctx.names.steps, ...ctx.names.duties];
  if (VERBS.filter((verb) => raw[verb] !== undefined).length !== 1) {
    ctx.report(ctx.lines.of(raw), "both-or-neither", {
      one: "`number-of`, `share-of`, `on-time`, `sum-of`",
      other: "`time`",
    });
  }
  if (raw["share-of"] !== undefined)
    return { verb: "share-of", of: known(ctx, at("share-of"), raw["share-of"], counted, "unknown-step") };
  if (raw["on-time"] !== undefined) {
    const deadlines = knownAll(ctx, at("on-time"), listOf(raw["on-time"]), ctx.names.deadlines, "unknown-name", {
      kind: "deadline",
      kindZh: "时限",
    });
    return { verb: "on-time", deadlines };
  }
  if (raw["sum-of"] !== undefined) {
    return {
      verb: "sum-of",
      field: known(ctx, at("sum-of"), raw["sum-of"], ctx.names.fields, "unknown-field"),
      times: timesOf(ctx, raw),
    };
  }
  if (raw.time !== undefined) {
    const [from = "", to = ""] = raw.time.split(" to ");
    for (const event of [from, to]) known(ctx, at("time"), event, ctx.names.events, "unknown-event");
    return { verb: "time", from, to };
  }
  return { verb: "number-of", of: known(ctx, at("number-of"), raw["number-of"] ?? "cases", counted, "unknown-step") };
}

export function measuresOf(ctx: Context): Measure[] {
  const groups = [...ctx.names.facts.keys(), ...ctx.names.roles, ...ctx.names.parts, ...TIME_GROUPS];
  return (ctx.raw.measures ?? []).map((raw) => {
    if (raw.title === undefined) ctx.report(ctx.lines.of(raw), "missing-key", { key: "title" });
    return {
      id: raw.id,
      title: raw.title === undefined ? {} : text(ctx, ctx.lines.of(raw, "title"), raw.title),
      form: formOf(ctx, raw),
      by: knownAll(ctx, ctx.lines.of(raw, "by"), listOf(raw.by), groups, "unknown-field"),
      ...given({
        which: raw.which === undefined ? undefined : conditionOf(ctx, raw.which, ctx.lines.of(raw, "which")),
        target: raw.target === undefined ? undefined : String(raw.target),
      }),
      ...conditionalOf(ctx, raw),
      ...provenance(ctx, raw),
    };
  });
}

/** A phrase whose gaps the app can fill. */
function phrase(ctx: Context, line: number, raw: string): Text {
  const gaps: readonly string[] = PLACEHOLDERS;
  for (const match of raw.matchAll(/\{([^{}]*)\}/g)) {
    const name = match[1] ?? "";
    if (!gaps.includes(name)) {
      ctx.report(line, "unknown-placeholder", {
        name: `{${name}}`,
        nearest: nearest(name, gaps),
        known: gaps.map((one) => `{${one}}`).join(" "),
      });
    }
  }
  return text(ctx, line, raw);
}

export function guidesOf(ctx: Context): Guide[] {
  return (ctx.raw.guides ?? []).map((raw) => {
    if ((raw.say === undefined) === (raw.tick === undefined))
      ctx.report(ctx.lines.of(raw), "both-or-neither", { one: "`say`", other: "`tick`" });
    return {
      at: knownAll(ctx, ctx.lines.of(raw, "at"), listOf(raw.at), [...PHASES, ...ctx.names.steps], "unknown-step"),
      tick: (raw.tick ?? []).map((point) => text(ctx, ctx.lines.of(raw, "tick"), point)),
      ...given({
        say: raw.say === undefined ? undefined : phrase(ctx, ctx.lines.of(raw, "say"), raw.say),
        by: raw.by === undefined ? undefined : person(ctx, ctx.lines.of(raw, "by"), raw.by),
      }),
      ...conditionalOf(ctx, raw),
      ...provenance(ctx, raw),
    };
  });
}

/** What is watched of a list's entries stands as points to tick where a case about one of them is solved. */
export function watchGuides(lists: readonly ListSpec[]): Guide[] {
  return lists
    .filter((list) => list.tick.length > 0)
    .map(({ id, tick, line, basis }) => ({
      at: ["resolve"],
      tick,
      when: [[{ line, basis, fact: "listed", test: "one-of", values: [id] }]],
      line,
      basis,
    }));
}
