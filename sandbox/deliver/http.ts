import type { JsonObject } from "../json.ts";
import type { Traffic } from "../traffic.ts";
import type { App } from "../world/nouns.ts";
import { seconds } from "../ids.ts";
import { ACK_WITHIN, readBody, type Parcel, type Reply } from "./delivery.ts";
import { signature } from "./signature.ts";

const REDIRECTS = 2;

/** Sends a parcel to the app's request URL, signed, and reads its acknowledgement. */
export async function sendHttp(parts: { traffic: Traffic }, app: App, parcel: Parcel): Promise<Reply> {
  const url = parcel.url ?? app.requestUrl;
  const close = parts.traffic.open({
    direction: "to-app",
    app: app.id,
    kind: parcel.kind,
    name: parcel.name,
    transport: "http",
    request: parcel.payload,
    ...(parcel.by === undefined ? {} : { by: parcel.by }),
    ...(parcel.retry === undefined ? {} : { retry: parcel.retry.number }),
  });
  if (url === undefined) {
    close({ verdict: "no request URL" });
    return { ok: false, error: "dispatch_failed", reason: "connection_failed" };
  }
  const { reply, status } = await request(app, { url, parcel });
  close({
    ...(status === undefined ? {} : { status }),
    response: reply.ok ? reply.body : undefined,
    verdict: reply.ok ? "ok" : reply.error,
  });
  return reply;
}

async function request(app: App, what: { url: string; parcel: Parcel }): Promise<{ reply: Reply; status?: number }> {
  const { type, body } = encode(what.parcel);
  // Real time: whoever checks a signature compares it with his own clock.
  const timestamp = seconds(Date.now());
  const headers: Record<string, string> = {
    // Bare: Bolt compares the form type literally and refuses one with a charset.
    "content-type": type,
    "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    "x-slack-request-timestamp": String(timestamp),
    "x-slack-signature": signature(app.signingSecret, timestamp, body),
    ...(what.parcel.retry === undefined
      ? {}
      : { "x-slack-retry-num": String(what.parcel.retry.number), "x-slack-retry-reason": what.parcel.retry.reason }),
  };
  try {
    const response = await follow(what.url, { headers, body, signal: AbortSignal.timeout(ACK_WITHIN) });
    if (response === "too many redirects") {
      return { reply: { ok: false, error: "http_client_error", reason: "too_many_redirects" } };
    }
    const text = await response.text();
    if (response.ok) return { reply: { ok: true, body: readBody(text) }, status: response.status };
    const noRetry = response.headers.get("x-slack-no-retry") === "1";
    const error = response.status >= 500 ? "http_service_error" : "http_client_error";
    return { reply: { ok: false, error, reason: "http_error", noRetry }, status: response.status };
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    if (late) return { reply: { ok: false, error: "operation_timeout", reason: "http_timeout" } };
    return { reply: { ok: false, error: "dispatch_failed", reason: "connection_failed" } };
  }
}

async function follow(
  url: string,
  init: { headers: Record<string, string>; body: string; signal: AbortSignal },
): Promise<Response | "too many redirects"> {
  let at = url;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const response = await fetch(at, { ...init, method: "POST", redirect: "manual" });
    const next = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || next === null) return response;
    at = new URL(next, at).href;
  }
  return "too many redirects";
}

/** Events are JSON, commands a form, interactions a form with one field `payload`. */
function encode(parcel: Parcel): { type: string; body: string } {
  if (parcel.kind === "event") return { type: "application/json", body: JSON.stringify(parcel.payload) };
  const form = parcel.kind === "command" ? flat(parcel.payload) : { payload: JSON.stringify(parcel.payload) };
  return { type: "application/x-www-form-urlencoded", body: new URLSearchParams(form).toString() };
}

function flat(payload: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(payload).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
}
