import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messageAt, openDesk, write, type Desk } from "./desk.ts";
import type { Visit } from "../support/browser.ts";

let desk: Desk;
let visit: Visit;
let page: Page;
const shortcuts: string[] = [];

const plain = (text: string): { type: "plain_text"; text: string } => ({ type: "plain_text", text });

beforeAll(async () => {
  desk = await openDesk();
  desk.app.command("/complaint", async ({ ack, body, respond }) => {
    await ack();
    await respond({ text: `Nothing matches “${body.text}”.` });
  });
  desk.app.shortcut(/.*/, async ({ ack, shortcut }) => {
    await ack();
    shortcuts.push(`${shortcut.callback_id} ${"message" in shortcut ? String(shortcut.message.text) : ""}`.trim());
  });
  desk.app.event("app_home_opened", async ({ event, client }) => {
    if (event.tab !== "home") return;
    const view = {
      type: "home" as const,
      blocks: [
        { type: "header" as const, text: plain("Do now 3") },
        {
          type: "input" as const,
          dispatch_action: true,
          block_id: "find",
          label: plain("Find"),
          element: { type: "plain_text_input" as const, action_id: "words" },
        },
        {
          type: "actions" as const,
          elements: [{ type: "button" as const, action_id: "file", text: plain("File a complaint") }],
        },
      ],
    };
    await client.views.publish({ user_id: event.user, view });
  });
  visit = await desk.visit({ as: "U0ADA", at: "C0FRONT" });
  page = visit.page;
});

afterAll(() => desk.close());

const open = (name: string): Promise<void> =>
  page.getByRole("navigation", { name: "Sandbox" }).getByRole("button", { name }).click();

describe("writing", () => {
  test("what is typed appears with its author, its time on one's own wall, and mentions alive", async () => {
    await write(page, "hello @Ben Ali & *all*, see #other :wave:");
    const message = page.locator("main article").last();
    await message.getByText("hello").waitFor();
    expect(await message.locator(".author").innerText()).toMatch(/^Ada Lovelace\s+1:12 AM$/);
    expect(await message.locator(".mention").allInnerTexts()).toEqual(["@Ben Ali", "#other"]);
    expect(await message.locator("b").last().innerText()).toBe("all");
    expect(await message.getByRole("img", { name: "wave" }).innerText()).toBe("👋");
  });

  test("a slash offers the app's commands; Tab takes one, Enter sends it, the answer is for one's own eyes", async () => {
    const box = page.getByRole("textbox", { name: "Message #front" });
    await box.fill("/com");
    const offer = page.getByRole("option", { name: "/complaint" });
    await offer.waitFor();
    expect(await offer.innerText()).toContain("Record a complaint");
    await box.press("Tab");
    expect(await box.inputValue()).toBe("/complaint ");
    await page.keyboard.type("find lift");
    await box.press("Enter");
    const answer = page.locator("main article.ephemeral").last();
    await answer.getByText("Nothing matches “find lift”.").waitFor();
    expect(await answer.innerText()).toContain("Only visible to you");
  });

  test("an unknown command is explained by Slack itself", async () => {
    await write(page, "/nothing");
    await page.getByText("is not a valid command").waitFor();
    expect(await page.locator("main article").last().locator(".author b").innerText()).toBe("Slackbot");
  });

  test("people are offered after @, and chosen by arrows", async () => {
    const box = page.getByRole("textbox", { name: "Message #front" });
    await box.fill("for @l");
    await page.getByRole("option", { name: "林晓" }).waitFor();
    await box.press("ArrowDown");
    const chosen = await page.locator("[role=option][aria-selected=true] b").innerText();
    await box.press("Enter");
    expect(await box.inputValue()).toBe(`for @${chosen} `);
    await box.fill("");
  });

  test("Shift and Enter break the line, unsent words stay with their channel", async () => {
    const box = page.getByRole("textbox", { name: "Message #front" });
    await box.fill("one");
    await box.press("Shift+Enter");
    await page.keyboard.type("two");
    await open("other");
    await page.getByRole("textbox", { name: "Message #other" }).waitFor();
    await open("front");
    expect(await box.inputValue()).toBe("one\ntwo");
    await box.press("Enter");
    await expect.poll(() => page.locator("main article").last().innerText()).toContain("one\ntwo");
  });

  test("one's own words can be changed and deleted, and show that they were changed", async () => {
    await write(page, "first words");
    const message = page.locator("main article", { hasText: "first words" });
    await message.hover();
    await message.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Edit message" }).click();
    await page.getByRole("textbox", { name: "Edit message" }).fill("second words");
    await page.keyboard.press("Enter");
    const changed = page.locator("main article", { hasText: "second words" });
    await changed.getByText("(edited)").waitFor();
    await changed.hover();
    await changed.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete message" }).click();
    await changed.waitFor({ state: "detached" });
    expect(await page.getByText("first words").count()).toBe(0);
  });

  test("a file goes along with words", async () => {
    await page
      .locator("main .composer input[type=file]")
      .setInputFiles({ name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("1. call") });
    await page.locator("main .composer").getByText("plan.txt").waitFor();
    await write(page, "the plan");
    const link = page.locator("main article").last().getByRole("link", { name: "plan.txt" });
    const address = await link.getAttribute("href");
    expect(await (await fetch(desk.slack.url + address)).text()).toBe("1. call");
  });
});

