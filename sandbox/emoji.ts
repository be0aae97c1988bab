import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isObject, parseJson } from "./json.ts";

interface Emoji {
  names: Set<string>;
  /** Code points without variation selectors, "1F44B" → "wave". */
  byCode: Map<string, string>;
}

let known: Emoji | undefined;

/** A whole emoji, joined ones and flags included. */
const UNICODE = /\p{RGI_Emoji}/gv;
const FIRST_TONE = 0x1f3fb;

/** Slack's own emoji names (the iamcal set, which Slack uses), skin tones as ":wave::skin-tone-3:" has them. */
export function isEmojiName(name: string): boolean {
  const [base = "", tone] = name.split("::");
  return data().names.has(base) && (tone === undefined || /^skin-tone-[2-6]$/.test(tone));
}

/** Slack keeps emoji by name: "✅" becomes ":white_check_mark:". One that it has no name for stays. */
export function namedEmoji(text: string): string {
  // Most texts hold none, and the whole pattern is slow.
  if (!/[\u{203C}-\u{3299}\u{1F000}-\u{1FAFF}]|\u20E3/u.test(text)) return text;
  return text.replaceAll(UNICODE, (emoji) => {
    const points = Array.from(emoji, (sign) => sign.codePointAt(0) ?? 0).filter((point) => point !== 0xfe0f);
    const tone = points.find((point) => point >= FIRST_TONE && point < FIRST_TONE + 5);
    const whole = data().byCode.get(codeOf(points));
    if (whole !== undefined) return `:${whole}:`;
    const base = data().byCode.get(codeOf(points.filter((point) => point !== tone)));
    return base === undefined || tone === undefined ? emoji : `:${base}::skin-tone-${tone - FIRST_TONE + 2}:`;
  });
}

function codeOf(points: number[]): string {
  return points.map((point) => point.toString(16).toUpperCase().padStart(4, "0")).join("-");
}

function data(): Emoji {
  known ??= readData();
  return known;
}

function readData(): Emoji {
  const path = createRequire(import.meta.url).resolve("emojibase-data/en/shortcodes/iamcal.json");
  const parsed = parseJson(readFileSync(path, "utf8"));
  const emoji: Emoji = { names: new Set(), byCode: new Map() };
  for (const [code, given] of Object.entries(isObject(parsed) ? parsed : {})) {
    const names = [given].flat().filter((name) => typeof name === "string");
    for (const name of names) emoji.names.add(name);
    if (names[0] !== undefined) emoji.byCode.set(code.replaceAll("-FE0F", ""), names[0]);
  }
  return emoji;
}
