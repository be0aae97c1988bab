/**
 * Zones as tables. `Intl` is asked once per zone for its changes of offset; after that every conversion is a look-up.
 *
 * One rule covers every odd local time: a local time means **the first instant at which the local clock shows it or a
 * later time**. So a time that the clocks skip (02:30 on the night they go forward) is the moment after the skip, a time
 * that comes twice is its first occurrence, and a date that a zone left out (30 December 2011 in Apia) has no length.
 */

import { DAY_MS, FIRST_DAY, isoOf, LAST_DAY, MINUTE_MS, two, dayOfIso } from "./dates.ts";
import { refuse } from "./errors.ts";
import { minutesOf } from "./hours.ts";
import type { Instant } from "./types.ts";

/** `offsets[i]` (milliseconds east of UTC) holds from `starts[i]` until `starts[i + 1]`. */
export interface Zone {
  readonly name: string;
  readonly starts: Float64Array;
  readonly offsets: Float64Array;
}

export const FIRST_INSTANT = FIRST_DAY * DAY_MS;
export const LAST_INSTANT = (LAST_DAY + 1) * DAY_MS;

/** No zone has ever been further from UTC than this since 1970. */
const FURTHEST = 16 * 3_600_000;
/** The shortest change that is taken back again lasts just under 7 days (checked for all zones of tzdb 2026c). */
const STEP = 6 * DAY_MS;

const known = new Map<string, Zone>();

/** @throws CalendarError `unknown-zone` for a name that the platform's zone data lacks. */
export function zoneOf(name: string): Zone {
  let zone = known.get(name);
  if (!zone) {
    zone = readZone(name);
    known.set(name, zone);
  }
  return zone;
}

function readZone(name: string): Zone {
  const offset = offsetReader(name);
  const starts = [Number.NEGATIVE_INFINITY];
  const offsets = [offset(FIRST_INSTANT - 2 * DAY_MS)];
  for (let at = FIRST_INSTANT - 2 * DAY_MS; at < LAST_INSTANT + 2 * DAY_MS; at += STEP) {
    let before = at;
    let current = offsets.at(-1) ?? 0;
    const after = offset(at + STEP);
    while (current !== after) {
      const change = firstChange(offset, before, at + STEP);
      current = offset(change);
      starts.push(change);
      offsets.push(current);
      before = change;
    }
  }
  return { name, starts: Float64Array.from(starts), offsets: Float64Array.from(offsets) };
}

/** The first second in (`from`, `to`] at which the offset is no longer that of `from`. */
function firstChange(offset: (at: Instant) => number, from: Instant, to: Instant): Instant {
  const old = offset(from);
  let low = from;
  let high = to;
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (offset(middle) === old) low = middle;
    else high = middle;
  }
  return high;
}

function offsetReader(name: string): (at: Instant) => number {
  const format = formatterOf(name);
  return (at) => {
    const text = format.format(at);
    const found = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
    const seconds = Number(found?.[2] ?? 0) * 3600 + Number(found?.[3] ?? 0) * 60 + Number(found?.[4] ?? 0);
    return (found?.[1] === "-" ? -1000 : 1000) * seconds;
  };
}

function formatterOf(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset", year: "numeric" });
  } catch {
    return refuse(
      "unknown-zone",
      `"${name}" is not a time zone. Write an IANA name such as Asia/Shanghai`,
      `“${name}”不是时区名称，请写 IANA 名称，如 Asia/Shanghai`,
    );
  }
}

/** Milliseconds east of UTC at an instant. */
export function offsetAt(zone: Zone, at: Instant): number {
  return zone.offsets[indexAt(zone.starts, at)] ?? 0;
}

/** Index of the last start that is not after `at`. */
function indexAt(starts: Float64Array, at: Instant): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low;
}

/** The first instant at which the local clock shows `local` (milliseconds as if the zone were UTC) or later. */
export function instantAt(zone: Zone, local: number): Instant {
  const { starts, offsets } = zone;
  for (let index = indexAt(starts, local - FURTHEST); ; index += 1) {
    const at = Math.max(starts[index] ?? 0, local - (offsets[index] ?? 0));
    if (index + 1 >= starts.length || at < (starts[index + 1] ?? 0)) return at;
  }
}

/** What the local clock shows: the date as days since 1970-01-01 and milliseconds since its midnight. */
export function localOf(zone: Zone, at: Instant): { readonly day: number; readonly ms: number } {
  const local = at + offsetAt(zone, at);
  const day = Math.floor(local / DAY_MS);
  return { day, ms: local - day * DAY_MS };
}

/** The local date that the clock shows, `YYYY-MM-DD`. */
export function localDate(zone: string, at: Instant): string {
  return isoOf(localOf(zoneOf(zone), checkedInstant(at)).day);
}

/** The local time of day that the clock shows, `HH:mm`. */
export function localTime(zone: string, at: Instant): string {
  const minutes = Math.floor(localOf(zoneOf(zone), checkedInstant(at)).ms / MINUTE_MS);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * The first instant at which the clocks of a zone show this date and time or later (see the head of this file for
 * skipped and doubled times). `time` is `HH:mm` or `HH:mm:ss`; `24:00` is the end of the date.
 *
 * @throws CalendarError `unknown-zone`, `bad-date`, `bad-time`, `out-of-range`
 */
export function instantOf(zone: string, local: { readonly date: string; readonly time: string }): Instant {
  const [hours = "", minutes = "", seconds = "0"] = local.time.split(":");
  const ms = minutesOf(`${hours}:${minutes}`) * MINUTE_MS + Number(seconds) * 1000;
  if (!/^\d{1,2}$/.test(seconds) || Number(seconds) > 59) minutesOf(local.time);
  return checkedInstant(instantAt(zoneOf(zone), dayOfIso(local.date) * DAY_MS + ms));
}

/** @throws CalendarError `out-of-range` for anything but a number within the years that the library answers for. */
export function checkedInstant(at: Instant): Instant {
  if (at >= FIRST_INSTANT && at < LAST_INSTANT) return at;
  return refuse(
    "out-of-range",
    `${Number.isFinite(at) ? new Date(at).toISOString() : String(at)} is outside the years 1970 to 2099`,
    `${Number.isFinite(at) ? new Date(at).toISOString() : String(at)} 超出1970至2099年的范围`,
  );
}
