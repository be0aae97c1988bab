import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../sandbox/json.ts";
import { startSlack, type Slack } from "../../../sandbox/slack.ts";
import { callApi, textOf } from "../api.ts";
import { NOW, office } from "../office.ts";
import * as p from "../payloads.ts";

let slack: Slack;
beforeEach(async () => {
  slack = await startSlack({ workspace: office(), clock: { now: NOW, running: false } });
});
afterEach(() => slack.stop());

const { chars, many } = p;
const CHANNEL = "C0FRONT";
const nowSeconds = NOW / 1000;

async function posted(args: JsonObject = {}): Promise<string> {
  return textOf(await callApi(slack, "chat.postMessage", { channel: CHANNEL, text: "First", ...args }), "ts");
}

const ANYWHERE: [string, JsonObject, string][] = [
  ["nothing", {}, "no_text"],
  ["an empty text", { text: "" }, "no_text"],
  ["spaces", { text: "  " }, "no_text"],
  ["no blocks", { blocks: [] }, "no_text"],
  ["blocks that are no JSON", { blocks: "[{" }, "invalid_blocks_format"],
  ["blocks that are an object", { blocks: { type: "divider" } }, "invalid_blocks_format"],
  ["blocks of strings", { blocks: ["divider"] }, "invalid_blocks_format"],
  [
    "13201 characters in blocks",
    { blocks: many(5, () => p.section({ text: p.mrkdwn(chars(2641)) })) },
    "msg_blocks_too_long",
  ],
  ["markdown beside a text", { text: "x", markdown_text: "y" }, "markdown_text_conflict"],
  ["markdown beside blocks", { blocks: [p.section()], markdown_text: "y" }, "markdown_text_conflict"],
  ["markdown of 12001", { markdown_text: chars(12_001) }, "msg_too_long"],
  ["101 attachments", { attachments: many(101, () => ({ text: "x" })) }, "too_many_attachments"],
  ["attachments that are no list", { attachments: "x" }, "invalid_attachments"],
  ["attachments with wrong blocks", { attachments: [{ blocks: [{ type: "alert" }] }] }, "invalid_attachments"],
];

const METADATA: [string, JsonObject[string], string][] = [
  ["no JSON", "{", "invalid_metadata_format"],
  ["a list", [], "invalid_metadata_format"],
  ["no type", { event_payload: {} }, "invalid_metadata_format"],
  ["no payload", { event_type: "x" }, "invalid_metadata_format"],
  ["an empty type", { event_type: "", event_payload: {} }, "invalid_metadata_format"],
  ["an object in the payload", { event_type: "x", event_payload: { a: { b: 1 } } }, "invalid_metadata_schema"],
  [
    "objects in objects in a list",
    { event_type: "x", event_payload: { a: [{ b: { c: 1 } }] } },
    "invalid_metadata_schema",
  ],
  ["8001 characters", { event_type: "x", event_payload: { a: chars(8_000) } }, "metadata_too_large"],
];

describe("chat.postMessage refuses", () => {
  test.each(ANYWHERE)("%s", async (_what, args, error) => {
    const { body } = await callApi(slack, "chat.postMessage", { channel: CHANNEL, ...args });
    expect(body).toMatchObject({ ok: false, error });
  });

  test.each(METADATA)("metadata with %s", async (_what, metadata, error) => {
    const { body } = await callApi(slack, "chat.postMessage", { channel: CHANNEL, text: "x", metadata });
    expect(body).toEqual({ ok: false, error });
  });

  const PLACES: [string, JsonObject, string][] = [
    ["an unknown channel", { channel: "C0NOWHERE" }, "channel_not_found"],
    ["an empty channel", { channel: "" }, "channel_not_found"],
    ["a public channel without the app", { channel: "C0OTHER" }, "not_in_channel"],
    ["a private channel without the app", { channel: "C0CLOSED" }, "channel_not_found"],
    ["an archived channel", { channel: "C0OLD" }, "is_archived"],
    ["a person who has left", { channel: "U0GONE" }, "channel_not_found"],
    ["a thread of nothing", { channel: CHANNEL, thread_ts: "1.000001" }, "cannot_reply_to_message"],
  ];
  test.each(PLACES)("%s", async (_what, args, error) => {
    const { body } = await callApi(slack, "chat.postMessage", { text: "x", ...args });
    expect(body).toEqual({ ok: false, error });
  });

  test("no channel at all, as an argument that is missing", async () => {
    const { body } = await callApi(slack, "chat.postMessage", { text: "x" });
    expect(body).toEqual({
      ok: false,
      error: "invalid_arguments",
      response_metadata: { messages: ["[ERROR] missing required field: channel [json-pointer:/channel]"] },
    });
  });

  test("a thread under a reply's own ts", async () => {
    const parent = await posted();
    const reply = await posted({ thread_ts: parent });
    const { body } = await callApi(slack, "chat.postMessage", { channel: CHANNEL, text: "x", thread_ts: reply });
    expect(body).toEqual({ ok: false, error: "cannot_reply_to_message" });
  });

  test("another name without the scope for it", async () => {
    const { body } = await callApi(slack, "chat.postMessage", { channel: CHANNEL, text: "x", username: "Boss" });
    expect(body).toMatchObject({ ok: false, error: "missing_scope", needed: "chat:write.customize" });
  });

  test("a DM where the Messages tab is off", async () => {
    const other = await startSlack({ workspace: office({ messagesTab: false }) });
    const { body } = await callApi(other, "chat.postMessage", { channel: "U0ADA", text: "x" });
    expect(body).toEqual({ ok: false, error: "messages_tab_disabled" });
    await other.stop();
  });

  test("nothing of a text over 40,000: that is cut, with a warning", async () => {
    const { body } = await callApi(slack, "chat.postMessage", { channel: CHANNEL, text: chars(40_001) });
    expect(body).toMatchObject({
      ok: true,
      warning: "message_truncated",
      response_metadata: { warnings: ["message_truncated"] },
      message: { text: chars(40_000) },
    });
  });
});

