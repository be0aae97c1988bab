import { expect, test } from "vitest";
import type { Command } from "../../src/desk/commands.ts";
import { owedTo } from "../../src/desk/duties.ts";
import { holdersOf } from "../../src/desk/people.ts";
import type { Consequence, ListSpec, Regulation, Step } from "../../src/regulation/shape.ts";
import {
  accepted,
  all,
  askTime,
  clock,
  DISSATISFIED,
  file,
  given,
  local,
  next,
  one,
  opened,
  owner,
  pings,
  REPLY,
  REPORT,
  reported,
  RESOLVE,
  SATISFIED,
  types,
  VERIFY,
  type Changes,
  type Story,
} from "../support/given.ts";
import { at, GUO, LI, property, QIAN, SUN, WANG, ZHAO } from "../support/property-desk.ts";

/** What property does not use, put into it: words of other regulations. */
function withWords(change: Partial<Regulation>): Changes {
  return { regulation: { ...property, ...change } };
}

function changedStep(id: string, change: Partial<Step>): readonly Step[] {
  return property.steps.map((step) => (step.id === id ? { ...step, ...change } : step));
}

function requestOf(story: Story): string {
  return story.case.requests.at(-1)?.id ?? "";
}

const NOWHERE = { line: 1, basis: [] };

// ── More time, within a cap ────────────────────────────────────────────────────────────────────────────────────────

const CAPPED = withWords({
  approvals: property.approvals.map((approval) =>
    approval.of === "extension" ? { ...approval, longest: { amount: 2, unit: "working days" }, once: true } : approval,
  ),
});

test("a regulation may cap how much more time there is", () => {
  const taken = accepted("minor", {}, CAPPED);
  expect(taken.when("2026-11-25 10:00", LI, askTime("2026-11-30 18:00")).refusal).toBeUndefined();
  expect(taken.when("2026-11-25 10:00", LI, askTime("2026-11-30 18:01")).refusal).toEqual({
    code: "extension-too-long",
    field: "until",
    params: { cap: at("2026-11-30 18:00") },
  });
});

test("a regulation may give more time only once", () => {
  const asked = accepted("minor", {}, CAPPED).and("2026-11-25 10:00", LI, askTime("2026-11-27 18:00"));
  const granted = asked.and("2026-11-25 11:00", ZHAO, { type: "answer-request", request: requestOf(asked), yes: true });
  expect(granted.when("2026-11-27 10:00", LI, askTime("2026-11-30 18:00")).refusal).toEqual({
    code: "extension-once",
    field: "until",
  });
});

// ── Steps ──────────────────────────────────────────────────────────────────────────────────────────────────────────

test("a step may need an answer of its own form to be so", () => {
  const upheld = { ...NOWHERE, fact: "outcome", test: "one-of", values: ["upheld"] } as const;
  const taken = accepted("minor", {}, withWords({ steps: changedStep("resolve", { needs: [[upheld]] }) }));
  const other: Command = { type: "do", step: "resolve", answers: { measures: "Nothing", outcome: "not-upheld" } };
  expect(taken.when("2026-11-24 10:00", LI, other).refusal).toEqual({
    code: "must-be-satisfied",
    field: "outcome",
    params: { step: "resolve" },
  });
  expect(taken.when("2026-11-24 10:00", LI, RESOLVE).refusal).toBeUndefined();
});

test("what starts a limit anew is not its own end: each reply starts the time for the next one", () => {
  const deadlines = property.deadlines.map((rule) =>
    rule.id === "answer" ? { ...rule, from: ["level", "reply"] } : rule,
  );
  const taken = accepted("major", {}, withWords({ deadlines, steps: changedStep("reply", { repeat: true }) }));
  expect(local(clock(taken, "answer")?.due)).toBe("2026-11-26 18:00");
  const replied = clock(taken.and("2026-11-25 10:00", WANG, REPLY), "answer");
  expect([replied?.state, local(replied?.due)]).toEqual(["running", "2026-11-27 18:00"]);
});

test("a new round begins with the step that sends the case back, not with the call before it", () => {
  const after = property.whenever.map((line) =>
    line.effects.nextRound === undefined ? line : { ...line, after: ["penalise"] },
  );
  const penalise = changedStep("penalise", {}).map((step) => {
    const { when: _, ...rest } = step;
    return step.id === "penalise" ? { ...rest, ask: [] } : step;
  });
  const called = reported({}, withWords({ whenever: after, steps: penalise })).and(
    "2026-11-25 10:00",
    WANG,
    DISSATISFIED,
  );
  expect(called.case.round).toBe(1);
  const back = called.when("2026-11-25 16:00", QIAN, { type: "do", step: "penalise" });
  expect(one(back.events, "round-began")).toMatchObject({ round: 2, startedAt: at("2026-11-25 16:00") });
});

