import { issueCode } from "../api/oauth.ts";
import type { Sandbox } from "../sandbox.ts";
import { activePeople } from "../world/conversations.ts";
import { sendBytes, type Exchange } from "./exchange.ts";

/** The page on which a person allows an app into the workspace, and the way back to the app. Gives whether it was that. */
export function serveAuthorize({ world }: Sandbox, exchange: Exchange): boolean {
  const { url, response } = exchange;
  if (url.pathname !== "/oauth/v2/authorize") return false;
  const ask = (name: string): string => url.searchParams.get(name) ?? "";
  const app = [...world.apps.values()].find((one) => one.clientId !== "" && one.clientId === ask("client_id"));
  const redirectUri = ask("redirect_uri") || (app?.redirectUrls[0] ?? "");
  const type = "text/html; charset=utf-8";
  if (!app) {
    sendBytes(exchange, "<!doctype html><title>invalid_client_id</title>invalid_client_id", { type, status: 400 });
  } else if (!app.redirectUrls.some((known) => redirectUri.startsWith(known))) {
    sendBytes(exchange, "<!doctype html><title>bad_redirect_uri</title>bad_redirect_uri", { type, status: 400 });
  } else if (ask("allow") === "1") {
    const [first] = activePeople(world);
    const scopes = ask("scope")
      .split(",")
      .filter((scope) => scope !== "");
    const code = issueCode(world, { app: app.id, user: ask("as") || (first?.id ?? ""), redirectUri, scopes });
    const back = new URL(redirectUri);
    back.searchParams.set("code", code);
    back.searchParams.set("state", ask("state"));
    response.writeHead(302, { location: back.href }).end();
  } else {
    const again = new URL(url);
    again.searchParams.set("allow", "1");
    const name = app.name.replaceAll(/[<>&"]/g, "");
    const link = (again.pathname + again.search).replaceAll("&", "&amp;").replaceAll('"', "%22");
    const body = `<!doctype html><html lang="en"><title>${name}</title><p>${name} asks to come in: ${ask("scope").replaceAll(/[<>&"]/g, "")}</p><p><a href="${link}">Allow</a></p>`;
    sendBytes(exchange, body, { type });
  }
  return true;
}
