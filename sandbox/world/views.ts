import { normaliseBlocks } from "../blocks/normalise.ts";
import { stateOf } from "../blocks/elements.ts";
import { isObject, textAt, type JsonObject } from "../json.ts";
import { tidyIn } from "./text.ts";
import type { View } from "./nouns.ts";
import type { World } from "./world.ts";

/** Where a new view comes from and goes to. */
export interface Placement {
  app: string;
  user: string;
  root?: string;
  previous?: string;
  channel?: string;
}

/** Makes a view of a payload that has been checked. */
export function makeView(world: World, payload: JsonObject, placement: Placement): View {
  const id = world.ids.next("V");
  const blocks = normaliseBlocks(Array.isArray(payload["blocks"]) ? payload["blocks"] : [], tidyIn(world));
  const view: View = {
    id,
    type: payload["type"] === "home" ? "home" : "modal",
    app: placement.app,
    user: placement.user,
    root: placement.root ?? id,
    previous: placement.previous ?? null,
    ...(placement.channel === undefined ? {} : { channel: placement.channel }),
    ...contentOf(world, payload),
    blocks,
    state: stateOf(blocks, undefined, here(placement.channel)),
    errors: {},
    loading: false,
  };
  world.views.set(id, view);
  return view;
}

/** Puts new content into a view; what people entered stays where block_id and action_id are unchanged. */
export function replaceView(world: World, view: View, payload: JsonObject): void {
  const blocks = normaliseBlocks(Array.isArray(payload["blocks"]) ? payload["blocks"] : [], tidyIn(world));
  const state = stateOf(blocks, { state: view.state, blocks: view.blocks }, here(view.channel));
  delete view.title;
  delete view.submit;
  delete view.close;
  delete view.trouble;
  Object.assign(view, contentOf(world, payload), { blocks, state, errors: {} });
  tellOf(world, view);
}

function contentOf(world: World, payload: JsonObject): Omit<ViewContent, "blocks"> {
  const part = (key: "title" | "submit" | "close"): Partial<Record<typeof key, JsonObject>> =>
    isObject(payload[key]) ? { [key]: { emoji: true, ...payload[key] } } : {};
  return {
    callbackId: textAt(payload, "callback_id") ?? "",
    externalId: textAt(payload, "external_id") ?? "",
    privateMetadata: textAt(payload, "private_metadata") ?? "",
    hash: world.ids.hash(),
    ...part("title"),
    ...part("submit"),
    ...part("close"),
    clearOnClose: payload["clear_on_close"] === true,
    notifyOnClose: payload["notify_on_close"] === true,
  };
}

type ViewContent = Pick<
  View,
  | "callbackId"
  | "externalId"
  | "privateMetadata"
  | "hash"
  | "title"
  | "submit"
  | "close"
  | "blocks"
  | "clearOnClose"
  | "notifyOnClose"
>;

function here(conversation: string | undefined): { conversation?: string } {
  return conversation === undefined ? {} : { conversation };
}

export function tellOf(world: World, view: View): void {
  world.tell(
    view.type === "home" ? { type: "home", user: view.user, app: view.app } : { type: "modals", user: view.user },
  );
}

export function stackOf(world: World, user: string): View[] {
  return (world.stacks.get(user) ?? []).flatMap((id) => world.views.get(id) ?? []);
}

/**
 * A first view. What stood open before goes: one client shows one modal (Slack does not document what an app sees of that,
 * and it sees nothing here).
 */
export function openStack(world: World, view: View): void {
  for (const old of stackOf(world, view.user)) world.views.delete(old.id);
  world.stacks.set(view.user, [view.id]);
  world.tell({ type: "modals", user: view.user });
}

export function pushOnStack(world: World, view: View): void {
  world.stacks.set(view.user, [...(world.stacks.get(view.user) ?? []), view.id]);
  world.tell({ type: "modals", user: view.user });
}

/** Takes this view away and what lies above it; `all`: the whole stack. */
export function closeViews(world: World, view: View, all = false): void {
  const stack = world.stacks.get(view.user) ?? [];
  const at = all ? 0 : stack.indexOf(view.id);
  if (at < 0) return;
  for (const id of stack.slice(at)) world.views.delete(id);
  world.stacks.set(view.user, stack.slice(0, at));
  world.tell({ type: "modals", user: view.user });
}

/** The view on somebody's screen with this id or external_id, of this app. */
export function findView(world: World, app: string, by: { id?: string; externalId?: string }): View | undefined {
  const view =
    by.id === undefined
      ? [...world.views.values()].find((one) => one.externalId === by.externalId && one.externalId !== "")
      : world.views.get(by.id);
  return view?.app === app ? view : undefined;
}

export function externalIdTaken(world: World, payload: JsonObject, except?: View): boolean {
  const wanted = textAt(payload, "external_id");
  if (wanted === undefined || wanted === "") return false;
  return [...world.views.values()].some((view) => view.externalId === wanted && view !== except);
}
