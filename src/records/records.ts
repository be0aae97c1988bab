import type { Records } from "../desk/records.ts";
import { caseRecord } from "./case-record.ts";
import { letter, letterBody } from "./letters.ts";
import { sheets } from "./sheets.ts";

/** Everything that is printed or exported. */
export const records: Records = { sheets, caseRecord, letterBody, letter };
