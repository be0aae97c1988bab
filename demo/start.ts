import type { Logger } from "pino";
import { startApp, type App } from "../src/app.ts";
import { remoteClock } from "../src/clock.ts";
import { compileCalendar } from "../src/calendar/calendar.ts";
import { holidaySource } from "../src/calendar/holidays.ts";
import { createLog } from "../src/log.ts";
import type { Settings } from "../src/settings.ts";
import { IN_MEMORY } from "../src/store/embedded.ts";
import { slackSide } from "../src/slack-side.ts";
import { startSlack, type Slack } from "../sandbox/slack.ts";
import { playHistory, demoMorning } from "./history.ts";
import type { House } from "./houses/houses.ts";
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, workspaceOf, type Reach } from "./workspace.ts";

export interface StageOptions {
  readonly house: House;
  /** Of the page; any free one when 0. */
  readonly port?: number;
  readonly page?: Awaited<ReturnType<typeof import("../sandbox/page/build.ts").buildPage>>;
  /** Where the clock stands when the curtain rises; the last working morning when absent. */
  readonly now?: number;
  readonly running?: boolean;
  /** Without its past the house starts empty. */
  readonly withHistory?: boolean;
  readonly reach?: Reach;
  /** A PostgreSQL server in place of the embedded database. */
  readonly databaseUrl?: string;
  readonly log?: Logger;
}

/** A house with everything running: a local Slack, the app joined to it, and a clock that both go by. */
export interface Stage {
  readonly slack: Slack;
  readonly app: App;
  /** Lets the time pass; resolves when everything due on the way has happened and has been delivered. */
  passTo(at: number): Promise<void>;
  /** Resolves when nothing waits to be delivered any more. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

/** Where a demo begins before its desk can be asked for its hours: weekdays in China. */
function firstMorning(now: number): number {
  const hours = ["09:00-12:00", "13:30-18:00"];
  const spec = {
    zone: "Asia/Shanghai",
    holidays: "CN",
    dates: {},
    shifts: {},
    unite: [],
    hours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  };
  return demoMorning(compileCalendar(spec, { holidays: holidaySource("CN") }), now);
}

/** Before the first act of the house's past: weekends and holidays between working days are taken in. */
function beginning(house: House, morning: number): number {
  const days = Math.max(0, ...house.acts.map((act) => act.day));
  return morning - (days * 2 + 10) * 86_400_000;
}

function settingsFor(options: StageOptions, { apiUrl, url }: Pick<Slack, "apiUrl" | "url">): Settings {
  const door =
    options.reach?.by === "http"
      ? ({ kind: "http", signingSecret: SIGNING_SECRET, port: Number(new URL(options.reach.url).port) } as const)
      : ({ kind: "socket", appToken: APP_TOKEN } as const);
  return {
    slack: { botToken: BOT_TOKEN, apiUrl, door },
    dataDir: IN_MEMORY,
    deskFile: options.house.deskFile,
    logLevel: "warn",
    clockUrl: `${url}/_sandbox/clock`,
    ...(options.databaseUrl === undefined ? {} : { databaseUrl: options.databaseUrl }),
  };
}

async function untilQuiet(app: App): Promise<void> {
  for (let calm = 0; calm < 2;) {
    const figures = await app.queue.figures();
    // What is put off waits for a better hour; what waits or is under way is about to be sent.
    calm = figures.every((queue) => queue.waiting === 0 && queue.underWay === 0) ? calm + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What comes behind something put off, because Slack fails, stands still this long before nobody waits for it. */
const STILL_MS = 3000;
/** And this long once it has been so: a long way has many stops. */
const STILL_AGAIN_MS = 200;
const LONGEST_WAIT_MS = 30_000;

/**
 * The same for people at the page, who may have asked Slack to fail: their clock goes on though nothing gets through.
 *
 * @returns whether everything got through
 */
async function untilQuietOrStuck(app: App, stillMs: number): Promise<boolean> {
  const began = performance.now();
  let still = began;
  for (let calm = 0; calm < 2;) {
    if (performance.now() - began > LONGEST_WAIT_MS) return false;
    const figures = await app.queue.figures();
    const underWay = figures.some((queue) => queue.underWay > 0);
    const waiting = figures.some((queue) => queue.waiting > 0);
    const putOff = figures.some((queue) => queue.putOff > 0);
    calm = underWay || waiting ? 0 : calm + 1;
    if (underWay || !putOff) still = performance.now();
    else if (performance.now() - still > stillMs) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}

/**
 * Raises the curtain on a house: sandbox, app and database start, its past is played, the clock stands at a working
 * morning and runs.
 */
export async function startStage(options: StageOptions): Promise<Stage> {
  const log = options.log ?? createLog("warn");
  const morning = options.now ?? firstMorning(Date.now());
  const workspace = await workspaceOf(options.house, options.reach);
  const start = options.withHistory === false ? morning : beginning(options.house, morning);
  const slack = await startSlack({
    workspace,
    port: options.port ?? 0,
    clock: { now: start, running: false },
    ...(options.page === undefined ? {} : { page: options.page }),
  });
  const settings = settingsFor(options, slack);
  const clock = await remoteClock(`${slack.url}/_sandbox/clock`, log);
  const app = await startApp({ settings, slack: slackSide, log, clock });

  let patient = false;
  let stuck = false;
  // Slack's clock stops at one thing after the other, so that every message says what was so at the time it was due.
  slack.goAlong({
    next: (after) => app.timers.next(after),
    async arrive(at) {
      if (!(await clock.learn({ now: at, running: false }))) await app.timers.catchUp();
      if (patient) await untilQuiet(app);
      else stuck = !(await untilQuietOrStuck(app, stuck ? STILL_AGAIN_MS : STILL_MS));
    },
  });

  async function passTo(at: number): Promise<void> {
    patient = true;
    try {
      await slack.control.clock.set(at);
      await clock.learn({ now: at, running: false });
    } finally {
      patient = false;
    }
  }

  const stage: Stage = {
    slack,
    app,
    passTo,
    quiet: () => untilQuiet(app),
    async stop() {
      await app.stop();
      await slack.stop();
    },
  };
  const [desk] = await app.service.desks();
  if (desk === undefined) throw new Error(`The house ${options.house.id} has no desk`);
  if (options.withHistory !== false) await playHistory(options.house, morning, { service: app.service, desk, passTo });
  if (options.running !== false) {
    await slack.control.clock.start();
    await clock.learn({ now: morning, running: true });
  }
  return stage;
}
