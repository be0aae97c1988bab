import { parseArgs } from "node:util";
import type { WorkspaceInput } from "./config.ts";
import { readConfigFile } from "./config-file.ts";
import { buildPage } from "./page/build.ts";
import { startSlack } from "./slack.ts";

const { values } = parseArgs({
  options: {
    config: { type: "string", short: "c" },
    port: { type: "string", short: "p", default: "3080" },
    host: { type: "string", default: "127.0.0.1" },
  },
});

try {
  const workspace: WorkspaceInput = values.config === undefined ? smallest() : await readConfigFile(values.config);
  const slack = await startSlack({ workspace, port: Number(values.port), host: values.host, page: await buildPage() });
  console.log(`The sandbox runs at ${slack.url}/ (apps: slackApiUrl ${slack.apiUrl})`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void slack.stop().then(() => process.exit(0)));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/** Two people, two channels and one app in Socket Mode, for a first look without a file. */
function smallest(): WorkspaceInput {
  return {
    people: [
      { id: "U0ADA", name: "ada", realName: "Ada Lovelace", admin: true },
      { id: "U0LIN", name: "lin", realName: "林晓", locale: "zh-CN", tz: "Asia/Shanghai" },
    ],
    channels: [
      { id: "C0GENERAL", name: "general", general: true, members: ["U0ADA", "U0LIN", "U0BOT"] },
      { id: "C0RANDOM", name: "random", members: ["U0ADA", "U0LIN"] },
    ],
    apps: [
      {
        id: "A0APP",
        name: "My app",
        botUser: "U0BOT",
        botId: "B0BOT",
        botToken: "xoxb-sandbox",
        appToken: "xapp-sandbox",
        scopes: ["commands", "chat:write", "users:read", "im:write", "im:history", "channels:read", "channels:history"],
        commands: [{ command: "/hello", description: "Try the app" }],
        events: ["app_home_opened", "app_mention", "message.im", "message.channels"],
      },
    ],
  };
}
