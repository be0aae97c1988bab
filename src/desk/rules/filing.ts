import type { Case } from "../case.ts";
import { evolve, NO_CASE } from "../fold.ts";
import type { Step } from "../../regulation/shape.ts";
import type { Command } from "../commands.ts";
import type { NewEvent } from "../events.ts";
import { applies, isGiven, type Facts } from "../facts.ts";
import { factsOf } from "../known.ts";
import { departmentByRule } from "../directory.ts";
import { DUTY_PREFIX } from "../duties.ts";
import { doersOf, stepById, stepsOf } from "../steps.ts";
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
      // What asks nothing (telling the head, passing it on) is not done by having filed: somebody has to say so.
      ((step.ask.length > 0 || step.evidence) && step.by.some((who) => who.who === "receiver"));
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
  const received: Extract<NewEvent, { type: "received" }> = {
    type: "received",
    kind: command.kind,
    desk: context.desk.id,
    edition: context.desk.edition,
    receivedAt: Math.min(command.receivedAt ?? context.now, context.now),
    receiver: by,
    facts: command.facts,
    files: command.files ?? [],
    ...(command.source === undefined ? {} : { source: command.source }),
  };
  const first: NewEvent = { ...received, facts: withoutDispatch(received, situation) };
  const numbered: readonly NewEvent[] =
    command.number === undefined ? [] : [{ type: "numbered", number: command.number }];
  const opened = evolve(NO_CASE, { ...first, at: context.now, by });
  return yes(first, ...numbered, ...alreadyDone(opened, command, situation));
}

/** Is the step done in this case? While what its condition asks is unknown, it may be. */
function mayApply(step: Step, facts: Facts): boolean {
  const asked = [...(step.when ?? []), ...(step.unless ?? [])].flat().map((test) => test.fact);
  return asked.some((fact) => !isGiven(facts[fact])) || applies(step, facts);
}

/**
 * Where dispatch is a step of this case, the department is given by it and only proposed by the filer. Where the filer
 * names none, the regulation's own table of departments does.
 */
function withoutDispatch(received: Extract<NewEvent, { type: "received" }>, { by, context }: Situation): Facts {
  const { department: chosen, ...others } = received.facts;
  const draft = evolve(NO_CASE, { ...received, facts: others, at: context.now, by });
  const facts = factsOf(draft, context);
  const department = isGiven(chosen) ? chosen : departmentByRule(facts, context);
  if (department === undefined) return others;
  const dispatch = stepById("dispatch", context);
  return dispatch !== undefined && mayApply(dispatch, facts)
    ? { ...others, "proposed-department": department }
    : { ...others, department };
}
