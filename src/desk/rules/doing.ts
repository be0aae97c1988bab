import type { Step } from "../../regulation/shape.ts";
import type { Case } from "../case.ts";
import type { Command, Refusal } from "../commands.ts";
import type { Context } from "../context.ts";
import type { NewEvent } from "../events.ts";
import { applies, fitsField, isGiven, reasonFor, type Facts } from "../facts.ts";
import { confirmingStep, factsOf, levelById, proposeLevel } from "../known.ts";
import { deskPeople, followerOf, holdersOf, ownerOf, partLine, roleBehind } from "../people.ts";
import { DESK } from "../rights.ts";
import { doersOf, goesOn, instancesOf, isDone, standingDoing, stepById, stepsOf } from "../steps.ts";
import { escalate } from "./moving.ts";
import { badReason, LONGEST_TEXT, no, yes, type Ruling, type Situation } from "./ruling.ts";

type Do = Extract<Command, { type: "do" }>;

/** A record made this soon after the act needs no words about the time. */
const AT_ONCE_MS = 5 * 60_000;
/** Clocks of people and of Slack differ by a little. */
const GRACE_MS = 60_000;
/** An earlier time of more than an hour needs the coordinator's yes (language.md section 3, point 6; a house rule). */
const LATE_RECORD_MS = 3_600_000;

/** When the step could begin at the earliest: receipt, this round's start, or the last step that it follows. */
function earliestStart(step: Step, current: Case, context: Context): number {
  const ids = context.regulation.steps.map((known) => known.id);
  const before = current.doings.filter(
    (doing) =>
      doing.stands &&
      !step.anyTime &&
      ids.indexOf(doing.step) < ids.indexOf(step.id) &&
      stepById(doing.step, context)?.anyTime !== true,
  );
  const roundStart = current.roundStarts.at(-1) ?? current.firstReceivedAt;
  return Math.max(roundStart, ...before.map((doing) => doing.doneAt));
}

/** The fields that a step asks, given what is known and what is being answered. */
export function askedAt(step: Step, facts: Facts): readonly { readonly field: string; readonly optional: boolean }[] {
  return step.ask.filter((ask) => applies(ask, facts));
}

/** Answers that are missing or do not fit their field, as a refusal at that field. */
export function checkAnswers(answers: Facts, context: Context): Ruling | undefined {
  for (const [id, value] of Object.entries(answers)) {
    const field = context.regulation.fields.find((known) => known.id === id);
    if (field === undefined) continue;
    if (typeof value === "string" && value.length > LONGEST_TEXT) return no("too-long", id, { longest: LONGEST_TEXT });
    if (isGiven(value) && !fitsField(field, value)) return no("answer-unfit", id);
  }
  for (const field of ["department", "departments-involved"]) {
    const named = [answers[field] ?? []].flat();
    if (named.some((id) => id !== "" && !context.desk.departments.some((known) => known.id === id)))
      return no("no-such-department", field);
  }
  return undefined;
}

/** What would be known with these answers, findings that follow from them included. */
function factsAfter(answers: Facts, { current, context }: Situation): Facts {
  return factsOf({ ...current, facts: { ...current.facts, ...answers } }, context);
}

function missingAnswer(step: Step, answers: Facts, situation: Situation): string | undefined {
  // As the form has it: an answer may bring up a question by the finding that follows from it.
  const facts = factsAfter(answers, situation);
  if (step.id === "dispatch" && !isGiven(facts["department"])) return "department";
  if (step.type === "callback" && !isGiven(answers["verdict"])) return "verdict";
  // What was answered earlier stands as a proposal; a step opened again asks anew.
  const again = situation.current.doings.some((doing) => doing.step === step.id);
  const known: Facts = again ? answers : facts;
  return askedAt(step, facts).find((ask) => !ask.optional && !isGiven(known[ask.field]))?.field;
}

/** Why the step cannot be done now; undefined when it is open. */
function notOpen(step: Step, { current, context }: Situation): Ruling | undefined {
  const views = stepsOf(current, context);
  const view = views.find((known) => known.step.id === step.id);
  switch (view?.state) {
    case "done": {
      const doing = view.doing;
      return no("step-already-done", undefined, { step: step.id, by: doing?.by ?? "", at: doing?.recordedAt ?? 0 });
    }
    case "later": {
      const waitsFor = view.waitsFor[0] ?? "";
      const missing = views.find((known) => known.step.id === waitsFor)?.missing ?? [];
      return no("step-waits-for", undefined, {
        step: step.id,
        waitsFor,
        ...(missing.length === 0 ? {} : { missing: missing.join(",") }),
      });
    }
    case "not-applicable":
      return no("step-not-applicable", undefined, { step: step.id });
    case "presented":
      return no("request-open");
    case "skipped":
      return no("step-already-done", undefined, { step: step.id, by: "", at: 0 });
    case "open":
    case undefined:
      return undefined;
  }
}

