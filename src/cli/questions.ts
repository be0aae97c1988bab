import { parse } from "yaml";
import { valueAt } from "../regulation/document.ts";
import { isGuide } from "../regulation/describe.ts";
import { withKeys, withLine, withSection, type Path } from "../regulation/edit.ts";
import { NOT_GIVEN } from "../regulation/raw/common.ts";
import type { Regulation } from "../regulation/shape.ts";
import type { Sentence } from "./words.ts";

/** Where an answer comes from: a clause of the company's text, or the company itself. */
export type Ground = { readonly basis: readonly string[] } | { readonly house: string };

/** One question of a company's first hour. */
export interface Question {
  readonly ask: Sentence;
  /** What an answer looks like. */
  readonly form: Sentence;
  /** The answer that the file gives now, as one would type it. */
  readonly now?: string | undefined;
  /** The file with the answer; undefined when the answer cannot be read. */
  readonly write: (text: string, answer: string, ground: Ground) => string | undefined;
}

/** The file's plain values. */
type Values = unknown;

/** A map that has been decided anew has a new ground, and no longer the reading of the old one. */
function decided(ground: Ground): { readonly [key: string]: unknown } {
  return { basis: undefined, house: undefined, reading: undefined, ...ground };
}

const A_ROLE = (r: Regulation): Sentence => {
  const ids = r.roles.map(({ id }) => id).join(", ");
  return { en: `a role: ${ids}`, "zh-CN": `职责：${ids}` };
};

const A_LENGTH: Sentence = {
  en: "a length: 30 minutes, 4 working hours, 2 working days, same day",
  "zh-CN": "时长：30 minutes（分钟）、4 working hours（工作小时）、2 working days（工作日）、same day（当天）",
};

/** `mon-fri 09:00-12:00 13:30-18:00, sat 09:00-12:00`, or `always`. */
function hoursOf(answer: string): unknown {
  if (answer === "always") return "always";
  const days = answer.split(",").map((part) => part.trim().split(/\s+/));
  return Object.fromEntries(days.map(([day = "", ...times]) => [day, times]));
}

function hoursWords(hours: unknown): string | undefined {
  if (typeof hours === "string") return hours;
  if (typeof hours !== "object" || hours === null) return undefined;
  return Object.entries(hours)
    .map(([day, times]) => `${day} ${Array.isArray(times) ? times.join(" ") : String(times)}`)
    .join(", ");
}

function aboutHours(values: Values): Question {
  const calendar = valueAt(values, ["calendar"]);
  return {
    ask: { en: "When is the company at work?", "zh-CN": "公司何时上班？" },
    form: {
      en: "mon-fri 09:00-12:00 13:30-18:00, sat 09:00-12:00; or always",
      "zh-CN": "mon-fri 09:00-12:00 13:30-18:00, sat 09:00-12:00；全天候写 always",
    },
    now: hoursWords(valueAt(values, ["calendar", "hours"])),
    write: (file, answer, ground) => {
      const hours = hoursOf(answer);
      if (calendar === undefined)
        return withSection(file, "calendar", { zone: "Asia/Shanghai", holidays: "CN", hours, ...ground });
      return withKeys(file, ["calendar"], { hours, ...decided(ground) });
    },
  };
}

function aboutWords(r: Regulation, values: Values): readonly Question[] {
  return r.words.map(({ word }) => ({
    ask: {
      en: `The regulation says “${word}”. How long is that at most?`,
      "zh-CN": `制度写有“${word}”，最长是多久？`,
    },
    form: A_LENGTH,
    now: asWords(valueAt(values, ["words", word, "means"])),
    write: (file, answer, ground) => withKeys(file, ["words", word], { means: answer, ...decided(ground) }),
  }));
}

function asWords(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? given(String(value)) : undefined;
}

function aboutLevel(r: Regulation, values: Values): readonly Question[] {
  if (r.levels.length < 2) return [];
  return [
    {
      ask: { en: "Who sets the level?", "zh-CN": "由谁定级？" },
      form: A_ROLE(r),
      now: r.levelRules.setBy,
      write: (file, answer, ground) =>
        valueAt(values, ["level-rules"]) === undefined
          ? withSection(file, "level-rules", { "set-by": answer, ...ground })
          : withKeys(file, ["level-rules"], { "set-by": answer, ...decided(ground) }),
    },
  ];
}

