import { afterEach, expect, it } from "vitest";
import { factsOf } from "../../src/desk/known.ts";
import { CLERK } from "./any-house.ts";
import { isDone, nextIs, openIdea, type Idea } from "./idea.ts";

let idea: Idea;
afterEach(() => idea.stop());

const TIMEOUT = { timeout: 180_000 };

it("the more particular ground decides, and the decision is told in words (returns-03 to -10)", TIMEOUT, async () => {
  idea = await openIdea("returns");
  const service = idea.who("service");
  const id = await idea.file({ "goods-received": "2026-11-02", wanted: "return" }, service);
  const file = await idea.carry(id, nextIs("decide"), {
    "do/inspect": { "quality-fault": "no", situation: "wrong-order" },
  });
  expect(factsOf(file.case, file.context)["decision"]).toBe("take-back-less-fee");
  expect(await idea.window(service, id)).toMatch(/Taken back, compensation fee deducted|扣除赔偿金后退货/u);
  expect(await idea.shows(service, id, "do/decide")).toMatch(/Amount deducted|扣除金额/u);
});

it(
  "each leader in charge and then the estate say yes, in this order, and nobody to what he asked for (winery-18, -25)",
  TIMEOUT,
  async () => {
    idea = await openIdea("winery");
    const id = await idea.file({
      category: "service",
      department: "service",
      "amount-involved": "60000",
      reach: "public",
    });
    const file = await idea.carry(id, isDone("plan"), {
      "do/dispatch": { department: "service" },
    });
    expect(file.case.level?.id).toBe("major");
    const answered = await idea.carry(id, ({ case: one }) => one.doings.some((doing) => doing.approved === true));
    const steps = answered.case.requests.filter(({ of }) => of === "step");
    expect(steps.map(({ answer }) => answer?.by)).toEqual([idea.who("unit-leader"), idea.who("estate-leader")]);
    expect(steps.every(({ by, approvers }) => !approvers.includes(by))).toBe(true);
  },
);

it(
  "until the number is given a case is called by its time, afterwards by its number (pcb-maker-24, -29)",
  TIMEOUT,
  async () => {
    idea = await openIdea("pcb-maker");
    const business = idea.who("business");
    const id = await idea.file({ organisation: "Board Makers" }, business);
    expect((await idea.read(id)).case.number).toBeUndefined();
    const file = await idea.carry(id, isDone("register"), {
      "do/sort": { "our-abnormality": "yes", loss: "yes", "joint-inspection": "no" },
    });
    expect(file.case.number).toBe("261101");
    expect(await idea.window(business, id)).toContain("261101");
  },
);

it(
  "a post goes its own way: the media part answers, and what is published has its approval (dealer-315-25 to -32)",
  TIMEOUT,
  async () => {
    idea = await openIdea("dealer-315");
    const id = await idea.file({ kind: "online" }, CLERK);
    const file = await idea.carry(id, isDone("judge-post"), { "do/judge-post": { "post-is": "true-report" } });
    expect(file.case.kind).toBe("online");
    const judged = file.case.doings.find(({ step }) => step === "judge-post");
    expect(judged?.by).toBe(idea.who("marketing"));
    const approved = await idea.carry(id, ({ case: one }) => one.requests.some(({ answer }) => answer?.yes === true));
    expect(approved.case.requests[0]?.answer?.by).toBe(idea.who("planning"));
  },
);