describe("threads", () => {
  test("replies are counted under the message, open beside it, and take an answer also sent to the channel", async () => {
    const parent = await desk.post([], { text: "the card" });
    await desk.post([], { text: "Li Qiang accepted", thread_ts: parent });
    const card = messageAt(page, parent);
    await card.getByRole("button", { name: "1 reply" }).click();
    const thread = page.getByRole("complementary", { name: "Thread" });
    await thread.getByText("Li Qiang accepted").waitFor();
    await thread.getByRole("checkbox", { name: "Also send to #front" }).check();
    await thread.getByRole("textbox", { name: "Reply…" }).fill("on my way");
    await page.keyboard.press("Enter");
    await thread.getByText("on my way").waitFor();
    await card.getByRole("button", { name: "2 replies" }).waitFor();
    const copy = page.locator("main article", { hasText: "on my way" });
    expect(await copy.innerText()).toContain("Replied to a thread");
    await page.keyboard.press("Escape");
    await thread.waitFor({ state: "detached" });
  });

  test("a command in a thread is refused in Slack's words", async () => {
    const parent = await desk.post([], { text: "another card" });
    const card = messageAt(page, parent);
    await card.hover();
    await card.getByRole("button", { name: "Reply in thread" }).click();
    const thread = page.getByRole("complementary", { name: "Thread" });
    await thread.getByRole("textbox", { name: "Reply…" }).fill("/complaint x");
    await page.keyboard.press("Enter");
    await thread.getByText("/complaint is not supported in threads. Sorry!").waitFor();
    await thread.getByRole("button", { name: "Close thread" }).click();
    expect(await thread.count()).toBe(0);
  });
});

describe("what others do", () => {
  test("a message elsewhere makes its channel bold; a mention and a direct message carry a number", async () => {
    await open("other");
    await desk.post([], { text: "for <@U0ADA>" });
    const row = page.getByRole("navigation", { name: "Sandbox" }).getByRole("button", { name: "front" });
    await row.locator(".badge", { hasText: "1" }).waitFor();
    await desk.post([], { channel: "U0ADA", text: "only for you" });
    const app = page.getByRole("navigation", { name: "Sandbox" }).getByRole("button", { name: "Desk" });
    await app.locator(".badge", { hasText: "1" }).waitFor();

    await row.click();
    await page.getByText("for @Ada Lovelace").waitFor();
    expect(await page.getByRole("separator", { name: "New" }).count()).toBe(1);
    await row.locator(".badge").waitFor({ state: "detached" });
    await app.click();
    await page.getByText("only for you").waitFor();
    await app.locator(".badge").waitFor({ state: "detached" });
    await open("front");
  });

  test("a card that the app changes is changed at once, where it stands", async () => {
    const ts = await desk.post([{ type: "section", text: plain("Next: accept") }]);
    await messageAt(page, ts).getByText("Next: accept").waitFor();
    await desk.app.client.chat.update({
      channel: "C0FRONT",
      ts,
      text: "x",
      blocks: [{ type: "section", text: plain("Next: solve it") }],
    });
    await messageAt(page, ts).getByText("Next: solve it").waitFor();
    await desk.app.client.chat.delete({ channel: "C0FRONT", ts });
    await messageAt(page, ts).waitFor({ state: "detached" });
    expect(await page.getByText("Next: solve it").count()).toBe(0);
  });

  test("reactions are counted, and one's own taken back by a press", async () => {
    const ts = await desk.post([], { text: "well done" });
    const message = messageAt(page, ts);
    await message.hover();
    await message.getByRole("button", { name: "Add a reaction" }).click();
    await page.getByRole("textbox", { name: "Find an emoji" }).fill("tada");
    await page.keyboard.press("Enter");
    const mark = message.getByRole("button", { name: "tada: Ada Lovelace" });
    await mark.waitFor();
    await desk.app.client.reactions.add({ channel: "C0FRONT", timestamp: ts, name: "tada" });
    await expect.poll(() => message.locator(".reaction").innerText()).toContain("2");
    await message.locator(".reaction").click();
    await expect.poll(() => message.locator(".reaction").getAttribute("aria-pressed")).toBe("false");
  });
});

