import { elementsOf, findElement, isRichText, isStateful, stateOf, type Found } from "../blocks/elements.ts";
import { knownOptions, slackAction, surfaceBlocks, type Surface } from "../blocks/values.ts";
import { objectAt, textAt, textsAt, type JsonObject } from "../json.ts";
import type { Act, ActResults, Entered, EnteredState } from "../protocol.ts";
import type { Sandbox } from "../sandbox.ts";
import type { App, Person } from "../world/nouns.ts";
import type { World } from "../world/world.ts";
import { tellOf } from "../world/views.ts";
import { actionTrouble, say } from "../words.ts";
import { basePayload, surfacePart } from "./payloads.ts";

type Use = Extract<Act, { do: "use" }>;

/** A person presses a button, chooses, or types into an element. */
export async function use(
  sandbox: Sandbox,
  person: Person,
  at: { surface: Surface; app: App; act: Use },
): Promise<ActResults["use"]> {
  const { surface, act } = at;
  const { world } = sandbox;
  const found = findElement(surfaceBlocks(surface), act.block, act.action);
  const wrong = (): ActResults["use"] => ({
    ok: false,
    error: "no_such_option",
    words: say(person.locale, "noSuchOption"),
  });
  if (!found || ("view" in surface && surface.view.loading)) return wrong();
  if (!mayStand(world, surface, act.state ?? {})) return wrong();
  enter(surface, act.state ?? {});
  const entered = valueFor(world, { surface, found, value: act.value });
  if (entered === undefined) return wrong();
  if (isStateful(found.element)) enter(surface, { [act.block]: { [act.action]: entered } });
  if (!dispatches(found, act.by)) return { ok: true, sent: false };
  return dispatch(sandbox, person, { ...at, found, entered });
}

async function dispatch(
  sandbox: Sandbox,
  person: Person,
  used: { surface: Surface; app: App; found: Found; entered: Entered },
): Promise<ActResults["use"]> {
  const { world } = sandbox;
  const { surface, app, found, entered } = used;
  setTrouble(world, surface, undefined);
  const ts = world.ids.ts();
  const payload: JsonObject = {
    type: "block_actions",
    ...basePayload(world, app, person),
    ...surfacePart(world, app, surface, found.block),
    actions: [slackAction(world, { surface, ...found, entered, ts })],
  };
  const name = textAt(found.element, "action_id") ?? "";
  const reply = await sandbox.delivery.send(app, { kind: "interaction", name, payload, by: person.id });
  if (reply.ok) return { ok: true, sent: true };
  const trouble = actionTrouble(person.locale, reply.error);
  setTrouble(world, surface, trouble);
  return { ok: false, ...trouble };
}

function setTrouble(world: World, surface: Surface, trouble: ReturnType<typeof actionTrouble> | undefined): void {
  if ("view" in surface) {
    if (!trouble && !surface.view.trouble) return;
    delete surface.view.trouble;
    if (trouble) surface.view.trouble = trouble;
    tellOf(world, surface.view);
    return;
  }
  const { message, user } = surface;
  if (!trouble && !message.trouble.has(user)) return;
  message.trouble.delete(user);
  if (trouble) message.trouble.set(user, trouble);
  world.tell({ type: "touched", message, only: user });
}

/** Writes down what stands in a surface's elements, for those that are there. */
export function enter(surface: Surface, entered: EnteredState): void {
  const state =
    "view" in surface
      ? surface.view.state
      : (surface.message.state.get(surface.user) ?? stateOf(surfaceBlocks(surface)));
  for (const { block, element } of elementsOf(surfaceBlocks(surface))) {
    const blockId = textAt(block, "block_id") ?? "";
    const actionId = textAt(element, "action_id") ?? "";
    const value = entered[blockId]?.[actionId];
    if (value === undefined || !isStateful(element)) continue;
    const row = (state[blockId] ??= {});
    row[actionId] = value;
  }
  if ("message" in surface) surface.message.state.set(surface.user, state);
}

/** Whether everything that somebody says he entered can stand where he says. */
export function mayStand(world: World, surface: Surface, entered: EnteredState): boolean {
  return elementsOf(surfaceBlocks(surface)).every((found) => {
    const row = entered[textAt(found.block, "block_id") ?? ""];
    const value = row?.[textAt(found.element, "action_id") ?? ""];
    return (
      value === undefined || !isStateful(found.element) || valueFor(world, { surface, found, value }) !== undefined
    );
  });
}

/** Whether Slack would send a block_actions for this gesture. */
function dispatches({ block, element, input }: Found, by: Use["by"]): boolean {
  if (textAt(element, "type") === "workflow_button") return false;
  const text = (textAt(element, "type") ?? "").endsWith("_input");
  if (input && block["dispatch_action"] !== true) return false;
  if (!text || textAt(element, "type") === "file_input") return !input || block["dispatch_action"] === true;
  const triggers = textsAt(objectAt(element, "dispatch_action_config"), "trigger_actions_on");
  const wanted = triggers.length > 0 ? triggers : ["on_enter_pressed"];
  return by !== undefined && wanted.includes(by === "enter" ? "on_enter_pressed" : "on_character_entered");
}

/** The value as it is kept, or `undefined` where it cannot stand in this element. */
function valueFor(
  world: World,
  at: { surface: Surface; found: Found; value: Entered | undefined },
): Entered | undefined {
  const { element, block } = at.found;
  const type = textAt(element, "type") ?? "";
  const value = at.value ?? null;
  const known = (): JsonObject[] =>
    knownOptions(world, at.surface, { block: textAt(block, "block_id") ?? "", element });
  const isOption = (one: string): boolean => known().some((option) => option["value"] === one);
  if (type === "feedback_buttons") {
    const pressed = [objectAt(element, "positive_button"), objectAt(element, "negative_button")];
    return pressed.some((button) => button["value"] === value) ? value : undefined;
  }
  if (type === "overflow" || type === "radio_buttons" || type === "static_select" || type === "external_select") {
    return value === null || (typeof value === "string" && isOption(value)) ? value : undefined;
  }
  if (type === "checkboxes" || type === "multi_static_select" || type === "multi_external_select") {
    return Array.isArray(value) && value.every(isOption) && fewEnough(element, value) ? value : undefined;
  }
  if (type === "rich_text_input") return value === null || isRichText(value) ? value : undefined;
  if (type === "users_select")
    return value === null || (typeof value === "string" && world.people.has(value)) ? value : undefined;
  if (type.startsWith("multi_") || type === "file_input") {
    return Array.isArray(value) && fewEnough(element, value) ? value : undefined;
  }
  if (type === "datetimepicker") return value === null || typeof value === "number" ? value : undefined;
  if (!isStateful(element)) return null;
  return value === null || typeof value === "string" ? value : undefined;
}

/** Slack's own client lets nobody choose more than the element takes. */
function fewEnough(element: JsonObject, chosen: readonly string[]): boolean {
  const most = element["max_selected_items"] ?? element["max_files"];
  return typeof most !== "number" || chosen.length <= most;
}
