import { expect, test } from "vitest";
import { decide } from "../../src/desk/decide.ts";
import {
  accepted,
  actions,
  all,
  askTime,
  clock,
  dues,
  local,
  one,
  opened,
  pings,
  RESOLVE,
  types,
  type Story,
} from "../support/given.ts";
import { at, contextAt, GUO, LI, QIAN, WANG, ZHAO } from "../support/property-desk.ts";

function requestOf(story: Story): string {
  return story.case.requests.at(-1)?.id ?? "";
}

/** Asked at ten on Wednesday for Friday 27 November, 18:00. */
function asked(): Story {
  return accepted("minor").and("2026-11-25 10:00", LI, askTime("2026-11-27 18:00"));
}

test("more time for a minor case is asked of the deputy general manager", () => {
  const request = one(asked().events, "requested");
  expect(request).toMatchObject({
    of: "extension",
    role: "deputy-gm",
    approvers: [ZHAO],
    late: false,
    reason: "The part is on order",
    detail: { clocks: ["minor#1"], until: at("2026-11-27 18:00") },
    answerBy: at("2026-11-26 18:00"),
  });
  expect(pings(asked())).toEqual({ approval: [ZHAO] });
});

test("asked in time and approved before the limit: the new limit counts", () => {
  const granted = asked().and("2026-11-25 14:00", ZHAO, {
    type: "answer-request",
    request: requestOf(asked()),
    yes: true,
  });
  expect(types(granted.events)).toEqual(["request-answered", "extended"]);
  expect(clock(granted, "minor")).toMatchObject({
    due: at("2026-11-27 18:00"),
    originalDue: at("2026-11-26 18:00"),
    state: "running",
  });
  expect(pings(granted)["approval-answered"]).toEqual([LI]);
  const solved = granted.and("2026-11-27 17:59", LI, RESOLVE);
  expect(all(solved.history, "missed")).toEqual([]);
});

test("asked in time and approved after the limit: the miss was held back and never comes", () => {
  const after = asked().until("2026-11-26 20:00");
  expect(all(after.history, "missed")).toEqual([]);
  expect(clock(after, "minor")?.state).toBe("asked");
  const granted = after.and("2026-11-27 09:00", ZHAO, { type: "answer-request", request: requestOf(after), yes: true });
  expect(clock(granted, "minor")).toMatchObject({ due: at("2026-11-27 18:00"), state: "running" });
  expect(all(granted.until("2026-11-27 17:59").history, "missed")).toEqual([]);
});

test("a granted limit can be missed like any other", () => {
  const granted = asked().and("2026-11-25 14:00", ZHAO, {
    type: "answer-request",
    request: requestOf(asked()),
    yes: true,
  });
  const late = granted.until("2026-11-27 18:00");
  expect(one(late.events, "missed")).toMatchObject({ clock: "minor#1+1", due: at("2026-11-27 18:00") });
});

test("asked in time and refused after the limit: missed at the original limit", () => {
  const after = asked().until("2026-11-26 20:00");
  const refused = after.and("2026-11-27 09:00", ZHAO, {
    type: "answer-request",
    request: requestOf(after),
    yes: false,
    reason: "Borrow the part from tower 1",
  });
  expect(one(refused.events, "missed")).toMatchObject({
    clock: "minor#1",
    due: at("2026-11-26 18:00"),
    known: at("2026-11-27 09:00"),
  });
});

test("refused before the limit, the old limit goes on", () => {
  const refused = asked().and("2026-11-25 14:00", ZHAO, {
    type: "answer-request",
    request: requestOf(asked()),
    yes: false,
    reason: "Borrow the part from tower 1",
  });
  expect(clock(refused, "minor")).toMatchObject({ state: "running", due: at("2026-11-26 18:00") });
});

test("a no needs a reason", () => {
  const refused = asked().when("2026-11-25 14:00", ZHAO, {
    type: "answer-request",
    request: requestOf(asked()),
    yes: false,
  });
  expect(refused.refusal).toEqual({ code: "reason-missing", field: "reason" });
});

test("asked after the limit: possible, marked late, and the miss stays", () => {
  const late = accepted("minor").and("2026-11-27 09:00", LI, askTime("2026-11-30 18:00"));
  expect(one(late.events, "requested").late).toBe(true);
  expect(clock(late, "minor")?.state).toBe("missed");
  const granted = late.and("2026-11-27 10:00", ZHAO, { type: "answer-request", request: requestOf(late), yes: true });
  expect(clock(granted, "minor")).toMatchObject({ state: "running", due: at("2026-11-30 18:00") });
  expect(granted.case.misses).toMatchObject([{ clock: "minor#1", cleared: false }]);
});

