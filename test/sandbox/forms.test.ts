import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { objectAt, textAt, type JsonObject } from "../../sandbox/json.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { callApi } from "./api.ts";
import { listenFor, type Listener } from "./listener.ts";
import { NOW, office } from "./office.ts";
import * as p from "./payloads.ts";

let slack: Slack;
let listener: Listener;
let ada: PersonControl;
beforeEach(async () => {
  slack = await startSlack({ workspace: office(), clock: { now: NOW, running: false } });
  listener = await listenFor(slack);
  ada = slack.control.as("U0ADA");
});
afterEach(async () => {
  await listener.stop();
  await slack.stop();
});

const trigger = (): string => textAt(listener.heard.at(-1)?.body, "trigger_id") ?? "";
const field = (more: JsonObject = {}, id = "what"): JsonObject =>
  p.input({ type: "plain_text_input", action_id: "text" }, { block_id: id, ...more });
async function open(view: JsonObject): Promise<void> {
  await ada.globalShortcut("A0DESK", "new-complaint");
  await callApi(slack, "views.open", { trigger_id: trigger(), view });
}

describe("before a form goes to the app, Slack itself", () => {
  const CASES: [string, JsonObject, string | string[] | null, string][] = [
    ["misses a required text", { type: "plain_text_input" }, "", "Please complete this required field."],
    ["misses a required choice", p.select(), null, "Please complete this required field."],
    ["counts at least", { type: "plain_text_input", min_length: 5 }, "four", "Please enter at least 5 characters."],
    ["counts at most", { type: "plain_text_input", max_length: 3 }, "four", "Please enter at most 3 characters."],
    ["knows an address", { type: "email_text_input" }, "a@b", "Please enter a valid email address."],
    ["knows a link", { type: "url_text_input" }, "here", "Please enter a valid URL."],
    ["knows a number", { type: "number_input", is_decimal_allowed: true }, "ten", "Please enter a valid number."],
    [
      "knows a whole number",
      { type: "number_input", is_decimal_allowed: false },
      "1.5",
      "Please enter a whole number.",
    ],
    [
      "knows the least",
      { type: "number_input", is_decimal_allowed: false, min_value: "3" },
      "2",
      "Please enter a number of at least 3.",
    ],
    [
      "knows the most",
      { type: "number_input", is_decimal_allowed: false, max_value: "3" },
      "4",
      "Please enter a number of at most 3.",
    ],
  ];
  test.each(CASES)("%s", async (_what, element, entered, words) => {
    await open(p.modal({ blocks: [p.input({ ...element, action_id: "it" }, { block_id: "b" })] }));
    await ada.seesModal();
    expect(await ada.submit({ it: entered })).toEqual({ ok: true, outcome: "invalid" });
    expect(ada.modal()?.errors).toEqual({ b: words });
    expect(listener.heard.filter(({ body }) => body["type"] === "view_submission")).toEqual([]);
  });

  test("lets optional fields be empty, which come as null or an empty list", async () => {
    const blocks = [
      field({ optional: true }, "a"),
      p.input(p.select({ action_id: "it" }), { block_id: "b", optional: true }),
      p.input({ type: "multi_users_select", action_id: "it" }, { block_id: "c", optional: true }),
      p.input({ type: "datepicker", action_id: "it" }, { block_id: "d", optional: true }),
      p.input({ type: "checkboxes", options: p.options(1), action_id: "it" }, { block_id: "e", optional: true }),
    ];
    await open(p.modal({ blocks }));
    await ada.seesModal();
    await ada.submit();
    expect(objectAt(listener.heard.at(-1)?.body, "view")["state"]).toEqual({
      values: {
        a: { text: { type: "plain_text_input", value: null } },
        b: { it: { type: "static_select", selected_option: null } },
        c: { it: { type: "multi_users_select", selected_users: [] } },
        d: { it: { type: "datepicker", selected_date: null } },
        e: { it: { type: "checkboxes", selected_options: [] } },
      },
    });
  });
});

const it = (element: JsonObject, id: string): JsonObject => p.input({ ...element, action_id: "it" }, { block_id: id });

const option = (at: number): JsonObject => ({
  text: { type: "plain_text", text: `Option ${at}`, emoji: true },
  value: `value-${at}`,
});

