import { pino } from "pino";
import { App } from "@slack/bolt";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readHouse } from "../../demo/houses/houses.ts";
import { APP_ID, APP_TOKEN, BOT_TOKEN, workspaceOf } from "../../demo/workspace.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { makeReceiver } from "../../src/slack/receivers.ts";

let slack: Slack;
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);

beforeEach(async () => {
  slack = await startSlack({ workspace: await workspaceOf(await readHouse("property"), { by: "socket" }) });
  process.on("unhandledRejection", note);
});

afterEach(async () => {
  process.off("unhandledRejection", note);
  await slack.stop();
});

async function joined(): Promise<App> {
  const log = pino({ level: "silent" });
  const receiver = makeReceiver({ kind: "socket", appToken: APP_TOKEN }, { log, apiUrl: slack.apiUrl });
  const app = new App({ token: BOT_TOKEN, receiver, clientOptions: { slackApiUrl: slack.apiUrl } });
  await app.start();
  return app;
}

test("a socket that is opened again while the app stops is closed, and nothing fails unheard", async () => {
  const app = await joined();
  const mei = slack.control.as("U0MEI");
  const opens = { kind: "api", name: "apps.connections.open" } as const;
  // The connection breaks; while the SDK asks for another one, the app is stopped.
  await slack.control.fault("api", { kind: "delay", ms: 500 }, { method: "apps.connections.open" });
  await slack.control.do({ do: "close-socket", app: APP_ID, reason: "cut" });
  await vi.waitFor(async () => expect(await slack.control.traffic(opens)).toHaveLength(2), 10_000);
  await app.stop();
  await slack.control.untilTraffic({ kind: "socket", name: "hello", count: 2 });
  await vi.waitFor(async () => {
    const typed = await mei.command("/complaint", "help", "#general");
    expect(typed).toMatchObject({ ok: false, error: "dispatch_failed" });
  }, 10_000);
  expect(unhandled).toEqual([]);
});
