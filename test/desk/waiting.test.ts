import { expect, test } from "vitest";
import type { Command } from "../../src/desk/commands.ts";
import {
  accepted,
  actions,
  all,
  clock,
  dues,
  local,
  one,
  opened,
  reported,
  RESOLVE,
  types,
  VERIFY,
  type Changes,
} from "../support/given.ts";
import { at, GUO, HE, LI, property, WANG, ZHAO } from "../support/property-desk.ts";

function hold(reason: string, until: string): Command {
  return { type: "wait", reason, until: at(until) };
}

test("waiting for a supplier stops the limits that the regulation names, and no others", () => {
  const held = accepted("important").and("2026-11-24 10:00", LI, hold("supplier", "2026-11-26 18:00"));
  expect(one(held.events, "waiting-began")).toMatchObject({
    reason: "supplier",
    until: at("2026-11-26 18:00"),
    by: LI,
  });
  expect(clock(held, "important")?.state).toBe("paused");
  expect(clock(held, "important-limit")?.state).toBe("running");
  expect(clock(held, "verification")?.state).toBe("running");
});

test("waiting for the customer stops all but what the regulation excepts", () => {
  const held = accepted("important", { solvable: "today" }).and(
    "2026-11-24 10:00",
    LI,
    hold("customer", "2026-11-27 18:00"),
  );
  expect(clock(held, "important")?.state).toBe("paused");
  expect(clock(held, "important-limit")?.state).toBe("paused");
  expect(clock(held, "same-day")?.state).toBe("paused");
  expect(clock(held, "verification")?.state).toBe("running");
});

// A pause swallows the days at whose close of business the clock stands: here Wednesday the 25th.
test("a pause adds its working days to a limit in working days", () => {
  const held = accepted("minor").and("2026-11-24 10:00", LI, hold("supplier", "2026-11-27 18:00"));
  const resumed = held.and("2026-11-26 10:00", LI, { type: "resume" });
  expect(types(resumed.events)).toEqual(["waiting-ended"]);
  expect(clock(resumed, "minor")).toMatchObject({ state: "running", due: at("2026-11-27 18:00") });
});

test("no limit is missed while it is paused", () => {
  const held = accepted("minor")
    .and("2026-11-24 10:00", LI, hold("supplier", "2026-11-27 10:00"))
    .until("2026-11-27 09:59");
  expect(all(held.history, "missed")).toEqual([]);
});

test("the clock runs again by itself at the limit of the wait", () => {
  const held = accepted("minor").and("2026-11-24 10:00", LI, hold("supplier", "2026-11-26 18:00"));
  const resumed = held.until("2026-11-26 18:00");
  expect(one(resumed.events, "waiting-ended")).toMatchObject({ how: "limit" });
  expect(clock(resumed, "minor")?.state).toBe("running");
});

test("an outage makes no wait longer than it was allowed", () => {
  const held = accepted("minor").and("2026-11-24 10:00", LI, hold("supplier", "2026-11-26 10:00"));
  const inTime = held.until("2026-11-26 10:00");
  const late = held.outage("2026-11-30 08:00");
  expect(late.case.waits).toMatchObject([{ endedAt: at("2026-11-26 10:00") }]);
  expect(local(clock(late, "minor")?.due)).toBe(local(clock(inTime, "minor")?.due));
});

test("one wait at a time", () => {
  const held = accepted("minor").and("2026-11-24 10:00", LI, hold("supplier", "2026-11-26 18:00"));
  expect(held.when("2026-11-24 11:00", LI, hold("customer", "2026-11-26 18:00")).refusal).toEqual({
    code: "already-waiting",
  });
});

test("only a reason of the regulation stops a clock", () => {
  expect(accepted("minor").when("2026-11-24 10:00", LI, hold("holiday", "2026-11-26 18:00")).refusal).toEqual({
    code: "no-such-waiting-reason",
    field: "reason",
  });
});

test.each([
  ["supplier", "2026-11-27 18:00", "2026-11-27 18:01"],
  ["customer", "2026-12-01 18:00", "2026-12-01 18:01"],
])("waiting for the %s ends on %s at the latest", (reason, last, beyond) => {
  expect(accepted("minor").when("2026-11-24 10:00", LI, hold(reason, last)).refusal).toBeUndefined();
  expect(accepted("minor").when("2026-11-24 10:00", LI, hold(reason, beyond)).refusal).toEqual({
    code: "waiting-too-long",
    field: "until",
    params: { cap: at(last) },
  });
});

test("a wait cannot end before it begins", () => {
  expect(accepted("minor").when("2026-11-24 10:00", LI, hold("supplier", "2026-11-24 10:00")).refusal).toEqual({
    code: "time-before-now",
    field: "until",
  });
});

test("the owner and the desk put a case on hold; the follower may let it run again", () => {
  expect(accepted("minor").when("2026-11-24 10:00", GUO, hold("supplier", "2026-11-26 18:00")).refusal?.code).toBe(
    "not-allowed",
  );
  expect(accepted("minor").when("2026-11-24 10:00", HE, hold("supplier", "2026-11-26 18:00")).refusal?.code).toBe(
    "not-allowed",
  );
  const held = accepted("minor").and("2026-11-24 10:00", WANG, hold("supplier", "2026-11-26 18:00"));
  expect(held.when("2026-11-24 11:00", GUO, { type: "resume" }).refusal?.code).toBe("not-allowed");
  expect(held.when("2026-11-24 11:00", WANG, { type: "resume" }).refusal).toBeUndefined();
});

