import { expect, test } from "vitest";
import type { Field, Regulation } from "../../src/regulation/shape.ts";
import { file, given, next } from "../support/given.ts";
import { GUO, LI, property, SUN } from "../support/property-desk.ts";

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
