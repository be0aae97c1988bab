import { expect, test } from "vitest";
import {
  ACCEPT,
  accepted,
  actions,
  all,
  askTime,
  away,
  clock,
  dues,
  local,
  next,
  one,
  opened,
  owner,
  pings,
  REPORT,
  RESOLVE,
  types,
  withPerson,
} from "../support/given.ts";
import { at, GUO, HE, LI, people, SUN, WANG, ZHAO, QIAN } from "../support/property-desk.ts";

const OFFER = { type: "hand-over", department: "cleaning", reason: "It is dirt, not the lift" } as const;

/** Away all of November. */
function absent(who: string, deputy?: string) {
  return { people: away(who, "2026-11-01", "2026-12-01", deputy) };
}

// ── Reassigning ────────────────────────────────────────────────────────────────────────────────────────────────────

test("the desk reassigns to another department: its manager accepts anew and the limits run on", () => {
  const before = dues(accepted("minor"));
  const moved = accepted("minor").and("2026-11-24 11:00", WANG, {
    type: "reassign",
    department: "cleaning",
    reason: "It is dirt",
  });
  expect(types(moved.events)).toEqual(["steps-reopened", "reassigned"]);
  expect(moved.case.facts["department"]).toBe("cleaning");
  expect(owner(moved)).toEqual([SUN]);
  expect(next(moved)).toMatchObject({ step: { id: "accept" }, people: [SUN] });
  expect(dues(moved)).toMatchObject(before);
  expect(moved.when("2026-11-24 11:10", LI, ACCEPT).refusal?.code).toBe("no-such-case");
  expect(owner(moved.and("2026-11-24 11:10", SUN, ACCEPT))).toEqual([SUN]);
});

test("a case that changed hands was accepted once: the limit to accept is not asked again", () => {
  const moved = accepted("minor").and("2026-11-24 11:00", WANG, {
    type: "reassign",
    department: "cleaning",
    reason: "It is dirt",
  });
  expect(clock(moved, "accept")?.state).toBe("met");
  expect(moved.until("2026-11-24 17:00").case.misses).toEqual([]);
});

test("reassigning to a person: that person accepts and owns", () => {
  const moved = accepted("minor").and("2026-11-24 11:00", WANG, {
    type: "reassign",
    person: GUO,
    reason: "Guo knows this lift",
  });
  expect(next(moved)).toMatchObject({ step: { id: "accept" }, people: [GUO] });
  const taken = moved.and("2026-11-24 11:10", GUO, ACCEPT);
  expect(owner(taken)).toEqual([GUO]);
  expect(taken.when("2026-11-24 12:00", LI, RESOLVE).refusal?.code).toBe("not-yours");
  expect(taken.when("2026-11-24 12:00", GUO, RESOLVE).refusal).toBeUndefined();
});

test("a case cannot be given to somebody of another department", () => {
  const refused = accepted("minor").when("2026-11-24 11:00", WANG, {
    type: "reassign",
    person: SUN,
    reason: "Sun has time",
  });
  expect(refused.refusal).toEqual({ code: "no-such-person", field: "person" });
  const both = accepted("minor").when("2026-11-24 11:00", WANG, {
    type: "reassign",
    department: "cleaning",
    person: SUN,
    reason: "Sun has time",
  });
  expect(both.refusal).toBeUndefined();
});

test.each([
  [
    "a department that the desk does not have",
    { department: "catering" },
    { code: "no-such-department", field: "department" },
  ],
  ["a person who is not there", { person: "U_NOBODY" }, { code: "no-such-person", field: "person" }],
  ["nobody", {}, { code: "answer-missing", field: "department" }],
])("reassigning to %s is refused", (_, to, refusal) => {
  const refused = accepted("minor").when("2026-11-24 11:00", WANG, { type: "reassign", reason: "It is dirt", ...to });
  expect(refused.refusal).toEqual(refusal);
});

test("reassigning to the person complained about is refused", () => {
  const refused = accepted("minor", { accused: GUO }).when("2026-11-24 11:00", WANG, {
    type: "reassign",
    person: GUO,
    reason: "Guo knows this lift",
  });
  expect(refused.refusal).toEqual({ code: "accused-cannot", field: "person" });
});

test("reassigning needs a reason, and the owner cannot do it", () => {
  expect(
    accepted("minor").when("2026-11-24 11:00", WANG, { type: "reassign", department: "cleaning", reason: "" }).refusal,
  ).toEqual({ code: "reason-missing", field: "reason" });
  expect(
    accepted("minor").when("2026-11-24 11:00", GUO, { type: "reassign", department: "cleaning", reason: "It is dirt" })
      .refusal,
  ).toEqual({ code: "not-allowed" });
});

