import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { METHODS } from "../../sandbox/api/methods.ts";
import { SURFACES } from "../../sandbox/blocks/block-rules.ts";
import { readWorkspace } from "../../sandbox/config.ts";

const page = await readFile(join(import.meta.dirname, "../../docs/sandbox.md"), "utf8");

function part(title: string): string {
  const [, rest = ""] = page.split(`\n## ${title}\n`);
  return rest.split("\n## ")[0] ?? "";
}

test("the workspace on the page is one", () => {
  const example = /```yaml\n(.*?)```/su.exec(part("A workspace"))?.[1] ?? "";
  expect(readWorkspace(parse(example)).apps[0]?.commands[0]?.command).toBe("/hello");
});

test("the page names every method, and no other", () => {
  const named = [...part("Methods").matchAll(/^- \*\*(\w+)\*\* (.+)$/gmu)].flatMap(([, family = "", names = ""]) =>
    names.split(", ").map((name) => `${family}.${name}`),
  );
  expect(named.toSorted()).toEqual([...METHODS.keys()].toSorted());
});

test("the page tells which blocks each surface takes", () => {
  const rows = [...part("What is refused").matchAll(/^\| (\w+) \| (yes)? *\| (yes)? *\| (yes)? *\|$/gmu)];
  const told = (column: number): string[] => rows.flatMap((row) => (row[column] === "yes" ? [row[1] ?? ""] : []));
  expect(told(2)).toEqual(Object.keys(SURFACES.message).toSorted());
  expect(told(3)).toEqual(Object.keys(SURFACES.modal).toSorted());
  expect(told(4)).toEqual(Object.keys(SURFACES.home).toSorted());
});
