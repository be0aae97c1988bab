import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messageAt, NOW, openDesk, write, type Desk } from "./desk.ts";
import type { Visit } from "../support/browser.ts";

let desk: Desk;
let visit: Visit;
let page: Page;

const MINUTE = 60_000;
const plain = (text: string): { type: "plain_text"; text: string } => ({ type: "plain_text", text });

beforeAll(async () => {
  desk = await openDesk();
  desk.app.command("/complaint", async ({ ack }) => ack("Recorded."));
  visit = await desk.visit({ as: "U0LIN", at: "C0FRONT", width: 1400 });
  page = visit.page;
});

afterAll(() => desk.close());

const tools = (): ReturnType<Page["getByRole"]> => page.getByRole("complementary", { name: "沙盒工具" });
const press = (name: string): Promise<void> => tools().getByRole("button", { name, exact: true }).click();

function now(): Promise<number> {
  return desk.slack.control.clock.now();
}

test("the clock stands still, moves by steps, to the next morning, to a time, and runs", async () => {
  await page.locator(".clock-button").click();
  await press("+10 分钟");
  await expect.poll(now).toBe(NOW + 10 * MINUTE);
  await press("次日早上");
  await expect.poll(now).toBe(Date.parse("2026-11-25T00:30:00Z"));
  await press("+1 天");
  await expect.poll(now).toBe(Date.parse("2026-11-26T00:30:00Z"));
  await tools().getByLabel("设为").fill("2026-11-24T10:00");
  await press("设定");
  await expect.poll(now).toBe(Date.parse("2026-11-24T02:00:00Z"));
  await page.locator(".clock-button").filter({ hasText: "10:00" }).waitFor();
  await press("运行");
  await expect.poll(now).toBeGreaterThan(Date.parse("2026-11-24T02:00:00Z"));
  await press("停止");
  await tools().getByRole("button", { name: "运行" }).waitFor();
});

test("dates in messages are told anew when the clock has moved", async () => {
  await desk.slack.control.clock.set(NOW);
  const ts = await desk.post([
    {
      type: "section",
      text: { type: "mrkdwn", text: `by <!date^${(NOW + 24 * 60 * MINUTE) / 1000}^{date_short_pretty} {time}|then>` },
    },
  ]);
  await messageAt(page, ts).getByText("明天 09:12").waitFor();
  await desk.slack.control.clock.move(24 * 60 * MINUTE);
  await messageAt(page, ts).getByText("今天 09:12").waitFor();
  expect(await messageAt(page, ts).getByText("明天").count()).toBe(0);
});

test("the inspector shows requests with their answers, newest first, and finds one by its words", async () => {
  // An hour on the sandbox's clock is the life of the app's socket.
  await page.getByText("未连接").waitFor({ state: "detached" });
  await write(page, "/complaint the lift");
  await page.getByText("Recorded.").waitFor();
  await press("通信");
  const row = tools().getByRole("button", { name: "/complaint" }).first();
  await row.click();
  expect(await row.innerText()).toContain("ok");
  const detail = tools().locator(".traffic-detail");
  expect(await detail.innerText()).toContain('"the lift"');
  expect(await detail.innerText()).toContain('"Recorded."');
  await tools().getByRole("searchbox", { name: "筛选" }).fill("chat.post");
  const names = await tools().locator(".traffic-name b").allInnerTexts();
  expect(new Set(names)).toEqual(new Set(["chat.postMessage"]));
});

test("what passed before the page was opened is in the inspector too", async () => {
  const later = await desk.visit({ as: "U0ADA", at: "C0FRONT" });
  await later.page.getByRole("button", { name: "Traffic" }).click();
  expect(await later.page.locator(".traffic-name b").allInnerTexts()).toContain("chat.postMessage");
  await later.close();
});

