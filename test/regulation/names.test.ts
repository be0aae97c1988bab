import { expect, test } from "vitest";
import { loadRegulation } from "../../src/regulation/load.ts";
import { SILENT, expected, said, smallFile } from "./small.ts";

const LEADS_NOWHERE: readonly (readonly [string, string])[] = [
  [
    "a step by a role that does not exist",
    `steps:
  - { id: resolve, by: hed, basis: [03] } # <- unknown-role
`,
  ],
  [
    "a step approved by a role that does not exist",
    `steps:
  - { id: resolve, by: owner, approve: [each boss], basis: [03] } # <- unknown-role
`,
  ],
  [
    "a part held by nobody known",
    `parts:
  owner: { who: boss, basis: [01] } # <- unknown-role
`,
  ],
  [
    "a rung that does not exist",
    `ladder: { rungs: [head, boss], basis: [01] } # <- unknown-role
`,
  ],
  [
    "a rule that tells nobody known",
    `whenever:
  - { after: resolve, tell: boss, basis: [05] } # <- unknown-role
`,
  ],
  [
    "a substitute that does not exist",
    `roles:
  desk: { at: company, title: "Desk | 受理台" }
  head: { at: department, title: "Head | 负责人", absent: deputy } # <- unknown-role
  chief: { at: company, title: "Chief | 主管" }
`,
  ],
  [
    "a choice whose options are no roles as owner",
    `parts:
  owner: { who: cause, basis: [01] } # <- unknown-role, unknown-role
`,
  ],
  [
    "parts kept apart that do not exist",
    `recusal: { who: accused, apart: [[owner, caller]] } # <- unknown-part
`,
  ],
  [
    "a step that names a part that does not exist",
    `steps:
  - { id: resolve, by: owner, names: caretaker, basis: [03] } # <- unknown-part
`,
  ],
  [
    "a question that is no field",
    `steps:
  - { id: resolve, by: owner, ask: [injry], basis: [03] } # <- unknown-field
`,
  ],
  [
    "a form with a field that does not exist",
    `forms:
  - { id: sheet, title: "Sheet | 表", fields: [injury, colour], basis: [05] } # <- unknown-field
`,
  ],
  [
    "a condition on a fact that does not exist",
    `levels:
  - { id: high, title: "High | 高", when: { injry: yes }, basis: [02] } # <- unknown-fact
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
`,
  ],
  [
    "a value that a choice does not have",
    `levels:
  - { id: high, title: "High | 高", when: { cause: [wear, rust] }, basis: [02] } # <- unknown-value
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
`,
  ],
  [
    "maybe as answer to a yes/no question",
    `levels:
  - { id: high, title: "High | 高", when: { injury: maybe }, basis: [02] } # <- unknown-value
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
`,
  ],
  [
    "a level that does not exist",
    `deadlines:
  - { id: solve, from: received, until: resolve, within: 2 days, when: { level: severe }, basis: [04] } # <- unknown-value
`,
  ],
  [
    "raising to a level that does not exist",
    `deadlines:
  - { id: solve, from: received, until: resolve, within: 2 days, missed: { raise: severe }, basis: [04] } # <- unknown-name
`,
  ],
  [
    "a deadline until a step that does not exist",
    `deadlines:
  - { id: solve, from: received, until: resolved, within: 2 days, basis: [04] } # <- unknown-event
`,
  ],
  [
    "a deadline from a milestone that the file leaves out",
    `deadlines:
  - { id: call, from: callback, until: close, within: 2 days, basis: [04] } # <- unknown-event
`,
  ],
  [
    "the filing used as an event",
    `deadlines:
  - { id: solve, from: receive, until: resolve, within: 2 days, basis: [04] } # <- use-received
`,
  ],
  [
    "a rule after something that never happens",
    `whenever:
  - { after: payment, tell: chief, basis: [05] } # <- unknown-event
`,
  ],
  [
    "a next round that begins nowhere",
    `whenever:
  - { after: resolve, next-round: assess, basis: [05] } # <- unknown-step
`,
  ],
  [
    "an end that does not exist",
    `whenever:
  - { after: resolve, end: police, basis: [05] } # <- unknown-name
`,
  ],
  [
    "a step after a step that does not exist",
    `steps:
  - { id: resolve, by: owner, after: visit, basis: [03] } # <- unknown-step
`,
  ],
  [
    "a form that does not exist",
    `steps:
  - { id: resolve, by: owner, fill: sheet, basis: [03] } # <- unknown-name
`,
  ],
  [
    "a calendar that does not exist",
    `deadlines:
  - { id: solve, from: received, until: resolve, within: 2 days, calendar: office, basis: [04] } # <- unknown-name
`,
  ],
  [
    "a report of a measure that does not exist",
    `duties:
  - { id: figures, title: "Figures | 统计", every: month, by: desk, report: [count], basis: [05] } # <- unknown-name
`,
  ],
  [
    "a measure of a deadline that does not exist",
    `measures:
  - { id: fast, title: "Fast | 及时", on-time: [answer], basis: [05] } # <- unknown-name
`,
  ],
  [
    "a consequence of a miss that cannot happen",
    `consequences:
  - { id: fine, about: owner, missed: answer, propose: "Fine | 罚款", decides: chief, basis: [05] } # <- unknown-name
`,
  ],
  [
    "a request that nobody can make",
    `approvals:
  - { of: holiday, by: chief, basis: [05] } # <- unknown-name
`,
  ],
  [
    "a guide at a place that does not exist",
    `guides:
  - { at: greeting, say: "Good day. | 您好。", basis: [05] } # <- unknown-step
`,
  ],
  [
    "a count of something that is no case and no step",
    `counts:
  - { id: alike, of: calls, in: 1 month, basis: [05] } # <- unknown-step
`,
  ],
  [
    "a pause of a deadline that does not exist",
    `waiting:
  - { id: parts, title: "Parts | 配件", stops: [answer], house: "Ours | 自定" } # <- unknown-name
`,
  ],
  [
    "a matter on which no text can be silent",
    `edition: { silent: [weather, ${SILENT}] } # <- unknown-matter
`,
  ],
];

