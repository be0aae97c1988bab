import { randomUUID } from "node:crypto";
import type { WebSocket } from "ws";
import { frameText } from "../http/frame.ts";
import { isObject, parseJson, type JsonObject } from "../json.ts";
import type { Traffic } from "../traffic.ts";
import type { App } from "../world/nouns.ts";
import type { World } from "../world/world.ts";
import { ACK_WITHIN, readBody, type Parcel, type Reply } from "./delivery.ts";

/** Slack allows this many connections of one app at a time. */
const MOST_CONNECTIONS = 10;
/** How long a connection lives, by the sandbox's clock, and how long before its end Slack warns. */
const LIFE = 3_600_000;
const DEBUG_LIFE = 360_000;
const WARNING = 10_000;
/** Slack's pings; the Node client starts its own watchdog at the first one. */
const PING_EVERY = 10_000;

export type Goodbye = "warning" | "refresh_requested" | "link_disabled" | "cut";

export interface Sockets {
  /** Lets one connection in with this ticket. */
  expect(ticket: string, app: string): void;
  /** The app whose ticket this is; it is used up. */
  claim(ticket: string): string | undefined;
  /** Takes over an open socket and says hello. `debug`: it lives six minutes only. */
  welcome(app: string, socket: WebSocket, how: { debug: boolean }): void;
  send(app: App, parcel: Parcel): Promise<Reply>;
  count(app: string): number;
  /** Gives how many were told or cut. */
  sayGoodbye(app: string, reason: Goodbye): number;
  close(): void;
}

interface Connection {
  app: string;
  socket: WebSocket;
  waiting: Map<string, (payload: JsonObject | string | undefined) => void>;
  ping: NodeJS.Timeout;
  /** Calls off the warning and the end. */
  timers: (() => void)[];
}

const ENVELOPES = {
  event: "events_api",
  command: "slash_commands",
  interaction: "interactive",
  options: "interactive",
};

export function createSockets(parts: { world: World; traffic: Traffic }): Sockets {
  const { world, traffic } = parts;
  const tickets = new Map<string, string>();
  let connections: Connection[] = [];
  let turn = 0;

  const of = (app: string): Connection[] =>
    connections.filter((one) => one.app === app && one.socket.readyState === one.socket.OPEN);

  function note(app: string, name: string, request: JsonObject): void {
    const opening = { direction: "to-app", app, kind: "socket", name, transport: "socket", request } as const;
    traffic.open(opening)({ verdict: "ok" });
  }

  function forget(connection: Connection): void {
    clearInterval(connection.ping);
    for (const callOff of connection.timers) callOff();
    connections = connections.filter((other) => other !== connection);
    world.tell({ type: "app", app: connection.app });
  }

  function welcome(app: string, socket: WebSocket, how: { debug: boolean }): void {
    const ping = setInterval(() => socket.ping(), PING_EVERY);
    ping.unref();
    const life = how.debug ? DEBUG_LIFE : LIFE;
    const ends = world.clock.now() + life;
    const timers = [
      world.clock.at(ends - WARNING, () => dismiss([connection], "warning")),
      world.clock.at(ends, () => dismiss([connection], "refresh_requested")),
    ];
    const connection: Connection = { app, socket, waiting: new Map(), ping, timers };
    if (of(app).length >= MOST_CONNECTIONS) {
      socket.close();
      forget(connection);
      return;
    }
    connections.push(connection);
    socket.on("message", (data) => hear(connection, frameText(data)));
    socket.on("close", () => forget(connection));
    socket.on("error", () => socket.terminate());
    const hello = {
      type: "hello",
      num_connections: of(app).length,
      debug_info: {
        host: "sandbox",
        started: new Date(world.clock.now()).toISOString(),
        build_number: 1,
        approximate_connection_time: life / 1000,
      },
      connection_info: { app_id: app },
    };
    socket.send(JSON.stringify(hello));
    note(app, "hello", hello);
    world.tell({ type: "app", app });
  }

  function hear(connection: Connection, text: string): void {
    const message = parseJson(text);
    if (!isObject(message) || typeof message["envelope_id"] !== "string") return;
    const settle = connection.waiting.get(message["envelope_id"]);
    connection.waiting.delete(message["envelope_id"]);
    const payload = message["payload"];
    settle?.(
      payload === undefined ? undefined : readBody(typeof payload === "string" ? payload : JSON.stringify(payload)),
    );
  }

  function send(app: App, parcel: Parcel): Promise<Reply> {
    const open = of(app.id);
    turn += 1;
    const connection = open[turn % Math.max(open.length, 1)];
    const close = traffic.open({
      direction: "to-app",
      app: app.id,
      kind: parcel.kind,
      name: parcel.name,
      transport: "socket",
      request: parcel.payload,
      ...(parcel.by === undefined ? {} : { by: parcel.by }),
      ...(parcel.retry === undefined ? {} : { retry: parcel.retry.number }),
    });
    if (!connection) {
      close({ verdict: "dispatch_failed" });
      return Promise.resolve({ ok: false, error: "dispatch_failed", reason: "connection_failed" });
    }
    const envelope = envelopeOf(parcel);
    return new Promise<Reply>((resolve) => {
      const settle = (reply: Reply): void => {
        clearTimeout(timer);
        connection.waiting.delete(envelope.envelope_id);
        close({ response: reply.ok ? reply.body : undefined, verdict: reply.ok ? "ok" : reply.error });
        resolve(reply);
      };
      const late: Reply = { ok: false, error: "operation_timeout", reason: "http_timeout" };
      const timer = setTimeout(() => settle(late), ACK_WITHIN);
      connection.waiting.set(envelope.envelope_id, (body) => settle({ ok: true, body }));
      connection.socket.send(JSON.stringify(envelope));
    });
  }

  /** Tells connections to go, or cuts them; Slack itself closes what it told to refresh. */
  function dismiss(some: Connection[], reason: Goodbye): number {
    const goodbye = { type: "disconnect", reason, debug_info: { host: "sandbox" } };
    for (const { app, socket } of some) {
      if (reason === "cut") {
        socket.terminate();
        continue;
      }
      socket.send(JSON.stringify(goodbye));
      note(app, `disconnect ${reason}`, goodbye);
      if (reason !== "warning") socket.close();
    }
    return some.length;
  }

  return {
    expect: (ticket, app) => void tickets.set(ticket, app),
    claim(ticket) {
      const app = tickets.get(ticket);
      tickets.delete(ticket);
      return app;
    },
    welcome,
    send,
    count: (app) => of(app).length,
    sayGoodbye: (app, reason) => dismiss(of(app), reason),
    close() {
      for (const connection of connections) {
        connection.socket.close(1001);
        forget(connection);
      }
    },
  };
}

function envelopeOf(parcel: Parcel): JsonObject & { envelope_id: string } {
  return {
    envelope_id: randomUUID(),
    type: ENVELOPES[parcel.kind],
    accepts_response_payload: parcel.kind !== "event",
    payload: parcel.payload,
    ...(parcel.kind === "event"
      ? { retry_attempt: parcel.retry?.number ?? 0, retry_reason: parcel.retry?.reason ?? "" }
      : {}),
  };
}
