import { expect, test } from "vitest";
import type { Command } from "../../src/desk/commands.ts";
import {
  ACCEPT,
  accepted,
  actions,
  all,
  askTime,
  away,
  clock,
  DISSATISFIED,
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
  RESOLVE,
  type Story,
  types,
} from "../support/given.ts";
import { at, desk, GUO, HE, LI, people, property, QIAN, SUN, WANG, ZHAO } from "../support/property-desk.ts";

const UP: Command = { type: "escalate", reason: "No lift contractor available" };

function decideTo(choice: Extract<Command, { type: "decide" }>["choice"], more: object = {}): Command {
  return { type: "decide", choice, text: "Call the maker instead", ...more };
}

function without(...roles: readonly string[]) {
  return { people: { ...people, holdings: people.holdings.filter((held) => !roles.includes(held.role)) } };
}

// ── By the button ──────────────────────────────────────────────────────────────────────────────────────────────────

test("the owner escalates to the next rung, which is told and decides; the owner stays the owner", () => {
  const up = accepted().when("2026-11-24 11:00", LI, UP);
  expect(types(up.events)).toEqual(["escalated"]);
  expect(one(up.events, "escalated")).toMatchObject({ rung: "deputy-gm", people: [ZHAO], how: "person", by: LI });
  expect(pings(up)).toEqual({ decide: [ZHAO] });
  expect(owner(up)).toEqual([LI]);
  expect(actions(up, ZHAO)).toContain("decide");
  expect(actions(up, QIAN)).not.toContain("decide");
});

test("whoever belongs to the department may escalate, too", () => {
  const up = accepted().when("2026-11-24 11:00", GUO, UP);
  expect(one(up.events, "escalated")).toMatchObject({ rung: "deputy-gm", by: GUO });
  expect(accepted().when("2026-11-24 11:00", SUN, UP).refusal).toEqual({ code: "no-such-case" });
});

test("a rung of the ladder may be chosen", () => {
  const up = accepted().when("2026-11-24 11:00", LI, {
    ...UP,
    type: "escalate",
    to: "leader",
    reason: "It is in the press",
  });
  expect(one(up.events, "escalated")).toMatchObject({ rung: "leader", people: [QIAN] });
  expect(
    accepted().when("2026-11-24 11:00", LI, { type: "escalate", to: "desk", reason: "It is in the press" }).refusal,
  ).toEqual({ code: "no-rung-above", field: "to" });
});

test("escalating needs a reason", () => {
  expect(accepted().when("2026-11-24 11:00", LI, { type: "escalate", reason: "  x " }).refusal).toEqual({
    code: "reason-missing",
    field: "reason",
  });
});

test("above the leader there is nobody", () => {
  expect(accepted().when("2026-11-24 11:00", QIAN, UP).refusal).toEqual({ code: "no-rung-above", field: "to" });
});

test("a rung that nobody holds is passed over, and that is said", () => {
  const up = accepted("important", {}, without("deputy-gm")).when("2026-11-24 11:00", LI, UP);
  expect(one(up.events, "escalated")).toMatchObject({ rung: "leader", people: [QIAN] });
  expect(one(up.events, "nobody-in-role")).toMatchObject({ role: "deputy-gm", reason: "vacant", went: [QIAN] });
});

test("a rung whose holder is away without a deputy is passed over, and that is said", () => {
  const up = accepted("important", {}, { people: away(ZHAO, "2026-11-01", "2027-01-01") }).when(
    "2026-11-24 11:00",
    LI,
    UP,
  );
  expect(one(up.events, "escalated")).toMatchObject({ rung: "leader" });
  expect(one(up.events, "nobody-in-role")).toMatchObject({ role: "deputy-gm", reason: "absent" });
});

test("a rung that is kept out of the case is passed over", () => {
  const up = accepted("important", { accused: ZHAO }).when("2026-11-24 11:00", LI, UP);
  expect(one(up.events, "escalated")).toMatchObject({ rung: "leader" });
  expect(one(up.events, "nobody-in-role")).toMatchObject({ role: "deputy-gm", reason: "recused" });
});

