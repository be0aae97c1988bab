import { expect, test } from "vitest";
import { preview } from "../../src/desk/preview.ts";
import { CALL, dues, file, fileAs, given, LEVEL, local, next, one, opened, pings, types } from "../support/given.ts";
import { at, contextAt, GUO, HE, LI, SUN, WANG, ZHAO } from "../support/property-desk.ts";

test("what the desk files with all answers is sent to its department at once", () => {
  const filed = given().when("2026-11-24 09:12", WANG, fileAs("important"));
  expect(types(filed.events)).toEqual(["received", "level-set", "step-done", "told"]);
  expect(one(filed.events, "received")).toMatchObject({
    by: WANG,
    at: at("2026-11-24 09:12"),
    receivedAt: at("2026-11-24 09:12"),
    receiver: WANG,
    desk: "riverside",
    edition: "property-1",
  });
  expect(one(filed.events, "step-done")).toMatchObject({ step: "dispatch", by: WANG });
  expect(next(filed)?.step.id).toBe("accept");
  expect(next(filed)?.people).toEqual([LI]);
  expect(local(next(filed)?.clock?.due)).toBe("2026-11-24 09:42");
});

test("what the desk files without a department waits for dispatch", () => {
  const filed = given().when("2026-11-24 09:12", WANG, file(LEVEL.important));
  expect(types(filed.events)).toEqual(["received", "level-set"]);
  expect(next(filed)?.step.id).toBe("dispatch");
  expect(next(filed)?.people).toEqual([WANG]);
});

test("what the desk files without the answers of dispatch waits for dispatch", () => {
  const filed = given().when("2026-11-24 09:12", WANG, file({ department: "engineering" }));
  expect(types(filed.events)).toEqual(["received"]);
  expect(next(filed)?.step.id).toBe("dispatch");
});

test("whoever is not of the desk may file, and proposes the department only", () => {
  const filed = given().when("2026-11-24 09:12", GUO, fileAs("important"));
  expect(types(filed.events)).toEqual(["received", "level-set"]);
  expect(filed.case.receiver).toBe(GUO);
  expect(filed.case.facts).toMatchObject({ "proposed-department": "engineering" });
  expect(filed.case.facts["department"]).toBeUndefined();
  expect(next(filed)?.step.id).toBe("dispatch");
  expect(next(filed)?.people).toEqual([WANG]);
});

test("a manager of another department files like anybody else", () => {
  const filed = given().when("2026-11-24 09:12", SUN, file());
  expect(types(filed.events)).toEqual(["received"]);
  expect(filed.case.level).toBeUndefined();
});

test("the time at which the customer spoke starts the limits, not the time of recording", () => {
  const filed = given().when("2026-11-24 17:00", WANG, {
    ...fileAs("minor"),
    type: "file",
    kind: "complaint",
    facts: { ...CALL, ...LEVEL.minor, department: "engineering" },
    receivedAt: at("2026-11-24 16:50"),
  });
  expect(local(filed.case.firstReceivedAt)).toBe("2026-11-24 16:50");
  expect(local(filed.case.recordedAt)).toBe("2026-11-24 17:00");
  expect(dues(filed)).toMatchObject({ minor: "2026-11-26 18:00" });
});

test("a limit that ran out before the complaint was recorded is missed at once, dated at its end", () => {
  const filed = given().when("2026-11-24 17:00", WANG, {
    type: "file",
    kind: "complaint",
    facts: { ...CALL, ...LEVEL.minor, department: "engineering" },
    receivedAt: at("2026-11-24 09:00"),
  });
  const missed = one(filed.events, "missed");
  expect(missed).toMatchObject({ deadline: "forward", due: at("2026-11-24 09:30"), at: at("2026-11-24 17:00") });
});

test("a complaint cannot be recorded without saying what happened", () => {
  const filed = given().when("2026-11-24 09:12", WANG, {
    type: "file",
    kind: "complaint",
    facts: { category: "lift" },
  });
  expect(filed.refusal).toEqual({ code: "answer-missing", field: "what-happened" });
  expect(given().when("2026-11-24 09:12", WANG, file({ "what-happened": "   " })).refusal?.code).toBe("answer-missing");
});

