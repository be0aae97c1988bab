import { HTTPReceiver, SocketModeReceiver, type Receiver } from "@slack/bolt";
import type { Logger } from "pino";
import { slackLogger } from "./log.ts";

/** How Slack reaches the app. */
export type Door =
  | { readonly kind: "socket"; readonly appToken: string }
  | { readonly kind: "http"; readonly signingSecret: string; readonly port: number };

/**
 * After Slack's own "disconnect" the SDK waits this long before it connects again (its default is five seconds, in
 * which commands and presses fail for people).
 */
const PING_TIMEOUT_MS = 1500;

export function makeReceiver(
  door: Door,
  { apiUrl, log }: { readonly apiUrl?: string; readonly log: Logger },
): Receiver {
  const logger = slackLogger(log);
  if (door.kind === "http")
    return new HTTPReceiver({
      signingSecret: door.signingSecret,
      port: door.port,
      logger,
      endpoints: ["/slack/events"],
      bodyLimit: 1_000_000,
    });
  // The SDK writes into the options that it is given, and a reconnect that gives up ends the process: options of its
  // own, and enough retries for an hour without Slack.
  const clientOptions = {
    retryConfig: { retries: 100, factor: 1.3, maxTimeout: 30_000 },
    logger,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
  return new SocketModeReceiver({
    appToken: door.appToken,
    clientPingTimeout: PING_TIMEOUT_MS,
    logger,
    installerOptions: { clientOptions },
  });
}
