import { WebSocket } from "ws";
import { perform } from "../acts/act.ts";
import { frameText } from "../http/frame.ts";
import type { Act, ActResults, Problem, Update } from "../protocol.ts";
import type { Deed, DeedResults, TrafficEntry } from "../protocol-control.ts";
import type { Sandbox } from "../sandbox.ts";
import { watch } from "../see/watch.ts";
import { carryOut } from "./deeds.ts";

/** How a control reaches a sandbox: in the same process, or over HTTP. */
export interface Link {
  act<A extends Act>(user: string, act: A): Promise<ActResults[A["do"]]>;
  deed<D extends Deed>(deed: D): Promise<DeedResults[D["do"]]>;
  /** The first update is a snapshot, and has come when the promise resolves. Gives the way to stop. */
  watch(user: string, listener: (update: Update) => void): Promise<() => void>;
  traffic(since: number): Promise<TrafficEntry[]>;
  /** Calls back at each entry and each answer. */
  onTraffic(listener: (entry: TrafficEntry) => void): Promise<() => void>;
  now(): Promise<number>;
}

function isProblem(value: object): value is Problem {
  return "ok" in value && value.ok === false && "error" in value && value.error === "not_found";
}

export function localLink(sandbox: Sandbox): Link {
  const { world } = sandbox;
  return {
    async act<A extends Act>(user: string, act: A) {
      const person = world.people.get(user);
      if (!person) throw new Error(`Cannot act as ${user}: nobody of that id is in this workspace`);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each act is answered with its own result; the type of a union cannot say so
      return (await perform(sandbox, person, act)) as ActResults[A["do"]];
    },
    async deed<D extends Deed>(deed: D) {
      const result = await carryOut(sandbox, deed);
      if (isProblem(result)) throw new Error(`Cannot ${deed.do}: ${result.words}`);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      return result as DeedResults[D["do"]];
    },
    watch: (user, listener) => Promise.resolve(watch(sandbox, user, { send: listener, traffic: false })),
    traffic: (since) => Promise.resolve(structuredClone(sandbox.traffic.since(since))),
    onTraffic: (listener) => Promise.resolve(sandbox.traffic.onEntry(listener)),
    now: () => Promise.resolve(world.clock.now()),
  };
}

/** The same over HTTP, for tests and tools in another process. @param url the sandbox's address, without a closing slash. */
export function remoteLink(url: string): Link {
  async function post<T>(path: string, body: object): Promise<T> {
    const response = await fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The sandbox refused ${path}: ${await response.text()}`);
    const result: T = JSON.parse(await response.text());
    return result;
  }
  async function get<T>(path: string): Promise<T> {
    const result: T = JSON.parse(await (await fetch(url + path)).text());
    return result;
  }
  async function open(query: string, listener: (update: Update) => void): Promise<() => void> {
    const socket = new WebSocket(`${url.replace(/^http/, "ws")}/_sandbox/see?${query}`);
    await new Promise<void>((resolve, reject) => {
      socket.on("error", reject);
      socket.on("message", (data) => {
        const update: Update = JSON.parse(frameText(data));
        listener(update);
        resolve();
      });
    });
    return () => socket.close();
  }
  return {
    act: (user, act) => post(`/_sandbox/as/${user}`, act),
    deed: (deed) => post("/_sandbox/control", deed),
    watch: (user, listener) => open(`as=${user}`, listener),
    traffic: (since) => get(`/_sandbox/traffic?since=${since}`),
    async onTraffic(listener) {
      const { people } = await get<{ people: { id: string }[] }>("/_sandbox/workspace");
      const anybody = people[0]?.id ?? "";
      return open(`as=${anybody}&traffic=1`, (update) => {
        if (update.type === "traffic") listener(update.entry);
      });
    },
    now: async () => (await get<{ now: number }>("/_sandbox/clock")).now,
  };
}
