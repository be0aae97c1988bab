import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readDeskFile, textOf } from "../../src/setup/desk-file.ts";

const GOOD = `desks:
  - id: riverside
    name: "Riverside Desk | 江畔受理台"
    regulation: property.yaml
    language: zh-CN
    zone: Asia/Shanghai
    channel: "#complaints"
    administrators: "@wang"
    departments:
      - { id: engineering, title: "Engineering | 工程部", channel: "#engineering-desk" }
    matters:
      - { id: lift, title: Lift, department: engineering }
    roles:
      desk: ["@wang", wang@example.com, U024BE7LH, "group:reception", S0614TZR7]
      head: { engineering: "@li" }
`;

function troubles(text: string): readonly string[] {
  const read = readDeskFile(text);
  return "troubles" in read ? read.troubles.map(({ line, message }) => `${line}: ${message}`) : [];
}

test("a desk's file is read, with what it leaves out filled in", () => {
  const read = readDeskFile(GOOD);
  if ("troubles" in read) throw new Error(JSON.stringify(read.troubles));
  expect(read.file.desks[0]).toMatchObject({
    digest: "08:30",
    administrators: ["@wang"],
    lists: {},
    roles: { head: { engineering: ["@li"] } },
  });
});

test("the demo's file is one of this form", async () => {
  const text = await readFile(new URL("../../demo/houses/property/desk.yaml", import.meta.url), "utf8");
  expect(troubles(text)).toEqual([]);
});

test.each([
  [
    "a zone that does not exist",
    ["Asia/Shanghai", "Asia/Shangai"],
    "6: desks › 0 › zone must be a time zone, such as Asia/Shanghai or Europe/Berlin",
  ],
  ["a language that is not spoken", ["zh-CN", "fr"], "5: desks › 0 › language must be en or zh-CN"],
  [
    "a channel without its mark",
    ['"#complaints"', "complaints"],
    '7: desks › 0 › channel must be a channel, such as "#engineering-desk" or C024BE91L',
  ],
  ["a missing line", ["    language: zh-CN\n", ""], "2: desks › 0 › language is missing"],
  ["a word that means nothing here", ["    channel:", "    chanel:"], "2: desks › 0 › channel is missing"],
  [
    "a matter of no department",
    ["department: engineering", "department: cleaning"],
    '12: there is no department "cleaning"',
  ],
  [
    "a role at a place that is none",
    ["head: { engineering", "head: { cleaning"],
    '15: there is no department or unit "cleaning"',
  ],
  [
    "somebody who is nobody",
    ['"@li"', '"Li Qiang"'],
    '15: desks › 0 › roles › head › engineering must be somebody: "@handle", an e-mail address, a user id (U…), or a user group ("group:handle" or S…)',
  ],
])("%s is named with its line", (_, [from = "", to = ""], message) => {
  expect(troubles(GOOD.replace(from, to))).toContain(message);
});

test("what is written twice is said once, at its second place", () => {
  const twice = GOOD.replace(
    "    matters:",
    '      - { id: engineering, title: "Again", channel: "#again" }\n    matters:',
  );
  expect(troubles(twice)).toEqual(['11: "engineering" stands here twice']);
});

test("what is no YAML at all is told with its line", () => {
  expect(troubles("desks:\n  - id: [")[0]).toMatch(/^2: /);
  expect(troubles("")).toEqual(['1: the file must begin with "desks:"']);
});

test("a text in one language stands for both", () => {
  expect(textOf("Lift | 电梯")).toEqual({ en: "Lift", "zh-CN": "电梯" });
  expect(textOf("Lift")).toEqual({ en: "Lift", "zh-CN": "Lift" });
});
