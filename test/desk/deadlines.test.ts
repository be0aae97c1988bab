import { expect, test } from "vitest";
import { earliestClock, clocksOf, openClocks } from "../../src/desk/clocks.ts";
import type { Command } from "../../src/desk/commands.ts";
import {
  ACCEPT,
  accepted,
  all,
  clock,
  dispatch,
  dues,
  file,
  fileAs,
  given,
  LEVEL,
  local,
  one,
  opened,
  REPLY,
  REPORT,
  reported,
  RESOLVE,
  SATISFIED,
  VERIFY,
  type Story,
} from "../support/given.ts";
import { at, GUO, LI, WANG } from "../support/property-desk.ts";

interface Limit {
  readonly deadline: string;
  /** The case at a moment when the clock runs. */
  readonly from: () => Story;
  readonly due: string;
  readonly by: string;
  readonly ends: Command;
}

const LIMITS: readonly Limit[] = [
  {
    deadline: "forward",
    from: () => given().and("2026-11-24 09:12", GUO, file()),
    due: "2026-11-24 09:42",
    by: WANG,
    ends: dispatch(),
  },
  { deadline: "accept", from: () => opened("minor"), due: "2026-11-24 09:42", by: LI, ends: ACCEPT },
  {
    deadline: "on-spot",
    from: () => accepted("minor", { solvable: "now" }),
    due: "2026-11-24 09:50",
    by: LI,
    ends: RESOLVE,
  },
  {
    deadline: "same-day",
    from: () => accepted("minor", { solvable: "today" }),
    due: "2026-11-24 18:00",
    by: LI,
    ends: RESOLVE,
  },
  { deadline: "minor", from: () => accepted("minor"), due: "2026-11-26 18:00", by: LI, ends: RESOLVE },
  {
    deadline: "wish",
    from: () => accepted("minor", { "asked-time": at("2026-11-25 16:30") }),
    due: "2026-11-25 16:30",
    by: LI,
    ends: RESOLVE,
  },
  { deadline: "important", from: () => accepted("important"), due: "2026-11-25 18:00", by: LI, ends: RESOLVE },
  { deadline: "important-limit", from: () => accepted("important"), due: "2026-11-27 18:00", by: LI, ends: RESOLVE },
  { deadline: "answer", from: () => accepted("major"), due: "2026-11-26 18:00", by: WANG, ends: REPLY },
  {
    deadline: "major",
    from: () => accepted("major").and("2026-11-24 10:00", WANG, REPLY),
    due: "2026-12-04 18:00",
    by: LI,
    ends: RESOLVE,
  },
  { deadline: "verification", from: () => accepted("important"), due: "2026-11-26 18:00", by: WANG, ends: VERIFY },
  {
    deadline: "one-week",
    from: () => accepted("important").and("2026-11-24 10:00", WANG, VERIFY),
    due: "2026-12-01 18:00",
    by: LI,
    ends: RESOLVE,
  },
  {
    deadline: "form",
    from: () => accepted("minor").and("2026-11-24 11:00", LI, RESOLVE),
    due: "2026-11-27 18:00",
    by: LI,
    ends: REPORT,
  },
  { deadline: "callback", from: () => reported(), due: "2026-11-27 18:00", by: WANG, ends: SATISFIED },
];

function secondsAfter(time: string, seconds: number): string {
  return local(at(time) + seconds * 1000);
}

function missesOf(story: Story, deadline: string): readonly string[] {
  return story.history.flatMap((event) =>
    event.type === "missed" && event.deadline === deadline ? [local(event.due)] : [],
  );
}

test("every deadline of the regulation is tried here", () => {
  const tried = LIMITS.map((limit) => limit.deadline);
  expect(tried.toSorted()).toEqual(
    given()
      .context.regulation.deadlines.map((rule) => rule.id)
      .toSorted(),
  );
});

test.each(LIMITS)("$deadline ends at $due", ({ deadline, from, due }) => {
  expect(local(clock(from(), deadline)?.due)).toBe(due);
});

test.each(LIMITS)("$deadline: done a second before $due is in time", ({ deadline, from, due, by, ends }) => {
  const done = from().and(secondsAfter(due, -1), by, ends);
  expect(missesOf(done, deadline)).toEqual([]);
  expect(clock(done, deadline)?.state ?? "met").toBe("met");
});

test.each(LIMITS)("$deadline: done at $due sharp is in time", ({ deadline, from, due, by, ends }) => {
  const done = from().and(due, by, ends);
  expect(missesOf(done, deadline)).toEqual([]);
  expect(missesOf(done.until("2026-12-24 12:00"), deadline)).toEqual([]);
});

