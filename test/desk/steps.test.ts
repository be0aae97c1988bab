import { expect, test } from "vitest";
import {
  ACCEPT,
  accepted,
  actions,
  clock,
  dispatch,
  DISSATISFIED,
  file,
  given,
  local,
  next,
  one,
  opened,
  pings,
  REPLY,
  REPORT,
  reported,
  RESOLVE,
  SATISFIED,
  types,
  VERIFY,
} from "../support/given.ts";
import { at, GUO, HE, LI, QIAN, SUN, WANG, ZHAO } from "../support/property-desk.ts";

test("the department's manager accepts and becomes the owner", () => {
  const taken = opened().when("2026-11-24 09:20", LI, ACCEPT);
  expect(types(taken.events)).toEqual(["step-done", "taken"]);
  expect(one(taken.events, "taken")).toMatchObject({ part: "owner", person: LI, role: "head", by: LI });
  expect(taken.case.holders["owner"]).toEqual({ person: LI, role: "head", since: at("2026-11-24 09:20") });
  expect(next(taken)?.step.id).toBe("resolve");
});

test("of two who accept at once the second is told who was first, and when", () => {
  const two = { members: { engineering: [LI, SUN, GUO], cleaning: [] } };
  const desk = opened().context;
  const both = {
    people: {
      ...desk.people,
      ...two,
      holdings: [...desk.people.holdings, { role: "head", department: "engineering", person: SUN }],
    },
  };
  const first = opened("important", {}, both).and("2026-11-24 09:20", LI, ACCEPT);
  const second = first.when("2026-11-24 09:20:02", SUN, ACCEPT);
  expect(second.refusal).toEqual({
    code: "step-already-done",
    params: { step: "accept", by: LI, at: at("2026-11-24 09:20") },
  });
  expect(second.case).toEqual(first.case);
});

test.each([
  ["a member of the department", GUO],
  ["the desk", WANG],
  ["the deputy general manager", ZHAO],
])("%s cannot accept in the manager's place", (_, person) => {
  expect(opened().when("2026-11-24 09:20", person, ACCEPT).refusal).toEqual({
    code: "not-yours",
    params: { step: "accept", people: LI, role: "head" },
  });
});

test("another department sees nothing that it could accept", () => {
  expect(opened().when("2026-11-24 09:20", SUN, ACCEPT).refusal).toEqual({ code: "no-such-case" });
});

test("nothing is solved before it is accepted", () => {
  expect(opened("minor").when("2026-11-24 09:20", LI, RESOLVE).refusal).toEqual({
    code: "step-waits-for",
    params: { step: "resolve", waitsFor: "accept" },
  });
});

test("nothing is accepted before it is sent to a department", () => {
  const filed = given().and("2026-11-24 09:12", WANG, file());
  expect(filed.when("2026-11-24 09:20", WANG, ACCEPT).refusal).toEqual({
    code: "step-waits-for",
    params: { step: "accept", waitsFor: "dispatch" },
  });
});

test("nobody calls the customer back before the record form has come back", () => {
  const solved = accepted("minor").and("2026-11-24 11:00", LI, RESOLVE);
  expect(solved.when("2026-11-24 12:00", WANG, SATISFIED).refusal).toEqual({
    code: "step-waits-for",
    params: { step: "callback", waitsFor: "report" },
  });
});

test("nothing is closed before the customer has been called back", () => {
  expect(reported().when("2026-11-24 15:00", WANG, { type: "do", step: "close" }).refusal).toEqual({
    code: "step-waits-for",
    params: { step: "close", waitsFor: "callback" },
  });
});

test("a major case is not solved before the customer has a clear answer", () => {
  const taken = accepted("major");
  expect(taken.when("2026-11-24 10:00", LI, RESOLVE).refusal).toEqual({
    code: "step-waits-for",
    params: { step: "resolve", waitsFor: "reply" },
  });
  const answered = taken.and("2026-11-24 10:00", WANG, REPLY);
  expect(answered.when("2026-11-24 10:30", LI, RESOLVE).refusal).toBeUndefined();
});

test("the clear answer may be given before the department has accepted", () => {
  expect(opened("major").when("2026-11-24 09:15", WANG, REPLY).refusal).toEqual({
    code: "step-waits-for",
    params: { step: "reply", waitsFor: "accept" },
  });
});