test("a rung held by the same person as the one before is passed over", () => {
  const same = {
    people: {
      ...people,
      holdings: people.holdings.map((held) => (held.role === "deputy-gm" ? { ...held, person: LI } : held)),
    },
  };
  const up = accepted("important", {}, same).when("2026-11-24 11:00", LI, UP);
  expect(one(up.events, "escalated")).toMatchObject({ rung: "leader", people: [QIAN] });
});

// ── By time ────────────────────────────────────────────────────────────────────────────────────────────────────────

test("a miss tells the owner, the next rung and the follower; not the rung above", () => {
  const late = accepted().until("2026-11-25 18:00");
  expect(one(late.events, "missed")).toMatchObject({ people: [LI], rung: "deputy-gm", rungPeople: [ZHAO] });
  expect(pings(late)).toMatchObject({ "missed-owner": [LI], "missed-rung": [ZHAO], informed: [WANG] });
});

test("the second rung is told a working day later, once, and nobody above it", () => {
  const late = accepted().until("2026-12-01 12:00");
  const told = all(late.history, "rung-told").filter((event) => event.deadline === "important");
  expect(told.map((event) => [local(event.at), event.rung, event.people])).toEqual([
    ["2026-11-26 18:00", "leader", [QIAN]],
  ]);
});

test("the owner is reminded once, a working day later", () => {
  const late = accepted().until("2026-12-01 12:00");
  const chased = all(late.history, "chased").filter((event) => event.deadline === "important");
  expect(chased.map((event) => [local(event.at), event.people])).toEqual([["2026-11-26 18:00", [LI]]]);
});

test("over a weekend the next rung is told on Monday", () => {
  const late = given()
    .and("2026-11-26 10:00", WANG, file({ department: "engineering", ...accepted().case.facts }))
    .until("2026-12-01 12:00");
  const told = all(late.history, "rung-told").filter((event) => event.deadline === "important");
  expect(told.map((event) => local(event.at))).toEqual(["2026-11-30 18:00"]);
});

test("a limit of half an hour climbs in half hours", () => {
  const late = opened("minor").until("2026-11-24 12:00");
  expect(one(late.events, "missed")).toMatchObject({
    deadline: "accept",
    rung: "deputy-gm",
    at: at("2026-11-24 09:42"),
  });
  expect(all(late.events, "rung-told").map((event) => [local(event.at), event.rung])).toEqual([
    ["2026-11-24 10:12", "leader"],
  ]);
});

test("once it is done nobody is told any more", () => {
  const done = accepted().until("2026-11-25 18:00").and("2026-11-26 10:00", LI, RESOLVE);
  const later = done.until("2026-11-27 17:00");
  expect([...all(later.events, "rung-told"), ...all(later.events, "chased")].map((event) => event.deadline)).toEqual(
    [],
  );
});

test("after an end nobody is told any more", () => {
  const ended = accepted()
    .until("2026-11-25 18:00")
    .and("2026-11-26 10:00", WANG, { type: "withdraw", reason: "Customer is content" });
  expect(ended.until("2026-12-31 12:00").events).toEqual([]);
});

test("by time, too, vacant rungs are passed over and the administrators hear when nobody is left", () => {
  const late = accepted("important", {}, without("deputy-gm", "leader")).until("2026-11-25 18:00");
  expect(one(late.events, "missed").rungPeople).toEqual([]);
  expect(one(late.events, "nobody-in-role")).toMatchObject({ role: "next rung", went: [WANG] });
  expect(late.notices).toContainEqual({ kind: "administrators", about: "nobody-in-role", event: late.case.version });
});

test("a rung that is away when its turn comes is passed over, and its return wakes nobody", () => {
  const gone = away(QIAN, "2026-11-24", "2026-11-30");
  const late = accepted("important", {}, { people: gone }).until("2026-12-04 12:00");
  expect(all(late.history, "rung-told").filter((event) => event.deadline === "important")).toEqual([]);
});

