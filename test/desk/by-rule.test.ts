import { expect, test } from "vitest";
import type { Command } from "../../src/desk/commands.ts";
import { factsOf } from "../../src/desk/known.ts";
import type { Condition, PartLine } from "../../src/regulation/shape.ts";
import {
  ACCEPT,
  all,
  CALL,
  clock,
  fact,
  file,
  fileAs,
  given,
  next,
  one,
  owner,
  reported,
  RESOLVE,
  type Changes,
} from "../support/given.ts";
import { at, GUO, LI, property, SUN, WANG, ZHAO } from "../support/property-desk.ts";

const NOWHERE = { line: 1, basis: [] };

function when(fact: string, ...values: readonly string[]): Condition {
  return [[{ ...NOWHERE, fact, test: "one-of", values }]];
}

function line(who: string, condition: Condition): PartLine {
  return { ...NOWHERE, who, with: [], inPerson: false, when: condition };
}

/** A regulation that says which department is concerned, and whose dispatch is the business of one role alone. */
const BY_TABLE: Changes = {
  regulation: {
    ...property,
    parts: { ...property.parts, department: [line("cleaning", when("cause", "service"))] },
    steps: property.steps.map((step) =>
      step.id === "dispatch" ? { ...step, when: when("received-by", "desk") } : step,
    ),
  },
};

test("the regulation's own table proposes the department where the filer names none", () => {
  const filed = given(BY_TABLE).when("2026-11-24 09:12", WANG, file({ ...CALL, cause: "service" }));
  expect(one(filed.events, "received").facts).toMatchObject({ "proposed-department": "cleaning" });
  expect(next(filed)?.step.id).toBe("dispatch");
});

test("a department that the filer names stands before the table", () => {
  const named = file({ ...CALL, cause: "service", department: "engineering" });
  const filed = given(BY_TABLE).when("2026-11-24 09:12", GUO, named);
  expect(filed.case.facts).toMatchObject({ department: "engineering" });
});

test("where dispatch is not for this case the department stands from the filing on", () => {
  // Given a member of a department, who is not of the role whose cases are dispatched
  const filed = given(BY_TABLE).when("2026-11-24 09:12", GUO, file({ ...CALL, cause: "service" }));
  expect(filed.case.facts).toMatchObject({ department: "cleaning" });
  expect(next(filed)?.step.id).toBe("accept");
});

test("a person is compared with a role: whoever is complained about decides who owns the case", () => {
  const regulation = {
    ...property,
    parts: {
      ...property.parts,
      owner: [line("deputy-gm", when("accused", "head")), { ...line("head", []), otherwise: true as const }],
    },
    recusal: { ...property.recusal, who: "nobody" as const },
  };
  const about = (accused: string) => given({ regulation }).when("2026-11-24 09:12", WANG, fileAs("minor", { accused }));
  expect(owner(about(LI))).toEqual([ZHAO]);
  expect(owner(about(GUO))).toEqual([LI]);
});

test("filing does what its answers say, but nothing that only a word could tell", () => {
  // Given two steps of the receiver, of which the second asks nothing
  const [first] = property.steps;
  if (first === undefined) throw new Error("No step to begin with");
  const steps = ["write-down", "tell"].map((id) => ({
    ...first,
    id,
    by: [{ ...NOWHERE, who: "receiver" }],
    ask: id === "tell" ? [] : [{ field: "cause", optional: false }],
  }));
  const changes: Changes = { regulation: { ...property, steps: [...steps, ...property.steps] } };
  // When somebody files with the answer
  const filed = given(changes).when("2026-11-24 09:12", GUO, file({ ...CALL, cause: "service" }));
  // Then the first is done, and the second is theirs to do
  expect(all(filed.events, "step-done").map((event) => event.step)).toEqual(["write-down"]);
  expect(next(filed)).toMatchObject({ people: [GUO], step: { id: "tell" } });
});

