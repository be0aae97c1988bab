import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readHouse } from "../demo/houses/houses.ts";
import { APP_TOKEN, BOT_TOKEN, workspaceOf } from "../demo/workspace.ts";
import { startSlack, type Slack } from "../sandbox/slack.ts";
import { startApp } from "../src/app.ts";
import { createLog } from "../src/log.ts";
import type { Settings } from "../src/settings.ts";
import { applyDeskFile, SetupTrouble } from "../src/setup/apply.ts";
import { slackSide } from "../src/slack-side.ts";
import { cloneDatabase, openTestDatabase } from "./support/database.ts";
import { until } from "./support/until.ts";

const PATIENCE = { timeout: 120_000 };
const silent = pino({ level: "silent" });
const DESK_FILE = new URL("../demo/houses/property/desk.yaml", import.meta.url).pathname;

let slack: Slack;
let database: { readonly url: string; readonly drop: () => Promise<void> };
let folder: string;
beforeAll(async () => {
  slack = await startSlack({ workspace: await workspaceOf(await readHouse("property")) });
  database = await cloneDatabase();
  folder = await mkdtemp(join(tmpdir(), "complaint-desk-app-"));
});
afterAll(async () => {
  await slack.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function settingsFor(changes: Partial<Settings> = {}): Settings {
  return {
    slack: { botToken: BOT_TOKEN, door: { kind: "socket", appToken: APP_TOKEN }, apiUrl: slack.apiUrl },
    databaseUrl: database.url,
    dataDir: folder,
    deskFile: DESK_FILE,
    logLevel: "silent",
    ...changes,
  };
}

function names() {
  return slackSide.names({ ...settingsFor().slack }, silent);
}

async function written(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe("the desks' file, applied to a workspace", () => {
  test("sets up desk, departments and roles with the ids that Slack knows, once", PATIENCE, async () => {
    await using own = await openTestDatabase("server");
    const parts = { database: own, names: names(), now: 0 };
    expect(await applyDeskFile(DESK_FILE, parts)).toEqual([
      { desk: "riverside", edition: expect.stringMatching(/^property@[0-9a-f]{12}$/), changed: true },
    ]);
    expect((await applyDeskFile(DESK_FILE, parts)).map(({ changed }) => changed)).toEqual([false]);
    const heads = await own.prisma.holding.findMany({ where: { role: "head" }, orderBy: { department: "asc" } });
    expect(heads.map(({ department, person }) => [department, person])).toEqual([
      ["cleaning", "U0SUN"],
      ["engineering", "U0LI"],
      ["security", "U0HE"],
    ]);
  });

  test("an edited regulation is another edition; the old one stays for the cases that have it", PATIENCE, async () => {
    await using own = await openTestDatabase("server");
    const parts = { database: own, names: names(), now: 0 };
    const regulation = await readFile(new URL("../regulations/property.yaml", import.meta.url), "utf8");
    await written("property.yaml", regulation);
    const file = await readFile(DESK_FILE, "utf8");
    const path = await written("desk.yaml", file.replace("../../../regulations/property.yaml", "property.yaml"));
    const [first] = await applyDeskFile(path, parts);
    await written("property.yaml", `${regulation}\n# looked through again\n`);
    const [second] = await applyDeskFile(path, parts);
    expect(second?.changed).toBe(true);
    expect(second?.edition).not.toBe(first?.edition);
    expect(await own.prisma.edition.count()).toBe(2);
  });

  test("everything that is wrong is said at once, and nothing is set up", PATIENCE, async () => {
    await using own = await openTestDatabase("server");
    const file = await readFile(DESK_FILE, "utf8");
    const path = await written(
      "wrong.yaml",
      file
        .replace("../../../regulations", new URL("../regulations", import.meta.url).pathname)
        .replace('leader: "@qianwei"', 'leader: { engineering: "@qianwei" }\n      manager: "@nobody"')
        .replace("#cleaning-desk", "#no-such-desk"),
    );
    const failed = applyDeskFile(path, { database: own, names: names(), now: 0 });
    await expect(failed).rejects.toThrow(SetupTrouble);
    await expect(failed).rejects.toThrow(
      'The role "leader" of the desk "riverside" is held for the whole company. Write: leader: "@somebody"',
    );
    await expect(failed).rejects.toThrow('fills the role "manager", which its regulation does not have');
    await expect(failed).rejects.toThrow("Slack knows no channel #no-such-desk that the app can see");
    await expect(failed).rejects.toThrow("Slack knows no person @nobody");
    expect(await own.prisma.desk.count()).toBe(0);
  });
});

describe("the app", () => {
  test("starts, is joined to Slack, and stops; started again it finds everything", PATIENCE, async () => {
    const first = await startApp({ settings: settingsFor(), slack: slackSide, log: silent });
    const [desk] = await first.service.desks();
    expect(desk?.desk.departments.map(({ channel }) => channel)).toEqual(["C0ENG", "C0CLEAN", "C0SEC"]);
    expect(desk?.people.persons["U0ZHAO"]).toMatchObject({ name: "赵敏 Zhao Min", language: "en", active: true });
    await first.stop();
    const second = await startApp({ settings: settingsFor(), slack: slackSide, log: silent });
    expect((await second.service.desks())[0]?.desk).toEqual(desk?.desk);
    await second.stop();
  });

  test("waits, with a word, for a Slack that cannot be reached", PATIENCE, async () => {
    const lines: string[] = [];
    const log = createLog("warn", { write: (line) => void lines.push(line) });
    const away = "http://127.0.0.1:1/api/";
    const waiting = new AbortController();
    const settings = settingsFor({ slack: { ...settingsFor().slack, apiUrl: away } });
    const starting = startApp({ settings, slack: slackSide, log, signal: waiting.signal });
    await until(() => lines.some((line) => line.includes("Slack cannot be reached; trying again in 1 s")));
    waiting.abort();
    await expect(starting).rejects.toThrow("aborted");
  });

  test("does not wait for a Slack that has said no", PATIENCE, async () => {
    const settings = settingsFor({ slack: { ...settingsFor().slack, botToken: "xoxb-of-another-app" } });
    await expect(startApp({ settings, slack: slackSide, log: silent })).rejects.toThrow(
      "Slack does not know SLACK_BOT_TOKEN",
    );
  });
});

describe("npm start", () => {
  const MAIN = new URL("../src/main.ts", import.meta.url).pathname;

  function start(variables: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env["PATH"], ...variables } });
    let said = "";
    child.stdout.on("data", (text) => (said += String(text)));
    child.stderr.on("data", (text) => (said += String(text)));
    return { child, said: () => said, ended: once(child, "exit") };
  }

  /** All that is needed is set, and it runs. */
  async function started() {
    const app = start({
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: database.url,
      DESK_FILE,
    });
    await until(() => app.said().includes("Complaint Desk is running"));
    return app;
  }

  test("without settings says what is missing and ends with 1", PATIENCE, async () => {
    const app = start({});
    expect(await app.ended).toEqual([1, null]);
    expect(app.said()).toContain("SLACK_BOT_TOKEN is missing");
    expect(app.said()).not.toContain("    at ");
  });

  test("with a wrong desks' file says what is wrong and ends with 1", PATIENCE, async () => {
    const app = start({
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: database.url,
      DESK_FILE: join(folder, "no-such-file.yaml"),
    });
    expect(await app.ended).toEqual([1, null]);
    expect(app.said()).toContain("DESK_FILE names a file that cannot be read");
  });

  test("with a database that is not there, or not to be used, says so and ends with 1", PATIENCE, async () => {
    const tokens = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.apiUrl };
    const { host, username } = new URL(database.url);
    const file = await written("a-file", "");
    for (const [variables, says] of [
      [
        { DATABASE_URL: "postgres://desk:secret@127.0.0.1:1/desk" },
        "DATABASE_URL names a database at 127.0.0.1:1 that cannot be used. It cannot be reached (ECONNREFUSED).",
      ],
      [
        { DATABASE_URL: database.url.replace(/[^/]+$/u, "nowhere") },
        `DATABASE_URL names a database at ${host} that cannot be used. It has no database called nowhere.`,
      ],
      [
        { DATABASE_URL: database.url.replace(/:[^:@]+@/u, ":wrong@") },
        `DATABASE_URL names a database at ${host} that cannot be used. It does not let ${username} in.`,
      ],
      [{ DATA_DIR: join(file, "data") }, "DATA_DIR names a folder that cannot be used"],
    ] as const) {
      const app = start({ ...tokens, ...variables });
      expect(await app.ended).toEqual([1, null]);
      expect(app.said()).toContain(says);
      expect(app.said()).not.toMatch(/ {4}at |secret/u);
    }
  });

  test("with a port that is taken says so and ends with 1", PATIENCE, async () => {
    const app = start({
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: "secret",
      PORT: new URL(slack.url).port,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: database.url,
      DESK_FILE,
    });
    expect(await app.ended).toEqual([1, null]);
    expect(app.said()).toContain("PORT names a port on which another program listens");
  });

  test("runs until SIGTERM, and then ends well", PATIENCE, async () => {
    const app = await started();
    app.child.kill("SIGTERM");
    expect(await app.ended).toEqual([0, null]);
    expect(app.said()).toContain("Stopping: what is under way is finished first");
  });

  test("finishes what somebody waits for before it ends", PATIENCE, async () => {
    const app = await started();
    const grace = slack.control.as("U0GRACE");
    await slack.control.fault("api", { kind: "delay", ms: 1000 }, { method: "views.open" }, 1);
    await grace.command("/complaint", "The lift stopped", "#engineering-desk");
    app.child.kill("SIGTERM");
    await until(() => app.said().includes("Stopping: what is under way is finished first"));
    expect(grace.modal()).toBeUndefined();
    await grace.seesModal("File a complaint");
    expect(await app.ended).toEqual([0, null]);
  });
});
