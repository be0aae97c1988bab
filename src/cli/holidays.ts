import { readFile } from "node:fs/promises";
import { CalendarError } from "../calendar/errors.ts";
import { holidaySource } from "../calendar/holidays.ts";
import { parseHolidayList } from "../calendar/lists.ts";
import type { Calendars } from "../desk/context.ts";
import type { Regulation } from "../regulation/shape.ts";
import { calendarsOf } from "../store/frames.ts";
import { storedHolidays, type StoredHolidays } from "../store/holidays.ts";
import { NO_DESK, Stop } from "./regulation-file.ts";
import { WORDS } from "./words.ts";

export interface HolidayOptions {
  /** Files of holidays, as a desk's file names them. */
  readonly holidays?: readonly string[] | undefined;
}

async function readList(file: string): Promise<StoredHolidays> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Stop(WORDS.cannotRead, { file });
  });
  try {
    return storedHolidays(file, parseHolidayList(text));
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    const { en, "zh-CN": zh } = error.text;
    const place = `${file}:${error.line ?? 1}`;
    throw new Stop({ en: `${place}: ${en}`, "zh-CN": `${place}：${zh}` });
  }
}

/** A regulation's calendars with these holiday lists over the country's own. */
export async function calendarsFor(regulation: Regulation, { holidays = [] }: HolidayOptions): Promise<Calendars> {
  const lists = await Promise.all(holidays.map(readList));
  return calendarsOf(regulation, { ...NO_DESK, holidays: lists }, holidaySource);
}
