import { z } from "zod";
import type { AppInput } from "./config.ts";

/** What of an app manifest (version 2) the sandbox can use; the rest is left alone. */
const Manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z
    .object({
      app_home: z
        .object({ home_tab_enabled: z.boolean().default(false), messages_tab_enabled: z.boolean().default(true) })
        .optional(),
      slash_commands: z
        .array(
          z.object({
            command: z.string(),
            description: z.string(),
            usage_hint: z.string().default(""),
            should_escape: z.boolean().default(false),
            url: z.string().optional(),
          }),
        )
        .default([]),
      shortcuts: z
        .array(
          z.object({
            name: z.string(),
            type: z.enum(["message", "global"]),
            callback_id: z.string(),
            description: z.string().default(""),
          }),
        )
        .default([]),
    })
    .prefault({}),
  oauth_config: z
    .object({
      redirect_urls: z.array(z.string()).default([]),
      scopes: z.object({ bot: z.array(z.string()).default([]) }).prefault({}),
    })
    .prefault({}),
  settings: z
    .object({
      event_subscriptions: z
        .object({ request_url: z.string().optional(), bot_events: z.array(z.string()).default([]) })
        .prefault({}),
      interactivity: z.object({ request_url: z.string().optional() }).prefault({}),
      socket_mode_enabled: z.boolean().default(false),
      token_rotation_enabled: z.boolean().default(false),
    })
    .prefault({}),
});

type FromManifest = Omit<AppInput, "id" | "botUser" | "botId" | "botToken">;

/**
 * What a manifest says about an app, as the sandbox's config says it. Ids, tokens and secrets are given at the installation and
 * stand in no manifest.
 *
 * @param manifest the parsed YAML or JSON.
 * @throws Error that names the wrong places.
 */
export function appFromManifest(manifest: unknown): FromManifest {
  const parsed = Manifest.safeParse(manifest);
  if (!parsed.success) throw new Error(`Cannot read the manifest:\n${z.prettifyError(parsed.error)}`);
  const { display_information: display, features, oauth_config: oauth, settings } = parsed.data;
  const requestUrl = settings.event_subscriptions.request_url ?? settings.interactivity.request_url;
  return {
    name: display.name,
    scopes: oauth.scopes.bot,
    redirectUrls: oauth.redirect_urls,
    events: settings.event_subscriptions.bot_events,
    socketMode: settings.socket_mode_enabled,
    tokenRotation: settings.token_rotation_enabled,
    ...(requestUrl === undefined ? {} : { requestUrl }),
    homeTab: features.app_home?.home_tab_enabled ?? false,
    messagesTab: features.app_home?.messages_tab_enabled ?? true,
    commands: features.slash_commands.map((one) => ({
      command: one.command,
      description: one.description,
      usageHint: one.usage_hint,
      shouldEscape: one.should_escape,
      ...(one.url === undefined ? {} : { url: one.url }),
    })),
    shortcuts: features.shortcuts.map((one) => ({
      type: one.type,
      callbackId: one.callback_id,
      name: one.name,
      description: one.description,
    })),
  };
}
