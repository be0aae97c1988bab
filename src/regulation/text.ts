import type { Language, Money, Text } from "./shape.ts";

/** The sentence in the wanted language, else in the other one, else empty. */
export function textIn(text: Text | undefined, language: Language): string {
  return text?.[language] ?? text?.[language === "en" ? "zh-CN" : "en"] ?? "";
}

/** ¥2,000 / 2,000元; other currencies with their code. */
export function moneyText({ amount, currency }: Money, language: Language): string {
  const figures = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 }).format(amount);
  if (currency !== "CNY") return `${figures} ${currency}`;
  return language === "zh-CN" ? `${figures}元` : `¥${figures}`;
}

/** A text as part of a regular expression: no letter of it is a sign. */
export function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}
