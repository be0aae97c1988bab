import type { Step } from "../../regulation/shape.ts";
import type { Request } from "../case.ts";
import type { NewEvent } from "../events.ts";
import { holdersOf } from "../people.ts";
import { approvalChain, stepById } from "../steps.ts";
import { approversFor } from "./approvers.ts";
import type { Situation } from "./ruling.ts";

interface Presented {
  readonly step: Step;
  readonly instance?: string;
}

/** The requests of one stage: one for a role, or one for each of its holders where all must agree. */
function stageRequests({ step, instance }: Presented, stage: number, situation: Situation): readonly NewEvent[] {
  const { current, context } = situation;
  const wanted = approvalChain(step, current, context)[stage];
  if (wanted === undefined) return [];
  const about = { step: step.id, stage, ...(instance === undefined ? {} : { instance }) };
  const base = { type: "requested" as const, asker: situation.by, of: "step", detail: about, reason: "", late: false };
  const id = `${step.id}-${current.version}-${stage}`;
  if (wanted.each) {
    const holders = holdersOf(wanted.who, current, context);
    const people = holders.people.filter((person) => person !== situation.by);
    if (people.length > 0)
      return people.map((person, index): NewEvent => ({
        ...base,
        request: `${id}-${index}`,
        role: holders.role ?? wanted.who,
        approvers: [person],
      }));
  }
  const approvers = approversFor(wanted.who, situation);
  return [{ ...base, request: id, role: approvers.role, approvers: approvers.people }, ...approvers.notice];
}

/** A step that others must agree to has been done: the first of them is asked. */
export function present(presented: Presented, situation: Situation): readonly NewEvent[] {
  return stageRequests(presented, 0, situation);
}

/** One of them has said yes: the next is asked, or everybody has agreed. `situation.current` holds the answer. */
export function agreed(request: Request, situation: Situation): readonly NewEvent[] {
  const { current, context } = situation;
  const step = stepById(request.detail.step ?? "", context);
  if (step === undefined) return [];
  const stage = request.detail.stage ?? 0;
  const { instance } = request.detail;
  const sameStage = current.requests.filter(
    (other) =>
      other.of === "step" &&
      other.detail.step === step.id &&
      other.detail.stage === stage &&
      other.detail.instance === instance &&
      other.askedAt === request.askedAt,
  );
  if (sameStage.some((other) => other.answer?.yes !== true)) return [];
  // Whoever did the step is the asker of every stage, not the one who has just agreed.
  const asker = request.by;
  const presented: Presented = { step, ...(instance === undefined ? {} : { instance }) };
  const next = stageRequests(presented, stage + 1, { ...situation, by: asker });
  return next.length > 0
    ? next
    : [{ type: "step-approved", step: step.id, ...(instance === undefined ? {} : { instance }) }];
}

/** A no opens the step again with the reason. */
export function disagreed(request: Request, reason: string | undefined): readonly NewEvent[] {
  const { step } = request.detail;
  return step === undefined
    ? []
    : [{ type: "steps-reopened", steps: [step], why: "refused", ...(reason === undefined ? {} : { reason }) }];
}
