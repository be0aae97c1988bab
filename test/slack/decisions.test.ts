import { expect, test } from "vitest";
import { formRequest } from "../../src/slack/handlers/acts.ts";
import { readAnswers } from "../../src/slack/answers.ts";
import type { Act } from "../../src/slack/acts.ts";
import { sayNow } from "../../src/slack/deliver/ping-post.ts";
import { formView, type FormRequest } from "../../src/slack/forms/form.ts";
import { formOf } from "../../src/slack/forms/forms.ts";
import { pingMessage, pingRequest } from "../../src/slack/pings.ts";
import type { Message } from "../../src/slack/card.ts";
import { caseWindow } from "../../src/slack/window.ts";
import { isObject, toJson } from "../../sandbox/json.ts";
import { accepted, askTime, RESOLVE, type Changes, type Story } from "../support/given.ts";
import { CNY, MONEY, NOWHERE, withWords } from "../support/money.ts";
import { LI, property, QIAN, WANG, ZHAO } from "../support/property-desk.ts";
import { visibleTexts } from "../support/visible.ts";
import { fileOf, readerOf } from "./longest.ts";

type Entered = { readonly [input: string]: string | { readonly [part: string]: unknown } };

function readerIn(story: Story, who: string, language: "en" | "zh-CN") {
  const file = fileOf(story);
  return { file, reader: { ...readerOf(file, who), language } };
}

function requestFor(act: Act, story: Story, who: string, entered: Entered = {}, language: "en" | "zh-CN" = "en") {
  const { file, reader } = readerIn(story, who, language);
  const values = Object.fromEntries(
    Object.entries(entered).map(([id, value]) => [
      id,
      { [id]: typeof value === "string" ? { type: "plain_text_input", value } : { type: "any", ...value } },
    ]),
  );
  return formRequest(act, file, reader, { answers: readAnswers({ values }) });
}

function formFor(request: FormRequest) {
  const form = formOf(request.act, request.file);
  if (form === undefined) throw new Error(`${request.act} has no form`);
  return form;
}

/** All that stands in the form of an act, as this person reads it. */
function shows(...asked: Parameters<typeof requestFor>): readonly string[] {
  const request = requestFor(...asked);
  return visibleTexts(formView(formFor(request), request).blocks);
}

function chosen(value: string): Entered[string] {
  return { selected_option: { value } };
}

/** The direct message that the last command brought this person. */
function told(story: Story, who: string, language: "en" | "zh-CN" = "en"): Message {
  const { file, reader } = readerIn(story, who, language);
  for (const notice of story.notices) {
    if (notice.kind !== "ping" || notice.person !== who) continue;
    const request = pingRequest(file, notice, reader);
    const said = request === undefined ? undefined : sayNow(request);
    if (request !== undefined && said !== undefined) return pingMessage(said, request);
  }
  throw new Error(`${who} was told nothing`);
}

/** The dialogs that ask once more, of buttons anywhere in it. */
function confirmsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(confirmsIn);
  if (!isObject(value)) return [];
  if (value["type"] === "button") return value["confirm"] === undefined ? [] : [value["confirm"]];
  return Object.values(value).flatMap(confirmsIn);
}

// ── What an approver reads before one press ────────────────────────────────────────────────────────────────────────

test("whoever has to agree to a step reads what was done, answer by answer", () => {
  const steps = property.steps.map((step) =>
    step.id === "resolve" ? { ...step, approve: [{ who: "deputy-gm", each: false }] } : step,
  );
  const done = accepted("minor", {}, withWords({ steps })).and("2026-11-24 11:00", LI, {
    ...RESOLVE,
    type: "do",
    step: "resolve",
    answers: { measures: "Door sensor replaced", outcome: "upheld" },
    note: "The fitter checks again on Friday",
  });
  expect(visibleTexts(told(done, ZHAO).blocks).join("\n")).toContain(
    "What was done: Door sensor replaced\nOutcome: Upheld\nThe fitter checks again on Friday",
  );
  expect(visibleTexts(told(done, ZHAO, "zh-CN").blocks).join("\n")).toContain("Door sensor replaced");
});

test("whoever has to agree that it is not valid reads the ground and the facts", () => {
  const asked = accepted("minor").and("2026-11-24 11:00", WANG, {
    type: "not-valid",
    ground: "Not our responsibility",
    facts: "The lift belongs to the city metro",
    customerTold: true,
  });
  const texts = visibleTexts(told(asked, ZHAO).blocks);
  expect(texts).toContain("Not our responsibility · The lift belongs to the city metro");
  expect(texts).toContain("customer told: Yes");
});

