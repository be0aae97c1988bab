import { z } from "zod";
import { RawRegulation } from "./raw/raw.ts";

/**
 * The form of regulation files as JSON Schema (draft 2020-12), for editors that complete and check while somebody
 * writes. It knows keys and closed words; `check` knows the rest.
 */
export function jsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(RawRegulation, {
    io: "input",
    override: ({ jsonSchema: node }) => {
      // Editors that still read YAML 1.1 see `yes` and `no` as true and false.
      if (node.enum?.length === 2 && node.enum.includes("yes") && node.enum.includes("no")) {
        node.enum = ["yes", "no", true, false];
        delete node.type;
      }
    },
  });
}
