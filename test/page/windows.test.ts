import type { InputBlock, ModalView } from "@slack/types";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { fieldOf, openDesk, write, type Desk } from "./desk.ts";
import type { Visit } from "../support/browser.ts";

let desk: Desk;
let visit: Visit;
let page: Page;
/** What the app answers to the next submission. */
let answer: (view: { id: string; hash: string }) => object | undefined;
let closed: { title: string; cleared: boolean }[];

const plain = (text: string): { type: "plain_text"; text: string } => ({ type: "plain_text", text });

function field(id: string, more: Partial<InputBlock> = {}): InputBlock {
  return {
    type: "input",
    block_id: id,
    label: plain(id),
    element: { type: "plain_text_input", action_id: "text" },
    ...more,
  };
}

function form(title: string, more: Partial<ModalView> = {}): ModalView {
  return {
    type: "modal",
    callback_id: "form",
    notify_on_close: true,
    title: plain(title),
    submit: plain("Save"),
    blocks: [field("what"), field("who", { optional: true, hint: plain("The customer's name") })],
    ...more,
  };
}

beforeAll(async () => {
  desk = await openDesk();
  desk.app.command("/complaint", async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form("First") });
  });
  desk.app.view("form", async ({ ack, view }) => {
    const response = answer(view);
    await ack(response === undefined ? undefined : { response_action: "clear", ...response });
  });
  desk.app.view({ callback_id: "form", type: "view_closed" }, async ({ ack, view, body }) => {
    await ack();
    closed.push({ title: view.title.text, cleared: "is_cleared" in body && body.is_cleared });
  });
  visit = await desk.visit({ as: "U0ADA", at: "C0FRONT" });
  page = visit.page;
});

beforeEach(async () => {
  answer = () => undefined;
  desk.submitted.length = 0;
  if (await page.getByRole("dialog").isVisible()) {
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await gone();
    await vi.waitFor(() => {
      if (closed.length === 0) throw new Error("the app has not heard of the closing yet");
    });
  }
  closed = [];
  await write(page, "/complaint");
  await page.getByRole("dialog", { name: "First" }).waitFor();
});

afterAll(() => desk.close());

const top = (name: string): ReturnType<Page["getByRole"]> => page.getByRole("dialog", { name });
const gone = (): Promise<void> => page.getByRole("dialog").waitFor({ state: "detached" });
const save = (): Promise<void> => page.getByRole("button", { name: "Save" }).click();
const text = (id: string): ReturnType<Page["locator"]> => fieldOf(page, id).getByRole("textbox");

describe("a window", () => {
  test("begins in its first field, and Tab goes through fields and buttons without leaving it", async () => {
    await page.keyboard.type("typed at once");
    expect(await text("what").inputValue()).toBe("typed at once");
    await page.keyboard.press("Tab");
    await page.keyboard.type("and next");
    expect(await text("who").inputValue()).toBe("and next");
    const names: (string | null)[] = [];
    for (const key of ["Tab", "Tab", "Tab", "Tab"]) {
      await page.keyboard.press(key);
      const focused = page.locator("dialog :focus");
      names.push(
        (await focused.count()) === 0
          ? null
          : ((await focused.getAttribute("aria-label")) ?? (await focused.innerText())),
      );
    }
    expect(names.filter((name) => name !== null)).toEqual(expect.arrayContaining(["Cancel", "Save", "Close"]));
    expect(names.slice(0, 2)).toEqual(["Cancel", "Save"]);
  });

  test("begins where the app says", async () => {
    answer = () => ({
      response_action: "update",
      view: form("Focus", {
        blocks: [
          field("what"),
          field("who", { element: { type: "plain_text_input", action_id: "other", focus_on_load: true } }),
        ],
      }),
    });
    await text("what").fill("x");
    await save();
    await top("Focus").waitFor();
    await page.locator("[data-block=who] input:focus").waitFor();
    expect(await page.locator("dialog :focus").count()).toBe(1);
  });

  test("shows the hint as the field's description", async () => {
    const described = await text("who").getAttribute("aria-describedby");
    expect(await page.locator(`[id="${described}"]`).innerText()).toBe("The customer's name");
  });

  test("Slack itself holds back an empty required field, beside the field", async () => {
    await save();
    await fieldOf(page, "what").getByRole("alert").getByText("Please complete this required field.").waitFor();
    expect(await text("what").getAttribute("aria-invalid")).toBe("true");
    expect(desk.submitted).toEqual([]);
  });

  test("the app's errors stand beside their fields, everything typed stays, the first wrong one has the focus", async () => {
    answer = () => ({ response_action: "errors", errors: { who: "Write the name in full." } });
    await text("what").fill("it stops");
    await text("who").fill("Ch");
    await save();
    await fieldOf(page, "who").getByText("Write the name in full.").waitFor();
    expect(await text("what").inputValue()).toBe("it stops");
    await page.locator("[data-block=who] input:focus").waitFor();
  });

  test("is locked while the app thinks, and closed by an empty answer", async () => {
    await desk.slack.control.fault("delivery", { kind: "delay", ms: 700 }, { name: "form" });
    await text("what").fill("it stops");
    await save();
    expect(await page.getByRole("button", { name: "Save" }).getAttribute("aria-busy")).toBe("true");
    expect(await text("what").isDisabled()).toBe(true);
    await gone();
  });

  test("an app that does not answer a submission is told of in Slack's words, and the words typed stay", async () => {
    await desk.slack.control.fault("delivery", { kind: "lose" }, { name: "form" });
    await text("what").fill("it stops");
    await save();
    await page.getByRole("dialog").getByText("We had some trouble connecting. Try again?").waitFor();
    expect(await text("what").inputValue()).toBe("it stops");
    await save();
    await gone();
  });
});

