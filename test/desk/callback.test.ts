import { expect, test } from "vitest";
import type { Command } from "../../src/desk/commands.ts";
import type { Facts } from "../../src/desk/facts.ts";
import {
  accepted,
  actions,
  all,
  clock,
  DISSATISFIED,
  dues,
  local,
  next,
  one,
  opened,
  owner,
  pings,
  REPLY,
  REPORT,
  reported,
  RESOLVE,
  SATISFIED,
  types,
  VERIFY,
  ACCEPT,
  type Story,
} from "../support/given.ts";
import { at, LI, WANG, ZHAO, GUO } from "../support/property-desk.ts";

function again(nextAt: string, note = ""): Command {
  return { type: "not-reached", nextAt: at(nextAt), note };
}

const UNSOLVED: Command = {
  type: "do",
  step: "callback",
  answers: { verdict: "satisfied", solved: "no", opinion: "Friendly, but it still stops" },
};

// ── Satisfied ──────────────────────────────────────────────────────────────────────────────────────────────────────

test("a satisfied customer whose matter is solved: the call closes the case", () => {
  const done = reported().when("2026-11-25 10:00", WANG, SATISFIED);
  expect(types(done.events)).toEqual(["step-done", "step-done", "ended"]);
  expect(done.case.ended?.how).toBe("closed");
});

function call(answers: Facts): Command {
  return { type: "do", step: "callback", answers };
}

test("the call asks for a verdict, and whether it is solved", () => {
  expect(reported().when("2026-11-25 10:00", WANG, call({})).refusal).toEqual({
    code: "answer-missing",
    field: "verdict",
  });
  expect(reported().when("2026-11-25 10:00", WANG, call({ verdict: "satisfied" })).refusal).toEqual({
    code: "answer-missing",
    field: "solved",
  });
  expect(reported().when("2026-11-25 10:00", WANG, call({ verdict: "glad" })).refusal).toEqual({
    code: "answer-unfit",
    field: "verdict",
  });
});

test("only the desk calls back", () => {
  expect(reported().when("2026-11-25 10:00", LI, SATISFIED).refusal).toMatchObject({
    code: "not-yours",
    params: { people: WANG },
  });
  expect(actions(reported(), WANG)).toEqual(expect.arrayContaining(["do callback", "not-reached callback"]));
  expect(actions(reported(), LI)).not.toContain("do callback");
});

test("the desk is told when a call has come due", () => {
  const told = accepted("minor").and("2026-11-24 11:00", LI, RESOLVE).and("2026-11-24 14:00", LI, REPORT);
  expect(pings(told)).toEqual({ callback: [WANG] });
});

// ── A second round ─────────────────────────────────────────────────────────────────────────────────────────────────

test("a dissatisfied customer begins the second round: back to solving, limits anew, level kept", () => {
  const round = reported().when("2026-11-25 10:00", WANG, DISSATISFIED);
  expect(types(round.events)).toEqual(["step-done", "steps-reopened", "round-began"]);
  expect(one(round.events, "steps-reopened")).toMatchObject({ steps: ["resolve", "report", "callback"], why: "round" });
  expect(one(round.events, "round-began")).toMatchObject({
    round: 2,
    startedAt: at("2026-11-25 10:00"),
    step: "resolve",
    reason: "It still stops at five",
  });
  expect(next(round)).toMatchObject({ step: { id: "resolve" }, people: [LI] });
  expect(dues(round)).toEqual({ minor: "2026-11-27 18:00" });
  expect(clock(round, "minor")?.key).toBe("minor#2");
  expect(round.case.level?.id).toBe("minor");
  expect(pings(round)["sent-back"]).toEqual([LI]);
});

test("a satisfied customer whose matter is not solved begins a second round, and nothing is closed", () => {
  const round = reported().when("2026-11-25 10:00", WANG, UNSOLVED);
  expect(types(round.events)).toEqual(["step-done", "steps-reopened", "round-began"]);
  expect(round.case.ended).toBeUndefined();
  expect(round.case.round).toBe(2);
});

test("in the second round everything is asked and done anew", () => {
  const round = reported().and("2026-11-25 10:00", WANG, DISSATISFIED);
  expect(round.when("2026-11-25 11:00", LI, { type: "do", step: "resolve", answers: {} }).refusal).toEqual({
    code: "answer-missing",
    field: "measures",
  });
  expect(round.when("2026-11-25 11:00", LI, REPORT).refusal?.code).toBe("step-waits-for");
  const done = round
    .and("2026-11-25 11:00", LI, RESOLVE)
    .and("2026-11-25 12:00", LI, REPORT)
    .and("2026-11-25 15:00", WANG, SATISFIED);
  expect(done.case.ended?.how).toBe("closed");
  expect(done.case.roundStarts.map(local)).toEqual(["2026-11-24 09:12", "2026-11-25 10:00"]);
});

