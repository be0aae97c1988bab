import type { Case } from "./case.ts";
import type { Context } from "./context.ts";
import type { Holding } from "./desk.ts";
import { firstThatFits, type Facts } from "./facts.ts";

/** The person complained about (one or several), as the case names them. */
export function accusedOf(current: Case): readonly string[] {
  const accused = current.facts["accused"];
  if (typeof accused === "string") return accused === "" ? [] : [accused];
  return Array.isArray(accused) ? accused.filter((id) => typeof id === "string") : [];
}

/** Everybody who has done something in the case, the app itself aside. */
export function involvedIn({ doings }: Pick<Case, "doings">): readonly string[] {
  return [...new Set(doings.map((doing) => doing.by))].filter((person) => person !== "desk");
}

export function departmentOf(current: Case): string | undefined {
  const department = current.facts["department"];
  return typeof department === "string" ? department : undefined;
}

/** The department that the regulation's own table says is concerned; undefined where the company has no such one. */
export function departmentByRule(facts: Facts, context: Context): string | undefined {
  const line = firstThatFits(context.regulation.parts["department"] ?? [], facts)?.who;
  return context.desk.departments.some((department) => department.id === line) ? line : undefined;
}

function holds(person: string, holding: Holding, context: Context): boolean {
  if (holding.person === person) return true;
  return holding.group !== undefined && context.people.groups[holding.group]?.includes(person) === true;
}

/** Does the person hold a role for the whole company, alone or in a group? */
export function worksForAll(person: string, context: Context): boolean {
  return context.people.holdings.some((holding) => holding.department === undefined && holds(person, holding, context));
}

/** The departments whose cases this person watches: those of their roles, all of them for a role of the company. */
export function watchedBy(person: string, context: Context): readonly string[] {
  const { desk, people } = context;
  const held = people.holdings.filter((holding) => holds(person, holding, context));
  const watched = desk.departments.filter((department) =>
    held.some(
      (holding) =>
        holding.department === department.id ||
        (holding.department === undefined && (holding.unit === undefined || holding.unit === department.unit)),
    ),
  );
  return watched.map(({ id }) => id);
}

/** The roles that somebody holds anywhere in the company, sums of roles included. */
export function rolesHeldBy(person: string, context: Context): readonly string[] {
  const held = context.people.holdings.filter((holding) => holds(person, holding, context)).map(({ role }) => role);
  const sums = context.regulation.roles.filter((role) => role.anyOf.some((id) => held.includes(id)));
  return [...new Set([...held, ...sums.map((role) => role.id)])];
}

/** Does the person belong to the department, as a member of its channel or by a role there? */
export function belongsTo(person: string, department: string | undefined, context: Context): boolean {
  if (department === undefined) return false;
  if (context.people.members[department]?.includes(person) === true) return true;
  return context.people.holdings.some(
    (holding) => holding.department === department && holds(person, holding, context),
  );
}

/** The units in which a person works: by roles held there, and by membership in a unit's departments. */
function unitsOf(person: string, context: Context): readonly string[] {
  const { desk, people } = context;
  const held = people.holdings.filter((holding) => holds(person, holding, context)).flatMap(({ unit }) => unit ?? []);
  const memberOf = desk.departments
    .filter(({ id }) => belongsTo(person, id, context))
    .flatMap(({ unit }) => unit ?? []);
  return [...new Set([...held, ...memberOf])];
}

/**
 * The unit (store, branch, shop) that the case belongs to: its department's; without a department the one in which
 * whoever took it works; else the only one there is. Undefined where several would be possible.
 */
export function unitOf(current: Case, context: Context): string | undefined {
  const { departments } = context.desk;
  const department = departmentOf(current);
  if (department !== undefined) return departments.find(({ id }) => id === department)?.unit;
  const own = unitsOf(current.receiver, context);
  if (own.length === 1) return own[0];
  const all = [...new Set(departments.flatMap(({ unit }) => unit ?? []))];
  return all.length === 1 ? all[0] : undefined;
}
