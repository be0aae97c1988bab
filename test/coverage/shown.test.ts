import { describe, expect, test } from "vitest";
import { withoutClause, wholeOf } from "../../src/coverage/prune.ts";
import { drawn, says, shownOn } from "../../src/coverage/shown.ts";
import { smallFile } from "../regulation/small.ts";

const STEPS = `steps:
  - { id: receive, ask: [what-happened, complainant, phone], basis: [03] }
  - { id: dispatch, by: desk, ask: [injury, amount, cause], basis: [03] }
  - { id: accept, by: head, basis: [03] }
  - { id: resolve, by: owner, ask: [outcome], basis: [03] }
  - { id: close, by: desk, basis: [03] }
`;

function shown(clause: string, changed: string): readonly string[] | undefined {
  const whole = wholeOf(smallFile(`${STEPS}${changed}`), "small");
  if (whole === undefined) throw new Error("The file does not load");
  return shownOn(withoutClause(clause, whole.tree), { ...whole, whole: drawn(whole.regulation) });
}

describe("a text is shown", () => {
  test("on the form where it helps, and no longer when it is taken out", () => {
    expect(shown("small-10", `guides:\n  - { at: resolve, say: "Tell it first | 先告知", basis: [10] }\n`)).toEqual([
      "form of resolve",
    ]);
  });

  test("where its gaps are filled", () => {
    const guide = `guides:\n  - { at: intake, say: "I am from {department}, sorry | 我是{department}的，抱歉", basis: [10] }\n`;
    expect(shown("small-10", guide)).toEqual(["intake form"]);
  });

  test("among aims and scope", () => {
    expect(shown("small-10", `about:\n  - { say: "We learn | 我们学习", basis: [10] }\n`)).toEqual(["guides"]);
  });

  test("as a field, with its choices, where it is asked", () => {
    const fields = `fields:
  - { id: injury, type: yes-no, title: "Injury? | 受伤？" }
  - { id: amount, type: money, title: "Amount | 金额" }
  - { id: cause, type: choice, title: "Cause of it | 起因何在", options: { wear: "Wear | 磨损", people: "People | 人为" }, basis: [10] }
`;
    expect(shown("small-10", fields)).toEqual(["intake form"]);
  });

  test("under a condition, when the condition holds", () => {
    const guide = `guides:\n  - { at: resolve, when: { level: high }, say: "Call the chief | 请示主管", basis: [10] }\n`;
    expect(shown("small-10", guide)).toEqual(["form of resolve"]);
  });

  test("as the questions of the intake form, which is what receiving asks", () => {
    const steps = STEPS.replace("phone], basis: [03]", "phone, amount], basis: [10]").replace(
      "injury, amount",
      "injury",
    );
    expect(shown("small-10", steps)).toEqual(["intake form"]);
  });

  test("as the name of a role that somebody has to be given", () => {
    const roles = `roles:
  desk: { at: company, title: "Desk | 受理台" }
  head: { at: department, title: "Head | 负责人" }
  chief: { at: company, title: "Chief | 主管" }
  auditor: { at: company, title: "Auditor of complaints | 投诉审核员", basis: [10] }
`;
    expect(shown("small-10", roles)).toEqual(["setup"]);
  });

  test("as the title of a figure in the report", () => {
    const measures = `measures:\n  - { id: all, title: "Every case there is | 全部投诉", number-of: cases, basis: [10] }\n`;
    expect(shown("small-10", measures)).toEqual(["report"]);
  });
});

describe("a text is not shown", () => {
  test("where another entry says the same", () => {
    const twice = `guides:
  - { at: resolve, say: "Tell it first | 先告知", basis: [10] }
  - { at: resolve, say: "Tell it first | 先告知", basis: [11] }
`;
    expect(shown("small-10", twice)).toBeUndefined();
  });

  test("where no form asks the field", () => {
    const fields = `fields:
  - { id: injury, type: yes-no, title: "Injury? | 受伤？" }
  - { id: amount, type: money, title: "Amount | 金额" }
  - { id: cause, type: choice, title: "Cause | 起因", options: { wear: "Wear | 磨损" } }
  - { id: lost, type: file, title: "Nobody asks this | 无人询问", basis: [10] }
`;
    expect(shown("small-10", fields)).toBeUndefined();
  });

  test("where the clause decides something as well", () => {
    const both = `guides:
  - { at: resolve, say: "Tell it first | 先告知", basis: [04] }
`;
    expect(shown("small-04", both)).toBeUndefined();
  });

  test("where only part of what the clause says can be read", () => {
    const partly = `guides:
  - { at: resolve, say: "Tell it first | 先告知", basis: [10] }
fields:
  - { id: injury, type: yes-no, title: "Injury? | 受伤？" }
  - { id: amount, type: money, title: "Amount | 金额" }
  - { id: cause, type: choice, title: "Cause | 起因", options: { wear: "Wear | 磨损" } }
  - { id: lost, type: file, title: "Nobody asks this | 无人询问", basis: [10] }
`;
    expect(shown("small-10", partly)).toBeUndefined();
  });
});

test("words are found around their gaps, and gaps alone are no words", () => {
  expect(says("Good day, Ms Chen. Is it solved?", "Good day, {complainant}. Is it solved?")).toBe(true);
  expect(says("Good day, Ms Chen.", "Good day, {complainant}. Is it solved?")).toBe(false);
  expect(says("Ms Chen", "{complainant}")).toBe(false);
});