describe("chat.update refuses", () => {
  test.each([
    ["a text of 4001", { text: chars(4001) }, "msg_too_long"],
    ["nothing", {}, "no_text"],
    ["an empty text and no blocks", { text: "", blocks: [] }, "no_text"],
    ["wrong blocks", { blocks: [{ type: "alert" }] }, "invalid_blocks"],
  ])("%s", async (_what, args, error) => {
    const ts = await posted();
    const { body } = await callApi(slack, "chat.update", { channel: CHANNEL, ts, ...args });
    expect(body).toMatchObject({ ok: false, error });
  });

  test("what somebody else wrote", async () => {
    const ts = await slack.control.as("U0ADA").say(CHANNEL, "Mine");
    const { body } = await callApi(slack, "chat.update", { channel: CHANNEL, ts, text: "Yours" });
    expect(body).toEqual({ ok: false, error: "cant_update_message" });
    const deleted = await callApi(slack, "chat.delete", { channel: CHANNEL, ts });
    expect(deleted.body).toEqual({ ok: false, error: "cant_delete_message" });
  });

  test("a message that is not there, an ephemeral one among them", async () => {
    const told = await callApi(slack, "chat.postEphemeral", { channel: CHANNEL, user: "U0ADA", text: "Psst" });
    for (const ts of ["1.000001", textOf(told, "message_ts")]) {
      const { body } = await callApi(slack, "chat.update", { channel: CHANNEL, ts, text: "x" });
      expect(body).toEqual({ ok: false, error: "message_not_found" });
    }
  });

  test("a person's id where the DM's is meant", async () => {
    const dm = await callApi(slack, "chat.postMessage", { channel: "U0ADA", text: "x" });
    const { body } = await callApi(slack, "chat.update", { channel: "U0ADA", ts: dm.body["ts"], text: "y" });
    expect(body).toEqual({ ok: false, error: "channel_not_found" });
  });

  test("anything in an archived channel", async () => {
    const ts = await posted();
    await slack.control.do({ do: "archive", channel: CHANNEL });
    const { body } = await callApi(slack, "chat.update", { channel: CHANNEL, ts, text: "x" });
    expect(body).toEqual({ ok: false, error: "is_inactive" });
  });
});

describe("chat.postEphemeral refuses", () => {
  test.each([
    ["a person who is not in the channel", { channel: "C0SAFE", user: "U0ADA", text: "x" }, "user_not_in_channel"],
    ["a text of 4001", { channel: CHANNEL, user: "U0ADA", text: chars(4001) }, "msg_too_long"],
    ["an archived channel", { channel: "C0OLD", user: "U0ADA", text: "x" }, "is_archived"],
    ["nothing to say", { channel: CHANNEL, user: "U0ADA" }, "no_text"],
    ["a channel without the app", { channel: "C0OTHER", user: "U0ADA", text: "x" }, "not_in_channel"],
  ])("%s", async (_what, args, error) => {
    const { body } = await callApi(slack, "chat.postEphemeral", args);
    expect(body).toEqual({ ok: false, error });
  });
});

describe("chat.scheduleMessage refuses", () => {
  test.each([
    ["the past", { post_at: nowSeconds - 1 }, "time_in_past"],
    ["this very second", { post_at: nowSeconds }, "time_in_past"],
    ["121 days", { post_at: nowSeconds + 121 * 86_400 }, "time_too_far"],
    ["no time", { post_at: "tomorrow" }, "invalid_time"],
    ["a text of 4001", { post_at: nowSeconds + 60, text: chars(4001) }, "msg_too_long"],
    ["an archived channel", { post_at: nowSeconds + 60, channel: "C0OLD" }, "is_archived"],
  ])("%s", async (_what, args, error) => {
    const { body } = await callApi(slack, "chat.scheduleMessage", { channel: CHANNEL, text: "x", ...args });
    expect(body).toEqual({ ok: false, error });
  });

  test("the thirty-first in one channel within five minutes", async () => {
    for (let at = 0; at < 30; at += 1) {
      const { body } = await callApi(slack, "chat.scheduleMessage", {
        channel: CHANNEL,
        text: "x",
        post_at: nowSeconds + 60 + at,
      });
      expect(body["ok"]).toBe(true);
    }
    const late = { channel: CHANNEL, text: "x", post_at: nowSeconds + 300 };
    expect((await callApi(slack, "chat.scheduleMessage", late)).body).toEqual({
      ok: false,
      error: "restricted_too_many",
    });
    const later = { ...late, post_at: nowSeconds + 60 + 29 + 300 };
    expect((await callApi(slack, "chat.scheduleMessage", later)).body["ok"]).toBe(true);
  });

  test("to take back what is due within a minute, or was never there", async () => {
    const near = await callApi(slack, "chat.scheduleMessage", {
      channel: CHANNEL,
      text: "x",
      post_at: nowSeconds + 59,
    });
    for (const id of [near.body["scheduled_message_id"], "Q0"]) {
      const { body } = await callApi(slack, "chat.deleteScheduledMessage", {
        channel: CHANNEL,
        scheduled_message_id: id,
      });
      expect(body).toEqual({ ok: false, error: "invalid_scheduled_message_id" });
    }
  });
});
