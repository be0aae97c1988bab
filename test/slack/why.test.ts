import { describe, expect, it } from "vitest";
import type { ExplainLine } from "../../src/calendar/types.ts";
import type { Language } from "../../src/regulation/shape.ts";
import { zoneWords } from "../../src/slack/dates.ts";
import { readerVoice } from "../../src/slack/voice.ts";
import { shownLines, whyView } from "../../src/slack/why.ts";
import { accepted, opened, type Story } from "../support/given.ts";
import { LI, people } from "../support/property-desk.ts";
import { fileOf } from "./longest.ts";

/** The blocks of the explanation, each as its kind and its text. */
function explained(story: Story, language: Language, zone = "Asia/Shanghai"): readonly string[] {
  const person = people.persons[LI];
  if (person === undefined) throw new Error("Nobody reads it");
  const reader = { ...readerVoice(person, story.context.now), language, zone };
  return whyView(fileOf(story), reader).blocks.map((block) => {
    if (block.type === "section" || block.type === "alert") return `${block.type}: ${block.text?.text ?? ""}`;
    const texts = block.type === "context" ? block.elements.map((one) => ("text" in one ? one.text : "")) : [];
    return `${block.type}: ${texts.join(" · ")}`;
  });
}

function line(kind: ExplainLine["kind"], text: string): ExplainLine {
  return { kind, text: { en: text, "zh-CN": text } };
}

describe("why this date", () => {
  it("names the level that the limit depends on, and says its number once", () => {
    const blocks = explained(accepted("minor"), "zh-CN");
    expect(blocks[0]).toBe("section: *应11月26日（周四）18:00前办结*");
    expect(blocks[1]).toContain("2  轻微：2个工作日（property-18）");
    expect(blocks.filter((block) => block.includes("property-18"))).toHaveLength(1);
  });

  it("sets a number that the regulation does not give apart by an alert, in both languages", () => {
    const story = opened("minor");
    expect(explained(story, "en")).toContain("alert: The regulation gives no number; 30 minutes is a house rule.");
    expect(explained(story, "zh-CN")).toContain("alert: 制度未写明时长，30分钟为本公司内部约定。");
    expect(explained(accepted("minor"), "en").filter((block) => block.startsWith("alert"))).toEqual([]);
  });

  it("says whom the regulation has had informed, with the clause", () => {
    expect(explained(accepted("important"), "en")).toContain("context: Informed: Zhao Min (property-31)");
    expect(explained(accepted("important"), "zh-CN")).toContain("context: 已告知：Zhao Min（property-31）");
    expect(explained(accepted("minor"), "en").join()).not.toContain("Informed");
  });

  it("names the desk's zone once, as people call it, where the reader lives in another", () => {
    const blocks = explained(accepted("minor"), "zh-CN", "Europe/Berlin");
    expect(blocks.at(-1)).toBe("context: 时间按北京时间");
    expect(explained(accepted("minor"), "en", "Europe/Berlin").at(-1)).toBe("context: Times of Asia/Shanghai");
    expect(explained(accepted("minor"), "zh-CN").join()).not.toContain("北京时间");
    expect(zoneWords({ language: "zh-CN", zone: "America/New_York" })).toBe("北美东部时间");
  });
});

describe("the lines of a long explanation", () => {
  it("tell neighbouring days that did not count in one, and lose nothing else", () => {
    const lines = Array.from({ length: 24 }, (_, index) =>
      line(index >= 4 && index < 14 ? "skipped" : "counted", `line ${index + 1}`),
    );
    const shown = shownLines(lines, "en");
    expect(shown).toHaveLength(15);
    expect(shown[4]).toBe(`5  ${Array.from({ length: 10 }, (_, index) => `line ${index + 5}`).join("; ")}`);
    expect([shown[5], shown.at(-1)]).toEqual(["15  line 15", "24  line 24"]);
  });

  it("leave out some in the middle, never the end", () => {
    const shown = shownLines(
      Array.from({ length: 60 }, (_, index) => line("pause", `line ${index + 1}`)),
      "zh-CN",
    );
    expect(shown).toHaveLength(20);
    expect(shown[11]).toBe("……中间另有41行……");
    expect(shown.at(-1)).toBe("60  line 60");
  });
});
