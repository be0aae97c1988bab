import { isDeepStrictEqual } from "node:util";
import type { Order } from "../../src/desk/commands.ts";
import type { People, Person } from "../../src/desk/desk.ts";
import { NO_CASE } from "../../src/desk/fold.ts";
import { noticesOf } from "../../src/desk/notify.ts";
import { DESK } from "../../src/desk/rights.ts";
import type { CaseFile } from "../../src/desk/service.ts";
import type { Regulation } from "../../src/regulation/shape.ts";
import { createPipe } from "../../src/pipe.ts";
import { HOUSE_CALENDAR } from "../../src/story/stage.ts";
import type { Runner, Turn } from "../../src/story/runner.ts";
import type { Stage } from "../../src/story/story.ts";
import { inTransaction } from "../../src/store/database.ts";
import { saveDesk, storeEdition } from "../../src/store/desks.ts";
import { directoryBook, saveAbsences, saveRoles } from "../../src/store/directory.ts";
import { readFrames } from "../../src/store/frames.ts";
import { openQueue, type Queue } from "../../src/store/queue.ts";
import { fileOf } from "../../src/store/readable.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";
import { loud } from "./until.ts";

/** A database in which many stories happen, each at a desk of its own. */
export interface PipeHouse {
  /** For `playStory`: the real pipe at a new desk. */
  runnerFor(stage: Stage): Promise<Runner>;
  close(): Promise<void>;
}

interface Parts {
  readonly database: TestDatabase;
  readonly queue: Queue;
  /** As they are in the database now: people are the same at every desk. */
  readonly persons: Map<string, Person>;
  readonly editions: Map<Regulation, string>;
}

export async function openPipeHouse(): Promise<PipeHouse> {
  const database = await openTestDatabase("embedded");
  const queue = await openQueue(database, { onError: loud, idle: true });
  const parts: Parts = { database, queue, persons: new Map(), editions: new Map() };
  let desks = 0;
  return {
    runnerFor(stage) {
      desks += 1;
      return throughPipe(ownDesk(stage, `story-${desks}`), parts);
    },
    async close() {
      await queue.stop();
      await database.close();
    },
  };
}

/** Members of a channel are members at every desk that has it, so each desk has channels of its own. */
function ownDesk(stage: Stage, id: string): Stage {
  const departments = stage.desk.departments.map((one) => ({ ...one, channel: `${id}-${one.id}` }));
  return { ...stage, desk: { ...stage.desk, id, departments } };
}

async function savePeople({ database, persons }: Parts, people: People): Promise<void> {
  const changed = Object.values(people.persons).filter((person) => !isDeepStrictEqual(persons.get(person.id), person));
  if (changed.length === 0) return;
  await directoryBook(database).savePersons(changed);
  await inTransaction(database, async (tx) => {
    for (const person of changed) {
      const before = persons.get(person.id)?.absences ?? [];
      if (before.length + person.absences.length > 0) await saveAbsences(tx, person.id, person.absences);
      persons.set(person.id, person);
    }
  });
}

async function setUp(parts: Parts, { desk, people, regulation }: Stage): Promise<void> {
  const { database, editions } = parts;
  const { edition: _, ...settings } = desk;
  await inTransaction(database, async (tx) => {
    const edition = editions.get(regulation) ?? (await storeEdition(tx, { regulation, text: regulation.id }, 0));
    editions.set(regulation, edition);
    await saveDesk(tx, { ...settings, calendar: HOUSE_CALENDAR }, edition);
    await saveRoles(tx, desk.id, { roles: people, source: "file" });
  });
  await savePeople(parts, people);
  const book = directoryBook(database);
  for (const { id, channel } of desk.departments) await book.saveMembers(channel, people.members[id] ?? []);
}

/**
 * One case of a story through the real pipe: the same commands at the same moments, ticks when the stored row says so,
 * and everything that is looked at read back from the database.
 */
async function throughPipe(stage: Stage, parts: Parts): Promise<Runner> {
  const { database, queue } = parts;
  let now = 0;
  let caseId: string | undefined;
  let people = stage.people;
  const frames = readFrames();
  const clock = { now: () => now };
  const pipe = createPipe({ database, queue, frames, ...clock });
  await setUp(parts, stage);

  /** The case as it was read back after whatever was done last. */
  let known: CaseFile | undefined;

  /** What a visit to the pipe has left behind in the database. */
  async function since(before: CaseFile | undefined): Promise<Turn> {
    if (caseId === undefined) return { at: now, events: [], notices: [] };
    known = await fileOf({ frames, ...clock }, database.prisma, caseId);
    if (known === undefined) throw new Error(`The case ${caseId} is not in the database`);
    const events = known.events.slice(before?.events.length ?? 0);
    const notices = events.length === 0 ? [] : noticesOf(before?.case ?? NO_CASE, events, known.case, known.context);
    return { at: now, events, notices };
  }

  async function give(given: Order): Promise<Turn> {
    // Requests of another story have other keys.
    const order = { ...given, key: given.key === "" ? "" : `${stage.desk.id} ${given.key}` };
    const outcome = await (order.command.type === "file" && caseId === undefined
      ? pipe.file(stage.desk.id, order)
      : pipe.submit(order, caseId));
    if (!outcome.ok) return { at: now, events: [], notices: [], refused: outcome.refusal };
    caseId ??= outcome.file.id;
    return outcome.repeated ? { at: now, events: [], notices: [], repeated: true } : since(known);
  }

  async function submit(order: Order, at: number): Promise<Turn> {
    now = Math.max(now, at);
    return give(order);
  }

  return {
    submit,
    async nextTick() {
      if (caseId === undefined) return undefined;
      const row = await database.prisma.caseRecord.findUnique({ where: { id: caseId }, select: { nextTick: true } });
      return row?.nextTick === null || row === null ? undefined : Number(row.nextTick);
    },
    async tick(at) {
      now = Math.max(now, at);
      if (caseId !== undefined) await pipe.tick(caseId);
      return since(known);
    },
    async standing(at) {
      now = Math.max(now, at);
      if (known !== undefined) {
        const { case: current, context } = known;
        return { current, context: { ...context, now: Math.max(now, current.lastEventAt) } };
      }
      return { current: NO_CASE, context: { ...stage, people, counts: {}, listed: [], now } };
    },
    async change(changed, at) {
      await savePeople(parts, changed);
      people = changed;
      if (caseId === undefined) return { at, events: [], notices: [] };
      return submit({ command: { type: "rejudge" }, by: DESK, key: "" }, at);
    },
  };
}
