import type { IncomingHttpHeaders } from "node:http";
import { isObject, parseJson, textAt, type JsonObject } from "../json.ts";
import type { FaultKind } from "../protocol-control.ts";
import type { Sandbox } from "../sandbox.ts";
import type { App, Token } from "../world/nouns.ts";
import {
  missingScope,
  refuse,
  refuseArguments,
  type Answer,
  type Method,
  type OpenCall,
  type TokenMethod,
} from "./call.ts";
import { METHODS } from "./methods.ts";
import { overLimit } from "./rates.ts";

export interface ApiRequest {
  method: string;
  verb: string;
  headers: IncomingHttpHeaders;
  query: URLSearchParams;
  body: Buffer;
}

export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: Answer;
  /** The effect has taken place, and the connection is cut instead of an answer. */
  cut?: boolean;
  delay?: number;
}

type Read = { args: JsonObject; warnings?: string[] } | { error: string };

/** Answers one Web API request, faults and limits included, and writes it into the traffic. */
export async function serveApi(sandbox: Sandbox, request: ApiRequest): Promise<ApiAnswer> {
  const { world } = sandbox;
  const method = METHODS.get(request.method);
  const read = await readArguments(request, method);
  const args = { ...("args" in read ? read.args : {}), ...(method?.token === "none" ? basicAuth(request) : {}) };
  const given = tokenOf(request, args);
  const token = given === undefined ? undefined : world.tokens.get(given);
  const close = sandbox.traffic.open({
    direction: "from-app",
    app: token?.app ?? "?",
    kind: "api",
    name: request.method,
    transport: "http",
    request: withoutToken(args),
  });
  const finish = (answer: Answer, more: Partial<ApiAnswer> = {}, fault?: FaultKind["kind"]): ApiAnswer => {
    const status = more.status ?? 200;
    close({ response: answer, status, verdict: verdictOf(answer, status), ...(fault ? { fault } : {}) });
    return { status, headers: scopeHeaders(token, method), body: answer, ...more };
  };

  if (!method) return finish(refuse("unknown_method", { req_method: request.method }));
  if ("error" in read) return finish(refuse(read.error));
  const wrongToken = method.token === "none" ? undefined : checkToken(sandbox, method, { given, token });
  if (wrongToken) return finish(wrongToken);
  const app = token ? world.apps.get(token.app) : undefined;
  const happening = { ...(app ? { app: app.id } : {}), method: request.method, ...channelOf(args) };
  const fault = sandbox.faults.strike("api", happening);
  const wait = fault?.kind === "delay" ? { delay: fault.ms } : {};
  const before = instead(fault);
  if (before) return finish(before.answer, before.more, fault?.kind);
  const limited = overLimit(world, method, {
    name: request.method,
    app: app?.id ?? "",
    channel: textOf(args, "channel"),
  });
  if (limited !== undefined) {
    return finish(refuse("ratelimited"), { status: 429, headers: { "retry-after": String(limited) } });
  }
  const open = { sandbox, world, method: request.method, args };
  const by = token && app ? { token, app } : undefined;
  const answer = withWarnings(await answerCall(method, open, by), read.warnings ?? []);
  if (fault?.kind === "drop-answer") return finish(answer, { cut: true }, fault.kind);
  if (fault?.kind === "status") return finish(answer, { status: fault.status }, fault.kind);
  return finish(answer, wait, fault?.kind);
}

/** Faults that take the place of the method. */
function instead(fault: FaultKind | undefined): { answer: Answer; more: Partial<ApiAnswer> } | undefined {
  if (fault?.kind === "rate-limit") {
    const headers = { "retry-after": String(fault.retryAfter) };
    return { answer: refuse("ratelimited"), more: { status: 429, headers } };
  }
  if (fault?.kind === "error") return { answer: refuse(fault.error), more: {} };
  if (fault?.kind === "status" && !fault.carriedOut) {
    return { answer: refuse("internal_error"), more: { status: fault.status } };
  }
  return undefined;
}

/** Scope and required arguments first, then the method itself. */
async function answerCall(method: Method, open: OpenCall, by: { token: Token; app: App } | undefined): Promise<Answer> {
  if (method.token !== "none" && by && !hasOne(by.token, method.scopes)) return missingScope(by, method.scopes);
  const missing = (method.required ?? []).filter((name) => open.args[name] === undefined);
  if (missing.length > 0) {
    return refuseArguments(...missing.map((name) => `missing required field: ${name} [json-pointer:/${name}]`));
  }
  if (method.token === "none") return method.run(open);
  return by ? method.run({ ...open, ...by }) : refuse("invalid_auth");
}