// ── Deciding ───────────────────────────────────────────────────────────────────────────────────────────────────────

function escalated() {
  return accepted("minor").and("2026-11-24 11:00", LI, UP);
}

test("carry on: the owner is told what was decided", () => {
  const decided = escalated().when("2026-11-24 12:00", ZHAO, decideTo("carry-on"));
  expect(types(decided.events)).toEqual(["decided"]);
  expect(pings(decided).informed).toEqual([LI]);
  expect(decided.case.escalations[0]?.decided).toMatchObject({ choice: "carry-on", by: ZHAO });
  expect(actions(decided, ZHAO)).not.toContain("decide");
});

test("I take over: the case is the rung's from now on", () => {
  const decided = escalated().and("2026-11-24 12:00", ZHAO, decideTo("take-over"));
  expect(owner(decided)).toEqual([ZHAO]);
  expect(next(decided)?.people).toEqual([ZHAO]);
  expect(decided.when("2026-11-24 13:00", LI, RESOLVE).refusal?.code).toBe("not-yours");
  expect(decided.when("2026-11-24 13:00", ZHAO, RESOLVE).refusal).toBeUndefined();
});

test("taking over before anybody has accepted is accepting", () => {
  const decided = opened("minor").and("2026-11-24 09:20", GUO, UP).and("2026-11-24 09:25", ZHAO, decideTo("take-over"));
  expect(owner(decided)).toEqual([ZHAO]);
  expect(next(decided)?.step.id).toBe("resolve");
  expect(decided.until("2026-11-24 10:00").case.misses).toEqual([]);
});

test("give to another department: its manager accepts anew, the limits run on", () => {
  const before = dues(escalated());
  const decided = escalated().and("2026-11-24 12:00", ZHAO, decideTo("give-to", { department: "cleaning" }));
  expect(types(decided.events)).toEqual(["decided", "steps-reopened", "reassigned"]);
  expect(next(decided)).toMatchObject({ step: { id: "accept" }, people: [SUN] });
  expect(dues(decided)).toMatchObject(before);
});

test("grant time: the limit moves without another request", () => {
  const decided = escalated().and("2026-11-24 12:00", ZHAO, decideTo("grant-time", { until: at("2026-11-30 18:00") }));
  expect(types(decided.events)).toEqual(["decided", "extended"]);
  expect(local(clock(decided, "minor")?.due)).toBe("2026-11-30 18:00");
});

test("grant time answers the request that is open", () => {
  const asked = accepted("minor")
    .and("2026-11-24 10:00", LI, askTime("2026-11-30 18:00"))
    .and("2026-11-24 11:00", LI, UP);
  const decided = asked.and("2026-11-24 12:00", ZHAO, decideTo("grant-time"));
  expect(types(decided.events)).toEqual(["decided", "request-answered", "extended"]);
});

test("a rung that may not grant time does not grant it by deciding", () => {
  const up = accepted("minor").and("2026-11-24 11:00", LI, {
    type: "escalate",
    to: "leader",
    reason: "It is in the press",
  });
  const decided = up.when("2026-11-24 12:00", QIAN, decideTo("grant-time", { until: at("2026-11-30 18:00") }));
  expect(decided.refusal).toEqual({ code: "not-allowed", field: "until" });
});

test("grant time needs a date, and the level must know more time", () => {
  expect(escalated().when("2026-11-24 12:00", ZHAO, decideTo("grant-time")).refusal).toEqual({
    code: "answer-missing",
    field: "until",
  });
  const important = accepted("important").and("2026-11-24 11:00", LI, UP);
  expect(
    important.when("2026-11-24 12:00", ZHAO, decideTo("grant-time", { until: at("2026-11-30 18:00") })).refusal,
  ).toEqual({
    code: "no-extension",
    field: "until",
  });
});