test("a yes that promises money is asked for once more, wherever its button stands; no other is", () => {
  const asked = accepted("minor", {}, MONEY).and("2026-11-24 10:00", LI, {
    type: "ask",
    of: "compensation",
    detail: { amount: CNY(300), form: "voucher" },
    reason: "Missed a day of work",
  });
  expect(confirmsIn(toJson(told(asked, ZHAO).blocks))).toMatchObject([
    {
      title: { text: "Approve ¥300?" },
      text: { text: "This sum may be promised to the customer as soon as you approve." },
      confirm: { text: "Approve" },
      deny: { text: "Cancel" },
    },
  ]);
  const { file, reader } = readerIn(asked, ZHAO, "zh-CN");
  const window = caseWindow({ file, reader, looked: false });
  expect(confirmsIn(toJson(window.blocks))).toMatchObject([{ title: { text: "同意补偿300元？" } }]);
  // The menu, which cannot ask, does not offer it.
  expect(JSON.stringify(window.blocks)).not.toContain('"approve/');
  const time = accepted("minor").and("2026-11-25 10:00", LI, askTime("2026-11-27 18:00"));
  expect(confirmsIn(toJson(told(time, ZHAO).blocks))).toEqual([]);
});

// ── Money ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const ASKED_MONEY = {
  type: "ask",
  of: "compensation",
  detail: { amount: CNY(300), form: "voucher", wanted: CNY(500) },
  reason: "Missed a day of work",
} as const;

test("whoever asks for money reads what they may promise, who decides on more, and how far that reaches", () => {
  const taken = accepted("minor", {}, MONEY);
  const form = shows("compensate", taken, LI);
  expect(form).toEqual(expect.arrayContaining(["Form", "Amount", "Why?", "Customer asked", "Voucher"]));
  expect(form.slice(-3)).toEqual([
    "You may promise up to ¥200.",
    "Zhao Min: up to ¥2,000.",
    "Do not promise the amount yet.",
  ]);
  expect(shows("compensate", taken, LI, {}, "zh-CN").slice(-3)).toEqual([
    "您的权限：200元以内。",
    "Zhao Min：2,000元以内。",
    "批准前请勿向客户承诺金额。",
  ]);
});

test("what is sent for approval says so in place of the form; within the own authority it just closes", () => {
  const typed = { form: chosen("voucher"), amount: "300", wanted: "500", reason: "Missed a day of work" };
  const read = requestFor("compensate", accepted("minor", {}, MONEY), LI, typed);
  expect(formFor(read).read(read)).toEqual({ command: ASKED_MONEY });
  const after = (amount: number) => {
    const asked = { ...ASKED_MONEY, detail: { amount: CNY(amount) } };
    const request = requestFor("compensate", accepted("minor", {}, MONEY).and("2026-11-24 10:00", LI, asked), LI);
    return formFor(request).told?.(request);
  };
  expect(after(300)).toEqual({
    title: "Sent for approval",
    text: "¥300 for the customer: Zhao Min decides.\nDo not promise the amount yet.",
  });
  expect(after(200)).toBeUndefined();
});

test("the approver reads how it is given and what the customer asked, and may grant less", () => {
  const asked = accepted("minor", {}, MONEY).and("2026-11-24 10:00", LI, ASKED_MONEY);
  const texts = visibleTexts(told(asked, ZHAO).blocks);
  expect(texts).toEqual(expect.arrayContaining(["Voucher", "customer asked: ¥500", "Missed a day of work"]));
  const id = asked.case.requests[0]?.id ?? "";
  const { file, reader } = readerIn(asked, ZHAO, "en");
  expect(JSON.stringify(caseWindow({ file, reader, looked: false }))).toContain(`approve-otherwise/${id} `);
  const typed = { amount: "250", reason: "That is what she lost" };
  const request = requestFor(`approve-otherwise/${id}`, asked, ZHAO, typed);
  const answer = { type: "answer-request", request: id, yes: true, amount: CNY(250), reason: typed.reason } as const;
  expect(formFor(request).read(request)).toEqual({ command: answer });
  expect(visibleTexts(formView(formFor(request), request).blocks)).toContain(
    "Asked for: ¥300. Approve no more than that.",
  );
  const less = asked.and("2026-11-24 11:00", ZHAO, answer);
  expect(visibleTexts(told(less, LI).blocks).join()).toContain("Zhao Min agreed: ¥250 for the customer");
});

// ── Deciding ───────────────────────────────────────────────────────────────────────────────────────────────────────

function up(changes: Changes = {}, to = "next rung"): Story {
  return accepted("minor", {}, changes).and("2026-11-24 10:00", LI, { type: "escalate", to, reason: "No contractor" });
}

