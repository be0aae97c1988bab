import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../sandbox/json.ts";
import { startSlack, type Slack } from "../../../sandbox/slack.ts";
import { callApi } from "../api.ts";
import { APP_TOKEN, BOT_TOKEN, NOW, office } from "../office.ts";
import { chars } from "../payloads.ts";

let slack: Slack;
beforeEach(async () => {
  slack = await startSlack({ workspace: office(), clock: { now: NOW, running: false } });
});
afterEach(() => slack.stop());

describe("a call is not let in", () => {
  test.each([
    ["an unknown method", "chat.shout", { req_method: "chat.shout", error: "unknown_method" }, BOT_TOKEN],
    ["no token", "auth.test", { error: "not_authed" }, null],
    ["an unknown token", "auth.test", { error: "invalid_auth" }, "xoxb-other"],
    ["an app's token for a bot's method", "auth.test", { error: "not_allowed_token_type" }, APP_TOKEN],
    ["a bot's token for an app's method", "apps.connections.open", { error: "not_allowed_token_type" }, BOT_TOKEN],
  ])("%s", async (_what, method, refusal, token) => {
    const { status, body } = await callApi(slack, method, {}, { token });
    expect([status, body]).toEqual([200, { ok: false, ...refusal }]);
  });

  test("after its token was revoked", async () => {
    await slack.control.do({ do: "revoke-token", app: "A0DESK" });
    expect((await callApi(slack, "auth.test")).body).toEqual({ ok: false, error: "token_revoked" });
  });

  test("without the scope: it is told which is needed and which it has", async () => {
    const poor = await startSlack({ workspace: office({ scopes: ["chat:write", "commands"] }) });
    const { body, headers } = await callApi(poor, "users.info", { user: "U0ADA" });
    expect(body).toEqual({ ok: false, error: "missing_scope", needed: "users:read", provided: "chat:write,commands" });
    expect(headers.get("x-oauth-scopes")).toBe("chat:write,commands");
    expect(headers.get("x-accepted-oauth-scopes")).toBe("users:read");
    await poor.stop();
  });

  test("with the scope for another kind of conversation", async () => {
    const half = await startSlack({ workspace: office({ scopes: ["channels:read", "channels:history"] }) });
    const info = await callApi(half, "conversations.info", { channel: "C0SAFE" });
    expect(info.body).toMatchObject({ error: "missing_scope", needed: "groups:read" });
    const list = await callApi(half, "conversations.list", { types: "public_channel,private_channel,im" });
    expect(list.body).toMatchObject({ error: "missing_scope", needed: "groups:read,im:read" });
    const history = await callApi(half, "conversations.history", { channel: "C0SAFE" });
    expect(history.body).toMatchObject({ error: "missing_scope", needed: "groups:history" });
    await half.stop();
  });

  test.each([
    ["another content type", "text/plain", "channel=C0FRONT", "invalid_post_type"],
    ["JSON that is none", "application/json", "{", "invalid_json"],
    ["JSON that is a list", "application/json", "[]", "json_not_object"],
  ])("%s", async (_what, type, body, error) => {
    const response = await fetch(`${slack.apiUrl}auth.test`, {
      method: "POST",
      headers: { "content-type": type, authorization: `Bearer ${BOT_TOKEN}` },
      body,
    });
    expect(await response.json()).toEqual({ ok: false, error });
  });

  test("JSON where only forms are read: it counts as no arguments", async () => {
    const json = await callApi(slack, "users.info", { user: "U0ADA" }, { as: "json" });
    expect(json.body).toMatchObject({ ok: false, error: "invalid_arguments" });
    const form = await callApi(slack, "users.info", { user: "U0ADA" });
    expect(form.body).toMatchObject({ ok: true, user: { id: "U0ADA" } });
  });
});

