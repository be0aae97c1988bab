import { expect, test } from "vitest";
import { loadRegulation } from "../../src/regulation/load.ts";
import { expected, said, smallFile } from "./small.ts";

const WRONG: readonly (readonly [string, string])[] = [
  [
    "an unknown section",
    `deadline: [] # <- unknown-key
`,
  ],
  [
    "an unknown key of a step",
    `steps:
  - { id: resolve, by: owner, bass: [03] } # <- unknown-key
`,
  ],
  [
    "an unknown key of a nested effect",
    `deadlines:
  - id: solve
    from: received
    until: resolve
    within: 2 days
    basis: [04]
    missed:
      rise: high # <- unknown-key
`,
  ],
  [
    "a step without id",
    `steps:
  - { by: owner, basis: [03] } # <- missing-key
`,
  ],
  [
    "a role without title",
    `roles:
  desk: { at: company } # <- missing-key
  head: { at: department, title: "Head | 负责人" }
  chief: { at: company, title: "Chief | 主管" }
`,
  ],
  [
    "a key without value",
    `order: # <- empty-value
`,
  ],
  [
    "a role at a place that does not exist",
    `roles:
  desk: { at: compny, title: "Desk | 受理台" } # <- unknown-word
  head: { at: department, title: "Head | 负责人" }
  chief: { at: company, title: "Chief | 主管" }
`,
  ],
  [
    "a field type that does not exist",
    `fields:
  - { id: injury, type: boolean, title: "Injury? | 受伤？" } # <- unknown-word
`,
  ],
  [
    "yes spelt otherwise",
    `steps:
  - { id: resolve, by: owner, any-order: ja, basis: [03] } # <- unknown-word
`,
  ],
  [
    "a map where a list belongs",
    `steps: { id: resolve } # <- wrong-form
`,
  ],
  [
    "a list where a text belongs",
    `title: [Small, 小] # <- wrong-form
`,
  ],
  [
    "a number where a text belongs",
    `kinds:
  - { id: complaint, title: 7, basis: [01] } # <- wrong-form
`,
  ],
  [
    "a language that we do not speak",
    `languages: [en, fr] # <- unknown-word
`,
  ],
  [
    "an id with capitals",
    `kinds:
  - { id: Complaint, title: "Complaint | 投诉", basis: [01] } # <- bad-id
`,
  ],
  [
    "a role whose key is no id",
    `roles:
  front desk: { at: company, title: "Desk | 受理台" } # <- bad-id
`,
  ],
  [
    "attempts that are no number",
    `steps:
  - { id: callback, by: desk, attempts: often, basis: [03] } # <- wrong-form
`,
  ],
  [
    "no attempts at all",
    `steps:
  - { id: callback, by: desk, attempts: 0, basis: [03] } # <- wrong-form
`,
  ],
  [
    "a formula as condition",
    `deadlines:
  - { id: solve, from: received, until: resolve, within: 2 days, when: { amount: { more: 5 } }, basis: [04] } # <- wrong-form
`,
  ],
];

test.each(WRONG)("%s is an error on its line", (_, changed) => {
  const text = smallFile(changed);
  expect(said(loadRegulation(text, "small").problems)).toEqual(expected(text));
});