describe("a window that the app updates", () => {
  test("keeps what was typed where block_id and action_id stay, also untouched initial words, and drops the rest", async () => {
    await text("what").fill("typed before");
    await text("who").fill("Chen");
    const view = await desk.slack.control.as("U0ADA").seesModal("First");
    await desk.app.client.views.update({
      view_id: view.id,
      hash: view.hash,
      view: form("Second", {
        blocks: [
          field("what", { element: { type: "plain_text_input", action_id: "text", initial_value: "from the app" } }),
          field("who", { element: { type: "plain_text_input", action_id: "renamed", initial_value: "Ms Chen" } }),
        ],
      }),
    });
    await top("Second").waitFor();
    expect(await text("what").inputValue()).toBe("typed before");
    expect(await text("who").inputValue()).toBe("Ms Chen");
  });

  test("by its answer to a submission", async () => {
    answer = () => ({
      response_action: "update",
      view: form("Receipt", { blocks: [{ type: "section", text: plain("Recorded as 17") }] }),
    });
    await text("what").fill("it stops");
    await save();
    await top("Receipt").waitFor();
    expect(await page.locator(".modal-body").innerText()).toBe("Recorded as 17");
  });
});

async function push(title: string): Promise<void> {
  answer = () => ({ response_action: "push", view: form(title) });
  await text("what").fill(`to ${title}`);
  await save();
  await top(title).waitFor();
}

describe("a stack of windows", () => {
  test("goes back by Cancel, by the arrow and by Escape, and finds what was typed below", async () => {
    await push("Second");
    await push("Third");
    await page.getByRole("button", { name: "Back" }).click();
    await top("Second").waitFor();
    expect(await page.locator("form:not([hidden]) [data-block=what] input").inputValue()).toBe("to Third");
    await page.keyboard.press("Escape");
    await top("First").waitFor();
    expect(await page.locator("form:not([hidden]) [data-block=what] input").inputValue()).toBe("to Second");
    await page.getByRole("button", { name: "Cancel" }).click();
    await gone();
    await expect
      .poll(() => closed)
      .toEqual([
        { title: "Third", cleared: false },
        { title: "Second", cleared: false },
        { title: "First", cleared: false },
      ]);
  });

  test("is closed as a whole by its cross, and the app hears of the root", async () => {
    await push("Second");
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await gone();
    await expect.poll(() => closed).toEqual([{ title: "First", cleared: true }]);
  });

  test("is cleared by the app's answer", async () => {
    await push("Second");
    answer = () => ({ response_action: "clear" });
    await text("what").last().fill("done");
    await save();
    await gone();
    expect((await desk.nextSubmission()).title.text).toBe("First");
    expect((await desk.nextSubmission()).title.text).toBe("Second");
  });

  test("gives the focus back to the composer when it is gone", async () => {
    await page.keyboard.press("Escape");
    await gone();
    expect(await page.locator(":focus").getAttribute("aria-label")).toBe("Message #front");
  });
});

test("nothing went wrong in the page meanwhile", () => {
  expect(visit.errors).toEqual([]);
});
