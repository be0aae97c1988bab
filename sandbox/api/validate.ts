import { checkBlocks, checkView } from "../blocks/check.ts";
import type { Flaw } from "../blocks/flaw.ts";
import { isObject } from "../json.ts";
import { done, isGiven, jsonArg, refuse, refuseArguments, type Answer, type Call, type Methods } from "./call.ts";

export const validateMethods: Methods = {
  "blocks.validate": { scopes: [], tier: "none", json: true, run: validate },
};

const KINDS = ["blocks", "view", "message"] as const;

/** Checks blocks, a view or a message and posts nothing: pointers start at what was given. */
function validate(call: Call): Answer {
  const given = KINDS.filter((kind) => isGiven(call, kind));
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    return refuseArguments("must provide exactly one of `blocks`, `view` or `message`");
  }
  const value = jsonArg(call, kind);
  if (typeof value !== "object") return refuseArguments(`must be valid JSON [json-pointer:/${kind}]`);
  const flaws = flawsOf(kind, value);
  if (flaws.length === 0) return done();
  return refuse(`invalid_${kind}`, {
    errors: flaws.map((flaw) => ({
      code: "failed_constraint",
      message: flaw.message,
      pointer: flaw.pointer,
      constraint: flaw.constraint,
    })),
  });
}

function flawsOf(kind: (typeof KINDS)[number], value: unknown): Flaw[] {
  if (kind === "blocks") return checkBlocks(value, "message", "");
  if (kind === "view") return checkView(value, "");
  if (!isObject(value)) return [{ message: "must provide an object", pointer: "", constraint: { type: "type" } }];
  return value["blocks"] === undefined ? [] : checkBlocks(value["blocks"], "message", "/blocks");
}
