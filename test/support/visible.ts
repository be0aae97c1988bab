import type { Regulation } from "../../src/regulation/shape.ts";

/** Every text that stands on blocks, a modal or a message, as people or screen readers get it. */
export function visibleTexts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(visibleTexts);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
    typeof member === "string"
      ? key === "text" || key === "accessibility_label"
        ? [member]
        : []
      : visibleTexts(member),
  );
}

/** Ids of the file that no text of the file uses as a word of its own. */
export function idsOf(regulation: Regulation): ReadonlySet<string> {
  const { steps, fields, roles, findings, levels, deadlines, lists, duties, waiting, kinds, counts } = regulation;
  const all = [...steps, ...fields, ...roles, ...findings, ...levels, ...deadlines, ...lists, ...duties, ...waiting];
  const options = fields.flatMap((field) => field.options.map((option) => option.id));
  const values = findings.flatMap((finding) => finding.first.map((line) => line.is));
  const others = [...kinds, ...counts].map((one) => one.id);
  const ids = [...all.map((one) => one.id), ...options, ...values, ...others, ...Object.keys(regulation.ends)];
  const said = JSON.stringify(regulation, (key: string, member: unknown) =>
    ["id", "field", "fact", "who", "is", "values", "from", "until", "fields", "after", "ask"].includes(key) &&
    typeof member === "string"
      ? ""
      : member,
  );
  const titles = [...said.matchAll(/"(?:en|zh-CN)":"((?:[^"\\]|\\.)*)"/gu)].map((match) => match[1] ?? "").join("\n");
  // Words of English, too, which our own sentences use.
  const words = ["follow-up"];
  return new Set(ids.filter((id) => id.includes("-") && !words.includes(id) && !titles.toLowerCase().includes(id)));
}

const KEYS = /\b(?:request|refusal|form|label|tell|ping|card|next|do|line|window|field|hint|state|verdict)\.[a-z]+\b/u;

/** What is wrong with a text that people see: an id, a gap, a key in place of words. */
export function unfitText(text: string, ids: ReadonlySet<string>): string | undefined {
  const plain = text.replace(/<[@#!][^>]*>/gu, "").replace(/<https?:[^|>]*\|([^>]*)>/gu, "$1");
  if (/\b[UC]0[A-Z0-9]+\b/u.test(plain)) return `an id of Slack: ${text}`;
  if (/\{\{|\}\}|\{[\w-]+\}|undefined|\[object|NaN/u.test(plain)) return `a gap: ${text}`;
  if (KEYS.test(plain)) return `a key: ${text}`;
  const id = plain.split(/[^\w-]+/u).find((word) => ids.has(word));
  return id === undefined ? undefined : `the id ${id}: ${text}`;
}
