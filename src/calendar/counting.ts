/** Ways of counting dates, by name and spelled out. `docs/calendar.md` has one worked example for each. */

import { minutesOf } from "./hours.ts";
import { refuse } from "./errors.ts";
import type { Counting, CountingName, CountingRule } from "./types.ts";

/** A rule with nothing left open. */
export type FullRule = Required<Omit<CountingRule, "base">>;

const CIVIL_CODE: FullRule = {
  firstDay: "not counted",
  closedStart: "stays",
  cutOff: "none",
  roll: "next working day",
  end: "close of business",
  monthEnd: "last day",
};

export const COUNTINGS: { readonly [Name in CountingName]: FullRule } = {
  "civil-code": CIVIL_CODE,
  clock: { ...CIVIL_CODE, end: "same time" },
  "first-day-counts": { ...CIVIL_CODE, firstDay: "counted" },
  "no-roll": { ...CIVIL_CODE, roll: "none" },
  "receipt-moves-on": { ...CIVIL_CODE, closedStart: "next working day" },
  midnight: { ...CIVIL_CODE, end: "midnight" },
};

/** @throws CalendarError `unknown-counting`, `bad-time` (for the cut-off) */
export function fullRule(counting: Counting = "civil-code"): FullRule {
  if (typeof counting === "string") return named(counting);
  const { base = "civil-code", ...own } = counting;
  const rule = { ...named(base), ...own };
  if (rule.cutOff !== "none" && rule.cutOff !== "close of business") minutesOf(rule.cutOff);
  return rule;
}

function named(name: CountingName): FullRule {
  if (Object.hasOwn(COUNTINGS, name)) return COUNTINGS[name];
  const names = Object.keys(COUNTINGS);
  return refuse(
    "unknown-counting",
    `"${name}" is no way of counting. There are ${names.join(", ")}`,
    `没有“${name}”这种计算方式，可用：${names.join("、")}`,
  );
}
