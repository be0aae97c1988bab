import type { ContextBlock, SectionBlock } from "@slack/types";
import type { EventOf, EventType } from "../../desk/events.ts";
import type { CaseFile } from "../../desk/service.ts";
import { context, section } from "../blocks.ts";
import { plainText, pushText, type Mrkdwn } from "../mrkdwn.ts";
import type { Reader, Voice } from "../voice.ts";
import { DECISION_TELLERS } from "./decisions.ts";
import { FOLLOW_UP_TELLERS } from "./follow-ups.ts";
import { PRIVATE_TELLERS } from "./history.ts";
import { LEVEL_TELLERS } from "./levels.ts";
import { PEOPLE_TELLERS } from "./people.ts";
import { PROPOSAL_TELLERS } from "./proposals.ts";
import { STEP_TELLERS } from "./steps.ts";
import { telling, type Tellers, type Telling } from "./telling.ts";
import { TIME_TELLERS } from "./time.ts";
import { UNTOLD } from "./untold.ts";

const SHARED = {
  ...STEP_TELLERS,
  ...LEVEL_TELLERS,
  ...PEOPLE_TELLERS,
  ...TIME_TELLERS,
  ...DECISION_TELLERS,
  ...FOLLOW_UP_TELLERS,
} satisfies Tellers;
/** Every event is told, or named with the reason why not. */
const WHOLE: Required<Tellers> = { ...UNTOLD, ...SHARED, ...PROPOSAL_TELLERS, ...PRIVATE_TELLERS };

function tell<T extends EventType>(type: T, event: EventOf<T>, told: Telling, tellers: Tellers): Mrkdwn | undefined {
  return tellers[type]?.(event, told);
}

/** Lines that ask somebody for something stand large; the others small and grey. */
const ASKING: ReadonlySet<string> = new Set([
  "missed",
  "escalated",
  "hand-over-offered",
  "round-began",
  "reopened",
  "rung-told",
]);

export interface Line {
  readonly text: Mrkdwn;
  /** The same with dates in words, for pushes and screen readers. */
  readonly spoken: string;
  readonly block: ContextBlock | SectionBlock;
}

/**
 * One line for one event, for the thread of the card. `place` is the event's number, from 1. Undefined where the
 * event has no line there (looks at contact data, recusals, approvals in progress, what another line already tells).
 */
export function threadLine(file: CaseFile, place: number, voice: Voice): Line | undefined {
  const event = file.events[place - 1];
  if (event === undefined) return undefined;
  const text = tell(event.type, event, telling(file, place - 1, voice, "tokens"), SHARED);
  if (text === undefined) return undefined;
  const spoken = tell(event.type, event, telling(file, place - 1, voice, "words"), SHARED) ?? text;
  return {
    text,
    spoken: pushText(plainText(spoken.mrkdwn)),
    block: ASKING.has(event.type) ? section(text) : context([text]),
  };
}

export interface HistoryEntry {
  readonly line: Mrkdwn;
  /** What was typed and does not fit into the line, whole. */
  readonly cut: readonly string[];
}

/** The same event for one reader, in the case window's history. */
export function historyEntry(file: CaseFile, place: number, reader: Reader): HistoryEntry | undefined {
  const event = file.events[place - 1];
  if (event === undefined) return undefined;
  const told: Telling = { ...telling(file, place - 1, reader, "words"), reader: reader.id };
  const line = tell(event.type, event, told, WHOLE);
  return line === undefined ? undefined : { line, cut: [...told.cut] };
}

/** That entry's line alone, where the rest is not asked for. */
export function historyLine(file: CaseFile, place: number, reader: Reader): Mrkdwn | undefined {
  return historyEntry(file, place, reader)?.line;
}
