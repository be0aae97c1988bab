import { afterEach, expect, it } from "vitest";
import { CLERK } from "./any-house.ts";
import { isDone, openIdea, type Idea } from "./idea.ts";

let firm: Idea;
afterEach(() => firm.stop());

const TIMEOUT = { timeout: 180_000 };

it("whoever is accused loses every part, on every surface (law-firm-11, -21)", TIMEOUT, async () => {
  firm = await openIdea("law-firm");
  const partner = firm.who("partner", "north");
  const director = firm.who("director");
  const id = await firm.file({ kind: "complaint", source: "phone", department: "north", accused: partner });
  const { case: filed } = await firm.read(id);
  expect(filed.restricted).toBe(true);
  const officer = firm.who("officer");
  expect(await firm.window(officer, id)).toContain("As it was said and agreed".slice(0, 2));
  await expect(firm.window(partner, id)).rejects.toThrow("sees no window");
  await expect(firm.window(firm.who("partner", "south"), id)).rejects.toThrow("sees no window");
  expect((await firm.inbox(partner)).join("\n")).not.toContain(filed.number ?? "—");
  await firm.carry(id, isDone("pass-material"), { "do/write-opinion": { "grave-matter": "no" } });
  expect(await firm.offered(director, id)).toContain("do/investigate");
});

it(
  "a body decides with who took part, and what needs a yes or no gets one; both sides are asked (law-firm-13, -14, -24)",
  TIMEOUT,
  async () => {
    firm = await openIdea("law-firm");
    const id = await firm.file({ kind: "complaint", source: "phone", department: "north", accused: CLERK });
    const done = await firm.carry(id, isDone("meeting"), {
      "do/write-opinion": { "grave-matter": "yes" },
      "do/meeting": { present: [firm.who("director"), firm.who("other-partner")], "inform-regulator": "yes" },
    });
    const meeting = done.case.doings.find(({ step }) => step === "meeting");
    expect(meeting?.by).toBe(firm.who("firm-meeting"));
    expect(meeting?.answers).toMatchObject({ present: [firm.who("director"), firm.who("other-partner")] });
    const asked = await firm
      .carry(id, isDone("follow-up"), { "do/survey": { verdict: "satisfied" } })
      .catch(() => firm.read(id));
    expect(asked.case.doings.some(({ step }) => step === "inform")).toBe(true);
    const sides = asked.case.doings.filter(({ step }) => step === "survey").map(({ instance }) => instance);
    expect(new Set(sides).size).toBe(2);
  },
);
