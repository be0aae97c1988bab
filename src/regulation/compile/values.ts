import type {
  Language,
  Length,
  Limit,
  Moment,
  Money,
  NotGiven,
  Provenance,
  Rhythm,
  Text,
  Unit,
  Warning,
} from "../shape.ts";
import { NOT_GIVEN } from "../raw/common.ts";
import { given, listOf, type Context } from "./context.ts";

const UNITS: { readonly [word: string]: Unit } = {
  second: "seconds",
  minute: "minutes",
  hour: "hours",
  "working hour": "working hours",
  day: "days",
  "working day": "working days",
  week: "weeks",
  "half month": "half months",
  month: "months",
  quarter: "quarters",
  "half year": "half years",
  year: "years",
};

const MOMENTS: readonly string[] = ["same day", "next day", "next working day", "same shift"] satisfies Moment[];

function isMoment(value: string): value is Moment {
  return MOMENTS.includes(value);
}

const HAN = /\p{Script=Han}/u;

/** Splits `"English | 中文"` by the languages of the file. */
export function text(ctx: Context, line: number, value: string): Text {
  const { languages } = ctx.raw;
  const parts = value.split(/\s+\|\s+/).map((part) => part.trim());
  if (parts.length !== languages.length || parts.some((part) => part === "")) {
    ctx.report(line, "missing-translation", {
      expected: languages.length,
      found: parts.filter(Boolean).length,
      languages: languages.join(", "),
    });
  }
  const texts = Object.fromEntries(languages.map((language, index) => [language, parts[index]])) as {
    [L in Language]?: string;
  };
  if (texts.en !== undefined && texts["zh-CN"] !== undefined && HAN.test(texts.en) && !HAN.test(texts["zh-CN"])) {
    ctx.report(line, "swapped-languages");
  }
  return given(texts);
}

/** Clause ids in full: `04` in property's file is `property-04`. */
export function clauses(
  ctx: Context,
  basis: string | number | readonly (string | number)[] | undefined,
): readonly string[] {
  return listOf(basis).map((clause) => {
    const id = typeof clause === "number" ? String(clause).padStart(2, "0") : clause;
    return /^\d+$/.test(id) ? `${ctx.raw.id}-${id}` : id;
  });
}

export interface RawProvenance {
  readonly basis?: string | number | (string | number)[] | undefined;
  readonly reading?: string | undefined;
  readonly house?: string | undefined;
}

export function provenanceOf(ctx: Context, line: number, raw: RawProvenance): Provenance {
  return {
    line,
    basis: clauses(ctx, raw.basis),
    ...given({
      reading: raw.reading === undefined ? undefined : text(ctx, line, raw.reading),
      house: raw.house === undefined ? undefined : text(ctx, line, raw.house),
    }),
  };
}

/** Where a line comes from, with its place in the file. */
export function provenance(ctx: Context, raw: object & RawProvenance): Provenance {
  return provenanceOf(ctx, ctx.lines.of(raw), raw);
}

/** `2 working days` → amount and unit; undefined for anything else. */
export function parseLength(value: string): Length | undefined {
  const match = /^(\d+(?:\.\d+)?) ([a-z ]+?)s?$/.exec(value.trim());
  const unit = UNITS[match?.[2] ?? ""];
  return match === null || unit === undefined ? undefined : { amount: Number(match[1]), unit };
}

function badLength(ctx: Context, line: number, value: string): void {
  const words = Object.keys(ctx.raw.words ?? {});
  ctx.report(line, "bad-length", {
    value,
    words: words.length > 0 ? words.map((word) => `\`${word}\``).join(", ") : undefined,
  });
}

/** What a word of `words` means, or the value itself. */
export function meaning(ctx: Context, value: string): { readonly value: string; readonly word?: string } {
  const entry = Object.hasOwn(ctx.raw.words ?? {}, value) ? ctx.raw.words?.[value] : undefined;
  return entry === undefined ? { value } : { value: String(entry.means), word: value };
}

/** A length of time, a word for one, or `not given`. */
export function lengthOf(ctx: Context, line: number, raw: string): Length | NotGiven {
  const { value } = meaning(ctx, raw);
  if (value === NOT_GIVEN) return NOT_GIVEN;
  const length = parseLength(value);
  if (length === undefined) badLength(ctx, line, raw);
  else if (length.amount === 0) ctx.report(line, "zero-length");
  return length ?? NOT_GIVEN;
}

/** The limit of a deadline. */
export function limitOf(ctx: Context, line: number, raw: string): Limit {
  const { value, word } = meaning(ctx, raw);
  const named = given({ word });
  if (isMoment(value)) return { kind: "moment", moment: value, ...named };
  const length = lengthOf(ctx, line, raw);
  return length === NOT_GIVEN ? { kind: "not given" } : { kind: "length", length, ...named };
}

/** `300 CNY`. */
export function parseMoney(value: string): Money | undefined {
  const match = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value.trim());
  return match === null ? undefined : { amount: Number(match[1]), currency: match[2] ?? "" };
}

/** `300 CNY`, `200 to 500 CNY`, a word, `not given`. */
export function amountOf(
  ctx: Context,
  line: number,
  raw: string,
): Money | { from: number; to: number; currency: string } | NotGiven {
  const { value } = meaning(ctx, raw);
  if (value === NOT_GIVEN) return NOT_GIVEN;
  const range = /^(\d+(?:\.\d+)?) to (\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value);
  if (range !== null) return { from: Number(range[1]), to: Number(range[2]), currency: range[3] ?? "" };
  const money = parseMoney(value);
  if (money === undefined) ctx.report(line, "bad-money", { value: raw });
  return money ?? NOT_GIVEN;
}

/** `80 %` or `1 week before`; `none` is the caller's business. */
export function warningOf(ctx: Context, line: number, raw: string): Warning | undefined {
  const share = /^(\d{1,2}) ?%$/.exec(raw);
  if (share !== null) return { share: Number(share[1]) / 100 };
  const before = parseLength(/^(.*) before$/.exec(raw)?.[1] ?? "");
  if (before === undefined) ctx.report(line, "bad-warning", { value: raw });
  return before === undefined ? undefined : { before };
}

const RHYTHMS: readonly string[] = ["once", "day", "working day", "week", "month", "quarter", "half-year", "year"];

function isRhythm(value: string): value is Exclude<Rhythm, object | NotGiven> {
  return RHYTHMS.includes(value);
}

/** How often a duty returns. */
export function rhythmOf(ctx: Context, line: number, raw: string): Rhythm {
  const { value } = meaning(ctx, raw);
  if (value === NOT_GIVEN || isRhythm(value)) return value;
  if (/^\d{4}-\d{2}-\d{2}$|^\d{1,2} [A-Z][a-z]+$/.test(value)) return { date: value };
  ctx.report(line, "unknown-word", { key: "every", value: raw, known: [...RHYTHMS, NOT_GIVEN].join(", ") });
  return NOT_GIVEN;
}