const UNREADABLE: readonly (readonly [string, string])[] = [
  [
    "a text in one language only",
    `kinds:
  - { id: complaint, title: Complaint, basis: [01] } # <- missing-translation
`,
  ],
  [
    "a house note in one language only",
    `number: { pattern: "{seq:4}", house: "Ours" } # <- missing-translation
`,
  ],
  [
    "a text with an empty half",
    `kinds:
  - { id: complaint, title: "Complaint | ", basis: [01] } # <- missing-translation
`,
  ],
  [
    "a length that nobody can count",
    `deadlines:
  - { id: solve, from: received, until: resolve, within: soon, basis: [04] } # <- bad-length
`,
  ],
  [
    "a limit of nothing",
    `deadlines:
  - { id: solve, from: received, until: resolve, within: 0 days, basis: [04] } # <- zero-length
`,
  ],
  [
    "both a length and a time",
    `deadlines:
  - { id: solve, from: received, until: resolve, within: 2 days, due: asked-time, basis: [04] } # <- both-or-neither
`,
  ],
  [
    "neither a length nor a time",
    `deadlines:
  - { id: solve, from: received, until: resolve, basis: [04] } # <- both-or-neither
`,
  ],
  [
    "a sum without currency",
    `roles:
  desk: { at: company, title: "Desk | 受理台", may-promise: "300" } # <- bad-money
  head: { at: department, title: "Head | 负责人" }
  chief: { at: company, title: "Chief | 主管" }
`,
  ],
  [
    "hours that do not exist",
    `calendar: { zone: Asia/Shanghai, holidays: CN, hours: { mon-fri: [9-18] } } # <- bad-hours
`,
  ],
  [
    "days that do not exist",
    `calendar: { zone: Asia/Shanghai, holidays: CN, hours: { monday: [09:00-18:00] } } # <- bad-days
`,
  ],
  [
    "days in the wrong order",
    `calendar: { zone: Asia/Shanghai, holidays: CN, hours: { fri-mon: [09:00-18:00] } } # <- bad-days
`,
  ],
  [
    "a date that is none",
    `calendar: { zone: Asia/Shanghai, holidays: CN, hours: always, dates: { 1 October: [] } } # <- bad-date
`,
  ],
  [
    "a number without serial",
    `number: "{yyyy}{MM}" # <- bad-number-pattern
`,
  ],
  [
    "a number with a part that nobody knows",
    `number: "{yyyy}-{seq:4}-{desk}" # <- bad-number-pattern
`,
  ],
  [
    "a warning that is none",
    `deadlines:
  - { id: solve, from: received, until: resolve, within: 2 days, warn: early, basis: [04] } # <- bad-warning
`,
  ],
  [
    "a duty that is due on no day",
    `duties:
  - { id: figures, title: "Figures | 统计", every: month, due: the 15th, by: desk, basis: [05] } # <- bad-due
`,
  ],
  [
    "a rhythm that is none",
    `duties:
  - { id: figures, title: "Figures | 统计", every: fortnight, by: desk, basis: [05] } # <- unknown-word
`,
  ],
  [
    "a duty with rhythm and trigger",
    `duties:
  - { id: figures, title: "Figures | 统计", every: month, after: close, by: desk, basis: [05] } # <- both-or-neither
`,
  ],
  [
    "a measure with two verbs",
    `measures:
  - { id: count, title: "Count | 数量", number-of: cases, share-of: cases, basis: [05] } # <- both-or-neither
`,
  ],
  [
    "a guide that says nothing",
    `guides:
  - { at: intake, basis: [05] } # <- both-or-neither
`,
  ],
  [
    "a gap in a phrase that nobody fills",
    `guides:
  - { at: intake, say: "Good day, {name}. | {name}您好。", basis: [05] } # <- unknown-placeholder
`,
  ],
  [
    "a comparison with a word",
    `levels:
  - { id: high, title: "High | 高", when: { amount: at least a lot }, basis: [02] } # <- bad-comparison
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
`,
  ],
  [
    "a comparison of what is no number",
    `levels:
  - { id: high, title: "High | 高", when: { cause: at least 3 }, basis: [02] } # <- not-comparable
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
`,
  ],
  [
    "a bare word that is no yes/no question",
    `levels:
  - { id: high, title: "High | 高", when: cause, basis: [02] } # <- bare-word
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
`,
  ],
  [
    "a choice without options",
    `fields:
  - { id: injury, type: yes-no, title: "Injury? | 受伤？" }
  - { id: amount, type: money, title: "Amount | 金额" }
  - { id: cause, type: choice, title: "Cause | 起因" } # <- missing-key
`,
  ],
  [
    "a field of our own without title",
    `fields:
  - { id: injury, type: yes-no } # <- missing-key
  - { id: amount, type: money, title: "Amount | 金额" }
  - { id: cause, type: choice, title: "Cause | 起因", options: { wear: "Wear | 磨损" } }
`,
  ],
  [
    "a step of our own without title",
    `steps:
  - { id: dispatch, by: desk, ask: [injury, amount, cause], basis: [03] }
  - { id: look, by: head, basis: [03] } # <- missing-key
  - { id: resolve, by: owner, basis: [03] }
`,
  ],
  [
    "a finding whose value nobody can read",
    `findings:
  - { id: payer, title: "Payer | 付款人", basis: [05], first: [{ is: us, when: otherwise }] } # <- missing-key
`,
  ],
  [
    "a period without end",
    `periods:
  - { id: year, from: received, basis: [05] } # <- both-or-neither
`,
  ],
];

test.each(UNREADABLE)("%s is an error on its line", (_, changed) => {
  const text = smallFile(changed);
  expect(said(loadRegulation(text, "small").problems)).toEqual(expected(text));
});

test("a slip of the pen is met with the word that was probably meant", () => {
  const text = smallFile(`steps:
  - { id: resolve, by: owner, bass: [03] }
`);
  expect(loadRegulation(text, "small").problems[0]?.message).toEqual({
    en: expect.stringContaining("There is no key `bass` here. Did you mean `basis`? Known here: id, title, type, by"),
    "zh-CN": expect.stringContaining("此处没有 `bass` 这一项。是否指 `basis`？可用：id, title, type, by"),
  });
});

test("without anything near, only what is possible is named", () => {
  const text = smallFile(`order: chronological
`);
  expect(loadRegulation(text, "small").problems[0]?.message.en).toBe(
    "`chronological` is no word of the language for `order`. Possible: free.",
  );
});

test("texts in swapped languages are noticed, and the file can be used", () => {
  const text = smallFile(`title: "小 | Small" # <- swapped-languages
`);
  const loaded = loadRegulation(text, "small");
  expect(said(loaded.problems)).toEqual(expected(text));
  expect("regulation" in loaded).toBe(true);
});
