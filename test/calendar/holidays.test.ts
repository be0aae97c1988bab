import { describe, expect, it } from "vitest";
import { workingDay, workingTime } from "../../src/calendar/ask.ts";
import { compileCalendar } from "../../src/calendar/calendar.ts";
import { fingerprint, horizonNotice } from "../../src/calendar/changes.ts";
import { dueAt } from "../../src/calendar/due.ts";
import { factsBetween, holidaySource } from "../../src/calendar/holidays.ts";
import { parseHolidayList } from "../../src/calendar/lists.ts";
import { at, calendarOf, local, specOf } from "../support/calendars.ts";

/** `2026-01-01..2026-01-03` as dates. */
function dates(text: string): string[] {
  return text.split(" ").flatMap((part) => {
    const [first = "", last = first] = part.split("..");
    const found: string[] = [];
    for (let ms = Date.parse(first); ms <= Date.parse(last); ms += 86_400_000) {
      found.push(new Date(ms).toISOString().slice(0, 10));
    }
    return found;
  });
}

function factsOf(country: string, year: number, kind: "holiday" | "working"): string[] {
  return factsBetween(holidaySource(country), `${year}-01-01`, `${year}-12-31`)
    .filter(([, fact]) => fact.kind === kind)
    .map(([date]) => date);
}

describe("China", () => {
  // The notices of the State Council for 2025 (12 November 2024) and 2026 (4 November 2025).
  it.each`
    year    | closed                                                                                                                                                                | workedInstead
    ${2025} | ${"2025-01-01 2025-01-28..2025-02-04 2025-04-04..2025-04-06 2025-05-01..2025-05-05 2025-05-31..2025-06-02 2025-10-01..2025-10-08"}                                    | ${"2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11"}
    ${2026} | ${"2026-01-01..2026-01-03 2026-02-15..2026-02-23 2026-04-04..2026-04-06 2026-05-01..2026-05-05 2026-06-19..2026-06-21 2026-09-25..2026-09-27 2026-10-01..2026-10-07"} | ${"2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10"}
  `(
    "$year has its holidays and its make-up working days",
    (row: { year: number; closed: string; workedInstead: string }) => {
      expect(factsOf("CN", row.year, "holiday")).toEqual(dates(row.closed));
      expect(factsOf("CN", row.year, "working")).toEqual(dates(row.workedInstead));
    },
  );

  it("names them in both languages", () => {
    expect(holidaySource("CN").year(2026).get("2026-10-01")).toEqual({
      kind: "holiday",
      name: { en: "National Day", "zh-CN": "国庆节" },
    });
  });

  it("knows where its knowledge ends and takes no silence for an answer", () => {
    const source = holidaySource("CN");
    expect([source.knownFrom, source.knownUntil]).toEqual(["2004-01-01", "2026-12-31"]);
    expect(source.year(2027).size).toBe(0);
  });
});

describe("elsewhere", () => {
  it("only public holidays count, no observances and no clock changes", () => {
    expect(factsOf("DE", 2026, "holiday")).toEqual(
      dates("2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-10-03 2026-12-25 2026-12-26"),
    );
  });

  it("a region has its own", () => {
    expect(factsOf("DE-BY", 2026, "holiday")).toContain("2026-01-06");
    expect(factsOf("DE", 2026, "holiday")).not.toContain("2026-01-06");
  });

  it("substitute days count, in the year in which they fall", () => {
    expect(factsOf("US", 2027, "holiday")).toContain("2027-07-05");
    expect(factsOf("US", 2027, "holiday")).toContain("2027-12-31");
    expect(factsOf("US", 2028, "holiday")).not.toContain("2027-12-31");
  });

  it("holidays of several days close each of them; those that begin at sunset close the date itself", () => {
    expect(factsOf("AE", 2026, "holiday")).toEqual(expect.arrayContaining(dates("2026-03-20..2026-03-22")));
    expect(factsOf("AE", 2026, "holiday")).not.toContain("2026-03-19");
  });

  it("rules have no horizon", () => {
    expect(holidaySource("DE").knownUntil).toBeUndefined();
    expect(factsOf("DE", 2060, "holiday")).toHaveLength(9);
  });

  it("none is a country without holidays, any other unknown code is refused", () => {
    expect(factsOf("none", 2026, "holiday")).toEqual([]);
    expect(() => holidaySource("Germany")).toThrow(expect.objectContaining({ code: "unknown-country" }));
    expect(() => holidaySource("CN-XJ")).toThrow(expect.objectContaining({ code: "unknown-country" }));
  });
});

