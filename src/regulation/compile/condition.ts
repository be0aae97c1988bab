import type { Comparison, Condition, Conditional, FactTest, Provenance } from "../shape.ts";
import { NOT_GIVEN } from "../raw/common.ts";
import type { Fact } from "../names.ts";
import { nearest } from "../nearest.ts";
import { given, listOf, type Context } from "./context.ts";
import { meaning, parseMoney, provenanceOf } from "./values.ts";

type RawFacts = { [fact: string]: string | number | (string | number)[] };
export type RawWhen = string | RawFacts | (string | RawFacts)[];

const PROVENANCE_KEYS = ["basis", "reading", "house"];

function isComparison(word: string | undefined): word is Comparison {
  return word === "at least" || word === "more than" || word === "at most" || word === "less than";
}

function compare(
  ctx: Context,
  line: number,
  fact: Fact,
  value: string,
): Extract<FactTest, { test: "compare" }> | undefined {
  const match = /^(at least|more than|at most|less than) (.+)$/.exec(value);
  const comparison = match?.[1];
  if (match === null || !isComparison(comparison)) return undefined;
  const { value: amountText } = meaning(ctx, match[2] ?? "");
  const money = parseMoney(amountText);
  const amount = money?.amount ?? (/^\d+(\.\d+)?$/.test(amountText) ? Number(amountText) : undefined);
  if (amount === undefined) {
    ctx.report(line, "bad-comparison", { value });
    return undefined;
  }
  if (fact.type !== "number" && fact.type !== "money") ctx.report(line, "not-comparable", { fact: fact.id });
  return {
    fact: fact.id,
    test: "compare",
    comparison,
    amount,
    ...given({ currency: money?.currency }),
    line,
    basis: [],
  };
}

function checkValue(ctx: Context, line: number, fact: Fact, value: string): void {
  if (fact.type === "number" || fact.type === "money") {
    if (!/^\d+(\.\d+)?$/.test(value)) ctx.report(line, "bad-comparison", { value });
    return;
  }
  const values = fact.type === "open" ? ["given", "missing"] : fact.values;
  if (values === undefined || values.includes(value)) return;
  const known = [...values, ...(fact.type === "open" ? [] : ["given", "missing"])];
  ctx.report(line, "unknown-value", { fact: fact.id, value, nearest: nearest(value, known), known: known.join(", ") });
}

function factOf(ctx: Context, line: number, id: string): Fact {
  const fact = ctx.names.facts.get(id);
  if (fact === undefined) ctx.report(line, "unknown-fact", { id, nearest: nearest(id, ctx.names.facts.keys()) });
  return fact ?? { id, type: "choice" };
}

function testOf(
  ctx: Context,
  line: number,
  id: string,
  raw: RawFacts[string],
  from: Omit<Provenance, "line">,
): FactTest {
  const fact = factOf(ctx, line, id);
  const values = listOf(raw).map(String);
  const only = values.length === 1 ? values[0] : undefined;
  const place = { ...from, line, fact: id };
  if (only === "given" || only === "missing") return { ...place, test: only };
  if (only === NOT_GIVEN) return { ...place, test: "ask" };
  const comparison = only === undefined ? undefined : compare(ctx, line, fact, only);
  if (comparison !== undefined) return { ...comparison, ...from, line };
  if (only === undefined || !/^(at least|more than|at most|less than) /.test(only)) {
    for (const value of values) checkValue(ctx, line, fact, value);
  }
  return { ...place, test: "one-of", values };
}

/** A bare word: the yes/no fact is yes. */
function bareWord(ctx: Context, line: number, word: string): readonly FactTest[] {
  const fact = factOf(ctx, line, word);
  if (ctx.names.facts.has(word) && fact.values?.includes("yes") !== true) ctx.report(line, "bare-word", { fact: word });
  return [{ fact: word, test: "one-of", values: ["yes"], line, basis: [] }];
}

function factsOf(ctx: Context, raw: RawFacts): readonly FactTest[] {
  const word = (key: string) => (typeof raw[key] === "string" ? raw[key] : undefined);
  const { line: _, ...from } = provenanceOf(ctx, ctx.lines.of(raw), {
    basis: raw["basis"],
    reading: word("reading"),
    house: word("house"),
  });
  return Object.entries(raw)
    .filter(([key]) => !PROVENANCE_KEYS.includes(key))
    .map(([key, value]) => testOf(ctx, ctx.lines.of(raw, key), key, value, from));
}

/** `when` and `unless` of a line. */
export function conditionalOf(
  ctx: Context,
  raw: { readonly when?: RawWhen | undefined; readonly unless?: RawWhen | undefined },
): Conditional {
  const when = raw.when === undefined ? undefined : parse(ctx, raw.when, ctx.lines.of(raw, "when"));
  const unless = raw.unless === undefined ? undefined : parse(ctx, raw.unless, ctx.lines.of(raw, "unless"));
  return {
    ...given({ when: when?.condition, unless: unless?.condition }),
    ...(when?.otherwise === true ? { otherwise: true } : {}),
    ...(when?.byHand === true ? { byHand: true } : {}),
  };
}

/** A condition alone, where `otherwise` and `by hand` have no meaning. */
export function conditionOf(ctx: Context, raw: RawWhen, line: number): Condition {
  return parse(ctx, raw, line).condition ?? [];
}

interface Parsed {
  readonly condition?: Condition;
  readonly otherwise: boolean;
  readonly byHand: boolean;
}

function parse(ctx: Context, raw: RawWhen, line: number): Parsed {
  const items = Array.isArray(raw) ? raw : [raw];
  const lists: (readonly FactTest[])[] = [];
  let otherwise = false;
  let byHand = false;
  for (const [index, item] of items.entries()) {
    const at = Array.isArray(raw) ? ctx.lines.of(raw, index) : line;
    if (item === "otherwise" || (typeof item === "object" && item["otherwise"] === "yes")) otherwise = true;
    else if (item === "by hand") byHand = true;
    else lists.push(typeof item === "string" ? bareWord(ctx, at, item) : factsOf(ctx, item));
  }
  return { otherwise, byHand, ...(lists.length > 0 ? { condition: lists } : {}) };
}
