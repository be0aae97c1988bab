import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { objectAt, textAt, type JsonObject } from "../../sandbox/json.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { callApi, type Called } from "./api.ts";
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
const shortcut = (): Promise<unknown> => ada.globalShortcut("A0DESK", "new-complaint");

async function open(view: JsonObject = p.modal({ blocks: [field()] })): Promise<Called> {
  await shortcut();
  return callApi(slack, "views.open", { trigger_id: trigger(), view });
}

const viewId = (called: Called): string => textAt(objectAt(called.body, "view"), "id") ?? "";

describe("a trigger", () => {
  const view = p.modal();

  test("opens one view", async () => {
    await shortcut();
    expect((await callApi(slack, "views.open", { trigger_id: trigger(), view })).body["ok"]).toBe(true);
    const again = await callApi(slack, "views.open", { trigger_id: trigger(), view });
    expect(again.body).toEqual({ ok: false, error: "exchanged_trigger_id" });
  });

  test("lives three seconds of the sandbox's clock", async () => {
    await shortcut();
    const early = trigger();
    await slack.control.clock.move(2_999);
    expect((await callApi(slack, "views.open", { trigger_id: early, view })).body["ok"]).toBe(true);
    await shortcut();
    const late = trigger();
    await slack.control.clock.move(3_000);
    const refused = await callApi(slack, "views.open", { trigger_id: late, view });
    expect(refused.body).toEqual({ ok: false, error: "expired_trigger_id" });
  });

  test("is not used up by a view that cannot stand", async () => {
    await shortcut();
    const wrong = p.modal({ title: p.plain(p.chars(25)) });
    expect((await callApi(slack, "views.open", { trigger_id: trigger(), view: wrong })).body["ok"]).toBe(false);
    expect((await callApi(slack, "views.open", { trigger_id: trigger(), view })).body["ok"]).toBe(true);
  });

  test("belongs to the app that it was given to", async () => {
    await slack.stop();
    const workspace = office();
    const [first] = workspace.apps ?? [];
    if (!first) throw new Error("The office has no app");
    const second = {
      ...first,
      id: "A0TWO",
      botUser: "U0TWO",
      botId: "B0TWO",
      botToken: "xoxb-two",
      appToken: "xapp-two",
      commands: [],
    };
    slack = await startSlack({ workspace: { ...workspace, apps: [first, second] } });
    await listener.stop();
    listener = await listenFor(slack);
    ada = slack.control.as("U0ADA");
    await shortcut();
    const other = await callApi(slack, "views.open", { trigger_id: trigger(), view }, { token: "xoxb-two" });
    expect(other.body).toEqual({ ok: false, error: "invalid_trigger_id" });
  });
});

test("an opened view comes back as Slack keeps it", async () => {
  const { body } = await open(p.modal({ callback_id: "intake", private_metadata: "42", blocks: [field()] }));
  expect(body["view"]).toEqual({
    id: expect.stringMatching(/^V0/),
    team_id: "T0SANDBOX",
    type: "modal",
    title: { type: "plain_text", text: "Title", emoji: true },
    submit: { type: "plain_text", text: "Send", emoji: true },
    close: null,
    blocks: [
      {
        type: "input",
        block_id: "what",
        label: { type: "plain_text", text: "Label", emoji: true },
        element: { type: "plain_text_input", action_id: "text" },
      },
    ],
    private_metadata: "42",
    callback_id: "intake",
    external_id: "",
    state: { values: { what: { text: { type: "plain_text_input", value: null } } } },
    hash: expect.stringMatching(/^\d{10}\.[0-9a-f]{8}$/),
    clear_on_close: false,
    notify_on_close: false,
    previous_view_id: null,
    root_view_id: viewId({ status: 200, headers: new Headers(), body }),
    app_id: "A0DESK",
    app_installed_team_id: "T0SANDBOX",
    bot_id: "B0DESK",
  });
});

