import { expect, test } from "vitest";
import type { Command } from "../../src/desk/commands.ts";
import { DESK, maySeeContact, mayRead } from "../../src/desk/rights.ts";
import {
  ACCEPT,
  accepted,
  actions,
  all,
  askTime,
  clock,
  file,
  fileAs,
  given,
  next,
  one,
  opened,
  owner,
  pings,
  RESOLVE,
  types,
  type Story,
} from "../support/given.ts";
import { GUO, HE, LI, people, QIAN, SUN, WANG, ZHAO } from "../support/property-desk.ts";

function reads(story: Story, person: string): boolean {
  return mayRead(story.case, person, story.context);
}

/** Everybody who got any direct message so far, command after command. */
function everybodyPinged(...stories: readonly Story[]): readonly string[] {
  return stories.flatMap((story) => story.notices.flatMap((notice) => (notice.kind === "ping" ? [notice.person] : [])));
}

test("the person complained about is a member of the department's channel: the case is restricted at once", () => {
  const filed = given().when("2026-11-24 09:12", WANG, fileAs("important", { accused: GUO }));
  expect(one(filed.events, "restricted").reason).toBe("accused");
  expect(filed.case.restricted).toBe(true);
  expect(reads(filed, GUO)).toBe(false);
  expect(reads(filed, LI)).toBe(true);
  expect(reads(filed, WANG)).toBe(true);
  expect(reads(filed, ZHAO)).toBe(true);
});

test("of a restricted case only those read who have to do with it", () => {
  const filed = opened("important", { accused: GUO });
  expect(reads(filed, HE)).toBe(false);
  expect(reads(filed, SUN)).toBe(false);
  const open = opened("important");
  expect(reads(open, HE)).toBe(true);
  expect(reads(open, GUO)).toBe(true);
});

test("somebody of another department is complained about: the department's channel may see it", () => {
  const filed = opened("important", { accused: SUN });
  expect(filed.case.restricted).toBe(false);
  expect(reads(filed, SUN)).toBe(false);
  expect(reads(filed, GUO)).toBe(true);
});

test("before dispatch the department that is proposed counts already", () => {
  const filed = given().and("2026-11-24 09:12", HE, file({ accused: GUO, department: "engineering" }));
  expect(filed.case.restricted).toBe(true);
});

test("whoever sits at the desk is complained about: the desk's own channel does not see it", () => {
  const filed = given().and("2026-11-24 09:12", GUO, file({ accused: ZHAO }));
  expect(filed.case.restricted).toBe(true);
  expect(reads(filed, ZHAO)).toBe(false);
});

test("the person complained about is not told, asked or offered anything, whatever happens", () => {
  const filed = opened("important", { accused: ZHAO });
  const late = filed.and("2026-11-24 09:20", LI, ACCEPT).until("2026-12-08 12:00");
  expect(everybodyPinged(filed, late)).not.toContain(ZHAO);
  expect(actions(late, ZHAO)).toEqual([]);
  expect(late.when("2026-12-08 13:00", ZHAO, { type: "escalate", reason: "Let me see this" }).refusal).toEqual({
    code: "no-such-case",
  });
  expect(late.when("2026-12-08 13:00", ZHAO, { type: "look" }).refusal).toEqual({ code: "no-such-case" });
  expect(late.when("2026-12-08 13:00", ZHAO, { type: "note", text: "I was not there" }).refusal).toEqual({
    code: "no-such-case",
  });
});

test("the deputy general manager is complained about: the leader hears instead", () => {
  const filed = opened("important", { accused: ZHAO });
  expect(all(filed.events, "told")).toEqual([]);
  expect(all(filed.events, "nobody-in-role").map((event) => [event.role, event.reason])).toContainEqual([
    "deputy-gm",
    "recused",
  ]);
  const late = filed.and("2026-11-24 09:20", LI, ACCEPT).until("2026-11-25 18:00");
  expect(one(late.events, "missed")).toMatchObject({ rung: "leader", rungPeople: [QIAN] });
});

