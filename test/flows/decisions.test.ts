import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import type { PersonControl } from "../../sandbox/control/person.ts";
import type { ModalSeen } from "../../sandbox/protocol.ts";
import { at } from "../support/property-desk.ts";
import { LI, QIAN, SUN, ZHAO } from "./house.ts";
import { offeredActs, openScene, redrawn, type Scene } from "./scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterEach(() => scene.tidy());
afterAll(() => scene.close());

/** The owner asks the deputy general manager, by the button on the card. */
async function escalated(reason = "无备用维保单位"): Promise<string> {
  const li = scene.as(LI);
  const number = await scene.accepted();
  await li.press(await scene.card(number), "上报");
  await li.seesModal("上报");
  expect(await li.submit({ reason, needs: ["决定", "费用"] })).toMatchObject({ outcome: "closed" });
  await scene.card(number, "已上报");
  return number;
}

async function deciding(number: string): Promise<{ readonly zhao: PersonControl; readonly form: ModalSeen }> {
  const zhao = scene.as(ZHAO);
  await zhao.press(
    await zhao.seesDm((message) => readable(message).includes(`asks you to decide:* ${number}`)),
    "Decide",
  );
  return { zhao, form: await zhao.seesModal((modal) => modal.title === "Decide") };
}

test("escalating by the button: the next rung is asked, the owner stays, and everybody reads why", async () => {
  const li = scene.as(LI);
  const number = await scene.accepted();
  await li.press(await scene.card(number), "上报");
  const form = await li.seesModal("上报");
  expect(readable(form)).toContain("主管副总经理：赵敏 Zhao Min");
  expect(readable(form)).toContain("分管领导：钱伟 Qian Wei");
  expect(readable(form)).toContain("您仍是承办人。");
  await li.submit({ reason: "无备用维保单位", needs: ["决定", "费用"] });
  const card = await scene.card(number, "已上报");
  expect(readable(card)).toContain(":arrow_up: *已上报 <@U0ZHAO>：请定夺*");
  expect(readable(card)).toContain("“无备用维保单位”");
  expect((await scene.lines(number)).at(-1)).toBe("李强 Li Qiang 上报赵敏 Zhao Min：“无备用维保单位”");
  const { zhao, form: decide } = await deciding(number);
  expect(readable(decide)).toContain("无备用维保单位");
  await zhao.closeView();
});

test("a named rung can be chosen instead of the next one", async () => {
  const li = scene.as(LI);
  const number = await scene.accepted();
  await li.press(await scene.card(number), "上报");
  await li.seesModal("上报");
  await li.submit({ to: "分管领导：钱伟 Qian Wei", reason: "需要领导决定" });
  expect(readable(await scene.card(number, "已上报"))).toContain("*已上报 <@U0QIAN>：请定夺*");
  expect(readable(await scene.as(QIAN).seesDm("请您定夺"))).toContain(`*李强 Li Qiang请您定夺：* ${number}`);
});

test("decided to carry on: the owner reads the words, the case goes on", async () => {
  const number = await escalated();
  const { zhao, form } = await deciding(number);
  await zhao.choose(form, "choice", "carry-on");
  expect(await zhao.submit({ text: "Call the maker, cost approved" })).toMatchObject({ outcome: "closed" });
  await scene.card(number, "下一步：办结");
  expect((await scene.lines(number)).at(-1)).toBe("赵敏 Zhao Min：“Call the maker, cost approved”");
  expect(readable(await scene.as(LI).seesDm("Call the maker"))).toContain(
    `*${number} 轻微：电梯停运：* 赵敏 Zhao Min：“Call the maker, cost approved”`,
  );
});

test("decided to take over: the rung owns it from now on and has accepted it", async () => {
  const number = await escalated();
  const { zhao, form } = await deciding(number);
  await zhao.choose(form, "choice", "take-over");
  expect(await zhao.submit({ text: "I will see to it myself" })).toMatchObject({ outcome: "closed" });
  expect(readable(await scene.card(number, "下一步：办结"))).toContain("*下一步：办结* · <@U0ZHAO>");
  // It is not the manager's any more.
  const li = scene.as(LI);
  await li.press(await scene.card(number), "办结");
  expect(readable(await li.seesEphemeral("#engineering-desk", "这一步由"))).toBe(
    "这一步由赵敏 Zhao Min（部门经理）办理。您可以上报，或在话题里留言。",
  );
});

test("decided to give it to another department: its card moves there, what is left is a pointer", async () => {
  const number = await escalated();
  const { zhao, form } = await deciding(number);
  await redrawn(zhao, () => zhao.choose(form, "choice", "give-to"));
  expect(await zhao.submit({ department: "Cleaning", text: "The shaft only has to be cleaned" })).toMatchObject({
    outcome: "closed",
  });
  const moved = await scene.as(SUN).sees("#cleaning-desk", number);
  expect(readable(moved)).toContain("*下一步：签收* · <@U0SUN>");
  expect(readable(moved)).toContain("The lift stopped between floors");
  const left = await scene.card(number, "已移交");
  expect(readable(left)).toContain("*已移交 <#C0CLEAN>* · 赵敏 Zhao Min");
  expect(readable(left)).not.toContain("The lift stopped");
});

test("decided to grant time: the limit moves, without a request beside it", async () => {
  const number = await escalated();
  const { zhao, form } = await deciding(number);
  await redrawn(zhao, () => zhao.choose(form, "choice", "grant-time"));
  const until = at("2026-11-30 18:00");
  expect(await zhao.submit({ until: until / 1000, text: "Wait for the contractor" })).toMatchObject({
    outcome: "closed",
  });
  expect(readable(await scene.card(number, "下一步：办结"))).toContain(`<!date^${until / 1000}^`);
  expect((await scene.lines(number)).slice(-2)).toEqual([
    "赵敏 Zhao Min：“Wait for the contractor”",
    "赵敏 Zhao Min 同意 · 新时限 11月30日（周一）18:00",
  ]);
});

test("decided that it is not valid: that is an approval in itself, and the case ends", async () => {
  const number = await escalated("该电梯属地铁公司");
  const { zhao, form } = await deciding(number);
  await zhao.choose(form, "choice", "not-valid");
  expect(await zhao.submit({ text: "The lift belongs to the city metro" })).toMatchObject({ outcome: "clear" });
  expect(readable(await scene.card(number, "不成立"))).toContain("*不成立：* The lift belongs to the city metro");
  expect((await scene.lines(number)).at(-1)).toBe("不成立：“The lift belongs to the city metro”");
});

test("who was not asked is not offered the decision, and neither is anybody once it is made", async () => {
  const number = await escalated();
  const [zhao, qian] = [scene.as(ZHAO), scene.as(QIAN)];
  expect(offeredActs(await scene.window(qian, number))).not.toContain("定夺");
  await qian.closeView({ all: true });
  expect(offeredActs(await scene.window(zhao, number))).toContain("Decide");
  await zhao.closeView({ all: true });
  const { form } = await deciding(number);
  await zhao.choose(form, "choice", "carry-on");
  await zhao.submit({ text: "Carry on as agreed" });
  await scene.card(number, "下一步：办结");
  await scene.quiet();
  const asked = (await zhao.dms()).find((message) => readable(message).includes(number));
  expect(asked?.blocks.some((block) => block.type === "actions")).toBe(false);
  expect(offeredActs(await scene.window(zhao, number))).not.toContain("Decide");
  await zhao.closeView({ all: true });
});
