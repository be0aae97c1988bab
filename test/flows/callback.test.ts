import { expect, test } from "vitest";
import { at } from "../support/property-desk.ts";
import { accept, card, ENGINEERING, fileLift, GRACE, LI, openHouse, readable, ZHAO, type House } from "./house.ts";
import { modalOf } from "./scene.ts";

const PATIENCE = { timeout: 120_000 };

/** Solved and the record form returned: the customer is to be called. */
async function solved(house: House): Promise<void> {
  const li = house.as(LI);
  await li.press(await card(li, "下一步：办结"), "办结");
  await li.seesModal("办结");
  await li.submit({ measures: "更换了平层传感器", outcome: "属实", "customer-told": "yes" });
  await li.press(await card(li, "交回记录表"), "交回记录表");
  await li.seesModal("投诉记录表");
  await li.submit();
  await card(li, "回访客户");
}

/** A lift that was solved within two hours: the reminder to call has come. */
async function callDue(house: House): Promise<void> {
  await fileLift(house);
  await accept(house);
  await house.goTo("2026-11-24 11:00");
  await solved(house);
}

async function unreached(house: House): Promise<void> {
  const grace = house.as(GRACE);
  await grace.press(
    await grace.sees(ENGINEERING, (message) => readable(message).includes("回访客户") && message.blocks.length > 3),
    "回访",
  );
  await grace.choose(await grace.seesModal("Call back"), "verdict", "unreached");
  await grace.seesModal("Attempt");
  expect(await grace.submit({ note: "Nobody answered" })).toMatchObject({ outcome: "closed" });
}

test(
  "a customer who is not satisfied starts round 2 with the same owner, and the limits run again",
  PATIENCE,
  async () => {
    await using house = await openHouse();
    const [grace, li] = [house.as(GRACE), house.as(LI)];
    await callDue(house);
    await house.goTo("2026-11-24 16:00");

    await grace.press(await grace.seesDm("Call Ms Chen"), "Start the call");
    await grace.choose(await grace.seesModal("Call back"), "verdict", "dissatisfied");
    await grace.seesModal("Opens round 2: back to 李强 Li Qiang, by Thu 26 Nov 18:00; level Minor.");
    await grace.submit({ "still-wrong": "still stops at 5" });

    const again = await card(li, "第2轮 · 下一步：办结");
    expect(readable(again)).toContain("still stops at 5");
    await li.sees(ENGINEERING, "不满意：“still stops at 5”");
    const back = await li.seesDm("退回给您");
    expect(readable(back)).toContain("2026110001");
    const channel = await li.messages(ENGINEERING);
    expect(
      channel
        .filter((message) => message.subtype === "thread_broadcast")
        .map(readable)
        .join(),
    ).toContain("第2轮：退回李强 Li Qiang");
  },
);

test(
  "after three calls that reach nobody, somebody above closes the case or asks for more calls",
  PATIENCE,
  async () => {
    await using house = await openHouse();
    const [grace, li, zhao] = [house.as(GRACE), house.as(LI), house.as(ZHAO)];
    await fileLift(house);
    await accept(house);
    await solved(house);

    await unreached(house);
    await li.sees(ENGINEERING, "第1次回访：未接通");
    await house.goTo("2026-11-25 15:05");
    await unreached(house);
    await house.goTo("2026-11-26 10:05");
    await grace.press(
      await grace.sees(ENGINEERING, (message) => readable(message).includes("回访客户") && message.blocks.length > 3),
      "回访",
    );
    await grace.choose(await grace.seesModal("Call back"), "verdict", "unreached");
    await grace.seesModal("This is the last attempt: 赵敏 Zhao Min will decide whether to close or to try again.");
    await grace.closeView({ all: true });
    await unreached(house);

    const ask = await zhao.seesDm("Decide: closing without having reached the customer");
    expect(readable(ask)).toContain("More calls");
    await zhao.press(ask, "Approve");
    await card(li, "已结案");
    expect(readable(await zhao.seesDm("Approved by 赵敏 Zhao Min"))).not.toContain("More calls");
  },
);

test(
  "a call that does not suit now is put off: the reminder goes, the card says when, and it comes again at that time",
  PATIENCE,
  async () => {
    await using house = await openHouse();
    const [grace, li] = [house.as(GRACE), house.as(LI)];
    await callDue(house);

    const reminder = await grace.seesDm("Call Ms Chen");
    expect(readable(reminder)).toContain("Start the call");
    await grace.press(reminder, "Call later");
    const form = await grace.seesModal("Call later");
    expect(readable(form)).toContain("The limit stays (by Fri 27 Nov 18:00): a call after it counts as late.");
    expect(await grace.submit({ nextAt: at("2026-11-24 10:00") / 1000 })).toMatchObject({ outcome: "errors" });
    expect(modalOf(grace).errors).toEqual({ nextAt: "This time has passed already. Choose a later one." });
    expect(await grace.submit({ nextAt: at("2026-11-24 15:00") / 1000, note: "She is in a meeting" })).toMatchObject({
      outcome: "closed",
    });

    await li.sees(ENGINEERING, "将回访改至");
    expect(readable(await card(li, "回访客户"))).toContain("约定");
    const put = await grace.seesDm("Planned for Tue 24 Nov 15:00 by Grace Hill. The reminder comes again then.");
    expect(readable(put)).not.toContain("Call later");

    await house.goTo("2026-11-24 15:00");
    const second = await grace.seesDm(
      (message) => readable(message).includes("Planned for Tue 24 Nov") && readable(message).includes("Start the call"),
    );
    await grace.press(second, "Start the call");
    await grace.seesModal("Call back");
  },
);
