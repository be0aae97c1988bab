import type { Case } from "../case.ts";
import { evolve, NO_CASE } from "../fold.ts";
import type { Command } from "../commands.ts";
import type { NewEvent } from "../events.ts";
import { isGiven, type Facts } from "../facts.ts";
import { factsOf } from "../known.ts";
import { DUTY_PREFIX } from "../duties.ts";
import { doersOf, stepsOf } from "../steps.ts";
import { askedAt, checkAnswers } from "./doing.ts";
import { no, yes, type Ruling, type Situation } from "./ruling.ts";

type File = Extract<Command, { type: "file" }>;

const GRACE_MS = 60_000;

function badFiling(command: File, { context }: Situation): Ruling | undefined {
  const { regulation, now } = context;
  const named = regulation.kinds.length > 0 && !command.kind.startsWith(DUTY_PREFIX);
  if (named && command.kind !== "complaint" && !regulation.kinds.some((kind) => kind.id === command.kind))
    return no("kind-unknown", "kind");
  if (!isGiven(command.facts["what-happened"])) return no("answer-missing", "what-happened");
  if (command.receivedAt !== undefined && command.receivedAt > now + GRACE_MS) return no("time-in-future", "received");
  return checkAnswers(command.facts, context);
}

/**
 * What the filing has already done of the steps that come first: whoever is the desk and has answered what a step
 * asks need not record it again. Stops at the first step that is not theirs or lacks an answer or its evidence, and at
 * dispatch.
 */
function alreadyDone(start: Case, { facts, files = [] }: File, { by, context }: Situation): readonly NewEvent[] {
  const events: NewEvent[] = [];
  let current = start;
  for (;;) {
    const next = stepsOf(current, context).find(({ step, state }) => state === "open" && !step.anyTime && !step.repeat);
    if (next === undefined) return events;
    const { step } = next;
    const own =
      ["receive", "record", "register", "assess", "dispatch"].includes(step.id) ||
      step.by.some((who) => who.who === "receiver");
    if (!own || !doersOf(step, current, context).people.includes(by)) return events;
    if (step.id === "dispatch" && !isGiven(facts["department"])) return events;
    if (step.evidence && files.length === 0) return events;
    const asked = askedAt(step, { ...factsOf(current, context), ...facts });
    if (asked.some((ask) => !ask.optional && !isGiven(facts[ask.field]))) return events;
    const fields = [...asked.map((ask) => ask.field), ...(step.id === "dispatch" ? ["department"] : [])];
    const answers: Facts = Object.fromEntries(Object.entries(facts).filter(([field]) => fields.includes(field)));
    const done: NewEvent = {
      type: "step-done",
      step: step.id,
      doneAt: context.now,
      answers,
      files: step.evidence ? files : [],
    };
    events.push(done);
    current = evolve(current, { ...done, at: context.now, by });
    if (step.id === "dispatch") return events;
  }
}

/** A complaint comes in. The filer's answers count at once for the steps that are the filer's own. */
export function fileCase(command: File, situation: Situation): Ruling {
  const { current, by, context } = situation;
  if (current.version > 0) return no("same-case");
  const bad = badFiling(command, situation);
  if (bad !== undefined) return bad;
  const received: NewEvent = {
    type: "received",
    kind: command.kind,
    desk: context.desk.id,
    edition: context.desk.edition,
    receivedAt: Math.min(command.receivedAt ?? context.now, context.now),
    receiver: by,
    facts: withoutDispatch(command.facts, situation),
    files: command.files ?? [],
    ...(command.source === undefined ? {} : { source: command.source }),
  };
  const numbered: readonly NewEvent[] =
    command.number === undefined ? [] : [{ type: "numbered", number: command.number }];
  const opened = evolve(NO_CASE, { ...received, at: context.now, by });
  return yes(received, ...numbered, ...alreadyDone(opened, command, situation));
}

/** Where dispatch is a step, the department is given by it and only proposed by the filer. */
function withoutDispatch(facts: Facts, { context }: Situation): Facts {
  if (!context.regulation.steps.some((step) => step.id === "dispatch")) return facts;
  const { department, ...rest } = facts;
  return isGiven(department) ? { ...rest, "proposed-department": department } : rest;
}
