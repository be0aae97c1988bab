import { CalendarError } from "../calendar/errors.ts";
import type { Facts, FileRef } from "../desk/facts.ts";
import { DESK } from "../desk/rights.ts";
import { answerFrom, fileNamed, instantIn } from "./answers.ts";
import { problem, type StoryProblem } from "./problem.ts";
import { ACTS, RawChecks, type ActName, type RawEntry, type RawStory } from "./raw.ts";
import type { Entry, Expectation, Stage } from "./story.ts";

export interface Place {
  /** 1-based line of what stands at a path of the entry. */
  line(path: readonly PropertyKey[]): number;
}

interface Reading {
  readonly place: Place;
  readonly stage: Stage;
  /** What is said in every filing of the story. */
  readonly common: NonNullable<RawStory["facts"]>;
}

interface Found extends Reading {
  readonly raw: RawEntry;
  readonly problems: StoryProblem[];
}

type ReadEntry = { readonly entry: Entry } | { readonly problems: readonly StoryProblem[] };

function isAct(key: string): key is ActName {
  return Object.hasOwn(ACTS, key);
}

/** Keys that only ever stand beside an act. */
const BESIDE: ReadonlySet<string> = new Set(Object.values(ACTS).flat());

function actIn({ raw, place, problems }: Found): ActName | undefined {
  const keys = Object.keys(raw);
  const acts = keys.filter(isAct);
  const [act, another] = acts;
  if (another !== undefined) problems.push(problem(place.line([another]), "two-acts", { name: acts.join(", ") }));
  if (act === undefined && raw.by !== undefined) problems.push(problem(place.line(["by"]), "no-act"));
  const fitting: readonly string[] = act === undefined ? [] : ACTS[act];
  for (const key of keys)
    if (BESIDE.has(key) && !fitting.includes(key))
      problems.push(problem(place.line([key]), "not-with", { name: key, act: act ?? "expect" }));
  return act;
}

function instant(written: string, path: readonly PropertyKey[], found: Found): number {
  try {
    return instantIn(found.stage.desk.zone, written);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    found.problems.push(problem(found.place.line(path), "bad-time", { name: written }));
    return 0;
  }
}

/** The id of whoever has this name; says so when nobody has. */
function person(name: string, path: readonly PropertyKey[], { stage, place, problems }: Found): string {
  const persons = Object.values(stage.people.persons);
  const found = persons.find((known) => known.name === name);
  if (found === undefined)
    problems.push(
      problem(place.line(path), "no-person", { name, known: persons.map((known) => known.name).join(", ") }),
    );
  return found?.id ?? name;
}

const PEOPLE = ["person", "reassign", "recuse", "away", "leaves", "deputy"] as const;

function peopleOf(found: Found): Entry["people"] {
  const people: { -readonly [key in keyof Entry["people"]]: string } = {};
  for (const key of PEOPLE) {
    const name = found.raw[key];
    const isDepartment = found.stage.desk.departments.some((department) => department.id === name);
    if (name !== undefined && !isDepartment) people[key] = person(name, [key], found);
  }
  return people;
}

function answersIn(written: RawEntry["answers"], path: readonly PropertyKey[], found: Found): Facts {
  const { stage, problems, place } = found;
  const answers = Object.entries(written ?? {}).flatMap(([id, value]): [string, Facts[string]][] => {
    const field = stage.regulation.fields.find((known) => known.id === id);
    // A step that names somebody is answered with whom it names.
    if (field === undefined && stage.regulation.steps.some((step) => step.names === id))
      return [[id, person(String(value), [...path, id], found)]];
    if (field === undefined) {
      problems.push(problem(place.line([...path, id]), "no-field", { name: id }));
      return [];
    }
    const names = field.type === "person" || field.type === "people" ? [value].flat() : [];
    const ids = names.map((name) => person(String(name), [...path, id], found));
    const answer = names.length === 0 ? value : typeof value === "string" ? (ids[0] ?? value) : ids;
    return [[id, answerFrom(field, answer, stage.desk.zone)]];
  });
  return Object.fromEntries(answers);
}

