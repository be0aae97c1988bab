import type { KnownBlock } from "@slack/types";
import { expect, it } from "vitest";
import type { CaseFile } from "../../src/desk/service.ts";
import type { Field } from "../../src/regulation/shape.ts";
import { records } from "../../src/records/records.ts";
import { formView } from "../../src/slack/forms/form.ts";
import { formOf } from "../../src/slack/forms/forms.ts";
import { formRequest } from "../../src/slack/handlers/acts.ts";
import { historyView } from "../../src/slack/history.ts";
import { changedSince } from "../../src/slack/news.ts";
import { readerVoice, type Reader } from "../../src/slack/voice.ts";
import { caseWindow } from "../../src/slack/window.ts";
import { accepted, fileAs, given, RESOLVE, type Changes, type Story } from "../support/given.ts";
import { LI, property, WANG } from "../support/property-desk.ts";

function fileOf(story: Story): CaseFile {
  return {
    id: "01890000-0000-7000-8000-000000000042",
    case: { ...story.case, number: "2026110042" },
    events: story.history,
    context: story.context,
  };
}

function readerOf(file: CaseFile, id: string): Reader {
  const person = file.context.people.persons[id];
  if (person === undefined) throw new Error(`There is no ${id}`);
  return { ...readerVoice(person, file.context.now), language: "en" };
}

/** The small grey lines, block by block. */
function smallIn(blocks: readonly KnownBlock[]): readonly (readonly string[])[] {
  return blocks.flatMap((block) =>
    block.type === "context" ? [block.elements.flatMap((one) => ("text" in one ? [one.text] : []))] : [],
  );
}

const ORDINALS = Array.from({ length: 14 }, (_, index) => `answer-${String(index + 1).padStart(2, "0")}`);

/** The property regulation with fourteen answers more, in its record form as well. */
function withManyAnswers(): Changes {
  const fields = ORDINALS.map((id): Field => {
    const known = property.fields.find((field) => field.id === "measures");
    if (known === undefined) throw new Error("Property has no measures");
    return { ...known, id, type: "text", title: { en: `Question ${id}` } };
  });
  const forms = property.forms.map((form) => ({ ...form, fields: [...form.fields, ...ORDINALS] }));
  return { regulation: { ...property, fields: [...property.fields, ...fields], forms } };
}

const MANY = Object.fromEntries(ORDINALS.map((id) => [id, `said ${id}`]));

it("the window shows every answer, however many there are, the newest too", () => {
  const file = fileOf(accepted("minor", MANY, withManyAnswers()).and("2026-11-24 11:00", LI, RESOLVE));
  const shown = smallIn(caseWindow({ file, reader: readerOf(file, WANG), looked: false }).blocks);
  const all = shown.flat();
  for (const id of ORDINALS) expect(all).toContain(`Question ${id}: said ${id}`);
  expect(all).toContain("What was done: Door sensor replaced");
  expect(shown.every((block) => block.length <= 10)).toBe(true);
});

it("the record form shows every answer that intake wrote", () => {
  const file = fileOf(accepted("minor", MANY, withManyAnswers()).and("2026-11-24 11:00", LI, RESOLVE));
  const act = "do/report";
  const form = formOf(act, file);
  if (form === undefined) throw new Error("There is no record form");
  const shown = smallIn(formView(form, formRequest(act, file, readerOf(file, LI))).blocks).flat();
  for (const id of ORDINALS) expect(shown).toContain(`Question ${id}: said ${id}`);
});

const MESSAGE = {
  channel: "C_GENERAL",
  ts: "1795482720.000100",
  permalink: "https://riverside.slack.com/archives/C_GENERAL/p1795482720000100",
};
const WORDS = `Ms Chen says: ${"the lift stopped again. ".repeat(150)}The last sentence.`;

function fromMessage(text: string): CaseFile {
  const filed = { ...fileAs("minor"), source: { ...MESSAGE, text } };
  return fileOf(given().and("2026-11-24 09:12", WANG, filed));
}

it("a case filed from a message leads to it, and shows its whole text where the form held less", () => {
  const file = fromMessage(WORDS);
  const { blocks } = caseWindow({ file, reader: readerOf(file, WANG), looked: false });
  expect(smallIn(blocks).flat()).toContain(`From <${MESSAGE.permalink}|a message> in <#C_GENERAL>`);
  expect(JSON.stringify(blocks)).toContain("The last sentence.");
  const { content } = records.caseRecord(file, { language: "en", zone: "Asia/Shanghai" });
  expect(content).toContain("What it was filed from");
  expect(content).toContain(MESSAGE.permalink);
  expect(content).toContain("The last sentence.");
});

it("a message whose words stand in the form unchanged is not shown twice", () => {
  const said = "The lift in tower 3 stopped between two floors";
  const file = fromMessage(said);
  const { blocks } = caseWindow({ file, reader: readerOf(file, WANG), looked: false });
  expect(JSON.stringify(blocks).split(said)).toHaveLength(2);
});

it("the button to the history counts its lines, and those are all that it opens", () => {
  const file = fileOf(accepted("minor").and("2026-11-24 11:00", LI, RESOLVE));
  const reader = readerOf(file, WANG);
  const { blocks } = caseWindow({ file, reader, looked: false });
  const lines = historyView(file, reader, 0).blocks.filter(({ type }) => type === "section").length;
  expect(lines).toBeLessThan(file.events.length);
  expect(JSON.stringify(blocks)).toContain(`"All ${lines}"`);
});

it("what somebody did, and what followed from it by rules, is no news to them, but to others", () => {
  const before = accepted("important");
  const after = before.and("2026-11-24 11:00", LI, RESOLVE);
  expect(after.events.map(({ by }) => by)).toContain("desk");
  const news = (story: Story, id: string) => {
    const file = fileOf(story);
    return changedSince(before.case.version, file, readerOf(file, id));
  };
  expect(news(after, LI)).toBe(false);
  expect(news(after, WANG)).toBe(true);
  expect(news(before.and("2026-11-24 11:00", LI, { type: "look" }), WANG)).toBe(false);
  expect(news(before.until("2026-11-25 18:01"), LI)).toBe(true);
});
