import { perform } from "../acts/act.ts";
import { carryOut } from "../control/deeds.ts";
import { isAct, isDeed } from "../control/readers.ts";
import type { Sandbox } from "../sandbox.ts";
import { personSeen } from "../see/conversations.ts";
import { activePeople, canSee } from "../world/conversations.ts";
import { bodyAsJson, sendBytes, sendJson, type Exchange } from "./exchange.ts";

/** Everything under /_sandbox/: acts of people, deeds, and what there is to read. */
export async function serveControl(sandbox: Sandbox, exchange: Exchange): Promise<void> {
  const { url, request } = exchange;
  const { world } = sandbox;
  const [, , what = "", id = ""] = url.pathname.split("/");
  if (request.method === "POST" && what === "as") return act(sandbox, exchange, id);
  if (request.method === "POST" && what === "control") return deed(sandbox, exchange);
  if (what === "clock") return sendJson(exchange, world.clock.seen());
  if (what === "workspace") {
    const people = activePeople(world).map(personSeen);
    return sendJson(exchange, { team: world.team, people, clock: world.clock.seen() });
  }
  if (what === "traffic") return sendJson(exchange, sandbox.traffic.since(Number(url.searchParams.get("since") ?? 0)));
  if (what === "faults") return sendJson(exchange, sandbox.faults.all());
  if (what === "files") return file(sandbox, exchange, id);
  if (what === "icon") return sendBytes(exchange, icon(id), { type: "image/svg+xml" });
  return problem(exchange, "not_found", "No such address");
}

function problem(exchange: Exchange, error: string, words: string): void {
  sendJson(exchange, { ok: false, error, words }, { status: error === "not_found" ? 404 : 400 });
}

async function act(sandbox: Sandbox, exchange: Exchange, id: string): Promise<void> {
  const person = sandbox.world.people.get(id);
  const body = bodyAsJson(exchange);
  if (!person || person.app !== undefined) return problem(exchange, "unknown_person", `There is no person ${id}`);
  if (!isAct(body)) return problem(exchange, "unknown_act", "No such act, or a part of it is missing");
  sendJson(exchange, await perform(sandbox, person, body));
}

async function deed(sandbox: Sandbox, exchange: Exchange): Promise<void> {
  const body = bodyAsJson(exchange);
  if (!isDeed(body)) return problem(exchange, "unknown_deed", "No such deed, or a part of it is missing");
  sendJson(exchange, await carryOut(sandbox, body));
}

/** A file for the page: whoever may see a conversation that it was shared in, and who uploaded it. */
function file(sandbox: Sandbox, exchange: Exchange, id: string): void {
  const { world } = sandbox;
  const viewer = exchange.url.searchParams.get("as") ?? "";
  const found = world.files.get(id);
  const open = [...(found?.channels ?? [])].some((channel) => {
    const shared = world.channels.get(channel);
    return shared !== undefined && canSee(shared, viewer);
  });
  if (!found || found.stage !== "complete" || !(open || found.user === viewer)) {
    return problem(exchange, "not_found", "No such file");
  }
  const name = encodeURIComponent(found.name);
  // Nothing that somebody uploaded may run as a page of the sandbox.
  const headers = {
    "content-disposition": `inline; filename*=UTF-8''${name}`,
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "x-content-type-options": "nosniff",
  };
  sendBytes(exchange, found.bytes, { type: found.mimetype, headers });
}

/** A square in a colour of its own for each id: there are no photographs here. */
function icon(id: string): string {
  const hue = Buffer.from(id).reduce((sum, byte) => sum + byte * 37, 0) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><rect width="72" height="72" rx="12" fill="hsl(${hue} 45% 45%)"/></svg>`;
}