function factsOf(act: ActName | undefined, found: Found): Facts {
  const { raw, common } = found;
  if (act === "file") return { ...answersIn(common, [], found), ...answersIn(raw.file, ["file"], found) };
  if (act === "answer") return answersIn(raw.answer, ["answer"], found);
  return answersIn(raw.answers, ["answers"], found);
}

function filesOf({ raw }: Found): readonly FileRef[] {
  return (raw.evidence ?? []).map(fileNamed);
}

const TIMES = ["received", "done", "until", "promise", "spoken", "call-later"] as const;

function timesOf(found: Found): Entry["times"] {
  const times: { -readonly [key in keyof Entry["times"]]: number } = {};
  for (const key of TIMES) {
    const written = found.raw[key];
    if (written !== undefined) times[key] = instant(written, [key], found);
  }
  const next = found.raw["not-reached"];
  if (next !== undefined && next !== "yes") times["not-reached"] = instant(next, ["not-reached"], found);
  return times;
}

/** Names in what is expected that nobody and nothing here has. */
function checkNames(checks: RawChecks, path: readonly PropertyKey[], found: Found): void {
  const { stage, problems, place } = found;
  const people: readonly (keyof RawChecks)[] = ["told", "climbed", "asked", "unheard", "owner", "follower", "reads"];
  for (const key of people) {
    const names = checks[key];
    if (Array.isArray(names)) for (const name of names) person(name, [...path, key], found);
  }
  for (const names of Object.values(checks.pings ?? {}))
    for (const name of names) person(name, [...path, "pings"], found);
  for (const name of Object.keys(checks.may ?? {})) person(name, [...path, "may"], found);
  const dated = [checks.missed, checks.warned, checks.chased, checks.due, checks.limits, checks.cleared];
  const ofDuties = stage.regulation.duties.map((duty) => `${duty.id}-due`);
  const known = [
    ...stage.regulation.deadlines.map((rule) => rule.id),
    ...ofDuties,
    "promise",
    "callback",
    "correction",
  ];
  const named = dated.flatMap((one) => (one === undefined ? [] : Array.isArray(one) ? one : Object.keys(one)));
  for (const name of named)
    if (!known.includes(name)) problems.push(problem(place.line(path), "no-deadline", { name }));
}

function isCheck(key: string): key is keyof RawChecks {
  return Object.hasOwn(RawChecks.shape, key);
}

function expectationsIn(
  checks: RawChecks | undefined,
  path: readonly PropertyKey[],
  found: Found,
): readonly Expectation[] {
  if (checks === undefined) return [];
  checkNames(checks, path, found);
  return Object.keys(checks)
    .filter(isCheck)
    .map((check) => ({
      line: found.place.line([...path, check]),
      check,
      wanted: checks,
      not: path.includes("not"),
    }));
}

/** One entry with everything that it names found, or all that is wrong with it. */
export function readEntry(raw: RawEntry, reading: Reading): ReadEntry {
  const found: Found = { ...reading, raw, problems: [] };
  const act = actIn(found);
  const facts = factsOf(act, found);
  const entry: Entry = {
    line: reading.place.line([]),
    at: instant(raw.at, ["at"], found),
    by: raw.by === undefined ? DESK : person(raw.by, ["by"], found),
    raw,
    facts,
    files: filesOf(found),
    people: peopleOf(found),
    times: timesOf(found),
    expects: [
      ...expectationsIn(raw.expect, ["expect"], found),
      ...expectationsIn(raw.expect?.not, ["expect", "not"], found),
    ],
    ...(act === undefined ? {} : { act }),
  };
  return found.problems.length > 0 ? { problems: found.problems } : { entry };
}
