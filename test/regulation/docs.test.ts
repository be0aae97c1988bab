import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { jsonSchema, keysOfSections, schemaText } from "../../src/regulation/json-schema.ts";
import { loadRegulation } from "../../src/regulation/load.ts";
import { KEYS, SECTIONS, meaningOf } from "../../src/regulation/raw/meanings.ts";
import { keyUse } from "../../src/regulation/key-use.ts";
import { DEFENCE, DOC, docWithTables, rareKeys, SCHEMA } from "./key-tables.ts";

const doc = readFileSync(DOC, "utf8");

test("the page shows the sections and keys that the language has (else run write-key-tables.ts)", () => {
  expect(doc).toBe(docWithTables());
});

test("the example of the page is a regulation without any problem", () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(doc)?.[1] ?? "";
  expect(loadRegulation(example, "small").problems).toEqual([]);
});

test("every key is explained, and nothing is explained that does not exist", () => {
  const sections = keysOfSections();
  const all = [...sections].flatMap(([section, keys]) => keys.map((key) => [section, key] as const));
  expect(all.filter(([section, key]) => meaningOf(section, key) === undefined)).toEqual([]);
  expect(Object.keys(SECTIONS)).toEqual([...sections.keys()]);
  const explained = Object.entries(SECTIONS).flatMap(([section, { keys = {} }]) =>
    Object.keys(keys).map((key) => `${section}.${key}`),
  );
  expect(explained.filter((key) => !all.some(([section, name]) => `${section}.${name}` === key))).toEqual([]);
  expect(Object.keys(KEYS).filter((key) => !all.some(([, name]) => name === key))).toEqual([]);
});

test("the language stays small", () => {
  const sections = keysOfSections();
  expect(sections.size).toBeLessThanOrEqual(35);
  expect(new Set([...sections.values()].flat()).size).toBeLessThanOrEqual(150);
});

test("the schema that editors read is the one of the language (else run write-key-tables.ts)", () => {
  expect(readFileSync(SCHEMA, "utf8")).toBe(schemaText());
  expect(jsonSchema().properties?.["levels"]).toMatchObject({ description: expect.stringContaining("heaviest first") });
});

test("a key that one regulation alone uses, or none, says why it stays", () => {
  expect(rareKeys().filter(({ key }) => DEFENCE[key] === undefined)).toEqual([]);
});

test("keys are counted wherever they stand", () => {
  const use = keyUse({
    one: "deadlines: [{ id: a, from: received, until: resolve, within: 1 day, missed: { raise: major } }]",
    two: "whenever: [{ after: level, raise: major, basis: [1] }]",
  });
  expect(use.get("raise")).toEqual(["one", "two"]);
  expect(use.get("within")).toEqual(["one"]);
  expect(use.get("unite")).toEqual([]);
});
