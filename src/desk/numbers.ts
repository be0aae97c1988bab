import { localDate } from "../calendar/zone.ts";
import type { NumberSpec } from "../regulation/shape.ts";
import { literally } from "../regulation/text.ts";

/** What a company gets whose regulation says nothing about numbers (a house rule). */
export const HOUSE_PATTERN = "{yyyy}{MM}{seq:4}";

interface Moment {
  /** Instant, ms since 1970. */
  readonly at: number;
  /** IANA zone of the desk. */
  readonly zone: string;
}

type Restart = NonNullable<NumberSpec["restart"]>;

/** Where the regulation does not say when counting begins anew, the pattern does: by its shortest date part. */
function restartOf(pattern: string, restart: NumberSpec["restart"]): Restart {
  if (restart !== undefined) return restart;
  if (pattern.includes("{dd}")) return "day";
  if (pattern.includes("{MM}")) return "month";
  if (pattern.includes("{half}")) return "half-year";
  return pattern.includes("{yyyy}") || pattern.includes("{yy}") ? "year" : "never";
}

function dateParts({ at, zone }: Moment) {
  const [yyyy = "", MM = "", dd = ""] = localDate(zone, at).split("-");
  return { yyyy, yy: yyyy.slice(-2), MM, dd, half: Number(MM) <= 6 ? "1" : "2" };
}

/** The parts of a pattern: a name, perhaps with a width. */
const PARTS = /\{(\w+)(?::(\d+))?\}/g;

/** Numbers with the same scope share one counter, e.g. `2026-11` for a monthly restart. */
export function serialScope(spec: Pick<NumberSpec, "pattern" | "restart">, moment: Moment): string {
  const { yyyy, MM, dd, half } = dateParts(moment);
  switch (restartOf(spec.pattern, spec.restart)) {
    case "day":
      return `${yyyy}-${MM}-${dd}`;
    case "month":
      return `${yyyy}-${MM}`;
    case "half-year":
      return `${yyyy}-H${half}`;
    case "year":
      return yyyy;
    case "never":
      return "all";
  }
}

/**
 * The number by the regulation's pattern. Parts: `{yyyy} {yy} {MM} {dd} {half} {seq} {seq:n}`. A serial that outgrows
 * its width widens: nothing is ever cut or numbered twice.
 */
export function caseNumber(
  spec: Pick<NumberSpec, "pattern">,
  { serial, ...moment }: Moment & { readonly serial: number },
): string {
  const parts: { readonly [name: string]: string } = dateParts(moment);
  return spec.pattern.replaceAll(PARTS, (whole, name: string, width: string | undefined) => {
    if (name === "seq") return String(serial).padStart(Number(width ?? 1), "0");
    return parts[name] ?? whole;
  });
}

const DATE_PARTS: { readonly [name: string]: string } = {
  yyyy: "20\\d\\d",
  yy: "\\d\\d",
  MM: "(?:0[1-9]|1[0-2])",
  dd: "(?:0[1-9]|[12]\\d|3[01])",
  half: "[12]",
};

/**
 * What was typed as the pattern writes it (`r2026110001` as `R2026110001`); undefined where it can be no number of this
 * pattern, as most dates and telephone numbers cannot.
 */
export function writtenNumber({ pattern }: Pick<NumberSpec, "pattern">, typed: string): string | undefined {
  const texts = pattern.split(/\{\w+(?::\d+)?\}/);
  const parts = [...pattern.matchAll(PARTS)].map(([whole, name = "", width = "1"]) =>
    name === "seq" ? `\\d{${width},}` : (DATE_PARTS[name] ?? literally(whole)),
  );
  const source = texts.map((text, index) => `${literally(text)}(${parts[index] ?? ""})`).join("");
  const found = new RegExp(`^${source}$`, "i").exec(typed);
  return found
    ?.slice(1)
    .map((part, index) => `${texts[index] ?? ""}${part}`)
    .join("");
}
