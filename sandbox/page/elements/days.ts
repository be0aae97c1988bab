import { formatter } from "../text/dates.ts";

/** Calendar arithmetic on `2026-11-24` keys and on wall-clock times, without the browser's own zone. */

/** The 6 weeks that a month view shows, as keys; weeks start on `first` (0 Sunday, 1 Monday). */
export function monthGrid(month: string, first: 0 | 1): string[] {
  const start = new Date(`${month}-01T00:00:00Z`);
  const back = (start.getUTCDay() - first + 7) % 7;
  return Array.from({ length: 42 }, (_, index) => shiftDay(`${month}-01`, index - back));
}

export function shiftDay(key: string, by: number): string {
  return new Date(Date.parse(`${key}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

/** The same day in another month, or that month's last day. `key` is a day, the answer too. */
export function shiftMonth(key: string, by: number): string {
  const [year = 0, month = 1, day = 1] = key.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + by + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + by, Math.min(day, last))).toISOString().slice(0, 10);
}

/** Reads a day as people type it: 2026-11-24, 2026/11/24, 11/24/2026, 2026年11月24日. */
export function readDay(text: string): string | undefined {
  const typed = text.trim();
  const big = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(typed);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed);
  const parts = big ? [big[1], big[2], big[3]] : american ? [american[3], american[1], american[2]] : undefined;
  if (!parts) return undefined;
  const key = `${parts[0]}-${parts[1]?.padStart(2, "0")}-${parts[2]?.padStart(2, "0")}`;
  const at = Date.parse(`${key}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== key ? undefined : key;
}

/** Reads a time as people type it: 9, 9:30, 0930, 9:30 pm, 下午3:15 is left to the list. Answers HH:mm. */
export function readTime(text: string): string | undefined {
  const match = /^(\d{1,2})(?:[:：.]?(\d{2}))?\s*([ap])?\.?m?\.?$/i.exec(text.trim());
  if (!match) return undefined;
  const half = match[3]?.toLowerCase();
  let hour = Number(match[1]);
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  if (half === "p" && hour < 12) hour += 12;
  if (half === "a" && hour === 12) hour = 0;
  const minute = Number(match[2] ?? "0");
  return hour > 23 || minute > 59 ? undefined : `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** The instant in seconds of a wall-clock day and time in a zone; in a gap of the clock change, the time after it. */
export function instantOf(day: string, time: string, zone: string): number {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const guess = wall - offsetAt(wall, zone);
  return (wall - offsetAt(guess, zone)) / 1000;
}

/** Day and time of an instant (seconds) on the wall of a zone. */
export function wallOf(seconds: number, zone: string): { day: string; time: string } {
  const local = new Date(seconds * 1000 + offsetAt(seconds * 1000, zone)).toISOString();
  return { day: local.slice(0, 10), time: local.slice(11, 16) };
}

function offsetAt(at: number, zone: string): number {
  const parts = formatter("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"), read("second"));
  return wall - Math.floor(at / 1000) * 1000;
}
