import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createClock, type Clock } from "../../sandbox/clock.ts";
import { createIds } from "../../sandbox/ids.ts";

const NOW = 1_000_000;
let clock: Clock;
beforeEach(() => {
  vi.useFakeTimers({ now: 5_000_000 });
});
afterEach(() => {
  clock.close();
  vi.useRealTimers();
});

test("a running clock goes with real time from where it was set", () => {
  clock = createClock({ now: NOW });
  vi.advanceTimersByTime(1_500);
  expect(clock.seen()).toEqual({ now: NOW + 1_500, running: true });
});

test("a stopped clock stands, goes on from there, and its timers with it", () => {
  clock = createClock({ now: NOW });
  const rung: number[] = [];
  clock.at(NOW + 1_000, () => rung.push(clock.now()));
  vi.advanceTimersByTime(400);
  clock.stop();
  vi.advanceTimersByTime(10_000);
  expect([clock.now(), rung]).toEqual([NOW + 400, []]);
  clock.start();
  vi.advanceTimersByTime(599);
  expect(rung).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(rung).toEqual([NOW + 1_000]);
});

test("a move stops at each timer on the way, in order, and waits for what it does", async () => {
  clock = createClock({ now: NOW, running: false });
  const rung: [string, number][] = [];
  clock.at(NOW + 20, () => rung.push(["second", clock.now()]));
  clock.at(NOW + 10, async () => {
    rung.push(["first", clock.now()]);
    await Promise.resolve();
    clock.at(clock.now() + 5, () => rung.push(["its child", clock.now()]));
  });
  const callOff = clock.at(NOW + 15, () => rung.push(["called off", clock.now()]));
  callOff();
  clock.at(NOW + 31, () => rung.push(["too late", clock.now()]));
  await clock.move(30);
  expect(rung).toEqual([
    ["first", NOW + 10],
    ["its child", NOW + 15],
    ["second", NOW + 20],
  ]);
  expect(clock.now()).toBe(NOW + 30);
});

test("a clock can be set back, and then no timer rings", async () => {
  clock = createClock({ now: NOW, running: false });
  const rung: number[] = [];
  clock.at(NOW + 10, () => rung.push(clock.now()));
  await clock.set(NOW - 500);
  expect([clock.now(), rung]).toEqual([NOW - 500, []]);
  await clock.set(NOW + 10);
  expect(rung).toEqual([NOW + 10]);
});

test("a move stops wherever a companion has something to do, among the timers, and waits for it", async () => {
  clock = createClock({ now: NOW, running: true });
  const went: [string, number][] = [];
  const wishes = [NOW + 10, NOW + 25, NOW + 60];
  clock.at(NOW + 20, () => went.push(["timer", clock.now()]));
  const goAlone = clock.goAlong({
    next: async (after) => wishes.find((at) => at > after),
    async arrive(at) {
      went.push(["companion", at]);
      await Promise.resolve();
      vi.advanceTimersByTime(5);
      went.push(["is through", clock.now()]);
    },
  });
  const heard: unknown[] = [];
  clock.onChange((seen) => heard.push(seen));
  await clock.move(30);
  expect(went).toEqual([
    ["companion", NOW + 10],
    ["is through", NOW + 10],
    ["timer", NOW + 20],
    ["companion", NOW + 20],
    ["is through", NOW + 20],
    ["companion", NOW + 25],
    ["is through", NOW + 25],
    ["companion", NOW + 30],
    ["is through", NOW + 30],
  ]);
  expect(heard).toEqual([
    { now: NOW + 10, running: false },
    { now: NOW + 20, running: false },
    { now: NOW + 25, running: false },
    { now: NOW + 30, running: true },
  ]);
  goAlone();
  went.length = 0;
  await clock.move(100);
  expect(went).toEqual([]);
});

test("whoever listens hears of each change", async () => {
  clock = createClock({ now: NOW, running: false });
  const heard: unknown[] = [];
  const stop = clock.onChange((seen) => heard.push(seen));
  await clock.move(5);
  clock.start();
  clock.stop();
  stop();
  await clock.move(5);
  expect(heard).toEqual([
    { now: NOW + 5, running: false },
    { now: NOW + 5, running: true },
    { now: NOW + 5, running: false },
  ]);
});

test("each ts is new and later than the last, though the clock stands or goes back", async () => {
  clock = createClock({ now: 1_793_581_200_000, running: false });
  const ids = createIds(clock);
  const some = [ids.ts(), ids.ts()];
  await clock.set(1_793_581_100_000);
  some.push(ids.ts());
  expect(some).toEqual(["1793581200.000000", "1793581200.000001", "1793581200.000002"]);
});