test("a minor case needs no verification and no clear answer", () => {
  const taken = accepted("minor");
  expect(taken.when("2026-11-24 10:00", WANG, VERIFY).refusal).toEqual({
    code: "step-not-applicable",
    params: { step: "verify" },
  });
  expect(taken.when("2026-11-24 10:00", WANG, REPLY).refusal).toEqual({
    code: "step-not-applicable",
    params: { step: "reply" },
  });
});

test("a step that the regulation does not have is refused", () => {
  const nothing = accepted().when("2026-11-24 10:00", LI, { type: "do", step: "dance" });
  expect(nothing.refusal).toEqual({ code: "no-such-step", params: { step: "dance" } });
});

test.each([
  ["measures", { outcome: "upheld" }],
  ["outcome", { measures: "Door sensor replaced" }],
  ["measures", { measures: "  ", outcome: "upheld" }],
])("solving asks for %s", (field, answers) => {
  const refused = accepted("minor").when("2026-11-24 10:00", LI, { type: "do", step: "resolve", answers });
  expect(refused.refusal).toEqual({ code: "answer-missing", field });
});

test("an outcome that is not among the options is refused at its field", () => {
  const refused = accepted("minor").when("2026-11-24 10:00", LI, {
    type: "do",
    step: "resolve",
    answers: { measures: "Door sensor replaced", outcome: "won" },
  });
  expect(refused.refusal).toEqual({ code: "answer-unfit", field: "outcome" });
});

test("who verified it is asked only when it is verified", () => {
  const taken = accepted();
  const yes = taken.when("2026-11-24 10:00", WANG, { type: "do", step: "verify", answers: { verified: "yes" } });
  expect(yes.refusal).toEqual({ code: "answer-missing", field: "verified-by" });
  const no = taken.when("2026-11-24 10:00", WANG, { type: "do", step: "verify", answers: { verified: "no" } });
  expect(no.refusal).toBeUndefined();
});

test("the supervisor's explanation is a step on the side that may be left out", () => {
  const taken = accepted("minor", { "explain-needed": "yes" });
  expect(actions(taken, HE)).toContain("do explain");
  expect(next(taken)?.step.id).toBe("resolve");
  const explained = taken.and("2026-11-24 09:40", HE, { type: "do", step: "explain" });
  expect(actions(explained, HE)).not.toContain("do explain");
  const left = taken.and("2026-11-24 09:40", HE, { type: "skip", step: "explain", reason: "Customer did not want it" });
  expect(one(left.events, "step-skipped")).toMatchObject({ step: "explain", reason: "Customer did not want it" });
  expect(actions(left, HE)).not.toContain("do explain");
});

test("a step that must be done cannot be left out", () => {
  const refused = accepted("minor").when("2026-11-24 09:40", LI, {
    type: "skip",
    step: "resolve",
    reason: "No time today",
  });
  expect(refused.refusal?.code).toMatch(/step-not-open|not-allowed/);
});

test("leaving a step out needs a reason", () => {
  const taken = accepted("minor", { "explain-needed": "yes" });
  const refused = taken.when("2026-11-24 09:40", HE, { type: "skip", step: "explain", reason: "no" });
  expect(refused.refusal).toEqual({ code: "reason-missing", field: "reason" });
});

test("files given with a step stay with the case", () => {
  const files = [{ id: "F1", name: "sensor.jpg", mimetype: "image/jpeg", size: 2048 }];
  const solved = accepted("minor").and("2026-11-24 10:00", LI, { ...RESOLVE, type: "do", step: "resolve", files });
  expect(solved.case.files).toEqual(files);
});

