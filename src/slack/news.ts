import type { CaseEvent } from "../desk/events.ts";
import { DESK } from "../desk/rights.ts";
import type { CaseFile } from "../desk/service.ts";
import { historyLine } from "./lines/lines.ts";
import type { Reader } from "./voice.ts";

/** Leaves the case as it was: looks, words in the thread, reminders. */
const UNCHANGING: ReadonlySet<CaseEvent["type"]> = new Set([
  "looked",
  "noted",
  "note-changed",
  "not-delivered",
  "chased",
  "request-reminded",
]);

/**
 * Has somebody else, or the passing of time, changed the case since this version of it? What the reader did does not
 * count, nor what followed from it at the same stroke.
 */
export function changedSince(seen: number | undefined, file: CaseFile, reader: Reader): boolean {
  if (seen === undefined) return false;
  let own = false;
  let at = 0;
  for (const [index, event] of file.events.entries()) {
    own = event.by === reader.id || (own && event.by === DESK && event.at === at);
    ({ at } = event);
    const changes = index >= seen && !own && !UNCHANGING.has(event.type);
    if (changes && historyLine(file, index + 1, reader) !== undefined) return true;
  }
  return false;
}
