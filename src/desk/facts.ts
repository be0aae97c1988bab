import type { Condition, Conditional, FactTest, Field, Money } from "../regulation/shape.ts";

/** What the desk keeps of a file: enough to show and fetch it again. Sizes are bytes. */
export interface FileRef {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly size: number;
}

/**
 * One answer. By field type: text, long-text, choice, yes-no (`yes`/`no`), person → string; date → `YYYY-MM-DD`;
 * number → number; time → instant in milliseconds; money → amount and currency; choices, people → list of strings;
 * file → list of files.
 */
export type FactValue = string | number | Money | readonly string[] | readonly FileRef[];

export type Facts = { readonly [field: string]: FactValue };

function isMoney(value: FactValue): value is Money {
  return typeof value === "object" && "amount" in value;
}

/** An empty text, list or missing value counts as not answered. */
export function isGiven(value: FactValue | undefined): value is FactValue {
  if (value === undefined) return false;
  if (typeof value === "string") return value.trim() !== "";
  return !Array.isArray(value) || value.length > 0;
}

function compares(value: FactValue, test: Extract<FactTest, { test: "compare" }>): boolean {
  const actual = isMoney(value) ? value.amount : value;
  if (typeof actual !== "number") return false;
  // Sums in another currency cannot be compared; the test fails rather than guesses a rate.
  if (test.currency !== undefined && isMoney(value) && value.currency !== test.currency) return false;
  switch (test.comparison) {
    case "at least":
      return actual >= test.amount;
    case "more than":
      return actual > test.amount;
    case "at most":
      return actual <= test.amount;
    case "less than":
      return actual < test.amount;
  }
}

/** Where the roles of the person in a fact stand, so that a condition may compare the person with a role. */
export function rolesOf(fact: string): string {
  return `roles of ${fact}`;
}

/** Does one fact look as the test wants? An unanswered fact fails every test but `missing`. */
export function testHolds(test: FactTest, facts: Facts): boolean {
  const value = facts[test.fact];
  if (test.test === "missing") return !isGiven(value);
  if (!isGiven(value)) return false;
  switch (test.test) {
    case "given":
      return true;
    case "ask":
      return false;
    case "compare":
      return compares(value, test);
    case "one-of": {
      const answers = [value, facts[rolesOf(test.fact)] ?? []].flat();
      return answers.some((answer) => typeof answer === "string" && test.values.includes(answer));
    }
  }
}

/** The first inner list of a condition whose tests all hold: the reason why it holds. */
export function reasonFor(condition: Condition, facts: Facts): readonly FactTest[] | undefined {
  return condition.find((tests) => tests.every((test) => testHolds(test, facts)));
}

/** `when` and `unless` together. `otherwise` and `by hand` are the business of the table that holds the line. */
export function applies(line: Conditional, facts: Facts): boolean {
  if (line.when !== undefined && reasonFor(line.when, facts) === undefined) return false;
  return line.unless === undefined || reasonFor(line.unless, facts) === undefined;
}

/**
 * The first line of a table that fits; `otherwise` fits when no other does; `by hand` never fits by itself.
 * Source: language.md, section 1 rule 3 as amended by section 7 rule 8.
 */
export function firstThatFits<Line extends Conditional>(lines: readonly Line[], facts: Facts): Line | undefined {
  return (
    lines.find((line) => line.otherwise !== true && line.byHand !== true && applies(line, facts)) ??
    lines.find((line) => line.otherwise === true)
  );
}

/** Facts whose value people may not see on shared surfaces. */
export const CONTACT_FIELDS = ["complainant", "phone", "email", "address"] as const;

/** Is the value of the kind that the field holds? Used at the door, before a command is decided. */
export function fitsField(field: Field, value: FactValue): boolean {
  switch (field.type) {
    case "text":
    case "long-text":
    case "person":
    case "entry":
      return typeof value === "string";
    case "date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
    case "yes-no":
      return value === "yes" || value === "no";
    case "choice":
      return typeof value === "string" && (field.options.length === 0 || field.options.some((o) => o.id === value));
    case "choices":
    case "people":
      return (
        Array.isArray(value) &&
        value.every(
          (v) =>
            typeof v === "string" &&
            (field.type === "people" || field.options.length === 0 || field.options.some((o) => o.id === v)),
        )
      );
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "time":
      return typeof value === "number" && Number.isInteger(value);
    case "money":
      return isMoney(value) && Number.isFinite(value.amount) && value.amount >= 0;
    case "file":
      return Array.isArray(value) && value.every((v) => typeof v === "object");
  }
}