test("whoever solved it, the owner, the follower and the desk may say that it is not solved after all", () => {
  const solved = accepted("minor").and("2026-11-24 11:00", LI, RESOLVE).and("2026-11-24 14:00", LI, REPORT);
  const undone = solved.when("2026-11-24 15:00", WANG, { type: "undo", step: "resolve", reason: "It stopped again" });
  expect(one(undone.events, "steps-reopened")).toMatchObject({ steps: ["resolve", "report"], why: "undone" });
  expect(next(undone)?.step.id).toBe("resolve");
  expect(clock(undone, "minor")?.state).toBe("running");
  expect(local(clock(undone, "minor")?.due)).toBe("2026-11-26 18:00");
  expect(pings(undone)).toEqual({ "sent-back": [LI] });
  expect(
    solved.when("2026-11-24 15:00", GUO, { type: "undo", step: "resolve", reason: "It stopped again" }).refusal,
  ).toEqual({ code: "not-allowed" });
});

test("a solution taken back after its limit is missed at once, dated at the limit", () => {
  const solved = accepted("minor").and("2026-11-26 17:00", LI, RESOLVE);
  const undone = solved.when("2026-11-27 10:00", WANG, { type: "undo", step: "resolve", reason: "It stopped again" });
  expect(one(undone.events, "missed")).toMatchObject({ deadline: "minor", due: at("2026-11-26 18:00") });
});

test("what was not done cannot be taken back", () => {
  const refused = accepted("minor").when("2026-11-24 15:00", LI, {
    type: "undo",
    step: "resolve",
    reason: "It stopped again",
  });
  expect(refused.refusal).toEqual({ code: "step-not-open", params: { step: "resolve" } });
});

test("after a step was taken back its questions are asked anew", () => {
  const undone = accepted("minor")
    .and("2026-11-24 11:00", LI, RESOLVE)
    .and("2026-11-24 12:00", LI, { type: "undo", step: "resolve", reason: "It stopped again" });
  const refused = undone.when("2026-11-24 13:00", LI, { type: "do", step: "resolve", answers: {} });
  expect(refused.refusal).toEqual({ code: "answer-missing", field: "measures" });
});

test("the new run of a limit is not the old one: a dispatch taken back and made again gives the full time to accept", () => {
  const late = opened("minor").until("2026-11-24 10:00");
  expect(types(late.events)).toContain("missed");
  const again = late
    .and("2026-11-24 10:01", WANG, { type: "undo", step: "dispatch", reason: "Wrong department" })
    .and("2026-11-24 10:02", WANG, dispatch({ department: "cleaning" }));
  expect(clock(again, "accept")).toMatchObject({ state: "running", due: at("2026-11-24 10:32") });
  expect(again.case.misses.map((miss) => miss.deadline)).toEqual(["accept", "forward"]);
  const later = again.until("2026-11-24 10:32");
  expect(one(later.events, "missed")).toMatchObject({ deadline: "accept", due: at("2026-11-24 10:32") });
});

test("the whole way: from the call to the callback", () => {
  const done = reported().when("2026-11-25 10:00", WANG, SATISFIED);
  expect(types(done.events)).toEqual(["step-done", "step-done", "ended"]);
  expect(done.case.ended).toMatchObject({ how: "closed", by: WANG, at: at("2026-11-25 10:00"), dropped: [] });
  expect(next(done)).toBeUndefined();
  expect(done.until("2027-01-31 12:00").events).toEqual([]);
});

test("an ended case takes no more steps", () => {
  const done = reported().and("2026-11-25 10:00", WANG, SATISFIED);
  expect(done.when("2026-11-25 11:00", LI, RESOLVE).refusal).toEqual({
    code: "already-ended",
    params: { how: "closed" },
  });
  expect(done.when("2026-11-25 11:00", WANG, DISSATISFIED).refusal).toEqual({
    code: "already-ended",
    params: { how: "closed" },
  });
});

test("what follows for the person concerned is recorded by the leader, also after closing", () => {
  const done = accepted()
    .and("2026-11-24 10:00", WANG, VERIFY)
    .and("2026-11-24 11:00", LI, RESOLVE)
    .and("2026-11-24 14:00", LI, REPORT)
    .and("2026-11-25 10:00", WANG, SATISFIED);
  expect(done.case.ended?.how).toBe("closed");
  expect(actions(done, QIAN)).toContain("do penalise");
  const penalised = done.when("2026-11-26 10:00", QIAN, {
    type: "do",
    step: "penalise",
    answers: { penalty: "A word" },
  });
  expect(penalised.refusal).toBeUndefined();
  expect(actions(penalised, QIAN)).not.toContain("do penalise");
});