test("a complaint cannot have been received in the future", () => {
  const filed = given().when("2026-11-24 09:12", WANG, {
    type: "file",
    kind: "complaint",
    facts: CALL,
    receivedAt: at("2026-11-24 09:14"),
  });
  expect(filed.refusal).toEqual({ code: "time-in-future", field: "received" });
});

test("clocks of people may differ by a minute", () => {
  const filed = given().when("2026-11-24 09:12", WANG, {
    type: "file",
    kind: "complaint",
    facts: CALL,
    receivedAt: at("2026-11-24 09:13"),
  });
  expect(filed.refusal).toBeUndefined();
  expect(local(filed.case.firstReceivedAt)).toBe("2026-11-24 09:12");
});

test.each([
  ["source", { source: "pigeon" }],
  ["our-fault", { "our-fault": "perhaps" }],
  ["asked-time", { "asked-time": "tomorrow" }],
  ["accused", { accused: 7 }],
  ["phone", { phone: 13812345678 }],
])("an answer that does not fit %s is refused at that field", (field, facts) => {
  expect(given().when("2026-11-24 09:12", WANG, file(facts)).refusal).toEqual({ code: "answer-unfit", field });
});

test("a text of more than 3,000 characters is refused at its field", () => {
  const long = given().when("2026-11-24 09:12", WANG, file({ "what-happened": "x".repeat(3001) }));
  expect(long.refusal).toEqual({ code: "too-long", field: "what-happened", params: { longest: 3000 } });
  expect(given().when("2026-11-24 09:12", WANG, file({ "what-happened": "x".repeat(3000) })).refusal).toBeUndefined();
});

test("a department that the desk does not have is refused", () => {
  const filed = given().when("2026-11-24 09:12", WANG, file({ department: "catering" }));
  expect(filed.refusal).toEqual({ code: "no-such-department", field: "department" });
});

test("a kind that the regulation does not know is refused", () => {
  const filed = given().when("2026-11-24 09:12", WANG, { type: "file", kind: "proposal", facts: CALL });
  expect(filed.refusal).toEqual({ code: "kind-unknown", field: "kind" });
});

test("nothing can be done to a case that does not exist", () => {
  const nowhere = given().when("2026-11-24 09:12", WANG, { type: "do", step: "accept" });
  expect(nowhere.refusal).toEqual({ code: "no-such-case" });
});

test("a case is filed once", () => {
  expect(opened().when("2026-11-24 09:13", WANG, file()).refusal).toEqual({ code: "same-case" });
});

test("the same request is carried out once", () => {
  const first = given().when("2026-11-24 09:12", WANG, fileAs("minor"), "V1-hash");
  const second = first.when("2026-11-24 09:12", WANG, fileAs("minor"), "V1-hash");
  expect(second.repeated).toBe(true);
  expect(second.events).toEqual([]);
  expect(second.case).toEqual(first.case);
});

test("a request that was refused may be sent again", () => {
  const refused = given().when("2026-11-24 09:12", WANG, file({ "what-happened": "" }), "V1-hash");
  expect(refused.refusal?.code).toBe("answer-missing");
  expect(refused.when("2026-11-24 09:13", WANG, file(), "V1-hash").events).not.toEqual([]);
});

test("the deputy general manager hears of an important case when it is sent to the department", () => {
  const filed = given().when("2026-11-24 09:12", WANG, fileAs("important"));
  expect(one(filed.events, "told")).toMatchObject({ people: [ZHAO], basis: ["property-31"] });
  expect(pings(filed)).toEqual({ informed: [ZHAO] });
});

test("the deputy general manager hears of it too when its answers are only given at dispatch", () => {
  const sent = given()
    .and("2026-11-24 09:12", GUO, file())
    .when("2026-11-24 09:20", WANG, {
      type: "do",
      step: "dispatch",
      answers: { ...LEVEL.important, department: "engineering" },
    });
  expect(sent.case.level?.id).toBe("important");
  expect(one(sent.events, "told")).toMatchObject({ people: [ZHAO] });
});

