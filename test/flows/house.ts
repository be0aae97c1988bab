import { createServer } from "node:net";
import { pino } from "pino";
import { readHouse } from "../../demo/houses/houses.ts";
import { APP_ID, APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, workspaceOf, type Reach } from "../../demo/workspace.ts";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { readable } from "../../sandbox/control/screen.ts";
import type { MessageSeen } from "../../sandbox/protocol.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { startApp, type App } from "../../src/app.ts";
import { slackRefusal, startSlackApp } from "../../src/slack/app.ts";
import { makeClients } from "../../src/slack/clients.ts";
import { slackNames } from "../../src/setup/names.ts";
import { cloneDatabase } from "../support/database.ts";
import { at } from "../support/property-desk.ts";

export const DESK_APP = APP_ID;

/** People of the property house; Grace and Zhao Min read English, the others Chinese. */
export const WANG = "U0WANG";
export const GRACE = "U0GRACE";
export const LI = "U0LI";
export const GUO = "U0GUO";
export const SUN = "U0SUN";
export const ZHAO = "U0ZHAO";
export const QIAN = "U0QIAN";
export const MEI = "U0MEI";

export const ENGINEERING = "#engineering-desk";

/** The property house with its people in a Slack of its own, the app joined to it, and a clock that stands still. */
export interface House extends AsyncDisposable {
  readonly slack: Slack;
  readonly app: App;
  as(user: string): PersonControl;
  /** Sets the clock forward to a local time, `2026-11-25 18:01`; what falls due on the way has been carried out. */
  goTo(local: string): Promise<void>;
  close(): Promise<void>;
}

export interface HouseOptions {
  /** Local time at which it begins. */
  readonly at?: string;
  /** Signed requests unless told otherwise. */
  readonly reach?: "socket" | "http";
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  // A clock that is moved lets hours pass in an instant, and with them the life of sockets: requests come over HTTP.
  const bySocket = options.reach === "socket";
  const port = await freePort();
  const reach: Reach = bySocket ? { by: "socket" } : { by: "http", url: `http://127.0.0.1:${port}/slack/events` };
  const house = await readHouse("property");
  const slack = await startSlack({
    workspace: await workspaceOf(house, reach),
    clock: { now: at(options.at ?? "2026-11-24 09:12"), running: false },
  });
  const database = await cloneDatabase();
  const log = pino({ level: process.env["FLOW_LOG"] ?? "silent" });
  const door = bySocket
    ? ({ kind: "socket", appToken: APP_TOKEN } as const)
    : ({ kind: "http", signingSecret: SIGNING_SECRET, port } as const);
  const app = await startApp({
    settings: {
      slack: { botToken: BOT_TOKEN, door, apiUrl: slack.apiUrl },
      dataDir: "unused",
      databaseUrl: database.url,
      deskFile: house.deskFile,
      logLevel: "silent",
      clockUrl: `${slack.url}/_sandbox/clock`,
    },
    slack: {
      start: startSlackApp,
      names: (settings, logger) =>
        slackNames(
          makeClients(settings.botToken, {
            log: logger,
            ...(settings.apiUrl === undefined ? {} : { apiUrl: settings.apiUrl }),
          }),
        ),
      refusal: slackRefusal,
    },
    log,
  });
  const close = async () => {
    await app.stop();
    await slack.stop();
    await database.drop();
  };
  return {
    slack,
    app,
    as: (user) => slack.control.as(user),
    async goTo(local) {
      await slack.control.clock.move(at(local) - (await slack.control.clock.now()));
      await app.timers.catchUp();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The texts of a thread, in order, without the card above it. */
export function linesOf(thread: readonly MessageSeen[]): readonly string[] {
  return thread.slice(1).map((message) => message.text);
}

/** Reception writes down a lift that stopped: a minor case for Engineering, dispatched at once. Answers the number. */
export async function fileLift(house: House, answers: { readonly [input: string]: string } = {}): Promise<string> {
  const grace = house.as(GRACE);
  await grace.command("/complaint", "The lift stopped between floors again", ENGINEERING);
  await grace.choose(await grace.seesModal("File a complaint"), "category", answers["category"] ?? "lift");
  await grace.choose(await grace.seesModal("→ "), "cause", answers["cause"] ?? "equipment");
  await grace.choose(await grace.seesModal("Solve it by"), "ticks", (answers["ticks"] ?? "easy").split(" "));
  await grace.seesModal("Solve it by");
  const { category: _, cause: __, ticks: ___, ...more } = answers;
  const submitted = await grace.submit({
    complainant: "Ms Chen Lan",
    phone: "138 1234 5678",
    source: "phone",
    ...more,
  });
  if (!submitted.ok || submitted.outcome !== "update")
    throw new Error(`The filing was not taken: ${JSON.stringify([submitted, grace.modal()?.errors])}`);
  const receipt = await grace.seesModal("Recorded");
  const number = /\d{10}/u.exec(readable(receipt))?.[0] ?? "";
  await grace.closeView({ all: true });
  return number;
}

/** The card as it stands now, once it says this. */
export function card(person: PersonControl, says: string, channel = ENGINEERING): Promise<MessageSeen> {
  return person.sees(
    channel,
    (message) =>
      message.blocks.length >= 3 &&
      message.threadTs !== undefined &&
      message.ts === message.threadTs &&
      readable(message).includes(says),
  );
}

/** Accepted by the department's manager. */
export async function accept(house: House): Promise<void> {
  const li = house.as(LI);
  await li.press(await card(li, "下一步：签收"), "签收");
  await card(li, "下一步：办结");
}

/** Chooses in a card's ⋯ menu by what stands there. */
export async function chooseFromMenu(person: PersonControl, message: MessageSeen, label: string): Promise<void> {
  await person.press(message, "acts", label);
}

export { readable };