test("of two limits asked about together only the one that is not yet over is held back", () => {
  const taken = accepted("minor", { solvable: "today" }).until("2026-11-24 18:00");
  const both = taken.and("2026-11-25 10:00", LI, askTime("2026-11-27 18:00"));
  expect(one(both.events, "requested").detail.clocks).toEqual(["same-day#1", "minor#1"]);
  const after = both.until("2026-11-26 19:00");
  expect(clock(after, "same-day")?.state).toBe("missed");
  expect(clock(after, "minor")?.state).toBe("asked");
  expect(after.case.misses.map((miss) => miss.deadline)).toEqual(["same-day"]);
});

test("asked after the limit while the app slept: the miss is not held back, but found at once", () => {
  const { case: before } = accepted("minor");
  const command = askTime("2026-11-30 18:00");
  const decision = decide(before, { command, by: LI, key: "late" }, contextAt("2026-11-27 09:00"));
  const events = "events" in decision ? decision.events : [];
  expect(one(events, "requested").late).toBe(true);
  expect(one(events, "missed")).toMatchObject({ deadline: "minor", due: at("2026-11-26 18:00") });
});

test("a request may be taken back; then the limit runs as before", () => {
  const back = asked().and("2026-11-25 14:00", LI, { type: "take-back", request: requestOf(asked()) });
  expect(types(back.events)).toEqual(["request-taken-back"]);
  expect(clock(back, "minor")?.state).toBe("running");
  const late = asked()
    .until("2026-11-26 20:00")
    .and("2026-11-26 20:30", LI, { type: "take-back", request: requestOf(asked()) });
  expect(one(late.events, "missed")).toMatchObject({ deadline: "minor", due: at("2026-11-26 18:00") });
});

test("only who asked takes back, and only while nobody has answered", () => {
  const request = requestOf(asked());
  expect(asked().when("2026-11-25 14:00", WANG, { type: "take-back", request }).refusal).toEqual({
    code: "not-allowed",
  });
  const granted = asked().and("2026-11-25 14:00", ZHAO, { type: "answer-request", request, yes: true });
  expect(granted.when("2026-11-25 15:00", LI, { type: "take-back", request }).refusal).toEqual({
    code: "request-answered",
    params: { by: ZHAO, at: at("2026-11-25 14:00") },
  });
});

test("the deputy general manager may grant another date than asked for", () => {
  const granted = asked().and("2026-11-25 14:00", ZHAO, {
    type: "answer-request",
    request: requestOf(asked()),
    yes: true,
    until: at("2026-11-27 12:00"),
  });
  expect(local(clock(granted, "minor")?.due)).toBe("2026-11-27 12:00");
});

test("a date that is over when the answer comes cannot be granted", () => {
  const after = asked().until("2026-11-28 09:00");
  const request = requestOf(after);
  const past = after.when("2026-11-28 10:00", ZHAO, { type: "answer-request", request, yes: true });
  expect(past.refusal).toEqual({ code: "time-before-now", field: "until" });
  const other = after.when("2026-11-28 10:00", ZHAO, {
    type: "answer-request",
    request,
    yes: true,
    until: at("2026-11-30 12:00"),
  });
  expect(local(clock(other, "minor")?.due)).toBe("2026-11-30 12:00");
});

test.each(["important", "major"] as const)("the regulation knows no more time for a case that is %s", (level) => {
  const refused = accepted(level).when("2026-11-25 10:00", LI, askTime("2026-12-10 18:00"));
  expect(refused.refusal).toEqual({ code: "no-extension", field: "until" });
  expect(actions(accepted(level), LI)).not.toContain("ask");
});

test("nobody answers what he asked for, and nobody else than those asked", () => {
  const request = requestOf(asked());
  expect(asked().when("2026-11-25 11:00", LI, { type: "answer-request", request, yes: true }).refusal).toEqual({
    code: "own-request",
  });
  expect(asked().when("2026-11-25 11:00", WANG, { type: "answer-request", request, yes: true }).refusal).toMatchObject({
    code: "not-yours",
    params: { people: ZHAO, role: "deputy-gm" },
  });
});

test("an answer is given once", () => {
  const request = requestOf(asked());
  const granted = asked().and("2026-11-25 14:00", ZHAO, { type: "answer-request", request, yes: true });
  expect(granted.when("2026-11-25 14:05", ZHAO, { type: "answer-request", request, yes: true }).refusal).toEqual({
    code: "request-answered",
    params: { by: ZHAO, at: at("2026-11-25 14:00") },
  });
  expect(
    granted.when("2026-11-25 14:05", ZHAO, { type: "answer-request", request: "other", yes: true }).refusal,
  ).toEqual({
    code: "no-such-request",
  });
});

