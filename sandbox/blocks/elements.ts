import { isObject, objectAt, objectsAt, textAt, textsAt, toJson, type JsonObject } from "../json.ts";
import type { Entered, EnteredState } from "../protocol.ts";

/** An interactive element where it stands. */
export interface Found {
  block: JsonObject;
  element: JsonObject;
  /** Whether the block is an input block: then it sends nothing until submitted, unless it dispatches. */
  input: boolean;
}

/** Elements that hold a value; the others (buttons, overflow menus) are only pressed. */
const STATEFUL = new Set([
  "plain_text_input",
  "email_text_input",
  "url_text_input",
  "number_input",
  "rich_text_input",
  "datepicker",
  "timepicker",
  "datetimepicker",
  "static_select",
  "external_select",
  "users_select",
  "conversations_select",
  "channels_select",
  "multi_static_select",
  "multi_external_select",
  "multi_users_select",
  "multi_conversations_select",
  "multi_channels_select",
  "radio_buttons",
  "checkboxes",
  "file_input",
]);

export function isStateful(element: JsonObject): boolean {
  return STATEFUL.has(textAt(element, "type") ?? "");
}

/** Every interactive element in these blocks, nested ones (containers, cards, table cells) too, in the order of the screen. */
export function elementsOf(blocks: readonly JsonObject[]): Found[] {
  return blocks.flatMap((block) => inBlock(block));
}

function inBlock(block: JsonObject): Found[] {
  const type = textAt(block, "type");
  const here = (elements: JsonObject[]): Found[] =>
    elements
      .filter((one) => textAt(one, "action_id") !== undefined)
      .map((element) => ({ block, element, input: false }));
  if (type === "input") return isObject(block["element"]) ? [{ block, element: block["element"], input: true }] : [];
  if (type === "section") return isObject(block["accessory"]) ? here([block["accessory"]]) : [];
  if (type === "actions" || type === "context_actions") return here(objectsAt(block, "elements"));
  if (type === "card") return here(objectsAt(block, "actions"));
  if (type === "carousel") return elementsOf(objectsAt(block, "elements"));
  if (type === "container") return elementsOf(objectsAt(block, "child_blocks"));
  if (type === "data_table" && Array.isArray(block["rows"])) {
    return here(block["rows"].flatMap((row) => (Array.isArray(row) ? row.filter(isObject) : [])));
  }
  return [];
}

export function findElement(blocks: readonly JsonObject[], block: string, action: string): Found | undefined {
  return elementsOf(blocks).find((found) => found.block["block_id"] === block && found.element["action_id"] === action);
}

/** The options of a static element, groups opened up. */
export function optionsOf(element: JsonObject): JsonObject[] {
  return [
    ...objectsAt(element, "options"),
    ...objectsAt(element, "option_groups").flatMap((group) => objectsAt(group, "options")),
  ];
}

export function valuesOf(options: readonly JsonObject[]): string[] {
  return options.flatMap((option) => textAt(option, "value") ?? []);
}

/** What stands in an element before anybody touched it. */
export function initialOf(element: JsonObject, here: { conversation?: string } = {}): Entered {
  const type = textAt(element, "type") ?? "";
  if (type === "rich_text_input") {
    const initial = toJson(element["initial_value"]);
    return isRichText(initial) ? initial : null;
  }
  if (type.endsWith("_input")) return textAt(element, "initial_value") ?? (type === "file_input" ? [] : null);
  if (type === "datetimepicker") return numberAt(element, "initial_date_time");
  if (type === "datepicker") return textAt(element, "initial_date") ?? null;
  if (type === "timepicker") return textAt(element, "initial_time") ?? null;
  if (type === "checkboxes" || type === "multi_static_select" || type === "multi_external_select") {
    return valuesOf(objectsAt(element, "initial_options"));
  }
  if (type === "multi_users_select") return textsAt(element, "initial_users");
  if (type === "multi_channels_select") return textsAt(element, "initial_channels");
  if (type === "multi_conversations_select") return initialConversations(element, here.conversation);
  if (type === "users_select") return textAt(element, "initial_user") ?? null;
  if (type === "channels_select") return textAt(element, "initial_channel") ?? null;
  if (type === "conversations_select") {
    const current = element["default_to_current_conversation"] === true ? here.conversation : undefined;
    return textAt(element, "initial_conversation") ?? current ?? null;
  }
  return textAt(objectAt(element, "initial_option"), "value") ?? null;
}

function initialConversations(element: JsonObject, current: string | undefined): string[] {
  if (element["default_to_current_conversation"] === true && current !== undefined) return [current];
  return textsAt(element, "initial_conversations");
}

function numberAt(element: JsonObject, key: string): number | null {
  const value = element[key];
  return typeof value === "number" ? value : null;
}

/**
 * What stands in the elements of a surface: `kept` where the element is still there (same block_id, action_id and type),
 * else what it starts with.
 */
export function stateOf(
  blocks: readonly JsonObject[],
  kept: { state: EnteredState; blocks: readonly JsonObject[] } = { state: {}, blocks: [] },
  here: { conversation?: string } = {},
): EnteredState {
  const state: EnteredState = {};
  for (const { block, element } of elementsOf(blocks)) {
    if (!isStateful(element)) continue;
    const blockId = textAt(block, "block_id") ?? "";
    const actionId = textAt(element, "action_id") ?? "";
    const before = findElement(kept.blocks, blockId, actionId);
    const held = before?.element["type"] === element["type"] ? kept.state[blockId]?.[actionId] : undefined;
    const values = (state[blockId] ??= {});
    values[actionId] = held === undefined ? initialOf(element, here) : held;
  }
  return state;
}

export function isRichText(value: unknown): value is Exclude<Entered, string | number | string[] | null> {
  return isObject(value) && value["type"] === "rich_text" && Array.isArray(value["elements"]);
}
