import { expect, test } from "vitest";
import { proposeLevel } from "../../src/desk/known.ts";
import {
  ACCEPT,
  accepted,
  all,
  clock,
  dispatch,
  dues,
  fact,
  file,
  fileAs,
  given,
  LEVEL,
  local,
  next,
  one,
  opened,
  pings,
  reported,
  SATISFIED,
  types,
  VERIFY,
  type Story,
} from "../support/given.ts";
import { at, contextAt, GUO, LI, QIAN, WANG, ZHAO } from "../support/property-desk.ts";

const CAUSES = ["facility", "equipment", "standard", "management", "service"];
const ANSWERS = ["yes", "no"];

/** Every combination of what the dispatch form asks. */
function combinations(): readonly { readonly [field: string]: string }[] {
  const fields = ["human-factor", "easy", "our-fault", "injury-or-loss", "promise-broken", "client-management"];
  return fields.reduce<{ readonly [field: string]: string }[]>(
    (sets, field) => sets.flatMap((set) => ANSWERS.map((answer) => ({ ...set, [field]: answer }))),
    CAUSES.map((cause) => ({ cause })),
  );
}

/** Clauses 9 to 12 as the catalogue gives them. */
function expected(answers: { readonly [field: string]: string }): {
  readonly level: string;
  readonly criterion: boolean;
} {
  const ours = answers["cause"] === "management" || answers["cause"] === "service";
  if (answers["injury-or-loss"] === "yes" || answers["promise-broken"] === "yes")
    return { level: "major", criterion: true };
  if ((ours && answers["our-fault"] === "yes") || answers["client-management"] === "yes")
    return { level: "important", criterion: true };
  return { level: "minor", criterion: !ours && answers["human-factor"] === "no" && answers["easy"] === "yes" };
}

test("all 320 combinations of answers give the level of clauses 9 to 12, and 76 fit no criterion", () => {
  const context = contextAt("2026-11-24 09:12");
  const found = combinations().map((answers) => {
    const proposal = proposeLevel(answers, context);
    return { answers, level: proposal?.level.id, criterion: proposal?.noCriterion === false };
  });
  expect(found).toEqual(combinations().map((answers) => ({ answers, ...expected(answers) })));
  expect(found).toHaveLength(320);
  expect(found.filter(({ criterion }) => !criterion)).toHaveLength(
    combinations().filter((answers) => !expected(answers).criterion).length,
  );
});

test.each([
  ["we made a mistake in our service", { cause: "service", "our-fault": "yes" }, "important", ["cause", "our-fault"]],
  ["the bank's management complains", { "client-management": "yes" }, "important", ["client-management"]],
  ["somebody was hurt", { "injury-or-loss": "yes" }, "major", ["injury-or-loss"]],
  ["a promise was broken again and again", { "promise-broken": "yes" }, "major", ["promise-broken"]],
  ["slight trouble with a facility", {}, "minor", ["cause", "human-factor", "easy"]],
])("%s: the level says which answers made it", (_, facts, level, because) => {
  const filed = opened("minor", facts);
  expect(filed.case.level).toMatchObject({ id: level, how: "criteria", noCriterion: false });
  expect(filed.case.level?.grounds.flatMap((ground) => ground.facts)).toEqual(because);
});

test("each sign of a level names its clause", () => {
  expect(opened("major").case.level?.grounds[0]?.basis).toContain("property-12");
  expect(opened("minor").case.level?.grounds[0]?.basis).toContain("property-09");
});

test("a heavier sign counts before a lighter one", () => {
  expect(opened("important", { "injury-or-loss": "yes" }).case.level?.id).toBe("major");
  expect(opened("minor", { "client-management": "yes", "promise-broken": "yes" }).case.level?.id).toBe("major");
});

test("where no criterion fits the lightest level is set and marked", () => {
  const filed = opened("minor", { "human-factor": "yes" });
  expect(filed.case.level).toMatchObject({ id: "minor", noCriterion: true });
});

test("before dispatch only a sign that is really there sets a level", () => {
  const plain = given().when("2026-11-24 09:12", GUO, file());
  expect(plain.case.level).toBeUndefined();
  const hurt = given().when("2026-11-24 09:12", GUO, file({ "injury-or-loss": "yes" }));
  expect(hurt.case.level?.id).toBe("major");
  expect(one(hurt.events, "told")).toMatchObject({ people: [QIAN], basis: ["property-32", "property-13"] });
});

