import type { WebSocket } from "ws";
import { perform } from "../acts/act.ts";
import { carryOut } from "../control/deeds.ts";
import { isObject, parseJson, type JsonObject } from "../json.ts";
import { frameText } from "./frame.ts";
import type { Problem, Update } from "../protocol.ts";
import type { Sandbox } from "../sandbox.ts";
import { watch } from "../see/watch.ts";
import { isAct, isDeed } from "../control/readers.ts";

/** One person's socket, or the clock's. */
export function serveSeeing(sandbox: Sandbox, url: URL, socket: WebSocket): void {
  socket.on("error", () => socket.terminate());
  if (url.pathname === "/_sandbox/clock") return serveClock(sandbox, socket);
  const person = sandbox.world.people.get(url.searchParams.get("as") ?? "");
  if (url.pathname !== "/_sandbox/see" || !person || person.app !== undefined) {
    socket.close(4404, "nobody");
    return;
  }
  const send = (update: Update): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(update));
  };
  const stop = watch(sandbox, person.id, { send, traffic: url.searchParams.get("traffic") === "1" });
  socket.on("close", stop);
  socket.on("message", (data) => {
    const request = parseJson(frameText(data));
    if (!isObject(request) || typeof request["id"] !== "number") return;
    const id = request["id"];
    void answer(sandbox, person.id, request).then((result) => send({ type: "result", id, result }));
  });
}

async function answer(
  sandbox: Sandbox,
  user: string,
  request: JsonObject,
): Promise<Extract<Update, { type: "result" }>["result"]> {
  const person = sandbox.world.people.get(user);
  const unknown: Problem = { ok: false, error: "unknown_act", words: "No such act" };
  try {
    if (isDeed(request["deed"])) return await carryOut(sandbox, request["deed"]);
    return person && isAct(request["act"]) ? await perform(sandbox, person, request["act"]) : unknown;
  } catch (error) {
    return { ok: false, error: "fatal_error", words: error instanceof Error ? error.message : String(error) };
  }
}

function serveClock({ world }: Sandbox, socket: WebSocket): void {
  const send = (): void => socket.send(JSON.stringify(world.clock.seen()));
  send();
  socket.on("close", world.clock.onChange(send));
}