test("who owns a case through another part loses it when that part means another role", () => {
  const line = { ...NOWHERE, with: [], inPerson: false };
  const solver = [
    { ...line, who: "deputy-gm", when: property.whenever.find((one) => one.after[0] === "level")?.when ?? [] },
  ];
  const parts = {
    ...property.parts,
    owner: [{ ...line, who: "solver" }],
    solver: [...solver, { ...line, who: "head" }],
  };
  const taken = accepted("minor", {}, withWords({ parts }));
  expect(owner(taken)).toEqual([LI]);
  const raised = taken.and("2026-11-24 12:00", WANG, {
    type: "set-level",
    level: "major",
    reason: "Somebody was hurt",
  });
  expect(owner(raised)).toEqual([ZHAO]);
});

test("until a case is sent to a department, whoever receives for one is of the filer's or of the proposed one", () => {
  const receiver = [{ ...NOWHERE, who: "head", with: [], inPerson: false }];
  const house = withWords({ parts: { ...property.parts, receiver } });
  const receivers = (story: Story) => holdersOf("receiver", story.case, story.context).people;
  expect(receivers(given(house).and("2026-11-24 09:12", LI, file()))).toEqual([LI]);
  expect(receivers(given(house).and("2026-11-24 09:12", GUO, file({ department: "cleaning" })))).toEqual([SUN]);
});

test("what a role of each department has to do is due from every department", () => {
  const [monthly] = property.duties;
  if (monthly === undefined) throw new Error("Property has a monthly duty");
  const by = (who: string) => [{ ...NOWHERE, who }];
  expect(owedTo(monthly, property)).toBeUndefined();
  expect(owedTo({ ...monthly, by: by("head") }, property)).toBe("department");
  expect(owedTo({ ...monthly, by: by("head"), forEach: "watched" }, property)).toBe("watched");
});

test("a step may need evidence", () => {
  const taken = accepted("minor", {}, withWords({ steps: changedStep("resolve", { evidence: true }) }));
  expect(taken.when("2026-11-24 10:00", LI, RESOLVE).refusal).toEqual({ code: "answer-missing", field: "evidence" });
  const files = [{ id: "F1", name: "sensor.jpg", mimetype: "image/jpeg", size: 2048 }];
  expect(
    taken.when("2026-11-24 10:00", LI, { ...RESOLVE, type: "do", step: "resolve", files }).refusal,
  ).toBeUndefined();
});

test("a part that is held in person cannot be handed on", () => {
  const owner = (property.parts["owner"] ?? []).map((line) => ({ ...line, inPerson: true }));
  const taken = accepted("minor", {}, withWords({ parts: { ...property.parts, owner } }));
  const offer: Command = { type: "hand-over", department: "cleaning", reason: "It is dirt, not the lift" };
  expect(taken.when("2026-11-24 10:00", LI, offer).refusal).toEqual({ code: "in-person" });
});

test("archiving freezes: nothing is done any more, words and looks remain", () => {
  const close = property.steps.find((step) => step.id === "close");
  if (close === undefined) throw new Error("Property has no step close");
  const steps = [...property.steps, { ...close, id: "archive" }];
  const closed = reported({}, withWords({ steps })).and("2026-11-25 10:00", WANG, SATISFIED);
  expect(next(closed)).toMatchObject({ step: { id: "archive" }, people: [WANG] });
  const archived = closed.and("2026-11-26 10:00", WANG, { type: "do", step: "archive" });
  expect(types(archived.events)).toEqual(["step-done", "archived"]);
  expect(
    archived.when("2026-11-26 11:00", WANG, { type: "reopen", reason: "The same fault", sameOwner: true }).refusal
      ?.code,
  ).toMatch(/archived|already-ended/);
  expect(archived.when("2026-11-26 11:00", WANG, { type: "do", step: "penalise" }).refusal).toEqual({
    code: "archived",
  });
  expect(archived.until("2027-01-31 12:00").events).toEqual([]);
});

function changeKind(kind: string, reason = "They only ask for a lamp"): Command {
  return { type: "change-kind", kind, reason };
}

