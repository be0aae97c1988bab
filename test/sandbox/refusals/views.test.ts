import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../sandbox/json.ts";
import { startSlack, type Slack } from "../../../sandbox/slack.ts";
import { callApi, complaintsOf } from "../api.ts";
import { office, SCOPES } from "../office.ts";
import * as p from "../payloads.ts";

let slack: Slack;
beforeAll(async () => {
  slack = await startSlack({ workspace: office() });
});
afterAll(() => slack.stop());

const { chars, many } = p;
const text = { type: "plain_text_input", focus_on_load: true };

const MODALS: [string, JsonObject, ...string[]][] = [
  ["a title of 25", p.modal({ title: p.plain(chars(25)) }), "must be less than 25 characters @/title/text"],
  ["no title", p.modal({ title: undefined }), "missing required field: title @"],
  ["an empty title", p.modal({ title: p.plain("") }), "must be more than 0 characters @/title/text"],
  ["a title in mrkdwn", p.modal({ title: p.mrkdwn() }), "unsupported type: mrkdwn @/title/type"],
  ["a submit button of 25", p.modal({ submit: p.plain(chars(25)) }), "must be less than 25 characters @/submit/text"],
  ["a close button of 25", p.modal({ close: p.plain(chars(25)) }), "must be less than 25 characters @/close/text"],
  ["no blocks", p.modal({ blocks: undefined }), "missing required field: blocks @"],
  ["blocks that are an object", p.modal({ blocks: {} }), "must provide an array @/blocks"],
  ["101 blocks", p.modal({ blocks: many(101, () => p.section()) }), "no more than 100 items allowed @/blocks"],
  [
    "private_metadata of 3001",
    p.modal({ private_metadata: chars(3001) }),
    "must be less than 3001 characters @/private_metadata",
  ],
  ["a callback_id of 256", p.modal({ callback_id: chars(256) }), "must be less than 256 characters @/callback_id"],
  ["an external_id of 256", p.modal({ external_id: chars(256) }), "must be less than 256 characters @/external_id"],
  ["an unknown member", p.modal({ submit_disabled: true }), "invalid additional property: submit_disabled @"],
  [
    "notify_on_close that is no boolean",
    p.modal({ notify_on_close: "yes" }),
    "must provide a boolean @/notify_on_close",
  ],
  [
    "an input without a submit button",
    p.modal({ submit: undefined, blocks: [p.section(), p.input(p.select())] }),
    "must define `submit` to use an `input` block in modals @/blocks/1/input",
  ],
  [
    "two elements that want the focus",
    p.modal({ blocks: [p.input(text), p.input(text)] }),
    "only one element can have `focus_on_load` set to true @/blocks/1/element/focus_on_load",
  ],
  [
    "dispatching a file_input",
    p.modal({ blocks: [p.input({ type: "file_input" }, { dispatch_action: true })] }),
    "`dispatch_action` is not supported for `file_input` @/blocks/0/dispatch_action",
  ],
  [
    "one block_id twice",
    p.modal({ blocks: [p.section({ block_id: "a" }), p.section({ block_id: "a" })] }),
    '`block_id` "a" already exists @/blocks/1/block_id',
  ],
  [
    "an alert of 201",
    p.modal({ blocks: [{ type: "alert", text: p.plain(chars(201)) }] }),
    "failed to match all allowed schemas @/blocks/0/text",
    "must be less than 201 characters @/blocks/0/text/text",
  ],
  [
    "an alert of another level",
    p.modal({ blocks: [{ type: "alert", text: p.plain(), level: "fatal" }] }),
    "must be a valid enum value @/blocks/0/level",
  ],
  ...[
    "carousel",
    "container",
    "context_actions",
    "data_table",
    "data_visualization",
    "markdown",
    "plan",
    "table",
    "task_card",
  ].map((type): [string, JsonObject, string] => [
    `a ${type} block`,
    p.modal({ blocks: [{ type }] }),
    `unsupported type: ${type} @/blocks/0/type`,
  ]),
];

const HOMES: [string, JsonObject, ...string[]][] = [
  ["101 blocks", p.home({ blocks: many(101, () => p.section()) }), "no more than 100 items allowed @/blocks"],
  ["a title", p.home({ title: p.plain() }), "invalid additional property: title @"],
  ["a submit button", p.home({ submit: p.plain() }), "invalid additional property: submit @"],
  [
    "private_metadata of 3001",
    p.home({ private_metadata: chars(3001) }),
    "must be less than 3001 characters @/private_metadata",
  ],
  [
    "a file_input",
    p.home({ blocks: [p.input({ type: "file_input" })] }),
    "unsupported type: file_input @/blocks/0/element/type",
  ],
  ...["alert", "context_actions", "data_visualization", "markdown", "plan", "task_card"].map(
    (type): [string, JsonObject, string] => [
      `a ${type} block`,
      p.home({ blocks: [{ type }] }),
      `unsupported type: ${type} @/blocks/0/type`,
    ],
  ),
];

function sentencesOf(sentences: string[]): string[] {
  const first = "failed to match all allowed schemas [json-pointer:/view]";
  return [first, ...sentences.map((one) => one.replace(/ @(.*)$/, " [json-pointer:/view$1]"))];
}

