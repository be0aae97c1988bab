import { expect, test } from "vitest";
import { compileCalendars } from "../../src/calendar/calendar.ts";
import { holidaySource } from "../../src/calendar/holidays.ts";
import type { CalendarSpec } from "../../src/calendar/types.ts";
import type { Calendars } from "../../src/desk/context.ts";
import type { Notice } from "../../src/desk/notices.ts";
import {
  ACCEPT,
  accepted,
  askTime,
  away,
  DISSATISFIED,
  file,
  fileAs,
  given,
  local,
  opened,
  pings,
  REPORT,
  reported,
  RESOLVE,
  SATISFIED,
  VERIFY,
  withPerson,
  type Story,
} from "../support/given.ts";
import { at, GUO, HE, LI, people, property, QIAN, WANG, ZHAO } from "../support/property-desk.ts";

function kinds(story: Story): readonly Notice["kind"][] {
  return story.notices.map((notice) => notice.kind);
}

/** Types of the events that get a line in the thread, and which of them are called out in the channel. */
function lines(story: Story): readonly string[] {
  return story.notices.flatMap((notice) =>
    notice.kind === "line"
      ? [`${story.history[notice.event - 1]?.type}${notice.broadcast ? " (called out)" : ""}`]
      : [],
  );
}

function notBefore(story: Story, person: string): readonly string[] {
  return story.notices.flatMap((notice) =>
    notice.kind === "ping" && notice.person === person ? [local(notice.notBefore)] : [],
  );
}

const DAY = ["09:00-22:00"];

/** The property desk's calendar with other hours. */
function opening(hours: CalendarSpec["hours"]): Calendars {
  const { default: usual } = property.calendars;
  if (usual === undefined) throw new Error("Property has no calendar");
  return compileCalendars({ default: { ...usual, hours } }, { holidays: holidaySource("CN") });
}

test("a new case: the card mentions the manager in the channel, so he gets no message beside it", () => {
  const filed = opened("important");
  expect(kinds(filed)[0]).toBe("card");
  expect(kinds(filed).at(-1)).toBe("settle-pings");
  expect(pings(filed)).toEqual({ informed: [ZHAO] });
});

test("a manager who is not in the channel gets a message", () => {
  const outside = { people: { ...people, members: { ...people.members, engineering: [HE, GUO] } } };
  expect(pings(opened("minor", {}, outside))).toEqual({ "new-for-you": [LI] });
});

test("in a restricted case the manager gets a message, because the channel shows nothing", () => {
  expect(pings(opened("minor", { accused: GUO }))).toEqual({ "new-for-you": [LI] });
});

test("a case that waits at the desk stands in the desk's channel; nobody gets a message", () => {
  const filed = given().when("2026-11-24 09:12", GUO, file());
  expect(pings(filed)).toEqual({});
});

test("whoever keeps the desk without reading its channel gets a message", () => {
  const apart = { people: { ...people, atDesk: [GUO] } };
  expect(pings(given(apart).when("2026-11-24 09:12", GUO, file()))).toEqual({ "new-for-you": [WANG] });
  const there = { people: { ...people, atDesk: [GUO, WANG] } };
  expect(pings(given(there).when("2026-11-24 09:12", GUO, file()))).toEqual({});
});

test("a case given to somebody else in the same channel is told by message: a card that is edited calls nobody", () => {
  const again = opened("minor").and("2026-11-24 09:20", WANG, { type: "reassign", person: GUO, reason: "Li is away" });
  expect(pings(again)).toEqual({ "new-for-you": [GUO] });
});

test("a case that moves is told by the card in its new channel, and by message where that stands there already", () => {
  const move = (department: string) => ({ type: "reassign", department, reason: "Not ours" }) as const;
  const moved = opened("minor").and("2026-11-24 09:20", WANG, move("cleaning"));
  expect(pings(moved)).toEqual({});
  expect(pings(moved.and("2026-11-24 09:25", WANG, move("engineering")))).toEqual({ "new-for-you": [LI] });
});

test("each event that people should know of has one line in the thread", () => {
  expect(lines(opened("important"))).toEqual(["received", "level-set", "step-done", "told"]);
  expect(lines(accepted("minor"))).toEqual(["step-done"]);
  expect(lines(reported().and("2026-11-25 10:00", WANG, SATISFIED))).toEqual(["step-done", "ended"]);
});

test("what people write in the thread gets no line, what they write elsewhere does", () => {
  const message = { channel: "C_ENG", ts: "1764" };
  expect(accepted("minor").and("2026-11-24 10:00", GUO, { type: "note", text: "On my way", message }).notices).toEqual(
    [],
  );
  expect(lines(accepted("minor").and("2026-11-24 10:00", GUO, { type: "note", text: "On my way" }))).toEqual(["noted"]);
});

