import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { objectsAt, textAt, type JsonObject } from "../../sandbox/json.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { callApi } from "./api.ts";
import { NOW, office } from "./office.ts";
import * as p from "./payloads.ts";

let slack: Slack;
let ada: PersonControl;
let ben: PersonControl;
beforeEach(async () => {
  slack = await startSlack({ workspace: office(), clock: { now: NOW, running: false } });
  ada = slack.control.as("U0ADA");
  ben = slack.control.as("U0BEN");
});
afterEach(() => slack.stop());

const api = async (method: string, args: JsonObject = {}): Promise<JsonObject> =>
  (await callApi(slack, method, args)).body;
const post = async (args: JsonObject): Promise<string> =>
  textAt(await api("chat.postMessage", { channel: "C0FRONT", text: "x", ...args }), "ts") ?? "";
const room = (person: PersonControl, id: string): ReturnType<PersonControl["conversations"]>[number] | undefined =>
  person.conversations().find((one) => one.id === id);

const texts = async (more: JsonObject): Promise<unknown[]> =>
  objectsAt(await api("conversations.history", { channel: "C0FRONT", ...more }), "messages").map((one) => one["text"]);

describe("what people see", () => {
  test("public channels all, private ones from inside only, DMs by the names of the others", async () => {
    await api("conversations.open", { users: "U0ADA" });
    await ada.messages("#front");
    expect(ada.conversations().map((one) => [one.name, one.kind, one.member, one.archived])).toEqual([
      ["front", "public", true, false],
      ["other", "public", true, false],
      ["old", "public", true, true],
      ["Desk", "app", true, false],
    ]);
  });

  test("unread counts messages of others, mentions those that name one; reading and writing reset them", async () => {
    await ada.messages("#front");
    await post({});
    await post({ text: "<@U0ADA> please" });
    await post({ text: "For all of <!subteam^S0TEAM>" });
    await post({ text: "<!channel>" });
    expect([room(ada, "C0FRONT")?.unread, room(ada, "C0FRONT")?.mentions]).toEqual([4, 2]);
    await ben.messages("#front");
    expect([room(ben, "C0FRONT")?.unread, room(ben, "C0FRONT")?.mentions]).toEqual([4, 2]);
    await ada.read("#front");
    expect(room(ada, "C0FRONT")?.unread).toBe(0);
    await post({});
    await ada.say("#front", "I am here");
    expect(room(ada, "C0FRONT")?.unread).toBe(0);
  });

  test("a reply stays in its thread and marks nothing unread, unless it is broadcast", async () => {
    const parent = await post({ text: "Case 7" });
    await ada.read("#front");
    await post({ text: "Accepted", thread_ts: parent });
    await post({ text: "Overdue", thread_ts: parent, reply_broadcast: true });
    expect(
      (await ada.messages("#front")).map((message) => [message.text, message.subtype, message.replyCount]),
    ).toEqual([
      ["Case 7", undefined, 2],
      ["Overdue", "thread_broadcast", 0],
    ]);
    expect((await ada.thread("#front", parent)).map((message) => message.text)).toEqual([
      "Case 7",
      "Accepted",
      "Overdue",
    ]);
    expect(room(ada, "C0FRONT")?.unread).toBe(1);
  });

  test("an ephemeral message is one person's, in no history, and gone with his screen", async () => {
    await ada.messages("#front");
    const told = await api("chat.postEphemeral", { channel: "C0FRONT", user: "U0ADA", text: "Psst" });
    expect(told).toEqual({ ok: true, message_ts: expect.stringMatching(/^\d{10}\.\d{6}$/) });
    expect(ada.ephemerals("#front").map((message) => message.text)).toEqual(["Psst"]);
    await ben.messages("#front");
    expect(ben.ephemerals("#front")).toEqual([]);
    expect(objectsAt(await api("conversations.history", { channel: "C0FRONT" }), "messages")).toEqual([]);
    expect(await ada.messages("#front")).toEqual([]);
  });

  test("nobody can write where he is not, nor in what is archived; joining and leaving are told", async () => {
    const lin = slack.control.as("U0LIN");
    await expect(lin.say("#other", "Hello")).rejects.toThrow("您不在此对话中。");
    await lin.join("#other");
    await lin.say("#other", "Hello");
    await lin.leave("#other");
    expect((await ben.messages("#other")).map((message) => [message.subtype, message.text])).toEqual([
      ["channel_join", "<@U0LIN> has joined the channel"],
      [undefined, "Hello"],
      ["channel_leave", "<@U0LIN> has left the channel"],
    ]);
    await expect(ada.say("#old", "Hello")).rejects.toThrow("This channel has been archived.");
  });

  test("a person changes and takes back only what he wrote", async () => {
    await ada.say("#front", "Helo");
    const [mine] = await ada.messages("#front");
    if (!mine) throw new Error("The message is not there");
    await ada.edit(mine, "Hello");
    expect((await ben.messages("#front")).map((message) => [message.text, message.edited])).toEqual([["Hello", true]]);
    await expect(ben.edit(mine, "Bye")).rejects.toThrow("You can change only what you wrote.");
    await ben.react(mine, "eyes");
    expect((await ada.messages("#front"))[0]?.reactions).toEqual([{ name: "eyes", users: ["U0BEN"] }]);
  });

  test("what somebody types cannot come alive by itself", async () => {
    await ada.say("#front", "<!channel> & <https://a.example> <@U0BEN> <@U0NOBODY> https://b.example/x?a=1&b=2.");
    await ada.say("#front", "@ben and @team in #other (not a@ben.example, @bens or #nowhere) 👍");
    expect((await ben.messages("#front")).map((message) => message.text)).toEqual([
      "&lt;!channel&gt; &amp; &lt;<https://a.example>&gt; <@U0BEN> &lt;@U0NOBODY&gt; <https://b.example/x?a=1&amp;b=2>.",
      "<@U0BEN> and <!subteam^S0TEAM> in <#C0OTHER|other> (not a@ben.example, @bens or #nowhere) :+1:",
    ]);
  });
});