const NEXT_YEAR = `
complete: 2027-01-01..2027-12-31
closed:
  2027-01-01..2027-01-03: New Year's Day | 元旦
  2027-02-05..2027-02-11: Spring Festival | 春节
  2027-12-24 from 12:00: Christmas Eve | 平安夜
working:
  2027-01-30: Spring Festival | 春节
`;

describe("lists of one's own", () => {
  it("add a year that the country's source does not know, and move the horizon", () => {
    const source = holidaySource("CN", { extra: [parseHolidayList(NEXT_YEAR)] });
    const calendar = compileCalendar(specOf(), { holidays: source });
    const due = dueAt(calendar, { from: at(calendar, "2026-12-31 10:00"), limit: { amount: 1, unit: "working days" } });
    expect(source.knownUntil).toBe("2027-12-31");
    expect([local(calendar, due.at), due.provisional]).toEqual(["2027-01-04 18:00", false]);
    expect(workingDay(calendar, at(calendar, "2027-01-30 10:00"))).toBe(true);
    expect(workingTime(calendar, at(calendar, "2027-12-24"), at(calendar, "2027-12-25")) / 3_600_000).toBe(3);
    // The dates of the country still count.
    expect(workingDay(calendar, at(calendar, "2026-10-01 10:00"))).toBe(false);
  });

  it("do not move the horizon over a gap", () => {
    const list = parseHolidayList("complete: 2028-01-01..2028-12-31");
    expect(holidaySource("CN", { extra: [list] }).knownUntil).toBe("2026-12-31");
  });

  it("replace the country's dates where they say so", () => {
    const list = parseHolidayList(
      "replace: yes\ncomplete: 2026-01-01..2026-12-31\nclosed:\n  2026-05-01: Labour Day | 劳动节\n",
    );
    const source = holidaySource("CN", { extra: [list] });
    expect(factsBetween(source, "2026-01-01", "2026-12-31").map(([date]) => date)).toEqual(["2026-05-01"]);
    expect([source.knownFrom, source.knownUntil]).toEqual([undefined, "2026-12-31"]);
  });

  it("rank by their order: the last one that names a date counts", () => {
    const closed = parseHolidayList("closed:\n  2026-11-24: Closed | 停业\n");
    const open = parseHolidayList("working:\n  2026-11-24: Open after all | 照常\n");
    expect(
      holidaySource("CN", { extra: [closed, open] })
        .year(2026)
        .get("2026-11-24")?.kind,
    ).toBe("working");
    expect(
      holidaySource("CN", { extra: [open, closed] })
        .year(2026)
        .get("2026-11-24")?.kind,
    ).toBe("holiday");
  });

  it("are read from iCal: all-day events, yearly rules, make-up days by their mark", () => {
    const ical = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "BEGIN:VEVENT",
      "DTSTART;VALUE=DATE:20270205",
      "DTEND;VALUE=DATE:20270208",
      "SUMMARY:春节(休)",
      "END:VEVENT",
      "BEGIN:VEVENT",
      "DTSTART;VALUE=DATE:20270130",
      "SUMMARY:春节(班)",
      "END:VEVENT",
      "BEGIN:VEVENT",
      "DTSTART;VALUE=DATE:20270615",
      "RRULE:FREQ=YEARLY;COUNT=2",
      "SUMMARY:Founder's",
      "  Day",
      "END:VEVENT",
      "END:VCALENDAR",
    ].join("\r\n");
    expect([...parseHolidayList(ical).days]).toEqual([
      ["2027-02-05", { kind: "holiday", name: { en: "春节", "zh-CN": "春节" } }],
      ["2027-02-06", { kind: "holiday", name: { en: "春节", "zh-CN": "春节" } }],
      ["2027-02-07", { kind: "holiday", name: { en: "春节", "zh-CN": "春节" } }],
      ["2027-01-30", { kind: "working", name: { en: "春节", "zh-CN": "春节" } }],
      ["2027-06-15", { kind: "holiday", name: { en: "Founder's Day", "zh-CN": "Founder's Day" } }],
      ["2028-06-15", { kind: "holiday", name: { en: "Founder's Day", "zh-CN": "Founder's Day" } }],
    ]);
  });

  it.each`
    text                                                                                                         | code          | what
    ${"closed: [2027-01-01]"}                                                                                    | ${"bad-list"} | ${"a list where a map belongs"}
    ${"closed:\n  2027-13-01: X"}                                                                                | ${"bad-date"} | ${"month 13"}
    ${"closed:\n  2027-01-03..2027-01-01: X"}                                                                    | ${"bad-list"} | ${"a range backwards"}
    ${"closed:\n  2027-01-03 from 25:00: X"}                                                                     | ${"bad-time"} | ${"25 o'clock"}
    ${"holidays:\n  2027-01-03: X"}                                                                              | ${"bad-list"} | ${"a word that a list does not have"}
    ${"replace: maybe"}                                                                                          | ${"bad-list"} | ${"neither yes nor no"}
    ${"closed:\n  2027-01-03: 7"}                                                                                | ${"bad-list"} | ${"a number for a name"}
    ${"closed: {"}                                                                                               | ${"bad-list"} | ${"broken YAML"}
    ${"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20270101T090000Z\r\nSUMMARY:X\r\nEND:VEVENT\r\nEND:VCALENDAR"} | ${"bad-list"} | ${"an event that is not all day"}
    ${"BEGIN:VCALENDAR\r\nBEGIN:VEVENT"}                                                                         | ${"bad-list"} | ${"broken iCal"}
  `("are refused as $code for $what", ({ text, code }: { text: string; code: string }) => {
    expect(() => parseHolidayList(text)).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ["a date", "replace: no\nclosed:\n  2027-01-03: X\n  2027-02-30: X\n", 4],
    ["a time of day", "working: {}\nclosed:\n  2027-01-03 from 25:00: X", 3],
    ["a word", "closed: {}\n\nopen: {}\n", 3],
    ["what a word says", "closed: {}\nreplace: maybe\n", 2],
    ["broken YAML", "closed:\n  2027-01-03: X\n  2027-01-04: [\n", 4],
    ["the same date twice", "closed:\n  2027-01-03: X\n  2027-01-03: Y\n", 3],
    ["broken iCal", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nno colon here\r\nEND:VEVENT\r\nEND:VCALENDAR", 3],
    [
      "the second event",
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20270101T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR",
      5,
    ],
  ])("are refused with the line of %s", (_, text, line) => {
    expect(() => parseHolidayList(text)).toThrow(expect.objectContaining({ line }));
  });
});

