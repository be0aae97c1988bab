import type { Language, Text } from "./shape.ts";

/** The sentence in the wanted language, else in the other one, else empty. */
export function textIn(text: Text | undefined, language: Language): string {
  return text?.[language] ?? text?.[language === "en" ? "zh-CN" : "en"] ?? "";
}
