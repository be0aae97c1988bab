import type { Money } from "../../regulation/shape.ts";
import type { Command } from "../commands.ts";
import type { NewEvent, RequestDetail } from "../events.ts";
import { firstThatFits, type Facts } from "../facts.ts";
import { factsOf } from "../known.ts";
import { holdersOf, nextRung, ownerOf } from "../people.ts";
import { undoneNeed } from "../steps.ts";
import { approversFor, decidesFor } from "./approvers.ts";
import { no, yes, type Ruling, type Situation } from "./ruling.ts";

type Ask = Extract<Command, { type: "ask" }>;

/** The largest sum that somebody may promise alone, by the roles held in this case. */
export function authorityOf(
  person: string,
  currency: string,
  { current, context }: Pick<Situation, "current" | "context">,
): number {
  const limits = context.regulation.roles
    .filter((role) => role.mayPromise !== undefined && holdersOf(role.id, current, context).people.includes(person))
    .map((role) => {
      if (role.mayPromise === "any amount") return Number.POSITIVE_INFINITY;
      if (role.mayPromise === undefined || role.mayPromise === "not given") return 0;
      return role.mayPromise.currency === currency ? role.mayPromise.amount : 0;
    });
  return Math.max(0, ...limits);
}

/** A rung whose limit the company has not filled in has to say itself whether this is still its own to decide. */
function limitUnknown(person: string, { current, context }: Situation): boolean {
  return context.regulation.roles.some(
    (role) => role.mayPromise === "not given" && holdersOf(role.id, current, context).people.includes(person),
  );
}

/**
 * Up the ladder from these people to the first rung that may promise so much or whose limit is not given, one level at
 * a time; the highest one where nobody on it may promise anything.
 */
function rungWithAuthority(amount: Money, people: readonly string[], situation: Situation): string | undefined {
  const { current, context } = situation;
  const told: string[] = [];
  for (;;) {
    const rung = nextRung(current, context, { people, told });
    if (rung === undefined) return undefined;
    const able = rung.people.some(
      (person) => authorityOf(person, amount.currency, situation) >= amount.amount || limitUnknown(person, situation),
    );
    const last = nextRung(current, context, { people, told: [...told, ...rung.people] }) === undefined;
    if (able || last) return rung.rung;
    told.push(...rung.people);
  }
}

/** What a yes to money leaves on the record: what was asked for, how it is given, and how much of it was approved. */
export function promised(detail: RequestDetail, approved: Money | undefined, reason: string): readonly NewEvent[] {
  const { amount, form } = detail;
  if (amount === undefined) return [];
  const facts: Facts = {
    "compensation-offered": amount,
    "compensation-approved": approved ?? amount,
    ...(form === undefined ? {} : { "compensation-form": form }),
  };
  return [{ type: "answered", facts, cleared: [], reason }];
}

/** What the customer asked for is known, whatever becomes of the request. */
function wantedByCustomer({ wanted }: RequestDetail): readonly NewEvent[] {
  return wanted === undefined ? [] : [{ type: "answered", facts: { "compensation-asked": wanted }, cleared: [] }];
}

/**
 * Money for the customer: at once within the own authority, else with a yes from above. `decides`: a rung grants it in
 * its own decision, so that nobody who would be asked by the owner answers a request of his own.
 */
export function askForMoney(command: Ask, situation: Situation, decides = false): Ruling {
  const { current, by, context } = situation;
  const { detail, reason } = command;
  const { amount, form, wanted } = detail;
  if (amount === undefined || !(amount.amount > 0)) return no("answer-missing", "amount");
  const offered: Facts = { ...factsOf(current, context), "compensation-offered": amount };
  const rule = firstThatFits(
    context.regulation.approvals.filter((approval) => approval.of === "compensation"),
    offered,
  );
  if (rule?.by === "nobody") return no("not-allowed", "amount");
  const undone = undoneNeed(rule?.needs ?? [], current, context);
  // No promise before the decision.
  if (undone !== undefined) return no("step-waits-for", "amount", { step: "compensation", waitsFor: undone });
  const asking = decides ? ownerOf(current, context).people : [by];
  const who = rule === undefined || rule.by === "next rung" ? rungWithAuthority(amount, asking, situation) : rule.by;
  const within = authorityOf(by, amount.currency, situation) >= amount.amount;
  // Whoever may promise so much asks nobody, unless the line wants something done or somebody else beside.
  const alone = (rule?.with ?? []).length === 0 && (decides || (rule?.needs ?? []).length === 0);
  if (alone && (within || (decides && who !== undefined && decidesFor(who, situation))))
    return yes(...wantedByCustomer(detail), ...promised(detail, amount, reason));
  const approvers = approversFor(who ?? "administrators", situation);
  const asked: NewEvent = {
    type: "requested",
    request: `compensation-${current.version}`,
    of: "compensation",
    detail: { amount, ...(form === undefined ? {} : { form }), ...(wanted === undefined ? {} : { wanted }) },
    reason,
    role: approvers.role,
    approvers: approvers.people,
    late: false,
  };
  return yes(...wantedByCustomer(detail), asked, ...approvers.notice);
}
