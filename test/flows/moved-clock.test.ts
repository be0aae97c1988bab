import { afterAll, beforeAll, expect, test } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import { at } from "../support/property-desk.ts";
import { ENGINEERING, LI } from "./house.ts";
import { openScene, type Scene } from "./scene.ts";

/** The clock is moved here as people at the page do it, not by the stage. */
let scene: Scene;

beforeAll(async () => {
  scene = await openScene({ database: "memory" });
  const number = await scene.file({ ticks: ["easy"] });
  await scene.as(LI).press(await scene.card(number, "下一步：签收"), "签收");
  await scene.quiet();
});

afterAll(() => scene.close());

test("moved over two mornings, each digest says what was so at its own hour, and bears it", async () => {
  await scene.control.clock.set(at("2026-11-26 18:05"));
  const messages = await scene.as(LI).messages(ENGINEERING);
  const digests = messages.filter((message) => readable(message).includes("工程部投诉"));
  expect(digests.map(({ ts }) => Math.floor(Number(ts)) * 1000)).toEqual([
    at("2026-11-25 08:30"),
    at("2026-11-26 08:30"),
  ]);
  expect(digests.map((message) => /已超时|今天到期|未来2个工作日/u.exec(readable(message))?.[0])).toEqual([
    "未来2个工作日",
    "今天到期",
  ]);
});

test("moved while Slack lets nothing through, it arrives all the same", { timeout: 90_000 }, async () => {
  await scene.control.fault("api", { kind: "status", status: 500 }, { method: "chat.*" }, null);
  await scene.control.clock.set(at("2026-12-01 18:05"));
  expect(scene.stage.app.clock.now()).toBe(at("2026-12-01 18:05"));
  const refused = await scene.control.traffic({ kind: "api", name: "chat.postMessage", verdict: "HTTP 500" });
  expect(refused.length).toBeGreaterThan(0);
  await scene.control.lift();
});
