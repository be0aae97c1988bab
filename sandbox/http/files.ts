import { receiveUpload } from "../api/files.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Exchange } from "./exchange.ts";
import { sendBytes } from "./exchange.ts";

/** url_private and upload addresses. Gives whether the path was one of them. */
export async function serveFiles(sandbox: Sandbox, exchange: Exchange): Promise<boolean> {
  const path = exchange.url.pathname;
  const ticket = /^\/upload\/v1\/([0-9a-f]+)$/.exec(path)?.[1];
  if (ticket !== undefined) return upload(sandbox, exchange, ticket);
  const wanted = /^\/files-pri\/[A-Z0-9]+-(F[A-Z0-9]+)\//.exec(path)?.[1];
  if (wanted === undefined) return false;
  const bearer = /^Bearer\s+(.+)$/i.exec(exchange.request.headers.authorization ?? "")?.[1];
  const token = sandbox.world.tokens.get(bearer ?? "");
  const file = sandbox.world.files.get(wanted);
  const note = sandbox.traffic.open({
    direction: "from-app",
    app: token?.app ?? "?",
    kind: "file",
    name: file?.name ?? wanted,
    transport: "http",
    request: { method: "GET", path },
  });
  // Without a good token Slack does not say no: it sends its login page.
  if (!file || file.stage === "deleted" || token?.state !== "good" || !token.scopes.has("files:read")) {
    sendBytes(exchange, "<!DOCTYPE html><title>Sign in</title>", { type: "text/html; charset=utf-8" });
    note({ status: 200, verdict: "login page" });
    return true;
  }
  sendBytes(exchange, file.bytes, { type: file.mimetype });
  note({ status: 200, verdict: "ok" });
  return true;
}

async function upload(sandbox: Sandbox, exchange: Exchange, ticket: string): Promise<true> {
  const file = [...sandbox.world.files.values()].find((one) => one.ticket === ticket);
  const note = sandbox.traffic.open({
    direction: "from-app",
    app: file?.app ?? "?",
    kind: "file",
    name: file?.name ?? "upload",
    transport: "http",
    request: { method: "POST", bytes: exchange.body.length },
  });
  const answer = await receiveUpload(file, {
    type: exchange.request.headers["content-type"] ?? "",
    body: exchange.body,
  });
  sendBytes(exchange, answer.text, { type: "text/plain; charset=utf-8", status: answer.status });
  note({ status: answer.status, response: answer.text, verdict: answer.status === 200 ? "ok" : answer.text });
  return true;
}
