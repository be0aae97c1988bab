import { pino, type DestinationStream, type Logger } from "pino";

/** Names under which secrets, contact details or people's own words could slip into a line. */
const HIDDEN = [
  "token",
  "botToken",
  "appToken",
  "signingSecret",
  "authorization",
  "phone",
  "email",
  "complainant",
  "address",
  "facts",
  "text",
  "password",
  "connectionString",
];

interface PlainError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: PlainError;
}

/**
 * An error without whatever a library hung on it: the database's own errors carry whole rows, Slack's whole requests.
 */
function plainError(error: unknown): PlainError | undefined {
  if (!(error instanceof Error))
    return error === undefined ? undefined : { type: typeof error, message: "not an error" };
  const cause = plainError(error.cause);
  return {
    type: error.name,
    message: error.message,
    ...("code" in error && typeof error.code === "string" ? { code: error.code } : {}),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(cause === undefined ? {} : { cause }),
  };
}

/** The app's log: one JSON object a line. Ids and codes only, never what a customer said or how to reach one. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[hidden]" },
    serializers: { err: plainError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
