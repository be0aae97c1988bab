import type { JsonObject } from "../json.ts";

/** One thing that Slack refuses about a payload, in its own words, and where. */
export interface Flaw {
  /** "must be less than 3001 characters" */
  message: string;
  /** "/blocks/0/text/text" */
  pointer: string;
  /** What blocks.validate adds: {type: "max_length", expected: 3000}. */
  constraint?: JsonObject;
}

/** "must be less than 3001 characters [json-pointer:/blocks/0/text/text]" */
export function sentence(flaw: Flaw): string {
  return `${flaw.message} [json-pointer:${flaw.pointer}]`;
}
