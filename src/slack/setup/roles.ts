import type { Department } from "../../desk/desk.ts";
import type { DeskFile, RolePlace } from "../../desk/service.ts";
import type { Regulation, Role } from "../../regulation/shape.ts";
import { stepTitle } from "../../regulation/describe.ts";
import { textIn } from "../../regulation/text.ts";
import { basisOrHouse } from "../basis.ts";
import { departmentTitle } from "../names.ts";
import type { Reader } from "../voice.ts";
import { t } from "../words.ts";

/** Roles that somebody has to be named for: not those that everybody has, nobody inside holds, or others make up. */
export function rolesToFill({ roles }: Regulation): readonly Role[] {
  return roles.filter((role) => role.at !== "everyone" && role.at !== "outside" && role.anyOf.length === 0);
}

/** Where a role is held, with the name of the place; one place without a name where it is held for all. */
export function placesOf(
  role: Role,
  { desk, context }: DeskFile,
  reader: Reader,
): readonly { readonly key: string; readonly place: RolePlace; readonly title: string }[] {
  if (role.at === "department")
    return desk.departments.map(({ id }) => ({
      key: id,
      place: { role: role.id, department: id },
      title: departmentTitle(id, context, reader.language),
    }));
  if (role.at !== "unit") return [{ key: "all", place: { role: role.id }, title: textIn(role.title, reader.language) }];
  const units = [...new Set(desk.departments.flatMap(({ unit }) => unit ?? []))];
  return (units.length === 0 ? ["unit"] : units).map((unit) => ({
    key: unit,
    place: { role: role.id, unit },
    title: unit,
  }));
}

/** Who holds it there now. */
export function holdersAt({ role, department, unit }: RolePlace, { people }: DeskFile): readonly string[] {
  return people.holdings
    .filter((held) => held.role === role && held.department === department && held.unit === unit)
    .flatMap(({ person }) => person ?? []);
}

/** Is the role held somewhere, by somebody or by a group? */
export function isHeld(role: Role, { people }: DeskFile): boolean {
  return people.holdings.some((held) => held.role === role.id);
}

/** A department whose channel has nobody in it that the app knows of: the app was not invited. */
export function isUnseen({ id }: Department, { people }: DeskFile): boolean {
  return (people.members[id] ?? []).length === 0;
}

/** What stands still for want of somebody in this role: the first thing that the regulation leaves to it. */
export function blockedBy(role: Role, { regulation, context }: DeskFile, reader: Reader): string | undefined {
  const { language } = reader;
  const step = regulation.steps.find(({ by }) => by.some(({ who }) => who === role.id));
  const approval = regulation.approvals.find(({ by }) => by === role.id);
  if (step !== undefined)
    return t(language, "setup.blocks-step", {
      step: textIn(stepTitle(regulation, step.id), language),
      basis: basisOrHouse(step.basis, context, language),
    });
  return approval === undefined
    ? undefined
    : t(language, "setup.blocks-approval", { basis: basisOrHouse(approval.basis, context, language) });
}
