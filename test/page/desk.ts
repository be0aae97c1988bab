import { App, SocketModeReceiver, type BlockAction, type ViewOutput } from "@slack/bolt";
import type { AnyBlock } from "@slack/types";
import type { Browser, Locator, Page } from "playwright-core";
import type { DataVisualizationBlock } from "../../sandbox/chart-block.ts";
import { buildPage } from "../../sandbox/page/build.ts";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { launchBrowser, visit, type Visit, type VisitOptions } from "../support/browser.ts";
import { APP_TOKEN, BOT_TOKEN, office, SCOPES } from "../sandbox/office.ts";

/** Tuesday 24 November 2026, 09:12 in Shanghai, 01:12 in London. */
export const NOW = Date.parse("2026-11-24T01:12:00Z");

type Action = BlockAction["actions"][number];

/** A sandbox with its page, an app that writes down what it is sent, and a browser. */
export interface Desk {
  slack: Slack;
  app: App;
  /** Block actions that the app got and no test has asked for yet, in order. */
  actions: Action[];
  /** Views as they were submitted, likewise. */
  submitted: ViewOutput[];
  /** The next of them, waited for where there is none yet. */
  nextAction(): Promise<Action>;
  nextSubmission(): Promise<ViewOutput>;
  /** Posts as the app; gives the message's ts. */
  post(
    blocks: (AnyBlock | DataVisualizationBlock)[],
    more?: { channel?: string; thread_ts?: string; text?: string },
  ): Promise<string>;
  visit(options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const slack = await startSlack({
    workspace: office({ scopes: [...SCOPES.split(" "), "links.embed:write", "chat:write.public"] }),
    page: await buildPage(),
    clock: { now: NOW, running: false },
  });
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const receiver = new SocketModeReceiver({
    appToken: APP_TOKEN,
    // How long the client waits before it comes back after the sandbox has closed the line.
    clientPingTimeout: 1000,
    installerOptions: { clientOptions: { ...clientOptions } },
  });
  const app = new App({ token: BOT_TOKEN, receiver, clientOptions, deferInitialization: true });
  const actions = queue<Action>();
  const submitted = queue<ViewOutput>();
  app.action(/.*/, async ({ ack, body }) => {
    await ack();
    if (body.type === "block_actions") for (const action of body.actions) actions.put(action);
  });
  app.view({ type: "view_submission", callback_id: /.*/ }, async ({ ack, view, next }) => {
    submitted.put(view);
    if (view.callback_id === "every") await ack();
    await next();
  });
  await app.init();
  await app.start();
  const browser: Browser = await launchBrowser();
  return {
    slack,
    app,
    actions: actions.all,
    submitted: submitted.all,
    nextAction: () => actions.next(),
    nextSubmission: () => submitted.next(),
    async post(blocks, more = {}) {
      const { channel = "C0FRONT", text = "a message", ...rest } = more;
      const answer = await app.client.chat.postMessage({ channel, text, blocks, ...rest });
      return answer.ts ?? "";
    },
    visit: (options) => visit(browser, slack.url, options),
    async close() {
      await browser.close();
      await app.stop();
      await slack.stop();
    },
  };
}

/** The message with this ts in the conversation (not its copy in the thread pane). */
export function messageAt(page: Page, ts: string): Locator {
  return page.locator(`main article[data-ts="${ts}"]`);
}

/** The part of a window that belongs to one input block. */
export function fieldOf(page: Page, blockId: string): Locator {
  return page.getByRole("dialog").locator(`[data-block="${blockId}"]`);
}

/** Types a line into the composer of the open conversation and sends it. */
export async function write(page: Page, line: string): Promise<void> {
  const box = page.locator("main .composer textarea");
  await box.fill(line);
  await box.press("Escape");
  await box.press("Enter");
}

interface Queue<T> {
  /** What has come and was not asked for yet. */
  all: T[];
  put(one: T): void;
  next(): Promise<T>;
}

const PATIENCE = 8000;

function queue<T>(): Queue<T> {
  const all: T[] = [];
  const waiting: ((one: T) => void)[] = [];
  return {
    all,
    put(one) {
      const first = waiting.shift();
      if (first) first(one);
      else all.push(one);
    },
    next() {
      const here = all.shift();
      if (here !== undefined) return Promise.resolve(here);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`The app got nothing within ${PATIENCE} ms`)), PATIENCE);
        waiting.push((one) => {
          clearTimeout(timer);
          resolve(one);
        });
      });
    },
  };
}