test("not valid, decided by whoever must agree to it, ends the case", () => {
  const decided = escalated().and("2026-11-24 12:00", ZHAO, decideTo("not-valid"));
  expect(decided.case.ended).toMatchObject({ how: "not-valid", reason: "Call the maker instead" });
});

test("not valid, decided by another rung, still needs the deputy general manager's yes", () => {
  const up = accepted("minor").and("2026-11-24 11:00", LI, {
    type: "escalate",
    to: "leader",
    reason: "It is in the press",
  });
  const decided = up.and("2026-11-24 12:00", QIAN, decideTo("not-valid"));
  expect(decided.case.ended).toBeUndefined();
  expect(one(decided.events, "requested")).toMatchObject({ of: "not-valid", approvers: [ZHAO], by: QIAN });
});

test("only who was escalated to or told of a miss decides", () => {
  expect(accepted().when("2026-11-24 12:00", ZHAO, decideTo("carry-on")).refusal).toEqual({ code: "no-escalation" });
  expect(escalated().when("2026-11-24 12:00", LI, decideTo("carry-on")).refusal).toEqual({ code: "no-escalation" });
  const late = accepted().until("2026-11-25 18:00");
  expect(late.when("2026-11-25 18:30", ZHAO, decideTo("carry-on")).refusal).toBeUndefined();
  expect(late.when("2026-11-25 18:30", QIAN, decideTo("carry-on")).refusal).toEqual({ code: "no-escalation" });
});

test("whoever was told of a miss that was cleared has nothing more to decide", () => {
  const cleared = opened()
    .until("2026-11-24 09:45")
    .and("2026-11-24 09:50", LI, {
      ...ACCEPT,
      type: "do",
      step: "accept",
      doneAt: at("2026-11-24 09:40"),
      lateReason: "I was in the shaft",
    });
  expect(actions(cleared, ZHAO)).not.toContain("decide");
  expect(cleared.when("2026-11-24 10:00", ZHAO, decideTo("carry-on")).refusal).toEqual({ code: "no-escalation" });
});

test("a decision needs words to the owner", () => {
  expect(
    escalated().when("2026-11-24 12:00", ZHAO, { type: "decide", choice: "carry-on", text: "ok" }).refusal,
  ).toEqual({
    code: "reason-missing",
    field: "text",
  });
});

test("what a rule sends up again goes one rung higher each time, and to the top again at last", () => {
  const whenever = property.whenever.map((line) =>
    line.effects.nextRound === undefined ? line : { ...line, effects: { ...line.effects, escalate: "next rung" } },
  );
  const round = (from: Story, day: string) =>
    from.and(`${day} 09:10`, LI, RESOLVE).and(`${day} 10:00`, LI, REPORT).when(`${day} 11:00`, WANG, DISSATISFIED);
  const people: (readonly string[])[] = [];
  let story = accepted("minor", {}, { regulation: { ...property, whenever } });
  for (const day of ["2026-11-25", "2026-11-26", "2026-11-27"]) {
    story = round(story, day);
    people.push(one(story.events, "escalated").people);
  }
  expect(people).toEqual([[ZHAO], [QIAN], [QIAN]]);
});

test("nothing is escalated or decided after the end", () => {
  const ended = escalated().and("2026-11-24 12:00", WANG, { type: "withdraw", reason: "Customer is content" });
  expect(ended.when("2026-11-24 13:00", ZHAO, decideTo("carry-on")).refusal?.code).toBe("already-ended");
  expect(ended.when("2026-11-24 13:00", LI, UP).refusal?.code).toBe("already-ended");
});

test("a supervisor of the department may escalate before it is accepted; the owner-to-be is passed over", () => {
  const up = opened("minor").and("2026-11-24 09:20", HE, UP);
  expect(one(up.events, "escalated")).toMatchObject({ rung: "deputy-gm" });
  expect(desk.departments.map((department) => department.id)).toContain("engineering");
});