test("a regulation with several kinds lets the desk change the kind, with a reason", () => {
  const kinds = ["complaint", "need"].map((id) => ({ ...NOWHERE, id, title: { en: id } }));
  const taken = accepted("minor", {}, withWords({ kinds }));
  expect(taken.and("2026-11-24 10:00", WANG, changeKind("need")).case.kind).toBe("need");
  expect(taken.when("2026-11-24 10:00", WANG, changeKind("complaint")).refusal).toEqual({
    code: "kind-unknown",
    field: "kind",
  });
  expect(taken.when("2026-11-24 10:00", WANG, changeKind("praise")).refusal).toEqual({
    code: "kind-unknown",
    field: "kind",
  });
  expect(taken.when("2026-11-24 10:00", WANG, changeKind("need", "x")).refusal?.code).toBe("reason-missing");
  expect(taken.when("2026-11-24 10:00", LI, changeKind("need")).refusal).toEqual({ code: "not-allowed" });
});

// ── Money ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const CNY = (amount: number) => ({ amount, currency: "CNY" });

function askMoney(amount: number): Command {
  return { type: "ask", of: "compensation", detail: { amount: CNY(amount) }, reason: "Missed a day of work" };
}

const PROMISES = withWords({
  roles: property.roles.map((role) => {
    if (role.id === "head") return { ...role, mayPromise: CNY(200) };
    return role.id === "deputy-gm" ? { ...role, mayPromise: CNY(2000) } : role;
  }),
});

test("within his own authority the owner promises alone, above it the next rung that may is asked", () => {
  const taken = accepted("minor", {}, PROMISES);
  expect(types(taken.and("2026-11-24 10:00", LI, askMoney(200)).events)).toEqual(["answered"]);
  expect(one(taken.and("2026-11-24 10:00", LI, askMoney(201)).events, "requested").approvers).toEqual([ZHAO]);
  expect(one(taken.and("2026-11-24 10:00", LI, askMoney(2001)).events, "requested").approvers).toEqual([QIAN]);
});

test("a rung whose limit is not given is asked before one above it that may promise anything", () => {
  const roles = property.roles.map((role) => {
    if (role.id === "deputy-gm") return { ...role, mayPromise: "not given" as const };
    return role.id === "leader" ? { ...role, mayPromise: "any amount" as const } : role;
  });
  const taken = accepted("minor", {}, withWords({ roles }));
  expect(one(taken.and("2026-11-24 10:00", LI, askMoney(5000)).events, "requested").approvers).toEqual([ZHAO]);
});

test("who may promise so much asks nobody, unless the line wants something else as well", () => {
  const line = { ...NOWHERE, of: "compensation", by: "leader", with: [], needs: [], once: false };
  const named = (change: object) =>
    accepted("minor", {}, withWords({ roles: PROMISES.regulation?.roles ?? [], approvals: [{ ...line, ...change }] }));
  expect(types(named({}).and("2026-11-24 10:00", LI, askMoney(200)).events)).toEqual(["answered"]);
  expect(one(named({}).and("2026-11-24 10:00", LI, askMoney(201)).events, "requested").approvers).toEqual([QIAN]);
  const beside = named({ with: ["deputy-gm"] }).and("2026-11-24 10:00", LI, askMoney(200));
  expect(one(beside.events, "requested").approvers).toEqual([QIAN]);
});

test("money is paid as far as it was approved, and not before", () => {
  const pay = (amount: number): Command => ({ type: "pay", amount: CNY(amount) });
  const taken = accepted("minor", {}, PROMISES);
  expect(taken.when("2026-11-24 10:00", LI, pay(100)).refusal).toEqual({
    code: "amount-not-approved",
    field: "amount",
  });
  const approved = taken.and("2026-11-24 10:00", LI, askMoney(200));
  expect(approved.when("2026-11-24 11:00", LI, pay(201)).refusal).toEqual({
    code: "amount-not-approved",
    field: "amount",
  });
  expect(approved.and("2026-11-24 11:00", LI, pay(200)).case.facts["compensation-paid"]).toEqual(CNY(200));
  expect(approved.when("2026-11-24 11:00", GUO, pay(100)).refusal).toEqual({ code: "not-allowed" });
});

// ── Putting right ──────────────────────────────────────────────────────────────────────────────────────────────────

const PLAN: Command = {
  type: "plan-correction",
  what: "Check all door sensors",
  owner: GUO,
  due: at("2026-12-15 18:00"),
};

test("what is to be put right has an owner and a date, and goes on after closing", () => {
  const planned = reported().and("2026-11-24 15:00", LI, PLAN).and("2026-11-25 10:00", WANG, SATISFIED);
  expect(planned.case.ended?.how).toBe("closed");
  const late = planned.until("2026-12-15 18:00");
  expect(one(late.events, "missed")).toMatchObject({ deadline: "correction", people: [GUO] });
  const done = planned.and("2026-12-15 17:00", GUO, {
    type: "do-correction",
    correction: "c1",
    text: "All 40 checked",
  });
  expect(all(done.until("2026-12-31 12:00").history, "missed")).toEqual([]);
});

