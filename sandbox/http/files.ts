import type { Sandbox } from "../sandbox.ts";
import type { Exchange } from "./exchange.ts";
import { sendBytes } from "./exchange.ts";

/** url_private and upload addresses. Gives whether the path was one of them. */
export function serveFiles(sandbox: Sandbox, exchange: Exchange): boolean {
  const path = exchange.url.pathname;
  const wanted = /^\/files-pri\/[A-Z0-9]+-(F[A-Z0-9]+)\//.exec(path)?.[1];
  if (wanted === undefined) return false;
  const bearer = /^Bearer\s+(.+)$/i.exec(exchange.request.headers.authorization ?? "")?.[1];
  const token = sandbox.world.tokens.get(bearer ?? "");
  const file = sandbox.world.files.get(wanted);
  // Without a good token Slack does not say no: it sends its login page.
  if (!file || token?.state !== "good" || !token.scopes.has("files:read")) {
    sendBytes(exchange, "<!DOCTYPE html><title>Sign in</title>", { type: "text/html; charset=utf-8" });
    return true;
  }
  sendBytes(exchange, file.bytes, { type: file.mimetype });
  return true;
}
