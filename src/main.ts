import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { startApp, type App } from "./app.ts";
import { createLog } from "./log.ts";
import { readSettings, type Settings } from "./settings.ts";
import { SetupTrouble } from "./setup/apply.ts";
import { slackSide } from "./slack-side.ts";
import { FolderInUse } from "./store/folder-lock.ts";
import { MigrationTrouble } from "./store/migrate.ts";
import { DatabaseTrouble } from "./store/trouble.ts";

/** What is said to whoever started the app, in place of a stack trace. */
function plainTrouble(error: unknown): string | undefined {
  const plain = [SetupTrouble, DatabaseTrouble, FolderInUse, MigrationTrouble].some((kind) => error instanceof kind);
  return plain && error instanceof Error ? error.message : undefined;
}

async function run(settings: Settings): Promise<void> {
  const log = createLog(settings.logLevel);
  const stopping = new AbortController();
  let app: App | undefined;

  async function stop(signal: string): Promise<void> {
    // Whoever asks twice does not want to wait.
    if (stopping.signal.aborted) process.exit(1);
    log.info({ signal }, "Stopping: what is under way is finished first");
    stopping.abort();
    await app?.stop();
  }

  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
  try {
    app = await startApp({ settings, slack: slackSide, log, signal: stopping.signal });
    log.info("Complaint Desk is running");
    if (stopping.signal.aborted) await app.stop();
  } catch (error) {
    if (stopping.signal.aborted) return;
    const plain = plainTrouble(error);
    if (plain === undefined) log.fatal({ err: error }, "Complaint Desk could not start");
    else console.error(plain);
    process.exitCode = 1;
  }
}

if (import.meta.main) {
  if (existsSync(".env")) loadEnvFile(".env");
  const read = readSettings();
  if ("settings" in read) await run(read.settings);
  else {
    console.error(read.trouble);
    process.exitCode = 1;
  }
}
