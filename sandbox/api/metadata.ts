import { isObject, type Json, type JsonObject } from "../json.ts";
import { LIMITS } from "../limits.ts";
import { isGiven, jsonArg, refuse, type Answer, type Call } from "./call.ts";

type Metadata = { event_type: string; event_payload: JsonObject };

/** Reads `metadata`: `null` when `{}` was given, which takes it off a message. */
export function readMetadata(call: Pick<Call, "args">): { metadata: Metadata | null } | { error: Answer } | undefined {
  if (!isGiven(call, "metadata")) return undefined;
  const given = jsonArg(call, "metadata");
  if (!isObject(given)) return { error: refuse("invalid_metadata_format") };
  if (Object.keys(given).length === 0) return { metadata: null };
  // Work objects' `entities` may stand alone; nothing in a case-handling app needs them, and they are carried along unread.
  if (given["entities"] !== undefined && given["event_type"] === undefined) return undefined;
  const type = given["event_type"];
  const payload = given["event_payload"];
  if (typeof type !== "string" || type === "" || !isObject(payload))
    return { error: refuse("invalid_metadata_format") };
  if (!Object.values(payload).every(isShallow)) return { error: refuse("invalid_metadata_schema") };
  if (JSON.stringify(given).length > LIMITS.message.metadata) return { error: refuse("metadata_too_large") };
  return { metadata: { event_type: type, event_payload: payload } };
}

/** Values may be flat, or arrays of flat values or of flat objects at most. */
function isShallow(value: Json | undefined): boolean {
  if (!Array.isArray(value)) return isFlat(value);
  return value.every((one) => isFlat(one) || (isObject(one) && Object.values(one).every(isFlat)));
}

function isFlat(value: Json | undefined): boolean {
  return typeof value !== "object" || value === null;
}
