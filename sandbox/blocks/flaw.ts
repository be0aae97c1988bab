import type { Json, JsonObject } from "../json.ts";

/** One thing that Slack refuses about a payload, in its own words, and where. */
export interface Flaw {
  /** "must be less than 3001 characters" */
  message: string;
  /** "/blocks/0/text/text" */
  pointer: string;
  /** What blocks.validate adds: {type: "max_length", expected: 3000}. */
  constraint: JsonObject;
}

/** "must be less than 3001 characters [json-pointer:/blocks/0/text/text]" */
export function sentence({ message, pointer }: Flaw): string {
  return `${message} [json-pointer:${pointer}]`;
}

function flaw(type: string, message: string, expected?: Json): (pointer: string) => Flaw {
  return (pointer) => ({ message, pointer, constraint: { type, ...(expected === undefined ? {} : { expected }) } });
}

/**
 * The sentences. Those that are known word for word from real answers: tooLong, tooShort, tooMany, missing, additional,
 * notAnObject, notAString, wrongType, noSchema, textOrFields, notUnique, needsSubmit, badSlackFile, badDownload. The others are
 * written after their example: Slack has such refusals, but their wording could not be found.
 */
export const FLAWS = {
  tooLong: (most: number) => flaw("max_length", `must be less than ${most + 1} characters`, most),
  tooShort: (least: number) => flaw("min_length", `must be more than ${least - 1} characters`, least),
  tooMany: (most: number) => flaw("max_items", `no more than ${most} items allowed`, most),
  tooFew: (least: number) => flaw("min_items", `no less than ${least} items allowed`, least),
  missing: (field: string) => flaw("required", `missing required field: ${field}`, field),
  additional: (field: string) => flaw("additional_property", `invalid additional property: ${field}`, field),
  notAnObject: flaw("type", "must provide an object", "object"),
  notAString: flaw("type", "must provide a string", "string"),
  notAnArray: flaw("type", "must provide an array", "array"),
  notANumber: flaw("type", "must provide a number", "number"),
  notWhole: flaw("type", "must provide an integer", "integer"),
  notABoolean: flaw("type", "must provide a boolean", "boolean"),
  notInEnum: (allowed: readonly string[]) => flaw("enum", "must be a valid enum value", [...allowed]),
  wrongType: (type: string, allowed: readonly string[]) => flaw("enum", `unsupported type: ${type}`, [...allowed]),
  noSchema: flaw("any_of", "failed to match all allowed schemas"),
  tooSmall: (least: number) => flaw("minimum", `must be greater than or equal to ${least}`, least),
  notAbove: (least: number) => flaw("exclusive_minimum", `must be greater than ${least}`, least),
  tooBig: (most: number) => flaw("maximum", `must be less than or equal to ${most}`, most),
  badFormat: (format: string) => flaw("format", `must match the format ${format}`, format),
  badUrl: flaw("format", "must be a valid url", "url"),
  badDownload: flaw("download", "downloading image failed"),
  badSlackFile: flaw("slack_file", "invalid slack file"),
  eitherOf: (fields: readonly string[]) =>
    flaw("any_of", `must define either ${fields.map((field) => `\`${field}\``).join(" or ")}`, [...fields]),
  onlyOneOf: (fields: readonly string[]) =>
    flaw("one_of", `must define only one of ${fields.map((field) => `\`${field}\``).join(" or ")}`, [...fields]),
  notUnique: (field: string, value: string) => flaw("unique", `\`${field}\` "${value}" already exists`, value),
  needsSubmit: flaw("required", "must define `submit` to use an `input` block in modals", "submit"),
  notAnOption: (field: string) => flaw("enum", `\`${field}\` must be one of the element's options`),
  oneFocus: flaw("unique", "only one element can have `focus_on_load` set to true"),
  noDispatch: flaw("not", "`dispatch_action` is not supported for `file_input`"),
  notPending: flaw("enum", 'a `task_card` outside a `plan` cannot have the status "pending"'),
  needsCollapsible: flaw("required", "must define `is_collapsible` to use `default_collapsed`", "is_collapsible"),
  unequalRows: (cells: number) => flaw("equal_length", `every row must have ${cells} cells`, cells),
  richHeader: flaw("type", "header cells must not be rich_text"),
  tooMuchTable: (most: number) => flaw("max_length", `table text must be less than ${most + 1} characters`, most),
  tooMuchMarkdown: (most: number) =>
    flaw("max_length", `markdown text must be less than ${most + 1} characters in total`, most),
  otherCategories: flaw("categories", "data labels must be the axis categories, each once and in their order"),
  sameSeries: (name: string) => flaw("unique", `series name "${name}" already exists`, name),
  tooManyOfType: (type: string, most: number) => flaw("max_items", `no more than ${most} ${type} blocks allowed`, most),
  minAboveMax: (least: string, most: string) => flaw("minimum", `\`${least}\` must not be greater than \`${most}\``),
} as const;
