import { expect, test } from "vitest";
import type { Context } from "../../src/desk/context.ts";
import type { DeskFile, SimilarRow } from "../../src/desk/service.ts";
import { rowOf } from "../../src/desk/rows.ts";
import type { Regulation } from "../../src/regulation/shape.ts";
import { readAnswers, ViewState, type Answers } from "../../src/slack/answers.ts";
import { intakeView, type IntakeRequest } from "../../src/slack/intake/form.ts";
import { readIntake } from "../../src/slack/intake/read.ts";
import { receiptView } from "../../src/slack/intake/receipt.ts";
import type { Modal } from "../../src/slack/modal.ts";
import type { Reader } from "../../src/slack/voice.ts";
import { opened } from "../support/given.ts";
import { contextAt, desk, LI, loadFile, property, WANG } from "../support/property-desk.ts";

const NOW = "2026-11-24 09:12";

/** Guides apart, the property desk's own regulation; or another one at the same desk. */
function contextOf(regulation: Regulation, changes: Partial<Context> = {}): Context {
  return contextAt(NOW, { regulation, ...changes });
}

function readerAt(context: Context, changes: Partial<Reader> = {}): Reader {
  return { id: WANG, name: "Wang Fang", language: "en", zone: "Asia/Shanghai", now: context.now, ...changes };
}

/** What stands in the form's inputs, by their ids. */
function entered(inputs: { readonly [id: string]: string | readonly string[] }): Answers {
  const values = Object.entries(inputs).map(([id, value]) => {
    const element =
      typeof value === "string"
        ? { type: "any", value, selected_option: { value }, selected_user: value }
        : { type: "checkboxes", selected_options: value.map((one) => ({ value: one })) };
    return [id, { [id]: element }];
  });
  return readAnswers(ViewState.parse({ values: Object.fromEntries(values) }));
}

function requestIn(context: Context, changes: Partial<IntakeRequest> = {}): IntakeRequest {
  const { desk, regulation, people } = context;
  const file: DeskFile = { desk, regulation, people, context };
  return { file, desks: [file], reader: readerAt(context), answers: entered({}), marks: {}, memory: {}, ...changes };
}

function said(view: Modal): string {
  return JSON.stringify(view.blocks);
}

function idsIn(view: Modal): readonly string[] {
  return view.blocks.flatMap((block) =>
    block.type === "input" && block.block_id !== undefined ? [block.block_id] : [],
  );
}

/** The receipt's sentence for the customer under a regulation with these guides. */
function told(guides: readonly { readonly say: string }[], reader: Partial<Reader> = {}): string {
  const own = guides.map(({ say }) => ({
    at: ["intake-end"],
    say: { en: say, "zh-CN": say },
    tick: [],
    line: 1,
    basis: [],
  }));
  const story = opened("minor", {}, { regulation: { ...property, guides: own } });
  const { context } = story;
  const file = { id: "c1", case: { ...story.case, number: "2026110042" }, events: [], context };
  return said(receiptView({ file, reader: readerAt(context, reader), repeated: false, similar: [] }));
}

test("the receipt tells number and time, and then whatever else the regulation wants to be said", () => {
  const both = told([{ say: "Thank you for calling." }, { say: "We are here day and night." }]);
  expect(both).toContain("It is recorded under number");
  expect(both).toContain("Thank you for telling us. Thank you for calling. We are here day and night.”");
  const own = told([{ say: "Number {number}, answer by {first-due}." }, { say: "Thank you for calling." }]);
  expect(own).toMatch(/Tell the customer: “Number 2026110042, answer by [^”]+\. Thank you for calling\.”/u);
  expect(own).not.toContain("It is recorded under number");
});

test("where the number comes later, the customer is told that, and never a name in its place", () => {
  const story = opened("minor");
  const { number: _, ...unnumbered } = story.case;
  const { context } = story;
  const bare = { ...context, regulation: { ...context.regulation, guides: [] } };
  const file = { id: "c1", case: unnumbered, events: [], context: bare };
  const shown = said(receiptView({ file, reader: readerAt(bare), repeated: false, similar: [] }));
  expect(shown).toContain("It is recorded, and will be given a number. You will have an answer by ");
});

test("what is read to the customer is said in the desk's hours, wherever the reader is", () => {
  const at = /answer by (?<time>[^.]+)\./u;
  const here = at.exec(told([]))?.groups?.["time"];
  expect(here).toContain(":");
  expect(at.exec(told([], { zone: "America/New_York" }))?.groups?.["time"]).toBe(here);
});

