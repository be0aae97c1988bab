import { slackView } from "../api/shapes.ts";
import { refusalOfView } from "../api/views.ts";
import { elementsOf } from "../blocks/elements.ts";
import { isObject, textAt, type JsonObject } from "../json.ts";
import { LIMITS } from "../limits.ts";
import type { ActResults } from "../protocol.ts";
import type { Sandbox } from "../sandbox.ts";
import type { App, Person, View } from "../world/nouns.ts";
import { issueResponseUrl, issueTrigger } from "../world/triggers.ts";
import { closeViews, externalIdTaken, makeView, pushOnStack, replaceView, stackOf, tellOf } from "../world/views.ts";
import { say } from "../words.ts";
import { inputProblems } from "./inputs.ts";
import { basePayload } from "./payloads.ts";

type SubmitResult = ActResults["submit"];

/** A person presses the submit button: Slack looks at the fields itself, then the app has three seconds. */
export async function submit(sandbox: Sandbox, person: Person, at: { view: View; app: App }): Promise<SubmitResult> {
  const { world } = sandbox;
  const { view, app } = at;
  if (view.loading || !view.submit) return { ok: false, error: "not_submittable", words: say(person.locale, "gone") };
  view.errors = inputProblems(view, person.locale);
  delete view.trouble;
  if (Object.keys(view.errors).length > 0) {
    tellOf(world, view);
    return { ok: true, outcome: "invalid" };
  }
  view.loading = true;
  giveFiles(sandbox, view);
  tellOf(world, view);
  const payload: JsonObject = {
    type: "view_submission",
    ...basePayload(world, app, person),
    trigger_id: issueTrigger(world, { app: app.id, user: person.id, view: view.id }),
    view: slackView(world, view),
    response_urls: responseUrls(sandbox, view),
  };
  const reply = await sandbox.delivery.send(app, {
    kind: "interaction",
    name: view.callbackId || "view_submission",
    payload,
    by: person.id,
  });
  view.loading = false;
  // The app may have closed or replaced the stack meanwhile; then there is nothing left to answer.
  if (!world.views.has(view.id)) return { ok: true, outcome: "closed" };
  if (!reply.ok) return fail(sandbox, person, { view, error: reply.error });
  return answer(sandbox, person, { view, body: isObject(reply.body) ? reply.body : {} });
}

function fail(sandbox: Sandbox, person: Person, what: { view: View; error: string }): SubmitResult {
  const trouble = { error: what.error, words: say(person.locale, "submitFailed") };
  what.view.trouble = trouble;
  tellOf(sandbox.world, what.view);
  return { ok: false, ...trouble };
}

function answer(sandbox: Sandbox, person: Person, what: { view: View; body: JsonObject }): SubmitResult {
  const { world } = sandbox;
  const { view, body } = what;
  switch (body["response_action"]) {
    case undefined:
      closeViews(world, view);
      return { ok: true, outcome: "closed" };
    case "clear":
      closeViews(world, view, true);
      return { ok: true, outcome: "clear" };
    case "errors":
      return showErrors(sandbox, person, what);
    case "update":
    case "push":
      return changeView(sandbox, person, what);
    default:
      return fail(sandbox, person, { view, error: "invalid_response_action" });
  }
}

/** Errors must name input blocks of this view, each with a text. */
function showErrors(sandbox: Sandbox, person: Person, what: { view: View; body: JsonObject }): SubmitResult {
  const { view, body } = what;
  const errors = isObject(body["errors"]) ? body["errors"] : {};
  const inputs = elementsOf(view.blocks)
    .filter((found) => found.input)
    .map((found) => found.block["block_id"]);
  const told: Record<string, string> = {};
  for (const [block, text] of Object.entries(errors)) {
    if (typeof text === "string" && inputs.includes(block)) told[block] = text;
  }
  const said = Object.keys(errors).length;
  if (said === 0 || Object.keys(told).length !== said) return fail(sandbox, person, { view, error: "invalid_errors" });
  view.errors = told;
  tellOf(sandbox.world, view);
  return { ok: true, outcome: "errors" };
}

function changeView(sandbox: Sandbox, person: Person, what: { view: View; body: JsonObject }): SubmitResult {
  const { world } = sandbox;
  const { view, body } = what;
  const payload = isObject(body["view"]) ? body["view"] : {};
  const pushing = body["response_action"] === "push";
  const full = pushing && stackOf(world, person.id).length >= LIMITS.view.stack;
  const taken = externalIdTaken(world, payload, pushing ? undefined : view);
  if (full || taken || refusalOfView(payload, "modal")) return fail(sandbox, person, { view, error: "invalid_view" });
  if (!pushing) {
    replaceView(world, view, payload);
    return { ok: true, outcome: "update" };
  }
  const pushed = makeView(world, payload, {
    app: view.app,
    user: person.id,
    root: view.root,
    previous: view.id,
    ...(view.channel === undefined ? {} : { channel: view.channel }),
  });
  pushOnStack(world, pushed);
  return { ok: true, outcome: "push" };
}

/** Files in a file_input may be read by the app from now on. */
function giveFiles({ world }: Sandbox, view: View): void {
  for (const { block, element } of elementsOf(view.blocks)) {
    if (element["type"] !== "file_input") continue;
    const files = view.state[textAt(block, "block_id") ?? ""]?.[textAt(element, "action_id") ?? ""];
    for (const id of Array.isArray(files) ? files : []) world.files.get(id)?.givenTo.add(view.app);
  }
}

/** One for each conversations or channels select in an input block that asked for it and has a conversation chosen. */
function responseUrls(sandbox: Sandbox, view: View): JsonObject[] {
  const { world } = sandbox;
  return elementsOf(view.blocks).flatMap(({ block, element, input }) => {
    const blockId = textAt(block, "block_id") ?? "";
    const actionId = textAt(element, "action_id") ?? "";
    const chosen = view.state[blockId]?.[actionId];
    if (!input || element["response_url_enabled"] !== true || typeof chosen !== "string") return [];
    const url = issueResponseUrl(world, { app: view.app, user: view.user, channel: chosen, kind: "view" });
    return [{ block_id: blockId, action_id: actionId, channel_id: chosen, response_url: url }];
  });
}

/** Cancel closes this view (or all, with clear_on_close), the ✕ the whole stack; the app hears of it where it asked to. */
export async function close(
  sandbox: Sandbox,
  person: Person,
  at: { view: View; app: App; all: boolean },
): Promise<ActResults["close"]> {
  const { world } = sandbox;
  const { view, app, all } = at;
  const stack = stackOf(world, person.id);
  const told = all ? (stack[0] ?? view) : view;
  const shape = slackView(world, told);
  closeViews(world, view, all || view.clearOnClose);
  if (!told.notifyOnClose) return { ok: true };
  const payload: JsonObject = {
    type: "view_closed",
    ...basePayload(world, app, person),
    view: shape,
    is_cleared: all,
  };
  await sandbox.delivery.send(app, {
    kind: "interaction",
    name: told.callbackId || "view_closed",
    payload,
    by: person.id,
  });
  return { ok: true };
}
