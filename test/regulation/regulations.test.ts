import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { eventsOf, fieldTitle, optionTitle, roleTitle, stepTitle } from "../../src/regulation/describe.ts";
import { jsonSchema } from "../../src/regulation/json-schema.ts";
import { loadRegulation } from "../../src/regulation/load.ts";
import { whatTheEngineCannotDo } from "../../src/regulation/supported.ts";
import type { Regulation, Text } from "../../src/regulation/shape.ts";
import { compiled, smallFile } from "./small.ts";

const folder = join(import.meta.dirname, "../../regulations");

function read(name: string): string {
  return readFileSync(join(folder, `${name}.yaml`), "utf8");
}

const all = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.replace(/\.yaml$/, ""));

/** How many clauses each text has. */
const CLAUSES: readonly (readonly [string, number])[] = [
  ["property", 43],
  ["hotel", 103],
  ["svw-dealer", 94],
  ["winery", 28],
  ["pharma", 32],
  ["law-firm", 26],
  ["proposals", 21],
  ["returns", 14],
  ["4s-tight-response", 40],
];

test.each(all)("%s loads, and leaves nothing but questions to the company", (name) => {
  const loaded = loadRegulation(read(name), name);
  expect(loaded.problems.filter((found) => found.severity !== "question")).toEqual([]);
  expect("regulation" in loaded).toBe(true);
});

test.each(CLAUSES)("%s is based on every one of its %i clauses", (name, count) => {
  const clauses = new Set(JSON.stringify(compiled(read(name), name)).match(new RegExp(`"${name}-\\d+"`, "g")));
  const wanted = Array.from({ length: count }, (_, index) => `"${name}-${String(index + 1).padStart(2, "0")}"`);
  expect([...clauses].toSorted()).toEqual(wanted.toSorted());
});

const guides = readdirSync(join(folder, "guides")).map((file) => `guides/${file.replace(/\.yaml$/, "")}`);

test.each([...all, ...guides])("%s has phrases that speak to the customer; how to do a thing is a point", (name) => {
  const phrases = compiled(read(name), name.replace("guides/", "")).guides.filter(({ at }) => !at.includes("all"));
  const speaks = /\b(?:I|me|my|we|us|our|you|your)\b|good day|thank you|\?$/iu;
  expect(phrases.flatMap(({ say }) => say?.en ?? []).filter((words) => !speaks.test(words))).toEqual([]);
});

test.each([
  ["property", 110],
  ["hotel", 180],
  ["svw-dealer", 170],
] as const)("%s fits on %i lines", (name, most) => {
  expect(read(name).trimEnd().split("\n").length).toBeLessThanOrEqual(most);
});

/** Every sentence in a compiled regulation. */
function texts(value: unknown): Text[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value !== "object" || value === null) return [];
  if ("en" in value && typeof value.en === "string") return [{ ...value, en: value.en }];
  return Object.values(value).flatMap(texts);
}

test.each(all)("%s says everything in both languages", (name) => {
  const missing = texts(compiled(read(name), name)).filter(
    (text) => !text.en || !/\p{Script=Han}/u.test(text["zh-CN"] ?? ""),
  );
  expect(missing).toEqual([]);
});

test.each(all)("the engine carries out everything that %s asks", (name) => {
  expect(whatTheEngineCannotDo(compiled(read(name), name))).toEqual([]);
});

test("what the engine cannot do is refused with the line", () => {
  const text = smallFile(`whenever:\n  - { after: dispatch, when: { next-step: accept }, tell: desk, basis: [05] }\n`);
  const line = text.split("\n").findIndex((found) => found.includes("next-step")) + 1;
  expect(whatTheEngineCannotDo(compiled(text))).toMatchObject([{ line, severity: "error", code: "not-yet" }]);
});

// ── Names that people read ─────────────────────────────────────────────────────────────────────────────────────────