/** Where no criterion fits: the level that has `otherwise`. */
function aboutNoLevel(r: Regulation, values: Values): readonly Question[] {
  if (r.levels.length === 0) return [];
  const fallback = r.levels.find(({ otherwise }) => otherwise === true);
  const ids = r.levels.map(({ id }) => id);
  return [
    {
      ask: { en: "Which level has a complaint that fits none?", "zh-CN": "不符合任何级别标准的投诉算哪一级？" },
      form: { en: `a level: ${ids.join(", ")}`, "zh-CN": `级别：${ids.join("、")}` },
      now: fallback?.id,
      write: (file, answer, ground) => {
        const index = ids.indexOf(answer);
        if (index < 0) return undefined;
        if (fallback?.id === answer) return file;
        // Two answers to one question: the old one has to be taken out by hand, where the criteria stand.
        if (fallback !== undefined) return undefined;
        const when = valueAt(values, ["levels", index, "when"]);
        const signs = Array.isArray(when) ? (when as readonly unknown[]) : when === undefined ? [] : [when];
        return withKeys(file, ["levels", index], { when: [...signs, { otherwise: "yes", ...ground }] });
      },
    },
  ];
}

interface YesFrom {
  readonly of: string;
  readonly ask: Sentence;
}

/** Whose yes a request needs. Where several lines tell apart, the file is clearer than an answer can be. */
function aboutYes(r: Regulation, values: Values, { of, ask }: YesFrom): readonly Question[] {
  const lines = r.approvals.filter((approval) => approval.of === of);
  if (lines.length > 1) return [];
  const list = valueAt(values, ["approvals"]);
  const index = Array.isArray(list) ? list.findIndex((line: unknown) => isOf(line, of)) : -1;
  const roles = A_ROLE(r);
  return [
    {
      ask,
      form: {
        en: `${roles.en}; or next rung, or nobody`,
        "zh-CN": `${roles["zh-CN"]}；或 next rung（上一级）、nobody（不可）`,
      },
      now: lines[0]?.by,
      write: (file, answer, ground) =>
        index < 0
          ? withLine(file, "approvals", { of, by: answer, ...ground })
          : withKeys(file, ["approvals", index], { by: answer, ...decided(ground) }),
    },
  ];
}

function isOf(line: unknown, of: string): boolean {
  return typeof line === "object" && line !== null && "of" in line && line.of === of;
}

function given(value: string | undefined): string | undefined {
  return value === NOT_GIVEN ? undefined : value;
}

function aboutMoney(r: Regulation): readonly Question[] {
  const rungs = new Set(r.ladder.flatMap((line) => line.rungs));
  return r.roles
    .filter(({ id, mayPromise }) => mayPromise !== undefined || rungs.has(id))
    .map(({ id, title, mayPromise }) => ({
      ask: {
        en: `How much may ${title.en} (${id}) promise a customer alone?`,
        "zh-CN": `${title["zh-CN"]}（${id}）可自行承诺多少赔偿？`,
      },
      form: { en: "a sum: 500 CNY; or any amount", "zh-CN": "金额：500 CNY；不限写 any amount" },
      now: typeof mayPromise === "object" ? `${mayPromise.amount} ${mayPromise.currency}` : given(mayPromise),
      write: (file: string, answer: string, ground: Ground) =>
        withKeys(file, ["roles", id], { "may-promise": answer, ...("house" in ground ? ground : {}) }),
    }));
}

function aboutRecusal(r: Regulation, values: Values): Question {
  return {
    ask: {
      en: "Who decides when everybody who should is complained about?",
      "zh-CN": "应作决定的人都被投诉时，由谁决定？",
    },
    form: A_ROLE(r),
    now: asWords(valueAt(values, ["recusal", "at-last"])),
    write: (file, answer, ground) =>
      valueAt(values, ["recusal"]) === undefined
        ? withSection(file, "recusal", { who: "accused", "at-last": answer, ...ground })
        : withKeys(file, ["recusal"], { "at-last": answer, ...decided(ground) }),
  };
}

