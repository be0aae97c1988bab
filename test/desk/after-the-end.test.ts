import { expect, test } from "vitest";
import { actions, reported, SATISFIED, types, type Story } from "../support/given.ts";
import { property, QIAN, WANG, ZHAO } from "../support/property-desk.ts";

/** What follows for the person concerned is recorded after the end, and here the deputy must agree to it. */
function penalised(): Story {
  const steps = property.steps.map(({ when, ...step }) => {
    if (step.id === "penalise") return { ...step, approve: [{ who: "deputy-gm", each: false }] };
    return when === undefined ? step : { ...step, when };
  });
  return reported({}, { regulation: { ...property, steps } })
    .and("2026-11-25 10:00", WANG, SATISFIED)
    .and("2026-11-26 10:00", QIAN, { type: "do", step: "penalise", answers: { penalty: "Talked to" } });
}

test("a step that goes on after the end can still be agreed to", () => {
  const asked = penalised();
  const request = asked.case.requests.at(-1)?.id ?? "";
  expect(asked.case.ended?.how).toBe("closed");
  expect(actions(asked, ZHAO)).toContain("answer-request");
  const agreed = asked.when("2026-11-26 11:00", ZHAO, { type: "answer-request", request, yes: true });
  expect(types(agreed.events)).toEqual(["request-answered", "step-approved"]);
});

test("what was asked before the end for its own sake can no longer be answered", () => {
  const asked = reported().and("2026-11-24 15:00", WANG, {
    type: "not-valid",
    ground: "",
    facts: "Not our lift",
    customerTold: true,
  });
  const request = asked.case.requests.at(-1)?.id ?? "";
  const ended = asked.and("2026-11-25 10:00", WANG, SATISFIED);
  expect(actions(ended, ZHAO)).not.toContain("answer-request");
  const late = ended.when("2026-11-26 11:00", ZHAO, { type: "answer-request", request, yes: true });
  expect(late.refusal).toEqual({ code: "already-ended", params: { how: "closed" } });
});
