/** Pauses as they come from the history of a case, made orderly: clipped, sorted, united. */

import { refuse } from "./errors.ts";
import type { Instant, Pause } from "./types.ts";
import { checkedInstant } from "./zone.ts";

/** The clock stands in (`from`, `to`]: what ends exactly at `from` was still in time. */
export interface Standing {
  readonly from: Instant;
  readonly to: Instant;
  /** The clock has not started again. */
  readonly open: boolean;
}

const NONE: readonly Standing[] = [];

/**
 * Overlapping, doubled and touching pauses become one; what lies before `from` is cut off; a pause without end lasts
 * until `now`, or has only just begun where no `now` is given.
 *
 * @throws CalendarError `pause-backwards` for a pause that ends before it begins, `out-of-range`
 */
export function orderly(pauses: readonly Pause[] | undefined, from: Instant, now?: Instant): readonly Standing[] {
  if (pauses === undefined || pauses.length === 0) return NONE;
  const clipped: Standing[] = [];
  for (const pause of pauses) {
    if (pause.to !== undefined && checkedInstant(pause.to) < checkedInstant(pause.from)) refuseBackwards();
    const start = Math.max(from, checkedInstant(pause.from));
    const end = pause.to ?? Math.max(start, now ?? start);
    if (end > start || pause.to === undefined) clipped.push({ from: start, to: end, open: pause.to === undefined });
  }
  clipped.sort((a, b) => a.from - b.from || a.to - b.to);
  const standing: Standing[] = [];
  for (const pause of clipped) {
    const last = standing.at(-1);
    if (last && pause.from <= last.to) standing[standing.length - 1] = joined(last, pause);
    else standing.push(pause);
  }
  return standing;
}

function joined(a: Standing, b: Standing): Standing {
  return { from: a.from, to: Math.max(a.to, b.to), open: a.open || b.open };
}

function refuseBackwards(): never {
  return refuse("pause-backwards", "A pause ends before it begins", "暂停的结束时间早于开始时间");
}
