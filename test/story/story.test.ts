import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { playStory, runPlay } from "../../src/story/play.ts";
import { readStory } from "../../src/story/read.ts";
import { rulesAlone, type Runner } from "../../src/story/runner.ts";
import type { Story } from "../../src/story/story.ts";
import { loadFile, property } from "../support/property-desk.ts";

const HEAD = `story: "A tap | 水龙头"
clauses: [property-18]
facts: { what-happened: "The tap drips", category: lift, cause: equipment, human-factor: no, easy: yes, our-fault: no, injury-or-loss: no, promise-broken: no, client-management: no, department: engineering }
walk:
`;

function problemsOf(text: string): readonly string[] {
  const read = readStory(text, property);
  return "problems" in read ? read.problems.map(({ line, message }) => `${line}: ${message.en}`) : [];
}

function story(walk: string): Story {
  const read = readStory(HEAD + walk, property);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return read.story;
}

const FILED = `  - { at: 2026-11-24 09:12, by: desk, file: {}, expect: { level: minor } }\n`;

test("a story that is right has nothing wrong with it", () => {
  expect(problemsOf(HEAD + FILED)).toEqual([]);
});

test.each([
  [
    "an unknown key of an entry",
    `  - { at: 2026-11-24 09:12, bye: desk, file: {} }\n`,
    "5: There is no key `bye` here; did you mean `by`?.",
  ],
  [
    "an unknown check",
    `  - { at: 2026-11-24 09:12, expect: { levle: minor } }\n`,
    "5: There is no key `levle` here; did you mean `level`?.",
  ],
  ["no time", `  - { by: desk, file: {}, expect: { level: minor } }\n`, "5: `at` is missing here."],
  [
    "a time that is none",
    `  - { at: tomorrow, expect: { level: minor } }\n`,
    "5: `tomorrow` is no time. Write `2026-11-24 09:12`, in the desk's own time.",
  ],
  [
    "a day that does not exist",
    `  - { at: 2026-02-30 09:12, expect: { level: minor } }\n`,
    "5: `2026-02-30 09:12` is no time. Write `2026-11-24 09:12`, in the desk's own time.",
  ],
  [
    "somebody who does nothing",
    `  - { at: 2026-11-24 09:12, by: desk, expect: { level: minor } }\n`,
    "5: Somebody is named but does nothing. Say what, or remove `by`.",
  ],
  [
    "two things at once",
    `${FILED}  - { at: 2026-11-24 09:20, by: desk, do: accept, note: Hello }\n`,
    "6: One entry does one thing; here are: do, note.",
  ],
  [
    "a key that does not go with the act",
    `${FILED}  - { at: 2026-11-24 09:20, by: desk, do: accept, until: 2026-11-25 09:00 }\n`,
    "6: `until` does not go with `do`.",
  ],
  [
    "a field that the regulation does not have",
    `${FILED}  - { at: 2026-11-24 09:20, by: desk, answer: { colour: red } }\n`,
    "6: The regulation has no field `colour`.",
  ],
  [
    "a deadline that the regulation does not have",
    `  - { at: 2026-11-24 09:12, by: desk, file: {}, expect: { missed: [someday] } }\n`,
    "5: The regulation has no deadline `someday`.",
  ],
  [
    "an entry that lies before the one above",
    `${FILED}  - { at: 2026-11-24 09:00, expect: { level: minor } }\n`,
    "6: This entry lies before the one above it.",
  ],
  [
    "a decision that is none",
    `${FILED}  - { at: 2026-11-24 09:20, by: deputy-gm, decide: perhaps }\n`,
    "6: `decide` cannot be `perhaps` here; possible: carry-on, take-over, give-to, grant-time, grant-money, not-valid.",
  ],
])("%s is said with its line", (_, walk, sentence) => {
  expect(problemsOf(HEAD + walk)).toContain(sentence);
});

test("somebody who is not there is said, with who is", () => {
  const [problem] = problemsOf(
    `${HEAD}  - { at: 2026-11-24 09:12, by: Napoleon, file: {}, expect: { level: minor } }\n`,
  );
  expect(problem).toMatch(
    /^5: Nobody here is called `Napoleon`\. There are: desk, head of engineering, .*outsider, administrator\.$/,
  );
});

test("a story that expects nothing proves nothing", () => {
  expect(problemsOf(`${HEAD}  - { at: 2026-11-24 09:12, by: desk, file: {} }\n`)).toEqual([
    "4: Nothing is expected of this case, so it proves nothing. Add `expect`.",
  ]);
});

test("clauses, roles and the regulation itself are checked", () => {
  const text = `story: x\nregulation: hotel\nclauses: [property-99]\npeople: { Li Qiang: [king of engineering] }\nwalk:\n${FILED}`;
  expect(problemsOf(text)).toEqual([
    "2: This story is for the regulation `hotel`, not for `property`.",
    "3: The regulation names no clause `property-99`.",
    "4: The regulation has no role `king of engineering`.",
  ]);
});

