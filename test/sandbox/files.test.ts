import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, expect, test } from "vitest";
import { objectAt, objectsAt, textAt } from "../../sandbox/json.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { callApi } from "./api.ts";
import { listenFor } from "./listener.ts";
import { BOT_TOKEN, NOW, office } from "./office.ts";
import * as p from "./payloads.ts";

let slack: Slack;
beforeEach(async () => {
  slack = await startSlack({ workspace: office(), clock: { now: NOW, running: false } });
});
afterEach(() => slack.stop());

test("Slack's own client uploads a file, and people see it where it was sent", async () => {
  const client = new WebClient(BOT_TOKEN, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
  const done = await client.filesUploadV2({
    channel_id: "C0FRONT",
    initial_comment: "The figures",
    filename: "figures.csv",
    title: "Figures",
    content: "level,count\nmajor,3\n",
  });
  expect(done.ok).toBe(true);
  const ada = slack.control.as("U0ADA");
  const message = await ada.sees("#front", (one) => one.files.length > 0);
  expect(message).toMatchObject({
    text: "The figures",
    author: { kind: "app" },
    files: [{ name: "figures.csv", title: "Figures", mimetype: "text/csv", size: 20 }],
  });
  const [file] = message.files;
  const bytes = await fetch(`${slack.url}${file?.url ?? ""}?as=U0ADA`);
  expect(await bytes.text()).toBe("level,count\nmajor,3\n");
  const info = await client.files.info({ file: file?.id ?? "" });
  expect(info.file).toMatchObject({
    id: file?.id,
    channels: ["C0FRONT"],
    shares: { public: { C0FRONT: [{ ts: message.ts }] } },
  });
});

test("the answer comes before the message: its shares are still empty", async () => {
  const ticket = await callApi(slack, "files.getUploadURLExternal", { filename: "a.txt", length: 2 });
  const sent = await fetch(textAt(ticket.body, "upload_url") ?? "", { method: "POST", body: "ab" });
  expect([sent.status, await sent.text()]).toEqual([200, "OK - 2"]);
  const id = textAt(ticket.body, "file_id") ?? "";
  const done = await callApi(slack, "files.completeUploadExternal", {
    files: [{ id, title: "A" }],
    channel_id: "C0FRONT",
  });
  expect(objectsAt(done.body, "files")).toMatchObject([{ id, title: "A", size: 2, shares: {} }]);
  expect((await slack.control.as("U0ADA").sees("#front", (one) => one.files.length > 0)).files[0]?.id).toBe(id);
  const again = await callApi(slack, "files.completeUploadExternal", { files: [{ id }] });
  expect(again.body).toEqual({ ok: false, error: "file_not_found" });
});

test("a file put into a form can be read with the token, and only with it", async () => {
  const listener = await listenFor(slack);
  const ada = slack.control.as("U0ADA");
  await ada.globalShortcut("A0DESK", "new-complaint");
  const view = p.modal({ blocks: [p.input({ type: "file_input", action_id: "it" }, { block_id: "proof" })] });
  await callApi(slack, "views.open", { trigger_id: listener.heard[0]?.body["trigger_id"], view });
  await ada.seesModal();
  const file = await ada.upload("lift.png", "not really a picture");
  expect(await ada.submit({ proof: [file.id] })).toEqual({ ok: true, outcome: "closed" });
  const values = objectAt(objectAt(objectAt(listener.heard.at(-1)?.body, "view"), "state"), "values");
  const given = objectsAt(objectAt(objectAt(values, "proof"), "it"), "files")[0];
  expect(given).toMatchObject({
    id: file.id,
    name: "lift.png",
    mimetype: "image/png",
    size: 20,
    mode: "hosted",
    user: "U0ADA",
  });
  const url = textAt(given, "url_private") ?? "";
  const read = async (headers: Record<string, string>): Promise<[string | null, string]> => {
    const response = await fetch(url, { headers });
    return [response.headers.get("content-type"), await response.text()];
  };
  expect(await read({ authorization: `Bearer ${BOT_TOKEN}` })).toEqual(["image/png", "not really a picture"]);
  const login = ["text/html; charset=utf-8", "<!DOCTYPE html><title>Sign in</title>"];
  expect(await read({})).toEqual(login);
  expect(await read({ authorization: "Bearer xoxb-wrong" })).toEqual(login);
  expect((await callApi(slack, "files.info", { file: file.id })).body).toMatchObject({
    ok: true,
    file: { id: file.id },
  });
  await listener.stop();
});

test("a file shared by a person is told by its id only; one in a room without the app is not told at all", async () => {
  const listener = await listenFor(slack);
  const ada = slack.control.as("U0ADA");
  const [open, closed] = [await ada.upload("a.txt", "a"), await ada.upload("b.txt", "b")];
  await ada.say("#other", "Look", { files: [closed.id] });
  await ada.say("#front", "Look", { files: [open.id] });
  await slack.control.untilTraffic({ kind: "event", name: "file_shared" });
  const shared = listener.heard
    .map(({ body }) => objectAt(body, "event"))
    .filter((event) => event["type"] === "file_shared");
  expect(shared).toMatchObject([{ file_id: open.id, channel_id: "C0FRONT", user_id: "U0ADA", file: { id: open.id } }]);
  expect((await callApi(slack, "files.info", { file: closed.id })).body).toEqual({
    ok: false,
    error: "file_not_found",
  });
  await listener.stop();
});

test("an app deletes its own files only, and then they are gone", async () => {
  const ada = slack.control.as("U0ADA");
  const theirs = await ada.upload("a.txt", "a");
  await ada.say("#front", "Look", { files: [theirs.id] });
  expect((await callApi(slack, "files.delete", { file: theirs.id })).body).toEqual({
    ok: false,
    error: "cant_delete_file",
  });
  const ticket = await callApi(slack, "files.getUploadURLExternal", { filename: "a.txt", length: 2 });
  await fetch(textAt(ticket.body, "upload_url") ?? "", { method: "POST", body: "ab" });
  const file = textAt(ticket.body, "file_id") ?? "";
  expect((await callApi(slack, "files.delete", { file })).body).toEqual({ ok: true });
  expect((await callApi(slack, "files.info", { file })).body).toEqual({ ok: false, error: "file_deleted" });
});

test("nobody reads a file from a room that he is not in", async () => {
  const lin = slack.control.as("U0LIN");
  const file = await lin.upload("secret.html", "<script>alert(1)</script>");
  await lin.say("#closed", "Look", { files: [file.id] });
  expect((await fetch(`${slack.url}${file.url}?as=U0ADA`)).status).toBe(404);
  const own = await fetch(`${slack.url}${file.url}?as=U0LIN`);
  expect(own.status).toBe(200);
  expect(own.headers.get("content-security-policy")).toContain("sandbox");
});
