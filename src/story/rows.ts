/** A row of a table, as it is written. */
export interface Row {
  readonly [column: string]: unknown;
}

const GAP = /^<([\w-]+)>$/;

function gapOf(value: unknown): string | undefined {
  return typeof value === "string" ? GAP.exec(value)?.[1] : undefined;
}

/** Columns that a template asks for. */
export function gapsIn(value: unknown): readonly string[] {
  const gap = gapOf(value);
  if (gap !== undefined) return [gap];
  if (Array.isArray(value)) return value.flatMap(gapsIn);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(gapsIn);
  return [];
}

/**
 * A template with one row put into it: `<column>` becomes what the row says. Where the row says nothing, the whole key
 * (or list entry) is left out; an entry that so loses its time, person or act is left out as a whole (see read.ts).
 */
export function withRow(template: unknown, row: Row): unknown {
  const gap = gapOf(template);
  if (gap !== undefined) return row[gap];
  if (Array.isArray(template)) return template.map((item) => withRow(item, row)).filter((item) => item !== undefined);
  if (typeof template !== "object" || template === null) return template;
  const entries = Object.entries(template)
    .map(([key, value]): [string, unknown] => [key, withRow(value, row)])
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}