test("whether it helped is not judged by whoever did it", () => {
  const check: Command = { type: "check-correction", correction: "c1", works: true, text: "None stopped since" };
  const planned = reported().and("2026-11-24 15:00", LI, PLAN);
  expect(planned.when("2026-12-01 10:00", WANG, check).refusal).toEqual({ code: "no-such-correction" });
  const done = planned.and("2026-12-01 10:00", GUO, {
    type: "do-correction",
    correction: "c1",
    text: "All 40 checked",
  });
  expect(done.when("2026-12-02 10:00", GUO, check).refusal).toEqual({ code: "own-request" });
  expect(types(done.and("2026-12-02 10:00", WANG, check).events)).toEqual(["correction-checked"]);
  expect(
    done.when("2026-12-02 10:00", GUO, { type: "do-correction", correction: "c1", text: "Once more" }).refusal?.code,
  ).toBe("step-already-done");
  expect(
    done.when("2026-12-02 10:00", GUO, { type: "do-correction", correction: "c9", text: "Once more" }).refusal,
  ).toEqual({
    code: "no-such-correction",
  });
});

// ── Lists ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const WATCHED: ListSpec = {
  ...NOWHERE,
  id: "watched",
  title: { en: "Watched" },
  of: "complainant",
  candidates: [],
  keptBy: "desk",
  giveTo: ["leader"],
  fields: [],
  tick: [],
  entries: [],
};

test("the desk puts a customer on a list and takes him off; those who keep an eye on it hear", () => {
  const put: Command = { type: "list", list: "watched" };
  const taken = accepted("minor", {}, withWords({ lists: [WATCHED] }));
  const listed = taken.and("2026-11-24 10:00", WANG, put);
  expect(types(listed.events)).toEqual(["listed", "told"]);
  expect(pings(listed).informed).toEqual([QIAN]);
  const off = listed.and("2026-11-25 10:00", WANG, { type: "unlist", list: "watched", reason: "Settled for good" });
  expect(types(off.events)).toEqual(["unlisted"]);
  expect(taken.when("2026-11-24 10:00", LI, put).refusal).toEqual({ code: "not-allowed" });
  expect(taken.when("2026-11-24 10:00", WANG, { type: "list", list: "kings" }).refusal).toEqual({
    code: "no-such-list",
    field: "list",
  });
  expect(taken.but({ listed: ["watched"] }).when("2026-11-24 10:00", WANG, put).refusal).toEqual({
    code: "already-listed",
    field: "list",
  });
});

// ── Consequences ───────────────────────────────────────────────────────────────────────────────────────────────────

const LATE_FORM: Consequence = {
  ...NOWHERE,
  id: "late-form",
  about: ["owner"],
  after: [],
  missed: ["form"],
  first: [],
  propose: { en: "A word" },
  decides: "leader",
};

/** Valid, solved on the 24th, its record form back two days late. */
function lateForm(): Story {
  return accepted("important", {}, withWords({ consequences: [LATE_FORM] }))
    .and("2026-11-24 10:00", WANG, VERIFY)
    .and("2026-11-24 11:00", LI, RESOLVE)
    .and("2026-12-01 10:00", LI, REPORT);
}

test("a sanction is proposed when the miss is final, to the role that decides, about whom it concerns", () => {
  const proposed = one(lateForm().events, "proposed");
  expect(proposed).toMatchObject({ consequence: "late-form", about: [LI], decides: "leader", deciders: [QIAN] });
});

test("the person concerned may speak before the decision, and the leader alone decides, once", () => {
  const { proposal } = one(lateForm().events, "proposed");
  const comment: Command = { type: "comment-proposal", proposal, text: "I was ill that week" };
  const decide: Command = { type: "decide-proposal", proposal, yes: false, text: "He was ill" };
  expect(lateForm().when("2026-12-01 11:00", WANG, comment).refusal).toEqual({ code: "no-such-proposal" });
  expect(lateForm().when("2026-12-01 11:00", ZHAO, decide).refusal).toEqual({ code: "no-such-proposal" });
  const decided = lateForm().and("2026-12-01 11:00", LI, comment).and("2026-12-01 12:00", QIAN, decide);
  expect(decided.case.proposals[0]).toMatchObject({ comments: [{ by: LI }], decision: { yes: false, by: QIAN } });
  expect(decided.when("2026-12-01 13:00", QIAN, decide).refusal).toEqual({ code: "request-answered" });
  expect(decided.when("2026-12-01 13:00", LI, comment).refusal).toEqual({ code: "request-answered" });
});

