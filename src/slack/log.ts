import { LogLevel, type Logger as SlackLogger } from "@slack/bolt";
import type { Logger } from "pino";

/** Words of the SDK as text; objects only by their message, because they may hold what people typed. */
function words(parts: readonly unknown[]): string {
  return parts
    .map((part) => (typeof part === "string" ? part : part instanceof Error ? part.message : ""))
    .join(" ")
    .trim();
}

/**
 * Gives the Slack SDK our log. Its debug lines are dropped: they hold whole requests, with tokens and what people
 * typed.
 */
export function slackLogger(log: Logger): SlackLogger {
  return {
    debug: () => undefined,
    info: (...parts: unknown[]) => log.debug(words(parts)),
    warn: (...parts: unknown[]) => log.warn(words(parts)),
    error: (...parts: unknown[]) => log.error(words(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
