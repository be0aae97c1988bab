import { afterEach, expect, it } from "vitest";
import { readable } from "../../sandbox/control/screen.ts";
import { ownerOf } from "../../src/desk/people.ts";
import { FILER } from "./any-house.ts";
import { isDone, nextIs, openIdea, type Entries, type Idea } from "./idea.ts";

let hotel: Idea;
afterEach(() => hotel.stop());

const TIMEOUT = { timeout: 180_000 };

function graded(entries: Entries): { readonly [act: string]: Entries } {
  return {
    "do/judge": { valid: "yes" },
    "do/register": { "hotel-fault": "error", mood: "displeased", effect: "small", ...entries },
    "do/dispatch": { department: "north" },
  };
}

it("a guest's own time is a clock beside the others, missed with its own clause (hotel-08, -64)", TIMEOUT, async () => {
  hotel = await openIdea("hotel");
  const leaves = Date.parse("2026-11-24T12:00:00+08:00") / 1000;
  const id = await hotel.file({ category: "service", room: "1806", "departs-at": leaves });
  await hotel.carry(id, isDone("promise"), { ...graded({}), "do/promise": { "promised-time": leaves - 1800 } });
  const manager = hotel.who("store-manager");
  expect(await hotel.window(manager, id)).toContain("12:00");
  await hotel.to("2026-11-24 12:01");
  const misses = (await hotel.read(id)).case.misses.map(({ deadline }) => deadline);
  expect(misses).toEqual(expect.arrayContaining(["promised", "before-leaving"]));
  expect((await hotel.inbox(hotel.who("specialist"))).join("\n")).toContain("hotel-64");
});

it(
  "money goes to whom role, level and amount name, and not before the plan is there (hotel-40, -91)",
  TIMEOUT,
  async () => {
    hotel = await openIdea("hotel");
    const id = await hotel.file({ category: "service" });
    await hotel.carry(id, isDone("investigate"), {
      ...graded({ "hotel-fault": "serious" }),
      "do/investigate": { grave: "yes" },
    });
    const specialist = hotel.who("specialist");
    expect(await hotel.offered(specialist, id)).toContain("compensate");
    const early = await hotel.act(specialist, id, "compensate", {
      amount: "6000",
      reason: "The coat is ruined for good",
    });
    expect(early).toMatch(/First: plan for a major complaint/u);
    await hotel.carry(id, isDone("plan"));
    const person = hotel.house.as(specialist);
    await person.command("/complaint", (await hotel.read(id)).case.number ?? "", "#square");
    await person.press(await person.seesModal((modal) => modal.callbackId === "window"), "acts", `compensate ${id}`);
    await person.seesModal((modal) => modal.callbackId === "form");
    const sent = await person.submit({ amount: "6000", reason: "The coat is ruined for good", wanted: "8000" });
    expect(sent).toMatchObject({ outcome: "update" });
    const waits = await person.seesModal((modal) => modal.callbackId === "notice");
    expect(readable(waits)).toMatch(/Do not promise the amount yet|批准前请勿向客户承诺金额/u);
    await person.closeView({ all: true });
    const request = (await hotel.read(id)).case.requests.findLast(({ of }) => of === "compensation");
    expect(request?.approvers).toEqual([hotel.who("resident-gm")]);
    expect(await hotel.offered(specialist, id)).not.toContain(`approve/${request?.id}`);
    expect((await hotel.inbox(hotel.who("resident-gm"))).join("\n")).toMatch(/¥6,000|6,000元/u);
    const less = `approve-otherwise/${request?.id}`;
    const manager = hotel.who("resident-gm");
    const above = await hotel.act(manager, id, less, { amount: "6001", reason: "More than she asked for" });
    expect(above).toMatch(/Approve no more than was asked for|不得超过申请金额/u);
    expect(await hotel.act(manager, id, less, { amount: "5000", reason: "What a new one costs" })).toBe(undefined);
    expect((await hotel.read(id)).case.facts).toMatchObject({
      "compensation-asked": { amount: 8000, currency: "CNY" },
      "compensation-offered": { amount: 6000, currency: "CNY" },
      "compensation-approved": { amount: 5000, currency: "CNY" },
      "compensation-form": "refund",
    });
  },
);

