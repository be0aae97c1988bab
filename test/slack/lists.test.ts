import { describe, expect, it } from "vitest";
import type { ListedRow, ListOf } from "../../src/desk/service.ts";
import { listView, readList, writeList } from "../../src/slack/lists.ts";
import { rowText } from "../../src/slack/rows.ts";
import type { Reader } from "../../src/slack/voice.ts";
import { at, contextAt, people, property, WANG, ZONE } from "../support/property-desk.ts";

const context = contextAt("2026-11-24 10:00");
const ENGLISH: Reader = { id: WANG, name: "Wang Fang", language: "en", zone: ZONE, now: at("2026-11-24 10:00") };
const CHINESE: Reader = { ...ENGLISH, language: "zh-CN" };
const ROW: ListedRow = {
  id: "one",
  number: "2026110042",
  desk: context.desk.id,
  kind: "complaint",
  matter: "lift",
  overdue: false,
  waiting: false,
  restricted: false,
  receivedAt: at("2026-11-24 09:12"),
};

/** The row as a search for these words shows it. */
function found(words: string, reader: Reader, passage?: string): string {
  return rowText({ ...ROW, ...(passage === undefined ? {} : { passage }) }, context, reader, { match: words }).mrkdwn;
}

describe("a row that a search has found", () => {
  it.each([
    ["电梯", CHINESE, "*2026110042* · *电梯* 停运"],
    ["停运", CHINESE, "*2026110042* · 电梯 *停运*"],
    ["停 电梯", CHINESE, "*2026110042* · *电梯停* 运"],
    ["LIFT", ENGLISH, "*2026110042* · *Lift* out of service"],
    ["service lift", ENGLISH, "*2026110042* · *Lift* out of *service*"],
    ["", ENGLISH, "*2026110042* · Lift out of service"],
  ])("for “%s” has each word in bold, with blanks where Slack would show the stars", (words, reader, text) => {
    expect(found(words, reader)).toBe(text);
  });

  it("shows the passage of the text where the words are not in the line itself", () => {
    expect(found("mother", ENGLISH, "… with my mother in it")).toBe(
      "*2026110042* · Lift out of service\n> … with my *mother* in it",
    );
    expect(found("母亲", CHINESE, "我母亲困在里面")).toBe("*2026110042* · 电梯停运\n> 我 *母亲* 困在里面");
    expect(found("lift 0042", ENGLISH, "The lift stops")).not.toContain("\n");
  });

  it("keeps typed marks dead in the passage, and takes the words of a search literally", () => {
    expect(found("(a+b)*", ENGLISH, "<!channel> *loud* (a+b)* _x_")).toBe(
      "*2026110042* · Lift out of service\n> &lt;!channel&gt; \u200b*loud\u200b* *(a+b)\u200b** \u200b_x\u200b_",
    );
  });
});

describe("a list", () => {
  const desks = [{ desk: context.desk, regulation: property, people, context }];
  const page = { rows: [ROW], total: 1 };

  it.each<ListOf>([
    { of: "mine" },
    { of: "overdue" },
    { of: "open" },
    { of: "find", words: "lift 3" },
    { of: "number", number: "42" },
    { of: "department", desk: "riverside", department: "engineering" },
  ])("is the same after it has been written down: %o", (what) => {
    expect(readList(writeList(what))).toEqual(what);
  });

  it("of an ambiguous number says that several cases go by it, and searches no text for it", () => {
    const view = listView({ what: { of: "number", number: "42" }, page, before: 0, desks, reader: ENGLISH, empty: "" });
    expect(view.title.text).toBe("Found");
    expect(JSON.stringify(view.blocks[1])).toContain("Several cases go by 42:");
  });

  it("tells departments of the same name apart by their desks", () => {
    const other = { ...context.desk, id: "hillside", name: { en: "Hillside", "zh-CN": "山景" } };
    const both = [...desks, { desk: other, regulation: property, people, context: { ...context, desk: other } }];
    const what = { of: "department", desk: "hillside", department: "engineering" } as const;
    const [filter] = listView({ what, page, before: 0, desks: both, reader: ENGLISH, empty: "" }).blocks;
    const select = filter?.type === "actions" ? filter.elements[0] : undefined;
    if (select?.type !== "static_select") throw new Error("There is no filter");
    expect(select.initial_option?.text.text).toBe("Hillside · Engineering");
    const values = (select.options ?? []).map(({ value }) => value);
    expect(new Set(values).size).toBe(values.length);
  });
});