test("looks and recusals stand in no thread", () => {
  expect(lines(accepted("minor").and("2026-11-24 10:00", LI, { type: "look" }))).toEqual([]);
  const out = accepted("minor").and("2026-11-24 10:00", WANG, {
    type: "recuse",
    person: GUO,
    reason: "Cousin of the tenant",
  });
  expect(lines(out)).toEqual([]);
});

test("three things are called out: the heaviest level, a missed solution, a new round", () => {
  const raised = accepted("minor").and("2026-11-24 10:00", WANG, {
    type: "answer",
    facts: { "injury-or-loss": "yes" },
  });
  expect(lines(raised)).toContain("level-set (called out)");
  const late = accepted("minor").until("2026-11-26 18:00");
  expect(lines(late)).toContain("missed (called out)");
  const round = reported().and("2026-11-25 10:00", WANG, DISSATISFIED);
  expect(lines(round)).toContain("round-began (called out)");
});

test("other misses, and a case that begins as the heaviest, are not called out", () => {
  expect(lines(opened("major"))).toEqual(["received", "level-set", "told", "step-done"]);
  expect(lines(opened("minor").until("2026-11-24 09:42"))).toEqual(["warned", "missed"]);
});

test("a warning goes to whoever has to do it", () => {
  expect(pings(opened("minor").until("2026-11-24 09:36"))).toEqual({ "due-soon": [LI] });
});

test("limits that run out together on one step ping once, and count each", () => {
  const both = accepted("minor", { solvable: "today", "asked-time": at("2026-11-24 18:00") }).until("2026-11-24 18:00");
  expect(both.case.misses.map((miss) => miss.deadline)).toEqual(["same-day", "wish"]);
  expect(pings(both)["missed-owner"]).toEqual([LI]);
  expect(pings(both)["missed-rung"]).toEqual([ZHAO]);
});

test("the owner gets three pings of one limit at most; what the digest says that morning is not said again", () => {
  const late = accepted("minor").until("2027-01-15 12:00");
  const toOwner = late.notices.flatMap((notice) =>
    notice.kind === "ping" && notice.person === LI && notice.clock === "minor#1" ? [notice.ping] : [],
  );
  expect(toOwner).toEqual(["due-soon", "missed-owner", "still-late-owner"]);
  const warned = late.history.flatMap((event) => (event.type === "warned" ? [local(event.planned)] : []));
  expect(warned).toEqual(["2026-11-26 09:00", "2026-11-26 13:32:24"]);
});

test("where only the warning of the last morning is left, it rings", () => {
  const asked = accepted("minor").and("2026-11-25 10:00", LI, askTime("2026-12-08 18:00"));
  const request = asked.case.requests[0]?.id ?? "";
  const granted = asked.and("2026-11-25 11:00", ZHAO, { type: "answer-request", request, yes: true });
  expect(pings(granted.until("2026-12-07 23:00"))).toEqual({ "due-soon": [LI] });
  expect(pings(granted.until("2026-12-07 23:00").until("2026-12-08 09:00"))).toEqual({});
  expect(pings(granted.outage("2026-12-08 09:00"))).toEqual({ "due-soon": [LI] });
});

test("who is told as rung or owner is not informed of the same thing again", () => {
  const { holdings } = people;
  const same = {
    people: {
      ...people,
      holdings: holdings.map((held) => (held.role === "deputy-gm" ? { ...held, person: WANG } : held)),
    },
  };
  const late = accepted("minor", {}, same).until("2026-11-26 18:00");
  expect(pings(late)["missed-rung"]).toEqual([WANG]);
  expect(pings(late).informed).toBeUndefined();
});

test("nobody is told what he did himself", () => {
  const ended = accepted("minor").and("2026-11-24 10:00", WANG, { type: "withdraw", reason: "Customer is content" });
  expect(pings(ended).informed).toEqual([LI]);
  const solved = accepted("minor").and("2026-11-24 10:00", LI, RESOLVE);
  expect(pings(solved)).toEqual({});
});

// ── Quiet hours ────────────────────────────────────────────────────────────────────────────────────────────────────

test("a word about a limit in working days waits for the next opening", () => {
  const late = given().and("2026-11-27 10:00", WANG, fileAs("minor")).and("2026-11-27 10:10", LI, ACCEPT);
  const outage = late.outage("2026-12-02 02:00");
  expect(notBefore(outage, LI)).toEqual(["2026-12-02 09:00"]);
});

