import type { Case } from "./case.ts";
import { NO_CASE } from "./fold.ts";
import { clocksOf, earliestClock, type Clock } from "./clocks.ts";
import type { Context } from "./context.ts";
import { decide } from "./decide.ts";
import type { LevelGround } from "./events.ts";
import { departmentByRule } from "./directory.ts";
import { isGiven, type Facts } from "./facts.ts";
import { ownerOf } from "./people.ts";

/** What would follow if this were filed now. */
export interface Preview {
  readonly level?: string;
  readonly grounds: readonly LevelGround[];
  readonly noCriterion: boolean;
  readonly department?: string;
  readonly owner: readonly string[];
  readonly clocks: readonly Clock[];
  /** The clock by which the case is to be solved, else the earliest one. */
  readonly solveBy?: Clock;
  /** The case as it would be. */
  readonly after: Case;
}

export interface Draft {
  readonly kind: string;
  readonly facts: Facts;
  readonly receivedAt?: number;
}

/** The department that the matter proposes, unless the answers name one. */
export function proposedDepartment(facts: Facts, context: Context): string | undefined {
  const chosen = facts["department"];
  if (typeof chosen === "string" && chosen !== "") return chosen;
  // A regulation may say itself which department is concerned; else the company's list of matters does.
  const byRule = departmentByRule(facts, context);
  if (byRule !== undefined) return byRule;
  return context.desk.matters.find((matter) => matter.id === facts["category"])?.department;
}

/**
 * Judges a filing without keeping it: the very rules that will judge it when it is sent, so that the form never
 * promises another date than the case gets.
 */
export function preview(draft: Draft, by: string, context: Context): Preview | undefined {
  const department = proposedDepartment(draft.facts, context);
  const given = Object.fromEntries(Object.entries(draft.facts).filter(([, value]) => isGiven(value)));
  const facts: Facts = { "what-happened": "…", ...given, ...(department === undefined ? {} : { department }) };
  const decision = decide(
    NO_CASE,
    {
      command: {
        type: "file",
        kind: draft.kind,
        facts,
        ...(draft.receivedAt === undefined ? {} : { receivedAt: draft.receivedAt }),
      },
      by,
      key: "",
    },
    context,
  );
  if (!("events" in decision)) return undefined;
  const { after } = decision;
  const clocks = clocksOf(after, context);
  const solveBy = earliestClock(clocks, "resolve") ?? earliestClock(clocks);
  return {
    grounds: after.level?.grounds ?? [],
    noCriterion: after.level?.noCriterion ?? false,
    owner: ownerOf(
      { ...after, facts: { ...after.facts, ...(department === undefined ? {} : { department }) } },
      context,
    ).people,
    clocks,
    after,
    ...(after.level === undefined ? {} : { level: after.level.id }),
    ...(department === undefined ? {} : { department }),
    ...(solveBy === undefined ? {} : { solveBy }),
  };
}
