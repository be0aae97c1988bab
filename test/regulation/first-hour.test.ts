import { expect, test } from "vitest";
import { loadRegulation } from "../../src/regulation/load.ts";
import { FIRST_HOUR } from "../../src/regulation/first-hour.ts";
import { SILENT, smallFile } from "./small.ts";

/** A file whose text is said to be silent on everything but one matter. */
function without(matter: string, more = ""): string {
  const others = SILENT.split(", ").filter((one) => one !== matter);
  return smallFile(`edition: { silent: [${others.join(", ")}] }\n${more}`);
}

function codes(text: string): readonly string[] {
  return loadRegulation(text, "small").problems.map(({ code }) => code);
}

const CALLBACK = `steps:
  - { id: receive, ask: [what-happened, complainant, phone], basis: [03] }
  - { id: dispatch, by: desk, ask: [injury, amount, cause], basis: [03] }
  - { id: accept, by: head, basis: [03] }
  - { id: resolve, by: owner, basis: [03] }
  - { id: callback, by: desk, basis: [03] }
  - { id: close, by: desk, when: { verdict: satisfied }, basis: [03] }
`;

const ANSWERS: readonly (readonly [matter: string, code: string, answer: string])[] = [
  ["working-hours", "no-hours", `calendar: { zone: Asia/Shanghai, holidays: CN, hours: always, basis: [01] }\n`],
  ["numbering", "no-numbering", `number: { pattern: "{seq:4}", basis: [01] }\n`],
  ["retention", "no-retention", `keep: { what: case, for: 3 years, basis: [01] }\n`],
  ["recusal", "no-recusal", `recusal: { who: accused, at-last: chief, basis: [01] }\n`],
  ["compensation", "no-authority", `approvals: [{ of: compensation, by: chief, basis: [01] }]\n`],
  ["lowering", "no-lowering", `approvals: [{ of: lower-level, by: chief, basis: [01] }]\n`],
  ["validity", "no-validity", `approvals: [{ of: not-valid, by: chief, basis: [01] }]\n`],
  ["extension", "no-extension", `approvals: [{ of: extension, by: chief, basis: [01] }]\n`],
  ["waiting", "no-waiting", `waiting: [{ id: parts, title: "Parts | 配件", stops: all, basis: [01] }]\n`],
];

test("each question of the first hour is tried here", () => {
  const tried = [...ANSWERS.map(([, code]) => code), "no-unreached"];
  expect(FIRST_HOUR.map(({ code }) => code).toSorted()).toEqual(tried.toSorted());
});

test.each(ANSWERS)("a file that says nothing of %s is asked %s, until it answers", (matter, code, answer) => {
  expect(codes(without(matter))).toEqual([code]);
  expect(codes(without(matter, answer))).not.toContain(code);
});

test("who cannot be reached is asked only where somebody is called", () => {
  expect(codes(without("unreached"))).toEqual([]);
  expect(codes(without("unreached", CALLBACK))).toEqual(["no-unreached"]);
  const answered = `${CALLBACK}approvals: [{ of: close-unreached, by: chief, basis: [01] }]\n`;
  expect(codes(without("unreached", answered))).toEqual([]);
});

test("a sum at a role answers who may promise money", () => {
  const roles = `roles:
  desk: { at: company, title: "Desk | 受理台" }
  head: { at: department, may-promise: 500 CNY, title: "Head | 负责人", basis: [01] }
  chief: { at: company, title: "Chief | 主管" }
`;
  expect(codes(without("compensation", roles))).toEqual([]);
});