test("what is no YAML, or no story, is said and never thrown", () => {
  expect(problemsOf("story: [")).not.toEqual([]);
  expect(problemsOf("- 1")).not.toEqual([]);
  expect(problemsOf("")).not.toEqual([]);
  expect(problemsOf("story: x\nclauses: [property-18]\nwalk: 7\n")).toEqual(["3: `walk` cannot be `7` here."]);
});

// ── Tables ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const TABLE = `${HEAD}  - { at: <received>, by: desk, file: <facts>, expect: { level: <level> } }
  - { at: 2026-11-25 10:00, by: <who>, do: accept, expect: { owner: <who> } }
`;

test("each row is a case of its own; what a row does not say is left out", async () => {
  const read = readStory(
    `${TABLE}rows:
  - { case: minor, received: 2026-11-24 09:12, facts: {}, level: minor, who: head of engineering }
  - { received: 2026-11-24 09:13, facts: { injury-or-loss: yes }, level: major }
`,
    property,
  );
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  expect(read.story.cases.map((one) => [one.title, one.entries.length])).toEqual([
    ["minor", 2],
    ["2026-11-24 09:13 · major", 1],
  ]);
  const played = await playStory(read.story);
  expect(played).toMatchObject({ ok: true, cases: 2, checks: 3, failures: [] });
});

test("a column that no row has, and one that nobody asks for, are said", () => {
  const problems = problemsOf(
    `${TABLE}rows:\n  - { received: 2026-11-24 09:12, facts: {}, level: minor, colour: red }\n`,
  );
  expect(problems).toEqual([
    "4: No row has a column `who`.",
    "7: The column `colour` is put in nowhere. Write `<colour>` where it belongs.",
  ]);
});

test("something wrong in a row is said with the row's line", () => {
  const problems = problemsOf(
    `${TABLE}rows:
  - { received: 2026-11-24 09:12, facts: {}, level: minor, who: head of engineering }
  - { received: soon, facts: {}, level: minor }
`,
  );
  expect(problems).toEqual(["9: `soon` is no time. Write `2026-11-24 09:12`, in the desk's own time."]);
});

// ── Playing ────────────────────────────────────────────────────────────────────────────────────────────────────────

test("time passes by itself between entries, stopping wherever something happens", async () => {
  const played = await playStory(
    story(`${FILED}  - { at: 2026-11-24 12:00, expect: { missed: [accept], climbed: [deputy-gm, leader] } }\n`),
  );
  expect(played.failures).toEqual([]);
  expect(played.lines.filter((line) => line.includes("MISSED"))).toEqual([
    "  Tue 2026-11-24 09:42    by itself: MISSED: Accept (accept), was due Tue 2026-11-24 09:42; told: deputy-gm",
  ]);
});

function accepting(time: string): Story {
  return story(`${FILED}  - { at: ${time}, by: head of engineering, do: accept, expect: { missed: none } }\n`);
}

test("a command at the very limit comes before the clock", async () => {
  expect((await playStory(accepting("2026-11-24 09:42"))).ok).toBe(true);
  expect((await playStory(accepting('"2026-11-24 09:42:01"'))).ok).toBe(false);
});

test("what is otherwise than expected is said with line, expectation and what it is", async () => {
  const played = await playStory(
    story(`  - at: 2026-11-24 09:12
    by: desk
    file: {}
    expect:
      level: major
      next: { step: accept, by: desk, due: 2026-11-24 10:00 }
      due: { minor: 2026-11-25 18:00 }
      told: deputy-gm
      not: { level: minor }
`),
  );
  expect(played.ok).toBe(false);
  expect(played.failures).toEqual([
    "✘ line 9: level should be major, but is minor",
    "✘ line 10: next should be step: accept, by: desk, due: 2026-11-24 10:00, but is accept by head of engineering, due 2026-11-24 09:42 (accept)",
    "✘ line 11: due should be minor: 2026-11-25 18:00, but is minor: 2026-11-26 18:00",
    "✘ line 12: told should be deputy-gm, but is none",
    "✘ line 13: level should not be minor, but is minor",
  ]);
});

test("a refusal that nobody expects is a failure", async () => {
  const played = await playStory(story(`${FILED}  - { at: 2026-11-24 09:20, by: desk, do: accept }\n`));
  expect(played.failures).toEqual(["✘ line 6: this was refused (not-yours), and the story does not expect it"]);
});

test("a refusal that is expected must come, with its field if one is named", async () => {
  const refused = (code: string) =>
    story(`${FILED}  - { at: 2026-11-24 09:20, by: desk, do: accept, expect: { refused: ${code} } }\n`);
  expect((await playStory(refused("not-yours"))).ok).toBe(true);
  expect((await playStory(refused("not-allowed"))).failures).toEqual([
    "✘ line 6: refused should be not-allowed, but is not-yours",
  ]);
  const accepted = story(
    `${FILED}  - { at: 2026-11-24 09:20, by: head of engineering, do: accept, expect: { refused: not-yours } }\n`,
  );
  expect((await playStory(accepted)).failures).toEqual(["✘ line 6: refused should be not-yours, but is none"]);
});

test("people who go away or leave change who has to act", async () => {
  const played = await playStory(
    story(`  - { at: 2026-11-24 09:00, away: head of engineering, until: 2026-11-25 00:00, deputy: supervisor of engineering }
