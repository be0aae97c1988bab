import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { agenda, nextTick } from "../../src/desk/agenda.ts";
import { clocksOf, earliestClock } from "../../src/desk/clocks.ts";
import { decide } from "../../src/desk/decide.ts";
import type { CaseEvent } from "../../src/desk/events.ts";
import { explainClock } from "../../src/desk/explanation.ts";
import { evolve, fold, NO_CASE } from "../../src/desk/fold.ts";
import { nextStep } from "../../src/desk/next.ts";
import { noticesOf } from "../../src/desk/notify.ts";
import { isRecused, ownerOf } from "../../src/desk/people.ts";
import { preview, proposedDepartment } from "../../src/desk/preview.ts";
import { actionsFor, mayRead, maySeeContact } from "../../src/desk/rights.ts";
import { rowOf } from "../../src/desk/rows.ts";
import { CALL } from "../support/given.ts";
import { contextAt, people, WANG } from "../support/property-desk.ts";
import { deskOf, randomCase, run, type RandomCase } from "../support/random-case.ts";

const EVERYBODY = Object.keys(people.persons);
const MINUTE = 60_000;
/** More runs when somebody asks for them: PROPERTY_RUNS=1000. */
const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 30);

vi.setConfig({ testTimeout: 120_000 });
const TICK = { command: { type: "tick" }, by: "desk", key: "" } as const;

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    // Compiled calendars hold typed arrays and grow by themselves; they are no input of a rule's own.
    if (ArrayBuffer.isView(value)) return value;
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}

function eventsOf(decision: ReturnType<typeof decide>): readonly CaseEvent[] {
  return "events" in decision ? decision.events : [];
}

test("random commands by anybody at any time never throw, and what is shown never does either", () => {
  fc.assert(
    fc.property(randomCase, (of) => {
      const { turns } = run(of);
      for (const { before, after, decision, context } of turns) {
        if ("events" in decision) noticesOf(before, decision.events, after, context);
        if (after.version === 0) continue;
        rowOf("id", after, context);
        nextStep(after, context);
        for (const clock of clocksOf(after, context)) explainClock(clock, after, context);
        for (const person of EVERYBODY) {
          actionsFor(after, person, context);
          maySeeContact(after, person, context);
        }
      }
      // The filing, and a look at the clock and a command for each move.
      expect(turns).toHaveLength(1 + 2 * of.moves.length);
    }),
    { numRuns: RUNS },
  );
});

test.each(["carry", "restart", "stricter"] as const)("the lines of every date add up to it (%s)", (runningClocks) => {
  fc.assert(
    fc.property(randomCase, (of) => {
      for (const { after, context } of run(of).turns) {
        if (after.version === 0) continue;
        const { regulation } = context;
        const rules = { ...regulation.levelRules, runningClocks };
        const ruled = { ...context, regulation: { ...regulation, levelRules: rules } };
        for (const clock of clocksOf(after, ruled)) {
          const at = explainClock(clock, after, ruled).findLast((line) => line.at !== undefined)?.at;
          expect(`${clock.key} ${at}`).toBe(`${clock.key} ${clock.due}`);
        }
      }
    }),
    { numRuns: RUNS },
  );
});

test("no command shortens the history, and the case is what its history tells", () => {
  fc.assert(
    fc.property(randomCase, (of) => {
      const { turns, history, current } = run(of);
      for (const { before, after, decision } of turns)
        expect(after.version).toBe(before.version + eventsOf(decision).length);
      expect(current.version).toBe(history.length);
      expect(fold(history)).toEqual(current);
    }),
    { numRuns: RUNS },
  );
});

test("folding never throws, whatever the order of whatever events, and nothing that reads the case does", () => {
  fc.assert(
    fc.property(randomCase, randomCase, fc.infiniteStream(fc.nat()), (one, another, chance) => {
      const pool = [...run(one).history, ...run(another).history];
      const order = pool
        .map((event) => ({ event, rank: chance.next().value ?? 0 }))
        .toSorted((a, b) => a.rank - b.rank);
      const events = order.map(({ event }) => event).slice(0, 40);
      const folded = fold(events);
      expect(folded.version).toBe(events.length);
      const context = contextAt(folded.lastEventAt);
      rowOf("id", folded, context);
      for (const person of EVERYBODY) actionsFor(folded, person, context);
    }),
    { numRuns: RUNS },
  );
});

