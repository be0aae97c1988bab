import { expect, test } from "vitest";
import type { Field, Regulation } from "../../src/regulation/shape.ts";
import { all, file, given, LEVEL, next, pings } from "../support/given.ts";
import { GUO, LI, property, SUN, WANG, ZHAO } from "../support/property-desk.ts";

// A step that each department has to do comes next for all of those whose turn is still to come.

const INVOLVED: Field = {
  line: 1,
  basis: [],
  id: "departments-involved",
  type: "choices",
  title: { en: "Departments involved" },
  options: [],
  builtIn: true,
};

const regulation: Regulation = {
  ...property,
  fields: [...property.fields.filter((field) => field.id !== INVOLVED.id), INVOLVED],
  steps: property.steps
    .filter((step) => step.id === "resolve")
    .map((step) => ({ ...step, ask: [], by: [{ who: "head" }], each: "department" })),
};

test("each department has its turn, and whoever has had it is no longer asked", () => {
  const filed = given({ regulation }).and(
    "2026-11-24 09:12",
    GUO,
    file({ department: "engineering", "departments-involved": ["cleaning"] }),
  );
  expect(next(filed)?.people.toSorted()).toEqual([LI, SUN]);
  const first = filed.and("2026-11-24 10:00", LI, { type: "do", step: "resolve" });
  expect(next(first)?.people).toEqual([SUN]);
  const both = first.and("2026-11-24 11:00", SUN, { type: "do", step: "resolve" });
  expect(next(both)?.step.id).not.toBe("resolve");
});

/** Sent to Engineering and Cleaning: a minor matter, to be solved by both until Thursday at 18:00. */
function forBoth(departments: readonly string[] = ["cleaning"]) {
  return given({ regulation }).and(
    "2026-11-24 09:12",
    WANG,
    file({ ...LEVEL.minor, department: "engineering", "departments-involved": departments }),
  );
}

test("everybody whose turn it is hears of it, and of a turn that is done nobody hears again", () => {
  const filed = forBoth();
  expect(pings(filed)).toEqual({ "new-for-you": [LI, SUN] });
  const first = filed.and("2026-11-24 10:00", LI, { type: "do", step: "resolve" });
  expect(pings(first)).toEqual({});
});

test("a department that joins the others later has its own first message", () => {
  const alone = forBoth([]);
  expect(pings(alone)).toEqual({ "new-for-you": [LI] });
  const joined = alone.and("2026-11-24 10:00", WANG, {
    type: "answer",
    facts: { "departments-involved": ["cleaning"] },
    reason: "The stairs are wet, too",
  });
  expect(pings(joined)).toEqual({ "new-for-you": [SUN] });
});

test("only those whose turn is still to come are warned and answer for the miss; those above hear of it", () => {
  const done = forBoth().and("2026-11-24 10:00", LI, { type: "do", step: "resolve" });
  const late = done.until("2026-11-26 18:00");
  const warned = all(late.events, "warned").filter(({ step }) => step === "resolve");
  expect(warned.map(({ people }) => people)).toEqual([[SUN], [SUN]]);
  const missed = (events: typeof late.events) => all(events, "missed").filter(({ step }) => step === "resolve");
  expect(missed(late.events)).toMatchObject([{ people: [SUN], rungPeople: [ZHAO] }]);
  const nobody = forBoth().until("2026-11-26 18:00");
  expect(missed(nobody.events)).toMatchObject([{ people: [LI, SUN], rungPeople: [ZHAO] }]);
});

test("a department that has taken part hears by a direct message that the case is its own now: its card stands already", () => {
  const opened = given().and(
    "2026-11-24 09:12",
    WANG,
    file({ ...LEVEL.minor, department: "engineering", "departments-involved": ["cleaning"] }),
  );
  const moved = opened.and("2026-11-24 10:00", WANG, {
    type: "reassign",
    department: "cleaning",
    reason: "It is only the stairs",
  });
  expect(pings(moved)["new-for-you"]).toEqual([SUN]);
});
