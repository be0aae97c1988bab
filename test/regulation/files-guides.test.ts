import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { guidesAt } from "../../src/desk/guides.ts";
import { isGuide } from "../../src/regulation/describe.ts";
import { loadRegulation } from "../../src/regulation/load.ts";
import type { Provenance, Regulation } from "../../src/regulation/shape.ts";
import { LIMITS } from "../../src/slack/limits.ts";
import { compiled } from "./small.ts";

/** How many clauses each text has. */
const GUIDES: readonly (readonly [string, number])[] = [
  ["generic-five-stage", 22],
  ["generic-four-stage", 18],
  ["clear-method", 11],
  ["bank-counter", 6],
  ["feed-company", 10],
  ["response-techniques", 6],
  ["crm-course", 6],
  ["telecom-skills", 14],
];

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, `../../regulations/guides/${name}.yaml`), "utf8");
}

const known = new Map<string, Regulation>();

function guide(name: string): Regulation {
  const found = known.get(name) ?? compiled(read(name), name);
  known.set(name, found);
  return found;
}

function linesOf({ about, guides }: Regulation): readonly Provenance[] {
  return [...about, ...guides];
}

/** Everything that people read of one clause, in English, in the file's order. */
function wordsOf(name: string, clause: string): readonly string[] {
  const { about, guides } = guide(name);
  const mine = <Line extends Provenance>(lines: readonly Line[]) =>
    lines.filter((line) => line.basis.includes(`${name}-${clause}`));
  return [
    ...mine(about).map((line) => line.say.en ?? ""),
    ...mine(guides).flatMap((line) => [line.say?.en ?? "", ...line.tick.map((point) => point.en ?? "")]),
  ].filter((words) => words !== "");
}

describe.each(GUIDES)("guides/%s", (name, count) => {
  test("loads without a word from the check", () => {
    expect(loadRegulation(read(name), name).problems).toEqual([]);
  });

  test(`names each of its ${count} clauses, and none that does not exist`, () => {
    const named = new Set(linesOf(guide(name)).flatMap((line) => line.basis));
    const wanted = Array.from({ length: count }, (_, index) => `${name}-${String(index + 1).padStart(2, "0")}`);
    expect([...named].toSorted()).toEqual(wanted);
  });

  test("brings no people and no steps, so that any desk can add it", () => {
    expect(isGuide(guide(name))).toBe(true);
  });

  test("has only points that a tick box shows whole, in both languages", () => {
    const points = guide(name).guides.flatMap((line) => line.tick.flatMap((point) => Object.values(point)));
    expect(points.filter((point) => point.length > LIMITS.optionText)).toEqual([]);
  });

  test("has no more phrases and manners than a form shows", () => {
    const said = guide(name).guides.filter((line) => line.say !== undefined);
    const at = (phase: string) => said.filter((line) => line.at.includes(phase)).length;
    expect(at("intake")).toBeLessThanOrEqual(6);
    expect(at("intake-end")).toBeLessThanOrEqual(1);
    expect(at("all")).toBeLessThanOrEqual(LIMITS.contextElements);
  });
});

// ── What the texts give: figures, forbidden words, parts of a record ───────────────────────────────────────────────

test.each([
  ["generic-four-stage", "04", ["89 %", " 9 people", "75 %", "95 %"]],
  ["generic-four-stage", "07", ["accept", "explain", "propose", "call back"]],
  ["clear-method", "09", ["Content", "Course of the handling", "Result", "satisfaction"]],
  ["clear-method", "11", ["C: ", "L: ", "E: ", "A: ", "R: "]],
  ["bank-counter", "05", ["the cause", "why it led to a complaint", "what to watch", "how to avoid"]],
  ["feed-company", "02", ["please wait a moment"]],
  [
    "feed-company",
    "06",
    ["place", "end user", "product used", "two percentage points", "soft-shelled and broken eggs"],
  ],
  ["feed-company", "07", ["return", "exchange", "compensation"]],
  [
    "feed-company",
    "09",
    ["sorry for the trouble", "trust and your custom", "where we failed", "resolved to do better"],
  ],
  ["response-techniques", "03", ["“yes … and”", "“unless”", "not with “but”"]],
  ["crm-course", "03", ["too much time", "too few ways", "no effect"]],
  ["telecom-skills", "02", ["network", "interconnection", "call quality", "SP services", "spam"]],
  ["telecom-skills", "03", ["quality", "attitude", "manner", "skill"]],
  ["telecom-skills", "04", ["wrong bill", "not credited", "card made wrongly", "not restored"]],
  ["telecom-skills", "06", ["95 %", "5 people", "25 others"]],
] as const)("%s-%s: %j can be read", (name, clause, parts) => {
  const words = wordsOf(name, clause).join("\n");
  expect(parts.filter((part) => !words.includes(part))).toEqual([]);
});

// ── Where they stand ───────────────────────────────────────────────────────────────────────────────────────────────

/** The clauses whose phrases and points are shown at a form, without those that stand at every one. */
function clausesAt(name: string, place: string): readonly string[] {
  const here = guidesAt(place, {}, guide(name)).filter((line) => !line.at.includes("all"));
  return [...new Set(here.flatMap((line) => line.basis.map((clause) => clause.slice(-2))))];
}

test.each([
  ["generic-five-stage", "callback", ["21", "22"]],
  ["generic-five-stage", "intake-end", ["07"]],
  ["generic-four-stage", "callback", ["09", "17"]],
  ["clear-method", "callback", ["09", "10"]],
  ["bank-counter", "callback", ["04", "05"]],
  ["feed-company", "callback", ["09"]],
  ["response-techniques", "callback", ["02"]],
  ["response-techniques", "answer", ["03", "04", "05"]],
  ["crm-course", "dispatch", ["01", "04", "05", "06"]],
  ["telecom-skills", "resolve", ["05", "08", "10", "12", "13"]],
] as const)("%s: at %s stand the clauses %j", (name, place, clauses) => {
  expect(clausesAt(name, place)).toEqual(clauses);
});

test.each([
  ["generic-five-stage", "dispatch", "14"],
  ["generic-five-stage", "resolve", "14"],
  ["generic-four-stage", "dispatch", "12"],
] as const)("%s: %s asks whether the problem is understood before it is passed on (%s)", (name, place, clause) => {
  expect(clausesAt(name, place)).toContain(clause);
});
