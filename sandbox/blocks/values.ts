import { slackFile } from "../api/shapes.ts";
import { isObject, objectAt, objectsAt, textAt, toJson, type JsonObject } from "../json.ts";
import type { Entered } from "../protocol.ts";
import type { Message, View } from "../world/nouns.ts";
import type { World } from "../world/world.ts";
import { elementsOf, isRichText, isStateful, optionsOf, stateOf } from "./elements.ts";

/** Whose elements, on which surface. */
export type Surface = { view: View } | { message: Message; user: string };

/** The name of a surface in {@link World.offered}. */
export function surfaceKey(surface: Surface): string {
  if ("view" in surface) return `${surface.view.user}/${surface.view.id}`;
  return `${surface.user}/${surface.message.channel}/${surface.message.ts}`;
}

export function surfaceBlocks(surface: Surface): JsonObject[] {
  if ("view" in surface) return surface.view.blocks;
  const attached = surface.message.attachments.flatMap((attachment) => objectsAt(attachment, "blocks"));
  return [...surface.message.blocks, ...attached];
}

/** Slack's `state.values`: block_id → action_id → {type, value | selected_option | …}, for every element that holds a value. */
export function stateValues(world: World, surface: Surface): JsonObject {
  const blocks = surfaceBlocks(surface);
  const entered = "view" in surface ? surface.view.state : (surface.message.state.get(surface.user) ?? stateOf(blocks));
  const values: Record<string, JsonObject> = {};
  for (const { block, element } of elementsOf(blocks)) {
    if (!isStateful(element)) continue;
    const blockId = textAt(block, "block_id") ?? "";
    const actionId = textAt(element, "action_id") ?? "";
    const known = knownOptions(world, surface, { block: blockId, element });
    const row = (values[blockId] ??= {});
    row[actionId] = slackValue(world, element, { entered: entered[blockId]?.[actionId] ?? null, options: known });
  }
  return values;
}

/** The options that an entered value can mean: the element's own, those it started with, those offered last. */
export function knownOptions(world: World, surface: Surface, at: { block: string; element: JsonObject }): JsonObject[] {
  const initial = objectAt(at.element, "initial_option");
  const key = `${surfaceKey(surface)}/${at.block}/${textAt(at.element, "action_id") ?? ""}`;
  return [
    ...optionsOf(at.element),
    ...(initial["value"] === undefined ? [] : [initial]),
    ...objectsAt(at.element, "initial_options"),
    ...(world.offered.get(key) ?? []),
  ];
}

/** One element's value as Slack writes it in `state.values` and in `actions[]`. */
export function slackValue(
  world: World,
  element: JsonObject,
  with_: { entered: Entered; options: readonly JsonObject[] },
): JsonObject {
  const type = textAt(element, "type") ?? "";
  const { entered } = with_;
  const option = (value: string): JsonObject | undefined => with_.options.find((one) => one["value"] === value);
  const many = Array.isArray(entered) ? entered : [];
  const one = typeof entered === "string" && entered !== "" ? entered : null;
  if (type === "rich_text_input") return { type, rich_text_value: isRichText(entered) ? toJson(entered) : null };
  if (type === "file_input") {
    const files = many.flatMap((id) => world.files.get(id) ?? []).map((file) => slackFile(world, file));
    return { type, files };
  }
  if (type.endsWith("_input")) return { type, value: typeof entered === "number" ? String(entered) : one };
  if (type === "datepicker") return { type, selected_date: one };
  if (type === "timepicker") {
    const timezone = textAt(element, "timezone");
    return { type, selected_time: one, ...(timezone === undefined ? {} : { timezone }) };
  }
  if (type === "datetimepicker") return { type, selected_date_time: typeof entered === "number" ? entered : null };
  if (type === "users_select") return { type, selected_user: one };
  if (type === "channels_select") return { type, selected_channel: one };
  if (type === "conversations_select") return { type, selected_conversation: one };
  if (type === "multi_users_select") return { type, selected_users: many };
  if (type === "multi_channels_select") return { type, selected_channels: many };
  if (type === "multi_conversations_select") return { type, selected_conversations: many };
  if (type === "checkboxes" || type.startsWith("multi_")) {
    return { type, selected_options: many.map(option).filter((found) => found !== undefined) };
  }
  return { type, selected_option: one === null ? null : (option(one) ?? null) };
}

/** The member of `actions[]` for an element that was just used. `pressed`: the option of an overflow menu or a feedback button's value. */
export function slackAction(
  world: World,
  used: { surface: Surface; block: JsonObject; element: JsonObject; entered: Entered; ts: string },
): JsonObject {
  const { element, block, entered } = used;
  const type = textAt(element, "type") ?? "";
  const common = { type, block_id: block["block_id"], action_id: element["action_id"], action_ts: used.ts };
  if (type === "overflow") {
    return { ...common, selected_option: optionsOf(element).find((one) => one["value"] === entered) ?? null };
  }
  if (type === "feedback_buttons") {
    const pressed = ["positive_button", "negative_button"].map((key) => objectAt(element, key));
    return { ...common, ...pressed.find((one) => one["value"] === entered) };
  }
  if (!isStateful(element)) {
    const kept = ["text", "value", "style", "url", "icon"].filter((key) => element[key] !== undefined);
    return { ...common, ...Object.fromEntries(kept.map((key) => [key, element[key]])) };
  }
  const options = knownOptions(world, used.surface, { block: textAt(block, "block_id") ?? "", element });
  const placeholder = isObject(element["placeholder"]) ? { placeholder: element["placeholder"] } : {};
  return { ...common, ...slackValue(world, element, { entered, options }), ...placeholder };
}
