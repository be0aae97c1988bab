import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { frameText } from "../../sandbox/http/frame.ts";
import { isObject, objectAt, parseJson, textAt, type JsonObject } from "../../sandbox/json.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { callApi, textOf } from "./api.ts";
import { socketDesk } from "./bolt.ts";
import { APP_TOKEN, NOW, office } from "./office.ts";

/** One end of a Socket Mode connection, without any framework. */
interface Line {
  socket: WebSocket;
  frames: JsonObject[];
  /** The next frame that has not been looked at. */
  next(): Promise<JsonObject>;
  ack(frame: JsonObject, payload?: JsonObject): void;
  closed: Promise<unknown>;
}

let slack: Slack;
let lines: Line[];
beforeEach(async () => {
  slack = await startSlack({ workspace: office(), clock: { now: NOW, running: false } });
  lines = [];
});
afterEach(async () => {
  for (const { socket } of lines) socket.terminate();
  await slack.stop();
});

async function connect(more = ""): Promise<Line> {
  const opened = await callApi(slack, "apps.connections.open", {}, { token: APP_TOKEN });
  const line = dial(textOf(opened, "url") + more);
  lines.push(line);
  await line.next();
  return line;
}

function dial(url: string): Line {
  const socket = new WebSocket(url);
  const frames: JsonObject[] = [];
  const waiting: ((frame: JsonObject) => void)[] = [];
  let looked = 0;
  socket.on("message", (data) => {
    const frame = parseJson(frameText(data));
    if (!isObject(frame)) return;
    frames.push(frame);
    waiting.shift()?.(frame);
  });
  return {
    socket,
    frames,
    next() {
      const frame = frames[looked];
      looked += 1;
      return frame ? Promise.resolve(frame) : new Promise((resolve) => waiting.push(resolve));
    },
    ack(frame, payload) {
      socket.send(JSON.stringify({ envelope_id: frame["envelope_id"], ...(payload ? { payload } : {}) }));
    },
    closed: new Promise((resolve) => {
      socket.on("close", resolve);
      socket.on("error", resolve);
    }),
  };
}

test("a connection is greeted with who it is for and how many there are", async () => {
  const first = await connect();
  const second = await connect();
  expect(first.frames[0]).toMatchObject({
    type: "hello",
    num_connections: 1,
    connection_info: { app_id: "A0DESK" },
    debug_info: { approximate_connection_time: 3600 },
  });
  expect(second.frames[0]).toMatchObject({ type: "hello", num_connections: 2 });
});

test("an address works once", async () => {
  const opened = await callApi(slack, "apps.connections.open", {}, { token: APP_TOKEN });
  const first = dial(textOf(opened, "url"));
  lines.push(first);
  await first.next();
  const second = dial(textOf(opened, "url"));
  await second.closed;
  expect(second.frames).toEqual([]);
});

test("each payload goes to one connection, and every connection gets some", async () => {
  const some = [await connect(), await connect(), await connect()];
  const ada = slack.control.as("U0ADA");
  for (const line of some) line.socket.on("message", (data) => line.ack(objectOf(frameText(data))));
  for (let at = 0; at < 6; at += 1) expect(await ada.command("/complaint", `${at}`, "#front")).toEqual({ ok: true });
  const texts = some.map(({ frames }) => frames.slice(1).map((frame) => textAt(objectAt(frame, "payload"), "text")));
  expect(texts.map((one) => one.length)).toEqual([2, 2, 2]);
  expect(new Set(texts.flat())).toEqual(new Set(["0", "1", "2", "3", "4", "5"]));
});

test("an eleventh connection is let go", async () => {
  for (let at = 0; at < 10; at += 1) await connect();
  const opened = await callApi(slack, "apps.connections.open", {}, { token: APP_TOKEN });
  const eleventh = dial(textOf(opened, "url"));
  await eleventh.closed;
  expect(eleventh.frames).toEqual([]);
});

