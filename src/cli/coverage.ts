import { catalogued, readBeyond, readClauses, readRegulationText } from "../coverage/catalogue.ts";
import {
  isStale,
  keepResult,
  ratedClauses,
  readResult,
  rowOf,
  totalOf,
  type RatedClause,
  type Row,
  type State,
} from "../coverage/results.ts";
import { contentHash, engineHash } from "../coverage/sources.ts";
import { proveSystem } from "../coverage/system.ts";
import { Stop } from "./regulation-file.ts";
import { WORDS, type Sentence, type Terminal } from "./words.ts";

export interface CoverageOptions {
  readonly json?: boolean | undefined;
  readonly prove?: boolean | undefined;
  readonly clauses?: boolean | undefined;
}

/** What is wanted: of a procedure's clauses held, of a guide's shown, of all beyond. */
const GOALS = { held: 0.8, shown: 0.9, beyond: 0.08 } as const;

const STATE_WORDS: { readonly [state in State]: Sentence } = {
  held: { en: "held", "zh-CN": "有情节验证" },
  shown: { en: "shown", "zh-CN": "界面可见" },
  beyond: { en: "beyond", "zh-CN": "软件之外" },
  open: { en: "open", "zh-CN": "未覆盖" },
};

interface Line extends Row {
  readonly guide: boolean;
  /** The regulation, its stories or the engine have changed since the proof, or there never was one. */
  readonly stale: boolean;
  readonly rated: readonly RatedClause[];
}

async function systemsOf(names: readonly string[]): Promise<readonly string[]> {
  const all = await catalogued();
  const strange = names.find((name) => !all.includes(name));
  if (strange !== undefined) throw new Stop(WORDS.noSuchRegulation, { name: strange, names: all.join(", ") });
  return names.length === 0 ? all : names;
}

async function proveAll(systems: readonly string[], terminal: Terminal): Promise<void> {
  const engine = await engineHash();
  for (const system of systems) {
    const kept = await readResult(system);
    if (!isStale(kept, { engine, content: await contentHash(system) })) continue;
    const result = await proveSystem(system, {
      engine,
      onClause: (clause, place, of) => terminal.complain(WORDS.proving, { clause, place, of }),
      onUnsound: (story, why) => terminal.complain(WORDS.unsound, { system, story, why }),
    });
    if (result === undefined) terminal.complain(WORDS.unusable, { file: system });
    else await keepResult(result);
  }
}

async function lineOf(system: string, beyond: ReadonlySet<string>, engine: string): Promise<Line> {
  const [clauses, result, { guide }, content] = await Promise.all([
    readClauses(system),
    readResult(system),
    readRegulationText(system),
    contentHash(system),
  ]);
  const ids = clauses.map(({ id }) => id);
  const rated = ratedClauses(ids, result, beyond);
  const stale = isStale(result, { content, engine });
  return { ...rowOf(system, rated), guide, stale, rated };
}

function share(part: number, whole: number): string {
  return whole === 0 ? "–" : `${Math.round((part / whole) * 100)} %`;
}

function reached({ guide, held, shown, clauses }: Line): boolean {
  return guide ? held + shown >= GOALS.shown * clauses : held >= GOALS.held * clauses;
}

/** Columns that a text takes up in a terminal: Chinese signs are two wide. */
function columns(text: string): number {
  return text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);
}

function leftIn(width: number, text: string): string {
  return text + " ".repeat(Math.max(1, width - columns(text)));
}

function rightIn(width: number, text: string): string {
  return " ".repeat(Math.max(1, width - columns(text))) + text;
}

const NAME_COLUMNS = 36;
const STATE_COLUMNS = 12;

function asTable(lines: readonly Line[], terminal: Terminal): void {
  const { language } = terminal;
  const states = ["held", "shown", "beyond", "open"] as const;
  const row = (name: string, cells: readonly string[]) =>
    terminal.print(leftIn(NAME_COLUMNS, name) + cells.map((cell) => rightIn(STATE_COLUMNS, cell)).join(""));
  row(
    "",
    states.map((state) => STATE_WORDS[state][language]),
  );
  for (const line of lines) {
    const cells = states.map((state) => `${line[state]} ${share(line[state], line.clauses).padStart(5)}`);
    row(`${reached(line) ? "✔" : "·"} ${line.system} (${line.clauses})${line.stale ? " *" : ""}`, cells);
  }
  const total = totalOf(lines);
  row(
    `  ${WORDS.coverageTotal[language]} (${total.clauses})`,
    states.map((state) => `${total[state]} ${share(total[state], total.clauses).padStart(5)}`),
  );
  const most = Math.floor(total.clauses * GOALS.beyond);
  terminal.say(WORDS.coverageGoals, {
    reached: lines.filter(reached).length,
    systems: lines.length,
    beyond: total.beyond,
    most,
    open: total.open,
  });
  if (lines.some(({ stale }) => stale)) terminal.say(WORDS.coverageStale);
}

function asClauses(lines: readonly Line[], terminal: Terminal): void {
  for (const { rated } of lines)
    for (const { clause, state, by, inseparable, unproved } of rated) {
      const notes = [
        by,
        inseparable && WORDS.inseparable[terminal.language],
        unproved && WORDS.unproved[terminal.language],
      ];
      terminal.print(
        [
          leftIn(NAME_COLUMNS, clause),
          leftIn(STATE_COLUMNS, STATE_WORDS[state][terminal.language]),
          ...notes.filter(Boolean),
        ].join("  "),
      );
    }
}

/**
 * Says of every clause of the regulations that come with the app whether a story holds it, a surface shows it, it lies
 * outside software, or none of these. With `prove`, what has changed since the last proof is proved anew first.
 */
export async function coverage(
  terminal: Terminal,
  names: readonly string[],
  options: CoverageOptions,
): Promise<number> {
  const systems = await systemsOf(names);
  if (options.prove === true) await proveAll(systems, terminal);
  const [beyond, engine] = await Promise.all([readBeyond(), engineHash()]);
  const outside = new Set(beyond.map(({ clause }) => clause));
  const lines: Line[] = [];
  for (const system of systems) lines.push(await lineOf(system, outside, engine));
  if (options.json === true) {
    const rows = lines.map(({ system, rated }) => ({
      ...rowOf(system, rated),
      ...(options.clauses === true ? { byClause: rated } : {}),
    }));
    terminal.print(JSON.stringify(rows, null, 2));
    return 0;
  }
  if (options.clauses === true) asClauses(lines, terminal);
  asTable(lines, terminal);
  return 0;
}