test("a recused approver is passed over: the next rung answers", () => {
  const asked = accepted("minor", { accused: ZHAO }).and("2026-11-25 10:00", LI, askTime("2026-11-27 18:00"));
  expect(one(asked.events, "requested")).toMatchObject({ role: "leader", approvers: [QIAN] });
  expect(one(asked.events, "nobody-in-role")).toMatchObject({ role: "deputy-gm", reason: "recused", went: [QIAN] });
});

test("the manager is complained about: the next rung accepts and owns", () => {
  const filed = opened("minor", { accused: LI });
  expect(filed.case.restricted).toBe(true);
  expect(next(filed)).toMatchObject({ step: { id: "accept" }, people: [ZHAO] });
  expect(filed.when("2026-11-24 09:20", LI, ACCEPT).refusal).toEqual({ code: "no-such-case" });
  expect(owner(filed.and("2026-11-24 09:20", ZHAO, ACCEPT))).toEqual([ZHAO]);
});

test("the receiver is complained about: somebody else follows the case", () => {
  const filed = given().and("2026-11-24 09:12", WANG, fileAs("major", { accused: WANG }));
  expect(reads(filed, WANG)).toBe(false);
  expect(actions(filed, WANG)).toEqual([]);
  expect(filed.case.restricted).toBe(true);
});

test("when somebody becomes the accused later, reading and buttons are gone at once and the case is restricted", () => {
  const taken = accepted("important");
  expect(actions(taken, GUO)).toContain("escalate");
  const named = taken.and("2026-11-24 10:00", WANG, { type: "answer", facts: { accused: GUO } });
  expect(types(named.events)).toEqual(["answered", "restricted"]);
  expect(reads(named, GUO)).toBe(false);
  expect(actions(named, GUO)).toEqual([]);
});

test("the accused comes to sit where the card stands: judged again, the case is restricted, and only once", () => {
  const taken = accepted("important", { accused: SUN });
  expect(taken.case.restricted).toBe(false);
  const members = { ...people.members, engineering: [...(people.members["engineering"] ?? []), SUN] };
  const joined = taken.but({ people: { ...people, members } }).and("2026-11-24 10:00", DESK, { type: "rejudge" });
  expect(types(joined.events)).toEqual(["restricted"]);
  expect(joined.when("2026-11-24 10:01", DESK, { type: "rejudge" }).events).toEqual([]);
});

test("when the owner becomes the accused, the next rung has to accept", () => {
  const named = accepted("important").and("2026-11-24 10:00", WANG, { type: "answer", facts: { accused: LI } });
  expect(types(named.events)).toEqual(expect.arrayContaining(["answered", "restricted", "steps-reopened"]));
  expect(next(named)).toMatchObject({ step: { id: "accept" }, people: [ZHAO] });
  expect(named.when("2026-11-24 11:00", LI, RESOLVE).refusal).toEqual({ code: "no-such-case" });
  expect(clock(named, "important")?.state).toBe("running");
  expect(owner(named.and("2026-11-24 11:00", ZHAO, ACCEPT))).toEqual([ZHAO]);
});

test("any person may be kept out by hand, with a reason", () => {
  const out = accepted("important").and("2026-11-24 10:00", WANG, {
    type: "recuse",
    person: ZHAO,
    reason: "Cousin of the tenant",
  });
  expect(one(out.events, "recused")).toMatchObject({ person: ZHAO, seenBefore: false });
  expect(out.case.restricted).toBe(true);
  expect(reads(out, ZHAO)).toBe(false);
  expect(pings(out.until("2026-11-25 18:00"))["missed-rung"]).toEqual([QIAN]);
});