describe("an envelope", () => {
  test("of a command may be acknowledged with a message, which the person sees alone", async () => {
    const line = await connect();
    const ada = slack.control.as("U0ADA");
    const result = ada.command("/complaint", "lift", "#front");
    const frame = await line.next();
    expect(frame).toMatchObject({
      type: "slash_commands",
      accepts_response_payload: true,
      payload: { command: "/complaint", text: "lift", user_id: "U0ADA" },
    });
    line.ack(frame, { text: "Noted" });
    expect(await result).toEqual({ ok: true });
    expect(ada.ephemerals("#front").map((message) => message.text)).toEqual(["Noted"]);
    expect((await slack.control.as("U0BEN").messages("#front")).length).toBe(0);
  });

  test("of a command may be acknowledged for the whole channel: then the command itself is seen too", async () => {
    const line = await connect();
    const result = slack.control.as("U0ADA").command("/complaint", "lift", "#front");
    line.ack(await line.next(), { response_type: "in_channel", text: "Noted" });
    await result;
    const seen = await slack.control.as("U0BEN").messages("#front");
    expect(seen.map((message) => [message.author.kind, message.text])).toEqual([
      ["person", "/complaint lift"],
      ["app", "Noted"],
    ]);
  });

  test("of a command that is acknowledged with nothing but in_channel shows the command alone", async () => {
    const line = await connect();
    const result = slack.control.as("U0ADA").command("/complaint", "lift", "#front");
    line.ack(await line.next(), { response_type: "in_channel" });
    expect(await result).toEqual({ ok: true });
    expect((await slack.control.as("U0BEN").messages("#front")).map((one) => one.text)).toEqual(["/complaint lift"]);
  });

  test("that is acknowledged with an empty payload, as Bolt does it, shows nothing", async () => {
    const line = await connect();
    const result = slack.control.as("U0ADA").command("/complaint", "lift", "#front");
    line.ack(await line.next(), {});
    expect(await result).toEqual({ ok: true });
    expect(slack.control.as("U0ADA").ephemerals("#front")).toEqual([]);
  });

  test("of an event that nobody acknowledges comes again, with the attempt and the reason", async () => {
    const line = await connect();
    await slack.control.as("U0ADA").say("#front", "Hello");
    const first = await line.next();
    expect(first).toMatchObject({ type: "events_api", accepts_response_payload: false, retry_attempt: 0 });
    const again = await line.next();
    expect(again).toMatchObject({ type: "events_api", retry_attempt: 1, retry_reason: "http_timeout" });
    expect(again["envelope_id"]).not.toBe(first["envelope_id"]);
    expect(objectAt(again, "payload")["event_id"]).toBe(objectAt(first, "payload")["event_id"]);
    line.ack(again);
  });
});

describe("a connection ends", () => {
  test("with a warning ten seconds before its hour is over, then for good", async () => {
    const line = await connect();
    await slack.control.clock.move(3_590_000);
    expect(await line.next()).toMatchObject({ type: "disconnect", reason: "warning" });
    await slack.control.clock.move(10_000);
    expect(await line.next()).toMatchObject({ type: "disconnect", reason: "refresh_requested" });
    await line.closed;
  });

  test("after six minutes where it is being debugged", async () => {
    const line = await connect("&debug_reconnects=true");
    expect(line.frames[0]).toMatchObject({ debug_info: { approximate_connection_time: 360 } });
    await slack.control.clock.move(360_000);
    await line.closed;
    expect(line.frames.map((frame) => frame["reason"])).toEqual([undefined, "warning", "refresh_requested"]);
  });

  test("when it is told to, or without a word", async () => {
    const line = await connect();
    expect(await slack.control.do({ do: "close-socket", app: "A0DESK", reason: "link_disabled" })).toEqual({
      ok: true,
      closed: 1,
    });
    expect(await line.next()).toMatchObject({ type: "disconnect", reason: "link_disabled" });
    await line.closed;
    const other = await connect();
    await slack.control.do({ do: "close-socket", app: "A0DESK", reason: "cut" });
    await other.closed;
    expect(other.frames).toHaveLength(1);
  });
});

test("with no connection, a command fails at once and an app counts as away", async () => {
  const ada = slack.control.as("U0ADA");
  expect(await ada.command("/complaint", "lift", "#front")).toMatchObject({ ok: false, error: "dispatch_failed" });
});

test("Bolt's own client comes back after it was told to refresh", async () => {
  const desk = await socketDesk(slack);
  desk.app.command("/complaint", async ({ ack }) => ack("Noted"));
  await desk.start();
  await slack.control.do({ do: "close-socket", app: "A0DESK", reason: "refresh_requested" });
  await slack.control.untilTraffic({ kind: "socket", name: "hello", count: 2 }, 15_000);
  const ada = slack.control.as("U0ADA");
  expect(await ada.command("/complaint", "lift", "#front")).toEqual({ ok: true });
  expect(ada.ephemerals("#front").map((message) => message.text)).toEqual(["Noted"]);
  await desk.stop();
});

function objectOf(text: string): JsonObject {
  const parsed = parseJson(text);
  return isObject(parsed) ? parsed : {};
}
