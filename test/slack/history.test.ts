import { describe, expect, it } from "vitest";
import { checkView } from "../../sandbox/blocks/check.ts";
import { toJson } from "../../sandbox/json.ts";
import { historyView } from "../../src/slack/history.ts";
import { threadLine } from "../../src/slack/lines/lines.ts";
import { channelVoice } from "../../src/slack/voice.ts";
import { visibleTexts } from "../support/visible.ts";
import { accepted, type Story } from "../support/given.ts";
import { LI, WANG } from "../support/property-desk.ts";
import { fileOf, readerOf } from "./longest.ts";

const REPORT = "The fitter came at two, took the door drive apart and found the sensor bent. ".repeat(4).trim();

function textsOf(story: Story, page = 0): readonly string[] {
  const file = fileOf(story);
  return visibleTexts(toJson(historyView(file, readerOf(file, WANG), page).blocks));
}

describe("what was typed and is too long for a line", () => {
  const noted = accepted().and("2026-11-24 10:05", LI, { type: "note", text: REPORT });

  it("stands whole in the history, beneath its line", () => {
    expect(REPORT.length).toBeGreaterThan(300);
    expect(textsOf(noted)).toContain(REPORT);
  });

  it("stays cut in the thread, where many lines share the room", () => {
    const held = accepted().and("2026-11-24 10:00", LI, { type: "escalate", reason: REPORT, needs: ["money"] });
    const file = fileOf(held);
    const place = file.events.findIndex(({ type }) => type === "escalated") + 1;
    const line = threadLine(file, place, channelVoice(file.context));
    expect(line?.spoken.length).toBeLessThan(200);
    expect(textsOf(held)).toContain(REPORT);
  });

  it("is not said twice where the line holds all of it", () => {
    const short = accepted().and("2026-11-24 10:05", LI, { type: "note", text: "Part on order" });
    expect(textsOf(short).filter((text) => text.includes("Part on order"))).toHaveLength(1);
  });
});

function long(minute: string): string {
  return `No. ${minute}: ${"电梯又停在两层之间，很久没有人来处理。".repeat(160)}`.slice(0, 3000);
}

describe("a history of many long texts", () => {
  const minutes = Array.from({ length: 50 }, (_, minute) => String(minute).padStart(2, "0"));
  const story = minutes.reduce(
    (so, minute) => so.and(`2026-11-24 10:${minute}`, LI, { type: "note", text: long(minute) }),
    accepted(),
  );

  it("is turned in pages that Slack takes, none of it missing and none of it twice", () => {
    const file = fileOf(story);
    const found: string[] = [];
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const view = historyView(file, readerOf(file, WANG), pages);
      expect(checkView(toJson(view))).toEqual([]);
      expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(250_000);
      const json = JSON.stringify(view);
      found.push(...minutes.filter((minute) => json.includes(`No. ${minute}:`)));
      more = json.includes("history:page:older");
    }
    expect(pages).toBeGreaterThan(2);
    expect(found.toSorted()).toEqual(minutes);
  });
});
