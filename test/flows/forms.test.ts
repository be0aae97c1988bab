import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { at } from "../support/property-desk.ts";
import { ENGINEERING, GRACE, LI, MEI, WANG, ZHAO } from "./house.ts";
import { modalOf, openScene, redrawn, type Scene } from "./scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterEach(() => scene.tidy());
afterAll(() => scene.close());

/** What stands in an input of the open form. */
function typed(who: PersonControl, id: string): unknown {
  return modalOf(who).state[id]?.[id];
}

async function accepted(): Promise<string> {
  const li = scene.as(LI);
  const number = await scene.file({ ticks: ["easy"] });
  await li.press(await scene.card(number, "下一步：签收"), "签收");
  await scene.card(number, "下一步：办结");
  return number;
}

test("intake: every wrong answer has its sentence at its field, and nothing typed is lost", async () => {
  const grace = scene.as(GRACE);
  await grace.command("/complaint", "", ENGINEERING);
  await grace.seesModal("File a complaint");
  // Slack itself holds back a form with empty required fields.
  expect(await grace.submit()).toMatchObject({ outcome: "invalid" });
  await redrawn(grace, () => grace.choose(modalOf(grace), "category", "lift"));
  await redrawn(grace, () => grace.choose(modalOf(grace), "cause", "equipment"));
  await redrawn(grace, () => grace.press(modalOf(grace), "Add details"));
  const wrong = {
    "what-happened": "abc",
    complainant: "Ms Chen Lan",
    organisation: "Riverside Bakery",
    phone: "not a phone",
    source: "phone",
    "remedy-sought": "repair, apology",
    place: "Tower 3",
    received: at("2026-11-24 10:30") / 1000,
    "asked-time": at("2026-11-23 10:00") / 1000,
  };
  expect(await grace.submit(wrong)).toMatchObject({ outcome: "errors" });
  expect(modalOf(grace).errors).toEqual({
    "what-happened": "Write at least a few words about what happened.",
    phone: "This is not a phone number. Example: 138 1234 5678. No phone? Write “none”.",
    received: "This time lies in the future. When did the customer tell us?",
    "asked-time": "This time has passed already. Choose a later one.",
  });
  for (const [id, value] of Object.entries(wrong)) expect(typed(grace, id)).toBe(value);
  // What was typed also survives the redrawing that a choice brings about.
  const after = await redrawn(grace, () => grace.choose(modalOf(grace), "ticks", ["easy", "our-fault"]));
  expect(after.state["what-happened"]).toEqual({ "what-happened": "abc" });
  for (const [id, value] of Object.entries(wrong)) expect(typed(grace, id)).toBe(value);
  const right = {
    "what-happened": "The lift stopped between floors",
    phone: "138 1234 5678",
    received: at("2026-11-24 08:30") / 1000,
    "asked-time": at("2026-11-25 12:00") / 1000,
  };
  expect(await grace.submit(right)).toMatchObject({ outcome: "update" });
  expect(readable(await grace.seesModal("Recorded"))).toContain("· Minor · Engineering*");
});

test("受理：每处错误在其栏目下说明，已填内容不丢失", async () => {
  const wang = scene.as(WANG);
  await wang.command("/complaint", "", ENGINEERING);
  await wang.seesModal("登记投诉");
  await redrawn(wang, () => wang.choose(modalOf(wang), "category", "电梯停运"));
  await redrawn(wang, () => wang.choose(modalOf(wang), "cause", "设备"));
  await redrawn(wang, () => wang.press(modalOf(wang), "补充信息"));
  const answers = { "what-happened": "坏", complainant: "陈岚女士", phone: "12", source: "电话" };
  expect(await wang.submit({ ...answers, received: at("2026-11-24 10:30") / 1000 })).toMatchObject({
    outcome: "errors",
  });
  expect(modalOf(wang).errors).toEqual({
    "what-happened": "请至少用几个字写明发生了什么。",
    phone: "电话号码不对，例如 138 1234 5678；没有电话请填“无”。",
    received: "时间晚于现在。客户是什么时候反映的？",
  });
  expect(typed(wang, "what-happened")).toBe("坏");
  expect(
    await wang.submit({ "what-happened": "电梯又坏了", phone: "无", received: at("2026-11-24 09:00") / 1000 }),
  ).toMatchObject({
    outcome: "update",
  });
});