describe("what apps are given", () => {
  test("a message as Slack keeps it: ids filled in, addresses wrapped, who it is from", async () => {
    const blocks = [p.section({ text: p.mrkdwn("See https://a.example & <b>") }), p.actions(p.button())];
    const sent = await api("chat.postMessage", { channel: "C0FRONT", text: "See https://a.example", blocks });
    expect(sent).toMatchObject({
      ok: true,
      channel: "C0FRONT",
      message: {
        type: "message",
        user: "U0DESK",
        bot_id: "B0DESK",
        app_id: "A0DESK",
        team: "T0SANDBOX",
        text: "See <https://a.example>",
        bot_profile: { id: "B0DESK", app_id: "A0DESK", name: "Desk", deleted: false, team_id: "T0SANDBOX" },
        blocks: [
          {
            type: "section",
            block_id: expect.stringMatching(/^.{5}$/),
            text: { type: "mrkdwn", text: "See <https://a.example> &amp; &lt;b&gt;", verbatim: false },
          },
          {
            type: "actions",
            elements: [
              {
                type: "button",
                action_id: expect.stringMatching(/^.{5}$/),
                text: { type: "plain_text", text: "Press", emoji: true },
              },
            ],
          },
        ],
      },
    });
  });

  test("a bare @channel that comes alive in mrkdwn, but not where the text is verbatim", async () => {
    const text = "@channel and #other";
    const blocks = [
      { type: "section", text: { type: "mrkdwn", text } },
      { type: "section", text: { type: "mrkdwn", text, verbatim: true } },
    ];
    const sent = await api("chat.postMessage", { channel: "C0FRONT", text, blocks });
    expect(sent["message"]).toMatchObject({
      text,
      blocks: [{ text: { text: "<!channel> and <#C0OTHER|other>" } }, { text: { text } }],
    });
    expect((await api("chat.postMessage", { channel: "C0FRONT", text, link_names: true }))["message"]).toMatchObject({
      text: "<!channel> and <#C0OTHER|other>",
    });
  });

  test("history newest first, a page at a time, metadata whole only when asked for", async () => {
    const metadata = { event_type: "case", event_payload: { id: "7" } };
    for (let at = 0; at < 5; at += 1) await post({ text: `${at}`, metadata });
    const first = await api("conversations.history", { channel: "C0FRONT", limit: 2 });
    expect(objectsAt(first, "messages").map((message) => [message["text"], message["metadata"]])).toEqual([
      ["4", { event_type: "case" }],
      ["3", { event_type: "case" }],
    ]);
    expect(first["has_more"]).toBe(true);
    const cursor = Object(first["response_metadata"]).next_cursor;
    const second = await api("conversations.history", {
      channel: "C0FRONT",
      limit: 3,
      cursor,
      include_all_metadata: true,
    });
    expect(objectsAt(second, "messages").map((message) => [message["text"], message["metadata"]])).toEqual([
      ["2", metadata],
      ["1", metadata],
      ["0", metadata],
    ]);
    expect([second["has_more"], second["response_metadata"]]).toEqual([false, undefined]);
  });

  test("history between two instants, with and without them", async () => {
    const [a, b, c] = [await post({ text: "a" }), await post({ text: "b" }), await post({ text: "c" })];
    expect(await texts({ oldest: a, latest: c })).toEqual(["b"]);
    expect(await texts({ oldest: a, latest: c, inclusive: true })).toEqual(["c", "b", "a"]);
    expect(await texts({ latest: b, inclusive: true, limit: 1 })).toEqual(["b"]);
  });

  test("a thread from its parent on, and the counts on the parent", async () => {
    const parent = await post({ text: "Case" });
    const reply = await ada.say("#front", "Who?", { thread: parent });
    const thread = await api("conversations.replies", { channel: "C0FRONT", ts: parent });
    expect(objectsAt(thread, "messages")).toMatchObject([
      { text: "Case", thread_ts: parent, reply_count: 1, reply_users: ["U0ADA"], latest_reply: reply },
      { text: "Who?", thread_ts: parent, parent_user_id: "U0DESK" },
    ]);
  });

  test("every page of a list, and an empty cursor at its end", async () => {
    const seen: unknown[] = [];
    let cursor = "";
    do {
      const some = await api("users.list", { limit: 2, cursor });
      seen.push(...objectsAt(some, "members").map((one) => one["id"]));
      cursor = String(Object(some["response_metadata"]).next_cursor);
    } while (cursor !== "");
    expect(seen).toEqual(["U0ADA", "U0BEN", "U0LIN", "U0GONE", "U0DESK"]);
  });

  test("a person's language only when asked for, his address only with the scope", async () => {
    expect((await api("users.info", { user: "U0LIN", include_locale: true }))["user"]).toMatchObject({
      id: "U0LIN",
      locale: "zh-CN",
      tz: "Asia/Shanghai",
      tz_offset: 28_800,
      real_name: "林晓",
      profile: { title: "Manager", email: "lin@sandbox.example" },
      deleted: false,
      is_bot: false,
    });
    expect(Object((await api("users.info", { user: "U0LIN" }))["user"]).locale).toBeUndefined();
    expect((await api("users.info", { user: "U0DESK" }))["user"]).toMatchObject({
      is_bot: true,
      profile: { api_app_id: "A0DESK" },
    });
    expect((await api("users.info", { user: "U0GONE" }))["user"]).toMatchObject({ deleted: true });
  });

  test("the same DM each time, opened by a message too", async () => {
    const opened = await api("conversations.open", { users: "U0ADA" });
    const again = await api("conversations.open", { users: "U0ADA" });
    expect(again).toMatchObject({ ok: true, already_open: true, no_op: true, channel: opened["channel"] });
    const sent = await api("chat.postMessage", { channel: "U0ADA", text: "Hello" });
    expect(sent["channel"]).toBe(Object(opened["channel"]).id);
    expect((await ada.dms()).map((message) => message.text)).toEqual(["Hello"]);
  });

  test("an address for each message, with its thread", async () => {
    const parent = await post({});
    const reply = await post({ thread_ts: parent });
    const link = await api("chat.getPermalink", { channel: "C0FRONT", message_ts: reply });
    expect(link["permalink"]).toBe(
      `${slack.url}/archives/C0FRONT/p${reply.replace(".", "")}?thread_ts=${parent}&cid=C0FRONT`,
    );
  });

  test("reactions, pins and bookmarks, each once", async () => {
    const timestamp = await post({});
    const it = { channel: "C0FRONT", timestamp };
    expect(await api("reactions.add", { ...it, name: "eyes" })).toEqual({ ok: true });
    expect(await api("reactions.add", { ...it, name: "eyes" })).toEqual({ ok: false, error: "already_reacted" });
    expect((await api("reactions.get", it))["message"]).toMatchObject({
      reactions: [{ name: "eyes", users: ["U0DESK"], count: 1 }],
    });
    expect(await api("reactions.remove", { ...it, name: "eyes" })).toEqual({ ok: true });
    expect(await api("reactions.remove", { ...it, name: "eyes" })).toEqual({ ok: false, error: "no_reaction" });
    expect(await api("pins.add", it)).toEqual({ ok: true });
    expect(await api("pins.add", it)).toEqual({ ok: false, error: "already_pinned" });
    expect((await ada.messages("#front"))[0]?.pinned).toBe(true);
    const added = await api("bookmarks.add", {
      channel_id: "C0FRONT",
      title: "Rules",
      type: "link",
      link: "https://a.example",
    });
    expect(added["bookmark"]).toMatchObject({ title: "Rules", link: "https://a.example", type: "link" });
    await ada.messages("#front");
    expect(room(ada, "C0FRONT")?.bookmarks.map((one) => one.title)).toEqual(["Rules"]);
  });

  test("blocks looked at without being sent", async () => {
    expect(await api("blocks.validate", { blocks: [p.section()] })).toEqual({ ok: true });
    expect(await api("blocks.validate", { blocks: [p.section({ text: p.mrkdwn(p.chars(3001)) })] })).toEqual({
      ok: false,
      error: "invalid_blocks",
      errors: [
        {
          code: "failed_constraint",
          message: "failed to match all allowed schemas",
          pointer: "/0/text",
          constraint: { type: "any_of" },
        },
        {
          code: "failed_constraint",
          message: "must be less than 3001 characters",
          pointer: "/0/text/text",
          constraint: { type: "max_length", expected: 3000 },
        },
      ],
    });
    expect(await api("blocks.validate", { view: p.home() })).toEqual({ ok: true });
    expect(await api("blocks.validate", { message: { blocks: [{ type: "alert" }] } })).toMatchObject({
      error: "invalid_message",
    });
  });
});

