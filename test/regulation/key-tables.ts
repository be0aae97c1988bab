import { readFileSync } from "node:fs";
import { join } from "node:path";
import { keyTables } from "../../src/regulation/json-schema.ts";

export const DOC = join(import.meta.dirname, "../../docs/regulation-file.md");

/** The page with its tables as the schema has them now. */
export function docWithTables(): string {
  const [before = "", after = ""] = readFileSync(DOC, "utf8").split(
    /(?<=<!-- keys: .*-->\n)[\s\S]*(?=<!-- \/keys -->)/,
  );
  return `${before}\n${keyTables()}\n${after}`;
}
