import { expect, test } from "vitest";
import { readLanguage, readSettings, readStoreSettings } from "../src/settings.ts";

const SOCKET = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };

function troubleOf(variables: Readonly<Record<string, string>>): readonly string[] {
  const read = readSettings(variables);
  return "trouble" in read ? read.trouble.split("\n") : [];
}

test("Socket Mode needs two tokens and nothing else", () => {
  expect(readSettings(SOCKET)).toEqual({
    settings: {
      dataDir: "data",
      slack: { botToken: "xoxb-1", door: { kind: "socket", appToken: "xapp-1" } },
      logLevel: "info",
    },
  });
});

test("HTTP needs the signing secret and a port; every other setting is taken over", () => {
  const read = readSettings({
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_SIGNING_SECRET: "secret",
    PORT: "3000",
    SLACK_API_URL: "http://127.0.0.1:4100/api/",
    DATABASE_URL: "postgres://u:p@h/d",
    DATA_DIR: "elsewhere",
    DESK_FILE: "desk.yaml",
    LOG_LEVEL: "debug",
    CLOCK_URL: "http://127.0.0.1:4100/_sandbox/clock",
  });
  expect(read).toEqual({
    settings: {
      databaseUrl: "postgres://u:p@h/d",
      dataDir: "elsewhere",
      slack: {
        botToken: "xoxb-1",
        door: { kind: "http", signingSecret: "secret", port: 3000 },
        apiUrl: "http://127.0.0.1:4100/api/",
      },
      logLevel: "debug",
      deskFile: "desk.yaml",
      clockUrl: "http://127.0.0.1:4100/_sandbox/clock",
    },
  });
});

test("one message names everything that is missing and everything that is wrong", () => {
  const lines = troubleOf({
    SLACK_SIGNING_SECRET: "secret",
    DATABASE_URL: "mysql://h",
    LOG_LEVEL: "loud",
    CLOCK_URL: "soon",
  });
  expect(lines[0]).toBe("Complaint Desk cannot start yet:");
  expect(lines.slice(1, -1).map((line) => line.trim().split(" ")[0])).toEqual([
    "SLACK_BOT_TOKEN",
    "PORT",
    "DATABASE_URL",
    "LOG_LEVEL",
    "CLOCK_URL",
  ]);
});

test.each([
  ["a bot token of another kind", { ...SOCKET, SLACK_BOT_TOKEN: "xoxp-1" }, 'SLACK_BOT_TOKEN must begin with "xoxb-"'],
  ["an app token of another kind", { ...SOCKET, SLACK_APP_TOKEN: "xoxb-1" }, 'SLACK_APP_TOKEN must begin with "xapp-"'],
  ["a port that is no number", { ...SOCKET, PORT: "three" }, "PORT must be a number such as 3000"],
  ["a port that does not exist", { ...SOCKET, PORT: "70000" }, "PORT "],
])("%s is told with what to do", (_, variables, sentence) => {
  expect(troubleOf(variables)[1]?.trim()).toContain(sentence);
});

test("empty values count as not set", () => {
  expect(readSettings({ ...SOCKET, PORT: "", DATABASE_URL: " ", DESK_FILE: "", LOG_LEVEL: "" })).toEqual(
    readSettings(SOCKET),
  );
});

test("operators' commands need to know only where the data are", () => {
  expect(readStoreSettings({})).toEqual({ settings: { dataDir: "data" } });
  expect(readStoreSettings({ DATABASE_URL: "nonsense" })).toEqual({
    trouble: "DATABASE_URL must be an address such as postgres://user:password@server:5432/database",
  });
});

test.each([
  [{ LANG: "zh_CN.UTF-8" }, "zh-CN"],
  [{ LANG: "en_GB.UTF-8" }, "en"],
  [{ LC_ALL: "C", LANG: "zh_CN.UTF-8" }, "en"],
  [{}, "en"],
])("the terminal's language follows its locale: %j", (variables, language) => {
  expect(readLanguage(variables)).toBe(language);
});
