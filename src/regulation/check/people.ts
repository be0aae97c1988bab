import type { Regulation } from "../shape.ts";
import type { Report } from "../problem.ts";

/** Roles that nobody can hold and parts that nobody gets. */
export function checkPeople(regulation: Regulation, report: Report): void {
  const { roles, parts, steps } = regulation;
  for (const role of roles) {
    if (role.at === "list" && role.list === undefined) report(role.line, "role-without-list", { id: role.id });
    if (role.anyOf.includes(role.id) || role.absent.includes(role.id))
      report(role.line, "role-of-itself", { id: role.id });
  }
  const named = new Set(steps.flatMap((step) => step.names ?? []));
  for (const [part, lines] of Object.entries(parts)) {
    const waits = lines.filter((line) => line.who === "named");
    if (waits.length > 0 && !named.has(part)) report(waits[0]?.line ?? 1, "never-named", { part });
  }
  for (const step of steps) {
    if (step.names !== undefined && !(parts[step.names] ?? []).some((line) => line.who === "named")) {
      report(step.line, "named-in-vain", { part: step.names });
    }
  }
}
