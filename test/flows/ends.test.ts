import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import { GRACE, LI, WANG, ZHAO } from "./house.ts";
import { modalOf, offeredActs, openScene, redrawn, type Scene } from "./scene.ts";

const CUSTOMER = { complainant: "Ms Chen Lan", phone: "138 1234 5678", source: "phone" };

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterEach(() => scene.tidy());
afterAll(() => scene.close());

/** Solved, called and satisfied. */
async function closed(): Promise<string> {
  const [li, grace] = [scene.as(LI), scene.as(GRACE)];
  const number = await scene.accepted();
  await li.press(await scene.card(number), "办结");
  await li.seesModal("办结");
  await li.submit({ measures: "更换了平层传感器", outcome: "属实", "customer-told": "yes" });
  await li.press(await scene.card(number, "交回记录表"), "交回记录表");
  await li.seesModal("投诉记录表");
  await li.submit();
  await grace.press(await scene.card(number, "回访客户"), "回访");
  await grace.choose(await grace.seesModal("Call back"), "verdict", "satisfied");
  await grace.seesModal("Closes the case.");
  expect(await grace.submit({ solved: "yes" })).toMatchObject({ outcome: "clear" });
  await scene.card(number, "已结案");
  return number;
}

test("not valid waits for the deputy general manager's yes, and the case goes on meanwhile", async () => {
  const [grace, zhao] = [scene.as(GRACE), scene.as(ZHAO)];
  const number = await scene.accepted();
  const form = await scene.act(grace, number, "Not valid");
  expect(readable(form)).toContain("赵敏 Zhao Min must agree before the case ends.");
  expect(
    await grace.submit({ ground: "Not our matter", facts: "The lift belongs to the metro", customerTold: "yes" }),
  ).toMatchObject({ outcome: "closed" });
  await grace.closeView({ all: true });
  const waiting = await scene.card(number, "审批");
  expect(readable(waiting)).toContain("*等 <@U0ZHAO> 审批：不成立* · 计时不停");
  const asked = await zhao.seesDm("Decide: not valid");
  expect(readable(asked)).toContain(`*Decide: not valid* · ${number} Minor: Lift out of service`);
  expect(readable(asked)).toContain("The lift belongs to the metro");
  await zhao.press(asked, "Approve");
  const ended = await scene.card(number, "*不成立：*");
  expect(readable(ended)).toContain("赵敏 Zhao Min已批准");
  expect((await scene.lines(number)).at(-1)).toContain("赵敏 Zhao Min同意");
  expect(readable(await zhao.seesDm("Approved by"))).toContain("Approved by 赵敏 Zhao Min, Tue 24 Nov 09:12.");
});

test("a refused “not valid” needs a reason; the case stands as before", async () => {
  const [grace, zhao] = [scene.as(GRACE), scene.as(ZHAO)];
  const number = await scene.accepted();
  await scene.act(grace, number, "Not valid");
  await grace.submit({ ground: "Nothing was wrong", facts: "Nobody found anything", customerTold: "no" });
  await grace.closeView({ all: true });
  await zhao.press(await zhao.seesDm(`Decide: not valid* · ${number}`), "Refuse");
  await zhao.seesModal("Refuse the request");
  expect(await zhao.submit({ reason: "no" })).toMatchObject({ outcome: "errors" });
  expect(zhao.modal()?.errors).toEqual({ reason: "Give the reason in a few words." });
  expect(await zhao.submit({ reason: "Look at the log of the lift first" })).toMatchObject({ outcome: "closed" });
  await scene.card(number, "下一步：办结");
  expect((await scene.lines(number)).at(-1)).toBe("赵敏 Zhao Min 不同意：“Look at the log of the lift first”");
  expect(readable(await grace.seesDm("refused"))).toContain(
    `*${number} Minor: Lift out of service:* 赵敏 Zhao Min refused: not valid.`,
  );
});

test("withdrawn by the customer: how and why stand on the record, and nothing runs any more", async () => {
  const wang = scene.as(WANG);
  const number = await scene.accepted();
  const form = await scene.act(wang, number, "撤诉");
  expect(form.submit).toBe("终止办理");
  expect(await wang.submit({ how: "", reason: "" })).toMatchObject({ outcome: "invalid" });
  expect(await wang.submit({ how: "电话，今天上午", reason: "客户表示已无问题" })).toMatchObject({ outcome: "clear" });
  const card = await scene.card(number, "客户撤诉");
  expect(card.text).toBe(`${number} 轻微：电梯停运，客户撤诉。`);
  expect((await scene.lines(number)).at(-1)).toBe("客户撤诉：“电话，今天上午 · 客户表示已无问题”");
  await scene.to("2026-11-27 18:01");
  expect((await scene.lines(number)).at(-1)).toBe("客户撤诉：“电话，今天上午 · 客户表示已无问题”");
});

test("a duplicate becomes part of the other case", async () => {
  const grace = scene.as(GRACE);
  const [first, second] = [await scene.accepted(), await scene.accepted()];
  await scene.act(grace, second, "Duplicate");
  expect(await grace.submit({ into: "99999", reason: "Same lift, same day" })).toMatchObject({ outcome: "errors" });
  expect(grace.modal()?.errors).toEqual({ into: "No case 99999 that you can open." });
  expect(await grace.submit({ into: first, reason: "Same lift, same day" })).toMatchObject({ outcome: "clear" });
  expect(readable(await scene.card(second, "已并入"))).toContain(`*已并入 ${first}*`);
});

test("reopened with the same owner: the case runs again, and closing it once more is one more line", async () => {
  const grace = scene.as(GRACE);
  await scene.to("2026-11-30 09:12");
  const number = await closed();
  await scene.to("2026-12-01 09:12");
  await grace.press(await scene.card(number, "已结案"), "重新办理");
  const form = await grace.seesModal("Reopen");
  expect(readable(form)).toContain("It can be reopened until 30 Dec.");
  expect(await grace.submit({ reason: "same fault again", sameOwner: "yes" })).toMatchObject({ outcome: "closed" });
  const card = await scene.card(number, "下一步：办结");
  expect(readable(card)).toContain("<@U0LI>");
  expect((await scene.lines(number)).slice(-2)).toEqual([
    "Grace Hill 重新办理：“same fault again”",
    `${number} 轻微：电梯停运：第2轮：退回李强 Li Qiang`,
  ]);
});

test("after thirty days nobody is offered to reopen it; the card's button says until when it was, and files a linked case", async () => {
  const grace = scene.as(GRACE);
  await scene.to("2026-12-01 09:12");
  const number = await closed();
  await scene.to("2027-01-04 10:00");
  expect(offeredActs(await scene.window(grace, number))).not.toContain("Reopen");
  await grace.closeView({ all: true });
  await grace.press(await scene.card(number, "已结案"), "重新办理");
  const late = await grace.seesEphemeral("#engineering-desk", "reopened");
  expect(readable(late)).toContain(
    "It could be reopened until Thu 31 Dec 2026 09:12. File a new complaint and link the two.",
  );

  await grace.press(late, "File linked case");
  await grace.seesModal("File a complaint");
  await redrawn(grace, () => grace.choose(modalOf(grace), "category", "lift"));
  await redrawn(grace, () => grace.choose(modalOf(grace), "cause", "equipment"));
  expect(await grace.submit({ ...CUSTOMER, "what-happened": "The lift stops again, as in November" })).toMatchObject({
    outcome: "update",
  });
  await grace.closeView({ all: true });
  await scene.quiet();
  expect(readable(await scene.window(grace, "2027010001"))).toContain(number);
});
