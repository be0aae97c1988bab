import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isObject, parseJson } from "./json.ts";

let known: Set<string> | undefined;

/** Slack's own emoji names (the iamcal set, which Slack uses), skin tones as ":wave::skin-tone-3:" has them. */
export function isEmojiName(name: string): boolean {
  known ??= readNames();
  const [base = "", tone] = name.split("::");
  return known.has(base) && (tone === undefined || /^skin-tone-[2-6]$/.test(tone));
}

function readNames(): Set<string> {
  const path = createRequire(import.meta.url).resolve("emojibase-data/en/shortcodes/iamcal.json");
  const data = parseJson(readFileSync(path, "utf8"));
  const all = isObject(data) ? Object.values(data).flat() : [];
  return new Set(all.filter((name) => typeof name === "string"));
}
