/**
 * What may happen to a deadline on its way: another level, more time, the customer's own date, a new holiday. All pure:
 * the old deadline is handed in and stays the caller's to keep.
 */

import { amountOf } from "./amounts.ts";
import { dateOf } from "./ask.ts";
import { fullRule } from "./counting.ts";
import { dayOfIso } from "./dates.ts";
import { dueAt } from "./due.ts";
import { refuse } from "./errors.ts";
import { factsBetween } from "./holidays.ts";
import type { Calendar, Counting, Due, DueRequest, Instant, Length, Sentence } from "./types.ts";
import { both, dateWords } from "./words.ts";

export type ChangeRule = "carry" | "restart" | "stricter";

export interface ChangedDue {
  readonly due: Due;
  /** The deadline before the change, for the record. */
  readonly before: Due;
  /** Under `stricter`, whether the old one was kept. */
  readonly kept: boolean;
  /** The new deadline lay already behind the change: missed at once. */
  readonly missed: boolean;
}

/**
 * A running limit under a new rule. `carry`: the new limit counts from its own start as if it had always applied, with
 * all pauses. `restart`: it counts from the change; pauses before it are spent. `stricter`: the earlier of carry and the
 * old deadline.
 *
 * @param change.old the question before the change
 * @param change.next the new question, with the start that the limit always had
 */
export function changedDue(
  calendar: Calendar,
  change: {
    readonly rule: ChangeRule;
    readonly at: Instant;
    readonly old: DueRequest;
    readonly next: DueRequest;
  },
): ChangedDue {
  const before = dueAt(calendar, change.old);
  const from = change.rule === "restart" ? Math.max(change.at, change.next.from) : change.next.from;
  const next = dueAt(calendar, { ...change.next, from });
  const kept = change.rule === "stricter" && before.at < next.at;
  const due = kept ? before : next;
  return { due, before, kept, missed: due.paused !== true && due.at <= change.at };
}

export interface Extension {
  /** The present deadline, from which the extension counts. */
  readonly due: Instant;
  readonly by: Length | { readonly at: Instant };
  /** The longest extension that the regulation allows, counted in the same way. */
  readonly longest?: Length;
  readonly counting?: Counting;
  /** Pauses after the present deadline. */
  readonly pauses?: DueRequest["pauses"];
  readonly now?: Instant;
}

/**
 * The deadline after an extension, counted from the present one: 2 working days on top of Wednesday 18:00 end on Friday
 * at the close of business.
 *
 * @throws CalendarError `extension-earlier` if the new date is not later, `extension-too-long` beyond `longest`
 */
export function extendedDue(calendar: Calendar, extension: Extension): Due {
  const due = prolonged(calendar, extension, extension.by);
  if (due.at <= extension.due) {
    return refuse("extension-earlier", "The new date is not later than the present one", "新的时限不晚于现有时限");
  }
  const { longest } = extension;
  if (longest !== undefined && due.at > prolonged(calendar, extension, longest).at) {
    return refuse(
      "extension-too-long",
      `The new date is later than the longest extension of ${longest.amount} ${longest.unit} allows`,
      "新的时限超过允许延长的最长期限",
    );
  }
  return due;
}

function prolonged(calendar: Calendar, extension: Extension, by: Extension["by"]): Due {
  const { counting, pauses, now } = extension;
  return dueAt(calendar, {
    from: extensionStart(extension, by),
    limit: by,
    ...(counting === undefined ? {} : { counting }),
    ...(pauses === undefined ? {} : { pauses }),
    ...(now === undefined ? {} : { now }),
  });
}

/** A deadline at 24:00 belongs to the date that ends there, so dates are counted from just before it. */
function extensionStart({ due, counting }: Extension, by: Extension["by"]): Instant {
  if ("at" in by) return due;
  const { by: counted } = amountOf(by);
  const dates = counted !== "clock" && counted !== "open";
  return dates && fullRule(counting).end !== "same time" ? due - 1 : due;
}

/**
 * The customer's own date beside the regulation's. `earlier` and `later` say which wishes are followed; `either`
 * follows every wish.
 */
export function ownDate(due: Instant, wish: Instant, follow: "earlier" | "later" | "either"): Instant {
  if (follow === "either") return wish;
  return follow === "earlier" ? Math.min(due, wish) : Math.max(due, wish);
}

export interface Moved {
  /** Position in the list of questions. */
  readonly index: number;
  readonly before: Due;
  readonly after: Due;
}

/**
 * Open deadlines judged again when the calendar has changed (a holiday announced, the next year published). Answers
 * those that differ, in the order of the questions.
 */
export function movedDues(before: Calendar, after: Calendar, requests: readonly DueRequest[]): readonly Moved[] {
  const moved: Moved[] = [];
  for (const [index, request] of requests.entries()) {
    const was = dueAt(before, request);
    const is = dueAt(after, request);
    if (was.at !== is.at || was.provisional !== is.provisional) moved.push({ index, before: was, after: is });
  }
  return moved;
}

/**
 * A short text that changes when, and only when, the calendar's hours, dates or holidays of these years change: kept
 * beside computed deadlines, it tells when they must be judged again.
 */
export function fingerprint(calendar: Calendar, years: { readonly from: number; readonly to: number }): string {
  const facts = factsBetween(calendar.source, `${years.from}-01-01`, `${years.to}-12-31`).map(
    ([iso, fact]) => `${iso}${fact.kind}${fact.closesAt ?? ""}`,
  );
  const sites = calendar.sites.map((site) => fingerprint(site, years));
  return hashed(JSON.stringify([calendar.spec, calendar.knownFrom, calendar.knownUntil, facts, sites]));
}

/** Two rounds of FNV-1a with different seeds: 64 bits as text. No secret depends on it. */
function hashed(text: string): string {
  const round = (seed: number): string => {
    let hash = seed;
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
    }
    return hash.toString(16).padStart(8, "0");
  };
  return round(0x811c9dc5) + round(0x9747b28c);
}

/** Operators are told this many days before the holidays run out. */
const HORIZON_NOTICE_DAYS = 60;

/** What to tell operators when the published holidays run out soon or have run out; undefined while there is time. */
export function horizonNotice(
  calendar: Calendar,
  at: Instant,
): { readonly daysLeft: number; readonly text: Sentence } | undefined {
  const { knownUntil } = calendar;
  if (knownUntil === undefined) return undefined;
  const daysLeft = dayOfIso(knownUntil) - dayOfIso(dateOf(calendar, at));
  if (daysLeft > HORIZON_NOTICE_DAYS) return undefined;
  const last = dateWords(dayOfIso(knownUntil), true);
  return {
    daysLeft,
    text: both(
      `Holidays are known until ${last.en} only. Add the next list, or later deadlines stay provisional`,
      `假期安排仅公布至${last["zh-CN"]}，请补充新的假期清单，否则之后的时限均为暂定`,
    ),
  };
}
