import type { Command } from "../commands.ts";
import { LONGEST_TEXT, no, yes, type Ruling, type Situation } from "./ruling.ts";

const GRACE_MS = 60_000;

/** Somebody spoke with the customer. A time promised there becomes a clock of its own. */
export function contact(command: Extract<Command, { type: "contact" }>, { current, context }: Situation): Ruling {
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  const when = command.when ?? context.now;
  if (when > context.now + GRACE_MS) return no("time-in-future", "when");
  if (when < current.firstReceivedAt) return no("time-before-start", "when", { earliest: current.firstReceivedAt });
  if (command.said.trim() === "") return no("answer-missing", "said");
  if (command.said.length > LONGEST_TEXT) return no("too-long", "said", { longest: LONGEST_TEXT });
  if (command.promisedUntil !== undefined && command.promisedUntil <= context.now)
    return no("time-before-now", "promisedUntil");
  return yes({
    type: "contacted",
    how: command.how,
    when: Math.min(when, context.now),
    said: command.said,
    ...(command.promisedUntil === undefined ? {} : { promisedUntil: command.promisedUntil }),
  });
}

/** Somebody looked at how to reach the customer. */
export function look(): Ruling {
  return yes({ type: "looked", what: "contact" });
}

export function link(command: Extract<Command, { type: "link" }>, { current }: Situation): Ruling {
  if (command.other === "" || command.other === current.number) return no("same-case", "other");
  if (current.links.some((known) => known.other === command.other)) return no("same-case", "other");
  return yes({ type: "linked", other: command.other, how: command.how });
}

/** What people write stays with the case, ended or not. */
export function note(command: Extract<Command, { type: "note" }>): Ruling {
  if (command.text.trim() === "" && (command.files ?? []).length === 0) return no("answer-missing", "text");
  return yes({
    type: "noted",
    text: command.text,
    files: command.files ?? [],
    ...(command.message === undefined ? {} : { message: command.message }),
  });
}

/** A message was edited or deleted; what stood there before stays in the history. */
export function changeNote(command: Extract<Command, { type: "change-note" }>): Ruling {
  return yes({
    type: "note-changed",
    message: command.message,
    removed: command.removed,
    ...(command.text === undefined ? {} : { text: command.text }),
  });
}

export function reportUndelivered(command: Extract<Command, { type: "report-undelivered" }>): Ruling {
  return yes({ type: "not-delivered", what: command.what, where: command.where, reason: command.reason });
}
