import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { COMMAND, SHORTCUTS } from "../../src/slack/listen.ts";

/** Slack's own rules for a manifest of version 2, as far as this one uses them; unknown keys are refused at the top. */
const Manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/u),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
    slash_commands: z.array(
      z.strictObject({
        command: z.string().regex(/^\/\S{1,31}$/u),
        description: z.string().max(2000),
        usage_hint: z.string().max(1000),
        should_escape: z.boolean(),
      }),
    ),
    shortcuts: z.array(
      z.strictObject({
        name: z.string().max(24),
        type: z.enum(["message", "global"]),
        callback_id: z.string().max(255),
        description: z.string().max(150),
      }),
    ),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true) }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.literal(true),
    token_rotation_enabled: z.literal(false),
  }),
});

const root = join(import.meta.dirname, "../..");
const manifest = Manifest.parse(parse(readFileSync(join(root, "manifest.yml"), "utf8")));

/** What each event that the app listens to needs, by Slack's reference. */
const NEEDS: { readonly [event: string]: string | undefined } = {
  app_home_opened: undefined,
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  "message.im": "im:history",
  member_joined_channel: "channels:read",
  member_left_channel: "channels:read",
  user_change: "users:read",
  subteam_updated: "usergroups:read",
  subteam_members_changed: "usergroups:read",
};

describe("the manifest", () => {
  it("declares the command and the shortcuts that the app answers", () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([COMMAND]);
    expect(manifest.features.shortcuts.map(({ type, callback_id }) => [type, callback_id])).toEqual([
      ["message", SHORTCUTS.message],
      ["global", SHORTCUTS.global],
    ]);
  });

  it("subscribes to what the app listens to, with the scope of each", () => {
    const { bot_events } = manifest.settings.event_subscriptions;
    expect(bot_events.toSorted()).toEqual(Object.keys(NEEDS).toSorted());
    const needed = bot_events.flatMap((event) => NEEDS[event] ?? []);
    expect(manifest.oauth_config.scopes.bot).toEqual(expect.arrayContaining(needed));
  });

  it("asks for the scopes of the methods that the app calls, and each once", () => {
    const { bot } = manifest.oauth_config.scopes;
    expect(bot).toEqual(
      expect.arrayContaining([
        "commands",
        "chat:write",
        "im:write",
        "channels:join",
        "groups:read",
        "users:read",
        "users:read.email",
        "usergroups:read",
        "files:read",
        "files:write",
      ]),
    );
    expect(new Set(bot).size).toBe(bot.length);
    expect(bot).not.toContain("chat:write.public");
  });

  it("is what slack run hands to Slack", async () => {
    const hooks = z
      .object({ hooks: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, ".slack/hooks.json"), "utf8")));
    expect(hooks.hooks).toMatchObject({ "get-manifest": "node .slack/manifest.js", start: "npm start --silent" });
    expect(hooks.hooks["get-hooks"]).toContain("slack-cli-get-hooks");
  });
});
