import type { Consequence } from "../../regulation/shape.ts";
import type { Miss } from "../case.ts";
import { clocksOf, openClocks } from "../clocks.ts";
import { occurrencesOf } from "../occurrences.ts";
import type { Command } from "../commands.ts";
import type { ClockKey, NewEvent } from "../events.ts";
import { applies, firstThatFits, type Facts } from "../facts.ts";
import { factsOf } from "../known.ts";
import { deskPeople, holdersOf, ownerOf } from "../people.ts";
import { DESK } from "../rights.ts";
import { badReason, no, yes, type Ruling, type Situation } from "./ruling.ts";

/** The person concerned may say something before the decision. */
export function commentProposal(
  command: Extract<Command, { type: "comment-proposal" }>,
  { current, by }: Situation,
): Ruling {
  const proposal = current.proposals.find((known) => known.id === command.proposal);
  if (proposal === undefined || !proposal.about.includes(by)) return no("no-such-proposal");
  if (proposal.decision !== undefined || proposal.withdrawn !== undefined) return no("request-answered");
  return (
    badReason(command.text, "text") ??
    yes({ type: "proposal-commented", proposal: command.proposal, text: command.text })
  );
}

/** The deciding role alone says yes or no; nobody decides about himself. */
export function decideProposal(
  command: Extract<Command, { type: "decide-proposal" }>,
  { current, by }: Situation,
): Ruling {
  const proposal = current.proposals.find((known) => known.id === command.proposal);
  if (proposal === undefined || (by !== DESK && !proposal.deciders.includes(by))) return no("no-such-proposal");
  if (proposal.decision !== undefined || proposal.withdrawn !== undefined) return no("request-answered");
  if (proposal.about.includes(by)) return no("own-request");
  const amount = command.amount === undefined ? {} : { amount: command.amount };
  return (
    badReason(command.text, "text") ??
    yes({ type: "proposal-decided", proposal: command.proposal, yes: command.yes, text: command.text, ...amount })
  );
}

/** A limit that holds "generally" or "in principle" may be missed with a reason. */
export function explainMiss(
  command: Extract<Command, { type: "explain-miss" }>,
  { current, by, context }: Situation,
): Ruling {
  const miss = current.misses.find((known) => known.clock === command.clock);
  if (miss === undefined) return no("no-such-step");
  if (by !== DESK && ![...ownerOf(current, context).people, ...deskPeople(current, context)].includes(by))
    return no("not-allowed");
  return badReason(command.reason) ?? yes({ type: "miss-explained", clock: command.clock, reason: command.reason });
}

interface Trigger {
  /** Makes the proposal unique together with the consequence and the person. */
  readonly unit: string;
  readonly late: readonly string[];
  readonly clock?: ClockKey;
}

/** A miss is final once the step is done or the case has ended: until then a late record may clear it. */
/** A limit that holds "generally" or "in principle" may be missed with a reason and has no such consequence. */
function isFirm(deadline: string, { context }: Situation): boolean {
  const rule = context.regulation.deadlines.find((known) => known.id === deadline);
  return rule === undefined || rule.firm === "firm";
}

function finalMisses(rule: Consequence, situation: Situation): readonly Miss[] {
  const { current, context } = situation;
  const open = new Set(openClocks(clocksOf(current, context)).map((clock) => clock.key));
  return current.misses.filter(
    (miss) =>
      rule.missed.includes(miss.deadline) &&
      isFirm(miss.deadline, situation) &&
      !miss.cleared &&
      miss.wrong === undefined &&
      miss.explained === undefined &&
      !open.has(miss.clock),
  );
}

function triggersOf(rule: Consequence, situation: Situation): readonly Trigger[] {
  const { current, context } = situation;
  if (rule.missed.length > 0) {
    const misses = finalMisses(rule, situation);
    // `once-per: form`: several limits missed on one thing are one lapse.
    return misses.map((miss) => ({
      unit: rule.oncePer === undefined || rule.oncePer === "deadline" ? miss.clock : rule.oncePer,
      late: miss.people,
      clock: miss.clock,
    }));
  }
  if (rule.after.length === 0) return [{ unit: rule.oncePer ?? "case", late: [] }];
  const times = rule.after.map((event) => occurrencesOf(event, current, context).length);
  return times.every((count) => count > 0) ? [{ unit: rule.oncePer ?? String(Math.min(...times)), late: [] }] : [];
}

function peopleAbout(rule: Consequence, trigger: Trigger, { current, context }: Situation): readonly string[] {
  return rule.about.flatMap((who) => {
    if (who === "whoever-was-late") return trigger.late;
    // A customer is nobody at the desk, and is not named where a proposal is shown.
    if (who === "complainant") return [who];
    return holdersOf(who, current, context).people;
  });
}

function isValidCase(facts: Facts, { context }: Situation): boolean {
  return !context.regulation.findings.some((finding) => finding.id === "valid") || facts["valid"] === "yes";
}

/**
 * Sanctions and rewards that the regulation names, as proposals to the role that decides: once per rule, person and
 * unit, from final misses and valid cases only, when the person they are about is known. Withdrawn when the miss is
 * cleared before the decision. The app carries nothing out. Source: language.md section 3, point 22.
 */
export function settleProposals(situation: Situation): readonly NewEvent[] {
  const { current, context } = situation;
  const cleared = current.proposals
    .filter(
      (proposal) => proposal.decision === undefined && proposal.withdrawn === undefined && proposal.clock !== undefined,
    )
    .filter((proposal) =>
      current.misses.some((miss) => miss.clock === proposal.clock && (miss.cleared || miss.wrong !== undefined)),
    )
    .map((proposal): NewEvent => ({ type: "proposal-withdrawn", proposal: proposal.id, reason: "miss-cleared" }));
  const facts = factsOf(current, context);
  if (!isValidCase(facts, situation)) return cleared;
  const known = new Set(current.proposals.map((proposal) => proposal.id));
  const proposed = context.regulation.consequences
    .filter((rule) => applies(rule, facts))
    .flatMap((rule) =>
      triggersOf(rule, situation).flatMap((trigger) =>
        [...new Set(peopleAbout(rule, trigger, situation))].map((person) => ({ rule, trigger, person })),
      ),
    )
    .flatMap(({ rule, trigger, person }): readonly NewEvent[] => {
      const id = `${rule.id}:${trigger.unit}:${person}`;
      // An empty table of sanctions stays empty: nothing is proposed where no band fits.
      const band = firstThatFits(rule.first, facts);
      if (known.has(id) || (rule.first.length > 0 && band === undefined)) return [];
      known.add(id);
      const deciders = holdersOf(rule.decides, current, context).people.filter((decider) => decider !== person);
      return [
        {
          type: "proposed",
          proposal: id,
          consequence: rule.id,
          about: [person],
          decides: rule.decides,
          deciders,
          ...(trigger.clock === undefined ? {} : { clock: trigger.clock }),
          ...(band === undefined ? {} : { band: rule.first.indexOf(band) }),
        },
      ];
    });
  return [...cleared, ...proposed];
}