function choices(story: Story, who: string): readonly string[] {
  const all = ["Carry on", "I take over", "Give to …", "Grant more time", "Grant money", "Not valid"];
  const texts = shows("decide", story, who);
  return all.filter((choice) => texts.includes(choice));
}

test("a decision offers what the regulation knows and leaves to whoever decides", () => {
  expect(choices(up(), ZHAO)).toEqual(["Carry on", "I take over", "Give to …", "Grant more time", "Not valid"]);
  expect(choices(up(MONEY), ZHAO)).toContain("Grant money");
  // More time for a minor case is the deputy general manager's to grant, whoever else decides.
  expect(choices(up({}, "leader"), QIAN)).toEqual(["Carry on", "I take over", "Give to …", "Not valid"]);
  const nobody = property.approvals.map((line) => (line.of === "not-valid" ? { ...line, by: "nobody" } : line));
  expect(choices(up(withWords({ approvals: nobody })), ZHAO)).not.toContain("Not valid");
});

test("granting money by a decision asks how and how much, within which limit", () => {
  const entered = { choice: chosen("grant-money") };
  expect(shows("decide", up(MONEY), ZHAO, entered)).toEqual(
    expect.arrayContaining(["Amount", "Voucher", "You may promise up to ¥2,000.", "Qian Wei decides on more."]),
  );
  const typed = { ...entered, form: chosen("gift"), amount: "1500", text: "Give it to her" };
  const request = requestFor("decide", up(MONEY), ZHAO, typed);
  expect(formFor(request).read(request)).toEqual({
    command: { type: "decide", choice: "grant-money", form: "gift", amount: CNY(1500), text: "Give it to her" },
  });
});

test("escalating tells whose case it remains, and offers only rungs that somebody holds", () => {
  const taken = accepted("minor");
  expect(shows("escalate", taken, LI).at(-1)).toBe("You remain the owner.");
  expect(shows("escalate", taken, WANG).at(-1)).toBe("Li Qiang remains the owner.");
  const rungs = (story: Story) => [
    ...new Set(shows("escalate", story, LI).filter((text) => /: (?:Zhao Min|Qian Wei|nobody)$/u.test(text))),
  ];
  expect(rungs(taken)).toHaveLength(2);
  const holdings = taken.context.people.holdings.filter(({ role }) => role !== "deputy-gm");
  const vacant = accepted("minor", {}, { people: { ...taken.context.people, holdings } });
  expect(rungs(vacant)).toEqual([rungs(taken)[1]]);
});

// ── Whose yes it takes ─────────────────────────────────────────────────────────────────────────────────────────────

test("a form names whoever will really be asked: never the reader, who holds the role himself", () => {
  const byHead = property.approvals.map((line) => (line.of === "extension" ? { ...line, by: "head" } : line));
  expect(shows("ask", accepted("minor", {}, withWords({ approvals: byHead })), LI).join()).toContain(
    "Zhao Min decides",
  );
  const byDesk = property.approvals.map((line) => (line.of === "not-valid" ? { ...line, by: "desk" } : line));
  const notValid = shows("not-valid", accepted("minor", {}, withWords({ approvals: byDesk })), WANG);
  expect(notValid.at(-1)).toMatch(/^(?!Wang Fang).* must agree before the case ends\.$/u);
});

test("a wait that takes a yes names who gives it and wants a reason; one that stops nothing keeps nothing", () => {
  const approvals = [...property.approvals, { ...NOWHERE, of: "waiting", by: "deputy-gm" }];
  const waiting = [
    { ...NOWHERE, id: "part", title: { en: "Spare part", "zh-CN": "配件" }, stops: "all" as const, but: [] },
    { ...NOWHERE, id: "news", title: { en: "News", "zh-CN": "消息" }, stops: "nothing" as const, but: [] },
  ];
  const taken = accepted("minor", {}, withWords({ approvals, waiting }));
  const part = { reason: chosen("part"), until: { selected_date_time: 1_795_917_600 } };
  const stopping = shows("wait", taken, LI, part);
  expect(stopping).toEqual(expect.arrayContaining(["Why?", "Zhao Min must agree."]));
  expect(stopping.some((text) => text.endsWith("stays on the clock."))).toBe(true);
  const request = requestFor("wait", taken, LI, part);
  expect(formFor(request).read(request)).toEqual({ errors: { text: "Give the reason in a few words." } });
  const idle = shows("wait", taken, LI, { ...part, reason: chosen("news") });
  expect(idle.some((text) => /stays on the clock|must agree/u.test(text))).toBe(false);
});
