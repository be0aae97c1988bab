import type { AnyBlock, HomeView, ModalView } from "@slack/types";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDesk, write, type Desk } from "./desk.ts";
import { CHARTS, complaintCard, everyField, SHOWN } from "./gallery.ts";
import type { Visit } from "../support/browser.ts";

let desk: Desk;

const plain = (text: string): { type: "plain_text"; text: string } => ({ type: "plain_text", text });

/** Nothing in it can be pressed, and it is longer than the window. */
const RULES: ModalView = {
  type: "modal",
  title: plain("Rules"),
  close: plain("Close"),
  blocks: Array.from({ length: 30 }, (_, at) => ({
    type: "section",
    text: plain(`Rule ${at + 1}. ${"Be kind. ".repeat(9)}`),
  })),
};

const PAY: AnyBlock = {
  type: "actions",
  elements: [
    {
      type: "button",
      action_id: "pay",
      text: plain("Approve ¥300"),
      confirm: {
        title: plain("Approve ¥300?"),
        text: { type: "mrkdwn", text: "This *promises* money." },
        confirm: plain("Approve it"),
        deny: plain("Not yet"),
      },
    },
  ],
};

function home(): HomeView {
  return {
    type: "home",
    blocks: [
      { type: "header", text: plain("Do now 1") },
      {
        type: "input",
        dispatch_action: true,
        label: plain("Find"),
        element: { type: "plain_text_input", action_id: "words" },
      },
      { type: "section", fields: [plain("Open 23"), plain("Overdue 2")] },
      ...complaintCard().filter((block) => block.type !== "data_visualization"),
    ],
  };
}

beforeAll(async () => {
  desk = await openDesk();
  desk.app.command("/complaint", async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: body.text === "rules" ? RULES : everyField() });
  });
  desk.app.event("app_home_opened", async ({ event, client }) => {
    if (event.tab === "home") await client.views.publish({ user_id: event.user, view: home() });
  });
  const card = await desk.post(complaintCard());
  await desk.post([], { text: "Li Qiang accepted", thread_ts: card });
  for (const blocks of Object.values(SHOWN)) await desk.post(blocks);
  for (const chart of Object.values(CHARTS)) await desk.post([chart]);
  await desk.post([PAY]);
});

afterAll(() => desk.close());

const PLACES = [
  { as: "U0ADA", language: "English", width: 1440, height: 900 },
  { as: "U0LIN", language: "Chinese", width: 390, height: 844 },
  { as: "U0ADA", language: "English", width: 390, height: 844 },
  { as: "U0LIN", language: "Chinese", width: 1440, height: 900 },
];

async function visitAt({ as, width, height }: Omit<(typeof PLACES)[number], "language">): Promise<Visit> {
  const visit = await desk.visit({ as, at: "C0FRONT", width, height });
  await visit.page.route(/pictures\.example|video\.example/, (route) => route.abort());
  await visit.page.locator("main article").last().waitFor();
  return visit;
}

/* An open window belongs to the person and not to the browser: the next visit would find it. */
async function leaveWindow(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog").first();
  await dialog.locator(".modal-head button").last().click();
  await page.locator("dialog").waitFor({ state: "detached" });
}

/** How far the page reaches beyond the window to the right; nothing may. */
const overhang = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

