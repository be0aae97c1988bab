import { createServer } from "node:http";
import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { WebSocketServer, type WebSocket } from "ws";
import { followingClock, remoteClock, type Jump } from "../src/clock.ts";
import { until } from "./support/until.ts";

const log = pino({ level: "silent" });

test("a clock that stands stands, and one that runs goes at the pace of real time", async () => {
  expect(followingClock({ now: 5000, running: false }).now()).toBe(5000);
  const running = followingClock({ now: 5000, running: true });
  await until(() => running.now() > 5000);
  expect(running.now()).toBeLessThan(5000 + 60_000);
});

test("set forward, it passes only as far as whoever listens lets it, and then arrives", async () => {
  const clock = followingClock({ now: 0, running: false });
  const seen: number[] = [];
  clock.onJump(async (jump: Jump) => {
    expect([jump.from, jump.to()]).toEqual([0, 10_000]);
    seen.push(clock.now());
    jump.passTo(4000);
    seen.push(clock.now());
    jump.passTo(3000);
    seen.push(clock.now());
    jump.passTo(20_000);
    seen.push(clock.now());
  });
  await clock.learn({ now: 10_000, running: false });
  expect(seen).toEqual([0, 4000, 4000, 10_000]);
  expect(clock.now()).toBe(10_000);
});

test("moved again on the way, it goes on to the new goal, and both who moved it wait for its arrival", async () => {
  const clock = followingClock({ now: 0, running: false });
  const { promise: open, resolve } = Promise.withResolvers<void>();
  const goals: number[] = [];
  clock.onJump(async (jump) => {
    goals.push(jump.to());
    await open;
    goals.push(jump.to());
  });
  const first = clock.learn({ now: 5000, running: false });
  const second = clock.learn({ now: 9000, running: false });
  resolve();
  await Promise.all([first, second]);
  expect(goals).toEqual([5000, 9000]);
  expect(clock.now()).toBe(9000);
});

test("set back, it simply stands there, and nothing happens", async () => {
  const clock = followingClock({ now: 10_000, running: false });
  let jumps = 0;
  clock.onJump(async () => {
    jumps += 1;
  });
  await clock.learn({ now: 2000, running: false });
  await clock.learn({ now: 2900, running: false });
  expect([clock.now(), jumps]).toEqual([2900, 0]);
});

test("when catching up fails, the clock has arrived all the same", async () => {
  const clock = followingClock({ now: 0, running: false });
  clock.onJump(() => Promise.reject(new Error("the database is away")));
  await expect(clock.learn({ now: 10_000, running: false })).rejects.toThrow("the database is away");
  expect(clock.now()).toBe(10_000);
});

let close = async () => {};
afterEach(() => close());

/** Somebody else's clock, over HTTP and a socket, as the sandbox has one. */
async function serveClock(first: { now: number; running: boolean }) {
  let seen = first;
  const sockets = new Set<WebSocket>();
  const server = createServer((_, response) => response.end(JSON.stringify(seen)));
  const upgrades = new WebSocketServer({ server });
  upgrades.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The clock's server has no port");
  close = async () => {
    for (const socket of sockets) socket.terminate();
    upgrades.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    url: `http://127.0.0.1:${address.port}/clock`,
    sockets,
    tell(next: typeof first) {
      seen = next;
      for (const socket of sockets) socket.send(JSON.stringify(seen));
    },
  };
}

test("a remote clock follows what it is told, and comes back when the line was cut", async () => {
  const server = await serveClock({ now: 1000, running: false });
  const clock = await remoteClock(server.url, log);
  expect(clock.now()).toBe(1000);
  await until(() => server.sockets.size === 1);
  server.tell({ now: 500_000, running: false });
  await until(() => clock.now() === 500_000);
  for (const socket of server.sockets) socket.terminate();
  server.sockets.clear();
  await until(() => server.sockets.size === 1);
  server.tell({ now: 900_000, running: false });
  await until(() => clock.now() === 900_000);
  clock.stop();
});

test("a remote clock that does not answer at the start is an error", async () => {
  await expect(remoteClock("http://127.0.0.1:1/clock", log)).rejects.toThrow("fetch failed");
});
