import type { Case } from "../desk/case.ts";
import type { Context } from "../desk/context.ts";
import { CONTACT_FIELDS } from "../desk/facts.ts";
import { literally } from "../regulation/text.ts";
import { folded } from "./columns.ts";

/** Characters shown before and behind the word that was met. */
const BEFORE = 20;
const BEHIND = 60;

/** What people wrote on the case, in one line each; never how to reach somebody. */
function written(current: Case, { regulation }: Context): readonly string[] {
  const texts = regulation.fields.filter(
    ({ id, type }) => (type === "text" || type === "long-text") && !CONTACT_FIELDS.some((contact) => contact === id),
  );
  return texts.flatMap(({ id }) => {
    const value = current.facts[id];
    return typeof value === "string" ? [value.normalize("NFKC").replaceAll(/\s+/g, " ").trim()] : [];
  });
}

/**
 * Where a search has met what was written on a case: the first of its words that stands there, with what stands round
 * it. Undefined where it met something else, such as the number or a title.
 */
export function passageOf(current: Case, context: Context, words: string): string | undefined {
  const texts = written(current, context);
  for (const word of folded(words).split(" ")) {
    if (word === "") continue;
    const round = new RegExp(`(.?)(.{0,${BEFORE}}${literally(word)}.{0,${BEHIND}})(.?)`, "iu");
    const found = texts.map((text) => round.exec(text)).find((match) => match !== null);
    if (found === undefined) continue;
    const [, before, passage = "", behind] = found;
    return `${before === "" ? "" : "…"}${passage}${behind === "" ? "" : "…"}`;
  }
  return undefined;
}
