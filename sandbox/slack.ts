import { createClock, type Companion } from "./clock.ts";
import { readWorkspace, type WorkspaceInput } from "./config.ts";
import { createDelivery } from "./deliver/delivery.ts";
import { startEvents } from "./deliver/events.ts";
import { createFaults } from "./faults.ts";
import { listen, type Page } from "./http/server.ts";
import type { Sandbox } from "./sandbox.ts";
import { createTraffic } from "./traffic.ts";
import { createWorld } from "./world/world.ts";
import { createControl, type Control } from "./control/control.ts";
import { localLink } from "./control/link.ts";

export interface SlackOptions {
  workspace: WorkspaceInput;
  /** 0 (the default): any free one. */
  port?: number;
  host?: string;
  /** The clock at the start; running at the pace of real time unless told otherwise. */
  clock?: { now?: number; running?: boolean };
  page?: Page;
}

export interface Slack {
  /** "http://127.0.0.1:1234": the page. */
  url: string;
  /** What an app takes as its `slackApiUrl`, with the closing slash. */
  apiUrl: string;
  control: Control;
  /** An app in this process that a moved clock waits for at everything that falls due on the way. */
  goAlong(companion: Companion): () => void;
  stop(): Promise<void>;
}

/**
 * Starts a Slack on this machine.
 *
 * @throws Error when the workspace does not hang together or the port is taken.
 */
export async function startSlack(options: SlackOptions): Promise<Slack> {
  const clock = createClock(options.clock);
  const world = createWorld(readWorkspace(options.workspace), clock);
  const traffic = createTraffic(clock);
  const faults = createFaults();
  const sandbox: Sandbox = { world, traffic, faults, delivery: createDelivery({ world, traffic, faults }) };
  const stopEvents = startEvents(sandbox);
  const listening = await listen(sandbox, {
    port: options.port ?? 0,
    host: options.host ?? "127.0.0.1",
    page: options.page,
  });
  world.url = listening.url;
  return {
    url: listening.url,
    apiUrl: `${listening.url}/api/`,
    control: createControl(localLink(sandbox)),
    goAlong: (companion) => clock.goAlong(companion),
    async stop() {
      stopEvents();
      clock.close();
      sandbox.delivery.close();
      await listening.stop();
    },
  };
}