describe("links to messages", () => {
  test("lead to the message, far back as it may be, and into the thread of a reply", async () => {
    const parent = await desk.post([], { channel: "C0OTHER", text: "an old card" });
    const reply = await desk.post([], { channel: "C0OTHER", text: "an old reply", thread_ts: parent });
    for (let count = 1; count <= 60; count += 1) await desk.post([], { channel: "C0OTHER", text: `later ${count}` });
    const link = async (ts: string): Promise<string> =>
      (await desk.app.client.chat.getPermalink({ channel: "C0OTHER", message_ts: ts })).permalink ?? "";
    await desk.post([], { text: `see <${await link(parent)}|the card> and <${await link(reply)}|the reply>` });

    await page.getByRole("link", { name: "the card" }).click();
    await page.locator("article.aimed", { hasText: "an old card" }).waitFor();
    await open("front");
    await page.getByRole("link", { name: "the reply" }).click();
    await page
      .getByRole("complementary", { name: "Thread" })
      .locator("article.aimed", { hasText: "an old reply" })
      .waitFor();
    await page.getByRole("button", { name: "Close thread" }).click();

    const fresh = await desk.visit({ as: "U0ADA" });
    await fresh.page.goto(await link(parent));
    await fresh.page.locator("article.aimed", { hasText: "an old card" }).waitFor();
    expect(fresh.page.url()).toBe(`${desk.slack.url}/#/U0ADA/C0OTHER`);
    await fresh.close();
    await open("front");
  });
});

describe("the app's other doors", () => {
  test("a message shortcut stands in the message's menu", async () => {
    const ts = await desk.post([], { text: "the lift again" });
    const message = messageAt(page, ts);
    await message.hover();
    await message.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Make a complaint" }).click();
    await expect.poll(() => shortcuts).toContain("from-message the lift again");
  });

  test("a global shortcut stands in the composer's menu", async () => {
    await page.getByRole("button", { name: "Shortcuts" }).click();
    await page.getByRole("menuitem", { name: "New complaint" }).click();
    await expect.poll(() => shortcuts).toContain("new-complaint");
  });

  test("a shortcut that the app lets lie is told of in a word from Slack", async () => {
    await desk.slack.control.fault("delivery", { kind: "lose" }, { name: "new-complaint" });
    await page.getByRole("button", { name: "Shortcuts" }).click();
    await page.getByRole("menuitem", { name: "New complaint" }).click();
    const toast = page.locator(".toast").first();
    await toast.waitFor();
    expect(await toast.innerText()).not.toBe("");
    await toast.getByRole("button", { name: "Dismiss" }).click();
  });

  test("Home shows what the app publishes, and its fields and buttons work", async () => {
    await open("Desk");
    await page.getByRole("navigation", { name: "Desk" }).getByRole("button", { name: "Home" }).click();
    await page.getByRole("heading", { name: "Do now 3" }).waitFor();
    await page.getByRole("textbox", { name: "Find" }).fill("lift");
    await page.keyboard.press("Enter");
    expect(await desk.nextAction()).toMatchObject({ action_id: "words", value: "lift" });
    await page.getByRole("button", { name: "File a complaint" }).click();
    expect(await desk.nextAction()).toMatchObject({ action_id: "file" });
  });
});

describe("being somebody else", () => {
  test("one press changes the person, the language, the clock and what can be seen", async () => {
    await page.getByRole("navigation", { name: "You are" }).getByRole("button", { name: "林晓 Manager" }).click();
    const sidebar = page.getByRole("navigation", { name: "Sandbox" });
    await sidebar.getByRole("button", { name: "safe" }).click();
    await page.getByRole("textbox", { name: "发消息到 safe" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
    // Chinese is drawn by a font that comes along, whatever fonts the machine has.
    const drawn = `[...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family).join()`;
    await expect.poll(() => page.evaluate(drawn)).toContain("Noto Sans SC");
    expect(await page.locator(".clock-button").innerText()).toContain("09:12");
    expect(await sidebar.getByRole("heading").allInnerTexts()).toEqual(["应用", "频道", "私信"]);
  });

  test("after a reload one is still the same, in the same place", async () => {
    await page.reload();
    await page.getByRole("textbox", { name: "发消息到 safe" }).waitFor();
    expect(await page.locator(".person[aria-current=true]").innerText()).toContain("林晓");
  });

  test("a channel that one is not in can be looked at and joined", async () => {
    await page.getByRole("navigation", { name: "Sandbox" }).getByRole("button", { name: "other" }).click();
    await page.getByText("您尚未加入 #other").waitFor();
    await page.getByRole("button", { name: "加入频道" }).click();
    await page.getByRole("textbox", { name: "发消息到 #other" }).waitFor();
    expect(await page.getByText("您尚未加入 #other").count()).toBe(0);
  });

  test("an archived channel takes no words", async () => {
    await page.getByRole("navigation", { name: "当前身份" }).getByRole("button", { name: "Ada Lovelace" }).click();
    await page.getByRole("button", { name: "old", exact: true }).click();
    await page.getByText("This channel is archived.").waitFor();
    expect(await page.locator("main .composer").count()).toBe(0);
  });
});

test("nothing went wrong in the page meanwhile", () => {
  expect(visit.errors).toEqual([]);
});
