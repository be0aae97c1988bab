import { isObject, parseJson, type Json, type JsonObject } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { App, Channel, Token } from "../world/nouns.ts";
import type { World } from "../world/world.ts";

/** One call of a method that needs no token. */
export interface OpenCall {
  sandbox: Sandbox;
  world: World;
  method: string;
  /** Arguments as they came: strings from forms, anything from JSON. */
  args: JsonObject;
}

/** One call of a Web API method, after its token has been looked at. */
export interface Call extends OpenCall {
  token: Token;
  app: App;
}

/** What a method answers: `ok` and the rest, Slack's way. */
export type Answer = JsonObject & { ok: boolean };

interface MethodRules {
  tier: Tier;
  /** Whether it reads JSON bodies; where not, a JSON body counts as no arguments. */
  json: boolean;
  required?: readonly string[];
}

export type Tier = 1 | 2 | 3 | 4 | "special" | "none";

export interface TokenMethod extends MethodRules {
  /** Any of these is enough to be let in; a method may ask for more by the kind of conversation. */
  scopes: readonly string[];
  /** Which kind of token it takes. */
  token?: "bot" | "app";
  run(call: Call): Answer | Promise<Answer>;
}

export interface OpenMethod extends MethodRules {
  token: "none";
  run(call: OpenCall): Answer | Promise<Answer>;
}

export type Method = TokenMethod | OpenMethod;
export type Methods = Record<string, Method>;

export function done(extra: JsonObject = {}): Answer {
  return { ok: true, ...extra };
}

export function refuse(error: string, extra: JsonObject = {}): Answer {
  return { ok: false, error, ...extra };
}

/** `invalid_arguments` with the lines Slack adds for whoever debugs. */
export function refuseArguments(...problems: string[]): Answer {
  return refuse("invalid_arguments", {
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}

export function missingScope(call: Pick<Call, "token">, needed: readonly string[]): Answer {
  return refuse("missing_scope", { needed: needed.join(","), provided: [...call.token.scopes].join(",") });
}

export function textArg(call: Pick<OpenCall, "args">, name: string): string | undefined {
  const value = call.args[name];
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

export function flagArg(call: Pick<OpenCall, "args">, name: string): boolean {
  const value = call.args[name];
  return value === true || value === 1 || value === "true" || value === "1";
}

/** A whole number, `undefined` when absent, NaN when it is none. */
export function numberArg(call: Pick<OpenCall, "args">, name: string): number | undefined {
  const text = textArg(call, name);
  if (text === undefined || text === "") return undefined;
  return /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** A list given as "a,b" or as a JSON array. */
export function listArg(call: Pick<OpenCall, "args">, name: string): string[] {
  const value = jsonArg(call, name);
  if (Array.isArray(value)) return value.filter((one) => typeof one === "string");
  return (textArg(call, name) ?? "").split(",").flatMap((one) => (one.trim() === "" ? [] : one.trim()));
}

/** A structured argument: as it is from JSON bodies, parsed from forms; the bare string where it cannot be parsed. */
export function jsonArg(call: Pick<OpenCall, "args">, name: string): Json | undefined {
  const value = call.args[name];
  if (typeof value !== "string") return value;
  return parseJson(value) ?? value;
}

export function isGiven(call: Pick<OpenCall, "args">, name: string): boolean {
  const value = call.args[name];
  return value !== undefined && value !== null && value !== "";
}

const FAMILY = { public: "channels", private: "groups", im: "im", mpim: "mpim" } as const;

/** "channels:history" and its like, by the kind of conversation. */
export function scopeFor(channel: Pick<Channel, "kind">, what: string): string {
  return `${FAMILY[channel.kind]}:${what}`;
}

/** The conversation named by `channel`, when the token's bot may know of it: private ones only from inside. */
export function channelArg(call: Call, name = "channel"): Channel | undefined {
  const channel = call.world.channels.get(textArg(call, name) ?? "");
  if (!channel) return undefined;
  return channel.kind === "public" || channel.members.has(call.token.user) ? channel : undefined;
}

/** One page of a list with Slack's cursor; `undefined` for a cursor that is none. */
export function page<T>(
  call: Call,
  all: readonly T[],
  sizes: { standard: number; most: number },
): { items: T[]; next: string; hasMore: boolean } | { error: Answer } {
  const limit = numberArg(call, "limit") ?? sizes.standard;
  if (Number.isNaN(limit) || limit < 1) return { error: refuse("invalid_limit") };
  const from = offsetOf(textArg(call, "cursor"));
  if (from === undefined || from > all.length) return { error: refuse("invalid_cursor") };
  const size = Math.min(limit, sizes.most);
  const hasMore = from + size < all.length;
  const next = hasMore ? Buffer.from(`next:${from + size}`).toString("base64") : "";
  return { items: all.slice(from, from + size), next, hasMore };
}

function offsetOf(cursor: string | undefined): number | undefined {
  if (cursor === undefined || cursor === "") return 0;
  const found = /^next:(\d+)$/.exec(Buffer.from(cursor, "base64").toString());
  return found ? Number(found[1]) : undefined;
}

export function isAnswer(value: unknown): value is Answer {
  return isObject(value) && typeof value["ok"] === "boolean";
}
