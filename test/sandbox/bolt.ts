import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from "@slack/bolt";
import type { Slack } from "../../sandbox/slack.ts";
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET } from "./office.ts";

/** A real Bolt app against the sandbox. `start` after the listeners are in place. */
export interface Desk {
  app: App;
  start(): Promise<void>;
  stop(): Promise<void>;
}

function clientOptions(slack: Slack): { slackApiUrl: string; retryConfig: { retries: number } } {
  return { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
}

export async function socketDesk(slack: Slack): Promise<Desk> {
  const receiver = new SocketModeReceiver({
    appToken: APP_TOKEN,
    installerOptions: { clientOptions: clientOptions(slack) },
    logLevel: LogLevel.ERROR,
  });
  const app = new App({ token: BOT_TOKEN, receiver, clientOptions: clientOptions(slack), deferInitialization: true });
  await app.init();
  return { app, start: async () => void (await app.start()), stop: async () => void (await app.stop()) };
}

/** Signed requests to a port of its own; the sandbox is told where. */
export async function httpDesk(slack: Slack): Promise<Desk> {
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logLevel: LogLevel.ERROR });
  const app = new App({ token: BOT_TOKEN, receiver, clientOptions: clientOptions(slack), deferInitialization: true });
  await app.init();
  return {
    app,
    async start() {
      const server = await receiver.start({ port: 0, host: "127.0.0.1" });
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      const requestUrl = `http://127.0.0.1:${port}/slack/events`;
      await slack.control.do({ do: "set-app", app: "A0DESK", requestUrl, socketMode: false });
    },
    async stop() {
      await receiver.stop();
    },
  };
}
