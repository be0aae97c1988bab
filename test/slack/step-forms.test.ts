import { expect, test } from "vitest";
import { formRequest } from "../../src/slack/handlers/acts.ts";
import { readAnswers } from "../../src/slack/answers.ts";
import type { Act } from "../../src/slack/acts.ts";
import { sayNow } from "../../src/slack/deliver/ping-post.ts";
import { formView, type FormResult } from "../../src/slack/forms/form.ts";
import { formOf } from "../../src/slack/forms/forms.ts";
import { threadLine } from "../../src/slack/lines/lines.ts";
import type { Modal } from "../../src/slack/modal.ts";
import { pingMessage, pingRequest } from "../../src/slack/pings.ts";
import { refusalText } from "../../src/slack/refusals.ts";
import { channelVoice } from "../../src/slack/voice.ts";
import type { Command } from "../../src/desk/commands.ts";
import type { Step } from "../../src/regulation/shape.ts";
import { accepted, reported, RESOLVE, type Changes, type Story } from "../support/given.ts";
import { LI, property, SUN, WANG } from "../support/property-desk.ts";
import { visibleTexts } from "../support/visible.ts";
import { fileOf, readerOf } from "./longest.ts";

/** What stands in the inputs of a form: texts as typed, the rest as Slack sends it. */
type Entered = { readonly [input: string]: string | { readonly [part: string]: unknown } };

function requestFor(act: Act, story: Story, who: string, entered: Entered = {}) {
  const file = fileOf(story);
  const values = Object.fromEntries(
    Object.entries(entered).map(([id, value]) => [
      id,
      { [id]: typeof value === "string" ? { type: "plain_text_input", value } : { type: "any", ...value } },
    ]),
  );
  return formRequest(act, file, { ...readerOf(file, who), language: "en" }, { answers: readAnswers({ values }) });
}

/** The form of an act as this person sees it, with what stands in it. */
function opens(act: Act, story: Story, who: string, entered: Entered = {}): Modal {
  const request = requestFor(act, story, who, entered);
  const form = formOf(act, request.file);
  if (form === undefined) throw new Error(`${act} has no form`);
  return formView(form, request);
}

/** What comes of sending the form with this in it. */
function sends(act: Act, story: Story, who: string, entered: Entered): FormResult {
  const request = requestFor(act, story, who, entered);
  const form = formOf(act, request.file);
  if (form === undefined) throw new Error(`${act} has no form`);
  return form.read(request);
}

function commandOf(act: Act, story: Story, who: string, entered: Entered): Command {
  const result = sends(act, story, who, entered);
  if ("errors" in result) throw new Error(`${act} was not sent: ${JSON.stringify(result.errors)}`);
  return result.command;
}

function chosen(value: string) {
  return { selected_option: { value } };
}

/** The inputs of a form by their ids. */
function inputs({ blocks }: Modal) {
  return Object.fromEntries(
    blocks.flatMap((block) =>
      block.type === "input"
        ? [
            [
              block.block_id ?? "",
              { label: block.label.text, optional: block.optional, element: block.element },
            ] as const,
          ]
        : [],
    ),
  );
}

function stepLike(id: string): Step {
  const step = property.steps.find((known) => known.id === id);
  if (step === undefined) throw new Error(`Property has no ${id}`);
  return step;
}

/** Property with one step as another regulation has it, and perhaps one more step before it. */
function withSteps(id: string, change: (step: Step) => Step, more?: Step): Changes {
  const steps = property.steps.flatMap((step) =>
    step.id === id ? [...(more === undefined ? [] : [more]), change(step)] : [step],
  );
  return { regulation: { ...property, steps } };
}

/** The last line of the thread. */
function lineOf(story: Story): string | undefined {
  const file = fileOf(story);
  const lines = file.events.map((_, index) => threadLine(file, index + 1, channelVoice(file.context))?.spoken);
  return lines.findLast((line) => line !== undefined);
}

/** The direct messages that the last command brought this person. */
function told(story: Story, who: string): readonly string[] {
  const file = fileOf(story);
  return story.notices.flatMap((notice) => {
    if (notice.kind !== "ping" || notice.person !== who) return [];
    const request = pingRequest(file, notice, readerOf(file, who));
    const said = request === undefined ? undefined : sayNow(request);
    return request === undefined || said === undefined ? [] : visibleTexts(pingMessage(said, request).blocks);
  });
}

// ── Handing over ───────────────────────────────────────────────────────────────────────────────────────────────────

test("what was agreed with the customer reaches whoever gets the case, and stands in the thread", () => {
  const offered = accepted("minor").and("2026-11-24 11:00", LI, {
    type: "hand-over",
    department: "cleaning",
    reason: "It is dirt, not the lift",
    agreed: "A call before noon tomorrow",
  });
  expect(told(offered, SUN)).toContain("与客户的约定：“A call before noon tomorrow”");
  const file = fileOf(offered);
  expect(threadLine(file, file.events.length, channelVoice(file.context))?.spoken).toContain(
    "与客户的约定：“A call before noon tomorrow”",
  );
});