const CALLS: [string, string, JsonObject, string][] = [
  ["a person unknown", "users.info", { user: "U0NOBODY" }, "user_not_found"],
  ["an address of nobody", "users.lookupByEmail", { email: "nobody@x.example" }, "users_not_found"],
  ["an address of somebody who left", "users.lookupByEmail", { email: "gone@sandbox.example" }, "users_not_found"],
  ["a group unknown", "usergroups.users.list", { usergroup: "S0" }, "no_such_subteam"],
  ["a bot unknown", "bots.info", { bot: "B0" }, "bot_not_found"],
  ["another team", "team.info", { team: "T0OTHER" }, "team_not_found"],
  ["a channel unknown", "conversations.info", { channel: "C0" }, "channel_not_found"],
  ["a private channel from outside", "conversations.info", { channel: "C0CLOSED" }, "channel_not_found"],
  ["the history of a channel from outside", "conversations.history", { channel: "C0OTHER" }, "not_in_channel"],
  ["a history since nonsense", "conversations.history", { channel: "C0FRONT", oldest: "x" }, "invalid_ts_oldest"],
  ["a history until nonsense", "conversations.history", { channel: "C0FRONT", latest: "x" }, "invalid_ts_latest"],
  ["a thread unknown", "conversations.replies", { channel: "C0FRONT", ts: "1.000001" }, "thread_not_found"],
  ["a cursor that is none", "users.list", { cursor: "abc" }, "invalid_cursor"],
  ["a limit of zero", "users.list", { limit: 0 }, "invalid_limit"],
  ["a kind of conversation unknown", "conversations.list", { types: "shared" }, "invalid_types"],
  ["a DM with nobody", "conversations.open", {}, "users_list_not_supplied"],
  ["a DM with somebody unknown", "conversations.open", { users: "U0NOBODY" }, "user_not_found"],
  ["a DM with somebody who left", "conversations.open", { users: "U0GONE" }, "user_disabled"],
  ["a DM of nine", "conversations.open", { users: "U1,U2,U3,U4,U5,U6,U7,U8,U9" }, "too_many_users"],
  [
    "a channel to be opened as a DM",
    "conversations.open",
    { channel: "C0FRONT" },
    "method_not_supported_for_channel_type",
  ],
  ["closing a channel", "conversations.close", { channel: "C0FRONT" }, "method_not_supported_for_channel_type"],
  ["a link to nothing", "chat.getPermalink", { channel: "C0FRONT", message_ts: "1.000001" }, "message_not_found"],
  ["a reaction to nothing", "reactions.add", { name: "eyes" }, "no_item_specified"],
  ["a reaction at no time", "reactions.add", { channel: "C0FRONT", timestamp: "x", name: "eyes" }, "bad_timestamp"],
  [
    "a reaction to a message unknown",
    "reactions.add",
    { channel: "C0FRONT", timestamp: "1.000001", name: "eyes" },
    "message_not_found",
  ],
  ["an emoji unknown", "reactions.add", { channel: "C0FRONT", timestamp: "1.000001", name: "liftboy" }, "invalid_name"],
  ["a pin of nothing", "pins.add", { channel: "C0FRONT" }, "bad_timestamp"],
  ["a pin from outside", "pins.add", { channel: "C0OTHER", timestamp: "1.000001" }, "not_in_channel"],
  [
    "a bookmark of a folder",
    "bookmarks.add",
    { channel_id: "C0FRONT", title: "x", type: "folder" },
    "invalid_bookmark_type",
  ],
  [
    "a bookmark of no link",
    "bookmarks.add",
    { channel_id: "C0FRONT", title: "x", type: "link", link: "x" },
    "invalid_link",
  ],
  ["a file without a length", "files.getUploadURLExternal", { filename: "a.txt" }, "missing_argument"],
  ["a file of no length", "files.getUploadURLExternal", { filename: "a.txt", length: 0 }, "invalid_arguments"],
  [
    "a file of 10 MB and a byte",
    "files.getUploadURLExternal",
    { filename: "a.bin", length: 10_000_001 },
    "file_upload_size_restricted",
  ],
  [
    "a file's text of 1001",
    "files.getUploadURLExternal",
    { filename: "a", length: 1, alt_txt: chars(1001) },
    "alt_txt_too_large",
  ],
  ["a file that was never uploaded", "files.completeUploadExternal", { files: [{ id: "F0" }] }, "file_not_found"],
  ["a file unknown", "files.info", { file: "F0" }, "file_not_found"],
  ["a view unknown", "views.update", { view_id: "V0", view: { type: "home", blocks: [] } }, "not_found"],
  ["a view of no name", "views.update", { view: { type: "home", blocks: [] } }, "invalid_arguments"],
  [
    "a trigger unknown",
    "views.open",
    { trigger_id: "1.2.x", view: { type: "modal", title: { type: "plain_text", text: "x" }, blocks: [] } },
    "invalid_trigger_id",
  ],
  ["blocks and a view to be looked at", "blocks.validate", { blocks: [], view: {} }, "invalid_arguments"],
  ["nothing to be looked at", "blocks.validate", {}, "invalid_arguments"],
  ["an app unknown", "oauth.v2.access", { client_id: "0", code: "x" }, "invalid_client_id"],
  ["a wrong secret", "oauth.v2.access", { client_id: "11.22", client_secret: "x", code: "x" }, "bad_client_secret"],
  [
    "a code unknown",
    "oauth.v2.access",
    { client_id: "11.22", client_secret: "client-secret", code: "x" },
    "invalid_code",
  ],
  [
    "another grant",
    "oauth.v2.access",
    { client_id: "11.22", client_secret: "client-secret", grant_type: "password" },
    "invalid_grant_type",
  ],
];