describe("the horizon", () => {
  it("is announced to operators 60 days ahead", () => {
    const calendar = calendarOf();
    expect(horizonNotice(calendar, at(calendar, "2026-11-01 10:00"))?.daysLeft).toBe(60);
    expect(horizonNotice(calendar, at(calendar, "2026-10-31 10:00"))).toBeUndefined();
    expect(horizonNotice(calendar, at(calendar, "2027-01-10 10:00"))).toEqual({
      daysLeft: -10,
      text: {
        en: "Holidays are known until Thu 31 Dec 2026 only. Add the next list, or later deadlines stay provisional",
        "zh-CN": "假期安排仅公布至2026年12月31日（周四），请补充新的假期清单，否则之后的时限均为暂定",
      },
    });
    expect(horizonNotice(calendarOf({ holidays: "DE" }), at(calendar, "2027-01-10 10:00"))).toBeUndefined();
  });
});

describe("the fingerprint", () => {
  const years = { from: 2026, to: 2027 };

  it("stays while nothing changes and differs when hours, dates or holidays do", () => {
    const known = fingerprint(calendarOf(), years);
    const more = holidaySource("CN", { extra: [parseHolidayList(NEXT_YEAR)] });
    expect(fingerprint(calendarOf(), years)).toBe(known);
    expect(fingerprint(calendarOf({ dates: { "2026-11-24": [] } }), years)).not.toBe(known);
    expect(fingerprint(calendarOf({ hours: "always" }), years)).not.toBe(known);
    expect(fingerprint(compileCalendar(specOf(), { holidays: more }), years)).not.toBe(known);
  });
});
