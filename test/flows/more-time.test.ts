import { expect, test } from "vitest";
import { at } from "../support/property-desk.ts";
import { accept, card, chooseFromMenu, ENGINEERING, fileLift, LI, openHouse, readable, ZHAO } from "./house.ts";

const PATIENCE = { timeout: 120_000 };

async function askUntil(house: Awaited<ReturnType<typeof openHouse>>, until: string): Promise<void> {
  const li = house.as(LI);
  await chooseFromMenu(li, await card(li, "下一步：办结"), "申请延期");
  await li.seesModal("申请延期");
  const submitted = await li.submit({ until: at(until) / 1000, reason: "灯具在途，周五中午到", customerTold: "yes" });
  expect(submitted).toMatchObject({ outcome: "closed" });
}

test(
  "more time that the deputy manager grants before the limit moves the limit, and nobody is told of a miss",
  PATIENCE,
  async () => {
    await using house = await openHouse();
    const [li, zhao] = [house.as(LI), house.as(ZHAO)];
    await fileLift(house);
    await accept(house);
    await askUntil(house, "2026-11-27 18:00");

    const ask = await zhao.seesDm("Decide: more time until Fri 27 Nov 18:00");
    expect(readable(ask)).toContain(
      "李强 Li Qiang asks: more time until Fri 27 Nov 18:00 instead of Thu 26 Nov 18:00 (extension no. 1, property-19)",
    );
    expect(readable(ask)).toContain("灯具在途，周五中午到");
    await card(li, "审批：延期至");
    await zhao.press(ask, "Approve");
    await card(li, "下一步：办结");
    await li.sees(ENGINEERING, "赵敏 Zhao Min 同意 · 新时限");
    expect(readable(await zhao.seesDm("Approved by 赵敏 Zhao Min"))).not.toContain("Refuse");
    expect(readable(await li.seesDm("赵敏 Zhao Min同意延期"))).toContain("2026110001");

    await house.goTo("2026-11-26 18:05");
    expect(readable(await card(li, "2026110001"))).not.toContain("已超时");
  },
);

test("a refusal needs a reason, reaches the owner, and the old limit stands", PATIENCE, async () => {
  await using house = await openHouse();
  const [li, zhao] = [house.as(LI), house.as(ZHAO)];
  await fileLift(house);
  await accept(house);
  await askUntil(house, "2026-11-27 18:00");

  await zhao.press(await zhao.seesDm("Decide: more time"), "Refuse");
  await zhao.seesModal("Refuse the request");
  expect(await zhao.submit({ reason: "no" })).toMatchObject({ outcome: "errors" });
  expect(zhao.modal()?.errors).toEqual({ reason: "Give the reason in a few words." });
  expect(await zhao.submit({ reason: "borrow one from Tower 1" })).toMatchObject({ outcome: "closed" });
  await li.sees(ENGINEERING, "赵敏 Zhao Min 不同意：“borrow one from Tower 1”");
  await li.seesDm("不同意");
  await card(li, "下一步：办结");

  await house.goTo("2026-11-26 18:02");
  await card(li, "已超时");
});

test(
  "time asked for in time and granted after the limit leaves no miss; the miss is held back meanwhile",
  PATIENCE,
  async () => {
    await using house = await openHouse();
    const [li, zhao] = [house.as(LI), house.as(ZHAO)];
    await fileLift(house);
    await accept(house);
    await house.goTo("2026-11-26 17:00");
    const current = await li.sees(
      ENGINEERING,
      (message) => readable(message).includes("即将到期：办结") && message.blocks.length > 3,
    );
    await chooseFromMenu(li, current, "申请延期");
    await li.seesModal("申请延期");
    await li.submit({ until: at("2026-11-27 18:00") / 1000, reason: "配件周五上午到", customerTold: "yes" });
    await card(li, "审批：延期至");

    await house.goTo("2026-11-26 18:30");
    expect(readable(await card(li, "审批：延期至"))).not.toContain("已超时");
    // Half the time for an answer has passed: the reminder has the buttons now, and the first message says so.
    await zhao.press(await zhao.seesDm("still waits for your answer"), "Approve");
    await card(li, "下一步：办结");
    await house.goTo("2026-11-27 09:00");
    expect(readable(await card(li, "2026110001"))).not.toContain("已超时");
  },
);