test("chat.update takes blocks away with a text alone, keeps metadata unless it is {}, and marks only what its text path changed", async () => {
  const metadata = { event_type: "case", event_payload: { id: "7" } };
  const ts = await post({ blocks: [p.section()], metadata });
  const at = { channel: "C0FRONT", ts };
  await api("chat.update", { ...at, text: "Both", blocks: [p.section()] });
  expect((await ada.messages("#front"))[0]).toMatchObject({ text: "Both", edited: false });
  const after = await api("chat.update", { ...at, text: "Text alone" });
  expect(after["message"]).toMatchObject({ text: "Text alone", metadata, edited: { user: "U0DESK" } });
  expect(Object(after["message"]).blocks).toBeUndefined();
  expect(Object((await api("chat.update", { ...at, text: "x", metadata: {} }))["message"]).metadata).toBeUndefined();
});

const after = (seconds: number): JsonObject => ({
  channel: "C0FRONT",
  text: `${seconds}`,
  post_at: NOW / 1000 + seconds,
});

test("a scheduled message comes at its time, can be listed and taken back, and never comes with metadata", async () => {
  await api("chat.scheduleMessage", after(120));
  const second = await api("chat.scheduleMessage", after(180));
  await api("chat.scheduleMessage", { ...after(240), metadata: { event_type: "x", event_payload: {} } });
  const list = await api("chat.scheduledMessages.list");
  expect(objectsAt(list, "scheduled_messages").map((one) => one["text"])).toEqual(["120", "180", "240"]);
  await api("chat.deleteScheduledMessage", {
    channel: "C0FRONT",
    scheduled_message_id: second["scheduled_message_id"],
  });
  await slack.control.clock.move(119_999);
  expect(await ada.messages("#front")).toEqual([]);
  await slack.control.clock.move(200_000);
  expect((await ada.messages("#front")).map((message) => [message.text, message.ts.slice(0, 10)])).toEqual([
    ["120", String(NOW / 1000 + 120)],
  ]);
});
