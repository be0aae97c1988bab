import { expect, test } from "vitest";
import { loadRegulation } from "../../src/regulation/load.ts";
import { SILENT, expected, said, smallFile } from "./small.ts";

const SENSELESS: readonly (readonly [string, string])[] = [
  // ── Provenance ──
  [
    "a deadline that comes from nowhere",
    `deadlines:
  - { id: solve, from: received, until: resolve, within: 2 days } # <- no-ground
`,
  ],
  [
    "a step that comes from nowhere",
    `steps:
  - { id: receive, ask: [what-happened, injury, amount, cause], basis: [03] }
  - { id: resolve, by: owner } # <- no-ground
`,
  ],
  [
    "one line of a table that comes from nowhere",
    `parts:
  owner:
    - { who: chief, when: { level: high }, basis: [01] }
    - { who: head } # <- no-ground
`,
  ],
  [
    "a word without a reason for its length",
    `words:
  at once: { means: 30 minutes } # <- no-ground
`,
  ],
  [
    "a level of whose signs one has no clause",
    `levels:
  - { id: high, title: "High | 高", when: [{ injury: yes, basis: [02] }, { cause: people }] } # <- no-ground
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
`,
  ],
  [
    "a number on which the text is silent",
    `edition: { silent: [${SILENT}] }
number: { pattern: "{seq:4}", basis: [01] } # <- silent-needs-house
`,
  ],
  [
    "a pause on which the text is silent",
    `edition: { silent: [${SILENT}] }
waiting:
  - { id: parts, title: "Parts | 配件", stops: all, longest: 3 days, basis: [05] } # <- silent-needs-house
`,
  ],
  // ── Calendars ──
  [
    "a calendar that is never open",
    `calendar: { zone: Asia/Shanghai, holidays: CN, hours: {} } # <- calendar
`,
  ],
  [
    "a calendar in a zone that does not exist",
    `calendar: { zone: Asia/Peking, holidays: CN, hours: always } # <- calendar
`,
  ],
  [
    "a calendar of a country without holidays in our books",
    `calendar: { zone: Asia/Shanghai, holidays: XX, hours: always } # <- calendar
`,
  ],
  [
    "hours that overlap",
    `calendar: { zone: Asia/Shanghai, holidays: CN, hours: { mon: [09:00-12:00, 11:00-18:00] } } # <- calendar
`,
  ],
  [
    "the end of a shift where there are no shifts",
    `deadlines:
  - { id: solve, from: received, until: resolve, within: same shift, basis: [04] } # <- no-shifts
`,
  ],
  // ── People ──
  [
    "a role that stands for itself",
    `roles:
  desk: { at: company, title: "Desk | 受理台" }
  head: { at: department, title: "Head | 负责人", any-of: [head] } # <- role-of-itself, circle
  chief: { at: company, title: "Chief | 主管" }
`,
  ],
  [
    "a role of a list that is not named",
    `roles:
  desk: { at: company, title: "Desk | 受理台" }
  head: { at: list, title: "Head | 负责人" } # <- role-without-list
  chief: { at: company, title: "Chief | 主管" }
`,
  ],
  [
    "an owner by name whom nobody names",
    `parts:
  owner: { who: named, basis: [01] } # <- never-named
`,
  ],
  [
    "a step that names a part that takes no names",
    `steps:
  - { id: dispatch, by: desk, names: owner, ask: [injury, amount, cause], basis: [03] } # <- named-in-vain
  - { id: resolve, by: owner, basis: [03] }
`,
  ],
  [
    "two parts that are each other",
    `parts:
  owner: { who: follower, basis: [01] } # <- circle
  follower: { who: owner, basis: [01] }
`,
  ],
  // ── Order ──
  [
    "milestones in the wrong order",
    `steps:
  - { id: dispatch, by: desk, ask: [injury, amount, cause], basis: [03] }
  - { id: resolve, by: owner, basis: [03] } # <- milestone-order
  - { id: accept, by: head, basis: [03] }
  - { id: close, by: desk, basis: [03] }
`,
  ],
  [
    "a step that waits for a later one",
    `steps:
  - { id: dispatch, by: desk, after: resolve, ask: [injury, amount, cause], basis: [03] } # <- after-later
  - { id: resolve, by: owner, basis: [03] }
`,
  ],
  [
    "two steps that wait for each other",
    `steps:
  - { id: dispatch, by: desk, ask: [injury, amount, cause], basis: [03] }
  - { id: visit, by: head, any-order: yes, after: call, title: "Visit | 走访", basis: [03] } # <- circle
  - { id: call, by: head, any-order: yes, after: visit, title: "Call | 致电", basis: [03] }
  - { id: resolve, by: owner, basis: [03] }
`,
  ],
  [
    "a redo of a step that has not come yet",
    `whenever:
  - { after: dispatch, redo: resolve, basis: [05] } # <- back-to-later
`,
  ],
  [
    "a limit from solving until dispatching",
    `deadlines:
  - { id: solve, from: resolve, until: dispatch, within: 2 days, basis: [04] } # <- cannot-run
`,
  ],
  [
    "a limit from a step until the same step",
    `deadlines:
  - { id: solve, from: resolve, until: resolve, within: 2 days, basis: [04] } # <- cannot-run
`,
  ],
  [
    "a limit until the receipt",
    `deadlines:
  - { id: solve, from: dispatch, until: received, within: 2 days, basis: [04] } # <- cannot-run
`,
  ],
  [
    "a limit due at what is no time",
    `deadlines:
  - { id: solve, from: received, until: resolve, due: cause, basis: [04] } # <- no-time
`,
  ],
  [
    "a limit until the answer to a question that nobody asks",
    `fields:
  - { id: injury, type: yes-no, title: "Injury? | 受伤？" }
  - { id: amount, type: money, title: "Amount | 金额" }
  - { id: cause, type: choice, title: "Cause | 起因", options: { wear: "Wear | 磨损" } }
  - { id: back-on, type: date, title: "Back on | 返回日期", basis: [05] }
deadlines:
  - { id: solve, from: received, until: back-on, within: 2 days, basis: [04] } # <- never-answered
`,
  ],
  [
    "a condition on what nobody asks",
    `steps:
  - { id: dispatch, by: desk, ask: [amount, cause], basis: [03] }
  - { id: resolve, by: owner, when: injury, basis: [03] } # <- never-asked
fields:
  - { id: injury, type: yes-no, title: "Injury? | 受伤？", basis: [03] }
  - { id: amount, type: money, title: "Amount | 金额" }
  - { id: cause, type: choice, title: "Cause | 起因", options: { wear: "Wear | 磨损", people: "People | 人为" } }
levels:
  - { id: high, title: "High | 高", when: { cause: people }, basis: [02] }
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
`,
  ],
  [
    "a condition on what is asked only later",
    `steps:
  - { id: dispatch, by: desk, ask: [injury, amount], basis: [03] }
  - { id: accept, by: head, basis: [03] }
  - { id: look, by: head, title: "Look | 查看", when: { cause: people }, basis: [03] } # <- asked-too-late
  - { id: resolve, by: owner, ask: [cause], basis: [03] }
`,
  ],
  [
    "a limit whose condition is known only after its end",
    `deadlines:
  - { id: send, from: received, until: dispatch, within: 2 days, when: { cause: people }, basis: [04] } # <- asked-too-late
steps:
  - { id: dispatch, by: desk, ask: [injury, amount], basis: [03] }
  - { id: resolve, by: owner, ask: [cause], basis: [03] }
`,
  ],
  // ── Tables ──
  [
    "a line below one that always fits",
    `parts:
  owner:
    - { who: head, basis: [01] }
    - { who: chief, when: { level: high }, basis: [01] } # <- never-reached-after
`,
  ],
  [
    "a line that another one always precedes",
    `parts:
  owner:
    - { who: head, when: { cause: [wear, people] }, basis: [01] }
    - { who: chief, when: { cause: people }, basis: [01] } # <- never-reached
    - { who: head, basis: [01] }
`,
  ],
  [
    "a level whose signs exclude one another",
    `levels:
  - { id: high, title: "High | 高", when: { amount: at least 500 CNY }, unless: { amount: at least 100 CNY }, basis: [02] } # <- never-reached
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
`,
  ],
  [
    "otherwise on two lines",
    `levels:
  - { id: high, title: "High | 高", when: [injury, otherwise], basis: [02] }
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] } # <- placed-otherwise
`,
  ],
  [
    "a limit that is only for what its step excludes",
    `steps:
  - { id: dispatch, by: desk, ask: [injury, amount, cause], basis: [03] }
  - { id: visit, by: head, when: { cause: people }, title: "Visit | 走访", basis: [03] }
  - { id: resolve, by: owner, basis: [03] }
deadlines:
  - { id: visit, from: received, until: visit, within: 2 days, when: { cause: wear }, basis: [04] } # <- never-holds-together
`,
  ],
  [
    "a step whose conditions exclude one another",
    `steps:
  - { id: dispatch, by: desk, ask: [injury, amount, cause], basis: [03] }
  - { id: visit, by: head, when: { injury: yes }, unless: { injury: [yes, no] }, title: "Visit | 走访", basis: [03] } # <- never-holds
  - { id: resolve, by: owner, basis: [03] }
`,
  ],
  [
    "a field that nobody asks or prints",
    `fields:
  - { id: injury, type: yes-no, title: "Injury? | 受伤？" }
  - { id: amount, type: money, title: "Amount | 金额" }
  - { id: cause, type: choice, title: "Cause | 起因", options: { wear: "Wear | 磨损" } }
  - { id: colour, type: text, title: "Colour | 颜色", basis: [05] } # <- unused
`,
  ],
  [
    "a role that does nothing",
    `roles:
  desk: { at: company, title: "Desk | 受理台" }
  head: { at: department, title: "Head | 负责人" }
  chief: { at: company, title: "Chief | 主管" }
  guard: { at: company, title: "Guard | 保安", basis: [01] } # <- unused
`,
  ],
];

