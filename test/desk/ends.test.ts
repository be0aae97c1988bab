import { expect, test } from "vitest";
import {
  accepted,
  actions,
  all,
  askTime,
  CALL,
  clock,
  dues,
  file,
  given,
  local,
  next,
  one,
  opened,
  owner,
  pings,
  REPORT,
  reported,
  RESOLVE,
  SATISFIED,
  types,
  VERIFY,
} from "../support/given.ts";
import { at, GUO, LI, property, QIAN, SUN, WANG, ZHAO } from "../support/property-desk.ts";

const WITHDRAW = { type: "withdraw", reason: "Customer is content", how: "phone" } as const;
const NOT_VALID = {
  type: "not-valid",
  ground: "not-ours",
  facts: "The lift belongs to the metro",
  customerTold: true,
} as const;
const REOPEN = { type: "reopen", reason: "The same fault again", sameOwner: true } as const;

// ── Withdrawn ──────────────────────────────────────────────────────────────────────────────────────────────────────

test("a withdrawn complaint ends at once; what was left to do is dropped", () => {
  const ended = accepted("important").when("2026-11-24 11:00", WANG, WITHDRAW);
  expect(types(ended.events)).toEqual(["ended"]);
  expect(ended.case.ended).toMatchObject({
    how: "withdrawn",
    reason: "phone · Customer is content",
    dropped: ["resolve", "report", "callback", "close"],
  });
  expect(dues(ended)).toEqual({});
  expect(next(ended)).toBeUndefined();
  expect(pings(ended).informed).toEqual([LI]);
  expect(ended.until("2027-01-15 12:00").events).toEqual([]);
});

test("what proves a withdrawal is kept with the case's other files", () => {
  const photo = { id: "F1", name: "photo.jpg", mimetype: "image/jpeg", size: 10 };
  const letter = { id: "F2", name: "letter.pdf", mimetype: "application/pdf", size: 20 };
  const filed = given().and("2026-11-24 09:12", WANG, { type: "file", kind: "complaint", facts: CALL, files: [photo] });
  expect(filed.and("2026-11-24 09:30", WANG, { ...WITHDRAW, files: [letter] }).case.files).toEqual([photo, letter]);
});

test("the follower and the desk record a withdrawal, not the owner", () => {
  expect(accepted("important").when("2026-11-24 11:00", LI, WITHDRAW).refusal).toEqual({ code: "not-allowed" });
  const byGuo = given().and("2026-11-24 09:12", GUO, file());
  expect(byGuo.when("2026-11-24 09:30", GUO, WITHDRAW).refusal).toBeUndefined();
});

test("a withdrawal needs a reason", () => {
  expect(accepted("important").when("2026-11-24 11:00", WANG, { ...WITHDRAW, reason: "x" }).refusal).toEqual({
    code: "reason-missing",
    field: "reason",
  });
});

test("what has ended does not end again", () => {
  const ended = accepted("important").and("2026-11-24 11:00", WANG, WITHDRAW);
  for (const command of [WITHDRAW, NOT_VALID, { type: "merge", into: "2026110001", reason: "The same lift" } as const])
    expect(ended.when("2026-11-24 12:00", WANG, command).refusal?.code).toBe("already-ended");
  for (const command of [
    { type: "wait", reason: "customer", until: at("2026-11-25 18:00") } as const,
    askTime("2026-11-28 18:00"),
    { type: "undo", step: "accept", reason: "Taken by mistake" } as const,
    { type: "contact", how: "phone", said: "Thanks" } as const,
    { type: "answer", facts: { easy: "no" } } as const,
    { type: "set-level", level: "major", reason: "It is graver" } as const,
  ])
    expect(ended.when("2026-11-24 12:00", WANG, command).refusal?.code).toBe("already-ended");
});

test("after a withdrawal no step is left that anybody could do", () => {
  const ended = accepted("important").and("2026-11-24 10:00", WANG, VERIFY).and("2026-11-24 11:00", WANG, WITHDRAW);
  for (const person of [WANG, LI, ZHAO, QIAN, GUO])
    expect(actions(ended, person).filter((action) => action.startsWith("do "))).toEqual([]);
  expect(actions(ended, WANG)).toContain("reopen");
  expect(actions(ended, GUO)).toEqual(["note"]);
});

test("words stay possible after the end", () => {
  const ended = accepted("important").and("2026-11-24 11:00", WANG, WITHDRAW);
  expect(types(ended.and("2026-11-24 12:00", GUO, { type: "note", text: "Customer sent flowers" }).events)).toEqual([
    "noted",
  ]);
  expect(ended.when("2026-11-24 12:00", GUO, { type: "note", text: " " }).refusal).toEqual({
    code: "answer-missing",
    field: "text",
  });
});

// ── Not valid ──────────────────────────────────────────────────────────────────────────────────────────────────────

