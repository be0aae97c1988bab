import { describe, expect, it } from "vitest";
import type { Command } from "../../src/desk/commands.ts";
import type { EventType } from "../../src/desk/events.ts";
import type { CaseFile } from "../../src/desk/service.ts";
import type { Consequence, Field, Language, ListSpec, Regulation, Step } from "../../src/regulation/shape.ts";
import { renderCard } from "../../src/slack/card.ts";
import { historyLine, threadLine } from "../../src/slack/lines/lines.ts";
import { plainText } from "../../src/slack/mrkdwn.ts";
import { channelVoice, readerVoice } from "../../src/slack/voice.ts";
import {
  accepted,
  fileAs,
  given,
  opened,
  REPORT,
  RESOLVE,
  VERIFY,
  type Changes,
  type Story,
} from "../support/given.ts";
import { at, desk, HE, LI, property, QIAN, WANG, ZHAO } from "../support/property-desk.ts";

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

/** Solved, to which the deputy general manager has to agree. */
const presented = () =>
  accepted(
    "minor",
    {},
    withWords({ steps: changedStep("resolve", { approve: [{ who: "deputy-gm", each: false }] }) }),
  ).and("2026-11-24 11:00", LI, RESOLVE);

describe("a yes that somebody else must give", () => {
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

/** Property knows no money paid. */
const MONEY_FIELDS: readonly Field[] = (() => {
  const measures = property.fields.find(({ id }) => id === "measures");
  if (measures === undefined) throw new Error("Property has no measures");
  return [{ ...measures, id: "compensation-paid", type: "money", title: { en: "Compensation paid" } }];
})();

const NOWHERE = { line: 1, basis: [] };

const CNY = (amount: number) => ({ amount, currency: "CNY" });

const ask = (amount: number): Command => ({
  type: "ask",
  of: "compensation",
  detail: { amount: CNY(amount), form: "voucher" },
  reason: "Missed a day of work",
});

describe("money for the customer", () => {
  const promises = withWords({
    roles: property.roles.map((role) => {
      if (role.id === "head") return { ...role, mayPromise: CNY(200) };
      return role.id === "deputy-gm" ? { ...role, mayPromise: CNY(2000) } : role;
    }),
    fields: [...property.fields, ...MONEY_FIELDS],
  });
  const taken = () => accepted("minor", {}, promises);

  it("above one's own limit names the sum, the limit and who decides", () => {
    const asked = taken().and("2026-11-24 10:00", LI, ask(300));
    expect(inThread(asked, "requested")).toEqual(["¥300 voucher asked · above Li Qiang’s ¥200 → Zhao Min"]);
    expect(inThread(asked, "requested", "zh-CN")).toEqual(["申请补偿300元代金券 · 超出Li Qiang权限200元 → Zhao Min"]);
    const request = asked.case.requests[0]?.id ?? "";
    const granted = asked.and("2026-11-24 11:00", ZHAO, { type: "answer-request", request, yes: true });
    expect(inThread(granted, "request-answered")).toEqual(["Zhao Min agreed: ¥300 for the customer"]);
    expect(inHistory(granted, "answered")).toEqual([]);
    const paid = granted.and("2026-11-27 10:00", LI, { type: "pay", amount: CNY(300) });
    expect(inThread(paid, "answered")).toEqual(["Li Qiang paid ¥300"]);
    expect(inHistory(paid, "answered", "zh-CN")).toEqual(["Li Qiang 已付补偿300元"]);
  });

  it("within one's own limit names the sum, in the thread as well", () => {
    const promised = taken().and("2026-11-24 10:00", LI, ask(200));
    expect(inThread(promised, "answered")).toEqual([
      "Li Qiang approved ¥200 for the customer · “Missed a day of work”",
    ]);
    expect(inThread(promised, "answered", "zh-CN")).toEqual(["Li Qiang 批准补偿200元 · “Missed a day of work”"]);
    expect(promised.notices.filter(({ kind }) => kind === "line")).toHaveLength(1);
  });
});

describe("what goes on beside the case", () => {
  it("another kind is told with its reason", () => {
    const kinds = [
      { ...NOWHERE, id: "complaint", title: { en: "Complaint", "zh-CN": "投诉" } },
      { ...NOWHERE, id: "need", title: { en: "Need", "zh-CN": "需求" } },
    ];
    const changed = accepted("minor", {}, withWords({ kinds })).and("2026-11-24 10:00", WANG, {
      type: "change-kind",
      kind: "need",
      reason: "They only ask for a lamp",
    });
    expect(inThread(changed, "kind-changed")).toEqual([
      "Wang Fang made it another kind: Need · “They only ask for a lamp”",
    ]);
    expect(inThread(changed, "kind-changed", "zh-CN")).toEqual(["Wang Fang 改为需求：“They only ask for a lamp”"]);
  });

  it("what is put right is told when it is planned, done and checked", () => {
    const checked = accepted("minor")
      .and("2026-11-24 10:00", LI, {
        type: "plan-correction",
        what: "Replace all sensors",
        owner: HE,
        due: at("2026-11-30 18:00"),
      })
      .and("2026-11-26 10:00", HE, { type: "do-correction", correction: "c1", text: "All of them are new" })
      .and("2026-11-27 10:00", LI, { type: "check-correction", correction: "c1", works: true, text: "No stop since" });
    const lines = (language: Language) =>
      (["correction-planned", "correction-done", "correction-checked"] as const).flatMap((type) =>
        inThread(checked, type, language),
      );
    expect(lines("en")).toEqual([
      "To be put right: “Replace all sensors” · He Jun, by Mon 30 Nov 18:00",
      "He Jun put it right: “All of them are new”",
      "Li Qiang checked what was put right, and it helped: “No stop since”",
    ]);
    expect(lines("zh-CN")).toEqual([
      "整改：“Replace all sensors” · He Jun，11月30日（周一）18:00 前",
      "He Jun 完成整改：“All of them are new”",
      "Li Qiang 验证整改有效：“No stop since”",
    ]);
  });

  it("lists are named, and never what stands on them", () => {
    const lists = withWords({ lists: [{ ...WATCHED, keptBy: "desk" }] });
    const off = accepted("minor", {}, lists)
      .and("2026-11-24 10:00", WANG, { type: "list", list: "watched" })
      .and("2026-11-25 10:00", WANG, { type: "unlist", list: "watched", reason: "Settled for good" });
    expect(inThread(off, "listed")).toEqual(["Wang Fang put it on: Watch list"]);
    expect(inThread(off, "unlisted")).toEqual(["Wang Fang took it off: Watch list · “Settled for good”"]);
    expect(inThread(off, "listed", "zh-CN")).toEqual(["Wang Fang 列入重点关注名单"]);
  });
});

describe("a proposal of a sanction", () => {
  const consequence: Consequence = {
    ...NOWHERE,
    id: "late-form",
    about: ["owner"],
    after: [],
    missed: ["form"],
    first: [],
    propose: { en: "A word", "zh-CN": "谈话提醒" },
    decides: "leader",
  };
  const proposed = () =>
    accepted("important", {}, withWords({ consequences: [consequence] }))
      .and("2026-11-24 10:00", WANG, VERIFY)
      .and("2026-11-24 11:00", LI, RESOLVE)
      .and("2026-12-01 10:00", LI, REPORT);

  it("is told to whoever decides and to whom it is about, and to nobody else", () => {
    expect(inHistory(proposed(), "proposed", "en", QIAN)).toEqual(["Proposed to Qian Wei: A word · about Li Qiang"]);
    expect(inHistory(proposed(), "proposed", "zh-CN", LI)).toEqual(["建议Qian Wei决定：谈话提醒 · 涉及Li Qiang"]);
    for (const other of [WANG, ZHAO]) expect(inHistory(proposed(), "proposed", "en", other)).toEqual([]);
    expect(inThread(proposed(), "proposed")).toEqual([]);
    const proposal = proposed().case.proposals[0]?.id ?? "";
    const decided = proposed()
      .and("2026-12-01 11:00", LI, { type: "comment-proposal", proposal, text: "I was ill that week" })
      .and("2026-12-01 12:00", QIAN, { type: "decide-proposal", proposal, yes: false, text: "He was ill" });
    expect(inHistory(decided, "proposal-commented", "en", QIAN)).toEqual([
      "Li Qiang on the proposal: “I was ill that week”",
    ]);
    expect(inHistory(decided, "proposal-decided", "en", LI)).toEqual([
      "Qian Wei refused the proposal about Li Qiang: “He was ill”",
    ]);
    expect(inHistory(decided, "proposal-decided", "en", WANG)).toEqual([]);
  });
});

it("a hold says what is left of the limit, as it was then", () => {
  const held = accepted("minor").and("2026-11-24 10:00", LI, {
    type: "wait",
    reason: "supplier",
    until: at("2026-11-26 12:00"),
  });
  const english = "On hold: Spare part or supplier until Thu 26 Nov 12:00 · 2 working days left";
  expect(inThread(held, "waiting-began")).toEqual([english]);
  expect(inThread(held, "waiting-began", "zh-CN")).toEqual([
    "暂停计时：等配件或供应商，至 11月26日（周四）12:00 · 剩2个工作日",
  ]);
  expect(inThread(held.and("2026-11-25 10:00", LI, { type: "resume" }), "waiting-began")).toEqual([english]);
});

it("who is informed for the sake of the level reads so", () => {
  expect(inThread(opened("important"), "told")).toEqual(["Zhao Min informed (Important, property-31)"]);
  expect(inThread(opened("important"), "told", "zh-CN")).toEqual(["已告知Zhao Min（重要，property-31）"]);
  const explained = opened("minor", { "explain-needed": "yes" });
  expect(inThread(explained, "told")).toEqual(["He Jun informed (property-26)"]);
});
