import { afterEach, expect, it } from "vitest";
import { CLERK, FILER } from "./any-house.ts";
import { isDone, nextIs, openIdea, type Idea } from "./idea.ts";

let idea: Idea;
afterEach(() => idea.stop());

const TIMEOUT = { timeout: 180_000 };

it("three customers with the same matter raise every open case of the group (club-22)", TIMEOUT, async () => {
  idea = await openIdea("club");
  const reception = idea.who("reception");
  const entries = {
    "do/assess": { subject: "Treadmill 4", "promise-kept": "no", "our-fault": "yes" },
  };
  const ids: string[] = [];
  for (const complainant of ["Ms One", "Mr Two", "Ms Three"]) {
    const id = await idea.file({ kind: "complaint", category: "service", complainant, answerable: "no" }, reception);
    await idea.carry(id, isDone("assess"), entries);
    ids.push(id);
  }
  await idea.house.quiet();
  const levels = await Promise.all(ids.map(async (id) => (await idea.read(id)).case.level?.id));
  expect(levels).toEqual(["level-2", "level-2", "level-2"]);
});

it("the owner is named after the investigation, by the role that may (sales-gm-17)", TIMEOUT, async () => {
  idea = await openIdea("sales-gm-procedure");
  const sales = idea.who("sales");
  const id = await idea.file({ source: "spoken", category: "service", department: "north" }, sales);
  await idea.carry(id, nextIs("name-handler"), {
    "do/assess": { "on-the-spot": "no", "amends-involved": "no" },
    "do/dispatch": { department: "north" },
  });
  const head = idea.who("dept-head", "south");
  expect(await idea.offered(idea.who("sales-manager"), id)).not.toContain("do/name-handler");
  expect(await idea.act(idea.who("sales-gm"), id, "do/name-handler", { owner: head })).toBe(undefined);
  expect((await idea.read(id)).case.holders["owner"]?.person).toBe(head);
  expect(await idea.offered(head, id)).toContain("do/analyse");
  expect((await idea.inbox(head)).join("\n")).toContain((await idea.read(id)).case.number ?? "—");
});