test.each(SENSELESS)("%s is noticed on its line", (_, changed) => {
  const text = smallFile(changed);
  expect(said(loadRegulation(text, "small").problems)).toEqual(expected(text));
});

const OPEN: readonly (readonly [string, string])[] = [
  [
    "answers for which no level fits",
    `levels:
  - { id: high, title: "High | 高", when: injury, basis: [02] } # <- no-level
  - { id: low, title: "Low | 低", when: { cause: wear }, basis: [02] }
`,
  ],
  [
    "answers for which nothing is found",
    `findings:
  - { id: payer, title: "Payer | 付款人", basis: [05], first: [{ is: us, say: "We | 我方", when: { cause: wear } }] } # <- no-finding
`,
  ],
  [
    "cases without an owner",
    `parts:
  owner: # a table
    - { who: head, when: { cause: wear }, basis: [01] } # <- nobody-fits
`,
  ],
  [
    "cases without a ladder",
    `ladder:
  - { rungs: [head, chief], when: { cause: wear }, basis: [01] } # <- no-ladder
`,
  ],
  [
    "a limit that is not given",
    `deadlines:
  - { id: solve, from: received, until: resolve, within: not given, basis: [04] } # <- not-given
`,
  ],
  [
    "a word that is not given",
    `words:
  promptly: { means: not given, basis: [04] } # <- not-given
`,
  ],
  [
    "a duty without rhythm",
    `duties:
  - { id: figures, title: "Figures | 统计", every: not given, by: desk, basis: [05] } # <- asleep
`,
  ],
  [
    "a sum that is not given",
    `consequences:
  - { id: fine, about: owner, missed: solve, propose: "Fine | 罚款", amount: not given, decides: chief, basis: [05] } # <- not-given
`,
  ],
  [
    "a regulation without a day from which it holds",
    `edition: { in-force: not given, silent: [${SILENT}] } # <- in-force
`,
  ],
  [
    "a callback whose result nobody reads",
    `steps:
  - { id: dispatch, by: desk, ask: [injury, amount, cause], basis: [03] }
  - { id: resolve, by: owner, basis: [03] }
  - { id: callback, by: desk, basis: [03] } # <- open-verdict
`,
  ],
];

