import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workingDay } from "../../src/calendar/ask.ts";
import { createPipe } from "../../src/pipe.ts";
import { followCalendars } from "../../src/rounds/upkeep.ts";
import { applyDeskFile } from "../../src/setup/apply.ts";
import { slackNames } from "../../src/setup/names.ts";
import { makeClients } from "../../src/slack/clients.ts";
import { calendarsOf, readFrames } from "../../src/store/frames.ts";
import type { StoredHolidays } from "../../src/store/holidays.ts";
import { openQueue } from "../../src/store/queue.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { at, property, WANG } from "../support/property-desk.ts";
import { done, LIFT } from "../support/store-desk.ts";
import { loud } from "../support/until.ts";

const REGULATION = new URL("../../regulations/property.yaml", import.meta.url).pathname;
const log = pino({ level: "silent" });
// Everybody and everything is named by its id, so that Slack has nothing to be asked.
const names = slackNames(makeClients("xoxb-nobody", { log, apiUrl: "http://127.0.0.1:9/" }));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "complaint-desk-holidays-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A desk's file whose last lines name its holiday lists. */
async function deskFile(holidays: string, regulation = REGULATION): Promise<string> {
  const path = join(folder, "desk.yaml");
  await writeFile(
    path,
    `desks:
  - id: riverside
    name: Riverside
    regulation: ${regulation}
    language: en
    zone: Asia/Shanghai
    channel: C0DESK
    administrators: U0WANG
    departments: [{ id: engineering, title: Engineering, channel: C0ENG }]
    roles: { desk: ${WANG}, head: { engineering: U_LI } }
    holidays:
${holidays}`,
  );
  return path;
}

