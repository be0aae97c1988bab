import { seconds } from "../ids.ts";
import { copyOf, type JsonObject } from "../json.ts";
import { isDirect } from "../world/conversations.ts";
import { repliesTo } from "../world/messages.ts";
import type { App, Channel, Message, Person, StoredFile, View } from "../world/nouns.ts";
import type { World } from "../world/world.ts";
import { stateValues } from "../blocks/values.ts";

/** Slack's own shapes of things, as they stand in Web API answers, events and interaction payloads. */

export function slackBotProfile(world: World, app: App): JsonObject {
  return {
    id: app.botId,
    app_id: app.id,
    user_id: app.botUser,
    name: app.name,
    icons: icons(world, app.id),
    deleted: !app.installed,
    updated: seconds(world.people.get(app.botUser)?.updated ?? 0),
    team_id: world.team.id,
  };
}

function icons(world: World, id: string): JsonObject {
  const image = (size: number): string => `${world.url}/_sandbox/icon/${id}?size=${size}`;
  return { image_36: image(36), image_48: image(48), image_72: image(72) };
}

/** @param metadata "all" with its payload, "type" with its type only (what history gives when not asked for all). */
export function slackMessage(world: World, message: Message, metadata: "all" | "type" | "none" = "none"): JsonObject {
  const app = message.app === undefined ? undefined : world.apps.get(message.app);
  const customised = message.username !== undefined;
  return {
    type: "message",
    ...(message.subtype === undefined ? (customised ? { subtype: "bot_message" } : {}) : { subtype: message.subtype }),
    ...(message.clientMsgId === undefined ? {} : { client_msg_id: message.clientMsgId }),
    user: message.user,
    text: message.text,
    ts: message.ts,
    ...(app ? { app_id: app.id, bot_id: app.botId, bot_profile: slackBotProfile(world, app) } : {}),
    ...(message.username === undefined ? {} : { username: message.username }),
    ...(message.iconUrl === undefined ? {} : { icons: { image_48: message.iconUrl } }),
    ...(message.iconEmoji === undefined ? {} : { icons: { emoji: message.iconEmoji } }),
    team: world.team.id,
    ...(message.blocks.length > 0 ? { blocks: copyOf(message.blocks) } : {}),
    ...(message.attachments.length > 0 ? { attachments: copyOf(message.attachments) } : {}),
    ...filesOf(world, message),
    ...(message.edited ? { edited: { ...message.edited } } : {}),
    ...threadOf(world, message),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map((one) => ({ ...one, users: [...one.users], count: one.users.length })) }
      : {}),
    ...(world.channels.get(message.channel)?.pins.some((pin) => pin.ts === message.ts)
      ? { pinned_to: [message.channel] }
      : {}),
    ...metadataOf(message, metadata),
  };
}

function filesOf(world: World, message: Message): JsonObject {
  const files = message.files.flatMap((id) => world.files.get(id) ?? []);
  if (files.length === 0) return {};
  return { files: files.map((file) => slackFile(world, file)), upload: message.app === undefined };
}

function threadOf(world: World, message: Message): JsonObject {
  const channel = world.channels.get(message.channel);
  if (!channel) return {};
  if (message.threadTs !== undefined) {
    const parent = channel.byTs.get(message.threadTs);
    return { thread_ts: message.threadTs, ...(parent ? { parent_user_id: parent.user } : {}) };
  }
  const replies = repliesTo(channel, message.ts);
  const latest = replies.at(-1);
  if (!latest) return {};
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: latest.ts,
    reply_users: users,
    is_locked: false,
    subscribed: false,
  };
}

function metadataOf(message: Message, wanted: "all" | "type" | "none"): JsonObject {
  if (!message.metadata || wanted === "none") return {};
  if (wanted === "all") return { metadata: copyOf(message.metadata) };
  return { metadata: { event_type: message.metadata.event_type } };
}

export function slackView(world: World, view: View): JsonObject {
  const app = world.apps.get(view.app);
  return {
    id: view.id,
    team_id: world.team.id,
    type: view.type,
    blocks: copyOf(view.blocks),
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values: stateValues(world, { view }) },
    hash: view.hash,
    title: view.title ?? { type: "plain_text", text: "View Title", emoji: true },
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: view.previous,
    root_view_id: view.root,
    app_id: view.app,
    external_id: view.externalId,
    app_installed_team_id: world.team.id,
    bot_id: app?.botId ?? "",
  };
}

