import type { Language } from "../regulation/shape.ts";

export type Sentence = { readonly [L in Language]: string };

/** What is wrong with a story file, by line. */
export interface StoryProblem {
  readonly line: number;
  readonly message: Sentence;
}

const SENTENCES = {
  "unknown-key": { en: "There is no key `{name}` here{nearest}.", "zh-CN": "此处没有 `{name}` 这一项{nearest}。" },
  "missing-key": { en: "`{name}` is missing here.", "zh-CN": "此处缺少 `{name}`。" },
  "bad-time": {
    en: "`{name}` is no time. Write `2026-11-24 09:12`, in the desk's own time.",
    "zh-CN": "`{name}` 不是时间。请按受理台当地时间写成 `2026-11-24 09:12`。",
  },
  "bad-value": { en: "`{name}` cannot be `{value}` here{known}.", "zh-CN": "`{name}` 此处不能是 `{value}`{known}。" },
  "no-act": {
    en: "Somebody is named but does nothing. Say what, or remove `by`.",
    "zh-CN": "写了由谁办，却没有写办什么。请补上，或删去 `by`。",
  },
  "two-acts": { en: "One entry does one thing; here are: {name}.", "zh-CN": "一条只写一件事，此处有：{name}。" },
  "not-with": { en: "`{name}` does not go with `{act}`.", "zh-CN": "`{name}` 不能与 `{act}` 同用。" },
  "no-person": {
    en: "Nobody here is called `{name}`. There are: {known}.",
    "zh-CN": "没有名为 `{name}` 的人。现有：{known}。",
  },
  "no-field": { en: "The regulation has no field `{name}`.", "zh-CN": "制度中没有 `{name}` 字段。" },
  "no-deadline": { en: "The regulation has no deadline `{name}`.", "zh-CN": "制度中没有 `{name}` 时限。" },
  "no-clause": {
    en: "The regulation names no clause `{name}`.",
    "zh-CN": "制度中没有条款 `{name}`。",
  },
  "no-role": { en: "The regulation has no role `{name}`.", "zh-CN": "制度中没有 `{name}` 职责。" },
  "no-department": { en: "There is no department `{name}`.", "zh-CN": "没有 `{name}` 部门。" },
  "no-column": { en: "No row has a column `{name}`.", "zh-CN": "各行都没有 `{name}` 一列。" },
  "unused-column": {
    en: "The column `{name}` is put in nowhere. Write `<{name}>` where it belongs.",
    "zh-CN": "`{name}` 一列没有用到。请在相应位置写 `<{name}>`。",
  },
  "other-regulation": {
    en: "This story is for the regulation `{name}`, not for `{value}`.",
    "zh-CN": "此情节适用于制度 `{name}`，而不是 `{value}`。",
  },
  backwards: { en: "This entry lies before the one above it.", "zh-CN": "此条时间早于上一条。" },
  "expects-nothing": {
    en: "Nothing is expected of this case, so it proves nothing. Add `expect`.",
    "zh-CN": "此例没有写预期结果，无法证明什么。请加上 `expect`。",
  },
} as const satisfies { readonly [code: string]: Sentence };

export type ProblemCode = keyof typeof SENTENCES;

export interface Gaps {
  readonly [name: string]: string | undefined;
}

function fill(text: string, gaps: Gaps): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => gaps[name] ?? "");
}

export function problem(line: number, code: ProblemCode, gaps: Gaps = {}): StoryProblem {
  const { nearest, known } = gaps;
  const inEnglish = {
    nearest: nearest === undefined ? "" : `; did you mean \`${nearest}\`?`,
    known: code === "no-person" || known === undefined ? known : `; possible: ${known}`,
  };
  const inChinese = {
    nearest: nearest === undefined ? "" : `，是否指 \`${nearest}\``,
    known: code === "no-person" || known === undefined ? known : `，可用：${known}`,
  };
  const sentence = SENTENCES[code];
  return {
    line,
    message: {
      en: fill(sentence.en, { ...gaps, ...inEnglish }),
      "zh-CN": fill(sentence["zh-CN"], { ...gaps, ...inChinese }),
    },
  };
}
