import { readContent, saysSomething, type Content } from "./api/content.ts";
import { draftOf } from "./api/chat.ts";
import { done, refuse, type Answer } from "./api/call.ts";
import { isObject, parseJson, textAt, type JsonObject } from "./json.ts";
import { LIMITS } from "./limits.ts";
import type { FaultKind } from "./protocol-control.ts";
import type { Sandbox } from "./sandbox.ts";
import { amend, findMessage, post, postEphemeral, remove } from "./world/messages.ts";
import type { App, Channel, Message, ResponseUrl } from "./world/nouns.ts";
import { takeResponseUrl } from "./world/triggers.ts";
import type { World } from "./world/world.ts";

/** Whom an answer is for and what it answers: an acknowledgement's body and a response_url's are read the same way. */
export type Occasion = Pick<ResponseUrl, "app" | "user" | "channel" | "kind" | "source">;

/**
 * Carries out the body of an acknowledgement or of a call to a response_url: a message for the person alone (the default) or
 * for the channel, in place of the message it answers, or instead of it.
 */
export function respond(world: World, occasion: Occasion, body: JsonObject): Answer {
  const app = world.apps.get(occasion.app);
  const channel = world.channels.get(occasion.channel);
  if (!app || !channel) return refuse("channel_not_found");
  const source = occasion.source && findMessage(world, channel.id, occasion.source.ts, occasion.user);
  if (body["delete_original"] === true) {
    if (source) remove(world, channel, source);
    return source ? done() : refuse("message_not_found");
  }
  const content = readContent(
    { args: body, world },
    { textLimit: { most: LIMITS.message.textTruncated, beyond: "truncate" } },
  );
  if ("error" in content) return content.error;
  if (!saysSomething(content)) return refuse("no_text");
  if (source && replaces(body)) return replace(world, source, content);
  return say(world, { occasion, app, channel, source }, { body, content });
}

/**
 * Stated, it is what was stated. Unstated it does not replace, but for an answer into a thread, which may then overwrite the
 * message: Slack's guide warns of that, so here it always does.
 */
function replaces(body: JsonObject): boolean {
  if (typeof body["replace_original"] === "boolean") return body["replace_original"];
  return body["thread_ts"] !== undefined;
}

function replace(world: World, message: Message, content: Content): Answer {
  amend(world, message, (changing) => {
    changing.text = content.text ?? "";
    changing.blocks = content.blocks ?? [];
    changing.attachments = content.attachments ?? [];
    changing.state.clear();
    changing.trouble.clear();
    if (content.metadata) changing.metadata = content.metadata;
  });
  return done();
}

function say(
  world: World,
  where: { occasion: Occasion; app: App; channel: Channel; source: Message | undefined },
  what: { body: JsonObject; content: Content },
): Answer {
  const { occasion, app, channel } = where;
  const threadTs = textAt(what.body, "thread_ts");
  const draft = { ...draftOf({ app }, what.content), ...(threadTs === undefined ? {} : { threadTs }) };
  if (what.body["response_type"] === "in_channel") {
    if (channel.archived) return refuse("is_archived");
    post(world, channel, draft);
    return done();
  }
  postEphemeral(world, channel, { ...draft, to: occasion.user });
  return done();
}

export interface RespondAnswer {
  status: number;
  body: JsonObject;
  cut?: boolean;
  delay?: number;
}

/** A POST to a response_url: five times within half an hour, then 404. */
export function serveResponseUrl(sandbox: Sandbox, path: string, body: Buffer): RespondAnswer {
  const { world } = sandbox;
  const parsed = parseJson(body.toString("utf8"));
  const known = world.responseUrls.get(path);
  const close = sandbox.traffic.open({
    direction: "from-app",
    app: known?.app ?? "?",
    kind: "response_url",
    name: "response_url",
    transport: "http",
    request: parsed,
    ...(known ? { by: known.user } : {}),
  });
  const finish = (answer: RespondAnswer, fault?: FaultKind["kind"]): RespondAnswer => {
    const verdict = answer.body["ok"] === true ? "ok" : (textAt(answer.body, "error") ?? "");
    close({ status: answer.status, response: answer.body, verdict, ...(fault ? { fault } : {}) });
    return answer;
  };
  const app = known === undefined ? {} : { app: known.app, channel: known.channel };
  const fault = sandbox.faults.strike("response_url", app);
  if (fault?.kind === "status" && !fault.carriedOut) {
    return finish({ status: fault.status, body: refuse("internal_error") }, fault.kind);
  }
  if (fault?.kind === "error") return finish({ status: 200, body: refuse(fault.error) }, fault.kind);
  const answer = use(world, path, parsed);
  if (fault?.kind === "drop-answer") return finish({ ...answer, cut: true }, fault.kind);
  if (fault?.kind === "status") return finish({ ...answer, status: fault.status }, fault.kind);
  if (fault?.kind === "delay") return finish({ ...answer, delay: fault.ms }, fault.kind);
  return finish(answer);
}

function use(world: World, path: string, body: unknown): RespondAnswer {
  if (!isObject(body)) return { status: 400, body: refuse("invalid_payload") };
  const taken = takeResponseUrl(world, path);
  if ("error" in taken) return { status: 404, body: refuse(taken.error) };
  const answer = respond(world, taken, body);
  return { status: answer.ok ? 200 : 400, body: answer };
}
