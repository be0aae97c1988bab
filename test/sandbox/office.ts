import type { AppInput, WorkspaceInput } from "../../sandbox/config.ts";

/** 2 November 2026, 09:00 in Shanghai. */
export const NOW = Date.parse("2026-11-02T01:00:00Z");

export const SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
export const BOT_TOKEN = "xoxb-office";
export const APP_TOKEN = "xapp-office";

export const SCOPES =
  "commands chat:write im:write im:history im:read app_mentions:read channels:history groups:history channels:read " +
  "groups:read users:read users:read.email usergroups:read files:read files:write reactions:read reactions:write " +
  "team:read metadata.message:read pins:read pins:write bookmarks:read bookmarks:write mpim:write mpim:read mpim:history";

export const EVENTS =
  "app_home_opened app_mention message.channels message.groups message.im file_shared member_joined_channel " +
  "reaction_added user_change tokens_revoked channel_archive";

export function officeApp(more: Partial<AppInput> = {}): AppInput {
  return {
    id: "A0DESK",
    name: "Desk",
    botUser: "U0DESK",
    botId: "B0DESK",
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    signingSecret: SIGNING_SECRET,
    clientId: "11.22",
    clientSecret: "client-secret",
    redirectUrls: ["https://desk.example/oauth"],
    scopes: SCOPES.split(" "),
    events: EVENTS.split(" "),
    commands: [
      { command: "/complaint", description: "Record a complaint" },
      { command: "/names", shouldEscape: true },
    ],
    shortcuts: [
      { type: "global", callbackId: "new-complaint", name: "New complaint" },
      { type: "message", callbackId: "from-message", name: "Make a complaint" },
    ],
    ...more,
  };
}

/** Two in reception, a manager in Shanghai, somebody who has left; one private channel, one archived, one without the app. */
export function office(app: Partial<AppInput> = {}): WorkspaceInput {
  return {
    people: [
      { id: "U0ADA", name: "ada", realName: "Ada Lovelace", admin: true, tz: "Europe/London", title: "Reception" },
      { id: "U0BEN", name: "ben", realName: "Ben Ali", tz: "Europe/London" },
      { id: "U0LIN", name: "lin", realName: "林晓", locale: "zh-CN", tz: "Asia/Shanghai", title: "Manager" },
      { id: "U0GONE", name: "gone", realName: "Gone Away", deactivated: true },
    ],
    channels: [
      { id: "C0FRONT", name: "front", members: ["U0ADA", "U0BEN", "U0LIN", "U0DESK"] },
      { id: "C0OTHER", name: "other", members: ["U0ADA", "U0BEN"] },
      { id: "C0OLD", name: "old", archived: true, members: ["U0ADA", "U0DESK"] },
      { id: "C0SAFE", name: "safe", private: true, members: ["U0LIN", "U0DESK"] },
      { id: "C0CLOSED", name: "closed", private: true, members: ["U0LIN"] },
    ],
    groups: [{ id: "S0TEAM", handle: "team", name: "The team", members: ["U0BEN"] }],
    apps: [officeApp(app)],
  };
}