test("every run of a deadline is missed at most once, however often the clock ticks", () => {
  fc.assert(
    fc.property(randomCase, fc.integer({ min: 2, max: 4 }), (of, times) => {
      const { current, history, now } = run(of);
      const all = [...history];
      let state = current;
      for (let day = 0; day < 12; day += 1)
        for (let again = 0; again < times; again += 1) {
          const decision = decide(state, TICK, deskOf(of, now + day * 1440 * MINUTE));
          if (!("events" in decision)) throw new Error("A tick was refused");
          // Looking twice at the same moment finds nothing new.
          expect(again > 0 ? decision.events : []).toEqual([]);
          all.push(...decision.events);
          state = decision.after;
        }
      const missed = all.flatMap((event) => (event.type === "missed" ? [event.clock] : []));
      expect(missed).toEqual([...new Set(missed)]);
    }),
    { numRuns: RUNS },
  );
});

test("what has ended stays ended until somebody opens it again", () => {
  fc.assert(
    fc.property(randomCase, (of) => {
      let ended = false;
      let state = NO_CASE;
      for (const event of run(of).history) {
        state = evolve(state, event);
        if (event.type === "ended") ended = true;
        if (event.type === "reopened") ended = false;
        expect(state.ended !== undefined).toBe(ended);
      }
    }),
    { numRuns: RUNS },
  );
});

test("the same request twice is carried out once", () => {
  fc.assert(
    fc.property(randomCase, (of) => {
      for (const [index, { command, by, decision, after, context }] of run(of).turns.entries()) {
        if (eventsOf(decision).length === 0) continue;
        const key = `key-${index}`;
        if (!after.done.includes(key)) continue;
        expect(decide(after, { command, by, key }, context)).toEqual({ repeated: true });
      }
    }),
    { numRuns: RUNS },
  );
});

test("deciding changes nothing that it was given, and gives the same answer twice", () => {
  fc.assert(
    fc.property(randomCase, (of) => {
      const { turns } = run(of);
      for (const [index, { before, command, by, decision, context }] of turns.entries()) {
        const order = frozen({ command, by, key: `key-${index}` });
        const { calendars: _, ...rest } = context;
        frozen(rest);
        expect(decide(frozen(before), order, { ...context })).toEqual(decision);
      }
    }),
    { numRuns: RUNS },
  );
});

// ── The next tick ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Lets time pass from one next tick to the next; says what happened at moments in between, and ticks that did nothing. */
function surprises(
  of: RandomCase,
  until: number,
  moments: (from: number, to: number) => readonly number[],
): readonly string[] {
  const { current, now } = run(of);
  const found: string[] = [];
  let state = current;
  let at = now;
  for (let count = 0; count < 300; count += 1) {
    const next = nextTick(state, deskOf(of, at));
    for (const moment of moments(at, Math.min(next ?? until, until))) {
      const early = eventsOf(decide(state, TICK, deskOf(of, moment)));
      found.push(...early.map((event) => `${event.type} at ${moment} before ${next}`));
    }
    if (next === undefined || next > until) return found;
    const decision = decide(state, TICK, deskOf(of, Math.max(next, at)));
    if (!("events" in decision) || decision.events.length === 0) return [...found, `nothing at ${next}`];
    state = decision.after;
    at = Math.max(next, at);
  }
  return [...found, "the case never comes to rest"];
}

