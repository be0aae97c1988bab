import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signature } from "../../sandbox/deliver/signature.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { listenFor, type Listener } from "./listener.ts";
import { NOW, office, SIGNING_SECRET } from "./office.ts";

let slack: Slack;
let listener: Listener;
beforeEach(async () => {
  slack = await startSlack({ workspace: office(), clock: { now: NOW, running: false } });
  listener = await listenFor(slack);
});
afterEach(async () => {
  await listener.stop();
  await slack.stop();
});

const attempts = (): [string | undefined, string | undefined][] =>
  listener.heard.map(({ headers }) => [
    headers["x-slack-retry-num"]?.toString(),
    headers["x-slack-retry-reason"]?.toString(),
  ]);
const say = async (): Promise<void> => void (await slack.control.as("U0ADA").say("#front", "Hello"));
const tries = (count: number): Promise<unknown> =>
  slack.control.untilTraffic({ kind: "event", name: "message.channels", count });

test("the signature of Slack's own example comes out as Slack gives it", () => {
  const body =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  expect(signature("8f742231b10e8888abcd99yyyzzz85a5", 1_531_420_618, body)).toBe(
    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  );
});

test("a command comes as a bare form, signed, with the fields that Slack sends", async () => {
  const ada = slack.control.as("U0ADA");
  expect(await ada.command("/complaint", "lift & <b>stairs</b> for @ben", "#front")).toEqual({ ok: true });
  const [heard] = listener.heard;
  expect(heard?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  const timestamp = Number(heard?.headers["x-slack-request-timestamp"]);
  expect(heard?.headers["x-slack-signature"]).toBe(signature(SIGNING_SECRET, timestamp, heard?.raw ?? ""));
  expect(heard?.body).toEqual({
    token: "sandbox-verification",
    team_id: "T0SANDBOX",
    team_domain: "sandbox",
    channel_id: "C0FRONT",
    channel_name: "front",
    user_id: "U0ADA",
    user_name: "ada",
    command: "/complaint",
    text: "lift &amp; &lt;b&gt;stairs&lt;/b&gt; for @ben",
    api_app_id: "A0DESK",
    is_enterprise_install: "false",
    response_url: expect.stringContaining(`${slack.url}/commands/T0SANDBOX/`),
    trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]{32}$/),
  });
});

test("with should_escape, people and channels come as entities, from DMs and private channels under Slack's names", async () => {
  const lin = slack.control.as("U0LIN");
  await lin.command("/names", "ask @ben in #front, not <@U0ADA>", "#safe");
  await lin.command("/names", "", await lin.openDm("U0ADA"));
  expect(listener.heard.map(({ body }) => [body["channel_name"], body["text"]])).toEqual([
    ["privategroup", "ask <@U0BEN|ben> in <#C0FRONT|front>, not <@U0ADA|ada>"],
    ["directmessage", ""],
  ]);
});

test("an interaction comes as a form with one field, an event as JSON", async () => {
  const ada = slack.control.as("U0ADA");
  await ada.globalShortcut("A0DESK", "new-complaint");
  await ada.say("#front", "Hello");
  const event = await slack.control.untilTraffic({ kind: "event", name: "message.channels" });
  expect(event.verdict).toBe("ok");
  const [shortcut, message] = listener.heard;
  expect([...new URLSearchParams(shortcut?.raw).keys()]).toEqual(["payload"]);
  expect(shortcut?.body).toMatchObject({
    type: "shortcut",
    callback_id: "new-complaint",
    user: { id: "U0ADA", username: "ada", team_id: "T0SANDBOX" },
    team: { id: "T0SANDBOX", domain: "sandbox" },
    enterprise: null,
    is_enterprise_install: false,
  });
  expect(message?.headers["content-type"]).toBe("application/json");
  expect(message?.body).toMatchObject({
    type: "event_callback",
    team_id: "T0SANDBOX",
    api_app_id: "A0DESK",
    event_time: NOW / 1000,
    authorizations: [{ team_id: "T0SANDBOX", user_id: "U0DESK", is_bot: true }],
    event: {
      type: "message",
      user: "U0ADA",
      text: "Hello",
      channel: "C0FRONT",
      channel_type: "channel",
      blocks: [
        {
          type: "rich_text",
          elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "Hello" }] }],
        },
      ],
      client_msg_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  });
});

