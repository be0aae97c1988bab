import { ANY_TIME_STEPS, BUILT_IN_EVENTS, ENDS, PERSON_TITLES, STEP_TITLES, VALUE_TITLES } from "./built-in.ts";
import type { Field, Finding, Level, Regulation, Step, Text } from "./shape.ts";

/** What a person reads for an id that the file does not explain. Only a fault of ours shows it: `check` refuses such files. */
function bare(id: string): Text {
  return { en: id, "zh-CN": id };
}

export function stepById(regulation: Regulation, id: string): Step | undefined {
  return regulation.steps.find((step) => step.id === id);
}

/** The title of a step, built-in or own; of a duty, too, because duties follow steps in the same places. */
export function stepTitle(regulation: Regulation, id: string): Text {
  const own = stepById(regulation, id) ?? regulation.duties.find((duty) => duty.id === id);
  return own?.title ?? STEP_TITLES[id] ?? bare(id);
}

/**
 * The title of a role or part. A part of the file's own (`decider`) has the title of the role that its table names
 * first.
 */
export function roleTitle(regulation: Regulation, id: string): Text {
  const role = regulation.roles.find((found) => found.id === id);
  if (role !== undefined) return role.title;
  const builtIn = PERSON_TITLES[id];
  if (builtIn !== undefined) return builtIn;
  const held = (regulation.parts[id] ?? []).map((line) => regulation.roles.find((found) => found.id === line.who));
  return held.find((found) => found !== undefined)?.title ?? bare(id);
}

export function fieldById(regulation: Regulation, id: string): Field | undefined {
  return regulation.fields.find((field) => field.id === id);
}

export function findingById(regulation: Regulation, id: string): Finding | undefined {
  return regulation.findings.find((finding) => finding.id === id);
}

export function levelById(regulation: Regulation, id: string): Level | undefined {
  return regulation.levels.find((level) => level.id === id);
}

/** The title of a fact: a field, a finding. */
export function fieldTitle(regulation: Regulation, id: string): Text {
  return findingById(regulation, id)?.title ?? fieldById(regulation, id)?.title ?? bare(id);
}

/** How a value of a field or finding reads: an option's title, yes and no, a role's title. */
export function optionTitle(regulation: Regulation, field: string, value: string): Text {
  const finding = findingById(regulation, field)?.values[value];
  const option = fieldById(regulation, field)?.options.find((found) => found.id === value);
  return finding ?? option?.title ?? VALUE_TITLES[value] ?? roleTitle(regulation, value);
}

/** How the end of a case reads: `closed`, `withdrawn`, or one of the file's own. */
export function endTitle(regulation: Regulation, id: string): Text {
  return regulation.ends[id] ?? ENDS[id] ?? bare(id);
}

/** Every name that is legal in `from`, `until` and `after`. */
export function eventsOf(regulation: Regulation): readonly string[] {
  const { steps, duties, fields } = regulation;
  const own = [...steps, ...duties, ...fields].map((item) => item.id);
  return [...new Set([...BUILT_IN_EVENTS, ...own, ...ANY_TIME_STEPS])];
}

/** A file of phrases and conduct only (`regulations/guides`): any desk can add it to its own regulation. */
export function isGuide(regulation: Regulation): boolean {
  return regulation.roles.length === 0 && regulation.steps.every((step) => step.builtIn);
}
