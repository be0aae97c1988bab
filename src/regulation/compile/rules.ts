import type { Approval, Consequence, ConsequenceBand, Deadline, Effects, Text, Whenever } from "../shape.ts";
import { BUILT_IN_FIELDS, CASE_PEOPLE, ENDS, INTAKE_STEP, REQUESTS, STEP_TITLES } from "../built-in.ts";
import { NOT_GIVEN } from "../raw/common.ts";
import type { Raw } from "../raw/raw.ts";
import { conditionalOf } from "./condition.ts";
import { given, known, knownAll, listOf, type Context } from "./context.ts";
import { fieldNames } from "./facts.ts";
import { person, persons } from "./people.ts";
import { stepNames } from "./steps.ts";
import { amountOf, lengthOf, limitOf, provenance, provenanceOf, text, warningOf } from "./values.ts";

/** Names of moments: steps, duties, fields and the few events that every case has. */
export function eventNames(ctx: Context, line: number, raw: string | string[]): readonly string[] {
  return listOf(raw).map((name) => {
    if (name !== INTAKE_STEP) return known(ctx, line, name, ctx.names.events, "unknown-event");
    ctx.report(line, "use-received");
    return "received";
  });
}

// ── Deadlines, approvals, whenever ─────────────────────────────────────────────────────────────────────────────────

interface RawEffects {
  readonly tell?: string | string[] | undefined;
  readonly escalate?: string | undefined;
  readonly raise?: string | undefined;
  readonly redo?: string | undefined;
  readonly "next-round"?: string | undefined;
  readonly end?: string | undefined;
}

function effectsOf(ctx: Context, raw: RawEffects): Effects {
  const at = (key: keyof RawEffects) => ctx.lines.of(raw, key);
  const { escalate, raise, redo, end } = raw;
  const next = raw["next-round"];
  return {
    tell: persons(ctx, at("tell"), raw.tell),
    ...given({
      escalate: escalate === undefined ? undefined : person(ctx, at("escalate"), escalate, ["next rung"]),
      raise:
        raise === undefined
          ? undefined
          : known(ctx, at("raise"), raise, ctx.names.levels, "unknown-name", { kind: "level", kindZh: "级别" }),
      redo: redo === undefined ? undefined : stepNames(ctx, at("redo"), redo)[0],
      nextRound: next === undefined ? undefined : stepNames(ctx, at("next-round"), next)[0],
      end:
        end === undefined
          ? undefined
          : known(ctx, at("end"), end, ctx.names.ends, "unknown-name", { kind: "end", kindZh: "结束方式" }),
    }),
  };
}

/** The title of what a deadline waits for. */
function waitedFor(ctx: Context, until: string): Text {
  const raw = ctx.raw.steps.find((candidate) => candidate.id === until);
  const field = ctx.raw.fields?.find((candidate) => candidate.id === until);
  if (raw?.title !== undefined) return text(ctx, ctx.lines.of(raw, "title"), raw.title);
  if (field?.title !== undefined) return text(ctx, ctx.lines.of(field, "title"), field.title);
  return STEP_TITLES[until] ?? BUILT_IN_FIELDS[until]?.title ?? {};
}

type RawDeadline = NonNullable<Raw["deadlines"]>[number];

function deadlineLimit(ctx: Context, raw: RawDeadline): Deadline["limit"] {
  if ((raw.within === undefined) === (raw.due === undefined))
    ctx.report(ctx.lines.of(raw), "both-or-neither", { one: "`within`", other: "`due`" });
  if (raw.within !== undefined) return limitOf(ctx, ctx.lines.of(raw, "within"), raw.within);
  if (raw.due === undefined || raw.due === NOT_GIVEN) return { kind: "not given" };
  const fact = fieldNames(ctx, ctx.lines.of(raw, "due"), raw.due)[0] ?? raw.due;
  return { kind: "fact", fact };
}

