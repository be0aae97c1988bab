import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { CalendarError } from "../calendar/errors.ts";
import { holidaySource } from "../calendar/holidays.ts";
import { parseHolidayList, type HolidayList } from "../calendar/lists.ts";
import type { Regulation } from "../regulation/shape.ts";
import { holidaysAt, storedHolidays, type StoredHolidays } from "../store/holidays.ts";
import type { DeskEntry } from "./desk-file.ts";

type Named = DeskEntry["holidays"][number];

interface Reading {
  /** The desk's file, from whose folder lists are named. */
  readonly path: string;
  readonly desk: string;
  /** Line of the desk's file on which a list is named. */
  readonly lineOf: (place: number) => number;
  /** Collects all that is wrong, each with file, line and sentence. */
  readonly troubles: string[];
}

/** The holiday lists that a desk's file names, read and checked against the calendars that they are for. */
export async function readHolidays(
  lists: readonly Named[],
  regulation: Regulation,
  reading: Reading,
): Promise<readonly StoredHolidays[]> {
  const read: StoredHolidays[] = [];
  for (const [place, named] of lists.entries()) {
    const list = await readList(named, place, reading);
    if (list === undefined) continue;
    read.push(list);
    checkList(read, { place, regulation }, reading);
  }
  return read;
}

function say(place: number, sentence: string, { path, desk, lineOf, troubles }: Reading): undefined {
  troubles.push(`${path}:${lineOf(place)}: The desk "${desk}" ${sentence}`);
  return undefined;
}

async function readList(named: Named, place: number, reading: Reading): Promise<StoredHolidays | undefined> {
  const file = resolve(dirname(reading.path), named.file);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return say(place, `names a holiday list that cannot be read: ${file}`, reading);
  try {
    return storedHolidays(named.file, readText(text, named), named.for);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    reading.troubles.push(`${file}:${error.line ?? 1}: ${error.message}`);
    return undefined;
  }
}

/** iCal has no words for these; a list in YAML says them itself. */
function readText(text: string, { replace, complete }: Named): HolidayList {
  const options = {
    ...(replace === undefined ? {} : { replace }),
    ...(complete === undefined ? {} : { complete }),
  };
  return parseHolidayList(text, options);
}

/**
 * A list is for a calendar that there is. It may bring the next year, but not the one after it: the year between would
 * silently have no holidays.
 */
function checkList(
  lists: readonly StoredHolidays[],
  { place, regulation }: { readonly place: number; readonly regulation: Regulation },
  reading: Reading,
): void {
  const added = lists.at(-1);
  if (added === undefined) return;
  const countries = new Set(Object.values(regulation.calendars).map((calendar) => calendar.holidays));
  countries.delete("none");
  if (added.country !== undefined && !countries.has(added.country)) {
    say(place, `has no calendar for ${added.country}, for which it names a holiday list: ${added.file}`, reading);
    return;
  }
  if (added.knownFrom === undefined || added.knownUntil === undefined) return;
  for (const country of added.country === undefined ? countries : [added.country]) {
    const { knownUntil } = holidaysAt(lists, holidaySource)(country);
    if (knownUntil === undefined || knownUntil >= added.knownUntil) continue;
    say(
      place,
      `has a gap in its holidays: they are known until ${knownUntil}, and ${added.file} goes on only from ${added.knownFrom}. Name the list in between before it`,
      reading,
    );
  }
}