describe("a method refuses", () => {
  test.each(CALLS)("%s", async (_what, method, args, error) => {
    expect((await callApi(slack, method, args)).body).toMatchObject({ ok: false, error });
  });
});

describe("a channel is not changed", () => {
  const CHANGES: [string, string, JsonObject, string][] = [
    ["a name taken", "conversations.create", { name: "front" }, "name_taken"],
    ["no name", "conversations.create", { name: "" }, "invalid_name_required"],
    ["a name of 81", "conversations.create", { name: chars(81) }, "invalid_name_maxlength"],
    ["a name with capitals", "conversations.create", { name: "Front" }, "invalid_name_specials"],
    ["a name of dashes", "conversations.create", { name: "---" }, "invalid_name_punctuation"],
    ["joining what is archived", "conversations.join", { channel: "C0OLD" }, "is_archived"],
    ["joining a private channel", "conversations.join", { channel: "C0SAFE" }, "method_not_supported_for_channel_type"],
    ["inviting oneself", "conversations.invite", { channel: "C0FRONT", users: "U0DESK" }, "cant_invite_self"],
    ["inviting a member", "conversations.invite", { channel: "C0FRONT", users: "U0ADA" }, "already_in_channel"],
    ["inviting somebody who left", "conversations.invite", { channel: "C0FRONT", users: "U0GONE" }, "user_not_found"],
    ["inviting nobody", "conversations.invite", { channel: "C0FRONT", users: "" }, "no_user"],
    ["inviting from outside", "conversations.invite", { channel: "C0OTHER", users: "U0LIN" }, "not_in_channel"],
    ["archiving twice", "conversations.archive", { channel: "C0OLD" }, "already_archived"],
    ["a topic of 251", "conversations.setTopic", { channel: "C0FRONT", topic: chars(251) }, "too_long"],
    ["a topic in an archived channel", "conversations.setTopic", { channel: "C0OLD", topic: "x" }, "is_archived"],
  ];
  test.each(CHANGES)("%s", async (_what, method, args, error) => {
    const scopes = ["channels:manage", "channels:join", "groups:write", "channels:read"];
    const managing = await startSlack({ workspace: office({ scopes }) });
    expect((await callApi(managing, method, args)).body).toMatchObject({ ok: false, error });
    await managing.stop();
  });
});
