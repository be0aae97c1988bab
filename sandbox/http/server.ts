import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { serveApi } from "../api/serve.ts";
import type { Sandbox } from "../sandbox.ts";
import { serveResponseUrl } from "../respond.ts";
import { serveAuthorize } from "./authorize.ts";
import { serveControl } from "./control.ts";
import { cut, readBody, sendBytes, sendJson, type Exchange } from "./exchange.ts";
import { serveFiles } from "./files.ts";
import { serveSeeing } from "./seeing.ts";

/** What the page is made of: path → bytes. "/" is the document. */
export type Page = Map<string, { type: string; body: Uint8Array | string }>;

/** Real milliseconds that a client has for its own goodbye when the sandbox stops. */
const LAST_WORD = 200;

export interface Listening {
  url: string;
  stop(): Promise<void>;
}

const PLACEHOLDER: Page = new Map([
  ["/", { type: "text/html; charset=utf-8", body: "<!doctype html><title>Sandbox</title><p>The sandbox runs.</p>" }],
]);

/** Listens: Web API, response_urls, files, Socket Mode, control and the page, all on one port. */
export async function listen(
  sandbox: Sandbox,
  options: { port: number; host: string; page: Page | undefined },
): Promise<Listening> {
  const page = options.page ?? PLACEHOLDER;
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? "/", "http://sandbox");
      const body = await readBody(request);
      if (!body) return sendJson({ response }, { ok: false, error: "request_too_large" }, { status: 413 });
      await route(sandbox, page, { request, response, url, body });
    })().catch((error: unknown) => {
      const words = error instanceof Error ? error.message : String(error);
      if (!response.headersSent) sendJson({ response }, { ok: false, error: "fatal_error", words }, { status: 500 });
    });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "/", "http://sandbox");
    const app =
      url.pathname === "/link/" ? sandbox.delivery.sockets.claim(url.searchParams.get("ticket") ?? "") : undefined;
    if (app !== undefined) {
      const debug = url.searchParams.get("debug_reconnects") === "true";
      sockets.handleUpgrade(request, socket, head, (open) => sandbox.delivery.sockets.welcome(app, open, { debug }));
    } else if (url.pathname.startsWith("/_sandbox/") && !isFromElsewhere(request)) {
      sockets.handleUpgrade(request, socket, head, (open) => serveSeeing(sandbox, url, open));
    } else {
      socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(portTrouble(error, options.port)));
    server.listen(options.port, options.host, resolve);
  });
  return { url: addressOf(server, options.host), stop: () => stop(server, sockets) };
}

/** What to do about a port that cannot be had. */
function portTrouble(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== "EADDRINUSE") return error;
  const text = `Port ${port} is taken by another program. Choose one with --port, or end that program.`;
  return new Error(text, { cause: error });
}

async function route(sandbox: Sandbox, page: Page, exchange: Exchange): Promise<void> {
  const { url, request, body } = exchange;
  const path = url.pathname;
  if (path.startsWith("/api/")) return answerApi(sandbox, exchange);
  if (sandbox.world.responseUrls.has(path) || /^\/(commands|actions|app)\//.test(path)) {
    const answer = serveResponseUrl(sandbox, path, body);
    if (answer.cut) return cut(exchange);
    if (answer.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, answer.delay));
    return sendJson(exchange, answer.body, { status: answer.status });
  }
  if (path.startsWith("/_sandbox/")) {
    if (isFromElsewhere(request)) return sendJson(exchange, { ok: false, error: "wrong_origin" }, { status: 403 });
    return serveControl(sandbox, exchange);
  }
  if (await serveFiles(sandbox, exchange)) return;
  if (serveAuthorize(sandbox, exchange)) return;
  const file = page.get(path) ?? (request.method === "GET" && !path.includes(".") ? page.get("/") : undefined);
  if (!file) return sendJson(exchange, { ok: false, error: "not_found" }, { status: 404 });
  const forever = path.startsWith("/assets/") || path.startsWith("/fonts/");
  const headers = { "cache-control": forever ? "public, max-age=31536000, immutable" : "no-cache" };
  sendBytes(exchange, file.body, { type: file.type, headers });
}

/** Whether a browser sends this for a page of another address: such a page may not act here. */
function isFromElsewhere({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && headers.origin !== `http://${headers.host ?? ""}`;
}

async function answerApi(sandbox: Sandbox, exchange: Exchange): Promise<void> {
  const { url, request, body } = exchange;
  const answer = await serveApi(sandbox, {
    method: url.pathname.slice("/api/".length),
    verb: request.method ?? "GET",
    headers: request.headers,
    query: url.searchParams,
    body,
  });
  if (answer.cut) return cut(exchange);
  if (answer.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, answer.delay));
  sendJson(exchange, answer.body, { status: answer.status, headers: answer.headers });
}

function addressOf(server: Server, host: string): string {
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return `http://${host}:${port}`;
}

async function stop(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) {
    socket.close(1001);
    setTimeout(() => socket.terminate(), LAST_WORD).unref();
  }
  sockets.close();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
