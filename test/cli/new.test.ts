import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { begin } from "../../src/cli/new.ts";
import { terminalIn } from "../../src/cli/words.ts";
import type { Language } from "../../src/regulation/shape.ts";
import { loadRegulation } from "../../src/regulation/load.ts";
import { readDeskFile } from "../../src/setup/desk-file.ts";

const HOME = process.cwd();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "complaint-desk-new-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Answers = { readonly [question: string]: readonly string[] };

/** Answers each question whose words contain a key, in turn; everything else is left as it is. */
async function company(name: string, from: string, answers: Answers, language: Language = "en") {
  const out: string[] = [];
  const left = Object.fromEntries(Object.entries(answers).map(([about, given]) => [about, [...given]]));
  let about = "";
  const ask = (prompt: string) => {
    if (prompt === "> ")
      about = Object.keys(left).find((key) => out.slice(-4).some((line) => line.includes(key))) ?? "";
    return Promise.resolve(left[about]?.shift() ?? "");
  };
  const terminal = terminalIn(language, { out: (line) => out.push(line), err: (line) => out.push(line) });
  await begin(terminal, { name, from, ask, folder });
  const text = await readFile(join(folder, `${name}.yaml`), "utf8");
  const desk = await readFile(join(folder, `${name}-desk.yaml`), "utf8");
  const loaded = loadRegulation(text, name);
  if (!("regulation" in loaded)) throw new Error(JSON.stringify(loaded.problems));
  return { out, text, desk, regulation: loaded.regulation, codes: loaded.problems.map(({ code }) => code) };
}

test("a company that keeps everything has the model's rules under its own name, and its questions", async () => {
  const { regulation, out, text } = await company("lakeview", "hotel", {});
  const model = await readFile(join(HOME, "regulations/hotel.yaml"), "utf8");
  expect(regulation.id).toBe("lakeview");
  expect(regulation.deadlines.map(({ id }) => id)).toContain("five-minutes");
  const changed = text.split("\n").filter((line, index) => line !== model.split("\n")[index]);
  expect(changed).toEqual(["id: lakeview", 'edition: { text: "ends at the heading of other provisions" }']);
  expect(out.at(-1)).toContain("lakeview-desk.yaml");
});

test("an answer is written as the company's own, or with the clause that says so", async () => {
  const { regulation, text } = await company("lakeview", "hotel", {
    "When is the company at work?": ["mon-fri 09:00-18:00, sat 09:00-12:00"],
    "Who may agree to more time?": ["front-office", "7"],
    "Who sets the level?": ["lobby", "51, 52"],
  });
  expect(regulation.calendars.default?.hours).toMatchObject({ mon: ["09:00-18:00"], sat: ["09:00-12:00"] });
  expect(text).toMatch(/^calendar: .*house: Decided by the company \| 公司自定 \}$/m);
  expect(regulation.approvals.find(({ of }) => of === "extension")).toMatchObject({
    by: "front-office",
    basis: ["lakeview-07"],
  });
  expect(regulation.levelRules).toMatchObject({ setBy: "lobby", basis: ["lakeview-51", "lakeview-52"] });
});

test("a wrong answer is refused with its reason and asked again", async () => {
  const { out, regulation } = await company("lakeview", "hotel", {
    "Who may agree to more time?": ["the-moon", "lobby"],
    "How long is a case kept?": ["soon", "3 years"],
  });
  expect(out.filter((line) => line.includes("Who may agree to more time?"))).toHaveLength(2);
  expect(out.some((line) => line.includes("✘ Nobody is called `the-moon`"))).toBe(true);
  expect(regulation.approvals.find(({ of }) => of === "extension")?.by).toBe("lobby");
  expect(regulation.keep.find(({ what }) => what === "case")?.for).toEqual({ amount: 3, unit: "years" });
});

test("what the model does not give is asked at the end, and money is a sum", async () => {
  const { regulation, codes } = await company("lakeview", "hotel", {
    "“amount” of “late”": ["200 CNY"],
    "Customer service specialist (specialist)": ["300 CNY"],
  });
  expect(regulation.consequences.find(({ id }) => id === "late")?.amount).toEqual({
    amount: 200,
    currency: "CNY",
  });
  expect(regulation.roles.find(({ id }) => id === "specialist")?.mayPromise).toEqual({ amount: 300, currency: "CNY" });
  expect(codes).toContain("asleep");
});

test("what is not answered stays a question of check", async () => {
  const open = await company("open", "hotel", {});
  expect(open.codes).toEqual(expect.arrayContaining(["no-extension", "no-lowering", "no-waiting", "no-unreached"]));
  const less = await company("less", "hotel", { "Who may agree to more time?": ["lobby"] });
  expect(less.codes).not.toContain("no-extension");
});

test("the desk's file names every role, and is one as soon as people and channels stand in it", async () => {
  const { desk, regulation } = await company("lakeview", "property", {});
  const read = readDeskFile(desk);
  expect(read).not.toHaveProperty("troubles");
  const entry = "file" in read ? read.file.desks[0] : undefined;
  expect(Object.keys(entry?.roles ?? {})).toEqual(regulation.roles.map(({ id }) => id));
});

test("the questions are asked in Chinese, too", async () => {
  const { out, regulation } = await company("lakeview", "hotel", { 由谁定级: ["lobby"] }, "zh-CN");
  expect(out).toContain("[1/21] 公司何时上班？");
  expect(regulation.levelRules.setBy).toBe("lobby");
});

test("nothing is overwritten", async () => {
  await company("lakeview", "property", {});
  await expect(company("lakeview", "property", {})).rejects.toThrow("is there already");
  await expect(company("My Company", "property", {})).rejects.toThrow("small letters");
});

test.each(["property", "svw-dealer", "pharma", "law-firm", "winery", "returns", "club", "generic-customer-management"])(
  "every answer can be given to a company that begins from %s",
  async (from) => {
    const { out } = await company("ours", from, { "a length:": ["3 working days"], "500 CNY; or": ["any amount"] });
    expect(out.filter((line) => line.includes("✘"))).toEqual([]);
  },
);