test.each(LIMITS)("$deadline: not done by $due is missed then, not a second earlier", ({ deadline, from, due }) => {
  expect(missesOf(from().until(secondsAfter(due, -1)), deadline)).toEqual([]);
  const late = from().until(due);
  expect(missesOf(late, deadline)).toEqual([due]);
  expect(missesOf(late.until("2026-12-24 12:00"), deadline)).toEqual([due]);
});

// A week's miss makes the case major, and then the clear answer comes before the solution.
test.each(LIMITS.filter(({ deadline }) => deadline !== "one-week"))(
  "$deadline: done a second after $due has been missed once",
  ({ deadline, from, due, by, ends }) => {
    const done = from().and(secondsAfter(due, 1), by, ends);
    expect(missesOf(done, deadline)).toEqual([due]);
    expect(missesOf(done.until("2026-12-24 12:00"), deadline)).toEqual([due]);
  },
);

test.each([
  ["minor", "2026-11-24 17:59:59", "2026-11-26 18:00"],
  ["minor", "2026-11-24 18:30", "2026-11-26 18:00"],
  ["minor", "2026-11-26 10:00", "2026-11-30 18:00"],
  ["minor", "2026-11-27 10:00", "2026-12-01 18:00"],
  ["minor", "2026-11-28 10:00", "2026-12-01 18:00"],
  ["important", "2026-11-27 10:00", "2026-11-30 18:00"],
  ["important", "2026-11-29 10:00", "2026-11-30 18:00"],
  // National Day 2026: off from 1 to 7 October, worked on Sunday 20 September and Saturday 10 October.
  ["minor", "2026-09-17 10:00", "2026-09-20 18:00"],
  ["minor", "2026-09-18 10:00", "2026-09-21 18:00"],
  ["minor", "2026-09-29 10:00", "2026-10-08 18:00"],
  ["minor", "2026-10-08 10:00", "2026-10-10 18:00"],
  ["important", "2026-09-30 10:00", "2026-10-08 18:00"],
  ["important", "2026-10-09 10:00", "2026-10-10 18:00"],
  // Spring Festival 2026: off from 15 to 23 February, worked on Saturdays 14 and 28 February.
  ["minor", "2026-02-12 10:00", "2026-02-14 18:00"],
  ["minor", "2026-02-13 10:00", "2026-02-24 18:00"],
  ["minor", "2026-02-14 10:00", "2026-02-25 18:00"],
  ["minor", "2026-02-26 10:00", "2026-02-28 18:00"],
  ["important", "2026-02-14 10:00", "2026-02-24 18:00"],
] as const)("%s, received %s: solve by %s", (level, received, due) => {
  const filed = given().and(received, WANG, fileAs(level));
  expect(dues(filed)[level]).toBe(due);
});

test.each([
  // Calendar days that end on a day off move to the next working day (Civil Code, article 203).
  ["major", "2026-11-24 10:00", "2026-12-04 18:00"],
  ["major", "2026-11-18 10:00", "2026-11-30 18:00"],
  ["major", "2026-09-24 10:00", "2026-10-08 18:00"],
  ["major", "2026-09-10 10:00", "2026-09-20 18:00"],
  ["important-limit", "2026-11-24 10:00", "2026-11-27 18:00"],
  ["important-limit", "2026-11-25 10:00", "2026-11-30 18:00"],
  ["important-limit", "2026-09-28 10:00", "2026-10-08 18:00"],
  ["answer", "2026-11-26 10:00", "2026-11-30 18:00"],
  ["answer", "2026-09-30 10:00", "2026-10-08 18:00"],
] as const)("%s, received %s: by %s, in calendar days", (deadline, received, due) => {
  const filed = given().and(received, WANG, fileAs(deadline === "important-limit" ? "important" : "major"));
  expect(local(clock(filed, deadline)?.due)).toBe(due);
});

test.each([
  ["2026-11-24 10:00", "2026-11-24 18:00"],
  ["2026-11-24 17:59:59", "2026-11-24 18:00"],
  ["2026-11-24 18:00", "2026-11-25 18:00"],
  ["2026-11-27 19:00", "2026-11-30 18:00"],
  ["2026-11-28 10:00", "2026-11-30 18:00"],
  ["2026-10-03 10:00", "2026-10-08 18:00"],
  ["2026-10-10 10:00", "2026-10-10 18:00"],
])("what can be solved today and came %s is solved by %s", (received, due) => {
  const filed = given().and(received, WANG, fileAs("minor", { solvable: "today" }));
  expect(local(clock(filed, "same-day")?.due)).toBe(due);
});

test("'at once' runs day and night", () => {
  const filed = given().and("2026-11-28 23:50", GUO, file());
  expect(local(clock(filed, "forward")?.due)).toBe("2026-11-29 00:20");
});

