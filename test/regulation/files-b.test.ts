import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findingFrom } from "../../src/desk/known.ts";
import { loadRegulation } from "../../src/regulation/load.ts";
import type { Regulation } from "../../src/regulation/shape.ts";
import { compiled } from "./small.ts";

/** How many clauses each text has. */
const CLAUSES: readonly (readonly [string, number])[] = [
  ["dealer-315", 33],
  ["sales-gm-procedure", 21],
  ["sales-rep-procedure", 18],
  ["tax-control-vendor", 26],
  ["salt-company", 16],
  ["service-window", 12],
  ["service-hotline", 16],
  ["after-sales", 19],
  ["furniture", 17],
  ["tiered-customer", 26],
  ["generic-customer-management", 100],
];

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, `../../regulations/${name}.yaml`), "utf8");
}

const known = new Map<string, Regulation>();

function regulation(name: string): Regulation {
  const found = known.get(name) ?? compiled(read(name), name);
  known.set(name, found);
  return found;
}

test.each(CLAUSES)("%s loads clean: only what the text leaves open is asked", (name) => {
  const { problems } = loadRegulation(read(name), name);
  expect(problems.filter((found) => !["not-given", "asleep"].includes(found.code))).toEqual([]);
});

test.each(CLAUSES)("%s names each of its %i clauses", (name, count) => {
  const named = new Set(JSON.stringify(regulation(name)).match(new RegExp(`"${name}-\\d+"`, "g")));
  const wanted = Array.from({ length: count }, (_, index) => `"${name}-${String(index + 1).padStart(2, "0")}"`);
  expect([...named].toSorted()).toEqual(wanted.toSorted());
});

// ── Figures that the texts give ────────────────────────────────────────────────────────────────────────────────────

test.each([
  ["sales-rep-procedure", "visit", { kind: "length", length: { amount: 2, unit: "working days" } }],
  ["sales-rep-procedure", "improve", { kind: "fact", fact: "improve-until" }],
  ["after-sales", "invoice", { kind: "moment", moment: "same day" }],
  ["after-sales", "plan", { kind: "fact", fact: "planned-time" }],
  ["salt-company", "shortest", { kind: "not given" }],
  ["tax-control-vendor", "serious", { kind: "not given" }],
  ["service-window", "task", { kind: "fact", fact: "promised-time" }],
] as const)("%s: the limit of %s is the text's own", (name, id, limit) => {
  expect(regulation(name).deadlines.find((deadline) => deadline.id === id)?.limit).toEqual(limit);
});

test.each([
  ["key-visits", "quarter", "key"],
  ["general-visits", "half-year", "general"],
  ["general-calls", "month", "general"],
  ["vip-visits", "not given", "vip"],
] as const)("tiered-customer: %s come round every %s", (id, every, tier) => {
  const duty = regulation("tiered-customer").duties.find((found) => found.id === id);
  expect([duty?.every, duty?.forEach]).toEqual([every, "customers"]);
  expect(duty?.when?.[0]?.[0]).toMatchObject({ fact: "tier", values: [tier] });
});

test("furniture numbers by the day of intake, with three digits that run through the year", () => {
  expect(regulation("furniture").number).toMatchObject({
    pattern: "{yy}{MM}{dd}{seq:3}",
    restart: "year",
    dated: "received",
  });
});

test.each([
  [30, "on-site"],
  [29, "other"],
] as const)("a tax device's technician who is %i minutes late is a matter of %s", (minutes, sign) => {
  const finding = regulation("tax-control-vendor").findings.find((found) => found.id === "general-sign");
  expect(finding === undefined ? undefined : findingFrom(finding, { "minutes-late": minutes })).toBe(sign);
});

test("the notice of March watches fifteen columns of the city and three programmes of the province", () => {
  const outlets = regulation("dealer-315").lists.find((list) => list.id === "outlets")?.entries ?? [];
  const reach = (level: string) => outlets.filter((outlet) => outlet["outlet-level"] === level).length;
  expect([reach("city"), reach("provincial"), outlets.length]).toEqual([15, 3, 18]);
});

test("the counter is open every day from eight to five but for an hour at noon", () => {
  const hours = regulation("service-window").calendars["default"]?.hours;
  const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, ["08:00-12:00", "13:00-17:00"]]);
  expect(hours).toEqual(Object.fromEntries(days));
});
