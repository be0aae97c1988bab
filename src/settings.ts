import { z } from "zod";

function empty(value: unknown): unknown {
  return typeof value === "string" && value.trim() === "" ? undefined : value;
}

const Text = z.preprocess(empty, z.string().trim().optional());

function starting(prefix: string, what: string) {
  return Text.refine((value) => value === undefined || value.startsWith(prefix), {
    error: `must begin with "${prefix}" (${what})`,
  });
}

function address(schemes: readonly string[], example: string) {
  return Text.refine((value) => value === undefined || isAddress(value, schemes), {
    error: `must be an address such as ${example}`,
  });
}

function isAddress(text: string, schemes: readonly string[]): boolean {
  return URL.canParse(text) && schemes.includes(new URL(text).protocol);
}

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

type Variables = { readonly [name: string]: string | undefined };

const Environment = z.object({
  SLACK_BOT_TOKEN: starting("xoxb-", "Slack: your app › OAuth & Permissions › Bot User OAuth Token"),
  SLACK_APP_TOKEN: starting("xapp-", "Slack: your app › Basic Information › App-Level Tokens, scope connections:write"),
  SLACK_SIGNING_SECRET: Text,
  PORT: z.preprocess(
    empty,
    z.coerce.number({ error: "must be a number such as 3000" }).int().min(0).max(65_535).optional(),
  ),
  SLACK_API_URL: address(["http:", "https:"], "http://127.0.0.1:4100/api/"),
  DATABASE_URL: address(["postgres:", "postgresql:"], "postgres://user:password@server:5432/database"),
  DATA_DIR: Text,
  DESK_FILE: Text,
  LOG_LEVEL: z.preprocess(empty, z.enum(LEVELS, { error: `must be one of ${LEVELS.join(", ")}` }).optional()),
  CLOCK_URL: address(["http:", "https:"], "http://127.0.0.1:4100/_sandbox/clock"),
});

/** What has to be there, found apart from what is wrong, so that one message names both. */
function missing(variables: Variables): readonly string[] {
  const given = (name: string) => empty(variables[name]) !== undefined;
  const bySocket = given("SLACK_APP_TOKEN");
  const byHttp = given("SLACK_SIGNING_SECRET");
  return [
    ...(given("SLACK_BOT_TOKEN")
      ? []
      : ["SLACK_BOT_TOKEN is missing. Copy it from Slack: your app › OAuth & Permissions › Bot User OAuth Token"]),
    ...(bySocket || byHttp
      ? []
      : [
          "SLACK_APP_TOKEN is missing. Copy it from Slack: your app › Basic Information › App-Level Tokens (scope connections:write); or, to receive requests over HTTP, set SLACK_SIGNING_SECRET and PORT instead",
        ]),
    ...(byHttp && !bySocket && !given("PORT")
      ? ["PORT is missing. With SLACK_SIGNING_SECRET the app listens for Slack's requests: say on which port"]
      : []),
  ];
}

/** How Slack reaches the app. */
export type Door =
  | { readonly kind: "socket"; readonly appToken: string }
  | { readonly kind: "http"; readonly signingSecret: string; readonly port: number };

export interface SlackSettings {
  readonly botToken: string;
  readonly door: Door;
  /** Another Slack than Slack's, such as the sandbox. */
  readonly apiUrl?: string;
}

export interface StoreSettings {
  /** A PostgreSQL server; the embedded database in `dataDir` when absent. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
}

export interface Settings extends StoreSettings {
  readonly slack: SlackSettings;
  readonly deskFile?: string;
  readonly logLevel: (typeof LEVELS)[number];
  /** Whose clock the app goes by; its own machine's when absent. */
  readonly clockUrl?: string;
}

export type Read<Value> = { readonly settings: Value } | { readonly trouble: string };

type Parsed = z.infer<typeof Environment>;

function storeOf(parsed: Pick<Parsed, "DATABASE_URL" | "DATA_DIR">): StoreSettings {
  const { DATABASE_URL, DATA_DIR } = parsed;
  return { dataDir: DATA_DIR ?? "data", ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }) };
}

function doorOf({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, PORT }: Parsed): Door {
  if (SLACK_APP_TOKEN !== undefined) return { kind: "socket", appToken: SLACK_APP_TOKEN };
  return { kind: "http", signingSecret: SLACK_SIGNING_SECRET ?? "", port: PORT ?? 0 };
}

function wrong(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
}

/**
 * The settings from environment variables, or one text that names each that is missing or wrong and says what to do.
 * `SLACK_APP_TOKEN` (Socket Mode) goes before `SLACK_SIGNING_SECRET` where both are set.
 */
export function readSettings(variables: Variables = process.env): Read<Settings> {
  const parsed = Environment.safeParse(variables);
  const lines = [...missing(variables), ...(parsed.success ? [] : wrong(parsed.error))];
  if (!parsed.success || lines.length > 0) {
    const list = lines.map((line) => `  ${line}`).join("\n");
    return {
      trouble: `Complaint Desk cannot start yet:\n${list}\nThe README says how to get them; .env.example lists all settings.`,
    };
  }
  const { SLACK_BOT_TOKEN, SLACK_API_URL, DESK_FILE, LOG_LEVEL, CLOCK_URL } = parsed.data;
  return {
    settings: {
      ...storeOf(parsed.data),
      slack: {
        botToken: SLACK_BOT_TOKEN ?? "",
        door: doorOf(parsed.data),
        ...(SLACK_API_URL === undefined ? {} : { apiUrl: SLACK_API_URL }),
      },
      logLevel: LOG_LEVEL ?? "info",
      ...(DESK_FILE === undefined ? {} : { deskFile: DESK_FILE }),
      ...(CLOCK_URL === undefined ? {} : { clockUrl: CLOCK_URL }),
    },
  };
}

const Store = z.object({ DATABASE_URL: Environment.shape.DATABASE_URL, DATA_DIR: Environment.shape.DATA_DIR });

/** What operators' commands need: where the data are. */
export function readStoreSettings(variables: Variables = process.env): Read<StoreSettings> {
  const parsed = Store.safeParse(variables);
  return parsed.success ? { settings: storeOf(parsed.data) } : { trouble: wrong(parsed.error).join("\n") };
}

/** The language of whoever sits at the terminal. */
export function readLanguage(variables: Variables = process.env): "en" | "zh-CN" {
  const locale = variables["LC_ALL"] ?? variables["LC_MESSAGES"] ?? variables["LANG"] ?? "";
  return locale.startsWith("zh") ? "zh-CN" : "en";
}
