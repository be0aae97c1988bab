import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { AppInput, WorkspaceInput } from "../sandbox/config.ts";
import type { House } from "./houses/houses.ts";

export const BOT_TOKEN = "xoxb-demo";
export const APP_TOKEN = "xapp-demo";
export const SIGNING_SECRET = "demo-signing-secret";
export const APP_ID = "A0DESK";
export const BOT_USER = "U0DESKBOT";

/** What of the manifest the sandbox wants to know: the demo's app is the very one that a real workspace installs. */
const Manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    slash_commands: z.array(
      z.object({
        command: z.string(),
        description: z.string(),
        usage_hint: z.string().optional(),
        should_escape: z.boolean().optional(),
      }),
    ),
    shortcuts: z.array(
      z.object({
        type: z.enum(["message", "global"]),
        callback_id: z.string(),
        name: z.string(),
        description: z.string().optional(),
      }),
    ),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

async function readManifest() {
  const text = await readFile(join(import.meta.dirname, "../manifest.yml"), "utf8");
  return Manifest.parse(parse(text));
}

/** How the app is reached: over a socket, or by signed requests to an address. */
export type Reach = { readonly by: "socket" } | { readonly by: "http"; readonly url: string };

async function deskApp(reach: Reach): Promise<AppInput> {
  const { display_information, features, oauth_config, settings } = await readManifest();
  return {
    id: APP_ID,
    name: display_information.name,
    botUser: BOT_USER,
    botId: "B0DESKBOT",
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    signingSecret: SIGNING_SECRET,
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    socketMode: reach.by === "socket",
    ...(reach.by === "http" ? { requestUrl: reach.url } : {}),
    commands: features.slash_commands.map((command) => ({
      command: command.command,
      description: command.description,
      usageHint: command.usage_hint ?? "",
      shouldEscape: command.should_escape ?? false,
    })),
    shortcuts: features.shortcuts.map((shortcut) => ({
      type: shortcut.type,
      callbackId: shortcut.callback_id,
      name: shortcut.name,
      description: shortcut.description ?? "",
    })),
  };
}

/** The house's workspace with the app installed and invited to every channel. */
export async function workspaceOf(house: House, reach: Reach = { by: "socket" }): Promise<WorkspaceInput> {
  const channels = (house.workspace.channels ?? []).map((channel) => ({
    ...channel,
    members: [...(channel.members ?? []), BOT_USER],
  }));
  // People of a demo move the clock by days; a socket that ends with every hour of it would leave them without answers.
  return { ...house.workspace, channels, sockets: "steady", apps: [await deskApp(reach)] };
}
