import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { until } from "../support/until.ts";

const MAIN = new URL("../../demo/main.ts", import.meta.url).pathname;
const PATIENCE = { timeout: 180_000 };

function start(...args: readonly string[]) {
  // As a newcomer has it: nothing is set.
  const child = spawn(process.execPath, [MAIN, ...args], { env: { PATH: process.env["PATH"] } });
  let said = "";
  child.stdout.on("data", (text) => (said += String(text)));
  child.stderr.on("data", (text) => (said += String(text)));
  return { child, said: () => said, ended: once(child, "exit") };
}

test("the demo prints where its page is, serves it, and ends when it is told to", PATIENCE, async () => {
  const demo = start("--port", "0");
  await until(() => demo.said().includes("Complaint Desk is open"), 120_000);
  const address = /http:\/\/127\.0\.0\.1:\d+\//u.exec(demo.said())?.[0] ?? "";
  const page = await fetch(address);
  expect([page.status, page.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/html")]);
  demo.child.kill("SIGINT");
  expect(await demo.ended).toEqual([0, null]);
});

test("a port that is taken is said, with what to do", PATIENCE, async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => void taken.listen(0, "127.0.0.1", resolve));
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const demo = start("--port", String(port));
  expect(await demo.ended).toEqual([1, null]);
  expect(demo.said()).toContain(`Port ${port} is taken by another program. Choose one with --port`);
  await new Promise((resolve) => void taken.close(resolve));
});

test("houses are named, and one that is not there as well", PATIENCE, async () => {
  const help = start("--help");
  expect(await help.ended).toEqual([0, null]);
  expect(help.said()).toContain("Houses: ");
  const unknown = start("--regulation", "nowhere");
  expect(await unknown.ended).toEqual([1, null]);
  expect(unknown.said()).toContain("nowhere");
  expect(unknown.said()).not.toContain("    at ");
});
