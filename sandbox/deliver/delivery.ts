import type { JsonObject } from "../json.ts";
import { parseJson, isObject } from "../json.ts";
import type { Faults } from "../faults.ts";
import type { TrafficKind } from "../protocol-control.ts";
import type { Traffic } from "../traffic.ts";
import type { App } from "../world/nouns.ts";
import type { World } from "../world/world.ts";
import { sendHttp } from "./http.ts";
import { createSockets, type Sockets } from "./sockets.ts";

/** Something for an app: an event, a command, an interaction, a question for options. */
export interface Parcel {
  kind: Extract<TrafficKind, "event" | "command" | "interaction" | "options">;
  /** Event type, "/command", "view_submission callback_id": for the inspector and for faults. */
  name: string;
  payload: JsonObject;
  /** Whose gesture it is. */
  by?: string;
  retry?: { number: number; reason: string };
  /** The command's own address, where it has one. */
  url?: string | undefined;
}

/** What came back: the body (an empty acknowledgement has none), or Slack's word for what went wrong. */
export type Reply =
  | { ok: true; body: JsonObject | string | undefined }
  | { ok: false; error: string; reason: string; noRetry?: boolean };

export interface Delivery {
  sockets: Sockets;
  /** Sends and waits for the acknowledgement, three seconds of real time at most. */
  send(app: App, parcel: Parcel): Promise<Reply>;
  isConnected(app: App): boolean;
  close(): void;
}

/** Slack waits this long for an acknowledgement. Real time: it is a real program that answers. */
export const ACK_WITHIN = 3_000;

export function createDelivery(parts: { world: World; traffic: Traffic; faults: Faults }): Delivery {
  const sockets = createSockets(parts);
  const { faults } = parts;

  async function once(app: App, parcel: Parcel): Promise<Reply> {
    if (app.socketMode) return sockets.send(app, parcel);
    return sendHttp(parts, app, parcel);
  }

  return {
    sockets,
    isConnected: (app) => (app.socketMode ? sockets.count(app.id) > 0 : app.requestUrl !== undefined),
    async send(app, parcel) {
      const fault = faults.strike("delivery", { app: app.id, name: parcel.name }, ["lose", "delay", "twice"]);
      if (fault?.kind === "lose") return { ok: false, error: "operation_timeout", reason: "http_timeout" };
      if (fault?.kind === "delay") await new Promise((resolve) => setTimeout(resolve, fault.ms));
      const [reply] = await Promise.all([once(app, parcel), fault?.kind === "twice" ? once(app, parcel) : undefined]);
      return reply;
    },
    close: () => sockets.close(),
  };
}

/** The body of an acknowledgement: JSON where it is some, text otherwise, nothing where it is empty. */
export function readBody(text: string): JsonObject | string | undefined {
  if (text.trim() === "") return undefined;
  const parsed = parseJson(text);
  if (isObject(parsed)) return Object.keys(parsed).length > 0 ? parsed : undefined;
  return text;
}
