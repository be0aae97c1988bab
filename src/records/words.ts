import i18next, { type TFunction } from "i18next";
import en from "../../locales/en.json" with { type: "json" };
import zh from "../../locales/zh-CN.json" with { type: "json" };
import type { Language } from "../regulation/shape.ts";

type Stored = keyof typeof en;
type WithoutPlural<K> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K;

/** The sentences of records, letters and sheets; those of Slack's surfaces are none of ours. */
export type RecordKey = Extract<WithoutPlural<Stored>, `record.${string}` | `letter.${string}` | `sheet.${string}`>;

const instance = i18next.createInstance();
await instance.init({
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  // A page escapes what stands in it, a sheet must not: neither is done here.
  interpolation: { escapeValue: false },
  resources: { en: { translation: en }, "zh-CN": { translation: zh } },
});

const SPEAK: { readonly [L in Language]: TFunction } = {
  en: instance.getFixedT("en"),
  "zh-CN": instance.getFixedT("zh-CN"),
};

/** The sentence in a language; parameters stand in it as they are. */
export function say(
  language: Language,
  key: RecordKey,
  params: { readonly [name: string]: string | number } = {},
): string {
  return SPEAK[language](key, { ...params });
}
