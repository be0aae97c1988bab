import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import type { PersonControl } from "../../sandbox/control/person.ts";
import type { MessageSeen } from "../../sandbox/protocol.ts";
import { at } from "../support/property-desk.ts";
import { DESK_APP, ENGINEERING, GRACE, LI, MEI, WANG, ZHAO } from "./house.ts";
import { modalOf, openScene, redrawn, type Scene } from "./scene.ts";

let scene: Scene;
/** On hold, waiting for more time, and due the next day. */
let held: string, asked: string, tomorrow: string;

async function accepted(complaint: Parameters<Scene["file"]>[0]): Promise<string> {
  const li = scene.as(LI);
  const number = await scene.file(complaint);
  await li.press(await scene.card(number, "下一步：签收"), "签收");
  await scene.card(number, "下一步：办结");
  return number;
}

beforeAll(async () => {
  scene = await openScene();
  const li = scene.as(LI);
  held = await accepted({ ticks: ["easy"], category: "water", what: "Water in the cellar" });
  await li.press(await scene.card(held), "acts", "暂停计时");
  await li.seesModal("暂停计时");
  await redrawn(li, () => li.choose(modalOf(li), "reason", "客户外出"));
  await li.submit({ until: at("2026-11-30 12:00") / 1000 });
  asked = await accepted({ ticks: ["easy"] });
  await li.press(await scene.card(asked), "acts", "申请延期");
  await li.seesModal("申请延期");
  await li.submit({ until: at("2026-11-27 18:00") / 1000, reason: "灯具在途，周五到", customerTold: "是" });
  tomorrow = await accepted({
    cause: "service",
    ticks: ["our-fault", "easy"],
    category: "heating",
    what: "Cold again",
  });
  await scene.quiet();
});

afterEach(() => scene.tidy());
afterAll(() => scene.close());

async function lastIn(channel: string): Promise<MessageSeen | undefined> {
  return (await scene.as(GRACE).messages(channel)).at(-1);
}

async function lastDm(person: PersonControl): Promise<MessageSeen | undefined> {
  return (await person.dms()).at(-1);
}

/** The card of the month's figures, once it says so. */
function duty(says: string) {
  return (message: MessageSeen): boolean =>
    readable(message).includes("上月投诉统计") &&
    readable(message).includes(says) &&
    (message.threadTs ?? message.ts) === message.ts;
}

/** Links differ from run to run: what stands on them does not. */
function said(message: MessageSeen | undefined): string {
  return message === undefined ? "" : readable(message).replace(/<http[^|]*\|(?<number>\d+)>/gu, "$<number>");
}

test("Home: what is mine, what waits for my yes, what I follow, and what I may do at all", async () => {
  const [li, zhao, mei, grace] = [scene.as(LI), scene.as(ZHAO), scene.as(MEI), scene.as(GRACE)];
  const home = async (who: PersonControl): Promise<string> => {
    await who.openHome(DESK_APP);
    return readable(await who.seesHome(DESK_APP, (one) => one.published));
  };
  const mine = await home(li);
  expect(mine).toContain(`*${tomorrow}* · 重要 · 供暖制冷 · 李强 Li Qiang · 明天18:00前办结`);
  expect(mine).toContain("暂停 1 · 我跟进 0（由他人承办）");
  const theirs = await home(zhao);
  expect(theirs).toContain("To approve 1");
  expect(theirs).toContain(`*${asked}* · Minor · Lift out of service`);
  expect(await home(grace)).toContain("I follow 3 (others own them)");
  expect(await home(mei)).toContain("您可以登记投诉；如需办理，请联系王芳 Wang Fang添加。");
  // From Home the form is one press away.
  await mei.press(await mei.seesHome(DESK_APP, (one) => one.published), "登记投诉");
  await mei.seesModal("登记投诉");
});

