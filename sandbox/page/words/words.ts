import { CHINESE } from "./chinese.ts";
import { ENGLISH, type Words } from "./english.ts";

/** The page's words for a reader's locale: Chinese for zh-*, else English. */
export function wordsFor(locale: string): Words {
  return /^zh\b/i.test(locale) ? CHINESE : ENGLISH;
}
