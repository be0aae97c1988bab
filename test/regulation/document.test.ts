import { expect, test } from "vitest";
import { loadRegulation } from "../../src/regulation/load.ts";
import { expected, said, smallFile } from "./small.ts";

test("the small regulation is complete", () => {
  expect(loadRegulation(smallFile(), "small").problems).toEqual([]);
});

const REFUSED: readonly (readonly [string, string])[] = [
  [
    "an anchor",
    `order: &x free # <- anchor
`,
  ],
  [
    "a reference",
    `edition: { status: *x } # <- alias
`,
  ],
  [
    "a merge key",
    `edition:
  <<: { status: trial } # <- merge-key
`,
  ],
  [
    "a tag",
    `edition: { status: !!str trial } # <- tag
`,
  ],
  [
    "a key that stands twice",
    `edition:
  status: trial
  status: final # <- duplicate-key
`,
  ],
  ["a quote that is never closed", `order: "free # <- not-yaml`],
  [
    "a list as key",
    `edition:
  ? [a, b] # <- odd-key
  : trial
`,
  ],
];

test.each(REFUSED)("%s is refused on its line", (_, changed) => {
  const text = smallFile(changed);
  expect(said(loadRegulation(text, "small").problems)).toEqual(expected(text));
});

test("a bracket that is never closed is noticed where the next section begins", () => {
  const text = smallFile(`keep: { what: case
`).replace("\nsteps:", "\nsteps: # later");
  expect(said(loadRegulation(`${text}order: free\n`, "small").problems)).toEqual([
    `${text.split("\n").length} not-yaml`,
  ]);
});

test("an anchor and a reference to it are both named", () => {
  const text = smallFile(`order: &x free # <- anchor
edition: { status: *x } # <- alias
`);
  expect(said(loadRegulation(text, "small").problems).toSorted()).toEqual(expected(text).toSorted());
});

test("several documents in one file are refused", () => {
  const text = `${smallFile()}---\nid: second\n`;
  expect(said(loadRegulation(text, "small").problems)).toEqual([`${smallFile().split("\n").length} several-documents`]);
});

test("a file that says it is YAML 1.1 is refused", () => {
  expect(said(loadRegulation(`%YAML 1.1\n---\n${smallFile()}`, "small").problems)).toEqual(["1 old-yaml"]);
});

test.each([
  ["nothing", ""],
  ["a list", "- id: small\n"],
  ["a word", "small\n"],
  ["comments only", "# nothing\n"],
])("a file that holds %s is refused", (_, text) => {
  expect(said(loadRegulation(text, "small").problems)).toEqual(["1 not-a-map"]);
});

test("a file of more than a megabyte is not read at all", () => {
  expect(said(loadRegulation(`# ${"x".repeat(1_000_000)}`, "small").problems)).toEqual(["1 too-large"]);
});

test("nesting beyond any rule is refused and not followed", () => {
  const deep = `edition: { status: ${"[".repeat(60)}${"]".repeat(60)} }\n`;
  expect(said(loadRegulation(smallFile(deep), "small").problems)[0]).toMatch(/ too-deep$/);
  const deeper = `a: ${"{a: ".repeat(5000)}`;
  expect(said(loadRegulation(deeper, "small").problems)).toEqual(["1 not-yaml"]);
});

test("true and false are read as yes and no, as other tools write them", () => {
  const words = smallFile(
    `steps:
  - { id: resolve, by: owner, any-order: yes, basis: [03] }
`,
    ["deadlines", "levels", "level-rules", "fields"],
  );
  const booleans = words.replace("any-order: yes", "any-order: true");
  expect(loadRegulation(booleans, "small")).toEqual(loadRegulation(words, "small"));
});

test("a file whose name is not its id is noticed", () => {
  expect(said(loadRegulation(smallFile(), "large").problems)).toEqual(["1 other-name"]);
});
