import { schemaText } from "../regulation/json-schema.ts";
import type { Terminal } from "./words.ts";

/** Prints the JSON Schema of regulation files, which `regulations/regulation.schema.json` holds for editors. */
export function schema(terminal: Terminal): Promise<number> {
  terminal.print(schemaText().trimEnd());
  return Promise.resolve(0);
}
