import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { objectAt, textAt, type JsonObject } from "../../sandbox/json.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { callApi } from "./api.ts";
import { listenFor, type Listener } from "./listener.ts";
import { EVENTS, NOW, office } from "./office.ts";
import * as p from "./payloads.ts";

let slack: Slack;
let listener: Listener;
let ada: PersonControl;
async function start(app: Parameters<typeof office>[0] = {}): Promise<void> {
  slack = await startSlack({ workspace: office(app), clock: { now: NOW, running: false } });
  listener = await listenFor(slack);
  ada = slack.control.as("U0ADA");
}
beforeEach(() => start());
afterEach(async () => {
  await listener.stop();
  await slack.stop();
});

/** The events so far, once this many have been answered. */
async function events(count: number): Promise<JsonObject[]> {
  await slack.control.untilTraffic({ kind: "event", count });
  return listener.heard.map(({ body }) => objectAt(body, "event"));
}

describe("an app hears", () => {
  test("its own messages too, their changes and their end", async () => {
    const sent = await callApi(slack, "chat.postMessage", { channel: "C0FRONT", text: "One" });
    const at = { channel: "C0FRONT", ts: sent.body["ts"] };
    await callApi(slack, "chat.update", { ...at, text: "Two" });
    await callApi(slack, "chat.delete", at);
    expect(await events(3)).toMatchObject([
      { type: "message", text: "One", bot_id: "B0DESK", app_id: "A0DESK", channel: "C0FRONT", channel_type: "channel" },
      {
        type: "message",
        subtype: "message_changed",
        hidden: true,
        message: { text: "Two", ts: at.ts, edited: { user: "U0DESK" } },
        previous_message: { text: "One", ts: at.ts },
      },
      {
        type: "message",
        subtype: "message_deleted",
        hidden: true,
        deleted_ts: at.ts,
        previous_message: { text: "Two" },
      },
    ]);
  });

  test("a mention as a message and as a mention, under two ids", async () => {
    const ts = await ada.say("#front", "<@U0DESK> hello");
    const heard = await events(2);
    expect(heard.map((event) => [event["type"], event["ts"]])).toEqual([
      ["message", ts],
      ["app_mention", ts],
    ]);
    expect(new Set(listener.heard.map(({ body }) => body["event_id"])).size).toBe(2);
  });

  test("a reply with its thread and who began it", async () => {
    const thread = await ada.say("#front", "One");
    await slack.control.as("U0BEN").say("#front", "Two", { thread });
    expect((await events(2))[1]).toMatchObject({
      text: "Two",
      thread_ts: thread,
      parent_user_id: "U0ADA",
      user: "U0BEN",
    });
  });

  test("a direct message as such, a private channel as such", async () => {
    await ada.say(await ada.openDm("U0DESK"), "Hello");
    await slack.control.as("U0LIN").say("#safe", "Secret");
    const heard = await events(3);
    expect(heard.map((event) => [event["type"], event["channel_type"], event["tab"]])).toEqual([
      ["app_home_opened", undefined, "messages"],
      ["message", "im", undefined],
      ["message", "group", undefined],
    ]);
  });

  test("who opens its Home tab, with the view once there is one", async () => {
    await ada.openHome("A0DESK");
    await callApi(slack, "views.publish", { user_id: "U0ADA", view: p.home() });
    await ada.openHome("A0DESK");
    const heard = await events(2);
    expect(heard).toMatchObject([
      { type: "app_home_opened", user: "U0ADA", tab: "home", channel: expect.stringMatching(/^D0/) },
      { type: "app_home_opened", tab: "home", view: { type: "home" } },
    ]);
    expect(heard[0]?.["view"]).toBeUndefined();
  });

  test("who comes in, who reacts, and what is archived", async () => {
    const ts = await ada.say("#front", "One");
    await slack.control.do({ do: "add-member", channel: "C0SAFE", user: "U0ADA" });
    const [message] = await ada.messages("#front");
    if (message) await ada.react(message, "eyes");
    await slack.control.do({ do: "archive", channel: "C0FRONT" });
    expect((await events(5)).slice(1)).toMatchObject([
      {
        type: "message",
        subtype: "group_join",
        channel_type: "group",
        text: "<@U0ADA> has joined the private channel",
      },
      { type: "member_joined_channel", user: "U0ADA", channel: "C0SAFE", channel_type: "G" },
      { type: "reaction_added", user: "U0ADA", reaction: "eyes", item: { channel: "C0FRONT", ts }, item_user: "U0ADA" },
      { type: "channel_archive", channel: "C0FRONT" },
    ]);
  });

  test("metadata of messages, where it may", async () => {
    await listener.stop();
    await slack.stop();
    await start({ events: ["message_metadata_posted"] });
    const metadata = { event_type: "case", event_payload: { id: "7" } };
    await callApi(slack, "chat.postMessage", { channel: "C0FRONT", text: "x", metadata });
    expect(await events(1)).toMatchObject([
      { type: "message_metadata_posted", metadata, channel_id: "C0FRONT", app_id: "A0DESK" },
    ]);
  });
});