${FILED}  - { at: 2026-11-24 09:20, expect: { next: { step: accept, by: supervisor of engineering } } }
  - { at: 2026-11-24 09:25, leaves: supervisor of engineering }
  - { at: 2026-11-24 09:26, expect: { next: { step: accept, by: deputy-gm } } }
`),
  );
  expect(played.failures).toEqual([]);
});

test("the same story can run anywhere: a runner is asked for each case and sees every command and every tick", async () => {
  const seen: string[] = [];
  const played = await playStory(story(`${FILED}  - { at: 2026-11-24 09:42, expect: { missed: accept } }\n`), {
    runnerFor: (stage): Runner => {
      const rules = rulesAlone(stage);
      return {
        ...rules,
        submit: async (order, at) => {
          seen.push(`${order.command.type} by ${order.by}`);
          return rules.submit(order, at);
        },
        tick: async (at) => {
          seen.push("tick");
          return rules.tick(at);
        },
      };
    },
  });
  expect(played.ok).toBe(true);
  expect(seen).toEqual(["file by U_desk", "tick", "tick"]);
});

test("what happens is told in either language", async () => {
  const walk = `${FILED}  - { at: 2026-11-24 09:20, by: head of engineering, do: accept, expect: { owner: head of engineering } }\n`;
  const english = await playStory(story(walk));
  const chinese = await playStory(story(walk), { language: "zh-CN" });
  expect(english.lines).toEqual([
    "A tap (property-18)",
    "  Tue 2026-11-24 09:12    desk: complaint received: The tap drips",
    "                          by itself: level Minor (property-09)",
    "                          desk: number 2026110001",
    "                          desk: done: Send to a department",
    "  ✔ as expected: 1",
    "  Tue 2026-11-24 09:20    head of engineering: done: Accept",
    "                          head of engineering: head of engineering is Owner from now on",
    "  ✔ as expected: 1",
    "1 cases, 2 expectations, 0 not met",
  ]);
  expect(chinese.lines).toContain("  周二 2026-11-24 09:20     head of engineering: 已办：签收");
  expect(chinese.lines.at(-1)).toBe("1 例，2 项预期，0 项不符");
});

test("the command reads both files and says whether all was as expected", async () => {
  const text = readFileSync(new URL("../../regulations/property.yaml", import.meta.url), "utf8");
  const regulation = { text, name: "property" };
  const good = await runPlay({ regulation, story: { text: HEAD + FILED, name: "tap.yaml" } });
  expect(good.ok).toBe(true);
  const bad = await runPlay({ regulation, story: { text: "story: x\n", name: "tap.yaml" } });
  expect(bad).toEqual({
    ok: false,
    lines: ["tap.yaml:1: `clauses` is missing here.", "tap.yaml:1: `walk` is missing here."],
  });
  const broken = await runPlay({
    regulation: { text: "id: property\n", name: "property" },
    story: { text: HEAD, name: "tap.yaml" },
  });
  expect(broken.ok).toBe(false);
  expect(broken.lines[0]).toMatch(/^property:1: /);
});

test("a duty with a rhythm is a case of its own, and only once its time has come", async () => {
  // Given the report that property's clause 37 asks for by the 15th
  const early = await playStory(
    story(`  - { at: 2026-12-01 08:59, by: desk, duty: monthly, expect: { refused: kind-unknown } }\n`),
  );
  expect(early.failures).toEqual([]);
  const due = `expect: { next: { step: monthly, by: desk, due: 2026-12-15 18:00, limit: monthly-due } }`;
  const played = await playStory(
    story(`  - { at: 2026-12-01 09:00, duty: monthly, ${due} }
  - { at: 2026-12-15 18:00, by: desk, do: monthly, answers: { analysis: "More lifts", presented-on: 2026-12-15 }, expect: { ended: closed, limits: { monthly-due: met } } }
`),
  );
  expect(played.failures).toEqual([]);
});

test("where the regulation gives the number at a step, there is none before and one from then on", async () => {
  const maker = loadFile("pcb-maker");
  const read = readStory(
    `story: "A board | 电路板"
