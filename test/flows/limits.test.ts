import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import { at } from "../support/property-desk.ts";
import { ENGINEERING, GRACE, LI, QIAN, WANG, ZHAO } from "./house.ts";
import { modalOf, openScene, redrawn, type Scene } from "./scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterEach(() => scene.tidy());
afterAll(() => scene.close());

async function accept(number: string): Promise<void> {
  const li = scene.as(LI);
  await li.press(await scene.card(number, "下一步：签收"), "签收");
  await scene.card(number, "下一步：办结");
}

test("a minor complaint that runs over: the owner, then one rung after the other, each once", async () => {
  const [li, zhao, qian] = [scene.as(LI), scene.as(ZHAO), scene.as(QIAN)];
  const number = await scene.file({ ticks: ["easy"] });
  await accept(number);
  await scene.to("2026-11-26 17:59");
  expect(readable(await scene.card(number))).toContain(":hourglass_flowing_sand: *即将到期：办结* · <@U0LI>");

  await scene.to("2026-11-26 18:00");
  const late = await scene.card(number, "已超时");
  expect(readable(late)).toContain("· <@U0LI> · 已告知赵敏 Zhao Min");
  expect(late.text).toBe(`${number} 轻微：电梯停运，已超时：办结。`);
  expect(readable(await zhao.seesDm("passed its limit"))).toContain(
    `李强 Li Qiang's case *${number} Minor: Lift out of service* passed its limit Thu 26 Nov 18:00: solve it.`,
  );
  expect(readable(await li.seesDm(`*${number} 轻微：电梯停运* 应于11月26日（周四）18:00办结`))).toContain(
    "已告知赵敏 Zhao Min。遇到什么困难？",
  );

  await scene.to("2026-11-27 18:00");
  expect(readable(await qian.seesDm(number))).toContain(`*${number} 轻微：电梯停运* 已逐级提醒仍未办结，现由您处理。`);
  expect(readable(await li.seesDm("起超时：办结"))).toContain("请先联系，再处理。");
  await scene.to("2026-12-02 12:00");
  expect(await scene.lines(number)).toEqual([
    "Grace Hill 登记 · 渠道：电话 · 轻微：设备、人为因素：否和影响轻微且较易解决（property-09）",
    "Grace Hill 转办至工程部",
    "李强 Li Qiang 当即签收",
    "11月26日（周四）18:00 前办结 · 已提醒李强 Li Qiang",
    "11月26日（周四）18:00 前办结 · 已提醒李强 Li Qiang",
    `${number} 轻微：电梯停运：未在 11月26日（周四）18:00 前办结 · 已告知赵敏 Zhao Min`,
    "仍未办结：已告知钱伟 Qian Wei",
  ]);
  // In the channel itself the miss is called out, once.
  const called = (await li.messages(ENGINEERING)).filter((message) => message.subtype === "thread_broadcast");
  expect(called.map((message) => message.text)).toEqual([
    `${number} 轻微：电梯停运：未在 11月26日（周四）18:00 前办结 · 已告知赵敏 Zhao Min`,
  ]);
  // Three pings to the owner, of which only the last can still be acted on.
  const pings = (await li.dms()).filter((message) => message.text.includes(number) && !message.text.includes("先办"));
  expect(pings.map((message) => message.blocks.some((block) => block.type === "actions"))).toEqual([
    false,
    false,
    true,
  ]);
});

