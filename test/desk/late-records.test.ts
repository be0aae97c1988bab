import { expect, test } from "vitest";
import type { Command } from "../../src/desk/commands.ts";
import {
  ACCEPT,
  accepted,
  clock,
  DISSATISFIED,
  LEVEL,
  local,
  one,
  opened,
  pings,
  REPORT,
  RESOLVE,
  SATISFIED,
  types,
} from "../support/given.ts";
import { at, LI, WANG } from "../support/property-desk.ts";

function solvedAt(time: string, lateReason?: string): Command {
  return {
    ...RESOLVE,
    type: "do",
    step: "resolve",
    doneAt: at(time),
    ...(lateReason === undefined ? {} : { lateReason }),
  };
}

function acceptedAt(time: string, lateReason?: string): Command {
  return {
    ...ACCEPT,
    type: "do",
    step: "accept",
    doneAt: at(time),
    ...(lateReason === undefined ? {} : { lateReason }),
  };
}

test("a record within five minutes of the act needs no words about the time", () => {
  const taken = opened().and("2026-11-24 09:25", LI, acceptedAt("2026-11-24 09:20"));
  expect(one(taken.events, "step-done")).toMatchObject({ doneAt: at("2026-11-24 09:20"), at: at("2026-11-24 09:25") });
});

test("a record more than five minutes later needs a reason", () => {
  const refused = opened().when("2026-11-24 09:25:01", LI, acceptedAt("2026-11-24 09:20"));
  expect(refused.refusal).toEqual({ code: "late-reason-missing", field: "lateReason" });
  const told = opened().and("2026-11-24 09:25:01", LI, acceptedAt("2026-11-24 09:20", "I was in the shaft"));
  expect(one(told.events, "step-done")).toMatchObject({
    lateReason: "I was in the shaft",
    doneAt: at("2026-11-24 09:20"),
  });
});

test("a step cannot be done in the future", () => {
  const refused = opened().when("2026-11-24 09:20", LI, acceptedAt("2026-11-24 09:21:01"));
  expect(refused.refusal).toEqual({ code: "time-in-future", field: "doneAt" });
});

test("a clock that runs a minute ahead does no harm", () => {
  const taken = opened().and("2026-11-24 09:20", LI, acceptedAt("2026-11-24 09:21"));
  expect(local(one(taken.events, "step-done").doneAt)).toBe("2026-11-24 09:20");
});

test("a step cannot be done before it could begin", () => {
  const refused = opened().when("2026-11-24 09:20", LI, acceptedAt("2026-11-24 09:11", "Earlier than it came"));
  expect(refused.refusal).toEqual({
    code: "time-before-start",
    field: "doneAt",
    params: { earliest: at("2026-11-24 09:12") },
  });
});

test("solving cannot be dated before accepting", () => {
  const refused = accepted("minor").when("2026-11-24 10:00", LI, solvedAt("2026-11-24 09:15", "Was quick about it"));
  expect(refused.refusal).toEqual({
    code: "time-before-start",
    field: "doneAt",
    params: { earliest: at("2026-11-24 09:20") },
  });
});

test("a late record clears a miss, and the miss stays visible as cleared", () => {
  const late = opened().until("2026-11-24 09:45");
  expect(one(late.events, "missed")).toMatchObject({ deadline: "accept" });
  const cleared = late.and("2026-11-24 09:50", LI, acceptedAt("2026-11-24 09:40", "I was in the shaft"));
  expect(types(cleared.events)).toEqual(["step-done", "taken", "miss-cleared"]);
  expect(cleared.case.misses).toMatchObject([{ deadline: "accept", cleared: true, due: at("2026-11-24 09:42") }]);
  expect(clock(cleared, "accept")?.state).toBe("met");
});

test("a late record that does not reach the limit leaves the miss", () => {
  const late = opened().until("2026-11-24 09:45");
  const done = late.and("2026-11-24 09:50", LI, acceptedAt("2026-11-24 09:43", "I was in the shaft"));
  expect(types(done.events)).toEqual(["step-done", "taken"]);
  expect(done.case.misses).toMatchObject([{ deadline: "accept", cleared: false }]);
  expect(clock(done, "accept")?.state).toBe("missed");
});

