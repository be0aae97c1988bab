import { expect, test } from "vitest";
import { reportOf } from "../../src/desk/report.ts";
import type { CaseFile } from "../../src/desk/service.ts";
import { records } from "../../src/records/records.ts";
import { sheetText } from "../../src/records/sheets.ts";
import { accepted, opened, reported, SATISFIED, type Story } from "../support/given.ts";
import { at, contextAt, LI, property, WANG, ZHAO } from "../support/property-desk.ts";

const EN = { language: "en", zone: "Asia/Shanghai" } as const;
const ZH = { language: "zh-CN", zone: "Asia/Shanghai" } as const;

/** The number is given when a case is stored; here it is written down. */
function fileOf(story: Story): CaseFile {
  return { id: "c1", case: { ...story.case, number: "2026110042" }, events: story.history, context: story.context };
}

const CLOSED = () => reported().and("2026-11-25 10:00", WANG, SATISFIED);

test("a sheet begins with the mark of Unicode, and nothing typed becomes a formula", () => {
  expect(
    sheetText([
      ["投诉", 3],
      ['=HYPERLINK("http://evil")', "a,b"],
    ]),
  ).toBe('\uFEFF投诉,3\r\n"\'=HYPERLINK(""http://evil"")","a,b"\r\n');
});

test("sheets name no customer, but every case with its times and end", () => {
  const { desk, regulation, people, ...rest } = contextAt("2026-12-01 08:30");
  const context = { desk, regulation, people, ...rest };
  const register = { ...property.forms[0], list: true, fields: ["number", "complainant", "phone"] };
  if (register.id === undefined) throw new Error("Property has no form");
  const withRegister = {
    ...regulation,
    forms: [{ ...register, id: register.id, title: { en: "Register" }, line: 1, basis: [] }],
  };
  const story = CLOSED();
  const report = reportOf(
    [{ id: "c1", case: story.case, context: { ...context, regulation: withRegister } }],
    { desk: "riverside", from: "2026-11-01", to: "2026-11-30", by: "level" },
    { desk, regulation: withRegister, people, context },
  );
  const files = records.sheets(report, EN);
  expect(files.map(({ name }) => name)).toEqual([
    "figures_2026-11-01_2026-11-30.csv",
    "cases_2026-11-01_2026-11-30.csv",
    "record-form_2026-11-01_2026-11-30.csv",
  ]);
  const [figures = "", cases = "", list = ""] = files.map(({ content }) => content);
  expect(figures).toContain("Level,Received,Ended");
  expect(figures).toContain("Minor,1,1,100,0,");
  expect(cases).toContain("2026-11-24 09:12,");
  expect(cases).toContain(",Closed,");
  const name = story.case.facts["complainant"];
  expect(typeof name === "string" && name.length > 2).toBe(true);
  for (const { content } of files) expect(content).not.toContain(name);
  expect(list).toContain("**,1**");
});

test("the record holds who did what when, each limit and each decision, and no proposal of a sanction", () => {
  const asked = accepted("minor").and("2026-11-25 10:00", LI, {
    type: "ask",
    of: "extension",
    detail: { until: at("2026-11-30 18:00") },
    reason: "The part is on order",
  });
  const request = asked.case.requests.at(-1)?.id ?? "";
  const granted = asked.and("2026-11-25 11:00", ZHAO, { type: "answer-request", request, yes: true });
  const { name, content } = records.caseRecord(fileOf(granted), EN);
  expect(name).toBe("2026110042.html");
  expect(content).toContain("The part is on order");
  expect(content).toContain("Agreed");
  expect(content).toContain("Mon 30 Nov 2026, 18:00");
  expect(content).not.toMatch(/proposal|penalt/iu);
  expect(records.caseRecord(fileOf(granted), ZH).content).toContain("<h1>投诉记录表");
});

test("the record names the files, and what was agreed with the customer when the case was offered", () => {
  const offered = accepted("minor").and("2026-11-24 11:00", LI, {
    type: "hand-over",
    department: "cleaning",
    reason: "It is dirt, not the lift",
    agreed: "A call before noon",
  });
  const withdrawn = offered.and("2026-11-24 12:00", WANG, {
    type: "withdraw",
    reason: "Customer is content",
    files: [{ id: "F2", name: "letter.pdf", mimetype: "application/pdf", size: 20 }],
  });
  const { content } = records.caseRecord(fileOf(withdrawn), EN);
  expect(content).toContain("letter.pdf");
  expect(content).toContain("Agreed with the customer, when offered to Cleaning");
  expect(content).toContain("A call before noon");
});

test("the record says of each solution whether the customer knew of it", () => {
  const answers = { measures: "Sensor replaced", outcome: "upheld", "customer-told": "no" };
  const solved = accepted("minor").and("2026-11-24 11:00", LI, { type: "do", step: "resolve", answers });
  expect(records.caseRecord(fileOf(solved), EN).content).toContain("Customer told: No");
});

test("what a customer wrote cannot become part of the page", () => {
  const story = opened("minor");
  const nasty = { ...story.case, facts: { ...story.case.facts, "what-happened": "<script>alert(1)</script>" } };
  const { content } = records.caseRecord({ ...fileOf(story), case: nasty }, EN);
  expect(content).not.toContain("<script>");
  expect(content).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
});

test("a letter names a time only where a limit gives one", () => {
  const story = accepted("minor");
  expect(records.letterBody(fileOf(story), "acknowledgement", EN)).toContain("at the latest");
  const unlimited = { ...property, deadlines: [] };
  const open = { ...fileOf(story), context: { ...story.context, regulation: unlimited } };
  expect(records.letterBody(open, "acknowledgement", EN)).toContain("You will hear from us as soon as we know more.");
  expect(records.letterBody(open, "acknowledgement", ZH)).toContain("一有进展，我们即告知您。");
});

test("an answer says what was found and done, and is printed as somebody has gone over it", () => {
  const file = fileOf(CLOSED());
  const body = records.letterBody(file, "answer", EN);
  expect(body).toContain("What we found: ");
  expect(body).toContain("What we have done:\n");
  const { name, content } = records.letter(file, { ...EN, kind: "answer", body: "One.\n\nTwo.", signed: "Wang Fang" });
  expect(name).toBe("2026110042-answer-en.html");
  expect(content).toContain("<p>One.</p>\n<p>Two.</p>");
  expect(content).toContain("Wang Fang");
});