test("in the second round the answer of the first stands until it is given again", () => {
  const round = reported().and("2026-11-25 10:00", WANG, DISSATISFIED);
  expect(round.case.doings.filter((doing) => doing.step === "resolve")).toMatchObject([
    { stands: false, reopened: "round" },
  ]);
  expect(round.case.facts["measures"]).toBe("Door sensor replaced");
});

test("the ten days of a major case run anew, its clear answer was given", () => {
  const round = opened("major")
    .and("2026-11-24 09:20", LI, ACCEPT)
    .and("2026-11-24 10:00", WANG, REPLY)
    .and("2026-11-24 11:00", LI, RESOLVE)
    .and("2026-11-24 14:00", LI, REPORT)
    .and("2026-11-25 10:00", WANG, DISSATISFIED);
  expect(clock(round, "major")).toMatchObject({ key: "major#2", due: at("2026-12-07 18:00"), state: "running" });
  expect(clock(round, "answer")?.state).toBe("met");
});

test("the week of a valid complaint runs through the rounds", () => {
  const round = accepted("important")
    .and("2026-11-24 10:00", WANG, VERIFY)
    .and("2026-11-24 11:00", LI, RESOLVE)
    .and("2026-11-24 14:00", LI, REPORT)
    .and("2026-11-25 10:00", WANG, DISSATISFIED);
  expect(clock(round, "one-week")).toMatchObject({ state: "running", due: at("2026-12-01 18:00") });
  expect(round.until("2026-12-01 18:00").case.level?.id).toBe("major");
});

test("misses of the first round stay, and the second can miss the same limit again", () => {
  const first = accepted("minor").and("2026-11-27 10:00", LI, RESOLVE);
  expect(first.case.misses.map((miss) => miss.clock)).toEqual(["minor#1"]);
  const second = first
    .and("2026-11-27 11:00", LI, REPORT)
    .and("2026-11-27 15:00", WANG, DISSATISFIED)
    .until("2026-12-02 12:00");
  expect(second.case.misses.map((miss) => miss.clock)).toEqual(["minor#1", "minor#2"]);
});

test("a third round is possible", () => {
  const third = reported()
    .and("2026-11-25 10:00", WANG, DISSATISFIED)
    .and("2026-11-25 11:00", LI, RESOLVE)
    .and("2026-11-25 12:00", LI, REPORT)
    .and("2026-11-25 15:00", WANG, DISSATISFIED);
  expect(third.case.round).toBe(3);
  expect(owner(third)).toEqual([LI]);
});

// ── Not reached ────────────────────────────────────────────────────────────────────────────────────────────────────

function twice(): Story {
  return reported()
    .and("2026-11-25 10:00", WANG, again("2026-11-26 15:00"))
    .and("2026-11-26 15:00", WANG, again("2026-11-27 10:00"));
}

test("an attempt is counted, and the desk is told when the next one is due", () => {
  const tried = reported().and("2026-11-25 10:00", WANG, again("2026-11-26 15:00", "No answer"));
  expect(one(tried.events, "call-tried")).toMatchObject({
    attempt: 1,
    nextAt: at("2026-11-26 15:00"),
    note: "No answer",
  });
  const due = tried.until("2026-11-26 15:00");
  expect(types(due.events)).toEqual(["warned"]);
  expect(pings(due)).toEqual({ callback: [WANG] });
  expect(all(due.until("2026-11-27 12:00").history, "warned").filter((event) => event.clock === "call#1")).toHaveLength(
    1,
  );
});

test("the next attempt lies in the future", () => {
  expect(reported().when("2026-11-25 10:00", WANG, again("2026-11-25 10:00")).refusal).toEqual({
    code: "time-before-now",
    field: "nextAt",
  });
});

test("nobody is called before the form is back", () => {
  expect(accepted("minor").when("2026-11-25 10:00", WANG, again("2026-11-26 15:00")).refusal).toEqual({
    code: "step-not-open",
    params: { step: "callback" },
  });
});

test("the owner does not count calls", () => {
  expect(reported().when("2026-11-25 10:00", LI, again("2026-11-26 15:00")).refusal?.code).toBe("not-yours");
});

test("'not reached' is no verdict: a call that reached nobody is an attempt", () => {
  const verdict: Command = { type: "do", step: "callback", answers: { verdict: "unreached" } };
  expect(reported().when("2026-11-25 10:00", WANG, verdict).refusal).toEqual({
    code: "answer-unfit",
    field: "verdict",
  });
});

