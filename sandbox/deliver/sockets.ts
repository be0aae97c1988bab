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

/** All connections of all apps, and whose turn it is. */
interface Switchboard {
  world: World;
  traffic: Traffic;
  tickets: Map<string, string>;
  connections: Set<Connection>;
  turn: number;
}

export function createSockets(parts: { world: World; traffic: Traffic }): Sockets {
  const board: Switchboard = { ...parts, tickets: new Map(), connections: new Set(), turn: 0 };
  return {
    expect: (ticket, app) => void board.tickets.set(ticket, app),
    claim(ticket) {
      const app = board.tickets.get(ticket);
      board.tickets.delete(ticket);
      return app;
    },
    welcome: (app, socket, how) => welcome(board, app, { socket, life: how.debug ? DEBUG_LIFE : LIFE }),
    send: (app, parcel) => send(board, app, parcel),
    count: (app) => openOf(board, app).length,
    sayGoodbye: (app, reason) => dismiss(board, openOf(board, app), reason),
    close() {
      for (const connection of board.connections) {
        connection.socket.close(1001);
        forget(board, connection);
      }
    },
  };
}

function openOf(board: Switchboard, app: string): Connection[] {
  return [...board.connections].filter((one) => one.app === app && one.socket.readyState === one.socket.OPEN);
}

function welcome(board: Switchboard, app: string, how: { socket: WebSocket; life: number }): void {
  const { world } = board;
  const { socket, life } = how;
  if (openOf(board, app).length >= MOST_CONNECTIONS) {
    socket.close();
    return;
  }
  const ping = setInterval(() => socket.ping(), PING_EVERY);
  ping.unref();
  const ends = world.clock.now() + life;
  const timers =
    world.sockets === "steady"
      ? []
      : [
          world.clock.at(ends - WARNING, () => dismiss(board, [connection], "warning")),
          world.clock.at(ends, () => dismiss(board, [connection], "refresh_requested")),
        ];
  const connection: Connection = { app, socket, waiting: new Map(), ping, timers };
  board.connections.add(connection);
  socket.on("message", (data) => hear(connection, frameText(data)));
  socket.on("close", () => forget(board, connection));
  socket.on("error", () => socket.terminate());
  const hello = {
    type: "hello",
    num_connections: openOf(board, app).length,
    debug_info: {
      host: "sandbox",
      started: new Date(world.clock.now()).toISOString(),
      build_number: 1,
      approximate_connection_time: life / 1000,
    },
    connection_info: { app_id: app },
  };
  socket.send(JSON.stringify(hello));
  note(board, app, { name: "hello", frame: hello });
  world.tell({ type: "app", app });
}

function hear(connection: Connection, text: string): void {
  const message = parseJson(text);
  if (!isObject(message) || typeof message["envelope_id"] !== "string") return;
  const settle = connection.waiting.get(message["envelope_id"]);
  connection.waiting.delete(message["envelope_id"]);
  const payload = message["payload"];
  if (payload === undefined) settle?.(undefined);
  else settle?.(readBody(typeof payload === "string" ? payload : JSON.stringify(payload)));
}

/** To one connection, another each time. */
function send(board: Switchboard, app: App, parcel: Parcel): Promise<Reply> {
  const open = openOf(board, app.id);
  board.turn += 1;
  const connection = open[board.turn % Math.max(open.length, 1)];
  const close = board.traffic.open({
    direction: "to-app",
    app: app.id,
    kind: parcel.kind,
    name: parcel.name,
    transport: "socket",
    request: parcel.payload,
    ...(parcel.by === undefined ? {} : { by: parcel.by }),
    ...(parcel.retry === undefined ? {} : { retry: parcel.retry.number }),
  });
  const settled = connection ? acknowledged(connection, parcel) : Promise.resolve(NOBODY);
  return settled.then((reply) => {
    close({ response: reply.ok ? reply.body : undefined, verdict: reply.ok ? "ok" : reply.error });
    return reply;
  });
}

const NOBODY: Reply = { ok: false, error: "dispatch_failed", reason: "connection_failed" };
const LATE: Reply = { ok: false, error: "operation_timeout", reason: "http_timeout" };

/** Sends the envelope and waits for its acknowledgement. */
function acknowledged(connection: Connection, parcel: Parcel): Promise<Reply> {
  const envelope = envelopeOf(parcel);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      connection.waiting.delete(envelope.envelope_id);
      resolve(LATE);
    }, ACK_WITHIN);
    connection.waiting.set(envelope.envelope_id, (body) => {
      clearTimeout(timer);
      resolve({ ok: true, body });
    });
    connection.socket.send(JSON.stringify(envelope));
  });
}

/** Tells connections to go, or cuts them; Slack itself closes what it told to refresh. */
function dismiss(board: Switchboard, some: Connection[], reason: Goodbye): number {
  const goodbye = { type: "disconnect", reason, debug_info: { host: "sandbox" } };
  for (const { app, socket } of some) {
    if (reason === "cut") {
      socket.terminate();
      continue;
    }
    socket.send(JSON.stringify(goodbye));
    note(board, app, { name: `disconnect ${reason}`, frame: goodbye });
    if (reason !== "warning") socket.close();
  }
  return some.length;
}

function forget(board: Switchboard, connection: Connection): void {
  clearInterval(connection.ping);
  for (const callOff of connection.timers) callOff();
  board.connections.delete(connection);
  board.world.tell({ type: "app", app: connection.app });
}

function note(board: Switchboard, app: string, what: { name: string; frame: JsonObject }): void {
  const opening = { direction: "to-app", app, kind: "socket", transport: "socket" } as const;
  board.traffic.open({ ...opening, name: what.name, request: what.frame })({ verdict: "ok" });
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
