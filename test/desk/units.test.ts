import { expect, test } from "vitest";
import type { Desk, Holding } from "../../src/desk/desk.ts";
import type { Regulation } from "../../src/regulation/shape.ts";
import { CALL, file, given, next, one, type Changes } from "../support/given.ts";
import { desk, GUO, HE, LI, people, property, SUN } from "../support/property-desk.ts";

// Two shops, each with a manager: the case belongs to one of them, although nobody is asked which.

const NOWHERE = { line: 1, basis: [] };

const regulation: Regulation = {
  ...property,
  roles: property.roles.map((role) => (role.id === "head" ? { ...role, at: "unit" } : role)),
  steps: [
    ...property.steps.filter((step) => step.id === "accept"),
    ...property.steps.filter((step) => step.id === "resolve"),
  ].map((step) => ({ ...step, ...NOWHERE, by: [{ who: "head" }] })),
};

const MANAGERS: readonly Holding[] = [
  { role: "head", unit: "north", person: LI },
  { role: "head", unit: "south", person: SUN },
];

function shops(units: readonly string[], holdings: readonly Holding[] = MANAGERS): Changes {
  const departments = desk.departments.map((department, index): Desk["departments"][number] => ({
    ...department,
    unit: units[index] ?? "",
  }));
  return { regulation, desk: { ...desk, departments }, people: { ...people, holdings } };
}

test.each([
  { who: "a member of the engineers of the north", by: GUO, answers: [LI] },
  { who: "the manager of the south", by: SUN, answers: [SUN] },
])("without a department, a case is of the shop in which whoever took it works: $who", ({ by, answers }) => {
  const filed = given(shops(["north", "south"])).when("2026-11-24 09:12", by, file());
  expect(next(filed)?.people).toEqual(answers);
});

test("a department says which shop it is", () => {
  const filed = given(shops(["north", "south"])).when("2026-11-24 09:12", GUO, file({ department: "cleaning" }));
  expect(next(filed)?.people).toEqual([SUN]);
});

test("where there is one shop only, every case is its own", () => {
  const filed = given(shops(["north", "north"])).when("2026-11-24 09:12", "U_anybody", file());
  expect(next(filed)?.people).toEqual([LI]);
});

test("where several shops are possible, nobody is taken to be asked", () => {
  const filed = given(shops(["north", "south"])).when("2026-11-24 09:12", "U_anybody", file());
  expect(next(filed)?.people).not.toContain(LI);
  expect(next(filed)?.people).not.toContain(SUN);
});

test("evidence is not done by the filing's answers alone, but by its files", () => {
  const secured: Regulation = {
    ...property,
    steps: [
      ...property.steps
        .filter((step) => step.id === "dispatch")
        .map((step) => ({ ...step, id: "secure", by: [{ who: "receiver" }], ask: [], evidence: true })),
      ...property.steps.filter((step) => step.id === "resolve"),
    ],
  };
  const filed = given({ regulation: secured }).when("2026-11-24 09:12", HE, file());
  expect(next(filed)?.step.id).toBe("secure");
  const shown = { id: "F1", name: "post.png", mimetype: "image/png", size: 10 };
  const proved = given({ regulation: secured }).when("2026-11-24 09:12", HE, {
    type: "file",
    kind: "complaint",
    facts: CALL,
    files: [shown],
  });
  expect(next(proved)?.step.id).toBe("resolve");
  expect(one(proved.events, "step-done")).toMatchObject({ step: "secure", files: [shown] });
});
