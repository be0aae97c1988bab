import { addWorkingDays, closeOfBusiness } from "../calendar/ask.ts";
import type { Calendar } from "../calendar/types.ts";
import type { CaseRow } from "./service.ts";

const NEVER = Number.MAX_SAFE_INTEGER;

/** What a department's channel reads in the morning; nothing in it, nothing sent. */
export interface ChannelDigest {
  readonly overdue: readonly CaseRow[];
  readonly today: readonly CaseRow[];
  /** Due within the next two working days. */
  readonly soon: readonly CaseRow[];
  readonly waiting: readonly CaseRow[];
}

/** What one person reads: the one thing to start with, then the rest in one breath. */
export interface PersonDigest {
  readonly first: CaseRow;
  /** Of the first one only the answer is this person's. */
  readonly approve: boolean;
  /** Also overdue or due today. */
  readonly rest: readonly CaseRow[];
  readonly callbacks: number;
  readonly toApprove: number;
}

function due(row: CaseRow): number {
  return row.due ?? NEVER;
}

function byUrgency(a: CaseRow, b: CaseRow): number {
  return due(a) - due(b) || (b.weight ?? 0) - (a.weight ?? 0) || a.number.localeCompare(b.number);
}

/** Rows in the four buckets, each by due time, then by level. Restricted cases never stand in a channel's digest. */
export function channelDigest(rows: readonly CaseRow[], calendar: Calendar, now: number): ChannelDigest | undefined {
  const open = rows.filter((row) => row.ended === undefined && !row.restricted).toSorted(byUrgency);
  const evening = closeOfBusiness(calendar, now);
  const horizon = closeOfBusiness(calendar, addWorkingDays(calendar, now, 2));
  const running = open.filter((row) => !row.waiting && !row.overdue);
  const digest: ChannelDigest = {
    overdue: open.filter((row) => row.overdue),
    today: running.filter((row) => due(row) <= evening),
    soon: running.filter((row) => due(row) > evening && due(row) <= horizon),
    waiting: open.filter((row) => row.waiting),
  };
  const empty = digest.overdue.length + digest.today.length + digest.soon.length + digest.waiting.length === 0;
  return empty ? undefined : digest;
}

export interface Mine {
  /** Cases whose next step is this person's. */
  readonly todo: readonly CaseRow[];
  readonly callbacks: readonly CaseRow[];
  readonly toApprove: readonly CaseRow[];
}

/** Only if something is due within two working days, or an answer is waited for. */
export function personDigest(mine: Mine, calendar: Calendar, now: number): PersonDigest | undefined {
  const horizon = closeOfBusiness(calendar, addWorkingDays(calendar, now, 2));
  const evening = closeOfBusiness(calendar, now);
  const near = [...mine.todo, ...mine.callbacks]
    .filter((row) => row.overdue || due(row) <= horizon)
    .toSorted(byUrgency);
  const first = near[0] ?? mine.toApprove[0];
  if (first === undefined) return undefined;
  const rest = near.filter((row) => row !== first && (row.overdue || due(row) <= evening));
  const approve = near.length === 0;
  return { first, approve, rest, callbacks: mine.callbacks.length, toApprove: mine.toApprove.length };
}