test("the supervisor hears when the customer wants an explanation in person", () => {
  const filed = given().when("2026-11-24 09:12", WANG, fileAs("minor", { "explain-needed": "yes" }));
  expect(one(filed.events, "told")).toMatchObject({ people: [HE], basis: ["property-26"] });
});

test("only the desk sends a case to a department", () => {
  const filed = given().and("2026-11-24 09:12", GUO, file());
  const refused = filed.when("2026-11-24 09:13", LI, {
    type: "do",
    step: "dispatch",
    answers: { department: "engineering" },
  });
  expect(refused.refusal?.code).toBe("no-such-case");
  const byDeputy = filed.when("2026-11-24 09:13", ZHAO, {
    type: "do",
    step: "dispatch",
    answers: { department: "engineering" },
  });
  expect(byDeputy.refusal).toMatchObject({
    code: "not-yours",
    params: { step: "dispatch", people: WANG, role: "desk" },
  });
});

test("dispatch needs a department", () => {
  const filed = given().and("2026-11-24 09:12", GUO, file());
  const refused = filed.when("2026-11-24 09:13", WANG, { type: "do", step: "dispatch", answers: LEVEL.minor });
  expect(refused.refusal).toEqual({ code: "answer-missing", field: "department" });
});

test("dispatch asks what decides the level", () => {
  const filed = given().and("2026-11-24 09:12", GUO, file());
  const { cause: _, ...rest } = LEVEL.minor;
  const refused = filed.when("2026-11-24 09:13", WANG, {
    type: "do",
    step: "dispatch",
    answers: { ...rest, department: "engineering" },
  });
  expect(refused.refusal).toEqual({ code: "answer-missing", field: "cause" });
});

test("an answer given by the filer need not be given again at dispatch", () => {
  const filed = given().and("2026-11-24 09:12", GUO, file({ "our-fault": "yes" }));
  const { "our-fault": _, ...rest } = LEVEL.important;
  const sent = filed.when("2026-11-24 09:13", WANG, {
    type: "do",
    step: "dispatch",
    answers: { ...rest, department: "engineering" },
  });
  expect(sent.refusal).toBeUndefined();
  expect(sent.case.level?.id).toBe("important");
});

// ── What the form foretells ────────────────────────────────────────────────────────────────────────────────────────

test.each(["minor", "important", "major"] as const)("the form foretells what filing a %s case then gives", (level) => {
  const facts = { ...CALL, ...LEVEL[level], department: "engineering" };
  const told = preview({ kind: "complaint", facts }, WANG, contextAt("2026-11-24 09:12"));
  const filed = given().and("2026-11-24 09:12", WANG, fileAs(level));
  expect(told?.level).toBe(level);
  expect(told?.after.level?.id).toBe(filed.case.level?.id);
  expect(told?.owner).toEqual([LI]);
  expect(told?.department).toBe("engineering");
  const foretold = told?.clocks.filter((clock) => clock.state === "running");
  expect(Object.fromEntries((foretold ?? []).map((clock) => [clock.rule.id, local(clock.due)]))).toEqual(dues(filed));
});

test("the form proposes the department of the matter before the text is written", () => {
  const told = preview({ kind: "complaint", facts: { category: "dirt" } }, WANG, contextAt("2026-11-24 09:12"));
  expect(told?.department).toBe("cleaning");
  expect(told?.owner).toEqual([SUN]);
  expect(told?.level).toBeUndefined();
});

test("the form says by when a case would be solved", () => {
  const facts = { ...CALL, ...LEVEL.important, department: "engineering" };
  const told = preview({ kind: "complaint", facts }, WANG, contextAt("2026-11-24 09:12"));
  expect(told?.solveBy?.rule.id).toBe("important");
  expect(local(told?.solveBy?.due)).toBe("2026-11-25 18:00");
});
