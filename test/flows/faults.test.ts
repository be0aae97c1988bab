import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import type { MessageSeen } from "../../sandbox/protocol.ts";
import { ENGINEERING, GRACE, GUO, LI, SUN, WANG } from "./house.ts";
import { modalOf, openScene, redrawn, type Scene } from "./scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterEach(async () => {
  await scene.control.lift();
  await scene.tidy();
});
afterAll(() => scene.close());

/** What is put off for a second or two has come by then. */
const LATER = 20_000;

async function cardsOf(number: string, channel = ENGINEERING): Promise<readonly MessageSeen[]> {
  await scene.quiet();
  return (await scene.as(GRACE).messages(channel)).filter(
    (message) => readable(message).includes(number) && (message.threadTs ?? message.ts) === message.ts,
  );
}

/** The whole thread, however long its lines are put off: complete when the last one stands there. */
async function thread(number: string, last: string): Promise<readonly string[]> {
  const grace = scene.as(GRACE);
  const card = await scene.card(number);
  const isLast = (one: MessageSeen): boolean =>
    one.threadTs === card.ts && one.ts !== card.ts && readable(one).includes(last);
  await grace.sees(ENGINEERING, isLast, LATER);
  return (await grace.thread(card.conversation, card.ts)).slice(1).map((message) => message.text);
}

const FIRST = [
  "在此讨论，内容随单存档。请勿发客户联系方式。",
  "Grace Hill 登记 · 渠道：电话 · 轻微：设备、人为因素：否和影响轻微且较易解决（property-09）",
  "Grace Hill 转办至工程部",
];

test.each([
  ["an answer that is lost after the post", { kind: "drop-answer" }],
  ["a 500 after the post", { kind: "status", status: 500, carriedOut: true }],
  ["a 503 before it", { kind: "status", status: 503 }],
  ["an internal error", { kind: "error", error: "internal_error" }],
  ["a limited rate", { kind: "rate-limit", retryAfter: 1 }],
] as const)("%s: the card stands once, the thread is whole, and the case goes on", async (_, what) => {
  const li = scene.as(LI);
  await scene.control.fault("api", what, { method: "chat.postMessage", channel: "C0ENG" });
  const number = await scene.file({ ticks: ["easy"] });
  await scene.as(GRACE).sees(ENGINEERING, number, LATER);
  expect(await thread(number, "转办")).toEqual(FIRST);
  expect(await cardsOf(number)).toHaveLength(1);
  await li.press(await scene.card(number), "签收");
  await scene.card(number, "下一步：办结");
});

test.each([
  ["an answer that is lost after a line of the thread", { kind: "drop-answer" }],
  ["a 502 after it", { kind: "status", status: 502, carriedOut: true }],
  ["a limited rate before it", { kind: "rate-limit", retryAfter: 1 }],
] as const)("%s: every line stands there once and in its order", async (_, what) => {
  const li = scene.as(LI);
  const number = await scene.file({ ticks: ["easy"] });
  await scene.card(number, "下一步：签收");
  await scene.quiet();
  await scene.control.fault("api", what, { method: "chat.postMessage", channel: "C0ENG" });
  await li.press(await scene.card(number), "签收");
  await scene.card(number, "下一步：办结");
  await li.press(await scene.card(number), "上报");
  await li.seesModal("上报");
  await li.submit({ reason: "无备用维保单位" });
  expect((await thread(number, "上报")).slice(3)).toEqual([
    "李强 Li Qiang 当即签收",
    "李强 Li Qiang 上报赵敏 Zhao Min：“无备用维保单位”",
  ]);
});

test("a channel that is limited does not hold up the others", async () => {
  const [grace, sun] = [scene.as(GRACE), scene.as(SUN)];
  await scene.control.fault(
    "api",
    { kind: "rate-limit", retryAfter: 2 },
    { method: "chat.postMessage", channel: "C0ENG" },
  );
  const first = await scene.file({ ticks: ["easy"] });
  const second = await scene.file({ ticks: ["easy"], category: "dirt" });
  await sun.sees("#cleaning-desk", second);
  expect((await grace.messages(ENGINEERING)).filter((message) => readable(message).includes(first))).toEqual([]);
  await grace.sees(ENGINEERING, first, LATER);
});

