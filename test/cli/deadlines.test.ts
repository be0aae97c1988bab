import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../../src/cli.ts";
import { loadFile } from "../support/property-desk.ts";

const PROPERTY = new URL("../../regulations/property.yaml", import.meta.url).pathname;

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(["--language", "en", ...args], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    now: Date.parse("2026-11-24T00:00:00Z"),
  });
  return { code, out, err };
}

/** What is printed about one deadline. */
function about(out: readonly string[], id: string): readonly string[] {
  const begin = out.findIndex((line) => line.startsWith(`${id}: `));
  if (begin < 0) return [];
  const length = out.slice(begin).findIndex((line) => line === "");
  return out.slice(begin, length < 0 ? undefined : begin + length);
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "complaint-desk-deadlines-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const RECEIVED = ["deadlines", "property", "--received", "2026-09-29T10:00"];

test("every deadline of such a case comes with its explanation", async () => {
  const { code, out, err } = await run(...RECEIVED, "--level", "important", "--source", "phone");
  expect([code, err]).toEqual([0, []]);
  expect(out[0]).toBe(
    "Property management complaints · received Tue 29 Sep 2026, 10:00 · level: Important · as it stands Tue 29 Sep 2026, 10:00",
  );
  expect(about(out, "verification")).toEqual([
    "verification: Verify the facts",
    "   Until Thu 8 Oct 2026, 18:00 · running, 2 working days left",
    "    1 Level set: Tue 29 Sep 2026, 10:00",
    "    2 Important: 2 working days (house rule)",
    "    3 The starting day, Tue 29 Sep, does not count",
    "    4 Wed 30 Sep is working day 1",
    "    5 Thu 1 – Wed 7 Oct: National Day, not counted",
    "    6 Thu 8 Oct is working day 2",
    "    7 It ends when business closes: Thu 8 Oct 2026, 18:00",
    "   Warnings: Thu 8 Oct, 09:00 · Thu 8 Oct, 13:42",
  ]);
  expect(about(out, "important-limit")).toEqual([
    "important-limit: Solve it (property-30)",
    "   Starts when: Send to a department · then 3 days",
  ]);
  expect(out.at(-1)).toBe("Not for such a case: on-spot, same-day, minor, wish, answer, major, one-week");
});

test("a regulation can be named by its path, and answers come in Chinese", async () => {
  const { out } = await run("deadlines", PROPERTY, ...RECEIVED.slice(2), "--level", "minor", "--language", "zh-CN");
  expect(about(out, "minor").slice(0, 5)).toEqual([
    "minor: 办结 (property-18, property-29)",
    "   截止：2026年10月8日（周四）18:00 · 进行中，剩余2个工作日",
    "    1 收到：2026年9月29日（周二）10:00",
    "    2 轻微：2个工作日（property-18）",
    "    3 起算当天9月29日（周二）不计",
  ]);
});

test("the rules judge what is known: facts make the level, and what the desk has answered is dispatched", async () => {
  const facts = ["cause=facility", "human-factor=no", "easy=yes", "our-fault=no", "injury-or-loss=no"];
  const rest = ["promise-broken=no", "client-management=no", "department=engineering", "solvable=today"];
  const { out } = await run(...RECEIVED, ...[...facts, ...rest].flatMap((fact) => ["--fact", fact]));
  expect(out[0]).toContain("level: Minor");
  expect(about(out, "forward")[1]).toBe("   Until Tue 29 Sep 2026, 10:30 · met");
  expect(about(out, "accept")[1]).toBe("   Until Tue 29 Sep 2026, 10:30 · running, 30 minutes left");
  expect(about(out, "same-day")[1]).toBe("   Until Tue 29 Sep 2026, 18:00 · running");
});

test("time that is answered for is a limit, and a limit in days and nights runs through", async () => {
  const { out } = await run(...RECEIVED, "--level", "minor", "--fact", "asked-time=2026-09-30T12:00");
  expect(about(out, "wish").slice(0, 2)).toEqual([
    "wish: Solve it (property-29)",
    "   Until Wed 30 Sep 2026, 12:00 · running",
  ]);
  expect(about(out, "forward")[1]).toBe("   Until Tue 29 Sep 2026, 10:30 · running, 30 minutes left");
});

test("at another time it stands as if nobody had done anything", async () => {
  const { out } = await run(...RECEIVED, "--level", "important", "--at", "2026-10-08T17:00");
  expect(out[0]).toContain("as it stands Thu 8 Oct 2026, 17:00");
  expect(about(out, "forward")[1]).toBe("   Until Tue 29 Sep 2026, 10:30 · missed");
  expect(about(out, "important")[1]).toBe("   Until Wed 30 Sep 2026, 18:00 · missed");
  expect(about(out, "verification")[1]).toBe("   Until Thu 8 Oct 2026, 18:00 · running, 1 working day left");
});

test("as JSON there is the same, with instants", async () => {
  const { out } = await run(...RECEIVED, "--level", "important", "--json");
  const said: { readonly deadlines: readonly { readonly id: string }[] } = JSON.parse(out.join("\n"));
  expect(said).toMatchObject({
    regulation: "property",
    zone: "Asia/Shanghai",
    received: "2026-09-29T02:00:00.000Z",
    level: "important",
  });
  expect(said.deadlines.map(({ id }) => id).join(" ")).toBe(
    "forward accept on-spot same-day minor wish important important-limit answer major verification one-week form callback",
  );
  const of = (id: string) => said.deadlines.find((deadline) => deadline.id === id);
  expect(of("verification")).toMatchObject({
    state: "running",
    due: "2026-10-08T10:00:00.000Z",
    provisional: false,
    left: { amount: 2, unit: "working days" },
    warnings: ["2026-10-08T01:00:00.000Z", "2026-10-08T05:42:00.000Z"],
  });
  expect(of("important-limit")).toMatchObject({
    state: "later",
    startsWhen: [{ en: "Send to a department" }],
    limit: { en: "3 days", "zh-CN": "3天" },
    explanation: [],
  });
  expect(of("minor")).toMatchObject({ state: "not" });
});

test("own holiday lists count, and a date beyond the known ones is provisional", async () => {
  const closed = join(folder, "closed.yaml");
  await writeFile(closed, "closed:\n  2026-09-30: Stocktaking | 盘点\n");
  const { out } = await run(...RECEIVED, "--level", "minor", "--holidays", closed);
  expect(about(out, "minor")[1]).toBe("   Until Fri 9 Oct 2026, 18:00 · running, 2 working days left");
  const late = await run("deadlines", "property", "--received", "2026-12-31T10:00", "--level", "minor");
  expect(about(late.out, "minor")[1]).toBe(
    "   Until Mon 4 Jan 2027, 18:00 (provisional) · running, 2 working days left",
  );
  expect(late.out.at(-1)).toBe(
    "Holidays are known until Thu 31 Dec 2026 only. Add the next list, or later deadlines stay provisional",
  );
  await writeFile(closed, "closed:\n  2026-09-31: No such day\n");
  expect((await run(...RECEIVED, "--holidays", closed)).err).toEqual([
    `${closed}:2: "2026-09-31" is not a date. Write it as YYYY-MM-DD`,
  ]);
});

test.each([
  [["deadlines", "proprety", "--received", "2026-09-29T10:00"], 'There is no regulation "proprety". There are: '],
  [[...RECEIVED, "--level", "grave"], 'This regulation has no level "grave". It has: major, important, minor'],
  [[...RECEIVED, "--source", "fax"], '"fax" does not fit "source". It can be: phone, visit, '],
  [[...RECEIVED, "--fact", "solvabel=now"], 'This regulation has no fact "solvabel". Did you mean "solvable"?'],
  [[...RECEIVED, "--fact", "solvable=soon"], '"soon" does not fit "solvable". It can be: now, today, later'],
  [[...RECEIVED, "--fact", "asked-time=soon"], '"soon" is not a time. Write it as 2026-09-29T10:00'],
  [[...RECEIVED, "--fact", "easy"], '"easy" is no fact. Write: --fact name=value'],
  [[...RECEIVED, "--fact", "level=minor"], "The level is said with --level"],
  [[...RECEIVED, "--fact", "round=2"], 'The app knows "round" of every case by itself'],
  [[...RECEIVED, "--fact", "injury-or-loss=yes", "--level", "minor"], 'These answers make it "major"; to take it for'],
  [[...RECEIVED, "--kind", "return"], 'This regulation has no kind of case "return". It has: complaint'],
  [[...RECEIVED, "--at", "2026-09-28"], "--at lies before --received"],
  [["deadlines", "property", "--received", "yesterday"], '"yesterday" is not a time. Write it as 2026-09-29T10:00'],
  [["deadlines", "property", "--received", "2101-01-01"], "2100-12-31T16:00:00.000Z is outside the years 1970 to 2099"],
  [["calendar", "property", "--from", "2026-09-29", "--add", "many days"], '"many days" '],
  [["calendar", "property", "--from", "2026-09-29", "--calendar", "office"], 'There is no calendar "office"'],
  [["calendar", "property", "--from", "2026-09-29"], "Say what to add (--add) or until when to measure (--until)"],
  [["calendar", "property", "--from", "2026-09-29", "--add", "-1 day"], "Option '--add' argument is ambiguous."],
])("%j is refused with one sentence and exit code 1", async (args, sentence) => {
  const { code, out, err } = await run(...args);
  expect([code, out, err.length]).toEqual([1, [], 1]);
  expect(err[0]).toContain(sentence);
  expect(err[0]).not.toContain("\n");
});

test("every regulation that comes with the app answers for a case of each of its levels", async () => {
  const { err } = await run("deadlines", "no-such-regulation", "--received", "2026-11-24T09:12");
  const names = (err[0] ?? "").replace(/^.*There are: /, "").split(", ");
  expect(names).toContain("property");
  const question = ["--received", "2026-11-24T09:12", "--at", "2026-12-04T09:12", "--json"];
  for (const name of names) {
    const levels = loadFile(name).levels.map(({ id }) => ["--level", id]);
    for (const level of levels.length === 0 ? [[]] : levels) {
      const found = await run("deadlines", name, ...level, ...question);
      expect([name, level, found.code, found.err]).toEqual([name, level, 0, []]);
    }
  }
});

test("check says when holidays run out, and only then", async () => {
  expect((await run("check", PROPERTY)).out).toEqual([
    `${PROPERTY}: nothing to say`,
    "Holidays are known until Thu 31 Dec 2026 only. Add the next list, or later deadlines stay provisional",
  ]);
});
