import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fieldOf, openDesk, write, type Desk } from "./desk.ts";
import { everyField, FIELDS } from "./gallery.ts";
import type { Visit } from "../support/browser.ts";

let desk: Desk;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  desk = await openDesk();
  desk.app.command("/complaint", async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: everyField(body.text === "dispatch") });
  });
  desk.app.options("ext", async ({ ack, payload }) => {
    const option = {
      text: { type: "plain_text" as const, text: `Case ${payload.value}` },
      value: `case-${payload.value}`,
    };
    await ack({ options: [option] });
  });
  visit = await desk.visit({ as: "U0ADA", at: "C0FRONT", height: 1000 });
  page = visit.page;
});

afterAll(() => desk.close());

async function choose(box: Locator, ...names: string[]): Promise<void> {
  await box.click();
  for (const name of names) await page.getByRole("option", { name }).click();
  if (await page.getByRole("listbox").isVisible()) await box.press("Escape");
}

interface Gesture {
  /** What a person does with the field. */
  use: (field: Locator) => Promise<void>;
  /** What stands in state.values for it then, beside its type. */
  value: Record<string, unknown>;
}

const box = (field: Locator): Locator => field.getByRole("combobox");
const option = (name: string): unknown =>
  expect.objectContaining({ value: name, text: expect.objectContaining({ type: "plain_text" }) });

const GESTURES: Record<string, Gesture> = {
  plain_text_input: { use: (field) => field.getByRole("textbox").fill("it stops"), value: { value: "it stops" } },
  email_text_input: { use: (field) => field.getByRole("textbox").fill("a@b.example"), value: { value: "a@b.example" } },
  url_text_input: {
    use: (field) => field.getByRole("textbox").fill("https://a.example"),
    value: { value: "https://a.example" },
  },
  number_input: { use: (field) => field.getByRole("textbox").fill("12.5"), value: { value: "12.5" } },
  static_select: { use: (field) => choose(box(field), "Water"), value: { selected_option: option("water") } },
  multi_static_select: {
    use: (field) => choose(box(field), "Noise", "Lift"),
    value: { selected_options: [option("noise"), option("lift")] },
  },
  external_select: {
    use: async (field) => {
      await box(field).fill("17");
      await page.getByRole("option", { name: "Case 17" }).click();
    },
    value: { selected_option: option("case-17") },
  },
  multi_external_select: {
    use: async (field) => {
      await box(field).fill("4");
      await page.getByRole("option", { name: "Case 4" }).click();
      await box(field).press("Escape");
    },
    value: { selected_options: [option("case-4")] },
  },
  users_select: { use: (field) => choose(box(field), "林晓"), value: { selected_user: "U0LIN" } },
  multi_users_select: { use: (field) => choose(box(field), "Ben Ali"), value: { selected_users: ["U0BEN"] } },
  conversations_select: { use: (field) => choose(box(field), "other"), value: { selected_conversation: "C0OTHER" } },
  multi_conversations_select: {
    use: (field) => choose(box(field), "front"),
    value: { selected_conversations: ["C0FRONT"] },
  },
  channels_select: { use: (field) => choose(box(field), "front"), value: { selected_channel: "C0FRONT" } },
  multi_channels_select: {
    use: (field) => choose(box(field), "front", "other"),
    value: { selected_channels: ["C0FRONT", "C0OTHER"] },
  },
  checkboxes: {
    use: async (field) => {
      await field.getByRole("checkbox", { name: "Noise" }).click();
      await field.getByRole("checkbox", { name: "Lift" }).click();
    },
    value: { selected_options: [option("lift"), option("noise")] },
  },
  radio_buttons: {
    use: (field) => field.getByRole("radio", { name: "Water" }).click(),
    value: { selected_option: option("water") },
  },
  datepicker: {
    use: async (field) => {
      await box(field).click();
      await page.getByRole("button", { name: "Next month" }).click();
      await page.getByRole("button", { name: "Thursday, December 3, 2026" }).click();
    },
    value: { selected_date: "2026-12-03" },
  },
  timepicker: { use: (field) => choose(box(field), "8:30 PM"), value: { selected_time: "20:30" } },
  datetimepicker: {
    use: async (field) => {
      await field.getByRole("combobox", { name: "datetimepicker Date" }).fill("2026-12-03");
      await field.getByRole("combobox", { name: "datetimepicker Date" }).press("Enter");
      await field.getByRole("combobox", { name: "datetimepicker Time" }).fill("18:00");
      await field.getByRole("combobox", { name: "datetimepicker Time" }).press("Enter");
    },
    value: { selected_date_time: Date.parse("2026-12-03T18:00:00Z") / 1000 },
  },
  rich_text_input: {
    use: async (field) => {
      await field.getByRole("textbox").click();
      await page.keyboard.type("see ");
      await field.getByRole("button", { name: "Bold" }).click();
      await page.keyboard.type("this");
    },
    value: {
      rich_text_value: {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "text", text: "see " },
              { type: "text", text: "this", style: { bold: true } },
            ],
          },
        ],
      },
    },
  },
  file_input: {
    use: async (field) => {
      await field.locator("input[type=file]").setInputFiles([
        { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("the lift stops") },
        { name: "film.mp4", mimeType: "video/mp4", buffer: Buffer.from("x") },
      ]);
      await field.getByText("film.mp4 is of another kind than asked for").waitFor();
      await field.getByRole("button", { name: "Remove note.txt" }).waitFor();
    },
    value: { files: [expect.objectContaining({ name: "note.txt", mimetype: "text/plain", size: 14 })] },
  },
};