// ── Handing over ───────────────────────────────────────────────────────────────────────────────────────────────────

test("the owner offers the case to another department and answers for it until it is taken", () => {
  const offered = accepted("minor").and("2026-11-24 10:00", LI, OFFER);
  expect(one(offered.events, "hand-over-offered")).toMatchObject({
    department: "cleaning",
    until: at("2026-11-24 12:00"),
  });
  expect(owner(offered)).toEqual([LI]);
  expect(offered.case.facts["department"]).toBe("engineering");
  expect(pings(offered)).toEqual({ "hand-over": [SUN] });
  expect(actions(offered, SUN)).toEqual(expect.arrayContaining(["take-over", "decline-hand-over"]));
});

test("taken: the other department owns it, and its limits run on", () => {
  const before = dues(accepted("minor"));
  const taken = accepted("minor")
    .and("2026-11-24 10:00", LI, OFFER)
    .and("2026-11-24 10:30", SUN, { type: "take-over" });
  expect(owner(taken)).toEqual([SUN]);
  expect(taken.case.facts["department"]).toBe("cleaning");
  expect(dues(taken)).toMatchObject(before);
  expect(next(taken)).toMatchObject({ step: { id: "resolve" }, people: [SUN] });
  expect(taken.when("2026-11-24 11:00", LI, RESOLVE).refusal?.code).toBe("no-such-case");
});

test("declined: it stays where it was, and the owner hears why", () => {
  const declined = accepted("minor")
    .and("2026-11-24 10:00", LI, OFFER)
    .and("2026-11-24 10:30", SUN, { type: "decline-hand-over", reason: "Not our area" });
  expect(declined.case.handOver).toBeUndefined();
  expect(owner(declined)).toEqual([LI]);
  expect(pings(declined).informed).toEqual([LI]);
});

test("not answered within two working hours: it falls back", () => {
  const offered = accepted("minor").and("2026-11-24 11:00", LI, OFFER);
  expect(local(offered.case.handOver?.until)).toBe("2026-11-24 14:30");
  const lapsed = offered.until("2026-11-24 14:30");
  expect(types(lapsed.events)).toEqual(["hand-over-lapsed"]);
  expect(pings(lapsed).informed).toEqual([LI]);
  expect(lapsed.when("2026-11-24 14:31", SUN, { type: "take-over" }).refusal?.code).toBe("no-such-case");
});

test("nobody takes over what has fallen back, even if the app has slept", () => {
  const offered = accepted("minor").and("2026-11-24 11:00", LI, OFFER);
  const late = offered.outage("2026-11-24 14:29").when("2026-11-24 14:31", SUN, { type: "take-over" });
  expect(late.refusal).toBeDefined();
  expect(owner(late)).toEqual([LI]);
});

test("only the other side takes or declines", () => {
  const offered = accepted("minor").and("2026-11-24 10:00", LI, OFFER);
  expect(offered.when("2026-11-24 10:30", LI, { type: "take-over" }).refusal).toEqual({ code: "not-allowed" });
  expect(offered.when("2026-11-24 10:30", WANG, { type: "decline-hand-over", reason: "Not our area" }).refusal).toEqual(
    {
      code: "not-allowed",
    },
  );
  expect(accepted("minor").when("2026-11-24 10:30", LI, { type: "take-over" }).refusal).toEqual({
    code: "no-hand-over",
  });
});

test("a hand-over needs another department, somebody of it, and a reason", () => {
  const taken = accepted("minor");
  expect(taken.when("2026-11-24 10:00", LI, { ...OFFER, department: "engineering" }).refusal).toEqual({
    code: "no-such-department",
    field: "department",
  });
  expect(taken.when("2026-11-24 10:00", LI, { ...OFFER, person: HE }).refusal).toEqual({
    code: "no-such-person",
    field: "person",
  });
  expect(taken.when("2026-11-24 10:00", LI, { ...OFFER, reason: "x" }).refusal).toEqual({
    code: "reason-missing",
    field: "reason",
  });
});

test("only the owner hands over, once at a time, and not after solving", () => {
  expect(accepted("minor").when("2026-11-24 10:00", WANG, OFFER).refusal).toEqual({ code: "not-allowed" });
  const offered = accepted("minor").and("2026-11-24 10:00", LI, OFFER);
  expect(offered.when("2026-11-24 10:01", LI, OFFER).refusal).toEqual({ code: "not-allowed" });
  const solved = accepted("minor").and("2026-11-24 10:00", LI, RESOLVE).and("2026-11-24 10:30", LI, REPORT);
  expect(solved.when("2026-11-24 11:00", LI, OFFER).refusal).toEqual({ code: "not-allowed" });
});

// ── Absence and vacancy ────────────────────────────────────────────────────────────────────────────────────────────

