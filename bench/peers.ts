/** The peers, set up with one calendar, each asked in the way that it likes best. */

import { addBusinessDays } from "date-fns";
import dayjs from "dayjs";
import businessTime from "dayjs-business-time";
import luxonBusinessDays, { type BusinessDateTime } from "luxon-business-days";
import moment from "moment-business-time";
import type { Contestant } from "./rates.ts";

dayjs.extend(businessTime);

export interface PeerCalendar {
  /** The same every Monday to Friday, `HH:mm-HH:mm`. */
  readonly hours: readonly string[];
  /** ISO dates. */
  readonly holidays: readonly string[];
}

/** Both keep their calendar in the module, so it is set before each task. */
export function setUpPeers({ hours, holidays }: PeerCalendar): void {
  const open = hours.map((interval) => ({ start: `${interval.slice(0, 5)}:00`, end: `${interval.slice(6)}:00` }));
  const week = { monday: open, tuesday: open, wednesday: open, thursday: open, friday: open };
  dayjs.setBusinessTime({ ...week, saturday: null, sunday: null });
  dayjs.setHolidays([...holidays]);
  const times = open.flatMap(({ start, end }) => [start, end]);
  const locale: object = {
    workinghours: { 0: null, 1: times, 2: times, 3: times, 4: times, 5: times, 6: null },
    holidays: [...holidays],
  };
  moment.updateLocale("en", locale);
}

export type Starts = (index: number) => number;

/** Adding hours of working time. */
export function workingTimePeers(start: Starts, hours: number): readonly Contestant[] {
  return [
    { name: "dayjs-business-time", ask: (index) => dayjs(start(index)).addBusinessTime(hours, "hours").valueOf() },
    { name: "moment-business-time", ask: (index) => momentAdded(start(index), hours) },
  ];
}

/** The package extends moment itself without telling the types. */
function momentAdded(start: number, hours: number): number {
  const add: unknown = Reflect.get(moment.prototype, "addWorkingTime");
  if (typeof add !== "function") throw new TypeError("moment-business-time is not set up");
  return Number(Reflect.apply(add, moment(start), [hours, "hours"]));
}

/** Adding whole working days. */
export function wholeDayPeers(start: Starts, days: number, { holidays }: PeerCalendar): readonly Contestant[] {
  const closed = new Set(holidays);
  const matcher = (day: BusinessDateTime): boolean => closed.has(day.toISODate() ?? "");
  const setup = { businessDays: [1, 2, 3, 4, 5], holidayMatchers: holidays.length > 0 ? [matcher] : [] };
  const luxon = (index: number): number => {
    const day = luxonBusinessDays.DateTime.fromMillis(start(index));
    day.setupBusiness(setup);
    return day.plusBusiness({ days }).toMillis();
  };
  const peers: readonly Contestant[] = [
    { name: "dayjs-business-time", ask: (index) => dayjs(start(index)).addBusinessDays(days).valueOf() },
    { name: "luxon-business-days", ask: luxon },
  ];
  // date-fns knows no holidays.
  const dateFns = { name: "date-fns", ask: (index: number) => addBusinessDays(start(index), days).getTime() };
  return holidays.length > 0 ? peers : [...peers, dateFns];
}
