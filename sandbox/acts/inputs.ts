import { elementsOf, isRichText } from "../blocks/elements.ts";
import { textAt, type JsonObject } from "../json.ts";
import type { Entered } from "../protocol.ts";
import type { View } from "../world/nouns.ts";
import { say } from "../words.ts";

/** What Slack itself holds against the fields before anything goes to the app: block_id → sentence. */
export function inputProblems(view: View, locale: string): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const { block, element, input } of elementsOf(view.blocks)) {
    if (!input) continue;
    const blockId = textAt(block, "block_id") ?? "";
    const entered = view.state[blockId]?.[textAt(element, "action_id") ?? ""] ?? null;
    const problem = isEmpty(entered)
      ? block["optional"] === true
        ? undefined
        : say(locale, "required")
      : problemOf(element, entered, locale);
    if (problem !== undefined) problems[blockId] = problem;
  }
  return problems;
}

function isEmpty(entered: Entered): boolean {
  if (entered === null || entered === "") return true;
  if (isRichText(entered)) return entered.elements.length === 0;
  return Array.isArray(entered) && entered.length === 0;
}

function problemOf(element: JsonObject, entered: Entered, locale: string): string | undefined {
  const type = textAt(element, "type");
  const text = typeof entered === "string" ? entered : String(typeof entered === "number" ? entered : "");
  if (type === "plain_text_input") return lengthProblem(element, text, locale);
  if (type === "number_input") return numberProblem(element, text, locale);
  if (type === "email_text_input")
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : say(locale, "notAnEmail");
  if (type === "url_text_input") return URL.canParse(text) ? undefined : say(locale, "notAUrl");
  return undefined;
}

function lengthProblem(element: JsonObject, text: string, locale: string): string | undefined {
  const { min_length: least, max_length: most } = element;
  if (typeof least === "number" && text.length < least) return say(locale, "tooShort", { n: least });
  const limit = typeof most === "number" ? most : 3000;
  return text.length > limit ? say(locale, "tooLong", { n: limit }) : undefined;
}

function numberProblem(element: JsonObject, text: string, locale: string): string | undefined {
  const value = Number(text);
  if (!/^-?\d+(\.\d+)?$/.test(text.trim())) return say(locale, "notANumber");
  if (element["is_decimal_allowed"] !== true && !Number.isInteger(value)) return say(locale, "notAWhole");
  const least = textAt(element, "min_value");
  const most = textAt(element, "max_value");
  if (least !== undefined && value < Number(least)) return say(locale, "tooSmall", { n: least });
  if (most !== undefined && value > Number(most)) return say(locale, "tooBig", { n: most });
  return undefined;
}