test("a similar case says why it is one; what is linked already is not offered again, and a refusal is said", () => {
  const story = opened("minor");
  const { context } = story;
  const similar: SimilarRow[] = (["phone", "person", "matter"] as const).map((alike, index) => ({
    ...rowOf(`c${index + 2}`, { ...story.case, number: `202611001${index}` }, context),
    alike,
  }));
  const linked = { ...story.case, links: [{ other: "2026110010", how: "related" as const }] };
  const file = { id: "c1", case: linked, events: [], context };
  const view = receiptView({ file, reader: readerAt(context), repeated: false, similar, refused: "It is archived." });
  const words = said(view);
  expect(words).toContain("Linked with 2026110010.");
  expect(words).not.toContain("same phone");
  expect(words).toContain("2026110011, open since");
  expect(words).toContain("same customer");
  expect(words).toContain("same matter and place");
  expect(view.blocks[0]).toMatchObject({ type: "alert", text: { text: "It is archived." } });
});

test("how to behave is a point to see to, never a sentence to say", () => {
  const hotel = contextOf(loadFile("hotel"));
  const view = intakeView(requestIn(hotel, { marks: { phrases: "yes" } }));
  expect(said(view)).toContain("Apologise first, whoever caused it");
  expect(said(view)).not.toContain("Say: “Apologise first");
  expect(said(view)).toContain("Say: “I'm sorry this happened.");
});

const CONDUCT = {
  id: "rude",
  title: { en: "Conduct", "zh-CN": "态度" },
  department: "engineering",
  conduct: true,
} as const;
const withConduct = contextOf(property, { desk: { ...desk, matters: [...desk.matters, CONDUCT] } });

test("whom it is about is asked in the form itself where the matter is how somebody behaved", () => {
  const about = (category: string) =>
    idsIn(intakeView(requestIn(withConduct, { answers: entered({ category }) }))).filter((id) =>
      id.includes("accused"),
    );
  expect(about("rude")).toEqual(["accused", "accused-name"]);
  expect(about("lift")).toEqual([]);
});

const CALL = { "what-happened": "He shouted at my mother", complainant: "Ms Chen", phone: "none", source: "phone" };

test("the filer picks the department where the very person complained about would handle it, and then it is filed", () => {
  const read = (inputs: { readonly [id: string]: string }) => {
    const request = requestIn(withConduct, { answers: entered({ ...CALL, category: "rude", ...inputs }) });
    return readIntake(request, undefined);
  };
  expect(read({ accused: LI })).toEqual({
    errors: {
      accused: "This person would handle the case. Pick the department; we'll keep the case from them.",
    },
  });
  expect(read({ accused: LI, department: "engineering" })).toMatchObject({
    command: { facts: { accused: LI, department: "engineering" } },
  });
  expect(read({ accused: WANG })).toMatchObject({ command: { facts: { accused: WANG } } });
});

test("the trade's own questions stand in the form; those of every trade behind the button", () => {
  const hotel = contextOf(loadFile("hotel"));
  const ids = idsIn(intakeView(requestIn(hotel)));
  expect(ids).toEqual(expect.arrayContaining(["room", "departs-at"]));
  expect(ids).not.toContain("accused");
  expect(intakeView(requestIn(hotel)).blocks.length).toBeLessThanOrEqual(16);
});

test("what comes by letter is asked when it arrived, and that begins with the present", () => {
  const at = (source: string) => intakeView(requestIn(contextOf(property), { answers: entered({ source }) }));
  const received = at("written").blocks.find((block) => block.block_id === "received");
  expect(received).toMatchObject({ element: { initial_date_time: contextOf(property).now / 1000 } });
  expect(idsIn(at("phone"))).not.toContain("received");
});

test("when somebody is hurt the first thing to say is about help, and whether it comes is asked", () => {
  const context = contextOf(property);
  const calm = said(intakeView(requestIn(context)));
  const hurt = said(intakeView(requestIn(context, { answers: entered({ ticks: ["injury-or-loss"] }) })));
  expect(calm).not.toContain("help on the way");
  expect(hurt).toContain("Say: “Is anybody hurt? Is help on the way?");
  expect(hurt).toContain('"value":"help-coming"');
});

test("the line of business stands on top, draws the rest anew, and begins with that of last time", () => {
  const dealer = contextOf(loadFile("svw-dealer"));
  const view = intakeView(requestIn(dealer, { memory: { line: "after-sales" } }));
  const [first] = view.blocks.filter((block) => block.type === "input");
  expect(first).toMatchObject({
    block_id: "line",
    dispatch_action: true,
    element: { initial_option: { value: "after-sales" } },
  });
});