// ── Solving ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Property without the questions about what was done. */
const WORDLESS = withSteps("resolve", (step) => ({
  ...step,
  ask: step.ask.filter(({ field }) => field === "outcome"),
}));

test("where the regulation asks for no words, solving does; it is kept with the step and told in the thread", () => {
  const taken = accepted("minor", {}, WORDLESS);
  expect(inputs(opens("do/resolve", taken, LI))).toMatchObject({
    note: { label: "What was done", optional: false },
    "customer-told": { label: "Customer told?", optional: false },
  });
  expect(sends("do/resolve", taken, LI, { outcome: chosen("upheld"), "customer-told": chosen("no") })).toEqual({
    errors: { note: "This answer is needed." },
  });
  const entered = { outcome: chosen("upheld"), "customer-told": chosen("no"), note: "Sensor replaced" };
  const solved = taken.and("2026-11-25 11:00", LI, commandOf("do/resolve", taken, LI, entered));
  expect(solved.case.doings.at(-1)).toMatchObject({
    note: "Sensor replaced",
    answers: { outcome: "upheld", "customer-told": "no" },
  });
  expect(lineOf(solved)).toBe("Li Qiang 办结：“Sensor replaced” · 尚未告知客户");
});

test("where the regulation asks what was done and what the customer was told, nothing is asked twice", () => {
  const asks = withSteps("resolve", (step) => ({
    ...step,
    ask: [...step.ask, { field: "answer-given", optional: false }],
  }));
  expect(inputs(opens("do/resolve", accepted("minor"), LI))).not.toHaveProperty("note");
  expect(inputs(opens("do/resolve", accepted("minor", {}, asks), LI))).not.toHaveProperty("customer-told");
});

test("a customer who was told last time is asked about anew in the next round", () => {
  const knows = accepted("minor").and("2026-11-25 11:00", LI, {
    type: "do",
    step: "resolve",
    answers: { measures: "Sensor replaced", outcome: "upheld", "customer-told": "yes" },
  });
  const back = knows.and("2026-11-25 12:00", LI, { type: "undo", step: "resolve", reason: "It stopped again" });
  const { element } = inputs(opens("do/resolve", back, LI))["customer-told"] ?? {};
  expect(element).not.toHaveProperty("initial_option");
});

// ── Titles, what came back ─────────────────────────────────────────────────────────────────────────────────────────

test("a step that the file has named itself gives its form its own title", () => {
  const named = withSteps("resolve", (step) => ({ ...step }), {
    ...stepLike("resolve"),
    id: "decide",
    title: { en: "Tell the decision", "zh-CN": "告知决定" },
  });
  expect(opens("do/decide", accepted("minor", {}, named), LI).title.text).toBe("Tell the decision");
  expect(opens("do/resolve", accepted("minor"), LI).title.text).toBe("Resolve the case");
});

test("a form that came back says why and until when, and when the matter was solved", () => {
  const returned = reported().and("2026-11-25 15:00", WANG, {
    type: "undo",
    step: "report",
    reason: "The date of the repair is missing",
  });
  const shown = visibleTexts(opens("do/report", returned, LI).blocks);
  expect(shown).toContainEqual(
    expect.stringMatching(/^Sent back: “The date of the repair is missing”\. Due again by .+\.$/u),
  );
  expect(shown).toContainEqual(expect.stringContaining("Finished on: 24 Nov"));
});

// ── The call ───────────────────────────────────────────────────────────────────────────────────────────────────────

test("whoever calls reads what was done and when, in the message and in the form", () => {
  const due = reported();
  expect(visibleTexts(opens("do/callback", due, WANG).blocks)).toContain("Done 24 Nov: Door sensor replaced");
});

test("a regulation without words for the call gets a greeting that promises nothing", () => {
  const silent = reported({}, { regulation: { ...property, guides: [] } });
  expect(visibleTexts(opens("do/callback", silent, WANG).blocks)).toContain(
    "Say: “Good day Ms Chen, this is Wang Fang from Riverside Desk. On 24 Nov you told us about this: Lift out of service. Is now a good time?”",
  );
});

test("a contented customer's suggestions are taken down where the regulation asks for none", () => {
  const asksNothing = withSteps("callback", (step) => ({ ...step, ask: [], fill: [] }));
  const due = reported({}, asksNothing);
  const entered = { verdict: chosen("satisfied"), suggestions: "Ring before you come" };
  expect(inputs(opens("do/callback", due, WANG, entered))["suggestions"]?.optional).toBe(true);
  expect(commandOf("do/callback", due, WANG, entered)).toMatchObject({ note: "Ring before you come" });
  expect(inputs(opens("do/callback", reported(), WANG, entered))).not.toHaveProperty("suggestions");
});