test("a date beyond the published holidays is provisional", () => {
  const filed = given().and("2026-12-31 10:00", WANG, fileAs("major"));
  expect(clock(filed, "major")).toMatchObject({ provisional: true });
  expect(clock(given().and("2026-11-24 10:00", WANG, fileAs("major")), "major")).toMatchObject({ provisional: false });
});

// ── Several limits on one step ─────────────────────────────────────────────────────────────────────────────────────

test("several limits on one step all run, and the earliest is shown", () => {
  const taken = accepted("minor", { solvable: "now", "asked-time": at("2026-11-25 12:00") });
  expect(dues(taken)).toEqual({
    "on-spot": "2026-11-24 09:50",
    "same-day": "2026-11-24 18:00",
    minor: "2026-11-26 18:00",
    wish: "2026-11-25 12:00",
  });
  expect(earliestClock(clocksOf(taken.case, taken.context), "resolve")?.rule.id).toBe("on-spot");
});

test("several limits on one step are met or missed apart", () => {
  const done = accepted("minor", { solvable: "now", "asked-time": at("2026-11-25 12:00") }).and(
    "2026-11-25 10:00",
    LI,
    RESOLVE,
  );
  const states = Object.fromEntries(clocksOf(done.case, done.context).map((known) => [known.rule.id, known.state]));
  expect(states).toMatchObject({ "on-spot": "missed", "same-day": "missed", minor: "met", wish: "met" });
  expect(openClocks(clocksOf(done.case, done.context)).map((known) => known.rule.id)).toEqual(["form"]);
});

test("the customer's own time binds only where it was asked for", () => {
  expect(clock(accepted("minor"), "wish")).toBeUndefined();
  expect(clock(accepted("important", { "asked-time": at("2026-11-25 12:00") }), "wish")).toBeUndefined();
});

test("a limit that no longer applies ends as dropped, neither met nor missed", () => {
  const today = accepted("minor", { solvable: "today" });
  const later = today.and("2026-11-24 15:00", WANG, { type: "answer", facts: { solvable: "later" } });
  expect(clock(later, "same-day")).toBeUndefined();
  expect(missesOf(later.until("2026-11-25 12:00"), "same-day")).toEqual([]);
});

test("a limit that could only raise the case to the level that it has is not shown", () => {
  const major = accepted("major").and("2026-11-24 10:00", WANG, VERIFY);
  expect(clock(major, "one-week")).toBeUndefined();
});

test("ends of limits that holidays move are explained with their clause", () => {
  const filed = given().and("2026-09-30 10:00", WANG, fileAs("important", LEVEL.important));
  expect(clock(filed, "important")?.rule.basis).toContain("property-20");
});

// ── Warnings, misses, and what follows ─────────────────────────────────────────────────────────────────────────────

test("warnings come at four fifths of the open time, and in the morning of the due day for more than two days", () => {
  const warned = all(accepted("minor").until("2026-11-26 18:00").events, "warned").filter(
    (event) => event.deadline === "minor",
  );
  expect(warned.map((event) => local(event.at))).toEqual(["2026-11-26 09:00", "2026-11-26 13:32:24"]);
});

test("a warning is given once, however often the clock ticks", () => {
  const warned = accepted("minor").until("2026-11-26 13:33");
  const again = warned
    .when("2026-11-26 13:34", "desk", { type: "tick" })
    .when("2026-11-26 13:35", "desk", { type: "tick" });
  expect(again.events).toEqual([]);
});

test("after an outage one word is given, not five: what is missed is not warned of any more", () => {
  const outage = opened("minor").outage("2026-11-26 18:30");
  const about = outage.events.flatMap((event) => ("deadline" in event ? [`${event.type} ${event.deadline}`] : []));
  expect(about).toEqual(["missed accept", "missed minor"]);
});

test("a miss found late says when it was found", () => {
  const outage = accepted("minor").outage("2026-11-27 08:00");
  expect(one(outage.events, "missed")).toMatchObject({
    deadline: "minor",
    due: at("2026-11-26 18:00"),
    known: at("2026-11-27 08:00"),
  });
});

test("a limit that holds in general may be missed with a reason", () => {
  const late = accepted("minor").until("2026-11-27 09:00");
  const key = late.case.misses[0]?.clock ?? "";
  const explained = late.and("2026-11-27 09:05", LI, { type: "explain-miss", clock: key, reason: "Part came late" });
  expect(explained.case.misses[0]).toMatchObject({ explained: "Part came late" });
  expect(
    late.when("2026-11-27 09:05", GUO, { type: "explain-miss", clock: key, reason: "Part came late" }).refusal?.code,
  ).toBe("not-allowed");
});