export function deadlinesOf(ctx: Context): Deadline[] {
  return (ctx.raw.deadlines ?? []).map((raw) => {
    const at = (key: keyof RawDeadline) => ctx.lines.of(raw, key);
    const until = eventNames(ctx, at("until"), raw.until);
    const warnings = listOf(raw.warn);
    const calendar = raw.calendar;
    return {
      id: raw.id,
      title: raw.title === undefined ? waitedFor(ctx, until[0] ?? "") : text(ctx, at("title"), raw.title),
      from: eventNames(ctx, at("from"), raw.from),
      until,
      limit: deadlineLimit(ctx, raw),
      firm: raw.firm ?? "firm",
      warn: warnings
        .filter((warning) => warning !== "none")
        .flatMap((warning) => warningOf(ctx, at("warn"), warning) ?? []),
      silent: warnings.includes("none"),
      missed: effectsOf(ctx, raw.missed ?? {}),
      ...given({
        by: raw.by === undefined ? undefined : person(ctx, at("by"), raw.by),
        calendar:
          calendar === undefined
            ? undefined
            : known(ctx, at("calendar"), calendar, ctx.names.calendars, "unknown-name", {
                kind: "calendar",
                kindZh: "日历",
              }),
        count: raw.count,
      }),
      ...conditionalOf(ctx, raw),
      ...provenance(ctx, raw),
    };
  });
}

export function approvalsOf(ctx: Context): Approval[] {
  const askable = [
    ...REQUESTS,
    ...ctx.names.steps,
    ...ctx.names.duties,
    ...ctx.names.ends,
    ...Object.keys(ENDS),
    ...(ctx.raw.findings ?? []).map((f) => f.id),
  ];
  return (ctx.raw.approvals ?? []).map((raw) => {
    const at = (key: keyof typeof raw) => ctx.lines.of(raw, key);
    const longest = raw.longest === undefined ? undefined : lengthOf(ctx, at("longest"), raw.longest);
    return {
      of: known(ctx, at("of"), raw.of, askable, "unknown-name", { kind: "request", kindZh: "申请事项" }),
      by: raw.by === undefined ? "next rung" : person(ctx, at("by"), raw.by, ["next rung", "nobody"]),
      with: persons(ctx, at("with"), raw.with),
      needs: knownAll(ctx, at("needs"), listOf(raw.needs), [...ctx.names.steps, "tell-customer"], "unknown-step"),
      once: raw.once === "yes",
      ...given({
        longest: longest === NOT_GIVEN ? undefined : longest,
        title: raw.title === undefined ? undefined : text(ctx, at("title"), raw.title),
      }),
      ...conditionalOf(ctx, raw),
      ...provenance(ctx, raw),
    };
  });
}

export function wheneverOf(ctx: Context): Whenever[] {
  return (ctx.raw.whenever ?? []).map((raw) => ({
    after: eventNames(ctx, ctx.lines.of(raw, "after"), raw.after),
    effects: effectsOf(ctx, raw),
    ...conditionalOf(ctx, raw),
    ...provenance(ctx, raw),
  }));
}

/** The file's own ends with their titles; the built-in ones have theirs. */
export function endsOf(ctx: Context): { readonly [id: string]: Text } {
  const raw = ctx.raw.ends ?? {};
  const own = Object.entries(raw).map(([id, end]) => {
    const line = ctx.lines.of(raw, id);
    return [id, text(ctx, line, typeof end === "string" ? end : end.title)] as const;
  });
  return { ...ENDS, ...Object.fromEntries(own) };
}

type RawConsequence = NonNullable<Raw["consequences"]>[number];

function bandOf(ctx: Context, raw: Pick<RawConsequence, "propose" | "amount">): ConsequenceBand {
  return {
    ...given({
      propose: raw.propose === undefined ? undefined : text(ctx, ctx.lines.of(raw, "propose"), raw.propose),
      amount: raw.amount === undefined ? undefined : amountOf(ctx, ctx.lines.of(raw, "amount"), raw.amount),
    }),
    ...provenanceOf(ctx, ctx.lines.of(raw), {}),
  };
}

export function consequencesOf(ctx: Context): Consequence[] {
  return (ctx.raw.consequences ?? []).map((raw) => {
    const at = (key: keyof RawConsequence) => ctx.lines.of(raw, key);
    const { line: _, basis: __, ...own } = bandOf(ctx, raw);
    return {
      id: raw.id,
      about: persons(ctx, at("about"), raw.about, CASE_PEOPLE),
      after: raw.after === undefined ? [] : eventNames(ctx, at("after"), raw.after),
      missed: knownAll(ctx, at("missed"), listOf(raw.missed), ctx.names.deadlines, "unknown-name", {
        kind: "deadline",
        kindZh: "时限",
      }),
      first: listOf(raw.first).map((band) => ({
        ...bandOf(ctx, band),
        ...conditionalOf(ctx, band),
        ...provenance(ctx, band),
      })),
      decides: person(ctx, at("decides"), raw.decides),
      ...own,
      ...given({ oncePer: raw["once-per"] }),
      ...conditionalOf(ctx, raw),
      ...provenance(ctx, raw),
    };
  });
}
