import { elementsOf, optionsOf, type Found } from "../blocks/elements.ts";
import { isObject, labelAt, objectAt, textAt, toJson, type JsonObject } from "../json.ts";
import type { Entered, HomeSeen, MessageSeen, ModalSeen, Place } from "../protocol.ts";

/** Something with elements on it: a message, a modal, a Home tab. */
export type Target = MessageSeen | ModalSeen | HomeSeen;

export function placeOf(target: Target): Place {
  return "ts" in target ? { conversation: target.conversation, ts: target.ts } : { view: target.id };
}

function blocksOf(target: Target): JsonObject[] {
  const attached = "attachments" in target ? target.attachments.flatMap((one) => one.blocks ?? []) : [];
  const all = toJson([...target.blocks, ...attached]);
  return Array.isArray(all) ? all.filter(isObject) : [];
}

/** What a person reads on an element: a button's text, an input's label. */
function labelOf({ block, element, input }: Found): string | undefined {
  return input ? labelAt(block, "label") : (labelAt(element, "text") ?? labelAt(element, "placeholder"));
}

/**
 * The element that somebody means: by action_id, block_id or the label that a person reads.
 *
 * @throws Error that lists what could have been meant.
 */
export function elementOn(target: Target, meant: string): Found {
  const all = elementsOf(blocksOf(target));
  const found =
    all.find(({ element }) => element["action_id"] === meant) ??
    all.find(({ block }) => block["block_id"] === meant) ??
    all.find((one) => labelOf(one) === meant);
  if (found) return found;
  const names = all.map(
    (one) => `${textAt(one.element, "action_id") ?? "?"} (${labelOf(one) ?? textAt(one.element, "type") ?? ""})`,
  );
  throw new Error(`There is no ${meant} here. There are: ${names.join(", ") || "no elements at all"}`);
}

/** The block_id and action_id of an element. */
export function idsOf(found: Found): { block: string; action: string } {
  return { block: textAt(found.block, "block_id") ?? "", action: textAt(found.element, "action_id") ?? "" };
}

/** A value given the way a person sees it: options may be named by their text. */
export function enteredFor(found: Found, given: Entered): Entered {
  const { element } = found;
  const byText = (one: string): string => {
    const all = optionsOf(element);
    if (all.some((option) => option["value"] === one)) return one;
    return (
      textAt(
        all.find((option) => labelAt(option, "text") === one),
        "value",
      ) ?? one
    );
  };
  if (typeof given === "string" && textAt(element, "type") === "feedback_buttons") {
    const buttons = [objectAt(element, "positive_button"), objectAt(element, "negative_button")];
    return (
      textAt(
        buttons.find((one) => labelAt(one, "text") === given),
        "value",
      ) ?? given
    );
  }
  if (Array.isArray(given)) return given.map(byText);
  return typeof given === "string" && optionsOf(element).length > 0 ? byText(given) : given;
}
