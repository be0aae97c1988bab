import type { Regulation } from "../regulation/shape.ts";
import { playStory } from "../story/play.ts";
import { stageUnder } from "../story/stage.ts";
import type { Story } from "../story/story.ts";
import { withoutClause, type Pruned } from "./prune.ts";
import type { Branch } from "./tree.ts";

/** A story of a system, with the name of its file. */
export interface NamedStory {
  readonly name: string;
  readonly story: Story;
}

/**
 * `fails`: a story that names the clause is otherwise than expected without its rule. `stands`: all of them go as
 * before. `breaks`: without the rule nothing is left that loads. `unnamed`: no story names it.
 */
export type Proof =
  | { readonly result: "fails"; readonly story: string; readonly because: string; readonly pruned: Pruned }
  | { readonly result: "stands" | "breaks" | "unnamed"; readonly pruned: Pruned };

/** What a story says against a regulation: its first failure; undefined when all is as expected. */
async function complaintOf(story: Story, regulation: Regulation): Promise<string | undefined> {
  for (const one of story.cases) {
    try {
      const stage = stageUnder(story.stage, regulation);
      const played = await playStory({ ...story, stage, cases: [one] });
      const [first] = played.failures;
      if (first !== undefined) return first;
    } catch (error) {
      // Whatever cannot even be carried out is not as expected either.
      if (!(error instanceof Error)) throw error;
      return error.message;
    }
  }
  return undefined;
}

/** The stories that hold under the whole file: one that fails anyway proves nothing. */
export async function soundStories(stories: readonly NamedStory[]): Promise<readonly NamedStory[]> {
  const sound: NamedStory[] = [];
  for (const named of stories) {
    if ((await complaintOf(named.story, named.story.stage.regulation)) === undefined) sound.push(named);
  }
  return sound;
}

/**
 * Takes the clause's rule out of the file and plays the stories that name it, by the rules alone. They keep the people
 * and the words that they have under the whole file, so that they fail by what happens, not by how they are read.
 *
 * @param tree the whole file
 * @param stories those of the system, read under the whole file, which hold there
 */
export async function proofOf(clause: string, tree: Branch, stories: readonly NamedStory[]): Promise<Proof> {
  const pruned = withoutClause(clause, tree);
  const naming = stories.filter(({ story }) => story.clauses.includes(clause));
  if (naming.length === 0) return { result: "unnamed", pruned };
  if (pruned.regulation === undefined) return { result: "breaks", pruned };
  for (const { name, story } of naming) {
    const because = await complaintOf(story, pruned.regulation);
    if (because !== undefined) return { result: "fails", story: name, because, pruned };
  }
  return { result: "stands", pruned };
}
