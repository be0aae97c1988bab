import { checkView } from "../blocks/check.ts";
import { sentence } from "../blocks/flaw.ts";
import { isObject, type JsonObject } from "../json.ts";
import { LIMITS } from "../limits.ts";
import type { Trigger, View } from "../world/nouns.ts";
import { takeTrigger } from "../world/triggers.ts";
import {
  externalIdTaken,
  findView,
  makeView,
  openStack,
  pushOnStack,
  replaceView,
  stackOf,
  tellOf,
} from "../world/views.ts";
import {
  done,
  isGiven,
  jsonArg,
  refuse,
  refuseArguments,
  textArg,
  type Answer,
  type Call,
  type Methods,
} from "./call.ts";
import { lacksScope } from "./content.ts";
import { slackView } from "./shapes.ts";

const rules = { scopes: [], tier: 4, json: true } as const;

export const viewMethods: Methods = {
  "views.open": { ...rules, required: ["view"], run: open },
  "views.push": { ...rules, required: ["view"], run: push },
  "views.update": { ...rules, required: ["view"], run: update },
  "views.publish": { ...rules, required: ["user_id", "view"], run: publish },
};

/** The view payload, checked; `type` is the one that this method takes. */
function readView(
  call: Call,
  type: "modal" | "home" | "any",
  existing?: View,
): { payload: JsonObject } | { error: Answer } {
  const payload = jsonArg(call, "view");
  if (!isObject(payload)) return { error: refuseArguments("must provide an object [json-pointer:/view]") };
  const wanted = type === "any" ? existing?.type : type;
  const refused = refusalOfView(payload, wanted) ?? lacksScope(call, payload["blocks"]);
  if (refused) return { error: refused };
  if (externalIdTaken(call.world, payload, existing)) return { error: refuse("duplicate_external_id") };
  return { payload };
}

/** What Slack says of a view that cannot stand; also of one in the answer to a submission. */
export function refusalOfView(payload: JsonObject, wanted: "modal" | "home" | undefined): Answer | undefined {
  if (Buffer.byteLength(JSON.stringify(payload)) > LIMITS.view.bytes) return refuse("view_too_large");
  const flaws = checkView(payload);
  if (flaws.length > 0) return refuseArguments(...flaws.map(sentence));
  if (wanted !== undefined && payload["type"] !== wanted) {
    return refuseArguments(`must be a valid enum value [json-pointer:/view/type]`);
  }
  return undefined;
}

function trigger(call: Call): Trigger | { error: Answer } {
  const id = textArg(call, "trigger_id") ?? textArg(call, "interactivity_pointer");
  if (id === undefined) {
    return { error: refuseArguments("missing required field: trigger_id [json-pointer:/trigger_id]") };
  }
  const taken = takeTrigger(call.world, call.app.id, id);
  return "error" in taken ? { error: refuse(taken.error) } : taken;
}

function open(call: Call): Answer {
  const read = readView(call, "modal");
  if ("error" in read) return read.error;
  const by = trigger(call);
  if ("error" in by) return by.error;
  const view = makeView(call.world, read.payload, {
    app: call.app.id,
    user: by.user,
    ...(by.channel === undefined ? {} : { channel: by.channel }),
  });
  openStack(call.world, view);
  return done({ view: slackView(call.world, view) });
}

function push(call: Call): Answer {
  const read = readView(call, "modal");
  if ("error" in read) return read.error;
  const by = trigger(call);
  if ("error" in by) return by.error;
  const stack = stackOf(call.world, by.user);
  const top = stack.at(-1);
  if (!top || top.app !== call.app.id) return refuse("not_found");
  if (stack.length >= LIMITS.view.stack) return refuse("push_limit_reached");
  const view = makeView(call.world, read.payload, {
    app: call.app.id,
    user: by.user,
    root: top.root,
    previous: top.id,
    ...(top.channel === undefined ? {} : { channel: top.channel }),
  });
  pushOnStack(call.world, view);
  return done({ view: slackView(call.world, view) });
}

function update(call: Call): Answer {
  if (!isGiven(call, "view_id") && !isGiven(call, "external_id")) {
    return refuseArguments("must provide either `view_id` or `external_id` [json-pointer:/view_id]");
  }
  const id = textArg(call, "view_id");
  const externalId = textArg(call, "external_id");
  const view = findView(call.world, call.app.id, {
    ...(id === undefined || id === "" ? {} : { id }),
    ...(externalId === undefined ? {} : { externalId }),
  });
  const read = readView(call, "any", view);
  if ("error" in read) return read.error;
  if (!view) return refuse("not_found");
  if (isGiven(call, "hash") && textArg(call, "hash") !== view.hash) return refuse("hash_conflict");
  replaceView(call.world, view, read.payload);
  return done({ view: slackView(call.world, view) });
}

function publish(call: Call): Answer {
  const { world, app } = call;
  const user = textArg(call, "user_id") ?? "";
  const key = `${app.id}/${user}`;
  const existing = world.views.get(world.homes.get(key) ?? "");
  const read = readView(call, "home", existing);
  if ("error" in read) return read.error;
  const person = world.people.get(user);
  if (!person || person.app !== undefined) return refuseArguments("invalid `user_id` [json-pointer:/user_id]");
  if (!app.homeTab) return refuse("not_enabled");
  if (isGiven(call, "hash") && existing && textArg(call, "hash") !== existing.hash) return refuse("hash_conflict");
  if (existing) {
    replaceView(world, existing, read.payload);
    return done({ view: slackView(world, existing) });
  }
  const view = makeView(world, read.payload, { app: app.id, user });
  world.homes.set(key, view.id);
  tellOf(world, view);
  return done({ view: slackView(world, view) });
}
