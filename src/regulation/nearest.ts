/** Edits from one word to the other: inserted, removed or changed letters. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of a.split("").entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split("").entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? a.length;
}

/** The known word that was probably meant, or undefined when none is near enough to be worth saying. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  // A very long word is no slip of the hand, and comparing it would be slow.
  if (word.length > 60) return undefined;
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const edits = distance(word.toLowerCase(), candidate);
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}
