import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import { GRACE, LI, WANG, ZHAO } from "./house.ts";
import { modalOf, offeredActs, openScene, redrawn, type Scene } from "./scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterEach(() => scene.tidy());
afterAll(() => scene.close());

/** Filed, accepted, solved and the form returned, with time between: the customer is to be called. */
async function solved(day: string): Promise<string> {
  const li = scene.as(LI);
  await scene.to(`${day} 09:12`);
  const number = await scene.file({ ticks: ["easy"] });
  await li.press(await scene.card(number, "下一步：签收"), "签收");
  await scene.card(number, "下一步：办结");
  await scene.to(`${day} 10:00`);
  await solve(number);
  await scene.to(`${day} 11:00`);
  return number;
}

async function solve(number: string): Promise<void> {
  const li = scene.as(LI);
  await li.press(await scene.card(number, "下一步：办结"), "办结");
  await li.seesModal("办结");
  expect(await li.submit({ measures: "更换了平层传感器", outcome: "属实", "customer-told": "yes" })).toMatchObject({
    outcome: "closed",
  });
  await li.press(await scene.card(number, "交回记录表"), "交回记录表");
  await li.seesModal("投诉记录表");
  expect(await li.submit()).toMatchObject({ outcome: "closed" });
  await scene.card(number, "回访客户");
}

async function call(number: string, verdict: string): Promise<string> {
  const grace = scene.as(GRACE);
  await grace.press(await scene.card(number, "回访客户"), "回访");
  await grace.seesModal("Call back");
  return readable(await redrawn(grace, () => grace.choose(modalOf(grace), "verdict", verdict)));
}

test("not satisfied: a second round with the same owner, its own limits, and the reason where all can read it", async () => {
  const [grace, li] = [scene.as(GRACE), scene.as(LI)];
  const number = await solved("2026-11-24");
  expect(await call(number, "dissatisfied")).toContain(
    "Opens round 2: back to 李强 Li Qiang, by Thu 26 Nov 18:00; level Minor.",
  );
  // Without a word on what is wrong it is not a verdict.
  expect(await grace.submit({ "still-wrong": "" })).toMatchObject({ outcome: "invalid" });
  expect(await grace.submit({ "still-wrong": "It still stops at 5", "remedy-sought": "A new lift" })).toMatchObject({
    outcome: "closed",
  });
  const card = await scene.card(number, "第2轮");
  expect(readable(card)).toContain("*第2轮 · 下一步：办结* · <@U0LI>");
  expect(readable(card)).toContain("“It still stops at 5”");
  expect(readable(card)).toContain("诉求：A new lift");
  expect((await scene.lines(number)).slice(-2)).toEqual([
    "不满意：“It still stops at 5”",
    `${number} 轻微：电梯停运：第2轮：退回李强 Li Qiang`,
  ]);
  expect(readable(await li.seesDm("退回给您"))).toContain("It still stops at 5");
  await scene.to("2026-11-25 09:12");
  await solve(number);
  expect(await call(number, "satisfied")).toContain("Closes the case.");
  expect(await grace.submit({ solved: "yes" })).toMatchObject({ outcome: "clear" });
  await scene.card(number, "已结案");
  expect((await scene.lines(number)).at(-1)).toBe("Grace Hill 结案 · 2轮，按时");
});

test("satisfied, but not solved: that is a second round as well", async () => {
  const grace = scene.as(GRACE);
  const number = await solved("2026-11-26");
  await call(number, "satisfied");
  const preview = await redrawn(grace, () => grace.choose(modalOf(grace), "solved", "no"));
  expect(readable(preview)).toContain("Opens round 2: back to 李强 Li Qiang");
  expect(await grace.submit({ opinion: "Friendly, but the lift still stops" })).toMatchObject({ outcome: "closed" });
  expect(readable(await scene.card(number, "第2轮"))).toContain("<@U0LI>");
});

