const SEGMENTS = new Intl.Segmenter("zh", { granularity: "grapheme" });

/**
 * At most `limit` UTF-16 units (what Slack counts), cut between graphemes, with “…” where something was cut off.
 */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = "";
  for (const { segment } of SEGMENTS.segment(text)) {
    if (kept.length + segment.length > limit - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** As `clip`, but at a word boundary where the text has spaces near the cut. */
export function clipWords(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = clip(text, limit);
  const space = cut.lastIndexOf(" ");
  return space > limit * 0.6 ? `${cut.slice(0, space)}…` : cut;
}

/** Line breaks, tabs and runs of blanks become one blank. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** At most so many lines and characters: what a quote on a card may take. */
export function clipLines(text: string, { lines, length }: { lines: number; length: number }): string {
  const all = text.trim().split(/\r?\n/u);
  const few = all.slice(0, lines).join("\n");
  const clipped = clip(few, length);
  return all.length > lines && !clipped.endsWith("…") ? clip(`${clipped}…`, length) : clipped;
}

/** Pieces of at most `size` UTF-16 units, cut between graphemes; for texts longer than one block holds. */
export function pieces(text: string, size: number): string[] {
  const found: string[] = [];
  let piece = "";
  for (const { segment } of SEGMENTS.segment(text)) {
    if (piece.length + segment.length > size) {
      found.push(piece);
      piece = "";
    }
    piece += segment;
  }
  return piece === "" ? found : [...found, piece];
}

/** How wide a text is in half-width units: Chinese characters count two. Titles are cut by it. */
export function width(text: string): number {
  let sum = 0;
  for (const character of text)
    sum += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
      character,
    )
      ? 2
      : 1;
  return sum;
}

/** At most `half` half-width units: 80 letters or 40 Chinese characters. */
export function clipWidth(text: string, half: number): string {
  if (width(text) <= half) return text;
  let kept = "";
  let used = 0;
  for (const { segment } of SEGMENTS.segment(text)) {
    used += width(segment);
    if (used > half - 1) break;
    kept += segment;
  }
  const space = kept.lastIndexOf(" ");
  return `${(space > kept.length * 0.6 ? kept.slice(0, space) : kept).trimEnd()}…`;
}