test("resolve: a time in the future, before the case began, and long ago without a reason", async () => {
  const li = scene.as(LI);
  const number = await accepted();
  await scene.to("2026-11-24 15:00");
  await li.press(await scene.card(number), "办结");
  await li.seesModal("办结");
  expect(await li.submit()).toMatchObject({ outcome: "invalid" });
  await redrawn(li, () => li.choose(modalOf(li), "doneAt", at("2026-11-24 16:00") / 1000));
  expect(await li.submit({ measures: "更换了平层传感器", outcome: "属实", "customer-told": "yes" })).toMatchObject({
    outcome: "errors",
  });
  expect(modalOf(li).errors).toEqual({ doneAt: "时间晚于现在，请填写实际时间。" });
  await redrawn(li, () => li.choose(modalOf(li), "doneAt", at("2026-11-24 08:00") / 1000));
  expect(await li.submit({ lateReason: "地下室没有信号" })).toMatchObject({ outcome: "errors" });
  expect(modalOf(li).errors).toEqual({ doneAt: "早于该环节可开始的时间 11月24日（周二）09:12。" });
  expect(typed(li, "measures")).toBe("更换了平层传感器");
  expect(typed(li, "outcome")).toBe("upheld");
  await redrawn(li, () => li.choose(modalOf(li), "doneAt", at("2026-11-24 14:30") / 1000));
  expect(await li.submit()).toMatchObject({ outcome: "closed" });
  await scene.card(number, "交回记录表");
  expect((await scene.lines(number)).at(-1)).toBe(
    "李强 Li Qiang 办结：“更换了平层传感器” · 实际完成 11月24日（周二）14:30，补登原因：“地下室没有信号”",
  );
});

test("more time: not later than the limit, in the past, without a reason", async () => {
  const li = scene.as(LI);
  const number = await accepted();
  await li.press(await scene.card(number), "acts", "申请延期");
  await li.seesModal("申请延期");
  expect(await li.submit({ until: at("2026-11-24 08:00") / 1000, reason: "等", customerTold: "是" })).toMatchObject({
    outcome: "errors",
  });
  expect(modalOf(li).errors).toEqual({ until: "该时间已过，请选择之后的时间。", reason: "请用几个字写明原因。" });
  expect(await li.submit({ until: at("2026-11-25 12:00") / 1000, reason: "灯具在途，周五到" })).toMatchObject({
    outcome: "errors",
  });
  expect(modalOf(li).errors).toEqual({ until: "请选择晚于现时限的时间。" });
  expect(typed(li, "reason")).toBe("灯具在途，周五到");
  expect(await li.submit({ until: at("2026-11-27 18:00") / 1000 })).toMatchObject({ outcome: "closed" });
  // A second one while the first waits for its answer.
  await scene.card(number, "审批");
  await li.press(await scene.card(number), "acts", "撤回申请");
  await scene.card(number, "下一步：办结");
  expect((await scene.lines(number)).at(-1)).toBe("李强 Li Qiang 撤回申请");
});

test("escalate, hand over, contact: reasons of a few letters, no receiver, a promise in the past", async () => {
  const li = scene.as(LI);
  const number = await accepted();
  await li.press(await scene.card(number), "上报");
  await li.seesModal("上报");
  expect(await li.submit({ reason: "急" })).toMatchObject({ outcome: "errors" });
  expect(modalOf(li).errors).toEqual({ reason: "请用几个字写明原因。" });
  await li.closeView();
  await li.press(await scene.card(number), "acts", "移交");
  await li.seesModal("移交");
  expect(await li.submit({ reason: "楼梯需要清扫" })).toMatchObject({ outcome: "invalid" });
  await li.closeView();
  await li.press(await scene.card(number), "acts", "已联系客户");
  await li.seesModal("已联系客户");
  expect(
    await li.submit({
      said: "已说明情况",
      when: at("2026-11-24 18:00") / 1000,
      promisedUntil: at("2026-11-24 09:00") / 1000,
    }),
  ).toMatchObject({ outcome: "errors" });
  expect(modalOf(li).errors).toEqual({
    when: "时间晚于现在，请填写实际时间。",
    promisedUntil: "该时间已过，请选择之后的时间。",
  });
  expect(typed(li, "said")).toBe("已说明情况");
});

test("a number that is no case, in every form that asks for one", async () => {
  const grace = scene.as(GRACE);
  const number = await accepted();
  await scene.act(grace, number, "Link a case");
  expect(await grace.submit({ other: "no such number" })).toMatchObject({ outcome: "errors" });
  expect(modalOf(grace).errors).toEqual({ other: "No case no such number that you can open." });
  expect(await grace.submit({ other: number })).toMatchObject({ outcome: "errors" });
  expect(modalOf(grace).errors).toEqual({ other: "Choose another case or person." });
});

