import { afterEach, beforeEach, expect, test } from "vitest";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { callApi, textOf } from "./api.ts";
import { listenFor, type Listener } from "./listener.ts";
import { office } from "./office.ts";
import * as p from "./payloads.ts";

let slack: Slack;
let listener: Listener;
beforeEach(async () => {
  slack = await startSlack({ workspace: office() });
  listener = await listenFor(slack);
});
afterEach(async () => {
  await listener.stop();
  await slack.stop();
});

const card = async (): Promise<string> => {
  const blocks = [p.actions(p.button({ action_id: "go", text: p.plain("Go") }))];
  return textOf(await callApi(slack, "chat.postMessage", { channel: "C0FRONT", text: "Card", blocks }), "ts");
};

test("a command that is not acknowledged says so, to the one who typed it, in his language", async () => {
  listener.answer = () => ({ silent: true });
  const [ada, lin] = [slack.control.as("U0ADA"), slack.control.as("U0LIN")];
  const [english, chinese] = await Promise.all([
    ada.command("/complaint", "lift", "#front"),
    lin.command("/complaint", "lift", "#front"),
  ]);
  expect(english).toEqual({
    ok: false,
    error: "operation_timeout",
    words: '/complaint failed with the error "operation_timeout"',
  });
  expect(chinese).toMatchObject({ words: "/complaint 执行失败，错误为“operation_timeout”" });
  expect(ada.ephemerals("#front").map((message) => [message.author.kind, message.text])).toEqual([
    ["slack", '/complaint failed with the error "operation_timeout"'],
  ]);
});

test("a command nobody answers, or answers with an error, fails with Slack's word for it", async () => {
  const ada = slack.control.as("U0ADA");
  listener.answer = () => ({ status: 500 });
  expect(await ada.command("/complaint", "", "#front")).toMatchObject({ error: "http_service_error" });
  listener.answer = () => ({ status: 404 });
  expect(await ada.command("/complaint", "", "#front")).toMatchObject({ error: "http_client_error" });
  await listener.stop();
  expect(await ada.command("/complaint", "", "#front")).toMatchObject({ error: "dispatch_failed" });
});

test("a command that no app has, or typed in a thread, goes nowhere", async () => {
  const ada = slack.control.as("U0ADA");
  const unknown = await ada.command("/compliant", "", "#front");
  expect(unknown).toMatchObject({ ok: false, error: "unknown_command" });
  expect(ada.ephemerals("#front")[0]?.text).toContain("`/compliant` is not a valid command.");
  expect(listener.heard).toEqual([]);
});

test("a button that is not acknowledged shows it on the message, to the one who pressed it, until it is", async () => {
  const [ada, ben] = [slack.control.as("U0ADA"), slack.control.as("U0BEN")];
  const ts = await card();
  const seen = (): Promise<Awaited<ReturnType<typeof ada.sees>>> => ada.sees("#front", (one) => one.ts === ts);
  listener.answer = () => ({ status: 500 });
  expect(await ada.press(await seen(), "Go")).toMatchObject({ ok: false, error: "http_service_error" });
  expect((await seen()).trouble?.error).toBe("http_service_error");
  expect((await ben.sees("#front", (one) => one.ts === ts)).trouble).toBeUndefined();
  listener.answer = () => ({});
  expect(await ada.press(await seen(), "go")).toEqual({ ok: true, sent: true });
  expect((await seen()).trouble).toBeUndefined();
});

test("a form that is not acknowledged stays with everything in it, and says so", async () => {
  const ada = slack.control.as("U0ADA");
  listener.answer = ({ body }) => {
    if (body["type"] !== "shortcut") return { status: 500 };
    const field = p.input({ type: "plain_text_input", action_id: "text" }, { block_id: "what" });
    void callApi(slack, "views.open", { trigger_id: body["trigger_id"], view: p.modal({ blocks: [field] }) });
    return {};
  };
  await ada.globalShortcut("A0DESK", "new-complaint");
  await ada.seesModal();
  const result = await ada.submit({ what: "The lift stops" });
  expect(result).toEqual({
    ok: false,
    error: "http_service_error",
    words: "We had some trouble connecting. Try again?",
  });
  expect(ada.modal()).toMatchObject({
    loading: false,
    state: { what: { text: "The lift stops" } },
    trouble: { error: "http_service_error" },
  });
});

test("a shortcut that fails is a word at the edge of the screen", async () => {
  const ada = slack.control.as("U0ADA");
  listener.answer = () => ({ status: 500 });
  expect(await ada.globalShortcut("A0DESK", "new-complaint")).toMatchObject({ ok: false });
  expect(ada.toasts()).toHaveLength(1);
});

test("an app's answer that makes no sense is Slack's trouble with it, not the person's", async () => {
  const ada = slack.control.as("U0ADA");
  let answer: unknown = {};
  listener.answer = ({ body }) => {
    if (body["type"] === "view_submission") return { body: answer };
    const field = p.input({ type: "plain_text_input", action_id: "text" }, { block_id: "what" });
    void callApi(slack, "views.open", {
      trigger_id: body["trigger_id"],
      view: p.modal({ blocks: [field, p.section({ block_id: "s" })] }),
    });
    return {};
  };
  await ada.globalShortcut("A0DESK", "new-complaint");
  await ada.seesModal();
  answer = { response_action: "errors", errors: { s: "Not an input" } };
  expect(await ada.submit({ what: "x" })).toMatchObject({ ok: false, error: "invalid_errors" });
  answer = { response_action: "update", view: p.modal({ title: p.plain(p.chars(25)) }) };
  expect(await ada.submit({ what: "x" })).toMatchObject({ ok: false, error: "invalid_view" });
  answer = { response_action: "vanish" };
  expect(await ada.submit({ what: "x" })).toMatchObject({ ok: false, error: "invalid_response_action" });
  answer = { response_action: "errors", errors: { what: "Too short" } };
  expect(await ada.submit({ what: "x" })).toEqual({ ok: true, outcome: "errors" });
});
