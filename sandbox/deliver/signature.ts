import { createHmac } from "node:crypto";

/**
 * Slack's request signature: hex HMAC-SHA256 of `v0:{timestamp}:{raw body}` under the app's signing secret, after "v0=".
 *
 * @see docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function signature(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}
