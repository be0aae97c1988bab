import type { Sentence } from "./types.ts";

export type CalendarErrorCode =
  | "unknown-zone"
  | "unknown-country"
  | "unknown-calendar"
  | "unknown-shift"
  | "unknown-length"
  | "unknown-counting"
  | "circle"
  | "bad-interval"
  | "overlap"
  | "bad-date"
  | "bad-time"
  | "bad-list"
  | "never-open"
  | "no-shifts"
  | "negative"
  | "absurd"
  | "not-whole"
  | "out-of-range"
  | "pause-backwards"
  | "extension-earlier"
  | "extension-too-long"
  | "bad-warning"
  | "bad-question";

/** A question that the calendar refuses to answer. `text` is for people, `code` for programs. */
export class CalendarError extends Error {
  readonly code: CalendarErrorCode;
  readonly text: Sentence;
  /** Where a file was read: the line that is wrong, from 1. */
  readonly line?: number;

  constructor(code: CalendarErrorCode, text: Sentence, line?: number) {
    super(text.en);
    this.name = "CalendarError";
    this.code = code;
    this.text = text;
    if (line !== undefined) this.line = line;
  }
}

/** Throws; typed `never` so that it can end a branch. */
export function refuse(code: CalendarErrorCode, en: string, zh: string): never {
  throw new CalendarError(code, { en, "zh-CN": zh });
}

/** Reads a part of a file; whatever is refused in it is refused with that line. A line known more closely stays. */
export function atLine<Value>(line: number, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CalendarError) || error.line !== undefined) throw error;
    throw new CalendarError(error.code, error.text, line);
  }
}
