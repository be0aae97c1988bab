import type { Command } from "../commands.ts";
import { deskPeople, ownerOf } from "../people.ts";
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
