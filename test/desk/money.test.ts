import { expect, test } from "vitest";
import type { Command } from "../../src/desk/commands.ts";
import { accepted, askTime, clock, fact, local, one, types, type Story } from "../support/given.ts";
import { CNY, MONEY, NOWHERE, withWords } from "../support/money.ts";
import { at, LI, property, QIAN, ZHAO } from "../support/property-desk.ts";

function askMoney(amount: number): Command {
  const detail = { amount: CNY(amount), form: "voucher", wanted: CNY(500) };
  return { type: "ask", of: "compensation", detail, reason: "Missed a day of work" };
}

function taken(): Story {
  return accepted("minor", {}, MONEY);
}

function answer(story: Story, amount?: number) {
  const yes = { type: "answer-request", request: story.case.requests.at(-1)?.id ?? "", yes: true } as const;
  return amount === undefined ? yes : { ...yes, amount: CNY(amount) };
}

/** Money goes with an escalation to this rung, which decides so. */
function decided(to: string, by: string, amount: number): Story {
  const escalated = taken().and("2026-11-24 10:00", LI, { type: "escalate", to, reason: "She asks for money" });
  const command = {
    type: "decide",
    choice: "grant-money",
    amount: CNY(amount),
    form: "gift",
    text: "Give it",
  } as const;
  return escalated.and("2026-11-24 11:00", by, command);
}

test("how it is given and what the customer asked for are kept within the own authority as above it", () => {
  const alone = taken().and("2026-11-24 10:00", LI, askMoney(200));
  const agreed = taken().and("2026-11-24 10:00", LI, askMoney(300));
  expect(fact(agreed, "compensation-asked")).toEqual(CNY(500));
  expect(one(agreed.events, "requested").detail).toEqual({ amount: CNY(300), form: "voucher", wanted: CNY(500) });
  for (const granted of [alone, agreed.and("2026-11-24 11:00", ZHAO, answer(agreed))]) {
    expect(fact(granted, "compensation-form")).toBe("voucher");
    expect(fact(granted, "compensation-asked")).toEqual(CNY(500));
  }
});

test("yes, but less: what was asked stays beside what was granted, and no more than that is paid", () => {
  const asked = taken().and("2026-11-24 10:00", LI, askMoney(300));
  const less = asked.and("2026-11-24 11:00", ZHAO, answer(asked, 250));
  expect(one(less.events, "request-answered").amount).toEqual(CNY(250));
  expect(less.case.requests.at(-1)).toMatchObject({ detail: { amount: CNY(300) }, answer: { amount: CNY(250) } });
  expect(fact(less, "compensation-offered")).toEqual(CNY(300));
  expect(fact(less, "compensation-approved")).toEqual(CNY(250));
  expect(less.when("2026-11-24 12:00", LI, { type: "pay", amount: CNY(251) }).refusal?.code).toBe(
    "amount-not-approved",
  );
});

test("never more than was asked for, in no other currency, and not nothing", () => {
  const asked = taken().and("2026-11-24 10:00", LI, askMoney(300));
  const refused = (command: Command) => asked.when("2026-11-24 11:00", ZHAO, command).refusal;
  expect(refused(answer(asked, 301))).toEqual({ code: "amount-above-asked", field: "amount" });
  const foreign = { ...answer(asked), amount: { amount: 100, currency: "EUR" } };
  expect(refused(foreign)).toEqual({ code: "amount-above-asked", field: "amount" });
  expect(refused(answer(asked, 0))).toEqual({ code: "answer-missing", field: "amount" });
});

test("where a second person must agree, he is asked for what the first granted", () => {
  const line = { ...NOWHERE, of: "compensation", by: "deputy-gm", with: ["leader"] };
  const both = withWords({ approvals: [line] });
  const asked = accepted("minor", {}, both).and("2026-11-24 10:00", LI, askMoney(300));
  const less = asked.and("2026-11-24 11:00", ZHAO, answer(asked, 250));
  expect(one(less.events, "requested")).toMatchObject({ approvers: [QIAN], detail: { amount: CNY(250), stage: 1 } });
  expect(fact(less.and("2026-11-24 12:00", QIAN, answer(less)), "compensation-approved")).toEqual(CNY(250));
});

