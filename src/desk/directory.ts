import type { Case } from "./case.ts";
import type { Context } from "./context.ts";
import type { Holding } from "./desk.ts";

/** The person complained about (one or several), as the case names them. */
export function accusedOf(current: Case): readonly string[] {
  const accused = current.facts["accused"];
  if (typeof accused === "string") return accused === "" ? [] : [accused];
  return Array.isArray(accused) ? accused.filter((id) => typeof id === "string") : [];
}

export function departmentOf(current: Case): string | undefined {
  const department = current.facts["department"];
  return typeof department === "string" ? department : undefined;
}

function holds(person: string, holding: Holding, context: Context): boolean {
  if (holding.person === person) return true;
  return holding.group !== undefined && context.people.groups[holding.group]?.includes(person) === true;
}

/** Does the person hold a role for the whole company, alone or in a group? */
export function worksForAll(person: string, context: Context): boolean {
  return context.people.holdings.some((holding) => holding.department === undefined && holds(person, holding, context));
}

/** Does the person belong to the department, as a member of its channel or by a role there? */
export function belongsTo(person: string, department: string | undefined, context: Context): boolean {
  if (department === undefined) return false;
  if (context.people.members[department]?.includes(person) === true) return true;
  return context.people.holdings.some(
    (holding) => holding.department === department && holds(person, holding, context),
  );
}
