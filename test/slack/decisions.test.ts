import { expect, test } from "vitest";
import type { Regulation } from "../../src/regulation/shape.ts";
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
import { LI, property, WANG, ZHAO } from "../support/property-desk.ts";
import { visibleTexts } from "../support/visible.ts";
import { fileOf, readerOf } from "./longest.ts";

type Entered = { readonly [input: string]: string | { readonly [part: string]: unknown } };

const NOWHERE = { line: 1, basis: [], with: [], needs: [], once: false };
const CNY = (amount: number) => ({ amount, currency: "CNY" });

function withWords(change: Partial<Regulation>): Changes {
  return { regulation: { ...property, ...change } };
}

/** Money as the storyboard has it: the head of department promises up to ¥200, the deputy general manager up to ¥2,000. */
const MONEY = withWords({
  roles: property.roles.map((role) => {
    if (role.id === "head") return { ...role, mayPromise: CNY(200) };
    return role.id === "deputy-gm" ? { ...role, mayPromise: CNY(2000) } : role;
  }),
  approvals: [...property.approvals, { ...NOWHERE, of: "compensation", by: "next rung" }],
});

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