test("a fault is added, strikes as often as asked, and can be lifted", async () => {
  await press("故障");
  await tools().getByLabel("现象").selectOption({ label: "拒绝：internal_error" });
  await tools().getByLabel("仅限").fill("chat.postMessage");
  await press("添加故障");
  await tools().getByRole("button", { name: "解除" }).waitFor();
  expect(await tools().locator(".fault-list").innerText()).toContain("chat.postMessage");
  await expect(desk.post([], { text: "refused" })).rejects.toThrow("internal_error");
  await tools().getByText("Slack 运行正常。").waitFor();

  await tools().getByLabel("位置").selectOption({ label: "发往应用的请求" });
  await tools().getByLabel("次数").selectOption({ label: "直到解除" });
  await press("添加故障");
  await tools().getByRole("button", { name: "解除", exact: true }).click();
  await tools().getByText("Slack 运行正常。").waitFor();
});

test("every kind of fault can be asked for, at each place where it can strike", async () => {
  const asked: string[] = [];
  const places = ["api", "response_url", "delivery"];
  const kinds = [5, 3, 5];
  for (const [at, place] of places.entries()) {
    await tools().getByLabel("位置").selectOption({ index: at });
    const what = tools().getByLabel("现象");
    await expect.poll(() => what.getByRole("option").count()).toBe(kinds[at]);
    for (let kind = 0; kind < (kinds[at] ?? 0); kind += 1) {
      await what.selectOption({ index: kind });
      await press("添加故障");
      asked.push(place);
      await expect.poll(() => tools().locator(".fault-list li").count()).toBe(asked.length);
    }
  }
  const faults: unknown = await (await fetch(`${desk.slack.url}/_sandbox/faults`)).json();
  expect(faults).toMatchObject(
    [
      ["api", "drop-answer"],
      ["api", "delay"],
      ["api", "rate-limit"],
      ["api", "status"],
      ["api", "error"],
      ["response_url", "drop-answer"],
      ["response_url", "delay"],
      ["response_url", "status"],
      ["delivery", "lose"],
      ["delivery", "delay"],
      ["delivery", "twice"],
      ["delivery", "two-ids"],
      ["delivery", "reorder"],
    ].map(([where, kind]) => ({ where, what: { kind } })),
  );
  await press("全部解除");
  await tools().getByText("Slack 运行正常。").waitFor();
});

test("channels are archived and people deactivated from here", async () => {
  await tools().getByLabel("频道").selectOption({ label: "safe" });
  await press("归档频道");
  await tools().getByRole("button", { name: "取消归档" }).waitFor();
  await page.getByRole("button", { name: "safe" }).click();
  await page.getByText("该频道已归档").waitFor();
  await tools().getByLabel("人员").selectOption({ label: "Ben Ali" });
  await press("停用人员");
  await tools().getByRole("button", { name: "恢复人员" }).waitFor();
  expect(
    await page.getByRole("navigation", { name: "当前身份" }).getByRole("button", { name: "Ben Ali" }).count(),
  ).toBe(0);
});

test("the app's socket is cut, and it is shown as away until it is back", async () => {
  await press("切断应用的连接");
  await page.getByText("未连接").waitFor();
  await page.getByText("未连接").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "front" }).click();
  const ts = await desk.post([
    { type: "actions", elements: [{ type: "button", action_id: "again", text: plain("Again") }] },
  ]);
  await messageAt(page, ts).getByRole("button", { name: "Again" }).click();
  expect(await desk.nextAction()).toMatchObject({ action_id: "again" });
});

test("the app's token is revoked from here", async () => {
  await press("撤销应用的令牌");
  await tools().getByRole("status").filter({ hasText: "已完成" }).waitFor();
  await expect(desk.post([], { text: "too late" })).rejects.toThrow("token_revoked");
});

test("Escape closes the tools, and nothing went wrong in the page meanwhile", async () => {
  await tools().getByRole("button", { name: "关闭工具" }).focus();
  await page.keyboard.press("Escape");
  await tools().waitFor({ state: "detached" });
  expect(visit.errors).toEqual([]);
});
