import { afterEach, beforeEach, expect, test } from "vitest";
import type { JsonObject } from "../../sandbox/json.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { callApi } from "./api.ts";
import { NOW, office, SCOPES } from "./office.ts";

const LINK = "https://desk.example/cases?id=1&from=chat";
const UNFURL = { title: "Case 1", text: "Lift out of service" };

let slack: Slack;
let ts: string;
beforeEach(async () => {
  slack = await startSlack({
    workspace: office({ scopes: [...SCOPES.split(" "), "links:write"] }),
    clock: { now: NOW, running: false },
  });
  ts = await slack.control.as("U0ADA").say("C0FRONT", `see ${LINK}`);
});
afterEach(() => slack.stop());

test("what the app says about a link stands under the message, once however often it is said", async () => {
  for (const title of ["Case 1", "Case 1, closed"]) {
    const unfurls = { [LINK]: { ...UNFURL, title } };
    const { body } = await callApi(slack, "chat.unfurl", { channel: "C0FRONT", ts, unfurls });
    expect(body).toEqual({ ok: true });
  }
  const message = await slack.control.as("U0BEN").sees("#front", (one) => one.attachments.length > 0);
  expect(message.attachments).toMatchObject([
    { id: 1, title: "Case 1, closed", text: "Lift out of service", from_url: LINK, is_app_unfurl: true },
  ]);
});

const BAD: [string, JsonObject, string][] = [
  ["no channel", { channel: undefined }, "missing_channel"],
  ["no message", { ts: undefined }, "missing_ts"],
  ["nothing said", { unfurls: undefined }, "missing_unfurls"],
  ["a channel without the app", { channel: "C0OTHER" }, "cannot_find_channel"],
  ["a message unknown", { ts: "1.000001" }, "cannot_find_message"],
  ["a list", { unfurls: [] }, "invalid_unfurls_format"],
  ["a link that is not in the message", { unfurls: { "https://other.example": UNFURL } }, "cannot_unfurl_message"],
  ["a word for an attachment", { unfurls: { [LINK]: "Case 1" } }, "cannot_parse_attachment"],
  ["blocks that cannot stand", { unfurls: { [LINK]: { blocks: [{ type: "alert" }] } } }, "cannot_parse_attachment"],
  ["an unfurl unknown", { unfurl_id: "x", source: "composer" }, "invalid_unfurl_id"],
];
test.each(BAD)("%s is refused", async (_what, args, error) => {
  const all: JsonObject = { channel: "C0FRONT", ts, unfurls: { [LINK]: UNFURL }, ...args };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const { body } = await callApi(slack, "chat.unfurl", given);
  expect(body).toEqual({ ok: false, error });
});
