import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { connectControl } from "../../sandbox/control/control.ts";
import { frameText } from "../../sandbox/http/frame.ts";
import type { JsonObject } from "../../sandbox/json.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { callApi } from "./api.ts";
import { listenFor } from "./listener.ts";
import { NOW, office } from "./office.ts";
import * as p from "./payloads.ts";

let slack: Slack;
beforeEach(async () => {
  slack = await startSlack({ workspace: office(), clock: { now: NOW, running: false } });
});
afterEach(() => slack.stop());

const get = async (path: string): Promise<unknown> => (await fetch(slack.url + path)).json();

test("another process acts as anybody over HTTP as one in the same process does", async () => {
  const listener = await listenFor(slack);
  const far = connectControl(slack.url);
  const ada = far.as("U0ADA");
  await ada.say("#front", "From afar");
  const seen = await slack.control.as("U0BEN").sees("#front", "From afar");
  expect(seen.author).toEqual({ kind: "person", id: "U0ADA", name: "Ada Lovelace" });
  await ada.globalShortcut("A0DESK", "new-complaint");
  const field = p.input({ type: "plain_text_input", action_id: "text" });
  await callApi(slack, "views.open", {
    trigger_id: listener.heard.at(-1)?.body["trigger_id"],
    view: p.modal({ blocks: [field] }),
  });
  expect((await ada.seesModal("Title")).title).toBe("Title");
  expect(await ada.submit({ Label: "x" })).toEqual({ ok: true, outcome: "closed" });
  await ada.seesNoModal();
  await far.clock.move(60_000);
  expect(await far.clock.now()).toBe(NOW + 60_000);
  expect((await far.traffic({ kind: "interaction" })).map((entry) => [entry.name, entry.verdict])).toEqual([
    ["new-complaint", "ok"],
    ["view_submission", "ok"],
  ]);
  await ada.leaveSandbox();
  await listener.stop();
});

test("the clock can be read, and heard", async () => {
  expect(await get("/_sandbox/clock")).toEqual({ now: NOW, running: false });
  const socket = new WebSocket(`${slack.url.replace("http", "ws")}/_sandbox/clock`);
  const heard: unknown[] = [];
  const twice = new Promise<void>((resolve) => {
    socket.on("message", (data) => {
      heard.push(JSON.parse(frameText(data)));
      if (heard.length === 1) void slack.control.clock.move(1_000);
      else resolve();
    });
  });
  await twice;
  expect(heard).toEqual([
    { now: NOW, running: false },
    { now: NOW + 1_000, running: false },
  ]);
  socket.close();
});

test("whom one can be is told before anybody is chosen: no bots, nobody who has left", async () => {
  const workspace: unknown = await get("/_sandbox/workspace");
  expect(Object(workspace).people.map((one: { id: string }) => one.id)).toEqual(["U0ADA", "U0BEN", "U0LIN"]);
});

const post = async (path: string, body: string): Promise<[number, unknown]> => {
  const response = await fetch(slack.url + path, { method: "POST", body });
  return [response.status, await response.json()];
};

test("nonsense is answered, and breaks nothing", async () => {
  expect(await post("/_sandbox/as/U0ADA", "{")).toMatchObject([400, { ok: false, error: "unknown_act" }]);
  expect(await post("/_sandbox/as/U0ADA", '{"do":"say"}')).toMatchObject([400, { ok: false, error: "unknown_act" }]);
  expect(await post("/_sandbox/as/U0NOBODY", "{}")).toMatchObject([400, { ok: false, error: "unknown_person" }]);
  expect(await post("/_sandbox/as/U0DESK", '{"do":"home","app":"A0DESK"}')).toMatchObject([
    400,
    { error: "unknown_person" },
  ]);
  expect(await post("/_sandbox/control", '{"do":"explode"}')).toMatchObject([
    400,
    { ok: false, error: "unknown_deed" },
  ]);
  expect(await post("/_sandbox/control", '{"do":"archive","channel":"C0"}')).toMatchObject([
    200,
    { ok: false, error: "not_found" },
  ]);
});

