import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keyTables } from "../../src/regulation/json-schema.ts";
import { keyUse } from "../../src/regulation/key-use.ts";

export const DOC = join(import.meta.dirname, "../../docs/regulation-file.md");
export const SCHEMA = join(import.meta.dirname, "../../regulations/regulation.schema.json");

/** Why the language keeps a key that one regulation uses, or none. */
export const DEFENCE: { readonly [key: string]: string } = {
  dates:
    "No paper text can name next year's closing days or shortened eves; every company that closes between two holidays has them",
  unite: "Groups with houses in several towns: an hour counts when any of them is open, which no single week can say",
  count:
    "Without it a text that lets the day of receipt count, or does not move a limit off a holiday, could only be carried out by changing its numbers",
  once: "“No further extension” stands in contracts and regulations as often as a greatest length",
  entries:
    "A list that the text itself fills (media outlets, key customers) would otherwise be empty until somebody types it in",
  shifts: "`same shift` means nothing without them; houses that never close count by shift and not by day",
  "at-last": "Where everybody is recused somebody must decide; without it such a case would stand still for ever",
  "given-at": "Numbers that are given at acceptance and not at the draft leave no gaps in a controlled register",
  status: "A trial regulation binds differently from one in force; the help says so to whoever reads it",
  attempts:
    "How often a customer is called before the case may close without them is a matter of the text, not of the app",
  times: "Shares of a sum are the only arithmetic that reports ask for; a formula language would be the alternative",
  replaces: "Which text an edition ends is what an auditor asks first",
  earlier: "“His third complaint” looks back only: cases received later must not judge an old one again",
};

function filesIn(folder: string): readonly (readonly [string, string])[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  return names.toSorted().map((name) => [name.slice(0, -5), readFileSync(join(folder, name), "utf8")] as const);
}

/** Every key that at most one regulation of the project uses, with who uses it. */
export function rareKeys(): readonly { readonly key: string; readonly used: string }[] {
  const folder = join(import.meta.dirname, "../../regulations");
  const use = keyUse(Object.fromEntries([...filesIn(folder), ...filesIn(join(folder, "guides"))]));
  return [...use].filter(([, names]) => names.length < 2).map(([key, names]) => ({ key, used: names[0] ?? "" }));
}

function rareTable(): string {
  const rows = rareKeys().map(
    ({ key, used }) => `| \`${key}\` | ${used === "" ? "none" : used} | ${DEFENCE[key] ?? ""} |`,
  );
  return `| key | used by | why it stays |\n|---|---|---|\n${rows.join("\n")}\n`;
}

function between(doc: string, mark: string, text: string): string {
  const [before = "", after = ""] = doc.split(
    new RegExp(`(?<=<!-- ${mark}: .*-->\\n)[\\s\\S]*(?=<!-- /${mark} -->)`, "u"),
  );
  return `${before}\n${text}\n${after}`;
}

/** The page with its tables as the schema and the regulations have them now. */
export function docWithTables(): string {
  return between(between(readFileSync(DOC, "utf8"), "keys", keyTables()), "rare", rareTable());
}