describe("an event that is not taken", () => {
  test("comes again at once, after a minute and after five, with its number and the reason, and no more", async () => {
    listener.answer = () => ({ status: 500 });
    await say();
    await tries(2);
    expect(attempts()).toEqual([
      [undefined, undefined],
      ["1", "http_error"],
    ]);
    await slack.control.clock.move(59_999);
    expect(attempts()).toHaveLength(2);
    await slack.control.clock.move(1);
    expect(attempts().at(-1)).toEqual(["2", "http_error"]);
    await slack.control.clock.move(299_999);
    expect(attempts()).toHaveLength(3);
    await slack.control.clock.move(1);
    expect(attempts().at(-1)).toEqual(["3", "http_error"]);
    await slack.control.clock.move(86_400_000);
    expect(attempts()).toHaveLength(4);
    const ids = new Set(listener.heard.map(({ body }) => body["event_id"]));
    expect(ids.size).toBe(1);
  });

  test("comes once more only, when that is taken", async () => {
    listener.answer = (_heard, count) => ({ status: count === 1 ? 500 : 200 });
    await say();
    await tries(2);
    await slack.control.clock.move(3_600_000);
    expect(attempts()).toHaveLength(2);
  });

  test("does not come again where the answer says so", async () => {
    listener.answer = () => ({ status: 500, headers: { "x-slack-no-retry": "1" } });
    await say();
    await tries(1);
    await slack.control.clock.move(3_600_000);
    expect(attempts()).toHaveLength(1);
  });

  test("names a redirect without end, and an address where nobody is", async () => {
    listener.answer = () => ({ status: 302, headers: { location: "/again" } });
    await say();
    await tries(2);
    expect(attempts().findLast(([number]) => number === "1")).toEqual(["1", "too_many_redirects"]);
    await listener.stop();
    listener.answer = () => ({});
    await slack.control.clock.move(60_000);
    const entry = await slack.control.untilTraffic({ kind: "event", verdict: "dispatch_failed" });
    expect(entry).toMatchObject({ retry: 2, verdict: "dispatch_failed" });
  });

  test("after that comes once an hour for a day, where the app asked for delayed events", async () => {
    await listener.stop();
    await slack.stop();
    slack = await startSlack({ workspace: office({ delayedEvents: true }), clock: { now: NOW, running: false } });
    listener = await listenFor(slack);
    listener.answer = () => ({ status: 503 });
    await say();
    await tries(2);
    await slack.control.clock.move(360_000 + 2 * 3_600_000);
    expect(attempts()).toHaveLength(6);
    await slack.control.clock.move(48 * 3_600_000);
    expect(attempts()).toHaveLength(4 + 24);
  });

  test("that takes more than three seconds has timed out, and is known by the same id", async () => {
    listener.answer = (_heard, count) => ({ silent: count === 1 });
    await say();
    await slack.control.untilTraffic({ kind: "event", name: "message.channels", count: 2 }, 10_000);
    expect(attempts()).toEqual([
      [undefined, undefined],
      ["1", "http_timeout"],
    ]);
  });
});

test("a request URL is verified by a challenge that must come back", async () => {
  listener.answer = ({ body }) => ({ body: { challenge: body["challenge"] } });
  expect(await slack.control.do({ do: "verify-url", app: "A0DESK" })).toEqual({ ok: true, verified: true });
  expect(listener.heard[0]?.body).toMatchObject({ type: "url_verification", token: "sandbox-verification" });
  listener.answer = () => ({ body: { challenge: "another" } });
  expect(await slack.control.do({ do: "verify-url", app: "A0DESK" })).toEqual({ ok: true, verified: false });
});

test("two redirects are followed", async () => {
  listener.answer = (_heard, count) => (count < 3 ? { status: 307, headers: { location: `/hop/${count}` } } : {});
  await slack.control.as("U0ADA").say("#front", "Hello");
  const entry = await slack.control.untilTraffic({ kind: "event" });
  expect(entry.verdict).toBe("ok");
  expect(listener.heard).toHaveLength(3);
});
