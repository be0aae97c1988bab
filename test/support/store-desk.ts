import { readFileSync } from "node:fs";
import type { Command, Order } from "../../src/desk/commands.ts";
import type { Desk, People } from "../../src/desk/desk.ts";
import type { Facts } from "../../src/desk/facts.ts";
import type { Outcome } from "../../src/desk/service.ts";
import { createPipe, type Pipe } from "../../src/pipe.ts";
import { loadRegulation } from "../../src/regulation/load.ts";
import { inTransaction } from "../../src/store/database.ts";
import { saveDesk, storeEdition } from "../../src/store/desks.ts";
import { directoryBook, saveRoles } from "../../src/store/directory.ts";
import { readFrames, type Frames } from "../../src/store/frames.ts";
import { openQueue, type Queue } from "../../src/store/queue.ts";
import { createReading, type Reading } from "../../src/store/reading.ts";
import { openTestDatabase, type Kind, type TestDatabase } from "./database.ts";
import { at, desk, people, WANG } from "./property-desk.ts";
import { loud } from "./until.ts";

/** A desk in a database of its own, with its pipe, under a clock that the test sets. */
export interface StoreDesk {
  readonly database: TestDatabase;
  readonly queue: Queue;
  readonly frames: Frames;
  readonly pipe: Pipe;
  readonly reading: Reading;
  /** Local time at the desk, `2026-11-24 09:12`. */
  setNow(local: string): void;
  now(): number;
  /** Files by the desk's reception, with all that dispatch asks answered. */
  file(facts?: Facts, by?: string, key?: string): Promise<Outcome>;
  submit(command: Command, by: string, caseId: string, key?: string): Promise<Outcome>;
  close(): Promise<void>;
}

export interface StoreDeskOptions {
  /** One that is open already, and is left open. */
  readonly database?: TestDatabase;
  readonly desk?: Desk;
  readonly people?: People;
  /** YAML; the property regulation when absent. */
  readonly regulation?: { readonly id: string; readonly text: string };
}

const PROPERTY = {
  id: "property",
  text: readFileSync(new URL("../../regulations/property.yaml", import.meta.url), "utf8"),
};

/** What reception writes down of a complaint of the lightest kind, with everything that dispatch asks. */
export const LIFT: Facts = {
  "what-happened": "The lift stopped between floors again",
  category: "lift",
  complainant: "Ms Chen",
  phone: "138 1234 5678",
  source: "phone",
  cause: "equipment",
  "human-factor": "no",
  easy: "yes",
  "our-fault": "no",
  "injury-or-loss": "no",
  "promise-broken": "no",
  "client-management": "no",
  department: "engineering",
};

let keys = 0;

function freshKey(): string {
  keys += 1;
  return `test-${keys}`;
}

function order(command: Command, by: string, key: string): Order {
  return { command, by, key };
}

/** Stores desk and people as the desk's file and Slack would. */
export async function setUpDesk(database: TestDatabase, options: StoreDeskOptions, now: number): Promise<void> {
  const { id, text } = options.regulation ?? PROPERTY;
  const loaded = loadRegulation(text, id);
  if (!("regulation" in loaded)) throw new Error(JSON.stringify(loaded.problems));
  const { regulation } = loaded;
  const { edition: _, ...settings } = options.desk ?? desk;
  const who = options.people ?? people;
  await inTransaction(database, async (tx) => {
    await saveDesk(tx, settings, await storeEdition(tx, { regulation, text }, now));
    await saveRoles(tx, settings.id, { roles: who, source: "file" });
  });
  const book = directoryBook(database);
  await book.savePersons(Object.values(who.persons));
  for (const { id: department, channel } of settings.departments) {
    await book.saveMembers(channel, who.members[department] ?? []);
  }
}

export async function openStoreDesk(kind: Kind, options: StoreDeskOptions = {}): Promise<StoreDesk> {
  const database = options.database ?? (await openTestDatabase(kind));
  let now = at("2026-11-24 09:12");
  await setUpDesk(database, options, now);
  const queue = await openQueue(database, { onError: loud, idle: true });
  const frames = readFrames();
  const parts = { database, queue, frames, now: () => now };
  const pipe = createPipe(parts);
  const deskId = (options.desk ?? desk).id;
  return {
    database,
    queue,
    frames,
    pipe,
    reading: createReading(parts),
    now: () => now,
    setNow: (local) => {
      now = at(local);
    },
    file: (facts = LIFT, by = WANG, key = freshKey()) =>
      pipe.file(deskId, order({ type: "file", kind: "complaint", facts }, by, key)),
    submit: (command, by, caseId, key = freshKey()) => pipe.submit(order(command, by, key), caseId),
    async close() {
      await queue.stop();
      if (options.database === undefined) await database.close();
    },
  };
}

/** The case that a filing or command left behind; fails the test where it was refused. */
export function done(outcome: Outcome) {
  if (!outcome.ok) throw new Error(`Refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome;
}