test.each(LEADS_NOWHERE)("%s is an error on its line", (_, changed) => {
  const text = smallFile(changed);
  expect(said(loadRegulation(text, "small").problems)).toEqual(expected(text));
});

const TAKEN: readonly (readonly [string, string])[] = [
  [
    "a step and a field of one name",
    `steps:
  - { id: injury, by: desk, title: "Look at the injury | 查看伤情", basis: [03] }
  - { id: resolve, by: owner, basis: [03] }
fields:
  - { id: injury, type: yes-no, title: "Injury? | 受伤？" } # <- duplicate-id
  - { id: amount, type: money, title: "Amount | 金额" }
  - { id: cause, type: choice, title: "Cause | 起因", options: { wear: "Wear | 磨损" } }
`,
  ],
  [
    "a duty and a step of one name",
    `duties:
  - { id: resolve, title: "Figures | 统计", every: month, by: desk, basis: [05] } # <- duplicate-id
`,
  ],
  [
    "two deadlines of one name",
    `deadlines:
  - { id: solve, from: received, until: resolve, within: 2 days, basis: [04] }
  - { id: solve, from: received, until: resolve, within: 3 days, basis: [04] } # <- duplicate-id
`,
  ],
  [
    "a part with the name of a role",
    `parts:
  owner: { who: head, basis: [01] }
  chief: { who: head, basis: [01] } # <- duplicate-id
`,
  ],
  [
    "a role with the name of a part that every case has",
    `parts:
  owner: { who: head, basis: [01] } # <- duplicate-id
roles:
  owner: { at: company, title: "Owner | 承办人" } # <- reserved-id
  desk: { at: company, title: "Desk | 受理台" }
  head: { at: department, title: "Head | 负责人" }
  chief: { at: company, title: "Chief | 主管" }
`,
  ],
  [
    "a count with the name of a fact of every case",
    `counts:
  - { id: round, of: cases, in: 1 month, basis: [05] } # <- reserved-id
`,
  ],
  [
    "a field with the name of a word of conditions",
    `fields:
  - { id: listed, type: yes-no, title: "Listed? | 在册？" } # <- reserved-id
`,
  ],
];

test.each(TAKEN)("%s is an error", (_, changed) => {
  const text = smallFile(changed);
  const found = said(loadRegulation(text, "small").problems).filter((line) => line.endsWith("-id"));
  expect(found.toSorted()).toEqual(expected(text).toSorted());
});

test("a duplicate names the line on which the id was first", () => {
  const text = smallFile(
    `deadlines:
  - { id: solve, from: received, until: resolve, within: 2 days, basis: [04] }
  - { id: solve, from: received, until: resolve, within: 3 days, basis: [04] }
`,
  );
  const first = text.split("\n").findIndex((line) => line.includes("within: 2 days")) + 1;
  expect(loadRegulation(text, "small").problems[0]?.message.en).toBe(
    `The id \`solve\` is taken on line ${first} (deadlines). Give one of the two another name.`,
  );
});

test("an own field may give a fact of every case its options", () => {
  const text = smallFile(
    `steps:
  - { id: receive, ask: [what-happened, source, injury, amount, cause], basis: [03] }
  - { id: resolve, by: owner, basis: [03] }
fields:
  - { id: source, type: choice, options: { counter: "Counter | 前台" }, basis: [03] }
  - { id: injury, type: yes-no, title: "Injury? | 受伤？" }
  - { id: amount, type: money, title: "Amount | 金额" }
  - { id: cause, type: choice, title: "Cause | 起因", options: { wear: "Wear | 磨损" } }
`,
  );
  expect(loadRegulation(text, "small").problems).toEqual([]);
});