test("keeping a person out: nobody chosen, and the same person twice", async () => {
  const zhao = scene.as(ZHAO);
  const number = await accepted();
  await scene.act(zhao, number, "Keep a person out");
  expect(await zhao.submit({ reason: "A relative of the customer" })).toMatchObject({ outcome: "invalid" });
  expect(await zhao.submit({ person: LI, reason: "A" })).toMatchObject({ outcome: "errors" });
  expect(modalOf(zhao).errors).toEqual({ reason: "Give the reason in a few words." });
  expect(typed(zhao, "person")).toBe(LI);
});

test("a form sent after the case has ended keeps its text, says what happened, and becomes a note", async () => {
  const [li, grace] = [scene.as(LI), scene.as(GRACE)];
  const number = await accepted();
  await li.press(await scene.card(number), "上报");
  await li.seesModal("上报");
  await scene.act(grace, number, "Withdrawn");
  expect(await grace.submit({ how: "By phone", reason: "Solved by a neighbour" })).toMatchObject({ outcome: "clear" });
  await scene.card(number, "客户撤诉");
  expect(await li.submit({ reason: "无备用维保单位，请定夺" })).toMatchObject({ outcome: "update" });
  const kept = modalOf(li);
  expect(readable(kept)).toContain(
    "此单已结束（客户撤诉），未作改动。您填写期间：客户撤诉：“By phone · Solved by a neighbour”。您写的内容保留在下面。",
  );
  expect(typed(li, "reason")).toBe("无备用维保单位，请定夺");
  const note = await redrawn(li, () => li.press(kept, "存为备注"));
  expect(note.title).toBe("备注");
  expect(await li.submit()).toMatchObject({ outcome: "closed" });
  const history = await scene.window(grace, number);
  expect(readable(history)).not.toContain("Then:");
  expect(readable(history)).toContain("李强 Li Qiang: “无备用维保单位，请定夺”");
});

test("intake: choices that follow one another faster than they are drawn, the last of them is what stands there", async () => {
  const grace = scene.as(GRACE);
  await grace.command("/complaint", "The lift stopped between floors", ENGINEERING);
  const opened = await grace.seesModal("File a complaint");
  await scene.control.fault("api", { kind: "delay", ms: 300 }, { method: "views.update" });
  await grace.choose(opened, "category", "lift");
  await grace.press(modalOf(grace), "intake:details");
  await grace.choose(modalOf(grace), "cause", "equipment");
  await grace.choose(modalOf(grace), "ticks", ["easy"]);
  const drawn = await grace.seesModal((modal) => readable(modal).includes("→ Minor: Equipment"));
  expect(readable(drawn)).toContain("Engineering, 李强 Li Qiang");
  // What an earlier press has unfolded stays unfolded.
  expect(readable(drawn)).toContain("Received at");
  expect(typed(grace, "what-happened")).toBe("The lift stopped between floors");
  await scene.control.lift();
});

test("a level is changed while somebody else has its form open: nothing is overwritten, and the form keeps its answers", async () => {
  const [grace, wang] = [scene.as(GRACE), scene.as(WANG)];
  await scene.to("2026-11-25 09:12");
  const number = await accepted();
  await scene.act(grace, number, "Level");
  await scene.act(wang, number, "调整级别");
  expect(await wang.submit({ ticks: ["injury-or-loss"], reason: "老人在轿厢里摔伤" })).toMatchObject({
    outcome: "closed",
  });
  await scene.card(number, "重大");
  expect(await grace.submit({ reason: "The customer was angry" })).toMatchObject({ outcome: "update" });
  const kept = await grace.seesModal((modal) => readable(modal).includes("While you wrote:"));
  expect(readable(kept)).toContain("王芳 Wang Fang");
  expect(typed(grace, "reason")).toBe("The customer was angry");
  expect(readable(await scene.card(number))).toContain("重大");
});

test("somebody who is in none of the desk's channels is called by the own name", async () => {
  const grace = scene.as(GRACE);
  await grace.command("/complaint", "He cut down the roses", ENGINEERING);
  await grace.seesModal("File a complaint");
  await redrawn(grace, () => grace.choose(modalOf(grace), "category", "lift"));
  await redrawn(grace, () => grace.choose(modalOf(grace), "cause", "service"));
  await redrawn(grace, () => grace.press(modalOf(grace), "Add details"));
  const customer = { complainant: "Ms Chen Lan", phone: "138 1234 5678", source: "phone" };
  expect(await grace.submit({ ...customer, accused: MEI })).toMatchObject({ outcome: "update" });
  const receipt = readable(await grace.seesModal("Recorded"));
  await grace.closeView({ all: true });
  const number = /\*(?<number>\d{10}) · /u.exec(receipt)?.groups?.["number"] ?? "";
  expect(readable(await scene.window(grace, number))).toContain("Person complained about: 梅梅 Mei Mei");
});
