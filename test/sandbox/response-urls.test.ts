import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../sandbox/json.ts";
import { textAt } from "../../sandbox/json.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { callApi, textOf } from "./api.ts";
import { listenFor, type Listener } from "./listener.ts";
import { NOW, office } from "./office.ts";
import * as p from "./payloads.ts";

let slack: Slack;
let listener: Listener;
let ada: PersonControl;
beforeEach(async () => {
  slack = await startSlack({ workspace: office(), clock: { now: NOW, running: false } });
  listener = await listenFor(slack);
  ada = slack.control.as("U0ADA");
});
afterEach(async () => {
  await listener.stop();
  await slack.stop();
});

async function respond(url: string, body: JsonObject): Promise<[number, unknown]> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  return [response.status, await response.json()];
}

const lastUrl = (): string => textAt(listener.heard.at(-1)?.body, "response_url") ?? "";

async function commandUrl(): Promise<string> {
  await ada.command("/complaint", "", "#front");
  return lastUrl();
}

/** Posts a card, has it pressed, and gives the address for the answer. */
async function cardUrl(how: { ephemeral?: boolean; thread?: string } = {}): Promise<{ url: string; ts: string }> {
  const blocks = [p.actions(p.button({ action_id: "go" }))];
  const where = {
    channel: "C0FRONT",
    text: "Card",
    blocks,
    ...(how.thread === undefined ? {} : { thread_ts: how.thread }),
  };
  if (how.ephemeral) {
    await callApi(slack, "chat.postEphemeral", { ...where, user: "U0ADA" });
    const card = await ada.seesEphemeral("#front", (message) => message.blocks.length > 0);
    await ada.press(card, "go");
    return { url: lastUrl(), ts: card.ts };
  }
  const ts = textOf(await callApi(slack, "chat.postMessage", where), "ts");
  await ada.messages("#front");
  const card = (how.thread === undefined ? await ada.messages("#front") : await ada.thread("#front", how.thread)).find(
    (one) => one.ts === ts,
  );
  if (!card) throw new Error("The card is not there");
  await ada.press(card, "go");
  return { url: lastUrl(), ts };
}

const OK = [200, { ok: true }];

test("it works five times and no more", async () => {
  const url = await commandUrl();
  for (let at = 0; at < 5; at += 1) expect(await respond(url, { text: `${at}` })).toEqual(OK);
  expect(await respond(url, { text: "6" })).toEqual([404, { ok: false, error: "used_url" }]);
  expect(ada.ephemerals("#front").map((message) => message.text)).toEqual(["0", "1", "2", "3", "4"]);
});

test("it works for half an hour", async () => {
  const url = await commandUrl();
  await slack.control.clock.move(30 * 60_000 - 1);
  expect(await respond(url, { text: "in time" })).toEqual(OK);
  await slack.control.clock.move(1);
  expect(await respond(url, { text: "late" })).toEqual([404, { ok: false, error: "expired_url" }]);
});

test("it writes to a channel that the app is not in", async () => {
  await ada.command("/complaint", "", "#other");
  expect(await respond(lastUrl(), { text: "Noted", response_type: "in_channel" })).toEqual(OK);
  expect((await slack.control.as("U0BEN").messages("#other")).map((message) => message.text)).toEqual(["Noted"]);
});