test("after the third attempt the follower's superior decides", () => {
  const third = twice().and("2026-11-27 10:00", WANG, again("2026-11-30 10:00", "Phone is off"));
  expect(one(third.events, "call-tried")).toMatchObject({ attempt: 3 });
  expect(one(third.events, "requested")).toMatchObject({
    of: "close-unreached",
    approvers: [ZHAO],
    reason: "Phone is off",
  });
  expect(third.case.ended).toBeUndefined();
  expect(third.when("2026-11-27 11:00", WANG, again("2026-11-30 10:00")).refusal).toEqual({ code: "request-open" });
});

test("the superior closes a case whose customer cannot be reached", () => {
  const third = twice().and("2026-11-27 10:00", WANG, again("2026-11-30 10:00", "Phone is off"));
  const request = one(third.events, "requested").request;
  const approver = one(third.events, "requested").approvers[0] ?? "";
  const closed = third.and("2026-11-27 11:00", approver, { type: "answer-request", request, yes: true });
  expect(closed.case.ended).toMatchObject({ how: "closed", dropped: ["callback", "close"] });
  expect(closed.case.facts["verdict"]).toBe("unreached");
  expect(next(closed)).toBeUndefined();
  expect(closed.until("2027-01-15 12:00").events).toEqual([]);
});

test("the superior asks for more: three further attempts", () => {
  const third = twice().and("2026-11-27 10:00", WANG, again("2026-11-30 10:00", "Phone is off"));
  const { request, approvers } = one(third.events, "requested");
  const more = third.and("2026-11-27 11:00", approvers[0] ?? "", {
    type: "answer-request",
    request,
    yes: false,
    reason: "Try in the evening",
  });
  expect(more.case.ended).toBeUndefined();
  const fourth = more.and("2026-11-27 17:00", WANG, again("2026-11-30 10:00"));
  expect(one(fourth.events, "call-tried")).toMatchObject({ attempt: 1 });
  expect(all(fourth.events, "requested")).toEqual([]);
});

test("reaching the customer at last closes as usual", () => {
  const done = twice().and("2026-11-27 10:00", WANG, SATISFIED);
  expect(done.case.ended?.how).toBe("closed");
});

test("attempts of the first round do not count in the second", () => {
  const round = twice()
    .and("2026-11-27 10:00", WANG, DISSATISFIED)
    .and("2026-11-27 11:00", LI, RESOLVE)
    .and("2026-11-27 12:00", LI, REPORT)
    .and("2026-11-30 10:00", WANG, again("2026-12-01 10:00"));
  expect(one(round.events, "call-tried")).toMatchObject({ attempt: 1 });
});

test("a planned call of a round that is over wakes nobody", () => {
  const tried = reported()
    .and("2026-11-25 10:00", WANG, again("2026-11-26 15:00"))
    .and("2026-11-25 16:00", WANG, DISSATISFIED);
  expect(
    tried.until("2026-11-26 16:00").history.filter((event) => event.type === "warned" && event.clock === "call#1"),
  ).toEqual([]);
});

// ── Put off ────────────────────────────────────────────────────────────────────────────────────────────────────────

function later(nextAt: string, note?: string): Command {
  return { type: "postpone-call", nextAt: at(nextAt), ...(note === undefined ? {} : { note }) };
}

test("a call that is put off comes again at its time, is no attempt and moves no limit", () => {
  const before = dues(reported());
  const put = reported().and("2026-11-25 10:00", WANG, later("2026-11-25 15:00", "She is in a meeting"));
  expect(put.events).toMatchObject([
    { type: "call-postponed", nextAt: at("2026-11-25 15:00"), note: "She is in a meeting" },
  ]);
  expect(dues(put)).toEqual(before);
  expect(pings(put)).toEqual({});
  const due = put.until("2026-11-25 15:00");
  expect(types(due.events)).toEqual(["warned"]);
  expect(pings(due)).toEqual({ callback: [WANG] });
  const tried = due.and("2026-11-25 15:05", WANG, again("2026-11-26 10:00"));
  expect(one(tried.events, "call-tried")).toMatchObject({ attempt: 1 });
});

test("a call that was put off into the evening is reminded of in the evening", () => {
  const put = reported().and("2026-11-25 10:00", WANG, later("2026-11-25 19:30"));
  const ping = put.until("2026-11-25 19:30").notices.find((notice) => notice.kind === "ping");
  expect(ping).toMatchObject({ ping: "callback", person: WANG });
  expect(ping).not.toHaveProperty("notBefore");
});