it("gains are recorded as often as they come and shared in the report (proposals-17)", TIMEOUT, async () => {
  idea = await openIdea("proposals");
  const marketing = idea.who("marketing");
  const id = await idea.file(
    { kind: "suggestion", department: "north", complainant: "Ms Li", aim: ["cheaper"] },
    marketing,
  );
  await idea.carry(id, isDone("implement"), {
    "do/dispatch": { department: "north" },
    "do/decide": { adopted: "yes", "implement-on": "2026-11-20" },
    "do/ownership": { "developed-by": "joint" },
    "do/implement": { "implement-on": "2026-11-20" },
  });
  expect(await idea.act(marketing, id, "do/gains", { gain: "1000" })).toBe(undefined);
  expect(await idea.act(marketing, id, "do/gains", { gain: "500" })).toBe(undefined);
  const { case: current } = await idea.read(id);
  expect(current.doings.filter(({ step }) => step === "gains")).toHaveLength(2);
  const person = idea.house.as(marketing);
  await person.command("/complaint", "report", "#square");
  await person.seesModal((modal) => modal.callbackId === "report");
  await person.submit({ period: "this-month" });
  await person.closeView({ all: true });
  expect((await idea.inbox(marketing)).join("\n")).toMatch(/The customers' share: \*900\*|客户应得收益： \*900\*/u);
});

it(
  "sanctions come from valid cases, are seen by who decides, and the person may speak first (pharma-28)",
  TIMEOUT,
  async () => {
    idea = await openIdea("pharma");
    const ids: string[] = [];
    for (const complainant of ["Ms One", "Mr Two"]) {
      const id = await idea.file({ category: "service-quality", complainant, accused: CLERK, department: "north" });
      await idea.carry(id, isDone("resolve"), {
        "do/register": { "at-once": "yes" },
        "do/resolve": { outcome: "upheld" },
      });
      ids.push(id);
    }
    const director = idea.who("marketing-director");
    const second = ids[1] ?? "";
    const proposal = (await idea.read(second)).case.proposals[0];
    expect(proposal).toMatchObject({ consequence: "repeated", about: [CLERK], deciders: [director] });
    expect(await idea.shows(director, second, `decide-proposal/${proposal?.id}`)).toMatch(
      /Public criticism and 100|通报批评并负激励100元/u,
    );
    expect((await idea.inbox(idea.who("back-office"))).join("\n")).not.toMatch(/Public criticism|通报批评/u);
    expect(await idea.offered(director, second)).toContain(`decide-proposal/${proposal?.id}`);
  },
);

it("a correction has an owner and a date, and whether it helped is judged by another (idea 10)", TIMEOUT, async () => {
  idea = await openIdea("pharma");
  const id = await idea.file({ category: "service-quality", department: "north" });
  await idea.carry(id, isDone("resolve"), { "do/register": { "at-once": "yes" }, "do/resolve": { outcome: "upheld" } });
  const owner = idea.who("area-manager");
  const helper = idea.who("quality");
  const due = Date.parse("2026-12-01T09:00:00+08:00") / 1000;
  expect(
    await idea.act(owner, id, "plan-correction", { what: "Train everybody at the counter", owner: helper, due }),
  ).toBe(undefined);
  const planned = (await idea.read(id)).case.corrections[0];
  expect(planned).toMatchObject({ owner: helper });
  expect((await idea.inbox(helper)).length).toBeGreaterThan(0);
  expect(await idea.offered(helper, id)).toContain(`do-correction/${planned?.id}`);
  expect(await idea.act(helper, id, `do-correction/${planned?.id}`, { text: "All were trained on Monday" })).toBe(
    undefined,
  );
  expect(await idea.offered(helper, id)).not.toContain(`check-correction/${planned?.id}`);
  expect(await idea.act(owner, id, `check-correction/${planned?.id}`, { works: "yes" })).toBe(undefined);
});

it(
  "a duty comes as a case of its own, with its reminders, and goes up when it is late (tiered-customer-10)",
  TIMEOUT,
  async () => {
    idea = await openIdea("tiered-customer", "2026-12-31 17:00");
    await idea.to("2027-01-01 12:00");
    await idea.to("2027-01-04 12:00");
    const business = idea.who("business");
    expect((await idea.inbox(business)).join("\n")).toMatch(/Year plan of callbacks|年度回访计划/u);
    await idea.to("2027-01-05 12:00");
    expect((await idea.inbox(idea.who("business-head"))).join("\n")).toMatch(/Year plan of callbacks|年度回访计划/u);
  },
);

it(
  "whoever was asked first answers until the department has taken it (tiered-customer-16, -19); kinds go their own ways",
  TIMEOUT,
  async () => {
    idea = await openIdea("tiered-customer");
    const id = await idea.file({
      kind: "contact",
      complainant: "Ms Wu",
      "comes-for": "complaint",
      category: "service",
      "first-outcome": "led",
      department: "south",
    });
    await idea.carry(id, isDone("dispatch"), {
      "do/dispatch": { department: "south" },
    });
    expect((await idea.read(id)).case.doings.some(({ step }) => step === "accept")).toBe(false);
    const head = idea.who("dept-head", "south");
    expect(await idea.offered(FILER, id)).not.toContain("do/accept");
    expect(await idea.act(head, id, "do/accept")).toBe(undefined);
    const plan = await idea.file({ kind: "extra-plan" }, idea.who("business"));
    await idea.carry(plan, nextIs("extra-callback"), { "do/plan-extra": { trigger: "cluster" } });
    expect((await idea.read(plan)).case.requests.map(({ answer }) => answer?.by)).toEqual([idea.who("leader")]);
  },
);
