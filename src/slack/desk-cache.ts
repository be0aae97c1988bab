import type { Logger } from "pino";
import type { DeskFile, DeskService } from "../desk/service.ts";

/** Desks and people's own habits in memory, so that a form opens without waiting for the database. */
export interface DeskCache {
  /** As last read; reading anew happens behind it. `now` of the context is the present. */
  all(): Promise<readonly DeskFile[]>;
  byId(id: string | undefined): Promise<DeskFile | undefined>;
  /** Read anew at the next chance: people or desks have changed. */
  stale(): void;
  memory(person: string): Promise<{ readonly [key: string]: string }>;
  remember(person: string, memory: { readonly [key: string]: string }): Promise<void>;
}

/** How old a desk may be before it is read again in the background. */
const FRESH_MS = 15_000;
/** Most people whose habits are kept in memory. */
const MOST_MEMORIES = 5000;

export function makeDeskCache(service: DeskService, log: Logger): DeskCache {
  let desks: readonly DeskFile[] | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<readonly DeskFile[]> | undefined;
  let again = false;
  const memories = new Map<string, { readonly [key: string]: string }>();

  async function read(): Promise<readonly DeskFile[]> {
    again = false;
    try {
      desks = await service.desks();
      readAt = performance.now();
      return desks;
    } finally {
      reading = undefined;
    }
  }

  function current(file: DeskFile): DeskFile {
    return { ...file, context: { ...file.context, now: service.now() } };
  }

  /** Reads anew without anybody waiting for it. */
  async function behind(): Promise<void> {
    try {
      await (reading ??= read());
      if (again) await (reading ??= read());
    } catch (error) {
      log.warn({ err: error }, "Desks could not be read again");
    }
  }

  async function all(): Promise<readonly DeskFile[]> {
    if (desks === undefined) return (await (reading ??= read())).map(current);
    // What is known serves now; the next caller gets what is being read.
    if (performance.now() - readAt > FRESH_MS) void behind();
    return desks.map(current);
  }

  return {
    all,
    byId: async (id) => (await all()).find((file) => file.desk.id === id),
    stale: () => {
      // A reading that is under way may have begun before the change.
      again = reading !== undefined;
      readAt = Number.NEGATIVE_INFINITY;
      void behind();
    },
    async memory(person) {
      const known = memories.get(person);
      if (known !== undefined) return known;
      const found = await service.memory(person);
      if (memories.size >= MOST_MEMORIES) memories.clear();
      memories.set(person, found);
      return found;
    },
    async remember(person, memory) {
      const before = memories.get(person) ?? {};
      const changed = Object.entries(memory).some(([key, value]) => before[key] !== value);
      if (!changed) return;
      memories.set(person, { ...before, ...memory });
      await service.remember(person, memory);
    },
  };
}