test("an absent manager's deputy accepts", () => {
  const filed = opened("minor", {}, absent(LI, HE));
  expect(next(filed)?.people).toEqual([HE]);
  expect(filed.when("2026-11-24 09:20", HE, ACCEPT).refusal).toBeUndefined();
  expect(owner(filed.and("2026-11-24 09:20", HE, ACCEPT))).toEqual([HE]);
});

test("when the owner goes away, his deputy may do what he has to do", () => {
  const gone = accepted("minor").but(absent(LI, HE));
  expect(owner(gone)).toEqual([HE]);
  expect(gone.when("2026-11-24 10:00", HE, RESOLVE).refusal).toBeUndefined();
});

test("a deputy who steps in is named once, also when the owner goes away later", () => {
  const filed = opened("minor", {}, absent(LI, HE));
  expect(one(filed.events, "stood-in")).toMatchObject({ person: LI, deputy: HE });
  expect(filed.notices).toContainEqual({ kind: "line", event: filed.case.version, broadcast: false });
  expect(all(filed.and("2026-11-24 09:20", HE, ACCEPT).events, "stood-in")).toEqual([]);
  const later = accepted("minor").but(absent(LI, HE)).until("2026-11-26 18:00");
  expect(one(later.events, "stood-in")).toMatchObject({ person: LI, deputy: HE });
});

test("a deputy of whoever is told of a miss or asked for an answer is named, too", () => {
  const { people: without } = absent(ZHAO, QIAN);
  const late = accepted("minor").but({ people: without }).until("2026-11-26 18:00");
  expect(one(late.events, "stood-in")).toMatchObject({ person: ZHAO, deputy: QIAN });
  const asked = accepted("minor").but({ people: without }).and("2026-11-24 10:00", LI, askTime("2026-11-27 18:00"));
  expect(one(asked.events, "stood-in")).toMatchObject({ person: ZHAO, deputy: QIAN });
  expect(asked.and("2026-11-24 10:01", LI, { type: "look" }).events.map(({ type }) => type)).toEqual(["looked"]);
});

test("a manager who is away without a deputy: the next rung accepts, and that is said", () => {
  const filed = opened("minor", {}, absent(LI));
  expect(next(filed)).toMatchObject({ step: { id: "accept" }, people: [ZHAO] });
  expect(one(filed.events, "nobody-in-role")).toMatchObject({ role: "head", reason: "absent", went: [ZHAO] });
  expect(filed.when("2026-11-24 09:20", ZHAO, ACCEPT).refusal).toBeUndefined();
});

test("a department without a manager: the next rung accepts, and that is said", () => {
  const vacant = { people: { ...people, holdings: people.holdings.filter((held) => held.person !== LI) } };
  const filed = opened("minor", {}, vacant);
  expect(next(filed)?.people).toEqual([ZHAO]);
  expect(one(filed.events, "nobody-in-role")).toMatchObject({ role: "head", reason: "vacant", went: [ZHAO] });
});

test("nobody on the whole ladder: the administrators hear and can act", () => {
  const empty = { people: { ...people, holdings: people.holdings.filter((held) => held.role === "desk") } };
  const filed = opened("minor", {}, empty);
  expect(next(filed)?.people).toEqual([WANG]);
  expect(one(filed.events, "nobody-in-role")).toMatchObject({ role: "head", went: [WANG] });
  expect(filed.notices).toContainEqual({ kind: "administrators", about: "nobody-in-role", event: filed.case.version });
});

test("an owner who has left the company is followed by the role", () => {
  const gone = accepted("minor").but({ people: withPerson(LI, { active: false }) });
  expect(next(gone)?.people).toEqual([ZHAO]);
});

test("a deputy who is away himself stands in for nobody", () => {
  const gone = { people: away(HE, "2026-11-01", "2026-12-01", undefined, away(LI, "2026-11-01", "2026-12-01", HE)) };
  expect(next(opened("minor", {}, gone))?.people).toEqual([ZHAO]);
  expect(next(accepted("minor").but(gone))?.people).toEqual([ZHAO]);
});

test("a role held by a group: each of its members may accept", () => {
  const group = {
    people: {
      ...people,
      holdings: [
        ...people.holdings.filter((held) => held.person !== LI),
        { role: "head", department: "engineering", group: "S_HEADS" },
      ],
      groups: { S_HEADS: [LI, HE] },
    },
  };
  const filed = opened("minor", {}, group);
  expect(next(filed)).toMatchObject({ people: [LI, HE], groups: ["S_HEADS"] });
  expect(owner(filed.and("2026-11-24 09:20", HE, ACCEPT))).toEqual([HE]);
  expect(next(filed)?.people).not.toContain(QIAN);
});
