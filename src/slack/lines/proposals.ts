import type { Proposal } from "../../desk/case.ts";
import { textIn } from "../../regulation/text.ts";
import type { Mrkdwn } from "../mrkdwn.ts";
import type { Tellers, Telling } from "./telling.ts";

/** Proposals of sanctions and rewards are for those who decide them and those whom they are about, nobody else. */
function forReader(id: string, told: Telling, line: (proposal: Proposal, about: string) => Mrkdwn): Mrkdwn | undefined {
  const proposal = told.current.proposals.find((known) => known.id === id);
  if (proposal === undefined || told.reader === undefined) return undefined;
  const sees = [...proposal.deciders, ...proposal.about].includes(told.reader);
  return sees ? line(proposal, told.people(proposal.about)) : undefined;
}

function whatIsProposed({ consequence, band }: Proposal, { context, voice }: Telling): string {
  const rule = context.regulation.consequences.find(({ id }) => id === consequence);
  const line = band === undefined ? undefined : rule?.first[band];
  return textIn(line?.propose ?? rule?.propose, voice.language);
}

export const PROPOSAL_TELLERS = {
  proposed: (event, told) =>
    forReader(event.proposal, told, (proposal, about) =>
      told.say("line.proposed", { what: whatIsProposed(proposal, told), about, people: told.people(event.deciders) }),
    ),
  "proposal-commented": (event, told) =>
    forReader(event.proposal, told, () =>
      told.say("line.proposal-commented", { who: told.person(event.by), said: told.quoted(event.text) }),
    ),
  "proposal-decided": (event, told) =>
    forReader(event.proposal, told, (_, about) =>
      told.say(event.yes ? "line.proposal-agreed" : "line.proposal-refused", {
        who: told.person(event.by),
        about,
        said: told.quoted(event.text),
      }),
    ),
  "proposal-withdrawn": (event, told) =>
    forReader(event.proposal, told, (_, about) => told.say("line.proposal-withdrawn", { about })),
} satisfies Tellers;