test("a rung that was asked to decide grants money within its authority", () => {
  const granted = decided("next rung", ZHAO, 2000);
  expect(types(granted.events)).toEqual(["decided", "answered"]);
  expect(fact(granted, "compensation-approved")).toEqual(CNY(2000));
  expect(fact(granted, "compensation-form")).toBe("gift");
});

test("above its authority the decision asks whoever the owner would have had to ask", () => {
  const above = decided("next rung", ZHAO, 2001);
  expect(types(above.events)).toEqual(["decided", "requested"]);
  expect(one(above.events, "requested")).toMatchObject({ approvers: [QIAN], detail: { amount: CNY(2001) } });
  expect(fact(above, "compensation-approved")).toBeUndefined();
});

test("the highest rung grants what is left to it alone, and not what another has to answer", () => {
  expect(types(decided("leader", QIAN, 2001).events)).toEqual(["decided", "answered"]);
  expect(one(decided("leader", QIAN, 300).events, "requested").approvers).toEqual([ZHAO]);
});

test("deciding money answers the request that is open, and may grant less", () => {
  const asked = taken()
    .and("2026-11-24 10:00", LI, askMoney(300))
    .and("2026-11-24 10:05", LI, { type: "escalate", reason: "She waits for an answer" });
  const command = { type: "decide", choice: "grant-money", amount: CNY(100), text: "That is enough" } as const;
  const granted = asked.and("2026-11-24 11:00", ZHAO, command);
  expect(types(granted.events)).toEqual(["decided", "request-answered", "answered"]);
  expect(fact(granted, "compensation-approved")).toEqual(CNY(100));
});

// ── More time by a decision, or otherwise than asked ───────────────────────────────────────────────────────────────

const CAPPED = withWords({
  approvals: property.approvals.map((approval) =>
    approval.of === "extension" ? { ...approval, longest: { amount: 2, unit: "working days" } } : approval,
  ),
});

test("the longest time that the regulation allows binds whoever decides as well", () => {
  const up = accepted("minor", {}, CAPPED).and("2026-11-24 10:00", LI, { type: "escalate", reason: "No contractor" });
  const grant = (until: string): Command => ({
    type: "decide",
    choice: "grant-time",
    until: at(until),
    text: "Wait for it",
  });
  const tooLong = { code: "extension-too-long", field: "until", params: { cap: at("2026-11-30 18:00") } };
  expect(up.when("2026-11-24 11:00", ZHAO, grant("2026-11-30 18:01")).refusal).toEqual(tooLong);
  expect(local(clock(up.and("2026-11-24 11:00", ZHAO, grant("2026-11-30 18:00")), "minor")?.due)).toBe(
    "2026-11-30 18:00",
  );
  const asked = accepted("minor", {}, CAPPED).and("2026-11-25 10:00", LI, askTime("2026-11-27 18:00"));
  const otherwise = { ...answer(asked), until: at("2026-12-01 18:00") };
  expect(asked.when("2026-11-25 11:00", ZHAO, otherwise).refusal).toEqual(tooLong);
});

test("where the approver's role is vacant, whoever would be asked instead grants time by deciding", () => {
  const gone = accepted("minor").context.people;
  const people = { ...gone, holdings: gone.holdings.filter((holding) => holding.role !== "deputy-gm") };
  const up = accepted("minor", {}, { people }).and("2026-11-24 10:00", LI, {
    type: "escalate",
    reason: "No contractor",
  });
  const granted = up.and("2026-11-24 11:00", QIAN, {
    type: "decide",
    choice: "grant-time",
    until: at("2026-11-30 18:00"),
    text: "Wait for it",
  });
  expect(types(granted.events)).toEqual(["decided", "extended"]);
});

test("the record says rightly why somebody else is asked: nobody answers their own request", () => {
  const byHead = property.approvals.map((approval) =>
    approval.of === "extension" ? { ...approval, by: "head" } : approval,
  );
  const asked = accepted("minor", {}, withWords({ approvals: byHead })).and(
    "2026-11-25 10:00",
    LI,
    askTime("2026-11-27 18:00"),
  );
  expect(one(asked.events, "requested").approvers).toEqual([ZHAO]);
  expect(one(asked.events, "nobody-in-role")).toMatchObject({ role: "head", reason: "own-request", went: [ZHAO] });
});
