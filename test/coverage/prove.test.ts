import { describe, expect, test } from "vitest";
import { proofOf, soundStories } from "../../src/coverage/prove.ts";
import { wholeOf } from "../../src/coverage/prune.ts";
import { readStory } from "../../src/story/read.ts";
import { smallFile } from "../regulation/small.ts";

const FILE = smallFile(`deadlines:
  - { id: solve, from: received, until: resolve, within: 2 working days, basis: [04] }
  - { id: tell, from: received, until: accept, within: 4 hours, basis: [05] }
`);

function given() {
  const read = wholeOf(FILE, "small");
  if (read === undefined) throw new Error("The small regulation does not load");
  return read;
}

const whole = given();

function story(name: string, clauses: string, expected: string) {
  const text = `story: "A case | 投诉"
clauses: [${clauses}]
walk:
  - { at: 2026-11-24 09:12, by: desk, file: { what-happened: "It drips", complainant: Ms Chen, phone: "1", department: engineering, injury: no, amount: 1 CNY, cause: wear }, expect: { ${expected} } }
`;
  const read = readStory(text, whole.regulation);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return { name, story: read.story };
}

describe("a proof", () => {
  test("is a story that fails when the rule is taken out, and says by what", async () => {
    const stories = [story("due.yaml", "small-04", "due: { solve: 2026-11-26 18:00 }")];
    const proof = await proofOf("small-04", whole.tree, stories);
    expect(proof).toMatchObject({ result: "fails", story: "due.yaml" });
    expect("because" in proof && proof.because).toBe(
      "✘ line 4: due should be solve: 2026-11-26 18:00, but is solve: none",
    );
  });

  test("is not a story that names the clause and expects something else", async () => {
    const stories = [story("typed.yaml", "small-04, small-05", "due: { tell: 2026-11-24 13:12 }")];
    expect((await proofOf("small-04", whole.tree, stories)).result).toBe("stands");
    expect((await proofOf("small-05", whole.tree, stories)).result).toBe("fails");
  });

  test("is not a story that would fail without the rule and does not name the clause", async () => {
    const stories = [story("due.yaml", "small-05", "due: { solve: 2026-11-26 18:00 }")];
    expect((await proofOf("small-04", whole.tree, stories)).result).toBe("unnamed");
  });

  test("is not a story that fails under the whole file, too", async () => {
    const wrong = story("wrong.yaml", "small-04", "due: { solve: 2026-11-25 18:00 }");
    const right = story("right.yaml", "small-04", "due: { solve: 2026-11-26 18:00 }");
    expect(await soundStories([wrong, right])).toEqual([right]);
  });
});