describe("an app does not hear", () => {
  test("what happens where it is not, and what is ephemeral", async () => {
    await ada.say("#other", "Hello");
    await slack.control.as("U0LIN").say("#closed", "Secret");
    await callApi(slack, "chat.postEphemeral", { channel: "C0FRONT", user: "U0ADA", text: "Psst" });
    await ada.say("#front", "The only one");
    expect((await events(1)).map((event) => event["text"])).toEqual(["The only one"]);
  });

  test.each([
    ["is not subscribed to", { events: ["app_mention"] }],
    ["has no scope for", { scopes: ["app_mentions:read"], events: EVENTS.split(" ") }],
  ])("what it %s", async (_what, app) => {
    await listener.stop();
    await slack.stop();
    await start(app);
    await ada.say("#front", "Hello");
    await ada.say("#front", "Hello <@U0DESK>");
    expect((await events(1)).map((event) => event["type"])).toEqual(["app_mention"]);
  });
});

describe("a person's request that Slack carries", () => {
  test("of a message shortcut brings the message, and cannot replace what somebody else wrote", async () => {
    await ada.say("#front", "The lift stops");
    await events(1);
    const [message] = await ada.messages("#front");
    if (!message) throw new Error("The message is not there");
    expect(await ada.messageShortcut(message, "A0DESK", "from-message")).toEqual({ ok: true });
    const payload = listener.heard.at(-1)?.body;
    expect(payload).toMatchObject({
      type: "message_action",
      callback_id: "from-message",
      message_ts: message.ts,
      channel: { id: "C0FRONT", name: "front" },
      message: { type: "message", user: "U0ADA", text: "The lift stops", ts: message.ts },
    });
    const body = JSON.stringify({ text: "Taken over", replace_original: true });
    await fetch(textAt(payload, "response_url") ?? "", { method: "POST", body });
    expect((await ada.messages("#front")).map((one) => one.text)).toEqual(["The lift stops"]);
    expect(ada.ephemerals("#front").map((one) => one.text)).toEqual(["Taken over"]);
  });

  test("for options brings where they are wanted; more than a hundred are none", async () => {
    const element = { type: "external_select", action_id: "who" };
    const sent = await callApi(slack, "chat.postMessage", {
      channel: "C0FRONT",
      text: "x",
      blocks: [p.actions(element)],
    });
    await events(1);
    const card = await ada.sees("#front", (one) => one.ts === sent.body["ts"]);
    listener.answer = () => ({ body: { options: p.options(101) } });
    await expect(ada.options(card, "who", "a")).rejects.toThrow("Result not available");
    expect(listener.heard.at(-1)?.body).toMatchObject({
      type: "block_suggestion",
      action_id: "who",
      value: "a",
      container: { type: "message", message_ts: card.ts, channel_id: "C0FRONT" },
      message: { ts: card.ts },
    });
    listener.answer = () => ({ body: { option_groups: [{ label: p.plain("Guests"), options: p.options(2) }] } });
    expect(await ada.options(card, "who", "a")).toEqual([
      { value: "value-0", text: "Option 0" },
      { value: "value-1", text: "Option 1" },
    ]);
  });

  test("people and conversations are offered by Slack itself, as the filter says", async () => {
    const filter = { include: ["public", "private"] };
    const blocks = [
      p.actions({ type: "users_select", action_id: "who" }),
      p.actions({ type: "conversations_select", action_id: "where", filter }),
    ];
    const sent = await callApi(slack, "chat.postMessage", { channel: "C0FRONT", text: "x", blocks });
    const lin = slack.control.as("U0LIN");
    const card = await lin.sees("#front", (one) => one.ts === sent.body["ts"]);
    expect((await lin.options(card, "who", "a")).map((one) => one.text)).toEqual(["Ada Lovelace", "Ben Ali"]);
    expect((await lin.options(card, "where", "")).map((one) => one.text)).toEqual(["front", "other", "safe", "closed"]);
  });
});
