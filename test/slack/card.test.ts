import { describe, expect, it } from "vitest";
import {
  accepted,
  askTime,
  DISSATISFIED,
  file,
  given,
  opened,
  reported,
  RESOLVE,
  SATISFIED,
} from "../support/given.ts";
import { at, LI, QIAN, WANG } from "../support/property-desk.ts";
import { read } from "./read-card.ts";

const minor = () => accepted("minor");

describe("the card's second line, buttons and menu", () => {
  it.each([
    [
      "at the desk",
      () => given().and("2026-11-24 09:12", QIAN, file()),
      "*Next: send to a department* · <@U_WANG> · by Tue 24 Nov 09:42",
      "*下一步：转办* · <@U_WANG> · 11月24日（周二）09:42 前",
      ["Dispatch", "Details"],
      ["Level", "Not valid", "Withdrawn", "Duplicate"],
    ],
    [
      "new",
      () => opened("minor"),
      "*Next: accept* · <@U_LI> · by Tue 24 Nov 09:42",
      "*下一步：签收* · <@U_LI> · 11月24日（周二）09:42 前",
      ["Accept", "Escalate", "Details"],
      ["Reassign", "Level", "Not valid", "Withdrawn"],
    ],
    [
      "accepted",
      minor,
      "*Next: solve it* · <@U_LI> · by Thu 26 Nov 18:00",
      "*下一步：办结* · <@U_LI> · 11月26日（周四）18:00 前",
      ["Resolve", "Escalate", "Details"],
      ["Customer contacted", "More time", "On hold", "Hand over"],
    ],
    [
      "due soon",
      () => minor().until("2026-11-26 17:30"),
      ":hourglass_flowing_sand: *Due soon: solve it* · <@U_LI> · by Thu 26 Nov 18:00",
      ":hourglass_flowing_sand: *即将到期：办结* · <@U_LI> · 11月26日（周四）18:00 前",
      ["Resolve", "Escalate", "Details"],
      ["Customer contacted", "More time", "On hold", "Hand over"],
    ],
    [
      "overdue",
      () => minor().until("2026-11-26 18:01"),
      ":rotating_light: *Overdue since Thu 26 Nov 18:00: solve it* · <@U_LI> · told: Zhao Min",
      ":rotating_light: *已超时（应于 11月26日（周四）18:00 办结）* · <@U_LI> · 已告知Zhao Min",
      ["Resolve", "Escalate", "Details"],
      ["Customer contacted", "More time", "On hold", "Hand over"],
    ],
    [
      "on hold",
      () => minor().and("2026-11-24 10:00", LI, { type: "wait", reason: "supplier", until: at("2026-11-26 12:00") }),
      ":double_vertical_bar: *On hold: Spare part or supplier* · until Thu 26 Nov 12:00 at the latest · 2 working days left",
      ":double_vertical_bar: *已暂停：等配件或供应商* · 最迟到 11月26日（周四）12:00 · 剩2个工作日",
      ["Resume", "Resolve", "Details"],
      ["Escalate", "Hand over", "Withdrawn"],
    ],
    [
      "escalated",
      () => minor().and("2026-11-24 10:00", LI, { type: "escalate", reason: "no spare lift contractor" }),
      ":arrow_up: *With <@U_ZHAO>: decide* · by Thu 26 Nov 18:00 · “no spare lift contractor”",
      ":arrow_up: *已上报 <@U_ZHAO>：请定夺* · 11月26日（周四）18:00 前 · “no spare lift contractor”",
      ["Decide", "Resolve", "Details"],
      ["Reassign", "More time"],
    ],
    [
      "waiting for a yes",
      () => minor().and("2026-11-24 10:00", LI, askTime("2026-11-27 18:00")),
      "*Waiting for <@U_ZHAO>: more time until Fri 27 Nov 18:00* · by Thu 26 Nov 18:00",
      "*等 <@U_ZHAO> 审批：延期至 11月27日（周五）18:00* · 11月26日（周四）18:00 前",
      ["Resolve", "Escalate", "Details"],
      ["Customer contacted", "Take back request", "On hold", "Hand over"],
    ],
    [
      "solved, the form due",
      () => minor().and("2026-11-24 11:00", LI, RESOLVE),
      "*Next: return the record form* · <@U_LI> · by Fri 27 Nov 18:00",
      "*下一步：交回记录表* · <@U_LI> · 11月27日（周五）18:00 前",
      ["Return the record form", "Not solved", "Details"],
      [],
    ],
    [
      "the callback due",
      () => reported(),
      ":telephone_receiver: *Next: call the customer* · <@U_WANG> · by Fri 27 Nov 18:00",
      ":telephone_receiver: *下一步：回访客户* · <@U_WANG> · 11月27日（周五）18:00 前",
      ["Call back", "Send back", "Details"],
      [],
    ],
    [
      "in its second round",
      () =>
        reported().and("2026-11-25 10:00", WANG, {
          ...DISSATISFIED,
          type: "do",
          step: "callback",
          answers: { verdict: "dissatisfied", "still-wrong": "still stops at 5" },
        }),
      "*Round 2 · Next: solve it* · <@U_LI> · by Fri 27 Nov 18:00 · “still stops at 5”",
      "*第2轮 · 下一步：办结* · <@U_LI> · 11月27日（周五）18:00 前 · “still stops at 5”",
      ["Resolve", "Escalate", "Details"],
      ["Customer contacted", "More time", "On hold", "Hand over"],
    ],
    [
      "closed",
      () => reported().and("2026-11-25 10:00", WANG, SATISFIED),
      ":white_check_mark: *Closed* 25 Nov · satisfied · solved in 2 working hours",
      ":white_check_mark: *已结案* 11月25日 · 满意 · 用时2个工作小时",
      ["Details", "Reopen"],
      [],
    ],
    [
      "withdrawn",
      () => minor().and("2026-11-24 10:00", WANG, { type: "withdraw", reason: "settled" }),
      "*Withdrawn by the customer* 24 Nov",
      "*客户撤诉* 11月24日",
      ["Details"],
      [],
    ],
    [
      "merged",
      () => minor().and("2026-11-24 10:00", WANG, { type: "merge", into: "2026110017", reason: "the same lift" }),
      "*Part of 2026110017*",
      "*已并入 2026110017*",
      ["Details"],
      [],
    ],
  ] as const)("of a case that is %s", (_, make, english, chinese, buttons, menu) => {
    const story = make();
    const en = read(story, "en");
    expect(en).toEqual({ title: en.title, line: english, buttons, menu });
    expect(read(story, "zh-CN").line).toBe(chinese);
  });

  it("names the case by number, level and matter, never by what was typed", () => {
    expect(read(opened("important"), "en").title).toBe("*2026110042 · Important · Lift out of service*");
    expect(read(opened("important"), "zh-CN").title).toBe("*2026110042 · 重要 · 电梯停运*");
  });

  it("says who left, when the owner's account is gone", () => {
    const story = minor();
    const { people } = story.context;
    const li = people.persons[LI];
    if (li === undefined) throw new Error("Li is nobody");
    const gone = story.but({ people: { ...people, persons: { ...people.persons, [LI]: { ...li, active: false } } } });
    expect(read(gone, "en")).toMatchObject({
      line: "Owner left · desk: reassign",
      buttons: ["Reassign", "Escalate", "Details"],
    });
    const late = gone.until("2026-11-26 18:01");
    expect(read(late, "en").line).toMatch(/^:rotating_light: \*Overdue since .* · Owner left · desk: reassign$/u);
    expect(read(late, "zh-CN").line).toMatch(/ · 承办人已离开 · 请受理台改派$/u);
    expect(read(late, "en").buttons).toEqual(["Reassign", "Resolve", "Details"]);
  });

  it("offers no way that the regulation does not know", () => {
    const story = accepted("important");
    expect(read(story, "en").menu).toEqual(["Customer contacted", "On hold", "Hand over"]);
  });
});
