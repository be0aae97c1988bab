import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../sandbox/json.ts";
import { startSlack, type Slack } from "../../../sandbox/slack.ts";
import { callApi, complaintsOf } from "../api.ts";
import { office } from "../office.ts";
import * as p from "../payloads.ts";

let slack: Slack;
beforeAll(async () => {
  slack = await startSlack({ workspace: office() });
});
afterAll(() => slack.stop());

const { chars, many } = p;
const of = (type: string, more: JsonObject = {}): JsonObject => ({ type, ...more });
const confirm = (more: JsonObject = {}): JsonObject => ({
  title: p.plain("Sure?"),
  text: p.plain("Really?"),
  confirm: p.plain("Yes"),
  deny: p.plain("No"),
  ...more,
});

/** What is wrong, the element (in an actions block), and every sentence; pointers from the element on. */
const PRESSED: [string, JsonObject, ...string[]][] = [
  ["a button text of 76", p.button({ text: p.plain(chars(76)) }), "must be less than 76 characters @/text/text"],
  ["a button in mrkdwn", p.button({ text: p.mrkdwn() }), "unsupported type: mrkdwn @/text/type"],
  ["a button without text", of("button"), "missing required field: text @"],
  ["a button value of 2001", p.button({ value: chars(2001) }), "must be less than 2001 characters @/value"],
  ["a button value that is a number", p.button({ value: 7 }), "must provide a string @/value"],
  [
    "a button url of 3001",
    p.button({ url: `https://a.example/${chars(2983)}` }),
    "must be less than 3001 characters @/url",
  ],
  ["a button url that is none", p.button({ url: "here" }), "must be a valid url @/url"],
  ["a button of another style", p.button({ style: "default" }), "must be a valid enum value @/style"],
  [
    "a button label for screen readers of 76",
    p.button({ accessibility_label: chars(76) }),
    "must be less than 76 characters @/accessibility_label",
  ],
  ["an action_id of 256", p.button({ action_id: chars(256) }), "must be less than 256 characters @/action_id"],
  ["an unknown member", p.button({ colour: "red" }), "invalid additional property: colour @"],
  [
    "a confirm title of 101",
    p.button({ confirm: confirm({ title: p.plain(chars(101)) }) }),
    "must be less than 101 characters @/confirm/title/text",
  ],
  [
    "a confirm text of 301",
    p.button({ confirm: confirm({ text: p.plain(chars(301)) }) }),
    "failed to match all allowed schemas @/confirm/text",
    "must be less than 301 characters @/confirm/text/text",
  ],
  [
    "a confirm button of 31",
    p.button({ confirm: confirm({ confirm: p.plain(chars(31)) }) }),
    "must be less than 31 characters @/confirm/confirm/text",
  ],
  [
    "a deny button of 31",
    p.button({ confirm: confirm({ deny: p.plain(chars(31)) }) }),
    "must be less than 31 characters @/confirm/deny/text",
  ],
  [
    "a confirm of another style",
    p.button({ confirm: confirm({ style: "loud" }) }),
    "must be a valid enum value @/confirm/style",
  ],
  [
    "no options at most chosen",
    of("multi_static_select", { options: p.options(2), max_selected_items: 0 }),
    "must be greater than or equal to 1 @/max_selected_items",
  ],
  ["an overflow menu of 6", of("overflow", { options: p.options(6) }), "no more than 5 items allowed @/options"],
  ["an overflow menu of nothing", of("overflow", { options: [] }), "no less than 1 items allowed @/options"],
  [
    "a workflow button without a trigger",
    of("workflow_button", { text: p.plain(), workflow: {} }),
    "missing required field: trigger @/workflow",
  ],
];

