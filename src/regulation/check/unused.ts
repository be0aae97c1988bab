import type { Report } from "../problem.ts";
import type { Regulation } from "../shape.ts";

/**
 * What is declared and then never used: often a slip of the pen elsewhere. A thing counts as used when its id stands
 * anywhere else in the compiled file.
 */
export function checkUnused(regulation: Regulation, report: Report): void {
  const mentioned = new Set<string>();
  function collect(value: unknown): void {
    if (typeof value === "string") mentioned.add(value);
    else if (Array.isArray(value)) for (const item of value) collect(item);
    else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value))
        if (key !== "id" && key !== "title" && key !== "basis") collect(inner);
    }
  }
  const { fields, roles, forms, counts, periods, lists, findings, ...rest } = regulation;
  collect({ ...rest, roles: roles.map(({ anyOf, absent, list }) => ({ anyOf, absent, list })) });
  collect({ counts, periods, lists, findings, forms: forms.map((form) => form.fields) });
  collect(fields.map((field) => field.list));
  const declared = [
    ...fields.filter((field) => !field.builtIn).map((field) => ["field", "字段", field] as const),
    ...roles.map((role) => ["role", "职责", role] as const),
    ...counts.map((count) => ["count", "计数", count] as const),
    ...periods.map((period) => ["period", "期间", period] as const),
  ];
  for (const [kind, kindZh, item] of declared) {
    if (!mentioned.has(item.id)) report(item.line, "unused", { kind, kindZh, id: item.id });
  }
}
