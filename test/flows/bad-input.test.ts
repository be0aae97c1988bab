import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { at } from "../support/property-desk.ts";
import type { Entered } from "../../sandbox/protocol.ts";
import { GRACE, LI, WANG } from "./house.ts";
import { modalOf, openScene, redrawn, type Scene } from "./scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});
afterEach(() => scene.tidy());
afterAll(() => scene.close());

function typed(who: string, id: string): Entered | undefined {
  return modalOf(scene.as(who)).state[id]?.[id];
}

/** Sends what stands in the form; the errors at its fields, and everything that was typed still there. */
async function refused(who: string, answers: { readonly [id: string]: Entered }) {
  expect(await scene.as(who).submit(answers)).toMatchObject({ outcome: "errors" });
  for (const id of Object.keys(answers)) expect([id, typed(who, id)]).toEqual([id, answers[id]]);
  return modalOf(scene.as(who)).errors;
}

async function callable(): Promise<string> {
  const number = await scene.accepted();
  const li = scene.as(LI);
  await li.press(await scene.card(number), "act:do/resolve");
  await li.seesModal("办结");
  await li.submit({ measures: "更换了平层传感器", outcome: "upheld", "customer-told": "yes" });
  await li.press(await scene.card(number, "交回记录表"), "act:do/report");
  await li.seesModal("投诉记录表");
  await li.submit();
  await scene.card(number, "回访客户");
  return number;
}

test("withdrawn: a reason of a letter or two", async () => {
  await scene.act(scene.as(GRACE), await scene.accepted(), "Withdrawn");
  expect(await refused(GRACE, { how: "By phone", reason: "ok" })).toEqual({
    reason: "Give the reason in a few words.",
  });
});

test("not valid: facts of a letter or two", async () => {
  await scene.act(scene.as(WANG), await scene.accepted(), "不成立");
  expect(await refused(WANG, { ground: "not-ours", facts: "无", customerTold: "yes" })).toEqual({
    facts: "请用几个字写明原因。",
  });
});

test("a duplicate: of a case that is not there, of itself", async () => {
  const number = await scene.accepted();
  await scene.act(scene.as(GRACE), number, "Duplicate");
  expect(await refused(GRACE, { into: "4711", reason: "Filed twice" })).toEqual({
    into: "No case 4711 that you can open.",
  });
  expect(await refused(GRACE, { into: number, reason: "Filed twice" })).toEqual({
    into: "Choose another case or person.",
  });
});

test("opened again: without saying what is new", async () => {
  const number = await scene.accepted();
  const grace = scene.as(GRACE);
  await scene.act(grace, number, "Withdrawn");
  await grace.submit({ how: "By phone", reason: "Settled with a neighbour" });
  await scene.card(number, "客户撤诉");
  await scene.act(grace, number, "Reopen");
  expect(await refused(GRACE, { reason: "it", sameOwner: "yes" })).toEqual({
    reason: "Give the reason in a few words.",
  });
});

test("a call that reached nobody: to be tried again in the past; one that did: nothing said of what is wrong", async () => {
  const number = await callable();
  const grace = scene.as(GRACE);
  await scene.act(grace, number, "Call back");
  await redrawn(grace, () => grace.choose(modalOf(grace), "verdict", "unreached"));
  expect(await refused(GRACE, { nextAt: at("2026-11-24 08:00") / 1000, note: "Nobody answered" })).toEqual({
    nextAt: "This time has passed already. Choose a later one.",
  });
  await redrawn(grace, () => grace.choose(modalOf(grace), "verdict", "dissatisfied"));
  expect(await refused(GRACE, { "still-wrong": "?" })).toEqual({ "still-wrong": "This answer is needed." });
});

test("a level: without a reason; a word with the customer: of what has not happened yet", async () => {
  const number = await scene.accepted();
  await scene.act(scene.as(WANG), number, "调整级别");
  expect(await refused(WANG, { reason: "高" })).toEqual({ reason: "请用几个字写明原因。" });
  await scene.as(WANG).closeView({ all: true });
  await scene.act(scene.as(LI), number, "已联系客户");
  expect(await refused(LI, { said: "已说明情况", when: at("2026-11-25 09:00") / 1000 })).toEqual({
    when: "时间晚于现在，请填写实际时间。",
  });
});