test("accepting for somebody else does not make an owner", () => {
  // Given a desk that accepts what the department's head owns
  const steps = property.steps.map((step) =>
    step.id === "accept" ? { ...step, by: [{ ...NOWHERE, who: "desk" }] } : step,
  );
  const filed = given({ regulation: { ...property, steps } }).and("2026-11-24 09:12", WANG, fileAs("minor"));
  const accepted = filed.when("2026-11-24 09:20", WANG, ACCEPT);
  expect(accepted.refusal).toBeUndefined();
  expect(owner(accepted)).toEqual([LI]);
});

function call(instance: string, verdict: string): Command {
  return { type: "do", step: "callback", instance, answers: { verdict, solved: "yes" } };
}

test("of several who are asked, one who is not satisfied decides, whoever was asked last", () => {
  const steps = property.steps.map((step) =>
    step.type === "callback" ? { ...step, each: ["complainant", "accused"] } : step,
  );
  const asked = reported({ accused: GUO }, { regulation: { ...property, steps } })
    .and("2026-11-25 10:00", WANG, call("complainant", "dissatisfied"))
    .when("2026-11-25 11:00", WANG, call("accused", "satisfied"));
  expect(asked.case.ended).toBeUndefined();
  expect(asked.case.round).toBe(2);
});

test("where several departments each have a turn, the limit ends with the last of them", () => {
  const steps = property.steps.map((step) =>
    step.id === "resolve" ? { ...step, each: "department", by: [{ ...NOWHERE, who: "head" }] } : step,
  );
  const filed = given({ regulation: { ...property, steps } })
    .and("2026-11-24 09:12", WANG, fileAs("minor", { "departments-involved": ["cleaning"] }))
    .and("2026-11-24 09:20", LI, ACCEPT)
    .and("2026-11-24 10:00", LI, RESOLVE);
  expect(clock(filed, "minor")?.state).toBe("running");
  expect(clock(filed.when("2026-11-24 11:00", SUN, RESOLVE), "minor")?.state).toBe("met");
});

test("a period that begins in the course of the case is judged by today, another one by the receipt", () => {
  const year = { amount: 1, unit: "years" as const };
  const periods = [
    { ...NOWHERE, id: "warranty", from: "asked-time", for: year },
    { ...NOWHERE, id: "sharing", from: "promised-time", for: year },
    // Its length is not given: nothing can be said of it.
    { ...NOWHERE, id: "guarantee", from: "asked-time" },
  ];
  const dates = { "asked-time": at("2026-01-10"), "promised-time": at("2026-12-01") };
  const filed = given({ regulation: { ...property, periods } }).when("2026-11-24 09:12", WANG, fileAs("minor", dates));
  const during = (time: string) => factsOf(filed.case, { ...filed.context, now: at(time) })["during"];
  expect(during("2026-11-30 10:00")).toEqual(["warranty"]);
  expect(during("2026-12-02 10:00")).toEqual(["warranty", "sharing"]);
  expect(during("2027-12-02 10:00")).toEqual(["warranty"]);
});

test("a finding is decided otherwise than its table with a yes, where the regulation wants one", () => {
  const approvals = [
    ...property.approvals,
    { ...NOWHERE, of: "easier", by: "deputy-gm", with: [], needs: [], once: false },
  ];
  const finding = {
    ...NOWHERE,
    id: "easier",
    title: { en: "Easier" },
    first: [{ ...NOWHERE, is: "yes", when: when("cause", "facility") }],
    otherwise: "no",
    values: { yes: { en: "Yes" }, no: { en: "No" } },
  };
  const changes: Changes = { regulation: { ...property, approvals, findings: [...property.findings, finding] } };
  const asked = given(changes)
    .and("2026-11-24 09:12", WANG, fileAs("minor"))
    .when("2026-11-24 09:20", WANG, { type: "find", finding: "easier", value: "no", reason: "It is not" });
  expect(one(asked.events, "requested")).toMatchObject({ of: "finding", approvers: [ZHAO] });
  expect(fact(asked, "easier")).toBe("yes");
  const request = asked.case.requests[0]?.id ?? "";
  const agreed = asked.when("2026-11-24 09:30", ZHAO, { type: "answer-request", request, yes: true });
  expect(fact(agreed, "easier")).toBe("no");
});