export function slackFile(world: World, file: StoredFile): JsonObject {
  const base = `${world.url}/files-pri/${world.team.id}-${file.id}`;
  const name = encodeURIComponent(file.name);
  const extension = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? "";
  return {
    id: file.id,
    created: seconds(file.created),
    timestamp: seconds(file.created),
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: extension,
    pretty_type: extension.toUpperCase(),
    user: file.user,
    user_team: world.team.id,
    editable: false,
    size: file.bytes.length,
    mode: "hosted",
    is_external: false,
    external_type: "",
    is_public: [...file.channels].some((id) => world.channels.get(id)?.kind === "public"),
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private: `${base}/${name}`,
    url_private_download: `${base}/download/${name}`,
    media_display_type: "unknown",
    permalink: `${world.url}/files/${file.user}/${file.id}/${name}`,
    permalink_public: `${world.url}/${world.team.id}-${file.id}`,
    ...(file.altText === undefined ? {} : { alt_txt: file.altText }),
    comments_count: 0,
    is_starred: false,
    shares: sharesOf(world, file),
    channels: [...file.channels].filter((id) => world.channels.get(id)?.kind === "public"),
    groups: [...file.channels].filter((id) => world.channels.get(id)?.kind === "private"),
    ims: [...file.channels].filter((id) => world.channels.get(id)?.kind === "im"),
    has_rich_preview: false,
    file_access: "visible",
  };
}

function sharesOf(world: World, file: StoredFile): JsonObject {
  const open: JsonObject = {};
  const closed: JsonObject = {};
  for (const share of file.shares) {
    const channel = world.channels.get(share.channel);
    const into = channel?.kind === "public" ? open : closed;
    into[share.channel] = [
      {
        ts: share.ts,
        channel_name: channel?.name ?? "",
        team_id: world.team.id,
        share_user_id: file.user,
        ...(share.threadTs === undefined ? {} : { thread_ts: share.threadTs }),
      },
    ];
  }
  return {
    ...(Object.keys(open).length > 0 ? { public: open } : {}),
    ...(Object.keys(closed).length > 0 ? { private: closed } : {}),
  };
}

/** A channel as conversations.* give it; `viewer` is the bot that asks. */
export function slackChannel(world: World, channel: Channel, viewer: string): JsonObject {
  const common = {
    id: channel.id,
    created: seconds(channel.created),
    is_archived: channel.archived,
    is_im: channel.kind === "im",
    is_org_shared: false,
    context_team_id: world.team.id,
    updated: channel.created,
  };
  if (channel.kind === "im") {
    const other = [...channel.members].find((id) => id !== viewer) ?? viewer;
    const deleted = world.people.get(other)?.deactivated ?? false;
    return { ...common, user: other, is_user_deleted: deleted, is_open: true, priority: 0 };
  }
  const said = (value: string): JsonObject => ({
    value,
    creator: value === "" ? "" : channel.creator,
    last_set: value === "" ? 0 : seconds(channel.created),
  });
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === "public",
    is_group: channel.kind === "private",
    is_mpim: channel.kind === "mpim",
    is_private: channel.kind !== "public",
    is_general: channel.general,
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    pending_connected_team_ids: [],
    shared_team_ids: [world.team.id],
    parent_conversation: null,
    unlinked: 0,
    creator: channel.creator,
    is_member: channel.members.has(viewer),
    topic: said(channel.topic),
    purpose: said(channel.purpose),
    previous_names: [],
    ...(isDirect(channel) ? { is_open: true } : {}),
  };
}

/** @param options.locale as asked for with include_locale; @param options.email where the token has users:read.email. */
export function slackUser(
  world: World,
  person: Person,
  options: { locale?: boolean; email?: boolean } = {},
): JsonObject {
  const app = person.app === undefined ? undefined : world.apps.get(person.app);
  const offset = zoneOffset(person.tz, world.clock.now());
  return {
    id: person.id,
    team_id: world.team.id,
    name: person.name,
    deleted: person.deactivated,
    ...(person.deactivated
      ? {}
      : {
          color: "9f69e7",
          real_name: person.realName,
          tz: person.tz,
          tz_label: zoneLabel(person.tz, world.clock.now()),
          tz_offset: offset,
          is_admin: person.admin,
          is_owner: false,
          is_primary_owner: false,
          is_restricted: false,
          is_ultra_restricted: false,
          who_can_share_contact_card: "EVERYONE",
        }),
    profile: {
      title: person.title,
      phone: "",
      skype: "",
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: app ? "" : person.displayName,
      display_name_normalized: app ? "" : person.displayName,
      status_text: "",
      status_emoji: "",
      status_expiration: 0,
      avatar_hash: "",
      ...icons(world, person.id),
      ...(options.email && !app ? { email: person.email } : {}),
      ...(app ? { bot_id: app.botId, api_app_id: app.id, always_active: true } : {}),
      team: world.team.id,
    },
    is_bot: app !== undefined,
    is_app_user: false,
    updated: seconds(person.updated),
    is_email_confirmed: app === undefined,
    ...(options.locale ? { locale: person.locale } : {}),
  };
}

/** Seconds east of UTC in this zone at this instant. */
export function zoneOffset(zone: string, instant: number): number {
  const name = zonePart(zone, instant, "longOffset");
  const found = /([+-])(\d\d):(\d\d)/.exec(name);
  if (!found) return 0;
  const size = Number(found[2]) * 3600 + Number(found[3]) * 60;
  return found[1] === "-" ? -size : size;
}

export function zoneLabel(zone: string, instant: number): string {
  return zonePart(zone, instant, "long");
}

function zonePart(zone: string, instant: number, style: "long" | "longOffset"): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: style }).formatToParts(instant);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}