test("a page from elsewhere may not act here", async () => {
  const from = (origin: string): Promise<Response> =>
    fetch(`${slack.url}/_sandbox/control`, { method: "POST", headers: { origin }, body: '{"do":"clock-start"}' });
  expect((await from("https://evil.example")).status).toBe(403);
  expect((await from(slack.url)).status).toBe(200);
});

test("a wait that comes to nothing says what there was instead", async () => {
  const ada = slack.control.as("U0ADA");
  await ada.say("#front", "Something else");
  await expect(ada.sees("#front", "The right thing", 20)).rejects.toThrow(
    /^U0ADA waited 20 ms for a message in #front: The right thing\. On the screen: .*Something else/,
  );
});

test("a button in an attachment says so", async () => {
  const listener = await listenFor(slack);
  const attachments = [{ color: "#ff0000", blocks: [p.actions(p.button({ action_id: "go" }))] }];
  const { body } = await callApi(slack, "chat.postMessage", { channel: "C0FRONT", attachments });
  const ada = slack.control.as("U0ADA");
  const card = await ada.sees("#front", (message) => message.ts === body["ts"]);
  await ada.press(card, "go");
  expect(listener.heard.at(-1)?.body["container"]).toEqual({
    type: "message_attachment",
    attachment_id: 1,
    message_ts: card.ts,
    channel_id: "C0FRONT",
    is_ephemeral: false,
    is_app_unfurl: false,
  });
  await listener.stop();
});

test("the traffic shows both ways, with what went wrong, and no token", async () => {
  await callApi(slack, "chat.postMessage", { channel: "C0NOWHERE", text: "x", token: "xoxb-secret" });
  const [entry] = await slack.control.traffic({ kind: "api" });
  expect(entry).toMatchObject({
    direction: "from-app",
    app: "A0DESK",
    name: "chat.postMessage",
    transport: "http",
    request: { channel: "C0NOWHERE", text: "x" },
    response: { ok: false, error: "channel_not_found" },
    status: 200,
    verdict: "channel_not_found",
  });
  expect(JSON.stringify(entry)).not.toContain("xoxb");
});

test("a button on a message comes with the message, everything chosen on it, and two keys to answer", async () => {
  const listener = await listenFor(slack);
  const blocks = [
    { ...p.actions(p.select({ action_id: "level" }), p.button({ action_id: "go", value: "7" })), block_id: "b" },
    { ...p.actions({ type: "overflow", action_id: "more", options: p.options(2) }), block_id: "c" },
  ];
  const { body } = await callApi(slack, "chat.postMessage", { channel: "C0FRONT", text: "Card", blocks });
  const ada = slack.control.as("U0ADA");
  const card = await ada.sees("#front", (message) => message.ts === body["ts"]);
  await ada.choose(card, "level", "Option 1");
  await ada.press(card, "go");
  const level = { text: { type: "plain_text", text: "Option 1", emoji: true }, value: "value-1" };
  const clicks = (): JsonObject[] =>
    listener.heard.map(({ body: one }) => one).filter((one) => one["type"] === "block_actions");
  expect(clicks()[1]).toEqual({
    type: "block_actions",
    team: { id: "T0SANDBOX", domain: "sandbox" },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: "U0ADA", username: "ada", name: "ada", team_id: "T0SANDBOX" },
    api_app_id: "A0DESK",
    token: "sandbox-verification",
    container: { type: "message", message_ts: card.ts, channel_id: "C0FRONT", is_ephemeral: false },
    channel: { id: "C0FRONT", name: "front" },
    message: expect.objectContaining({ ts: card.ts, text: "Card", bot_id: "B0DESK" }),
    state: { values: { b: { level: { type: "static_select", selected_option: level } } } },
    trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]{32}$/),
    response_url: expect.stringContaining(`${slack.url}/actions/T0SANDBOX/`),
    actions: [
      {
        type: "button",
        block_id: "b",
        action_id: "go",
        action_ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
        text: { type: "plain_text", text: "Press", emoji: true },
        value: "7",
      },
    ],
  });
  await ada.press(card, "more", "Option 0");
  expect(clicks()[2]?.["actions"]).toMatchObject([
    { type: "overflow", action_id: "more", selected_option: { value: "value-0" } },
  ]);
  expect(await ada.press(card, "more", "Option 9")).toMatchObject({ ok: false, error: "no_such_option" });
  await listener.stop();
});
