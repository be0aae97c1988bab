import type { Condition, Finding, Level } from "../regulation/shape.ts";
import type { Case } from "./case.ts";
import type { Context } from "./context.ts";
import { accusedOf, belongsTo, departmentOf, rolesHeldBy } from "./directory.ts";
import type { LevelGround } from "./events.ts";
import { applies, firstThatFits, reasonFor, rolesOf, type Facts } from "./facts.ts";
import { remembered } from "./remember.ts";
import { periodsOf, shiftsAt } from "./periods.ts";

/** Value of a table line that leaves the answer to a person. */
export const BY_HAND = "by-hand";

function waitingReason(current: Case): string | undefined {
  return current.waits.find((wait) => wait.endedAt === undefined)?.reason;
}

/** Departments that have a hand in the case: its own and those named beside it. */
export function departmentsOf(current: Case): readonly string[] {
  const own = departmentOf(current);
  const others = current.facts["departments-involved"];
  const named = Array.isArray(others) ? others.filter((id) => typeof id === "string") : [];
  return [...new Set([...(own === undefined ? [] : [own]), ...named])];
}

/** Is the person complained about one of the department that handles it? Unknown while either is. */
function ownPerson(current: Case, context: Context): "yes" | "no" | undefined {
  const accused = accusedOf(current);
  const department = departmentOf(current);
  if (accused.length === 0 || department === undefined) return undefined;
  return accused.some((person) => belongsTo(person, department, context)) ? "yes" : "no";
}

/** Counts within the case: how often a step was done, redone ones included. Counts over cases come from the store. */
function countsWithin(current: Case, context: Context): Facts {
  const own = context.regulation.counts.filter(
    (count) => count.of !== "cases" && count.same.length === 0 && context.counts[count.id] === undefined,
  );
  const done = (step: string) => current.doings.filter((doing) => doing.step === step).length;
  const acts: { readonly [act: string]: number } = {
    // Also where the file hands over by a step of its own: to a person instead of a department.
    "hand-over": current.handOvers + done("hand-over"),
    escalate: current.escalations.length,
    extension: current.extensions.length,
    reopen: current.reopenings.length,
  };
  return Object.fromEntries(own.map((count) => [count.id, acts[count.of] ?? done(count.of)]));
}

/** Facts that the language itself knows of every case (language.md section 7, rule 30). */
function builtInFacts(current: Case, context: Context): Facts {
  const waiting = waitingReason(current);
  const own = ownPerson(current, context);
  const { regulation } = context;
  return {
    kind: current.kind,
    round: current.round,
    "received-by": current.receiver,
    escalated: current.escalations.length > 0 ? "yes" : "no",
    done: [...new Set(current.doings.filter((doing) => doing.stands).map((doing) => doing.step))],
    missed: current.misses.filter((miss) => !miss.cleared && miss.wrong === undefined).map((miss) => miss.deadline),
    open: current.ended === undefined ? "yes" : "no",
    departments: departmentsOf(current).length,
    listed: context.listed,
    ...(regulation.periods.length === 0 ? {} : { during: periodsOf(current, context) }),
    ...(Object.keys(context.calendars.default.spec.shifts).length === 0
      ? {}
      : { "during-shift": shiftsAt(current.firstReceivedAt, context.calendars.default) }),
    ...(waiting === undefined ? {} : { waiting }),
    ...(own === undefined ? {} : { "own-person": own }),
    ...(current.level === undefined ? {} : { level: current.level.id }),
  };
}

/** What a finding's table gives from the facts; `undefined` while only a person can say. */
export function findingFrom(finding: Finding, facts: Facts): string | undefined {
  const fit = firstThatFits(finding.first, facts);
  const value = fit?.is ?? finding.otherwise;
  return value === BY_HAND ? undefined : value;
}

/** A person can be compared with a role: whoever is complained about, whoever received the case. */
function rolesWithin(facts: Facts, context: Context): Facts {
  const fields = context.regulation.fields.filter(({ type }) => type === "person" || type === "people");
  const roles = ["received-by", ...fields.map((field) => field.id)].flatMap((id): [string, readonly string[]][] => {
    const people = [facts[id] ?? []].flat().filter((person) => typeof person === "string");
    const held = people.flatMap((person) => rolesHeldBy(person, context));
    return held.length === 0 ? [] : [[rolesOf(id), held]];
  });
  return Object.fromEntries(roles);
}