const CHOSEN: [string, JsonObject, ...string[]][] = [
  ["a select of 101", p.select({ options: p.options(101) }), "no more than 100 items allowed @/options"],
  ["a select of nothing", p.select({ options: [] }), "no less than 1 items allowed @/options"],
  ["a select without options", of("static_select"), "must define either `options` or `option_groups` @"],
  [
    "a select of options and groups",
    p.select({ option_groups: [{ label: p.plain(), options: p.options(1) }] }),
    "must define only one of `options` or `option_groups` @",
  ],
  [
    "101 groups",
    of("static_select", { option_groups: many(101, () => ({ label: p.plain(), options: p.options(1) })) }),
    "no more than 100 items allowed @/option_groups",
  ],
  [
    "a group of 101",
    of("static_select", { option_groups: [{ label: p.plain(), options: p.options(101) }] }),
    "no more than 100 items allowed @/option_groups/0/options",
  ],
  [
    "a group label of 76",
    of("static_select", { option_groups: [{ label: p.plain(chars(76)), options: p.options(1) }] }),
    "must be less than 76 characters @/option_groups/0/label/text",
  ],
  [
    "an option text of 76",
    p.select({ options: [p.option(0, { text: p.plain(chars(76)) })] }),
    "must be less than 76 characters @/options/0/text/text",
  ],
  [
    "an option value of 151",
    p.select({ options: [p.option(0, { value: chars(151) })] }),
    "must be less than 151 characters @/options/0/value",
  ],
  [
    "an option description of 76",
    p.select({ options: [p.option(0, { description: p.plain(chars(76)) })] }),
    "must be less than 76 characters @/options/0/description/text",
  ],
  [
    "an option without a value",
    p.select({ options: [{ text: p.plain() }] }),
    "missing required field: value @/options/0",
  ],
  [
    "mrkdwn in an option of a select",
    p.select({ options: [p.option(0, { text: p.mrkdwn() })] }),
    "unsupported type: mrkdwn @/options/0/text/type",
  ],
  [
    "a url in an option of a select",
    p.select({ options: [p.option(0, { url: "https://a.example" })] }),
    "invalid additional property: url @/options/0",
  ],
  ["an initial option that is null", p.select({ initial_option: null }), "must provide an object @/initial_option"],
  [
    "an initial option that is none of them",
    p.select({ initial_option: p.option(9) }),
    "`initial_option` must be one of the element's options @/initial_option",
  ],
  [
    "a placeholder of 151",
    p.select({ placeholder: p.plain(chars(151)) }),
    "must be less than 151 characters @/placeholder/text",
  ],
  [
    "no items at most",
    of("multi_users_select", { max_selected_items: 0 }),
    "must be greater than or equal to 1 @/max_selected_items",
  ],
  [
    "an empty list of initial people",
    of("multi_users_select", { initial_users: [] }),
    "no less than 1 items allowed @/initial_users",
  ],
  [
    "a filter of nothing",
    of("conversations_select", { filter: {} }),
    "must define either `include` or `exclude_external_shared_channels` or `exclude_bot_users` @/filter",
  ],
  [
    "a filter of unknown kinds",
    of("conversations_select", { filter: { include: ["shared"] } }),
    "must be a valid enum value @/filter/include/0",
  ],
  [
    "half a character to type",
    of("external_select", { min_query_length: 0.5 }),
    "must provide an integer @/min_query_length",
  ],
  ["11 checkboxes", of("checkboxes", { options: p.options(11) }), "no more than 10 items allowed @/options"],
  ["11 radio buttons", of("radio_buttons", { options: p.options(11) }), "no more than 10 items allowed @/options"],
  [
    "checkboxes that start with none of theirs",
    of("checkboxes", { options: p.options(2), initial_options: [p.option(5)] }),
    "`initial_options` must be one of the element's options @/initial_options",
  ],
  [
    "a date of another format",
    of("datepicker", { initial_date: "02/11/2026" }),
    "must match the format YYYY-MM-DD @/initial_date",
  ],
  ["a 13th month", of("datepicker", { initial_date: "2026-13-01" }), "must match the format YYYY-MM-DD @/initial_date"],
  ["a time past midnight", of("timepicker", { initial_time: "24:00" }), "must match the format HH:mm @/initial_time"],
  [
    "an instant in milliseconds",
    of("datetimepicker", { initial_date_time: 1_793_581_200_000 }),
    "must be less than or equal to 9999999999 @/initial_date_time",
  ],
  ["focus that is no boolean", p.select({ focus_on_load: "yes" }), "must provide a boolean @/focus_on_load"],
];

/** Those that stand in an input block only. */
const TYPED: [string, JsonObject, ...string[]][] = [
  [
    "an initial text of 3001",
    of("plain_text_input", { initial_value: chars(3001) }),
    "must be less than 3001 characters @/initial_value",
  ],
  [
    "at least 3001 characters",
    of("plain_text_input", { min_length: 3001 }),
    "must be less than or equal to 3000 @/min_length",
  ],
  [
    "at most 3001 characters",
    of("plain_text_input", { max_length: 3001 }),
    "must be less than or equal to 3000 @/max_length",
  ],
  ["at most none", of("plain_text_input", { max_length: 0 }), "must be greater than or equal to 1 @/max_length"],
  [
    "at least more than at most",
    of("plain_text_input", { min_length: 5, max_length: 4 }),
    "`min_length` must not be greater than `max_length` @",
  ],
  ["a number without decimals stated", of("number_input"), "missing required field: is_decimal_allowed @"],
  [
    "a least value that is a number",
    of("number_input", { is_decimal_allowed: false, min_value: 1 }),
    "must provide a string @/min_value",
  ],
  [
    "a least value above the greatest",
    of("number_input", { is_decimal_allowed: true, min_value: "2", max_value: "1.5" }),
    "`min_value` must not be greater than `max_value` @",
  ],
  [
    "a dispatch on anything",
    of("plain_text_input", { dispatch_action_config: { trigger_actions_on: ["on_blur"] } }),
    "must be a valid enum value @/dispatch_action_config/trigger_actions_on/0",
  ],
  ["11 files", of("file_input", { max_files: 11 }), "must be less than or equal to 10 @/max_files"],
  ["no file", of("file_input", { max_files: 0 }), "must be greater than or equal to 1 @/max_files"],
  ["101 lines", of("rich_text_input", { max_lines: 101 }), "must be less than or equal to 100 @/max_lines"],
  ["rich text that is plain", of("rich_text_input", { initial_value: "x" }), "must provide an object @/initial_value"],
  ["feedback buttons in a form", of("feedback_buttons"), "unsupported type: feedback_buttons @/type"],
];

