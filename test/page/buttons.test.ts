import type { ActionsBlockElement, SectionBlockAccessory } from "@slack/types";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messageAt, openDesk, type Desk } from "./desk.ts";
import type { Visit } from "../support/browser.ts";

let desk: Desk;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  desk = await openDesk();
  visit = await desk.visit({ as: "U0ADA", at: "C0FRONT" });
  page = visit.page;
});

beforeEach(() => {
  desk.actions.length = 0;
});

afterAll(() => desk.close());

const plain = (text: string): { type: "plain_text"; text: string } => ({ type: "plain_text", text });

async function show(...elements: ActionsBlockElement[]): Promise<Locator> {
  const message = messageAt(page, await desk.post([{ type: "actions", block_id: "row", elements }]));
  await message.waitFor();
  return message;
}

const OPTIONS = ["Lift", "Water"].map((name) => ({ text: plain(name), value: name.toLowerCase() }));

describe("what is pressed in a message", () => {
  test("a button sends its value, in the style that the app gave it, read out by its longer name", async () => {
    const message = await show({
      type: "button",
      action_id: "go",
      style: "danger",
      text: plain("Go"),
      value: "7",
      accessibility_label: "Go with 7",
    });
    const button = message.getByRole("button", { name: "Go with 7" });
    expect(await button.getAttribute("class")).toContain("danger");
    await button.click();
    expect(await desk.nextAction()).toMatchObject({
      type: "button",
      action_id: "go",
      block_id: "row",
      value: "7",
      text: { text: "Go" },
    });
  });

  test("Enter and Space press it too", async () => {
    const message = await show({ type: "button", action_id: "keys", text: plain("By key") });
    await message.getByRole("button", { name: "By key" }).press("Enter");
    await desk.nextAction();
    await message.locator("button[aria-busy=false]", { hasText: "By key" }).press("Space");
    expect(await desk.nextAction()).toMatchObject({ action_id: "keys" });
  });

  test("a confirm dialog asks first; no sends nothing, yes sends it", async () => {
    const message = await show({
      type: "button",
      action_id: "pay",
      text: plain("Approve"),
      confirm: {
        title: plain("Approve ¥300?"),
        text: { type: "mrkdwn", text: "This *promises* money." },
        confirm: plain("Approve it"),
        deny: plain("Not yet"),
      },
    });
    const button = message.getByRole("button", { name: "Approve" });
    const dialog = page.getByRole("alertdialog", { name: "Approve ¥300?" });

    await button.click();
    expect(await dialog.locator("b").innerText()).toBe("promises");
    await dialog.getByRole("button", { name: "Not yet" }).click();
    await button.click();
    // A key that comes before the dialog would go to the page below.
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(desk.actions).toEqual([]);

    await button.click();
    await dialog.getByRole("button", { name: "Approve it" }).click();
    expect(await desk.nextAction()).toMatchObject({ action_id: "pay" });
  });

  test("a button with an address opens it and tells the app", async () => {
    const message = await show({ type: "button", action_id: "out", text: plain("Site"), url: "https://example.com/x" });
    await page.context().route("https://example.com/**", (route) => route.fulfill({ body: "there" }));
    const opened = page.context().waitForEvent("page");
    await message.getByRole("button", { name: "Site" }).click();
    expect((await opened).url()).toBe("https://example.com/x");
    expect(await desk.nextAction()).toMatchObject({ action_id: "out" });
    await (await opened).close();
  });

  test("an overflow menu opens by key, moves by arrows and sends its option", async () => {
    const message = await show({ type: "overflow", action_id: "more", options: OPTIONS });
    const opener = message.getByRole("button", { name: "More options" });
    await opener.press("Enter");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator(":focus").innerText()).toBe("Water");
    await page.keyboard.press("Enter");
    expect(await desk.nextAction()).toMatchObject({ type: "overflow", selected_option: { value: "water" } });
    expect(await page.getByRole("menu").count()).toBe(0);
  });

  test("Escape closes an overflow menu and gives the focus back", async () => {
    const message = await show({ type: "overflow", action_id: "more", options: OPTIONS });
    const opener = message.getByRole("button", { name: "More options" });
    await opener.click();
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("menu").count()).toBe(0);
    expect(await page.locator(":focus").getAttribute("aria-label")).toBe("More options");
    expect(desk.actions).toEqual([]);
  });

  test.each<[string, SectionBlockAccessory, (field: Locator) => Promise<void>, object]>([
    [
      "select",
      { type: "static_select", action_id: "x", placeholder: plain("Pick"), options: OPTIONS },
      (field) => pick(field, "Water"),
      { selected_option: { value: "water" } },
    ],
    [
      "people",
      { type: "users_select", action_id: "x", placeholder: plain("Who") },
      (field) => pick(field, "Ben Ali"),
      { selected_user: "U0BEN" },
    ],
    [
      "date",
      { type: "datepicker", action_id: "x", initial_date: "2026-11-24" },
      (field) => typeIn(field, "2026-12-01"),
      { selected_date: "2026-12-01" },
    ],
    ["time", { type: "timepicker", action_id: "x" }, (field) => typeIn(field, "9:45"), { selected_time: "09:45" }],
    [
      "checkboxes",
      { type: "checkboxes", action_id: "x", options: OPTIONS },
      (field) => field.getByRole("checkbox", { name: "Water" }).click(),
      { selected_options: [{ value: "water" }] },
    ],
    [
      "radio",
      { type: "radio_buttons", action_id: "x", options: OPTIONS },
      (field) => field.getByRole("radio", { name: "Lift" }).click(),
      { selected_option: { value: "lift" } },
    ],
  ])("a %s beside a section is sent at once", async (_, accessory, use, expected) => {
    const message = messageAt(
      page,
      await desk.post([{ type: "section", block_id: "beside", text: plain("Choose"), accessory }]),
    );
    await use(message);
    expect(await desk.nextAction()).toMatchObject({ action_id: "x", block_id: "beside", ...expected });
  });

  test("feedback and icon buttons send theirs; an icon shows only to those it is for", async () => {
    const message = messageAt(
      page,
      await desk.post([
        {
          type: "context_actions",
          elements: [
            {
              type: "feedback_buttons",
              action_id: "thumbs",
              positive_button: { text: plain("Good"), value: "up" },
              negative_button: { text: plain("Bad"), value: "down" },
            },
            { type: "icon_button", action_id: "bin", icon: "trash", text: plain("Remove"), value: "r" },
            {
              type: "icon_button",
              action_id: "hidden",
              icon: "trash",
              text: plain("Not for Ada"),
              visible_to_user_ids: ["U0BEN"],
            },
          ],
        },
      ]),
    );
    await message.getByRole("button", { name: "Bad" }).click();
    expect(await desk.nextAction()).toMatchObject({ type: "feedback_buttons", value: "down" });
    await message.getByRole("button", { name: "Remove" }).click();
    expect(await desk.nextAction()).toMatchObject({ type: "icon_button", value: "r" });
    expect(await message.getByRole("button", { name: "Not for Ada" }).count()).toBe(0);
  });

  test("a workflow button says that there are no workflows here", async () => {
    const message = await show({
      type: "workflow_button",
      action_id: "w",
      text: plain("Run"),
      workflow: { trigger: { url: "https://slack.example/shortcuts/Ft1/x" } },
    });
    await message.getByRole("button", { name: "Run" }).click();
    await page.getByText("Workflows do not run in the sandbox.").waitFor();
    expect(desk.actions).toEqual([]);
  });

  test("what is chosen in one element goes along when another is used", async () => {
    const seen = new Promise<unknown>((resolve) => {
      desk.app.action("with-state", async ({ body }) => {
        if (body.type === "block_actions") resolve(body.state?.values);
      });
    });
    const message = await show(
      { type: "checkboxes", action_id: "ticks", options: OPTIONS },
      { type: "button", action_id: "with-state", text: plain("Send on") },
    );
    await message.getByRole("checkbox", { name: "Lift" }).click();
    await message.getByRole("button", { name: "Send on" }).click();
    expect(await seen).toMatchObject({ row: { ticks: { selected_options: [{ value: "lift" }] } } });
  });

  test("a button is busy until the app has answered, and takes no second press meanwhile", async () => {
    await desk.slack.control.fault("delivery", { kind: "delay", ms: 600 }, { name: "slow" });
    const message = await show({ type: "button", action_id: "slow", text: plain("Slowly") });
    const button = message.getByRole("button", { name: "Slowly" });
    await button.click();
    await message.locator("button[aria-busy=true]").waitFor();
    await button.click();
    await message.locator("button[aria-busy=false]").waitFor();
    expect(await desk.nextAction()).toMatchObject({ action_id: "slow" });
    expect(desk.actions).toEqual([]);
  });

  test("an app that stays silent is told of in Slack's words, beside the message, until the next press", async () => {
    await desk.slack.control.fault("delivery", { kind: "lose" }, { name: "silent" });
    const message = await show({ type: "button", action_id: "silent", text: plain("Hello?") });
    const button = message.getByRole("button", { name: "Hello?" });
    await button.click();
    await message.getByRole("alert").getByText("Operation timed out. Apps need to respond within 3 seconds.").waitFor();
    await button.click();
    expect(await desk.nextAction()).toMatchObject({ action_id: "silent" });
    await message.getByRole("alert").waitFor({ state: "detached" });
  });
});

test("nothing went wrong in the page meanwhile", () => {
  expect(visit.errors).toEqual([]);
});

async function pick(field: Locator, name: string): Promise<void> {
  await field.getByRole("combobox").click();
  await page.getByRole("option", { name }).click();
}

async function typeIn(field: Locator, text: string): Promise<void> {
  await field.getByRole("combobox").fill(text);
  await field.getByRole("combobox").press("Enter");
}
