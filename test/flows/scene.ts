import { createServer } from "node:net";
import { pino } from "pino";
import { vi } from "vitest";
import { readHouse } from "../../demo/houses/houses.ts";
import { startStage, type Stage } from "../../demo/start.ts";
import type { Control } from "../../sandbox/control/control.ts";
import type { PersonControl } from "../../sandbox/control/person.ts";
import { readable } from "../../sandbox/control/screen.ts";
import { elementOn } from "../../sandbox/control/targets.ts";
import { optionsOf } from "../../sandbox/blocks/elements.ts";
import { labelAt } from "../../sandbox/json.ts";
import type { Entered, MessageSeen, ModalSeen } from "../../sandbox/protocol.ts";
import { cloneDatabase } from "../support/database.ts";
import { at } from "../support/property-desk.ts";
import { ENGINEERING, GRACE, LI } from "./house.ts";

// Weeks pass in some of these tests, and every day of them is lived through.
vi.setConfig({ testTimeout: 120_000 });

/** What the desk's form is filled in with, by the ids of its inputs. */
export interface Complaint {
  readonly what?: string;
  readonly category?: string;
  readonly cause?: "facility" | "equipment" | "standard" | "management" | "service";
  readonly ticks?: readonly string[];
  readonly customer?: string;
  readonly phone?: string;
  readonly solvable?: "now" | "today" | "later";
  /** Fields behind "Add details". */
  readonly details?: Readonly<Record<string, Entered>>;
}

/** The property house on stage: its own Slack, the app joined to it, an empty desk, and a clock that stands still. */
export interface Scene {
  readonly stage: Stage;
  readonly control: Control;
  /** Where Slack's signed requests go; undefined over the socket. */
  readonly requestUrl: string | undefined;
  as(user: string): PersonControl;
  /** Lets the time pass to a local time; all that was due on the way has happened and has been delivered. */
  to(local: string): Promise<void>;
  /** Resolves when nothing waits to be delivered any more. */
  quiet(): Promise<void>;
  /** Files by `/complaint` and the form, as the desk does; gives the case's number. */
  file(complaint?: Complaint, by?: string): Promise<string>;
  /** Files a light complaint that the owner accepts; gives the case's number. */
  accepted(): Promise<string>;
  /** The case's whole card as it stands in a channel, once it says so. */
  card(number: string, says?: string, channel?: string): Promise<MessageSeen>;
  /** The lines of the card's thread, without the card and the first line, which is always the same. */
  lines(number: string, channel?: string): Promise<readonly string[]>;
  /** The case's window, opened by its number; from there an act of the menu. */
  window(who: PersonControl, number: string): Promise<ModalSeen>;
  /** Chooses an act of the window's menu, and gives the form that opens. */
  act(who: PersonControl, number: string, label: string): Promise<ModalSeen>;
  /** Closes what a test has left open on people's screens. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

export interface SceneOptions {
  /** Local time at which it begins. */
  readonly at?: string;
  /** Signed requests unless told otherwise. */
  readonly door?: "socket" | "http";
  /** The server of the run unless told otherwise. */
  readonly database?: "memory" | "server";
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

const NUMBER = /\*(\d{10}) · /u;

function isIntake(modal: ModalSeen): boolean {
  return modal.callbackId === "intake";
}

/** The form of the desk, answered as the regulation wants it; what a complaint leaves out is that of a lift. */
async function fileBy(who: PersonControl, complaint: Complaint): Promise<string> {
  await who.command("/complaint", complaint.what ?? "The lift stopped between floors", ENGINEERING);
  await who.seesModal(isIntake);
  await redrawn(who, () => who.choose(modalOf(who), "category", complaint.category ?? "lift"));
  await redrawn(who, () => who.choose(modalOf(who), "cause", complaint.cause ?? "equipment"));
  if (complaint.ticks !== undefined) {
    await redrawn(who, () => who.choose(modalOf(who), "ticks", [...(complaint.ticks ?? [])]));
  }
  if (complaint.details !== undefined) await redrawn(who, () => who.press(modalOf(who), "intake:details"));
  const result = await who.submit({
    complainant: complaint.customer ?? "Ms Chen Lan",
    phone: complaint.phone ?? "138 1234 5678",
    source: "phone",
    ...(complaint.solvable === undefined ? {} : { solvable: complaint.solvable }),
    ...complaint.details,
  });
  if (!result.ok || result.outcome !== "update")
    throw new Error(`Not filed: ${JSON.stringify([result, who.modal()?.errors])}`);
  const receipt = readable(await who.seesModal((modal) => modal.callbackId === "receipt"));
  const number = NUMBER.exec(receipt)?.[1];
  if (number === undefined) throw new Error(`The receipt has no number: ${receipt}`);
  await who.closeView({ all: true });
  return number;
}

/** The top modal; fails where none is open. */
export function modalOf(who: PersonControl): ModalSeen {
  const modal = who.modal();
  if (modal === undefined) throw new Error(`${who.id} has no modal open`);
  return modal;
}

/** Waits until what was done has drawn the top modal anew. */
export async function redrawn(who: PersonControl, what: () => Promise<unknown>): Promise<ModalSeen> {
  const { hash } = modalOf(who);
  await what();
  return who.seesModal((modal) => modal.hash !== hash);
}

async function openWindow(who: PersonControl, number: string): Promise<ModalSeen> {
  await who.command("/complaint", number, "#general");
  return who.seesModal((modal) => modal.callbackId === "window");
}

/** What the menu of a case window offers this reader, as it reads. */
export function offeredActs(window: ModalSeen): readonly string[] {
  return optionsOf(elementOn(window, "acts").element).flatMap((option) => labelAt(option, "text") ?? []);
}

export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const house = await readHouse("property");
  const database = options.database === "memory" ? undefined : await cloneDatabase();
  const requestUrl = options.door === "socket" ? undefined : `http://127.0.0.1:${await freePort()}/slack/events`;
  const stage = await startStage({
    house,
    now: at(options.at ?? "2026-11-24 09:12"),
    running: false,
    withHistory: false,
    reach: requestUrl === undefined ? { by: "socket" } : { by: "http", url: requestUrl },
    log: pino({ level: process.env["FLOW_LOG"] ?? "silent" }),
    ...(database === undefined ? {} : { databaseUrl: database.url }),
  });
  const { control } = stage.slack;
  const people = new Map<string, PersonControl>();
  const as = (user: string): PersonControl => {
    const person = people.get(user) ?? control.as(user);
    people.set(user, person);
    return person;
  };
  const reception = as(GRACE);

