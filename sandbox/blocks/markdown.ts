import { marked } from "marked";

/** What becomes a block of its own; everything else between two of them goes into one rich_text block. */
const ALONE = new Set(["heading", "hr", "table"]);

/**
 * How many blocks Slack makes of a markdown block: the limit of 50 counts them after that. Slack does not publish how; this
 * follows what others measured.
 */
export function expandedCount(markdown: string): number {
  let count = 0;
  let running = false;
  for (const token of marked.lexer(markdown)) {
    if (token.type === "space") continue;
    const alone = ALONE.has(token.type);
    if (alone || !running) count += 1;
    running = !alone;
  }
  return Math.max(count, 1);
}