test("keeping out a member of the channel says that he has seen what stood there", () => {
  const out = accepted("important").and("2026-11-24 10:00", WANG, {
    type: "recuse",
    person: GUO,
    reason: "Cousin of the tenant",
  });
  expect(one(out.events, "recused")).toMatchObject({ person: GUO, seenBefore: true });
  expect(one(out.events, "restricted").reason).toBe("accused");
});

test("keeping out the owner gives the case to whoever else holds the role", () => {
  const two = {
    people: { ...people, holdings: [...people.holdings, { role: "head", department: "engineering", person: HE }] },
  };
  const out = accepted("important", {}, two).and("2026-11-24 10:00", WANG, {
    type: "recuse",
    person: LI,
    reason: "Cousin of the tenant",
  });
  expect(next(out)).toMatchObject({ step: { id: "accept" }, people: [HE] });
  expect(out.when("2026-11-24 10:05", LI, RESOLVE).refusal).toEqual({ code: "no-such-case" });
});

function recuse(person: string, reason = "Cousin of the tenant"): Command {
  return { type: "recuse", person, reason };
}

test("keeping somebody out is for desk, ladder and administrators; once; and with a reason", () => {
  const taken = accepted("important");
  expect(taken.when("2026-11-24 10:00", GUO, recuse(HE)).refusal).toEqual({ code: "not-allowed" });
  expect(taken.when("2026-11-24 10:00", WANG, recuse("U_NOBODY")).refusal).toEqual({
    code: "no-such-person",
    field: "person",
  });
  expect(taken.when("2026-11-24 10:00", WANG, recuse(GUO, "x")).refusal).toEqual({
    code: "reason-missing",
    field: "reason",
  });
  const out = taken.and("2026-11-24 10:00", WANG, recuse(GUO));
  expect(out.when("2026-11-24 10:05", WANG, recuse(GUO)).refusal).toEqual({ code: "same-case", field: "person" });
});

test("a case that moves to the department of the accused becomes restricted", () => {
  const moved = accepted("minor", { accused: SUN }).and("2026-11-24 10:00", WANG, {
    type: "reassign",
    department: "cleaning",
    reason: "It is dirt",
  });
  expect(moved.case.restricted).toBe(true);
  expect(next(moved)?.people).not.toContain(SUN);
});

test("contact details are for those who have to do with the case", () => {
  const open = accepted("important");
  const sees = (person: string) => maySeeContact(open.case, person, open.context);
  expect([WANG, LI, ZHAO, QIAN].map(sees)).toEqual([true, true, true, true]);
  expect([GUO, HE, SUN].map(sees)).toEqual([false, false, false]);
  expect(open.when("2026-11-24 10:00", GUO, { type: "look" }).refusal).toEqual({ code: "not-allowed" });
  expect(types(open.and("2026-11-24 10:00", LI, { type: "look" }).events)).toEqual(["looked"]);
  expect(open.and("2026-11-24 10:00", LI, { type: "look" }).notices).toEqual([]);
});

test("a supervisor who has to explain something in a restricted case reads it", () => {
  const filed = opened("important", { accused: GUO, "explain-needed": "yes" });
  expect(filed.case.restricted).toBe(true);
  expect(reads(filed, HE)).toBe(true);
  expect(actions(filed, HE)).toContain("do explain");
  expect(pings(filed).informed).toContain(HE);
});

test("a person kept out takes the case along to the restricted channel where that is wanted, and hears nothing of it", () => {
  const command = { type: "recuse", person: SUN, reason: "A relative of the customer", restrict: true } as const;
  const kept = accepted("minor").when("2026-11-24 10:00", WANG, command);
  expect(one(kept.events, "restricted").reason).toBe("person");
  expect(reads(kept, GUO)).toBe(false);
  expect(reads(kept, LI)).toBe(true);
  expect(everybodyPinged(kept)).not.toContain(SUN);
  const again = kept.when("2026-11-24 10:05", WANG, { ...command, person: HE });
  expect(all(again.events, "restricted")).toEqual([]);
});
