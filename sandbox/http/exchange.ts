import type { IncomingMessage, ServerResponse } from "node:http";
import { parseJson, type Json } from "../json.ts";

/** One HTTP request with its body read, and the ways to answer it. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  body: Buffer;
}

/** Uploads are the largest thing that comes: base64 of ten megabytes and a little. */
const LARGEST_BODY = 16_000_000;

export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes: Buffer = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > LARGEST_BODY) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

export function sendJson(
  { response }: Pick<Exchange, "response">,
  body: unknown,
  how: { status?: number; headers?: Record<string, string> } = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(how.status ?? 200, { "content-type": "application/json; charset=utf-8", ...how.headers });
  response.end(text);
}

export function sendBytes(
  { response }: Pick<Exchange, "response">,
  body: Uint8Array | string,
  how: { type: string; status?: number; headers?: Record<string, string> },
): void {
  response.writeHead(how.status ?? 200, { "content-type": how.type, ...how.headers });
  response.end(body);
}

/** Cuts the connection as a network does: no answer at all. */
export function cut({ response }: Pick<Exchange, "response">): void {
  response.socket?.destroy();
}

export function bodyAsJson({ body }: Pick<Exchange, "body">): Json | undefined {
  return parseJson(body.toString("utf8"));
}