test("of two times that were chosen only the last one reminds", () => {
  const twice = reported()
    .and("2026-11-25 10:00", WANG, later("2026-11-25 15:00"))
    .and("2026-11-25 11:00", WANG, later("2026-11-25 16:00"));
  expect(twice.until("2026-11-25 15:59").events).toEqual([]);
  expect(types(twice.until("2026-11-25 16:00").events)).toEqual(["warned"]);
});

test("a call that was made before its time reminds nobody", () => {
  const called = reported()
    .and("2026-11-25 10:00", WANG, later("2026-11-25 15:00"))
    .and("2026-11-25 11:00", WANG, SATISFIED);
  expect(all(called.until("2026-11-25 16:00").events, "warned")).toEqual([]);
});

test("a call that is put off beyond its limit is late all the same", () => {
  const limit = clock(reported(), "callback")?.due ?? 0;
  const put = reported().and("2026-11-25 10:00", WANG, later("2026-12-08 10:00"));
  const missed = one(
    put.until("2026-12-08 09:59").events.filter((event) => event.type === "missed"),
    "missed",
  );
  expect(missed).toMatchObject({ due: limit, step: "callback", people: [WANG] });
});

test("only whoever calls may put the call off, and only while there is one to make", () => {
  expect(reported().when("2026-11-25 10:00", LI, later("2026-11-25 15:00")).refusal?.code).toBe("not-yours");
  expect(reported().when("2026-11-25 10:00", WANG, later("2026-11-25 09:00")).refusal).toEqual({
    code: "time-before-now",
    field: "nextAt",
  });
  expect(accepted("minor").when("2026-11-25 10:00", WANG, later("2026-11-25 15:00")).refusal?.code).toBe(
    "step-not-open",
  );
  expect(actions(reported(), WANG)).toContain("postpone-call callback");
  expect(actions(reported(), LI)).not.toContain("postpone-call callback");
});

test("a customer who refuses calls: the call is left out with that reason", () => {
  const left = reported().when("2026-11-25 10:00", WANG, {
    type: "skip",
    step: "callback",
    reason: "Wants no more calls",
  });
  expect(left.refusal).toBeUndefined();
  const closed = left.when("2026-11-25 10:05", WANG, { type: "do", step: "close" });
  expect(closed.case.ended?.how).toBe("closed");
});

// ── A word with the customer on the way, and what was promised ─────────────────────────────────────────────────────

const SPOKEN = { type: "contact", how: "phone", said: "A fitter comes at two" } as const;

test("a promise becomes a limit of its own", () => {
  const promised = accepted("minor").and("2026-11-24 10:00", LI, { ...SPOKEN, promisedUntil: at("2026-11-24 14:00") });
  expect(one(promised.events, "contacted")).toMatchObject({
    said: "A fitter comes at two",
    when: at("2026-11-24 10:00"),
  });
  expect(dues(promised)).toMatchObject({ promise: "2026-11-24 14:00", minor: "2026-11-26 18:00" });
  const late = promised.until("2026-11-24 14:00");
  expect(one(late.events, "missed")).toMatchObject({ deadline: "promise", people: [LI], rungPeople: [ZHAO] });
});

test("a promise is kept by another word with the customer, or by solving", () => {
  const promised = accepted("minor").and("2026-11-24 10:00", LI, { ...SPOKEN, promisedUntil: at("2026-11-24 14:00") });
  const spoken = promised.and("2026-11-24 13:00", LI, SPOKEN).until("2026-11-24 20:00");
  expect(spoken.case.misses).toEqual([]);
  const solved = promised.and("2026-11-24 13:30", LI, RESOLVE).until("2026-11-24 20:00");
  expect(solved.case.misses).toEqual([]);
});

test.each([
  ["in the future", { when: at("2026-11-24 10:05") }, { code: "time-in-future", field: "when" }],
  [
    "before the complaint",
    { when: at("2026-11-24 09:00") },
    { code: "time-before-start", field: "when", params: { earliest: at("2026-11-24 09:12") } },
  ],
  ["about nothing", { said: "  " }, { code: "answer-missing", field: "said" }],
  [
    "with a promise that is over",
    { promisedUntil: at("2026-11-24 10:00") },
    { code: "time-before-now", field: "promisedUntil" },
  ],
])("a word with the customer %s is refused", (_, change, refusal) => {
  expect(accepted("minor").when("2026-11-24 10:00", LI, { ...SPOKEN, ...change }).refusal).toEqual(refusal);
});

test("owner, follower and desk record words with the customer", () => {
  expect(accepted("minor").when("2026-11-24 10:00", GUO, SPOKEN).refusal).toEqual({ code: "not-allowed" });
  expect(accepted("minor").when("2026-11-24 10:00", WANG, SPOKEN).refusal).toBeUndefined();
});
