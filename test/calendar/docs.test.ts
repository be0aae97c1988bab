import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { COUNTINGS } from "../../src/calendar/counting.ts";
import { dueAt } from "../../src/calendar/due.ts";
import { parseLength } from "../../src/calendar/length.ts";
import { calendarReport } from "../../src/calendar/report.ts";
import type { Counting } from "../../src/calendar/types.ts";
import { at, calendarOf } from "../support/calendars.ts";

const page = readFileSync("docs/calendar.md", "utf8");
const calendar = calendarOf();

/** The rows of the page's tables that have a time of receipt, a limit and an end. */
const examples = page
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .filter((cells) => /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(cells[2] ?? ""))
  .map(([, name = "", received = "", limit = "", ends = ""]) => ({ name, received, limit, ends }));

/** A name in backquotes is a way of counting. */
function countingOf(name: string): { readonly counting?: Counting } {
  const code = /^`(.*)`$/.exec(name)?.[1];
  return code === undefined ? {} : { counting: parse(code) };
}

describe("the page about working time", () => {
  it.each(examples)("is right about $limit from $received under $name", ({ name, received, limit, ends }) => {
    const request = { from: at(calendar, received), limit: parseLength(limit), ...countingOf(name) };
    expect(dueAt(calendar, request).at).toBe(at(calendar, ends));
  });

  it("has an example for every way of counting", () => {
    const shown = examples.map(({ name }) => name.replaceAll("`", ""));
    expect(Object.keys(COUNTINGS).filter((name) => !shown.includes(name))).toEqual([]);
    expect(examples.length).toBeGreaterThan(20);
  });

  it("shows an explanation as it is printed", () => {
    const { lines } = calendarReport(calendar, { from: "2026-09-30T10:00", add: "3 working days" });
    expect(page).toContain(lines.slice(0, -1).join("\n"));
  });
});