test("what a call will bring about is foretold before its texts are written", () => {
  const asksWords = withSteps("callback", (step) => ({
    ...step,
    ask: [...step.ask, { field: "opinion", optional: false }],
  }));
  const shown = opens("do/callback", reported({}, asksWords), WANG, { verdict: chosen("satisfied") });
  expect(visibleTexts(shown.blocks)).toContain("Closes the case.");
});

// ── Keeping a person out ───────────────────────────────────────────────────────────────────────────────────────────

test("the form says who takes each part of the person that is kept out, and that the case will be restricted", () => {
  const shown = opens("recuse", accepted("minor"), WANG, { person: { selected_user: LI } });
  const texts = visibleTexts(shown.blocks);
  expect(texts).toContainEqual(expect.stringMatching(/^Instead of Li Qiang: Owner: Zhao Min/u));
  expect(texts).toContain("Only named persons will be able to read the case: Li Qiang sits where its card stands.");
  expect(inputs(shown)).not.toHaveProperty("restrict");
});

test("somebody without a part is kept out, and the case is restricted where that is wanted", () => {
  const entered = {
    person: { selected_user: SUN },
    reason: "A relative of the customer",
    restrict: { selected_options: [{ value: "yes" }] },
  };
  const taken = accepted("minor");
  const shown = opens("recuse", taken, WANG, entered);
  expect(visibleTexts(shown.blocks)).toContain("Sun Yan has no part in this case so far.");
  expect(shown.blocks.filter(({ type }) => type === "alert")).toHaveLength(1);
  expect(inputs(shown)["restrict"]?.optional).toBe(true);
  const kept = taken.and("2026-11-24 10:00", WANG, commandOf("recuse", taken, WANG, entered));
  expect(kept.case.restricted).toBe(true);
  expect(kept.events.map(({ type }) => type)).toEqual(["restricted", "recused"]);
  const { restrict: _, ...open } = entered;
  expect(taken.and("2026-11-24 10:00", WANG, commandOf("recuse", taken, WANG, open)).case.restricted).toBe(false);
});

test("whoever offers a case sees until when they answer for it", () => {
  const taken = accepted("minor").until("2026-11-24 10:00");
  const texts = visibleTexts(opens("hand-over", taken, LI).blocks);
  expect(texts).toContain("You answer for it until they accept, by today 12:00; after that it stays with you.");
});

// ── Ends, reasons, what has to come first ──────────────────────────────────────────────────────────────────────────

test("a customer who takes a complaint back need not say why; how is enough, and the file goes along", () => {
  const proof = { files: [{ id: "F1", name: "letter.pdf" }] };
  const taken = accepted("minor");
  expect(inputs(opens("withdraw", taken, WANG))).toMatchObject({
    how: { optional: false },
    reason: { optional: true },
  });
  expect(sends("withdraw", taken, WANG, { how: "By phone today", files: proof })).toMatchObject({
    command: { type: "withdraw", reason: "By phone today", files: [{ id: "F1", name: "letter.pdf" }] },
  });
  expect(sends("withdraw", taken, WANG, { how: "By phone", reason: "No" })).toEqual({
    errors: { reason: "Give the reason in a few words." },
  });
});

test("each act gives an example of its own reasons", () => {
  const taken = accepted("minor");
  const hints = (["recuse", "withdraw", "merge", "hand-over", "escalate", "undo/accept"] as const).map((act) =>
    JSON.stringify(
      opens(act, taken, LI).blocks.filter((block) => block.type === "input" && block.block_id === "reason"),
    ),
  );
  expect(new Set(hints).size).toBe(hints.length);
  expect(hints.join(" ")).not.toContain("part on order");
});

test("a step that waits for a department names it", () => {
  const shared = withSteps("resolve", (step) => step, {
    ...stepLike("resolve"),
    id: "inspect",
    title: { en: "Inspect on the spot", "zh-CN": "现场查看" },
    ask: [],
    by: [{ who: "head" }],
    each: "department",
  });
  const taken = accepted("minor", { "departments-involved": ["cleaning"] }, shared);
  const half = taken.and("2026-11-24 10:00", LI, { type: "do", step: "inspect", instance: "engineering" });
  const { refusal } = half.when("2026-11-24 10:05", LI, RESOLVE);
  if (refusal === undefined) throw new Error("It was not refused");
  const reader = { ...readerOf(fileOf(half), LI), language: "en" } as const;
  expect(refusalText(refusal, half.context, reader)).toBe("First: inspect on the spot. Not finished yet: Cleaning.");
});
