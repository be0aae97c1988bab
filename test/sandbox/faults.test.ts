import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { objectAt, objectsAt, textAt, type JsonObject } from "../../sandbox/json.ts";
import type { FaultKind } from "../../sandbox/protocol-control.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { callApi } from "./api.ts";
import { listenFor, type Listener } from "./listener.ts";
import { NOW, office } from "./office.ts";

let slack: Slack;
beforeEach(async () => {
  slack = await startSlack({ workspace: office(), clock: { now: NOW, running: false } });
});
afterEach(() => slack.stop());

const post = (text = "x", channel = "C0FRONT"): ReturnType<typeof callApi> =>
  callApi(slack, "chat.postMessage", { channel, text });
const say = (text: string): Promise<string> => slack.control.as("U0ADA").say("#front", text);
const heard = (count: number): Promise<unknown> => slack.control.untilTraffic({ kind: "event", count });
const said = async (): Promise<string[]> => (await slack.control.as("U0ADA").messages("#front")).map((one) => one.text);

describe("a fault of the Web API", () => {
  test("may lose the answer after the effect: the message stands, the caller knows nothing", async () => {
    await slack.control.fault("api", { kind: "drop-answer" }, { method: "chat.postMessage" });
    await expect(post("Lost")).rejects.toThrow("fetch failed");
    expect(await said()).toEqual(["Lost"]);
    expect((await post("Again")).body["ok"]).toBe(true);
  });

  test("may limit the rate with a Retry-After, and nothing happens", async () => {
    await slack.control.fault("api", { kind: "rate-limit", retryAfter: 7 }, { method: "chat.*" });
    const { status, headers, body } = await post();
    expect([status, headers.get("retry-after"), body]).toEqual([429, "7", { ok: false, error: "ratelimited" }]);
    expect(await said()).toEqual([]);
  });

  test("may be a 5xx before the effect, or after it", async () => {
    await slack.control.fault("api", { kind: "status", status: 503 });
    expect((await post("Before")).status).toBe(503);
    await slack.control.fault("api", { kind: "status", status: 500, carriedOut: true });
    expect((await post("After")).status).toBe(500);
    expect(await said()).toEqual(["After"]);
  });

  test("may be any error of Slack's", async () => {
    await slack.control.fault("api", { kind: "error", error: "internal_error" });
    expect((await post()).body).toEqual({ ok: false, error: "internal_error" });
  });

  test("may make the answer late: another call overtakes it", async () => {
    await slack.control.fault("api", { kind: "delay", ms: 300 });
    const late = post("Late").then(() => "late");
    await slack.control.untilTraffic({ kind: "api" });
    const other = post("Other").then(() => "other");
    expect(await Promise.race([late, other])).toBe("other");
    expect(await late).toBe("late");
  });

  test("strikes where it was told to, as often as it was told to, until it is lifted", async () => {
    const error: FaultKind = { kind: "error", error: "fatal_error" };
    await slack.control.fault("api", error, { channel: "C0SAFE" }, 2);
    const fault = await slack.control.fault("api", error, { method: "users.info" }, null);
    expect((await post()).body["ok"]).toBe(true);
    expect((await post("x", "C0SAFE")).body["ok"]).toBe(false);
    expect((await post("x", "C0SAFE")).body["ok"]).toBe(false);
    expect((await post("x", "C0SAFE")).body["ok"]).toBe(true);
    for (let at = 0; at < 3; at += 1)
      expect((await callApi(slack, "users.info", { user: "U0ADA" })).body["ok"]).toBe(false);
    await slack.control.lift(fault.id);
    expect((await callApi(slack, "users.info", { user: "U0ADA" })).body["ok"]).toBe(true);
  });
});

describe("a fault on the way to the app", () => {
  let listener: Listener;
  beforeEach(async () => {
    listener = await listenFor(slack);
  });
  afterEach(() => listener.stop());

  const events = (): { id: unknown; event: JsonObject }[] =>
    listener.heard.map(({ body }) => ({ id: body["event_id"], event: objectAt(body, "event") }));

  test("may deliver one event twice", async () => {
    await slack.control.fault("delivery", { kind: "twice" }, { name: "message.channels" });
    await say("Hello");
    await heard(2);
    expect(events().map(({ event }) => event["text"])).toEqual(["Hello", "Hello"]);
    expect(new Set(events().map(({ id }) => id)).size).toBe(1);
  });

  test("may deliver one message under two event ids", async () => {
    await slack.control.fault("delivery", { kind: "two-ids" }, { name: "message.channels" });
    const ts = await say("Hello");
    await heard(2);
    expect(events().map(({ event }) => event["ts"])).toEqual([ts, ts]);
    expect(new Set(events().map(({ id }) => id)).size).toBe(2);
  });

  test("may turn the order of two events round", async () => {
    await slack.control.fault("delivery", { kind: "reorder" }, { name: "message.channels" });
    await say("First");
    await say("Second");
    await heard(2);
    expect(events().map(({ event }) => event["text"])).toEqual(["Second", "First"]);
  });

  test("may lose an event for good, and a click so that the person is told", async () => {
    await slack.control.fault("delivery", { kind: "lose" }, { name: "message.channels" });
    await say("Lost");
    await slack.control.fault("delivery", { kind: "lose" }, { name: "/complaint" });
    const result = await slack.control.as("U0ADA").command("/complaint", "", "#front");
    expect(result).toMatchObject({ ok: false, error: "operation_timeout" });
    await slack.control.clock.move(3_600_000);
    expect(listener.heard).toEqual([]);
  });

  test("may send a click twice", async () => {
    await slack.control.fault("delivery", { kind: "twice" }, { name: "new-complaint" });
    await slack.control.as("U0ADA").globalShortcut("A0DESK", "new-complaint");
    expect(listener.heard.map(({ body }) => body["trigger_id"])).toHaveLength(2);
  });

  test("on a response_url may lose the answer after the effect", async () => {
    const ada = slack.control.as("U0ADA");
    await ada.command("/complaint", "", "#front");
    await slack.control.fault("response_url", { kind: "drop-answer" });
    const url = textAt(listener.heard[0]?.body, "response_url") ?? "";
    await expect(fetch(url, { method: "POST", body: JSON.stringify({ text: "Lost" }) })).rejects.toThrow(
      "fetch failed",
    );
    expect(ada.ephemerals("#front").map((message) => message.text)).toEqual(["Lost"]);
  });
});

