import type { Act, ActResults, Problem, Update } from "../../protocol.ts";
import type { Deed, DeedResults } from "../../protocol-control.ts";

/** The line to the sandbox for one acted person. */
export interface Line {
  act: <A extends Act>(act: A) => Promise<ActResults[A["do"]]>;
  deed: <D extends Deed>(deed: D) => Promise<DeedResults[D["do"]] | Problem>;
  close: () => void;
}

export interface LineOptions {
  as: string;
  onUpdate: (update: Exclude<Update, { type: "result" }>) => void;
  onOnline: (online: boolean) => void;
}

type AnyResult = Extract<Update, { type: "result" }>["result"];

/* Without words: a line at the top of the page already says that the connection is gone. */
const LOST: Problem = { ok: false, error: "connection_lost", words: "" };

/** Opens the socket and keeps it open: a lost one is opened again, and its first frame is a whole new snapshot. */
export function openLine({ as, onUpdate, onOnline }: LineOptions): Line {
  let socket: WebSocket | undefined;
  let closed = false;
  let attempt = 0;
  let number = 0;
  const waiting = new Map<number, (result: AnyResult) => void>();
  const unsent: string[] = [];

  function connect(): void {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const opening = new WebSocket(`${scheme}//${location.host}/_sandbox/see?as=${encodeURIComponent(as)}&traffic=1`);
    socket = opening;
    opening.addEventListener("open", () => {
      attempt = 0;
      onOnline(true);
      for (const frame of unsent.splice(0)) opening.send(frame);
    });
    opening.addEventListener("message", (event: MessageEvent<string>) => take(event.data));
    opening.addEventListener("close", () => {
      if (closed) return;
      onOnline(false);
      for (const [id, settle] of waiting) {
        waiting.delete(id);
        settle(LOST);
      }
      attempt += 1;
      setTimeout(connect, Math.min(250 * 2 ** attempt, 4000));
    });
  }

  function take(data: string): void {
    const update: Update = JSON.parse(data);
    if (update.type !== "result") return onUpdate(update);
    waiting.get(update.id)?.(update.result);
    waiting.delete(update.id);
  }

  function ask(request: { act: Act } | { deed: Deed }): Promise<AnyResult> {
    number += 1;
    const id = number;
    const frame = JSON.stringify({ id, ...request });
    if (socket?.readyState === WebSocket.OPEN) socket.send(frame);
    else unsent.push(frame);
    return new Promise((resolve) => waiting.set(id, resolve));
  }

  connect();
  return {
    // The protocol promises each act and deed its own result; a frame carries only their union.
    act: async <A extends Act>(act: A) => (await ask({ act })) as ActResults[A["do"]], // oxlint-disable-line typescript/no-unsafe-type-assertion
    deed: async <D extends Deed>(deed: D) => (await ask({ deed })) as DeedResults[D["do"]], // oxlint-disable-line typescript/no-unsafe-type-assertion
    close() {
      closed = true;
      socket?.close();
    },
  };
}