// ── Words in the thread ────────────────────────────────────────────────────────────────────────────────────────────

test("a message that was changed or removed stays in the history as it was", () => {
  const message = { channel: "C_ENG", ts: "1764" };
  const written = opened("minor").and("2026-11-24 09:20", GUO, { type: "note", text: "On my way", message });
  const changed = written.and("2026-11-24 09:25", GUO, {
    type: "change-note",
    message,
    text: "On our way",
    removed: false,
  });
  expect(all(changed.history, "noted").map((note) => note.text)).toEqual(["On my way"]);
  expect(one(changed.events, "note-changed")).toMatchObject({ text: "On our way", removed: false });
  expect(local(changed.case.lastEventAt)).toBe("2026-11-24 09:25");
});

// ── Departments beside the own one ─────────────────────────────────────────────────────────────────────────────────

test("departments involved are counted with the own one, each once, and must be departments of the desk", () => {
  const levels = property.levels.map((level) =>
    level.id === "major"
      ? {
          ...level,
          when: [
            [{ ...NOWHERE, fact: "departments", test: "compare" as const, comparison: "at least" as const, amount: 2 }],
          ],
        }
      : level,
  );
  const taken = accepted("minor", {}, withWords({ levels }));
  const involve = (...ids: string[]): Command => ({
    type: "answer",
    facts: { "departments-involved": ids },
    cleared: [],
    reason: "They know more",
  });
  expect(taken.and("2026-11-24 10:00", WANG, involve("engineering")).case.level?.id).toBe("minor");
  expect(taken.and("2026-11-24 10:00", WANG, involve("cleaning")).case.level?.id).toBe("major");
  expect(taken.when("2026-11-24 10:00", WANG, involve("catering")).refusal).toEqual({
    code: "no-such-department",
    field: "departments-involved",
  });
});

test("a lighter level may have to wait for a step, judged by the case as it stands", () => {
  const line = { ...NOWHERE, of: "lower-level", by: "deputy-gm", with: [], needs: ["verify"], once: false };
  const taken = accepted("important", {}, withWords({ approvals: [line] }));
  const lower: Command = { type: "set-level", level: "minor", reason: "Less than it seemed", facts: {} };
  expect(taken.when("2026-11-24 10:00", WANG, lower).refusal).toEqual({
    code: "step-waits-for",
    field: "level",
    params: { step: "lower-level", waitsFor: "verify" },
  });
  const verified = taken.and("2026-11-24 10:00", WANG, VERIFY);
  expect(one(verified.and("2026-11-24 11:00", WANG, lower).events, "requested").approvers).toEqual([ZHAO]);
});

test("a new round is a fact of its own: a criterion on it raises the level at once", () => {
  const again = { ...NOWHERE, fact: "round", test: "compare" as const, comparison: "at least" as const, amount: 2 };
  const levels = property.levels.map((level) => (level.id === "important" ? { ...level, when: [[again]] } : level));
  const called = reported({}, withWords({ levels }));
  const back = called.and("2026-11-25 10:00", WANG, {
    type: "do",
    step: "callback",
    answers: { verdict: "dissatisfied", opinion: "It drips again" },
  });
  expect([back.case.round, back.case.level?.id]).toEqual([2, "important"]);
});

// ── Everybody who had a hand in it ─────────────────────────────────────────────────────────────────────────────────

test("everybody involved does his own turn, and what comes after waits for the last of them", () => {
  const report = property.steps.find((step) => step.id === "report");
  if (report === undefined) throw new Error("property has a report");
  const testify: Step = { ...report, id: "testify", by: [{ who: "everybody-involved" }], each: "person", fill: [] };
  const steps = property.steps.flatMap((step) => (step.id === "callback" ? [testify, step] : [step]));
  const called = reported({}, withWords({ steps }));
  const say: Command = { type: "do", step: "testify" };
  expect(called.when("2026-11-24 15:00", ZHAO, say).refusal?.code).toBe("not-yours");
  const first = called.and("2026-11-24 15:00", LI, say);
  expect(first.when("2026-11-24 15:01", LI, say).refusal?.code).toBe("not-yours");
  expect(first.when("2026-11-25 10:00", WANG, SATISFIED).refusal?.params?.["waitsFor"]).toBe("testify");
  const both = first.and("2026-11-24 16:00", WANG, say);
  expect(both.and("2026-11-25 10:00", WANG, SATISFIED).case.ended?.how).toBe("closed");
});
