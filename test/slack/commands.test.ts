import { describe, expect, it } from "vitest";
import { distance, readAsked } from "../../src/slack/asked.ts";

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
    ["2026110042", { ask: "case", number: "2026110042", text: "2026110042" }],
    ["42", { ask: "case", number: "42", text: "42" }],
    ["２０２６１１００４２", { ask: "case", number: "2026110042", text: "２０２６１１００４２" }],
    ["KF-20261124-001", { ask: "case", number: "KF-20261124-001", text: "KF-20261124-001" }],
    ["2026H2-001", { ask: "case", number: "2026H2-001", text: "2026H2-001" }],
    [
      "2026110042 the fitter comes at two",
      {
        ask: "case",
        number: "2026110042",
        note: "the fitter comes at two",
        text: "2026110042 the fitter comes at two",
      },
    ],
    [
      "２０２６１１００４２　师傅说：两点来，请等他",
      {
        ask: "case",
        number: "2026110042",
        note: "师傅说：两点来，请等他",
        text: "２０２６１１００４２　师傅说：两点来，请等他",
      },
    ],
    ["find", { ask: "find" }],
    ["查找", { ask: "find" }],
    ["查找电梯", { ask: "find", words: "电梯" }],
    ["查找电梯 3号楼", { ask: "find", words: "电梯 3号楼" }],
    ["overdu", { ask: "near", word: "overdue", text: "overdu" }],
    ["ovredeu", { ask: "near", word: "overdue", text: "ovredeu" }],
    ["hlep", { ask: "near", word: "help", text: "hlep" }],
    ["mines", { ask: "near", word: "mine", text: "mines" }],
    ["reprot", { ask: "near", word: "report", text: "reprot" }],
    ["stup", { ask: "near", word: "setup", text: "stup" }],
    ["fnd", { ask: "near", word: "find", text: "fnd" }],
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
    "leak",
    "pipe",
    "查找遗失的手机，昨天在大堂",
    "查找一下三号楼电梯为什么这么久还没有修好",
  ])("“%s” is what happened: a sub-command is the whole text", (text) => {
    expect(readAsked(text)).toEqual({ ask: "file", words: text });
  });

  it("is near a keyword by the letters that differ", () => {
    expect(distance("overdu", "overdue")).toBe(1);
    expect(distance("mine", "mine")).toBe(0);
    expect(distance("kitten", "sitting")).toBe(3);
    expect(distance("hlep", "help")).toBe(1);
  });
});