test("at the close of business and over lunch a ping goes out at once", () => {
  expect(notBefore(accepted("minor").until("2026-11-26 18:00"), ZHAO)).toEqual(["-"]);
  const lunch = accepted("minor").and("2026-11-24 12:30", LI, { type: "escalate", reason: "No lift contractor" });
  expect(notBefore(lunch, ZHAO)).toEqual(["-"]);
});

test("limits that run day and night ping at any hour", () => {
  const night = given().and("2026-11-28 23:50", GUO, file()).until("2026-11-29 00:20");
  expect(pings(night)["missed-owner"]).toEqual([WANG]);
  expect(notBefore(night, WANG)).toEqual(expect.arrayContaining(["-"]));
  expect(notBefore(night, WANG)).not.toContain("2026-11-30 09:00");
});

test("a turn whose own limit runs day and night is told at any hour, and says why", () => {
  const filed = given({ people: { ...people, atDesk: [] } }).and("2026-11-28 23:50", GUO, file());
  expect(filed.notices).toContainEqual(
    expect.objectContaining({ ping: "new-for-you", person: WANG, clock: expect.stringMatching(/#1$/u) }),
  );
  expect(notBefore(filed, WANG)).toEqual(["-"]);
});

test("a desk that never closes rings nobody up at night for what can wait, and nobody who lives elsewhere", () => {
  const hotel = { calendars: opening("always") };
  const night = accepted("minor", {}, hotel).and("2026-11-25 03:00", LI, askTime("2026-11-27 18:00"));
  expect(notBefore(night, ZHAO)).toEqual(["2026-11-25 08:00"]);
  const evening = accepted("minor", {}, hotel).and("2026-11-24 20:30", LI, askTime("2026-11-27 18:00"));
  expect(notBefore(evening, ZHAO)).toEqual(["2026-11-25 08:00"]);
  const abroad = { people: withPerson(ZHAO, { zone: "Europe/London" }) };
  const morning = accepted("minor", {}, abroad).and("2026-11-24 10:00", LI, askTime("2026-11-27 18:00"));
  expect(notBefore(morning, ZHAO)).toEqual(["2026-11-24 16:00"]);
});

test("what comes up on the evening before a free day does not wait for that day's morning", () => {
  const calendars = opening({ mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY });
  const friday = accepted("minor", {}, { calendars }).and("2026-11-27 21:00", LI, askTime("2026-12-04 18:00"));
  expect(notBefore(friday, ZHAO)).toEqual(["2026-11-30 09:00"]);
});

test("a reminder that waits comes after the digest of that morning, which may say it already", () => {
  const hotel = { calendars: opening("always") };
  const woken = accepted("minor", {}, hotel).outage("2026-11-27 02:00");
  expect(pings(woken)["missed-owner"]).toEqual([LI]);
  expect(notBefore(woken, LI)).toEqual(["2026-11-27 08:35"]);
  expect(notBefore(woken, ZHAO)).toEqual(["2026-11-27 08:00"]);
});

test("a request in the evening waits for the morning", () => {
  const evening = accepted("minor").and("2026-11-25 20:00", LI, askTime("2026-11-27 18:00"));
  expect(notBefore(evening, ZHAO)).toEqual(["2026-11-26 09:00"]);
});

test("before a holiday the next opening is after it", () => {
  const filed = given().and("2026-09-30 10:00", WANG, fileAs("minor")).and("2026-09-30 10:10", LI, ACCEPT);
  const evening = filed.and("2026-09-30 20:00", LI, askTime("2026-10-12 18:00"));
  expect(notBefore(evening, ZHAO)).toEqual(["2026-10-08 09:00"]);
});

// ── Groups, deputies, nobody ───────────────────────────────────────────────────────────────────────────────────────

test("a role held by a group is mentioned once in the thread instead of many messages", () => {
  const group = {
    people: {
      ...people,
      holdings: [
        ...people.holdings.filter((held) => held.person !== LI),
        { role: "head", department: "engineering", group: "S_HEADS" },
      ],
      groups: { S_HEADS: [LI, GUO] },
    },
  };
  const late = opened("minor", {}, group).until("2026-11-24 09:42");
  const groups = late.notices.filter((notice) => notice.kind === "group-ping");
  expect(groups.map((notice) => notice.ping)).toEqual(["due-soon", "missed-owner"]);
  expect(pings(late)).toEqual({ "missed-rung": [ZHAO], informed: [WANG] });
});

test("a group is not called out at night either, unless its limit runs day and night", () => {
  const group = {
    people: {
      ...people,
      holdings: [...people.holdings.filter((held) => held.role !== "desk"), { role: "desk", group: "S_DESK" }],
      groups: { S_DESK: [WANG, HE] },
      atDesk: [],
    },
  };
  const back = accepted("minor", {}, group).and("2026-11-24 11:00", LI, RESOLVE).and("2026-11-24 19:00", LI, REPORT);
  expect(back.notices.filter((notice) => notice.kind === "group-ping")).toEqual([]);
  const night = given(group).and("2026-11-28 23:50", GUO, file());
  expect(night.notices.filter((notice) => notice.kind === "group-ping")).toMatchObject([
    { ping: "new-for-you", group: "S_DESK" },
  ]);
  const heads = {
    people: {
      ...people,
      holdings: [
        ...people.holdings.filter((held) => held.person !== LI),
        { role: "head", department: "engineering", group: "S_HEADS" },
      ],
      groups: { S_HEADS: [LI, HE] },
    },
  };
  const woken = opened("minor", {}, heads).and("2026-11-24 09:20", LI, ACCEPT).outage("2026-11-28 02:00");
  const missed = woken.notices.filter((notice) => notice.kind === "group-ping" && notice.ping === "missed-owner");
  expect(missed).toMatchObject([{ notBefore: at("2026-11-30 09:00") }]);
});

test("an absent person's pings go to the deputy", () => {
  const late = accepted("minor")
    .but({ people: away(ZHAO, "2026-11-20", "2026-12-20", QIAN) })
    .until("2026-11-26 18:00");
  expect(pings(late)["missed-rung"]).toEqual([QIAN]);
});

test("with nobody on the ladder the administrators hear, in one message of their own", () => {
  const none = {
    people: {
      ...people,
      holdings: people.holdings.filter((held) => held.role !== "deputy-gm" && held.role !== "leader"),
    },
  };
  const late = accepted("minor", {}, none).until("2026-11-26 18:00");
  expect(late.notices.filter((notice) => notice.kind === "administrators")).toMatchObject([
    { about: "nobody-in-role" },
  ]);
});

test("what could not be delivered is said to the administrators", () => {
  const told = accepted("minor").and("2026-11-24 10:00", "desk", {
    type: "report-undelivered",
    what: "card",
    where: "C_ENG",
    reason: "is_archived",
  });
  expect(told.notices).toEqual([{ kind: "administrators", about: "not-delivered", event: told.case.version }]);
});

test("whose turn comes is told: the follower for the clear answer, the desk for the call", () => {
  const major = opened("major").and("2026-11-24 09:20", LI, ACCEPT);
  expect(pings(major)).toEqual({ "new-for-you": [WANG] });
  expect(pings(reported())).toEqual({ callback: [WANG] });
});

test("an answered request is told to whoever asked", () => {
  const asked = accepted("minor").and("2026-11-25 10:00", LI, askTime("2026-11-27 18:00"));
  const granted = asked.and("2026-11-25 11:00", ZHAO, {
    type: "answer-request",
    request: asked.case.requests[0]?.id ?? "",
    yes: true,
  });
  expect(pings(granted)).toEqual({ "approval-answered": [LI] });
});

test("an answer is not told to an asker who has been kept out of the case since", () => {
  const asked = accepted("minor").and("2026-11-25 10:00", LI, askTime("2026-11-27 18:00"));
  const out = asked.and("2026-11-25 10:30", WANG, { type: "recuse", person: LI, reason: "Cousin of the tenant" });
  const request = asked.case.requests[0]?.id ?? "";
  const granted = out.and("2026-11-25 11:00", ZHAO, { type: "answer-request", request, yes: true });
  expect(pings(granted)["approval-answered"]).toBeUndefined();
});

test("verification by the desk is told to nobody", () => {
  expect(pings(accepted("important").and("2026-11-24 10:00", WANG, VERIFY))).toEqual({});
});

test("the follower hears of the end when somebody else brings it about", () => {
  const byGuo = given()
    .and("2026-11-24 09:12", GUO, file())
    .and("2026-11-24 09:20", WANG, { type: "withdraw", reason: "Customer is content" });
  expect(pings(byGuo).informed).toEqual([GUO]);
});

test("a record form that comes back is told to the desk as the call that is due", () => {
  const back = accepted("minor").and("2026-11-24 11:00", LI, RESOLVE).and("2026-11-24 14:00", LI, REPORT);
  expect(back.notices.filter((notice) => notice.kind === "ping")).toEqual([
    { kind: "ping", ping: "callback", person: WANG, event: back.case.version },
  ]);
});