test("in the morning the channel reads what is due, and who has nothing to hear gets nothing", async () => {
  const [li, zhao, grace] = [scene.as(LI), scene.as(ZHAO), scene.as(GRACE)];
  await scene.to("2026-11-25 08:29");
  expect(said(await lastIn(ENGINEERING))).not.toContain("星期三");
  await scene.to("2026-11-25 08:30");
  const digest = await lastIn(ENGINEERING);
  expect(said(digest).split("\n")).toEqual([
    "工程部投诉 · 11月25日 星期三",
    "*今天到期 1*",
    `18:00 ${tomorrow} · 重要 · 供暖制冷 · 李强 Li Qiang → 办结`,
    `*未来2个工作日 1* · ${asked}`,
    `*暂停 1* · ${held}`,
    "查看全部",
  ]);
  expect(digest?.text).toBe("工程部投诉：已超时0件，今天到期1件，未来2个工作日1件，暂停1件。");
  expect(await lastIn("#cleaning-desk")).toBeUndefined();
  expect(await lastIn("#complaints")).toBeUndefined();
  expect(said(await lastDm(li)).split("\n")[0]).toBe(`*先办 ${tomorrow}：* 11月25日（周三）18:00前办结`);
  expect(said(await lastDm(zhao)).split("\n")[0]).toBe(`*Start with ${asked}:* your answer is waited for`);
  expect((await grace.dms()).filter((message) => message.text.includes("Start with"))).toEqual([]);
  // The button shows the list to whoever presses it, by their own rights.
  if (digest !== undefined) await li.press(digest, "查看全部");
  expect(readable(await li.seesModal((modal) => modal.callbackId === "list"))).toContain(tomorrow);
});

test("what is overdue stands first the next morning, and at the weekend there is none", async () => {
  await scene.to("2026-11-26 08:30");
  const digest = said(await lastIn(ENGINEERING));
  expect(digest).toContain(":rotating_light: *已超时 1*");
  expect(digest).toContain(`${tomorrow} · 重要 · 供暖制冷 · 李强 Li Qiang · `);
  await scene.to("2026-11-29 23:00");
  const days = (await scene.as(GRACE).messages(ENGINEERING)).filter((message) => readable(message).includes("星期"));
  expect(days.map((message) => readable(message).split("\n")[0])).toEqual([
    "工程部投诉 · 11月25日 星期三",
    "工程部投诉 · 11月26日 星期四",
    "工程部投诉 · 11月27日 星期五",
  ]);
});

test("the month's figures: opened for the desk, warned of, missed, told to the rung above, and done", async () => {
  const [grace, wang, zhao] = [scene.as(GRACE), scene.as(WANG), scene.as(ZHAO)];
  await scene.to("2026-12-01 09:00");
  const open = await grace.sees("#complaints", duty("下一步"));
  expect(readable(open)).toContain(`<@U0WANG> <@U0GRACE> · <!date^${at("2026-12-15 18:00") / 1000}^`);
  expect(readable(open)).toContain("2026-11-01 – 2026-11-30");
  expect(readable(await grace.seesDm("Figures of last month"))).toContain("by Tue 15 Dec 18:00");
  expect(readable(await wang.seesDm("上月投诉统计"))).toContain("12月15日（周二）18:00前");

  await scene.to("2026-12-15 18:01");
  expect(readable(await grace.sees("#complaints", duty("已超时")))).toContain("已告知赵敏 Zhao Min");
  expect(readable(await zhao.seesDm("Figures of last month"))).toContain("passed its limit Tue 15 Dec 18:00");

  await grace.press(await grace.sees("#complaints", duty("已超时")), "act:do/monthly");
  await grace.seesModal((modal) => modal.callbackId === "form");
  expect(await grace.submit({ "presented-on": "2026-12-15" })).toMatchObject({ outcome: "invalid" });
  expect(await grace.submit({ analysis: "Two lifts made half of it" })).toMatchObject({ outcome: "clear" });
  const done = await grace.sees("#complaints", duty("已结案"));
  await scene.quiet();
  const lines = (await grace.thread(done.conversation, done.ts)).slice(2).map((message) => message.text);
  expect(lines.slice(-3)).toEqual([
    "未在 12月15日（周二）18:00 前上月投诉统计，办公例会汇报 · 已告知赵敏 Zhao Min",
    "Grace Hill：上月投诉统计，办公例会汇报 · “Two lifts made half of it”",
    "Grace Hill 结案 · 1轮，超时",
  ]);
  // It takes no number of the complaints.
  expect(await scene.file({ ticks: ["easy"] })).toBe("2026120001");
});