function badTime(step: Step, command: Do, { current, context }: Situation): Ruling | undefined {
  const { doneAt } = command;
  if (doneAt === undefined) return undefined;
  if (doneAt > context.now + GRACE_MS) return no("time-in-future", "doneAt");
  const earliest = earliestStart(step, current, context);
  if (doneAt < earliest) return no("time-before-start", "doneAt", { earliest });
  if (context.now - doneAt > AT_ONCE_MS && (command.lateReason ?? "").trim() === "")
    return no("late-reason-missing", "lateReason");
  return undefined;
}

/** May this person state an earlier time alone? The coordinator and the desk may; others need their yes. */
function needsCoordinator(doneAt: number, { current, by, context }: Situation): boolean {
  if (context.now - doneAt <= LATE_RECORD_MS || by === DESK) return false;
  return ![...holdersOf("coordinator", current, context).people, ...deskPeople(current, context)].includes(by);
}

/** Whoever accepts owns the case, unless the regulation lets another role accept than the one that owns it. */
function makesOwner(step: Step, { current, by, context }: Situation): boolean {
  if (step.by.length === 0 || partLine("owner", current, context) === undefined) return true;
  const owners = ownerOf(current, context).people;
  return owners.length === 0 || owners.includes(by);
}

function takes(step: Step, { current, by, context }: Situation, answers: Facts): readonly NewEvent[] {
  const events: NewEvent[] = [];
  if (step.names !== undefined) {
    const named = answers[step.names];
    if (typeof named === "string" && named !== "") events.push({ type: "named", part: step.names, person: named });
  }
  if (step.id === "accept" && step.names !== "owner" && makesOwner(step, { current, by, context })) {
    const line = partLine("owner", current, context);
    const role =
      line === undefined ? (doersOf(step, current, context).role ?? "owner") : roleBehind(line.who, current, context);
    events.push({ type: "taken", part: "owner", person: by, role });
  }
  return events;
}

/** A person may set another level than the criteria give where the level is confirmed, with a reason. */
function chosenLevel(step: Step, command: Do, { current, context }: Situation): Ruling | readonly NewEvent[] {
  const chosen = command.answers?.["level"];
  if (chosen === undefined || confirmingStep(context) !== step.id) return [];
  if (typeof chosen !== "string" || levelById(chosen, context) === undefined) return no("no-such-level", "level");
  const { level: _, ...answers } = command.answers ?? {};
  const proposed = proposeLevel({ ...factsOf(current, context), ...answers }, context)?.level.id;
  if (chosen === proposed) return [];
  const reason = command.note ?? "";
  const bad = badReason(reason, "note");
  return (
    bad ?? [
      {
        type: "level-set",
        level: chosen,
        how: "person",
        grounds: [],
        reason,
        ...(proposed === undefined ? {} : { proposed }),
      },
    ]
  );
}

function askForEarlier(step: Step, command: Do, doneAt: number, situation: Situation): NewEvent {
  const { current, context, by } = situation;
  const approvers = holdersOf("coordinator", current, context).people.filter((person) => person !== by);
  return {
    type: "requested",
    request: `late-${step.id}-${current.version}`,
    of: "late-record",
    detail: { step: step.id, doneAt },
    reason: command.lateReason ?? "",
    role: "coordinator",
    approvers: approvers.length > 0 ? approvers : deskPeople(current, context).filter((person) => person !== by),
    late: true,
  };
}

/** Of a step that several do: whose turn this is. The doer's own where he has just one. */
function turnOf(
  step: Step,
  command: Do,
  { current, by, context }: Situation,
): { readonly instance: string } | { readonly refused: Refusal } | undefined {
  const all = instancesOf(step, current, context);
  if (all.length === 0) return undefined;
  const open = all.filter((instance) => standingDoing(current, step.id, instance) === undefined);
  if (command.instance !== undefined) {
    if (open.includes(command.instance)) return { instance: command.instance };
    return {
      refused: {
        code: all.includes(command.instance) ? "step-already-done" : "no-such-step",
        params: { step: step.id, by: "", at: 0 },
      },
    };
  }
  const mine = open.find((instance) => doersOf(step, current, context, instance).people.includes(by)) ?? open[0];
  return mine === undefined ? undefined : { instance: mine };
}

