import i18next, { type TFunction } from "i18next";
import en from "../../locales/en.json" with { type: "json" };
import zh from "../../locales/zh-CN.json" with { type: "json" };
import type { Language } from "../regulation/shape.ts";
import { escapeText, ours, type Mrkdwn } from "./mrkdwn.ts";

type Stored = keyof typeof en;
type WithoutPlural<K> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K;

/** Every sentence has a key; forms for one and for many share theirs. */
export type Key = WithoutPlural<Stored>;

export type Params = { readonly [name: string]: string | number };
export type MarkedParams = { readonly [name: string]: string | number | Mrkdwn };

// Our own escaping (mrkdwn.ts) is the only one, and keys contain dots.
const instance = i18next.createInstance();
await instance.init({
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: { en: { translation: en }, "zh-CN": { translation: zh } },
});

const SPEAK: { readonly [L in Language]: TFunction } = {
  en: instance.getFixedT("en"),
  "zh-CN": instance.getFixedT("zh-CN"),
};

/** The sentence for plain_text: parameters stand as they are. `count` chooses between one and many. */
export function t(language: Language, key: Key, params: Params = {}): string {
  return SPEAK[language](key, { ...params });
}

/** The sentence for mrkdwn: plain parameters are escaped, Mrkdwn ones (mentions, dates) stay alive. */
export function md(language: Language, key: Key, params: MarkedParams = {}): Mrkdwn {
  const safe: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === "number") safe[name] = value;
    else safe[name] = typeof value === "string" ? escapeText(value).mrkdwn : value.mrkdwn;
  }
  return ours(SPEAK[language](key, safe));
}

/** Is there a sentence under this key? For keys that are made from codes of the core. */
export function hasWords(key: string): key is Key {
  return key in en || `${key}_other` in en;
}

/** Slack gives "zh-CN", "zh-TW", "en-GB" …: whatever is Chinese reads Chinese, everybody else English. */
export function languageOf(locale: string | undefined): Language {
  return locale?.toLowerCase().startsWith("zh") === true ? "zh-CN" : "en";
}

export const LANGUAGES: readonly Language[] = ["en", "zh-CN"];
