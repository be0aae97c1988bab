import { describe, expect, it } from "vitest";
import type { Facts } from "../../src/desk/facts.ts";
import { mayRead } from "../../src/desk/rights.ts";
import { targetsOf } from "../../src/slack/deliver/targets.ts";
import { accepted, fileAs, given, RESOLVE } from "../support/given.ts";
import { LI, property, SUN, WANG } from "../support/property-desk.ts";
import { fileOf, greyLines, read } from "./read-card.ts";

// A lift and the stairs before it: Engineering has the case, Cleaning takes part, and each solves its own.

const steps = property.steps.map((step) =>
  step.id === "resolve" ? { ...step, each: "department" as const, by: [{ who: "head" }] } : step,
);
const regulation = { ...property, steps };
const CLEANING = { partner: "cleaning" };
const BOTH = { "departments-involved": ["engineering", "cleaning"] };

function begun(facts: Facts = {}) {
  return accepted("minor", { ...BOTH, ...facts }, { regulation });
}

describe("where several departments take part", () => {
  it("says who leads, and of the others by when and whether theirs is done", () => {
    expect(greyLines(begun(), "en")[1]).toBe("Engineering leads, open · Cleaning by Thu 26 Nov 18:00, open");
    const one = begun().and("2026-11-24 11:00", SUN, RESOLVE);
    expect(greyLines(one, "en")[1]).toBe("Engineering leads, open · Cleaning by Thu 26 Nov 18:00, done");
    expect(greyLines(one, "zh-CN")[1]).toBe("工程部牵头，未完成 · 保洁部 11月26日（周四）18:00 前，已完成");
    expect(greyLines(one, "en", CLEANING)[1]).toBe(greyLines(one, "en")[1]);
    const both = one.and("2026-11-24 12:00", LI, RESOLVE);
    expect(greyLines(both, "en")[1]).toBe("Engineering leads, done · Cleaning, done");
  });

  it("names in line 2 whoever has not had a turn, and nobody who has", () => {
    expect(read(begun(), "en").line).toBe("*Next: solve it* · <@U_LI> <@U_SUN> · by Thu 26 Nov 18:00");
    const one = begun().and("2026-11-24 11:00", LI, RESOLVE);
    expect(read(one, "en").line).toBe("*Next: solve it* · <@U_SUN> · by Thu 26 Nov 18:00");
  });

  it("gives each of them a card with a next step of its own", () => {
    expect(targetsOf(fileOf(begun(), "en"))).toEqual([
      { channel: "C_ENG", place: "home" },
      { channel: "C_CLEAN", place: CLEANING },
    ]);
    expect(read(begun(), "en", CLEANING)).toEqual({
      title: "*2026110042 · Minor · Lift out of service*",
      line: "*Next: solve it* · <@U_SUN> · by Thu 26 Nov 18:00",
      buttons: ["Resolve", "Escalate", "Details"],
      menu: [],
    });
    const late = begun().until("2026-11-26 18:01");
    expect(read(late, "en", CLEANING).line).toBe(
      ":rotating_light: *Overdue since Thu 26 Nov 18:00: solve it* · <@U_SUN> · told: Zhao Min",
    );
  });

  it("shows a department without a turn who leads, and what it has done itself", () => {
    const done = begun().and("2026-11-24 11:00", SUN, RESOLVE);
    expect(read(done, "en", CLEANING)).toMatchObject({
      line: "*Done: solve it* · Engineering leads · solve it by Thu 26 Nov 18:00",
      buttons: ["Details"],
      menu: [],
    });
    const waits = given({ regulation }).and("2026-11-24 09:12", WANG, fileAs("minor", BOTH));
    expect(read(waits, "en", CLEANING).line).toBe("*Engineering leads* · accept by Tue 24 Nov 09:42");
    expect(read(waits, "zh-CN", CLEANING).line).toBe("*工程部牵头* · 11月24日（周二）09:42 前 签收");
  });

  it("lets the people of a department that takes part read the case, also when theirs is done", () => {
    const done = begun().and("2026-11-24 11:00", SUN, RESOLVE);
    expect(mayRead(done.case, SUN, done.context)).toBe(true);
  });

  it("keeps the case from all of them when the person complained about works for one", () => {
    const story = begun({ accused: SUN });
    expect(story.case.restricted).toBe(true);
    expect(targetsOf(fileOf(story, "en")).filter(({ place }) => typeof place === "object")).toEqual([]);
  });
});
