import { blocksText, checkBlocks } from "../blocks/check.ts";
import { sentence, type Flaw } from "../blocks/flaw.ts";
import { normaliseBlocks } from "../blocks/normalise.ts";
import { isObject, isObjects, textAt, type Json, type JsonObject } from "../json.ts";
import { LIMITS } from "../limits.ts";
import { parseNames, tidyIn, tidyText } from "../world/text.ts";
import { flagArg, isGiven, jsonArg, missingScope, refuse, textArg, type Answer, type Call } from "./call.ts";
import { readMetadata } from "./metadata.ts";

/** What a message says, read from the arguments of chat.* and checked. `undefined` members were not given. */
export interface Content {
  text?: string;
  blocks?: JsonObject[];
  attachments?: JsonObject[];
  metadata?: { event_type: string; event_payload: JsonObject } | null;
  /** Warnings of the answer. */
  warnings: string[];
}

/** How long a text may be and what happens beyond: postMessage cuts, the others refuse. */
export interface ContentRules {
  textLimit: { most: number; beyond: "truncate" | "refuse" };
}

/** A call, or the body of an answer, which comes without a token. */
type Spoken = Pick<Call, "args" | "world"> | Pick<Call, "args" | "world" | "token">;

/** Reads text, blocks, attachments, markdown_text and metadata; gives Slack's refusal where they cannot stand. */
export function readContent(call: Spoken, rules: ContentRules): Content | { error: Answer } {
  if (isGiven(call, "markdown_text") && (isGiven(call, "text") || isGiven(call, "blocks"))) {
    return { error: refuse("markdown_text_conflict") };
  }
  const text = readText(call, rules);
  if (typeof text === "object" && "error" in text) return text;
  const blocks = readBlocks(call);
  if (blocks && "error" in blocks) return blocks;
  const attachments = readAttachments(call);
  if (attachments && "error" in attachments) return attachments;
  const metadata = readMetadata(call);
  if (metadata && "error" in metadata) return metadata;
  return {
    ...(text === undefined ? {} : { text: text.text }),
    ...(blocks === undefined ? {} : { blocks: blocks.blocks }),
    ...(attachments === undefined ? {} : { attachments: attachments.attachments }),
    ...(metadata === undefined ? {} : { metadata: metadata.metadata }),
    warnings: text?.warnings ?? [],
  };
}

function readText(
  call: Pick<Call, "args" | "world">,
  rules: ContentRules,
): { text: string; warnings: string[] } | { error: Answer } | undefined {
  const given = textArg(call, "text");
  if (given === undefined) return undefined;
  const { most, beyond } = rules.textLimit;
  if (given.length > most && beyond === "refuse") return { error: refuse("msg_too_long") };
  const names = flagArg(call, "link_names") || textArg(call, "parse") === "full";
  const kept = given.slice(0, most);
  const text = tidyText(names ? parseNames(call.world, kept) : kept);
  return { text, warnings: given.length > most ? ["message_truncated"] : [] };
}

function readBlocks(call: Spoken): { blocks: JsonObject[] } | { error: Answer } | undefined {
  const markdown = textArg(call, "markdown_text");
  if (markdown !== undefined && markdown !== "") {
    if (markdown.length > LIMITS.message.markdownText) return { error: refuse("msg_too_long") };
    return { blocks: normaliseBlocks([{ type: "markdown", text: markdown }], tidyIn(call.world)) };
  }
  if (!isGiven(call, "blocks")) return undefined;
  const given = jsonArg(call, "blocks");
  if (!Array.isArray(given) || !given.every(isObject)) return { error: refuse("invalid_blocks_format") };
  const flaws = checkBlocks(given, "message");
  if (flaws.length > 0) return { error: invalidBlocks(flaws) };
  const unscoped = "token" in call ? lacksScope(call, given) : undefined;
  if (unscoped) return { error: unscoped };
  if (blocksText(given) > LIMITS.message.blocksText) return { error: refuse("msg_blocks_too_long") };
  return { blocks: normaliseBlocks(given, tidyIn(call.world)) };
}

/** Some things need a scope of their own: videos, and the files of a file_input. */
export function lacksScope(call: Pick<Call, "token">, blocks: unknown): Answer | undefined {
  const said = JSON.stringify(blocks ?? []);
  const needed = [
    ...(said.includes('"type":"video"') ? ["links.embed:write"] : []),
    ...(said.includes('"type":"file_input"') ? ["files:read"] : []),
  ].filter((scope) => !call.token.scopes.has(scope));
  return needed.length > 0 ? missingScope(call, needed) : undefined;
}

/** `invalid_blocks` as chat.* answer it: the sentences twice. */
export function invalidBlocks(flaws: readonly Flaw[], error = "invalid_blocks"): Answer {
  const errors = flaws.map(sentence);
  return refuse(error, {
    errors,
    response_metadata: { messages: errors.map((one) => `[ERROR] ${one}`) },
  });
}

function readAttachments(
  call: Pick<Call, "args" | "world">,
): { attachments: JsonObject[] } | { error: Answer } | undefined {
  if (!isGiven(call, "attachments")) return undefined;
  const given = jsonArg(call, "attachments");
  if (!isObjects(given)) return { error: refuse("invalid_attachments") };
  return checkAttachments(call, given);
}

/** Attachments as they are kept, or Slack's refusal. */
export function checkAttachments(
  call: Pick<Call, "world">,
  given: readonly JsonObject[],
): { attachments: JsonObject[] } | { error: Answer } {
  if (given.length > LIMITS.message.attachments) return { error: refuse("too_many_attachments") };
  const flaws = given.flatMap((one, at) =>
    one["blocks"] === undefined ? [] : checkBlocks(one["blocks"], "message", `/attachments/${at}/blocks`),
  );
  if (flaws.length > 0) return { error: invalidBlocks(flaws, "invalid_attachments") };
  return { attachments: given.map((one, at) => normaliseAttachment(call, one, at)) };
}

function normaliseAttachment(call: Pick<Call, "world">, given: JsonObject, at: number): JsonObject {
  const blocks: Json | undefined = given["blocks"];
  const text = textAt(given, "text");
  return {
    fallback: "[no preview available]",
    ...given,
    id: at + 1,
    ...(text === undefined ? {} : { text: tidyText(text) }),
    ...(Array.isArray(blocks) ? { blocks: normaliseBlocks(blocks, tidyIn(call.world)) } : {}),
  };
}

/** Whether there is anything to show. */
export function saysSomething(content: Pick<Content, "text" | "blocks" | "attachments">): boolean {
  const { text = "", blocks = [], attachments = [] } = content;
  return text.trim() !== "" || blocks.length > 0 || attachments.length > 0;
}
