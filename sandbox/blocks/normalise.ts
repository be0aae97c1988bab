import { randomBytes } from "node:crypto";
import { namedEmoji } from "../emoji.ts";
import { isObject, textAt, toJson, type Json, type JsonObject } from "../json.ts";

/** Elements that have an action_id; image elements and text objects do not. */
const ACTIONABLE =
  /^(button|icon_button|feedback_buttons|workflow_button|overflow|datepicker|timepicker|datetimepicker|checkboxes|radio_buttons|file_input|\w+_input|\w+_select)$/;

const BLOCKS = new Set([
  ..."actions alert card carousel container context context_actions data_table data_visualization divider file".split(
    " ",
  ),
  ..."header image input markdown rich_text section table task_card plan video".split(" "),
]);

/** "=bcD", "K4/": what Slack generates is five characters of its own alphabet. */
export function generatedId(): string {
  return randomBytes(4).toString("base64").slice(0, 5);
}

/**
 * Blocks as Slack gives them back: block_id and action_id filled in, `emoji: true` on plain texts, `verbatim: false` on
 * mrkdwn ones, a style that a confirm dialog did not state. What a block cannot hold has been refused before.
 */
export function normaliseBlocks(blocks: readonly Json[], tidy: Tidy): JsonObject[] {
  return blocks.filter(isObject).map((block) => normaliseBlock(block, tidy));
}

/** What Slack makes of a mrkdwn text; `parse` unless it is verbatim. */
export type Tidy = (text: string, parse: boolean) => string;

function normaliseBlock(block: JsonObject, tidy: Tidy): JsonObject {
  const type = textAt(block, "type");
  const id = textAt(block, "block_id");
  const inner = normaliseMembers(block, tidy);
  // A markdown block's id is ignored: Slack makes several blocks of it with ids of their own.
  const blockId = type === "markdown" || id === undefined || id === "" ? generatedId() : id;
  return { ...inner, block_id: blockId };
}

function normaliseMembers(object: JsonObject, tidy: Tidy): JsonObject {
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    if (value !== undefined) copy[key] = normalise(value, { key, tidy });
  }
  return copy;
}

function normalise(value: Json, how: { key: string; tidy: Tidy }): Json {
  const { key, tidy } = how;
  if (Array.isArray(value)) return value.map((one) => normalise(one, how));
  if (!isObject(value)) return value;
  const type = textAt(value, "type");
  if (type === "plain_text") {
    const text = textAt(value, "text") ?? "";
    return { emoji: true, ...value, text: value["emoji"] === false ? text : namedEmoji(text) };
  }
  if (type === "mrkdwn") {
    return { verbatim: false, ...value, text: tidy(textAt(value, "text") ?? "", value["verbatim"] !== true) };
  }
  if (type === "rich_text" && key !== "child_blocks") return toJson(value);
  if (type !== undefined && isNestedBlock(type, key)) return normaliseBlock(value, tidy);
  const inner = normaliseMembers(value, tidy);
  if (type === undefined || !ACTIONABLE.test(type) || key === "confirm") return inner;
  return { ...inner, action_id: textAt(value, "action_id") ?? generatedId() };
}

/** Containers hold blocks, carousels cards, plans task cards; elsewhere the same type name means an element. */
function isNestedBlock(type: string, key: string): boolean {
  if (key === "child_blocks" || key === "tasks") return BLOCKS.has(type);
  return key === "elements" && type === "card";
}
