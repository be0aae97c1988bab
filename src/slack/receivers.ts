import { HTTPReceiver, SocketModeReceiver, type Receiver } from "@slack/bolt";
import type { Logger } from "pino";
import { slackLogger } from "./log.ts";

/** How Slack reaches the app. */
export type Door =
  | { readonly kind: "socket"; readonly appToken: string }
  | { readonly kind: "http"; readonly signingSecret: string; readonly port: number };

export interface DoorOptions {
  readonly apiUrl?: string;
  readonly log: Logger;
}

/**
 * Slack renews each connection about once an hour, and the SDK connects again only after this long (its default is
 * five seconds). Much less, and a busy moment would pass for a lost connection.
 */
const PING_TIMEOUT_MS = 2000;

/** So much later the second connection begins, so that the two are not renewed at the same time. */
const SECOND_AFTER_MS = 10_000;

/** Requests of more than this are none of ours: a modal has at most 250 kB. */
const BODY_LIMIT = 1_000_000;

/** An answer that the SDK takes for final: after it nothing is tried again. */
const NO_MORE = { ok: false, error: "account_inactive" };

/**
 * Connecting again is the SDK's own doing, and it forgets two things: that it may fail, of which nobody hears then but
 * the process, which ends; and that the app may have stopped meanwhile.
 */
function guardReconnects(client: SocketModeReceiver["client"], isStopped: () => boolean, log: Logger): void {
  const start = client.start.bind(client);
  let joined = false;
  client.start = async () => {
    try {
      const answer = await start();
      joined = true;
      if (isStopped()) void client.disconnect();
      return answer;
    } catch (error) {
      if (!joined) throw error;
      if (!isStopped()) {
        log.warn({ err: error }, "Slack cannot be reached; it is tried again");
        client.emit("close");
      }
      return new Promise<never>(() => undefined);
    }
  };
}

function socketReceiver(appToken: string, { apiUrl, log }: DoorOptions): Receiver {
  let stopped = false;
  const logger = slackLogger(log);
  // The SDK writes into the options that it is given, and a reconnect that gives up ends the process: options of its
  // own, and enough retries for an hour without Slack.
  const clientOptions = {
    retryConfig: { retries: 100, factor: 1.3, maxTimeout: 30_000 },
    logger,
    fetch: (...request: Parameters<typeof fetch>) =>
      stopped ? Promise.resolve(Response.json(NO_MORE)) : fetch(...request),
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
  const receiver = new SocketModeReceiver({
    appToken,
    clientPingTimeout: PING_TIMEOUT_MS,
    logger,
    installerOptions: { clientOptions },
  });
  guardReconnects(receiver.client, () => stopped, log);
  return {
    init: (app) => receiver.init(app),
    start: () => receiver.start(),
    async stop() {
      stopped = true;
      await receiver.stop();
    },
  };
}

/** Two connections: while one is renewed, commands and presses come over the other and do not fail for people. */
function twoSockets(appToken: string, options: DoorOptions): Receiver {
  const first = socketReceiver(appToken, options);
  const second = socketReceiver(appToken, options);
  let timer: NodeJS.Timeout | undefined;
  let secondStarted = false;
  let stopped = false;
  const startSecond = async () => {
    secondStarted = true;
    try {
      await second.start();
    } catch (error) {
      if (!stopped)
        options.log.warn({ err: error }, "The second connection to Slack could not be opened; the first goes on alone");
    }
  };
  return {
    init(app) {
      first.init(app);
      second.init(app);
    },
    async start() {
      await first.start();
      timer = setTimeout(() => void startSecond(), SECOND_AFTER_MS);
      timer.unref();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await first.stop();
      if (secondStarted) await second.stop();
    },
  };
}

export function makeReceiver(door: Door, options: DoorOptions): Receiver {
  if (door.kind === "socket") return twoSockets(door.appToken, options);
  const logger = slackLogger(options.log);
  return new HTTPReceiver({
    signingSecret: door.signingSecret,
    port: door.port,
    logger,
    endpoints: ["/slack/events"],
    bodyLimit: BODY_LIMIT,
  });
}
