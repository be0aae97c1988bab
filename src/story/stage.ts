import { compileCalendars } from "../calendar/calendar.ts";
import { holidaySource } from "../calendar/holidays.ts";
import type { CalendarSpec } from "../calendar/types.ts";
import type { Desk, Holding, Matter, People, Person } from "../desk/desk.ts";
import type { Regulation, Role } from "../regulation/shape.ts";
import type { RawStory } from "./raw.ts";
import type { Stage } from "./story.ts";

const HOUSE_HOURS = ["09:00-12:00", "13:30-18:00"];

/** Where the regulation gives no hours: nine to six with an hour and a half for lunch. */
export const HOUSE_CALENDAR: CalendarSpec = {
  zone: "Asia/Shanghai",
  holidays: "CN",
  hours: { mon: HOUSE_HOURS, tue: HOUSE_HOURS, wed: HOUSE_HOURS, thu: HOUSE_HOURS, fri: HOUSE_HOURS },
  dates: {},
  shifts: {},
  unite: [],
};

/** Departments of a story that names none, with what they are responsible for. */
const USUAL_DEPARTMENTS: { readonly [department: string]: readonly string[] } = {
  engineering: ["lift"],
  cleaning: ["dirt"],
};

const UNIT = "house";
export const OUTSIDER = "outsider";
export const ADMINISTRATOR = "administrator";

/** `head of engineering`: a role, or `member`, and where. */
function placed(word: string): { readonly role: string; readonly department?: string } {
  const [role = "", department] = word.split(" of ");
  return department === undefined ? { role } : { role, department };
}

/** Roles that somebody at the desk holds: not those outside, not those that everybody has, not sums of others. */
function isHeld(role: Role): boolean {
  return role.anyOf.length === 0 && role.at !== "outside" && role.at !== "everyone";
}

function isPerDepartment(role: Role): boolean {
  return role.at === "department";
}

function isPerUnit(role: Role): boolean {
  return role.at === "unit" || role.at === "area";
}

function holding(role: Role, name: string, department: string | undefined): Holding {
  const base = { role: role.id, person: idOf(name) };
  if (department !== undefined && isPerDepartment(role)) return { ...base, department };
  return isPerUnit(role) ? { ...base, unit: UNIT } : base;
}

interface Usual {
  readonly name: string;
  readonly holding: Holding;
}

/** Who holds what where the story says nothing: each role has one holder, who is called like the role. */
function usualHoldings(
  regulation: Regulation,
  departments: readonly string[],
  said: ReadonlySet<string>,
): readonly Usual[] {
  return regulation.roles.filter(isHeld).flatMap((role): readonly Usual[] => {
    if (!isPerDepartment(role))
      return said.has(role.id) ? [] : [{ name: role.id, holding: holding(role, role.id, undefined) }];
    return departments
      .map((department) => ({ department, name: `${role.id} of ${department}` }))
      .filter(({ name }) => !said.has(name))
      .map(({ department, name }) => ({ name, holding: holding(role, name, department) }));
  });
}

function saidHoldings(raw: RawStory, regulation: Regulation): Holding[] {
  return Object.entries(raw.people ?? {}).flatMap(([name, words]) =>
    words.flatMap((word) => {
      const { role: id, department } = placed(word);
      const role = regulation.roles.find((known) => known.id === id);
      return role === undefined || name === "nobody" ? [] : [holding(role, name, department)];
    }),
  );
}

/** Ids of the members of a department's channel. */
function membersOf(department: string, raw: RawStory, holdings: readonly Holding[]): readonly string[] {
  const said = Object.entries(raw.people ?? {}).filter(([, words]) => words.includes(`member of ${department}`));
  const holders = holdings.filter((held) => held.department === department).flatMap((held) => held.person ?? []);
  return [...new Set([...holders, ...said.map(([name]) => idOf(name)), idOf(`member of ${department}`)])];
}

/** People of a story have ids of their own, because `desk` as an actor is the app itself. */
export function idOf(name: string): string {
  return `U_${name.replaceAll(" ", "_")}`;
}

function personCalled(name: string, zone: string): Person {
  return { id: idOf(name), name, language: "en", zone, active: true, absences: [] };
}

/** The roles of a story's `people` that the regulation or the desk does not have. */
export function strangeRoles(raw: RawStory, regulation: Regulation): readonly string[] {
  const departments = Object.keys(raw.departments ?? USUAL_DEPARTMENTS);
  return Object.values(raw.people ?? {})
    .flat()
    .filter((word) => {
      const { role, department } = placed(word);
      if (department !== undefined && !departments.includes(department)) return true;
      return role !== "member" && !regulation.roles.some((known) => known.id === role && isHeld(known));
    });
}

/**
 * The desk that a story is played at. Roles that the story does not fill have one holder each, called like the role:
 * `desk`, `head of engineering`; beside them there are `member of engineering`, `outsider` and `administrator`.
 */
export function stageFor(raw: RawStory, regulation: Regulation): Stage {
  const departments = raw.departments ?? USUAL_DEPARTMENTS;
  const names = Object.keys(departments);
  const said = new Set(Object.values(raw.people ?? {}).flat());
  const usual = usualHoldings(regulation, names, said);
  const holdings = [...usual.map(({ holding: held }) => held), ...saidHoldings(raw, regulation)];
  const members = Object.fromEntries(names.map((department) => [department, membersOf(department, raw, holdings)]));
  const standard = regulation.calendars.default ?? HOUSE_CALENDAR;
  const everybody = [
    ...usual.map(({ name }) => name),
    ...names.map((department) => `member of ${department}`),
    ...Object.keys(raw.people ?? {}).filter((name) => name !== "nobody"),
    OUTSIDER,
    ADMINISTRATOR,
  ];
  const people: People = {
    version: 1,
    persons: Object.fromEntries(everybody.map((name) => [idOf(name), personCalled(name, standard.zone)])),
    holdings,
    members,
    groups: {},
    administrators: [idOf(ADMINISTRATOR)],
  };
  const matters = Object.entries(departments).flatMap(([department, ids]) =>
    ids.map((id): Matter => ({ id, title: { en: id, "zh-CN": id }, department })),
  );
  const desk: Desk = {
    id: "story",
    name: { en: "The desk", "zh-CN": "受理台" },
    edition: regulation.id,
    language: regulation.languages[0] ?? "en",
    zone: standard.zone,
    channel: "desk-channel",
    restrictedChannel: "restricted-channel",
    digestAt: "08:30",
    departments: names.map((id) => ({ id, title: { en: id, "zh-CN": id }, channel: `${id}-channel`, unit: UNIT })),
    matters,
  };
  return { regulation, calendars: calendarsOf(regulation), desk, people };
}

function calendarsOf(regulation: Regulation): Stage["calendars"] {
  const standard = regulation.calendars.default ?? HOUSE_CALENDAR;
  return compileCalendars({ ...regulation.calendars, default: standard }, { holidays: holidaySource });
}

/** The same desk and the same people, who work by another regulation from now on. */
export function stageUnder(stage: Stage, regulation: Regulation): Stage {
  return { ...stage, regulation, calendars: calendarsOf(regulation) };
}
