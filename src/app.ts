import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import { remoteClock, systemClock, type Clock } from "./clock.ts";
import { courierWork } from "./deliveries.ts";
import { horizonOf } from "./desk/horizon.ts";
import type { Deliver, PostBook, SendPost } from "./desk/notices.ts";
import type { Records } from "./desk/records.ts";
import type { DeskService, DirectoryBook } from "./desk/service.ts";
import { createPipe, type Pipe } from "./pipe.ts";
import { records } from "./records/records.ts";
import type { Settings, SlackSettings } from "./settings.ts";
import { applyDeskFile, SetupTrouble } from "./setup/apply.ts";
import type { Names } from "./setup/names.ts";
import { startCourier } from "./store/courier.ts";
import { openDatabase, type Database } from "./store/database.ts";
import { directoryBook } from "./store/directory.ts";
import { readFrames } from "./store/frames.ts";
import { postBook } from "./store/posts.ts";
import { openQueue, type Queue } from "./store/queue.ts";
import { redrawAt } from "./store/redraw.ts";
import { createReading } from "./store/reading.ts";
import { startTimers, type Timers } from "./timers.ts";

/** What the Slack side is given. */
export interface SlackParts {
  readonly settings: SlackSettings;
  readonly service: DeskService;
  readonly postBook: PostBook;
  readonly records: Records;
  readonly directory: DirectoryBook;
  readonly log: Logger;
}

/** What the Slack side gives back once it listens. */
export interface SlackSide {
  readonly deliver: Deliver;
  readonly sendPost: SendPost;
  /** Takes no more requests; resolves when those under way are finished. */
  stop(): Promise<void>;
}

/** Slack, as the app is joined to it. */
export interface Slack {
  start(parts: SlackParts): Promise<SlackSide>;
  /** For names in the desks' file. */
  names(settings: SlackSettings, log: Logger): Names;
  /** Slack said no, for good; the sentence says what to do. Undefined when it could not be asked. */
  refusal(error: unknown): string | undefined;
}

export interface AppOptions {
  readonly settings: Settings;
  readonly slack: Slack;
  readonly log: Logger;
  /** In place of the clock that the settings name. */
  readonly clock?: Clock;
  /** Ends waiting for a Slack that cannot be reached. */
  readonly signal?: AbortSignal;
}

export interface App {
  readonly service: DeskService;
  readonly database: Database;
  readonly queue: Queue;
  readonly pipe: Pipe;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Finishes what is under way, then closes everything. */
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

interface Patience {
  readonly what: string;
  readonly log: Logger;
  readonly refusal: (error: unknown) => string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Tries until it succeeds, with a word each time; gives up only when told to stop, or refused for good. */
async function patiently<Result>(
  attempt: () => Promise<Result>,
  { what, log, refusal, signal }: Patience,
): Promise<Result> {
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      const no = refusal(error);
      if (no !== undefined) throw new SetupTrouble(no, { cause: error });
      if (error instanceof SetupTrouble) throw error;
      log.warn({ err: error }, `${what} cannot be reached; trying again in ${wait / 1000} s`);
      await pause(wait, undefined, signal === undefined ? {} : { signal });
    }
  }
}

async function clockOf({ settings, clock, log, signal }: AppOptions): Promise<Clock> {
  const { clockUrl } = settings;
  if (clock !== undefined) return clock;
  if (clockUrl === undefined) return systemClock();
  return patiently(() => remoteClock(clockUrl, log), { what: "The clock", log, refusal: () => undefined, signal });
}

/** Closes what was opened, the last first, and tells of what cannot be closed. */
function closer(log: Logger) {
  const open: { readonly name: string; readonly close: () => Promise<void> | void }[] = [];
  return {
    add: (name: string, close: () => Promise<void> | void) => void open.push({ name, close }),
    async all() {
      for (const { name, close } of open.splice(0).toReversed()) {
        try {
          await close();
        } catch (error) {
          log.error({ err: error }, `Closing ${name} failed`);
        }
      }
    },
  };
}

/**
 * Builds everything and starts it: database with migrations, queue, pipe, desks from the file, Slack, timers. A Slack
 * that cannot be reached is waited for. The same for production, demo and tests.
 *
 * @throws SetupTrouble, DatabaseTrouble, FolderInUse, MigrationTrouble with a sentence for whoever runs it
 */
export async function startApp(options: AppOptions): Promise<App> {
  const closing = closer(options.log);
  try {
    return await build(options, closing);
  } catch (error) {
    await closing.all();
    throw error;
  }
}

async function build(options: AppOptions, closing: ReturnType<typeof closer>): Promise<App> {
  const { settings, slack, log, signal } = options;
  const clock = await clockOf(options);
  closing.add("the clock", () => clock.stop());
  const now = () => clock.now();
  const database = await openDatabase({
    url: settings.databaseUrl,
    dataDir: settings.dataDir,
    onTrouble: (error) => log.warn({ err: error }, "A connection to the database broke; another is taken"),
  });
  closing.add("the database", () => database.close());
  if (database.migrated.length > 0) log.info({ migrations: database.migrated }, "The database was brought up to date");
  const queue = await openQueue(database, {
    onError: (error) => log.error({ err: error }, "The job queue is in trouble"),
    onWarning: (message) => log.warn(message),
  });
  closing.add("the job queue", () => queue.stop());
  const frames = readFrames();
  const pipe = createPipe({ database, queue, frames, now });
  const reading = createReading({ database, frames, now });
  const service: DeskService = {
    ...reading,
    submit: (order, caseId) => pipe.submit(order, caseId),
    file: (deskId, order) => pipe.file(deskId, order),
    redrawAt: (channel) => redrawAt({ database, queue }, channel),
    now,
  };
  const patience = { what: "Slack", log, refusal: (error: unknown) => slack.refusal(error), signal };
  const { deskFile } = settings;
  if (deskFile !== undefined) {
    const names = slack.names(settings.slack, log);
    const applied = await patiently(() => applyDeskFile(deskFile, { database, names, now: now() }), patience);
    for (const { desk, edition, changed } of applied)
      log.info({ desk, edition, changed }, "A desk is set up from its file");
  }
  for (const { desk, calendars } of await frames.all(database.prisma)) {
    const notice = horizonOf(calendars, now())?.notice;
    if (notice !== undefined) log.warn({ desk: desk.id, daysLeft: notice.daysLeft }, notice.text.en);
  }
  const parts: SlackParts = {
    settings: settings.slack,
    service,
    postBook: postBook(database, now),
    records,
    directory: directoryBook(database, queue),
    log,
  };
  const side = await patiently(() => slack.start(parts), patience);
  closing.add("Slack", () => side.stop());
  const { deliver, sendPost } = side;
  // Over the embedded database's one connection more hands only stand in each other's way.
  const hands = database.kind === "embedded" ? 2 : 4;
  await startCourier(queue, courierWork({ database, pipe, deliver, sendPost, now, log }), { hands });
  const timers = startTimers({ database, frames, queue, pipe, log }, clock);
  closing.add("the timers", () => timers.stop());
  return { service, database, queue, pipe, clock, timers, stop: () => closing.all() };
}
