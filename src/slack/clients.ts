import { webApi } from "@slack/bolt";
import type { Logger } from "pino";
import { slackLogger } from "./log.ts";

export type SlackClient = webApi.WebClient;

export interface Clients {
  /** For reading, and for writing that can be repeated without harm: tries again by itself. */
  readonly patient: SlackClient;
  /**
   * For what must not happen twice (posts, views with a trigger): one attempt only, and a rate limit comes back as an
   * error at once. The SDK's own client would repeat a post whose answer was lost.
   */
  readonly once: SlackClient;
  /** For reading people one after another: waits as long as Slack wants, which nobody else should have to. */
  readonly unhurried: SlackClient;
}

/** Longest that one call may take before we call it lost. */
const TIMEOUT_MS = 10_000;

export function makeClients(
  token: string,
  { apiUrl, log }: { readonly apiUrl?: string; readonly log: Logger },
): Clients {
  const url = apiUrl === undefined ? {} : { slackApiUrl: apiUrl };
  // One object for each client: the SDK writes into the options that it is given.
  const common = (rejectRateLimitedCalls: boolean) => ({
    ...url,
    timeout: TIMEOUT_MS,
    rejectRateLimitedCalls,
    logger: slackLogger(log),
  });
  return {
    patient: new webApi.WebClient(token, { ...common(true), retryConfig: { retries: 3, factor: 2, minTimeout: 200 } }),
    once: new webApi.WebClient(token, { ...common(true), retryConfig: { retries: 0 } }),
    unhurried: new webApi.WebClient(token, {
      ...common(false),
      retryConfig: { retries: 10 },
      maxRequestConcurrency: 4,
    }),
  };
}

/** Slack's own word for what went wrong (`channel_not_found`), when it answered at all. */
export function slackError(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
}

/** How many seconds Slack wants us to wait, if that is what it said. */
export function retryAfter(error: unknown): number | undefined {
  return error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter : undefined;
}

/** Slack's words for trouble of its own, or with the app's key: what an operator mends, and nothing of the message. */
const AWAY = new Set([
  "accesslimited",
  "account_inactive",
  "ekm_access_denied",
  "fatal_error",
  "internal_error",
  "invalid_auth",
  "missing_scope",
  "not_authed",
  "org_login_required",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
  "token_expired",
  "token_revoked",
]);

/** Did nobody answer who could take it: no connection, no answer in time, a 5xx, or Slack's word for the same? */
export function isAway(error: unknown): boolean {
  if (error instanceof webApi.WebAPIRequestError) return true;
  if (error instanceof webApi.WebAPIHTTPError) return error.statusCode >= 500;
  return AWAY.has(slackError(error) ?? "");
}