describe("each element of an input block", () => {
  beforeAll(async () => {
    await write(page, "/complaint");
    await page.getByRole("dialog").waitFor();
  });

  test("an alert above them says its level in words and reads its markup", async () => {
    const alert = page.getByRole("dialog").getByRole("alert", { name: "Warning" });
    expect(await alert.innerText()).toBe("Careful: this is a warning.");
    expect(await alert.locator("b").innerText()).toBe("Careful:");
  });

  test("there is a gesture for every one", () => {
    expect(Object.keys(GESTURES)).toEqual(Object.keys(FIELDS));
  });

  test.each(Object.keys(GESTURES))("%s is named by its label and takes what a person gives it", async (name) => {
    const field = fieldOf(page, name);
    await GESTURES[name]?.use(field);
    expect(await field.locator(".label").innerText()).toBe(`${name} (optional)`);
    const control = field.locator("[aria-labelledby]").first();
    const label = await control.getAttribute("aria-labelledby");
    expect(await page.locator(`[id="${label?.split(" ")[0]}"]`).innerText()).toBe(name);
  });

  test("typing past what an element allows is counted, before and after", async () => {
    const field = fieldOf(page, "plain_text_input");
    const counter = field.locator(".counter");
    await field.getByRole("textbox").fill("it");
    expect(await counter.innerText()).toBe("2 more needed");
    await field.getByRole("textbox").fill("it stops and starts and stops");
    expect(await counter.innerText()).toBe("9 too many");
    await field.getByRole("textbox").fill("it stops");
    expect(await counter.innerText()).toBe("12 left");
  });

  test("a menu for several takes no more than it allows, and gives back what its chip removes", async () => {
    const field = fieldOf(page, "multi_static_select");
    await field.getByRole("combobox").click();
    await page.getByRole("option", { name: "Water" }).click();
    expect(await field.locator(".chip").allInnerTexts()).toEqual(["Noise", "Lift"]);
    await field.getByRole("combobox").press("Escape");
    await field.getByRole("button", { name: "Remove Lift" }).click();
    expect(await field.locator(".chip").allInnerTexts()).toEqual(["Noise"]);
    await choose(field.getByRole("combobox"), "Lift");
  });

  test("submitted, the app gets every value under its block and action", async () => {
    await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
    const view = await desk.nextSubmission();
    const values = Object.fromEntries(
      Object.entries(view.state.values).map(([block, actions]) => [block, Object.values(actions)[0]]),
    );
    for (const [name, gesture] of Object.entries(GESTURES))
      expect(values[name]).toEqual({ type: name, ...gesture.value });
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(desk.actions).toEqual([]);
  });
});

describe("with dispatch_action", () => {
  beforeAll(async () => {
    await write(page, "/complaint dispatch");
    await page.getByRole("dialog").waitFor();
  });

  test.each(["plain_text_input", "email_text_input", "url_text_input", "number_input"])(
    "%s is sent on when Enter is pressed",
    async (name) => {
      const field = fieldOf(page, name);
      await GESTURES[name]?.use(field);
      await field.getByRole("textbox").press("Enter");
      expect(await desk.nextAction()).toMatchObject({ type: name, block_id: name, ...GESTURES[name]?.value });
    },
  );

  test.each([
    ["static_select", { selected_option: { value: "water" } }],
    ["external_select", { selected_option: { value: "case-17" } }],
    ["users_select", { selected_user: "U0LIN" }],
    ["multi_users_select", { selected_users: ["U0BEN"] }],
    ["conversations_select", { selected_conversation: "C0OTHER" }],
    ["channels_select", { selected_channel: "C0FRONT" }],
    ["radio_buttons", { selected_option: { value: "water" } }],
    ["datepicker", { selected_date: "2026-12-03" }],
    ["timepicker", { selected_time: "20:30" }],
  ])("%s is sent on at once", async (name, expected) => {
    await GESTURES[name]?.use(fieldOf(page, name));
    expect(await desk.nextAction()).toMatchObject({ type: name, block_id: name, ...expected });
  });

  test("checkboxes are sent on at each tick, all that are ticked", async () => {
    await GESTURES["checkboxes"]?.use(fieldOf(page, "checkboxes"));
    expect(await desk.nextAction()).toMatchObject({ selected_options: [{ value: "noise" }] });
    expect(await desk.nextAction()).toMatchObject({ selected_options: [{ value: "lift" }, { value: "noise" }] });
  });
});

test("nothing went wrong in the page meanwhile", () => {
  expect(visit.errors).toEqual([]);
});
