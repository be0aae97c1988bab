import { describe, expect, it } from "vitest";
import type { EventType } from "../../src/desk/events.ts";
import type { CaseFile } from "../../src/desk/service.ts";
import type { Language, ListSpec, Regulation, Step } from "../../src/regulation/shape.ts";
import { renderCard } from "../../src/slack/card.ts";
import { historyLine, threadLine } from "../../src/slack/lines/lines.ts";
import { plainText } from "../../src/slack/mrkdwn.ts";
import { channelVoice, readerVoice } from "../../src/slack/voice.ts";
import { accepted, fileAs, given, RESOLVE, type Changes, type Story } from "../support/given.ts";
import { desk, LI, property, WANG } from "../support/property-desk.ts";

function fileOf(story: Story, language: Language = "en"): CaseFile {
  return {
    id: "01890000-0000-7000-8000-000000000042",
    case: { ...story.case, number: "2026110042" },
    events: story.history,
    context: { ...story.context, desk: { ...desk, language } },
  };
}

/** As somebody reads it: times in words, without what keeps typed text dead. */
function bare(text: string | undefined): string | undefined {
  return text === undefined
    ? undefined
    : plainText(text)
        .replace(/\u200b/gu, "")
        .replace(/ \(Asia\/Shanghai\)|（北京时间）/gu, "");
}

/** The lines of all events of a type in the thread of the card. */
function inThread(story: Story, type: EventType, language: Language = "en"): readonly string[] {
  const file = fileOf(story, language);
  return file.events.flatMap((event, index) =>
    event.type === type ? (bare(threadLine(file, index + 1, channelVoice(file.context))?.text.mrkdwn) ?? []) : [],
  );
}

/** The same in the history, as one person reads it in the case window. */
function inHistory(story: Story, type: EventType, language: Language = "en", person = WANG): readonly string[] {
  const file = fileOf(story, language);
  const known = file.context.people.persons[person];
  if (known === undefined) throw new Error(`There is no ${person}`);
  const reader = { ...readerVoice(known, file.context.now), language };
  return file.events.flatMap((event, index) =>
    event.type === type ? (bare(historyLine(file, index + 1, reader)?.mrkdwn) ?? []) : [],
  );
}

function withWords(change: Partial<Regulation>): Changes {
  return { regulation: { ...property, ...change } };
}

function changedStep(id: string, change: Partial<Step>): readonly Step[] {
  return property.steps.map((step) => (step.id === id ? { ...step, ...change } : step));
}

const WATCHED: ListSpec = {
  id: "watched",
  title: { en: "Watch list", "zh-CN": "重点关注名单" },
  of: "complainant",
  candidates: [],
  giveTo: [],
  fields: [],
  tick: [],
  entries: [],
  basis: [],
  line: 1,
};

describe("a yes that somebody else must give", () => {
  const presented = () =>
    accepted(
      "minor",
      {},
      withWords({ steps: changedStep("resolve", { approve: [{ who: "deputy-gm", each: false }] }) }),
    ).and("2026-11-24 11:00", LI, RESOLVE);

  it("to a step names the step and whoever did it, on the card and in the history, without empty quotes", () => {
    expect(inHistory(presented(), "requested")).toEqual(["Li Qiang asked Zhao Min: the step “solve it”"]);
    expect(inHistory(presented(), "requested", "zh-CN")).toEqual(["Li Qiang 请Zhao Min审批：“办结”"]);
    expect(inThread(presented(), "requested")).toEqual([]);
    const card = (language: Language) => {
      const file = fileOf(presented(), language);
      return JSON.stringify(renderCard(file, "home", channelVoice(file.context)).blocks[0]);
    };
    expect(card("en")).toContain("Waiting for <@U_ZHAO>: the step “solve it”");
    expect(card("zh-CN")).toContain("等 <@U_ZHAO> 审批：“办结”");
  });

  it("to a list or a finding names the list or the finding", () => {
    const important = { fact: "level", basis: [], line: 1, test: "one-of", values: ["important"] } as const;
    const kept = withWords({ lists: [{ ...WATCHED, candidates: [[[important]]], admit: "deputy-gm" }] });
    const filed = given(kept).and("2026-11-24 09:12", WANG, fileAs("important"));
    expect(inHistory(filed, "requested")).toEqual([
      "Complaint Desk asked Zhao Min: putting it on the list “Watch list”",
    ]);
    expect(inHistory(filed, "requested", "zh-CN")).toEqual(["投诉受理台 请Zhao Min审批：列入“重点关注名单”"]);

    const line = { of: "valid", by: "deputy-gm", with: [], needs: [], once: false, basis: [], line: 1 };
    const asked = accepted("important", {}, withWords({ approvals: [...property.approvals, line] })).and(
      "2026-11-24 10:00",
      WANG,
      { type: "find", finding: "valid", value: "yes", reason: "We saw it ourselves" },
    );
    expect(inHistory(asked, "requested")).toEqual([
      "Wang Fang asked Zhao Min: “Valid” decided as “Yes” · “We saw it ourselves”",
    ]);
    expect(inHistory(asked, "requested", "zh-CN")).toEqual([
      "Wang Fang 请Zhao Min审批：“是否成立”认定为“是” · “We saw it ourselves”",
    ]);
  });
});