test("a direct message whose answer is lost is not sent twice", async () => {
  const grace = scene.as(GRACE);
  const number = await scene.file({ ticks: ["easy"] });
  const li = scene.as(LI);
  await li.press(await scene.card(number, "下一步：签收"), "签收");
  await scene.card(number, "下一步：办结");
  await scene.quiet();
  await li.press(await scene.card(number), "办结");
  await li.seesModal("办结");
  await li.submit({ measures: "更换了平层传感器", outcome: "属实", "customer-told": "yes" });
  await li.press(await scene.card(number, "交回记录表"), "交回记录表");
  await li.seesModal("投诉记录表");
  await scene.quiet();
  const [dm] = grace.conversations().filter((one) => one.kind === "app");
  await scene.control.fault("api", { kind: "drop-answer" }, { method: "chat.postMessage", channel: dm?.id ?? "" });
  await li.submit();
  await grace.seesDm(`Call Ms Chen by Fri 27 Nov 18:00* · ${number}`, LATER);
  await scene.card(number, "回访客户");
  await scene.quiet();
  const calls = (await grace.dms()).filter(
    (message) => readable(message).includes(number) && readable(message).includes("Call Ms"),
  );
  expect(calls).toHaveLength(1);
});

test("an update that fails comes through the next time: the card never stays behind", async () => {
  const li = scene.as(LI);
  const number = await scene.file({ ticks: ["easy"] });
  await scene.card(number, "下一步：签收");
  await scene.quiet();
  await scene.control.fault("api", { kind: "status", status: 503 }, { method: "chat.update" }, 2);
  await li.press(await scene.card(number), "签收");
  await scene
    .as(GRACE)
    .sees(
      ENGINEERING,
      (message) => readable(message).includes(number) && readable(message).includes("下一步：办结"),
      LATER,
    );
});

test("a form that Slack does not open is not lost silently: the reader is told, in their language", async () => {
  const [grace, li] = [scene.as(GRACE), scene.as(LI)];
  await scene.control.fault("api", { kind: "status", status: 500 }, { method: "views.open" }, 2);
  await grace.command("/complaint", "", ENGINEERING);
  expect(readable(await grace.seesEphemeral(ENGINEERING, "could not"))).toBe(
    "That could not be done now. Try again in a minute; nothing was lost.",
  );
  await li.command("/complaint", "", ENGINEERING);
  expect(readable(await li.seesEphemeral(ENGINEERING, "暂时"))).toBe("暂时无法办理，请稍后再试，内容未丢失。");
  await li.command("/complaint", "", ENGINEERING);
  await li.seesModal("登记投诉");
});

test("an archived channel: the case is safe, the administrators know once, and when it is back so is the card", async () => {
  const [grace, wang, sun] = [scene.as(GRACE), scene.as(WANG), scene.as(SUN)];
  await scene.control.do({ do: "archive", channel: "C0CLEAN" });
  const number = await scene.file({ ticks: ["easy"], category: "dirt" });
  const told = await wang.seesDm("未能送达");
  expect(readable(told)).toContain(`投诉单 ${number} 已保存，但相关人员可能没有收到消息。`);
  expect(readable(told)).toContain("频道已归档，请重新打开或为部门更换频道。");
  await scene.quiet();
  const shown = await scene.window(grace, number);
  expect(readable(shown)).toContain("Something could not be delivered; the administrators know.");
  await grace.closeView({ all: true });
  expect(readable(await grace.seesDm("could not be posted"))).toContain(
    `${number} is recorded. The card could not be posted in <#C0CLEAN>; the administrators know.`,
  );
  await scene.control.do({ do: "archive", channel: "C0CLEAN", undo: true });
  // Nobody touches the case: the card follows from the button.
  await wang.press(told, "修复");
  const there = await sun.sees("#cleaning-desk", number, LATER);
  expect(readable(there)).toContain("*下一步：签收* · <@U0SUN>");
  expect((await wang.dms()).filter((message) => readable(message).includes("未能送达"))).toHaveLength(1);
});

test("an owner whose account is closed: the card says so, and the desk gives the case to somebody else", async () => {
  const [grace, guo] = [scene.as(GRACE), scene.as(GUO)];
  const number = await scene.file({ ticks: ["easy"], category: "power" });
  const li = scene.as(LI);
  await li.press(await scene.card(number, "下一步：签收"), "签收");
  await scene.card(number, "下一步：办结");
  await scene.control.do({ do: "deactivate", user: LI });
  await vi.waitFor(async () => {
    const people = (await scene.stage.app.service.desks())[0]?.people.persons;
    expect(people?.[LI]?.active).toBe(false);
  });
  await scene.stage.app.timers.catchUp();
  const left = await scene.card(number, "承办人已离开");
  await grace.press(left, "改派");
  await grace.seesModal("Reassign");
  await redrawn(grace, () => grace.choose(modalOf(grace), "department", "Engineering"));
  expect(await grace.submit({ person: GUO, reason: "Li Qiang has left us" })).toMatchObject({ outcome: "closed" });
  await guo.press(await scene.card(number, "下一步：签收"), "签收");
  expect(readable(await scene.card(number, "下一步：办结"))).toContain("<@U0GUO>");
  await scene.control.do({ do: "deactivate", user: LI, undo: true });
});