test("'not valid' waits for the deputy general manager's yes", () => {
  const asked = accepted("important").and("2026-11-24 11:00", WANG, NOT_VALID);
  expect(one(asked.events, "requested")).toMatchObject({
    of: "not-valid",
    approvers: [ZHAO],
    detail: { ground: "not-ours · The lift belongs to the metro", customerTold: true },
  });
  expect(asked.case.ended).toBeUndefined();
  expect(pings(asked)).toEqual({ approval: [ZHAO] });
});

test("yes ends the case as not valid, no lets it go on", () => {
  const asked = accepted("important").and("2026-11-24 11:00", WANG, NOT_VALID);
  const request = one(asked.events, "requested").request;
  const yes = asked.and("2026-11-24 12:00", ZHAO, { type: "answer-request", request, yes: true });
  expect(types(yes.events)).toEqual(["request-answered", "ended"]);
  expect(yes.case.ended).toMatchObject({ how: "not-valid", reason: "not-ours · The lift belongs to the metro" });
  const no = asked.and("2026-11-24 12:00", ZHAO, {
    type: "answer-request",
    request,
    yes: false,
    reason: "It is our lift",
  });
  expect(no.case.ended).toBeUndefined();
  expect(no.when("2026-11-24 13:00", LI, RESOLVE).refusal).toBeUndefined();
});

test("whether the customer was told is kept, with a yes of somebody above as without", () => {
  const regulation = {
    ...property,
    approvals: property.approvals.filter((approval) => approval.of !== "not-valid"),
  };
  const asked = accepted("important").and("2026-11-24 11:00", WANG, NOT_VALID);
  const request = one(asked.events, "requested").request;
  const ended = [
    accepted("important", {}, { regulation }).and("2026-11-24 11:00", WANG, NOT_VALID),
    asked.and("2026-11-24 12:00", ZHAO, { type: "answer-request", request, yes: true }),
  ];
  expect(ended.map((story) => one(story.events, "ended").customerTold)).toEqual([true, true]);
  expect(ended.map((story) => story.case.facts["customer-told"])).toEqual(["yes", "yes"]);
});

test("where the regulation turns nobody away, 'not valid' is not offered", () => {
  const regulation = {
    ...property,
    approvals: property.approvals.map((line) => (line.of === "not-valid" ? { ...line, by: "nobody" } : line)),
  };
  expect(actions(accepted("important"), WANG)).toContain("not-valid");
  expect(actions(accepted("important", {}, { regulation }), WANG)).not.toContain("not-valid");
});

test("the limits run on while 'not valid' waits for its yes", () => {
  const asked = accepted("important").and("2026-11-24 11:00", WANG, NOT_VALID).until("2026-11-25 18:00");
  expect(asked.case.misses.map((miss) => miss.deadline)).toEqual(["important"]);
});

test("'not valid' is asked once at a time, with facts, by desk, follower or ladder", () => {
  const asked = accepted("important").and("2026-11-24 11:00", WANG, NOT_VALID);
  expect(asked.when("2026-11-24 11:05", WANG, NOT_VALID).refusal).toEqual({ code: "request-open" });
  expect(accepted("important").when("2026-11-24 11:00", WANG, { ...NOT_VALID, facts: "" }).refusal).toEqual({
    code: "reason-missing",
    field: "facts",
  });
  expect(accepted("important").when("2026-11-24 11:00", GUO, NOT_VALID).refusal).toEqual({ code: "not-allowed" });
});

test("who would have to agree does not agree with himself: the leader does", () => {
  const asked = accepted("important").and("2026-11-24 11:00", ZHAO, NOT_VALID);
  expect(one(asked.events, "requested")).toMatchObject({ approvers: [QIAN], role: "leader" });
});

// ── Merged, linked ─────────────────────────────────────────────────────────────────────────────────────────────────

test("a duplicate becomes part of the other case", () => {
  const merged = accepted("minor").and("2026-11-24 11:00", WANG, {
    type: "merge",
    into: "2026110001",
    reason: "The same lift",
  });
  expect(types(merged.events)).toEqual(["linked", "ended"]);
  expect(merged.case.ended).toMatchObject({ how: "merged", into: "2026110001" });
  expect(merged.case.links).toEqual([{ other: "2026110001", how: "duplicate" }]);
  expect(merged.when("2026-11-24 12:00", WANG, REOPEN).refusal).toEqual({ code: "not-ended" });
  expect(actions(merged, WANG)).not.toContain("reopen");
});

test("a case is no part of itself", () => {
  const numbered = given().and("2026-11-24 09:12", WANG, {
    type: "file",
    kind: "complaint",
    facts: CALL,
    number: "2026110042",
  });
  expect(
    numbered.when("2026-11-24 11:00", WANG, { type: "merge", into: "2026110042", reason: "The same lift" }).refusal,
  ).toEqual({
    code: "same-case",
    field: "into",
  });
  expect(
    numbered.when("2026-11-24 11:00", WANG, { type: "link", other: "2026110042", how: "related" }).refusal,
  ).toEqual({
    code: "same-case",
    field: "other",
  });
});