describe("a modal cannot have", () => {
  test.each(MODALS)("%s", async (_what, view, ...sentences) => {
    const { body } = await callApi(slack, "views.open", { trigger_id: "1.2.a", view });
    expect(body["error"]).toBe("invalid_arguments");
    expect(complaintsOf(body)).toEqual(sentencesOf(sentences));
  });
});

describe("a Home tab cannot have", () => {
  test.each(HOMES)("%s", async (_what, view, ...sentences) => {
    const { body } = await callApi(slack, "views.publish", { user_id: "U0ADA", view });
    expect(body["error"]).toBe("invalid_arguments");
    expect(complaintsOf(body)).toEqual(sentencesOf(sentences));
  });
});

test("a view of more than 250 kB is too large, whatever else is wrong with it", async () => {
  const view = p.home({ blocks: many(100, () => p.section({ text: p.mrkdwn(chars(2_990)) })) });
  const { body } = await callApi(slack, "views.publish", { user_id: "U0ADA", view });
  expect(body).toEqual({ ok: false, error: "view_too_large" });
});

test("a modal at all its limits stands", async () => {
  const view = p.modal({
    title: p.plain(chars(24)),
    submit: p.plain(chars(24)),
    close: p.plain(chars(24)),
    private_metadata: chars(3000),
    callback_id: chars(255),
    external_id: chars(255),
    clear_on_close: true,
    notify_on_close: true,
    blocks: [{ type: "alert", text: p.plain(chars(200)), level: "warning" }, p.card(), ...many(98, () => p.section())],
  });
  const { body } = await callApi(slack, "views.open", { trigger_id: "1.2.a", view });
  expect(body).toEqual({ ok: false, error: "invalid_trigger_id" });
});

test("a Home tab holds a hundred blocks of its own kinds", async () => {
  const blocks = [
    p.card(),
    p.container(),
    p.table([[p.raw()]]),
    p.dataTable([[p.raw()], [p.raw()]]),
    p.input(p.select()),
  ];
  const view = p.home({ blocks: [...blocks, ...many(95, () => p.section())] });
  const { body } = await callApi(slack, "views.publish", { user_id: "U0ADA", view });
  expect(body).toMatchObject({ ok: true, view: { type: "home", private_metadata: "", external_id: "" } });
});

test("a modal for a trigger, a view for a type: each method takes its own", async () => {
  const open = await callApi(slack, "views.open", { trigger_id: "1.2.a", view: p.home() });
  expect(complaintsOf(open.body)).toEqual(["must be a valid enum value [json-pointer:/view/type]"]);
  const publish = await callApi(slack, "views.publish", { user_id: "U0ADA", view: p.modal() });
  expect(complaintsOf(publish.body)).toEqual(["must be a valid enum value [json-pointer:/view/type]"]);
  const nobody = await callApi(slack, "views.publish", { user_id: "U0NOBODY", view: p.home() });
  expect(complaintsOf(nobody.body)).toEqual(["invalid `user_id` [json-pointer:/user_id]"]);
  const nothing = await callApi(slack, "views.open", { trigger_id: "1.2.a" });
  expect(complaintsOf(nothing.body)).toEqual(["missing required field: view [json-pointer:/view]"]);
  const untriggered = await callApi(slack, "views.open", { view: p.modal() });
  expect(complaintsOf(untriggered.body)).toEqual(["missing required field: trigger_id [json-pointer:/trigger_id]"]);
});

test("a Home tab that is switched off takes no view", async () => {
  const other = await startSlack({ workspace: office({ homeTab: false }) });
  const { body } = await callApi(other, "views.publish", { user_id: "U0ADA", view: p.home() });
  expect(body).toEqual({ ok: false, error: "not_enabled" });
  await other.stop();
});

test("a file_input needs files:read, a video links.embed:write", async () => {
  const poor = await startSlack({
    workspace: office({ scopes: SCOPES.split(" ").filter((one) => one !== "files:read") }),
  });
  const view = p.modal({ blocks: [p.input({ type: "file_input" })] });
  const file = await callApi(poor, "views.open", { trigger_id: "1.2.a", view });
  expect(file.body).toMatchObject({ ok: false, error: "missing_scope", needed: "files:read" });
  const video = await callApi(poor, "chat.postMessage", { channel: "C0FRONT", text: "x", blocks: [p.video()] });
  expect(video.body).toMatchObject({ ok: false, error: "missing_scope", needed: "links.embed:write" });
  await poor.stop();
});

test("a published view is only replaced by who knows its hash, where a hash is given", async () => {
  const first = await callApi(slack, "views.publish", { user_id: "U0BEN", view: p.home() });
  const hash = String(Object(first.body["view"]).hash);
  const stale = await callApi(slack, "views.publish", { user_id: "U0BEN", view: p.home(), hash: "1.a" });
  expect(stale.body).toEqual({ ok: false, error: "hash_conflict" });
  const fresh = await callApi(slack, "views.publish", { user_id: "U0BEN", view: p.home(), hash });
  expect(fresh.body["ok"]).toBe(true);
  expect(Object(fresh.body["view"]).hash).not.toBe(hash);
});

test("an external_id is given once", async () => {
  await callApi(slack, "views.publish", { user_id: "U0LIN", view: p.home({ external_id: "mine" }) });
  const { body } = await callApi(slack, "views.publish", { user_id: "U0ADA", view: p.home({ external_id: "mine" }) });
  expect(body).toEqual({ ok: false, error: "duplicate_external_id" });
});