test("dispatch confirms: what the desk answers counts, and may be lighter than what the filer said", () => {
  const hurt = given().and("2026-11-24 09:12", GUO, file({ "injury-or-loss": "yes" }));
  const sent = hurt.and("2026-11-24 09:20", WANG, dispatch({ "injury-or-loss": "no" }));
  expect(sent.case.level).toMatchObject({ id: "minor", how: "criteria" });
});

test("the desk may choose another level at dispatch, with a reason", () => {
  const filed = given().and("2026-11-24 09:12", GUO, file());
  const answers = { ...LEVEL.minor, department: "engineering", level: "important" };
  const mute = filed.when("2026-11-24 09:20", WANG, { type: "do", step: "dispatch", answers });
  expect(mute.refusal).toEqual({ code: "reason-missing", field: "note" });
  const sent = filed.and("2026-11-24 09:20", WANG, {
    type: "do",
    step: "dispatch",
    answers,
    note: "The tenant is very upset",
  });
  expect(sent.case.level).toMatchObject({ id: "important", how: "person", reason: "The tenant is very upset" });
  expect(all(sent.events, "level-set")).toHaveLength(1);
});

test("a level chosen against graver answers of the same form stays as chosen", () => {
  const filed = given().and("2026-11-24 09:12", GUO, file());
  const answers = { ...LEVEL.major, department: "engineering", level: "important" };
  const sent = filed.and("2026-11-24 09:20", WANG, { type: "do", step: "dispatch", answers, note: "Only a scratch" });
  expect(sent.case.level).toMatchObject({ id: "important", how: "person" });
  expect(sent.history.filter((event) => event.type === "level-set" && event.level === "major")).toEqual([]);
});

test("a level that the regulation does not have is refused", () => {
  const filed = given().and("2026-11-24 09:12", GUO, file());
  const answers = { ...LEVEL.minor, department: "engineering", level: "cosmic" };
  expect(
    filed.when("2026-11-24 09:20", WANG, { type: "do", step: "dispatch", answers, note: "Very far away" }).refusal,
  ).toEqual({ code: "no-such-level", field: "level" });
  expect(
    opened("minor").when("2026-11-24 09:20", WANG, { type: "set-level", level: "cosmic", reason: "Very far away" })
      .refusal,
  ).toEqual({ code: "no-such-level", field: "level" });
});

test("new answers raise the level at once, and the leader hears of it", () => {
  const raised = accepted("minor").when("2026-11-24 10:00", WANG, {
    type: "set-level",
    facts: { "injury-or-loss": "yes" },
    reason: "A child was hurt",
  });
  expect(raised.case.level).toMatchObject({ id: "major" });
  expect(all(raised.events, "told").flatMap((told) => told.people)).toEqual([QIAN]);
  expect(dues(raised)).toEqual({
    answer: "2026-11-26 18:00",
    major: "2026-12-04 18:00",
    verification: "2026-11-26 18:00",
  });
});

test("a raise keeps counting from receipt: a major case has ten days from the call, not from the raise", () => {
  const raised = accepted("minor").and("2026-11-26 10:00", WANG, {
    type: "set-level",
    facts: { "injury-or-loss": "yes" },
    reason: "A child was hurt",
  });
  expect(local(clock(raised, "major")?.due)).toBe("2026-12-04 18:00");
  expect(local(clock(raised, "answer")?.due)).toBe("2026-11-30 18:00");
});

test("correcting an answer to a graver one raises the level by itself", () => {
  const raised = accepted("minor").when("2026-11-24 10:00", WANG, {
    type: "answer",
    facts: { "promise-broken": "yes" },
  });
  expect(types(raised.events)).toEqual(["answered", "level-set", "told"]);
  expect(raised.case.level).toMatchObject({ id: "major", how: "criteria" });
});

test("correcting an answer to a lighter one lowers nothing by itself", () => {
  const same = accepted("major").when("2026-11-24 10:00", WANG, { type: "answer", facts: { "injury-or-loss": "no" } });
  expect(types(same.events)).toEqual(["answered"]);
  expect(same.case.level?.id).toBe("major");
});

