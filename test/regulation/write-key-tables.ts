import { writeFileSync } from "node:fs";
import { DOC, docWithTables } from "./key-tables.ts";

/** `node test/regulation/write-key-tables.ts` after a change of the language. */
writeFileSync(DOC, docWithTables());
