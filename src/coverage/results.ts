import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

export const STATES = ["held", "shown", "beyond", "open"] as const;
export type State = (typeof STATES)[number];

/** What the proof found of one clause. */
const ClauseResult = z.strictObject({
  clause: z.string(),
  state: z.enum(["held", "shown", "open"]),
  /** The story that fails without the clause, or the surface on which its text is read. */
  by: z.string().optional(),
  /** Without the clause nothing is left that loads. */
  inseparable: z.literal(true).optional(),
  /** Stories name it, and none of them fails without it. */
  unproved: z.literal(true).optional(),
});
export type ClauseResult = z.infer<typeof ClauseResult>;

/** The proof of one system, as it is kept. */
const SystemResult = z.strictObject({
  system: z.string(),
  made: z.strictObject({ content: z.string(), engine: z.string() }),
  clauses: z.array(ClauseResult),
});
export type SystemResult = z.infer<typeof SystemResult>;

/** From what a proof is made: a system's own files, and the engine that plays and draws them. */
export type Made = SystemResult["made"];

/** Has anything changed since the proof, or was there none? */
export function isStale(result: SystemResult | undefined, now: Made): boolean {
  return result?.made.content !== now.content || result.made.engine !== now.engine;
}

export const RESULTS = join(import.meta.dirname, "../../regulations/coverage");

/** What is kept of a system; undefined where it was never proved. */
export async function readResult(system: string, folder = RESULTS): Promise<SystemResult | undefined> {
  const text = await readFile(join(folder, `${system}.json`), "utf8").catch(() => undefined);
  return text === undefined ? undefined : SystemResult.parse(JSON.parse(text));
}

/** Keeps a proof: one clause a line, so that changes are read easily. */
export async function keepResult(result: SystemResult, folder = RESULTS): Promise<void> {
  await mkdir(folder, { recursive: true });
  const lines = result.clauses.map((clause) => `    ${JSON.stringify(clause)}`).join(",\n");
  const head = `{\n  "system": ${JSON.stringify(result.system)},\n  "made": ${JSON.stringify(result.made)},\n`;
  await writeFile(join(folder, `${result.system}.json`), `${head}  "clauses": [\n${lines}\n  ]\n}\n`);
}

/** One line of the table: how many clauses a system has, and how many are in which state. */
export type Row = { readonly system: string; readonly clauses: number } & { readonly [state in State]: number };

export interface RatedClause {
  readonly clause: string;
  readonly state: State;
  readonly by?: string | undefined;
  readonly inseparable?: true | undefined;
  readonly unproved?: true | undefined;
}

/**
 * Every clause of a system with its state. What a proof knows counts most; a clause outside software is so only where
 * nothing holds or shows it; whatever was never proved is open.
 */
export function ratedClauses(
  clauses: readonly string[],
  result: SystemResult | undefined,
  beyond: ReadonlySet<string>,
): readonly RatedClause[] {
  return clauses.map((clause) => {
    const found = result?.clauses.find((known) => known.clause === clause) ?? { clause, state: "open" as const };
    return found.state === "open" && beyond.has(clause) ? { clause, state: "beyond" } : found;
  });
}

export function rowOf(system: string, rated: readonly RatedClause[]): Row {
  const count = (state: State) => rated.filter((clause) => clause.state === state).length;
  return {
    system,
    clauses: rated.length,
    held: count("held"),
    shown: count("shown"),
    beyond: count("beyond"),
    open: count("open"),
  };
}

export function totalOf(rows: readonly Row[]): Omit<Row, "system"> {
  const sum = (key: Exclude<keyof Row, "system">) => rows.reduce((total, row) => total + row[key], 0);
  return {
    clauses: sum("clauses"),
    held: sum("held"),
    shown: sum("shown"),
    beyond: sum("beyond"),
    open: sum("open"),
  };
}