test.each([
  ["a date that is no later than the limit", "2026-11-26 18:00", "extension-not-later"],
  ["a date that is over", "2026-11-25 09:00", "time-before-now"],
])("%s is refused at its field", (_, until, code) => {
  expect(accepted("minor").when("2026-11-25 10:00", LI, askTime(until)).refusal).toEqual({ code, field: "until" });
});

test("more time needs a date and a reason", () => {
  expect(
    accepted("minor").when("2026-11-25 10:00", LI, {
      type: "ask",
      of: "extension",
      detail: {},
      reason: "The part is on order",
    }).refusal,
  ).toEqual({ code: "answer-missing", field: "until" });
  expect(accepted("minor").when("2026-11-25 10:00", LI, askTime("2026-11-27 18:00", "so")).refusal).toEqual({
    code: "reason-missing",
    field: "reason",
  });
});

test("one request at a time, another one after it was answered", () => {
  expect(asked().when("2026-11-25 10:05", LI, askTime("2026-11-30 18:00")).refusal).toEqual({ code: "request-open" });
  const granted = asked().and("2026-11-25 14:00", ZHAO, {
    type: "answer-request",
    request: requestOf(asked()),
    yes: true,
  });
  const again = granted.and("2026-11-27 10:00", LI, askTime("2026-11-30 18:00"));
  const second = again.and("2026-11-27 11:00", ZHAO, { type: "answer-request", request: requestOf(again), yes: true });
  expect(clock(second, "minor")).toMatchObject({
    key: "minor#1+2",
    due: at("2026-11-30 18:00"),
    originalDue: at("2026-11-26 18:00"),
  });
});

test("the owner and the desk ask for time, nobody else", () => {
  expect(accepted("minor").when("2026-11-25 10:00", WANG, askTime("2026-11-27 18:00")).refusal).toBeUndefined();
  expect(accepted("minor").when("2026-11-25 10:00", GUO, askTime("2026-11-27 18:00")).refusal).toEqual({
    code: "not-allowed",
  });
});

test("the approver is reminded at half time, once", () => {
  const reminded = asked().until("2026-11-26 02:00");
  expect(one(reminded.events, "request-reminded")).toMatchObject({ people: [ZHAO], at: at("2026-11-26 02:00") });
  expect(all(asked().until("2026-11-28 12:00").history, "request-reminded")).toHaveLength(1);
});

test("the customer's own time and the week of a valid complaint are not ours to extend", () => {
  const both = accepted("minor", { "asked-time": at("2026-11-25 16:00"), "our-fault": "yes" })
    .and("2026-11-24 10:00", WANG, {
      type: "do",
      step: "verify",
      answers: { verified: "yes", "verified-by": "Desk", intent: "without", harmed: "customer" },
    })
    .and("2026-11-24 11:00", LI, askTime("2026-12-03 18:00"));
  expect(one(both.events, "requested").detail.clocks).toEqual(["minor#1"]);
  const granted = both.and("2026-11-24 12:00", ZHAO, { type: "answer-request", request: requestOf(both), yes: true });
  expect(dues(granted)).toMatchObject({
    wish: "2026-11-25 16:00",
    "one-week": "2026-12-01 18:00",
    minor: "2026-12-03 18:00",
  });
});

test("an owner who is the deputy general manager himself is answered by the next rung", () => {
  const { people } = contextAt("2026-11-24 09:12");
  const alone = {
    people: {
      ...people,
      holdings: people.holdings.map((held) => (held.person === LI ? { ...held, person: ZHAO } : held)),
    },
  };
  const taken = opened("minor", {}, alone).and("2026-11-24 09:20", ZHAO, { type: "do", step: "accept" });
  const requested = one(taken.and("2026-11-25 10:00", ZHAO, askTime("2026-11-27 18:00")).events, "requested");
  expect(requested).toMatchObject({ role: "leader", approvers: [QIAN] });
});

test("an end leaves nothing to answer", () => {
  const ended = asked().and("2026-11-25 12:00", WANG, { type: "withdraw", reason: "Customer is content" });
  expect(
    ended.when("2026-11-25 14:00", ZHAO, { type: "answer-request", request: requestOf(ended), yes: true }).refusal,
  ).toEqual({
    code: "already-ended",
    params: { how: "withdrawn" },
  });
  expect(ended.until("2026-12-10 12:00").events).toEqual([]);
});