describe("to a button", () => {
  test("an answer is a new message for the one who pressed, unless it says otherwise", async () => {
    const { url, ts } = await cardUrl();
    expect(await respond(url, { text: "For you" })).toEqual(OK);
    expect(await respond(url, { text: "For all", response_type: "in_channel" })).toEqual(OK);
    expect(ada.ephemerals("#front").map((message) => message.text)).toEqual(["For you"]);
    const seen = await slack.control.as("U0BEN").messages("#front");
    expect(seen.map((message) => message.text)).toEqual(["Card", "For all"]);
    expect(seen[0]?.ts).toBe(ts);
  });

  test("an answer may stand in the card's place", async () => {
    const { url, ts } = await cardUrl();
    expect(await respond(url, { text: "Taken", replace_original: true })).toEqual(OK);
    const seen = await slack.control.as("U0BEN").messages("#front");
    expect(seen.map((message) => [message.ts, message.text, message.blocks])).toEqual([[ts, "Taken", []]]);
  });

  test("an answer may take the card away", async () => {
    const { url } = await cardUrl();
    expect(await respond(url, { delete_original: true })).toEqual(OK);
    expect(await ada.messages("#front")).toEqual([]);
  });

  test("an answer into a thread that does not say replace_original overwrites the card", async () => {
    const { url, ts } = await cardUrl();
    expect(await respond(url, { text: "Overwritten", response_type: "in_channel", thread_ts: ts })).toEqual(OK);
    expect((await ada.messages("#front")).map((message) => message.text)).toEqual(["Overwritten"]);
    const other = await cardUrl();
    const stated = { text: "In the thread", response_type: "in_channel", thread_ts: other.ts, replace_original: false };
    expect(await respond(other.url, stated)).toEqual(OK);
    expect((await ada.thread("#front", other.ts)).map((message) => message.text)).toEqual(["Card", "In the thread"]);
  });

  test("only this way an ephemeral message can be replaced or taken away", async () => {
    const { url, ts } = await cardUrl({ ephemeral: true });
    expect(await respond(url, { text: "Changed", replace_original: true })).toEqual(OK);
    expect(ada.ephemerals("#front").map((message) => [message.ts, message.text])).toEqual([[ts, "Changed"]]);
    expect(await respond(url, { delete_original: true })).toEqual(OK);
    expect(ada.ephemerals("#front")).toEqual([]);
  });

  test("in a thread, the payload says which", async () => {
    const parent = await ada.say("#front", "A thread");
    await cardUrl({ thread: parent });
    expect(listener.heard.at(-1)?.body).toMatchObject({
      container: { type: "message", thread_ts: parent, is_ephemeral: false },
    });
  });
});

test("what cannot be said is refused, and nothing is said", async () => {
  const url = await commandUrl();
  expect(await respond(url, {})).toEqual([400, { ok: false, error: "no_text" }]);
  expect(await respond(url, { blocks: [{ type: "alert" }] })).toMatchObject([
    400,
    { ok: false, error: "invalid_blocks" },
  ]);
  const none = await fetch(url, { method: "POST", body: "text" });
  expect([none.status, await none.json()]).toEqual([400, { ok: false, error: "invalid_payload" }]);
  expect(await respond(`${slack.url}/commands/T0/0/0`, { text: "x" })).toEqual([
    404,
    { ok: false, error: "invalid_url" },
  ]);
  expect(ada.ephemerals("#front")).toEqual([]);
});

test("a form gives one for each conversation chosen in it, where the select asks for that", async () => {
  listener.answer = ({ body }) => {
    if (body["type"] !== "shortcut") return {};
    const field = p.input(
      { type: "conversations_select", action_id: "where", response_url_enabled: true },
      { block_id: "b" },
    );
    void callApi(slack, "views.open", { trigger_id: body["trigger_id"], view: p.modal({ blocks: [field] }) });
    return {};
  };
  await ada.globalShortcut("A0DESK", "new-complaint");
  await ada.seesModal();
  await ada.submit({ where: "C0OTHER" });
  const { response_urls: urls } = listener.heard.at(-1)?.body ?? {};
  expect(urls).toEqual([
    {
      block_id: "b",
      action_id: "where",
      channel_id: "C0OTHER",
      response_url: expect.stringContaining("/app/T0SANDBOX/"),
    },
  ]);
  const [first] = Array.isArray(urls) ? urls : [];
  await respond(String(Object(first).response_url), { text: "From a form", response_type: "in_channel" });
  expect((await ada.messages("#other")).map((message) => message.text)).toEqual(["From a form"]);
});
