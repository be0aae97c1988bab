import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import { at } from "../support/property-desk.ts";
import { GRACE, LI, ZHAO } from "./house.ts";
import { modalOf, openScene, redrawn, type Scene } from "./scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterEach(() => scene.tidy());
afterAll(() => scene.close());

async function accepted(): Promise<string> {
  const li = scene.as(LI);
  const number = await scene.file({ ticks: ["easy"] });
  await li.press(await scene.card(number, "下一步：签收"), "签收");
  await scene.card(number, "下一步：办结");
  return number;
}

/** Puts the case on hold from its card's menu. */
async function hold(number: string, reason: string, until: string): Promise<void> {
  const li = scene.as(LI);
  await li.press(await scene.card(number), "acts", "暂停计时");
  await li.seesModal("暂停计时");
  await redrawn(li, () => li.choose(modalOf(li), "reason", reason));
  expect(await li.submit({ until: at(until) / 1000 })).toMatchObject({ outcome: "closed" });
}

test("on hold and resumed: what was left of the time is still there, and the limit moves by the pause", async () => {
  const li = scene.as(LI);
  const number = await accepted();
  await scene.to("2026-11-25 09:12");
  await li.press(await scene.card(number), "acts", "暂停计时");
  await li.seesModal("暂停计时");
  const form = await redrawn(li, () => li.choose(modalOf(li), "reason", "客户外出"));
  expect(readable(form)).toContain("剩余1个工作日保留。");
  expect(readable(form)).toContain("最长5个工作日。");
  // Beyond what the house allows, and in the past: an error at its field, the choice stays.
  expect(await li.submit({ until: at("2026-12-15 12:00") / 1000 })).toMatchObject({ outcome: "errors" });
  expect(modalOf(li).errors).toEqual({ until: "最迟到 12月2日（周三）18:00。" });
  expect(await li.submit({ until: at("2026-11-24 12:00") / 1000 })).toMatchObject({ outcome: "errors" });
  expect(modalOf(li).errors).toEqual({ until: "该时间已过，请选择之后的时间。" });
  expect(modalOf(li).state["reason"]).toEqual({ reason: "customer" });
  expect(await li.submit({ until: at("2026-11-30 12:00") / 1000 })).toMatchObject({ outcome: "closed" });

  const held = await scene.card(number, "已暂停");
  expect(readable(held)).toContain(":double_vertical_bar: *已暂停：客户外出*");
  expect(readable(held)).toContain("剩1个工作日");
  // The old limit passes, and nobody is reproached.
  await scene.to("2026-11-27 09:12");
  expect(readable(await scene.card(number))).toContain("已暂停");
  await li.press(await scene.card(number), "恢复计时");
  const running = await scene.card(number, "下一步：办结");
  expect(readable(running)).toContain(`<!date^${at("2026-11-30 18:00") / 1000}^`);
  expect((await scene.lines(number)).slice(-2)).toEqual([
    "暂停计时：客户外出，至 11月30日（周一）12:00 · 剩1个工作日",
    "恢复计时 · 11月30日（周一）18:00 到期",
  ]);
});

test("at its own end the hold ends by itself", async () => {
  const number = await accepted();
  await hold(number, "等配件或供应商", "2026-11-30 12:00");
  await scene.card(number, "已暂停");
  await scene.to("2026-11-30 12:01");
  await scene.card(number, "下一步：办结");
  expect((await scene.lines(number)).at(-1)).toBe("恢复计时 · 12月1日（周二）18:00 到期");
});

test("an outer limit runs on during a hold that does not stop it", async () => {
  const [li, grace, zhao] = [scene.as(LI), scene.as(GRACE), scene.as(ZHAO)];
  await scene.to("2026-12-01 09:12");
  const number = await scene.file({ ticks: ["our-fault", "easy"], cause: "service" });
  await li.press(await scene.card(number, "下一步：签收"), "签收");
  await scene.card(number, "下一步：办结");
  await scene.act(grace, number, "Verify the facts");
  expect(await grace.submit({ verified: "no" })).toMatchObject({ outcome: "closed" });
  await scene.to("2026-12-02 09:12");
  await hold(number, "等配件或供应商", "2026-12-07 12:00");
  await scene.card(number, "已暂停");
  await scene.to("2026-12-04 18:01");
  expect(readable(await zhao.seesDm(`${number} Important: Lift out of service*`))).toContain(
    `李强 Li Qiang's case *${number} Important: Lift out of service* passed its limit Fri 4 Dec 18:00: solve it.`,
  );
  const called = (await scene.lines(number)).filter((line) => line.includes("未在 "));
  expect(called).toEqual([`${number} 重要：电梯停运：未在 12月4日（周五）18:00 前办结 · 已告知赵敏 Zhao Min`]);
});
