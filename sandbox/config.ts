import { z } from "zod";

const Id = z.string().regex(/^[A-Z][A-Z0-9]+$/, "must be capitals and digits, like Slack's ids");

const PersonConfig = z.strictObject({
  id: Id,
  /** The handle, without @. */
  name: z.string().min(1),
  realName: z.string().min(1),
  displayName: z.string().optional(),
  title: z.string().default(""),
  email: z.string().optional(),
  locale: z.string().default("en-US"),
  tz: z.string().default("America/Los_Angeles"),
  admin: z.boolean().default(false),
  deactivated: z.boolean().default(false),
});

const ChannelConfig = z.strictObject({
  id: Id,
  name: z.string().min(1),
  private: z.boolean().default(false),
  general: z.boolean().default(false),
  archived: z.boolean().default(false),
  topic: z.string().default(""),
  purpose: z.string().default(""),
  /** Ids of people and of bot users. */
  members: z.array(Id).default([]),
});

const GroupConfig = z.strictObject({ id: Id, handle: z.string(), name: z.string(), members: z.array(Id).default([]) });

const CommandConfig = z.strictObject({
  command: z.string().regex(/^\/\S{1,31}$/, "must start with / and have 2 to 32 characters"),
  description: z.string().max(2000).default(""),
  usageHint: z.string().max(1000).default(""),
  shouldEscape: z.boolean().default(false),
  url: z.url().optional(),
});

const ShortcutConfig = z.strictObject({
  type: z.enum(["message", "global"]),
  callbackId: z.string().min(1).max(255),
  name: z.string().min(1).max(24),
  description: z.string().max(150).default(""),
});

const AppConfig = z.strictObject({
  id: Id,
  name: z.string().min(1),
  /** The bot's user id and its bot id (B…). */
  botUser: Id,
  botId: Id,
  botToken: z.string().startsWith("xoxb-"),
  appToken: z.string().startsWith("xapp-").optional(),
  signingSecret: z.string().default("sandbox-signing-secret"),
  verificationToken: z.string().default("sandbox-verification"),
  clientId: z.string().default(""),
  clientSecret: z.string().default(""),
  redirectUrls: z.array(z.string()).default([]),
  /** Bot scopes granted at installation. */
  scopes: z.array(z.string()).default([]),
  socketMode: z.boolean().default(true),
  /** Where signed requests go when Socket Mode is off: events, interactivity, options, and commands without their own url. */
  requestUrl: z.url().optional(),
  commands: z.array(CommandConfig).default([]),
  shortcuts: z.array(ShortcutConfig).default([]),
  /** Bot events, as in a manifest: "app_mention", "message.channels", "app_home_opened", … */
  events: z.array(z.string()).default([]),
  homeTab: z.boolean().default(true),
  messagesTab: z.boolean().default(true),
  /** "Delayed Events": after the three retries, once an hour for a day. */
  delayedEvents: z.boolean().default(false),
  /** Tokens of oauth.v2.access live twelve hours and come with a refresh token. */
  tokenRotation: z.boolean().default(false),
});

/** A whole workspace: what `startSlack` takes and what a file for `npm run sandbox -- --config` holds. */
export const WorkspaceConfig = z.strictObject({
  team: z
    .strictObject({ id: Id, name: z.string(), domain: z.string() })
    .default({ id: "T0SANDBOX", name: "Sandbox", domain: "sandbox" }),
  people: z.array(PersonConfig).min(1),
  channels: z.array(ChannelConfig).default([]),
  groups: z.array(GroupConfig).default([]),
  apps: z.array(AppConfig).default([]),
  /** `real`: every method has its tier's limit; `off`: nobody is limited but by faults. */
  rateLimits: z.enum(["off", "real"]).default("off"),
  /**
   * `refreshed`: Slack ends each socket after an hour by the sandbox's clock, and the app connects again. `steady`:
   * sockets live on, for workspaces whose clock people move by days.
   */
  sockets: z.enum(["refreshed", "steady"]).default("refreshed"),
});

export type WorkspaceConfig = z.infer<typeof WorkspaceConfig>;
/** The same with the defaults left out, as a person writes it. */
export type WorkspaceInput = z.input<typeof WorkspaceConfig>;
export type AppInput = z.input<typeof AppConfig>;

/**
 * Checks a workspace and that its ids hang together.
 *
 * @throws Error whose message names each wrong place, one a line.
 */
export function readWorkspace(input: unknown): WorkspaceConfig {
  const parsed = WorkspaceConfig.safeParse(input);
  if (!parsed.success) throw new Error(`Cannot read the workspace:\n${z.prettifyError(parsed.error)}`);
  const known = [...parsed.data.people.map((one) => one.id), ...parsed.data.apps.map((one) => one.botUser)];
  const all = [...known, ...parsed.data.channels.map((one) => one.id), ...parsed.data.apps.map((one) => one.id)];
  const problems = [
    ...all.filter((id, at) => all.indexOf(id) !== at).map((id) => `${id} stands twice`),
    ...[...parsed.data.channels, ...parsed.data.groups].flatMap((holder) =>
      holder.members
        .filter((id) => !known.includes(id))
        .map((id) => `${holder.id}: member ${id} is nobody in this workspace`),
    ),
  ];
  if (problems.length > 0) throw new Error(`Cannot read the workspace:\n${problems.join("\n")}`);
  return parsed.data;
}
