import type { Approval } from "../../regulation/shape.ts";
import type { Case } from "../case.ts";
import type { Command } from "../commands.ts";
import type { LevelGround, NewEvent } from "../events.ts";
import { firstThatFits, isGiven, type Facts } from "../facts.ts";
import { BY_HAND, confirmingStep, factsOf, findingFrom, levelById, proposeLevel } from "../known.ts";
import { isDone, undoneNeed } from "../steps.ts";
import { approversFor } from "./approvers.ts";
import { checkAnswers } from "./doing.ts";
import { badReason, no, yes, type Ruling, type Situation } from "./ruling.ts";

function weightOf(level: string | undefined, { context }: Situation): number {
  return levelById(level, context)?.weight ?? -1;
}

/**
 * The level that follows from the answers, as events. Before the confirming step only a criterion that really fits
 * sets one; there it is set whatever fits; later it only rises: a level never falls by itself.
 */
export function judgeLevel(before: Case, situation: Situation): readonly NewEvent[] {
  const { current, context } = situation;
  const proposal = proposeLevel(factsOf(current, context), context);
  if (proposal === undefined) return [];
  const confirming = confirmingStep(context);
  const confirmed = confirming === undefined || isDone(current, confirming);
  const set: NewEvent = {
    type: "level-set",
    level: proposal.level.id,
    how: "criteria",
    grounds: proposal.grounds,
    ...(proposal.noCriterion ? { noCriterion: true as const } : {}),
  };
  if (current.level === undefined)
    return confirmed || proposal.grounds.some((ground) => ground.facts.length > 0) ? [set] : [];
  if (current.level.id === proposal.level.id) return [];
  const heavier = weightOf(proposal.level.id, situation) > weightOf(current.level.id, situation);
  if (current.level.how === "criteria") {
    const justConfirmed = confirming !== undefined && confirmed && !isDone(before, confirming);
    return heavier || justConfirmed ? [set] : [];
  }
  // A person or a miss has set it: only answers that have become graver since then raise it further.
  const graver = weightOf(proposal.level.id, situation) > weightOf(current.level.proposed, situation);
  return heavier && graver ? [set] : [];
}

/** A level set by a person stands against the criteria as they were then; it comes before the answers that led to it. */
export function byHand(
  level: string,
  proposed: string | undefined,
  reason: string,
  grounds: readonly LevelGround[] = [],
): NewEvent {
  return { type: "level-set", level, how: "person", grounds, reason, ...(proposed === undefined ? {} : { proposed }) };
}

/** Who must agree to a lighter level, by the case as it stands and not as the new answers would make it. */
function loweringRule({ current, context }: Situation): Approval | undefined {
  return firstThatFits(
    context.regulation.approvals.filter((approval) => approval.of === "lower-level"),
    factsOf(current, context),
  );
}

/** What applies now, and perhaps another level than follows from it. A lighter level may need a yes. */
export function setLevel(command: Extract<Command, { type: "set-level" }>, situation: Situation): Ruling {
  const { current, context } = situation;
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  const facts = command.facts ?? {};
  const bad = badReason(command.reason) ?? checkAnswers(facts, context);
  if (bad !== undefined) return bad;
  const after: Facts = { ...factsOf(current, context), ...facts };
  const proposal = proposeLevel(after, context);
  const level = command.level ?? proposal?.level.id;
  if (level === undefined || levelById(level, context) === undefined) return no("no-such-level", "level");
  const changed = Object.entries(facts).some(
    ([field, value]) => JSON.stringify(current.facts[field]) !== JSON.stringify(value),
  );
  const cleared = command.cleared ?? [];
  const answered: readonly NewEvent[] =
    changed || cleared.length > 0 ? [{ type: "answered", facts, cleared, reason: command.reason }] : [];
  if (level === current.level?.id) {
    // Kept on purpose, although the answers would now make it heavier.
    const kept = command.level !== undefined && weightOf(proposal?.level.id, situation) > weightOf(level, situation);
    if (kept) return yes(byHand(level, proposal?.level.id, command.reason), ...answered);
    return answered.length > 0 ? yes(...answered) : no("level-unchanged", "level");
  }
  const lower = weightOf(level, situation) < weightOf(current.level?.id, situation);
  const rule = lower ? loweringRule(situation) : undefined;
  if (rule?.by === "nobody") return no("not-allowed", "level");
  if (rule === undefined)
    return yes(byHand(level, proposal?.level.id, command.reason, proposal?.grounds ?? []), ...answered);
  if (
    current.requests.some(
      (request) => request.of === "lower-level" && request.answer === undefined && request.takenBack !== true,
    )
  )
    return no("request-open");
  const undone = undoneNeed(rule.needs, current, context);
  if (undone !== undefined) return no("step-waits-for", "level", { step: "lower-level", waitsFor: undone });
  const approvers = approversFor(rule.by, situation);
  return yes(
    {
      type: "requested",
      request: `lower-level-${current.version}`,
      of: "lower-level",
      detail: { facts, level },
      reason: command.reason,
      role: approvers.role,
      approvers: approvers.people,
      late: false,
    },
    ...approvers.notice,
  );
}

/** Correcting or completing what is known, without touching the level by hand. */
export function answerFacts(command: Extract<Command, { type: "answer" }>, { current, context }: Situation): Ruling {
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  const bad = checkAnswers(command.facts, context);
  if (bad !== undefined) return bad;
  const given = Object.values(command.facts).some(isGiven) || (command.cleared ?? []).length > 0;
  if (!given) return no("answer-missing");
  return yes({
    type: "answered",
    facts: command.facts,
    cleared: command.cleared ?? [],
    ...(command.reason === undefined ? {} : { reason: command.reason }),
  });
}

/** Deciding a finding otherwise than its table, with a reason, and with a yes where the regulation wants one. */
export function find(command: Extract<Command, { type: "find" }>, situation: Situation): Ruling {
  const { current, context } = situation;
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  const finding = context.regulation.findings.find((known) => known.id === command.finding);
  if (finding === undefined) return no("answer-unfit", "finding");
  const values = [...finding.first.map((line) => line.is), ...Object.keys(finding.values)];
  if (finding.otherwise !== undefined) values.push(finding.otherwise);
  if (command.value === BY_HAND || !values.includes(command.value)) return no("answer-unfit", "value");
  const bad = badReason(command.reason);
  if (bad !== undefined) return bad;
  const facts = factsOf(current, context);
  const byTable = findingFrom(finding, facts);
  const rule = firstThatFits(
    context.regulation.approvals.filter((approval) => approval.of === finding.id),
    facts,
  );
  // What the table leaves to a person is no deviation from it.
  if (rule === undefined || byTable === undefined || byTable === command.value)
    return yes({ type: "found", finding: finding.id, value: command.value, how: "person", reason: command.reason });
  return rule.by === "nobody" ? no("not-allowed") : askToFind(command, rule.by, situation);
}

function askToFind(command: Extract<Command, { type: "find" }>, who: string, situation: Situation): Ruling {
  const { current } = situation;
  const open = current.requests.some(
    (request) => request.of === "finding" && request.answer === undefined && request.takenBack !== true,
  );
  if (open) return no("request-open");
  const approvers = approversFor(who, situation);
  return yes(
    {
      type: "requested",
      request: `finding-${current.version}`,
      of: "finding",
      detail: { finding: command.finding, value: command.value },
      reason: command.reason,
      role: approvers.role,
      approvers: approvers.people,
      late: false,
    },
    ...approvers.notice,
  );
}