test("nothing happens by itself before the next tick, and something happens at it", () => {
  fc.assert(
    fc.property(randomCase, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (of, chance) => {
      const { now } = run(of);
      const found = surprises(of, now + 30 * 1440 * MINUTE, (from, to) => {
        if (to <= from) return [];
        const some = Array.from({ length: 6 }, () => Math.floor((to - from - 1) * (chance.next().value ?? 0)));
        return [...some.map((ms) => from + ms), to - 1];
      });
      expect(found).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

test("ticking every minute for a day finds nothing that the next tick does not", () => {
  fc.assert(
    fc.property(randomCase, (of) => {
      const { now } = run(of);
      const found = surprises(of, now + 1440 * MINUTE, (from, to) =>
        Array.from({ length: Math.ceil(Math.max(0, to - from) / MINUTE) }, (_, index) => from + index * MINUTE),
      );
      expect(found).toEqual([]);
    }),
    { numRuns: Math.ceil(RUNS / 10) },
  );
});

test("what is on the agenda lies in order, the next tick first", () => {
  fc.assert(
    fc.property(randomCase, (of) => {
      for (const { after, context } of run(of).turns) {
        const times = agenda(after, context).map((item) => item.at);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(nextTick(after, context)).toBe(times[0]);
      }
    }),
    { numRuns: RUNS },
  );
});

// ── Rights ─────────────────────────────────────────────────────────────────────────────────────────────────────────

test("whoever is kept out of a case hears nothing of it, reads nothing and can do nothing", () => {
  fc.assert(
    fc.property(randomCase, (of) => {
      for (const { before, after, decision, context } of run(of).turns) {
        if (after.version === 0) continue;
        const out = EVERYBODY.filter((person) => isRecused(after, person, context));
        for (const person of out) {
          expect(mayRead(after, person, context)).toBe(false);
          expect(actionsFor(after, person, context)).toEqual([]);
        }
        if (!("events" in decision)) continue;
        const told = noticesOf(before, decision.events, after, context).flatMap((notice) =>
          notice.kind === "ping" ? [notice.person] : [],
        );
        expect(told.filter((person) => out.includes(person))).toEqual([]);
      }
    }),
    { numRuns: RUNS },
  );
});

test("nobody is offered what he is then not allowed to do", () => {
  const faults = [
    "not-allowed",
    "not-yours",
    "no-such-case",
    "already-ended",
    "not-ended",
    "step-waits-for",
    "step-already-done",
    "step-not-applicable",
    "no-hand-over",
    "not-waiting",
    "no-escalation",
    "own-request",
    "request-answered",
    "no-such-request",
  ];
  fc.assert(
    fc.property(randomCase, (of) => {
      for (const { decision, command, by, offered } of run(of).turns) {
        // A decision is a form with several choices; one of them may have to wait for dispatch.
        if (!offered || command.type === "decide" || !("refused" in decision)) continue;
        expect({
          by,
          command: command.type,
          refused: faults.includes(decision.refused.code) ? decision.refused : "well",
        }).toEqual({
          by,
          command: command.type,
          refused: "well",
        });
      }
    }),
    { numRuns: RUNS },
  );
});

test("only whoever may read a case does anything to it", () => {
  fc.assert(
    fc.property(randomCase, (of) => {
      for (const { before, decision, by, context } of run(of).turns) {
        if (before.version === 0 || by === "desk" || mayRead(before, by, context)) continue;
        expect(eventsOf(decision)).toEqual([]);
      }
    }),
    { numRuns: RUNS },
  );
});

// ── Forms ──────────────────────────────────────────────────────────────────────────────────────────────────────────

test("what the form foretells is what filing gives", () => {
  fc.assert(
    fc.property(randomCase, (of) => {
      const context = deskOf(of, of.start);
      const facts = { ...CALL, ...of.filing };
      const foretold = preview({ kind: "complaint", facts }, WANG, context);
      // The form sends the department that it shows.
      const filing = { ...of.filing, department: proposedDepartment(facts, context) ?? "" };
      const { after } = run({ ...of, filing, moves: [] }).turns[0] ?? { after: NO_CASE };
      expect(foretold?.level).toBe(after.level?.id);
      const sent = after.facts["department"] !== undefined;
      expect(foretold?.owner).toEqual(sent ? ownerOf(after, context).people : foretold?.owner);
      const clocks = clocksOf(after, context);
      expect(foretold?.solveBy?.due).toBe((earliestClock(clocks, "resolve") ?? earliestClock(clocks))?.due);
    }),
    { numRuns: RUNS },
  );
});