/** Doing a step: who may, in what order, with which answers, at what time. */
export function doStep(command: Do, situation: Situation): Ruling {
  const { current, by, context } = situation;
  const step = stepById(command.step, context);
  if (step === undefined) return no("no-such-step", undefined, { step: command.step });
  // A file may list escalating as a step of its own; it is the same act.
  if (step.id === "escalate") return escalate({ type: "escalate", reason: command.note ?? "" }, situation);
  if (current.ended !== undefined && !goesOn(step, current, context))
    return no("already-ended", undefined, { how: current.ended.how });
  const closed = notOpen(step, situation);
  if (closed !== undefined) return closed;
  const turn = turnOf(step, command, situation);
  if (turn !== undefined && "refused" in turn) return turn;
  const instance = turn?.instance;
  const doers = doersOf(step, current, context, instance);
  if (by !== DESK && doers.everyone !== true && !doers.people.includes(by))
    return no("not-yours", undefined, { step: step.id, people: doers.people.join(","), role: doers.role ?? doers.who });
  const { level: _, ...answers } = command.answers ?? {};
  const unfit = checkAnswers(answers, context) ?? badTime(step, command, situation);
  if (unfit !== undefined) return unfit;
  // Whoever reached nobody has made an attempt (`not-reached`), not a callback.
  if (step.type === "callback" && answers["verdict"] === "unreached") return no("answer-unfit", "verdict");
  const missing = missingAnswer(step, answers, situation);
  if (missing !== undefined) return no("answer-missing", missing);
  const after = factsAfter(answers, situation);
  if (step.needs.length > 0 && reasonFor(step.needs, after) === undefined)
    return no("must-be-satisfied", step.needs[0]?.[0]?.fact, { step: step.id });
  if (step.evidence && (command.files ?? []).length === 0 && current.files.length === 0)
    return no("answer-missing", "evidence");
  const level = chosenLevel(step, command, situation);
  if ("refused" in level) return level;
  const stated = command.doneAt === undefined ? context.now : Math.min(command.doneAt, context.now);
  const held = needsCoordinator(stated, situation);
  const done: NewEvent = {
    type: "step-done",
    step: step.id,
    doneAt: held ? context.now : stated,
    answers,
    files: command.files ?? [],
    ...(command.note === undefined || command.note === "" ? {} : { note: command.note }),
    ...(command.lateReason === undefined || command.lateReason === "" ? {} : { lateReason: command.lateReason }),
    ...(instance === undefined ? {} : { instance }),
  };
  const extra = "events" in level ? level.events : level;
  // The level comes first: what a person decides stands against the criteria of these very answers.
  return yes(
    ...extra,
    done,
    ...takes(step, situation, answers),
    ...(held ? [askForEarlier(step, command, stated, situation)] : []),
  );
}

/** Steps that are opened again together with this one: itself and every later one already done. */
export function fromStepOn(step: string, current: Case, context: Context): readonly string[] {
  const ids = context.regulation.steps.map((known) => known.id);
  const from = ids.indexOf(step);
  if (from < 0) return [];
  return context.regulation.steps
    .slice(from)
    .filter(
      (known) =>
        !known.anyTime &&
        (isDone(current, known.id) || current.skipped.some((skip) => skip.step === known.id && skip.stands)),
    )
    .map((known) => known.id);
}

/** Taking back what was recorded as done ("not solved after all"). The clocks run as if it had never been done. */
export function undoStep(command: Extract<Command, { type: "undo" }>, { current, by, context }: Situation): Ruling {
  if (current.ended !== undefined) return no("already-ended", undefined, { how: current.ended.how });
  const step = stepById(command.step, context);
  if (step === undefined || !isDone(current, command.step))
    return no("step-not-open", undefined, { step: command.step });
  const allowed = [
    ...doersOf(step, current, context).people,
    ...ownerOf(current, context).people,
    ...followerOf(current, context).people,
    ...deskPeople(current, context),
  ];
  if (by !== DESK && !allowed.includes(by)) return no("not-allowed");
  return (
    badReason(command.reason) ??
    yes({
      type: "steps-reopened",
      steps: fromStepOn(command.step, current, context),
      why: "undone",
      reason: command.reason,
    })
  );
}

/** A side step or one that may be left out, answered "not done, because". */
export function skipStep(command: Extract<Command, { type: "skip" }>, { current, by, context }: Situation): Ruling {
  const step = stepById(command.step, context);
  if (step === undefined || !(step.maySkip || step.anyTime || step.type === "callback"))
    return no("step-not-open", undefined, { step: command.step });
  if (isDone(current, step.id)) return no("step-already-done", undefined, { step: step.id, by: "", at: 0 });
  if (by !== DESK && !doersOf(step, current, context).people.includes(by)) return no("not-allowed");
  return badReason(command.reason) ?? yes({ type: "step-skipped", step: step.id, reason: command.reason });
}
