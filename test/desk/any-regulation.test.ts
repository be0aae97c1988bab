import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { nextTick } from "../../src/desk/agenda.ts";
import type { Case } from "../../src/desk/case.ts";
import type { Command } from "../../src/desk/commands.ts";
import type { Context } from "../../src/desk/context.ts";
import { decide } from "../../src/desk/decide.ts";
import { NO_CASE } from "../../src/desk/fold.ts";
import { factsOf } from "../../src/desk/known.ts";
import { noticesOf } from "../../src/desk/notify.ts";
import { askedAt } from "../../src/desk/rules/doing.ts";
import { doersOf, stepsOf, type StepView } from "../../src/desk/steps.ts";
import type { Regulation } from "../../src/regulation/shape.ts";
import { answersFor, anyDesk, chance } from "../support/any-desk.ts";
import { at, loadFile } from "../support/property-desk.ts";

const FILES = readdirSync(new URL("../../regulations/", import.meta.url))
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => name.slice(0, -5));

interface Walk {
  current: Case;
  now: number;
  readonly desk: Omit<Context, "now">;
  readonly random: () => number;
  readonly refused: string[];
}

function contextOf(walk: Walk): Context {
  return { ...walk.desk, now: walk.now };
}

function give(walk: Walk, command: Command, by: string): boolean {
  const context = contextOf(walk);
  const decision = decide(walk.current, { command, by, key: "" }, context);
  if ("refused" in decision)
    walk.refused.push(
      `${command.type} ${"step" in command ? command.step : ""} by ${by}: ${JSON.stringify(decision.refused)}`,
    );
  if (!("events" in decision)) return false;
  noticesOf(walk.current, decision.events, decision.after, context);
  walk.current = decision.after;
  return decision.events.length > 0;
}

/** Lets time pass to `until`, stopping wherever something happens by itself. */
function passTime(walk: Walk, until: number): void {
  for (let count = 0; count < 500; count++) {
    const next = nextTick(walk.current, contextOf(walk));
    if (next === undefined || next > until) break;
    walk.now = Math.max(walk.now, next);
    give(walk, { type: "tick" }, "desk");
  }
  walk.now = until;
}

function doer(view: StepView, walk: Walk): string {
  const turn = view.missing[0];
  const holders = doersOf(view.step, walk.current, contextOf(walk), turn);
  return holders.people[0] ?? (holders.everyone === true ? "U_anybody" : "desk");
}

function doNext(walk: Walk): boolean {
  const context = contextOf(walk);
  const open = walk.current.requests.find((request) => request.answer === undefined && request.takenBack !== true);
  if (open !== undefined) {
    const by = open.approvers[0] ?? "desk";
    return give(
      walk,
      { type: "answer-request", request: open.id, yes: true, reason: "agreed", present: ["U_anybody"] },
      by,
    );
  }
  const views = stepsOf(walk.current, context).filter(
    (view) => view.state === "open" && !view.step.repeat && view.step.id !== "escalate",
  );
  const view = views.find(({ step }) => !step.anyTime && !step.maySkip) ?? views[0];
  if (view === undefined) return false;
  const facts = factsOf(walk.current, context);
  const asked = [
    ...askedAt(view.step, facts).map((ask) => ask.field),
    ...(view.step.id === "dispatch" ? ["department"] : []),
  ];
  let answers = answersFor(asked, walk.current.round > 1 ? {} : facts, context, walk.random);
  if (view.step.type === "callback")
    answers = { ...answers, verdict: walk.current.round > 1 || walk.random() < 0.7 ? "satisfied" : "dissatisfied" };
  // One answer may bring up the next question.
  for (let more = 0; more < 5; more++) {
    const then = factsOf({ ...walk.current, facts: { ...walk.current.facts, ...answers } }, context);
    const fields = askedAt(view.step, then).map((ask) => ask.field);
    answers = { ...answers, ...answersFor(fields, answers, context, walk.random) };
  }
  // A step that needs a certain answer gets it: a walk that is stuck for ever proves nothing.
  for (const test of view.step.needs[0] ?? [])
    if (test.test === "one-of" && test.values[0] !== undefined) answers = { ...answers, [test.fact]: test.values[0] };
  const files = [{ id: "F1", name: "photo.jpg", mimetype: "image/jpeg", size: 1 }];
  return give(walk, { type: "do", step: view.step.id, answers, files, note: "as agreed" }, doer(view, walk));
}

function walkThrough(regulation: Regulation, seed: number): Walk {
  const walk: Walk = {
    current: NO_CASE,
    now: at("2026-09-28 10:00"),
    desk: anyDesk(regulation),
    random: chance(seed),
    refused: [],
  };
  const intake = answersFor(
    regulation.intake.ask.map((ask) => ask.field).filter((field) => field !== "received" && field !== "accused"),
    {},
    contextOf(walk),
    walk.random,
  );
  const kind = regulation.kinds[Math.floor(walk.random() * regulation.kinds.length)]?.id ?? "complaint";
  give(
    walk,
    { type: "file", kind, facts: { ...intake, "what-happened": "It does not work" }, number: "1" },
    "U_anybody",
  );
  for (let step = 0; step < 120; step++) {
    passTime(walk, walk.now + Math.floor(walk.random() * 30 * 3_600_000));
    if (!doNext(walk)) break;
  }
  return walk;
}

describe("every regulation can be worked under from receipt to its end", () => {
  it.each(FILES)("%s: twenty cases with random answers and delays all come to an end", (name) => {
    const regulation = loadFile(name);
    const stuck: string[] = [];
    for (let seed = 1; seed <= 20; seed++) {
      const walk = walkThrough(regulation, seed * 7919);
      if (walk.current.ended === undefined)
        stuck.push(
          `seed ${seed}: ${stepsOf(walk.current, contextOf(walk))
            .map((view) => `${view.step.id}:${view.state}`)
            .join(" ")} | ${walk.refused.at(-1) ?? ""}`,
        );
    }
    expect(stuck).toEqual([]);
  });
});
