import type { z } from "zod";
import { readDocument, valueAt, type Source } from "../regulation/document.ts";
import { nearest } from "../regulation/nearest.ts";
import { makeReport } from "../regulation/problem.ts";
import type { Regulation, Text } from "../regulation/shape.ts";
import { readEntry, type Place } from "./entries.ts";
import { problem, type StoryProblem } from "./problem.ts";
import { ACTS, RawEntry, RawStory } from "./raw.ts";
import { gapsIn, withRow, type Row } from "./rows.ts";
import { stageFor, strangeRoles } from "./stage.ts";
import type { Entry, Stage, Story, StoryCase } from "./story.ts";

export type ReadStory = { readonly story: Story } | { readonly problems: readonly StoryProblem[] };

function textOf(written: string): Text {
  const [en = "", zh] = written.split(" | ");
  return zh === undefined ? { en, "zh-CN": en } : { en, "zh-CN": zh };
}

/** Every clause that the regulation names as the basis of something. */
function clausesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(clausesOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "basis" && Array.isArray(inner) ? inner.filter((id) => typeof id === "string") : clausesOf(inner),
  );
}

type Issue = z.core.$ZodIssue;

function asText(written: unknown): string {
  return typeof written === "string" || typeof written === "number" ? String(written) : "…";
}

/** Issues of the schema as sentences. `keys` are those that may stand where a key is unknown. */
function sayIssue(
  issue: Issue,
  line: (path: readonly PropertyKey[]) => number,
  root: unknown,
): readonly StoryProblem[] {
  const path = issue.path;
  const name = path.findLast((step) => typeof step === "string") ?? "";
  const written = valueAt(root, path);
  if (issue.code === "unrecognized_keys") {
    const known = path.length === 0 && root === undefined ? [] : KNOWN_KEYS;
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      return problem(line([...path, key]), "unknown-key", {
        name: key,
        ...(near === undefined ? {} : { nearest: near }),
      });
    });
  }
  if (written === undefined) return [problem(line(path), "missing-key", { name: String(path.at(-1)) })];
  if (issue.code === "invalid_format" && issue.message === "time")
    return [problem(line(path), "bad-time", { name: asText(written) })];
  const value = asText(written);
  const known = issue.code === "invalid_value" ? issue.values.map(String).join(", ") : undefined;
  return [problem(line(path), "bad-value", { name, value, ...(known === undefined ? {} : { known }) })];
}

const KNOWN_KEYS: readonly string[] = [
  ...Object.keys(RawStory.shape),
  ...Object.keys(RawEntry.shape),
  ...Object.keys(RawEntry.shape.expect.unwrap().shape),
];

interface Reading {
  readonly source: Source;
  readonly raw: RawStory;
  readonly stage: Stage;
  readonly problems: StoryProblem[];
}

function asRow(value: unknown): Row {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function checkFrame({ source, raw, stage, problems }: Reading): void {
  const line = (path: readonly PropertyKey[]) => source.lines.at(path);
  const { regulation } = stage;
  if (raw.regulation !== undefined && raw.regulation !== regulation.id)
    problems.push(problem(line(["regulation"]), "other-regulation", { name: raw.regulation, value: regulation.id }));
  const clauses = new Set(clausesOf(regulation));
  for (const [index, clause] of raw.clauses.entries())
    if (!clauses.has(clause)) problems.push(problem(line(["clauses", index]), "no-clause", { name: clause }));
  for (const name of strangeRoles(raw, regulation)) problems.push(problem(line(["people"]), "no-role", { name }));
  const asked = new Set(gapsIn(raw.walk));
  const columns = new Set((raw.rows ?? []).flatMap((row) => Object.keys(row)));
  for (const name of asked) if (!columns.has(name)) problems.push(problem(line(["walk"]), "no-column", { name }));
  for (const name of columns)
    if (!asked.has(name) && name !== "case") problems.push(problem(line(["rows"]), "unused-column", { name }));
}

/** Where something stands: in the walk, or in the row that was put into it. */
function placeOf({ source }: Reading, index: number, row: number | undefined): Place {
  function line(path: readonly PropertyKey[]): number {
    for (let length = 0; length <= path.length; length += 1) {
      const [gap] = row === undefined ? [] : gapsIn(valueAt(source.value, ["walk", index, ...path.slice(0, length)]));
      const isGap = typeof valueAt(source.value, ["walk", index, ...path.slice(0, length)]) === "string";
      if (gap !== undefined && isGap) return source.lines.at(["rows", row ?? 0, gap]);
    }
    return source.lines.at(["walk", index, ...path]);
  }
  return { line };
}

/** A row leaves a whole entry out by saying nothing for its time, its person, what is done or what is expected. */
function isLeftOut(template: Row, written: object): boolean {
  const needed = ["at", "by", "expect", ...Object.keys(ACTS)];
  return needed.some((key) => key in template && !(key in written));
}

function readCase(reading: Reading, row: number | undefined): StoryCase {
  const { source, raw, stage, problems } = reading;
  const values = row === undefined ? {} : asRow(raw.rows?.[row]);
  const entries: Entry[] = [];
  for (const [index, template] of raw.walk.entries()) {
    const written = row === undefined ? template : withRow(template, values);
    if (typeof written !== "object" || written === null || isLeftOut(template, written)) continue;
    const place = placeOf(reading, index, row);
    const parsed = RawEntry.safeParse(written);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.flatMap((issue) => sayIssue(issue, (path) => place.line(path), written)));
      continue;
    }
    const read = readEntry(parsed.data, { place, stage, common: raw.facts ?? {} });
    if ("problems" in read) problems.push(...read.problems);
    else entries.push(read.entry);
  }
  for (const [index, entry] of entries.entries())
    if (entry.at < (entries[index - 1]?.at ?? 0)) problems.push(problem(entry.line, "backwards"));
  const line = row === undefined ? source.lines.at(["walk"]) : source.lines.at(["rows", row]);
  const complete = entries.length > 0 && problems.length === 0;
  if (complete && entries.every((entry) => entry.expects.length === 0)) problems.push(problem(line, "expects-nothing"));
  return { line, title: titleOf(values, row), entries };
}

/** A row is called by its `case`, else by what it says. */
function titleOf(row: Row, index: number | undefined): string {
  if (index === undefined) return "";
  if (typeof row["case"] === "string") return row["case"];
  const said = Object.values(row).filter((value) => typeof value === "string" || typeof value === "number");
  return said.join(" · ");
}

/**
 * Reads a story under a regulation.
 *
 * @param text the file's content, YAML 1.2
 * @returns the story when nothing in it is wrong; else everything that is wrong, by line. Never throws, whatever the
 *   text
 */
export function readStory(text: string, regulation: Regulation): ReadStory {
  const report = makeReport();
  const source = readDocument(text, report);
  if (source === undefined) return { problems: report.problems.map(({ line, message }) => ({ line, message })) };
  const parsed = RawStory.safeParse(source.value);
  const line = (path: readonly PropertyKey[]) => source.lines.at(path);
  if (!parsed.success) return { problems: parsed.error.issues.flatMap((issue) => sayIssue(issue, line, source.value)) };
  const raw = parsed.data;
  const reading: Reading = { source, raw, stage: stageFor(raw, regulation), problems: [] };
  checkFrame(reading);
  const cases =
    raw.rows === undefined ? [readCase(reading, undefined)] : raw.rows.map((_, row) => readCase(reading, row));
  if (reading.problems.length > 0) return { problems: reading.problems.toSorted((a, b) => a.line - b.line) };
  return { story: { title: textOf(raw.story), clauses: raw.clauses, stage: reading.stage, cases } };
}