test("every kind of field comes to the app as Slack writes it", async () => {
  const blocks = [
    it(p.select(), "select"),
    it({ type: "radio_buttons", options: p.options(2) }, "radio"),
    it({ type: "checkboxes", options: p.options(3) }, "boxes"),
    it({ type: "users_select" }, "user"),
    it({ type: "multi_conversations_select" }, "rooms"),
    it({ type: "conversations_select", default_to_current_conversation: true }, "here"),
    it({ type: "datepicker" }, "date"),
    it({ type: "timepicker", timezone: "Asia/Shanghai" }, "time"),
    it({ type: "datetimepicker" }, "instant"),
    it({ type: "number_input", is_decimal_allowed: false }, "number"),
    it({ type: "rich_text_input" }, "rich"),
  ];
  await ada.command("/complaint", "", "#other");
  await callApi(slack, "views.open", { trigger_id: trigger(), view: p.modal({ blocks }) });
  await ada.seesModal();
  const rich = {
    type: "rich_text" as const,
    elements: [{ type: "rich_text_section" as const, elements: [{ type: "text" as const, text: "x" }] }],
  };
  const entered = {
    select: "Option 1",
    radio: "value-0",
    boxes: ["Option 0", "Option 2"],
    user: "U0LIN",
    rooms: ["C0FRONT"],
    date: "2026-11-03",
    time: "09:30",
    instant: 1_793_581_200,
    number: "7",
    rich,
  };
  expect(await ada.submit(entered)).toEqual({ ok: true, outcome: "closed" });
  expect(objectAt(objectAt(listener.heard.at(-1)?.body, "view"), "state")["values"]).toEqual({
    select: { it: { type: "static_select", selected_option: option(1) } },
    radio: { it: { type: "radio_buttons", selected_option: option(0) } },
    boxes: { it: { type: "checkboxes", selected_options: [option(0), option(2)] } },
    user: { it: { type: "users_select", selected_user: "U0LIN" } },
    rooms: { it: { type: "multi_conversations_select", selected_conversations: ["C0FRONT"] } },
    here: { it: { type: "conversations_select", selected_conversation: "C0OTHER" } },
    date: { it: { type: "datepicker", selected_date: "2026-11-03" } },
    time: { it: { type: "timepicker", selected_time: "09:30", timezone: "Asia/Shanghai" } },
    instant: { it: { type: "datetimepicker", selected_date_time: 1_793_581_200 } },
    number: { it: { type: "number_input", value: "7" } },
    rich: { it: { type: "rich_text_input", rich_text_value: rich } },
  });
});

test("nobody can hand in what the form did not offer", async () => {
  const most = { type: "multi_users_select", action_id: "who", max_selected_items: 1 };
  await open(p.modal({ blocks: [p.input(p.select({ action_id: "level" })), p.input(most)] }));
  await ada.seesModal();
  expect(await ada.submit({ level: "value-9", who: ["U0BEN"] })).toMatchObject({ ok: false, error: "no_such_option" });
  expect(await ada.submit({ level: "value-1", who: ["U0BEN", "U0LIN"] })).toMatchObject({
    ok: false,
    error: "no_such_option",
  });
  expect(await ada.submit({ level: "value-1", who: ["U0BEN"] })).toEqual({ ok: true, outcome: "closed" });
});

test("a field in a form tells the app at once only where it dispatches, and as its config says", async () => {
  const config = { trigger_actions_on: ["on_character_entered"] };
  const blocks = [
    p.input({ type: "users_select", action_id: "quiet" }, { block_id: "a" }),
    p.input({ type: "users_select", action_id: "loud" }, { block_id: "b", dispatch_action: true }),
    p.input({ type: "plain_text_input", action_id: "enter" }, { block_id: "c", dispatch_action: true }),
    p.input(
      { type: "plain_text_input", action_id: "key", dispatch_action_config: config },
      { block_id: "d", dispatch_action: true },
    ),
  ];
  await open(p.modal({ blocks }));
  const modal = await ada.seesModal();
  expect(await ada.choose(modal, "quiet", "U0BEN")).toEqual({ ok: true, sent: false });
  expect(await ada.choose(modal, "loud", "U0BEN")).toEqual({ ok: true, sent: true });
  expect(await ada.type(modal, "enter", "x")).toEqual({ ok: true, sent: false });
  expect(await ada.type(modal, "enter", "x", { enter: true })).toEqual({ ok: true, sent: true });
  expect(await ada.type(modal, "key", "x", { enter: true })).toEqual({ ok: true, sent: false });
  const action = listener.heard.at(-1)?.body;
  expect(action).toMatchObject({
    type: "block_actions",
    container: { type: "view", view_id: modal.id },
    actions: [{ type: "plain_text_input", block_id: "c", action_id: "enter", value: "x" }],
    view: { id: modal.id, state: { values: { b: { loud: { selected_user: "U0BEN" } } } } },
  });
  expect(action?.["response_url"]).toBeUndefined();
});

test("words in Chinese for somebody who reads Chinese", async () => {
  const lin = slack.control.as("U0LIN");
  await lin.globalShortcut("A0DESK", "new-complaint");
  await callApi(slack, "views.open", { trigger_id: trigger(), view: p.modal({ blocks: [field()] }) });
  const modal = await lin.seesModal();
  expect(modal.close).toBe("取消");
  await lin.submit();
  expect(lin.modal()?.errors).toEqual({ what: "请填写此必填字段。" });
});