async function list(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const ICAL_2027 = [
  "BEGIN:VCALENDAR",
  "BEGIN:VEVENT",
  "DTSTART;VALUE=DATE:20270101",
  "DTEND;VALUE=DATE:20270104",
  "SUMMARY:元旦(休)",
  "END:VEVENT",
  "END:VCALENDAR",
].join("\r\n");

async function calendarIn(database: TestDatabase) {
  const [frame] = await readFrames().all(database.prisma);
  if (frame === undefined) throw new Error("no desk");
  return frame.calendars.default;
}

test("lists in iCal and YAML are kept with the desk, and every copy of the app counts by them", async () => {
  await using database = await openTestDatabase("embedded");
  await list("2027.ics", ICAL_2027);
  await list("closures.yaml", "closed:\n  2026-11-25: Stocktaking | 盘点\nworking:\n  2026-11-28: Open day | 开放日\n");
  const path = await deskFile(
    "      - { file: 2027.ics, for: CN, complete: 2027-01-01..2027-12-31 }\n      - closures.yaml\n",
  );
  const parts = { database, names, now: 0 };
  expect((await applyDeskFile(path, parts)).map(({ changed }) => changed)).toEqual([true]);
  const calendar = await calendarIn(database);
  const days = ["2026-11-24", "2026-11-25", "2026-11-28", "2027-01-01", "2026-10-01"];
  expect(days.map((day) => workingDay(calendar, at(`${day} 10:00`)))).toEqual([true, false, true, false, false]);
  expect(calendar.knownUntil).toBe("2027-12-31");
  expect((await applyDeskFile(path, parts)).map(({ changed }) => changed)).toEqual([false]);
});

test("a list may stand in place of the country's", async () => {
  await using database = await openTestDatabase("embedded");
  await list(
    "own.yaml",
    "replace: yes\ncomplete: 2026-01-01..2026-12-31\nclosed:\n  2026-05-01: Labour Day | 劳动节\n",
  );
  await applyDeskFile(await deskFile("      - own.yaml\n"), { database, names, now: 0 });
  const calendar = await calendarIn(database);
  const days = ["2026-05-01", "2026-10-01", "2026-10-10"];
  expect(days.map((day) => workingDay(calendar, at(`${day} 10:00`)))).toEqual([false, true, false]);
});

test("a date of the regulation file stays what it is", async () => {
  await using database = await openTestDatabase("embedded");
  await list("closures.yaml", "closed:\n  2026-11-24..2026-11-25: Stocktaking | 盘点\n");
  const text = await readFile(REGULATION, "utf8");
  const own = await list(
    "property.yaml",
    text.replace("holidays: CN,", 'holidays: CN, dates: { 2026-11-25: ["09:00-12:00"] },'),
  );
  await applyDeskFile(await deskFile("      - closures.yaml\n", own), { database, names, now: 0 });
  const calendar = await calendarIn(database);
  expect(["2026-11-24", "2026-11-25"].map((day) => workingDay(calendar, at(`${day} 10:00`)))).toEqual([false, true]);
});

test("a calendar without public holidays has none, whatever the lists say", () => {
  const { default: office } = property.calendars;
  if (office === undefined) throw new Error("property has no calendar");
  const regulation = { ...property, calendars: { default: office, counter: { ...office, holidays: "none" } } };
  const days: StoredHolidays["days"] = [["2026-11-24", { kind: "holiday", name: { en: "Closed", "zh-CN": "放假" } }]];
  const calendars = calendarsOf(regulation, {
    zone: "Asia/Shanghai",
    holidays: [{ file: "closures.yaml", replace: false, days }],
  });
  const open = Object.values(calendars).map((calendar) => workingDay(calendar, at("2026-11-24 10:00")));
  expect([Object.keys(calendars), open]).toEqual([
    ["default", "counter"],
    [false, true],
  ]);
});

test("a closure that is added to a list moves the limits that run", async () => {
  await using database = await openTestDatabase("embedded");
  const path = await deskFile("      - closures.yaml\n");
  await list("closures.yaml", "closed: {}\n");
  const now = at("2026-11-24 09:12");
  await applyDeskFile(path, { database, names, now });
  const queue = await openQueue(database, { onError: loud, idle: true });
  const frames = readFrames();
  const pipe = createPipe({ database, queue, frames, now: () => now });
  const parts = { database, queue, frames, pipe, log };
  const order = { command: { type: "file", kind: "complaint", facts: LIFT }, by: WANG, key: "view-1" } as const;
  const { id } = done(await pipe.file("riverside", order)).file;
  expect(await followCalendars(parts, now)).toBe(0);
  await list("closures.yaml", "closed:\n  2026-11-25: Stocktaking | 盘点\n");
  expect((await applyDeskFile(path, { database, names, now })).map(({ changed }) => changed)).toEqual([true]);
  expect(await followCalendars(parts, now)).toBe(1);
  const judged = done(await pipe.submit({ command: { type: "rejudge" }, by: "desk", key: "rejudge" }, id));
  expect(judged.file.events.at(-1)).toMatchObject({
    type: "dates-moved",
    deadline: "minor",
    to: at("2026-11-27 18:00"),
  });
  await queue.stop();
});

test("everything that is wrong with the lists is said with its line, and nothing is set up", async () => {
  await using database = await openTestDatabase("embedded");
  const yaml = await list("bad.yaml", "replace: no\nclosed:\n  2026-11-25: Stocktaking\n  2026-13-01: No month\n");
  const timed = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20270101T090000Z", "SUMMARY:Tea", "END:VEVENT"];
  const ics = await list("bad.ics", [...timed, "END:VCALENDAR"].join("\r\n"));
  const word = await list("word.yaml", "complete: 2027-01-01..2027-12-31\nholidays:\n  2027-01-01: New Year\n");
  await list("gap.yaml", "complete: 2028-01-01..2028-12-31\n");
  await list("good.yaml", "closed: {}\n");
  const path = await deskFile(
    ["bad.yaml", "bad.ics", "word.yaml", "no-such-list.yaml", "gap.yaml", "{ file: good.yaml, for: DE }"]
      .map((name) => `      - ${name}\n`)
      .join(""),
  );
  const said = await applyDeskFile(path, { database, names, now: 0 }).then(
    () => "nothing",
    (error: unknown) => (error instanceof Error ? error.message : ""),
  );
  expect(said.split("\n")).toEqual([
    `${yaml}:4: "2026-13-01" is not a date. Write it as YYYY-MM-DD`,
    `${ics}:2: This holiday list cannot be read: "Tea" is no all-day event; holidays are whole dates`,
    `${word}:2: This holiday list cannot be read: unknown word "holidays"; a list has replace, complete, closed, working`,
    `${path}:15: The desk "riverside" names a holiday list that cannot be read: ${join(folder, "no-such-list.yaml")}`,
    `${path}:16: The desk "riverside" has a gap in its holidays: they are known until 2026-12-31, and gap.yaml goes on only from 2028-01-01. Name the list in between before it`,
    `${path}:17: The desk "riverside" has no calendar for DE, for which it names a holiday list: good.yaml`,
  ]);
  expect(await database.prisma.desk.count()).toBe(0);
});
