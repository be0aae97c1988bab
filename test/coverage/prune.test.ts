import { describe, expect, test } from "vitest";
import { placesOf, withoutClause } from "../../src/coverage/prune.ts";
import { textOf, treeOf, treeWithout, type Branch } from "../../src/coverage/tree.ts";
import { loadRegulation } from "../../src/regulation/load.ts";
import { smallFile } from "../regulation/small.ts";

function tree(changed = ""): Branch {
  const read = treeOf(smallFile(changed));
  if (read === undefined) throw new Error("This is no YAML");
  return read;
}

function places(clause: string, changed = ""): readonly string[] {
  return placesOf(clause, tree(changed)).map((path) => path.join("."));
}

describe("the places of a clause", () => {
  test("are the entries whose basis names it, alone or with others", () => {
    const whenever = `whenever:\n  - { after: resolve, tell: chief, basis: [04, 09] }\n`;
    expect(places("small-04", whenever)).toEqual(["deadlines.0", "whenever.0"]);
    expect(places("small-09", whenever)).toEqual(["whenever.0"]);
    expect(places("small-77")).toEqual([]);
  });

  test("are entries of maps and single signs of a condition, too", () => {
    const more = `levels:
  - { id: high, title: "High | 高", when: [{ injury: yes, basis: [06] }, { amount: at least 500 CNY, basis: [07] }], basis: [02] }
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
words:
  at once: { means: 30 minutes, basis: [08] }
`;
    expect(places("small-07", more)).toEqual(["levels.0.when.1"]);
    expect(places("small-08", more)).toEqual(["words.at once"]);
  });

  test("lie once where an entry and something inside it name the same clause", () => {
    const levels = `levels:
  - { id: high, title: "High | 高", when: [{ injury: yes, basis: [02] }], basis: [02] }
  - { id: low, title: "Low | 低", when: otherwise, basis: [05] }
`;
    expect(places("small-02", levels)).toEqual(["levels.0", "level-rules"]);
  });
});

describe("a tree without some places", () => {
  test("loses what has lost its last entry", () => {
    const left = treeWithout({ id: "x", guides: [{ say: "…" }], ladder: { rungs: ["head"] } }, [
      ["guides", 0],
      ["ladder", "rungs", 0],
    ]);
    expect(left).toEqual({ id: "x" });
  });

  test("keeps a rule while one of its alternatives can still hold, and no longer", () => {
    const rule = { id: "r", when: [{ injury: "yes" }, { amount: "given" }] };
    const rules = { id: "x", whenever: [rule] };
    const one = treeWithout(rules, [["whenever", 0, "when", 0]]);
    expect(one).toEqual({ id: "x", whenever: [{ id: "r", when: [{ amount: "given" }] }] });
    const none = treeWithout(rules, [
      ["whenever", 0, "when", 0],
      ["whenever", 0, "when", 1],
    ]);
    expect(none).toEqual({ id: "x" });
  });

  test("does not make a condition wider: what must hold together goes together", () => {
    const rules = { id: "x", deadlines: [{ id: "d", when: { level: "high", injury: "yes" } }] };
    expect(treeWithout(rules, [["deadlines", 0, "when", "level"]])).toEqual({ id: "x" });
  });

  test("keeps a rule whose exception is gone", () => {
    const rules = { id: "x", deadlines: [{ id: "d", unless: { level: "high" } }] };
    expect(treeWithout(rules, [["deadlines", 0, "unless", "level"]])).toEqual({ id: "x", deadlines: [{ id: "d" }] });
  });
});

describe("a regulation without a clause", () => {
  test("is the same regulation when it is only written out again", () => {
    const again = loadRegulation(textOf(tree()), "small");
    expect("regulation" in again && again.regulation.deadlines.map(({ id }) => id)).toEqual(["solve"]);
    expect("regulation" in again && again.regulation.steps.map(({ id }) => id)).toEqual([
      "dispatch",
      "accept",
      "resolve",
      "close",
    ]);
  });

  test("has lost the rule and nothing else", () => {
    const { regulation, followed, places: gone } = withoutClause("small-04", tree());
    expect(gone).toEqual([["deadlines", 0]]);
    expect(followed).toBe(0);
    expect(regulation?.deadlines).toEqual([]);
    expect(regulation?.levels.map(({ id }) => id)).toEqual(["high", "low"]);
  });

  test("loses the words that speak of what is gone, and a line that cannot do without them", () => {
    const given = tree(`roles:
  desk: { at: company, title: "Desk | 受理台" }
  head: { at: department, title: "Head | 负责人" }
  chief: { at: company, title: "Chief | 主管", basis: [08] }
whenever:
  - { after: resolve, tell: chief, basis: [04] }
`);
    const { regulation } = withoutClause("small-08", given);
    expect(regulation?.roles.map(({ id }) => id)).toEqual(["desk", "head"]);
    expect(regulation?.ladder.map(({ rungs }) => rungs)).toEqual([["head"]]);
    expect(regulation?.whenever.map(({ effects }) => effects.tell)).toEqual([[]]);
    expect(regulation?.deadlines.map(({ id }) => id)).toEqual(["solve"]);
  });

  test("loses the rules for a level that no longer exists, and keeps those for all", () => {
    const given = tree(`levels:
  - { id: high, title: "High | 高", when: injury, basis: [08] }
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
deadlines:
  - { id: solve, from: received, until: resolve, within: 2 working days, basis: [04] }
  - { id: quick, from: received, until: resolve, within: 1 day, when: { level: high }, basis: [05] }
`);
    const { regulation } = withoutClause("small-08", given);
    expect(regulation?.levels.map(({ id }) => id)).toEqual(["low"]);
    expect(regulation?.deadlines.map(({ id }) => id)).toEqual(["solve"]);
  });

  test("stays whole where nothing names the clause", () => {
    const { regulation, places: gone } = withoutClause("small-77", tree());
    expect(gone).toEqual([]);
    expect(regulation?.deadlines.map(({ id }) => id)).toEqual(["solve"]);
  });
});