test("cases are linked once", () => {
  const linked = accepted("minor").and("2026-11-24 11:00", WANG, { type: "link", other: "2026110001", how: "related" });
  expect(linked.case.links).toEqual([{ other: "2026110001", how: "related" }]);
  expect(
    linked.when("2026-11-24 11:05", WANG, { type: "link", other: "2026110001", how: "repeat" }).refusal?.code,
  ).toBe("same-case");
});

// ── Opened again ───────────────────────────────────────────────────────────────────────────────────────────────────

function closed() {
  return reported().and("2026-11-25 10:00", WANG, SATISFIED);
}

test("opened again: a new round from solving on, with new limits and the same owner", () => {
  const open = closed().and("2026-12-10 10:00", WANG, REOPEN);
  expect(types(open.events)).toEqual(["reopened", "steps-reopened", "round-began"]);
  expect(open.case.ended).toBeUndefined();
  expect(open.case.round).toBe(2);
  expect(next(open)).toMatchObject({ step: { id: "resolve" }, people: [LI] });
  expect(dues(open)).toEqual({ minor: "2026-12-14 18:00" });
  const done = open
    .and("2026-12-10 11:00", LI, RESOLVE)
    .and("2026-12-10 12:00", LI, REPORT)
    .and("2026-12-10 15:00", WANG, SATISFIED);
  expect(done.case.ended?.how).toBe("closed");
});

test("opened again for another owner: the department accepts anew", () => {
  const open = closed().and("2026-12-10 10:00", WANG, { ...REOPEN, sameOwner: false });
  expect(next(open)).toMatchObject({ step: { id: "accept" }, people: [LI] });
});

test("thirty days after closing a case can no longer be opened again", () => {
  expect(closed().when("2026-12-25 10:00", WANG, REOPEN).refusal).toBeUndefined();
  expect(closed().when("2026-12-25 10:00:01", WANG, REOPEN).refusal).toEqual({
    code: "reopen-window-over",
    params: { last: at("2026-12-25 10:00") },
  });
  expect(actions(closed().until("2026-12-26 10:00"), WANG)).not.toContain("reopen");
});

test.each([
  ["the follower", WANG],
  ["the deputy general manager", ZHAO],
  ["the leader", QIAN],
  ["the department's manager, as the first rung", LI],
])("%s may open a case again, and is offered it", (_, person) => {
  expect(actions(closed(), person)).toContain("reopen");
  expect(closed().when("2026-12-10 10:00", person, REOPEN).refusal).toBeUndefined();
});

test("others may not open a case again, and nobody without a reason", () => {
  expect(closed().when("2026-12-10 10:00", GUO, REOPEN).refusal).toEqual({ code: "not-allowed" });
  expect(closed().when("2026-12-10 10:00", SUN, REOPEN).refusal).toEqual({ code: "no-such-case" });
  expect(closed().when("2026-12-10 10:00", WANG, { ...REOPEN, reason: "x" }).refusal).toEqual({
    code: "reason-missing",
    field: "reason",
  });
  expect(accepted("minor").when("2026-12-10 10:00", WANG, REOPEN).refusal).toEqual({ code: "not-ended" });
});

test("a withdrawn case can be opened again and goes on where it was", () => {
  const open = opened("minor").and("2026-11-24 09:20", WANG, WITHDRAW).and("2026-11-25 10:00", WANG, REOPEN);
  expect(next(open)?.step.id).toBe("accept");
  expect(owner(open)).toEqual([LI]);
});

test("closing keeps the misses that were found", () => {
  const late = accepted("minor")
    .and("2026-11-27 10:00", LI, RESOLVE)
    .and("2026-11-27 11:00", LI, REPORT)
    .and("2026-11-27 15:00", WANG, SATISFIED);
  expect(late.case.ended?.how).toBe("closed");
  expect(all(late.history, "missed").map((miss) => miss.deadline)).toEqual(["minor"]);
  expect(clock(late, "minor")?.state).toBe("missed");
  expect(local(clock(late, "minor")?.due)).toBe("2026-11-26 18:00");
});

test("opened again after its first week: a valid complaint has another week before it becomes major", () => {
  const solved = accepted("important")
    .and("2026-11-24 10:00", WANG, VERIFY)
    .and("2026-11-25 10:00", LI, RESOLVE)
    .and("2026-11-25 11:00", LI, REPORT)
    .and("2026-11-25 15:00", WANG, SATISFIED);
  expect(solved.case.ended?.how).toBe("closed");
  const open = solved.and("2026-12-10 10:00", WANG, REOPEN);
  expect(clock(open, "one-week")).toMatchObject({ state: "running", due: at("2026-12-17 18:00") });
  expect(open.until("2026-12-17 17:59").case.level?.id).toBe("important");
  expect(open.until("2026-12-17 18:00").case.level).toMatchObject({ id: "major", how: "missed" });
});
