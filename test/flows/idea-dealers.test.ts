import { afterEach, expect, it } from "vitest";
import { clocksOf } from "../../src/desk/clocks.ts";
import type { CaseFile } from "../../src/desk/service.ts";
import { isDone, nextIs, openIdea, type Idea } from "./idea.ts";

let dealer: Idea;
afterEach(() => dealer.stop());

const TIMEOUT = { timeout: 180_000 };
const REPAIR = { line: "after-sales", source: "phone", vehicle: "SV-100" } as const;

it("a form that is not complete goes back, and the round stays (svw-dealer-66)", TIMEOUT, async () => {
  dealer = await openIdea("svw-dealer");
  const id = await dealer.file(REPAIR, dealer.who("agent"));
  const wasBack = ({ case: current }: CaseFile) => current.doings.some(({ reopened }) => reopened === "redo");
  const back = await dealer.carry(id, wasBack, {
    "do/cause": { category: "service" },
    "do/check-form": { "form-complete": "no" },
  });
  expect(back.case.round).toBe(1);
  const owner = dealer.who("service-manager");
  expect(await dealer.offered(owner, id)).toContain("do/return-form");
  expect(await dealer.window(owner, id)).toMatch(/Return the form|交回处理单/iu);
  const again = await dealer.carry(id, isDone("check-form"), { "do/check-form": { "form-complete": "yes" } });
  expect(again.case.doings.filter(({ step }) => step === "return-form")).toHaveLength(2);
});

it(
  "a vehicle is proposed to whoever admits, and watched until the director takes it off (svw-dealer-48 to -60)",
  TIMEOUT,
  async () => {
    dealer = await openIdea("svw-dealer");
    const id = await dealer.file(REPAIR, dealer.who("agent"));
    const director = dealer.who("service-director");
    const { case: current } = await dealer.carry(id, ({ case: one }) => one.onLists.length > 0, {
      "do/cause": { category: "repair-quality", "in-warranty": "yes" },
    });
    expect(current.requests.find(({ of }) => of === "list")?.answer?.by).toBe(director);
    expect((await dealer.inbox(dealer.who("technical-manager"))).join("\n")).toContain(current.number ?? "—");
    expect(await dealer.offered(dealer.who("service-manager"), id)).not.toContain("unlist/watched");
    expect(await dealer.offered(director, id)).toContain("unlist/watched");
    expect(await dealer.act(director, id, "unlist/watched", { reason: "Repaired for good, tested twice" })).toBe(
      undefined,
    );
    expect(await dealer.offered(director, id)).toContain("list/watched");
  },
);

it(
  "waiting for the user stops the clocks but not the three months; for the manufacturer none (svw-dealer-87)",
  TIMEOUT,
  async () => {
    dealer = await openIdea("svw-dealer");
    const id = await dealer.file(REPAIR, dealer.who("agent"));
    await dealer.carry(id, nextIs("resolve"), { "do/cause": { category: "repair-quality", "in-warranty": "no" } });
    const owner = dealer.who("service-manager");
    const until = Date.parse("2026-12-24T09:00:00+08:00") / 1000;
    expect(await dealer.act(owner, id, "wait", { reason: "customer", until })).toBe(undefined);
    const file = await dealer.read(id);
    const states = Object.fromEntries(clocksOf(file.case, file.context).map((clock) => [clock.rule.id, clock.state]));
    expect(states).toMatchObject({ ordinary: "paused", "three-months": "running" });
    expect(await dealer.window(owner, id)).toMatch(/On hold|暂停/u);
  },
);

it(
  "a low score is told, a dissatisfied user goes round again, the manufacturer can end it (4s-tight-response-13 to -16, -33)",
  TIMEOUT,
  async () => {
    dealer = await openIdea("4s-tight-response");
    const entries = { line: "after-sales", source: "oem-survey", "survey-score": "4", category: "service" };
    const id = await dealer.file(entries, dealer.who("care-department"));
    const { number = "—" } = (await dealer.read(id)).case;
    expect((await dealer.inbox(dealer.who("care-manager"))).join("\n")).toContain(number);
    const again = await dealer.carry(id, ({ case: current }) => current.round === 2, {
      "do/callback": { verdict: "dissatisfied" },
    });
    expect(again.case.escalations).toHaveLength(1);
    const ended = await dealer.carry(id, ({ case: current }) => current.ended !== undefined, {
      "do/callback": { verdict: "satisfied" },
      "do/oem-recheck": { recheck: "satisfied" },
    });
    expect(ended.case.ended?.how).toBe("zero-complaint");
  },
);
