import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import { at } from "../support/property-desk.ts";
import { ENGINEERING, GRACE, GUO, LI, SUN, WANG } from "./house.ts";
import { modalOf, openScene, redrawn, type Scene } from "./scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterEach(() => scene.tidy());
afterAll(() => scene.close());

async function offered(): Promise<string> {
  const li = scene.as(LI);
  const number = await scene.accepted();
  await li.press(await scene.card(number), "acts", "移交");
  await li.seesModal("移交");
  const form = await redrawn(li, () => li.choose(modalOf(li), "department", "保洁部"));
  expect(readable(form)).toContain("→ 保洁部，孙燕 Sun Yan");
  expect(await li.submit({ reason: "楼梯需要清扫", agreed: "客户同意由保洁部处理" })).toMatchObject({
    outcome: "closed",
  });
  return number;
}

test("handed over and taken: until then the first one answers, afterwards the card stands with the other", async () => {
  const [sun, li] = [scene.as(SUN), scene.as(LI)];
  const number = await offered();
  expect(readable(await scene.card(number, "移交保洁部"))).toContain("*移交保洁部* · 签收前由 <@U0LI> 负责");
  const offer = await sun.seesDm("请您接收");
  expect(readable(offer)).toContain(
    `*请您接收：* ${number} 轻微：电梯停运，李强 Li Qiang移交。请于11月24日（周二）11:12前答复`,
  );
  expect(readable(offer)).toContain("楼梯需要清扫");
  await sun.press(offer, "接收");
  const there = await sun.sees("#cleaning-desk", number);
  // Taking it is accepting it, and what was promised to the customer runs on: the limit is that of the first day.
  expect(readable(there)).toContain(`*下一步：办结* · <@U0SUN> · <!date^${at("2026-11-26 18:00") / 1000}^`);
  const left = await scene.card(number, "已移交");
  expect(readable(left)).toContain("*已移交 <#C0CLEAN>* · 孙燕 Sun Yan");
  expect((await scene.lines(number, "#cleaning-desk")).at(-1)).toBe("保洁部孙燕 Sun Yan已接收");
  // The first one's department has nothing to do with it any more.
  await li.command("/complaint", number, ENGINEERING);
  await li.seesEphemeral(ENGINEERING, `没有您可查看的投诉单 ${number}。`);
});

test("handed over and declined: it stays where it is, with the reason", async () => {
  const [sun, li] = [scene.as(SUN), scene.as(LI)];
  const number = await offered();
  await scene.card(number, "移交保洁部");
  await sun.press(await sun.seesDm(`请您接收：* ${number}`), "不接收");
  await sun.seesModal("不接收");
  expect(await sun.submit({ reason: "不" })).toMatchObject({ outcome: "errors" });
  expect(modalOf(sun).errors).toEqual({ reason: "请用几个字写明原因。" });
  expect(await sun.submit({ reason: "不属本部门" })).toMatchObject({ outcome: "closed" });
  expect(readable(await scene.card(number, "下一步：办结"))).toContain("<@U0LI>");
  expect((await scene.lines(number)).at(-1)).toBe("保洁部未接收：“不属本部门”");
  expect(readable(await li.seesDm("未接收"))).toContain(`*${number} 轻微：电梯停运：* 保洁部未接收：“不属本部门”`);
  expect((await sun.messages("#cleaning-desk")).filter((message) => readable(message).includes(number))).toEqual([]);
});

test("handed over and nobody answers: after two working hours it falls back, and the offer is closed", async () => {
  const [sun, li] = [scene.as(SUN), scene.as(LI)];
  await scene.to("2026-11-24 14:00");
  const number = await offered();
  await scene.card(number, "移交保洁部");
  await scene.to("2026-11-24 15:59");
  await scene.card(number, "移交保洁部");
  await scene.to("2026-11-24 16:00");
  await scene.card(number, "下一步：办结");
  expect((await scene.lines(number)).at(-1)).toBe("逾时无人接收 · 仍由李强 Li Qiang负责");
  await li.seesDm("逾时无人接收");
  const offer = await sun.seesDm(number);
  expect(offer.blocks.some((block) => block.type === "actions")).toBe(false);
});

test("taken on two screens at the same moment: once, and the offer is gone", async () => {
  const sun = scene.as(SUN);
  const number = await offered();
  const offer = await sun.seesDm(`请您接收：* ${number}`);
  await Promise.all([sun.press(offer, "接收"), sun.press(offer, "接收")]);
  await sun.sees("#cleaning-desk", number);
  const lines = await scene.lines(number, "#cleaning-desk");
  expect(lines.filter((line) => line.includes("已接收"))).toEqual(["保洁部孙燕 Sun Yan已接收"]);
  expect(readable(await sun.seesDm(number))).not.toContain("请您接收");
});