/** Where several are asked whether they are satisfied, one who is not decides; whoever was asked last does not. */
function verdictOfAll(current: Case, context: Context): Facts {
  const calls = context.regulation.steps.filter((step) => step.type === "callback" && step.each !== undefined);
  const made = current.doings.filter(
    (doing) => (doing.stands || doing.reopened === "round") && calls.some((step) => step.id === doing.step),
  );
  const last = Math.max(...made.map((doing) => doing.round));
  const isUnhappy = made.some((doing) => doing.round === last && doing.answers["verdict"] === "dissatisfied");
  return isUnhappy ? { verdict: "dissatisfied" } : {};
}

function allFacts(current: Case, context: Context): Facts {
  let facts: Facts = {
    ...current.facts,
    ...builtInFacts(current, context),
    ...countsWithin(current, context),
    ...context.counts,
    ...verdictOfAll(current, context),
  };
  facts = { ...facts, ...rolesWithin(facts, context) };
  for (const finding of context.regulation.findings) {
    const decided = current.findings[finding.id];
    const value = decided?.how === "person" ? decided.value : findingFrom(finding, facts);
    if (value !== undefined) facts = { ...facts, [finding.id]: value };
  }
  return facts;
}

/**
 * Everything that is known of a case when a condition is read: answers, counts, the language's own facts, and the
 * findings that follow from them. A person's decision on a finding stands before its table.
 */
export const factsOf = remembered(allFacts);

function groundsOf(condition: Condition | undefined, facts: Facts, basis: readonly string[]): readonly LevelGround[] {
  if (condition === undefined) return [];
  return condition
    .filter((tests) => reasonFor([tests], facts) !== undefined)
    .map((tests) => {
      const own = tests.flatMap((test) => test.basis);
      return { facts: tests.map((test) => test.fact), basis: own.length > 0 ? own : basis };
    });
}

export interface Proposal {
  readonly level: Level;
  readonly grounds: readonly LevelGround[];
  /** No criterion fitted: the lightest is proposed and the desk should say why. */
  readonly noCriterion: boolean;
}

/**
 * The heaviest level whose criteria fit, with the answers and clauses that made it fit. Levels are listed heaviest
 * first; `by hand` is never proposed. Without a fitting line the lightest is proposed and marked.
 */
export function proposeLevel(facts: Facts, context: Context): Proposal | undefined {
  const { levels } = context.regulation;
  const fit = levels.find((level) => level.byHand !== true && level.when !== undefined && applies(level, facts));
  if (fit !== undefined) return { level: fit, grounds: groundsOf(fit.when, facts, fit.basis), noCriterion: false };
  const otherwise = levels.find((level) => level.otherwise === true);
  if (otherwise !== undefined)
    return {
      level: otherwise,
      grounds: [{ facts: [], basis: otherwise.basis }],
      noCriterion: otherwise.when !== undefined,
    };
  const lightest = levels.findLast((level) => level.byHand !== true);
  return lightest === undefined ? undefined : { level: lightest, grounds: [], noCriterion: true };
}

export function levelById(id: string | undefined, context: Context): Level | undefined {
  return context.regulation.levels.find((level) => level.id === id);
}

/**
 * The step at which the level is confirmed: named in the file, else `assess`, else the first step by which all facts
 * of the criteria have been asked (language.md section 7, rule 9).
 */
export function confirmingStep(context: Context): string | undefined {
  const { levelRules, steps, levels } = context.regulation;
  if (levels.length === 0) return undefined;
  if (levelRules.confirmAt !== undefined) return levelRules.confirmAt;
  if (steps.some((step) => step.id === "assess")) return "assess";
  const needed = new Set(
    levels.flatMap((level) => (level.when ?? []).flatMap((tests) => tests.map((test) => test.fact))),
  );
  const asking = steps.filter((step) => step.ask.some((ask) => needed.has(ask.field)));
  return asking.at(-1)?.id;
}
