import { expect, test } from "vitest";
import type { Command } from "../../src/desk/commands.ts";
import type { Counted, Figure } from "../../src/desk/figures.ts";
import { datesOf, reportOf, type ReportCase } from "../../src/desk/report.ts";
import { mayReport } from "../../src/desk/rights.ts";
import { accepted, fileAs, given, opened, reported, RESOLVE, SATISFIED, type Story } from "../support/given.ts";
import { at, contextAt, GUO, LI, property, WANG, ZHAO } from "../support/property-desk.ts";

const NOVEMBER = { desk: "riverside", from: "2026-11-01", to: "2026-11-30", by: "department" } as const;

function reportAt(local: string, stories: readonly Story[], asked: Parameters<typeof reportOf>[1] = NOVEMBER) {
  const context = contextAt(local);
  const cases = stories.map((story, index): ReportCase => ({
    id: `c${index}`,
    case: story.case,
    context: { ...story.context, now: at(local) },
  }));
  const { desk, regulation, people } = context;
  return reportOf(cases, asked, { desk, regulation, people, context });
}

function figure(figures: readonly Figure[], id: string): Figure["total"] | undefined {
  return figures.find(({ measure }) => measure.id === id)?.total;
}

const CLOSED = () => reported().and("2026-11-25 10:00", WANG, SATISFIED);
const WITHDRAWN = () =>
  opened("minor").and("2026-11-24 10:00", WANG, { type: "withdraw", how: "phone", reason: "It works again" });

test("what was open, came in and ended adds up to what is open", () => {
  const { balance } = reportAt("2026-12-01 08:30", [CLOSED(), WITHDRAWN(), opened("minor")]);
  expect(balance).toEqual({
    openAtStart: 0,
    received: 3,
    closed: 1,
    withdrawn: 1,
    notValid: 0,
    otherEnds: 0,
    openAtEnd: 1,
  });
  const december = reportAt("2026-12-31 08:30", [CLOSED(), WITHDRAWN(), opened("minor")], {
    ...NOVEMBER,
    from: "2026-12-01",
    to: "2026-12-31",
  });
  expect(december.balance).toMatchObject({ openAtStart: 1, received: 0, openAtEnd: 1 });
  expect(december.lines).toEqual([]);
});

test("on time counts limits of the solution that were decided, not those that still run", () => {
  const late = accepted("minor").until("2026-12-01 08:00");
  const report = reportAt("2026-12-01 08:30", [CLOSED(), late]);
  expect(report.onTime).toEqual({ kept: 1, of: 2 });
  expect(reportAt("2026-11-24 12:00", [accepted("minor")]).onTime).toEqual({ kept: 0, of: 0 });
  expect(report.lines).toMatchObject([{ group: "engineering", received: 2, ended: 1, overdue: 1 }]);
});

test("a share is of the cases of which it can be said: nobody is dissatisfied who was not called yet", () => {
  const { figures, satisfied } = reportAt("2026-12-01 08:30", [CLOSED(), accepted("minor")]);
  expect(figure(figures, "satisfied")).toEqual({ group: [], value: 1, of: 1 });
  expect(satisfied).toEqual({ kept: 1, of: 1 });
  expect(figure(reportAt("2026-11-24 12:00", [accepted("minor")]).figures, "satisfied")).toEqual({ group: [], of: 0 });
});

test("a measure may split by local time: a case of the first night belongs to its own month", () => {
  const [measure] = property.measures;
  if (measure === undefined) throw new Error("Property measures nothing");
  const command = { ...fileAs("minor"), receivedAt: at("2026-11-01 00:30") };
  const early = given({}).and("2026-11-02 09:00", WANG, command);
  const monthly = { ...property, measures: [{ ...measure, by: ["month", "week", "quarter"] }] };
  const context = { ...contextAt("2026-12-01 08:30"), regulation: monthly };
  const one: Counted = { case: early.case, context };
  const report = reportOf([{ ...one, id: "c" }], NOVEMBER, {
    desk: context.desk,
    regulation: monthly,
    people: context.people,
    context,
  });
  expect(report.figures[0]?.rows).toEqual([{ group: ["2026-11", "2026-10-26", "2026-Q4"], value: 1, of: 1 }]);
});

test("months and quarters are those of the desk's own calendar", () => {
  const newYear = at("2027-01-01 00:10");
  expect(datesOf("last-month", newYear, "Asia/Shanghai")).toEqual({ from: "2026-12-01", to: "2026-12-31" });
  expect(datesOf("last-month", newYear, "Europe/London")).toEqual({ from: "2026-11-01", to: "2026-11-30" });
  expect(datesOf("this-month", newYear, "Asia/Shanghai")).toEqual({ from: "2027-01-01", to: "2027-01-01" });
  expect(datesOf("last-quarter", newYear, "Asia/Shanghai")).toEqual({ from: "2026-10-01", to: "2026-12-31" });
});

test("figures are for those who hold a role or administer the desk", () => {
  const context = contextAt("2026-11-24 09:12");
  expect([WANG, LI, ZHAO, GUO, "U_STRANGER"].map((person) => mayReport(person, context))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

function gain(amount: number): Command {
  return { type: "do", step: "gains", answers: { gain: { amount, currency: "CNY" } } };
}

test("what is answered again and again is added up, each time by the period in which it was answered", () => {
  const [measure] = property.measures;
  const resolve = property.steps.find(({ id }) => id === "resolve");
  if (measure === undefined || resolve === undefined) throw new Error("Property has changed");
  const nowhere = { line: 1, basis: [] };
  const regulation = {
    ...property,
    fields: [
      ...property.fields,
      { ...nowhere, id: "gain", type: "money" as const, title: {}, options: [], builtIn: false },
    ],
    periods: [{ ...nowhere, id: "day", from: "resolve", for: { amount: 1, unit: "days" as const } }],
    steps: property.steps.flatMap((step) =>
      step.id === "resolve"
        ? [step, { ...step, id: "gains", repeat: true, ask: [{ field: "gain", optional: false }], anyTime: true }]
        : [step],
    ),
    measures: [
      {
        ...measure,
        by: [],
        form: { verb: "sum-of" as const, field: "gain", times: 0.6 },
        which: [[{ ...nowhere, fact: "during", test: "one-of" as const, values: ["day"] }]],
      },
    ],
  };
  const story = accepted("minor", {}, { regulation })
    .and("2026-11-24 11:00", LI, RESOLVE)
    .and("2026-11-24 12:00", LI, gain(1000))
    .and("2026-11-24 13:00", LI, gain(500))
    .and("2026-11-27 13:00", LI, gain(70));
  const context = { ...story.context, regulation };
  const report = reportOf([{ id: "c", case: story.case, context }], NOVEMBER, {
    desk: context.desk,
    regulation,
    people: context.people,
    context,
  });
  expect(report.figures[0]?.total).toEqual({ group: [], value: 900, of: 2 });
});
