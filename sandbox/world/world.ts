import type { Clock } from "../clock.ts";
import type { WorkspaceConfig } from "../config.ts";
import { createIds, type Ids } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import type {
  App,
  Change,
  Channel,
  Code,
  Group,
  Message,
  Person,
  ResponseUrl,
  Scheduled,
  StoredFile,
  Team,
  Token,
  Trigger,
  View,
} from "./nouns.ts";

export interface World {
  team: Team;
  clock: Clock;
  ids: Ids;
  people: Map<string, Person>;
  groups: Map<string, Group>;
  apps: Map<string, App>;
  tokens: Map<string, Token>;
  channels: Map<string, Channel>;
  /** `channel/ts` → an ephemeral message, kept so that its buttons work and its response_url can replace it. */
  ephemerals: Map<string, Message>;
  views: Map<string, View>;
  /** Person → ids of the open modal's views, bottom to top. */
  stacks: Map<string, string[]>;
  /** `app/person` → id of the published Home view. */
  homes: Map<string, string>;
  files: Map<string, StoredFile>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  scheduled: Map<string, Scheduled>;
  codes: Map<string, Code>;
  /** Refresh token → app. */
  refreshTokens: Map<string, string>;
  /** Options that an external select offered to a person last: `person/place/block/action`. */
  offered: Map<string, JsonObject[]>;
  rateLimits: "off" | "real";
  /** Do sockets end after an hour, as Slack's do? */
  sockets: "refreshed" | "steady";
  /** The sandbox's own address, "http://127.0.0.1:1234". Known once it listens. */
  url: string;
  tell(change: Change): void;
  /** Gives the way to stop listening. */
  listen(listener: (change: Change) => void): () => void;
}

export function createWorld(config: WorkspaceConfig, clock: Clock): World {
  const listeners = new Set<(change: Change) => void>();
  const world: World = {
    team: config.team,
    clock,
    ids: createIds(clock),
    people: new Map(),
    groups: new Map(config.groups.map((group) => [group.id, { ...group, updated: clock.now() }])),
    apps: new Map(),
    tokens: new Map(),
    channels: new Map(),
    ephemerals: new Map(),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    files: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    scheduled: new Map(),
    codes: new Map(),
    refreshTokens: new Map(),
    offered: new Map(),
    rateLimits: config.rateLimits,
    sockets: config.sockets,
    url: "",
    tell(change) {
      for (const listener of listeners) listener(change);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  for (const person of config.people) addPerson(world, person);
  for (const app of config.apps) addApp(world, app);
  for (const channel of config.channels) addConfigured(world, channel);
  return world;
}

function addPerson(world: World, person: WorkspaceConfig["people"][number]): void {
  world.people.set(person.id, {
    ...person,
    displayName: person.displayName ?? person.realName,
    email: person.email ?? `${person.name}@${world.team.domain}.example`,
    updated: world.clock.now(),
  });
}

function addApp(world: World, config: WorkspaceConfig["apps"][number]): void {
  const { botToken, appToken, requestUrl, scopes, events, ...rest } = config;
  world.apps.set(config.id, {
    ...rest,
    ...(appToken === undefined ? {} : { appToken }),
    ...(requestUrl === undefined ? {} : { requestUrl }),
    scopes: new Set(scopes),
    events: new Set(events),
    installed: true,
  });
  world.people.set(config.botUser, {
    id: config.botUser,
    name: config.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_"),
    realName: config.name,
    displayName: config.name,
    title: "",
    email: "",
    locale: "en-US",
    tz: "America/Los_Angeles",
    admin: false,
    deactivated: false,
    app: config.id,
    updated: world.clock.now(),
  });
  addToken(world, { value: botToken, app: config.id, kind: "bot", user: config.botUser, scopes: new Set(scopes) });
  if (appToken === undefined) return;
  const appScopes = new Set(["connections:write", "authorizations:read"]);
  addToken(world, { value: appToken, app: config.id, kind: "app", user: config.botUser, scopes: appScopes });
}

export function addToken(world: World, token: Omit<Token, "state">): Token {
  const full: Token = { ...token, state: "good" };
  world.tokens.set(token.value, full);
  return full;
}

function addConfigured(world: World, config: WorkspaceConfig["channels"][number]): void {
  addChannel(world, {
    ...config,
    kind: config.private ? "private" : "public",
    members: new Set(config.members),
    creator: config.members[0] ?? [...world.people.keys()][0] ?? "",
  });
}

export function addChannel(
  world: World,
  channel: Pick<Channel, "id" | "kind" | "name" | "members" | "creator"> & Partial<Channel>,
): Channel {
  const full: Channel = {
    topic: "",
    purpose: "",
    general: false,
    archived: false,
    created: world.clock.now(),
    timeline: [],
    threads: new Map(),
    byTs: new Map(),
    read: new Map(),
    pins: [],
    bookmarks: [],
    ...channel,
  };
  world.channels.set(full.id, full);
  return full;
}