describe("somebody else's doing", () => {
  test("a token is revoked: the app is told, and is let in no more", async () => {
    const listener = await listenFor(slack);
    await slack.control.do({ do: "revoke-token", app: "A0DESK" });
    await slack.control.untilTraffic({ kind: "event", name: "tokens_revoked" });
    expect(objectAt(listener.heard[0]?.body, "event")).toMatchObject({
      type: "tokens_revoked",
      tokens: { bot: ["U0DESK"] },
    });
    expect((await post()).body).toEqual({ ok: false, error: "token_revoked" });
    await listener.stop();
  });

  test("a channel is archived and comes back", async () => {
    await slack.control.do({ do: "archive", channel: "C0FRONT" });
    expect((await post()).body).toEqual({ ok: false, error: "is_archived" });
    await slack.control.do({ do: "archive", channel: "C0FRONT", undo: true });
    expect((await post()).body["ok"]).toBe(true);
  });

  test("a person leaves the company, and another changes his language", async () => {
    const listener = await listenFor(slack);
    await slack.control.do({ do: "deactivate", user: "U0BEN" });
    expect((await post("x", "U0BEN")).body).toEqual({ ok: false, error: "channel_not_found" });
    await slack.control.do({ do: "set-person", user: "U0ADA", locale: "zh-CN", tz: "Asia/Shanghai" });
    await slack.control.untilTraffic({ kind: "event", name: "user_change", count: 2 });
    const users = listener.heard.map(({ body }) => objectAt(objectAt(body, "event"), "user"));
    expect(users).toMatchObject([
      { id: "U0BEN", deleted: true },
      { id: "U0ADA", locale: "zh-CN", tz: "Asia/Shanghai" },
    ]);
    await listener.stop();
  });

  test("the app is put out of a channel and back into it", async () => {
    await slack.control.do({ do: "remove-member", channel: "C0SAFE", user: "U0DESK" });
    expect((await post("x", "C0SAFE")).body).toEqual({ ok: false, error: "channel_not_found" });
    await slack.control.do({ do: "add-member", channel: "C0SAFE", user: "U0DESK" });
    expect((await post("x", "C0SAFE")).body["ok"]).toBe(true);
  });

  test("a group changes", async () => {
    await slack.control.do({ do: "set-group", group: "S0TEAM", members: ["U0ADA"] });
    expect((await callApi(slack, "usergroups.users.list", { usergroup: "S0TEAM" })).body["users"]).toEqual(["U0ADA"]);
    const list = await callApi(slack, "usergroups.list", { include_users: true });
    expect(objectsAt(list.body, "usergroups")[0]).toMatchObject({ id: "S0TEAM", handle: "team", users: ["U0ADA"] });
  });
});

describe("with real limits", () => {
  beforeEach(() => slack.control.do({ do: "rate-limits", mode: "real" }));

  test("a channel takes a burst of five messages, then makes the app wait; another channel does not", async () => {
    for (let at = 0; at < 5; at += 1) expect((await post()).status).toBe(200);
    const limited = await post();
    expect([limited.status, limited.body]).toEqual([429, { ok: false, error: "ratelimited" }]);
    const wait = Number(limited.headers.get("retry-after"));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(5);
    expect((await post("x", "C0SAFE")).status).toBe(200);
  });

  test("each method has its tier: twenty a minute for users.list, while users.info goes on", async () => {
    for (let at = 0; at < 20; at += 1) expect((await callApi(slack, "users.list")).status).toBe(200);
    const limited = await callApi(slack, "users.list");
    expect(limited.status).toBe(429);
    expect(limited.headers.get("retry-after")).toMatch(/^([1-9]|[1-5]\d|60)$/);
    expect((await callApi(slack, "users.info", { user: "U0ADA" })).status).toBe(200);
  });
});
