import { compileCalendars } from "../../src/calendar/calendar.ts";
import { holidaySource } from "../../src/calendar/holidays.ts";
import type { CalendarSpec } from "../../src/calendar/types.ts";
import type { Context } from "../../src/desk/context.ts";
import type { Desk, Holding, People } from "../../src/desk/desk.ts";
import { isGiven, type Facts, type FactValue } from "../../src/desk/facts.ts";
import type { Field, Regulation } from "../../src/regulation/shape.ts";

const ZONE = "Asia/Shanghai";
const HOUSE_HOURS = ["09:00-12:00", "13:30-18:00"];

/** What a desk gets whose regulation says nothing about hours. */
const HOUSE_CALENDAR: CalendarSpec = {
  zone: ZONE,
  holidays: "CN",
  hours: { mon: HOUSE_HOURS, tue: HOUSE_HOURS, wed: HOUSE_HOURS, thu: HOUSE_HOURS, fri: HOUSE_HOURS },
  dates: {},
  shifts: {},
  unite: [],
};

function departmentsFor(regulation: Regulation): readonly string[] {
  const named = (regulation.parts["department"] ?? []).map((line) => line.who);
  return [...new Set([...named, "north", "south"])];
}

function holdingsFor(regulation: Regulation): readonly Holding[] {
  return regulation.roles.flatMap((role): readonly Holding[] => {
    if (role.anyOf.length > 0) return [];
    switch (role.at) {
      case "company":
      case "body":
      case "list":
        return [{ role: role.id, person: `U_${role.id}` }];
      case "department":
        return departmentsFor(regulation).map((department) => ({
          role: role.id,
          department,
          person: `U_${role.id}_${department}`,
        }));
      case "unit":
      case "area":
        return [{ role: role.id, unit: "u1", person: `U_${role.id}` }];
      case "outside":
      case "everyone":
        return [];
    }
  });
}

/** A desk for any regulation: one holder for each role, two departments of one unit, and somebody who only files. */
export function anyDesk(regulation: Regulation): Omit<Context, "now"> {
  const departments = departmentsFor(regulation);
  const holdings = holdingsFor(regulation);
  const ids = [...new Set([...holdings.flatMap((holding) => holding.person ?? []), "U_anybody"])];
  const people: People = {
    version: 1,
    persons: Object.fromEntries(
      ids.map((id) => [id, { id, name: id.slice(2), language: "en", zone: ZONE, active: true, absences: [] }]),
    ),
    holdings,
    members: Object.fromEntries(
      departments.map((id) => [
        id,
        holdings.filter((holding) => holding.department === id).flatMap((holding) => holding.person ?? []),
      ]),
    ),
    groups: {},
    administrators: ["U_anybody"],
  };
  const desk: Desk = {
    id: "any",
    name: { en: "Any desk", "zh-CN": "受理台" },
    edition: regulation.id,
    language: "en",
    zone: ZONE,
    channel: "C_DESK",
    digestAt: "08:30",
    departments: departments.map((id) => ({ id, title: { en: id, "zh-CN": id }, channel: `C_${id}`, unit: "u1" })),
    matters: [],
  };
  const calendars = compileCalendars(
    { ...regulation.calendars, default: regulation.calendars.default ?? HOUSE_CALENDAR },
    { holidays: (country) => holidaySource(country) },
  );
  return { regulation, desk, people, calendars, counts: {}, listed: [] };
}

/** Deterministic chance: the same seed gives the same walk. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function oneOf<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** A plausible answer for a field. */
export function answerFor(field: Field, context: Context, random: () => number): FactValue {
  const people = Object.keys(context.people.persons);
  switch (field.type) {
    case "yes-no":
      return random() < 0.5 ? "yes" : "no";
    case "choice":
      return field.id === "department"
        ? (oneOf(context.desk.departments, random)?.id ?? "")
        : (oneOf(field.options, random)?.id ?? "something");
    case "choices":
      return [
        field.id === "departments-involved"
          ? (oneOf(context.desk.departments, random)?.id ?? "")
          : (oneOf(field.options, random)?.id ?? "something"),
      ];
    case "number":
      return Math.floor(random() * 10);
    case "money":
      return { amount: Math.floor(random() * 20_000), currency: "CNY" };
    case "date":
      return "2026-11-20";
    case "time":
      return context.now + Math.floor(random() * 3 * 86_400_000);
    case "person":
      return oneOf(people, random) ?? "U_anybody";
    case "people":
      return [oneOf(people, random) ?? "U_anybody"];
    case "file":
      return [{ id: "F1", name: "photo.jpg", mimetype: "image/jpeg", size: 1 }];
    case "text":
    case "long-text":
    case "entry":
      return "as it was said";
  }
}

export function answersFor(fields: readonly string[], known: Facts, context: Context, random: () => number): Facts {
  const asked = fields.flatMap((id) => context.regulation.fields.find((field) => field.id === id) ?? []);
  return Object.fromEntries(
    asked.filter((field) => !isGiven(known[field.id])).map((field) => [field.id, answerFor(field, context, random)]),
  );
}
