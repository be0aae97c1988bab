import { writeFileSync } from "node:fs";
import { schemaText } from "../../src/regulation/json-schema.ts";
import { DOC, docWithTables, SCHEMA } from "./key-tables.ts";

/** `node test/regulation/write-key-tables.ts` after a change of the language, or of who uses it. */
writeFileSync(DOC, docWithTables());
writeFileSync(SCHEMA, schemaText());