  async function card(number: string, says = "", channel = ENGINEERING): Promise<MessageSeen> {
    return reception.sees(channel, (message) => {
      const isCard = (message.threadTs ?? message.ts) === message.ts;
      const text = readable(message);
      return isCard && text.includes(number) && text.includes(says);
    });
  }

  return {
    stage,
    control,
    requestUrl,
    as,
    to: (local) => stage.passTo(at(local)),
    quiet: () => stage.quiet(),
    file: (complaint = {}, by = GRACE) => fileBy(as(by), complaint),
    async accepted() {
      const number = await fileBy(reception, { ticks: ["easy"] });
      await as(LI).press(await card(number, "下一步：签收"), "签收");
      await card(number, "下一步：办结");
      return number;
    },
    card,
    async lines(number, channel = ENGINEERING) {
      await stage.quiet();
      const top = await card(number, "", channel);
      const thread = await reception.thread(top.conversation, top.ts);
      return thread.slice(2).map((message) => message.text);
    },
    window: openWindow,
    async act(who, number, label) {
      const shown = await openWindow(who, number);
      const offered = offeredActs(shown);
      if (!offered.includes(label)) throw new Error(`${who.id} is not offered "${label}", but: ${offered.join(", ")}`);
      await who.choose(shown, "acts", label);
      return who.seesModal((modal) => modal.callbackId === "form");
    },
    async tidy() {
      for (const person of people.values()) if (person.modal() !== undefined) await person.closeView({ all: true });
    },
    async close() {
      await stage.stop();
      await database?.drop();
    },
  };
}