test("lowering the level needs the deputy general manager's yes", () => {
  const asked = accepted("important").when("2026-11-24 10:00", WANG, {
    type: "set-level",
    facts: { "our-fault": "no", cause: "facility", easy: "yes" },
    reason: "The maker was at fault",
  });
  expect(types(asked.events)).toEqual(["requested"]);
  expect(one(asked.events, "requested")).toMatchObject({
    of: "lower-level",
    approvers: [ZHAO],
    detail: { level: "minor" },
  });
  expect(asked.case.level?.id).toBe("important");
  const request = one(asked.events, "requested").request;
  const agreed = asked.and("2026-11-24 10:30", ZHAO, { type: "answer-request", request, yes: true });
  expect(agreed.case.level).toMatchObject({ id: "minor", how: "person" });
  expect(agreed.case.facts["our-fault"]).toBe("no");
  const declined = asked.and("2026-11-24 10:30", ZHAO, {
    type: "answer-request",
    request,
    yes: false,
    reason: "Not yet proven",
  });
  expect(declined.case.level?.id).toBe("important");
  expect(declined.case.facts["our-fault"]).toBe("yes");
});

test("one lowering at a time", () => {
  const lower = { type: "set-level", level: "minor", reason: "The maker was at fault" } as const;
  const asked = accepted("important").and("2026-11-24 10:00", WANG, lower);
  expect(asked.when("2026-11-24 10:05", WANG, lower).refusal).toEqual({ code: "request-open" });
});

test("a level kept against graver answers stays", () => {
  const kept = accepted("minor").and("2026-11-24 10:00", WANG, {
    type: "set-level",
    facts: { "injury-or-loss": "yes" },
    level: "minor",
    reason: "A scratch, says the customer",
  });
  expect(kept.case.level?.id).toBe("minor");
  expect(kept.case.facts["injury-or-loss"]).toBe("yes");
});

test("a level chosen by a person stays when an answer changes that would not make it graver", () => {
  const chosen = accepted("minor").and("2026-11-24 10:00", WANG, {
    type: "set-level",
    level: "important",
    reason: "Press is here",
  });
  const answered = chosen.and("2026-11-24 11:00", WANG, { type: "answer", facts: { easy: "no" } });
  expect(answered.case.level).toMatchObject({ id: "important", how: "person" });
});

test("a level chosen by a person is raised by answers that have become graver since", () => {
  const chosen = accepted("minor").and("2026-11-24 10:00", WANG, {
    type: "set-level",
    level: "important",
    reason: "Press is here",
  });
  const raised = chosen.and("2026-11-24 11:00", WANG, { type: "answer", facts: { "injury-or-loss": "yes" } });
  expect(raised.case.level).toMatchObject({ id: "major", how: "criteria" });
});

test("a person's choice needs a reason, and must change something", () => {
  const taken = accepted("minor");
  expect(taken.when("2026-11-24 10:00", WANG, { type: "set-level", level: "major", reason: "so" }).refusal).toEqual({
    code: "reason-missing",
    field: "reason",
  });
  expect(
    taken.when("2026-11-24 10:00", WANG, { type: "set-level", level: "minor", reason: "It is minor" }).refusal,
  ).toEqual({
    code: "level-unchanged",
    field: "level",
  });
});

test("the owner cannot change the level of his own case", () => {
  const refused = accepted("important").when("2026-11-24 10:00", LI, {
    type: "set-level",
    level: "minor",
    reason: "Not so bad",
  });
  expect(refused.refusal).toEqual({ code: "not-allowed" });
});

test("limits of the level before no longer bind, and misses found under it stay on the record", () => {
  const late = accepted("important").until("2026-11-25 18:00");
  expect(late.case.misses.map((miss) => miss.deadline)).toEqual(["important"]);
  const raised = late.and("2026-11-26 09:00", WANG, { type: "answer", facts: { "injury-or-loss": "yes" } });
  expect(Object.keys(dues(raised)).toSorted()).toEqual(["answer", "major", "verification"]);
  expect(raised.case.misses.map((miss) => miss.deadline)).toEqual(["important"]);
  const later = raised.and("2026-11-26 10:00", WANG, VERIFY).until("2026-11-27 17:00");
  expect(all(later.events, "chased")).toEqual([]);
  expect(all(later.events, "rung-told")).toEqual([]);
});

// ── Valid, and unsolved for a week ─────────────────────────────────────────────────────────────────────────────────

test.each([
  ["an important case that was verified", "important", { verified: "yes", "verified-by": "Desk" }, "yes"],
  ["an important case that was not verified", "important", { verified: "no" }, "no"],
  ["a major case that was verified", "major", { verified: "yes", "verified-by": "Desk" }, "yes"],
] as const)("%s: valid %s", (_, level, answers, valid) => {
  const verified = accepted(level).and("2026-11-24 10:00", WANG, { type: "do", step: "verify", answers });
  expect(fact(verified, "valid")).toBe(valid);
});