test("steps, roles, fields and options have titles", () => {
  const property = compiled(read("property"), "property");
  expect(stepTitle(property, "report")).toEqual({ en: "Return the record form", "zh-CN": "交回记录表" });
  expect(stepTitle(property, "resolve")["zh-CN"]).toBe("办结");
  expect(stepTitle(property, "monthly").en).toBe("Figures of last month for the office meeting");
  expect(roleTitle(property, "deputy-gm")["zh-CN"]).toBe("主管副总经理");
  expect(roleTitle(property, "follower")["zh-CN"]).toBe("跟进人");
  expect(roleTitle(compiled(read("law-firm"), "law-firm"), "decider").en).toBe("Firm affairs meeting");
  expect(fieldTitle(property, "valid").en).toBe("Valid?");
  expect(optionTitle(property, "cause", "service").en).toBe("Service work");
  expect(optionTitle(property, "level", "minor")["zh-CN"]).toBe("轻微");
  expect(optionTitle(property, "valid", "yes")["zh-CN"]).toBe("是");
  expect(optionTitle(property, "verdict", "dissatisfied")["zh-CN"]).toBe("不满意");
});

test("events are the moments of every case, the steps, the duties and the fields", () => {
  const events = eventsOf(compiled(read("property"), "property"));
  expect(events).toEqual(
    expect.arrayContaining(["first-received", "received", "level", "verify", "monthly", "asked-time", "withdraw"]),
  );
  expect(new Set(events).size).toBe(events.length);
});

test("editors get a schema that knows every section", () => {
  const schema = jsonSchema();
  expect(Object.keys(schema.properties ?? {})).toHaveLength(35);
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required).toEqual(["id", "title", "languages", "roles", "steps"]);
});

// ── Whatever the text ──────────────────────────────────────────────────────────────────────────────────────────────

/** A file as people break it: lines lost, doubled, moved, words changed. */
const broken: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(read("property"), read("winery"), read("returns"), smallFile()),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom("drop", "double", "indent", "word", "cut"), fc.nat()), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.constantFrom("nobody", "not given", "otherwise", "5", "[]", "{}", "at least 3", "~", "'", "|", "🙂"),
  )
  .map(([text, edits, word]) => {
    const lines = text.split("\n");
    for (const [where, what, more] of edits) {
      const at = where % lines.length;
      const line = lines[at] ?? "";
      if (what === "drop") lines.splice(at, 1);
      else if (what === "double") lines.splice(at, 0, line);
      else if (what === "indent") lines[at] = `  ${line}`;
      else if (what === "cut") lines[at] = line.slice(0, more % (line.length + 1));
      else lines[at] = line.replace(/[a-z-]+(?=[,\]} ]|$)/, word);
    }
    return lines.join("\n");
  });

function linesOf(regulation: Regulation): number[] {
  return (
    JSON.stringify(regulation)
      .match(/"line":\d+/g)
      ?.map((found) => Number(found.slice(7))) ?? []
  );
}

function checkPlaces(text: string): void {
  const loaded = loadRegulation(text, "any");
  const last = Math.max(1, text.split("\n").length);
  const lines = [
    ...loaded.problems.map((found) => found.line),
    ...("regulation" in loaded ? linesOf(loaded.regulation) : []),
  ];
  for (const line of lines) expect(line >= 1 && line <= last).toBe(true);
}

test("loading never throws on any text, and every line it names is in the file", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.json()), checkPlaces), {
    numRuns: 300,
  });
});

test("loading never throws on a broken regulation, and every line it names is in the file", () => {
  fc.assert(fc.property(broken, checkPlaces), { numRuns: 100 });
});

test("the same text always gives the same regulation and the same problems", () => {
  fc.assert(
    fc.property(broken, (text) => {
      expect(loadRegulation(text, "any")).toEqual(loadRegulation(text, "any"));
    }),
    { numRuns: 40 },
  );
});

test("a problem is said in both languages, with every gap filled", () => {
  fc.assert(
    fc.property(broken, (text) => {
      for (const { message } of loadRegulation(text, "any").problems) {
        expect(message.en).not.toMatch(/\[\[|\{(value|key|id|fact|name|known|nearest|line|other|kind)\}/);
        expect(message["zh-CN"]).toMatch(/\p{Script=Han}/u);
      }
    }),
    { numRuns: 60 },
  );
});