function withWarnings(answer: Answer, warnings: string[]): Answer {
  if (warnings.length === 0 || !answer.ok) return answer;
  const metadata = isObject(answer["response_metadata"]) ? answer["response_metadata"] : {};
  return { ...answer, warning: warnings.join(","), response_metadata: { ...metadata, warnings } };
}

function checkToken(
  sandbox: Sandbox,
  method: TokenMethod,
  it: { given: string | undefined; token: Token | undefined },
): Answer | undefined {
  if (it.given === undefined || it.given === "") return refuse("not_authed");
  const { token } = it;
  if (!token) return refuse("invalid_auth");
  if (token.state === "revoked") return refuse("token_revoked");
  if (token.expires !== undefined && token.expires <= sandbox.world.clock.now()) return refuse("token_expired");
  if (!sandbox.world.apps.get(token.app)?.installed) return refuse("account_inactive");
  const wanted = method.token ?? "bot";
  if (wanted === "app" && token.kind !== "app") return refuse("not_allowed_token_type");
  if (wanted === "bot" && token.kind === "app") return refuse("not_allowed_token_type");
  return undefined;
}

function hasOne(token: Token, scopes: readonly string[]): boolean {
  return scopes.length === 0 || scopes.some((scope) => token.scopes.has(scope));
}

async function readArguments(request: ApiRequest, method: Method | undefined): Promise<Read> {
  const query = Object.fromEntries(request.query);
  if (request.verb === "GET") return { args: query };
  const header = request.headers["content-type"] ?? "";
  const [type = "", ...parameters] = header.split(";").map((part) => part.trim().toLowerCase());
  const text = request.body.toString("utf8");
  if (type === "application/x-www-form-urlencoded")
    return { args: { ...query, ...Object.fromEntries(new URLSearchParams(text)) } };
  if (type === "multipart/form-data") return { args: { ...query, ...(await multipartFields(header, request.body)) } };
  if (type === "application/json") {
    const parsed = text === "" ? {} : parseJson(text);
    if (parsed === undefined) return { error: "invalid_json" };
    if (!isObject(parsed)) return { error: "json_not_object" };
    const warnings = parameters.some((one) => one.startsWith("charset=")) ? [] : ["missing_charset"];
    return { args: method?.json === false ? query : { ...query, ...parsed }, warnings };
  }
  if (text === "") return { args: query };
  return { error: type === "" ? "missing_post_type" : "invalid_post_type" };
}

async function multipartFields(type: string, body: Buffer): Promise<Record<string, string>> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}

function tokenOf(request: ApiRequest, args: JsonObject): string | undefined {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  return bearer ?? textOf(args, "token");
}

/** client_id and client_secret may come as HTTP Basic. */
function basicAuth(request: ApiRequest): JsonObject {
  const given = /^Basic\s+(.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (given === undefined) return {};
  const [id = "", ...rest] = Buffer.from(given, "base64").toString("utf8").split(":");
  return { client_id: id, client_secret: rest.join(":") };
}

function textOf(args: JsonObject, name: string): string | undefined {
  const value = args[name];
  return typeof value === "string" ? value : undefined;
}

function channelOf(args: JsonObject): { channel: string } | object {
  const channel = textOf(args, "channel") ?? textOf(args, "channel_id");
  return channel === undefined ? {} : { channel };
}

/** Structured arguments are shown as they are meant, not as strings; tokens not at all. */
function withoutToken(args: JsonObject): JsonObject {
  const shown: JsonObject = {};
  for (const [name, value] of Object.entries(args)) {
    if (name === "token" || name === "client_secret") continue;
    const structured = typeof value === "string" && /^[[{]/.test(value) ? parseJson(value) : undefined;
    shown[name] = structured ?? value;
  }
  return shown;
}

function scopeHeaders(token: Token | undefined, method: Method | undefined): Record<string, string> {
  if (!token) return {};
  return {
    "x-oauth-scopes": [...token.scopes].join(","),
    "x-accepted-oauth-scopes": (method && method.token !== "none" ? method.scopes : []).join(","),
  };
}

function verdictOf(answer: Answer, status: number): string {
  if (status !== 200) return `HTTP ${status}`;
  return answer.ok ? "ok" : (textAt(answer, "error") ?? "");
}
