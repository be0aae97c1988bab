import { compileCalendars } from "../calendar/calendar.ts";
import { holidaySource } from "../calendar/holidays.ts";
import type { CalendarSpec, HolidaySource } from "../calendar/types.ts";
import type { Calendars } from "../desk/context.ts";
import type { Desk, People } from "../desk/desk.ts";
import { dutyOfKind, regulationOf } from "../desk/duties.ts";
import type { Regulation } from "../regulation/shape.ts";
import type { Tx } from "./database.ts";
import { readDesk, readEdition, type DeskSettings, type StoredDesk } from "./desks.ts";
import { readPeople } from "./directory.ts";
import { holidaysAt } from "./holidays.ts";

/** What a rule may know besides the case itself, its counts, its lists and the time. */
export interface Frame {
  readonly desk: Desk;
  readonly regulation: Regulation;
  readonly calendars: Calendars;
  readonly people: People;
}

export interface Frames {
  /**
   * Read with `tx`, so after whatever it has locked. Undefined when there is no such desk.
   *
   * @param of the desk alone, for a new case; with a case's edition and kind, what counts for that case: an occurrence
   *   of a duty sees of the regulation only its duty
   */
  of(
    tx: Tx,
    of: { readonly desk: string; readonly edition?: string; readonly kind?: string },
  ): Promise<Frame | undefined>;
  /** Of every open desk. */
  all(tx: Tx): Promise<readonly Frame[]>;
}

// Nine to six on weekdays, shown as the company's own choice, where neither the regulation nor the desk gives hours.
const USUAL_HOURS = ["09:00-18:00"];

function usualCalendar(zone: string): CalendarSpec {
  const hours = { mon: USUAL_HOURS, tue: USUAL_HOURS, wed: USUAL_HOURS, thu: USUAL_HOURS, fri: USUAL_HOURS };
  return { zone, holidays: "none", hours, dates: {}, shifts: {}, unite: [] };
}

/** The calendars of an edition at a desk: the desk's own hours where the regulation gives none, its own holidays. */
export function calendarsOf(
  regulation: Regulation,
  desk: Pick<DeskSettings, "zone" | "calendar" | "holidays">,
  holidays: (country: string) => HolidaySource = holidaySource,
): Calendars {
  const standard = regulation.calendars.default ?? desk.calendar ?? usualCalendar(desk.zone);
  const own = holidaysAt(desk.holidays ?? [], holidays);
  return compileCalendars({ ...regulation.calendars, default: standard }, { holidays: own });
}

/**
 * Frames, with what never changes (editions) and what says by its version that it changed (desks, people) kept in
 * memory. What is asked of the database each time is two numbers.
 *
 * @param options.holidays where public holidays come from, by country
 */
export function readFrames(options: { readonly holidays?: (country: string) => HolidaySource } = {}): Frames {
  const sources = new Map<string, HolidaySource>();
  const holidays = (country: string): HolidaySource => {
    const source = sources.get(country) ?? (options.holidays ?? holidaySource)(country);
    sources.set(country, source);
    return source;
  };
  const desks = new Map<string, StoredDesk>();
  const people = new Map<string, { readonly deskVersion: number; readonly people: People }>();
  const regulations = new Map<string, Regulation>();
  const guided = new Map<string, { readonly deskVersion: number; readonly regulation: Regulation }>();
  const calendars = new Map<string, { readonly deskVersion: number; readonly calendars: Calendars }>();

  async function deskAt(tx: Tx, id: string, version: number): Promise<StoredDesk | undefined> {
    const known = desks.get(id);
    if (known?.version === version) return known;
    const read = await readDesk(tx, id);
    if (read !== undefined) desks.set(id, read);
    return read;
  }

  async function peopleAt(tx: Tx, desk: StoredDesk, version: number): Promise<People> {
    const known = people.get(desk.settings.id);
    if (known?.people.version === version && known.deskVersion === desk.version) return known.people;
    const read = await readPeople(tx, desk.settings, version);
    people.set(desk.settings.id, { deskVersion: desk.version, people: read });
    return read;
  }

  async function regulationAt(tx: Tx, edition: string, kind = "complaint"): Promise<Regulation> {
    const key = dutyOfKind(kind) === undefined ? edition : `${edition} ${kind}`;
    const known = regulations.get(key);
    if (known !== undefined) return known;
    const regulation =
      key === edition ? await readEdition(tx, edition) : regulationOf(kind, await regulationAt(tx, edition));
    if (regulation === undefined) throw new Error(`The edition ${edition} is not in the database`);
    regulations.set(key, regulation);
    return regulation;
  }

  /** The regulation with the guides that the desk adds to it. */
  function guidedAt(desk: StoredDesk, key: string, regulation: Regulation): Regulation {
    const { added, id } = desk.settings;
    if (added === undefined) return regulation;
    const known = guided.get(`${id} ${key}`);
    if (known?.deskVersion === desk.version) return known.regulation;
    const guides = [...regulation.guides, ...added.guides];
    const whole = { ...regulation, guides, about: [...regulation.about, ...added.about] };
    guided.set(`${id} ${key}`, { deskVersion: desk.version, regulation: whole });
    return whole;
  }

  function calendarsAt(desk: StoredDesk, edition: string, regulation: Regulation): Calendars {
    const key = `${desk.settings.id} ${edition}`;
    const known = calendars.get(key);
    if (known?.deskVersion === desk.version) return known.calendars;
    const compiled = calendarsOf(regulation, desk.settings, holidays);
    calendars.set(key, { deskVersion: desk.version, calendars: compiled });
    return compiled;
  }

  interface Versions {
    readonly id: string;
    readonly desk: number;
    readonly people: number;
  }

  async function frameAt(
    tx: Tx,
    now: Versions,
    { edition, kind }: { readonly edition?: string; readonly kind?: string },
  ): Promise<Frame | undefined> {
    const desk = await deskAt(tx, now.id, now.desk);
    if (desk === undefined) return undefined;
    const under = edition ?? desk.edition;
    const own = await regulationAt(tx, under, kind);
    // An occurrence of a duty has no customer to say anything to.
    const regulation = kind !== undefined && dutyOfKind(kind) !== undefined ? own : guidedAt(desk, under, own);
    return {
      desk: { ...desk.settings, edition: desk.edition },
      regulation,
      calendars: calendarsAt(desk, under, regulation),
      people: await peopleAt(tx, desk, now.people),
    };
  }

  return {
    async of(tx, { desk: id, ...under }) {
      const versions = await tx.$queryRaw<Versions[]>`
        SELECT desk.id, desk.version AS desk, directory.version AS people FROM desk, directory WHERE desk.id = ${id}`;
      return versions[0] && frameAt(tx, versions[0], under);
    },
    async all(tx) {
      const versions = await tx.$queryRaw<Versions[]>`
        SELECT desk.id, desk.version AS desk, directory.version AS people FROM desk, directory
         WHERE desk.open ORDER BY desk.id`;
      const frames: Frame[] = [];
      for (const version of versions) {
        const frame = await frameAt(tx, version, {});
        if (frame !== undefined) frames.push(frame);
      }
      return frames;
    },
  };
}