// Each look of axe-core at a long page takes seconds on a busy machine.
describe.each(PLACES)("in $language at $width pixels", { timeout: 120_000 }, (place) => {
  const name = `${place.language.toLowerCase()}-${place.width}`;

  test("messages of all kinds, with a thread, meet axe-core's serious rules and stay inside the window", async () => {
    const visit = await visitAt(place);
    const { page } = visit;
    await visit.shot(`page-messages-${name}`);
    expect(await visit.barriers()).toEqual([]);
    expect(await overhang(page)).toBe(0);
    await page.locator(".thread-line").click();
    await page.locator(".thread-pane article").nth(1).waitFor();
    await visit.shot(`page-thread-${name}`);
    expect(await visit.barriers()).toEqual([]);
    expect(await overhang(page)).toBe(0);
    await visit.close();
  });

  test("a window with every field, its menus and its calendar do too", async () => {
    const visit = await visitAt(place);
    const { page } = visit;
    await write(page, "/complaint");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await visit.shot(`page-window-${name}`);
    expect(await visit.barriers()).toEqual([]);
    await dialog.getByRole("combobox", { name: "static_select", exact: true }).click();
    await page.getByRole("option").first().waitFor();
    expect(await visit.barriers()).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.getByRole("combobox", { name: "datepicker" }).click();
    await page.getByRole("grid").waitFor();
    await visit.shot(`page-calendar-${name}`);
    expect(await visit.barriers()).toEqual([]);
    expect(await overhang(page)).toBe(0);
    await leaveWindow(page);
    await visit.close();
  });

  test("a window of nothing but text does too, and the keyboard reaches its end", async () => {
    const visit = await visitAt(place);
    const { page } = visit;
    await write(page, "/complaint rules");
    const dialog = page.getByRole("dialog", { name: "Rules" });
    await dialog.waitFor();
    const lastInSight = async (): Promise<boolean> =>
      ((await dialog.getByText("Rule 30.").boundingBox())?.y ?? Infinity) < place.height;
    expect(await visit.barriers()).toEqual([]);
    expect(await lastInSight()).toBe(false);
    await page.locator(".modal-body:focus").waitFor();
    await page.keyboard.press("End");
    await expect.poll(lastInSight).toBe(true);
    await visit.shot(`page-text-${name}`);
    await leaveWindow(page);
    await visit.close();
  });

  test("a question before an act does too, and begins at a button", async () => {
    const visit = await visitAt(place);
    const { page } = visit;
    await page.getByRole("button", { name: "Approve ¥300" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Approve ¥300?" });
    await dialog.waitFor();
    await visit.shot(`page-confirm-${name}`);
    expect(await visit.barriers()).toEqual([]);
    expect(await page.locator(":focus").innerText()).toBe("Not yet");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await visit.close();
  });

  test("the app's Home and the sandbox's tools do too", async () => {
    const visit = await desk.visit({ ...place, at: "home/A0DESK" });
    await visit.page.getByRole("heading", { name: "Do now 1" }).waitFor();
    await visit.shot(`page-home-${name}`);
    expect(await visit.barriers()).toEqual([]);
    expect(await overhang(visit.page)).toBe(0);
    for (const at of [0, 1, 2]) {
      await visit.page.locator(".tool-button[aria-pressed]").nth(at).click();
      await visit.page.locator(".tools-pane").waitFor();
      // Of the traffic one exchange is opened, with what went over the wire.
      if (at === 1) await visit.page.locator(".tools-pane").getByRole("button", { expanded: false }).last().click();
      await visit.shot(`page-tool-${at}-${name}`);
      expect(await visit.barriers()).toEqual([]);
      expect(await overhang(visit.page)).toBe(0);
      await visit.page.locator(".tools-pane .place-head > .icon-button").click();
    }
    await visit.close();
  });
});

describe("on a narrow window", { timeout: 120_000 }, () => {
  test("the list of conversations is a page of its own, from which one goes in and comes back", async () => {
    const visit = await desk.visit({ as: "U0BEN", width: 390, height: 844 });
    const { page } = visit;
    await page.route(/pictures\.example|video\.example/, (route) => route.abort());
    const sidebar = page.getByRole("navigation", { name: "Sandbox" });
    await sidebar.getByRole("button", { name: "front" }).click();
    await page.getByRole("textbox", { name: "Message #front" }).waitFor();
    expect(await sidebar.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Back" }).click();
    expect(await sidebar.isVisible()).toBe(true);
    expect(visit.errors.filter((error) => !error.includes("ERR_"))).toEqual([]);
    await visit.close();
  });

  test("a window fills the screen and its buttons stay in reach", async () => {
    const visit = await visitAt({ as: "U0ADA", width: 390, height: 844 });
    await write(visit.page, "/complaint");
    const box = await visit.page.getByRole("dialog").boundingBox();
    expect(box).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    expect(await visit.page.getByRole("dialog").getByRole("button", { name: "Send" }).isVisible()).toBe(true);
    await leaveWindow(visit.page);
    await visit.close();
  });
});

describe("without a mouse", { timeout: 120_000 }, () => {
  test("a complaint is filed: to the composer, the command, the fields, and sent", async () => {
    const visit = await visitAt({ as: "U0ADA", width: 1280, height: 900 });
    const { page } = visit;
    for (let step = 0; step < 120; step += 1) {
      await page.keyboard.press("Tab");
      if ((await page.locator("main .composer textarea:focus").count()) === 1) break;
    }
    await page.keyboard.type("/comp");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.locator("[data-block=plain_text_input] input:focus").waitFor();
    await page.keyboard.type("it stops");
    for (let step = 0; step < 4; step += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.type("/complaint again");
    await page.keyboard.press("Enter");
    await page.locator("[data-block=plain_text_input] input:focus").waitFor();
    await page.keyboard.type("it stops again");
    for (let step = 0; step < 4; step += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    for (let step = 0; step < 80 && (await page.locator(".modal-foot [type=submit]:focus").count()) === 0; step += 1)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    const view = await desk.nextSubmission();
    expect(view.state.values["plain_text_input"]?.["a"]?.value).toBe("it stops again");
    expect(view.state.values["static_select"]?.["a"]?.selected_option?.value).toBe("water");
    expect(visit.errors.filter((error) => !error.includes("ERR_"))).toEqual([]);
    await visit.close();
  });
});
