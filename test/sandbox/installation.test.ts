import { afterEach, beforeEach, expect, test } from "vitest";
import { textAt, type JsonObject } from "../../sandbox/json.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { callApi } from "./api.ts";
import { BOT_TOKEN, NOW, office } from "./office.ts";

const REDIRECT = "https://desk.example/oauth";
const CLIENT = { client_id: "11.22", client_secret: "client-secret" };

let slack: Slack;
async function start(more: { tokenRotation?: boolean } = {}): Promise<void> {
  slack = await startSlack({ workspace: office(more), clock: { now: NOW, running: false } });
}
beforeEach(() => start());
afterEach(() => slack.stop());

/** Somebody allows the app in his browser; gives where he is sent back to. */
async function allow(more: Record<string, string> = {}): Promise<URL> {
  const query = new URLSearchParams({
    client_id: "11.22",
    scope: "chat:write,team:read",
    redirect_uri: REDIRECT,
    state: "s1",
    ...more,
  });
  const page = await fetch(`${slack.url}/oauth/v2/authorize?${query.toString()}`);
  const link = /href="([^"]+)"/.exec(await page.text())?.[1]?.replaceAll("&amp;", "&") ?? "";
  const back = await fetch(slack.url + link, { redirect: "manual" });
  return new URL(back.headers.get("location") ?? "");
}

const exchange = async (args: JsonObject): Promise<JsonObject> =>
  (await callApi(slack, "oauth.v2.access", { ...CLIENT, ...args }, { token: null })).body;

test("a person allows the app, which exchanges the code for a token that works", async () => {
  const back = await allow();
  expect([back.origin + back.pathname, back.searchParams.get("state")]).toEqual([REDIRECT, "s1"]);
  const code = back.searchParams.get("code") ?? "";
  const got = await exchange({ code, redirect_uri: REDIRECT });
  expect(got).toMatchObject({
    ok: true,
    app_id: "A0DESK",
    token_type: "bot",
    bot_user_id: "U0DESK",
    access_token: expect.stringMatching(/^xoxb-/),
    team: { id: "T0SANDBOX", name: "Sandbox" },
    enterprise: null,
    authed_user: { id: "U0ADA" },
    is_enterprise_install: false,
  });
  const token = textAt(got, "access_token") ?? "";
  expect((await callApi(slack, "auth.test", {}, { token })).body).toMatchObject({
    ok: true,
    user_id: "U0DESK",
    bot_id: "B0DESK",
  });
  expect(await exchange({ code, redirect_uri: REDIRECT })).toEqual({ ok: false, error: "invalid_code" });
});

test("a code lives ten minutes and belongs to its redirect", async () => {
  const late = (await allow()).searchParams.get("code");
  await slack.control.clock.move(600_000);
  expect(await exchange({ code: late })).toEqual({ ok: false, error: "invalid_code" });
  const code = (await allow()).searchParams.get("code");
  expect(await exchange({ code, redirect_uri: "https://other.example" })).toEqual({
    ok: false,
    error: "bad_redirect_uri",
  });
});

test("the client may name itself in the header", async () => {
  const code = (await allow()).searchParams.get("code") ?? "";
  const response = await fetch(`${slack.apiUrl}oauth.v2.access`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from("11.22:client-secret").toString("base64")}` },
    body: new URLSearchParams({ code }),
  });
  expect(await response.json()).toMatchObject({ ok: true, app_id: "A0DESK" });
});

const door = async (query: string): Promise<number> => (await fetch(`${slack.url}/oauth/v2/authorize?${query}`)).status;

test("an unknown app and a foreign redirect are turned away at the door", async () => {
  expect(await door("client_id=9")).toBe(400);
  expect(await door("client_id=11.22&redirect_uri=https://other.example")).toBe(400);
});

test("rotated tokens end after twelve hours; each refresh token works once", async () => {
  await slack.stop();
  await start({ tokenRotation: true });
  const code = (await allow()).searchParams.get("code");
  const first = await exchange({ code });
  expect(first).toMatchObject({ expires_in: 43_200, access_token: expect.stringMatching(/^xoxe\.xoxb-/) });
  const token = textAt(first, "access_token") ?? "";
  await slack.control.clock.move(43_199_999);
  expect((await callApi(slack, "auth.test", {}, { token })).body["ok"]).toBe(true);
  await slack.control.clock.move(1);
  expect((await callApi(slack, "auth.test", {}, { token })).body).toEqual({ ok: false, error: "token_expired" });
  const refresh = { grant_type: "refresh_token", refresh_token: first["refresh_token"] };
  const second = await exchange(refresh);
  const fresh = textAt(second, "access_token") ?? "";
  expect((await callApi(slack, "auth.test", {}, { token: fresh })).body["ok"]).toBe(true);
  expect(await exchange(refresh)).toEqual({ ok: false, error: "invalid_refresh_token" });
});

test("a token from before rotation is exchanged once for one that is rotated", async () => {
  const wanted = { ...CLIENT, token: BOT_TOKEN };
  const early = await callApi(slack, "oauth.v2.exchange", wanted);
  expect(early.body).toEqual({ ok: false, error: "token_rotation_not_enabled" });
  await slack.stop();
  await start({ tokenRotation: true });
  const { body } = await callApi(slack, "oauth.v2.exchange", wanted);
  expect(body).toMatchObject({ ok: true, expires_in: 43_200, access_token: expect.stringMatching(/^xoxe\.xoxb-/) });
  const token = textAt(body, "access_token") ?? "";
  expect((await callApi(slack, "auth.test", {}, { token })).body["ok"]).toBe(true);
  expect((await callApi(slack, "oauth.v2.exchange", wanted)).body).toEqual({
    ok: false,
    error: "token_already_exchanged",
  });
  const foreign = await callApi(slack, "oauth.v2.exchange", { ...CLIENT, token: "xoxb-other" });
  expect(foreign.body).toEqual({ ok: false, error: "invalid_token" });
});

test("an app that is uninstalled or gives up its token is let in no more", async () => {
  const token = textAt(await exchange({ code: (await allow()).searchParams.get("code") }), "access_token") ?? "";
  expect((await callApi(slack, "auth.revoke", {}, { token })).body).toEqual({ ok: true, revoked: true });
  expect((await callApi(slack, "auth.test", {}, { token })).body).toEqual({ ok: false, error: "token_revoked" });
  expect((await callApi(slack, "apps.uninstall", CLIENT)).body).toEqual({ ok: true });
  expect((await callApi(slack, "auth.test")).body).toEqual({ ok: false, error: "token_revoked" });
});
