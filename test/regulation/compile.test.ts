import { expect, test } from "vitest";
import type { Condition } from "../../src/regulation/shape.ts";
import { compiled, smallFile } from "./small.ts";

/** A condition without the places of its tests. */
function plain(condition: Condition | undefined): unknown {
  return condition?.map((tests) => tests.map((found) => without(found, ["line", "basis", "reading", "house"])));
}

function without(value: object, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

function whenOf(when: string): Condition | undefined {
  const text = `deadlines:\n  - { id: solve, from: received, until: resolve, within: 2 days, when: ${when}, basis: [04] }\n`;
  return compiled(smallFile(text)).deadlines[0]?.when;
}

test("a map means and, a list means or, a bare word means yes", () => {
  expect(plain(whenOf("[injury, { cause: [wear, people], amount: at least 500 CNY }]"))).toEqual([
    [{ fact: "injury", test: "one-of", values: ["yes"] }],
    [
      { fact: "cause", test: "one-of", values: ["wear", "people"] },
      { fact: "amount", test: "compare", comparison: "at least", amount: 500, currency: "CNY" },
    ],
  ]);
});

test("given, missing and not given are tests of their own", () => {
  expect(plain(whenOf("{ complainant: given, phone: missing, injury: not given }"))).toEqual([
    [
      { fact: "complainant", test: "given" },
      { fact: "phone", test: "missing" },
      { fact: "injury", test: "ask" },
    ],
  ]);
});

test("each sign of a level may name its clause", () => {
  const levels = `levels:
  - { id: high, title: "High | 高", when: [{ injury: yes, basis: [07], house: "Ours | 自定" }, { cause: people, basis: [8] }] }
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
`;
  const when = compiled(smallFile(levels)).levels[0]?.when ?? [];
  expect(when.map((tests) => tests[0]?.basis)).toEqual([["small-07"], ["small-08"]]);
  expect(when[0]?.[0]?.house).toEqual({ en: "Ours", "zh-CN": "自定" });
});

test("a comparison may use a word for a number", () => {
  const text = `words:
  heavy: { means: 5000 CNY, house: "Ours | 自定" }
levels:
  - { id: high, title: "High | 高", when: { amount: more than heavy }, basis: [02] }
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
`;
  expect(plain(compiled(smallFile(text)).levels[0]?.when)).toEqual([
    [{ fact: "amount", test: "compare", comparison: "more than", amount: 5000, currency: "CNY" }],
  ]);
});

test("a line may have criteria and be the one for everything else", () => {
  const text = `levels:
  - { id: high, title: "High | 高", when: injury, basis: [02] }
  - { id: low, title: "Low | 低", when: [{ cause: wear }, { otherwise: yes, house: "Ours | 自定" }], basis: [02] }
`;
  const low = compiled(smallFile(text)).levels[1];
  expect({ when: plain(low?.when), otherwise: low?.otherwise }).toEqual({
    when: [[{ fact: "cause", test: "one-of", values: ["wear"] }]],
    otherwise: true,
  });
});

test("levels weigh by their place: the first is the heaviest", () => {
  expect(compiled(smallFile()).levels.map((level) => [level.id, level.weight])).toEqual([
    ["high", 1],
    ["low", 0],
  ]);
});

test.each([
  ["30 minutes", { kind: "length", length: { amount: 30, unit: "minutes" } }],
  ["1 working day", { kind: "length", length: { amount: 1, unit: "working days" } }],
  ["2 half months", { kind: "length", length: { amount: 2, unit: "half months" } }],
  ["1.5 hours", { kind: "length", length: { amount: 1.5, unit: "hours" } }],
  ["3 half years", { kind: "length", length: { amount: 3, unit: "half years" } }],
  ["next working day", { kind: "moment", moment: "next working day" }],
  ["promptly", { kind: "length", length: { amount: 4, unit: "working hours" }, word: "promptly" }],
])("a limit of %s", (within, limit) => {
  const text = `words:
  promptly: { means: 4 working hours, house: "Ours | 自定" }
deadlines:
  - { id: solve, from: received, until: resolve, within: ${within}, basis: [04] }
`;
  expect(compiled(smallFile(text)).deadlines[0]?.limit).toEqual(limit);
});

test("a limit may be a time of the case, with warnings of its own", () => {
  const text = `deadlines:
  - { id: solve, from: received, until: [resolve, close], due: asked-time, warn: [80 %, 1 week before], firm: in principle, basis: [04] }
`;
  expect(compiled(smallFile(text)).deadlines[0]).toMatchObject({
    limit: { kind: "fact", fact: "asked-time" },
    until: ["resolve", "close"],
    warn: [{ share: 0.8 }, { before: { amount: 1, unit: "weeks" } }],
    silent: false,
    firm: "in principle",
    title: { en: "Solve it", "zh-CN": "办结" },
  });
});

test("clause ids may drop the regulation's name, and keep their zeros", () => {
  const text = `deadlines:\n  - { id: solve, from: received, until: resolve, within: 2 days, basis: [04, 12, 7, other-03] }\n`;
  expect(compiled(smallFile(text)).deadlines[0]?.basis).toEqual(["small-04", "small-12", "small-07", "other-03"]);
});

test("hours may be given for a run of days, and named calendars share zone and holidays", () => {
  const text = `calendar:
  zone: Asia/Shanghai
  holidays: CN
  hours: always
  dates: { 2026-10-08: [10:00-12:00] }
  shifts: { night: 23:00-07:00 }
  office: { mon-wed: [09:00-12:00, 13:30-18:00], sat: 09:00-12:00 }
`;
  const day = ["09:00-12:00", "13:30-18:00"];
  expect(compiled(smallFile(text)).calendars).toEqual({
    default: {
      zone: "Asia/Shanghai",
      holidays: "CN",
      hours: "always",
      dates: { "2026-10-08": ["10:00-12:00"] },
      shifts: { night: "23:00-07:00" },
      unite: [],
    },
    office: {
      zone: "Asia/Shanghai",
      holidays: "CN",
      hours: { mon: day, tue: day, wed: day, sat: ["09:00-12:00"] },
      dates: { "2026-10-08": ["10:00-12:00"] },
      shifts: {},
      unite: [],
    },
  });
});

test("a named calendar may be open day and night", () => {
  const text = `calendar: { zone: Asia/Shanghai, holidays: CN, hours: { mon: 09:00-12:00 }, night-and-day: always }\n`;
  expect(compiled(smallFile(text)).calendars["night-and-day"]).toEqual({
    zone: "Asia/Shanghai",
    holidays: "CN",
    hours: "always",
    dates: {},
    shifts: {},
    unite: [],
  });
});

test("what is watched of a list's entries is ticked where a case about one of them is solved", () => {
  const text = `lists:\n  - { id: watched, of: place, title: "Watched | 关注", kept-by: chief, tick: ["Reception | 接待"], basis: [04] }\n`;
  expect(compiled(smallFile(text)).guides).toMatchObject([
    {
      at: ["resolve"],
      tick: [{ en: "Reception", "zh-CN": "接待" }],
      when: [[{ fact: "listed", test: "one-of", values: ["watched"] }]],
      basis: ["small-04"],
    },
  ]);
});

test("one-line tables may be written as a map, a word or a bare list", () => {
  const long = compiled(smallFile());
  const short = compiled(
    smallFile(`ladder: { rungs: [head, chief], basis: [01] }\nparts:\n  owner: [{ who: head, basis: [01] }]\n`),
  );
  expect(short.parts["owner"]?.map((line) => without(line, ["line"]))).toEqual(
    long.parts["owner"]?.map((line) => without(line, ["line"])),
  );
  expect(short.ladder.map((line) => line.rungs)).toEqual([["head", "chief"]]);
});

test("a role, a field, a form and a measure take the clauses of the rules that use them", () => {
  const text = `forms:
  - { id: sheet, title: "Sheet | 表", fields: [injury, cause] }
measures:
  - { id: count, title: "Count | 数量", number-of: cases, by: [cause] }
duties:
  - { id: figures, title: "Figures | 统计", every: month, due: day 15, by: desk, fill: sheet, report: count, basis: [09] }
`;
  const { roles, fields, forms, measures } = compiled(smallFile(text));
  expect(roles.map((role) => [role.id, role.basis])).toEqual([
    ["desk", ["small-02", "small-03", "small-09"]],
    ["head", ["small-01", "small-03"]],
    ["chief", ["small-01"]],
  ]);
  expect(fields.find((field) => field.id === "injury")?.basis).toEqual(["small-03"]);
  expect(forms[0]?.basis).toEqual(["small-09"]);
  expect(measures[0]?.basis).toEqual(["small-09"]);
});

test("the filing stands apart from the steps and a missing close is added before the archive", () => {
  const text = `steps:
  - { id: receive, ask: [what-happened, { ask: phone, may-skip: yes }], basis: [03] }
  - { id: dispatch, by: desk, ask: [injury, amount, cause], basis: [03] }
  - { id: resolve, by: owner, basis: [03] }
  - { id: archive, by: desk, basis: [03] }
`;
  const { intake, steps } = compiled(smallFile(text));
  expect(intake.ask).toEqual([
    { field: "what-happened", optional: false },
    { field: "phone", optional: true },
  ]);
  expect(steps.map((step) => [step.id, step.builtIn])).toEqual([
    ["dispatch", false],
    ["resolve", false],
    ["close", true],
    ["archive", false],
  ]);
  expect(steps[2]?.by).toEqual([{ who: "coordinator" }]);
});

test("a file without a filing of its own asks what every desk asks", () => {
  const text = `steps:
  - { id: dispatch, by: desk, ask: [injury, amount, cause], basis: [03] }
  - { id: resolve, by: owner, basis: [03] }
`;
  const { intake } = compiled(smallFile(text));
  expect(intake.ask.filter((ask) => !ask.optional).map((ask) => ask.field)).toEqual([
    "what-happened",
    "category",
    "complainant",
    "phone",
    "source",
  ]);
});

test("approvals, effects, duties and numbers keep what is written", () => {
  const text = `edition: { text: complete }
number: { pattern: "R{yyyy}{seq:3}", restart: year, dated: given, given-at: dispatch, house: "Ours | 自定" }
approvals:
  - { of: extension, by: chief, longest: 5 working days, once: yes, basis: [05] }
  - { of: compensation, by: next rung, needs: [resolve, tell-customer], basis: [05] }
whenever:
  - { after: resolve, when: injury, tell: [chief, head], escalate: next rung, end: police, basis: [05] }
ends: { police: "Handed to the police | 移交公安" }
overdue: { tell: chief, basis: [05] }
duties:
  - { id: figures, title: "Figures | 统计", every: half-year, due: first working day, by: desk, to: chief, basis: [05] }
  - { id: chase, title: "Chase | 督办", after: figures, within: 30 days, by: desk, basis: [05] }
`;
  const r = compiled(smallFile(text));
  expect(r.number).toMatchObject({ pattern: "R{yyyy}{seq:3}", restart: "year", dated: "given", givenAt: "dispatch" });
  expect(r.approvals).toMatchObject([
    { of: "extension", by: "chief", longest: { amount: 5, unit: "working days" }, once: true },
    { of: "compensation", by: "next rung", needs: ["resolve", "tell-customer"], once: false },
  ]);
  expect(r.whenever[0]).toMatchObject({
    after: ["resolve"],
    effects: { tell: ["chief", "head"], escalate: "next rung", end: "police" },
  });
  expect(r.ends["police"]).toEqual({ en: "Handed to the police", "zh-CN": "移交公安" });
  expect(r.overdueTell).toEqual(["chief"]);
  expect(r.duties).toMatchObject([
    { every: "half-year", due: "first working day", to: ["chief"] },
    { after: ["figures"], due: { amount: 30, unit: "days" } },
  ]);
});

test("every line knows where it stands in the file", () => {
  const text = smallFile();
  const lineOf = (part: string) => text.split("\n").findIndex((line) => line.includes(part)) + 1;
  const r = compiled(text);
  expect(r.deadlines[0]?.line).toBe(lineOf("id: solve"));
  expect(r.levels[1]?.line).toBe(lineOf("id: low"));
  expect(r.roles[2]?.line).toBe(lineOf("chief:"));
  expect(r.fields[2]?.options[1]?.line).toBe(lineOf("people:"));
});

test("a step that names somebody asks whom, as a person", () => {
  const regulation = compiled(
    smallFile(`parts:
  owner: [{ who: named, basis: [01] }, { who: head, basis: [01] }]
steps:
  - { id: receive, ask: [what-happened, injury, amount, cause], basis: [03] }
  - { id: dispatch, by: desk, basis: [03] }
  - { id: accept, by: head, names: owner, ask: [cause], basis: [03] }
  - { id: resolve, by: owner, basis: [03] }
  - { id: close, by: desk, basis: [03] }
`),
  );
  const accept = regulation.steps.find((step) => step.id === "accept");
  expect(accept?.ask.map(({ field }) => field)).toEqual(["cause", "owner"]);
  expect(regulation.fields.find((field) => field.id === "owner")).toMatchObject({ type: "person", builtIn: true });
});
