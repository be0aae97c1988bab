import type { ListSpec } from "../../regulation/shape.ts";
import type { Case } from "../case.ts";
import type { Command } from "../commands.ts";
import type { NewEvent } from "../events.ts";
import { isGiven, reasonFor } from "../facts.ts";
import { factsOf } from "../known.ts";
import { deskPeople, holdersOf } from "../people.ts";
import { DESK } from "../rights.ts";
import { approversFor } from "./approvers.ts";
import { badReason, no, yes, type Ruling, type Situation } from "./ruling.ts";

/** What of this case the list is of: the vehicle, the customer's phone or name, the outlet. */
export function subjectFor(list: ListSpec, current: Case): string | undefined {
  const fields = list.of === "complainant" || list.of === "customer" ? ["phone", "complainant", list.of] : [list.of];
  const value = fields
    .map((field) => current.facts[field])
    .find((known) => typeof known === "string" && isGiven(known));
  return typeof value === "string" ? value : undefined;
}

function putOn(list: ListSpec, subject: string, { current, context }: Situation): readonly NewEvent[] {
  const people = [...new Set(list.giveTo.flatMap((who) => holdersOf(who, current, context).people))];
  const told: readonly NewEvent[] =
    people.length === 0 ? [] : [{ type: "told", roles: list.giveTo, people, basis: list.basis }];
  return [{ type: "listed", list: list.id, subject }, ...told];
}

/** Was this case's subject proposed for the list before, whatever became of it? */
function wasProposed(list: string, current: Case): boolean {
  return current.requests.some((request) => request.of === "list" && request.detail.list === list);
}

/** Cases that fit a list's description are proposed to whoever admits; without such a role they are put on it. */
export function settleLists(situation: Situation): readonly NewEvent[] {
  const { current, context } = situation;
  const facts = factsOf(current, context);
  return context.regulation.lists.flatMap((list): readonly NewEvent[] => {
    const subject = subjectFor(list, current);
    const known =
      context.listed.includes(list.id) || current.onLists.includes(list.id) || wasProposed(list.id, current);
    if (
      subject === undefined ||
      known ||
      !list.candidates.some((condition) => reasonFor(condition, facts) !== undefined)
    )
      return [];
    if (list.admit === undefined) return putOn(list, subject, situation);
    const approvers = approversFor(list.admit, situation);
    const detail = { list: list.id, subject };
    return [
      {
        type: "requested",
        request: `list-${list.id}-${current.version}`,
        of: "list",
        detail,
        reason: "",
        role: approvers.role,
        approvers: approvers.people,
        late: false,
      },
    ];
  });
}

/** The role that admits has said yes. */
export function admitted(
  listId: string | undefined,
  subject: string | undefined,
  situation: Situation,
): readonly NewEvent[] {
  const list = situation.context.regulation.lists.find((known) => known.id === listId);
  return list === undefined || subject === undefined ? [] : putOn(list, subject, situation);
}

/** May this person put things on the list? Whoever keeps it; the desk where the regulation names nobody. */
export function mayKeep(
  list: ListSpec,
  { current, by, context }: Pick<Situation, "current" | "by" | "context">,
): boolean {
  const keepers = [list.keptBy, list.admit, list.remove].flatMap((who) =>
    who === undefined ? [] : holdersOf(who, current, context).people,
  );
  return by === DESK || keepers.includes(by) || (keepers.length === 0 && deskPeople(current, context).includes(by));
}

export function putOnList(command: Extract<Command, { type: "list" }>, situation: Situation): Ruling {
  const { current, context } = situation;
  const list = context.regulation.lists.find((known) => known.id === command.list);
  const subject = list === undefined ? undefined : subjectFor(list, current);
  if (list === undefined || subject === undefined) return no("no-such-list", "list");
  if (context.listed.includes(list.id)) return no("already-listed", "list");
  return mayKeep(list, situation) ? yes(...putOn(list, subject, situation)) : no("not-allowed");
}

/** May this person take things off? Whoever the regulation names for that, else whoever keeps the list. */
export function mayTakeOff(list: ListSpec, situation: Pick<Situation, "current" | "by" | "context">): boolean {
  const { current, context, by } = situation;
  const removers = list.remove === undefined ? [] : holdersOf(list.remove, current, context).people;
  return removers.length === 0 ? mayKeep(list, situation) : by === DESK || removers.includes(by);
}

export function takeOffList(command: Extract<Command, { type: "unlist" }>, situation: Situation): Ruling {
  const { current, context } = situation;
  const list = context.regulation.lists.find((known) => known.id === command.list);
  const subject = list === undefined ? undefined : subjectFor(list, current);
  if (list === undefined || subject === undefined) return no("no-such-list", "list");
  if (!mayTakeOff(list, situation)) return no("not-allowed");
  return badReason(command.reason) ?? yes({ type: "unlisted", list: list.id, subject, reason: command.reason });
}
