import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { CalendarError } from "./calendar/errors.ts";
import { coverage } from "./cli/coverage.ts";
import { moveDatabase, rebuildRows, showQueue } from "./cli/database.ts";
import { deadlinesOfCase } from "./cli/deadlines.ts";
import { editions } from "./cli/editions.ts";
import { begin, type Asking } from "./cli/new.ts";
import { play } from "./cli/play.ts";
import { check, Stop } from "./cli/regulation-file.ts";
import { schema } from "./cli/schema.ts";
import { countTime, listDeadlines } from "./cli/time.ts";
import { HELP, terminalIn, WORDS, type Terminal } from "./cli/words.ts";
import type { Language } from "./regulation/shape.ts";
import { readLanguage, readStoreSettings, type StoreSettings } from "./settings.ts";

const OPTIONS = {
  language: { type: "string" },
  json: { type: "boolean" },
  prove: { type: "boolean" },
  clauses: { type: "boolean" },
  from: { type: "string" },
  until: { type: "string" },
  add: { type: "string" },
  calendar: { type: "string" },
  explain: { type: "string" },
  received: { type: "string" },
  at: { type: "string" },
  level: { type: "string" },
  source: { type: "string" },
  kind: { type: "string" },
  fact: { type: "string", multiple: true },
  holidays: { type: "string", multiple: true },
  to: { type: "string" },
  because: { type: "string" },
  help: { type: "boolean" },
} as const;

type Options = ReturnType<typeof parse>["values"];

interface Call {
  readonly terminal: Terminal;
  readonly options: Options;
  /** What stands after the command. */
  readonly rest: readonly string[];
  readonly now: number;
  readonly ask: Asking;
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

function store(): StoreSettings {
  const read = readStoreSettings();
  if ("settings" in read) return read.settings;
  throw new Stop({ en: read.trouble, "zh-CN": read.trouble });
}

const COMMANDS: { readonly [name: string]: (call: Call) => Promise<number> } = {
  check: ({ terminal, rest, now }) => check(terminal, rest[0], now),
  new: ({ terminal, rest, options, ask }) => begin(terminal, { name: rest[0], from: options.from, ask }),
  play: ({ terminal, rest }) => play(terminal, rest[0], rest[1]),
  deadlines: ({ terminal, rest, options }) => {
    const { received } = options;
    if (received === undefined) return listDeadlines(terminal, rest[0], options);
    return deadlinesOfCase(terminal, rest[0], { ...options, received });
  },
  schema: ({ terminal }) => schema(terminal),
  coverage: ({ terminal, rest, options }) => coverage(terminal, rest, options),
  calendar: ({ terminal, rest, options }) => countTime(terminal, rest[0], options),
  queue: ({ terminal, options }) => showQueue(terminal, store(), options),
  rebuild: ({ terminal, rest }) => rebuildRows(terminal, store(), rest[0]),
  editions: ({ terminal, rest, options }) => editions(terminal, store(), { numbers: rest, because: options.because }),
  move: ({ terminal, options }) => moveDatabase(terminal, store(), options),
};

const nobodyAnswers: Asking = () => Promise.resolve(undefined);

/** Lines from the keyboard or from a file, one for each question; undefined when they have ended. */
function keyboard(): { readonly ask: Asking; readonly close: () => void } {
  const lines = createInterface({ input: process.stdin });
  const typed = lines[Symbol.asyncIterator]();
  return {
    ask: async (question) => {
      process.stdout.write(question);
      const next = await typed.next();
      return next.done === true ? undefined : next.value;
    },
    close: () => lines.close(),
  };
}

function languageOf(wanted: string | undefined): Language {
  if (wanted !== undefined) return wanted.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
  return readLanguage();
}

/** Carries out one operator's command; the exit code says whether it went well. */
export async function runCommand(
  args: readonly string[],
  to: {
    readonly out: (line: string) => void;
    readonly err: (line: string) => void;
    readonly now?: number;
    /** Nobody answers when absent. */
    readonly ask?: Asking;
  },
): Promise<number> {
  let terminal = terminalIn(readLanguage(), to);
  try {
    const { values: options, positionals } = parse(args);
    terminal = terminalIn(languageOf(options.language), to);
    const [name = "help", ...rest] = positionals;
    if (name === "help" || options.help === true) {
      terminal.say(HELP);
      return 0;
    }
    const command = COMMANDS[name];
    if (command === undefined) throw new Stop(WORDS.noSuchCommand, { name });
    return await command({ terminal, options, rest, now: to.now ?? Date.now(), ask: to.ask ?? nobodyAnswers });
  } catch (error) {
    if (error instanceof Stop) terminal.complain(error.sentence, error.gaps);
    else if (error instanceof CalendarError) terminal.complain(error.text);
    else if (error instanceof Error) {
      const inOneLine = error.message.replaceAll(/\s*\n\s*/g, " ");
      terminal.complain({ en: inOneLine, "zh-CN": inOneLine });
    } else throw error;
    return 1;
  }
}

if (import.meta.main) {
  let typing: ReturnType<typeof keyboard> | undefined;
  process.exitCode = await runCommand(process.argv.slice(2), {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    ask: (question) => (typing ??= keyboard()).ask(question),
  });
  typing?.close();
}