function aboutNumbers(values: Values): Question {
  return {
    ask: { en: "How are cases numbered?", "zh-CN": "投诉如何编号？" },
    form: {
      en: "a pattern of {yyyy} {yy} {MM} {dd} {seq:4}: C{yyyy}-{seq:4}",
      "zh-CN": "格式，可用 {yyyy} {yy} {MM} {dd} {seq:4}，如 C{yyyy}-{seq:4}",
    },
    now: asWords(valueAt(values, ["number", "pattern"])),
    write: (file, answer, ground) => {
      const restart = answer.includes("{dd}") ? "day" : answer.includes("{MM}") ? "month" : "year";
      return withSection(file, "number", { pattern: answer, restart, ...ground });
    },
  };
}

function aboutKeeping(r: Regulation, values: Values): Question {
  const lines = valueAt(values, ["keep"]);
  const index = Array.isArray(lines) ? lines.findIndex((line: unknown) => isKept(line)) : -1;
  const path = Array.isArray(lines) ? ["keep", index] : ["keep"];
  const has = index >= 0 || isKept(lines);
  return {
    ask: { en: "How long is a case kept?", "zh-CN": "投诉档案保存多久？" },
    form: { en: "a length: 3 years; or ever", "zh-CN": "时长：3 years（年）；永久写 ever" },
    now: has ? asWords(valueAt(values, [...path, "for"])) : undefined,
    write: (file, answer, ground) =>
      has
        ? withKeys(file, path, { for: answer, ...decided(ground) })
        : r.keep.length === 0
          ? withSection(file, "keep", { what: "case", for: answer, ...ground })
          : withLine(file, "keep", { what: "case", for: answer, ...ground }),
  };
}

function isKept(line: unknown): boolean {
  return typeof line === "object" && line !== null && "what" in line && line.what === "case";
}

const WHOSE_YES: readonly YesFrom[] = [
  { of: "extension", ask: { en: "Who may agree to more time?", "zh-CN": "谁可以批准延期？" } },
  { of: "lower-level", ask: { en: "Who must agree before a level is lowered?", "zh-CN": "降低级别须由谁同意？" } },
  { of: "not-valid", ask: { en: "Who decides that a complaint is not valid?", "zh-CN": "由谁认定投诉无效？" } },
];

const UNREACHED: YesFrom = {
  of: "close-unreached",
  ask: {
    en: "A customer cannot be reached after all attempts. Who decides how it goes on?",
    "zh-CN": "多次联系不上客户时，由谁决定后续？",
  },
};

/**
 * What every regulation must answer, in the order in which a company would talk about it, with the answers that the
 * file gives now. `check` asks the same of a file that leaves it open.
 */
export function questionsOf(r: Regulation, text: string): readonly Question[] {
  if (isGuide(r)) return [];
  const values: Values = parse(text);
  const calls = r.steps.some((step) => step.type === "callback");
  const requests = [
    ...WHOSE_YES.filter(({ of }) => of !== "lower-level" || r.levels.length > 1),
    ...(calls ? [UNREACHED] : []),
  ];
  return [
    aboutHours(values),
    ...aboutWords(r, values),
    ...aboutLevel(r, values),
    ...aboutNoLevel(r, values),
    ...requests.flatMap((request) => aboutYes(r, values, request)),
    ...aboutMoney(r),
    aboutRecusal(r, values),
    aboutNumbers(values),
    aboutKeeping(r, values),
  ];
}

/** A slot that the file leaves open, where `check` found it. */
export function notGiven(path: Path, key: string, name: string): Question {
  return {
    ask: { en: `“${key}” of “${name}” is not given. What is it?`, "zh-CN": `“${name}”的“${key}”未规定，应为？` },
    form: key === "amount" ? { en: "a sum: 200 CNY", "zh-CN": "金额：200 CNY" } : A_LENGTH,
    write: (file, answer, ground) => withKeys(file, path, { [key]: answer, ...("house" in ground ? ground : {}) }),
  };
}