test("up to an hour back, whoever did it may state the time alone", () => {
  const late = accepted("important").until("2026-11-25 18:30");
  const done = late.and("2026-11-25 18:55", LI, solvedAt("2026-11-25 17:55", "No reception in the cellar"));
  expect(types(done.events)).toEqual(["step-done", "told", "miss-cleared"]);
});

test("more than an hour back needs the coordinator's yes, and counts from the recording until then", () => {
  const asked = accepted("important").and(
    "2026-11-25 18:55:01",
    LI,
    solvedAt("2026-11-25 17:55", "No reception in the cellar"),
  );
  expect(one(asked.events, "step-done").doneAt).toBe(at("2026-11-25 18:55:01"));
  expect(one(asked.events, "requested")).toMatchObject({
    of: "late-record",
    approvers: [WANG],
    detail: { step: "resolve", doneAt: at("2026-11-25 17:55") },
    by: LI,
  });
  expect(asked.case.misses.filter((miss) => miss.deadline === "important")).toMatchObject([{ cleared: false }]);
  expect(pings(asked).approval).toEqual([WANG]);
});

test("the coordinator's yes dates the step back and clears the miss", () => {
  const asked = accepted("important").and("2026-11-26 09:00", LI, solvedAt("2026-11-25 17:55", "No reception there"));
  const request = one(asked.events, "requested").request;
  const allowed = asked.and("2026-11-26 09:10", WANG, { type: "answer-request", request, yes: true });
  expect(types(allowed.events)).toEqual(["request-answered", "step-redated", "miss-cleared"]);
  expect(clock(allowed, "important")).toMatchObject({ state: "met", endedAt: at("2026-11-25 17:55") });
  expect(clock(allowed, "form")?.startedAt).toBe(at("2026-11-25 17:55"));
});

test("the coordinator's no leaves the time of recording", () => {
  const asked = accepted("important").and("2026-11-26 09:00", LI, solvedAt("2026-11-25 17:55", "No reception there"));
  const request = one(asked.events, "requested").request;
  const refused = asked.and("2026-11-26 09:10", WANG, {
    type: "answer-request",
    request,
    yes: false,
    reason: "The log says otherwise",
  });
  expect(types(refused.events)).toEqual(["request-answered"]);
  expect(clock(refused, "important")?.state).toBe("missed");
});

test("the coordinator states an earlier time without asking", () => {
  const told = opened("major")
    .and("2026-11-24 09:20", LI, ACCEPT)
    .and("2026-11-26 10:00", WANG, {
      type: "do",
      step: "reply",
      answers: { "answer-given": "A fitter comes at two" },
      doneAt: at("2026-11-25 10:00"),
      lateReason: "Called from home",
    });
  expect(types(told.events)).toEqual(["step-done"]);
  expect(one(told.events, "step-done").doneAt).toBe(at("2026-11-25 10:00"));
});

test("a yes that comes after the step was opened again changes nothing of the new round", () => {
  const asked = accepted("minor").and("2026-11-24 14:00", LI, solvedAt("2026-11-24 12:30", "No reception there"));
  const request = one(asked.events, "requested").request;
  const again = asked
    .and("2026-11-24 15:00", LI, REPORT)
    .and("2026-11-24 16:00", WANG, DISSATISFIED)
    .and("2026-11-24 17:00", LI, RESOLVE);
  const allowed = again.and("2026-11-24 17:10", WANG, { type: "answer-request", request, yes: true });
  expect(types(allowed.events)).toEqual(["request-answered"]);
  expect(allowed.case.doings.findLast((doing) => doing.step === "resolve" && doing.stands)?.doneAt).toBe(
    at("2026-11-24 17:00"),
  );
});

test("a step recorded late starts what follows at the time when it was done", () => {
  const sent = accepted("minor").and("2026-11-24 11:30", LI, solvedAt("2026-11-24 11:00", "First tidied up"));
  expect(local(clock(sent, "form")?.startedAt)).toBe("2026-11-24 11:00");
});

test("a callback recorded late closes at the time of recording", () => {
  const done = accepted("minor", LEVEL.minor)
    .and("2026-11-24 11:00", LI, RESOLVE)
    .and("2026-11-24 14:00", LI, REPORT)
    .and("2026-11-24 15:30", WANG, {
      ...SATISFIED,
      type: "do",
      step: "callback",
      doneAt: at("2026-11-24 15:00"),
      lateReason: "Next call came in",
    });
  expect(done.case.ended?.at).toBe(at("2026-11-24 15:30"));
});
