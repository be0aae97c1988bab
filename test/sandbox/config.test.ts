import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readConfigFile } from "../../sandbox/config-file.ts";
import { startSlack } from "../../sandbox/slack.ts";
import { office } from "./office.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sandbox-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const MANIFEST = `
display_information: { name: Desk }
features:
  app_home: { home_tab_enabled: true, messages_tab_enabled: false }
  bot_user: { display_name: Desk }
  slash_commands: [{ command: /complaint, description: Record, should_escape: true }]
  shortcuts: [{ name: New, type: global, callback_id: new, description: A new one }]
oauth_config: { scopes: { bot: [commands, "chat:write"] } }
settings:
  event_subscriptions: { bot_events: [app_home_opened] }
  socket_mode_enabled: true
`;

const WORKSPACE = `
people:
  - { id: U0ADA, name: ada, realName: Ada Lovelace }
channels:
  - { id: C0FRONT, name: front, members: [U0ADA, U0DESK] }
apps:
  - { manifest: manifest.yml, id: A0DESK, botUser: U0DESK, botId: B0DESK, botToken: xoxb-1, appToken: xapp-1 }
`;

test("a file with a manifest beside it says everything about an app", async () => {
  await file("manifest.yml", MANIFEST);
  const config = await readConfigFile(await file("workspace.yaml", WORKSPACE));
  expect(config.apps[0]).toMatchObject({
    name: "Desk",
    scopes: ["commands", "chat:write"],
    events: ["app_home_opened"],
    homeTab: true,
    messagesTab: false,
    socketMode: true,
    commands: [{ command: "/complaint", description: "Record", usageHint: "", shouldEscape: true }],
    shortcuts: [{ type: "global", callbackId: "new", name: "New", description: "A new one" }],
  });
});

test("what the file says itself is stronger than the manifest", async () => {
  await file("manifest.yml", MANIFEST);
  const config = await readConfigFile(
    await file("workspace.yaml", WORKSPACE.replace("botId:", "messagesTab: true, botId:")),
  );
  expect(config.apps[0]?.messagesTab).toBe(true);
});

test("a file that does not hang together is refused with every wrong place", async () => {
  const wrong = `
people:
  - { id: U0ADA, name: ada, realName: Ada }
  - { id: U0ADA, name: ben, realName: Ben }
channels:
  - { id: C0FRONT, name: front, members: [U0LIN] }
`;
  await expect(readConfigFile(await file("workspace.yaml", wrong))).rejects.toThrow(
    "Cannot read the workspace:\nU0ADA stands twice\nC0FRONT: member U0LIN is nobody in this workspace",
  );
  await expect(readConfigFile(await file("workspace.yaml", "people: []"))).rejects.toThrow("people");
  await expect(readConfigFile(await file("workspace.yaml", "people: [{ id: ada }]"))).rejects.toThrow("people[0].id");
});

test("the example that the sandbox comes with is a whole workspace", async () => {
  const config = await readConfigFile(join(import.meta.dirname, "../../sandbox/example.yaml"));
  const slack = await startSlack({ workspace: config });
  const people = slack.control.as("U0LIN");
  expect((await people.messages("#general")).length).toBe(0);
  expect(people.conversations().map((one) => one.name)).toEqual(["general", "quiet"]);
  await slack.stop();
});

test("a port that is taken is an error, not a hang", async () => {
  const first = await startSlack({ workspace: office() });
  const port = Number(new URL(first.url).port);
  await expect(startSlack({ workspace: office(), port })).rejects.toThrow("is taken by another program");
  await first.stop();
});
