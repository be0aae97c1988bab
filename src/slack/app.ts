import { App } from "@slack/bolt";
import type { Logger } from "pino";
import type { Deliver, PostBook, SendPost } from "../desk/notices.ts";
import type { Records } from "../desk/records.ts";
import type { DeskService, DirectoryBook } from "../desk/service.ts";
import { makeClients, slackError, type Clients } from "./clients.ts";
import { makeDeliverer, type Deliverer } from "./deliver/deliverer.ts";
import { makePace, makeTurns } from "./deliver/later.ts";
import { makePoster } from "./deliver/poster.ts";
import { makeDeskCache } from "./desk-cache.ts";
import { makeDirectory } from "./directory.ts";
import { countInFlight } from "./in-flight.ts";
import { listen } from "./listen.ts";
import { slackLogger } from "./log.ts";
import { makeReceiver, type Door } from "./receivers.ts";
import { makeRedraws } from "./redraws.ts";
import type { Surroundings } from "./surroundings.ts";

export interface SlackOptions {
  readonly settings: {
    readonly botToken: string;
    readonly door: Door;
    /** Another Slack than Slack's, such as the sandbox. */
    readonly apiUrl?: string;
  };
  readonly service: DeskService;
  readonly postBook: PostBook;
  readonly records: Records;
  readonly directory: DirectoryBook;
  readonly log: Logger;
}

export interface SlackApp {
  readonly deliver: Deliver;
  readonly sendPost: SendPost;
  /** Takes no more requests; resolves when those under way are finished. */
  stop(): Promise<void>;
}

/** How long stopping waits for requests that are under way. */
const DRAIN_MS = 10_000;

type ErrorArgs = Parameters<Parameters<App["error"]>[0]>[0];

/** Slack's words for settings that no waiting mends, and what to do about each. */
const FOR_GOOD: { readonly [code: string]: string } = {
  invalid_auth: "Slack does not know SLACK_BOT_TOKEN (or SLACK_APP_TOKEN). Copy the tokens again from your app's pages",
  not_authed: "Slack got no token. Set SLACK_BOT_TOKEN",
  account_inactive: "The app was removed from the workspace. Install it again and copy SLACK_BOT_TOKEN",
  token_revoked: "SLACK_BOT_TOKEN was revoked. Install the app again and copy the new token",
  token_expired: "SLACK_BOT_TOKEN has expired. Copy the new token from your app's pages",
  not_allowed_token_type: "A token of the wrong kind: SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-",
  missing_scope: "The app lacks a scope. Create it from manifest.yml, install it again and copy the tokens",
};

/** Why the app cannot listen for requests, as the system says. */
const NO_DOOR: { readonly [code: string]: string } = {
  EADDRINUSE: "PORT names a port on which another program listens. End that program, or set PORT to another one",
  EACCES: "PORT names a port that only an administrator may open. Set PORT to one above 1023",
};

/** What to do, when Slack or the system said no for good; undefined when Slack could only not be reached. */
export function slackRefusal(error: unknown): string | undefined {
  const code = slackError(error);
  if (code !== undefined) return FOR_GOOD[code];
  const found = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  return NO_DOOR[found];
}

function surroundingsOf(
  { service, postBook, records, directory: book, log }: SlackOptions,
  clients: Clients,
): Surroundings {
  const desks = makeDeskCache(service, log);
  const defaults = async () => {
    const first = (await desks.all())[0]?.desk;
    return { language: first?.language ?? ("en" as const), zone: first?.zone ?? "UTC" };
  };
  const directory = makeDirectory({ book, clients, defaults, changed: () => desks.stale(), log });
  return {
    service,
    posts: postBook,
    records,
    book,
    clients,
    directory,
    desks,
    log,
    inFlight: countInFlight(),
    redraws: makeRedraws(),
  };
}

function delivererOf(parts: Surroundings, workspaceUrl: () => string | undefined): Deliverer {
  const { service, posts, clients, directory, desks, log } = parts;
  const poster = makePoster({ clients, posts, pace: makePace(), log });
  return makeDeliverer({ service, posts, poster, directory, desks, log, turns: makeTurns(), workspaceUrl });
}

function boltApp({ settings, log }: SlackOptions): App {
  const url = settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl };
  return new App({
    token: settings.botToken,
    receiver: makeReceiver(settings.door, {
      log,
      ...(settings.apiUrl === undefined ? {} : { apiUrl: settings.apiUrl }),
    }),
    // Without this the constructor asks Slack at once, and an unreachable Slack ends the process.
    deferInitialization: true,
    extendedErrorHandler: true,
    logger: slackLogger(log),
    clientOptions: { ...url, retryConfig: { retries: 2 }, logger: slackLogger(log) },
  });
}

/** Errors before the answer become Slack's own "that did not work"; the log keeps which request it was. */
function reportErrors(app: App, log: Logger): void {
  app.error(async ({ error, body }: ErrorArgs) => {
    const type = "type" in body ? body.type : "command" in body ? "command" : "event";
    log.error({ err: error, request: type }, "A request from Slack could not be answered");
    // Swallowed here, it would leave Slack without any answer until the three seconds are over.
    throw error;
  });
}

async function begin(app: App, door: Door): Promise<void> {
  if (door.kind === "http") await app.start({ port: door.port });
  else await app.start();
}

/**
 * Joins the app to Slack: answers people, and sends what the queue holds. Resolves once Slack listens to it.
 *
 * @throws what Slack or the network said, when it cannot be reached; `slackRefusal` tells whether waiting helps
 */
export async function startSlackApp(options: SlackOptions): Promise<SlackApp> {
  const { settings, log, service } = options;
  const clients = makeClients(settings.botToken, {
    log,
    ...(settings.apiUrl === undefined ? {} : { apiUrl: settings.apiUrl }),
  });
  const parts = surroundingsOf(options, clients);
  const auth = await clients.patient.auth.test();
  const app = boltApp(options);
  let stopping = false;
  app.use(async ({ next }) => {
    // Unanswered, Slack sends events to another copy of the app, or again.
    if (stopping) return;
    await parts.inFlight.run(next);
  });
  reportErrors(app, log);
  listen(app, parts);
  await app.init();
  await parts.directory.load();
  await parts.directory.sync(await service.desks());
  await parts.desks.all();
  await begin(app, settings.door);
  log.info({ workspace: auth.team, mode: settings.door.kind }, "Slack is joined");
  void parts.directory
    .refresh()
    .catch((error: unknown) =>
      log.warn({ err: error }, "People could not all be read from Slack; it is tried again at the next start"),
    );
  const { deliver, sendPost } = delivererOf(parts, () => auth.url);
  return {
    deliver,
    sendPost,
    async stop() {
      stopping = true;
      const left = await parts.inFlight.drained(DRAIN_MS);
      if (left > 0) log.warn({ left }, "Requests were still under way when the app stopped");
      await app.stop();
    },
  };
}
