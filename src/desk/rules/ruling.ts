import type { Case } from "../case.ts";
import type { Refusal, RefusalCode } from "../commands.ts";
import type { Context } from "../context.ts";
import type { Actor, NewEvent } from "../events.ts";

/** What a rule says to a command: what happens, or why not. */
export type Ruling = { readonly events: readonly NewEvent[] } | Refused;

export interface Refused {
  readonly refused: Refusal;
}

/** What a rule is given: the case, who asks, and all that may be known. */
export interface Situation {
  readonly current: Case;
  readonly by: Actor;
  readonly context: Context;
}

export function yes(...events: readonly NewEvent[]): Ruling {
  return { events };
}

export function no(code: RefusalCode, field?: string, params?: Refusal["params"]): Refused {
  return { refused: { code, ...(field === undefined ? {} : { field }), ...(params === undefined ? {} : { params }) } };
}

/** Longest text that a person may give in one answer; Slack's own limit for a text input. */
export const LONGEST_TEXT = 3000;

/** A reason must say something: at least four characters (two Chinese words are four). */
export function badReason(reason: string, field = "reason"): Ruling | undefined {
  if (reason.trim().length < 4) return no("reason-missing", field);
  return reason.length > LONGEST_TEXT ? no("too-long", field, { longest: LONGEST_TEXT }) : undefined;
}