test("what does not wait cannot be resumed", () => {
  expect(accepted("minor").when("2026-11-24 10:00", LI, { type: "resume" }).refusal).toEqual({ code: "not-waiting" });
});

test("a wait that would stop nothing is refused", () => {
  expect(reported().when("2026-11-24 15:00", WANG, hold("supplier", "2026-11-26 18:00")).refusal).toEqual({
    code: "nothing-to-pause",
    field: "reason",
  });
});

test("waiting cannot hide a limit that is already over", () => {
  const late = accepted("minor").until("2026-11-27 09:00");
  const held = late.when("2026-11-27 09:05", LI, hold("supplier", "2026-11-30 18:00"));
  expect(clock(held, "minor")?.state).toBe("missed");
});

test("two pauses add up", () => {
  const twice = accepted("minor")
    .and("2026-11-25 10:00", LI, hold("supplier", "2026-11-27 18:00"))
    .and("2026-11-26 10:00", LI, { type: "resume" })
    .and("2026-11-26 15:00", LI, hold("customer", "2026-11-30 18:00"))
    .and("2026-11-27 10:00", LI, { type: "resume" });
  expect(local(clock(twice, "minor")?.due)).toBe("2026-11-30 18:00");
});

test("solving ends what waited for nothing more: the case may be solved while it is on hold", () => {
  const solved = accepted("minor")
    .and("2026-11-24 10:00", LI, hold("supplier", "2026-11-26 18:00"))
    .and("2026-11-25 10:00", LI, RESOLVE);
  expect(clock(solved, "minor")?.state).toBe("met");
});

test("an end ends the wait", () => {
  const ended = accepted("minor")
    .and("2026-11-24 10:00", LI, hold("supplier", "2026-11-26 18:00"))
    .and("2026-11-24 11:00", WANG, { type: "withdraw", reason: "Customer is content" });
  expect(ended.case.waits).toMatchObject([{ endedAt: at("2026-11-24 11:00") }]);
  expect(ended.until("2026-12-31 12:00").events).toEqual([]);
});

test("hold is offered to the owner after accepting and until solving", () => {
  expect(actions(opened("minor"), LI)).not.toContain("wait");
  expect(actions(accepted("minor"), LI)).toContain("wait");
  expect(actions(reported(), LI)).not.toContain("wait");
});

test("a time that the customer asked for never stops", () => {
  const held = accepted("minor", { "asked-time": at("2026-11-25 12:00") }).and(
    "2026-11-24 10:00",
    LI,
    hold("customer", "2026-11-26 18:00"),
  );
  expect(dues(held)).toMatchObject({ wish: "2026-11-25 12:00" });
  expect(clock(held, "wish")?.state).toBe("running");
});

// ── Reasons that stop nothing, and waits that somebody has to agree to ─────────────────────────────────────────────

const AGREED: Changes = {
  regulation: {
    ...property,
    waiting: property.waiting.map((reason) => (reason.id === "supplier" ? { ...reason, stops: "nothing" } : reason)),
    approvals: [
      ...property.approvals,
      { line: 1, basis: [], of: "waiting", by: "deputy-gm", with: [], needs: ["verify"], once: false },
    ],
  },
};

test("a reason may stop nothing: the case waits, and nobody is excused", () => {
  const held = accepted("minor", {}, AGREED).and("2026-11-24 10:00", LI, hold("supplier", "2026-11-26 18:00"));
  expect(types(held.events)).toEqual(["waiting-began"]);
  expect(clock(held, "minor")).toMatchObject({ state: "running", due: at("2026-11-26 18:00") });
});

test("a wait that somebody has to agree to begins with the yes", () => {
  const taken = accepted("important", {}, AGREED);
  expect(taken.when("2026-11-24 10:00", LI, hold("customer", "2026-11-26 18:00")).refusal).toEqual({
    code: "step-waits-for",
    params: { step: "waiting", waitsFor: "verify" },
  });
  const asked = taken
    .and("2026-11-24 10:00", WANG, VERIFY)
    .and("2026-11-24 10:10", LI, hold("customer", "2026-11-26 18:00"));
  expect(one(asked.events, "requested")).toMatchObject({ of: "waiting", approvers: [ZHAO] });
  expect(clock(asked, "important")?.state).toBe("running");
  expect(asked.when("2026-11-24 10:20", LI, hold("customer", "2026-11-26 18:00")).refusal?.code).toBe("request-open");
  const request = asked.case.requests.at(-1)?.id ?? "";
  const agreed = asked.and("2026-11-24 11:00", ZHAO, { type: "answer-request", request, yes: true });
  expect(one(agreed.events, "waiting-began")).toMatchObject({ reason: "customer", until: at("2026-11-26 18:00") });
  expect(clock(agreed, "important")?.state).toBe("paused");
  const late = asked.when("2026-11-27 09:00", ZHAO, { type: "answer-request", request, yes: true });
  expect(late.refusal).toEqual({ code: "time-before-now", field: "until" });
});