test("reassigned by the desk to another department: at once, with the clocks running on", async () => {
  const [wang, sun, li] = [scene.as(WANG), scene.as(SUN), scene.as(LI)];
  const number = await scene.accepted();
  await scene.act(wang, number, "改派");
  await redrawn(wang, () => wang.choose(modalOf(wang), "department", "保洁部"));
  expect(await wang.submit({ reason: "属保洁范围" })).toMatchObject({ outcome: "closed" });
  const there = await sun.sees("#cleaning-desk", number);
  expect(readable(there)).toContain("*下一步：签收* · <@U0SUN>");
  expect(readable(await scene.card(number, "已移交"))).toContain("*已移交 <#C0CLEAN>* · 王芳 Wang Fang");
  expect(await scene.lines(number, "#cleaning-desk")).toEqual(["王芳 Wang Fang 改派至保洁部：“属保洁范围”"]);
  // Whoever had it keeps reading it, and can do nothing to it.
  await li.press(await scene.card(number, "已移交"), "详情");
  await li.seesEphemeral(ENGINEERING, "没有您可查看的投诉单");
});

test("reassigned to a person: only somebody of the department or of the ladder", async () => {
  const [grace, guo] = [scene.as(GRACE), scene.as(GUO)];
  const number = await scene.accepted();
  await scene.act(grace, number, "Reassign");
  expect(
    await grace.submit({ department: "Engineering", person: SUN, reason: "Li Qiang is on the roof" }),
  ).toMatchObject({
    outcome: "errors",
  });
  expect(modalOf(grace).errors).toEqual({ person: "Choose somebody who is there and belongs to it." });
  expect(modalOf(grace).state["reason"]).toEqual({ reason: "Li Qiang is on the roof" });
  expect(await grace.submit({ person: GUO })).toMatchObject({ outcome: "closed" });
  expect(readable(await scene.card(number, "<@U0GUO>"))).toContain("*下一步：签收* · <@U0GUO>");
  expect((await scene.lines(number)).at(-1)).toBe("Grace Hill 改派给郭林 Guo Lin：“Li Qiang is on the roof”");
  await guo.press(await scene.card(number, "<@U0GUO>"), "签收");
  await scene.card(number, "下一步：办结");
});

test("contact details stand behind a look that is recorded, and only for those concerned", async () => {
  const [li, guo, grace] = [scene.as(LI), scene.as(GUO), scene.as(GRACE)];
  const number = await scene.accepted();
  const masked = await scene.window(li, number);
  expect(readable(masked).replaceAll("\u200B", "")).toContain("客户：Ms Chen，138****5678");
  expect(readable(masked)).not.toContain("138 1234 5678");
  const shown = await redrawn(li, () => li.press(masked, "查看联系方式"));
  expect(readable(shown)).toContain("Ms Chen Lan，138 1234 5678。本次查看已留痕。");
  await li.closeView({ all: true });
  const others = await scene.window(guo, number);
  expect(readable(others)).toContain("联系方式请询问Grace Hill");
  expect(readable(others)).not.toContain("138");
  const history = await scene.window(grace, number);
  await grace.press(history, "window:history");
  const all = await grace.seesModal("History");
  expect(readable(all)).toContain("李强 Li Qiang looked at the contact details");
  // Neither the look nor the number stands in the thread.
  expect((await scene.lines(number)).join("\n")).not.toMatch(/查看|138/u);
});

test("a promise to the customer becomes a limit of its own", async () => {
  const li = scene.as(LI);
  await scene.to("2026-11-25 09:12");
  const number = await scene.accepted();
  await li.press(await scene.card(number), "acts", "已联系客户");
  const form = await li.seesModal("已联系客户");
  expect(readable(form)).toContain("Ms Chen Lan，138 1234 5678 · 本次查看已留痕");
  expect(await li.submit({ said: "下午两点上门", promisedUntil: at("2026-11-25 14:00") / 1000 })).toMatchObject({
    outcome: "closed",
  });
  expect((await scene.lines(number)).at(-1)).toBe(
    "李强 Li Qiang 已联系客户 · “下午两点上门” · 承诺时间 11月25日（周三）14:00",
  );
  await scene.to("2026-11-25 14:01");
  expect((await scene.lines(number)).at(-1)).toContain("未在 11月25日（周三）14:00 前");
});