it("a guide is ticked where it helps, and a theft ends with the police (hotel-14 to -18)", TIMEOUT, async () => {
  hotel = await openIdea("hotel");
  const id = await hotel.file({ category: "lost-property" });
  const file = await hotel.carry(id, nextIs("resolve"), graded({}));
  const specialist = hotel.who("specialist");
  const number = file.case.number ?? "";
  const person = hotel.house.as(specialist);
  await person.command("/complaint", number, "#square");
  const window = await person.seesModal((modal) => modal.callbackId === "window");
  await person.press(window, "act:do/resolve");
  const form = await person.seesModal((modal) => modal.callbackId === "form");
  expect(JSON.stringify(form.blocks)).toMatch(/Suggest the police|建议报警/u);
  await person.closeView({ all: true });
  expect(
    await hotel.act(specialist, id, "do/resolve", {
      outcome: "upheld",
      "police-report": "agreed",
      "demand-confirmed": "yes",
    }),
  ).toBe(undefined);
  // The report, then a statement by everybody who had a hand in it; with the last one the police have the matter.
  await hotel.carry(id, isDone("report"));
  expect((await hotel.read(id)).case.ended).toBe(undefined);
  const ended = await hotel.carry(id, (at) => at.case.ended !== undefined);
  expect(ended.case.ended?.how).toBe("handed-to-police");
  expect((await hotel.thread(hotel.who("dept-head", "north"), id)).join("\n")).toMatch(
    /Handed to the police|移交公安/u,
  );
  expect(await hotel.offered(FILER, id)).not.toContain("do/feed-back");
});

it("what is handed over stays whose it was until the other department takes it (hotel-74)", TIMEOUT, async () => {
  hotel = await openIdea("hotel");
  const id = await hotel.file({ category: "service" });
  const minor = { "hotel-fault": "shortcoming", mood: "displeased", effect: "small" };
  await hotel.carry(id, isDone("promise"), graded(minor));
  const [north, south] = [hotel.who("dept-head", "north"), hotel.who("dept-head", "south")];
  const owners = async () => {
    const { case: current, context } = await hotel.read(id);
    return ownerOf(current, context).people;
  };
  expect(await owners()).toEqual([north]);
  expect(await hotel.offered(south, id).catch(() => [])).not.toContain("take-over");
  expect(await hotel.act(north, id, "hand-over", { department: "south", reason: "The kitchen is theirs" })).toBe(
    undefined,
  );
  expect(await owners()).toEqual([north]);
  expect(await hotel.act(south, id, "take-over")).toBe(undefined);
  expect(await owners()).toEqual([south]);
  expect(await hotel.offered(north, id).catch(() => [])).not.toContain("do/investigate");
});

it(
  "each department that takes part has its own card, with its own head and its own turn (hotel-79)",
  TIMEOUT,
  async () => {
    hotel = await openIdea("hotel");
    const id = await hotel.file({ category: "service" });
    const both = { department: "north", "departments-involved": ["south"], "on-scene-needed": "no" };
    await hotel.carry(id, nextIs("managers-there"), { ...graded({}), "do/dispatch": both });
    const [north, south] = [hotel.who("dept-head", "north"), hotel.who("dept-head", "south")];
    for (const head of [north, south])
      expect((await hotel.inbox(head)).join("\n")).toMatch(/anager on the spot|部门经理到场/u);
    const card = async (head: string) => (await hotel.thread(head, id))[0] ?? "";
    expect(await card(south)).toMatch(/Next: manager on the spot[^]*Team \d leads, open[^]*Team \d by .*, open/u);

    expect(await hotel.act(north, id, "do/managers-there")).toBe(undefined);
    expect(await card(north)).toMatch(/Team \d leads, done[^]*Team \d by .*, open/u);
    expect(await card(north)).not.toContain(north);
    await hotel.to("2026-11-24 09:30");
    const [miss] = (await hotel.read(id)).case.misses.filter(({ deadline }) => deadline === "managers");
    expect(miss?.people).toEqual([south]);

    const person = hotel.house.as(south);
    const desk = (await hotel.read(id)).context.desk;
    const channel = desk.departments.find((department) => department.id === "south")?.channel ?? "";
    const number = (await hotel.read(id)).case.number ?? "—";
    const at = (await person.messages(channel)).find((message) => readable(message).includes(number));
    await person.say(channel, "The kitchen says it was cold", { thread: at?.ts ?? "" });
    await expect
      .poll(async () => (await hotel.read(id)).events.flatMap((event) => (event.type === "noted" ? [event.text] : [])))
      .toEqual(["The kitchen says it was cold"]);

    expect(await hotel.act(south, id, "do/managers-there")).toBe(undefined);
    expect(await card(south)).toMatch(/Done: manager on the spot.*Team \d leads/u);
  },
);