describe("views.update", () => {
  test("keeps what was entered where block and action are the same, and starts afresh elsewhere", async () => {
    const opened = await open(p.modal({ blocks: [field(), field({}, "who")] }));
    const modal = await ada.seesModal();
    await ada.type(modal, "what", "The lift stops");
    await ada.type(modal, "who", "Room 7");
    const view = p.modal({ blocks: [field({ label: p.plain("Another label") }), field({}, "whom")] });
    await callApi(slack, "views.update", { view_id: viewId(opened), view });
    expect(ada.modal()?.state).toEqual({ what: { text: "The lift stops" }, whom: { text: null } });
  });

  test("takes only the newest hash where one is given, and makes a new one", async () => {
    const opened = await open();
    const hash = textAt(objectAt(opened.body, "view"), "hash") ?? "";
    const first = await callApi(slack, "views.update", { view_id: viewId(opened), hash, view: p.modal() });
    expect(first.body["ok"]).toBe(true);
    const second = await callApi(slack, "views.update", { view_id: viewId(opened), hash, view: p.modal() });
    expect(second.body).toEqual({ ok: false, error: "hash_conflict" });
    const third = await callApi(slack, "views.update", { view_id: viewId(opened), view: p.modal() });
    expect(third.body["ok"]).toBe(true);
  });

  test("finds a view by its external_id, needs no trigger, and not the person's presence of mind", async () => {
    await open(p.modal({ external_id: "case-7" }));
    await slack.control.clock.move(3_600_000);
    const view = p.modal({ title: p.plain("Later"), external_id: "case-7" });
    expect((await callApi(slack, "views.update", { external_id: "case-7", view })).body["ok"]).toBe(true);
    expect(ada.modal()?.title).toBe("Later");
    await ada.closeView();
    const gone = await callApi(slack, "views.update", { external_id: "case-7", view });
    expect(gone.body).toEqual({ ok: false, error: "not_found" });
  });
});

describe("a stack", () => {
  const next = p.modal({ blocks: [p.actions(p.button({ action_id: "more" }))] });

  async function push(): Promise<Called> {
    const modal = await ada.seesModal();
    await ada.press(modal, "more");
    return callApi(slack, "views.push", { trigger_id: trigger(), view: next });
  }

  test("holds three views", async () => {
    await open(next);
    expect((await push()).body["ok"]).toBe(true);
    expect((await push()).body["ok"]).toBe(true);
    expect((await push()).body).toEqual({ ok: false, error: "push_limit_reached" });
    const [first, second, third] = ada.modals();
    expect([second?.root, second?.previous, third?.root, third?.previous]).toEqual([
      first?.id,
      first?.id,
      first?.id,
      second?.id,
    ]);
  });

  test("goes back by Cancel, ends by the cross, and the app hears of it where it asked to", async () => {
    await open({ ...next, notify_on_close: true, callback_id: "root" });
    await push();
    await ada.closeView();
    expect(ada.modals()).toHaveLength(1);
    expect(listener.heard.at(-1)?.body["type"]).not.toBe("view_closed");
    await push();
    await ada.closeView({ all: true });
    expect(ada.modals()).toEqual([]);
    expect(listener.heard.at(-1)?.body).toMatchObject({
      type: "view_closed",
      is_cleared: true,
      view: { callback_id: "root" },
    });
  });

  test("ends by Cancel where the view says clear_on_close", async () => {
    await open(next);
    await ada.press(await ada.seesModal(), "more");
    const view = { ...next, clear_on_close: true, notify_on_close: true };
    await callApi(slack, "views.push", { trigger_id: trigger(), view });
    await ada.closeView();
    expect(ada.modals()).toEqual([]);
    expect(listener.heard.at(-1)?.body).toMatchObject({ type: "view_closed", is_cleared: false });
  });

  test("cannot be pushed on where nothing is open", async () => {
    await shortcut();
    const { body } = await callApi(slack, "views.push", { trigger_id: trigger(), view: next });
    expect(body).toEqual({ ok: false, error: "not_found" });
  });
});

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

test("every kind of field comes to the app as Slack writes it", async () => {
  const it = (element: JsonObject, id: string): JsonObject =>
    p.input({ ...element, action_id: "it" }, { block_id: id });
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
  const option = (at: number): JsonObject => ({
    text: { type: "plain_text", text: `Option ${at}`, emoji: true },
    value: `value-${at}`,
  });
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