test.each(OPEN)("%s are a question to the company, and the file can be used", (_, changed) => {
  const text = smallFile(changed);
  const loaded = loadRegulation(text, "small");
  expect(said(loaded.problems)).toEqual(expected(text));
  expect(loaded.problems.map((found) => found.severity)).toEqual(["question"]);
  expect("regulation" in loaded).toBe(true);
});

test("who sets the level, who owns and who hears of a miss are asked when a file leaves them open", () => {
  const loaded = loadRegulation(
    smallFile("", ["level-rules", "parts", "ladder"]).replace(/^ {2}chief:.*\n/m, ""),
    "small",
  );
  expect(loaded.problems.map((found) => found.code).toSorted()).toEqual([
    "nobody-above",
    "nobody-owns",
    "who-sets-level",
  ]);
});

test("a hole is shown with an example and its size", () => {
  const text = smallFile(
    `levels:
  - { id: high, title: "High | 高", when: { injury: yes, cause: people }, basis: [02] }
  - { id: low, title: "Low | 低", when: { injury: no }, basis: [02] }
`,
  );
  expect(loadRegulation(text, "small").problems[0]?.message.en).toBe(
    "Which level has a case where injury: yes, cause: another value? No line fits (1 of 4 answers). Add a line, or `otherwise` to one.",
  );
});

test("none of several choices is an answer, too", () => {
  const text = smallFile(
    `fields:
  - { id: injury, type: yes-no, title: "Injury? | 受伤？" }
  - { id: amount, type: money, title: "Amount | 金额" }
  - { id: cause, type: choices, title: "Causes | 起因", options: { wear: "Wear | 磨损", people: "People | 人为" } }
levels:
  - { id: high, title: "High | 高", when: { cause: people }, basis: [02] }
  - { id: low, title: "Low | 低", when: { cause: wear }, basis: [02] }
`,
  );
  expect(loadRegulation(text, "small").problems.map((found) => found.message.en)).toEqual([
    "Which level has a case where cause: none? No line fits (1 of 4 answers). Add a line, or `otherwise` to one.",
  ]);
});

test("a question that is asked only after another answer leaves no hole where it is not asked", () => {
  const text = smallFile(
    `steps:
  - { id: dispatch, by: desk, ask: [injury, amount, { ask: cause, when: { injury: no } }], basis: [03] }
  - { id: resolve, by: owner, basis: [03] }
levels:
  - { id: high, title: "High | 高", when: injury, basis: [02] }
  - { id: low, title: "Low | 低", when: { cause: [wear, people] }, basis: [02] }
`,
  );
  expect(loadRegulation(text, "small").problems).toEqual([]);
});