test("not reached three times: the rung above asks for more, and after the next three closes it", async () => {
  const [grace, wang, zhao] = [scene.as(GRACE), scene.as(WANG), scene.as(ZHAO)];
  const number = await solved("2026-11-30");
  expect(await call(number, "unreached")).toContain("Attempt 1 of 3.");
  expect(await grace.submit({ note: "Nobody answered" })).toMatchObject({ outcome: "closed" });
  await scene.quiet();
  expect((await scene.lines(number)).at(-1)).toBe("第1次回访：未接通，12月1日（周二）15:00 再拨");
  await scene.to("2026-12-01 15:00");
  expect(readable(await wang.seesDm("回访Ms Chen"))).toContain(number);
  await call(number, "unreached");
  await grace.submit();
  await scene.to("2026-12-02 10:00");
  const last = await call(number, "unreached");
  expect(last).toContain("Attempt 3 of 3.");
  expect(last).toContain("赵敏 Zhao Min will decide whether to close or to try again.");
  expect(await grace.submit()).toMatchObject({ outcome: "closed" });
  const asked = await zhao.seesDm("closing without having reached the customer");
  expect(readable(asked)).toContain(number);
  await zhao.press(asked, "More calls");
  await zhao.seesModal((modal) => modal.callbackId === "form");
  expect(await zhao.submit({ reason: "Try in the evening" })).toMatchObject({ outcome: "closed" });
  await scene.card(number, "回访客户");
  for (const time of ["2026-12-02 14:00", "2026-12-03 10:00", "2026-12-04 10:00"]) {
    await scene.to(time);
    await call(number, "unreached");
    expect(await grace.submit()).toMatchObject({ outcome: "closed" });
    await scene.quiet();
  }
  const again = await zhao.seesDm(
    (message) =>
      readable(message).includes("closing without") && message.blocks.some((block) => block.type === "actions"),
  );
  await zhao.press(again, "Approve");
  const closed = await scene.card(number, "已结案");
  expect(readable(closed)).toContain("未接通");
  expect(offeredActs(await scene.window(grace, number))).toContain("Reopen");
});

test("the record form is sent back with a reason, which stands above it the next time", async () => {
  const [grace, li] = [scene.as(GRACE), scene.as(LI)];
  const number = await solved("2026-12-07");
  await grace.press(await scene.card(number, "回访客户"), "退回记录表");
  await grace.seesModal("Send back");
  expect(await grace.submit({ reason: "The date of the repair is missing" })).toMatchObject({ outcome: "closed" });
  await scene.card(number, "交回记录表");
  expect((await scene.lines(number)).at(-1)).toBe("Grace Hill 退回：“The date of the repair is missing”");
  await li.press(await scene.card(number, "交回记录表"), "交回记录表");
  const form = await li.seesModal("投诉记录表");
  expect(readable(form)).toContain("退回：“The date of the repair is missing”。请");
  expect(form.state["measures"]).toEqual({ measures: "更换了平层传感器" });
  expect(await li.submit({ measures: "12月7日更换了平层传感器" })).toMatchObject({
    outcome: "closed",
  });
  await scene.card(number, "回访客户");
});

test("“not solved after all”: the owner takes the solution back, and the clock runs as if it had never been", async () => {
  const li = scene.as(LI);
  await scene.to("2026-12-08 09:12");
  const number = await scene.file({ ticks: ["easy"] });
  await li.press(await scene.card(number, "下一步：签收"), "签收");
  await li.press(await scene.card(number, "下一步：办结"), "办结");
  await li.seesModal("办结");
  await li.submit({ measures: "更换了平层传感器", outcome: "属实", "customer-told": "yes" });
  await li.press(await scene.card(number, "交回记录表"), "撤销办结");
  await li.seesModal("撤销办结");
  expect(await li.submit({ reason: "又停了一次" })).toMatchObject({ outcome: "closed" });
  await scene.card(number, "下一步：办结");
  expect((await scene.lines(number)).at(-1)).toBe("李强 Li Qiang 撤销办结：“又停了一次”");
  await scene.to("2026-12-10 18:01");
  await scene.card(number, "已超时");
});