clauses: [pcb-maker-34]
walk:
  - { at: 2026-04-30 16:00, by: business, file: { what-happened: "Blisters", complainant: Ms Wu, organisation: Buyer, phone: 13800000000 }, expect: { number: none } }
  - { at: 2026-04-30 16:05, by: business, do: sort, answers: { our-abnormality: yes, loss: yes, joint-inspection: no } }
  - { at: 2026-04-30 16:10, by: business, do: clarify, answers: { order-no: A1, part-no: P7, quantity: 100, defective: 3, delivered-on: 2026-04-01, remedy-sought: Replace, wanted: neither, complaint-ground: Blisters, ground-confirmed: yes } }
  - { at: 2026-04-30 16:20, by: business, do: pass-on, answers: { sample: none, no-sample-why: Sold, business-opinion: Ours }, expect: { number: none } }
  - { at: 2026-05-06 08:30, by: office, do: register, expect: { number: 260501 } }
`,
    maker,
  );
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  expect((await playStory(read.story)).failures).toEqual([]);
});

test("what stands at a form is expected by its clauses, and what it asks by its fields", async () => {
  const at = `  - { at: 2026-11-24 09:12, by: desk, file: {}, expect: `;
  const good = await playStory(
    story(
      `${at}{ guides: { receive: [${["06", "08", "24", "25", "27", "38", "40"].map((clause) => `property-${clause}`).join(", ")}] } } }\n`,
    ),
  );
  const offered = await playStory(story(`${at}{ offers: { outcome: [upheld, partly, not-upheld] } } }\n`));
  expect(offered.failures).toEqual([]);
  const asked = await playStory(story(`${at}{ asks: { resolve: [measures, outcome], callback: [(opinion)] } } }\n`));
  expect(good.failures).toEqual([]);
  expect(asked.failures).toEqual([]);
});

test("a case knows the list on which it has put its own subject, until it takes it off", async () => {
  const dealer = loadFile("owner-run-dealer");
  const read = readStory(
    `story: "Watched | 关注"
clauses: [owner-run-dealer-10]
walk:
  - { at: 2026-11-24 09:12, by: agent, file: { what-happened: "It rattles", vehicle: LSV-1 }, expect: { guides: { resolve: none } } }
  - { at: 2026-11-24 09:20, by: service-manager, list: watched, expect: { guides: { resolve: [owner-run-dealer-10, owner-run-dealer-13] } } }
  - { at: 2026-11-24 09:30, by: service-manager, unlist: watched, because: "Not needed", expect: { guides: { resolve: none } } }
`,
    dealer,
  );
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  expect((await playStory(read.story)).failures).toEqual([]);
});

test("the regulation's own forms are expected by their codes, where the case needs them", async () => {
  const dealer = loadFile("svw-dealer");
  const read = readStory(
    `story: "Paint | 漆面"
clauses: [svw-dealer-08]
walk:
  - { at: 2026-11-24 09:12, by: agent, file: { what-happened: "The wrong colour", line: sales, source: phone }, expect: { forms: { receive: BG-M III-20, archive: none } } }
  - { at: 2026-11-24 09:13, expect: { forms: { receive: HSO12.7-21 } } }
`,
    dealer,
  );
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  expect((await playStory(read.story)).failures).toEqual([
    "✘ line 5: forms should be receive: HSO12.7-21, but is receive: BG-M III-20",
  ]);
});

test("a story can expect what the measures say of its case", async () => {
  const works = loadFile("repair-hotline");
  const read = readStory(
    `story: "Pads | 刹车片"
clauses: [repair-hotline-17]
walk:
  - { at: 2026-05-12 09:00, by: reception, file: { what-happened: Squeal, source: hotline, complainant: Mr Zhou, phone: 13800000000, vehicle: Q1 }, expect: { figures: { duration: none, visits-made: 0 } } }
  - { at: 2026-05-12 09:10, by: reception, do: cause, answers: { category: parts-quality } }
  - { at: 2026-05-12 09:20, by: workshop-supervisor, do: accept }
  - { at: 2026-05-13 11:30, by: workshop-supervisor, do: resolve, answers: { measure: Changed, outcome: upheld, rule-used: Warranty, visits: 2 }, expect: { figures: { duration: 26.5 hours, visits-made: 2 }, not: { figures: { visits-made: 3 } } } }
  - { at: 2026-05-13 12:00, by: reception, do: enter-result, answers: { satisfied-after: yes }, expect: { figures: { satisfied: 50 % } } }
`,
    works,
  );
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  expect((await playStory(read.story)).failures).toEqual([
    "✘ line 8: figures should be satisfied: 50 %, but is satisfied: 100 %",
  ]);
});
