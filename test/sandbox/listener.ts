import { createServer, type IncomingHttpHeaders } from "node:http";
import { isObject, parseJson, type JsonObject } from "../../sandbox/json.ts";
import type { Slack } from "../../sandbox/slack.ts";

export interface Heard {
  headers: IncomingHttpHeaders;
  raw: string;
  /** JSON bodies parsed; of forms, the field `payload` parsed, else the fields. */
  body: JsonObject;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Never answer this one. */
  silent?: boolean;
}

/** A request URL without any framework: it writes down what comes and answers as it is told. */
export interface Listener {
  heard: Heard[];
  /** What it answers from now on; 200 and nothing unless told. */
  answer: (heard: Heard, count: number) => Answer;
  stop(): Promise<void>;
}

/** Listens, and has the sandbox send its app's requests here. */
export async function listenFor(slack: Slack, app = "A0DESK"): Promise<Listener> {
  const listener: Listener = { heard: [], answer: () => ({}), stop: () => Promise.resolve() };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const raw = Buffer.concat(parts).toString("utf8");
      const heard = { headers: request.headers, raw, body: read(request.headers["content-type"] ?? "", raw) };
      listener.heard.push(heard);
      const answer = listener.answer(heard, listener.heard.length);
      if (answer.silent) return;
      const text = answer.body === undefined ? "" : JSON.stringify(answer.body);
      response.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers }).end(text);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await slack.control.do({
    do: "set-app",
    app,
    requestUrl: `http://127.0.0.1:${port}/slack/events`,
    socketMode: false,
  });
  listener.stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return listener;
}

function read(type: string, raw: string): JsonObject {
  if (type === "application/json") return objectOf(raw);
  const form = new URLSearchParams(raw);
  return form.has("payload") ? objectOf(form.get("payload") ?? "") : Object.fromEntries(form);
}

function objectOf(text: string): JsonObject {
  const parsed = parseJson(text);
  return isObject(parsed) ? parsed : {};
}
