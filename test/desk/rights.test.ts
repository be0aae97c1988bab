import { expect, test } from "vitest";
import { mayRead } from "../../src/desk/rights.ts";
import {
  accepted,
  actions,
  askTime,
  opened,
  reported,
  SATISFIED,
  VERIFY,
  type Story,
  given,
  file,
} from "../support/given.ts";
import { GUO, HE, LI, people, property, QIAN, SUN, WANG, ZHAO } from "../support/property-desk.ts";

function sorted(story: Story, person: string): readonly string[] {
  return actions(story, person).toSorted();
}

const READERS = [WANG, LI, HE, GUO, ZHAO, QIAN];

test("who may read an open case: the desk, the department, everybody with a role for the whole company", () => {
  const open = accepted("important");
  expect(READERS.filter((person) => mayRead(open.case, person, open.context))).toEqual(READERS);
  expect(mayRead(open.case, SUN, open.context)).toBe(false);
  expect(mayRead(open.case, "U_STRANGER", open.context)).toBe(false);
});

test("whoever took the complaint reads it, wherever he works", () => {
  const filed = given().and("2026-11-24 09:12", SUN, file());
  expect(mayRead(filed.case, SUN, filed.context)).toBe(true);
});

test("a role of the whole company that is held through a group reads, too, though it stands on no ladder", () => {
  const auditor = {
    id: "auditor",
    at: "company",
    title: { en: "Auditor" },
    anyOf: [],
    absent: [],
    line: 1,
    basis: [],
  } as const;
  const group = {
    regulation: { ...property, roles: [...property.roles, auditor] },
    people: {
      ...people,
      holdings: [...people.holdings, { role: "auditor", group: "S_AUDIT" }],
      groups: { S_AUDIT: [SUN] },
    },
  };
  const open = accepted("important", {}, group);
  expect(mayRead(open.case, SUN, open.context)).toBe(true);
});

test("a department to which a case is offered may read it", () => {
  const offered = accepted("minor").and("2026-11-24 10:00", LI, {
    type: "hand-over",
    department: "cleaning",
    reason: "It is dirt",
  });
  expect(mayRead(offered.case, SUN, offered.context)).toBe(true);
});

test("a new case: the manager accepts, others escalate", () => {
  const filed = opened("important");
  expect(sorted(filed, LI)).toContain("do accept");
  expect(sorted(filed, GUO)).toEqual(["escalate", "note"]);
  expect(sorted(filed, HE)).toEqual(["escalate", "note"]);
});

test("an accepted minor case: what each may do", () => {
  const taken = accepted("minor");
  expect(sorted(taken, LI)).toEqual(
    expect.arrayContaining(["ask", "contact", "do resolve", "escalate", "hand-over", "look", "note", "wait"]),
  );
  expect(sorted(taken, LI)).not.toContain("set-level");
  expect(sorted(taken, WANG)).toEqual(
    expect.arrayContaining([
      "ask",
      "contact",
      "escalate",
      "look",
      "merge",
      "not-valid",
      "note",
      "reassign",
      "recuse",
      "set-level",
      "wait",
      "withdraw",
    ]),
  );
  expect(sorted(taken, ZHAO)).toEqual(
    expect.arrayContaining(["escalate", "look", "not-valid", "note", "reassign", "recuse"]),
  );
  expect(sorted(taken, ZHAO)).not.toContain("decide");
  expect(sorted(taken, GUO)).toEqual(["escalate", "note"]);
  expect(sorted(taken, SUN)).toEqual([]);
});

test("the approver is offered the answer, the asker to take it back", () => {
  const asked = accepted("minor").and("2026-11-25 10:00", LI, askTime("2026-11-27 18:00"));
  expect(sorted(asked, ZHAO)).toContain("answer-request");
  expect(sorted(asked, LI)).toContain("take-back");
  expect(sorted(asked, LI)).not.toContain("ask");
  expect(sorted(asked, QIAN)).not.toContain("answer-request");
});

test("a solved case: the form is the manager's, the call the desk's", () => {
  expect(sorted(reported(), WANG)).toEqual(
    expect.arrayContaining(["do callback", "not-reached callback", "undo resolve"]),
  );
  expect(sorted(reported(), LI)).toContain("undo resolve");
  expect(sorted(reported(), LI)).not.toContain("hand-over");
  expect(sorted(reported(), LI)).not.toContain("wait");
});

test("a closed case: reopen, look and write", () => {
  const done = reported().and("2026-11-25 10:00", WANG, SATISFIED);
  expect(sorted(done, WANG)).toEqual(expect.arrayContaining(["look", "note", "reopen"]));
  expect(sorted(done, WANG).filter((action) => action.startsWith("do "))).toEqual([]);
  expect(sorted(done, SUN)).toEqual([]);
});

test("what follows for a person is the leader's alone", () => {
  const valid = accepted("important").and("2026-11-24 10:00", WANG, VERIFY);
  expect(sorted(valid, QIAN)).toContain("do penalise");
  expect(sorted(valid, ZHAO)).not.toContain("do penalise");
});
