import { parseInstant } from "../calendar/report.ts";
import { fitsField, type Facts, type FactValue } from "../desk/facts.ts";
import { nearest } from "../regulation/nearest.ts";
import type { Field, Regulation } from "../regulation/shape.ts";
import { answerFrom } from "../story/answers.ts";
import { Stop } from "./regulation-file.ts";
import { WORDS, type Sentence } from "./words.ts";

/** What is said about a case on the command line. */
export interface SaidOptions {
  readonly level?: string | undefined;
  readonly source?: string | undefined;
  /** `name=value`, as often as wanted; the same name again makes a list. */
  readonly fact?: readonly string[] | undefined;
}

export interface Said {
  readonly facts: Facts;
  readonly level?: string;
  /** Findings as a person decided them. */
  readonly findings: { readonly [finding: string]: string };
}

const FORMS: { readonly [type in Field["type"]]?: Sentence } = {
  number: { en: "a number", "zh-CN": "数字" },
  money: { en: "a sum such as 500 CNY", "zh-CN": "金额，如 500 CNY" },
  date: { en: "a date such as 2026-11-24", "zh-CN": "日期，如 2026-11-24" },
  time: { en: "a time such as 2026-11-24T09:12", "zh-CN": "时间，如 2026-11-24T09:12" },
  "yes-no": { en: "yes or no", "zh-CN": "yes 或 no" },
};

function valueOf(field: Field, written: string | readonly string[], zone: string): FactValue {
  return field.type === "time" && typeof written === "string"
    ? parseInstant(zone, written)
    : answerFrom(field, written, zone);
}

function fitting(field: Field, written: string | readonly string[], zone: string): FactValue {
  const value = valueOf(field, written, zone);
  if (fitsField(field, value)) return value;
  const options = field.options.map(({ id }) => id).join(", ");
  const form = FORMS[field.type] ?? { en: options, "zh-CN": options };
  throw new Stop(
    { en: WORDS.unfit.en.replace("{form}", form.en), "zh-CN": WORDS.unfit["zh-CN"].replace("{form}", form["zh-CN"]) },
    { value: String(written), fact: field.id },
  );
}

/** What the language itself knows of a case; see `builtInFacts` of src/desk/known.ts. */
const OWN_FACTS =
  "kind round received received-by escalated done missed open departments listed during during-shift waiting own-person".split(
    " ",
  );

function refuseOwnFact(name: string): void {
  if (name === "level") throw new Stop(WORDS.levelIsNoFact);
  if (OWN_FACTS.includes(name)) throw new Stop(WORDS.ownFact, { name });
}

function unknownFact(name: string, regulation: Regulation): never {
  const known = [...regulation.fields, ...regulation.findings].map(({ id }) => id);
  const near = nearest(name, known);
  if (near !== undefined) throw new Stop(WORDS.noSuchFactNear, { name, near });
  throw new Stop(WORDS.noSuchFact, { name, names: known.join(", ") });
}

/** `name=value` pairs by name; the same name again adds to a list. */
function pairsOf(texts: readonly string[]): ReadonlyMap<string, string | readonly string[]> {
  const pairs = new Map<string, string | readonly string[]>();
  for (const text of texts) {
    const [, name = "", value = ""] = /^([^=]+)=(.+)$/s.exec(text.trim()) ?? [];
    if (name === "") throw new Stop(WORDS.factForm, { text });
    const before = pairs.get(name.trim());
    pairs.set(name.trim(), before === undefined ? value.trim() : [before, value.trim()].flat());
  }
  return pairs;
}

/**
 * Reads level, source and facts against a regulation: each must exist there and fit its field.
 *
 * @param zone of the regulation's calendar, for times
 * @throws Stop with a sentence that names what there is instead
 */
export function readSaid(options: SaidOptions, regulation: Regulation, zone: string): Said {
  const { level, source, fact = [] } = options;
  const ids = regulation.levels.map(({ id }) => id);
  if (level !== undefined && !ids.includes(level)) {
    if (ids.length === 0) throw new Stop(WORDS.noLevels);
    throw new Stop(WORDS.noSuchLevel, { level, levels: ids.join(", ") });
  }
  const facts: { [field: string]: FactValue } = {};
  const findings: { [finding: string]: string } = {};
  for (const [name, written] of pairsOf(source === undefined ? fact : [`source=${source}`, ...fact])) {
    refuseOwnFact(name);
    const field = regulation.fields.find(({ id }) => id === name);
    const finding = regulation.findings.find(({ id }) => id === name);
    if (finding !== undefined) findings[name] = String(written);
    else if (field === undefined) unknownFact(name, regulation);
    else facts[name] = fitting(field, written, zone);
  }
  return { facts, findings, ...(level === undefined ? {} : { level }) };
}
