import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messageAt, openDesk, type Desk } from "./desk.ts";
import { CHARTS, complaintCard, SHOWN, type GalleryBlock } from "./gallery.ts";
import type { Visit } from "../support/browser.ts";

let desk: Desk;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  desk = await openDesk();
  visit = await desk.visit({ as: "U0LIN", at: "C0FRONT" });
  page = visit.page;
  // What no test machine can fetch is answered at once.
  await page.route(/pictures\.example|video\.example/, (route) => route.abort());
});

afterAll(() => desk.close());

async function show(blocks: GalleryBlock[]): Promise<Locator> {
  const message = messageAt(page, await desk.post(blocks));
  await message.waitFor();
  return message;
}

const named = (name: string): GalleryBlock[] => SHOWN[name] ?? [];

function chart(kind: string): GalleryBlock[] {
  const block = CHARTS[kind];
  return block ? [block] : [];
}

describe("each block of a message", () => {
  test("header: plain text with its emoji, as a heading", async () => {
    const message = await show(named("header"));
    expect(await message.getByRole("heading").textContent()).toBe("Complaints, November :lift: 2026");
  });

  test("section: mrkdwn with mentions, links, quote, fence; fields; plain text unread", async () => {
    const message = await show(named("section"));
    expect(await message.locator("b").first().textContent()).toBe("Bold");
    expect(await message.locator("i").textContent()).toBe("italic");
    expect(await message.locator("s").textContent()).toBe("strike");
    expect(await message.locator("code").textContent()).toBe("code");
    expect(await message.getByRole("link", { name: "a link" }).getAttribute("href")).toBe("https://example.com");
    expect(await message.locator(".mention").allTextContents()).toEqual(["@Ben Ali", "#other", "@here"]);
    expect(await message.getByRole("img", { name: "rotating light" }).textContent()).toBe("🚨");
    expect(await message.locator("blockquote").textContent()).toBe("a quote");
    expect(await message.locator("pre").textContent()).toBe("two\nlines");
    expect(await message.locator(".field-text").allTextContents()).toEqual([
      "Open23",
      "Overdue2",
      "*not bold* 🔒",
      "plain :lock:",
    ]);
  });

  test("divider: a line between", async () => {
    expect(await (await show(named("divider"))).locator("hr").count()).toBe(1);
  });

  test("rich_text: styles, lists that count, quote, preformatted, dates on the reader's wall", async () => {
    const message = await show(named("rich_text"));
    expect(await message.locator(".lines").first().textContent()).toBe(
      "bold struck code 👋@Ben Ali #other @here linked 2026-11-24 09:42 #1f6f78",
    );
    expect(await message.locator("ol > li").allTextContents()).toEqual(["first", "second"]);
    expect(await message.locator("ul > li").allTextContents()).toContain("deeper");
    expect(await message.locator("blockquote").textContent()).toBe("quoted *as it is*");
    expect(await message.locator("pre").textContent()).toBe("let x = 1;");
  });

  test("markdown: standard Markdown, with HTML left as words", async () => {
    const message = await show(named("markdown"));
    expect(await message.getByRole("heading", { name: "Report" }).count()).toBe(1);
    expect(await message.locator("b").first().textContent()).toBe("bold");
    expect(await message.locator("td").allTextContents()).toEqual(["Lift", "4"]);
    expect(await message.textContent()).toContain("<b>not markup</b>");
  });

  test("context: small pictures and words", async () => {
    const message = await show(named("context"));
    expect(await message.getByRole("img", { name: "a small icon" }).count()).toBe(1);
    expect(await message.locator(".context b").textContent()).toBe("phone");
  });

  test("image: title, and its alternative words where it cannot be fetched", async () => {
    const message = await show(named("image"));
    expect(await message.locator("figcaption").textContent()).toBe("Lift shaft");
    await message.getByText("the lift shaft").waitFor();
  });

  test("video: title, provider and a link to where it plays", async () => {
    const message = await show(named("video"));
    expect(await message.getByRole("link", { name: "How a lift works", exact: true }).getAttribute("href")).toBe(
      "https://video.example/1",
    );
    expect(await message.locator("a.video-still").getAttribute("href")).toBe("https://video.example/embed/1");
  });

  test("card: title, subtitle, body and its button, which works", async () => {
    const message = await show(named("card"));
    expect(await message.locator(".card").innerText()).toBe("Water leak\nTower 2\nSince this morning\nOpen");
    await message.getByRole("button", { name: "Open" }).click();
    expect(await desk.nextAction()).toMatchObject({ type: "button", action_id: "open-card", value: "w" });
  });

  test("carousel: its cards in a row, with buttons to move it", async () => {
    const message = await show(named("carousel"));
    expect(await message.locator(".card-title").allTextContents()).toEqual(["Lift", "Water", "Noise"]);
    expect(await message.getByRole("button", { name: "后面的卡片" }).count()).toBe(1);
  });

  test("container: folded at first, unfolded by its title", async () => {
    const message = await show(named("container"));
    const title = message.getByRole("button", { name: "What happened so far 3 events" });
    expect(await title.getAttribute("aria-expanded")).toBe("false");
    expect(await message.getByText("Received by").isVisible()).toBe(false);
    await title.click();
    expect(await message.getByText("Received by").isVisible()).toBe(true);
  });

  test("table: heads, cells of all kinds, columns aligned", async () => {
    const message = await show(named("table"));
    expect(await message.getByRole("columnheader").allTextContents()).toEqual(["Department", "Cases"]);
    expect(await message.getByRole("cell").allTextContents()).toEqual(["Engineering", "24", "Cleaning", "9"]);
    expect(await message.getByRole("cell", { name: "24" }).getAttribute("style")).toContain("text-align: right");
  });

  test("data_table: pages turn, heads sort numbers as numbers", async () => {
    const message = await show(named("data_table"));
    const owners = (): Promise<string[]> => message.getByRole("rowheader").allTextContents();
    expect(await message.getByRole("table", { name: "By owner" }).count()).toBe(1);
    expect(await owners()).toEqual(["Li Qiang", "Sun Yan"]);
    await message.getByRole("button", { name: "下一页" }).click();
    expect(await owners()).toEqual(["Zhao Min"]);
    await message.getByRole("button", { name: "On time" }).click();
    expect(await owners()).toEqual(["Zhao Min", "Li Qiang"]);
    expect(await message.getByRole("columnheader", { name: "On time" }).getAttribute("aria-sort")).toBe("ascending");
    await message.getByRole("button", { name: "On time" }).click();
    expect(await owners()).toEqual(["Sun Yan", "Li Qiang"]);
  });

  test("task_card: its state in words, its output and its sources", async () => {
    const message = await show(named("task_card"));
    expect(await message.getByRole("img", { name: "已完成" }).count()).toBe(1);
    expect(await message.getByText("Found two").isVisible()).toBe(true);
    expect(await message.getByRole("link", { name: "Case 17" }).getAttribute("href")).toBe("https://example.com/case");
  });

  test("plan: its title and tasks in their states", async () => {
    const message = await show(named("plan"));
    const plan = message.getByRole("region", { name: "Repair plan" });
    expect(await plan.locator(".task-title").allTextContents()).toEqual(["Order the part", "Fit it", "Old attempt"]);
    const states = await plan.locator(".task-status").all();
    expect(await Promise.all(states.map((each) => each.getAttribute("aria-label")))).toEqual([
      "进行中",
      "未开始",
      "失败",
    ]);
  });

  test("data_visualization, pie: slices with shares, and the figures in a table", async () => {
    const message = await show(chart("pie"));
    expect(await message.locator(".slice-label").allTextContents()).toEqual(["60%", "30%", "10%"]);
    await message.getByRole("button", { name: "查看数据" }).click();
    expect(await message.getByRole("row").allTextContents()).toEqual([
      "数值占比",
      "Minor3060%",
      "Important1530%",
      "Major510%",
    ]);
  });

  test.each(["bar", "line", "area"])("data_visualization, %s: a mark for each point, axes with names", async (kind) => {
    const message = await show(chart(kind));
    const marks = message.locator(kind === "bar" ? "rect" : "circle");
    expect(await marks.locator("title").allTextContents()).toEqual([
      "Received, Sep: 24",
      "Received, Oct: 31",
      "Received, Nov: 41",
      "On time, Sep: 20",
      "On time, Oct: 29",
      "On time, Nov: 36",
    ]);
    expect(await message.locator("text.strong").allTextContents()).toEqual(["Month", "Cases"]);
    expect(await message.locator("path[fill-opacity]").count()).toBe(kind === "area" ? 2 : 0);
    expect(await message.locator(".legend li").allTextContents()).toEqual(["Received", "On time"]);
  });

  test("a long section is folded in a message, and unfolded by a press; one with expand is not", async () => {
    const text = { type: "plain_text" as const, text: "It stops between floors. ".repeat(40) };
    const message = await show([
      { type: "section", text },
      { type: "section", text, expand: true },
    ]);
    const fold = message.getByRole("button", { name: "展开" });
    expect(await message.locator(".folded").count()).toBe(1);
    await fold.click();
    expect(await message.locator(".folded").count()).toBe(0);
  });

  test("emoji typed as characters are drawn by the emoji font, Chinese and signs are left to the letters", async () => {
    const message = await show([
      { type: "section", text: { type: "plain_text", text: "电梯 🚨 停运（3号楼）→ ok ✅" } },
    ]);
    const drawn = await message.locator(".emoji").allTextContents();
    expect(drawn.map((each) => each.replace("\uFE0F", ""))).toEqual(["🚨", "✅"]);
  });

  test("a legacy attachment keeps its coloured edge, its fields and its blocks", async () => {
    const posted = await desk.app.client.chat.postMessage({
      channel: "C0FRONT",
      text: "with an attachment",
      attachments: [
        {
          color: "#b3261e",
          title: "Overdue",
          text: "since *yesterday*",
          fields: [{ title: "Owner", value: "Li Qiang", short: true }],
          fallback: "Overdue",
        },
      ],
    });
    const attachment = messageAt(page, posted.ts ?? "").locator(".attachment");
    await attachment.waitFor();
    expect(await attachment.innerText()).toMatch(/^Overdue\s+since yesterday\s+Owner\s+Li Qiang$/);
    expect(await attachment.getAttribute("style")).toContain("rgb(179, 38, 30)");
  });

  test("the card of a complaint: mention of the reader, deadline on his wall, words of the customer without markup", async () => {
    const message = await show(complaintCard());
    expect(await message.locator(".mention.mine").textContent()).toBe("@林晓");
    expect(await message.locator("time").nth(1).textContent()).toBe("今天 09:42");
    expect(await message.locator("blockquote").textContent()).toBe(
      "Third time this month. *The lift* stopped between floors with my mother in it …",
    );
    expect(await message.locator(".actions button").allTextContents()).toEqual(["Accept", "Escalate", "Details"]);
  });

  test("nothing went wrong in the page meanwhile", () => {
    expect(visit.errors.filter((error) => !error.includes("ERR_FAILED"))).toEqual([]);
  });
});
