import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import { GRACE, LI, QIAN, WANG, ZHAO } from "./house.ts";
import { modalOf, openScene, redrawn, type Scene } from "./scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterEach(() => scene.tidy());
afterAll(() => scene.close());

async function accepted(complaint: Parameters<Scene["file"]>[0]): Promise<string> {
  const li = scene.as(LI);
  const number = await scene.file(complaint);
  await li.press(await scene.card(number, "下一步：签收"), "签收");
  await scene.card(number, "下一步：办结");
  return number;
}

test("raised by what applies now: said at once in the channel, with the new limits", async () => {
  const [grace, qian] = [scene.as(GRACE), scene.as(QIAN)];
  const number = await accepted({ ticks: ["easy"] });
  await scene.to("2026-11-24 11:00");
  await scene.act(grace, number, "Level");
  const preview = await redrawn(grace, () => grace.choose(modalOf(grace), "ticks", ["easy", "injury-or-loss"]));
  expect(readable(preview)).toContain("Minor → Major; ");
  expect(await grace.submit({ reason: "The customer broke an arm" })).toMatchObject({ outcome: "closed" });
  await grace.closeView({ all: true });
  const card = await scene.card(number, "重大");
  expect(readable(card)).toContain(`*${number} · 重大 · 电梯停运*`);
  const lines = await scene.lines(number);
  const raised = lines.find((line) => line.includes("升级为重大"));
  expect(raised).toBe(
    `${number} 重大：电梯停运：升级为重大：The customer broke an arm。新时限：11月26日（周四）18:00 前 明确答复客户，12月4日（周五）18:00 前 办结，11月26日（周四）18:00 前 查实登记`,
  );
  expect(readable(await qian.seesDm(`${number} 重大`))).toContain("已告知钱伟 Qian Wei");
});

test("the same answers give the same level: nothing is changed, and the form says so", async () => {
  const grace = scene.as(GRACE);
  const number = await accepted({ ticks: ["easy"] });
  const form = await scene.act(grace, number, "Level");
  expect(readable(form)).toContain("Stays Minor.");
  expect(await grace.submit({ reason: "Looked at it again" })).toMatchObject({ outcome: "errors" });
  expect(Object.values(grace.modal()?.errors ?? {})).toEqual([
    "These answers give the level that the case has already.",
  ]);
  await grace.closeView({ all: true });
});

test("lowered only with the deputy general manager's yes", async () => {
  const [wang, zhao] = [scene.as(WANG), scene.as(ZHAO)];
  const number = await accepted({ ticks: ["our-fault", "easy"], cause: "service" });
  await scene.act(wang, number, "调整级别");
  const preview = await redrawn(wang, () => wang.choose(modalOf(wang), "ticks", ["easy"]));
  expect(readable(preview)).toContain("重要 → 轻微；");
  expect(readable(preview)).toContain("须赵敏 Zhao Min批准。");
  expect(await wang.submit({ reason: "非我方过失" })).toMatchObject({ outcome: "closed" });
  await wang.closeView({ all: true });
  const waiting = await scene.card(number, "审批");
  expect(readable(waiting)).toContain(`*${number} · 重要 · 电梯停运*`);
  expect(readable(waiting)).toContain("*等 <@U0ZHAO> 审批：降为轻微* · 计时不停");
  const asked = await zhao.seesDm(`Decide: lower level Minor* · ${number}`);
  expect(readable(asked)).toContain("非我方过失");
  await zhao.press(asked, "Approve");
  await scene.card(number, "· 轻微 ·");
  expect((await scene.lines(number)).at(-1)).toBe("降为轻微 · 赵敏 Zhao Min批准：“非我方过失”");
  expect(readable(await wang.seesDm("同意"))).toContain(`*${number} 轻微：电梯停运：* 赵敏 Zhao Min同意降为轻微。`);
});

test("a refused lowering leaves the level, and a second request is possible", async () => {
  const [wang, zhao] = [scene.as(WANG), scene.as(ZHAO)];
  const number = await accepted({ ticks: ["our-fault", "easy"], cause: "service" });
  await scene.act(wang, number, "调整级别");
  await redrawn(wang, () => wang.choose(modalOf(wang), "ticks", ["easy"]));
  await wang.submit({ reason: "非我方过失" });
  await wang.closeView({ all: true });
  await zhao.press(await zhao.seesDm(`Decide: lower level Minor* · ${number}`), "Refuse");
  await zhao.seesModal("Refuse the request");
  expect(await zhao.submit({ reason: "The log says otherwise" })).toMatchObject({ outcome: "closed" });
  expect(readable(await scene.card(number, "下一步：办结"))).toContain(`*${number} · 重要 · 电梯停运*`);
  expect((await scene.lines(number)).at(-1)).toBe("赵敏 Zhao Min 不同意：“The log says otherwise”");
});

test("another level than the answers give needs only a reason where it is heavier", async () => {
  const grace = scene.as(GRACE);
  const number = await accepted({ ticks: ["easy"] });
  await scene.act(grace, number, "Level");
  const preview = await redrawn(grace, () => grace.choose(modalOf(grace), "level", "Important"));
  expect(readable(preview)).toContain("Minor → Important; ");
  expect(await grace.submit({ reason: "A journalist lives in that house" })).toMatchObject({ outcome: "closed" });
  await scene.card(number, "重要");
  const shown = await scene.window(grace, number);
  expect(readable(shown)).toContain("Important, set by hand: “A journalist lives in that house”");
  await grace.closeView({ all: true });
});