describe("elements that a message's actions refuse", () => {
  test.each([...PRESSED, ...CHOSEN])("%s", async (_what, element, ...sentences) => {
    const { body } = await callApi(slack, "chat.postMessage", {
      channel: "C0FRONT",
      text: "x",
      blocks: [p.actions(element)],
    });
    const errors = sentences.map((one) => one.replace(/ @(.*)$/, " [json-pointer:/blocks/0/elements/0$1]"));
    expect(body).toMatchObject({ ok: false, error: "invalid_blocks", errors });
  });
});

describe("elements that a form refuses", () => {
  test.each([...CHOSEN, ...TYPED])("%s", async (_what, element, ...sentences) => {
    const view = p.modal({ blocks: [p.input(element)] });
    const { body } = await callApi(slack, "views.open", { trigger_id: "1.2.a", view });
    const errors = sentences.map((one) => one.replace(/ @(.*)$/, " [json-pointer:/view/blocks/0/element$1]"));
    expect(body["error"]).toBe("invalid_arguments");
    expect(complaintsOf(body)).toEqual(["failed to match all allowed schemas [json-pointer:/view]", ...errors]);
  });
});

const GOOD: [string, JsonObject][] = [
  [
    "plain text",
    of("plain_text_input", {
      multiline: true,
      min_length: 0,
      max_length: 3000,
      initial_value: chars(3000),
      focus_on_load: true,
      placeholder: p.plain(chars(150)),
      dispatch_action_config: { trigger_actions_on: ["on_enter_pressed", "on_character_entered"] },
    }),
  ],
  ["an email", of("email_text_input", { initial_value: "a@b.example" })],
  ["a url", of("url_text_input")],
  ["a number", of("number_input", { is_decimal_allowed: true, min_value: "-1.5", max_value: "10" })],
  ["rich text", of("rich_text_input", { initial_value: p.richText(), min_lines: 1, max_lines: 100 })],
  ["a select of 100", p.select({ options: p.options(100), initial_option: p.option(7) })],
  [
    "100 groups of 100",
    of("static_select", {
      option_groups: many(10, (at) => ({ label: p.plain(chars(75)), options: p.options(100 - at) })),
    }),
  ],
  [
    "an option at its limits",
    p.select({
      options: [p.option(0, { text: p.plain(chars(75)), value: chars(150), description: p.plain(chars(75)) })],
    }),
  ],
  ["an external select", of("external_select", { min_query_length: 0, initial_option: p.option() })],
  ["people", of("users_select", { initial_user: "U0ADA" })],
  [
    "conversations",
    of("conversations_select", {
      default_to_current_conversation: true,
      response_url_enabled: true,
      filter: { include: ["public"], exclude_bot_users: true },
    }),
  ],
  ["channels", of("channels_select", { initial_channel: "C0FRONT" })],
  [
    "many of a list",
    of("multi_static_select", { options: p.options(3), initial_options: [p.option(1)], max_selected_items: 2 }),
  ],
  ["many from outside", of("multi_external_select")],
  ["many people", of("multi_users_select", { initial_users: ["U0ADA"] })],
  ["many conversations", of("multi_conversations_select")],
  ["many channels", of("multi_channels_select")],
  [
    "checkboxes with mrkdwn",
    of("checkboxes", { options: [p.option(0, { text: p.mrkdwn(), description: p.mrkdwn() })] }),
  ],
  ["radio buttons", of("radio_buttons", { options: p.options(10), initial_option: p.option(9), confirm: confirm() })],
  ["a date", of("datepicker", { initial_date: "2026-11-02" })],
  ["a time", of("timepicker", { initial_time: "23:59", timezone: "Asia/Shanghai" })],
  ["a date and time", of("datetimepicker", { initial_date_time: 1_793_581_200 })],
  ["files", of("file_input", { filetypes: ["pdf"], max_files: 10 })],
];

test.each(GOOD)("a form takes %s", async (_what, element) => {
  const view = p.modal({ blocks: [p.input(element)] });
  const { body } = await callApi(slack, "views.open", { trigger_id: "1.2.a", view });
  // The view stands; what is wrong is the trigger.
  expect(body).toEqual({ ok: false, error: "invalid_trigger_id" });
});