function harming(harmed: string): Story {
  return accepted("minor", { "our-fault": "yes" }).and("2026-11-24 10:00", WANG, {
    type: "do",
    step: "verify",
    answers: { verified: "yes", "verified-by": "Desk", intent: "without", harmed },
  });
}

test("a minor case is valid when somebody of ours harmed the customer, by the second definition", () => {
  expect(harming("customer").case.level?.id).toBe("minor");
  expect(fact(harming("customer"), "valid")).toBe("yes");
  expect(fact(harming("public"), "valid")).toBe("yes");
  expect(fact(harming("nobody"), "valid")).toBe("no");
});

test("nothing is valid before it is verified", () => {
  expect(fact(accepted("important"), "valid")).toBe("no");
});

test("the desk may find otherwise, with a reason", () => {
  const found = accepted("important").and("2026-11-24 10:00", WANG, {
    type: "find",
    finding: "valid",
    value: "yes",
    reason: "Seen by the inspector",
  });
  expect(fact(found, "valid")).toBe("yes");
  expect(clock(found, "one-week")?.state).toBe("running");
  expect(
    found.when("2026-11-24 10:05", WANG, { type: "find", finding: "valid", value: "no", reason: "x" }).refusal,
  ).toEqual({
    code: "reason-missing",
    field: "reason",
  });
});

function finding(name: string, value: string): Story {
  const command = { type: "find", finding: name, value, reason: "Seen by the inspector" } as const;
  return accepted("important").when("2026-11-24 10:00", WANG, command);
}

test("a finding has only the values that the regulation gives it", () => {
  expect(finding("valid", "perhaps").refusal).toEqual({ code: "answer-unfit", field: "value" });
  expect(finding("guilt", "yes").refusal).toEqual({ code: "answer-unfit", field: "finding" });
});

test("valid and unsolved for a week becomes major: leader told, two days to answer, ten from receipt to solve", () => {
  const verified = accepted("important").and("2026-11-24 10:00", WANG, VERIFY);
  const raised = verified.until("2026-12-01 18:00");
  expect(raised.case.level).toMatchObject({ id: "major", how: "missed", clock: "one-week#1" });
  expect(raised.case.level?.since).toBe(at("2026-12-01 18:00"));
  expect(dues(raised)).toEqual({ answer: "2026-12-03 18:00", major: "2026-12-04 18:00" });
  expect(next(raised)?.step.id).toBe("reply");
  expect(all(raised.events, "told").at(-1)).toMatchObject({ people: [QIAN] });
});

test("unverified and unsolved for a week stays important", () => {
  const week = accepted("important").until("2026-12-02 12:00");
  expect(week.case.level?.id).toBe("important");
});

test("a level raised by a week does not fall when the verification is corrected, and the miss stays", () => {
  const raised = accepted("important").and("2026-11-24 10:00", WANG, VERIFY).until("2026-12-01 18:00");
  const corrected = raised.and("2026-12-02 09:00", WANG, { type: "answer", facts: { verified: "no" } });
  expect(corrected.case.level?.id).toBe("major");
  expect(corrected.case.misses.map((miss) => miss.deadline)).toContain("one-week");
});

test("a limit that comes to apply after its time is missed at once, dated at its end, saying when that became known", () => {
  const late = accepted("important").and("2026-12-02 10:00", WANG, VERIFY);
  const missed = all(late.events, "missed").find((event) => event.deadline === "one-week");
  expect(missed).toMatchObject({
    due: at("2026-12-01 18:00"),
    known: at("2026-12-02 10:00"),
    at: at("2026-12-02 10:00"),
  });
  expect(late.case.level?.id).toBe("major");
});

test("a solved case is not raised by the week", () => {
  const done = reported({}, {}).and("2026-11-25 10:00", WANG, SATISFIED);
  expect(done.until("2026-12-31 12:00").case.level?.id).toBe("minor");
});

test("an important case of the bank's management that hurt somebody is major: important is a floor", () => {
  const filed = given().and("2026-11-24 09:12", WANG, fileAs("major", { "client-management": "yes" }));
  expect(filed.and("2026-11-24 09:20", LI, ACCEPT).case.level?.id).toBe("major");
});

test("pings of a raise go to the leader and to whoever must answer now", () => {
  const raised = accepted("important").and("2026-11-24 10:00", WANG, VERIFY).until("2026-12-01 18:00");
  expect(pings(raised).informed).toContain(QIAN);
});
