import { expect, test } from "vitest";
import { isOvertaken } from "../../src/desk/overtaken.ts";
import { accepted, DISSATISFIED, reported, RESOLVE } from "../support/given.ts";
import { LI, WANG } from "../support/property-desk.ts";

test("a solution that was written before the customer was called is none for the round after the call", () => {
  const before = reported();
  const round = before.and("2026-11-25 10:00", WANG, DISSATISFIED);
  const since = round.history.slice(before.history.length);
  expect(isOvertaken(RESOLVE, since)).toBe(true);
  expect(isOvertaken({ type: "escalate", reason: "no contractor" }, since)).toBe(false);
});

test("what does not touch the answers of a form does not overtake it", () => {
  const before = accepted();
  const noted = before.and("2026-11-24 10:00", WANG, { type: "note", text: "The customer is in at two" });
  expect(isOvertaken(RESOLVE, noted.history.slice(before.history.length))).toBe(false);
});

test("ticks drawn from old facts do not take back what others found since", () => {
  const before = accepted("minor");
  const found = before.and("2026-11-24 10:00", LI, { type: "note", text: "x" });
  const raised = before.and("2026-11-24 10:00", WANG, {
    type: "set-level",
    facts: { "injury-or-loss": "yes" },
    reason: "Somebody was hurt",
  });
  const old = { type: "set-level", facts: { "injury-or-loss": "no" }, reason: "As it was reported" } as const;
  expect(isOvertaken(old, raised.history.slice(before.history.length))).toBe(true);
  expect(isOvertaken(old, found.history.slice(before.history.length))).toBe(false);
});
