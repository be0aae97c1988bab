import type { StoreSettings } from "../settings.ts";
import { openDatabase, type Database } from "../store/database.ts";
import { readFrames } from "../store/frames.ts";
import { moveAll } from "../store/move.ts";
import { openQueue, type Queue } from "../store/queue.ts";
import { rebuildAll, rebuildCase } from "../store/rebuild.ts";
import { troubledCases } from "../store/ticks.ts";
import { undeliveredLines } from "../store/undelivered.ts";
import { Stop } from "./regulation-file.ts";
import { WORDS, type Terminal } from "./words.ts";

export interface Opened {
  readonly database: Database;
  readonly queue: Queue;
}

/** Opens the database and its queue, on which nothing works meanwhile, and closes both. */
export async function withStore<Result>(
  settings: StoreSettings,
  work: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase({ url: settings.databaseUrl, dataDir: settings.dataDir });
  try {
    const queue = await openQueue(database, { onError: () => undefined, idle: true });
    try {
      return await work({ database, queue });
    } finally {
      await queue.stop();
    }
  } finally {
    await database.close();
  }
}

function when(at: number): string {
  return new Date(at).toISOString();
}

/** What waits to be delivered, what was given up, and which cases' timers are in trouble. */
export function showQueue(
  terminal: Terminal,
  settings: StoreSettings,
  options: { readonly json?: boolean | undefined },
): Promise<number> {
  return withStore(settings, async (opened) => {
    const figures = await opened.queue.figures();
    const undelivered = await undeliveredLines(opened.database);
    const troubled = await troubledCases(opened.database);
    if (options.json === true) {
      terminal.print(JSON.stringify({ figures, undelivered, troubled }, null, 2));
      return 0;
    }
    for (const { oldest, ...figure } of figures) {
      terminal.say(WORDS.queued, figure);
      if (oldest !== undefined) terminal.say(WORDS.oldest, { since: when(oldest) });
    }
    for (const line of undelivered) terminal.say(WORDS.givenUp, { ...line, last: when(line.last) });
    if (undelivered.length === 0) terminal.say(WORDS.nothingGivenUp);
    for (const { number, id, failures, trouble } of troubled) {
      terminal.say(WORDS.inTrouble, { number: number ?? id, failures, trouble });
    }
    return 0;
  });
}

/** The id of a case that is named by its id or its number. */
export async function idOf({ prisma }: Database, name: string): Promise<string> {
  const found = await prisma.caseRecord.findFirst({
    where: { OR: [{ id: name }, { number: name }] },
    select: { id: true },
  });
  if (found === null) throw new Stop(WORDS.noSuchCase, { name });
  return found.id;
}

/** Makes the rows of cases anew from their events. */
export function rebuildRows(terminal: Terminal, settings: StoreSettings, name: string | undefined): Promise<number> {
  return withStore(settings, async ({ database }) => {
    const parts = { database, frames: readFrames(), now: () => Date.now() };
    let count = 0;
    let changed = 0;
    const tell = (rebuilt: { readonly id: string; readonly changed: readonly string[] } | undefined) => {
      if (rebuilt === undefined) return;
      count += 1;
      if (rebuilt.changed.length === 0) return;
      changed += 1;
      terminal.say(WORDS.rebuiltOne, { id: rebuilt.id, changed: rebuilt.changed.join(", ") });
    };
    if (name === undefined) for await (const rebuilt of rebuildAll(parts)) tell(rebuilt);
    else tell(await rebuildCase(parts, await idOf(database, name)));
    terminal.say(WORDS.rebuilt, { count, changed });
    return 0;
  });
}

/** Takes the embedded database to a server. */
export async function moveDatabase(
  terminal: Terminal,
  settings: StoreSettings,
  options: { readonly to?: string | undefined },
): Promise<number> {
  const { to } = options;
  if (to === undefined) throw new Stop(WORDS.moveWhere);
  if (settings.databaseUrl !== undefined) throw new Stop(WORDS.movesEmbedded);
  return withStore(settings, (from) =>
    withStore({ ...settings, databaseUrl: to }, async (target) => {
      for (const table of await moveAll(from, target)) terminal.say(WORDS.movedTable, { ...table });
      terminal.say(WORDS.moved, { folder: settings.dataDir });
      return 0;
    }),
  );
}
