import { schedule } from "node-cron";
import type { Clock, Jump } from "./clock.ts";
import { queueDigests } from "./rounds/digests.ts";
import { openDuties } from "./rounds/duties.ts";
import { tellHorizon } from "./rounds/horizon.ts";
import { nextDue } from "./rounds/next.ts";
import type { RoundParts } from "./rounds/parts.ts";
import { releaseHeld, tickDueCases } from "./rounds/ticks.ts";
import { tidyUp } from "./rounds/tidy.ts";
import { followCalendars, followPeople, forgetKeys } from "./rounds/upkeep.ts";
import { watch } from "./rounds/watch.ts";

export interface Timers {
  /** All that is due now, in the order in which it would have come; waits for a round under way. */
  catchUp(): Promise<void>;
  /** When there is next something to do after an instant; undefined when nothing is in sight. */
  next(after: number): Promise<number | undefined>;
  /** No more rounds; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

type Round = (parts: RoundParts, now: number) => Promise<unknown>;

/** In this order a moved clock catches up: what opens, what falls due, who hears of it, what is summed up. */
const ALL: readonly (readonly [string, Round])[] = [
  ["calendars", followCalendars],
  ["people", followPeople],
  ["duties", openDuties],
  ["due cases", tickDueCases],
  ["held deliveries", releaseHeld],
  ["digests", queueDigests],
  ["horizon", tellHorizon],
];

/** What a stop on the way of a moved clock is for; calendars and people are looked at when it has arrived. */
const ON_THE_WAY = ALL.filter(([name]) => name !== "calendars" && name !== "people");

/** Enough for every working day of two years at a desk with a few cases. */
const MOST_STEPS = 2000;

/** Lets a clock that was moved forward pass through everything that falls due on the way, each at its own time. */
async function walk(parts: RoundParts, jump: Jump, round: () => Promise<void>): Promise<void> {
  let at: number | undefined = jump.from;
  for (let step = 0; step < MOST_STEPS; step++) {
    at = await nextDue(parts, at);
    if (at === undefined || at >= jump.to()) break;
    jump.passTo(at);
    await round();
  }
  jump.passTo(jump.to());
}

/**
 * Starts what happens because time passes. node-cron only says when to look; what is due is found in the database by
 * the app's own clock, so that nothing is lost by a restart and nothing fires twice with several copies.
 */
export function startTimers(parts: RoundParts, clock: Clock): Timers {
  let last: Promise<void> = Promise.resolve();
  let stopped = false;

  /** One round after the other, and what fails in one does not keep the others from running. */
  function run(rounds: readonly (readonly [string, Round])[]): Promise<void> {
    const next = last.then(() => runEach(rounds));
    last = next;
    return next;
  }

  async function runEach(rounds: readonly (readonly [string, Round])[]): Promise<void> {
    for (const [name, round] of rounds) {
      if (stopped) return;
      try {
        await round(parts, clock.now());
      } catch (error) {
        parts.log.error({ err: error, round: name }, "A round of the timers failed; it comes again");
      }
    }
  }

  const named = (name: string, round: Round) => run([[name, round]]);
  const options = { noOverlap: true };
  const tasks = [
    schedule("*/15 * * * * *", () => named("due cases", tickDueCases), { ...options, name: "ticks" }),
    schedule("7,22,37,52 * * * * *", () => named("held deliveries", releaseHeld), { ...options, name: "held" }),
    schedule("3 * * * * *", () => named("digests", queueDigests), { ...options, name: "digests" }),
    schedule("33 * * * * *", () => named("duties", openDuties), { ...options, name: "duties" }),
    schedule("48 * * * * *", () => named("people", followPeople), { ...options, name: "people" }),
    schedule("18 */5 * * * *", () => named("horizon", tellHorizon), { ...options, name: "horizon" }),
    schedule("11 7 * * * *", () => named("calendars", followCalendars), { ...options, name: "calendars" }),
    schedule("41 23 * * * *", () => named("old keys", forgetKeys), { ...options, name: "upkeep" }),
    schedule("17 11 * * * *", () => named("watch", watch), { ...options, name: "watch" }),
    schedule("27 41 * * * *", () => named("tidying", tidyUp), { ...options, name: "tidying" }),
  ];
  clock.onJump(async (jump) => {
    await walk(parts, jump, () => run(ON_THE_WAY));
    await run(ALL);
  });
  void run(ALL);

  return {
    catchUp: () => run(ALL),
    next: (after) => nextDue(parts, after),
    async stop() {
      stopped = true;
      for (const task of tasks) await task.destroy();
      await last;
    },
  };
}
