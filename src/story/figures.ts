import { figuresOf, type Figure, type FigureRow } from "../desk/figures.ts";
import type { Answer } from "./compare.ts";
import type { RawChecks } from "./raw.ts";
import type { Standing } from "./runner.ts";

const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };
const HOUR_MS = 3_600_000;

function valueText({ measure }: Figure, { value }: FigureRow): string {
  if (value === undefined) return "none";
  switch (measure.form.verb) {
    case "share-of":
    case "on-time":
      return `${Number((value * 100).toFixed(1))} %`;
    case "time":
      return `${Number((value / HOUR_MS).toFixed(2))} hours`;
    case "number-of":
    case "sum-of":
      return String(value);
  }
}

/** `internet: 1`, with a comma between the parts of a group; what nobody has answered is `–`. */
function groupTexts(figure: Figure): readonly (readonly [string, string])[] {
  return figure.rows.map((row) => [row.group.map((part) => part || "–").join(", "), valueText(figure, row)]);
}

function sorted(groups: readonly (readonly [string, string])[]): string {
  return groups
    .map(([name, value]) => `${name}: ${value}`)
    .toSorted()
    .join(", ");
}

/** Do the regulation's measures say this of the story's case alone? Groups are exact: no more and no fewer. */
export function figuresAnswer(
  wanted: NonNullable<RawChecks["figures"]>,
  { current, context }: Standing,
  not: boolean,
): Answer {
  const found = figuresOf([{ case: current, context }], ALWAYS, context.regulation.measures);
  const answers = Object.entries(wanted).map(([id, value]) => {
    const figure = found.find(({ measure }) => measure.id === id);
    if (figure === undefined) return { holds: false, actual: `${id}: no such measure` };
    const isWhole = typeof value === "string";
    const said = isWhole ? valueText(figure, figure.total) : sorted(groupTexts(figure));
    return { holds: said === (isWhole ? value : sorted(Object.entries(value))), actual: `${id}: ${said}` };
  });
  const holds = not ? answers.some((answer) => answer.holds) : answers.every((answer) => answer.holds);
  return { holds, actual: answers.map(({ actual }) => actual).join("; ") };
}
