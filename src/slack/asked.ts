export type Keyword = "help" | "mine" | "overdue" | "find" | "report" | "setup";

/** What somebody wants who typed this after `/complaint`. */
export type Asked =
  | { readonly ask: "file"; readonly words?: string }
  | { readonly ask: Exclude<Keyword, "find"> }
  | { readonly ask: "find"; readonly words?: string }
  /** A word that may be a number, alone or with a note; `text` is the whole of what was typed. */
  | { readonly ask: "case"; readonly number: string; readonly note?: string; readonly text: string }
  | { readonly ask: "near"; readonly word: Keyword; readonly text: string };

const KEYWORDS: { readonly [word: string]: Keyword } = {
  help: "help",
  帮助: "help",
  mine: "mine",
  我的: "mine",
  overdue: "overdue",
  超时: "overdue",
  find: "find",
  查找: "find",
  report: "report",
  报表: "report",
  setup: "setup",
  设置: "setup",
};

/** Chinese sets no blank; what is short and no sentence is looked for, "查找遗失的手机，昨天……" is what happened. */
const FIND = /^(?:(?:find|查找)\s+(?<words>\S.*)|查找(?<close>[^\s,;!?。][^,;!?。]{0,11}))$/iu;
/** A search is a few words; "find my keys, I lost them near the lift" is a complaint. */
const FIND_WORDS = 4;
/** A whole number of a case: a date part and a serial, perhaps with dashes and letters, `2026H2-001`. */
const WHOLE_NUMBER = /^[A-Za-z]{0,8}-?\d(?:[\d-]|[A-Za-z](?=\d)){4,30}$/u;
const SHORT_NUMBER = /^\d{1,5}$/u;

/**
 * How many slips make one word of the other: a letter changed, added, left out, or two that stand side by side in each
 * other's place. Source: optimal string alignment, Boytsov 2011.
 */
export function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const [row, before] = [rows[i - 1] ?? [], rows[i - 2] ?? []];
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : i + j;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same, swapped));
    }
    rows.push(next);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

/** The keyword that was meant, if the word is a slip or two away; with two of four letters changed "fire" would be "find". */
function nearMiss(text: string): Keyword | undefined {
  const word = text.toLowerCase();
  if (/\s/u.test(word) || word.length < 3) return undefined;
  const near = Object.entries(KEYWORDS)
    .filter(([known]) => /^[a-z]+$/u.test(known))
    .map(([known, keyword]) => ({ keyword, slips: distance(word, known), most: known.length > 4 ? 2 : 1 }))
    .filter(({ slips, most }) => slips <= most);
  return near.toSorted((a, b) => a.slips - b.slips)[0]?.keyword;
}

/** A sub-command is the whole text; anything longer is what happened. */
export function readAsked(given: string): Asked {
  const text = given.trim();
  const typed = text.normalize("NFKC");
  if (typed === "") return { ask: "file" };
  const keyword = KEYWORDS[typed.toLowerCase()];
  if (keyword !== undefined) return { ask: keyword };
  const { words, close = words } = FIND.exec(typed)?.groups ?? {};
  if (close !== undefined && close.split(/\s+/u).length <= FIND_WORDS) return { ask: "find", words: close };
  if (SHORT_NUMBER.test(typed) || WHOLE_NUMBER.test(typed)) return { ask: "case", number: typed, text };
  const first = text.split(/\s/u, 1)[0] ?? "";
  const number = first.normalize("NFKC");
  if (first !== text && WHOLE_NUMBER.test(number))
    return { ask: "case", number, note: text.slice(first.length).trim(), text };
  const near = nearMiss(typed);
  return near === undefined ? { ask: "file", words: text } : { ask: "near", word: near, text };
}
