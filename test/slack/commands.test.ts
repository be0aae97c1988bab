import { describe, expect, it } from "vitest";
import { distance, readAsked } from "../../src/slack/handlers/command.ts";

describe("what is typed after /complaint", () => {
  it.each([
    ["", { ask: "file" }],
    ["   ", { ask: "file" }],
    ["The lift stops again", { ask: "file", words: "The lift stops again" }],
    ["mine", { ask: "mine" }],
    ["MINE ", { ask: "mine" }],
    ["我的", { ask: "mine" }],
    ["overdue", { ask: "overdue" }],
    ["超时", { ask: "overdue" }],
    ["help", { ask: "help" }],
    ["帮助", { ask: "help" }],
    ["setup", { ask: "setup" }],
    ["报表", { ask: "report" }],
    ["find lift", { ask: "find", words: "lift" }],
    ["查找 电梯 3号楼", { ask: "find", words: "电梯 3号楼" }],
    ["2026110042", { ask: "case", number: "2026110042" }],
    ["42", { ask: "case", number: "42" }],
    ["２０２６１１００４２", { ask: "case", number: "2026110042" }],
    ["KF-20261124-001", { ask: "case", number: "KF-20261124-001" }],
    ["2026H2-001", { ask: "case", number: "2026H2-001" }],
    ["2026110042 the fitter comes at two", { ask: "case", number: "2026110042", note: "the fitter comes at two" }],
    ["overdu", { ask: "near", word: "overdue", text: "overdu" }],
    ["hlep", { ask: "file", words: "hlep" }],
    ["mines", { ask: "near", word: "mine", text: "mines" }],
  ])("“%s” is understood", (text, asked) => {
    expect(readAsked(text)).toEqual(asked);
  });

  it.each([
    "mine is the flat above",
    "overdue bill was sent twice",
    "help me, the water is running",
    "find my keys, I lost them near the lift",
    "3 lifts are broken",
    "the heating is cold",
  ])("“%s” is what happened: a sub-command is the whole text", (text) => {
    expect(readAsked(text)).toEqual({ ask: "file", words: text });
  });

  it("is near a keyword by the letters that differ", () => {
    expect(distance("overdu", "overdue")).toBe(1);
    expect(distance("mine", "mine")).toBe(0);
    expect(distance("kitten", "sitting")).toBe(3);
  });
});
