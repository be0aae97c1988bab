import type { Regulation } from "../regulation/shape.ts";
import { readClauses, readRegulationText } from "./catalogue.ts";
import { wholeOf } from "./prune.ts";
import { proofOf, soundStories, type Proof } from "./prove.ts";
import type { ClauseResult, SystemResult } from "./results.ts";
import { drawn, shownOn, type Surfaces } from "./shown.ts";
import { contentHash, storiesFrom, storyTexts, type ReadStories } from "./sources.ts";

export interface Proving {
  /** Of the engine, computed once for many systems. */
  readonly engine: string;
  /** Told before each clause. */
  readonly onClause?: (clause: string, place: number, of: number) => void;
  /** Told of stories that cannot be read, or do not go as they expect under the whole file. */
  readonly onUnsound?: (story: string, why: string) => void;
  /** Only these; all when absent. */
  readonly only?: ReadonlySet<string>;
}

function resultOf(clause: string, proof: Proof, surfaces: () => readonly string[] | undefined): ClauseResult {
  if (proof.result === "fails") return { clause, state: "held", by: proof.story };
  if (proof.result === "breaks") return { clause, state: "held", inseparable: true };
  const shown = surfaces();
  if (shown !== undefined) return { clause, state: "shown", by: shown.join(", ") };
  return { clause, state: "open", ...(proof.result === "stands" ? { unproved: true } : {}) };
}

/** The regulation of a desk that adds a guide. */
const HOST = "property";

async function hostOf(guide: boolean): Promise<Regulation | undefined> {
  if (!guide) return undefined;
  return wholeOf((await readRegulationText(HOST)).text, HOST)?.regulation;
}

async function soundOnes(read: ReadStories, { onUnsound }: Proving) {
  for (const { name, problem } of read.unreadable) onUnsound?.(name, `${problem.line}: ${problem.message.en}`);
  const sound = await soundStories(read.stories);
  for (const { name } of read.stories.filter((story) => !sound.includes(story))) onUnsound?.(name, "fails as it is");
  return sound;
}

/**
 * Proves every clause of a system anew.
 *
 * @returns undefined where the regulation file has errors
 */
export async function proveSystem(system: string, proving: Proving): Promise<SystemResult | undefined> {
  const { engine, onClause, only } = proving;
  const { text, guide } = await readRegulationText(system);
  const whole = wholeOf(text, system);
  if (whole === undefined) return undefined;
  const content = await contentHash(system);
  const stories = await soundOnes(storiesFrom(await storyTexts(system), whole.regulation), proving);
  const ids = (await readClauses(system)).map(({ id }) => id).filter((id) => only === undefined || only.has(id));
  const host = await hostOf(guide);
  const hosted = host === undefined ? {} : { host };
  let surfaces: Surfaces | undefined;
  const clauses: ClauseResult[] = [];
  for (const [index, clause] of ids.entries()) {
    onClause?.(clause, index + 1, ids.length);
    const proof = await proofOf(clause, whole.tree, stories);
    const shown = () => {
      surfaces ??= drawn(whole.regulation, host);
      return shownOn(proof.pruned, { ...whole, whole: surfaces, ...hosted });
    };
    clauses.push(resultOf(clause, proof, shown));
  }
  return { system, made: { content, engine }, clauses };
}
