/**
 * How long one command takes to be judged on a case with a long history, under every regulation of the project: the case
 * is worked on to its solution, looked at and talked about until it has 200 events. Each judgement gets a copy of the
 * case of its own, so that nothing remembered from the one before helps it.
 */

import { readdirSync } from "node:fs";
import type { Case } from "../src/desk/case.ts";
import type { Command } from "../src/desk/commands.ts";
import type { Context } from "../src/desk/context.ts";
import { decide } from "../src/desk/decide.ts";
import { NO_CASE } from "../src/desk/fold.ts";
import { factsOf } from "../src/desk/known.ts";
import { deskPeople } from "../src/desk/people.ts";
import { askedAt } from "../src/desk/rules/doing.ts";
import { doersOf, stepsOf } from "../src/desk/steps.ts";
import type { Regulation } from "../src/regulation/shape.ts";
import { answersFor, anyDesk, chance } from "../test/support/any-desk.ts";
import { at, loadFile } from "../test/support/property-desk.ts";
import { median, printed } from "./rates.ts";

const EVENTS = 200;
const COPIES = 60;
const ROUNDS = 6;
/** What the slowest regulation may take. */
const GOAL_MS = 2;

interface Prepared {
  readonly current: Case;
  readonly context: Context;
}

function given(current: Case, command: Command, by: string, context: Context): Case {
  const decision = decide(current, { command, by, key: "" }, context);
  return "events" in decision ? decision.after : current;
}

/** The next step that somebody can do, done by whoever has to; the same case when nothing moves. */
function worked(current: Case, context: Context, random: () => number): Case {
  const open = current.requests.find((request) => request.answer === undefined);
  if (open !== undefined)
    return given(current, { type: "answer-request", request: open.id, yes: true }, open.approvers[0] ?? "", context);
  const view = stepsOf(current, context).find(({ step, state }) => state === "open" && !step.anyTime && !step.repeat);
  if (view === undefined || view.step.id === "resolve") return current;
  const facts = factsOf(current, context);
  const fields = [
    ...askedAt(view.step, facts).map((ask) => ask.field),
    ...(view.step.id === "dispatch" ? ["department"] : []),
  ];
  const answers = answersFor(fields, facts, context, random);
  const holders = doersOf(view.step, current, context, view.missing[0]);
  const by = holders.people[0] ?? "U_anybody";
  const files = [{ id: "F1", name: "photo.jpg", mimetype: "image/jpeg", size: 1 }];
  return given(current, { type: "do", step: view.step.id, answers, files }, by, context);
}

function longCase(regulation: Regulation): Prepared {
  const random = chance(7919);
  const context: Context = { ...anyDesk(regulation), now: at("2026-09-28 10:00") };
  const asked = regulation.intake.ask.map((ask) => ask.field).filter((id) => id !== "received" && id !== "accused");
  const facts = { ...answersFor(asked, {}, context, random), "what-happened": "It does not work" };
  const kind = regulation.kinds[0]?.id ?? "complaint";
  let current = given(NO_CASE, { type: "file", kind, facts, number: "1" }, "U_anybody", context);
  for (let step = 0; step < 30; step += 1) current = worked(current, context, random);
  const talker = deskPeople(current, context)[0] ?? "U_anybody";
  for (let note = 0; current.version < EVENTS && note < 2 * EVENTS; note += 1)
    current = given(current, { type: "note", text: `Note ${note}: the part is still on order` }, talker, context);
  return { current, context };
}

/** Milliseconds of this thread's work for one judgement, the median of several rounds; waiting for others is left out. */
function measured({ current, context }: Prepared, command: Command, by: string): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const copies = Array.from({ length: COPIES }, () => structuredClone(current));
    const start = process.threadCpuUsage();
    for (const copy of copies) decide(copy, { command, by, key: "" }, context);
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1000 / COPIES;
  });
  // The first round warms up.
  return median(rounds.slice(1));
}

/** Answers whether every regulation keeps within the goal. */
export function benchDecide({ json }: { readonly json: boolean }): boolean {
  const folder = new URL("../regulations/", import.meta.url);
  const names = readdirSync(folder).flatMap((name) => (name.endsWith(".yaml") ? [name.slice(0, -5)] : []));
  const lines = names.map((name) => {
    const prepared = longCase(loadFile(name));
    const talker = deskPeople(prepared.current, prepared.context)[0] ?? "U_anybody";
    const note = measured(prepared, { type: "note", text: "One more" }, talker);
    const rejudge = measured(prepared, { type: "rejudge" }, "desk");
    return { name, events: prepared.current.version, note, rejudge };
  });
  const slowest = lines.toSorted((a, b) => Math.max(b.note, b.rejudge) - Math.max(a.note, a.rejudge));
  if (json) console.log(JSON.stringify(slowest, null, 2));
  else {
    const rows = slowest
      .slice(0, 8)
      .map(({ name, events, note, rejudge }) => [name, String(events), note.toFixed(2), rejudge.toFixed(2)]);
    console.log(printed(["regulation", "events", "a note, ms", "judged again, ms"], rows));
    console.log(`All ${lines.length} regulations were measured; the slowest are shown. The goal is ${GOAL_MS} ms.`);
  }
  return slowest.every(({ note, rejudge }) => Math.max(note, rejudge) < GOAL_MS);
}
