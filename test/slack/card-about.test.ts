import { describe, expect, it } from "vitest";
import type { Option, Regulation } from "../../src/regulation/shape.ts";
import { accepted, actions, fileAs, given, opened, REPORT, reported, RESOLVE, SATISFIED } from "../support/given.ts";
import { desk, LI, property, SUN, WANG } from "../support/property-desk.ts";
import { greyLines, read, sections } from "./read-card.ts";

const NOWHERE = { line: 1, basis: [] };

describe("what a card says of the matter", () => {
  it("names room, vehicle and order, because the department has to find them", () => {
    const fields = ["room", "vehicle"].map((id) => ({
      ...NOWHERE,
      id,
      type: "text" as const,
      title: { en: id === "room" ? "Room" : "Vehicle", "zh-CN": id === "room" ? "房号" : "车辆" },
      options: [],
      builtIn: false,
    }));
    const regulation: Regulation = { ...property, fields: [...property.fields, ...fields] };
    const story = opened("minor", { room: "1806", vehicle: "沪A12345" }, { regulation });
    expect(greyLines(story, "en")[0]).toContain(" · Room: 1806 · Vehicle: 沪A12345");
    expect(greyLines(story, "zh-CN")[0]).toContain(" · 房号：1806 · 车辆：沪A12345");
  });

  it("says that what it is about is on a list", () => {
    const title = { en: "Watched flats", "zh-CN": "重点关注房屋" };
    const watched = {
      ...NOWHERE,
      id: "watched",
      of: "place",
      title,
      candidates: [],
      giveTo: [],
      fields: [],
      tick: [],
      entries: [],
    };
    const regulation: Regulation = { ...property, lists: [watched] };
    const story = opened("minor", {}, { regulation });
    expect(greyLines(story, "en")[0]).not.toContain("Watched");
    const listed = story.but({ listed: ["watched"] });
    expect(greyLines(listed, "en")[0]).toContain(" · on the list: Watched flats");
    expect(greyLines(listed, "zh-CN")[0]).toContain(" · 重点关注房屋");
  });

  it("says what the customer wants in words, whether it was typed or chosen", () => {
    const options: readonly Option[] = [
      { ...NOWHERE, id: "repair", title: { en: "Repair", "zh-CN": "维修" } },
      { ...NOWHERE, id: "apology", title: { en: "Apology", "zh-CN": "道歉" } },
    ];
    const regulation: Regulation = {
      ...property,
      fields: property.fields.map((field) =>
        field.id === "remedy-sought" ? { ...field, type: "choices" as const, options } : field,
      ),
    };
    const chosen = opened("minor", { "remedy-sought": ["repair", "apology"] }, { regulation });
    expect(greyLines(chosen, "en")[0]).toContain(" · wants: Repair, Apology");
    expect(greyLines(chosen, "zh-CN")[0]).toContain(" · 诉求：维修、道歉");
    expect(greyLines(opened("minor", { "remedy-sought": "a new lift" }), "en")[0]).toContain(" · wants: a new lift");
  });

  it("shows that a case is restricted, with the word and one sign", () => {
    const story = given().and("2026-11-24 09:12", WANG, fileAs("minor", { accused: LI }));
    expect(story.case.restricted).toBe(true);
    expect(read(story, "en").title).toBe(":lock: *Restricted · 2026110042 · Minor · Lift out of service*");
    expect(read(story, "zh-CN").title).toBe(":lock: *限阅 · 2026110042 · 轻微 · 电梯停运*");
  });
});

it("says of a case that has left who gave it away, whatever was done to it since", () => {
  const story = accepted("minor")
    .and("2026-11-24 10:00", WANG, { type: "reassign", department: "cleaning", reason: "Only the cabin is dirty" })
    .and("2026-11-24 10:10", SUN, { type: "do", step: "accept" });
  expect(sections(story, "en", "moved")[1]).toBe("*Moved to <#C_CLEAN>* by Wang Fang");
});

describe("what a card offers", () => {
  it("keeps the way up where a regulation knows no solving, and offers nothing to take back", () => {
    const regulation = { ...property, steps: property.steps.filter(({ id }) => id !== "resolve") };
    const story = accepted("minor", {}, { regulation });
    expect(read(story, "en").buttons).toEqual([expect.any(String), "Escalate", "Details"]);
    expect(read(story, "en").menu).toContain("Hand over");
  });

  it("lets a case be given to another person where there is one department only", () => {
    const alone = { ...desk, departments: desk.departments.slice(0, 1) };
    expect(read(opened("minor", {}, { desk: alone }), "en").menu).toContain("Reassign");
    expect(read(accepted("minor", {}, { desk: alone }), "en").menu).not.toContain("Hand over");
  });

  it("offers compensation where the regulation knows an approval of it, five ways at most", () => {
    const approvals = [
      ...property.approvals,
      { ...NOWHERE, of: "compensation", by: "deputy-gm", with: [], needs: [], once: false },
    ];
    expect(read(accepted("minor", {}, { regulation: { ...property, approvals } }), "en").menu).toEqual([
      "Customer contacted",
      "More time",
      "On hold",
      "Hand over",
      "Compensation",
    ]);
  });
});

it("says that a limit is near also when it belongs to a later step", () => {
  const between = {
    ...property.steps.find(({ id }) => id === "report")!,
    id: "look",
    fill: [],
    title: { en: "Have a look" },
  };
  const at = property.steps.findIndex(({ id }) => id === "resolve");
  const regulation = { ...property, steps: property.steps.toSpliced(at, 0, between) };
  const story = accepted("minor", {}, { regulation });
  expect(read(story, "en").line).toBe("*Next: have a look* · <@U_LI> · solve it by Thu 26 Nov 18:00");
  expect(read(story.until("2026-11-26 17:30"), "en").line).toBe(
    ":hourglass_flowing_sand: *Due soon: have a look* · <@U_LI> · solve it by Thu 26 Nov 18:00",
  );
});

it("says how a case ended also while a step is still to come", () => {
  const archive = {
    ...property.steps.find(({ id }) => id === "close")!,
    id: "archive",
    by: [{ ...NOWHERE, who: "desk" }],
  };
  const regulation = { ...property, steps: [...property.steps.filter(({ id }) => id !== "archive"), archive] };
  const closed = reported({}, { regulation }).and("2026-11-25 10:00", WANG, SATISFIED);
  expect(closed.case.ended?.how).toBe("closed");
  expect(read(closed, "en").line).toBe(
    ":white_check_mark: *Closed* 25 Nov · satisfied · solved in 2 working hours · then: archive · <@U_WANG> · no time limit set",
  );
});

it("sends back the form that came back after the solution, and none that was filled in before", () => {
  expect(read(reported(), "en").buttons).toContain("Send back");
  const report = property.steps.find(({ id }) => id === "report");
  if (report === undefined) throw new Error("There is no form to return");
  const at = property.steps.findIndex(({ id }) => id === "resolve");
  const steps = property.steps.filter(({ id }) => id !== "report").toSpliced(at, 0, report);
  const story = accepted("minor", {}, { regulation: { ...property, steps } })
    .and("2026-11-24 10:30", LI, REPORT)
    .and("2026-11-24 11:00", LI, RESOLVE);
  expect(read(story, "en").buttons).toEqual(["Call back", "Details"]);
  expect(actions(story, LI)).not.toContain("undo report");
});

it("takes back a solution only while it stands", () => {
  const solved = accepted("minor").and("2026-11-24 11:00", LI, RESOLVE);
  expect(read(solved, "en").buttons).toContain("Not solved");
});