test("a step recorded late clears a miss: with a reason, after the desk's yes, and it stays visible", async () => {
  const [grace, li] = [scene.as(GRACE), scene.as(LI)];
  await scene.to("2026-12-03 09:12");
  const number = await scene.file({ ticks: ["easy"] });
  await accept(number);
  await scene.to("2026-12-07 18:01");
  await li.press(await scene.card(number, "已超时"), "办结");
  await li.seesModal("办结");
  await redrawn(li, () => li.choose(modalOf(li), "doneAt", at("2026-12-07 16:30") / 1000));
  // A time long ago wants a reason before Slack lets the form go.
  expect(await li.submit({ measures: "更换了平层传感器", outcome: "属实", "customer-told": "yes" })).toMatchObject({
    outcome: "invalid",
  });
  expect(await li.submit({ lateReason: "地下室没有信号" })).toMatchObject({ outcome: "closed" });
  await scene.card(number, "下一步：交回记录表");

  const asked = await grace.seesDm("asks: an earlier time");
  expect(readable(asked)).toContain("李强 Li Qiang asks: an earlier time for “solve it”: Mon 7 Dec 16:30");
  expect(readable(asked)).not.toContain("the miss stands");
  expect(readable(await scene.as(WANG).seesDm("“办结”按"))).toContain("“办结”按 12月7日（周一）16:30 完成登记");
  await grace.press(asked, "Approve");
  await grace.seesDm("Approved by Grace Hill");
  expect((await scene.lines(number)).slice(-4)).toEqual([
    `${number} 轻微：电梯停运：未在 12月7日（周一）18:00 前办结 · 已告知赵敏 Zhao Min`,
    "李强 Li Qiang 办结：“更换了平层传感器”",
    "Grace Hill 同意：办结的完成时间为 12月7日（周一）16:30",
    "实际按时完成：办结系补登",
  ]);
  // Both of the desk learn how it was answered, and by whom.
  await scene.as(WANG).seesDm("Grace Hill 12月7日（周一）18:01 同意。");
});

test("the desk itself records an earlier time without asking anybody", async () => {
  const grace = scene.as(GRACE);
  await scene.to("2026-12-08 09:12");
  const number = await scene.file({ ticks: ["our-fault", "easy"], cause: "service" });
  await accept(number);
  const form = await scene.act(grace, number, "Verify the facts");
  expect(form.title).toBe("Verify the facts");
  await scene.to("2026-12-08 14:00");
  await redrawn(grace, () => grace.choose(modalOf(grace), "doneAt", at("2026-12-08 10:00") / 1000));
  await redrawn(grace, () => grace.choose(modalOf(grace), "verified", "no"));
  expect(await grace.submit({ lateReason: "Register kept on paper" })).toMatchObject({ outcome: "closed" });
  await scene.quiet();
  expect((await scene.lines(number)).at(-1)).toBe(
    "Grace Hill：查实登记 · 实际完成 12月8日（周二）10:00，补登原因：“Register kept on paper”",
  );
});

test("valid and unsolved for a week: the complaint becomes major by itself, with the limits of major", async () => {
  const [grace, qian] = [scene.as(GRACE), scene.as(QIAN)];
  await scene.to("2026-12-09 09:12");
  const number = await scene.file({ ticks: ["our-fault", "easy"], cause: "service" });
  await accept(number);
  await scene.act(grace, number, "Verify the facts");
  await redrawn(grace, () => grace.choose(modalOf(grace), "verified", "yes"));
  expect(await grace.submit({ "verified-by": "Administration, register 118" })).toMatchObject({ outcome: "closed" });
  await scene.to("2026-12-16 17:59");
  expect(readable(await scene.card(number))).toContain(`*${number} · 重要 · 电梯停运*`);
  await scene.to("2026-12-16 18:01");
  expect(readable(await scene.card(number, "重大"))).toContain(`*${number} · 重大 · 电梯停运*`);
  const line = (await scene.lines(number)).findLast((text) => text.includes("升级为重大"));
  expect(line).toBe(
    `${number} 重大：电梯停运：升级为重大：逾期未完成，property-12、-13。新时限：12月18日（周五）18:00 前 明确答复客户，12月21日（周一）18:00 前 办结`,
  );
  // The leader handles it together with the department from now on, and is told so.
  expect(readable(await qian.seesDm(`${number} 重大`))).toContain(
    `*${number} 重大：电梯停运：* 已告知钱伟 Qian Wei（重大，property-32、-13）`,
  );
});
