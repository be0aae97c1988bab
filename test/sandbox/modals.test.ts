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
